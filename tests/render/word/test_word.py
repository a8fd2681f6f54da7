"""A document tree as a Word file: what stands in it, and that it holds together."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from generator.document.blocks import (
    FORM,
    INTERNAL,
    NO_NUMBER,
    Cell,
    Clause,
    CoverParty,
    Deleted,
    Document,
    Inserted,
    Number,
    Paragraph,
    Row,
    Section,
    Table,
)
from generator.document.changes import Entry, changes_page
from generator.document.marks import block_mark, value_mark
from generator.document.printed import missing_texts, printed_texts
from generator.files import short_digest
from generator.prose import Text
from generator.read.package import open_package
from generator.read.soundness import faults_of_word_file
from generator.read.word import read_texts
from generator.render.word import render_word
from generator.render.word.body import MOST_ENTRIES
from generator.render.word.package import pack, write_package
from generator.render.word.tables import column_widths
from tests.render.word.sample import clause, column, facts, matrix, rows, sample, say

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "word"
GOLDEN_PARTS = (
    *("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"),
    *("word/footer2.xml", "docProps/core.xml", "docProps/custom.xml", "customXml/item1.xml"),
)


def parts_of(made: bytes) -> dict[str, str]:
    """Return the XML parts of a Word file as text."""
    parts, faults = open_package("made.docx", made)
    assert not faults
    return {name: part.decode() for name, part in parts.items() if name.endswith((".xml", ".rels"))}


def main_part(document: Document, template: bytes) -> str:
    """Return the main part of *document* rendered."""
    return parts_of(render_word(document, template))["word/document.xml"]


def with_chapter(*clauses: Clause) -> Document:
    """Return a document with one chapter and nothing else."""
    chapter = Section("ch", Number(1, "1.", "1"), "Chapter", clauses)
    empty = replace(sample(), control=(), opening=(), signatures=None, annexes=(), elsewhere=())
    return replace(empty, chapters=(chapter,))


@pytest.mark.parametrize("name", GOLDEN_PARTS)
def test_a_part_is_as_it_was_last_looked_at(made: bytes, name: str, renew: bool) -> None:
    root = etree.fromstring(parts_of(made)[name].encode())
    etree.indent(root)
    written = etree.tostring(root, encoding="unicode") + "\n"
    golden = GOLDEN / name.replace("/", ".")
    if renew:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_the_same_tree_gives_the_same_bytes(template: bytes) -> None:
    assert render_word(sample(), template) == render_word(sample(), template)


def test_every_text_of_the_tree_stands_in_the_file_in_order(rendered: bytes) -> None:
    found, faults = read_texts("made.docx", rendered)
    assert not faults
    assert missing_texts(printed_texts(sample()), [paragraph.text for paragraph in found]) == []


def test_nothing_but_the_tree_and_the_words_of_the_template_is_printed(made: bytes) -> None:
    found, _ = read_texts("made.docx", made)
    shown = [paragraph.text for paragraph in found if paragraph.text]
    expected = list(printed_texts(sample()))
    extra = list(shown)
    for text in expected:
        extra.remove(text)
    assert extra == [sample().facts.dated, sample().facts.title, sample().facts.subject, "Document control", "Contents"]


def test_the_file_holds_together(rendered: bytes) -> None:
    assert faults_of_word_file("made.docx", rendered) == []


def test_two_validators_find_nothing(rendered: bytes, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ooxml_integrity import check
        from openxml_audit import OpenXmlValidator

        file = tmp_path / "made.docx"
        file.write_bytes(rendered)
        result = OpenXmlValidator().validate(str(file))
        assert [str(error) for error in result.errors] == []
        assert [str(finding) for finding in check(str(file))] == []


def test_python_docx_opens_the_file(rendered: bytes) -> None:
    opened = docx.Document(io.BytesIO(rendered))
    assert opened.core_properties.title == "Quality Agreement QA-09001"
    assert opened.core_properties.language == "en-GB"


def test_each_paragraph_item_and_row_has_its_bookmark(made: bytes) -> None:
    found, _ = read_texts("made.docx", made)
    at = {mark: paragraph.text for paragraph in found for mark in paragraph.bookmarks}
    assert at[block_mark("dev-notice")] == "Notification of deviations"
    assert at[block_mark("dev-notice.3(d)(1)")] == "the date of dispatch."
    assert at[block_mark("rm/5")] == "Deviations and investigations"
    assert at[block_mark("rm/6")] == "RM-075"
    assert at[value_mark("dev-notice.1", 1)].startswith("The Contract Acceptor shall notify")


def test_the_list_of_marks_holds_the_fingerprint_of_each_text(made: bytes) -> None:
    found, _ = read_texts("made.docx", made)
    at = {mark: paragraph.text for paragraph in found for mark in paragraph.bookmarks}
    lines = re.findall(r"(_qa[0-9a-f]{16}) ([0-9a-f]{16})", parts_of(made)["customXml/item1.xml"])
    assert {mark for mark in at if mark.startswith("_qa")} == {mark for mark, _ in lines}
    assert all(short_digest(at[mark]) == fingerprint for mark, fingerprint in lines)


def test_custom_properties_say_what_the_file_was_made_from(made: bytes) -> None:
    custom = dict(re.findall(r'name="(\w+)"><vt:lpwstr>([^<]*)<', parts_of(made)["docProps/custom.xml"]))
    assert custom.pop("Template")
    assert custom == {
        "Agreement": "beispiel-exemple",
        "Document": "quality-agreement",
        "Number": "QA-09001",
        "Version": "1.2",
        "Draft": "3",
        "Tree": "0" * 64,
    }


def test_no_clock_no_revision_ids_no_content_controls(made: bytes) -> None:
    everything = "".join(parts_of(made).values())
    assert not re.search(r"w:rsid|dcterms:|<w:sdt\b|w14:paraId|stylesWithEffects", everything)


def test_a_reference_is_a_field_with_the_number_of_its_target(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    mark = block_mark("dev-notice.3(d)(1)")
    assert f" REF {mark} \\w \\h " in main
    assert re.search(
        rf"clause\u00a0</w:t></w:r>(?:(?!</w:p>).)*REF {mark} (?:(?!</w:p>).)*>3\.1\(c\)\(iv\)\(B\)<", main
    )
    assert f" REF {block_mark('annex-forms')} \\r \\h " in main


def test_a_reference_to_a_paragraph_without_number_leads_to_its_clause(made: bytes) -> None:
    assert f" REF {block_mark('dev-extension')} \\w \\h " in parts_of(made)["word/document.xml"]


def test_a_reference_to_a_place_without_number_is_a_link(a4: bytes) -> None:
    text = say("see @forms.1(a)|item_|(a)@ and @elsewhere|clause_|9@.")
    document = replace(sample(), opening=(Paragraph("opening/x", text),))
    main = main_part(document, a4)
    assert f'<w:hyperlink w:anchor="{block_mark("forms.1(a)")}" w:history="1">' in main
    assert faults_of_word_file("x", render_word(document, a4)) == []


def test_contents_of_a_draft_have_no_page_numbers_and_those_of_a_final_copy_do(a4: bytes) -> None:
    draft = main_part(sample(), a4)
    assert ' TOC \\o "1-1" \\h \\z \\n ' in draft.replace("&quot;", '"')
    assert "PAGEREF" not in draft
    final = parts_of(render_word(sample(), a4, {"ch/scope": 4, "annex-forms": 11}))["word/document.xml"]
    assert f" PAGEREF {block_mark('annex-forms')} \\h " in final


def test_wide_annexes_lie_on_their_side_and_the_others_do_not(rendered: bytes) -> None:
    main = parts_of(rendered)["word/document.xml"]
    turns = ["landscape" in section for section in re.findall(r"<w:sectPr>.*?</w:sectPr>", main)]
    cover = turns.index(True) - 1  # of one section, or of those that the parties need to stand side by side
    assert turns[cover:] == [False, True, False]
    assert not any(turns[:cover])


def test_a_wide_annex_at_the_end_leaves_no_upright_page_after_it(a4: bytes) -> None:
    document = sample()
    turned = replace(document, annexes=(*document.annexes[1:], document.annexes[0]))
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", main_part(turned, a4))
    assert ["landscape" in section for section in sections] == [False, False, True]


def test_every_section_has_the_same_header_and_footer_but_the_cover(made: bytes) -> None:
    cover, *others = re.findall(r"<w:sectPr>(.*?)<w:type", parts_of(made)["word/document.xml"])
    assert "headerReference" not in cover
    assert len(set(others)) == 1


def test_a_lead_in_stays_with_its_first_two_items_and_no_item_stands_alone(a4: bytes) -> None:
    main = main_part(with_chapter(clause("c", "1.1", "Clause", ("Lead", "one", "two", "three", "four"))), a4)
    paragraphs = re.findall(r"<w:p>.*?</w:p>", main)
    kept = [text for p in paragraphs for text in re.findall(r">(Lead|one|two|three|four)<", p) if "<w:keepNext/>" in p]
    assert kept == ["Lead", "one", "three"]


def test_a_line_that_leads_in_a_table_stays_with_it(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    (line,) = re.findall(r"<w:p>(?:(?!</w:p>).)*allocated as follows:.*?</w:p>", main)
    assert "<w:keepNext/>" in line


def test_a_line_on_a_lying_page_is_as_long_as_on_an_upright_one(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    wide = re.findall(r"<w:p>(?:(?!</w:p>).)*>(?:Each row is|one row may).*?</w:p>", main)
    assert [f'<w:ind w:right="{14570 - 8618}"/>' in line for line in wide] == [True, True]
    assert main.count("<w:ind ") == 4


def test_a_table_of_twelve_rows_stays_whole_and_of_thirteen_the_last_three(a4: bytes) -> None:
    """Seen on paper: a page with the last row of a matrix under its head, and nothing else."""

    def kept(count: int) -> int:
        table = Table("t", "matrix", "", (column("A", 1),), rows("t", *["x"] * count))
        return main_part(with_chapter(Clause("c", NO_NUMBER, "C", (table,))), a4).count('"Cell"/><w:keepNext/>')

    assert [kept(12), kept(13)] == [11, 2]


def test_a_note_below_a_long_table_stays_with_the_last_row(a4: bytes) -> None:
    """Seen on paper: a page with nothing but the note below a table of contacts."""
    table = Table("t", "matrix", "", (column("A", 1),), rows("t", *["x"] * 13), note=say("A note."))
    main = main_part(with_chapter(Clause("c", NO_NUMBER, "C", (table,))), a4)
    lines = [line for line in re.findall(r"<w:tr>.*?</w:tr>", main) if ">x<" in line]
    assert ["<w:keepNext/>" in line for line in lines] == [False] * 10 + [True] * 3


def test_a_letterhead_on_the_first_page_does_not_come_again_behind_a_wide_annex(a4: bytes) -> None:
    """A template from LibreOffice has one section with a first page of its own; its cover is that page."""
    head, mark, last = parts_of(a4)["word/document.xml"].rpartition("</w:sectPr>")
    parts, _ = open_package("a4.docx", a4)
    parts = {**parts, "word/document.xml": f"{head}<w:titlePg/>{mark}{last}".encode()}
    letterhead = write_package({name: pack(data) for name, data in parts.items()})
    before = parts_of(render_word(sample(), a4))["word/document.xml"].count("<w:titlePg")
    made = parts_of(render_word(sample(), letterhead))["word/document.xml"]
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", made)
    assert made.count("<w:titlePg") == before + 1
    assert "<w:titlePg" in sections[1]
    assert "<w:titlePg" not in sections[-1]


def test_a_table_of_many_lines_may_split(a4: bytes) -> None:
    """Kept together, the numbers of four parties to call would leave their heading alone on a page."""

    def kept(paragraphs: int, words: str = "line") -> bool:
        lines = tuple(say(f"{words} {at}") for at in range(paragraphs))
        few = tuple(Row(f"t/{at}", (Cell(f"t/{at}/a", lines),)) for at in range(9))
        table = Table("t", "matrix", "", (column("A", 1),), few)
        main = main_part(with_chapter(Clause("c", NO_NUMBER, "C", (table,))), a4)
        return main.partition('"Cell"/>')[2].startswith("<w:keepNext/>")

    assert (kept(1), kept(4)) == (True, False)
    assert (kept(1, "many words " * 14), kept(1, "many words " * 29)) == (True, False), "lines that wrap count too"


def test_head_rows_repeat_and_no_row_splits(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    assert main.count("<w:tblHeader/>") == 4
    assert main.count("<w:cantSplit/>") == main.count("<w:tr>")


def test_two_tables_do_not_merge(a4: bytes) -> None:
    tables = tuple(Table(f"t{n}", "t", "", (column("A", 1),), rows(f"t{n}", "x")) for n in (1, 2))
    made = render_word(with_chapter(Clause("c", NO_NUMBER, "C", tables)), a4)
    assert faults_of_word_file("x", made) == []


def test_no_column_gives_so_much_that_its_own_longest_word_breaks() -> None:
    """Found on paper: "Calenda/r Days" under Unit, which had room until the columns beside it took theirs."""
    shares = (("No", 1), ("Title", 2.4), ("Formula", 6.4), ("Unit", 1.42), ("Source", 1.9), ("Green", 2.2))
    words = rows("t", "KPI-04¦identification¦share¦Calendar Days¦Environmental¦30\u00a0Calendar\u00a0Days;")
    block = Table("t", "indicators", "", tuple(column(*one) for one in shares), words)
    widths = column_widths(block, 10_000)
    assert sum(widths) == 10_000
    assert widths[3] >= 690 + 170  # eight letters in Arial of 8.5 points, and the padding
    assert widths[5] > 1_600


def test_the_page_of_changes_breaks_no_kind_of_change_and_takes_no_empty_page(a4: bytes) -> None:
    """Found on paper: "Renumbere/d", and an empty page behind a list that ended at the foot of one."""
    page = changes_page([Entry("4.2 Audits", "renumbered", "4.2", "4.3", "Numbers")], "the standard", "version 1.0")
    main = parts_of(render_word(sample(), a4, front=page))["word/document.xml"]
    front = main[: main.index('w:val="SectionEnd"')]
    assert int(re.findall(r'<w:gridCol w:w="(\d+)"', front)[1]) >= 983 + 180  # "Renumbered" in Arial of 8.5 points
    assert "TableEnd" not in front


def test_a_word_of_wide_letters_does_not_break() -> None:
    """Found on paper: "manageme/nt" under Source; set in Arial of 8.5 points it is 992 wide, and 170 go for padding."""
    words = rows("t", "Quality management system¦identification of what differs from the plan¦plain")
    block = Table("t", "indicators", "", (column("Source", 1), column("Formula", 7), column("Unit", 3)), words)
    assert column_widths(block, 10_000)[0] >= 992 + 170


def test_an_older_limit_and_the_newer_one_beside_it_do_not_break() -> None:
    """Found on paper: "10 BUSI/NESS DAYS", since no space stands between what goes and what comes."""
    (said,) = rows("t", "limit¦x¦x")
    limits = tuple(Text(f"{count}\u00a0BUSINESS\u00a0DAYS") for count in (20, 10))
    marked = Cell("t/c", ((Text("within "), Deleted((limits[0],)), Inserted((limits[1],)), Text(" after")),))
    columns = (column("Formula", 2), column("Source", 7), column("Unit", 3))
    block = Table("t", "indicators", "", columns, (replace(said, cells=(marked, *said.cells[1:])),))
    assert column_widths(block, 14_570)[0] >= 3_060 + 170  # the two in Arial of 8.5 points, and the padding


def test_widths_sum_to_the_text_and_codes_do_not_wrap(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    grids = [
        sum(map(int, re.findall(r'gridCol w:w="(\d+)"', grid)))
        for grid in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", main)
    ]
    assert set(grids) == {8618, 14570}


def test_a_limit_or_an_address_in_a_narrow_column_is_not_broken(a4: bytes) -> None:
    said = rows("t", "30\u00a0CALENDAR\u00a0DAYS¦" + "the duty " * 20, "4\u00a0hours¦x")
    narrow = Table("t", "t", "", (column("Within", 2), column("Duty", 12)), said)
    main = parts_of(render_word(with_chapter(Clause("c", NO_NUMBER, "C", (narrow,))), a4))["word/document.xml"]
    grid = [one for one in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", main) if one.count("gridCol") == 2]
    first = min(int(re.findall(r'gridCol w:w="(\d+)"', one)[0]) for one in grid)
    assert 1_700 < first < 2_400
    assert faults_of_word_file("x", render_word(with_chapter(Clause("c", NO_NUMBER, "C", (narrow,))), a4)) == []


def test_a_form_that_ends_in_a_table_has_nothing_after_it_that_needs_a_page(a4: bytes) -> None:
    table = Table("t", "t", "", (column("A", 1),), rows("t", "x"))
    form = with_chapter(Clause("c", NO_NUMBER, "C", (table,)))
    form = replace(form, facts=replace(form.facts, status=FORM), annexes=(), signatures=None)
    main = parts_of(render_word(form, a4))["word/document.xml"]
    last = main.rpartition("</w:tbl>")[2].partition("<w:sectPr")[0]
    assert 'w:line="20" w:lineRule="exact"' in last


def test_blanks_of_one_cell_have_marks_of_their_own(a4: bytes) -> None:
    table = Table("t", "t", "", (column("A", 1),), rows("t", "{1 day}//{2 days}//within {3 days} or {4 days}"))
    made = render_word(with_chapter(Clause("c", NO_NUMBER, "C", (table,))), a4)
    found, _ = read_texts("x", made)
    marks = {mark for paragraph in found for mark in paragraph.bookmarks}
    assert {value_mark("t/1.0", nth) for nth in (1, 2, 3, 4)} <= marks
    assert faults_of_word_file("x", made) == []


def test_alternative_text_and_caption_of_a_table_are_in_its_properties(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    assert '<w:tblCaption w:val="Responsibility matrix"/><w:tblDescription w:val="Who does what:' in main


def test_open_points_stand_out(made: bytes) -> None:
    main = parts_of(made)["word/document.xml"]
    found = re.findall(r'<w:rStyle w:val="OpenPoint"/></w:rPr><w:t xml:space="preserve">([^<]*)', main)
    assert found == [
        *("[● effective date, Legal, by January]", "[● critical phone notice]"),
        "[● how often, both Quality Units, before signature]",
    ]


def test_language_is_that_of_the_document(a4: bytes) -> None:
    parts = parts_of(render_word(sample(language="en-US"), a4))
    assert '<w:lang w:val="en-US"' in parts["word/styles.xml"]


def test_a_document_that_nobody_signs_has_no_signature_page(a4: bytes) -> None:
    assert "Signed for" not in main_part(replace(sample(), signatures=None), a4)


def test_facts_that_are_not_known_print_a_dash(a4: bytes) -> None:
    assert "–" in parts_of(render_word(sample(master=""), a4))["word/footer2.xml"]


def test_lists_outside_the_outline_count_for_themselves(made: bytes) -> None:
    numbering = parts_of(made)["word/numbering.xml"]
    assert numbering.count("startOverride") == 5


def test_a_gap_in_the_numbers_is_made_in_word_too(a4: bytes) -> None:
    first = clause("a", "1.1", "First", "Text.")
    later = replace(clause("b", "1.4", "Later", "Text."), number=Number(2, "1.4", "1.4"))
    parts = parts_of(render_word(with_chapter(first, later), a4))
    assert '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/>' in parts["word/numbering.xml"]


HARD = (
    *(
        "R&D <5% \"quoted\" 'single' ]]> &amp;",
        "  blanks kept  ",
        "tab\there",
        "line\nbreak",
        "Łukasz Çelik, Zoë Ångström",
    ),
    *("Dr. רות כהן, Haifa", "محمد بن علي", "{{ 7*7 }} {% x %}", "@@BODY@@", "<w:p/>", "😀 𝒳", "a" * 5000),
)


@pytest.mark.parametrize("text", HARD)
def test_text_comes_back_exactly(a4: bytes, text: str) -> None:
    document = with_chapter(Clause("c", Number(2, "1.1", "1.1"), text, (Paragraph("p", (Text(text),)),)))
    made = render_word(document, a4)
    found, _ = read_texts("x", made)
    assert [paragraph.text for paragraph in found].count(text) == 2
    assert faults_of_word_file("x", made) == []


@given(some.text(some.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_printable_text_comes_back_exactly(text: str) -> None:
    template = (Path(__file__).resolve().parents[3] / "clauses" / "templates" / "counsel.docx").read_bytes()
    document = with_chapter(Clause("c", NO_NUMBER, "Title", (Paragraph("p", (Text(text),)), matrix())))
    found, _ = read_texts("x", render_word(document, template))
    assert text in [paragraph.text for paragraph in found]


@pytest.mark.parametrize("text", ["\x0b", "\x00", "a\ud800b", "\ufffe"])
def test_a_character_that_no_file_may_hold_is_refused(a4: bytes, text: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        render_word(with_chapter(Clause("c", NO_NUMBER, text, ())), a4)


def test_right_to_left_letters_stand_in_runs_of_their_own(made: bytes) -> None:
    assert '<w:rtl/></w:rPr><w:t xml:space="preserve">רות כהן</w:t>' in parts_of(made)["word/document.xml"]


def test_a_paragraph_that_begins_right_to_left_runs_that_way(a4: bytes) -> None:
    document = with_chapter(Clause("c", NO_NUMBER, "Title", (Paragraph("p", (Text("(רות) Haifa"),)),)))
    assert "<w:bidi/>" in main_part(document, a4)


def test_facts_stand_in_header_footer_and_strip(made: bytes) -> None:
    parts = parts_of(made)
    assert "Draft 3, not for signature" in parts["word/header1.xml"]
    assert "Exemple R&amp;D and Beispiel Sterile" in parts["word/footer1.xml"]
    assert "SA-0099" in parts["word/footer2.xml"]
    assert facts().file_stem == "QA-09001 Quality Agreement v1.2 draft 3"


def test_an_internal_report_begins_with_its_title_on_pages_that_lie_on_their_side(template: bytes) -> None:
    """Whoever opens it at night finds neither cover nor contents before the first line that helps."""
    shown = replace(sample(), facts=facts(status=INTERNAL, title="Urgent Page"), signatures=None, annexes=())
    data = render_word(shown, template)
    body = parts_of(data)["word/document.xml"]
    texts = [one.text for one in read_texts("report.docx", data)[0]]
    assert texts[0] == "Urgent Page"
    assert "Document control" not in texts
    assert body.count("<w:sectPr") == body.count('w:orient="landscape"') >= 1
    assert missing_texts(printed_texts(shown), texts) == []


def test_a_matrix_of_few_rows_whose_cells_are_long_may_run_on(template: bytes) -> None:
    """Kept together it would leave half a page empty before it."""
    for words, kept in (("word", True), ("word " * 900, False)):
        table = replace(matrix(), rows=rows("m", *[f"1¦{words}¦1¦A¦R¦I"] * 2))
        body = main_part(with_chapter(clause("c", "1.1", "Matrix", "Text.", table=table)), template)
        shown = body[body.index('<w:tblStyle w:val="Agreement') :].partition("</w:tbl>")[0]
        assert ("<w:keepNext/>" in shown.partition("</w:tr>")[2].rpartition("<w:tr>")[0]) == kept


def test_contents_of_many_lines_stand_closer_and_those_of_few_do_not(template: bytes) -> None:
    def entries_of(count: int) -> list[str]:
        chapters = tuple(
            Section(f"c{at}", Number(1, f"{at}.", str(at)), f"Chapter {at}", ()) for at in range(1, count + 1)
        )
        part = main_part(replace(with_chapter(), chapters=chapters), template)
        return re.findall(r'<w:pPr><w:pStyle w:val="TOC1"/>.*?</w:pPr>', part)

    few, many, most = (entries_of(count) for count in (MOST_ENTRIES, MOST_ENTRIES + 1, MOST_ENTRIES + 10))
    assert len(few) == MOST_ENTRIES
    assert not any('w:lineRule="exact"' in entry for entry in few)
    assert all('w:lineRule="exact"' in entry for entry in many)
    pitches = [int(re.findall(r'w:line="(\d+)"', entry)[0]) for entry in most]
    left = main_part(with_chapter(), template).rpartition("<w:pgSz ")[2]
    tall, top, bottom = (int(re.findall(rf'\bw:{name}="(\d+)"', left)[0]) for name in ("h", "top", "bottom"))
    assert sum(pitches) + 1400 <= tall - top - bottom, "all of them and two titles stand on one page"


def test_the_sentence_below_six_places_to_sign_stands_with_the_last_of_them(template: bytes) -> None:
    """Found on paper: "This page signs ..." stood alone on the page after the one that it speaks of."""
    block = sample().signatures
    assert block is not None
    six = replace(block, signatures=block.signatures[:1] * 6)
    body = main_part(replace(sample(), signatures=six), template)
    last = body[: body.index('<w:pStyle w:val="SignNote"/>')].rpartition("<w:tr>")[2]
    styled = re.findall(r'<w:pStyle w:val="Sign\w+"/>(<w:keepNext/>)?', last)
    assert styled
    assert all(styled)


def test_three_parties_of_a_cover_stand_in_one_column_and_two_side_by_side(template: bytes) -> None:
    """LibreOffice sends what follows three parties in two columns to an empty page."""
    party = CoverParty("(1)", ("One Example Ltd",), "Contract Giver")
    two, three = (main_part(replace(with_chapter(), parties=(party,) * count), template) for count in (2, 3))
    barred = 'w:type w:val="continuous"' in two
    assert ("<w:cols " in two) == barred
    assert "<w:cols " not in three
