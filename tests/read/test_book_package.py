"""Workbooks whose parts are not where they are looked for, are damaged, or are far too large."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest

from generator.diagnostic import Diagnostic
from generator.read import book_package, word_package
from generator.read.sheet import MOST_STRAYS, read_sheets
from generator.read.sheet_margins import OTHER_WORDS, OTHERWISE, read_margins
from generator.workbooks import cells_in
from tests.read.test_sheet import CELL, MAIN, read, with_cells, with_parts, workbook

BOOK = (
    '<workbook xmlns="{0}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{1}</workbook>'
)
SHEETS = BOOK.format(MAIN, '<sheets><sheet name="{}" r:id="rId1"/><sheet name="{}" r:id="rId1"/></sheets>')


def linked(*links: tuple[str, str]) -> str:
    """Return a part of relationships: kind and target."""
    several = "".join(f'<Relationship Id="x" Type="http://x/{kind}" Target="{target}"/>' for kind, target in links)
    return f"<Relationships>{several}</Relationships>"


def with_more(data: bytes, **more: str) -> bytes:
    """Return the package *data* with more parts; ``__`` in a name stands for a slash, ``_`` for a full stop."""
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as package:
        for name, part in more.items():
            package.writestr(name.replace("__", "/").replace("RELS", "_rels").replace("-", "."), part)
    return made.getvalue()


def faults(data: bytes) -> list[Diagnostic]:
    sheets, found = read_sheets("in.xlsx", data)
    assert sheets == {}
    return found


def placed(data: bytes, **parts: str) -> bytes:
    """Return the package *data* with parts put in place of its own; the names as in ``with_more``."""
    named = {name.replace("__", "/").replace("RELS", "_rels").replace("-", "."): part for name, part in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            new.writestr(name, part)
    return made.getvalue()


def without(data: bytes, name: str) -> bytes:
    """Return the package *data* without one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
    return made.getvalue()


ONE = SHEETS.replace('<sheet name="{}" r:id="rId1"/>', "", 1)
SHEET = linked(("worksheet", "worksheets/sheet1.xml")).replace('"x"', '"rId1"')


def test_texts_that_cells_share_are_read_under_whatever_name_excel_finds_them() -> None:
    links = SHEET.replace("</", f"{linked(('sharedStrings', 'texts.xml'))[15:-16]}</")
    texts = f'<sst xmlns="{MAIN}"><si><t>shared</t></si></sst>'
    data = with_cells('<c r="A1" t="s"><v>0</v></c>')
    parts = {"xl__workbook-xml": ONE.format("Changes"), "xl__RELS__workbook-xml-rels": links, "xl__texts-xml": texts}
    assert read(placed(data, **parts))[0]["Changes"] == [["shared"]]


def test_the_workbook_is_the_one_that_excel_shows_and_not_the_one_with_the_usual_name() -> None:
    home = linked(("officeDocument", "xl/other.xml"))
    parts = {"RELS__-rels": home, "xl__other-xml": ONE.format("Shown"), "xl__RELS__other-xml-rels": SHEET}
    assert list(read(placed(workbook(), **parts))[0]) == ["Shown"]


@pytest.mark.parametrize(("names", "said"), [(("a", "A"), '2 sheets are called "a"'), (("a", ""), "has no name")])
def test_two_sheets_of_one_name_or_one_without_any_stop_the_reading(names: tuple[str, str], said: str) -> None:
    (found,) = faults(with_parts(workbook(), workbook=SHEETS.format(*names)))
    assert said in found.message


@pytest.mark.parametrize("kind", ["comments", "threadedComment", "drawing"])
def test_comments_and_drawings_that_are_missing_or_damaged_stop_the_reading(kind: str) -> None:
    links = {"xl__worksheets__RELS__sheet1-xml-rels": linked((kind, "../odd.xml"))}
    for more in ({}, {"xl__odd-xml": "<comments>"}):
        (found,) = faults(with_more(workbook(), **links, **more))
        assert found.message == 'the part "xl/odd.xml" is missing or damaged'


def test_damaged_styles_stop_the_reading() -> None:
    assert [one.code for one in faults(with_parts(workbook(), styles="<styleSheet>"))] == ["damaged-part"]


