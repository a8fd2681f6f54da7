"""Word fields: live references with the right words cached, caption numbers, links and the table of contents."""

from __future__ import annotations

import re

from generator.document.walk import words
from generator.prose import Reference
from generator.render.word.pen import Pen
from generator.render.word.text import escape, run

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_FIRST_NUMBER = re.compile(r"\d+")


def begin(instruction: str) -> str:
    """Return the opening of a field up to its shown words."""
    return f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>{_SEPARATE}'


def field(instruction: str, shown: str) -> str:
    """Return a whole field; *shown* is the run that it shows until Word computes it."""
    return f"{begin(instruction)}{shown}{END}"


def link(mark: str, inner: str) -> str:
    """Return runs that lead to a bookmark of this document."""
    return f'<w:hyperlink w:anchor="{mark}" w:history="1">{inner}</w:hyperlink>'


def reference(pen: Pen, inline: Reference, style: str = "") -> str:
    """Return a reference: a field if Word would compute the same words, else a link; plain words to elsewhere."""
    target = pen.targets.get(inline.path)
    shown = inline.words + inline.number
    if target is None:
        return run(words(inline), style)
    shows = was_shown(target.shows, inline) if pen.gone else target.shows
    if shows and shows == inline.number:
        return run(inline.words, style) + field(f"REF {target.mark} {target.switches}", run(inline.number, style))
    if shows and shows == shown.replace("\u00a0", " "):
        return field(f"REF {target.mark} {target.switches}", run(shown, style))
    return link(target.mark, run(shown, style))


def was_shown(shows: str, inline: Reference) -> str:
    """Return what the place that *shows* this now showed in the older text, whose reference *inline* is gone: the
    number of the reference, with its words where they belong to the number.
    """
    words_ = inline.words.replace("\u00a0", " ")
    whole = bool(words_) and shows.startswith(words_)
    return f"{words_ if whole else ''}{inline.number}" if shows else ""


def sequence(label: str, counted: int, *, live: bool = True, of: str = "Table") -> str:
    """Return the number of a caption as a field; *counted* is what Word would count without help, if it is *live*; *of*
    names what is counted.
    """
    found = _FIRST_NUMBER.search(label)
    if found is None:
        return run(label)
    restart = "" if not live or int(found[0]) == counted else f" \\r {found[0]}"
    shown = field(f"SEQ {of} \\* ARABIC{restart}", run(found[0]))
    return f"{run(label[: found.start()])}{shown}{run(label[found.end() :])}"
