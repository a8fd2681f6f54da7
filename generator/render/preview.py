"""What a change would print: the clauses and rows that use an id, and those that differ between two readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.blocks import Block, Clause, Document, Figure, Table
from generator.document.difference import changed_lines
from generator.document.walk import block_inlines
from generator.prose import Blank, Use
from generator.render.plain import block_to_plain

Documents = Mapping[str, Document]


def prints(id_: str, documents: Documents) -> Iterator[str]:
    """Yield what each document prints of the clause, value, term or row *id_*: document, number, words."""
    for document in documents.values():
        for place, block in placed(document):
            words = shown(id_, block)
            if words:
                yield f"{place}:"
                yield from (f"  {line}" for line in words)


def shown(id_: str, block: Block) -> list[str]:
    """Return the lines of *block* that print *id_*: a clause as a whole, of a table the rows."""
    if isinstance(block, Clause) and block.path != id_:
        inner = [shown(id_, one) for one in block.blocks]
        return [line for lines in inner for line in lines]
    if isinstance(block, Table):
        names = [row for row in block.rows if id_ in row.path.split("/")]
        return [line for row in names for line in block_to_plain(row)]
    return block_to_plain(block) if getattr(block, "path", "") == id_ or uses(id_, block) else []


def uses(id_: str, block: Block) -> bool:
    """Tell whether *block* prints the value or term *id_*."""
    return any(
        (isinstance(one, Blank) and one.value == id_) or (isinstance(one, Use) and one.term == id_)
        for _, one in block_inlines(block)
    )


def placed(document: Document) -> Iterator[tuple[str, Block]]:
    """Yield every block that stands by itself, with the words by which a reader finds it."""
    for block in (*document.control, *document.opening):
        yield f"{document.facts.title}, before the first chapter", block
    for section in (*document.chapters, *document.annexes):
        home = f"{section.number.label} {section.title}".strip()
        for block in section.blocks:
            yield f"{document.facts.title}, {number_of(block) or home}", block


def number_of(block: Block) -> str:
    """Return number and title of *block*; nothing when it has no number."""
    if isinstance(block, Clause) and block.number.full:
        return f"{block.number.full} {block.title}".strip()
    return block.number.label if isinstance(block, Table | Figure) else ""


def differences(before: Documents, after: Documents) -> Iterator[str]:
    """Yield, for each clause that prints something else, document, number and the words that went and came."""
    for id_ in [*before, *(name for name in after if name not in before)]:
        old, new = parts(before.get(id_)), parts(after.get(id_))
        for path in [*old, *(name for name in new if name not in old)]:
            (was, title), (will, now) = old.get(path, ("", "")), new.get(path, ("", ""))
            if was != will:
                yield f"{now or title}:"
                yield from (f"  {line.strip()}" for line in changed_lines(was, will))


def parts(document: Document | None) -> dict[str, tuple[str, str]]:
    """Return words and place of each clause of *document*, and of each block that stands by itself, by path."""
    if document is None:
        return {}
    return {block.path: ("\n".join(block_to_plain(block)), place) for place, block in placed(document)}
