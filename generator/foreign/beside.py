"""What stands outside the chapters of a source, or does not show on its pages: carried over, or left and told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.foreign.facts import KIND, NUMBER, Facts
from generator.foreign.outline import Grid, Words, all_words, shown
from generator.foreign.parties import FoundParty
from generator.foreign.plan import Making, passage_of
from generator.foreign.texts import Context, Notes, inlines
from generator.foreign.words import clean
from generator.model.imported import Fate, Guess, Passage
from generator.prose import write_line
from generator.prose.nodes import merged
from generator.read.foreign import ForeignLine, ForeignTable

ANEW = "the page of signatures is made anew from contacts.yaml"
PARTY = "names a party; the draft prints name, address, number and country in words of its own"
LEADING = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "between",
        "by",
        "called",
        "company",
        "corporation",
        "country",
        "each",
        "for",
        "from",
        "hereinafter",
        "has",
        "have",
        "having",
        "in",
        "individually",
        "incorporated",
        "is",
        "its",
        "it",
        "law",
        "laws",
        "limited",
        "located",
        "made",
        "name",
        "named",
        "no",
        "nr",
        "number",
        "of",
        "office",
        "offices",
        "organised",
        "organized",
        "on",
        "or",
        "parties",
        "party",
        "place",
        "principal",
        "quality",
        "referred",
        "register",
        "registered",
        "registration",
        "respectively",
        "seat",
        "technical",
        "the",
        "this",
        "to",
        "together",
        "under",
        "und",
        "using",
        "whose",
        "with",
        "address",
        "agreement",
        "collectively",
        "entered",
        "into",
        "existing",
        "business",
        "der",
        "die",
        "das",
        "mit",
        "sitz",
        "zwischen",
    ]
)
"""Words that only lead the facts of a party in; they say nothing that the draft would lack."""


def beside(making: Making, facts: Facts, context: Context) -> None:
    """Say what became of what stands outside the chapters."""
    named = {one.at for one in making.paper.parties}
    recitals: list[str] = []
    for piece in making.paper.outline.front:
        if isinstance(piece, Grid):
            making.passages.append(front_table(making, piece, named))
            continue
        for words in all_words([piece]):
            if words.at in facts.recitals and words.at not in named:
                recitals.append(line_of(making, words, context))
                making.passages.append(passage_of(words, "cover", Fate.KEPT, where="recitals"))
            else:
                making.passages.append(front_passage(making, words, facts, named))
    making.plan.fields["recitals"] = recitals
    for words in making.paper.outline.contents:
        making.passages.append(passage_of(words, "contents", Fate.LEFT, note="the contents are made anew"))
    for piece in making.paper.outline.signing:
        if isinstance(piece, Grid):
            making.passages.append(Passage(piece.at + 1, "signatures", grid_text(piece), Fate.LEFT, "", ANEW))
        else:
            making.passages.append(passage_of(piece, "signatures", Fate.LEFT, note=ANEW))
    making.passages += strays(making)
    making.passages += unseen(making)
    making.guesses += struck(making)


def line_of(making: Making, words: Words, context: Context) -> str:
    """Return a paragraph as one line of the clause grammar."""
    try:
        return write_line(merged(inlines(words, context, making.notes)))
    except ValueError:
        return write_line(merged(inlines(replace(words, text=shown(words.text)), Context({}, {}), Notes())))


# Before the first chapter


def front_table(making: Making, piece: Grid, named: set[int]) -> Passage:
    """Return what became of a table before the first chapter: of parties, of document control, of signatures."""
    text = grid_text(piece)
    if piece.at not in named:
        return Passage(piece.at + 1, "cover", text, Fate.LEFT, "", "table before the first chapter")
    fate, note = party_fate(text, making.paper.parties)
    return Passage(piece.at + 1, "parties", text, fate, "agreement.yaml", note)


def front_passage(making: Making, words: Words, facts: Facts, named: set[int]) -> Passage:
    """Return what became of a line before the first chapter."""
    text = shown(words.text)
    if words.at in named:
        fate, note = party_fate(text, [one for one in making.paper.parties if one.at == words.at])
        return passage_of(words, "parties", fate, where="agreement.yaml", note=note)
    used = facts.used.get(words.at)
    if used:
        taken = {"title of the document": KIND, "number of the document": NUMBER}.get(used)
        rest = taken.sub(" ", text, count=1).strip(" .,;:-–|") if taken else ""
        fate = Fate.LEFT if re.search(r"\w", rest) else Fate.FACT
        note = f'{used}; not in the draft: "{rest}"' if fate is Fate.LEFT else used
        return passage_of(words, "cover", fate, where="agreement.yaml", note=note)
    return passage_of(words, "cover", Fate.LEFT, note="stands before the first chapter")


def party_fate(text: str, parties: Iterable[FoundParty]) -> tuple[Fate, str]:
    """Return what became of words that name parties: a fact, or left where they say more than the draft has of them."""
    rest = unsaid(text, parties)
    return (Fate.LEFT, f'{PARTY}; not in the draft: "{" … ".join(rest)}"') if rest else (Fate.FACT, PARTY)


def unsaid(text: str, parties: Iterable[FoundParty]) -> list[str]:
    """Return the stretches of a text that the facts of parties do not hold."""
    facts = " ".join(f"{one.name} {one.word} {one.address} {one.registration}" for one in parties)
    known = {word.casefold() for word in re.findall(r"\w+", facts)} | LEADING
    found: list[str] = []
    start = -1
    for word in re.finditer(r"\w+", text):
        if word[0].casefold() in known:
            start = -1
            continue
        if start >= 0:
            found[-1] = text[start : word.end()]
            continue
        start = word.start()
        found.append(word[0])
    return found


# Beside the text


def strays(making: Making) -> Iterator[Passage]:
    """Yield what stands beside the text: headers, notes, comments, text boxes, with the place that refers to it."""
    places: dict[tuple[str, str], int] = {}
    for at, block in enumerate(making.paper.foreign.blocks, 1):
        for line in lines_of(block):
            places |= dict.fromkeys(line.notes, at)
            places |= {("comment", id_): at for id_ in line.comments if ("comment", id_) not in places}
    for one in making.paper.foreign.strays:
        note = "stands beside the text" + (f"; written by {one.by}" if one.by else "")
        yield Passage(places.get((one.place, one.id), 0), one.place, one.text, Fate.LEFT, "", note)


def with_notes(passages: Iterable[Passage], making: Making) -> Iterator[Passage]:
    """Yield passages; one that has footnotes or endnotes says that its words do without them."""
    for one in passages:
        block = making.paper.foreign.blocks[one.at - 1] if one.at else None
        several = Counter(what for line in (lines_of(block) if block else ()) for what, _ in line.notes)
        if not several or one.fate is Fate.LEFT:
            yield one
            continue
        said = ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for what, count in several.items())
        yield replace(one, note="; ".join(filter(None, [one.note, f"without its {said}, listed as left"])))


def lines_of(block: ForeignLine | ForeignTable) -> list[ForeignLine]:
    """Return the lines of a paragraph or table."""
    return (
        [block]
        if isinstance(block, ForeignLine)
        else [line for row in block.rows for cell in row for line in cell.lines]
    )


def grid_text(grid: Grid) -> str:
    """Return the words of a table, row by row."""
    rows = (" | ".join(clean(cell.text) for cell in row if not cell.goes_on) for row in grid.table.rows)
    return "\n".join(rows)


# What does not show


def unseen(making: Making) -> Iterator[Passage]:
    """Yield what does not show on a page, or holds no words: hidden text, pictures, documents inside the file."""
    for at, block in enumerate(making.paper.foreign.blocks, 1):
        for line in lines_of(block):
            if line.hidden:
                yield Passage(at, "hidden text", line.hidden, Fate.LEFT, "", "does not show on a page")
            if line.pictures:
                note = f"{line.pictures} picture or embedded object; its words are not read"
                yield Passage(at, "picture", "", Fate.LEFT, "", note)
        yield from covered(at, block)
    if making.paper.foreign.embedded:
        note = f"{making.paper.foreign.embedded} documents inside the file; their words are not read"
        yield Passage(0, "embedded document", "", Fate.LEFT, "", note)


def covered(at: int, block: ForeignLine | ForeignTable) -> Iterator[Passage]:
    """Yield the words of cells over which the cell above is spread."""
    for row in block.rows if isinstance(block, ForeignTable) else ():
        for cell in row:
            if cell.goes_on and cell.text.strip():
                note = "stands in a cell that is merged with the one above, and does not show"
                yield Passage(at, "hidden text", cell.text, Fate.LEFT, "", note)


def struck(making: Making) -> Iterator[Guess]:
    """Yield the words that are struck out by form: they stand in the draft like any others."""
    for at, block in enumerate(making.paper.foreign.blocks, 1):
        for line in lines_of(block):
            if line.struck:
                why = "struck out by form, which is no tracked change: take the words out if they shall not hold"
                yield Guess("struck-out words", f'kept as text: "{line.struck}"', why, at)
