"""Figures: a caption with its number, and below it the drawings, side by side as far as the page is wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple, assert_never

from generator.document.blocks import Drawing, Figure, Shows
from generator.document.marks import label_mark
from generator.document.printed import caption
from generator.files import digest
from generator.render.pictures import LETTER, Box, Frame, Shape, Way, Words, laid_out
from generator.render.word.faces import Faces
from generator.render.word.fields import sequence
from generator.render.word.metafile import UNIT, Metafile, Point
from generator.render.word.package import Packed, pack, unpack
from generator.render.word.pen import Pen
from generator.render.word.text import escape, run

GAP = 12
"""Between two drawings side by side, in units of a drawing."""
LINE = 17
"""Height of a line, in the same units."""
LADDER = Frame(285, 34, 30, LINE)
"""Four stand side by side on a page that lies on its side, two on an upright one."""
RIM = 4
"""Between a title and what is drawn below it."""
WIDEST, SHORT = 760, 480
"""A drawing that stands alone is at most so wide: longer lines are hard to read, and short ones need less room."""
LETTER_WIDTH = 7.5
_EMU = 360
"""Word's units in a hundredth of a millimetre."""
_POINT = 20
"""Units in which a page is measured, in a point."""
_HAIR, _LINE, _WHOLE = 18, 26, 35
"""Widths of lines in hundredths of a millimetre: half a point, three quarters, one."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_ROOM = '<w:spacing w:line="240" w:lineRule="auto"/>'
"""As high as what stands in it, whatever the style says: a line of a fixed height would cut a picture off."""
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES, _LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def figure(pen: Pen, block: Figure) -> str:
    """Return *block*: its caption and its drawings, which stay with it."""
    unit = pen.shell.faces.size / LETTER
    across = int(pen.width / _POINT / unit)
    widest = WIDEST if block.shows is Shows.LAYERS else SHORT
    frame = LADDER if block.shows is Shows.LADDERS else alone(min(across, widest))
    beside = max(across // (frame.width + GAP), 1)
    rows = [block.drawings[at : at + beside] for at in range(0, len(block.drawings), beside)]
    return _caption(pen, block) + "".join(_row(pen, block, row, frame, unit) for row in rows)


def alone(width: int) -> Frame:
    """Return the frame of a drawing that stands alone."""
    return Frame(width, int((width - 20) / LETTER_WIDTH), line=LINE)


def _row(pen: Pen, block: Figure, row: Sequence[Drawing], frame: Frame, unit: float) -> str:
    """Return a line of drawings, which begin at one height below their titles."""
    titles = [() if one.title == block.caption else wrap(one.title, frame.letters) for one in row]
    high = max(map(len, titles))
    inner = [Inner(block.shows, one, tuple(title), high) for one, title in zip(row, titles, strict=True)]
    drawn = [_drawing(pen, one, frame, unit) for one in inner]
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/>{_ROOM}</w:pPr>{"".join(drawn)}</w:p>'


def _caption(pen: Pen, block: Figure) -> str:
    text, label = caption(block), block.number.label
    inner = run(text.removeprefix(label))
    if label:
        pen.figures += not pen.gone
        shown = sequence(label, pen.figures, live=not pen.gone, of="Figure")
        inner = pen.bookmark(label_mark(block.path), shown) + inner
    return f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{pen.marked(block.path, text, inner)}</w:p>'


class Inner(NamedTuple):
    """A drawing with its place: what it shows, the lines of its title above it, and for how many there is room."""

    shows: Shows
    drawing: Drawing
    title: tuple[str, ...]
    high: int


def _drawing(pen: Pen, inner: Inner, frame: Frame, unit: float) -> str:
    """Return the run that shows one drawing; the gap to the next one belongs to it."""
    scale, drawing = unit * UNIT, inner.drawing
    laid = laid_out(inner.shows, drawing, frame)
    gap = GAP if inner.shows is Shows.LADDERS else 2
    down = 2 + inner.high * LINE + (RIM if inner.high else 0)
    size = (round((laid.width + gap) * scale), round((laid.height + down + 2) * scale))
    made = Metafile(*size, pen.shell.faces.font)
    for nth, words in enumerate(inner.title, 1):
        _draw(made, Words(0, nth * LINE - down, words, "strong"), pen.shell.faces, scale, down)
    for shape in laid.shapes:
        _draw(made, shape, pen.shell.faces, scale, down)
    data = made.to_bytes()
    name = f"figure-{digest(data)[:16]}"
    pen.pictures[name] = data
    pen.drawings += 1
    extent = f'cx="{size[0] * _EMU}" cy="{size[1] * _EMU}"'
    return _picture(name, 1000 + pen.drawings, extent, f"{drawing.title}. {drawing.says}")


def _picture(name: str, number: int, size: str, says: str) -> str:
    """Return the run that shows the picture *name*; its id in the file says which picture it is."""
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="Figure {number}" descr="{escape(says)}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}.emf"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        f"</pic:blipFill><pic:spPr>{shape}</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r>"
    )


def picture_parts(pictures: Mapping[str, bytes], others: Mapping[str, Packed]) -> dict[str, Packed]:
    """Return the parts of *pictures* and those of *others* that name them; nothing without pictures."""
    if not pictures:
        return {}
    types, links = unpack(others[_TYPES]), unpack(others[_LINKS])
    known = b'extension="emf"' in types.lower()
    kind = b"" if known else b'<Default Extension="emf" ContentType="image/x-emf"/>'
    named = "".join(
        f'<Relationship Id="{name}" Type="{_IMAGE}" Target="media/{name}.emf"/>' for name in sorted(pictures)
    )
    return {
        _TYPES: pack(types.replace(b"</Types>", kind + b"</Types>")),
        _LINKS: pack(links.replace(b"</Relationships>", named.encode() + b"</Relationships>")),
        **{f"word/media/{name}.emf": pack(data) for name, data in pictures.items()},
    }


# Drawing


def _at(scale: float, x: float, y: float) -> Point:
    return round(x * scale), round(y * scale)


def _draw(made: Metafile, shape: Shape, faces: Faces, scale: float, down: int) -> None:
    """Draw one shape, so far *down*."""
    match shape:
        case Words(x, y, text, face):
            bold, colour = face in ("strong", "on"), faces.ink
            colour = faces.grey if face == "quiet" else faces.accent if face == "on" else colour
            made.words(_at(scale, x + 1, y + down), text, faces.size, colour, bold=bold)
        case Box(x, y, width, height, face):
            corner, size = _at(scale, x + 1, y + down), _at(scale, width, height)
            match face:
                case "start":
                    made.box(corner, size, (faces.accent, _LINE), faces.strong)
                case "next":
                    made.box(corner, size, (faces.grey, _HAIR), faces.firm)
                case "along":
                    made.dashed(corner, size, (faces.grey, _HAIR))
                case _:
                    made.box(corner, size, (faces.accent, _WHOLE))
        case Way(x, y, to_x, to_y):
            for line in _arrow(x, y, to_x, to_y):
                made.line([_at(scale, at + 1, deep + down) for at, deep in line], faces.grey, _LINE)
        case _:
            assert_never(shape)


def _arrow(x: int, y: int, to_x: int, to_y: int) -> Sequence[Sequence[Point]]:
    """Return the lines of an arrow: its way, and its head."""
    if to_y < y:
        return ((x, y), (x, to_y)), ((to_x - 5, to_y + 7), (to_x, to_y), (to_x + 5, to_y + 7))
    return ((x, y), (x, to_y), (to_x, to_y)), ((to_x - 7, to_y - 5), (to_x, to_y), (to_x - 7, to_y + 5))
