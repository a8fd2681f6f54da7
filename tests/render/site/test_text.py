"""Running text on pages: whatever kind of text an author's signs stand in, they show and are no markup."""

from __future__ import annotations

from html import unescape

import pytest

from generator.document.blocks import Deleted, Inserted, Printed
from generator.prose import Blank, Definition, OpenPoint, Reference, Text, Use
from generator.render.site.text import inline_to_html, text_to_html

SIGNS = "<b a=\"x\" c='y'>&amp;"
PIECES: tuple[Printed, ...] = (
    Text(SIGNS),
    Use(SIGNS),
    Use("site", term="site", words=SIGNS),
    Definition(SIGNS),
    Reference(SIGNS),
    Reference("x", path="a/x", words=SIGNS, number="1"),
    Blank(SIGNS),
    Blank("notice", words=SIGNS),
    OpenPoint(SIGNS),
    Inserted((Text(SIGNS),)),
    Deleted((Text(SIGNS),)),
)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: type(piece).__name__)
@pytest.mark.parametrize("address", ["", f"x.html#{SIGNS}"])
def test_signs_of_markup_show_as_themselves_in_every_kind_of_text(piece: Printed, address: str) -> None:
    made = inline_to_html(piece, lambda _: address)
    assert made == text_to_html((piece,), lambda _: address) == text_to_html((Text(""), piece), lambda _: address)
    assert "<b" not in made
    assert SIGNS in unescape(made)
