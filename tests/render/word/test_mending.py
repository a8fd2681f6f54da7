"""Templates that were not made from ours: what the lint says of them, what is mended, and that they then serve."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from generator.diagnostic import Diagnostic, Severity
from generator.document.printed import missing_texts, printed_texts
from generator.read.package import open_package
from generator.read.soundness import faults_of_word_file
from generator.read.word import read_texts
from generator.render.word import render_word
from generator.render.word.corporate import corporate
from generator.render.word.counsel import counsel
from generator.render.word.linting import contrast, lint
from generator.render.word.logo import with_logo
from generator.render.word.mending import Mended, mend
from generator.render.word.package import pack, write_package
from generator.render.word.shell import compile_template
from generator.render.word.template import shipped_templates
from tests.render.word.conftest import convert
from tests.render.word.sample import sample
from tests.render.word.test_office import first_words, numbered, text_of
from tests.render.word.test_template import DOT, changed

PAGE = "<html><body><h1>Letterhead of Beispiel AG</h1><p>Plain text</p></body></html>"


def errors(template: bytes) -> list[str]:
    """Return what keeps *template* from being used."""
    return [one.message for one in lint("x.docx", template) if one.severity is Severity.ERROR]


def advice(template: bytes) -> list[str]:
    """Return what would print badly."""
    return [one.message for one in lint("x.docx", template) if one.code == "weak-template"]


@pytest.fixture(scope="module")
def word_default() -> bytes:
    """Return an empty document as Word makes it, with one line typed in."""
    opened = docx.Document()
    opened.add_paragraph("Letterhead of Beispiel AG")
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def office_default(office: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a document as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("default")
    (folder / "letter.html").write_text(PAGE)
    convert(office, "docx:MS Word 2007 XML", folder, folder / "letter.html")
    return (folder / "letter.docx").read_bytes()


def serves(template: bytes) -> None:
    """Hold that *template* has no error, and that a document made with it is whole and sound."""
    assert errors(template) == []
    made = render_word(sample(), template)
    assert faults_of_word_file("made.docx", made) == []
    shown, _ = read_texts("made.docx", made)
    assert list(missing_texts(printed_texts(sample()), [one.text for one in shown])) == []
    parts, _ = open_package("made.docx", made)
    assert "Letterhead of Beispiel AG" in parts["word/document.xml"].decode()


def test_a_template_from_the_defaults_of_word_is_mended_and_serves(word_default: bytes) -> None:
    assert errors(word_default)
    made = mend("x.docx", word_default, counsel())
    assert "markers were missing and are added: COVER-PARTIES, CONTROL" in " ".join(made.done)
    serves(made.data)


def test_a_template_from_the_defaults_of_libreoffice_is_mended_and_serves(office_default: bytes) -> None:
    assert errors(office_default)
    made = mend("x.docx", office_default, corporate())
    assert 'style "TextBody" has the id "BodyText" now, which the text names' in made.done
    serves(made.data)
    parts, _ = open_package("x.docx", made.data)
    edges = re.findall(rb'w:(?:header|footer)="(\d+)"', parts["word/document.xml"])
    assert edges
    assert all(int(edge) > 500 for edge in edges)  # LibreOffice wrote 0, where no printer reaches
    margins = re.findall(rb'w:(?:top|bottom)="(\d+)"', parts["word/document.xml"])
    assert all(int(margin) >= 1_500 for margin in margins)  # the first line of the text stood on the rule of the header


@pytest.mark.parametrize("program", ["word", "office"])
def test_numbers_of_a_mended_template_are_those_of_the_tree(
    office: str, word_default: bytes, office_default: bytes, program: str, tmp_path: Path
) -> None:
    default = word_default if program == "word" else office_default
    (tmp_path / "made.docx").write_bytes(render_word(sample(), mend("x.docx", default, counsel()).data))
    convert(office, "pdf", tmp_path, tmp_path / "made.docx")
    shown = re.sub(r"\s+", " ", text_of(tmp_path / "made.pdf", "-layout")).lower()
    missing = [
        (label, words)
        for label, words in numbered(sample())
        if label and f" {label} {first_words(words)}".replace("\u00a0", " ").lower() not in shown
    ]
    assert not missing


def test_a_heading_of_the_template_itself_would_count_as_a_chapter_and_is_reported(a4: bytes) -> None:
    headed = changed(
        *(a4, "word/document.xml"),
        lambda text: text.replace(
            "<w:body>",
            '<w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Beispiel AG</w:t></w:r></w:p>',
        ),
    )
    assert errors(headed) == ['the paragraph "Beispiel AG" has the numbered style of clauses, and would count as one']
    made = mend("x.docx", headed, counsel())
    assert made.done == ("1 headings of the file itself have no number, so that chapters begin at 1",)
    assert errors(made.data) == []


def test_variables_of_add_ins_are_taken_out(word_default: bytes) -> None:
    parts, _ = open_package("x", word_default)
    held = b'<w:docVars><w:docVar w:name="client" w:val="Elsewhere Ltd"/></w:docVars></w:settings>'
    settings = parts["word/settings.xml"].replace(b"</w:settings>", held)
    filled = {**parts, "word/settings.xml": settings}
    made = mend("x.docx", write_package({name: pack(part) for name, part in filled.items()}), counsel())
    assert "variables that no page shows are taken out" in made.done
    assert b"Elsewhere" not in open_package("x", made.data)[0]["word/settings.xml"]
    assert errors(made.data) == []


def test_mending_twice_changes_nothing_more(word_default: bytes) -> None:
    once = mend("x.docx", word_default, counsel())
    assert mend("x.docx", once.data, counsel()) == type(once)(once.data, ())


@pytest.mark.parametrize("name", ["counsel.docx", "corporate.docx"])
def test_a_shipped_template_needs_no_mending_and_no_advice(name: str) -> None:
    template = shipped_templates()[name]
    assert mend("x.docx", template, counsel()).done == ()
    assert lint("x.docx", template) == []


# What Word of another language, or a person, makes of a template


def german(template: bytes) -> bytes:
    """Return *template* as a German Word saves it: ids of built-in styles follow its own names."""
    ids = {"Heading1": "berschrift1", "Heading2": "berschrift2", "TOC1": "Verzeichnis1", "Caption": "Beschriftung"}
    for part in ("word/styles.xml", "word/numbering.xml", "word/document.xml"):
        if any(f'"{id_}"' in open_package("x", template)[0][part].decode() for id_ in ids):
            template = changed(
                template, part, lambda text: re.sub(r'"(\w+)"', lambda m: f'"{ids.get(m[1], m[1])}"', text)
            )
    return template


def test_a_template_that_a_german_word_has_saved_serves_as_it_is(a4: bytes) -> None:
    saved = german(a4)
    assert 'w:styleId="berschrift1"' in open_package("x", saved)[0]["word/styles.xml"].decode()
    assert errors(saved) == []
    assert faults_of_word_file("made.docx", render_word(sample(), saved)) == []


def test_a_style_whose_name_is_translated_too_is_known(a4: bytes) -> None:
    saved = changed(german(a4), "word/styles.xml", lambda text: text.replace('"heading 1"', '"Überschrift 1"'))
    assert errors(saved) == []
    made = render_word(sample(), saved)
    assert '<w:name w:val="heading 1"/>' in open_package("x", made)[0]["word/styles.xml"].decode()


FRENCH = {
    "Heading1": ("Titre1", "heading 1", "Titre 1"),
    "Heading2": ("Titre2", "heading 2", "Titre 2"),
    "Caption": ("Lgende", "caption", "légende"),
    "TOC1": ("TM1", "toc 1", "TM 1"),
}
"""Of some styles: the id that a French Word gives, the name in its file, and its translation by other programs."""


def french(template: bytes, *, translated: bool) -> bytes:
    """Return *template* as a French Word saves it, or a program that translates the names too."""
    words = {f'"{id_}"': f'"{local}"' for id_, (local, _, _) in FRENCH.items()}
    names = {f'"{name}"': f'"{shown}"' for _, name, shown in FRENCH.values()} if translated else {}
    parts, _ = open_package("x", template)
    for part in ("word/styles.xml", "word/numbering.xml", "word/document.xml"):
        text = parts[part].decode()
        for old, new in {**words, **names}.items():
            text = text.replace(old, new)
        parts[part] = text.encode()
    return write_package({name: pack(data) for name, data in parts.items()})


@pytest.mark.parametrize("translated", [False, True])
def test_a_french_template_with_tags_in_pieces_and_guillemets_serves(a4: bytes, *, translated: bool) -> None:
    saved = french(a4, translated=translated)
    assert b'w:styleId="Titre1"' in open_package("x", saved)[0]["word/styles.xml"]
    assert errors(saved) == []
    pieces = "{{</w:t></w:r><w:r><w:t>\u00a0« ti</w:t></w:r><w:r><w:t>tle »\u00a0</w:t></w:r><w:r><w:t>}}"
    spoilt = changed(saved, "word/header1.xml", lambda text: text.replace("{{ title }}", pieces))
    assert len(errors(spoilt)) == 1  # told, and mended
    made = render_word(sample(), mend("x.docx", spoilt, counsel()).data)
    assert faults_of_word_file("made.docx", made) == []
    parts, _ = open_package("x", made)
    assert sample().facts.title in parts["word/header1.xml"].decode()
    assert '"Heading1"' in parts["word/styles.xml"].decode()


def test_a_style_of_another_type_under_our_id_is_put_aside() -> None:
    opened = docx.Document()
    opened.styles.add_style("Definition", WD_STYLE_TYPE.CHARACTER)
    made = io.BytesIO()
    opened.save(made)
    assert 'the style "Definition" is missing' in errors(made.getvalue())
    assert errors(mend("x.docx", made.getvalue(), counsel()).data) == []


@pytest.mark.parametrize("written", ["{{ “title” }}", "{{ ’Title’ }}", "{{\u00a0title\u00a0}}", "{{ Title }}"])
def test_a_tag_with_what_word_puts_in_is_reported_or_read_and_mended(a4: bytes, written: str) -> None:
    spoilt = changed(a4, "word/header1.xml", lambda text: text.replace("{{ title }}", written))
    mended = mend("x.docx", spoilt, counsel())
    assert errors(mended.data) == []
    parts, _ = open_package("x", render_word(sample(), mended.data))
    assert sample().facts.title in parts["word/header1.xml"].decode()


def test_a_tag_in_curly_quotes_is_reported(a4: bytes) -> None:
    spoilt = changed(a4, "word/header1.xml", lambda text: text.replace("{{ title }}", "{{ “title” }}"))
    assert errors(spoilt) == ['a tag that is no plain name in "word/header1.xml"']


def test_logic_in_a_tag_and_a_marker_among_words_are_left_to_a_person(a4: bytes) -> None:
    spoilt = changed(a4, "word/document.xml", lambda text: text.replace("@@BODY@@", "Text: @@BODY@@"))
    spoilt = changed(spoilt, "word/header1.xml", lambda text: text.replace("{{ title }}", "{{ title|upper }}"))
    made = mend("x.docx", spoilt, counsel())
    assert made.done == ()
    assert len(errors(made.data)) == 2


def test_one_lost_marker_is_put_back_in_its_place(a4: bytes) -> None:
    lost = changed(a4, "word/document.xml", lambda text: text.replace("@@SIGNATURES@@", ""))
    made = mend("x.docx", lost, counsel())
    shell, _ = compile_template("x", made.data)
    assert shell is not None
    assert shell.order == compile_template("x", a4)[0].order  # type: ignore[union-attr]


def test_a_style_that_lost_its_list_is_linked_again_with_all_its_levels(a4: bytes) -> None:
    lost = changed(
        a4,
        "word/styles.xml",
        lambda text: re.sub(r'(styleId="Clause3".*?)<w:numPr>.*?</w:numPr>', r"\1", text, count=1),
    )
    made = mend("x.docx", lost, counsel())
    assert made.done == ("numbered styles are linked with lists: Heading1, Heading2, Clause3, Clause4, Clause5",)
    assert errors(made.data) == []
    assert faults_of_word_file("made.docx", render_word(sample(), made.data)) == []


ODD: dict[str, tuple[str, str, str]] = {
    "a margin with a comma": ("word/document.xml", r'w:header="\d+"', 'w:header="12,5"'),
    "a margin with a fraction": ("word/document.xml", r'w:top="\d+"', 'w:top="1440.5"'),
    "no margins": ("word/document.xml", r"<w:pgMar[^>]*/>", ""),
    "no page": ("word/document.xml", r"(?s)<w:sectPr.*?</w:sectPr>", ""),
    "a list whose number is none": ("word/numbering.xml", r'<w:num w:numId="\d+"', '<w:num w:numId="x1"'),
    "a list of lists whose number is none": ("word/numbering.xml", r'w:abstractNumId="\d+"', 'w:abstractNumId="z"'),
}


@pytest.mark.parametrize("what", ODD)
def test_numbers_that_are_none_stop_no_mending(word_default: bytes, what: str) -> None:
    part, old, new = ODD[what]
    made = mend("x.docx", changed(word_default, part, lambda text: re.sub(old, new, text)), counsel())
    assert made.done
    left = {"no margins": "has no page size and margins", "a list whose number is none": "has a list without number"}
    assert errors(made.data)[:1] == ([left[what]] if what in left else [])


LEVELS = [
    (r'<w:ilvl w:val="1"/>', '<w:ilvl w:val="one"/>'),
    (r'(?s)(Id="Clause3".*?)<w:pPr>.*?</w:pPr>', r"\1"),
]


@pytest.mark.parametrize(("old", "new"), LEVELS)
def test_a_style_on_a_level_that_is_none_or_without_any_form_is_put_on_its_own(a4: bytes, old: str, new: str) -> None:
    made = mend("x.docx", changed(a4, "word/styles.xml", lambda text: re.sub(old, new, text, count=1)), counsel())
    assert any("linked with lists: Heading1" in words for words in made.done)
    assert errors(made.data) == []


@pytest.mark.parametrize(
    "name",
    [
        *("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml"),
        *("word/_rels/document.xml.rels", "[Content_Types].xml"),
    ],
)
def test_a_template_with_a_damaged_part_is_left_alone_and_named(word_default: bytes, name: str) -> None:
    damaged = changed(word_default, name, lambda text: text[:-30])
    assert mend("x.docx", damaged, counsel()) == Mended(damaged, ())
    assert any(f'the part "{name}"' in words for words in errors(damaged))


def test_a_text_without_a_body_is_left_alone(word_default: bytes) -> None:
    empty = changed(word_default, "word/document.xml", lambda text: re.sub(r"(?s)<w:body>.*</w:body>", "", text))
    assert mend("x.docx", empty, counsel()) == Mended(empty, ())
    assert errors(empty)


# Advice


def test_a_face_without_a_twin_is_named(a4: bytes) -> None:
    branded = changed(a4, "word/styles.xml", lambda text: text.replace('w:ascii="Cambria"', 'w:ascii="Aptos"'))
    assert any(words.startswith('the face "Aptos" has no free twin') for words in advice(branded))


def test_a_colour_that_is_hard_to_read_is_named_with_its_contrast() -> None:
    template = shipped_templates()["corporate.docx"]
    pale = changed(template, "word/styles.xml", lambda text: text.replace("0B4F6C", "7FB2C9"))
    assert contrast("FFFFFF", "7FB2C9") == pytest.approx(2.3, abs=0.05)
    assert 'style "Heading1": 7FB2C9 on FFFFFF has a contrast of 2.3, and 4.5 is the least' in advice(pale)
    assert any(words.startswith('style "CellHead": 7FB2C9 on E9F0F4') for words in advice(pale))


def test_pale_styles_that_nothing_uses_are_one_line() -> None:
    idle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{id_}"/>{base}<w:rPr>{{}}</w:rPr></w:style>'
        for id_, base in (("Pull", ""), ("Aside", '<w:basedOn w:val="Pull"/>'), ("Above", ""))
    ).replace("{}", '<w:color w:val="AACCDD"/>')
    template = changed(
        shipped_templates()["corporate.docx"],
        "word/styles.xml",
        lambda text: text.replace("</w:styles>", f"{idle}</w:styles>"),
    )
    assert advice(template) == ["hard to read, but used by nothing yet, are the styles Above, Aside, Pull"]
    header = changed(
        template, "word/header1.xml", lambda text: re.sub('pStyle w:val="[^"]+"', 'pStyle w:val="Aside"', text)
    )
    told = advice(header)
    assert [one.partition(":")[0] for one in told[:2]] == ['style "Pull"', 'style "Aside"']
    assert told[2:] == ["hard to read, but used by nothing yet, are the styles Above"]


def test_a_template_that_does_not_say_its_version_is_named(a4: bytes) -> None:
    silent = changed(a4, "word/header1.xml", lambda text: text.replace("{{ version }}", "1"))
    silent = changed(silent, "word/footer2.xml", lambda text: text.replace("{{ version }}", "1"))
    assert advice(silent) == [
        "no page says the version of the agreement: put the tag {{ version }} into header or footer"
    ]


# The logo


@pytest.mark.parametrize("name", ["corporate.docx", "counsel.docx"])
def test_a_logo_stands_on_the_cover_and_is_not_stretched(name: str) -> None:
    import base64

    made = with_logo(shipped_templates()[name], base64.b64decode(DOT))
    assert isinstance(made, bytes)
    assert errors(made) == []
    rendered = render_word(sample(), made)
    assert faults_of_word_file("made.docx", rendered) == []
    cover = open_package("x", rendered)[0]["word/document.xml"].decode()
    assert f'<wp:extent cx="{14 * 36_000}" cy="{14 * 36_000}"/>' in cover
    assert cover.index("<w:drawing>") < cover.index("Quality Agreement")


def test_a_logo_that_is_no_png_file_is_refused() -> None:
    made = with_logo(shipped_templates()["corporate.docx"], b"GIF89a")
    assert isinstance(made, Diagnostic)
    assert made.message == "is no PNG file"
