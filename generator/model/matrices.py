"""Rows of the matrices: responsibilities, changes, communication, indicators. A row's fields are its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from generator.model.authored import Authored, Listed, Some
from generator.model.choices import ChangeClass, Counting, Involvement, Judged, PartyRole, Side, choice
from generator.model.rows import Classified, Row
from generator.model.values import CellText, Count, Duration, Flag, Id, Interval, Level, Line, Number, Plain

NONE = "none"
"""Takes a code or clause away that a lower layer gives."""


def unless_none(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a parser that reads ``none`` as nothing."""
    return lambda written: None if written is None or written == NONE else parse(written)


Code = Annotated[Involvement | None, BeforeValidator(unless_none(choice(Involvement)))]
Class = Annotated[ChangeClass, BeforeValidator(choice(ChangeClass))]
SideOf = Annotated[Side, BeforeValidator(choice(Side))]


class Responsibility(Classified):
    """Who does what: one code a party; ``each-own`` where each party answers for its own part."""

    topic: Id = Field(title="Chapter", description="id of the chapter it belongs to")
    activity: Line = Field(title="Activity", description="the activity")
    giver: Code = Field(
        default=None,
        title="Giver",
        description="R does it, A answers for it, R/A both, C is consulted before, I is informed; none: no code",
    )
    acceptor: Code = Field(default=None, title="Acceptor", description="R, A, C, I or R/A, as for the giver")
    third: Code = Field(
        default=None, title="Third", description="the same for a third party, in agreements that have one"
    )
    fourth: Code = Field(
        default=None, title="Fourth", description="the same for a fourth party, in agreements that have one"
    )
    each_own: Flag = Field(
        default=False, title="Each own", description="true where every party answers for its own part"
    )
    clause: Annotated[Id | None, BeforeValidator(unless_none(lambda text: text))] = Field(
        default=None, title="Clause", description="id of the clause that says it in words; none takes it away"
    )
    only_when: Line = Field(
        default="", title="Only when", description="the case in which the row holds: the [Batch] goes to the trial"
    )
    right: Line = Field(default="", title="Right", description="a right that goes with the duty, as a sentence")
    note: Line = Field(default="", title="Note", description="a remark")

    @property
    def written(self) -> Mapping[PartyRole, Involvement]:
        """The codes that the row gives."""
        codes = {role: getattr(self, role) for role in PartyRole}
        return {role: code for role, code in codes.items() if code is not None}

    def code(self, role: PartyRole) -> Involvement | None:
        """Return the code of a party; where each answers for its own part, every party has one."""
        return Involvement.RESPONSIBLE_ACCOUNTABLE if self.each_own else self.written.get(role)


class ChangeGroup(Row):
    """A group of change types, in printed order."""

    title: Plain = Field(description="printed title of the group")


class ChangeType(Classified):
    """A type of change and its class, for commercial and clinical products; what is usually filed."""

    group: Id = Field(title="Group", description="id of change-groups.yaml")
    type: Line = Field(title="Change type", description="the change")
    commercial: Class = Field(title="Commercial", description="TD (ask first), DR (report) or DC (record)")
    clinical: Class = Field(
        title="Clinical",
        description="TD (ask first), DR (report) or DC (record); not laxer than commercial",
    )
    notice: Duration | None = Field(
        default=None, title="Notice", description="time before implementation at which the Giver is told"
    )
    us: Plain = Field(title="US filing", description="usual US filing, or none")
    eu: Plain = Field(title="EU filing", description="usual EU variation type, or none")
    note: Line = Field(default="", title="Note", description="a condition or remark")


class Layer(Classified):
    """A layer of the communication stack."""

    number: Count = Field(title="Layer", description="1 operational, 2 technical, 3 strategic")
    title: Plain = Field(title="Name", description="name of the layer")
    purpose: Line = Field(title="Purpose", description="what it is for")
    people: Line = Field(title="People", description="who takes part")
    means: Line = Field(title="Means", description="with what")
    rhythm: Line = Field(title="Rhythm", description="when")


class Stakeholder(Classified):
    """A row of the stakeholder matrix: who needs which information, when, in which form."""

    role: Id = Field(title="Role", description="id of roles.yaml")
    side: SideOf = Field(title="Side", description="giver, acceptor, third, fourth, each or joint")
    information: Line = Field(title="Information", description="what the role is told")
    timing: Line = Field(title="Timing", description="when")
    channel: Line = Field(title="Format and channel", description="how")
    layers: Listed[Count] = Field(title="Layer", description="numbers of the communication layers")


