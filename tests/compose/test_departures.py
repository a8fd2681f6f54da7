"""Every departure from the standard is told with what went, what came, who agreed and why."""

from __future__ import annotations

import pytest

from generator.check.values import OPEN_POINT
from generator.compare import compare
from generator.compose import compose, departures, departures_report, open_points, wordings
from generator.compose.departures import written_value
from generator.diagnostic import Span
from generator.document.blocks import Deleted, Document, Inserted, Paragraph
from generator.document.registers import Departure
from generator.document.walk import cell_inlines, clauses, plain, row_words, tables
from generator.model.draft import Draft
from generator.model.values import Quantity, Undecided, Words
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


def test_a_value_in_words_and_one_that_is_open_are_told_as_they_print() -> None:
    base = rows(
        "values",
        "- {id: language, title: Language, default: English, kind: words}\n"
        "- {id: answer, title: Answer, default: '? a length of time, Quality, by May'}",
    )
    chosen = "{{is: {}, reason: agreed, by: Quality, on: 2026-11-20}}".format
    pairs = {"language": "German", "answer": "2 weeks", "notice": '"? far"'}
    values = ", ".join(f"{id_}: {chosen(words)}" for id_, words in pairs.items())
    _, documents, several = found(NOTICE, base, agreement(values=f"{{{values}}}"))
    said = [line.partition(" | agreed")[0] for line in lines(departures_report(documents, several))]
    assert sorted(said) == [
        "Answer | open: a length of time, Quality, by May | 2_weeks",
        "Language | English | German",
        "Notice | 1_Business_Day | open: far",
    ]


def test_a_paragraph_and_an_item_that_came_or_went_are_shown_whole() -> None:
    items = "The [Contract Acceptor] shall do:\n\n(a) call;\n\n(b) write{}\n"
    text = f"{items.format('.')}\nIt may wait.\n\n## fallback\n{items.format(';')}\n(c) come.\n"
    one_position = POSITIONS.partition(", walk")[0] + "}"
    _, _, (one,) = found(clause("notice", text, positions=one_position), choice("fallback"))
    came = [plain(part.inlines) for line in one.marked for part in line if isinstance(part, Inserted)]
    went = [plain(part.inlines) for line in one.marked for part in line if isinstance(part, Deleted)]
    assert "come." in came
    assert "It may wait." in went


def test_a_row_that_says_only_why_or_who_may_see_it_departs_from_nothing() -> None:
    base = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Read., giver: I, acceptor: R/A}")
    own = rows("responsibilities", "- {id: RM-1, reason: read together}", layer="agreements/sample")
    assert not found(NOTICE, base, own)[2]


def test_a_list_that_a_row_changes_is_told_entry_by_entry() -> None:
    base = rows("values", "- {id: answer, title: Answer, default: 1 week, range: [1 week to 2 weeks, 10 days]}")
    own = rows("values", "- {id: answer, range: [1 week to 3 weeks], reason: far}", layer="agreements/sample")
    _, _, (one,) = found(clause("x", "The [Contract Giver] may wait for {{ answer }}."), base, own)
    assert (one.standard, one.here) == ("Usual range: 1 week to 2 weeks, 10 days", "Usual range: 1 week to 3 weeks")


def test_a_row_that_another_side_has_names_the_sides_as_the_agreement_does() -> None:
    interface = "id: results, name: Results, content: Results, format: CSV, frequency: Daily"
    below = rows("data-governance/interfaces", f"- {{{interface}, owner: acceptor}}")
    over = rows("data-governance/interfaces", "- {id: results, owner: giver, reason: Ours}", layer="agreements/sample")
    (one,) = [one for one in found(below, over)[2] if one.kind == "row"]
    assert (shown(one.standard), shown(one.here)) == ("Operated by: Contract Acceptor", "Operated by: Contract Giver")


@pytest.mark.parametrize(
    ("value", "told"),
    [(Words("in English"), "in English"), (Undecided("the Giver names it"), "open: the Giver names it"), (None, "")],
)
def test_a_value_that_is_no_quantity_is_told_in_its_words(
    value: Quantity | Words | Undecided | None, told: str
) -> None:
    assert written_value(draft_of(NOTICE), value) == told
