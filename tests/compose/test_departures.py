"""Every departure from the standard is told with what went, what came, who agreed and why."""

from __future__ import annotations

from generator.check.values import OPEN_POINT
from generator.compare import compare
from generator.compose import compose, departures, departures_report, open_points, wordings
from generator.diagnostic import Span
from generator.document.blocks import Deleted, Document, Inserted, Paragraph
from generator.document.registers import Departure
from generator.document.walk import cell_inlines, clauses, plain, row_words, tables
from generator.model.draft import Draft
from generator.prose import Definition
from tests.compose.small import Texts, agreement, clause, draft_of, rows, shown

TEXT = "The [Contract Acceptor] shall call within {{ notice }}.\n\n## fallback\nThe [Contract Acceptor] shall write."
AWAY = f"{TEXT}\n\n## walk-away\nThe [Contract Acceptor] may write."
POSITIONS = (
    "{fallback: {approver: head-of-quality, when: at night}, walk-away: {approver: head-of-quality, when: never}}"
)
NOTICE = clause("notice", AWAY, positions=POSITIONS)


def found(*more: Texts) -> tuple[Draft, dict[str, Document], tuple[Departure, ...]]:
    draft = draft_of(*more)
    documents = compose(draft)
    pair = wordings(draft, documents)
    return draft, documents, departures(draft, documents, compare(*pair) if pair else None)


def choice(position: str) -> Texts:
    return agreement(choices=f"{{notice: {{position: {position}, reason: night, by: Quality, on: 2026-11-20}}}}")


def lines(document: Document) -> list[str]:
    return [shown(" | ".join(row_words(row))) for table in tables(document) for row in table.rows]


def leads(document: Document) -> list[str]:
    return [plain(block.inlines) for block in document.opening if isinstance(block, Paragraph)]


def test_a_chosen_position_shows_its_words_beside_the_standard_ones() -> None:
    _, documents, several = found(NOTICE, choice("fallback"))
    (one,) = several
    assert (one.kind, one.here, one.reason, one.by, one.on) == (
        "position",
        "fallback",
        "night",
        "Quality",
        "20\u00a0November\u00a02026",
    )
    assert [type(part) for part in one.marked[0]].count(Deleted) >= 1
    assert lines(departures_report(documents, several)) == [
        (
            "Notice | clause 1.1, fallback | The Contract Acceptor shall call within 1_Business_Day. | "
            "The Contract Acceptor shall write. | night | Quality, 20_November_2026"
        )
    ]


def test_what_differs_is_bold() -> None:
    _, documents, several = found(NOTICE, choice("fallback"))
    (row,) = [row for table in tables(departures_report(documents, several)) for row in table.rows]
    bold = [plain(tuple(one for one in cell_inlines(cell) if isinstance(one, Definition))) for cell in row.cells]
    assert [shown(words) for words in bold] == ["", "call within 1_Business_Day", "write", ""]


def test_a_walk_away_blocks_approval_and_is_an_open_point() -> None:
    _, documents, several = found(NOTICE, choice("walk-away"))
    assert several[0].blocks
    report = departures_report(documents, several)
    assert "Blocks approval: a walk-away position." in lines(report)[0]
    assert "Not to be approved as it stands, walk-away position: Notice." in leads(report)
    assert lines(open_points(documents, (), several)) == ["Notice: night | Walk-away position | clause 1.1"]


def test_an_open_point_says_where_it_is_settled_and_below_in_which_line() -> None:
    own = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Read., giver: I, acceptor: R/A}")
    placed = clause("placed", "The [Contract Acceptor] shall read:\n\n:: matrix responsibilities")
    _, documents, _ = found(NOTICE, placed, own)
    spans = [
        next(one.source.span for one in clauses(documents["quality-agreement"]) if one.title == "Notice"),
        next(one.source.span for table in tables(documents["quality-agreement"]) for one in table.rows if one.source),
        Span("agreements/sample/agreement.yaml", 7, 3),
        Span("agreements/sample/contacts.yaml", 2, 1),
    ]
    points = [OPEN_POINT.at(one, "open: who") for one in spans]
    assert [line.split(" | ")[2:] for line in lines(open_points(documents, points, ()))] == [
        ["Quality Agreement, 1.1 Notice", f"({spans[0]})"],
        ["Quality Agreement, Responsibilities, RM-1", f"({spans[1]})"],
        ["Facts of the agreement", "(agreements/sample/agreement.yaml:7:3)"],
        ["Contacts", "(agreements/sample/contacts.yaml:2:1)"],
    ]


def test_values_rows_and_what_is_left_out_are_told() -> None:
    own = rows("responsibilities", "- {id: RM-1, giver: A, reason: agreed}", layer="agreements/sample")
    base = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Read., giver: I, acceptor: R/A}")
    facts = agreement(
        values="{notice: {is: 2 business days, reason: far, by: Quality, on: 2026-11-20}}", omit="{other: not needed}"
    )
    _, documents, several = found(NOTICE, clause("other", "No [Party] may."), base, own, facts)
    assert lines(departures_report(documents, several)) == [
        "Notice | 1_Business_Day | 2_Business_Days | far | Quality, 20_November_2026",
        "RM-1 (responsibilities) | Contract Giver: I | Contract Giver: A | agreed",
        "Other | in | left out | not needed",
    ]


def test_a_clause_and_a_row_that_only_the_agreement_has_are_told_whole() -> None:
    own = clause("own", "The [Contract Giver] may look.", layer="agreements/sample", reason="asked for")
    row = rows("roles", "- {id: guard, title: Guard, side: giver, reason: new}", layer="agreements/sample")
    _, _, several = found(own, row)
    assert [(one.kind, one.standard, one.here, one.reason) for one in several] == [
        ("wording", "no such clause", "own wording", "asked for"),
        ("row", "no such row", "Guard", "new"),
    ]
    assert isinstance(several[0].marked[0][0], Inserted)


def test_a_row_is_called_by_the_name_that_prints_and_not_by_its_id() -> None:
    several = [
        rows("values", "- {id: second-look, title: Second look, default: 6 months}", layer="agreements/sample"),
        rows("roles", "- {id: guard, title: Guard, side: giver}", layer="agreements/sample"),
        rows("terms", "- {id: post, term: Post, definition: a place.}", layer="agreements/sample"),
    ]
    rows_ = [one for one in found(*several)[2] if one.kind == "row"]
    assert sorted((one.title, shown(one.here)) for one in rows_) == [
        ("Guard (roles)", "Guard"),
        ("Post (terms)", "a place."),
        ("Second look (values)", "Second look: 6_months"),
    ]


def test_an_agreement_at_the_standard_says_so() -> None:
    _, documents, several = found(NOTICE)
    assert several == ()
    assert leads(departures_report(documents, several)) == ["Nothing in this agreement departs from the standard."]
    assert lines(open_points(documents, (), ())) == []
