"""Every link of the site leads somewhere, every anchor exists, and no id stands twice; read without a browser."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src"}


class Addresses(HTMLParser):
    """Notes the ids of a page and the addresses it names."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called and where it leads."""
        named = dict(attrs)
        self.ids += [str(named["id"])] if "id" in named else []
        address = named.get(ADDRESSES.get(tag, ""))
        self.addresses += [address] if address is not None else []


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, Addresses]:
    """Return what each page holds, by its path."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        reader = Addresses()
        reader.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(site).as_posix()] = reader
    return pages


def test_every_link_leads_somewhere(site: Path, read: dict[str, Addresses]) -> None:
    lost = []
    for page, holds in read.items():
        for address in holds.addresses:
            target, anchor = place(page, address)
            if target is None:
                continue
            if not (site / target).is_file() or (anchor and target in read and anchor not in read[target].ids):
                lost.append(f"{page}: {address}")
    assert lost == []


def place(page: str, address: str) -> tuple[str | None, str]:
    """Return path and anchor that *address* on *page* means; no path when it leads out of the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None, ""
    home = "" if page == "404.html" and parts.path.startswith("/") else posixpath.dirname(page)
    path = unquote(parts.path.lstrip("/") if not home and page == "404.html" else parts.path)
    return (posixpath.normpath(posixpath.join(home, path)) if path else page), unquote(parts.fragment)


def test_no_id_stands_twice(read: dict[str, Addresses]) -> None:
    assert [page for page, holds in read.items() if len(holds.ids) != len(set(holds.ids))] == []


def test_links_out_of_the_site_are_telephones_and_sources_only(read: dict[str, Addresses]) -> None:
    schemes = {urlsplit(address).scheme for holds in read.values() for address in holds.addresses}
    assert schemes <= {"", "tel", "mailto", "https"}
    loaded = [a for holds in read.values() for a in holds.addresses if re.search(r"\.(css|js|woff2?|svg|png)$", a)]
    assert [address for address in loaded if urlsplit(address).netloc] == []


def test_every_hit_of_the_search_has_a_place(site: Path, read: dict[str, Addresses]) -> None:
    import json

    lost, found = [], 0
    index = (site / "search" / "index.js").read_text(encoding="utf-8")
    homes = json.loads(index.removeprefix("QS.start(").removesuffix(");\n"))["homes"]
    for script in sorted((site / "search").glob("e*.js")):
        inside = script.read_text(encoding="utf-8").removeprefix("QS.e(").removesuffix(");\n")
        for place, _, _, home, *_ in json.loads(inside.partition(",")[2]):
            above = [""] if isinstance(home, str) else [f"agreements/{homes[one][0]}/" for one in home]
            for href in (top + place for top in above):
                path, _, anchor = href.partition("#")
                found += 1
                if path not in read or (anchor and anchor not in read[path].ids):
                    lost.append(href)
    assert lost == []
    assert found > 10_000


def test_nothing_that_a_style_or_script_loads_is_elsewhere(site: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (*site.rglob("*.css"), *(site / "js").rglob("*.js"))}
    assert [
        path.name for path, text in texts.items() if re.search(r"(url\(|import|fetch|src\s*=)[^;\n]*https?://", text)
    ] == []