def test_comments_under_any_name_and_words_in_a_box_over_the_cells_are_read() -> None:
    note = '<comment ref="B1"><text><t>asked</t></text></comment>'
    notes = f'<comments xmlns="{MAIN}"><commentList>{note}</commentList></comments>'
    draws = "http://schemas.openxmlformats.org/drawingml/2006/"
    names = f'xmlns:d="{draws}spreadsheetDrawing" xmlns:a="{draws}main"'
    box = f"<d:x {names}><d:txBody><a:p><a:t>box</a:t></a:p></d:txBody></d:x>"
    links = {"xl__worksheets__RELS__sheet1-xml-rels": linked(("comments", "../n1.xml"), ("drawing", "../d1.xml"))}
    found = read_margins("in.xlsx", with_more(workbook(), **links, **{"xl__n1-xml": notes, "xl__d1-xml": box}))
    assert [(one.address, one.text) for one in found] == [("B1", "asked"), ("", "box")]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (';;;"shall not"', True),
        ('"shall not "@', True),
        (";;;", True),
        (";;;[Red]", True),
        ("0;0;0;General", False),
        ("0;0;0;@", False),
        ('_-* #,##0.00\\ _-;_-* "-"_-;_-@_-', False),
        ('0.0" days"', False),
        ("[Red]@", False),
    ],
)
def test_a_format_that_shows_other_words_than_the_text_of_its_cell_is_told(code: str, told: bool) -> None:
    form = f"<numFmts><numFmt numFmtId='164' formatCode='{escape(code)}'/></numFmts>"
    styles = f"<styleSheet xmlns='{MAIN}'>{form}<cellXfs><xf/><xf numFmtId='164'/></cellXfs></styleSheet>"
    data = with_parts(with_cells('<c r="A1" s="1" t="inlineStr"><is><t>shall</t></is></c>'), styles=styles)
    assert [one.address for one in read_margins("in.xlsx", data)] == ["A1"] * told


@pytest.mark.parametrize(("words", "told"), [("never", True), (" ", False)])
def test_a_part_of_a_cell_that_is_struck_out_is_told_and_a_struck_blank_is_not(words: str, told: bool) -> None:
    struck = f'<r><rPr><strike/></rPr><t xml:space="preserve">{words}</t></r>'
    data = with_cells(f'<c r="A1" t="inlineStr"><is><r><t>shall</t></r>{struck}</is></c>')
    assert [one.address for one in read_margins("in.xlsx", data)] == ["A1"] * told


def test_a_rule_that_shows_a_cell_in_another_form_is_told() -> None:
    form = "<dxfs><dxf/><dxf><numFmt numFmtId='164' formatCode='\"no\"'/></dxf></dxfs>"
    rules = "".join(
        f'<conditionalFormatting sqref="{area}"><cfRule dxfId="{at}"/></conditionalFormatting>'
        for area, at in (("A1:A9", 0), ("B2:B9 C1", 1))
    )
    data = with_parts(with_cells("", rules), styles=f"<styleSheet xmlns='{MAIN}'>{form}</styleSheet>")
    assert [one.address for one in read_margins("in.xlsx", data)] == ["B2"]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ('&amp;L&amp;"Arial,Bold"&amp;12Only if agreed&amp;R&amp;P', ["Only if agreed"]),
        ("&amp;CSmith &amp;&amp; Sons", ["Smith & Sons"]),
        ("&amp;CPage &amp;P of &amp;N", []),
        ("&amp;C&amp;K0000FF&amp;A", []),
    ],
)
def test_words_in_the_heads_of_pages_are_told_and_page_numbers_are_not(head: str, words: list[str]) -> None:
    data = with_cells("", f"<headerFooter><oddHeader>{head}</oddHeader></headerFooter>")
    assert [one.text for one in read_margins("in.xlsx", data)] == words


def test_a_sheet_that_is_a_chart_is_told() -> None:
    sheets, found = read_sheets("in.xlsx", with_parts(workbook(), sheet1=f'<chartsheet xmlns="{MAIN}"/>'))
    assert ([*sheets], [one.code for one in found]) == (["Changes"], ["damaged-part"])


