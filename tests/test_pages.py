"""The handwritten pages: links, anchors and pictures lead somewhere, each page is listed, each command is real."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.cli import agreements
from generator.model.kinds import FILES, kind_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "site" / "pages"
SOURCES = (ROOT / "README.md", *sorted(PAGES.rglob("*.md")))
FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2 *$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)")


def name(path: Path) -> str:
    """Return the path of a page inside the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def prose(path: Path) -> str:
    """Return a page without its blocks of code and its code between backticks."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text(encoding="utf-8")))


def links(path: Path) -> Iterator[str]:
    """Yield the targets of the links and pictures of a page."""
    yield from LINK.findall(prose(path))


@cache
def anchors(path: Path) -> frozenset[str]:
    """Return the anchors that the headings of a page get."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    return frozenset(slug(heading) for heading in re.findall(r"^#{1,6} +(.+?) *$", text, re.MULTILINE))


def slug(heading: str) -> str:
    """Return the anchor that Python-Markdown makes of a heading."""
    plain = unicodedata.normalize("NFKD", heading.replace("`", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def broken(path: Path) -> Iterator[str]:
    """Yield the links of a page that lead nowhere."""
    for link in links(path):
        target, _, anchor = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        if "://" in link or link.startswith(("/", "mailto:")):
            yield f"{link} leaves the pages"
        elif not file.exists() or not file.is_relative_to(ROOT):
            yield f"{link}: there is no such file"
        elif anchor and anchor not in anchors(file):
            yield f"{link}: there is no such heading"
        elif path.is_relative_to(PAGES) and not file.is_relative_to(PAGES):
            yield f"{link} is not on the site"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_link_and_picture_leads_somewhere(path: Path) -> None:
    assert not [*broken(path)]


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](gone.md) ![b](gone.png) `[c](code.md)`\n\n```\n[d](code.md)\n```\n", encoding="utf-8")
    assert [*links(page)] == ["gone.md", "gone.png"]
    assert len([*broken(page)]) == 2


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_what_is_to_be_copied_out_of_a_list_keeps_its_lines(path: Path) -> None:
    """The site knows no fence inside a list and would run its lines into one; eight spaces say the same everywhere."""
    assert not re.findall(r"^ +(?:```|~~~).*", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_list_that_is_counted_begins_with_one(path: Path) -> None:
    """The site counts each list from 1, whatever its first number says."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    assert not re.findall(r"^#.*\n\n(?:(?!\d+\. |#).*\n)*?(?:[2-9]|\d\d+)\. .*", text, re.MULTILINE)


def test_anchors_are_those_of_the_site() -> None:
    assert slug("What every row may say") == "what-every-row-may-say"
    assert slug("Fields of `levels`") == "fields-of-levels"
    assert slug("1. Make a workspace") == "1-make-a-workspace"


def test_every_help_page_and_record_is_listed() -> None:
    for folder in ("help", "decisions"):
        index = PAGES / folder / "index.md"
        listed = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
        lost = [name(page) for page in sorted((PAGES / folder).glob("*.md")) if page != index and page not in listed]
        assert not lost, f"list them in {name(index)}"


def test_every_format_has_its_decision_record() -> None:
    index = (PAGES / "decisions" / "index.md").read_text(encoding="utf-8")
    for kind in FILES:
        row = "Clause files" if kind == "clause" else f"`{kind}.yaml`"
        found = re.search(rf"^\| {re.escape(row)} \|.*\]\((\S+)\)", index, re.MULTILINE)
        assert found, f"{row} has no record"
        assert kind == "clause" or f"`{kind_of(kind)}.yaml`" in (PAGES / "decisions" / found[1]).read_text("utf-8")


@pytest.mark.parametrize("path", [page for page in SOURCES if "decisions" not in page.parts], ids=name)
def test_every_command_that_a_page_shows_exists(path: Path) -> None:
    shown = re.findall(r"(?:`|^ *)agreements ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    unknown = set(shown) - {*agreements.commands}
    assert not unknown


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_pages_are_titled_once_and_short_of_surprises(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert text.startswith("# ")


def test_decisions_are_counted_once_each_and_listed_in_their_order() -> None:
    listed = re.findall(
        r"^- \[(\d+)\. .*\((\d{4})-", (PAGES / "decisions" / "index.md").read_text("utf-8"), re.MULTILINE
    )
    numbers = [int(number) for number, _ in listed]
    assert numbers == sorted(set(numbers))
    assert [int(file) for _, file in listed] == numbers
    heads = {path.name: path.read_text("utf-8").splitlines()[0] for path in (PAGES / "decisions").glob("0*.md")}
    assert [name for name, head in heads.items() if not head.startswith(f"# {int(name[:4])}. ")] == []
