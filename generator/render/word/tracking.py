"""Tracked changes: the marks that make Word show what a comparison found, set on the XML that every text gets.

A line that came or went carries its mark on the end of its paragraph too, a row in its properties. Words are marked run
by run, since neither a link nor a bookmark may stand between the mark and its runs in every program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from generator.document.blocks import Change
from generator.render.word.text import escape

_ELEMENTS = {Change.INSERTED: "ins", Change.DELETED: "del", Change.MOVED: "ins"}
_REFERENCES = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_GONE = (
    ("<w:t ", "<w:delText "),
    ("</w:t>", "</w:delText>"),
    ("<w:instrText ", "<w:delInstrText "),
    ("</w:instrText>", "</w:delInstrText>"),
)


@dataclass(slots=True)
class Tracking:
    """Who made the changes of a redline, and when; counts the marks.

    Attributes:
        author: As Word shows it beside each change.
        date: Day and time in UTC, ``2026-11-20T00:00:00Z``; empty when unknown.
    """

    author: str
    date: str = ""
    _ids: Iterator[int] = field(default_factory=lambda: count(900_001))
    _who: str = ""

    def about(self) -> str:
        """Return the attributes of one mark."""
        if not self._who:
            day = f' w:date="{escape(self.date)}"' if self.date else ""
            self._who = f'" w:author="{escape(self.author)}"{day}'
        return f'w:id="{next(self._ids)}{self._who}'

    def words(self, xml: str, change: Change) -> str:
        """Return runs as words that came or went."""
        name = _ELEMENTS[change]
        end = f"</w:r></w:{name}>"
        before, *runs = spelled(xml, change).split("<w:r>")  # a pattern would look at each letter of a whole annex
        made, inside = [before], False
        for run in runs:
            made.append("<w:r>" if inside else f"<w:{name} {self.about()}><w:r>")
            inside = run.endswith("</w:r>")
            made.append(run if inside else run.replace("</w:r>", end, 1))
        return "".join(made) + (f"</w:{name}>" if inside else "")

    def lines(self, xml: str, change: Change | None) -> str:
        """Return whole paragraphs and tables as such that came or went."""
        if change is None:
            return xml
        name = _ELEMENTS[change]
        first, *others = xml.split("</w:pPr>")
        ends = [f"<w:rPr><w:{name} {self.about()}/></w:rPr></w:pPr>{rest}" for rest in others]
        first, *others = "".join((first, *ends)).split("</w:trPr>")
        rows = [f"<w:{name} {self.about()}/></w:trPr>{rest}" for rest in others]
        return self.words("".join((first, *rows)), change)

    def ending(self, xml: str, change: Change) -> str:
        """Return one paragraph whose end came or went, its words apart."""
        name = _ELEMENTS[change]
        return xml.replace("</w:pPr>", f"<w:rPr><w:{name} {self.about()}/></w:rPr></w:pPr>", 1)

    def section_end(self, sheet: str, change: Change) -> str:
        """Return the last properties of a paragraph that ends a section which came or went."""
        return f"<w:rPr><w:{_ELEMENTS[change]} {self.about()}/></w:rPr>{sheet}"

    def was_line(self, properties: str) -> str:
        """Return what a paragraph says of its older properties."""
        return f"<w:pPrChange {self.about()}><w:pPr>{properties}</w:pPr></w:pPrChange>"

    def was_sheet(self, sheet: str, older: str) -> str:
        """Return the properties *sheet* of the last section, which were *older*."""
        inner = _REFERENCES.sub("", older)
        return sheet.replace("</w:sectPr>", f"<w:sectPrChange {self.about()}>{inner}</w:sectPrChange></w:sectPr>", 1)


def spelled(xml: str, change: Change) -> str:
    """Return *xml* with the elements that Word wants for words that went."""
    if change is Change.DELETED:
        for old, new in _GONE:
            xml = xml.replace(old, new)
    return xml