@pytest.mark.parametrize("name", ["xl__connections-xml", "xl__queryTables__queryTable1-xml"])
def test_what_fetches_data_is_told(name: str) -> None:
    _, found = read_sheets("in.xlsx", with_more(workbook(), **{name: "<x/>"}))
    assert [one.code for one in found] == ["external-link"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x0000_b", "a_x0000_b"),
        ("_xD800_", "_xD800_"),
        ("_xFFFF_", "_xFFFF_"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_x0041_", "A"),
    ],
)
def test_an_escape_of_what_no_file_may_hold_stays_as_it_is_written(written: str, text: str) -> None:
    assert read(with_cells(CELL.format("A1", written)))[0]["Changes"] == [[text]]


def test_a_file_of_another_form_is_called_what_it_is() -> None:
    strict = BOOK.format("http://purl.oclc.org/ooxml/spreadsheetml/main", "")
    said = [faults(with_parts(workbook(), workbook=strict))[0].message]
    for name in ("word/document.xml", "xl/workbook.bin"):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(name, "x")
        said.append(faults(made.getvalue())[0].message)
    assert said == ["is saved as Strict Open XML", "is a Word file, no workbook", "is a binary workbook (.xlsb)"]


def test_a_workbook_far_larger_than_ours_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_package, "MOST_SIGNS", 3_000)
    monkeypatch.setattr(book_package, "LONGEST_STRETCH", 20_000)
    monkeypatch.setattr("generator.read.word_package.LONGEST_STRETCH", 20_000)
    for cells in ("<c/>" * 3_000, CELL.format("A1", "x" * 20_000)):
        assert [one.code for one in faults(with_cells(cells))] == ["oversized-package"]
    texts = f'<sst xmlns="{MAIN}"><si><t>{"x" * 20_000}</t></si></sst>'
    assert [one.code for one in faults(with_more(workbook(), **{"xl__sharedStrings-xml": texts}))] == [
        "oversized-package"
    ]


def test_thousands_of_cells_far_out_are_told_as_one() -> None:
    found = read(with_cells("".join(CELL.format(f"XFD{at + 1}", "x") for at in range(MOST_STRAYS + 5))))[1]
    assert len(found) == MOST_STRAYS + 1
    assert found[-1] == ("stray-cell", "in.xlsx:Changes")


def test_an_area_is_as_large_as_the_sheet_that_it_covers() -> None:
    assert cells_in("A1:XFD1048576", (2, 1)) == ["A1", "B1"]
    assert cells_in("B2:B3", (9, 9)) == ["B2", "B3"]
    assert cells_in("banana", (9, 9)) == []


def test_a_package_that_names_two_workbooks_is_refused() -> None:
    two = linked(("officeDocument", "xl/workbook.xml"), ("officeDocument", "xl/other.xml"))
    (found,) = faults(placed(workbook(), **{"RELS__-rels": two}))
    assert (found.code, found.message) == ("unsafe-part", "names several workbooks in one")


def test_what_is_no_workbook_or_no_sheet_has_nothing_beside_its_cells() -> None:
    lost = placed(workbook(), **{"xl__workbook-xml": ONE.format("Lost"), "xl__RELS__workbook-xml-rels": linked()})
    assert [read_margins("in.xlsx", data) for data in (b"no workbook", lost)] == [[], []]


def test_a_box_without_words_is_no_remark() -> None:
    draws = "http://schemas.openxmlformats.org/drawingml/2006/"
    names = f'xmlns:d="{draws}spreadsheetDrawing" xmlns:a="{draws}main"'
    boxes = "".join(f"<d:txBody><a:p><a:t>{said}</a:t></a:p></d:txBody>" for said in (" ", "see"))
    links = {"xl__worksheets__RELS__sheet1-xml-rels": linked(("drawing", "../d1.xml"))}
    found = read_margins("in.xlsx", with_more(workbook(), **links, **{"xl__d1-xml": f"<d:x {names}>{boxes}</d:x>"}))
    assert [one.text for one in found] == ["see"]


