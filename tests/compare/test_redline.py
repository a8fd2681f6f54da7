"""A redline: accepted it is the newer text, rejected the older, and what it shows is what changed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.compare import compare, summary
from generator.compare.blocks import Comparison, Survey, astray
from generator.compare.words import compared, words_in
from generator.document.blocks import (
    NO_NUMBER,
    Change,
    Clause,
    Deleted,
    Document,
    Inserted,
    Item,
    Number,
    Paragraph,
    Printed,
    Section,
    Table,
)
from generator.document.walk import block_inlines, clauses, plain
from generator.pipeline import read, read_files
from generator.prose import Blank, Reference, Text
from generator.read.soundness import faults_of_word_file
from generator.redlining import COMPUTED, Author, main_part, proof, redline
from generator.render.word import Tracking, render_word
from tests.compare.edits import ODD, edited
from tests.render.word.sample import clause, sample
from tests.samples import SAMPLE, sample_files

ROOT = Path(__file__).resolve().parents[2]


@cache
def documents() -> dict[str, Document]:
    """Return the documents of the sample agreement."""
    result = read_files(sample_files()).result(SAMPLE)
    assert result is not None
    return dict(result.documents)


@cache
def all_documents() -> dict[str, Document]:
    """Return the documents of every sample agreement."""
    return {
        f"{result.id}/{id_}": document
        for result in read(ROOT).results
        for id_, document in result.documents.items()
        if not document.facts.internal
    }


@cache
def template(name: str = "counsel") -> bytes:
    """Return a shipped template."""
    return (ROOT / "clauses" / "templates" / f"{name}.docx").read_bytes()


def drawn(seed: int, *, every: bool = False) -> tuple[Document, Document]:
    """Return a document of the sample, or of *every* sample, and the same after some edits."""
    rng = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes again
    among = all_documents() if every else documents()
    old = among[rng.choice(sorted(among))]
    new = old
    for _ in range(rng.choice((1, 1, 2, 5, 12))):
        new = edited(rng, new)
    return old, new


@pytest.mark.parametrize("seed", range(12))
def test_a_survey_finds_the_places_that_a_whole_comparison_finds(seed: int) -> None:
    old, new = drawn(seed)
    lost = astray(old), astray(new)
    survey, whole = Survey(*lost), Comparison(*lost)
    survey.document(old, new)
    whole.document(old, new)
    led = [{was: now for was, now in one.paths.items() if was != now} for one in (survey, whole)]
    assert led[0] == led[1]


def test_random_edits_are_exact_both_ways(full: bool) -> None:
    for seed in range(10_000 if full else 12):
        old, new = drawn(seed, every=full)
        style = ("counsel", "corporate")[seed % 2]
        made, faults = redline(old, new, template(style), against="x", author=Author("Legal", "2026-11-20"))
        assert not faults, f"seed {seed}: {[fault.message for fault in faults]}"
        assert not faults_of_word_file("redline.docx", made.data), f"seed {seed}"
        assert not marked_in_vain(old, new), f"seed {seed}"


def marked_in_vain(old: Document, new: Document) -> list[str]:
    """Return the clauses that a comparison marks inside, though not a word of them differs."""
    before = {clause.path: spoken(clause) for clause in clauses(old)}
    after = {clause.path: spoken(clause) for clause in clauses(new)}
    same = {path for path, words in after.items() if before.get(path) == words}
    return [
        clause.path
        for clause in clauses(compare(old, new))
        if clause.path in same and clause.change is None and is_marked(clause)
    ]


def spoken(clause: Clause) -> object:
    """Return all that a clause says, number and place apart, in a form to compare."""
    return replace(clause, number=NO_NUMBER)


def is_marked(clause: Clause) -> bool:
    """Tell whether a clause reads otherwise; a reference to what has moved leads to each of its places in turn."""
    lines = [inline for block in clause.blocks for _, inline in block_inlines(block)]
    gone, come = (
        "".join(plain(line.inlines) for line in lines if isinstance(line, kind)) for kind in (Deleted, Inserted)
    )
    return gone != come or any(block.change for block in clause.blocks) or bool(clause.retitled)


def test_a_document_against_itself_shows_nothing() -> None:
    for document in documents().values():
        assert compare(document, document) == document
        assert summary(compare(document, document)) == []


def with_clause(document: Document, id_: str, **fields: object) -> Document:
    """Return *document* with other fields of the clause *id_*."""
    chapters = tuple(
        replace(
            chapter,
            blocks=tuple(replace(b, **fields) if b.path == id_ else b for b in chapter.blocks),  # type: ignore[arg-type]  # fields of a clause
        )
        for chapter in document.chapters
    )
    return replace(document, chapters=chapters)


def test_a_proof_fails_when_words_are_lost() -> None:
    old = documents()["communication-plan"]
    first = next(clauses(old))
    new = with_clause(old, first.path, title="Another title")
    data = render_word(compare(old, new), template(), tracking=Tracking("Legal"))
    other = render_word(with_clause(old, first.path, title="A third title"), template())
    before, after = render_word(old, template()), render_word(new, template())
    assert proof("x", data, before, after) == []
    assert [fault.code for fault in proof("x", data, before, other)] == ["unproven-redline"]
    assert [fault.code for fault in proof("x", data, other, after)] == ["unproven-redline"]


def test_a_proof_fails_when_another_picture_stands_under_the_same_name() -> None:
    """Two files show one picture when it is the same picture, whatever the id by which they find it."""
    document = documents()["quality-agreement"]
    data = render_word(document, template())
    assert proof("x", data, data, data) == []
    ids = re.compile(rb'(Id|r:embed)="figure-')
    renamed = with_parts(data, lambda name, part: ids.sub(rb'\1="R', part) if "document.xml" in name else part)
    other = with_parts(data, lambda name, part: part[:-1] + b"!" if name.endswith(".emf") else part)
    assert renamed != data
    assert proof("x", renamed, data, data) == []
    assert len(proof("x", other, data, data)) == 2


def with_parts(data: bytes, part_of: Callable[[str, bytes], bytes]) -> bytes:
    """Return a Word file with other parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            after.writestr(name, part_of(name, before.read(name)))
    return made.getvalue()


