"""The index of a site of many agreements: the samples again and again, under seeded names, numbers and telephones."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.render.site.model import SiteModel
from generator.render.site.page import Entry
from generator.render.site.pages import every_page
from generator.render.site.search import names_of

BEGINS = (
    "Bel",
    "Cor",
    "Dra",
    "Fen",
    "Gal",
    "Hol",
    "Jar",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Pel",
    "Ras",
    "Sol",
    "Tor",
    "Vel",
)
ENDS = ("abrin", "ecott", "idane", "omere", "undel", "avick", "eston", "ignar", "oswell", "urmond")
DIGITS = re.compile(r"(?<=\+)[\d ]{8,}")


@dataclass(frozen=True, slots=True)
class Copy:
    """The agreements once more: the number of the copy, and another name for each word that names one of them."""

    nth: int
    new: Mapping[str, str]

    def said(self, text: str) -> str:
        """Return what the copy says where the samples say *text*."""
        named = re.compile(rf"\b(?:{'|'.join(self.new)})", re.IGNORECASE)
        text = named.sub(lambda found: self.new[found[0].lower()].capitalize(), text)
        return DIGITS.sub(lambda found: f"{self.nth} {found[0][::-1].strip()}", text)

    def entries(self, originals: Iterable[Entry]) -> Iterator[Entry]:
        """Yield what the copy has for the entries of agreements."""
        said = cache(self.said)
        for entry in originals:
            top, _, rest = entry.href.partition("/")
            id_, _, page = rest.partition("/")
            if top == "agreements":
                ids = tuple(map(said, entry.ids))
                href = f"agreements/{id_}-{self.nth}/{page}"
                yield Entry(href, said(entry.title), entry.kind, said(entry.home), said(entry.text), ids)


def many(site: SiteModel, count: int) -> tuple[list[Entry], dict[str, list[str]], list[Copy]]:
    """Return the entries of *site* with *count* copies of its agreements behind it, the words that name agreements, and
    the copies.
    """
    entries = [entry for page in every_page(site) for entry in page.entries]
    names = names_of(site)
    copies = [*copies_of(names, count)]
    more = {new: [f"{id_}-{one.nth}" for id_ in names[word]] for one in copies for word, new in one.new.items()}
    return [*entries, *(entry for one in copies for entry in one.entries(entries))], names | more, copies


def copies_of(names: Iterable[str], count: int) -> Iterator[Copy]:
    """Yield so many copies; no name comes twice."""
    made = [begin.lower() + end for begin in BEGINS for end in ENDS]
    made += [f"{begin.lower()}o{other}" for begin in BEGINS for other in made[: count * 2]]
    random.Random(7).shuffle(made)  # noqa: S311 - names for a test
    for nth in range(1, count + 1):
        yield Copy(nth, {word: f"{nth:02}{word[2:]}" if word.isdigit() else made.pop() for word in names})
