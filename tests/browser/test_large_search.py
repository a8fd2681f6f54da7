"""The search of a site of thousands of pages: it still answers, and reads few scripts for it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.files import Files
from generator.render.site.model import SiteModel
from generator.render.site.search import search_scripts
from tests.browser.large import Copy, many
from tests.browser.test_search import QUESTIONS

Open = Callable[..., Any]
Question = tuple[str, str]

COPIES = 4
SCRIPTS = 40
"""Scripts of entries that a question may load; each costs a browser some milliseconds, whatever its length."""
TOLD = """<!doctype html><meta charset="utf-8"><title>Many</title><form><input id="search"></form>
<script src="search.js"></script>"""


@pytest.fixture(scope="module")
def copies(made: tuple[SiteModel, Files], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Copy]]:
    """Return the folder of a search over 35 agreements, which have 2,800 pages, and the copies among them."""
    folder = tmp_path_factory.mktemp("large") / "js"
    folder.mkdir()
    entries, names, copies = many(made[0], COPIES)
    for path, data in search_scripts(entries, names):
        target = folder.parent / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    shutil.copy(Path(__file__).parents[2] / "site" / "theme" / "js" / "search.js", folder)
    (folder / "index.html").write_text(TOLD, encoding="utf-8")
    return folder / "index.html", copies


@pytest.fixture
def page(open_page: Open, copies: tuple[Path, list[Copy]]) -> Page:
    """Return a page with the search, from a disk."""
    opened: Page = open_page(copies[0].as_uri()).page
    return opened


def lost(page: Page, questions: Iterable[Question]) -> list[str]:
    """Return the *questions* that none of the first five hits answers."""
    found = []
    for question, answer in questions:
        hits = page.evaluate("question => QS.ask(question)", question)[:5]
        said = [" ".join(map(str, (*hit[1:5], *hit[5]))).replace("\u00a0", " ").lower() for hit in hits]
        if not any(all(part in one for part in answer.lower().split(" + ")) for one in said):
            found.append(question)
    return found


def test_the_questions_of_a_quality_unit_are_answered_among_many_agreements(page: Page) -> None:
    asked = [one for one in QUESTIONS if "help" not in one[1].lower()]  # this site has no handwritten pages
    missing = lost(page, asked)
    assert len(missing) <= 4, missing


def test_an_agreement_among_many_is_asked_by_its_own_names(page: Page, copies: tuple[Path, list[Copy]]) -> None:
    copy = copies[1][2]
    naming = [one for one in QUESTIONS if copy.said(one[0]) != one[0]]
    asked = random.Random(11).sample(naming, 25)  # noqa: S311 - a choice for a test
    assert len(missing := lost(page, [(copy.said(question), copy.said(answer)) for question, answer in asked])) <= 2, (
        missing
    )


@pytest.mark.parametrize("words", ["critical deviation notice", "deviation", "Who may release a batch, and when?"])
def test_few_scripts_are_read_for_the_first_hits(page: Page, words: str) -> None:
    assert page.evaluate("words => QS.ask(words)", words)
    loaded = page.evaluate("[...document.scripts].filter(one => /\\/e[0-9]+\\.js$/.test(one.src)).length")
    assert 0 < loaded <= SCRIPTS


def test_what_many_agreements_say_alike_stands_in_one_or_two_scripts(page: Page) -> None:
    page.evaluate("QS.ask('RM-076')")
    assert page.evaluate("[...document.scripts].filter(one => /\\/e[0-9]+\\.js$/.test(one.src)).length") <= 10
