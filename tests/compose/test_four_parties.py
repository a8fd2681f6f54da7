"""Four parties print with as many columns, each under its own name, in every way that a matrix can print."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose import compose
from generator.document.blocks import Document
from generator.document.walk import row_words, tables
from generator.render.word import render_word
from tests.compose.small import AGREEMENT, agreement, clause, draft_of, rows

ROOT = Path(__file__).resolve().parents[2]
FURTHER = """  - {role: third, entities: [{name: Westlab Example AS, registration: "3", address: 3 Gate, country: IE}]}
  - {role: fourth, entities: [{name: Eastpack Example Oy, registration: "4", address: 4 Katu, country: IE}]}
"""
TERMS = rows(
    "terms",
    """- {id: laboratory, term: Testing Laboratory, role: third, definition: the party that tests.}
- {id: packager, term: Packager, role: fourth, definition: the party that packs.}""",
)
MATRIX = {
    **rows("matrices", "- {id: responsibilities, title: Responsibilities}"),
    **rows(
        "responsibilities",
        "- {id: RM-1, topic: DEV, activity: Release., giver: R/A, acceptor: C, third: R, fourth: I}\n"
        "- {id: RM-2, topic: DEV, activity: Pack., acceptor: I, fourth: R/A}",
    ),
}
PLACED = clause("duties", "As follows.\n\n:: matrix responsibilities")


def made(how: str) -> Document:
    four = agreement(parties=AGREEMENT["parties"] + FURTHER, print=f"{{responsibilities: {how}}}")
    return compose(draft_of(four, TERMS, MATRIX, PLACED))["quality-agreement"]


def heads(document: Document) -> list[str]:
    (table,) = [one for one in tables(document) if one.matrix == "responsibilities"]
    return [column.title for column in table.columns]


@pytest.mark.parametrize("how", ["letters", "marks", "sentences"])
def test_four_parties_have_four_columns_under_their_own_names(how: str) -> None:
    document = made("raci" if how == "letters" else how)
    assert heads(document)[-4:] == ["Contract Giver", "Contract Acceptor", "Testing Laboratory", "Packager"]
    assert render_word(document, (ROOT / "clauses/templates/counsel.docx").read_bytes())


def test_each_party_has_its_own_code_and_a_dash_where_it_has_none() -> None:
    (table,) = [one for one in tables(made("raci")) if one.matrix == "responsibilities"]
    assert [[*row_words(row)][-4:] for row in table.rows if row.source] == [
        ["R/A", "C", "R", "I"],
        ["–", "I", "–", "R/A"],
    ]
    parties = [name for party in made("raci").parties for name in party.names]
    assert parties == ["Aurelia Example Ltd", "Northbay Example GmbH", "Westlab Example AS", "Eastpack Example Oy"]
