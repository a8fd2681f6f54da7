"""What a redline means, in the trade's words."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from itertools import pairwise

from generator.compare import Trade, story
from generator.compare.words import compared
from generator.document.blocks import Cell, Clause, Deleted, Document, Inserted, Paragraph, Row, Table
from generator.document.changes import DUTIES, NUMBERS
from generator.document.registers import Obligation
from generator.document.walk import blocks, clauses, inlines, plain
from generator.model.version import Reason
from generator.prose import Blank, Reference, Text
from generator.redlining import Author, redline
from generator.render.changes import changes_to_html, changes_to_json
from tests.compare.renumbering import counted_anew
from tests.compare.test_redline import documents, template


def main() -> Document:
    """Return the agreement of the sample."""
    return documents()["quality-agreement"]


def swapped(document: Document, old: object, new: object) -> Document:
    """Return *document* with the block *new* in the place of *old*, wherever it stands."""

    def inside(block: object) -> object:
        if block is old:
            return new
        return replace(block, blocks=tuple(map(inside, block.blocks))) if isinstance(block, Clause) else block  # type: ignore[arg-type]  # a block for a block

    def sections(several: object) -> object:
        return tuple(replace(one, blocks=tuple(map(inside, one.blocks))) for one in several)  # type: ignore[attr-defined]  # sections

    return replace(document, chapters=sections(document.chapters), annexes=sections(document.annexes))  # type: ignore[arg-type]  # sections


def test_a_limit_is_told_by_its_title_with_who_decided_it() -> None:
    old = main()
    line = next(one for one in blocks(old) if any(isinstance(x, Blank) for x in getattr(one, "inlines", ())))
    at = next(place for place, one in enumerate(line.inlines) if isinstance(one, Blank))  # type: ignore[union-attr]  # it has inlines
    blank = line.inlines[at]  # type: ignore[union-attr]
    other = replace(blank, words="9 Business Days")
    lines = (*line.inlines[:at], other, *line.inlines[at + 1 :])  # type: ignore[union-attr]
    trade = Trade({blank.value: "Notice"}, {blank.value: Reason("No cover", "Head of Quality", "2026-10-02")})  # type: ignore[union-attr]
    told = story(old, swapped(old, line, replace(line, inlines=lines)), trade)  # type: ignore[arg-type]
    before = blank.words  # type: ignore[union-attr]
    assert f"Notice: {before} -> 9 Business Days (Head of Quality, 2 October 2026: No cover)" in [
        one.line() for one in told
    ]


def matrix() -> Table:
    """Return the responsibility matrix of the sample."""
    return next(one for one in blocks(main()) if isinstance(one, Table) and one.matrix == "responsibilities")


def test_who_leads_moves_from_one_party_to_the_other() -> None:
    old = matrix()
    giver = [column.id for column in old.columns].index("giver")
    row = next(one for one in old.rows if one.cells and codes(one) == ["I", "R/A"])

    def cell(at: int, words: str) -> Cell:
        return replace(row.cells[at], paragraphs=((Text(words),),))

    changed = replace(row, cells=(*row.cells[:giver], cell(giver, "R/A"), cell(giver + 1, "I")))
    rows = tuple(changed if one is row else one for one in old.rows)
    told = [one.line() for one in story(main(), swapped(main(), old, replace(old, rows=rows)), Trade())]
    id_ = row.path.rpartition("/")[2]
    done = plain(row.cells[1].paragraphs[0]).removesuffix(".")
    assert f"Lead and work for {id_} ({done}) moves from Contract Acceptor to Contract Giver" in told
    assert f'{id_}, Contract Giver: reworded: "I (is informed)" -> "R/A (does it and answers)"' in told


def test_who_joins_in_the_work_is_told_with_who_had_it_and_a_letter_stands_whole() -> None:
    old = matrix()
    row = next(one for one in old.rows if one.cells and codes(one) == ["C", "R/A"])
    giver, acceptor = (replace(row.cells[-at], paragraphs=((Text(words),),)) for at, words in ((2, "R/A"), (1, "R")))
    rows = tuple(replace(one, cells=(*row.cells[:-2], giver, acceptor)) if one is row else one for one in old.rows)
    told = [one.line() for one in story(main(), swapped(main(), old, replace(old, rows=rows)), Trade())]
    work = next(one for one in told if one.startswith("Work for "))
    assert work.endswith(": Contract Acceptor -> Contract Giver and Contract Acceptor")
    assert (
        f'{row.path.rpartition("/")[2]}, Contract Acceptor: reworded: "R/A (does it and answers)" -> "R (does it)"'
        in told
    )


def codes(row: Row) -> list[str]:
    """Return the codes of a row of the matrix."""
    return [cell.paragraphs[0][0].text for cell in row.cells[-2:] if isinstance(cell.paragraphs[0][0], Text)]


def duty(actor: str, sentence: str, number: str = "1.1") -> Obligation:
    """Return a duty of one clause."""
    return Obligation("x", "a", "quality-agreement", "c", number, "", actor, "", "", "", "", sentence, "")


def test_duties_are_told_with_the_party_that_has_them() -> None:
    before = (
        duty("Contract Giver", "The Contract Giver shall tell the other within 1 day."),
        duty("Contract Giver", "It shall keep a record."),
    )
    after = (
        duty("Contract Giver", "The Contract Giver shall tell the other within 2 days."),
        duty("Contract Acceptor", "It shall keep a record."),
    )
    told = story(main(), main(), Trade(before=before, after=after))
    assert [(one.where, one.what) for one in told] == [
        ("Contract Giver, 1.1", "duty changed"),
        ("Contract Giver, 1.1", "duty dropped"),
        ("Contract Acceptor, 1.1", "new duty"),
    ]


def referring() -> tuple[Document, Clause, Clause, str]:
    """Return the agreement, a clause, another that it refers to, and the words of the reference."""
    clauses_ = {one.path: one for one in clauses(main()) if one.number.full}
    for one in clauses_.values():
        for block in one.blocks:
            for inline in getattr(block, "inlines", ()):
                if isinstance(inline, Reference) and inline.path in clauses_ and inline.path != one.path:
                    return main(), one, clauses_[inline.path], (inline.words + inline.number).replace("\u00a0", " ")
    raise AssertionError


def test_a_duty_that_only_refers_to_another_number_is_the_same() -> None:
    old, home, target, said = referring()
    at = next(nth for nth, one in enumerate(old.chapters) if target in one.blocks)
    before = old.chapters[at].blocks.index(target)
    first = replace(target, path="a-new-one", title="New")
    blocks_ = (*old.chapters[at].blocks[:before], first, *old.chapters[at].blocks[before:])
    new = counted_anew(
        replace(old, chapters=(*old.chapters[:at], replace(old.chapters[at], blocks=blocks_), *old.chapters[at + 1 :]))
    )
    now = next(
        (one.words + one.number).replace("\u00a0", " ")
        for path, one in inlines(new)
        if isinstance(one, Reference) and one.path == target.path and path.startswith(home.path)
    )
    assert now != said

    def told(words: str) -> list[str]:
        duties = (
            replace(duty("Contract Giver", f"It shall act under {one}."), path=home.path) for one in (said, words)
        )
        trade = Trade(before=(next(duties),), after=(next(duties),))
        return [one.what for one in story(old, new, trade) if one.group == DUTIES]

    assert told(now) == []
    assert told(said) == ["duty changed"]  # the number is that of another clause now


def test_duties_stand_in_printed_order_under_the_numbers_of_the_newer_text() -> None:
    """A register is in the order of the library; a clause that came late prints at the end of its chapter."""
    first, second = (one for one, _ in zip((one for one in clauses(main()) if one.number.full), range(2), strict=False))
    trade = Trade(
        before=(replace(duty("Contract Giver", "It shall go.", "99.9"), path=first.path),),
        after=(replace(duty("Contract Giver", "It shall come.", second.number.full), path=second.path),),
    )
    told = [one.where for one in story(main(), main(), trade)]
    assert told == [f"Contract Giver, {first.number.full}", f"Contract Giver, {second.number.full}"]


def test_changes_that_stand_apart_are_told_in_whole_sentences_with_the_reason_once() -> None:
    old = main()
    clause = next(one for one in clauses(old) if one.number.full)
    line = next(one for one in clause.blocks if isinstance(one, Paragraph))
    said, now = (
        "It shall stay. The Giver shall keep a list. All agree.",
        "It shall stay. The Maker shall keep a book. All agree.",
    )
    before, after = (swapped(old, line, replace(line, inlines=(Text(one),), items=())) for one in (said, now))
    trade = Trade(reasons={clause.path: Reason("So it was agreed")})
    (told,) = story(before, after, trade)
    assert (told.before, told.after) == ("The Giver shall keep a list.", "The Maker shall keep a book.")
    assert told.line().endswith("(So it was agreed)")


def test_a_figure_is_told_in_its_sentence() -> None:
    old = main()
    clause = next(one for one in clauses(old) if one.number.full)
    line = next(one for one in clause.blocks if isinstance(one, Paragraph))
    said, now = (f"All agree. This page signs version {one} of QA-1." for one in ("1.0", "1.1"))
    before, after = (swapped(old, line, replace(line, inlines=(Text(one),), items=())) for one in (said, now))
    (told,) = story(before, after, Trade())
    assert (told.before, told.after) == (said[11:], now[11:])


def test_a_row_that_only_moves_is_told_once() -> None:
    old = main()
    table = next(one for one in blocks(old) if isinstance(one, Table) and one.matrix == "contacts")
    first, second, third, *others = table.rows
    told = story(old, swapped(old, table, replace(table, rows=(first, third, second, *others))), Trade())
    assert [one.what for one in told] == ["moved"]


def test_a_word_with_a_hyphen_is_struck_and_written_whole() -> None:
    made = compared((Text("Heike Muster, the site's lead"),), (Text("Heike Muster-Probe, the sites lead"),), {})
    said = [(type(one).__name__, plain(one.inlines)) for one in made if isinstance(one, Deleted | Inserted)]
    assert said == [("Deleted", "Muster"), ("Inserted", "Muster-Probe"), ("Deleted", "site's"), ("Inserted", "sites")]


def test_cover_and_numbers_are_told() -> None:
    old = main()
    facts = replace(old.facts, version="2.0", title="Technical Agreement")
    told = [one.line() for one in story(old, replace(old, facts=facts, chapters=old.chapters[1:]), Trade())]
    assert "Version: 1.0 -> 2.0" in told
    assert "Title: Quality Agreement -> Technical Agreement" in told
    assert f"{old.chapters[1].title}: 2 -> 1" not in told  # numbers are those of the tree, not recounted here
    moved = replace(old.chapters[1], number=old.chapters[0].number)
    told = [one.line() for one in story(old, replace(old, chapters=(moved, *old.chapters[2:])), Trade())]
    assert f"{old.chapters[1].title}: 2 -> 1" in told


def test_a_chapter_that_shifts_is_told_once_with_the_clauses_in_it() -> None:
    old = main()
    at, first, second = next(
        (place, *pair) for place, pair in enumerate(pairwise(old.chapters)) if len(pair[1].blocks) > 2
    )
    gone = replace(old, chapters=(*old.chapters[:at], *old.chapters[at + 1 :]))
    told = [one for one in story(old, counted_anew(gone), Trade()) if one.group == NUMBERS]
    assert (second.title, second.number.full, first.number.full) in {(one.where, one.before, one.after) for one in told}
    assert all("." not in one.before for one in told)


def test_a_row_is_called_by_what_it_says_first() -> None:
    """Ids that print nowhere are nobody's words."""
    old = main()
    table = next(one for one in blocks(old) if isinstance(one, Table) and one.matrix == "contacts")
    row = next(one for one in table.rows if one.cells)
    cells = (*row.cells[:-1], replace(row.cells[-1], paragraphs=((Text("Nobody"),),)))
    rows = tuple(replace(row, cells=cells) if one is row else one for one in table.rows)
    (told,) = story(old, swapped(old, table, replace(table, rows=rows)), Trade())
    label = plain(row.cells[0].paragraphs[0])
    assert told.where == f"Annex 2 Contacts, Contract Giver, {label}, Deputy"
    assert row.path.rpartition("/")[2] not in told.where


def test_the_page_before_a_redline_is_no_part_of_what_is_proven() -> None:
    old = documents()["communication-plan"]
    new = replace(old, facts=replace(old.facts, title="A & <b> plan"))
    made, faults = redline(old, new, template(), against="x", author=Author("Legal"))
    assert faults == []
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        text = package.read("word/document.xml").decode()
    assert (
        text.index("Changes from x to version\u00a01.0, draft\u00a01")
        < text.index("_qsummary")
        < text.index("Document control")
    )
    assert "A &amp; &lt;b&gt; plan" in text[: text.index("_qsummary")]


def test_the_summary_is_a_page_and_data() -> None:
    told = story(main(), replace(main(), facts=replace(main().facts, subject="<script>")), Trade())
    page = changes_to_html("QA-1", "1.0", {"Agreement": told}).decode()
    assert "<ins>&lt;script&gt;</ins>" in page
    assert json.loads(changes_to_json("QA-1", "1.0", {"Agreement": told}))["documents"][0]["changes"][0]["after"] == (
        "<script>"
    )
