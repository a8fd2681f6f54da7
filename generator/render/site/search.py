"""The search of the site: an index cut into plain scripts, so that a page on a disk can load the few that it needs.

``search/index.js`` names the parts; ``search/t<n>.js`` says for each token in which hits it stands; ``search/e<n>.js``
holds the hits themselves. What several agreements say in the same words, under the same heading and in the same place,
is one hit that names them all. Words are folded here and in ``search.js`` alike: small letters, no accents, letters and
digits only, the same stop words left out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from operator import sub
from sys import intern
from typing import NamedTuple, TypeAlias

from generator.files import Files
from generator.render.site.asked import ASKING, CALLING, COMPARING, KINDS, MEANT, PLACES, SHORT_FOR, WEIGHTS, alike
from generator.render.site.model import SiteModel
from generator.render.site.page import Entry, Page

STOP_WORDS = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in", "into", "is"),
        *("it", "its", "of", "on", "or", "shall", "such", "that", "the", "their", "them", "they", "this", "to", "was"),
        *("were", "which", "will", "with"),
    }
)
GENERAL = frozenset({"placebo", "product", "products", "tablets", "the", "united", "batch", "test"})
"""Words with which the name of a product may begin and that are no name."""
LONGEST_TITLE = 10
"""Words of a title; the words of a longer one that is a whole sentence, of a duty, count as text."""
PARTICULAR = re.compile(r"^[\d.]+ |: .+$")
"""What one agreement has in a title that others have too: the number of a clause, the length of a time limit."""
WORD = re.compile(r"[^\W_]+")
BLOCK = 128
"""Hits in one script: a result list loads one to three of them."""
FOLDER = "agreements/"
"""Below it each agreement has a folder, in which its pages are called like those of any other."""
LARGEST = 60_000
"""Letters of a script of tokens; above it, words are cut by three letters instead of two."""
ID = "="
"""Stands before a token that is a whole id or number: it is looked up as typed."""

Postings: TypeAlias = "dict[str, array[int]]"
"""For each token its hits, ascending: twice the hit, plus one where the token stands in the title or is an id."""
Home: TypeAlias = "tuple[str, str]"
"""The folder of an agreement, and what an entry of it stands in: ``("demo", "QA-00123 Quality Agreement")``."""


class Hit(NamedTuple):
    """What the search shows at once: an entry, and the numbers of all homes in which agreements say it alike.

    The address of one with homes begins in the folder of its agreement; what no agreement says has none.
    """

    entry: Entry
    homes: list[int]


def search_files(
    pages: Sequence[Page], help_entries: Iterable[Entry] = (), names: Mapping[str, Sequence[str]] | None = None
) -> Files:
    """Return the scripts of the index, by path below the site; see ``search_scripts``."""
    return dict(search_scripts([*(entry for page in pages for entry in page.entries), *help_entries], names))


def search_scripts(
    entries: Sequence[Entry], names: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of the index, each with its path below the site; one at a time, since together they are large.

    What agreements say alike is one hit, and hits alike but for a number stand together: who looks for them finds them
    in few scripts, however many agreements there are.

    Args:
        entries: In the order of the site, those of handwritten pages last; equal hits are listed in the order of what
            first says so.
        names: For each word in the name of a party, product or site the ids of the agreements that have it.
    """
    found, homes = hits_of(entries)
    hits = together(found)
    for number, start in enumerate(range(0, len(hits), BLOCK)):
        block = ",".join([hit_record(hit) for hit in hits[start : start + BLOCK]])
        yield f"search/e{number}.js", f"QS.e({number},[{block}]);\n".encode()
    parts: dict[str, int] = {}
    for number, part in enumerate(packed(shards(postings(hits, homes)))):
        parts |= dict.fromkeys(part, number)
        yield f"search/t{number}.js", script("t", number, merged(part))
    index = {
        "count": len(hits),
        "block": BLOCK,
        "stop": sorted(STOP_WORDS),
        "asking": sorted({*ASKING} - STOP_WORDS),
        "like": alike(),
        "meant": {**MEANT, **SHORT_FOR},
        "calling": CALLING,
        "comparing": COMPARING,
        "weights": WEIGHTS,
        "kinds": KINDS,
        "places": PLACES,
        "names": names or {},
        "homes": homes,
        "numbers": dict(homes[home] for hit in hits if hit.entry.kind == "Agreement" for home in hit.homes),
        "parts": parts,
    }
    yield "search/index.js", script("start", index)


