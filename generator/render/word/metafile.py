"""A drawing as an enhanced metafile: vectors and text that Word, LibreOffice and printers draw sharp at any size.

One unit is a hundredth of a millimetre. It holds no clock and no name of a program: same shapes, same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from generator.render.word.widths import widths

UNIT = 2540 / 72
"""Units in a point."""
SIGNATURE = b" EMF"
_SHEET = (210, 297)
"""Size of the device that measures are given for, in millimetres; what is drawn is as large on any other."""
_HEADER = struct.Struct("<II4i4i4sIIIHHIII2i2iIII2i")
_RECORD = struct.Struct("<II")
_TEXT_HEAD = struct.Struct("<4iIffiiIII4iI")
_FONT = struct.Struct("<iiiiiBBBBBBBB64s")
_HEADER_TYPE, _END, _TEXT = 1, 14, 84
_BACKGROUND, _ALIGN, _COLOUR, _SELECT, _DELETE = 18, 22, 24, 37, 40
_PEN, _BRUSH, _RECTANGLE, _LINE, _TYPEFACE = 38, 39, 43, 4, 82
_TRANSPARENT, _BASE_LINE, _STOCK = 1, 24, 0x80000000
_NO_BRUSH, _NO_PEN = _STOCK | 5, _STOCK | 8
_BOLD, _REGULAR = 700, 400
_NO_BOX = (0, 0, -1, -1)
_ADVANCED = 2
DASH, GAP = 60, 45
"""Of a dashed line, in units: drawn stroke by stroke, since programs dash a line each in their own way."""

Point = tuple[int, int]


class Metafile:
    """A drawing of a *width* and *height* in units, drawn record by record."""

    def __init__(self, width: int, height: int, font: str) -> None:
        """Begin a drawing whose words are in *font*."""
        self.size = (width, height)
        self.font = font
        self._records: list[bytes] = []
        self._handles: dict[bytes, int] = {}
        self._selected: dict[str, int] = {}
        self._colour = ""
        self._add(_BACKGROUND, struct.pack("<I", _TRANSPARENT))
        self._add(_ALIGN, struct.pack("<I", _BASE_LINE))

    def box(self, corner: Point, size: Point, line: tuple[str, int], fill: str = "") -> None:
        """Draw a rectangle: its line a colour and width, its fill a colour or none."""
        self._pen(*line)
        self._brush(fill)
        (x, y), (width, height) = corner, size
        self._add(_RECTANGLE, struct.pack("<4i", x, y, x + width, y + height))

    def line(self, points: Sequence[Point], colour: str, width: int) -> None:
        """Draw a line through *points*."""
        self._pen(colour, width)
        xs, ys = zip(*points, strict=True)
        inner = b"".join(struct.pack("<ii", *point) for point in points)
        self._add(_LINE, struct.pack("<4iI", min(xs), min(ys), max(xs), max(ys), len(points)) + inner)

    def dashed(self, corner: Point, size: Point, line: tuple[str, int]) -> None:
        """Draw the line round a rectangle in dashes."""
        (x, y), (width, height) = corner, size
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        for begin, end in pairwise(corners):
            for stroke in _strokes(begin, end):
                self.line(stroke, *line)

    def words(self, at: Point, text: str, points: float, colour: str, *, bold: bool = False) -> None:
        """Draw *text* on its base line, its letters so many *points* high."""
        self._typeface(points, bold=bold)
        if colour != self._colour:
            self._colour = colour
            self._add(_COLOUR, _colour(colour))
        written = text.encode("utf-16-le")
        written += bytes(-len(written) % 4)
        known = widths(text, self.font, bold=bold)
        steps = b"".join(struct.pack("<I", step) for step in _steps(known, points * UNIT / 1000)) if known else b""
        head = _TEXT_HEAD.size + _RECORD.size
        after = head + len(written) if known else 0
        letters = len(text.encode("utf-16-le")) // 2
        body = _TEXT_HEAD.pack(*_NO_BOX, _ADVANCED, 1.0, 1.0, *at, letters, head, 0, *_NO_BOX, after)
        self._add(_TEXT, body + written + steps)

    def to_bytes(self) -> bytes:
        """Return the drawing as a file."""
        end = _RECORD.pack(_END, 20) + struct.pack("<III", 0, 16, 20)
        body = b"".join((*self._records, end))
        width, height = self.size
        frame = (0, 0, width, height)
        head = _HEADER.pack(
            *(_HEADER_TYPE, _HEADER.size, *frame, *frame, SIGNATURE, 0x10000, _HEADER.size + len(body)),
            *(len(self._records) + 2, len(self._handles) + 1, 0, 0, 0, 0),
            *(*(100 * side for side in _SHEET), *_SHEET, 0, 0, 0, *(1000 * side for side in _SHEET)),
        )
        return head + body

    # Records, and the objects that they draw with

    def _add(self, kind: int, body: bytes) -> None:
        body += bytes(-len(body) % 4)
        self._records.append(_RECORD.pack(kind, _RECORD.size + len(body)) + body)

    def _use(self, what: str, kind: int, body: bytes) -> None:
        """Draw with an object from now on; one that was made before is not made again."""
        key = bytes((kind,)) + body
        if key not in self._handles:
            self._handles[key] = len(self._handles) + 1
            self._add(kind, struct.pack("<I", self._handles[key]) + body)
        self._select(what, self._handles[key])

    def _select(self, what: str, handle: int) -> None:
        if self._selected.get(what) != handle:
            self._selected[what] = handle
            self._add(_SELECT, struct.pack("<I", handle))

    def _pen(self, colour: str, width: int) -> None:
        self._use("pen", _PEN, struct.pack("<Iii", 0, width, 0) + _colour(colour))

    def _brush(self, fill: str) -> None:
        if fill:
            self._use("brush", _BRUSH, struct.pack("<I", 0) + _colour(fill) + struct.pack("<I", 0))
        else:
            self._select("brush", _NO_BRUSH)

    def _typeface(self, points: float, *, bold: bool) -> None:
        name = self.font[:31].encode("utf-16-le").ljust(64, b"\0")
        weight = _BOLD if bold else _REGULAR
        face = _FONT.pack(-round(points * UNIT), 0, 0, 0, weight, 0, 0, 0, 1, 0, 0, 0, 0, name)
        self._use("font", _TYPEFACE, face.ljust(320, b"\0"))


def _steps(known: Sequence[int], scale: float) -> Iterator[int]:
    """Yield how far it is from each letter to the next; what is rounded off at one is not lost to the line."""
    ends = [0, *(round(end * scale) for end in accumulate(known))]
    return (end - begin for begin, end in pairwise(ends))


def _colour(written: str) -> bytes:
    """Return a colour, six hex digits, as the file has it: red, green, blue."""
    return bytes.fromhex(written) + b"\0"


def _strokes(begin: Point, end: Point) -> Iterator[tuple[Point, Point]]:
    """Yield the strokes of a dashed line that runs straight across or down."""
    length = abs(end[0] - begin[0]) + abs(end[1] - begin[1])
    step = [(there > here) - (there < here) for here, there in zip(begin, end, strict=True)]
    for at in range(0, length, DASH + GAP):
        to = min(at + DASH, length)
        yield (
            (begin[0] + step[0] * at, begin[1] + step[1] * at),
            (begin[0] + step[0] * to, begin[1] + step[1] * to),
        )


def words_of(data: bytes) -> Iterator[str]:
    """Yield the words that a metafile draws, in their order; nothing for another file."""
    if len(data) < _HEADER.size or data[40:44] != SIGNATURE:
        return
    at = 0
    while at + _RECORD.size <= len(data):
        kind, size = _RECORD.unpack_from(data, at)
        if size < _RECORD.size:
            return
        if kind == _TEXT and size >= _RECORD.size + _TEXT_HEAD.size:
            letters, offset = struct.unpack_from("<II", data, at + 44)
            yield data[at + offset : at + min(offset + 2 * letters, size)].decode("utf-16-le", "replace")
        at += size
