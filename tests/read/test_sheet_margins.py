"""What a workbook shows beside the texts of its cells: each thing that changes how a cell reads, and every remark."""

from __future__ import annotations

import pytest

from generator.read.sheet_margins import NO_TEXT, ON_PAGES, OTHER_WORDS, OTHERWISE, RULE, STRUCK, Margin, read_margins
from tests.read.test_book_package import linked, with_more
from tests.read.test_sheet import MAIN, with_cells, with_parts, workbook

DRAWS = "http://schemas.openxmlformats.org/drawingml/2006/"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
BESIDE = "xl__worksheets__RELS__sheet1-xml-rels"


def styled(inner: str) -> str:
    return f"<styleSheet xmlns='{MAIN}'>{inner}</styleSheet>"


def notes(data: bytes) -> dict[str, str]:
    """Return what is told of cells, by their addresses."""
    return {one.address: one.note for one in read_margins("in.xlsx", data)}


FONTS = "<fonts><font/><font><strike/></font><font><strike val='0'/></font><font><strike val='false'/></font></fonts>"


def test_a_cell_whose_form_strikes_its_words_out_is_told_and_an_empty_one_is_not() -> None:
    forms = "".join(f"<xf fontId='{at}'/>" for at in range(4))
    inline = '<c r="{}" s="{}" t="inlineStr"><is><t>shall</t></is></c>'.format
    cells = "".join(inline(f"{'ABCD'[at]}1", at) for at in range(4)) + '<c r="E1" s="1"/><c r="F1" s="1"><v>5</v></c>'
    data = with_parts(with_cells(cells), styles=styled(f"{FONTS}<cellXfs>{forms}</cellXfs>"))
    assert notes(data) == {"B1": STRUCK, "F1": STRUCK}


def test_a_shared_text_with_struck_words_is_told_where_a_cell_shows_it_and_not_at_its_number() -> None:
    parts = ("<r><t>a</t></r>", "<r><rPr><strike/></rPr><t>never</t></r>", "<r><rPr><strike/></rPr><t> </t></r>")
    texts = f'<sst xmlns="{MAIN}">{"".join(f"<si>{one}</si>" for one in parts)}</sst>'
    shared = "".join(f'<c r="{"ABC"[at]}1" t="s"><v>{at}</v></c>' for at in range(3)) + '<c r="D1"><v>1</v></c>'
    assert notes(with_more(with_cells(shared), **{"xl__sharedStrings-xml": texts})) == {"B1": STRUCK}


def test_only_a_number_that_shows_otherwise_is_told_of_what_a_form_of_numbers_covers() -> None:
    cells = (
        '<c r="A1" s="1"><v>0.5</v></c><c r="B1" s="1" t="n"><v>0.5</v></c><c r="C1" s="1"/>'
        '<c r="D1" s="1" t="b"><v>1</v></c><c r="E1" s="0"><v>5</v></c><c r="F1"><v>5</v></c>'
    )
    data = with_parts(with_cells(cells), styles=styled("<cellXfs><xf/><xf numFmtId='9'/></cellXfs>"))
    assert notes(data) == {"A1": OTHERWISE, "B1": OTHERWISE}


def test_a_text_that_shows_other_words_is_told_in_whatever_way_it_is_kept() -> None:
    form = "<numFmts><numFmt numFmtId='164' formatCode='0;0;0;\"no\"'/></numFmts>"
    cells = '<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="str"><v>shall</v></c>'
    data = with_parts(with_cells(cells), styles=styled(f"{form}<cellXfs><xf/><xf numFmtId='164'/></cellXfs>"))
    assert notes(data) == {"A1": OTHER_WORDS, "B1": OTHER_WORDS}


@pytest.mark.parametrize("code", ["0\\@", '0;0;"no"', '0"@"'])
def test_a_form_for_numbers_alone_says_nothing_of_a_text(code: str) -> None:
    form = (
        f"<numFmts><numFmt numFmtId='164' formatCode='{code}'/></numFmts><cellXfs><xf/><xf numFmtId='164'/></cellXfs>"
    )
    data = with_cells('<c r="A1" s="1" t="inlineStr"><is><t>shall</t></is></c>')
    assert notes(with_parts(data, styles=styled(form))) == {}


