"""A page stands beside files; where those are of an earlier build, the page says so and shows what they say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]
SAMPLE = "agreements/sample/agreement.yaml"
CHANGED = "This agreement has changed since. What you see is its last build."
BROKEN = "This agreement has errors now. What you see is its last good build."


@pytest.fixture
def root(small: Path) -> Path:
    """Stand in the small workspace with two agreements, ``sample`` and ``other``."""
    shutil.copytree(small / "agreements" / "sample", small / "agreements" / "other")
    edit(small / "agreements" / "other" / "agreement.yaml", "id: sample\nnumber: QA-1", "id: other\nnumber: QA-2")
    edit(small / "clauses" / "core" / "values.yaml", "starts: discovery}", "starts: discovery, clock: 1}")
    return small


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old* by *new* in a file that has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def page(root: Path, id_: str) -> str:
    """Return the first page of an agreement."""
    return (root / "build" / "site" / "agreements" / id_ / "index.html").read_text(encoding="utf-8")


def words(root: Path, id_: str) -> set[str]:
    """Return which of the words that these tests look for stand on the page."""
    return {one for one in (CHANGED, BROKEN, "1 Business Day", "2 Business Days") if one in page(root, id_)}


def test_a_page_of_today_shows_the_limit_of_today(root: Path, run: Run) -> None:
    assert run("build") == 0
    assert words(root, "sample") == {"1 Business Day"}
    (root / SAMPLE).write_text((root / SAMPLE).read_text("utf-8") + "values: {notice: 2 business days}\n", "utf-8")
    assert run("build", "sample") == 0
    assert words(root, "sample") == {"2 Business Days"}


def test_a_page_that_was_not_asked_for_shows_no_limit_that_its_files_do_not_have(root: Path, run: Run) -> None:
    assert run("build") == 0
    before = page(root, "other")
    (root / SAMPLE).write_text((root / SAMPLE).read_text("utf-8") + "values: {notice: 2 business days}\n", "utf-8")
    assert run("build", "other") == 0
    assert words(root, "sample") == {CHANGED}
    assert page(root, "other") == before


def test_a_page_of_a_broken_agreement_shows_no_limit_that_was_never_published(root: Path, run: Run) -> None:
    assert run("build") == 0
    text = (root / SAMPLE).read_text("utf-8") + "values: {notice: 2 business days}\nlayers: [regions/uk]\n"
    (root / SAMPLE).write_text(text, "utf-8")
    assert run("build") == 1
    assert words(root, "sample") == {BROKEN}


def test_a_page_of_a_broken_agreement_still_says_which_it_is_whom_to_call_and_where_the_limits_stand(
    root: Path, run: Run
) -> None:
    contacts = root / "agreements" / "sample" / "contacts.yaml"
    row = "{id: night, role: emergency-contact, party: acceptor, name: Ada, phone: '+1 555 0142', hours: at all hours}"
    contacts.write_text(contacts.read_text("utf-8") + f"- {row}\n", "utf-8")
    roles = root / "clauses" / "core" / "roles.yaml"
    calls = "- {id: emergency-contact, title: Emergency Contact, side: each, first-call: true}\n"
    roles.write_text(roles.read_text("utf-8") + calls, "utf-8")
    urgent = "- {id: fire, title: Fire, signs: Smoke, duties: [dev-notice-tell]}\n"
    (root / "clauses" / "core" / "urgent.yaml").write_text(urgent, "utf-8")
    assert run("build") == 0
    before = page(root, "sample")
    number, title = (re.search(pattern, before)[1] for pattern in (r"(QA-1)\b", r"<h1>([^<]*)"))  # type: ignore[index]
    assert "tel:+15550142" in before
    (root / SAMPLE).write_text((root / SAMPLE).read_text("utf-8") + "omit: {no-such-clause: gone}\n", "utf-8")
    assert run("build") == 1
    after = page(root, "sample")
    assert BROKEN in after
    assert f"<h1>{title}" in after
    assert number in after
    assert "QA-1-" not in after.partition("Where is the paper?")[0]
    assert "tel:+15550142" in after
    assert "tel:+15550142" in (root / "build" / "site" / "urgent.html").read_text("utf-8")
    assert "No time limit is known yet" not in after
    assert "Obligation Register</a>" in after.partition("How soon must I tell?")[2].partition("</section>")[0]
    assert "As standard" not in after


def test_an_agreement_that_was_never_built_says_so(root: Path, run: Run) -> None:
    assert run("build", "other") == 0
    assert "This agreement has not been built yet." in page(root, "sample")
    assert not (root / "build" / "word" / "sample").exists()
    assert run("build") == 0
    assert words(root, "sample") == {"1 Business Day"}
