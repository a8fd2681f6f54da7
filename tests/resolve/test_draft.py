"""What a draft is made from: each file that could change a page counts, what the workspace keeps of before does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.load import load
from generator.model.library import Layer
from generator.model.version import Kept, Version
from generator.resolve.draft import amended, inputs_hash
from tests.compose.small import agreement, files

ACME = "companies/acme"
CARD = {f"clauses/{ACME}/library.yaml": 'id: acme\ntitle: A company\nversion: "1.0"\n'}


def inputs(*more: dict[str, str]) -> str:
    """Return the hash over what the small agreement is made from, with *more* files beside it."""
    workspace, _ = load(files(agreement(layers=f"[{ACME}]"), CARD, *more))
    layers: list[Layer] = [workspace.layers[name] for name in ("core", ACME)]
    return inputs_hash(workspace, workspace.agreements["sample"], layers)


@pytest.mark.parametrize(
    "path",
    [
        "agreements/sample/versions/1.0/anything.docx",
        "agreements/sample/reviews/round-1/proposals.yaml",
        "agreements/another/agreement.yaml",
        "clauses/companies/other/events.yaml",
    ],
)
def test_what_is_kept_of_before_and_what_others_use_changes_nothing(path: str) -> None:
    assert inputs({path: "id: x\n"}) == inputs()


@pytest.mark.parametrize(
    "path",
    [
        "agreements/sample/attachments/protocol.pdf",
        "agreements/sample/versions.yaml",
        "clauses/core/events.yaml",
        f"clauses/{ACME}/events.yaml",
        "clauses/templates/other.docx",
        "clauses/calendars.yaml",
    ],
)
def test_whatever_could_change_a_page_counts(path: str) -> None:
    assert inputs({path: "- {id: x, title: X}\n"}) != inputs()


def test_a_document_with_its_own_versions_was_brought_about_by_the_first_version_that_holds_it() -> None:
    history = "[{version: '2.1', on: 2026-11-01, by: Quality, what: Second}]"
    own = f"{{communication-plan: {{version: '2.1', draft: 1, revisions: {history}}}}}"
    source = load(files(agreement(documents=own)))[0].agreements["sample"]
    versions = tuple(
        Version(name, (), {"communication-plan": Kept("Plan", "QA-1-CP", line, "", "", "")}, replaces=replaced)
        for name, line, replaced in (("1.0", "2.0", ()), ("1.1", "2.1", ("CP-LAYERS",)), ("1.2", "2.1", ("DEV",)))
    )
    assert amended(replace(source, versions=versions)) == {
        "": {"1.1": ("CP-LAYERS",), "1.2": ("DEV",)},
        "communication-plan": {"2.1": ("CP-LAYERS",)},
    }