def test_numbers_that_shift_are_no_change() -> None:
    old = documents()["quality-agreement"]
    chapter = old.chapters[0]
    new = replace(old, chapters=(replace(chapter, blocks=chapter.blocks[1:]), *old.chapters[1:]))
    entries = summary(compare(old, new))
    assert [(entry.what) for entry in entries if entry.what == "removed"] == ["removed"]


def test_a_reference_that_leads_elsewhere_is_a_change_and_one_whose_number_shifts_is_none() -> None:
    def see(path: str, number: str) -> tuple[Printed, ...]:
        return (Text("see "), Reference(path, 0, path, "clause\u00a0", number))

    assert compared(see("a", "1"), see("a", "2"), {}) == see("a", "2")
    shown = compared(see("a", "1"), see("b", "1"), {})
    assert [type(one) for one in shown] == [Text, Deleted, Inserted]


def test_a_line_that_went_keeps_its_reference_whole_where_the_number_of_the_place_has_shifted() -> None:
    """Two agreements that share clauses: the older one's reference says clause 1.1, which is 1.2 in the newer."""
    first = clause("first", "1.1", "First", "It begins.")
    gone = clause("gone", "1.2", "Gone", "It follows @first|clause_|1.1@ and @annex|Annex_|1@.", "More.")
    last = clause("last", "1.3", "Last", "It ends.")
    came = clause("came", "1.1", "Came", "It is new.")
    moved_on = clause("first", "1.2", "First", "It begins.")
    old, new = (
        replace(sample(), chapters=(Section("ch", Number(1, "1.", "1"), "Chapter", blocks),))
        for blocks in ((first, gone, last), (came, moved_on, last))
    )
    for style in ("counsel", "corporate"):
        made, faults = redline(old, new, template(style), against="x", author=Author("Legal", "2026-11-20"))
        assert not faults
        assert not faults_of_word_file("redline.docx", made.data)


def test_a_value_is_struck_out_and_written_anew_as_a_whole() -> None:
    def within(words: str) -> tuple[Printed, ...]:
        return (Text("within "), Blank("notice", 0, words), Text(" after Discovery"))

    shown = compared(within("1 Business Day"), within("2 Business Days"), {})
    assert plain(shown) == "within 2 Business Days after Discovery"
    assert [plain(one.inlines) for one in shown if isinstance(one, Deleted)] == ["1 Business Day"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("QA-00127", "QA-00123"),
        ("+353 20 910 0101", "+353 20 910 0102"),
        ("gobnait.sample@kestrel.example", "niamh.sample@kestrel.example"),
        ("1 February 2029", "1 November 2028"),
        ("1.0", "1.1"),
    ],
)
def test_a_number_an_address_and_a_day_are_struck_out_as_a_whole(was: str, now: str) -> None:
    shown = compared((Text(f"See {was}, and keep it."),), (Text(f"See {now}, and keep it."),), {})
    assert shown == (Text("See "), Deleted((Text(was),)), Inserted((Text(now),)), Text(", and keep it."))


def test_every_character_of_a_text_is_in_one_of_its_pieces() -> None:
    for text in (*ODD, "a.b-1/2 +1 2) @x a@b.c 31 May 2027. 9.", "x" * 3_000 + "@", "1-" * 500):
        assert plain(tuple(one.inline for one in words_in(text))) == text