def test_a_rule_over_single_cells_is_told_at_the_first_one() -> None:
    form = styled("<dxfs><dxf><numFmt numFmtId='164' formatCode='0'/></dxf></dxfs>")
    rule = '<conditionalFormatting sqref="B2 C9"><cfRule dxfId="0"/><cfRule/></conditionalFormatting>'
    assert notes(with_parts(with_cells("", rule), styles=form)) == {"B2": RULE}


def test_of_a_thread_each_entry_is_told_and_the_note_that_stands_for_it_is_not() -> None:
    entry = '<threadedComment ref="A1" personId="{}"><text>{}</text></threadedComment>'.format
    thread = f'<x xmlns="{THREADS}">{entry("p1", " Why? ")}{entry("p9", "Because.")}</x>'
    thread = thread.replace("<x ", "<ThreadedComments ").replace("</x>", "</ThreadedComments>")
    people = f'<personList xmlns="{THREADS}"><person id="p1" displayName="Kim"/></personList>'
    note = '<comment ref="{}" authorId="{}"><text><t>{}</t></text></comment>'.format
    several = (
        note("A1", 0, "[Threaded comment]") + note("B1", 1, " asked ") + note("C1", 2, "nobody's") + note("D1", 0, "")
    )
    authors = "<authors><author>tc</author><author>Pia</author></authors>"
    written = f'<comments xmlns="{MAIN}">{authors}<commentList>{several}</commentList></comments>'
    links = linked(("comments", "../n1.xml"), ("threadedComment", "../t1.xml"), ("vmlDrawing", "../gone.vml"))
    data = with_more(
        workbook(), **{BESIDE: links, "xl__n1-xml": written, "xl__t1-xml": thread, "xl__persons__person-xml": people}
    )
    assert read_margins("in.xlsx", data) == [
        Margin("Changes", "B1", "asked", "Pia"),
        Margin("Changes", "C1", "nobody's", ""),
        Margin("Changes", "D1", "", "tc"),
        Margin("Changes", "A1", "Why?", "Kim"),
        Margin("Changes", "A1", "Because.", ""),
    ]
    alone = with_more(workbook(), **{BESIDE: linked(("threadedComment", "../t1.xml")), "xl__t1-xml": thread})
    assert [(one.text, one.author) for one in read_margins("in.xlsx", alone)] == [("Why?", ""), ("Because.", "")]


def test_charts_are_told_with_their_words_and_those_in_a_box_come_line_by_line() -> None:
    names = f'xmlns:d="{DRAWS}spreadsheetDrawing" xmlns:a="{DRAWS}main"'
    lines = "<a:p><a:r><a:t>one </a:t></a:r><a:r><a:t>line</a:t></a:r></a:p><a:p><a:t>two</a:t></a:p>"
    described = '<d:pic><d:cNvPr descr="a seal" name="Picture 1"/></d:pic>'
    parts = {
        BESIDE: linked(("drawing", "../d1.xml")),
        "xl__d1-xml": f"<d:x {names}><d:txBody>{lines}</d:txBody>{described}</d:x>",
        "xl__RELS__d1-xml-rels": linked(("chart", "c1.xml"), ("chartEx", "c2.xml"), ("image", "a.svg")),
        "xl__c1-xml": f"<x {names}>{lines}</x>",
        "xl__c2-xml": "<x/>",
        "xl__a-svg": "<svg/>",
    }
    assert read_margins("in.xlsx", with_more(workbook(), **parts)) == [
        Margin("Changes", "", "one line\ntwo"),
        Margin("Changes", "", 'picture "a seal"', note=NO_TEXT),
        Margin("Changes", "", 'chart "one line\ntwo"', note=NO_TEXT),
        Margin("Changes", "", 'chart "without words"', note=NO_TEXT),
    ]


def test_words_in_the_heads_of_pages_stand_at_no_cell_and_are_told_once() -> None:
    heads = "".join(f"<odd{place}>&amp;COnly if agreed</odd{place}>" for place in ("Header", "Footer"))
    assert read_margins("in.xlsx", with_cells("", f"<headerFooter>{heads}</headerFooter>")) == [
        Margin("Changes", "", "Only if agreed", note=ON_PAGES)
    ]
