"""A Word file of others, read paragraph by paragraph: what shows, what does not, and what stands beside the text."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.read.foreign import Foreign, ForeignLine, ForeignTable, Stray, read_foreign, signed
from generator.read.units import Hand
from tests.foreign.papers import saved, with_footnote
from tests.fuzz.office import SPACES, word_file


def file_of(body: str) -> bytes:
    """Return a file with these paragraphs and tables."""
    document = Document()
    place = document.element.body
    for one in reversed(parse_xml(f"<w:body {nsdecls('w', 'm')}>{body}</w:body>")):
        place.insert(0, one)
    return saved(document)


def read(body: str, changes: str = "") -> Foreign:
    made, faults = read_foreign("a.docx", file_of(body), changes)
    assert made is not None, faults
    return made


def line(runs: str) -> ForeignLine:
    (one,) = (block for block in read(f"<w:p>{runs}</w:p>").blocks if isinstance(block, ForeignLine))
    return one


def run(words: str, face: str = "") -> str:
    return f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_words_that_do_not_show_stand_apart_and_struck_ones_are_named() -> None:
    one = line(run("It shows ") + run("never", "<w:vanish/>") + run("and was struck", "<w:dstrike/>") + run("."))
    assert (one.text, one.hidden, one.struck) == ("It shows and was struck.", "never", "and was struck")


def test_words_that_hold_two_paragraphs_together_and_never_show_stand_apart_too() -> None:
    one = line(run("It shows ") + run("ne", "<w:specVanish/>") + run("ver", "<w:specVanish/>") + run("a word."))
    assert (one.text, one.hidden) == ("It shows a word.", "never")


def test_words_that_a_character_style_hides_stand_apart_too() -> None:
    document = Document()
    document.styles.add_style("Unseen", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    paragraph = document.add_paragraph()
    for words, style in (("It shows ", None), ("never ", "Unseen"), ("here.", "Strong")):
        paragraph.add_run(words, style)
    made, _ = read_foreign("a.docx", saved(document))
    assert made
    (one,) = (block for block in made.blocks if isinstance(block, ForeignLine))
    assert (one.text, one.hidden) == ("It shows here.", "never")


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        (run("All", "<w:b/>") + run(" ") + run("of it", "<w:b/>"), True),
        (run("Some", "<w:b/>") + run(" of it"), False),
        (run("None", '<w:b w:val="0"/>'), False),
        (f'<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("By its style")}', True),
    ],
)
def test_a_line_is_bold_when_all_its_words_are(runs: str, bold: bool) -> None:
    assert line(runs + run(" ")).bold is bold


def test_signs_print_as_what_they_show() -> None:
    signs = (
        '<w:r><w:sym w:char="F0FC"/><w:sym w:char="F0FE"/><w:sym w:char="F0A8"/><w:sym w:char="F999"/>'
        '<w:tab/><w:br/><w:br w:type="page"/><w:br w:type="column"/><w:noBreakHyphen/></w:r>'
    )
    assert line(f"{signs}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>").text == "\u2713X\u2610\ufffd\t\n\u2011x=1"


def test_where_tabs_stop_is_no_tab_of_the_text() -> None:
    assert line(f'<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>{run("Words")}').text == "Words"


def field(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'


def instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def test_a_reference_is_known_by_its_bookmark_and_other_fields_are_plain_words() -> None:
    target = instruction(" REF _Ref1 ") + instruction("\\h ")
    computed = field("begin") + target + field("separate") + run("4.2") + field("end")
    simple = f'<w:fldSimple w:instr=" REF _Ref2 ">{run("5")}</w:fldSimple>'
    page = field("begin") + instruction(" PAGE ") + field("separate") + run("7") + field("end")
    empty = field("begin") + instruction(" REF _Ref3 ") + field("end") + field("end") + instruction("REF x")
    one = line(run("See ") + computed + run(", ") + simple + run(" on ") + page + empty)
    assert one.text == "See 4.2, 5 on 7"
    assert [tuple(known) for known in one.fields] == [(4, 7, "_Ref1"), (9, 10, "_Ref2")]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "\u2612"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "\u2612"),
        ("<w:checkBox/>", "\u2610"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "b"),
        ('<w:ddList><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "a"),
        ('<w:ddList><w:result w:val="no"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "a"),
        ('<w:ddList><w:result w:val="9"/><w:listEntry w:val="a"/></w:ddList>', ""),
        ("<w:textInput/>", ""),
    ],
)
def test_a_box_or_list_of_an_old_form_shows_what_was_chosen(form: str, shown: str) -> None:
    old = field("begin", f"<w:ffData>{form}</w:ffData>") + field("end")
    assert line(run("Agreed: ") + old).text == f"Agreed: {shown}"


def cell(words: str, facts: str = "", more: str = "") -> str:
    return f"<w:tc><w:tcPr>{facts}</w:tcPr><w:p>{run(words)}</w:p>{more}</w:tc>"


def test_cells_keep_their_width_their_height_and_the_tables_inside_them() -> None:
    inner = f"<w:tbl><w:tr>{cell('inside')}</w:tr></w:tbl><w:p/>"
    wide, odd, huge = (f'<w:gridSpan w:val="{width}"/>' for width in ("2", "x", "9999"))
    below = cell("", "<w:vMerge/>") + cell("new", '<w:vMerge w:val="restart"/>', inner) + cell("huge", huge)
    made = read(f"<w:tbl><w:tr>{cell('wide', wide)}{cell('odd', odd)}</w:tr><w:tr>{below}</w:tr></w:tbl>")
    (table,) = (block for block in made.blocks if isinstance(block, ForeignTable))
    assert [[(one.text, one.columns, one.goes_on) for one in row] for row in table.rows] == [
        [("wide", 2, False), ("odd", 1, False)],
        [("", 1, True), ("new\ninside", 1, False), ("huge", 60, False)],
    ]


TRACKED = (
    f'<w:p>{run("Keep ")}<w:ins w:id="1" w:author="A">{run("theirs")}</w:ins>'
    '<w:del w:id="2" w:author="A"><w:r><w:delText>ours</w:delText></w:r></w:del></w:p>'
)


def test_tracked_changes_are_settled_as_the_person_says_and_counted() -> None:
    for changes, text in (("accepted", "Keep theirs"), ("rejected", "Keep ours")):
        made = read(TRACKED, changes)
        assert (made.blocks[0].text, made.tracked) == (text, 2)  # type: ignore[union-attr]  # a paragraph
    nothing, (fault,) = read_foreign("a.docx", file_of(TRACKED))
    assert (nothing, fault.code, fault.message) == (None, "undecided-changes", "holds 2 tracked changes")


@pytest.mark.parametrize("body", ["<w:p/>", f"<w:tbl><w:tr>{cell(' ')}</w:tr></w:tbl>", f"<w:p>{run(' ')}</w:p>"])
def test_a_scan_has_no_text(body: str) -> None:
    made, (fault,) = read_foreign("a.docx", file_of(body))
    assert (made, fault.code) == (None, "no-words-in-file")


def test_what_wraps_paragraphs_is_passed_through_and_what_is_embedded_is_counted() -> None:
    made = read(f"<w:sdt><w:sdtContent><w:p>{run('inside')}</w:p></w:sdtContent></w:sdt><w:altChunk/>")
    assert [one.text for one in made.blocks if isinstance(one, ForeignLine)] == ["inside"]
    assert made.embedded == 1


def test_a_footnote_is_told_with_the_id_by_which_the_text_refers_to_it() -> None:
    document = Document()
    document.add_heading("Fees", 1)
    document.add_paragraph("Each Party pays.")
    made, _ = read_foreign("a.docx", with_footnote(saved(document), "Fees", "Without tax."))
    assert made is not None
    (note,) = (one for one in made.strays if one.place == "footnote")
    assert note == Stray("footnote", "Without tax.", note.id)
    lines = [one for one in made.blocks if isinstance(one, ForeignLine)]
    assert [one.text for one in lines if ("footnote", note.id) in one.notes] == ["Each Party pays."]


def test_an_endnote_is_told_as_one() -> None:
    made, faults = read_foreign("a.docx", with_endnote("Fees", "Without tax."))
    assert made, faults
    (note,) = (one for one in made.strays if one.text == "Without tax.")
    assert note.place == "endnote"
    assert note.id
    assert [one.notes for one in made.blocks if isinstance(one, ForeignLine) and one.notes] == [(("endnote", note.id),)]


def with_endnote(where: str, words: str) -> bytes:
    """Return a file with an endnote in a paragraph behind the heading *where*."""
    document = Document()
    document.add_heading(where)
    document.add_paragraph("Each Party pays.")
    made = io.BytesIO()
    before = zipfile.ZipFile(io.BytesIO(with_footnote(saved(document), where, words)))
    with before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name).replace(b"footnote", b"endnote").replace(b"Footnote", b"Endnote")
            after.writestr(name.replace("footnote", "endnote"), part)
    return made.getvalue()


def test_a_footer_that_says_what_a_note_says_is_told_besides() -> None:
    document = Document()
    document.add_heading("Fees")
    document.add_paragraph("Each Party pays.")
    document.sections[0].footer.paragraphs[0].text = "Without tax."
    document.sections[0].header.paragraphs[0].text = "Without tax."
    made, _ = read_foreign("a.docx", with_footnote(saved(document), "Fees", "Without tax."))
    assert made
    assert sorted(one.place for one in made.strays if one.text == "Without tax.") == ["footer", "footnote", "header"]


def test_a_comment_is_told_with_who_wrote_it_and_on_which_day() -> None:
    comment = Hand("Jo Sample", "2026-11-20T09:30:00Z")
    assert [signed(one) for one in (comment, Hand("Jo Sample", ""), Hand("", ""))] == [
        *("Jo Sample, 2026-11-20", "Jo Sample", "")
    ]


def test_a_file_that_is_no_word_file_is_refused_with_the_reason() -> None:
    made, faults = read_foreign("a.docx", b"%PDF-1.7")
    assert made is None
    assert faults


def test_what_stands_beside_the_text_is_told_once_with_its_place() -> None:
    def note(tag: str, *texts: str) -> str:
        lines = "".join(f"<w:p>{run(text)}</w:p>" for text in texts)
        drawn = '<w:p><w:r><w:drawing><wp:docPr descr="a seal"/></w:drawing></w:r></w:p>' if texts[1:] else ""
        inside = f'<w:{tag} w:id="3">{lines}{drawn}</w:{tag}><w:{tag} w:id="4"><w:p/></w:{tag}>'
        return f"<w:{tag}s {SPACES}>{inside}</w:{tag}s>"

    foot = f"<w:ftr {SPACES}><w:p>{run('below')}</w:p></w:ftr>"
    head = foot.replace("w:ftr", "w:hdr")
    data = word_file(
        footnotes=note("footnote", "below", "and more"), endnotes=note("endnote", "last"), footer1=foot, header1=head
    )
    made, (fault,) = read_foreign("a.docx", data)
    assert (made, fault.code, fault.message) == (None, "undecided-changes", "holds 7 tracked changes")
    assert fault.hint == "--changes accepted"
    for changes, says in (("accepted", "Within three days."), ("rejected", "Within two days.")):
        made, _ = read_foreign("a.docx", data, changes)
        assert made
        assert says in [one.text for one in made.blocks if isinstance(one, ForeignLine)]
        assert made.tracked == 7
        assert made.strays == (
            Stray("text box", "boxed"),
            Stray("footnote", "below\nand more", "3"),
            Stray("endnote", "last", "3"),
            Stray("footer", "below"),
            Stray("footnote", 'picture "a seal"'),
            Stray("header", "below"),
            Stray("comment", "Why?", "0", "A"),
        )
    assert read("<w:p><w:r><w:t>x</w:t></w:r></w:p><w:altChunk/>").embedded == 1
    assert read_foreign("a.docx", b"x")[1][0].code == "not-a-package"


def test_a_line_tells_its_bookmarks_comments_pictures_and_all_its_struck_words() -> None:
    mark, asked = '<w:bookmarkStart w:id="1" w:name="c-1"/>', '<w:commentRangeStart w:id="4"/>'
    drawn = "<w:r><w:drawing/></w:r><w:r><w:pict/></w:r>"
    odd = '<w:r><w:br w:type="page"/><w:t/><w:sym/><w:fldChar/></w:r>'
    again = '<w:r><w:commentReference w:id="4"/></w:r>'
    one = line(mark + asked + run("a", "<w:strike/>") + odd + run("b", "<w:dstrike/>") + drawn + again)
    assert (one.text, one.struck, one.marks, one.comments, one.pictures) == ("a\ufffdb", "ab", ("c-1",), ("4",), 2)
    assert (line(run("plain")).struck, line(run("plain")).pictures) == ("", 0)


def test_words_that_the_style_of_their_paragraph_strikes_out_or_hides_are_known_as_such() -> None:
    document = Document()
    for name, face in (("Out", "strike"), ("Unseen", "hidden")):
        setattr(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).font, face, True)
        document.add_paragraph(f"by {face}", name)
    document.add_paragraph("shown")
    made, _ = read_foreign("a.docx", saved(document))
    assert made
    told = [(one.text, one.struck, one.hidden) for one in made.blocks if isinstance(one, ForeignLine)]
    assert told == [("by strike", "by strike", ""), ("", "", "by hidden"), ("shown", "", "")]


def test_an_empty_line_takes_a_number_unless_its_end_is_hidden_or_the_cell_above_covers_it() -> None:
    numbered = '<w:pStyle w:val="ListNumber"/>'
    ends = [f"<w:p><w:pPr>{numbered}{end}</w:pPr></w:p>" for end in ("", "<w:rPr><w:vanish/></w:rPr>")]
    shown = f"<w:p><w:pPr>{numbered}<w:rPr><w:vanish/></w:rPr></w:pPr>{run('words')}</w:p>"
    cell = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc>"
    covered = [f"<w:tr>{cell.format(how, ends[0])}</w:tr>" for how in (' w:val="restart"', "")]
    made = read(f"{ends[0]}{ends[1]}{shown}<w:tbl>{''.join(covered)}</w:tbl>")
    lines = [one.label.text for one in made.blocks if isinstance(one, ForeignLine)]
    (table,) = (one for one in made.blocks if isinstance(one, ForeignTable))
    cells = [one.label.text for (cell_of,) in table.rows for one in cell_of.lines]
    assert (lines, cells) == (["1.", "", "2."], ["3.", ""])
