"""What a Word file that came back may hold, and what must not be lost when it is read."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from generator.document.marks import comment_mark
from generator.read.foreign import Foreign, ForeignLine, read_foreign
from generator.read.returned import Returned, ours_of, read_returned, returned
from generator.read.revisions import structure
from generator.read.units import Hand
from generator.read.word import DOCUMENT, parse_part, read_texts
from tests.fuzz.office import DELETED, HAND, INSERTED, SPACES, field, line, row, with_body, word_file, words

CHANGED = line(f"{INSERTED}{words('new')}</w:ins>")


def back(data: bytes) -> Returned:
    made, found = read_returned("a.docx", data)
    assert made is not None, found
    return made


def lines(data: bytes) -> tuple[list[str], list[str]]:
    made = back(data)
    return [unit.text for unit in made.now], [unit.text for unit in made.before]


def paper(data: bytes) -> Foreign:
    made, found = read_foreign("a.docx", data, "accepted")
    assert made is not None, found
    return made


@pytest.mark.parametrize("root", ["w:ins", "w:tr", "w:p", "w:hdr"])
def test_a_main_part_that_is_no_document_is_refused(root: str) -> None:
    data = word_file(document=f"<{root} {SPACES}><w:body>{line(words('x'))}</w:body></{root}>")
    for found in (read_returned("a.docx", data)[1], read_foreign("a.docx", data)[1]):
        assert [fault.code for fault in found] == ["damaged-part"]
    (fault,) = read_returned("a.docx", data)[1]
    assert (fault.message.endswith("is missing or damaged"), "Save as" in fault.hint) == (True, False)


def test_a_file_that_cannot_be_read_says_why_and_what_to_do() -> None:
    made, (fault,) = read_returned("a.docx", b"x")
    assert (made, fault.code) == (None, "not-a-package")
    spaces = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    made, (fault,) = read_returned("a.docx", word_file(document=f"<w:document {spaces}><w:body/></w:document>"))
    assert (made, fault.message) == (None, "is saved as Strict Open XML")
    assert fault.hint == "in Word: Save as, Word Document (.docx)"
    assert read_returned("a.docx", word_file(document="<broken"))[1][0].message.endswith("is missing or damaged")


def test_a_second_body_is_refused_since_its_words_would_be_passed_over() -> None:
    text = line(words("x"))
    data = word_file(document=f"<w:document {SPACES}><w:body>{text}</w:body><w:body>{text}</w:body></w:document>")
    assert [fault.code for fault in read_returned("a.docx", data)[1]] == ["damaged-part"]


@pytest.mark.parametrize(
    "stray",
    [
        f"<w:pPrChange {HAND}><w:pPr/></w:pPrChange>",
        f"<w:trPr>{INSERTED}</w:ins></w:trPr>",
        f"<w:pPr><w:rPr>{DELETED}</w:del></w:rPr></w:pPr>",
        f"<w:sectPr><w:sectPrChange {HAND}/></w:sectPr>",
    ],
)
def test_a_mark_at_a_place_where_none_belongs_takes_no_words_away(stray: str) -> None:
    assert lines(with_body(f"{stray}{line(words('kept'))}{CHANGED}")) == (["kept", "new"], ["kept", ""])


def test_a_changed_layout_that_does_not_say_what_it_was_takes_no_words_away() -> None:
    centred = f'<w:jc w:val="center"/><!-- a note --><w:pPrChange {HAND}/>'
    assert lines(with_body(line(words("kept"), centred) + CHANGED)) == (["kept", "new"], ["kept", ""])


ENDS = f"<w:rPr>{DELETED}</w:del></w:rPr>"


def test_a_paragraph_whose_end_goes_runs_on_into_the_next_and_the_last_one_stays() -> None:
    going = line(words("one "), ENDS)
    assert lines(with_body(going + line(words("two"))))[0] == ["one two"]
    assert lines(with_body(going))[0] == ["one "]
    assert lines(with_body(line("", ENDS) + line(words("two"))))[0] == ["two"]


def test_a_table_whose_rows_all_go_goes_and_one_that_keeps_a_row_stays() -> None:
    gone, table = row(f"{DELETED}</w:del>"), "<w:tbl>{}</w:tbl>" + line(words("after"))
    assert lines(with_body(table.format(gone + gone)))[0] == ["after"]
    assert lines(with_body(table.format(gone + row())))[0] == ["cell", "after"]
    framed = f"<w:sdt><w:sdtContent>{gone}</w:sdtContent></w:sdt>"
    assert lines(with_body(table.format(framed)))[0] == ["after"]
    inside = f"<w:tbl><w:tr><w:trPr>{DELETED}</w:del></w:trPr><w:tc>{line(words('x'), ENDS)}</w:tc></w:tr></w:tbl>"
    assert lines(with_body(inside + line(words("after"))))[0] == ["after"]


def test_what_was_deleted_is_read_as_it_stood_and_what_was_inserted_as_it_stands() -> None:
    two = f"{DELETED}<w:r><w:delText>two</w:delText></w:r></w:del>{INSERTED}{words('three')}</w:ins>"
    assert lines(with_body(line(words("in ") + two))) == (["in three"], ["in two"])
    split = line(words("one "), f"<w:rPr>{INSERTED}</w:ins></w:rPr>") + line(words("two"))
    assert lines(with_body(split)) == (["one ", "two"], ["one two"])
    table = f"<w:tbl>{row()}{row(f'{INSERTED}</w:ins>')}{row(f'{DELETED}</w:del>')}</w:tbl>"
    assert [len(rows) for rows in lines(with_body(table))] == [2, 2]


def test_a_paragraph_goes_back_to_the_style_that_it_had() -> None:
    was = f'<w:pStyle w:val="New"/><w:pPrChange {HAND}><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    made = back(with_body(line(words("x"), was) + CHANGED))
    assert (made.now[0].lines[0].style, made.before[0].lines[0].style) == ("New", "Old")


def test_the_structure_of_a_text_is_its_lines_tables_and_sections_with_references_by_place() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    contents = line(words("Contents"), '<w:pStyle w:val="Contents"/>')
    computed = "".join(field(one, "7") for one in ("REF here", "REF gone", "REF", "PAGEREF here", "SEQ x", "TOC"))
    link = f'<w:hyperlink w:anchor="here">{words("shown")}</w:hyperlink>'
    signs = "<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/><w:cr/></w:r>"
    sheet = '<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>'
    body = contents + line(words("a") + mark) + line(words("b"), sheet)
    body += line(computed + link + signs, '<w:pStyle w:val="B"/>') + f"<w:tbl>{row()}</w:tbl><w:sectPr/>"
    root = parse_part({DOCUMENT: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()}, DOCUMENT)
    assert structure(root, frozenset({"Contents"})) == (
        ("", "a"),
        ("", "b"),
        "section 1 2",
        ("B", "{to 0}{to nowhere}{to nowhere}{SEQ}7{to 0}\t\n\u2011\u00ad\n"),
        (((("", "cell"),),),),
        "section",
    )


def test_what_stands_in_a_content_control_counts_in_the_structure() -> None:
    def parts_of(body: str) -> object:
        return structure(
            parse_part({DOCUMENT: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()}, DOCUMENT)
        )

    inside = f"{line(words('two'))}<w:tbl>{row()}</w:tbl>"
    framed = f"<w:sdt><w:sdtPr/><w:sdtContent><w:customXml>{inside}</w:customXml></w:sdtContent></w:sdt>"
    assert parts_of(line(words("one")) + framed) == parts_of(line(words("one")) + inside)


def test_a_comment_between_paragraphs_is_asked_of_the_next_one_and_behind_the_last_of_none() -> None:
    asked = '<w:commentRangeStart w:id="0"/>'
    first, second = back(with_body(line(words("one")) + asked + line(words("two")) + asked)).now
    assert (first.lines[0].comments, second.lines[0].comments) == ((), ("0",))


def test_comments_as_libreoffice_writes_them_have_no_day_and_answer_nobody() -> None:
    said = "".join(
        f'<w:comment w:id="{at}" w:author="Pia" w:date="0-00-00T00:00:00Z">{line(words("Why?"))}</w:comment>'
        for at in (0, 1)
    )
    ends = ('<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>')
    text = line(words("Call ") + ends[0] + words("within") + f"{DELETED}</w:del>" + words(" 4 hours") + ends[1])
    first, second = back(with_body(text, comments=f"<w:comments {SPACES}>{said}</w:comments>")).comments
    assert (first.hand.date, first.answers, second.answers) == ("", "", "")
    assert (first.about, second.about) == ("within 4 hours", "")


def test_a_text_box_is_told_once_though_the_file_holds_it_twice() -> None:
    inner = f"<w:txbxContent>{line(words('boxed'))}{line('')}</w:txbxContent>"
    fallback = f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{inner}</w:drawing></mc:Choice>{fallback}</mc:AlternateContent>"
    assert back(with_body(line(f"<w:r>{both}</w:r>"))).strays[:-2] == (("text box", "boxed"),)


def test_what_word_would_fetch_from_elsewhere_is_told_and_not_fetched() -> None:
    fetched = '<w:fldSimple w:instr="INCLUDETEXT x.docx"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'
    places = [place for place, _ in back(with_body('<w:altChunk w:id="a"/>' + line(fetched))).strays]
    assert places[:-2] == ["text from another file", "field that fetches text"]


@pytest.mark.parametrize(("kind", "known"), [("image", True), ("oleObject", False)])
@pytest.mark.parametrize("target", ["media/a.png", "/word/media/a.png"])
def test_another_picture_under_the_same_name_is_another_thing(kind: str, known: bool, target: str) -> None:
    def things(picture: bytes) -> tuple[str, ...]:
        drawing = '<w:r><w:drawing><wp:docPr descr="seal"/><w:blip w:embed="r1"/></w:drawing></w:r>'
        made = io.BytesIO(with_body(line(drawing)))
        with zipfile.ZipFile(made, "a") as package:
            link = f'<R><Relationship Id="r1" Type="http://x/{kind}" Target="{target}"/></R>'
            package.writestr("word/_rels/document.xml.rels", link)
            package.writestr("word/media/a.png", picture)
        return back(made.getvalue()).now[0].things

    assert (things(b"one") != things(b"two")) is known


def test_a_row_is_read_cell_by_cell() -> None:
    cells = "".join(f"<w:tc>{line(words(text))}</w:tc>" for text in ("who", "when"))
    (unit,) = back(with_body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).now
    assert (unit.text, [len(cell) for cell in unit.cells]) == ("who | when", [1, 1])


def test_a_page_head_that_is_one_paragraph_is_read_all_the_same() -> None:
    head = f"<w:p {SPACES}><w:pPr>{ENDS}</w:pPr>{words('above')}</w:p>"
    assert ("header", "above") in back(with_body(line(words("x")), header1=head)).strays


def test_a_main_part_without_a_paragraph_has_no_texts() -> None:
    assert read_texts("a.docx", with_body("<w:sectPr/>")) == ([], [])


def test_a_file_without_a_word_is_taken_for_a_scan() -> None:
    assert [fault.code for fault in read_foreign("a.docx", with_body(line("")))[1]] == ["no-words-in-file"]


def test_a_reference_in_short_form_is_followed_as_one_in_long_form() -> None:
    (block,) = paper(
        with_body(line(words("see ") + f'<w:fldSimple w:instr="REF c-1">{words("2.1")}</w:fldSimple>'))
    ).blocks
    assert isinstance(block, ForeignLine)
    assert [(one.start, one.end) for one in block.fields] == [(4, 7)]


def instructed(instruction: str, shown: str = "shown") -> str:
    """Return the run of a field in long form; a bar in *instruction* divides its runs."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    told = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instruction.split("|"))
    return f"{marks[0]}{told}{marks[1]}{words(shown)}{marks[2]}"


