"""Edits of a returned Word file as people make them, tracked or not: words, lines, cells, rows, moves."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from generator.model.proposal import Proposal
from generator.read.word import W
from generator.review import Place

AUTHOR = {f"{W}author": "Kim Example", f"{W}date": "2026-11-20T10:00:00Z"}
SKIPPED = ("TOC", "Contents")


class Edit(NamedTuple):
    """What was done: the bookmark of the place (or of the neighbour above), and in which kind of place."""

    what: str
    mark: str


def with_main_part(data: bytes, change: Callable[[Any], None], name_: str = "word/document.xml") -> bytes:
    """Return a Word file with its main part, or another one, changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == name_:
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            new.writestr(name, part)
    return made.getvalue()


def without_properties(data: bytes, *others: str) -> bytes:
    """Return a Word file without its custom properties, as telephones and gateways leave it, and without *others*."""
    gone = ("docProps/custom.xml", *others)
    links = re.compile("|".join(f'<(?:Relationship|Override) [^>]*"/?{re.escape(name)}[^>]*/>' for name in gone))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = old.read(name)
            linked = name.endswith((".rels", "[Content_Types].xml"))
            if not name.startswith(gone):
                new.writestr(name, links.sub("", part.decode()) if linked else part)
    return made.getvalue()


def words(element: Any) -> str:
    """Return the words below *element*."""
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def marks(element: Any) -> list[str]:
    """Return the bookmarks of blocks below *element*."""
    names = (one.get(f"{W}name") or "" for one in element.iter(f"{W}bookmarkStart"))
    return [name for name in names if name.startswith("_qa")]


def lines(root: Any) -> list[Any]:
    """Return the paragraphs outside tables that have a mark and words of their own."""
    body = root.find(f"{W}body")
    return [one for one in body.iterchildren(f"{W}p") if marks(one) and len(words(one)) > 12 and not is_made(one)]


def is_made(paragraph: Any) -> bool:
    """Tell whether a paragraph is a line of the contents."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and (style.get(f"{W}val") or "").startswith(SKIPPED)


def rows(root: Any) -> list[Any]:
    """Return the rows that have a mark and more than one cell."""
    return [one for one in root.iter(f"{W}tr") if marks(one) and len(one.findall(f"{W}tc")) > 1]


def plain_runs(paragraph: Any) -> list[Any]:
    """Return the runs of words that stand in no field and no link."""
    found, inside = [], 0
    for run in paragraph.iter(f"{W}r"):
        sign = run.find(f"{W}fldChar")
        if sign is not None:
            inside += {"begin": 1, "end": -1}.get(sign.get(f"{W}fldCharType"), 0)
        elif not inside and run.getparent() is paragraph and run.find(f"{W}t") is not None:
            found.append(run)
    return found


def run_of(words_: str, like: Any) -> Any:
    """Return a run with the face of another."""
    made = etree.Element(f"{W}r")
    face = like.find(f"{W}rPr")
    if face is not None:
        made.append(deepcopy(face))
    text = etree.SubElement(made, f"{W}t")
    text.text = words_
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def gone(run: Any, number: int) -> Any:
    """Return a run as deleted."""
    for text in run.iter(f"{W}t"):
        text.tag = f"{W}delText"
    made = etree.Element(f"{W}del", {f"{W}id": str(number), **AUTHOR})
    made.append(run)
    return made


def come(run: Any, number: int) -> Any:
    """Return a run as inserted."""
    made = etree.Element(f"{W}ins", {f"{W}id": str(number), **AUTHOR})
    made.append(run)
    return made


def replace_word(rng: random.Random, paragraph: Any, new: str, tracked: bool) -> bool:
    """Put *new* in the place of a word of a paragraph; tell whether there was one."""
    runs = [one for one in plain_runs(paragraph) if len(words(one).split()) > 1]
    if not runs:
        return False
    run = rng.choice(runs)
    old = words(run)
    pieces = old.split(" ")
    at = rng.choice([count for count, piece in enumerate(pieces) if piece])
    head, tail = " ".join(pieces[:at]), " ".join(pieces[at + 1 :])
    head, tail = head + " " * (at > 0), " " * (at < len(pieces) - 1) + tail
    texts = [(head, "same"), (pieces[at], "gone"), (new, "come"), (tail, "same")]
    if not tracked:
        texts = [(head + new + tail, "same")]
    made = [(run_of(text, run), kind) for text, kind in texts if text]
    for one, kind in made:
        run.addprevious({"same": lambda x, _: x, "gone": gone, "come": come}[kind](one, rng.randrange(10**6, 10**7)))
    run.getparent().remove(run)
    return True


def end_mark(paragraph: Any, tag: str) -> None:
    """Say of the end of a paragraph that it came or went."""
    properties = paragraph.find(f"{W}pPr")
    face = etree.SubElement(properties, f"{W}rPr")
    etree.SubElement(face, f"{W}{tag}", {f"{W}id": "999", **AUTHOR})


KINDS = ("word", "word", "word", "cell", "cell", "row out", "line out", "line in", "line moved")
"""Kinds of edit as they are drawn."""
OPENING = ("definition in", "recital in")
"""Kinds of edit before the first chapter, which are written elsewhere than lines of a clause."""


def edit(rng: random.Random, root: Any, kinds: tuple[str, ...] = KINDS) -> Edit | None:
    """Make one edit; None when the place that was drawn has nothing to edit."""
    tracked = rng.random() < 0.5
    return EDITS[rng.choice(kinds)](rng, root, tracked)


def edit_word(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Replace a word of a line."""
    line = rng.choice(lines(root))
    return Edit("word", marks(line)[0]) if replace_word(rng, line, rng.choice(NEW), tracked) else None