def hits_of(entries: Iterable[Entry]) -> tuple[list[Hit], list[Home]]:
    """Return *entries* as hits, in the order of what first says so, and the homes that their numbers mean."""
    found: dict[object, Hit] = {}
    homes: dict[Home, int] = {}
    for one in entries:
        href, title, kind, home, text, ids = one
        if not href.startswith(FOLDER):
            found[len(found)] = Hit(one, [])
            continue
        _, folder, place = href.split("/", 2)
        number = homes.setdefault((folder, home), len(homes))
        key = place, title, kind, text, ids
        hit = found.get(key)
        if hit is None:
            found[key] = Hit(Entry(place, title, kind, "", text, ids), [number])
        elif hit.homes[-1] != number:
            hit.homes.append(number)
    return [*found.values()], [*homes]


def together(hits: Iterable[Hit]) -> list[Hit]:
    """Return *hits*, those of one kind and title, whatever number or value it has, behind the first, and so all
    agreements.
    """
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        kind, title = hit.entry.kind, hit.entry.title
        groups.setdefault((kind, "" if kind == "Agreement" else shared(title)), []).append(hit)
    return [hit for several in groups.values() for hit in several]


@lru_cache(maxsize=20_000)
def shared(title: str) -> str:
    """Return what of *title* other agreements have too."""
    return PARTICULAR.sub("", title)


