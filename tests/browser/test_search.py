"""The search in a browser, from a disk, with the keyboard only."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.document.blocks import Paragraph
from generator.document.walk import clauses, plain
from generator.files import Files
from generator.render.site.model import SiteModel

Open = Callable[..., Any]


@pytest.fixture
def page(open_page: Open, site: Path) -> Page:
    """Return the front page, from a disk."""
    opened: Page = open_page((site / "index.html").as_uri()).page
    return opened


def ask(page: Page, words: str) -> list[str]:
    """Type *words* after "/" and return the titles found."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator("#search")).to_have_attribute("data-asked", words)
    return page.locator("#found .found-title").all_inner_texts()


def test_a_clause_is_found_by_its_id(page: Page) -> None:
    assert "Notification of deviations" in ask(page, "dev-notification")[0]


def test_a_row_is_found_by_its_id(page: Page) -> None:
    assert ask(page, "RM-076")[0].startswith("RM-076")


def test_an_agreement_is_found_by_its_number_and_opened_by_enter(page: Page, made: tuple[SiteModel, Files]) -> None:
    (known,) = [one for one in made[0].agreements if one.number == "QA-00123"]
    assert ask(page, "QA-00123")[0] == known.title
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreements/aurelia-northbay/index.html")


def test_a_clause_is_found_by_its_number_and_opened_at_its_place(page: Page) -> None:
    assert ask(page, "9.3")[0].startswith("9.3 ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quality-agreement.html#*")
    place = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= place < page.viewport_size["height"] if page.viewport_size else False


def test_a_phrase_is_found_where_it_is_said(page: Page, made: tuple[SiteModel, Files]) -> None:
    document = made[0].agreements[0].documents[0]
    clause = list(clauses(document))[20]
    text = next(plain(block.inlines) for block in clause.blocks if isinstance(block, Paragraph))
    phrase = " ".join(text.split()[2:9])
    ask(page, phrase)
    first = page.locator("#found [role=option]").first
    assert first.locator("mark").count() >= 2
    assert clause.title in first.inner_text() or phrase.split()[0] in first.inner_text()
    address = str(first.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    assert phrase in " ".join(page.locator("main").inner_text().split())


def test_accents_and_capitals_do_not_matter(page: Page) -> None:
    assert ask(page, "NÓTIFICATION of Deviations")[0].endswith("Notification of deviations")


def test_arrows_move_through_the_list_and_tell_it(page: Page) -> None:
    ask(page, "deviation")
    box = page.locator("#search")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    last = page.locator("#found [role=option]").count() - 1
    expect(box).to_have_attribute("aria-activedescendant", f"found-{last}")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "found-0")
    expect(page.locator("#found-0")).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_list(page: Page) -> None:
    ask(page, "deviation")
    page.keyboard.press("Escape")
    expect(page.locator(".results")).to_be_hidden()
    expect(page.locator("#search")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("words", ["zzzyx", "constructor __proto__", "of the", "?!", "\\"])
def test_words_that_find_nothing_say_so(page: Page, words: str) -> None:
    assert ask(page, words) == []
    assert page.locator(".results [role=status]").inner_text()


def test_help_is_found(page: Page) -> None:
    ask(page, "restyle the Word template")
    assert page.locator("#found .found-home", has_text="Help").count() > 0


def test_a_part_that_is_missing_is_reported(open_page: Open, site: Path) -> None:
    opened = open_page((site / "index.html").as_uri())
    opened.page.context.route("**/search/t*.js", lambda route: route.abort())
    opened.page.locator("#search").fill("deviation")
    expect(opened.page.locator(".results [role=status]")).to_contain_text("could not be loaded")


QUESTIONS = [
    (question, answer)
    for line in Path(__file__).with_name("questions.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Question")
    for question, answer in [[part.strip() for part in line.strip("|").split("|")]]
]


def test_a_question_of_a_quality_unit_is_answered_by_one_of_the_first_five_hits(page: Page) -> None:
    assert len(QUESTIONS) >= 60
    lost = []
    for question, answer in QUESTIONS:
        hits = page.evaluate("question => QS.ask(question)", question)[:5]
        said = [" ".join(map(str, (*hit[1:5], *hit[5]))).replace("\u00a0", " ").lower() for hit in hits]
        if not any(all(part in one for part in answer.lower().split(" + ")) for one in said):
            lost.append(question)
    assert lost == []


def test_a_slip_of_the_finger_finds_the_word(page: Page) -> None:
    assert any("investigation" in title.lower() for title in ask(page, "invstigation"))


def test_one_kind_of_hits_can_be_chosen(page: Page) -> None:
    ask(page, "deviation")
    button = page.locator(".kinds button", has_text="Value")
    button.click()
    expect(page.locator(".kinds [aria-pressed=true]")).to_contain_text("Value")
    homes = page.locator("#found .found-home").all_inner_texts()
    assert homes
    assert all(home.startswith("Value") for home in homes)


def test_a_hit_of_several_agreements_leads_to_each_of_them_and_back(page: Page) -> None:
    titles = ask(page, "KPI-05")
    assert titles[0].startswith("KPI-05")
    others = page.locator(".found-others").first
    assert re.match(r"The same words in \d others: QA-", others.inner_text())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".results [role=status]")).to_have_text(
        re.compile(r"^\d agreements say this in the same words")
    )
    homes = page.locator("#found .found-home").all_inner_texts()
    assert len({home.split(" · ")[1] for home in homes}) == len(homes) > 2
    page.get_by_role("button", name="Back to all hits").click()
    expect(page.locator(".found-others").first).to_be_visible()
    page.locator(".found-others").first.click()
    last = page.locator("#found [role=option]").last
    address = str(last.get_attribute("href"))
    last.click()
    page.wait_for_url(address)


def test_a_number_in_the_search_chooses_its_agreement_among_those_that_say_the_same(page: Page) -> None:
    for number in ("QA-00166", "QA-00123"):
        hit = page.evaluate("words => QS.ask(words)", f"{number} deviation on-time notification")[0]
        assert hit[3].startswith(number), hit
        assert hit[1].startswith("KPI-05")


def test_a_search_that_has_not_looked_at_all_hits_says_so_and_looks_when_asked(page: Page) -> None:
    ask(page, "deviation")
    told = page.locator(".results [role=status]")
    assert "only the likeliest" in told.inner_text()
    page.get_by_role("button", name="Look at all").click()
    expect(told).to_have_text(re.compile(r"^20 of \d+ shown$"))
    expect(page.get_by_role("button", name="Look at all")).to_be_hidden()