class Rung(Authored):
    """One rung of a ladder: the level that must have an agreed plan, and by when, counted from the trigger."""

    level: Level = Field(description="1 quality managers to 4 executive sponsors")
    roles: Some[Id] = Field(description="ids of roles.yaml")
    by: Duration | None = Field(
        default=None, title="By", description="deadline for an agreed plan, counted from the trigger"
    )
    in_parallel: Flag = Field(
        default=False, description="true when the level is told at the start and has no deadline of its own"
    )

    @model_validator(mode="after")
    def has_a_deadline_or_is_in_parallel(self) -> Rung:
        """Refuse a rung that says both or neither."""
        if (self.by is None) is not self.in_parallel:
            raise ValueError("a level has either a deadline (by: 24 hours) or is in parallel (in-parallel: true)")
        return self


class Escalation(Classified):
    """A ladder: what happened, where it starts, and by when each level has an agreed plan."""

    title: Line = Field(title="What happened", description="what happened, in plain words")
    trigger: Id = Field(description="id of events.yaml")
    starts_at: Level = Field(description="level that is told at once and has the first deadline")
    also: Listed[Id] = Field(default=(), description="ids of further roles told at once")
    counted_from: Annotated[Counting, BeforeValidator(choice(Counting))] = Field(
        default=Counting.TRIGGER, description="what the deadlines count from: trigger, or due date"
    )
    levels: Some[Rung] = Field(description="rungs from level 1 upwards")
    note: Line = Field(default="", description="a condition or remark")

    @model_validator(mode="after")
    def climbs_from_its_start(self) -> Escalation:
        """Refuse levels that stand twice or out of order, and a start that is none of them."""
        levels = [rung.level for rung in self.levels]
        if levels != sorted(set(levels)):
            raise ValueError(f"levels go upwards, each at most once; these are {', '.join(map(str, levels))}")
        if self.starts_at not in levels:
            raise ValueError(f"the ladder starts at level {self.starts_at}, which is not among its levels")
        return self


class Urgent(Row):
    """An event of the urgent page, in plain words; what to do and by when is read from its duties."""

    title: Plain = Field(title="What has happened", description="the event in plain words")
    signs: Plain = Field(default="", description="how it shows, or what it includes")
    duties: Listed[Id] = Field(
        description="ids of duties of clauses, in the order in which they are done; with none of them it does not print"
    )
    ladder: Id | None = Field(default=None, description="id of escalations.yaml: who decides, and by when")
    first: Listed[Id] = Field(
        default=(),
        description="ids of the roles to call first, since the duty is owed to them; then comes who stands in for them "
        "if that person answers when the emergency contact does, or else the emergency contact",
    )
    also: Listed[Id] = Field(default=(), description="ids of further roles to call, besides those of the ladder")
    form: Id | None = Field(default=None, description="id of forms.yaml: the form that is used")


class Meeting(Classified):
    """A meeting of the cadence."""

    title: Plain = Field(title="Meeting", description="its name")
    layers: Listed[Count] = Field(title="Layer", description="numbers of the communication layers")
    every: Interval = Field(
        title="Every", description="day, week, month, quarter, half-year, year, or an event in words"
    )
    keeps: Id | None = Field(default=None, description="id of the value that says this interval in the agreement")
    lasts: Duration | None = Field(default=None, title="Length", description="planned length")
    chair: Id = Field(title="Chair", description="id of roles.yaml")
    members: Listed[Id] = Field(default=(), title="Members", description="ids of roles.yaml")
    input: Line = Field(title="Input", description="what is on the table")
    record: Line = Field(title="Record", description="what is kept of it")


class Platform(Classified):
    """A system that carries notifications or shared data."""

    name: Plain = Field(title="Platform", description="its name")
    purpose: Line = Field(title="Purpose", description="what it is used for")
    owner: SideOf = Field(title="Operated by", description="giver, acceptor, third, fourth or each")
    layers: Listed[Count] = Field(title="Layer", description="numbers of the communication layers")
    record: Line = Field(default="", title="Validation", description="status of validation and since when")
    availability: Duration | None = Field(default=None, title="Availability", description="share of a month, in %")
    requirements: Line = Field(default="", title="Requirements", description="what it must do besides")


class Fallback(Classified):
    """A step of the contingency plan."""

    order: Count = Field(title="Step", description="order in which it is tried")
    title: Plain = Field(title="Channel", description="the channel or the case")
    when: Line = Field(title="When", description="when it is used")
    action: Line = Field(title="What to do", description="what is done")
    urgent: Flag = Field(default=False, description="true where the urgent page says it too")