def test_another_head_of_a_column_is_marked_and_the_rows_stay() -> None:
    old = documents()["communication-plan"]
    at, table = next((at, one) for at, one in enumerate(old.control) if isinstance(one, Table) and one.columns[0].title)
    renamed = replace(table, columns=(replace(table.columns[0], title="Edition"), *table.columns[1:]))
    new = replace(old, control=(*old.control[:at], renamed, *old.control[at + 1 :]))
    made, faults = redline(old, new, template(), against="x", author=Author("Legal"))
    assert faults == []
    assert [(one.what, one.before, one.after) for one in made.changes] == [("changed", "Version", "Edition")]


def test_a_moved_clause_is_told_once_and_marked_at_both_places() -> None:
    old = documents()["quality-agreement"]
    chapter = next(one for one in old.chapters if len(one.blocks) > 3)
    blocks = (*chapter.blocks[1:], chapter.blocks[0])
    chapters = tuple(replace(one, blocks=blocks) if one is chapter else one for one in old.chapters)
    made = compare(old, replace(old, chapters=chapters))
    changes = [block.change for one in made.chapters for block in one.blocks if block.change]
    assert sorted(changes) == [Change.DELETED, Change.MOVED]
    assert [entry.what for entry in summary(made)].count("moved") == 1
    assert "removed" not in [entry.what for entry in summary(made)]


def test_a_second_paragraph_gives_the_first_its_letter_without_striking_it_out() -> None:
    old = documents()["quality-agreement"]
    clause = next(one for one in clauses(old) if len(one.blocks) == 1 and isinstance(one.blocks[0], Paragraph))
    only = clause.blocks[0]
    assert isinstance(only, Paragraph)
    lettered = replace(only, number=replace(only.number, level=3, label="(a)", full=f"{clause.number.full}(a)"))
    second = replace(lettered, path=f"{clause.path}.2", inlines=(Text("A second one."),), items=())
    made = compare(old, with_clause(old, clause.path, blocks=(lettered, second)))
    shown = next(one for one in clauses(made) if one.path == clause.path)
    assert isinstance(shown, Clause)
    assert [block.change for block in shown.blocks] == [None, Change.INSERTED]