def test_pictures_on_a_sheet_are_told_by_their_names() -> None:
    draws = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    named = '<d:pic><d:nvPicPr><d:cNvPr id="1" name="Stamp"/></d:nvPicPr></d:pic><d:pic/>'
    links = {"xl__worksheets__RELS__sheet1-xml-rels": linked(("drawing", "../d1.xml"))}
    drawing = f'<d:x xmlns:d="{draws}">{named}</d:x>'
    found = read_margins("in.xlsx", with_more(workbook(), **links, **{"xl__d1-xml": drawing}))
    assert [one.text for one in found] == ['picture "Stamp"', 'picture "without a name"']
    assert all("no text" in one.note for one in found)


def test_a_format_for_texts_says_nothing_of_a_number_and_of_a_cell_of_another_format() -> None:
    form = "<numFmts><numFmt numFmtId='164' formatCode='0;0;0;\"no\"'/></numFmts>"
    styles = f"<styleSheet xmlns='{MAIN}'>{form}<cellXfs><xf/><xf numFmtId='164'/></cellXfs></styleSheet>"
    cells = "".join(
        f'<c r="{at}" s="{style}" t="inlineStr"><is><t>shall</t></is></c>' for at, style in (("A1", 0), ("B1", 1))
    )
    data = with_parts(with_cells(f'{cells}<c r="C1" s="1"><v>5</v></c>'), styles=styles)
    assert {one.address: one.note for one in read_margins("in.xlsx", data)} == {"B1": OTHER_WORDS, "C1": OTHERWISE}


@pytest.mark.parametrize(
    ("code", "told"), [("General", []), ("GENERAL", []), ("0.00", []), ("@", []), ("0%", ["A1"]), ("yyyy", ["A1"])]
)
@pytest.mark.parametrize("id_", [164, 1])
def test_a_number_shows_plainly_also_under_an_id_of_the_programs_own(code: str, told: list[str], id_: int) -> None:
    form = f"<numFmts><numFmt numFmtId='{id_}' formatCode='{code}'/></numFmts>"
    styles = f"<styleSheet xmlns='{MAIN}'>{form}<cellXfs><xf/><xf numFmtId='{id_}'/></cellXfs></styleSheet>"
    data = with_parts(with_cells('<c r="A1" s="1"><v>5</v></c>'), styles=styles)
    assert [one.address for one in read_margins("in.xlsx", data)] == told


def test_a_workbook_without_styles_is_read() -> None:
    plain = {"xl__workbook-xml": ONE.format("One"), "xl__RELS__workbook-xml-rels": SHEET}
    bare = without(placed(with_cells(CELL.format("A1", "words")), **plain), "xl/styles.xml")
    assert read_sheets("in.xlsx", bare) == ({"One": [["words"]]}, [])
    assert read_margins("in.xlsx", bare) == []


def test_a_picture_that_leads_to_its_file_is_told_once_and_is_no_chart() -> None:
    draws = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    links = {
        "xl__worksheets__RELS__sheet1-xml-rels": linked(("drawing", "../d1.xml")),
        "xl__RELS__d1-xml-rels": linked(("image", "media/stamp.png")),
    }
    picture = '<d:pic><d:nvPicPr><d:cNvPr id="1" name="Stamp"/></d:nvPicPr></d:pic>'
    drawing = f'<d:x xmlns:d="{draws}">{picture}</d:x>'
    found = read_margins("in.xlsx", with_more(workbook(), **links, **{"xl__d1-xml": drawing}))
    assert [one.text for one in found] == ['picture "Stamp"']