class Indicator(Classified):
    """A key performance indicator: how it is computed and when it is green, amber or red."""

    title: Plain = Field(title="Indicator", description="its name")
    formula: Line = Field(title="Formula", description="how it is computed, with its unit")
    unit: Line = Field(title="Unit", description="unit of the result")
    source: Line = Field(title="Source", description="system of record")
    owner: Id = Field(title="Delivered by", description="role that delivers it, an id of roles.yaml")
    green: Line = Field(default="", title="Green", description="when it is green")
    amber: Line = Field(default="", title="Amber", description="when it is amber")
    red: Line = Field(default="", title="Red", description="when it is red")
    group: Id | None = Field(default=None, title="Group", description="id of scorecard.yaml")
    period: Annotated[Judged, BeforeValidator(choice(Judged))] = Field(
        default=Judged.MONTH, title="Period", description="month or quarter"
    )
    for_: Listed[SideOf] = Field(default=(), alias="for", title="For", description="sides it is computed for")
    data_of: SideOf | None = Field(default=None, description="side that alone has its data, where `for` names another")
    note: Line = Field(default="", title="Note", description="a condition or remark")


class ScorecardGroup(Classified):
    """A weighted group of the scorecard; weights add up to 100."""

    title: Plain = Field(title="Group", description="its name")
    weight: Number = Field(title="Weight", description="points of 100")
    note: Line = Field(default="", title="Note", description="a condition or remark")


class Grade(Classified):
    """A grade of the scorecard and the score from which it is given."""

    from_: Number = Field(alias="from", title="From", description="lowest score of 100")
    title: Plain = Field(default="", title="Name", description="its name")
    meaning: Line = Field(title="Meaning", description="what it means")


class Tier(Classified):
    """A supplier risk tier; 2.5 is a real level between 2 and 3."""

    label: Plain = Field(title="Tier", description="label as printed: 1, 2, 2.5, 3")
    title: Plain = Field(title="Name", description="its name")
    meaning: Line = Field(title="Materials and services", description="what belongs to it")
    audit_interval: Line = Field(default="", title="Audit interval", description="interval of routine audits")


class MonitoringLevel(Classified):
    """A monitoring level; it moves with performance, the tier does not."""

    order: Count = Field(title="Order", description="1 is the lowest")
    title: Plain = Field(title="Level", description="its name")
    meaning: Line = Field(title="What it means", description="what is done at this level")


class Trigger(Classified):
    """A rule that raises the monitoring level."""

    when: Line = Field(title="Condition", description="the condition and its window")
    tiers: Some[Plain] = Field(title="Tiers", description="labels of the tiers it holds for")
    effect: Id | None = Field(default=None, title="Level", description="id of the monitoring level that follows")
    actions: Line = Field(title="Action", description="what is done besides")
    exit: Line = Field(title="Exit", description="when the level is left")
    escalates: Id | None = Field(default=None, title="Ladder", description="id of the ladder that starts")


class FormField(Authored):
    """A field of a form."""

    id: Id = Field(description="permanent id")
    label: Plain = Field(description="what stands beside the field")
    hint: Plain = Field(default="", description="what to enter")
    required: Flag = Field(default=True, description="whether the form is incomplete without it")


class OwnTable(Classified):
    """A table of the agreement's own, as plain words: heads of columns, and rows of as many cells."""

    title: Plain = Field(default="", description="caption; absent: none")
    columns: Listed[CellText] = Field(description="heads of the columns; an empty text for a column without one")
    rows: Listed[Listed[CellText]] = Field(
        description="its rows, each with a cell for each column; a row of one cell alone is the head of a group"
    )

    @model_validator(mode="after")
    def has_a_cell_for_each_column(self) -> OwnTable:
        """Refuse a row that has not as many cells as there are columns."""
        wrong = next((row for row in self.rows if len(row) not in (1, len(self.columns))), None)
        if not self.columns or not self.rows:
            raise ValueError("a table has at least one column and one row")
        if wrong is not None:
            begin = next((f'"{cell}" ' for cell in wrong if cell), "")
            have = f"the row {begin}has {len(wrong)} cells, and there are {len(self.columns)} columns"
            few = len(wrong) < len(self.columns)
            hint = "a comma is missing between two cells" if few else "a cell with a comma in it has quotation marks"
            raise ValueError(f"{have}: {hint}, or correct the columns")
        return self


class Form(Classified):
    """A standard form."""

    title: Plain = Field(description="its name")
    use: Line = Field(description="when it is used")
    duties: Listed[Id] = Field(default=(), description="ids of the duties that it serves; their limits stand on it")
    sender: Annotated[PartyRole, BeforeValidator(choice(PartyRole))] | None = Field(
        default=None, description="party that sends it; of two parties only the other is reached; absent: each"
    )
    reaches: Listed[Id] = Field(
        default=(), description="ids of roles whom it reaches; absent: those called first and the first level"
    )
    fields_: Some[FormField] = Field(alias="fields", description="its fields in order")
    items: Listed[FormField] = Field(default=(), description="columns of a table with a clear row for each item")