def names_of(site: SiteModel) -> dict[str, list[str]]:
    """Return for each word by which people call an agreement those that it belongs to: the first word of a party or a
    product, the figures of a number.

    A word that most agreements share tells them apart no more; neither does one that is no name.
    """
    found: dict[str, list[str]] = {}
    for one in site.agreements:
        first = [tokens(name)[:1] for name in (*one.companies, *one.products)]
        for word in dict.fromkeys(word for several in first for word in several):
            if len(word) > 3 and not word.isdigit() and word not in GENERAL:
                found.setdefault(word, []).append(one.id)
        for word in dict.fromkeys(word for word in tokens(one.number) if len(word) > 3 and word.isdigit()):
            found.setdefault(word, []).append(one.id)
    most = max(2, len(site.agreements) // 2)
    return {word: ids for word, ids in sorted(found.items()) if len(ids) <= most}


def script(name: str, *values: object) -> bytes:
    """Return a call of the page's search with *values* as a script."""
    return f"QS.{name}({','.join(json_text(value) for value in values)});\n".encode()


json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""Returns a value as JSON, the same text each time."""


def hit_record(hit: Hit) -> str:
    """Return what the page shows of *hit*, as JSON: address, title, kind, home, words, ids; in place of a home the
    numbers of all its homes.
    """
    entry = hit.entry
    ids = ",".join([json_text(id_) for id_ in entry.ids])
    about = f"{json_text(entry.href)},{json_text(entry.title)},{json_text(entry.kind)}"
    return f"[{about},{json_text(hit.homes or entry.home)},{shown(entry.text)},[{ids}]]"


@lru_cache(maxsize=20_000)  # agreements share most texts
def shown(text: str) -> str:
    """Return *text* with single blanks, as JSON."""
    return json_text(" ".join(text.split()))


class _Marks(dict[int, int | None]):
    """Which signs fall away: accents, once they stand apart from their letters."""

    def __missing__(self, sign: int) -> int | None:
        """Return None for an accent, the sign itself for any other; remembered."""
        self[sign] = kept = None if unicodedata.category(chr(sign)).startswith("M") else sign
        return kept


_MARKS = _Marks()


def fold(text: str) -> str:
    """Return *text* in small letters without accents."""
    low = text.lower()
    return low if low.isascii() else unicodedata.normalize("NFKD", low).translate(_MARKS)


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of *text* as the index knows them, in order, without stop words; agreements share most texts."""
    return tuple([intern(word) for word in WORD.findall(fold(text)) if word not in STOP_WORDS])


@lru_cache(maxsize=20_000)
def different(text: str) -> frozenset[str]:
    """Return the words of *text*, each once."""
    return frozenset(tokens(text))


@lru_cache(maxsize=20_000)
def id_token(id_: str) -> str:
    """Return the token of a whole id or number, without blanks and hyphens: ``=qa00123``, ``=9.3(a)``."""
    return ID + "".join(fold(id_).replace("-", " ").split())


def postings(hits: Sequence[Hit], homes: Iterable[Home]) -> Postings:
    """Return in which of *hits* each token stands; the *homes* of a hit count as its text."""
    add = _Adding()
    around = [different(home) for _, home in homes]
    for number, (entry, several) in enumerate(hits):
        title = tokens(entry.title)
        heads = title if len(title) <= LONGEST_TITLE or entry.kind != "Duty" else ()
        named = {*heads, *[id_token(id_) for id_ in entry.ids if id_.strip()]}
        at = 2 * number
        others = set(different(entry.text))
        others.update(title, different(entry.home), different(entry.kind), *[around[home] for home in several])
        others.difference_update(named)
        for token in others:
            add[token](at)
        for token in named:
            add[token](at + 1)
    return add.found


class _Adding(dict[str, Callable[[int], None]]):
    """For each token what adds an entry to those in which it stands; there are millions of additions."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Postings = {}

    def __missing__(self, token: str) -> Callable[[int], None]:
        """Begin the entries of a token."""
        entries = self.found[token] = array("I")
        self[token] = entries.append
        return entries.append


def packed(cuts: Mapping[str, Postings]) -> Iterator[dict[str, Postings]]:
    """Yield *cuts* in order, several to a script, as long as it stays small enough to load while someone types."""
    part: dict[str, Postings] = {}
    size = 0
    for key, found in sorted(cuts.items()):
        more = letters(found)
        if part and size + more > LARGEST:
            yield part
            part, size = {}, 0
        part[key] = found
        size += more
    if part:
        yield part


def letters(found: Postings) -> int:
    """Return about how many letters *found* takes in a script, where an entry is a step from the one before."""
    return sum(len(token) + 6 + len(at) * (len(str(at[-1] // len(at))) + 1) for token, at in found.items())


def merged(part: Mapping[str, Postings]) -> dict[str, list[int]]:
    """Return the tokens of all cuts of a script, each with the steps to its entries."""
    return {token: steps(entries) for found in part.values() for token, entries in found.items()}


def steps(places: Sequence[int]) -> list[int]:
    """Return the first of *places*, and how far each other is from the one before: words that stand everywhere need a
    third of the letters.
    """
    return [*places[:1], *map(sub, places[1:], places)]


def shards(found: Postings) -> dict[str, Postings]:
    """Return *found* cut by the first two letters of its tokens, by three where that is much."""
    whole = cut(found, 2)
    cuts: dict[str, Postings] = {}
    for key, part in whole.items():
        cuts |= cut(part, 3) if letters(part) > LARGEST else {key: part}
    return cuts


def cut(found: Postings, length: int) -> dict[str, Postings]:
    """Return *found* by the first *length* letters of its tokens."""
    parts: defaultdict[str, Postings] = defaultdict(dict)
    for token in sorted(found):
        parts[token.removeprefix(ID)[:length]][token] = found[token]
    return dict(parts)


def help_entries(path: str, title: str, html: str) -> Iterator[Entry]:
    """Yield what is found of a handwritten page: its opening, and each section that has an address."""
    reader = _Sections()
    reader.feed(html)
    reader.close()
    for at, heading, text in reader.sections:
        href = f"{path}#{at}" if at else path
        if heading or text:
            yield Entry(href, heading or title, "Help", "" if heading == title else title, text)


class _Sections(HTMLParser):
    """Reads headings that have an id, each with the words below it."""

    HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 5)}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._at = ""
        self._heading: list[str] = []
        self._text: list[str] = []
        self._inside = False
        self._done: list[tuple[str, str, str]] = []

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        """Address, heading and words of each section, in order."""
        return [*self._done, self._now()]

    def _now(self) -> tuple[str, str, str]:
        return self._at, " ".join("".join(self._heading).split()), " ".join(" ".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading."""
        if tag in self.HEADINGS:
            self._done.append(self._now())
            self._at, self._heading, self._text, self._inside = dict(attrs).get("id") or "", [], [], True

    def handle_endtag(self, tag: str) -> None:
        """End a heading."""
        if tag in self.HEADINGS:
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Take words."""
        (self._heading if self._inside else self._text).append(data)
