"""Options of an agreement: what it has and how it prints, each chosen by a line of agreement.yaml."""

from __future__ import annotations

import pytest

from generator.compose import compose, obligations
from generator.document.blocks import Paragraph
from generator.document.walk import plain
from tests.compose.small import AGREEMENT, Texts, agreement, body, clause, documents_of, draft_of, rows

THIRD = '  - {role: third, entities: [{name: Westlab Example AS, registration: "3", address: 3 Street, country: DE}]}\n'
LAB = (
    "- {id: lab, term: Laboratory, role: third, definition: the party that tests.}\n"
    "- {id: quality-unit, term: Quality Unit, forms: [Quality Units], definition: who decides on quality.}"
)


def three(**more: str) -> Texts:
    """Return an agreement with a third party, the laboratory."""
    third = THIRD.replace("role: third,", f"role: third, {''.join(f'{name}: {what}, ' for name, what in more.items())}")
    return {**agreement(parties=AGREEMENT["parties"] + third), **rows("terms", LAB)}


def named(name: str, **more: str) -> Texts:
    """Return an agreement whose giver prints as *name*."""
    fields = "".join(f", {field}: {what}" for field, what in more.items())
    return agreement(parties=AGREEMENT["parties"].replace("role: giver", f"role: giver, printed-as: {name}{fields}"))


def test_three_parties_have_three_columns_three_numbers_and_three_names() -> None:
    row = "- {id: RM-1, topic: DEV, activity: Test., giver: I, acceptor: C, third: R/A}"
    own = "- {id: RM-2, topic: DEV, activity: Train., each-own: true}"
    place = clause("duties", ":: matrix responsibilities")
    more = (three(), rows("responsibilities", f"{row}\n{own}"), place)
    document = documents_of(*more)["quality-agreement"]
    assert [party.role for party in document.parties] == ["Contract Giver", "Contract Acceptor", "Laboratory"]
    assert document.facts.short_parties == "Aurelia Example Ltd, Northbay Example GmbH and Westlab Example AS"
    assert body(*more)[-2:] == ["RM-1 | Test. | – | I | C | R/A", "RM-2 | Train. | – | R/A | R/A | R/A"]


def test_a_subsidiary_document_names_all_three() -> None:
    (line,) = documents_of(three())["communication-plan"].opening
    assert isinstance(line, Paragraph)
    assert "between the Contract Giver, the Contract Acceptor and the Laboratory" in plain(line.inlines)


def test_of_three_parties_both_are_all_and_either_is_any() -> None:
    text = clause("notice", "Both [Quality Units] and either [Party] meet, both here.")
    assert body(three(), text)[-1] == "All Quality Units and any Party meet, both here."
    units = rows("terms", LAB.splitlines()[1])
    assert body(units, text)[-1] == "Both Quality Units and either Party meet, both here."


def test_a_chapter_that_binds_the_laboratory_too_gives_it_the_duties_of_the_acceptor() -> None:
    texts = (
        clause(
            "notice", "The [Contract Acceptor] shall tell the [Contract Giver].\nThe [Contract Giver] shall answer."
        ),
        clause("visit", "The [Contract Acceptor] shall open the hall.", topic="AUD"),
    )
    draft = draft_of(three(**{"bound-by": "[DEV]"}), *texts)
    assert [(one.id, one.party, one.actor) for one in obligations(draft, compose(draft))] == [
        ("notice/1", "acceptor", "Contract Acceptor"),
        ("notice/1/third", "third", "Laboratory"),
        ("notice/2", "giver", "Contract Giver"),
        ("visit/1", "acceptor", "Contract Acceptor"),
    ]


def test_the_table_of_further_parties_names_their_chapters() -> None:
    more = (three(**{"bound-by": "[DEV]"}), clause("bound", ":: matrix further-parties"))
    assert body(*more)[-1] == "Laboratory | clause_1, Deviations"


@pytest.mark.parametrize(("parties", "stands"), [({}, False), (three(), True)])
def test_a_clause_for_three_parties_stands_only_where_there_are_three(parties: Texts, stands: bool) -> None:
    text = clause("more", "There are more of us.", applies="{has: [third-party]}")
    assert ("There are more of us." in body(parties, text, clause("notice", "Tell."))) is stands


def test_a_short_name_takes_no_article() -> None:
    text = clause("notice", "The [Contract Giver] asks, and the [Contract Acceptor] tells the [Contract Giver] all.")
    assert (
        body(named("Aurelia", article="no"), text)[-1] == "Aurelia asks, and the Contract Acceptor tells Aurelia all."
    )


def test_the_name_that_prints_may_be_written_in_a_clause() -> None:
    assert body(named("Sponsor"), clause("notice", "The [Sponsor] is told."))[-1] == "The Sponsor is told."


@pytest.mark.parametrize(
    ("capitals", "line"),
    [
        ("none", "The Sponsor is told of each Deviation within 1_Business_Day."),
        ("parties", "The SPONSOR is told of each Deviation within 1_Business_Day."),
        ("terms", "The SPONSOR is told of each DEVIATION within 1_BUSINESS_DAY."),
    ],
)
def test_names_of_parties_or_all_terms_print_in_capitals(capitals: str, line: str) -> None:
    text = clause("notice", "The [Contract Giver] is told of each [Deviation] within {{ notice }}.")
    fields = named("Sponsor")["agreements/sample/agreement.yaml"] + f"print: {{capitals: {capitals}}}\n"
    assert body({"agreements/sample/agreement.yaml": fields}, text)[-1] == line


def test_the_definition_prints_in_capitals_too() -> None:
    fields = agreement(print="{capitals: terms}")
    lines = body(fields, clause("terms", ":: matrix definitions", topic="DEF"), clause("notice", "A [Deviation]."))
    assert lines[4] == "DEVIATION means a departure from what was agreed."