@pytest.mark.parametrize("seed", range(4))
def test_validators_find_nothing_and_another_library_agrees(seed: int, tmp_path: Path) -> None:
    import docx
    from docx_plus.revisions import accept_all_revisions, reject_all_revisions
    from ooxml_integrity import check
    from openxml_audit import OpenXmlValidator

    old, new = drawn(1_000 + seed)
    made, _ = redline(old, new, template(), against="x", author=Author("Legal & Co", "2026-11-20", "Why & <how>"))
    path = tmp_path / "redline.docx"
    path.write_bytes(made.data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert [str(one) for one in check(path)] == []
    for settle, wanted in ((accept_all_revisions, new), (reject_all_revisions, old)):
        opened = docx.Document(io.BytesIO(made.data))
        settle(opened)
        saved = io.BytesIO()
        opened.save(saved)
        assert words_of(saved.getvalue()) == words_of(render_word(wanted, template()))


def words_of(data: bytes) -> str:
    """Return the words of the main part, in their order, white space and fields apart: docx-plus 0.6 leaves the
    instruction of a field that comes back as one that is gone.
    """
    from generator.read.revisions import Line, structure, without_summary

    def flat(parts: object) -> str:
        if isinstance(parts, Line):
            return re.sub(r"{[^}]*}", "", parts.words)
        return "".join(map(flat, parts)) if isinstance(parts, tuple) else ""

    return "".join(flat(structure(without_summary(main_part("x", data)), COMPUTED)).split())


# Numbers, as Word counts them anew


def listed(document: Document, label: str) -> tuple[Document, Paragraph]:
    """Return *document* with an annex whose list begins at *label*, and the paragraph that leads the list in."""
    annex = document.annexes[0]
    marks = [f"({chr(ord(label[1]) + at)})" for at in range(3)]
    items = tuple(Item(f"own.1{mark}", Number(4, mark, mark), (Text(f"Item {at}."),)) for at, mark in enumerate(marks))
    lead = Paragraph(path="own.1", number=NO_NUMBER, inlines=(Text("As follows:"),), items=items)
    clause_ = replace(next(clauses(document)), path="own", number=NO_NUMBER, title="", blocks=(lead,))
    return with_annex(document, replace(annex, blocks=(*annex.blocks, clause_))), lead


def with_annex(document: Document, annex: Section) -> Document:
    """Return *document* with another first annex."""
    return replace(document, annexes=(annex, *document.annexes[1:]))


def without_first(document: Document, lead: Paragraph) -> Document:
    """Return *document* without the first item of the list under *lead*, the others lettered anew."""
    annex = document.annexes[0]
    last = annex.blocks[-1]
    assert isinstance(last, Clause)
    items = tuple(replace(one, number=was.number) for one, was in zip(lead.items[1:], lead.items, strict=False))
    return with_annex(
        document, replace(annex, blocks=(*annex.blocks[:-1], replace(last, blocks=(replace(lead, items=items),))))
    )


def test_letters_of_a_list_in_an_annex_come_back_when_its_first_item_is_removed_and_that_is_rejected() -> None:
    """The item that is gone counted for itself, behind the lists before: (d), (a), (b)."""
    old, lead = listed(documents()["quality-agreement"], "(a)")
    for before, after in ((old, without_first(old, lead)), (without_first(old, lead), old)):
        _, faults = redline(before, after, template(), against="x", author=Author("Legal"))
        assert not faults, [fault.message for fault in faults]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_chapters_whose_numbers_have_gaps_keep_them_both_ways(gone: int) -> None:
    """An amendment prints the chapters that it replaces, each under the number that it has in the whole text."""
    whole = documents()["quality-agreement"]
    some = replace(
        whole, chapters=(whole.chapters[3], whole.chapters[4], whole.chapters[7]), annexes=whole.annexes[2:3]
    )
    fewer = replace(some, chapters=some.chapters[:gone] + some.chapters[gone + 1 :], annexes=())
    for before, after in ((some, fewer), (fewer, some)):
        _, faults = redline(before, after, template(), against="x", author=Author("Legal"))
        assert not faults, [fault.message for fault in faults]


def test_a_proof_fails_when_a_number_would_be_another() -> None:
    old = documents()["communication-plan"]
    data = render_word(old, template())
    style = b'<w:pPr><w:pStyle w:val="Heading2"/>'
    level = b'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="0"/></w:numPr>'
    other = with_parts(
        data, lambda name, part: part.replace(style, style + level, 1) if name == "word/document.xml" else part
    )
    assert [fault.message for fault in proof("x", other, data, data)] == [
        "rejecting all changes does not give the numbers of the older text",
        "accepting all changes does not give the numbers of the newer text",
    ]


def test_a_reference_in_a_line_of_a_cell_that_went_leads_to_its_chapter_though_that_went_too() -> None:
    document = documents()["quality-agreement"]
    chapter = document.chapters[-1]
    lines = tuple(
        (Reference(one.path, 0, one.path, "clause\u00a0", one.number.full, False),) for one in document.chapters
    )
    table = next(block for block in document.control if isinstance(block, Table))
    row = table.rows[0]

    def with_lines(paragraphs: tuple[tuple[Printed, ...], ...], *, whole: bool) -> Document:
        cells = (*row.cells[:-1], replace(row.cells[-1], paragraphs=paragraphs))
        rows = (replace(row, cells=cells), *table.rows[1:])
        control = tuple(replace(table, rows=rows) if block is table else block for block in document.control)
        return replace(document, control=control, chapters=document.chapters if whole else document.chapters[:-1])

    old, new = with_lines(lines[-4:], whole=True), with_lines(lines[-4:-1], whole=False)
    made, faults = redline(old, new, template(), against="x", author=Author("Legal"))
    assert not faults, [fault.message for fault in faults]
    assert chapter.path not in {one.path for one in new.chapters}
    assert made.data


def test_a_line_that_comes_in_the_middle_of_a_cell_leaves_the_others_alone() -> None:
    document = documents()["quality-agreement"]
    table = next(block for block in document.control if isinstance(block, Table))
    lines = tuple((Text(f"The line that says {one}."),) for one in ("what is", "what was", "what may be"))

    def with_lines(paragraphs: tuple[tuple[Printed, ...], ...]) -> Document:
        row = replace(
            table.rows[0], cells=(*table.rows[0].cells[:-1], replace(table.rows[0].cells[-1], paragraphs=paragraphs))
        )
        made = replace(table, rows=(row, *table.rows[1:]))
        return replace(document, control=tuple(made if block is table else block for block in document.control))

    for old, new in ((lines[::2], lines), (lines, lines[::2]), (lines[:2], lines[1:]), (lines[:1], lines[2:])):
        made, faults = redline(with_lines(old), with_lines(new), template(), against="x", author=Author("Legal"))
        assert not faults, [fault.message for fault in faults]
        assert made.data
    shown = compare(with_lines(lines[::2]), with_lines(lines))
    cell = next(block for block in shown.control if isinstance(block, Table)).rows[0].cells[-1]
    assert cell.paragraphs == (lines[0], (Inserted(lines[1], whole=True),), lines[2])
