"""The parties of an agreement that others wrote: names, addresses and the words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.foreign.outline import Grid, Outline, Piece, all_words, shown
from generator.foreign.words import clean

SIDES = ("giver", "acceptor", "third", "fourth")
ROLES: Mapping[str, tuple[str, ...]] = {
    "giver": (
        *("contract giver", "client", "sponsor", "customer", "owner", "principal", "purchaser", "company"),
        *("authorisation holder", "authorization holder", "mah", "licence holder", "auftraggeber", "buyer"),
    ),
    "acceptor": (
        *("contract acceptor", "contractor", "manufacturer", "supplier", "provider", "cmo", "cdmo", "packager"),
        *("service provider", "contract manufacturer", "vendor", "auftragnehmer", "hersteller", "distributor"),
    ),
    "third": ("testing laboratory", "laboratory", "lab", "testing site", "contract laboratory", "labor", "prüflabor"),
}
"""Words that usually stand for a side; who is none of these takes the place that is free."""
LEGAL = re.compile(
    r"\b(?:GmbH(?:\s&\sCo\.?\sKG)?|Ltd\.?|Limited|AG|S\.?A\.?S?|Inc\.?|LLC|L\.L\.C\.|B\.?V\.?|N\.?V\.?|SE|KGaA|KG|AB|ApS|A/S|"
    r"AS|Oy|Oyj|S\.?r\.?l\.?|S\.?p\.?A\.?|plc|PLC|Corp(?:oration)?\.?|Co\.|UAB|d\.o\.o\.|Sp\.\sz\s?o\.?o\.?|s\.r\.o\.|Company)(?![\w])"
)
DEFINED = re.compile(
    r"[(\[][^()\[\]\"“”„«»]{0,80}[\"“„«]([A-Z\u00c0-\u00de][^\"“”„«»]{1,40})[\"”“»][^()\[\]]{0,160}[)\]]"
)
UNQUOTED = re.compile(r"\((?:hereinafter )?(?:the|der|die)\s+([A-Z\u00c0-\u00de][\w -]{2,40})\)")
"""A word for a party in brackets without quotation marks; only a word that stands for a side counts."""
REGISTERED = re.compile(
    r"(?:registered (?:office|address|seat)|principal (?:office|place of business)|place of business|offices?|located|"
    r"address|mit Sitz|Sitz)\s*(?:is\s+)?(?:at|in|:)\s+(.+)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"HRB\s?[0-9]+(?:\s?[A-Z]\b)?|(?i:compan(?:y|ies)|registration|register(?:ed)?|commercial register)\b[^,;()]{0,40}?"
    r"\b(?i:number|no|nr)\b\.?\s*:?\s*([A-Z]{0,4}\s?[0-9](?:[0-9A-Z. /-]{0,18}[0-9A-Z])?)"
)
OPENS = re.compile(
    r"\A(?:.*?\b(?:between|zwischen)\b[:\s]*|(?:and|und|vs\.?)\b\s*|\(?[0-9A-Z]\)?[.)]?\s+(?=[A-Z]))",
    re.IGNORECASE | re.DOTALL,
)
LONGEST = 120


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A party: what the source says of it, and how its side was found.

    Attributes:
        word: How the source calls it: Client, Northbay.
        sure: Whether its word says which side it is.
        bare: Whether its word is a short name that takes no article.
    """

    name: str
    word: str
    at: int
    side: str = ""
    address: str = ""
    registration: str = ""
    country: str = ""
    sure: bool = True
    bare: bool = False


def parties_of(outline: Outline, countries: Mapping[str, str]) -> list[FoundParty]:
    """Return the parties, giver first; *countries* gives their two letters by name."""
    found = unique([one for at, text in openings(outline) for one in in_text(at, text)])
    found = found or list(on_cover(outline))
    return sided([replace(one, country=country_of(one.address, countries)) for one in found])


def openings(outline: Outline) -> Iterator[tuple[int, str]]:
    """Yield the texts in which parties are named: those before the first chapter, then those of the first ones."""
    for piece in (*outline.front, *first_pieces(outline)):
        if isinstance(piece, Grid):
            yield from ((piece.at, clean(cell.text)) for row in piece.table.rows for cell in row if not cell.goes_on)
        else:
            yield from ((one.at, shown(one.text)) for one in all_words([piece]))


