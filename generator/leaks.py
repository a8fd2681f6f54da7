"""The proof of a copy for readers outside: no text that was cut, and nothing of a hidden person, is in any file.

A file is read as whoever searches it would: packages are opened, marks of HTML and XML taken away, escapes undone, and
blanks do not count.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.audiences import Shown
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.document.printed import printed_texts
from generator.document.walk import clauses
from generator.model.draft import Draft
from generator.model.rows import Event, Role
from generator.pipeline import Result
from generator.render.word.metafile import words_of

CUT_TEXT = kind(
    "cut-text-shown",
    "A text that readers may not see stands in a file that is made for them.",
    matters="Whoever gets the copy would read what was to be kept from them; nothing was published.",
    cure="A person's name or number in a clause: write the role instead, or let these readers see the person"
    " (`seen-by` in contacts.yaml). Anything else is our fault: report it.",
)
SHORTEST = 16
"""Letters, without blanks, of a text that says which place it comes from; a shorter one may stand anywhere."""
MARK = re.compile(r"<[^<>]*>")
BLANK = re.compile(r"[\s\\]+")
UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")


Wanted = Mapping[str, str]
"""Texts to look for, squeezed, each with its words."""


def leaks(several: Sequence[tuple[Result, Shown]]) -> Callable[[str, bytes], Iterator[Diagnostic]]:
    """Return what reports the texts of agreements that stand in a file for an audience and are not shown to it.

    In the files of one agreement none of its cut texts may stand; in those that all share, none that nobody shows.
    """
    kept = "\n".join(squeezed(text) for _, shown in several for text in said_anyway(shown))
    own = {one.id: wanted_of(shown) for one, shown in several}
    shared = {text: said for wanted in own.values() for text, said in wanted.items() if text not in kept}

    def found(path: str, data: bytes) -> Iterator[Diagnostic]:
        wanted: Wanted = own.get(owner(path), shared)
        words = "\n".join(searched(data)) if wanted else ""
        for text, said in wanted.items():
            if text in words:
                yield CUT_TEXT.at(Span(path), f'"{said[:60]}" stands in it, and is not for these readers')

    return found


def wanted_of(shown: Shown) -> Wanted:
    """Return what may not stand in the files of one agreement: what was cut, and of hidden people anything at all."""
    return {**cut_texts(shown.whole, shown), **{squeezed(text): text for text in shown.secrets}}


def owner(path: str) -> str:
    """Return the agreement that a file belongs to, by its path; nothing for a file that all share."""
    match path.split("/"):
        case ["word" | "excel" | "json", id_, _] | ["site", "files", _, id_, _] | ["site", "agreements", id_, _]:
            return id_
        case ["site", "compare", "data", name]:
            return name.removesuffix(".js")
        case _:
            return ""


def squeezed(text: str) -> str:
    """Return *text* without blanks, in small letters."""
    return BLANK.sub("", text).casefold()


def cut_texts(before: Mapping[str, Document], shown: Shown) -> dict[str, str]:
    """Return the texts that only *before* prints, squeezed, each with its words; short ones are left out."""
    kept = "\n".join(map(squeezed, said_anyway(shown)))
    lost = {squeezed(text): text for text in texts(before)}
    return {text: said for text, said in lost.items() if len(text) >= SHORTEST and text not in kept}


def texts(documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield what *documents* print, and what the site says beside their clauses; of the contents the titles alone."""
    for document in documents.values():
        yield document.facts.title
        yield from (part for text in printed_texts(document) for part in text.split("\t"))
        yield from (one.margin.in_short for one in clauses(document) if one.margin and one.margin.in_short)


def said_anyway(shown: Shown) -> Iterator[str]:
    """Yield what these readers may read: what the documents print and are about, the names of roles and values."""
    yield from texts(shown.documents)
    yield from (one.facts.subject for one in shown.documents.values())
    yield shown.draft.agreement.title
    yield from titles(shown.draft)


def titles(draft: Draft) -> Iterator[str]:
    """Yield what roles, events and values are called."""
    yield from (row.record.title for row in draft.typed("roles", Role))
    yield from (row.record.title for row in draft.typed("events", Event))
    yield from (filled.row.title for filled in draft.values.values())


def searched(data: bytes) -> Iterator[str]:
    """Yield what can be read in a file, squeezed: as it stands, and without its marks; of a package, part by part."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield squeezed(name)
                yield from searched(package.read(name))
        return
    try:
        text = UNICODE.sub(lambda found: chr(int(found[1], 16)), data.decode("utf-8"))
    except UnicodeDecodeError:  # a font or a picture; of a drawing of ours its words can be read
        yield squeezed(" ".join(words_of(data)))
        return
    yield from (squeezed(html.unescape(one)) for one in variants(text))


def variants(text: str) -> Iterable[str]:
    """Return *text* as it stands and, where it has marks, without them."""
    return (text, MARK.sub("", text)) if "<" in text else (text,)
