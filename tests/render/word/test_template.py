"""The shipped templates, and what is said of templates that legal has broken."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from generator.document.printed import PARTS
from generator.read.package import open_package
from generator.read.soundness import faults_of_word_file
from generator.render.word import render_word
from generator.render.word.corporate import LETTER as CORPORATE
from generator.render.word.corporate import corporate
from generator.render.word.counsel import A4, LETTER
from generator.render.word.package import pack, write_package
from generator.render.word.schemes import outlined
from generator.render.word.shell import compile_template
from generator.render.word.template import MARKERS, houses, shipped_templates
from tests.render.word.sample import facts, sample

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
TEMPLATES = Path(__file__).resolve().parents[3] / "clauses" / "templates"


def changed(template: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return *template* with one part changed."""
    parts, _ = open_package("template", template)
    text = change(parts[part].decode())
    assert text.encode() != parts[part], "the change must change something"
    return write_package({name: pack(text.encode() if name == part else data) for name, data in parts.items()})


def codes(template: bytes) -> list[str]:
    """Return the codes of the faults of *template*."""
    return [fault.code for fault in compile_template("clauses/companies/x/x.docx", template)[1]]


@pytest.mark.parametrize("name", ["counsel.docx", "counsel-letter.docx", "corporate.docx"])
def test_the_shipped_template_is_what_the_maker_makes(name: str, renew: bool) -> None:
    if renew:
        (TEMPLATES / name).write_bytes(shipped_templates()[name])
    assert (TEMPLATES / name).read_bytes() == shipped_templates()[name]


def test_a_shipped_template_has_no_fault(template: bytes) -> None:
    assert codes(template) == []


def test_a_shipped_template_opens_in_python_docx_with_the_values_of_the_house_style(a4: bytes) -> None:
    opened = docx.Document(io.BytesIO(a4))
    section = opened.sections[-1]
    assert [round(length.mm, 1) for length in (section.top_margin, section.left_margin)] == [30.0, 30.0]  # type: ignore[union-attr]
    chapter = opened.styles["Heading 1"]
    assert (chapter.font.size.pt, chapter.font.bold, chapter.font.all_caps) == (10.5, True, True)


def test_markers_are_the_parts_of_a_document() -> None:
    assert MARKERS == PARTS


@pytest.mark.parametrize(("paper", "width"), [(A4, 152.0), (LETTER, 157.9), (CORPORATE, 155.9)])
def test_the_text_is_as_wide_as_the_house_style_says(paper: object, width: float) -> None:
    assert paper in {A4, LETTER, CORPORATE}
    assert getattr(paper, "text_width", 0) / 1440 * 25.4 == pytest.approx(width, abs=0.1)


def test_every_house_style_has_the_same_styles_and_the_lists_that_they_need() -> None:
    first, *others = houses()
    for house in others:
        assert {style.id for style in house.styles} - {"CoverLogo", "CoverSpace"} == {s.id for s in first.styles}
        assert [one.name for one in house.lists] == [one.name for one in first.lists]


def contrast(light: str, dark: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    high, low = sorted((luminance(light), luminance(dark)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_letters_of_the_accent_are_read_on_every_fill_that_they_stand_on() -> None:
    colours = corporate().colours
    for ground in ("FFFFFF", colours.strong, colours.firm, colours.head):
        assert contrast(ground, colours.accent) >= 4.5
    assert contrast("FFFFFF", colours.grey) >= 4.5


def test_the_corporate_template_numbers_by_figures_and_takes_letters_where_an_agreement_wants_them() -> None:
    shell, _ = compile_template("x", shipped_templates()["corporate.docx"])
    assert shell is not None
    outline = shell.lists["Heading1"]
    assert outlined(shell.numbering, outline, "decimal") == shell.numbering
    assert 'w:lvlText w:val="%1.%2.%3"' in shell.numbering
    lettered = outlined(shell.numbering, outline, "lettered")
    assert 'w:lvlText w:val="%1.%2.%3"' not in lettered
    assert 'w:numFmt w:val="lowerLetter"/><w:pStyle w:val="Clause3"' in lettered


def test_text_of_a_table_keeps_off_the_margin_where_its_head_is_filled() -> None:
    made = {name: render_word(sample(), template) for name, template in shipped_templates().items()}
    parts = {name: open_package("x", data)[0]["word/document.xml"] for name, data in made.items()}
    meets = b'<w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar>'
    assert meets in parts["counsel.docx"]
    assert meets not in parts["corporate.docx"]
    assert b'w:fill="EEF4F7"' in parts["corporate.docx"]


def test_a_missing_marker_is_reported(a4: bytes) -> None:
    assert codes(changed(a4, "word/document.xml", lambda text: text.replace("@@BODY@@", "Body"))) == ["missing-marker"]


def test_a_marker_that_stands_twice_is_reported(a4: bytes) -> None:
    twice = changed(a4, "word/document.xml", lambda text: text.replace("@@PARTIES@@", "@@BODY@@"))
    assert codes(twice) == ["missing-marker", "missing-marker"]


def test_a_marker_beside_other_words_is_reported(a4: bytes) -> None:
    beside = changed(a4, "word/document.xml", lambda text: text.replace("@@BODY@@", "Text: @@BODY@@"))
    assert codes(beside) == ["missing-marker"]


def test_a_missing_style_is_reported_with_its_name(a4: bytes) -> None:
    renamed = ('w:styleId="Clause4"><w:name w:val="Clause level 4"', 'w:styleId="Other"><w:name w:val="Other"')
    broken = changed(a4, "word/styles.xml", lambda text: text.replace(*renamed))
    _, faults = compile_template("x.docx", broken)
    assert 'the style "Clause4" is missing' in [fault.message for fault in faults]


def test_a_style_that_lost_its_number_is_reported(a4: bytes) -> None:
    lost = changed(
        a4,
        "word/styles.xml",
        lambda text: re.sub(r'(styleId="Heading1".*?)<w:numPr>.*?</w:numPr>', r"\1", text, count=1),
    )
    assert codes(lost) == ["missing-style"]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ penalty }}",
        "{{ title.__class__ }}",
        "{% if draft %}x{% endif %}",
        "{{ title|upper }}",
        "{{ title",
        "{{ 7*7 }}",
    ],
)
def test_a_tag_that_names_no_fact_is_reported(a4: bytes, tag: str) -> None:
    assert codes(changed(a4, "word/document.xml", lambda text: text.replace("{{ subject }}", tag))) == ["foreign-tag"]