def first_pieces(outline: Outline) -> Iterator[Piece]:
    """Yield what stands in the first two chapters."""
    yield from (piece for chapter in outline.chapters[:2] for part in chapter.parts for piece in part.pieces)


def in_text(at: int, text: str) -> Iterator[FoundParty]:
    """Yield the parties that a text defines: ``X GmbH, ... (the "Client")``."""
    begin = 0
    plain = [one for one in UNQUOTED.finditer(text) if role_of(one[1])]
    for found in sorted([*DEFINED.finditer(text), *plain], key=lambda one: one.start()):
        before = text[begin : found.start()].strip(" ,;")
        begin = found.end()
        facts = before[opening.end() :] if (opening := OPENS.match(before)) else before
        facts = re.sub(r"^(?:and|und)\s+", "", facts.strip(" ,;"))
        name = name_in(facts)
        if name and (LEGAL.search(name) or role_of(found[1])):
            yield described(at, name, found[1], facts)


def name_in(facts: str) -> str:
    """Return the name with which *facts* begin."""
    name = re.split(r",| a company| a corporation| eine Gesellschaft| having | with | whose |\(", facts, maxsplit=1)[
        0
    ].strip()
    legal = LEGAL.search(facts)
    if legal and legal.end() <= LONGEST and legal.start() - len(name) <= 2:
        name = facts[: legal.end()]
    return name if 2 <= len(name) <= LONGEST and name[:1].isupper() else ""


def described(at: int, name: str, word: str, facts: str) -> FoundParty:
    """Return a party with what *facts* say of it."""
    seat = REGISTERED.search(facts)
    rest = facts[len(name) :].strip(" ,")
    plain = rest if seat is None and re.search(r"[0-9]", rest) and len(rest) <= LONGEST else ""
    number = NUMBER.search(facts)
    plain = plain.replace(number[0], "").strip(" ,") if number else plain
    address = re.split(r"\s(?:registered|and registered|under|represented|vertreten)\b", seat[1])[0] if seat else plain
    word = re.sub(r"^(?:the|der|die|das)\s+", "", word.strip(" ,."), flags=re.IGNORECASE)
    registration = (number[1] or number[0]).strip(" .,") if number else ""
    return FoundParty(name, word, at, "", address.strip(" ,.;"), registration, bare=not role_of(word))


def role_of(word: str) -> str:
    """Return the side for which *word* usually stands; empty for a name."""
    plain = re.sub(r"^(?:the|der|die|das)\s+", "", word.strip().lower())
    return next((side for side, several in ROLES.items() if plain in several), "")


def on_cover(outline: Outline) -> Iterator[FoundParty]:
    """Yield names of companies that stand alone on lines before the first chapter."""
    for at, text in openings(outline):
        facts = text[opening.end() :] if (opening := OPENS.match(text)) else text
        legal = LEGAL.search(facts)
        if legal and legal.end() >= len(facts.strip(" .,")) - 2 and len(facts) <= LONGEST and facts[:1].isupper():
            yield FoundParty(facts.strip(" ,"), "", at, sure=False)


def unique(found: Iterable[FoundParty]) -> list[FoundParty]:
    """Return each party once, by its name."""
    made: dict[str, FoundParty] = {}
    for one in found:
        made.setdefault(one.name.casefold(), one)
    return list(made.values())


def sided(found: list[FoundParty]) -> list[FoundParty]:
    """Return the parties with their sides, the giver first."""
    free = list(SIDES[: max(len(found), 2)])
    made: list[FoundParty] = []
    for one in found[: len(SIDES)]:
        side = role_of(one.word)
        if side in free:
            free.remove(side)
            made.append(replace(one, side=side, sure=True))
        else:
            made.append(one)
    for at, one in enumerate(made):
        if not one.side:
            made[at] = replace(one, side=free.pop(0), sure=False)
    return sorted(made, key=lambda one: SIDES.index(one.side))


def country_of(address: str, countries: Mapping[str, str]) -> str:
    """Return the two letters of the country that an address names."""
    found = [name for name in countries if re.search(rf"\b{re.escape(name)}\b", address, re.IGNORECASE)]
    return countries[max(found, key=len)] if found else ""
