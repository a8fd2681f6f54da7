"""Random edits of a document, as people make them: words, items, cells, rows, clauses in, out and moved."""

from __future__ import annotations

import random
from dataclasses import replace

from generator.compose.link import link
from generator.document.blocks import (
    NO_NUMBER,
    Block,
    Cell,
    Clause,
    CoverParty,
    Document,
    Drawing,
    Figure,
    Heading,
    Number,
    Paragraph,
    Printed,
    Row,
    Section,
    Table,
)
from generator.document.walk import inlines
from generator.prose import Blank, Reference, Text
from tests.compare.renumbering import counted_anew, lettered_anew

ODD = (
    *("without", "delay & <b>", "אבג 7", "{{ 7*7 }}", "]]>", "e\u0301", "the the", "<w:del>", "&#13;", "@@BODY@@"),
    *("\u202eback", "soft\u00adhyphen", "hard\u00a0blank", "x" * 300, "\U0001f9ea", "a\tb", "''", "\u200b"),
    *("Annex 99", "(a)(i)", "1.1"),
)
"""Words as hostile as a text may hold: markup, tags, directions, joiners, a word without end."""


def edited(rng: random.Random, document: Document) -> Document:
    """Return *document* with one edit."""
    parts = {"values": revalued, "new annex": annexed, "counted": recounted, "renumbered": renumbered}
    parts |= {"control": recontrolled, "parties": reparted, "signatures": resigned, "facts": refacted}
    part = rng.choice((*["chapters"] * 5, *["annexes"] * 3, *parts))
    if part in parts:
        return parts[part](rng, document)
    return replace(document, **{part: tuple(resectioned(rng, list(getattr(document, part))))})  # type: ignore[arg-type]  # the part is one of two


def recontrolled(rng: random.Random, document: Document) -> Document:
    """Return *document* with another control page."""
    return replace(document, control=tuple(changed_one(rng, list(document.control))))


def reparted(rng: random.Random, document: Document) -> Document:
    """Return *document* with other parties on its cover."""
    return replace(document, parties=tuple(partied(rng, list(document.parties))))


FACTS = (
    *("title", "subject", "number", "version", "status", "dated"),
    *("effective", "review", "confidentiality", "short_parties", "master"),
)


def refacted(rng: random.Random, document: Document) -> Document:
    """Return *document* with a fact that says something else, is known now, or is known no more."""
    facts = document.facts
    name = rng.choice([one for one in FACTS if one != "status" or not facts.brief])
    words = getattr(facts, name).split(" ")
    words[rng.randrange(len(words))] = rng.choice(("3", "29 March 2027", *ODD))
    return replace(document, facts=replace(facts, **{name: rng.choice((" ".join(words), " ".join(words), ""))}))


def recounted(rng: random.Random, document: Document) -> Document:
    """Return *document* with a line of a table of the control page in or out, so that the lines after it count on."""
    at, table = next(((at, one) for at, one in enumerate(document.control) if isinstance(one, Table)), (0, None))
    if table is None or not table.rows:
        return document
    rows, place = list(table.rows), rng.randrange(len(table.rows))
    if rng.random() < 0.5 and len(rows) > 1:
        del rows[place]
    else:
        label, value = (Cell("", ((Text(words),),)) for words in (f"Fact {rng.randrange(99)}", "of no importance"))
        rows.insert(place, replace(rows[place], cells=(label, value, *rows[place].cells[2:])))
    counted = tuple(new_row(row, f"{table.path}/{count}") for count, row in enumerate(rows, 1))
    control = (*document.control[:at], replace(table, rows=counted), *document.control[at + 1 :])
    return replace(document, control=control)


def renumbered(rng: random.Random, document: Document) -> Document:
    """Return *document* with a clause in or out before one that is referred to; all numbers and references follow."""
    named = {one.path for _, one in inlines(document) if isinstance(one, Reference)}
    places = [
        (at, place)
        for at, chapter in enumerate(document.chapters)
        for place, block in enumerate(chapter.blocks)
        if block.path in named and isinstance(block, Clause)
    ]
    if not places:
        return document
    at, place = rng.choice(places)
    blocks = list(document.chapters[at].blocks)
    before = blocks[place - 1] if place else None
    if before is not None and before.path not in named and rng.random() < 0.4:
        del blocks[place - 1]
    else:
        blocks.insert(place, another(rng, blocks[place]))
    chapters = list(document.chapters)
    chapters[at] = replace(chapters[at], blocks=tuple(blocks))
    if rng.random() < 0.3:
        chapters.insert(at, replace(chapters[at], path=f"{chapters[at].path}-new-{rng.randrange(10**6)}", blocks=()))
    return counted_anew(replace(document, chapters=tuple(chapters)))


