"""Paragraphs of returned Word files, on files of a few lines: what does not show on a page is known as such."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.read.paragraphs import lead
from generator.read.returned import Returned, read_returned, returned
from generator.read.units import ReadLine
from generator.read.word import DOCUMENT, parse_part

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
        ("", '<w:w w:val="1%"/>', True),
        ("", '<w:w w:val="20"/>', True),
        ("", '<w:sz w:val="6"/>', True),
        ("", '<w:rFonts w:hAnsi="Symbol"/>', True),
        ("", '<w:color w:val="000000" w:themeColor="light1"/>', True),
        ("", '<w:shd w:val="solid"/>', True),
        ("", '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>', True),
        ("", '<w:shd w:val="solid" w:color="FFFFFF" w:fill="000000"/>', False),
        ("", '<w:position w:val="100"/>', True),
        ("", '<w:spacing w:val="-100"/>', True),
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


def test_a_style_that_hides_the_words_of_tables_hides_none_outside_and_a_file_without_styles_none_at_all() -> None:
    styles = '<w:style w:type="table" w:default="1" w:styleId="T"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(line("shown"), styles).now[0].lines[0].hidden == ""
    bare = {DOCUMENT: f'<w:document xmlns:w="{MAIN}"><w:body>{line("shown")}</w:body></w:document>'.encode()}
    assert returned(bare, parse_part(bare, DOCUMENT), {}).now[0].lines[0].hidden == ""


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


CHANGE = '<w:p><w:ins w:id="90" w:author="Kim"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
BEGIN, END = '<w:bookmarkStart w:id="{0}" w:name="m{0}"/>'.format, '<w:bookmarkEnd w:id="{}"/>'.format


def field(instruction: str, shown: str) -> str:
    """Return a field whose instruction stands in three pieces, the first of them empty."""
    pieces = ("", instruction[:2], instruction[2:])
    told = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    return f"{SIGN('begin')}{told}{SIGN('separate')}{text(shown)}{SIGN('end')}"


def both_ways(content: str) -> ReadLine:
    """Return what is read of a paragraph, which must be the same beside a change and far from any."""
    (alone,) = read(f"<w:p>{content}</w:p>").now[0].lines
    (beside,) = read(f"{CHANGE}<w:p>{content}</w:p>").now[1].lines
    assert alone == beside
    return alone


@pytest.mark.parametrize(
    ("instruction", "key"),
    [
        ("REF c-1 \\h", lead("c-1")),
        ("PAGEREF c-1", lead("c-1")),
        ("SEQ Table", lead("Table")),
        ("PAGE", lead("")),
        ("NUMPAGES", lead("")),
        ("TOC", "7"),
        ("HYPERLINK x", "7"),
    ],
)
def test_a_number_that_word_computes_is_compared_by_where_it_leads_and_other_fields_by_what_they_show(
    instruction: str, key: str
) -> None:
    content = text("see ") + BEGIN(1) + field(instruction, "7") + END(1) + text(" and ") + field("REF two", "8")
    read_of = both_ways(content + BEGIN(2) + text("on") + END(2))
    assert (read_of.text, read_of.key) == ("see 7 and 8on", f"see {key} and {lead('two')}on")
    start = len(read_of.key) - 2
    assert read_of.spans == (("m1", 4, 4 + len(key)), ("m2", start, start + 2))
    assert read_of.marks == ("m1", "m2")


def test_a_number_that_has_ended_is_not_told_again_by_one_that_does_not_end() -> None:
    open_ = f"{SIGN('begin')}<w:r><w:instrText>REF two</w:instrText></w:r>{SIGN('separate')}"
    read_of = both_ways(field("REF one", "1") + text(" or ") + open_ + text("nobody"))
    assert (read_of.text, read_of.key) == ("1 or nobody", f"{lead('one')} or nobody")


def test_the_signs_of_a_line_are_read_and_breaks_of_pages_and_stops_of_tabs_are_none() -> None:
    breaks = '<w:br w:type="page"/><w:br w:type="column"/><w:br w:type="textWrapping"/>'
    signs = f'<w:r><w:t>a</w:t><w:tab/>{breaks}<w:cr/><w:noBreakHyphen/><w:sym w:char="F0B7"/></w:r>'
    read_of = both_ways(f"<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{signs}")
    assert (read_of.text, read_of.key) == ("a\t\n\n\u2011\ufffd", "a\t\n\n\u2011\ufffd")


@pytest.mark.parametrize(
    ("form", "style", "numbering"),
    [
        ('<w:pStyle w:val="B"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>', "B", "5/1"),
        ('<w:numPr><w:numId w:val="5"/></w:numPr>', "", "5/0"),
        ('<w:pStyle/><w:numPr><w:ilvl w:val="1"/></w:numPr>', "", ""),
        ('<w:pStyle w:val="B"/>', "B", ""),
        ("<w:pStyle/>", "", ""),
    ],
)
@pytest.mark.parametrize("words", ["", text("words"), text("words") + field("TOC", "7")])
def test_a_line_has_its_style_and_the_list_that_it_names_itself(
    form: str, style: str, numbering: str, words: str
) -> None:
    read_of = both_ways(f"<w:pPr>{form}</w:pPr>{words}")
    assert (read_of.style, read_of.numbering) == (style, numbering)


def test_hidden_and_struck_words_of_several_runs_are_read_together_also_beside_a_change() -> None:
    gone, out = "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:strike/></w:rPr>"
    runs = f"<w:r>{gone}<w:t>a</w:t><w:tab/></w:r>{text('b')}<w:r>{gone}<w:t>c</w:t></w:r><w:r>{out}<w:t>d</w:t></w:r>"
    read_of = both_ways(runs)
    assert (read_of.text, read_of.hidden, read_of.struck) == ("a\tbcd", "a\tc", "d")
    shown = both_ways(text("b"))
    assert (shown.hidden, shown.struck) == ("", "")


@pytest.mark.parametrize("fields", ["", field("TOC", "7")])
def test_bookmarks_that_cross_or_stand_in_a_link_are_read_and_an_end_without_a_beginning_is_none(fields: str) -> None:
    crossed = f"{END(9)}{BEGIN(1)}{text('one ')}{BEGIN(2)}{text('two ')}{END(1)}{text('three')}{END(2)}"
    linked = f"<w:hyperlink>{BEGIN(3)}{text('link')}{END(3)}</w:hyperlink>"
    read_of = both_ways(crossed + linked + fields)
    assert read_of.spans == (("m1", 0, 8), ("m2", 4, 13), ("m3", 13, 17))
    assert read_of.marks == ("m1", "m2", "m3")


@pytest.mark.parametrize("sign", ["\ue000", "\ue001"])
def test_a_sign_of_ours_that_stands_alone_in_a_text_is_read_as_an_unknown_one(sign: str) -> None:
    assert both_ways(text(f"a {sign}")).key == "a \ufffd"


def test_an_older_form_that_stands_between_paragraphs_says_nothing_of_the_one_before() -> None:
    stray = '<w:pPrChange w:author="K"><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    assert read(line("one") + stray + line("two") + line("three")).now[0].lines[0].style == ""


def test_a_number_in_a_paragraph_inside_another_is_compared_by_where_it_leads() -> None:
    nested = f"<w:p>{text('see ')}<w:p>{field('REF c-1', '7')}</w:p></w:p>"
    (unit,) = read(nested).now
    assert (unit.text, unit.key) == ("see 7", f"see {lead('c-1')}")
