"""In which letters and colours a template draws: those of its styles, so that legal changes them there."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLACK, WHITE, GREY = "000000", "FFFFFF", "595959"
_FONT, _SIZE = "Arial", 9.0
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class Faces(NamedTuple):
    """What a figure is drawn in.

    Attributes:
        font: Of the text.
        size: Of the words of a table, in points.
        ink: Colour of the text.
        grey: Of what is said quietly.
        accent: Of strong words and lines.
        strong: Fill of a strong cell; white for none.
        firm: Fill of a firm cell; white for none.
    """

    font: str = _FONT
    size: float = _SIZE
    ink: str = BLACK
    grey: str = GREY
    accent: str = BLACK
    strong: str = WHITE
    firm: str = WHITE


def faces_of(styles: Any, strong: str, firm: str) -> Faces:
    """Return what the part *styles* draws in; *strong* and *firm* are the fills of its cells, empty for none."""
    named = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    ink = _colour(defaults, BLACK)
    return Faces(
        _said(named.get("Cell"), "rFonts", "ascii")
        or _said(named.get("Normal"), "rFonts", "ascii")
        or _said(defaults, "rFonts", "ascii")
        or _FONT,
        _points(_said(named.get("Cell"), "sz", "val") or _said(defaults, "sz", "val")),
        ink,
        _colour(named.get("CellQuiet"), GREY),
        _colour(named.get("CellStrong"), ink),
        strong if _HEX.fullmatch(strong) else WHITE,
        firm if _HEX.fullmatch(firm) else WHITE,
    )


def _said(home: Any, name: str, attribute: str) -> str:
    """Return what a style or the defaults say of their letters; empty where they say nothing."""
    found = None if home is None else next(home.iter(f"{W}{name}"), None)
    return "" if found is None else found.get(f"{W}{attribute}", "")


def _colour(home: Any, usual: str) -> str:
    said = _said(home, "color", "val")
    return said.upper() if _HEX.fullmatch(said) else usual


def _points(half: str) -> float:
    """Return a size, which a file gives in halves of a point, where it can be read."""
    return int(half) / 2 if re.fullmatch(r"[1-9][0-9]?", half) else _SIZE