def partied(rng: random.Random, parties: list[CoverParty]) -> list[CoverParty]:
    """Return the parties of a cover with one renamed, joined by another company, gone, or new."""
    if not parties:
        return parties
    at, chance = rng.randrange(len(parties)), rng.random()
    if chance < 0.4:
        parties[at] = replace(parties[at], names=("Another & Company Ltd",))
    elif chance < 0.6:
        parties[at] = replace(parties[at], names=(*parties[at].names, "A Second Company BV"))
    elif chance < 0.8 and len(parties) > 1:
        del parties[at]
    else:
        parties.append(CoverParty(f"({len(parties) + 1})", ("A Further Party SA",), "as a Further Party"))
    return parties


def revalued(rng: random.Random, document: Document) -> Document:
    """Return *document* with another value wherever one of its values prints."""
    wanted = sorted({one.value for _, one in inlines(document) if isinstance(one, Blank)})
    if not wanted:
        return document
    value = rng.choice(wanted)

    def other(line: tuple[Printed, ...]) -> tuple[Printed, ...]:
        return tuple(
            replace(one, words="7\u00a0Calendar\u00a0Days") if isinstance(one, Blank) and one.value == value else one
            for one in line
        )

    return link(document, other)


def annexed(rng: random.Random, document: Document) -> Document:
    """Return *document* with an annex more, like one of those that it has."""
    if not document.annexes:
        return document
    like, at = rng.choice(document.annexes), rng.randrange(len(document.annexes) + 1)
    blocks = tuple(another(rng, block) for block in like.blocks)
    made = replace(like, path=f"{like.path}-new-{rng.randrange(10**6)}", title="A further annex", blocks=blocks)
    return replace(document, annexes=(*document.annexes[:at], made, *document.annexes[at:]))


def resigned(rng: random.Random, document: Document) -> Document:
    """Return *document* signed by others."""
    block = document.signatures
    if block is None or not block.signatures:
        return document
    places = list(block.signatures)
    chance, at = rng.random(), rng.randrange(len(places))
    if chance < 0.3:
        places.pop(at)
    elif chance < 0.5:
        places.insert(at, replace(places[at], path=f"{places[at].path}-new-{rng.randrange(10**6)}", name="A Deputy"))
    else:
        field = rng.choice(("entity", "role", "name", "title", "meaning"))
        said = rng.choice(("Somebody Else", "R&D <Head>", "", "אבג"))
        places[at] = replace(places[at], **{field: said})  # type: ignore[arg-type]  # a field of words
    return replace(document, signatures=replace(block, signatures=tuple(places)))


def resectioned(rng: random.Random, sections: list[Section]) -> list[Section]:
    """Return chapters or annexes with one edit."""
    if not sections:
        return sections
    at, chance = rng.randrange(len(sections)), rng.random()
    if chance < 0.06 and len(sections) > 2:
        del sections[at]
    elif chance < 0.12 and len(sections) > 2:
        moved = sections.pop(at)
        sections.insert(rng.randrange(len(sections) + 1), moved)
    elif chance < 0.18:
        sections[at] = replace(sections[at], title=sections[at].title + " and more")
    else:
        sections[at] = replace(sections[at], blocks=tuple(reblocked(rng, list(sections[at].blocks))))
    return sections


def reblocked(rng: random.Random, blocks: list[Block]) -> list[Block]:
    """Return blocks with one of them gone, moved, new or changed."""
    if not blocks:
        return blocks
    at, chance = rng.randrange(len(blocks)), rng.random()
    if chance < 0.12 and len(blocks) > 1:
        del blocks[at]
    elif chance < 0.24 and len(blocks) > 1:
        moved = blocks.pop(at)
        blocks.insert(rng.randrange(len(blocks) + 1), moved)
    elif chance < 0.36:
        blocks.insert(at, another(rng, blocks[at]))
    else:
        return changed_one(rng, blocks)
    return blocks


def another(rng: random.Random, block: Block) -> Block:
    """Return a new block like *block*, under a path of its own."""
    path = f"{block.path}-new-{rng.randrange(10**6)}"
    if isinstance(block, Paragraph):
        return replace(block, path=path, inlines=(Text("Wholly new words & <signs>. "),), items=())
    if isinstance(block, Clause):
        inner = tuple(another(rng, one) for one in block.blocks)
        return replace(block, path=path, title="An odd & <new> title", blocks=inner)
    if isinstance(block, Table):
        return replace(
            block, path=path, rows=tuple(new_row(row, f"{path}/{nth}") for nth, row in enumerate(block.rows))
        )
    return replace(block, path=path)


def new_row(row: Row, path: str) -> Row:
    """Return a row like *row* under another path, and its cells with it."""
    cells = tuple(replace(cell, path=f"{path}/{nth}") for nth, cell in enumerate(row.cells))
    return replace(row, path=path, cells=cells)


