"""Each kind of page in a browser: nothing leaves the machine, nothing is in the way of anyone, nothing runs over."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.files import Files
from generator.mkdocs_plugin import write_site
from generator.render.site.model import Departure, SiteModel
from tests.browser.axe import OF_COLOURS, violations
from tests.browser.conftest import KINDS, Opened

Open = Callable[..., Any]
WIDTHS = (320, 390, 768, 1280, 1920)
NUMBERED = ("index", "urgent", "communication-plan", "roles")
"""Pages of an agreement that say its number in running text."""
HOSTILE = (
    """<img src=x onerror="alert(1)"> & '</script><script>alert(2)</script>"""
    """ {{ 7*7 }} {% raw %} &amp; \\u003c ]]> 日本 é"""
)


def test_nothing_leaves_the_machine_over_http(open_page: Open, address: str, kind: str) -> None:
    opened = open_page(address + kind)
    assert (opened.seen.foreign, opened.seen.complaints) == ([], [])


def test_nothing_leaves_the_machine_from_a_disk(from_disk: Opened) -> None:
    assert (from_disk.seen.foreign, from_disk.seen.complaints) == ([], [])


def test_nobody_is_shut_out(from_disk: Opened, kind: str) -> None:
    page, paper = from_disk.page, "getComputedStyle(document.body).backgroundColor"
    assert violations(page) == []
    if kind == KINDS["large document"]:
        return  # the same parts as the other document, a hundred times over
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) != light
    assert violations(page, OF_COLOURS) == []


def test_a_part_that_is_built_otherwise_is_looked_at_wherever_it_stands(open_page: Open, site: Path) -> None:
    page = open_page((site / KINDS["register"]).as_uri(), color_scheme="light").page
    page.evaluate("""() => {
        const cell = [...document.querySelectorAll("main td")].at(-1);
        const [pale, bare] = ["span", "img"].map(name => cell.appendChild(document.createElement(name)));
        pale.textContent = "hardly to be read";
        pale.style.color = "#ccc";
    }""")
    parts = page.locator("*").count()
    assert [one.partition(":")[0] for one in violations(page)] == ["color-contrast", "image-alt"]
    assert page.locator("*").count() == parts, "what was not looked at is back in its place"


def test_one_clause_of_all_agreements_stands_side_by_side(open_page: Open, site: Path) -> None:
    opened = open_page((site / "clauses/core/aud-for-cause.html").as_uri(), color_scheme="light")
    page = opened.page
    page.get_by_role("link", name="Their texts side by side").click()
    page.wait_for_selector("#clause-sides .side-pair")
    shown = page.locator("#clause-sides")
    assert "For-cause audits" in shown.locator("h2").inner_text()
    assert "7 agreements print it" in shown.locator("[role=status]").inner_text()
    pair = shown.locator(".side-pair", has_text="QA-00127").last
    assert "scope" in " ".join(pair.locator("del, ins").all_inner_texts())
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_COLOURS) == []
    shown.locator("h3 a", has_text="QA-00127").first.click()
    page.wait_for_url("**/aurelia-kestrel/quality-agreement.html#aud-for-cause")
    assert opened.seen.complaints == []


def test_a_clause_that_nobody_prints_says_so(open_page: Open, site: Path) -> None:
    page = open_page((site / "compare/clause.html").as_uri() + "?clause=no-such-clause").page
    page.wait_for_selector("#clause-sides .soft")
    assert "0 agreements print it" in page.locator("#clause-sides [role=status]").inner_text()


def test_filters_stay_in_the_address_and_come_back_from_it(open_page: Open, address: str) -> None:
    page = open_page(address + "clauses/index.html").page
    page.get_by_label("Words").fill("deviation")
    page.get_by_label("Layer").select_option("core")
    counted = page.locator(".counted").inner_text()
    shown = page.locator("tbody tr:not(.group):visible").count()
    assert 0 < shown < 60
    page.wait_for_url("**deviation**")
    again = open_page(page.url).page
    assert again.get_by_label("Words").input_value() == "deviation"
    assert again.get_by_label("Layer").input_value() == "core"
    assert again.locator(".counted").inner_text() == counted
    assert again.locator("tbody tr:not(.group):visible").count() == shown


