"""Figures in a Word file: vectors with their words, sized to the page, in the letters and colours of the template."""

from __future__ import annotations

import re
import struct
from dataclasses import replace

import pytest
from lxml import etree

from generator.compare import compare, summary
from generator.document.blocks import Clause, Document, Drawing, Figure, Piece, Shows, Tone
from generator.leaks import searched
from generator.read.package import open_package
from generator.redlining import proof
from generator.render.word import Tracking, render_word
from generator.render.word.faces import Faces, faces_of
from generator.render.word.metafile import Metafile, words_of
from generator.render.word.widths import widths
from tests.render.word.sample import ladders, sample

EMU = 635
"""Units of a picture in a twentieth of a point."""


def figures_of(data: bytes) -> dict[str, bytes]:
    """Return the pictures of a Word file by name."""
    parts, faults = open_package("made.docx", data)
    assert not faults
    return {name: part for name, part in parts.items() if name.startswith("word/media/")}


def main_part(data: bytes) -> str:
    """Return the main part of a Word file."""
    return open_package("made.docx", data)[0]["word/document.xml"].decode()


def test_each_drawing_is_a_picture_that_says_what_it_shows(made: bytes) -> None:
    drawn = [list(words_of(one)) for one in figures_of(made).values()]
    assert sorted(drawn) == [
        ["ES-1 <Sterility> lost & found", "Level 1", "in parallel", "Level 2", "24 h"],
        ["ES-2 Outage", "Level 1", "Level 2", "4 h"],
    ]
    said = [one.get("descr") for one in etree.fromstring(main_part(made).encode()).iter("{*}docPr")]
    assert said == [f"{one.title}. {one.says}" for one in ladders().drawings]
    assert "SEQ Figure" in main_part(made)


def test_drawings_stand_side_by_side_and_keep_to_the_page(rendered: bytes) -> None:
    root = etree.fromstring(main_part(rendered).encode())
    (line,) = {one.iterancestors("{*}p").__next__() for one in root.iter("{*}drawing")}
    sheet = next(line.iter("{*}sectPr"), None) or next(section for section in root.iter("{*}sectPr"))
    size, margins = sheet.find("{*}pgSz"), sheet.find("{*}pgMar")
    width = number(size, "w") - number(margins, "left") - number(margins, "right")
    extents = [int(one.get("cx", "0")) for one in line.iter("{*}extent")]
    assert len(extents) == 2
    assert sum(extents) <= width * EMU


def number(node: object, name: str) -> int:
    """Return a measure of the page."""
    found = [value for key, value in node.items() if key.endswith("}" + name)]  # type: ignore[attr-defined]
    return int(found[0])


def test_a_figure_that_is_the_same_twice_is_one_picture(template: bytes) -> None:
    document = sample()
    twin = replace(ladders(), path="figure:again")
    annexes = (*document.annexes[:-1], replace(document.annexes[-1], blocks=(*document.annexes[-1].blocks, twin)))
    data = render_word(replace(document, annexes=annexes), template)
    assert len(figures_of(data)) == 2
    ids = re.findall(r'<wp:docPr id="(\d+)"', main_part(data))
    assert len(ids) == len(set(ids)) == 4


def test_a_picture_is_as_large_as_the_file_says_and_its_records_fill_it(made: bytes) -> None:
    for data in figures_of(made).values():
        length, records = struct.unpack_from("<II", data, 48)
        at = count = 0
        while at < len(data):
            at += struct.unpack_from("<I", data, at + 4)[0]
            count += 1
        assert (length, records, at) == (len(data), count, len(data))


def test_letters_stand_where_the_face_puts_them_and_unknown_ones_where_the_program_does() -> None:
    made = Metafile(1000, 1000, "Cambria")
    made.words((0, 500), "Wi \u00e9\u00a0\u2013", 9, "000000")
    made.words((0, 900), "\u05d0", 9, "000000")
    assert list(words_of(made.to_bytes())) == ["Wi \u00e9\u00a0\u2013", "\u05d0"]
    known = widths("Wi\u00e9", "Arial", bold=False)
    assert known is not None
    assert known[0] > 3 * known[1]
    assert known[2] == widths("e", "Liberation Sans", bold=False)[0]  # type: ignore[index]
    assert widths("Wi", "Some Brand", bold=False) is None


def test_colours_and_letters_are_those_of_the_styles() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = (
        f'<w:styles {w}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Brand"/><w:sz w:val="21"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:styleId="CellStrong"><w:rPr><w:color w:val="0b4f6c"/></w:rPr>'
        '</w:style><w:style w:styleId="Cell"><w:rPr><w:sz w:val="17"/></w:rPr></w:style></w:styles>'
    )
    found = faces_of(etree.fromstring(styles.encode()), "CFE2EB", "auto")
    assert found == Faces("Brand", 8.5, "000000", "595959", "0B4F6C", "CFE2EB", "FFFFFF")
    assert faces_of(etree.fromstring(f"<w:styles {w}/>".encode()), "", "") == Faces()


# Redlines


def with_a_ladder(says: str) -> Document:
    """Return the sample whose first ladder has another time."""
    first, annex, last = sample().annexes
    (clause,) = annex.blocks
    assert isinstance(clause, Clause)
    other = Drawing("ES-1 Late", says, (Piece("Level 2", (says,), Tone.STRONG),))
    figure = replace(ladders(), drawings=(other, *ladders().drawings[1:]))
    blocks = tuple(figure if isinstance(one, Figure) else one for one in clause.blocks)
    return replace(sample(), annexes=(first, replace(annex, blocks=(replace(clause, blocks=blocks),)), last))


def test_a_redline_takes_the_older_figure_out_and_the_newer_in(template: bytes) -> None:
    old, new = sample(), with_a_ladder("48 h")
    data = render_word(compare(old, new), template, tracking=Tracking("Legal"))
    root = etree.fromstring(main_part(data).encode())
    marked = [next(one.iterancestors("{*}ins", "{*}del")).tag[-3:] for one in root.iter("{*}drawing")]
    assert marked == ["del", "del", "ins", "ins"]
    assert len(figures_of(data)) == 3
    (told,) = summary(compare(old, new))
    assert told.line() == 'Sites: drawn anew: "Figure 1: Ladders"'
    sides = [render_word(one, template) for one in (old, new)]
    assert proof("redline", data, *sides) == []


def test_the_proof_of_a_redline_sees_another_picture(template: bytes) -> None:
    old, new = sample(), with_a_ladder("48 h")
    other = with_a_ladder("72 h")
    data = render_word(compare(old, other), template, tracking=Tracking("Legal"))
    found = proof("redline", data, render_word(old, template), render_word(new, template))
    assert ["accepting" in one.message for one in found] == [True]


# What may not be shown


@pytest.mark.parametrize("shows", list(Shows))
def test_words_of_a_picture_are_searched_for_what_may_not_be_shown(shows: Shows, template: bytes) -> None:
    pieces = (Piece("First", (), Tone.STRONG), Piece("Second", ("A very secret recipe",)))
    figure = Figure("figure:x", shows, "Shown", (Drawing("Shown", "says", pieces),))
    chapter = replace(sample().chapters[0], blocks=(figure,))
    data = render_word(replace(sample(), chapters=(chapter,), annexes=()), template)
    assert any("averysecretrecipe" in text for text in searched(data))
