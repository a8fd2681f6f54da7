"""What the site shows of an agreement: its values in words, and of one that was never built nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.document.registers import ROW, VALUE
from generator.model.choices import PartyRole
from generator.model.party import Contact
from generator.model.values import Quantity, Undecided, Words, parse_quantity
from generator.render.site.agreement import part_rows
from generator.render.site.gather import agreement_page, calls_of, carried_page, partners, written_value
from tests.compose.small import clause, draft_of, rows
from tests.stories.test_every_agreement import SAMPLE, agreement


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (parse_quantity("2 business days"), "2 Business Days"),
        (parse_quantity("24 hours"), "24 hours"),
        (Words("in English"), "in English"),
        (Undecided("the Giver names a place"), "open: the Giver names a place"),
        (None, ""),
    ],
)
def test_a_value_is_shown_in_words_and_a_unit_that_is_a_term_as_the_text_has_it(
    value: Quantity | Words | Undecided | None, shown: str
) -> None:
    draft = draft_of(clause("letter", "Tell within {{ notice }}, a [Business Day]."))
    assert written_value(draft, value) == shown


def differing(id_: str) -> dict[str, str]:
    """Return by part of an agreement of this repository what the first page says of its departures."""
    result = agreement(id_)
    assert result.draft
    page = replace(agreement_page(result.draft, result.documents, (), ()), departures=result.departures)
    html = "".join(row for document in page.documents for row in part_rows(page, document, "agreements/x/index.html"))
    cells = re.findall(r'data-label="Part">(.*?)</td>.*?data-label="Differs from standard">(.*?)</td>', html)
    return {re.sub(r"<[^>]*>", "", name): re.sub(r"<[^>]*>", "", words).strip() for name, words in cells}


def test_a_part_says_how_many_clauses_or_rows_leave_the_standard_by_words_a_value_or_an_omission() -> None:
    shown = differing(SAMPLE)
    result = agreement(SAMPLE)
    rows = {one.id for one in result.departures if one.kind == ROW and one.path.startswith("responsibilities/")}
    assert rows
    assert shown["Responsibility matrix"] == f"{len(rows)} row{'s' * (len(rows) > 1)} differ{'s' * (len(rows) == 1)}"
    moved = [one.id for one in result.departures if one.kind == VALUE]
    assert moved
    assert not any(shown[name].startswith("As standard") for name in ("Quality Agreement",))
    assert "As standard" in shown.values()


def test_a_number_called_first_has_its_role_and_no_open_name_or_number_is_shown() -> None:
    roles = rows(
        "roles",
        "- {id: emergency-contact, title: Emergency Contact, side: each, first-call: true}\n"
        "- {id: service-line, title: Service Line, side: each, first-call: true}",
    )
    people = [
        Contact(
            id="night", role="emergency-contact", party=PartyRole.GIVER, name="? who", phone="? number", deputy="line"
        ),
        Contact(id="line", role="service-line", party=PartyRole.GIVER, name="Ada", phone="+1 555 0142", deputy="open"),
        Contact(id="open", role="other", party=PartyRole.GIVER, name="? deputy", phone="+1 555 0143"),
    ]
    draft = replace(draft_of(clause("letter", "No [Party] may."), roles), contacts=tuple(people))
    shown = [(one.label.split()[-2:], one.name, one.phone, one.stands_in) for one in calls_of(draft)]
    assert shown == [(["Ltd", "quality"], "", "", "Ada, +1\u00a0555\u00a00142")]
    alone = replace(draft, contacts=tuple(people[1:]))
    (line,) = calls_of(alone)
    assert line.label.endswith(" Service Line")
    assert (line.name, line.phone, line.stands_in) == ("Ada", "+1 555 0142", "")


@pytest.mark.parametrize(
    ("names", "line"), [("A", "A"), ("A B", "A with B"), ("A B C", "A with B and C"), ("A B C D", "A with B, C and D")]
)
def test_the_partners_of_the_first_party_are_listed(names: str, line: str) -> None:
    assert partners(names.split()) == line


def test_an_agreement_that_was_never_built_and_cannot_be_read_has_no_page() -> None:
    assert carried_page("sample", {}, (), "It is of an earlier build.") is None
