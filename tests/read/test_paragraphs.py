"""Paragraphs of returned Word files, on files of a few lines: what does not show on a page is known as such."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.read.returned import Returned, read_returned

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(body: str, styles: str = "", space: str = MAIN) -> bytes:
    """Return a Word file with *body* and *styles*."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("[Content_Types].xml", TYPES)
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
        parts.writestr("word/styles.xml", f'<w:styles xmlns:w="{space}">{styles}</w:styles>')
    return made.getvalue()


def read(body: str, styles: str = "") -> Returned:
    """Return what is read of *body*."""
    found, faults = read_returned("back.docx", packed(body, styles))
    assert found is not None, faults
    return found


def line(words: str, *, paragraph: str = "", run: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def text(words: str) -> str:
    """Return a run."""
    return f"<w:r><w:t>{words}</w:t></w:r>"


GHOST = (
    '<w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Heir"><w:basedOn w:val="Ghost"/></w:style>'
    '<w:style w:styleId="Plain"><w:rPr><w:vanish w:val="0"/><w:sz w:val="20"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "run", "hidden"),
    [
        ("", "", False),
        ("", '<w:vanish w:val="0"/><w:sz w:val="16"/>', False),
        ("", "<w:specVanish/>", True),
        ("", '<w:sz w:val="2"/>', True),
        ("", '<w:w w:val="1"/>', True),
        ("", '<w:w w:val="90"/>', False),
        ("", '<w:rFonts w:ascii="Wingdings"/>', True),
        ("", '<w:rFonts w:ascii="Arial"/>', False),
        ("", '<w:highlight w:val="black"/>', True),
        ("", '<w:highlight w:val="yellow"/>', False),
        ("", '<w:shd w:val="clear" w:fill="000000"/>', True),
        ("", '<w:shd w:val="solid" w:color="auto"/>', True),
        ("", '<w:color w:val="ffcc00"/><w:shd w:val="clear" w:fill="FFCC00"/>', True),
        ("", '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="auto"/>', False),
        ("", '<w:shd w:val="clear" w:fill="D9E2F3"/>', False),
        ("", '<w:color w:val="000000" w:themeColor="background1"/>', True),
        ("", '<w:color w:val="7F7F7F" w:themeColor="background1" w:themeShade="7F"/>', False),
        ("", '<w:position w:val="-4000"/>', True),
        ("", '<w:position w:val="6"/>', False),
        ("", '<w:spacing w:val="-400"/>', True),
        ("", '<w:spacing w:val="400"/>', False),
        ("", '<w:spacing w:val="-4"/>', False),
        ('<w:shd w:val="clear" w:fill="000000"/>', "", True),
        ("", '<w:rStyle w:val="Ghost"/>', True),
        ('<w:pStyle w:val="Ghost"/>', "", True),
        ('<w:pStyle w:val="Heir"/>', "", True),
        ('<w:pStyle w:val="Plain"/>', "", False),
    ],
)
def test_words_hidden_by_form_or_by_a_style_are_read_as_hidden(paragraph: str, run: str, hidden: bool) -> None:
    (unit,) = read(line("in 2 days", paragraph=paragraph, run=run), GHOST).now
    assert (unit.text, unit.lines[0].hidden) == ("in 2 days", "in 2 days" if hidden else "")


@pytest.mark.parametrize(
    "styles",
    [
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish/></w:rPr></w:style>',
    ],
)
def test_words_hidden_by_what_holds_for_all_text_are_read_as_hidden(styles: str) -> None:
    assert read(line("gone"), styles).now[0].lines[0].hidden == "gone"


def test_words_that_run_backwards_and_those_in_a_table_of_a_hiding_style_are_read_as_hidden() -> None:
    turned = "<w:p><w:bdo w:val='rtl'><w:r><w:t>gone</w:t></w:r></w:bdo><w:r><w:t> on</w:t></w:r></w:p>"
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Ghost"/></w:tblPr><w:tr><w:tc>{line("too")}</w:tc></w:tr></w:tbl>'
    found = read(turned + table, GHOST).now
    assert [unit.lines[0].hidden for unit in found] == ["gone", "too"]


def test_a_table_of_a_plain_style_shows_its_words_where_another_style_hides_some() -> None:
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Plain"/></w:tblPr><w:tr><w:tc>{line("shown")}</w:tc></w:tr></w:tbl>'
    assert read(table, GHOST).now[0].lines[0].hidden == ""


def test_a_number_inside_a_field_that_does_not_end_loses_no_words() -> None:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    field = f"{sign('begin')}<w:r><w:instrText>{{}}</w:instrText></w:r>{sign('separate')}".format
    inner = f"{field('REF two')}{text('2')}{sign('end')}"
    (unit,) = read(f"<w:p>{field('REF one')}{text('Clause ')}{inner}{text(' stays')}</w:p>").now
    assert unit.text == "Clause 2 stays"
    assert unit.lines[0].key.endswith("Clause 2 stays")


def test_the_words_of_a_hidden_row_are_read_as_hidden() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    rows = row.format("<w:hidden/>", line("gone")) + row.format("", line("shown"))
    assert [unit.lines[0].hidden for unit in read(f"<w:tbl>{rows}</w:tbl>").now] == ["gone", ""]


def test_words_struck_out_by_a_style_are_read_as_struck_out() -> None:
    styles = '<w:style w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>'
    (unit,) = read(line("in 2 days", run='<w:rStyle w:val="Out"/>'), styles).now
    assert unit.lines[0].struck == "in 2 days"


def test_a_style_from_before_a_tracked_change_is_not_taken_for_the_one_of_today() -> None:
    older = '<w:pPrChange w:author="K"><w:pPr><w:pStyle w:val="Ghost"/></w:pPr></w:pPrChange>'
    (unit,) = read(line("words", paragraph=older), GHOST).now
    assert unit.lines[0].style == ""


def test_a_bookmark_between_paragraphs_belongs_to_neither() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="between"/><w:bookmarkEnd w:id="7"/>'
    inside = '<w:p><w:bookmarkStart w:id="8" w:name="inside"/><w:r><w:t>two</w:t></w:r><w:bookmarkEnd w:id="8"/></w:p>'
    units = read(line("one") + mark + inside).now
    assert [(unit.text, unit.marks) for unit in units] == [("one", ()), ("two", ("inside",))]
    assert units[1].lines[0].spans == (("inside", 0, 3),)


def test_a_paragraph_inside_another_is_read_with_it_and_by_itself() -> None:
    nested = "<w:p><w:r><w:t>outer </w:t></w:r><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:p>"
    assert [unit.text for unit in read(nested).now] == ["outer inner"]


def test_a_file_of_the_strict_form_is_refused_with_what_to_do() -> None:
    found, faults = read_returned("back.docx", packed("", space="http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert found is None
    assert "Strict" in faults[0].message
    assert "Save as" in faults[0].hint
