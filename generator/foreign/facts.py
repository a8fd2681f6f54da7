"""Facts that a new agreement must have, as far as the source says them; what it does not say is guessed, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.foreign.outline import Grid, Outline, Piece, all_words, shown
from generator.foreign.parties import FoundParty
from generator.foreign.words import clean, words_of
from generator.model.imported import Guess
from generator.read.foreign import Foreign, ForeignLine, ForeignTable

KIND = re.compile(
    r"(?:quality|technical|quality assurance|quality and technical)\b.{0,40}\bagreement|\bQAA?\b|qualitätssicherungs"
    r"vereinbarung|qualitätsvereinbarung|verantwortungsabgrenzung",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:document|agreement|contract|reference|ref|doc|QAA?|dokument(?:en)?|vertrags?)[\s-]*(?:no|number|nr|id|nummer)\b\.?\s*:?\s*"
    r"([A-Z0-9][A-Z0-9/_.-]{2,30}[A-Z0-9])",
    re.IGNORECASE,
)
RECITAL = re.compile(
    r"(?:whereas\b|\(?[A-H]\)\s|the parties\b|in the course of|this (?:quality )?agreement\b)", re.IGNORECASE
)
SERVICES: Mapping[str, str] = {
    "manufacturing": r"\bmanufactur\w*|\bherstell\w*|\bproduction\b",
    "packaging": r"\bpackag\w*|\bverpack\w*",
    "testing": r"\btest(?:s|ing|ed)?\b|\banalytical\b|\bprüf\w*",
    "storage": r"\bwarehous\w*",
    "distribution": r"\bdistribution\b|\bwholesale\b",
}
REGIONS: Mapping[str, str] = {
    "EU": r"\bEU\b|\bEuropean\b|\bEMA\b|\bQualified Person\b|2001/83|\bEudraLex\b",
    "US": r"\bFDA\b|\b21 ?CFR\b|\bUnited States\b",
}
CLINICAL = re.compile(r"\bclinical (?:trial|stud)|\binvestigational\b|\bIMPs?\b", re.IGNORECASE)
LONGEST = 150


@dataclass(slots=True)
class Facts:
    """Answers for a new agreement, what was guessed, and the lines that were used up."""

    answers: dict[str, Any]
    guesses: list[Guess] = field(default_factory=list)
    used: dict[int, str] = field(default_factory=dict)
    recitals: list[int] = field(default_factory=list)


def facts_of(foreign: Foreign, outline: Outline, parties: list[FoundParty], id_: str) -> Facts:
    """Return the answers that the source gives."""
    made = Facts({})
    title(made, outline)
    number(made, foreign, outline, id_)
    sides(made, parties)
    scope(made, " ".join(every_text(foreign)))
    recitals(made, outline)
    return made


def every_text(foreign: Foreign) -> Iterator[str]:
    """Yield the words of every paragraph and cell."""
    for block in foreign.blocks:
        match block:
            case ForeignLine():
                yield block.text
            case ForeignTable():
                yield from (cell.text for row in block.rows for cell in row)


def front_lines(outline: Outline) -> Iterator[tuple[int, str]]:
    """Yield the lines before the first chapter."""
    yield from ((one.at, shown(one.text)) for one in all_words(outline.front))


def title(made: Facts, outline: Outline) -> None:
    """Find what the agreement is about."""
    lines = list(front_lines(outline))
    named = [(at, text) for at, text in lines if KIND.search(text) and len(text) <= LONGEST]
    about = next(
        (
            (at, text)
            for at, text in lines
            if re.match(r"(?:for|concerning|regarding|relating to|on|über|zur)\b", text, re.IGNORECASE)
            and len(text) <= LONGEST
        ),
        None,
    )
    for at, _ in named[:1]:
        made.used[at] = "title of the document"
    if about:
        made.used[about[0]] = "title and subject"
        made.answers |= {"title": sentence(about[1]), "subject": about[1]}
        return
    said = named[0][1] if named else ""
    made.answers["title"] = said or "? what the agreement is about"
    made.guesses.append(
        Guess(
            "title",
            made.answers["title"],
            "the source has no line that says what it is about",
            named[0][0] + 1 if named else 0,
        )
    )


def sentence(text: str) -> str:
    """Return a line on the cover as a title: without the word that leads it in."""
    plain = re.sub(r"^(?:for the|for|concerning|regarding|relating to|on)\s+(?:the\s+)?", "", text, flags=re.IGNORECASE)
    return plain[:1].upper() + plain[1:] or text


def number(made: Facts, foreign: Foreign, outline: Outline, id_: str) -> None:
    """Find the number of the document, before the first chapter or in headers and footers."""
    lines = [*front_lines(outline), *((-1, one.text) for one in foreign.strays if one.place in ("header", "footer"))]
    lines += [
        (piece.at, clean(" ".join(cell.text for cell in row)))
        for piece in outline.front
        if isinstance(piece, Grid)
        for row in piece.table.rows
    ]
    for at, text in lines:
        found = NUMBER.search(text)
        if found:
            made.answers["number"] = found[1].upper()
            if (
                at >= 0
                and len(words_of(text)) <= 12
                and not any(isinstance(one, Grid) and one.at == at for one in outline.front)
            ):
                made.used.setdefault(at, "number of the document")
            return
    made.answers["number"] = f"IMP-{id_.upper()}"[:40]
    made.guesses.append(Guess("number", made.answers["number"], "the source shows no number of its own"))


def sides(made: Facts, parties: list[FoundParty]) -> None:
    """Write the two sides that every agreement has."""
    for side in ("giver", "acceptor"):
        found = next((one for one in parties if one.side == side), None)
        made.answers[side] = side_answer(side, found)
        if found is None:
            made.guesses.append(Guess(f"party ({side})", "open", "no company was found for this side"))
        elif not found.sure:
            why = f'"{found.word or found.name}" does not say which side it is; the order of the parties decided'
            made.guesses.append(Guess(f"party ({side})", found.name, why, found.at + 1))


def side_answer(side: str, found: FoundParty | None) -> dict[str, Any]:
    """Return what is known of a side."""
    if found is None:
        return {"name": f"? name of the {side}"}
    fields = {
        "name": found.name,
        "registration": found.registration,
        "address": found.address,
        "country": found.country,
        "printed-as": found.word,
        "short": found.word if found.bare else "",
    }
    return {name: value for name, value in fields.items() if value}


def scope(made: Facts, text: str) -> None:
    """Guess what decides which clauses of the library are compared."""
    done = [one for one, pattern in SERVICES.items() if len(re.findall(pattern, text, re.IGNORECASE)) > 1] or [
        "manufacturing"
    ]
    regions = [one for one, pattern in REGIONS.items() if re.search(pattern, text)] or ["EU"]
    stage = "clinical" if len(CLINICAL.findall(text)) > 2 else "commercial"
    acceptor = made.answers["acceptor"]["name"]
    site = "? site where the work is done" if acceptor.startswith("?") else f"? site of {acceptor}"
    made.answers |= {"stage": stage, "regions": regions, "sites": [{"name": site, "services": done}]}
    for subject, taken in (("stage", stage), ("services", ", ".join(done)), ("markets", ", ".join(regions))):
        made.guesses.append(Guess(subject, taken, "from words of the text; the source has no list of them"))


def recitals(made: Facts, outline: Outline) -> None:
    """Find the background: sentences before the first chapter that name no party and no fact."""
    for one in outline.front:
        if isinstance(one, Grid) or one.at in made.used:
            continue
        if RECITAL.match(shown(one.text)) and len(words_of(shown(one.text))) >= 8 and not one.items:
            made.recitals.append(one.at)


def front_pieces(outline: Outline) -> Iterator[Piece]:
    """Yield what stands before the first chapter."""
    yield from outline.front
