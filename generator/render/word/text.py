"""Plain words as Word runs: one escape for all, tabs and breaks as elements, right-to-left letters by themselves."""

from __future__ import annotations

import re

_SPECIAL = re.compile(
    "[\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_STRETCH = re.compile(f"([{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\s\"'.,-]*[{_RIGHT_TO_LEFT}])?)")
_FIRST_LETTER = re.compile(f"[^\\W\\d_]|[{_RIGHT_TO_LEFT}]")
_BREAK = re.compile("(\t|\r\n|\n|\r)")


def escape(text: str) -> str:
    """Return *text* for the inside of an element or of an attribute in double quotes.

    Raises:
        ValueError: If *text* holds a character that no XML file may hold; the door keeps those out.
    """
    if _FORBIDDEN.search(text):
        raise ValueError(f"a control character in {text!r}")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, style: str = "") -> str:
    """Return *text* as one run, or several where it turns its direction; *style* is the id of a character style."""
    if not text:
        return ""
    if (text.isascii() and text.isprintable()) or _SPECIAL.search(text) is None:
        face = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        if "&" in text or "<" in text or ">" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<w:r>{face}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return "".join(_directed(piece, style) for piece in _STRETCH.split(text) if piece)


def _directed(text: str, style: str) -> str:
    """Return a stretch of one direction as a run."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    turned = "<w:rtl/>" if _STRETCH.match(text) else ""
    face = f"<w:rPr>{named}{turned}</w:rPr>" if named or turned else ""
    return f"<w:r>{face}{''.join(_spelled(piece) for piece in _BREAK.split(text) if piece)}</w:r>"


def _spelled(text: str) -> str:
    """Return *text* without raw tabs and line breaks: Word has elements for them."""
    if text == "\t":
        return "<w:tab/>"
    if _BREAK.fullmatch(text):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def direction(text: str) -> str:
    """Return the property of a paragraph that begins with a right-to-left letter."""
    first = None if text.isascii() else _FIRST_LETTER.search(text)
    return "<w:bidi/>" if first and _STRETCH.match(first[0]) else ""
