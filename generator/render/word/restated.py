"""Facts that a template prints among its own words, in a redline: what they said and what they say, each marked.

A tag stands inside a run of the template. The run ends there and begins again behind what is marked; all parts look
like the run. Where a tag stands in anything but the words of a run, in the instruction of a field say, the newer fact
prints without marks.
"""

from __future__ import annotations

import re

from generator.document.blocks import Change, Deleted, Document, Inserted, Printed
from generator.document.walk import plain
from generator.render.word.pen import Pen
from generator.render.word.shell import tags
from generator.render.word.text import escape

_PLACE = re.compile("\x00([a-z_]+)\x00")
_FACE = re.compile(r"<w:r(?: [^>]*)?>\s*(<w:rPr>.*?</w:rPr>)?", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>")
_EMPTY = re.compile(r"<w:r(?: [^>]*)?>\s*(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*></w:t></w:r>", re.DOTALL)
_OPEN = '<w:t xml:space="preserve">'


def facts_or_places(document: Document) -> dict[str, str]:
    """Return what the tags of a template print; for a fact that changed, a place that ``restated_facts`` fills."""
    return {**tags(document.facts), **{one.name: f"\x00{one.name}\x00" for one in document.restated}}


def restated_facts(pen: Pen, xml: str, document: Document) -> str:
    """Return *xml* of the template with the facts that changed at their places, marked."""
    told = {one.name: one.words for one in document.restated}
    pieces = _PLACE.split(xml)
    made = pieces[0]
    for name, after in zip(pieces[1::2], pieces[2::2], strict=True):
        made = _with_fact(pen, made, told[name]) + after
    return _EMPTY.sub("", made) if len(pieces) > 1 else made


def _with_fact(pen: Pen, before: str, words: tuple[Printed, ...]) -> str:
    """Return what stands *before* a place, and *words* in it."""
    at = before.rfind("<")
    opened = _WORDS.match(before, at)
    begun = max(before.rfind("<w:r>"), before.rfind("<w:r "))
    face = _FACE.match(before, max(begun, 0))
    if opened is None or face is None:
        return before + escape(plain(words))
    look = face[1] or ""
    marked = "".join(_piece(pen, one, look) for one in words)
    kept = before[:at] + _OPEN + before[opened.end() :]
    return f"{kept}</w:t></w:r>{marked}<w:r>{look}{_OPEN}"


def _piece(pen: Pen, one: Printed, look: str) -> str:
    """Return a piece of a fact, which is plain words, as a run that looks like its surroundings."""
    change = {Inserted: Change.INSERTED, Deleted: Change.DELETED}.get(type(one))
    text = plain(one.inlines) if isinstance(one, Inserted | Deleted) else plain((one,))
    made = f"<w:r>{look}{_OPEN}{escape(text)}</w:t></w:r>"
    return pen.tracking.words(made, change) if change else made