def changed_one(rng: random.Random, blocks: list[Block]) -> list[Block]:
    """Return blocks with one of them changed inside."""
    if blocks:
        at = rng.randrange(len(blocks))
        blocks[at] = changed(rng, blocks[at])
    return blocks


def changed(rng: random.Random, block: Block) -> Block:
    """Return *block* changed inside."""
    match block:
        case Clause():
            if rng.random() < 0.1 and block.title:
                return replace(block, title=block.title + " anew")
            return replace(block, blocks=tuple(reblocked(rng, list(block.blocks))))
        case Paragraph():
            return reworded(rng, block)
        case Heading():
            return replace(block, title=f"{block.title} {rng.randrange(9)}")
        case Table():
            return retabled(rng, block)
        case Figure():
            return replace(block, drawings=tuple(redrawn(rng, one) for one in block.drawings))


def redrawn(rng: random.Random, drawing: Drawing) -> Drawing:
    """Return *drawing* with other words."""
    return replace(drawing, says=f"{drawing.says} {rng.randrange(9)}")


def reworded(rng: random.Random, block: Paragraph) -> Paragraph:
    """Return a paragraph with other words, several, or another number."""
    if block.items and rng.random() < 0.6:
        several = list(block.items)
        at, chance = rng.randrange(len(several)), rng.random()
        if chance < 0.25 and len(several) > 1:
            del several[at]
        elif chance < 0.5:
            several.insert(
                at,
                replace(
                    several[at],
                    path=f"{several[at].path}-new-{rng.randrange(10**6)}",
                    inlines=(Text("a new item;"),),
                    items=(),
                ),
            )
        elif chance < 0.65 and len(several) > 1:
            moved = several.pop(at)
            several.insert(rng.randrange(len(several) + 1), moved)
        else:
            several[at] = replace(several[at], inlines=words(rng, several[at].inlines))
        return replace(block, items=lettered_anew(block.items, several))
    if rng.random() < 0.1:
        return replace(block, number=NO_NUMBER if block.number.level else Number(3, "(a)", "1.1(a)"))
    return replace(block, inlines=words(rng, block.inlines))


def words(rng: random.Random, line: tuple[Printed, ...]) -> tuple[Printed, ...]:
    """Return a line with a word in, out or changed, another value, or a piece gone."""
    if not line:
        return (Text("Added words."),)
    made = list(line)
    at = rng.randrange(len(made))
    piece = made[at]
    if isinstance(piece, Text):
        several = piece.text.split(" ")
        where = rng.randrange(len(several))
        several[where : where + rng.randrange(3)] = rng.sample(ODD, rng.randrange(3))
        made[at : at + 1] = [Text(" ".join(several))] if any(several) else []
    elif isinstance(piece, Blank):
        made[at] = replace(piece, words="9\u00a0Business\u00a0Days")
    else:
        del made[at]
    return tuple(made)


def retabled(rng: random.Random, table: Table) -> Table:
    """Return a table with a row gone, new, moved or changed, or another line above or below it."""
    rows, chance = list(table.rows), rng.random()
    if chance < 0.08:
        return replace(table, key=() if table.key else (Text("A key."),))
    if chance < 0.16:
        return replace(table, note=() if table.note else (Text("A note."),))
    if chance < 0.22 and table.caption:
        return replace(table, caption=table.caption + " anew")
    if not rows:
        return table
    at = rng.randrange(len(rows))
    if chance < 0.35:
        del rows[at]
    elif chance < 0.48:
        rows.insert(at, new_row(rows[at], f"{rows[at].path}-new-{rng.randrange(10**6)}"))
    elif chance < 0.58:
        moved = rows.pop(at)
        rows.insert(rng.randrange(len(rows) + 1), moved)
    else:
        rows[at] = rerowed(rng, rows[at])
    return replace(table, rows=tuple(rows))


def rerowed(rng: random.Random, row: Row) -> Row:
    """Return a row with another title or another cell."""
    if row.group:
        return replace(row, group=row.group + " anew")
    cells = list(row.cells)
    at = rng.randrange(len(cells))
    cells[at] = recelled(rng, cells[at])
    return replace(row, cells=tuple(cells))


def recelled(rng: random.Random, cell: Cell) -> Cell:
    """Return a cell with other words, a line more, or a line less."""
    lines, chance = list(cell.paragraphs) or [()], rng.random()
    if chance < 0.2:
        lines.append((Text("one line more"),))
    elif chance < 0.35 and len(lines) > 1:
        lines.pop()
    else:
        lines[0] = words(rng, lines[0])
    return replace(cell, paragraphs=tuple(line for line in lines if line) or ((Text("–"),),))