NEW = ("promptly", "R&D <b>", "אבג", "thrice", "]]>", "{{ 7*7 }}", "12")


def edit_cell(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Replace a word of a cell."""
    row = rng.choice(rows(root))
    cells = [one for one in row.iter(f"{W}p") if len(words(one).split()) > 1]
    if not cells:
        return None
    return Edit("cell", marks(row)[0]) if replace_word(rng, rng.choice(cells), rng.choice(NEW), tracked) else None


def edit_row_out(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Take a row out."""
    row = rng.choice(rows(root))
    mark = marks(row)[0]
    if not tracked:
        row.getparent().remove(row)
        return Edit("row out", mark)
    properties = row.find(f"{W}trPr")
    etree.SubElement(properties, f"{W}del", {f"{W}id": "998", **AUTHOR})
    for run in [one for one in row.iter(f"{W}r") if one.find(f"{W}t") is not None and one.getparent().tag == f"{W}p"]:
        place = run.getprevious()
        parent = run.getparent()
        made = gone(run, rng.randrange(10**6, 10**7))
        parent.insert(0 if place is None else parent.index(place) + 1, made)
    return Edit("row out", mark)


def edit_line_out(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Take a line out."""
    line = rng.choice([one for one in lines(root) if one.find(f".//{W}fldChar") is None])
    mark = marks(line)[0]
    if not tracked:
        line.getparent().remove(line)
        return Edit("line out", mark)
    for run in plain_runs(line):
        place = run.getprevious()
        made = gone(run, rng.randrange(10**6, 10**7))
        line.insert(0 if place is None else line.index(place) + 1, made)
    end_mark(line, "del")
    return Edit("line out", mark)


def edit_line_in(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Put a line in behind another."""
    line = rng.choice(lines(root))
    if "Heading" in ((line.find(f"{W}pPr/{W}pStyle")).get(f"{W}val") or ""):
        return None
    put_behind(line, f"Each Party shall do a thing of number {rng.randrange(10**6)} without delay.", tracked)
    return Edit("line in", marks(line)[0])


def put_behind(line: Any, words_: str, tracked: bool) -> None:
    """Put a line of the form of another one behind that."""
    made = etree.Element(f"{W}p")
    made.append(deepcopy(line.find(f"{W}pPr")))
    run = run_of(words_, etree.Element(f"{W}r"))
    made.append(come(run, 77) if tracked else run)
    if tracked:
        end_mark(made, "ins")
    line.addnext(made)


def edit_definition_in(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Put a definition behind another one, and mostly a line that uses its term."""
    several = [one for one in lines(root) if re.match(r"[A-Z][\w -]+ means ", words(one))]
    if not several:
        return None
    line, term = rng.choice(several), f"Campaign {rng.choice('ABCDEFGH')}"
    put_behind(line, f"{term} means a series of Batches that the Parties have named so.", tracked)
    if rng.random() < 0.7:
        others = [one for one in lines(root) if "Heading" not in (one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") or "")]
        put_behind(rng.choice(others), f"The Parties shall plan each {term} together.", tracked)
    return Edit("definition in", marks(line)[0])


def edit_recital_in(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Put a recital behind another one."""
    several = [one for one in lines(root) if words(one).startswith("Each Quality Unit has taken part")]
    if not several:
        return None
    put_behind(several[0], f"The Parties have met {rng.randrange(10**6)} times.", tracked)
    return Edit("recital in", marks(several[0])[0])


def edit_line_moved(rng: random.Random, root: Any, tracked: bool) -> Edit | None:
    """Move a line to another place; by hand, since Word tracks a move as two changes of its own."""
    several = lines(root)
    line, other = rng.choice(several), rng.choice(several)
    if line is other or line.getnext() is other or other.getnext() is line or tracked:
        return None
    if any("Heading" in ((one.find(f"{W}pPr/{W}pStyle")).get(f"{W}val") or "") for one in (line, other)):
        return None
    mark = marks(line)[0]
    other.addnext(line)
    return Edit("line moved", mark)


EDITS: dict[str, Callable[[random.Random, Any, bool], Edit | None]] = {
    "word": edit_word,
    "cell": edit_cell,
    "row out": edit_row_out,
    "line out": edit_line_out,
    "line in": edit_line_in,
    "line moved": edit_line_moved,
    "definition in": edit_definition_in,
    "recital in": edit_recital_in,
}


def is_told(place: Place, found: Iterable[Proposal]) -> bool:
    """Tell whether a proposal names a place, its clause, or, for what came, the line above."""
    return any(
        one.path == place.path
        or one.path.startswith(f"{place.path}/")
        or (place.clause and one.path.partition(".")[0] == place.clause)
        or place.where in one.where
        for one in found
    )
