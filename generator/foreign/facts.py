"""Facts that a new agreement must have, as far as the source says them; what it does not say is guessed, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.foreign.outline import Grid, Outline, all_words, shown
from generator.foreign.parties import FoundParty
from generator.foreign.words import clean, words_of
from generator.model.imported import Guess
from generator.prose.stand_in import STAND_IN
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
OPENING = re.compile(r"\b(?:by and between|made between|entered into between)\b", re.IGNORECASE)
PERSON = re.compile(
    r"(?:printed )?name\s*:\s*([^:_\n|]{3,60}?)\s*(?=$|[|\n_]|\b(?:title|position|function|date|signature)\s*:)",
    re.IGNORECASE,
)
JOB = re.compile(
    r"(?:title|position|function)\s*:\s*([^:_\n|]{3,60}?)\s*(?=$|[|\n_]|\b(?:name|date|signature)\s*:)", re.IGNORECASE
)
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
    signatories(made, outline, parties)
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
        made.answers |= {"title": open_or(sentence(about[1])), "subject": open_or(about[1])}
        return
    said = named[0][1] if named else ""
    made.answers["title"] = open_or(said) or "? what the agreement is about"
    made.guesses.append(
        Guess(
            "title",
            made.answers["title"],
            "the source has no line that says what it is about",
            named[0][0] + 1 if named else 0,
        )
    )


def open_or(text: str) -> str:
    """Return a fact as it stands, or as an open point when a word in it stands in for something."""
    return f"? {text}" if STAND_IN.search(text) else text


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
    return {name: open_or(value) for name, value in fields.items() if value}


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
        text = shown(one.text)
        opens = text.endswith(":") or OPENING.search(text)
        if RECITAL.match(text) and len(words_of(text)) >= 8 and not one.items and not opens:
            made.recitals.append(one.at)


def signatories(made: Facts, outline: Outline, parties: list[FoundParty]) -> None:
    """Find who signs for each side: a name behind "Name:", in a block that names the party."""
    side = ""
    found: dict[str, dict[str, str]] = {}
    for at, text in signing_blocks(outline):
        named = [
            one.side
            for one in parties
            if any(word and word.casefold() in text.casefold() for word in (one.word, one.name))
        ]
        side = named[0] if len(set(named)) == 1 else "" if named else side
        person, job = PERSON.search(text), JOB.search(text)
        if person and side in ("giver", "acceptor") and side not in found:
            found[side] = {"name": person[1].strip(), **({"title": job[1].strip()} if job else {})}
            made.guesses.append(
                Guess(f"signatory ({side})", person[1].strip(), "stands in the block of that party", at + 1)
            )
    if found:
        made.answers["signatories"] = found


def signing_blocks(outline: Outline) -> Iterator[tuple[int, str]]:
    """Yield the texts of the signature page: its lines, and each column of its tables."""
    for piece in outline.signing:
        if not isinstance(piece, Grid):
            yield piece.at, shown(piece.text)
            continue
        width = max((len(row) for row in piece.table.rows), default=0)
        for column in range(width):
            yield piece.at, "\n".join(row[column].text for row in piece.table.rows if column < len(row))
