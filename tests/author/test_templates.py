"""A Word template is approved as it is; another one in its place is told, and does not leave the house."""

from __future__ import annotations

import pytest

from generator.author import adopt
from generator.author.templates import approval_path, state
from generator.diagnostic import Diagnostic
from generator.freezing import freeze
from generator.load.disk import read_workspace
from generator.model.version import Status, Step
from generator.pipeline import read_files
from generator.read.package import open_package
from generator.render.word.package import pack, write_package
from tests.check.test_cases import ROOT, TEMPLATE, base

STEP = Step(Status.SENT, "2026-11-20", "Jane Example, Head of Quality", "First round")


def restyled() -> dict[str, bytes]:
    """Return the small workspace with a sentence of its own in the footer of its template."""
    files = base()
    parts, _ = open_package("x", files[TEMPLATE])
    footer = parts["word/footer1.xml"].replace(b">Page <", b">Terms and conditions apply. Page <")
    assert footer != parts["word/footer1.xml"]
    parts["word/footer1.xml"] = footer
    return {**files, TEMPLATE: write_package({name: pack(data) for name, data in parts.items()})}


def approved(files: dict[str, bytes]) -> tuple[dict[str, bytes], str]:
    """Return *files* with the template approved, and what was shown."""
    made = adopt(read_files(files).workspace, files, "counsel", {})
    assert isinstance(made, tuple)
    return {**files, **made[0]}, made[1]


def test_a_changed_template_is_reported_until_it_is_approved() -> None:
    files = restyled()
    assert [one.code for one in read_files(files).found] == ["unapproved-template"]
    assert not read_files(approved(files)[0]).found


def test_a_template_that_nobody_has_approved_is_reported() -> None:
    files = base()
    del files[approval_path(TEMPLATE)]
    assert [one.message for one in read_files(files).found] == ['the Word template "counsel" has not been approved']


def test_an_approval_that_somebody_has_edited_approves_nothing() -> None:
    files = base()
    files[approval_path(TEMPLATE)] += b"more\n"
    assert [one.code for one in read_files(files).found] == ["unapproved-template"]


def test_approving_shows_the_words_and_parts_that_have_changed() -> None:
    shown = approved(restyled())[1].split("\n")
    assert "changed since it was approved" in shown[0]
    assert any("+" in line and "Terms and conditions apply. Page " in line for line in shown)
    assert not any("styles.xml" in line for line in shown)
    assert shown[-1] == "used by: sample"


@pytest.mark.parametrize("name", ["1.0", "1.0-draft-1"])
def test_nothing_is_frozen_with_a_template_that_is_not_approved(name: str) -> None:
    made, found = freeze(read_files(restyled()), "sample", name, STEP)
    assert (made, [one.code for one in found]) == ({}, ["unapproved-template"])


def test_each_company_approves_its_template_in_its_own_library() -> None:
    assert approval_path("clauses/companies/acme/house.docx") == "clauses/companies/acme/reviewed/templates/house.txt"
    inner = "clauses/companies/acme/word/house.docx"
    assert approval_path(inner) == "clauses/companies/acme/reviewed/templates/word--house.txt"


def test_the_templates_of_this_workspace_are_approved() -> None:
    files = read_workspace(ROOT, ROOT / "clauses")[0]
    there = [path for path in files if path.startswith("clauses/") and path.endswith(".docx")]
    assert [path for path in there if state(files, path) != "approved"] == []


def test_a_template_that_is_approved_already_shows_what_is_in_it() -> None:
    shown = approved(base())[1].split("\n")
    assert "approved as it is; this is in it:" in shown[0]
    assert any("word/styles.xml" in line for line in shown)


def test_a_damaged_template_is_not_approved() -> None:
    files = base()
    fault = adopt(read_files(files).workspace, {**files, TEMPLATE: b"PK no package"}, "counsel", {})
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.span.path) == ("not-a-package", TEMPLATE)