def test_a_tag_that_word_has_split_over_runs_is_read(a4: bytes) -> None:
    split = changed(
        a4,
        "word/header1.xml",
        lambda text: text.replace(
            "{{ number }}", '{{ nu</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>mber }}'
        ),
    )
    assert codes(split) == []
    parts, _ = open_package("x", render_word(sample(), split))
    assert b"QA-09001" in parts["word/header1.xml"]


def test_a_marker_that_word_has_split_over_runs_is_found(a4: bytes) -> None:
    split = changed(a4, "word/document.xml", lambda text: text.replace("@@BODY@@", "@@BO</w:t></w:r><w:r><w:t>DY@@"))
    assert codes(split) == []


def test_text_of_an_agreement_is_never_run_as_a_tag(a4: bytes) -> None:
    document = replace(sample(), facts=facts(title="{{ 7*7 }} R&D <b>", subject="{% for %}"))
    parts, _ = open_package("x", render_word(document, a4))
    assert "{{ 7*7 }} R&amp;D &lt;b&gt;" in parts["word/header1.xml"].decode()
    assert "{% for %}" in parts["word/document.xml"].decode()


def test_a_macro_template_an_outside_link_and_a_document_type_are_refused(a4: bytes) -> None:
    linked = changed(
        a4,
        "word/_rels/document.xml.rels",
        lambda text: text.replace(
            "</Relationships>",
            '<Relationship Id="x" Type="attachedTemplate" Target="x.dotm" TargetMode="External"/></Relationships>',
        ),
    )
    typed = changed(a4, "word/styles.xml", lambda text: text.replace("<w:styles", "<!DOCTYPE x><w:styles", 1))
    parts, _ = open_package("x", a4)
    macros = write_package({name: pack(data) for name, data in {**parts, "word/vbaProject.bin": b"x"}.items()})
    assert [codes(linked), codes(typed), codes(macros)] == [
        *(["external-link"], ["document-type-declaration"], ["macros-in-package"])
    ]


def test_a_template_without_a_main_part_or_page_is_reported(a4: bytes) -> None:
    parts, _ = open_package("x", a4)
    less = write_package({name: pack(data) for name, data in parts.items() if name != "word/styles.xml"})
    bare = changed(a4, "word/document.xml", lambda text: re.sub(r"<w:pgMar[^>]*/>(?=</w:sectPr></w:body>)", "", text))
    assert [codes(less), codes(bare)] == [["broken-template"], ["broken-template"]]


def test_rendering_with_a_faulty_template_is_refused(a4: bytes) -> None:
    with pytest.raises(ValueError, match="@@BODY@@ is missing"):
        render_word(sample(), changed(a4, "word/document.xml", lambda text: text.replace("@@BODY@@", "Body")))


def test_a_template_restyled_with_a_logo_on_the_cover_still_serves(a4: bytes, tmp_path: Path) -> None:
    dot = tmp_path / "dot.png"
    dot.write_bytes(base64.b64decode(DOT))
    opened = docx.Document(io.BytesIO(a4))
    opened.styles["Heading 1"].font.name = "Arial"
    picture = opened.paragraphs[0].insert_paragraph_before().add_run().add_picture(str(dot))
    picture._inline.docPr.set("descr", "A dot")
    opened.save(str(tmp_path / "house.docx"))
    house = (tmp_path / "house.docx").read_bytes()
    assert codes(house) == []
    made = render_word(sample(), house)
    assert faults_of_word_file("made.docx", made) == []
    parts, _ = open_package("x", made)
    assert parts["word/media/image1.png"] == dot.read_bytes()
    assert b'w:ascii="Arial"' in parts["word/styles.xml"]


def test_legal_changes_the_fill_of_strong_cells_in_a_style(a4: bytes) -> None:
    tinted = changed(a4, "word/styles.xml", lambda text: text.replace('w:fill="E4E4E4"', 'w:fill="CFE2EB"'))
    parts, _ = open_package("x", render_word(sample(), tinted))
    assert b'w:fill="CFE2EB"' in parts["word/document.xml"]
    assert b'w:fill="E4E4E4"' not in parts["word/document.xml"]


def test_parts_that_only_old_versions_of_word_read_are_dropped(a4: bytes) -> None:
    parts, _ = open_package("x", a4)
    extra = write_package({name: pack(data) for name, data in {**parts, "word/stylesWithEffects.xml": b"<x/>"}.items()})
    with zipfile.ZipFile(io.BytesIO(render_word(sample(), extra))) as made:
        assert "word/stylesWithEffects.xml" not in made.namelist()