def strays_of(data: bytes) -> list[tuple[str, str]]:
    usual = back(with_body(line(words("x")))).strays
    return [one for one in back(data).strays if one not in usual]


def test_a_field_that_fetches_is_told_also_where_its_name_is_cut_in_two_or_it_stands_in_a_page_head() -> None:
    cut = instructed("DD|EAUTO c:/x.exe")
    assert strays_of(with_body(line(cut))) == [("field that fetches text", "DDEAUTO c:/x.exe")]
    head = f"<w:hdr {SPACES}>{line(instructed('INCLUDETEXT c:/x', 'top'))}</w:hdr>"
    told = strays_of(with_body(line(words("x")), header1=head))
    assert told == [("header", "top"), ("field that fetches text", "INCLUDETEXT c:/x")]


@pytest.mark.parametrize("told", ['IF 1 = 1 "is bound"', "MACROBUTTON go click", "=1+2", "DATE", "QUOTE 68 68"])
def test_a_field_whose_words_word_computes_anew_is_told(told: str) -> None:
    assert strays_of(with_body(line(instructed(told)))) == [("field that computes text", told)]


def test_an_instruction_made_by_another_field_is_told() -> None:
    inner = instructed("QUOTE 68 68 69")
    outer = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert [text for _, text in strays_of(with_body(line(outer)))] == ["QUOTE 68 68 69", "{QUOTE 68 68 69}"]


