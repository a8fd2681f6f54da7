"""Figures on the site: drawn here, with text as text, and colours of the style sheet for light, dark and paper.

Each drawing has a title and a description for those who listen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from generator.document.blocks import Document, Drawing, Figure, Shows
from generator.document.figures import document_set
from generator.document.marks import anchor
from generator.document.printed import caption
from generator.render.pictures import Box, Frame, Shape, Way, Words, laid_out
from generator.render.site.html import NOTHING, Html, escaped, some, tag

NAMES = {Shows.LAYERS: "layers", Shows.CHANGES: "changes", Shows.DOCUMENTS: "documents"}
"""The last part of the place of a drawing; a ladder is known by its number."""


def figure_to_html(figure: Figure) -> Html:
    """Return a figure: its caption, and below it its drawings side by side."""
    drawn = (drawing_to_html(figure.shows, one, figure.caption) for one in figure.drawings)
    return tag(
        "div",
        some("p", caption(figure), class_="caption"),
        some("div", *drawn, class_="pictures"),
        class_="figure",
        id=anchor(figure.path),
    )


def set_to_html(documents: Iterable[Document]) -> Html:
    """Return the set of documents of an agreement; nothing where there is only one."""
    drawing = document_set(documents)
    return drawing_to_html(Shows.DOCUMENTS, drawing) if drawing else NOTHING


def drawing_to_html(shows: Shows, drawing: Drawing, above: str = "") -> Html:
    """Return a drawing with a description for those who listen, and below it its title, unless that stands *above*."""
    laid = laid_out(shows, drawing, Frame())
    place = anchor(f"picture-{NAMES.get(shows) or drawing.title.partition(' ')[0]}")
    picture = tag(
        "svg",
        tag("title", drawing.title, id=f"{place}-title"),
        tag("desc", drawing.says, id=f"{place}-says"),
        *map(shape_to_html, laid.shapes),
        viewBox=f"0 0 {laid.width} {laid.height}",
        width=str(laid.width),
        height=str(laid.height),
        role="img",
        aria_labelledby=f"{place}-title {place}-says",
    )
    under = NOTHING if drawing.title == above else tag("figcaption", drawing.title)
    return tag("figure", picture, under, class_="picture", id=place)


def shape_to_html(shape: Shape) -> Html:
    """Return one shape."""
    match shape:
        case Words(x, y, text, face):
            named = f' class="{face}"' if face else ""
            return Html(f'<text x="{x}" y="{y}"{named}>{escaped(text)}</text>')
        case Box(x, y, width, height, face):
            return Html(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" class="{face}"/>')
        case Way(x, y, to_x, to_y):
            up = to_y < y
            head = f"M{to_x - 5} {to_y + 7}l5 -7l5 7" if up else f"M{to_x - 7} {to_y - 5}l7 5l-7 5"
            bend = f"M{x} {y}V{to_y}" if up else f"M{x} {y}V{to_y}H{to_x}"
            return Html(f'<path d="{bend}{head}" class="way"/>')
        case _:
            assert_never(shape)


__all__ = ["figure_to_html", "set_to_html"]
