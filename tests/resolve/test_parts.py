"""An agreement leaves out a whole chapter, annex or document by naming it: all of the libraries in it goes."""

from __future__ import annotations

from generator.model.draft import Draft
from tests.compose.small import Texts, agreement, clause, resolved, rows

NOTICE = clause("notice", "Tell.")
PLAN = clause("layers", "Meet.", topic="CP-LAYERS")
DUTY = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Tell.}\n- {id: RM-2, topic: AUD, activity: Ask.}")
OWN = {"agreements/sample/clauses/ours.md": "---\nid: ours\ntopic: DEV\ntitle: Ours\nreason: Long\n---\nWe call.\n"}


def without(what: str, *more: Texts) -> Draft:
    draft, found = resolved(NOTICE, PLAN, DUTY, *more, agreement(omit=f"{{{what}: not here}}"))
    assert found == []
    return draft


def ids(draft: Draft) -> list[str]:
    return [one.id for one in draft.clauses]


def test_a_chapter_goes_with_its_clauses_and_its_rows_of_the_matrix() -> None:
    draft = without("DEV")
    assert ids(draft) == ["layers"]
    assert [row.record.id for row in draft.rows["responsibilities"]] == ["RM-2"]
    assert "DEV" not in [chapter.id for chapter in draft.chapters]
    assert draft.left_out == {"DEV": "not here", "notice": "not here", "RM-1": "not here"}
    assert draft.left_titles == {"DEV": "Deviations"}


def test_a_document_goes_with_its_chapters() -> None:
    draft = without("communication-plan")
    assert ids(draft) == ["notice"]
    assert [row.record.id for row in draft.rows["documents"]] == ["quality-agreement"]
    assert "CP-LAYERS" not in [chapter.id for chapter in draft.chapters]


def test_a_document_that_a_row_leaves_out_goes_with_its_chapters_too() -> None:
    row = {"agreements/sample/documents.yaml": "- {id: communication-plan, omit: not here}\n"}
    draft, found = resolved(NOTICE, PLAN, row)
    assert (ids(draft), found) == (["notice"], [])
    assert draft.left_out["layers"] == "not here"


def test_what_the_agreement_itself_writes_in_a_chapter_stays_and_so_does_the_chapter() -> None:
    draft = without("DEV", OWN)
    assert ids(draft) == ["ours", "layers"]
    assert "DEV" in [chapter.id for chapter in draft.chapters]


def test_the_report_of_departures_names_what_was_left_out_and_not_each_clause_of_it() -> None:
    assert [*without("DEV").agreement.omit] == ["DEV"]