@pytest.mark.parametrize("told", ["REF c-1 \\h", "page", "TOC\\o", "HYPERLINK x", "SEQ Table", "DOCPROPERTY a", ""])
def test_a_field_that_numbers_refers_or_repeats_is_no_finding(told: str) -> None:
    assert strays_of(with_body(line(instructed(told)))) == []


def test_a_reference_that_does_not_end_takes_no_words_away() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF c-1</w:instrText></w:r>'
    (unit,) = back(with_body(line(words("see ") + opened + words("nobody")))).now
    assert unit.key == "see nobody"


def test_a_tracked_change_of_a_cell_is_told() -> None:
    cell = f"<w:tc><w:tcPr><w:cellDel {HAND}/></w:tcPr>{line(words('who'))}</w:tc>"
    ((place, text),) = strays_of(with_body(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert (place, text.startswith("cellDel"), text.endswith(": who")) == ("tracked change of a cell", True, True)


def test_words_that_only_other_programs_show_are_told() -> None:
    both = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    other = both.format("<w:t>shown</w:t>", "<w:t>not shown</w:t>")
    assert strays_of(with_body(line(f"<w:r>{other}</w:r>"))) == [("text box", "not shown")]
    assert strays_of(with_body(line(f"<w:r>{both.format('<w:t>shown</w:t>', '<w:t>shown</w:t>')}</w:r>"))) == []


def test_nothing_is_told_where_other_programs_show_nothing() -> None:
    one = "<mc:AlternateContent><mc:Choice><w:t>shown</w:t></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    assert strays_of(with_body(line(f"<w:r>{one}</w:r>"))) == []


def test_a_redline_of_ours_is_known_by_the_hand_that_it_names() -> None:
    assert ours_of({"Marked on": "2026-11-20"}) is None
    assert ours_of({"Marked by": "Quality"}) == Hand("Quality", "")
    assert ours_of({"Marked by": "Quality", "Marked on": "2026-11-20"}) == Hand("Quality", "2026-11-20")


def test_a_comment_of_two_paragraphs_is_answered_at_its_last_and_one_without_any_at_none() -> None:
    def said(id_: int, *marks: str) -> str:
        lines = "".join(f'<w:p w14:paraId="{mark}">{words(mark)}</w:p>' if mark else "<w:p/>" for mark in marks)
        return f'<w:comment w:id="{id_}" w:author="A">{lines}</w:comment>'

    threads = '<w15:commentEx w15:paraId="B" w15:done="1"/><w15:commentEx w15:paraId="C" w15:paraIdParent="B"/>'
    made = back(
        with_body(
            line(words("x")),
            comments=f"<w:comments {SPACES}>{said(0, 'A', 'B')}{said(1, 'C')}{said(2)}{said(3, '')}</w:comments>",
            commentsExtended=f"<w15:commentsEx {SPACES}>{threads}</w15:commentsEx>",
        )
    )
    assert [(one.id, one.text, one.answers, one.done) for one in made.comments] == [
        ("0", "A\nB", "", True),
        ("1", "C", "0", False),
        ("2", "", "", False),
        ("3", "", "", False),
    ]


def test_neither_a_comment_in_the_xml_nor_an_element_in_a_word_cuts_it() -> None:
    inside = "<w:r><w:t>one<!-- x --> two<?y?> three<w:b>!</w:b></w:t></w:r>"
    assert lines(with_body(line(inside)))[0] == ["one two three!"]


def test_a_sign_of_ours_in_a_text_is_no_reference() -> None:
    (unit,) = back(with_body(line(words("a \ue000x\ue001 b \ue000")))).now
    assert unit.key == "a \ufffdx\ufffd b \ufffd"


def test_a_long_row_of_paragraphs_whose_ends_go_takes_no_square_of_its_length() -> None:
    going = f"<w:p><w:pPr><w:rPr>{DELETED}</w:del></w:rPr></w:pPr>{words('x')}</w:p>"

    def seconds(count: int) -> float:
        data, start = with_body(going * count + line(words("y"))), time.process_time()
        (unit,) = back(data).now
        assert unit.text == "x" * count + "y"
        return time.process_time() - start

    assert seconds(2_000) < 9 * seconds(400) + 0.1


@pytest.mark.parametrize(
    ("colour", "hidden"), [("FFFFFF", "x"), ("fefefe", "x"), ("F2F0EF", "x"), ("1F4E79", ""), ("", "")]
)
def test_words_in_a_colour_that_nobody_tells_from_paper_are_hidden(colour: str, hidden: str) -> None:
    run = f'<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>x</w:t></w:r>'
    assert back(with_body(line(run))).now[0].lines[0].hidden == hidden


PART = {"facts": "docProps/custom.xml", "comments": "word/comments.xml", "threads": "word/commentsExtended.xml"}


def returned_of(body: str = "", **parts: str) -> Returned:
    """Return what stands in a file of these parts."""
    main = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    made = {PART.get(name, f"word/{name}.xml"): text.encode() for name, text in parts.items()}
    return returned(made, parse_part({DOCUMENT: main.encode()}, DOCUMENT), {})


def test_a_file_with_nothing_beside_its_text_has_neither_facts_nor_comments_nor_strays() -> None:
    made = returned_of(line(words("x")))
    assert (made.facts, made.comments, made.strays, made.tracked) == ({}, (), (), 0)


def test_a_file_says_what_it_is_how_much_of_it_is_tracked_and_which_comments_were_ours() -> None:
    ours = f"{comment_mark('Quality', 'Please confirm.')} {comment_mark('Quality', 'Why?')}"
    facts = {"Agreement": "acme", "Draft": "3", "Comments 0": ours, "Note": comment_mark("Counsel", "No.")}
    told = "".join(f'<property name="{name}"><x>{text}</x></property>' for name, text in facts.items())
    several = (("Quality", "Please  confirm."), ("Counsel", "No."), ("Counsel", "Why?"))
    comments = "".join(
        f'<w:comment w:id="{at}" w:author="{author}">{line(words(text))}</w:comment>'
        for at, (author, text) in enumerate(several)
    )
    made = returned_of(
        CHANGED + CHANGED,
        facts=f"<Properties>{told}<property/></Properties>",
        comments=f"<w:comments {SPACES}>{comments}</w:comments>",
    )
    assert {name: made.facts[name] for name in facts} == facts
    assert [(one.id, one.hand.author) for one in made.comments] == [("1", "Counsel"), ("2", "Counsel")]
    assert made.tracked == 2


def test_a_text_box_is_told_once_though_two_programs_show_it_and_leaves_no_picture_behind() -> None:
    def box(*texts: str) -> str:
        return f"<w:txbxContent>{''.join(line(words(text) if text else '') for text in texts)}</w:txbxContent>"

    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='box'/>{}</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    made = returned_of(line(words("x") + both.format(box("one", "", "two"), box("one", "", "two"))) + line(words("y")))
    assert made.strays == (("text box", "one"), ("text box", "two"))
    assert [unit.text for unit in made.now] == ["x", "y"]
    assert not any(one.things for unit in made.now for one in unit.lines)
    other = returned_of(line(both.format(box("one"), box("other"))))
    assert other.strays == (("text box", "one"), ("text box", "other"))


def test_a_comment_is_told_with_the_words_that_it_is_about() -> None:
    def mark(what: str, id_: int) -> str:
        return f'<w:comment{what} w:id="{id_}"/>'

    body = line(words("all of ") + mark("RangeStart", 0) + words("this") + "<w:r><w:t/></w:r>" + mark("RangeStart", 1))
    body += line(
        words("and") + mark("RangeEnd", 0) + words(" this, ") + f"<w:r>{mark('Reference', 1)}</w:r>{words('not')}"
    )
    body += line(mark("RangeStart", 2) + words("long " * 40) + mark("RangeEnd", 2))
    said = f'<w:p w14:paraId="A">{words("Why?")}</w:p>'
    several = "".join(f'<w:comment w:id="{at}">{said}</w:comment>' for at in (0, 1, 2, 3))
    made = returned_of(body, comments=f"<w:comments {SPACES}>{several}</w:comments>")
    long = f"{'long ' * 31}…"
    assert [one.about for one in made.comments] == ["this and", "and this,", long, ""]


def test_words_in_page_heads_and_feet_and_in_notes_are_told_and_a_part_without_sense_hides_none() -> None:
    def part(tag: str, *texts: str) -> str:
        return f"<w:{tag} {SPACES}>{''.join(line(words(text) if text else '') for text in texts)}</w:{tag}>"

    drawn = line('<w:r><w:drawing><wp:docPr descr="a seal"/></w:drawing></w:r>')
    foot = f"<w:ftr {SPACES}>{line(INSERTED + words('new') + '</w:ins>' + DELETED + words('old') + '</w:del>')}</w:ftr>"
    made = returned_of(
        line(words("x")),
        header1="<broken",
        header2=part("hdr", "above", "").replace("</w:hdr>", f"{drawn}</w:hdr>"),
        footer3=foot,
        footnotes=part("footnotes", "below"),
        endnotes=part("endnotes", "at the end"),
        glossary=part("p", "never"),
    )
    assert sorted(made.strays) == [
        ("endnote", "at the end"),
        ("footer", "new"),
        ("footnote", "below"),
        ("header", "above"),
        ("header", 'picture "a seal"'),
    ]