def test_a_filter_looks_at_each_agreement_of_those_that_say_the_same(open_page: Open, address: str) -> None:
    page = open_page(address + "compare/value/audit-notice.html").page
    shown = page.locator(".those > li:visible")
    assert page.locator("tbody tr").count() < shown.count() == 7
    page.get_by_label("Words").fill("QA-00145 packwerk")
    assert page.locator(".counted").inner_text().startswith("1 of 7 agreements")
    assert ["QA-00145" in one for one in shown.all_inner_texts()] == [True]
    again = open_page(page.url).page
    assert again.locator(".those > li:visible").count() == 1
    page.get_by_label("Words").fill("60 calendar hansekai")
    assert ["QA-00166" in one for one in shown.all_inner_texts()] == [True], "words of the row count with its agreement"
    page.get_by_role("button", name="Show all").click()
    assert shown.count() == 7
    page.get_by_label("What it says").select_option("60 Calendar Days")
    assert page.locator(".counted").inner_text().startswith("5 of 7 agreements")


def test_what_many_agreements_say_reads_without_the_script(open_page: Open, site: Path) -> None:
    page = open_page((site / "compare/value/audit-notice.html").as_uri(), java_script_enabled=False).page
    assert page.locator(".those > li:visible").count() == 7
    assert page.get_by_role("link", name="QA-00145").is_visible()


def test_filters_come_back_from_the_address_of_a_file(open_page: Open, address: str, site: Path) -> None:
    page = open_page(address + "clauses/index.html").page
    page.get_by_label("Words").fill("deviation")
    page.wait_for_url("**deviation**")
    again = open_page((site / "clauses/index.html").as_uri() + "?" + page.url.partition("?")[2]).page
    assert again.get_by_label("Words").input_value() == "deviation"
    assert again.locator("tbody tr:not(.group):visible").count() < 60


def test_nobody_is_shut_out_on_a_phone_with_the_menu_and_results_open(open_page: Open, site: Path) -> None:
    page = open_page((site / "index.html").as_uri(), viewport={"width": 390, "height": 844}).page
    page.keyboard.press("/")
    page.keyboard.type("notification")
    page.wait_for_selector("#found [role=option]")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_nothing_runs_over_the_side(from_disk: Opened) -> None:
    page, over = from_disk.page, {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over[width] = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert {width: more for width, more in over.items() if more > 0} == {}


def test_the_bar_is_one_line_on_the_narrowest_screen(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 640})
    page.goto((site / "index.html").as_uri())
    box = page.locator(".bar").bounding_box()
    page.close()
    assert box is not None
    assert box["height"] < 60


BROKEN = """numbers => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let text; (text = walk.nextNode());) {
        for (const number of numbers) {
            const at = text.data.indexOf(number), range = document.createRange();
            if (at < 0) { continue; }
            range.setStart(text, at);
            range.setEnd(text, at + number.length);
            const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
            if (lines.size > 1) { found.push(text.data); }
        }
    }
    return found;
}"""
"""Returns the texts of a page in which one of the *numbers* stands on two lines."""


def test_the_number_of_an_agreement_stays_on_one_line_of_a_phone(
    open_page: Open, site: Path, made: tuple[SiteModel, Files]
) -> None:
    page, broken = open_page((site / "index.html").as_uri()).page, []
    numbers = {one.id: one.number for one in made[0].agreements}
    for path in ["roles/index.html", *(f"agreements/{id_}/{name}.html" for id_ in numbers for name in NUMBERED)]:
        page.goto((site / path).as_uri())
        for width in range(320, 420, 20):
            page.set_viewport_size({"width": width, "height": 800})
            broken += [(path, width, text) for text in page.evaluate(BROKEN, [*numbers.values()])]
    assert broken == []


def test_a_matrix_has_the_width_of_a_tablet_and_chapters_unfold_above_it(open_page: Open, site: Path) -> None:
    page = open_page((site / KINDS["document"]).as_uri(), viewport={"width": 768, "height": 1024}).page
    matrix = page.locator(".scroll", has=page.locator("table[data-filter=stakeholders]"))
    assert matrix.evaluate("part => part.querySelector('table').offsetWidth - part.clientWidth") <= 0
    chapter = page.get_by_role("navigation", name="Chapters").get_by_role("link", name="Stakeholder matrix")
    assert chapter.is_hidden()
    page.get_by_text("Chapters").click()
    chapter.click()
    assert page.url.endswith("#AX-CP-STAKEHOLDERS")
    assert chapter.is_hidden(), "it folds again once a chapter is chosen"
    page.set_viewport_size({"width": 1280, "height": 1024})
    assert chapter.is_visible()


def test_a_page_reads_without_script(from_disk: Opened, open_page: Open, site: Path, kind: str) -> None:
    with_script = from_disk.page.locator("main")
    without = open_page((site / kind).as_uri(), java_script_enabled=False).page
    assert without.locator("form[role=search]").is_hidden()
    title = without.locator("main h1").first
    assert title.is_visible()
    assert title.inner_text() == with_script.locator("h1").first.inner_text()
    assert without.locator("main [hidden]").count() == 0


