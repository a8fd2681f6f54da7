"""What apply writes on: the files of an agreement as they are so far, and the ways to write into each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import prose
from generator.author.amend import amend
from generator.author.bases import CLAUSE, layers_by_name
from generator.author.splice import editable, set_field
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Printed
from generator.files import Files
from generator.model.clause import STANDARD
from generator.model.draft import Chosen, Draft
from generator.model.library import Workspace
from generator.model.proposal import Decision, Proposal
from generator.read.front_matter import split
from generator.read.yaml import MarkedList, read_yaml
from generator.read.yaml.edit import EDIT

BY_HAND = kind(
    "by-hand",
    "A proposal was accepted that no program should write into the files.",
    matters="Writing it by guess could change more than was agreed.",
    cure="Change the file as the message says and write behind applied where you did it; or take the decision back.",
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a proposal is about, in the documents of today.

    Attributes:
        inlines: What the line is made of.
        terms: What each term prints, to the form that authors write.
        columns: Of the table that it stands in.
        behind: Id of the clause or row that was written before it and that it stands behind, if there is one.
        ends: Whether the line that it stands behind is the last one of its clause.
        cited: Where a reference stands, by the path that it leads to.
        spoken: All words that were agreed to.
    """

    inlines: tuple[Printed, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    behind: str = ""
    ends: bool = True
    cited: Mapping[str, str] = field(default_factory=dict)
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What apply writes on: the workspace as it was read, and the files as they are so far."""

    workspace: Workspace
    draft: Draft
    files: Files

    @property
    def home(self) -> str:
        """The folder of the agreement."""
        return f"agreements/{self.draft.agreement.id}"

    def chosen(self, clause: str) -> Chosen | None:
        """Return a clause of the agreement."""
        return next((one for one in self.draft.clauses if one.id == clause), None)


Written = dict[str, bytes] | Diagnostic


def wanted(one: Proposal) -> bool:
    """Tell whether a proposal is decided and waits to be written."""
    return one.decision in (Decision.ACCEPT, Decision.COUNTER) and not one.applied


def outcome(one: Proposal) -> str:
    """Return the words that were decided: theirs, or those that we offer."""
    return one.counter if one.decision is Decision.COUNTER else one.new


def wording(one: Proposal) -> str:
    """Return the words that were decided, of lines or of one cell; blanks at the ends of a line say nothing."""
    return "\n".join(line.strip() for line in outcome(one).split("\n"))


def by_hand(one: Proposal, why: str = "", at: Span | None = None) -> Diagnostic:
    """Return the finding that a person must write this, *at* the line of a file if it is known."""
    return BY_HAND.at(
        at or Span(one.path or one.where),
        f"{one.id}, {one.what} at {one.where}: {why or 'this kind of change is written by hand'}",
        hint=f"to write: {outcome(one)[:200]}" if outcome(one) else "take it out of the file by hand",
    )


# agreement.yaml


def card(one: Proposal) -> dict[str, str]:
    """Return who agreed, when and why."""
    facts = {"reason": one.reason, "by": one.decided_by, "on": one.decided_on}
    return {name: words for name, words in facts.items() if words}


def entry(desk: Desk, table: str, id_: str, value: str | dict[str, str]) -> Written:
    """Return agreement.yaml with an entry of the map *table*, which is made if there is none."""
    path = f"{desk.home}/agreement.yaml"
    text = editable(path, desk.files[path])
    if isinstance(text, Diagnostic):
        return text
    there = bool(getattr(desk.draft.agreement, table)) or f"\n{table}:" in text
    made = set_field(path, text, (table,), id_, value=value) if there else None
    if made is None or isinstance(made, Diagnostic):
        made = set_field(path, text, (), table, value={id_: value}, after="risk")
    return made if isinstance(made, Diagnostic) else {path: made.encode()}


# Clauses


def overlay(desk: Desk, one: Proposal, clause: str) -> tuple[str, str, dict[str, bytes]] | Diagnostic:
    """Return the path and text of the agreement's own file of a clause, and the files that make it, if it is new."""
    own = layers_by_name(desk.workspace)[desk.home].clauses.get(clause)
    if own is not None:
        text = editable(own.path, desk.files[own.path])
        return text if isinstance(text, Diagnostic) else (own.path, text, {})
    path = f"{desk.home}/clauses/{clause}.md"
    if path in desk.files:
        return path, desk.files[path].decode(), {}
    made = amend(
        desk.workspace,
        desk.files,
        f"{CLAUSE}/{clause}",
        desk.home,
        {"reason": one.reason or f"Agreed in review: {one.id}"},
    )
    return made if isinstance(made, Diagnostic) else (path, made[path].decode(), made)


@dataclass(frozen=True, slots=True)
class OwnText:
    """The text of a clause in the agreement's own file of it.

    Attributes:
        path: Of the file.
        position: Which of its texts: the one that the agreement has chosen.
        tree: What it says.
        made: The files that make the file, if it is new.
    """

    path: str
    position: str
    tree: prose.Prose
    made: Mapping[str, bytes]
    file: str
    start: int
    words: str

    def saying(self, new: prose.Prose) -> dict[str, bytes]:
        """Return the files with another text in the place of this one.

        Raises:
            ValueError: If the grammar cannot say it.
        """
        words = self.words.replace(self.words.strip("\n"), prose.write(new))
        whole = self.file[: self.start] + words + self.file[self.start + len(self.words) :]
        return {**self.made, self.path: whole.encode()}


def own_text(desk: Desk, one: Proposal, clause: str) -> OwnText | Diagnostic:
    """Return the text of a clause in the agreement's own file, which is made if there is none."""
    file, chosen = overlay(desk, one, clause), desk.chosen(clause)
    if isinstance(file, Diagnostic):
        return file
    path, text, made = file
    parts = split(path, text.encode())[0] if chosen else None
    if chosen is None or parts is None:
        return by_hand(one, "the clause stands in no document")
    name = "" if chosen.position == STANDARD else chosen.position
    section = next(known for known in parts.sections if known.name == name)
    tree = prose.parse(section.text)[0]
    return OwnText(path, chosen.position, tree, made, text, section.offset, section.text)


# Rows


def own_row(desk: Desk, table: str, id_: str) -> int | None:
    """Return which row of the agreement's own file has the id; None when none has."""
    path = f"{desk.home}/{table}.yaml"
    rows = read_yaml(path, desk.files[path])[0] if path in desk.files else None
    several = rows if isinstance(rows, MarkedList) else []
    return next((at for at, row in enumerate(several) if isinstance(row, dict) and row.get("id") == id_), None)


def own_field(desk: Desk, table: str, id_: str, name: str, value: str | list[str]) -> Written:
    """Return the agreement's own rows with one field changed."""
    path, at = f"{desk.home}/{table}.yaml", own_row(desk, table, id_)
    if at is None:
        said = value if isinstance(value, str) else ", ".join(value)
        return EDIT.at(Span(path), f'there is no row "{id_}" in it', hint=f"write it by hand: {name}: {said}")
    text = editable(path, desk.files[path])
    made = text if isinstance(text, Diagnostic) else set_field(path, text, (at,), name, value=value)
    return made if isinstance(made, Diagnostic) else {path: made.encode()}
