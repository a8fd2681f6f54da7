"""Every clause and row of every library, at every position, whether an agreement uses it or not, under the checks of
wording, terms, blanks, duties and ids.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator import cli
from generator.check.capitals import loose_capitals
from generator.check.duties import (
    limits_without_duty,
    limits_without_event,
    misplaced_duties,
    other_clocks,
    same_duties,
    second_limits,
)
from generator.check.links import repeated_entries, unknown_requirements, unknown_rows
from generator.check.parties import unknown_roles
from generator.check.terms import undefined_terms
from generator.check.values import unfilled_blanks
from generator.check.wording import loose_words, placeholder_words, typed_limits
from generator.compose import compose
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic, order
from generator.load import load
from generator.load.disk import read_workspace
from generator.model.clause import GUIDANCE, STANDARD
from generator.model.draft import Chosen, Draft
from generator.model.library import Workspace
from generator.model.rows import Chapter
from generator.resolve import resolve
from generator.resolve.overlay import stack_rows
from generator.resolve.terms import show_terms
from generator.resolve.values import fill

ROOT = Path(__file__).resolve().parents[2]
CHECKS = (
    undefined_terms,
    unfilled_blanks,
    placeholder_words,
    typed_limits,
    loose_words,
    loose_capitals,
    misplaced_duties,
    limits_without_duty,
    limits_without_event,
    other_clocks,
    same_duties,
    second_limits,
    unknown_requirements,
    unknown_rows,
    repeated_entries,
)


@cache
def workspace() -> Workspace:
    """Return the workspace of this repository."""
    return load(read_workspace(ROOT, shipped_clauses())[0])[0]


def everything(name: str) -> Draft:
    """Return a draft with every row of core and the library *name*, and every clause of the library at every
    position.
    """
    source = workspace().agreements["aurelia-northbay"]
    agreement = source.agreement.model_copy(update={"layers": (), "values": {}, "choices": {}, "omit": {}})
    draft, _ = resolve(workspace(), replace(source, agreement=agreement))
    layers = [workspace().layers[one] for one in dict.fromkeys(("core", name))]
    rows, _, _ = stack_rows(layers)
    values, _ = fill(agreement, rows["values"], workspace().catalogue.regulations)
    terms, forms, _ = show_terms(agreement, rows["terms"])
    clauses = [
        Chosen(clause, section, prose)
        for clause in layers[-1].clauses.values()
        for section, prose in clause.prose.items()
        if section != GUIDANCE
    ]
    chapters = tuple(row.record for row in rows["chapters"].values() if isinstance(row.record, Chapter))
    return replace(
        draft,
        clauses=tuple(clauses),
        rows={kind: tuple(several.values()) for kind, several in rows.items()},
        values=values,
        terms=terms,
        forms=forms,
        chapters=chapters,
    )


def found_in(draft: Draft) -> list[Diagnostic]:
    """Return what the checks find in *draft*, each once."""
    standard = tuple(one for one in draft.clauses if one.position == STANDARD)
    documents = compose(replace(draft, clauses=standard))
    return order([*(one for check in CHECKS for one in check(draft, documents)), *unknown_roles(draft)])


@pytest.mark.parametrize("name", sorted(workspace().layers))
def test_a_library_is_sound_in_all_its_clauses_and_rows(name: str) -> None:
    assert [one.head() for one in found_in(everything(name))] == []


def test_a_fault_in_a_fallback_that_nobody_chose_would_be_found() -> None:
    draft = everything("core")
    fallbacks = [one for one in draft.clauses if one.position == "fallback"]
    assert len(fallbacks) > 40
    assert len(draft.clauses) > len({one.id for one in draft.clauses}) > 200
    assert found_in(replace(draft, forms={}))


def test_every_file_is_in_its_canonical_form(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also the records of places: they would tell tomorrow of sentences that moved today."""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as end:
        cli.main(["fmt", "--check"])
    assert end.value.code == 0, f"run: agreements fmt\n{capfd.readouterr().out}"