def test_a_document_prints_with_its_title_version_and_a_warning(browser: Browser, site: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = browser.new_page()
    page.goto((site / "agreements/aurelia-northbay/communication-plan.html").as_uri())
    pdf = tmp_path / "printed.pdf"
    pdf.write_bytes(page.pdf(format="A4"))
    page.close()
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    sheets = told.rstrip("\f").split("\f")
    assert "Communication Plan" in sheets[0]
    assert "1.0" in told
    assert [number for number, sheet in enumerate(sheets, 1) if "Uncontrolled when printed" not in sheet] == []
    assert "Skip to the text" not in told


def test_the_calls_of_all_agreements_print_on_one_sheet_each_with_whose_it_is(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = browser.new_page()
    page.goto((site / "urgent.html").as_uri())
    pdf = tmp_path / "calls.pdf"
    pdf.write_bytes(page.pdf(format="A4"))
    page.close()
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert told.count("\f") == 1
    assert "+353 20 910 0199 Aurelia quality, at all hours" in " ".join(told.split())
    assert "910 0239" not in told, "who stands in is no second number to call"


def test_the_page_of_an_agreement_names_who_stands_in_below_the_number(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "agreements/aurelia-northbay/index.html").as_uri())
    calls = [one.inner_text() for one in page.query_selector_all(".call-one")]
    page.close()
    deputy = "If nobody answers: Deputy Quality Duty Officer, +353\u00a020\u00a0910\u00a00239"
    assert [deputy in one for one in calls] == [True, False]


def test_the_urgent_page_prints_on_one_sheet_with_its_numbers(browser: Browser, site: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = browser.new_page()
    page.goto((site / "agreements/glenarm-hansekai/urgent.html").as_uri())  # four parties: the fullest page
    pdf = tmp_path / "urgent.pdf"
    pdf.write_bytes(page.pdf(prefer_css_page_size=True))
    page.close()
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    assert told.count("\f") == 1
    assert "Femke Muster, +49 40 66969 648" in told.replace("\u00a0", " ")
    assert "Uncontrolled when printed" in told


@pytest.fixture(scope="module")
def hostile(made: tuple[SiteModel, Files], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose words look like markup, script and template signs."""
    model, _ = made
    (sample,) = [one for one in model.agreements if one.id == "aurelia-northbay"]
    odd = Departure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    agreement = replace(
        sample,
        title=HOSTILE,
        parties=HOSTILE,
        number=HOSTILE,
        review=HOSTILE,
        products=(HOSTILE,),
        open_points=(HOSTILE,),
        departures=(odd,),
        clocks=tuple(replace(clock, label=HOSTILE, words=HOSTILE) for clock in sample.clocks),
        calls=tuple(replace(call, label=HOSTILE, name=HOSTILE, hours=HOSTILE) for call in sample.calls),
        downloads=(),
        carried=HOSTILE,
    )
    clause = replace(model.clauses[0], title=HOSTILE, guidance=HOSTILE)
    folder = tmp_path_factory.mktemp("hostile")
    write_site(folder / "mkdocs.yml", folder / "site", replace(model, agreements=(agreement,), clauses=(clause,)), {})
    return folder / "site"


def few_of_each_folder(site: Path) -> list[Path]:
    """Return three pages of each folder, all of those in the folder of the agreement; 404.html needs a server."""
    found: list[Path] = []
    for folder in sorted({path.parent for path in site.rglob("*.html")}):
        pages = sorted(set(folder.glob("*.html")) - {site / "404.html"})
        found += pages if folder.name == "aurelia-northbay" else pages[:3]
    return found


def test_odd_words_appear_as_typed(open_page: Open, hostile: Path) -> None:
    opened = open_page((hostile / "index.html").as_uri())
    for path in few_of_each_folder(hostile):
        opened.page.goto(path.as_uri())
        assert opened.seen.complaints == [], path
        assert opened.page.locator("img, main script").count() == 0, path
    agreement = open_page((hostile / "agreements/aurelia-northbay/index.html").as_uri()).page
    assert agreement.locator("h1").text_content() == HOSTILE
    assert str(agreement.locator("main").text_content()).count(HOSTILE) >= 20
    assert HOSTILE in agreement.title()


def test_odd_words_are_found_and_shown_as_typed(open_page: Open, hostile: Path) -> None:
    opened = open_page((hostile / "index.html").as_uri())
    opened.page.locator("#search").fill("onerror alert")
    opened.page.wait_for_selector("#found [role=option]")
    assert opened.page.locator("#found .found-title").first.text_content() == HOSTILE
    assert opened.page.locator("#found img").count() == 0
    assert opened.seen.complaints == []