def elsewhere(cells: str, book: str, home: str, target: str) -> bytes:
    """Return a workbook whose book is called *book*; it leads by *target* to a sheet in *home*, not the usual one."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    links = linked(("worksheet", target)).replace('"x"', '"rId7"')
    first = ("core-properties", "docProps/core.xml")  # some programs name it before the workbook
    folder, _, name = book.rpartition("/")
    parts = {"RELS__-rels": linked(first, ("officeDocument", book)), f"{home}__sheet1-xml": sheet}
    parts[f"{folder}__{name.replace('.', '-')}"] = ONE.format("Shown").replace("rId1", "rId7")
    parts[f"{folder}__RELS__{name.replace('.', '-')}-rels"] = links
    return placed(workbook(), **parts)


@pytest.mark.parametrize(
    ("book", "home", "target"),
    [
        ("xl/other.xml", "xl", "sheet1.xml"),
        ("book/workbook.xml", "book", "sheet1.xml"),
        ("book/workbook.xml", "book", "../book/./sheet1.xml"),
        ("book/workbook.xml", "odd", "/odd/sheet1.xml"),
        ("xl/workbook.xml", "odd", "../odd/sheet1.xml"),
    ],
)
def test_the_sheets_are_those_that_excel_shows_wherever_they_stand(book: str, home: str, target: str) -> None:
    data = elsewhere(CELL.format("A1", "shown"), book, home, target)
    assert read_sheets("in.xlsx", data) == ({"Shown": [["shown"]]}, [])


def test_a_sheet_outside_the_usual_folder_is_measured_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_package, "MOST_SIGNS", 3_000)
    data = elsewhere("<c/>" * 3_000, "xl/workbook.xml", "odd", "/odd/sheet1.xml")
    assert [one.code for one in faults(data)] == ["oversized-package"]
    parts, found = book_package.open_book("in.xlsx", data)
    assert (parts, len(found)) == ({}, 1)


def test_a_workbook_whose_links_are_gone_has_not_those_of_another_one() -> None:
    home = {"RELS__-rels": linked(("officeDocument", "xl/other.xml")), "xl__other-xml": ONE.format("Shown")}
    assert [one.message for one in faults(placed(workbook(), **home))] == ["the sheet is missing or damaged"]


def test_a_workbook_under_another_name_with_damaged_links_is_refused() -> None:
    home = {"RELS__-rels": linked(("officeDocument", "xl/other.xml")), "xl__other-xml": ONE.format("Shown")}
    found = faults(placed(workbook(), **home, **{"xl__RELS__other-xml-rels": "<Relationships"}))
    assert found[0].message == 'the part "xl/_rels/other.xml.rels" cannot be read'


def test_shared_texts_that_are_missing_where_excel_looks_are_not_taken_from_elsewhere() -> None:
    links = SHEET.replace("</", f"{linked(('sharedStrings', 'gone.xml'))[15:-16]}</")
    texts = f'<sst xmlns="{MAIN}"><si><t>others</t></si></sst>'
    parts = {"xl__RELS__workbook-xml-rels": links, "xl__sharedStrings-xml": texts}
    (found,) = faults(placed(with_cells('<c r="A1" t="s"><v>0</v></c>'), **parts))
    assert found.message == 'the part "xl/sharedStrings.xml" is missing or damaged'


def test_a_large_picture_and_the_settings_of_a_printer_are_no_words() -> None:
    large = "x" * (word_package.LONGEST_STRETCH + 1)
    links = {"xl__worksheets__RELS__sheet1-xml-rels": linked(("printerSettings", "../printerSettings1.bin"))}
    more = {"xl__media__a-png": large, "docProps__a-xml": large, "xl__printerSettings1-bin": "\x00"}
    sheets, found = read_sheets("in.xlsx", with_more(workbook(), **links, **more))
    assert (sheets, found) == ({"Changes": [["No.", "Type"]]}, [])


def test_links_and_charts_that_cannot_be_read_stop_the_reading() -> None:
    beside = "xl__worksheets__RELS__sheet1-xml-rels"
    (found,) = faults(with_more(workbook(), **{beside: "<Relationships>"}))
    assert found.message == 'the part "xl/worksheets/_rels/sheet1.xml.rels" cannot be read'
    drawn = {beside: linked(("drawing", "../d1.xml")), "xl__d1-xml": "<x/>"}
    (found,) = faults(with_more(workbook(), **drawn, **{"xl__RELS__d1-xml-rels": linked(("chart", "c1.xml"))}))
    assert found.message == 'the part "xl/c1.xml" is missing or damaged'


def test_what_is_neither_a_workbook_nor_a_word_file_is_not_called_a_binary_one() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("ppt/presentation.xml", "<x/>")
    assert all("binary" not in one.message for one in faults(made.getvalue()))
