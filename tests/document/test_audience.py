"""Copies for readers who may not see all: what is cut is nowhere in the tree, and the rest stands as it stood."""

from __future__ import annotations

from dataclasses import replace

from generator.document.audience import NOT_PART, TITLE, Cut, for_readers, unseen
from generator.document.blocks import Clause, Document, Margin, Paragraph, Table
from generator.document.printed import printed_texts
from generator.document.walk import clauses, plain, tables
from generator.prose import Blank, Reference, Text
from tests.render.word.sample import clause, sample


def text_of(document: Document) -> str:
    """Return all that a document prints."""
    return "\n".join(printed_texts(document))


def cut(document: Document, hidden: set[str]) -> tuple[Document, tuple[Cut, ...]]:
    """Return one document without what is hidden, and what was cut."""
    made, cuts = for_readers({"one": document}, hidden)
    return made["one"], cuts["one"]


def with_clauses(*several: Clause) -> Document:
    """Return the sample with *several* as its first chapter."""
    first, *rest = sample().chapters
    return replace(sample(), chapters=(replace(first, blocks=several), *rest))


TWO = (
    replace(
        clause("a", "1.1", "Notice", "x"),
        blocks=(Paragraph("a.1", (Text("within "), Blank("notice", 0, "7 hours"), Text(" after it"))),),
        margin=Margin(in_short="Seven hours.", rows=("RM-1", "RM-2")),
    ),
    replace(
        clause("b", "1.2", "Secret recipe", "x"),
        blocks=(Paragraph("b.1", (Text("Mix it, see "), Reference("a", 0, "a", "clause\u00a0", "1.1"))),),
    ),
    replace(
        clause("c", "1.3", "Others", "x"),
        blocks=(
            Paragraph("c.1", (Text("as "), Reference("b", 0, "b.1", "clause\u00a0", "1.2"), Text(" says"))),
            Paragraph("c.2", (Text("no later than "), Blank("notice", 0, "7 hours"))),
        ),
    ),
)


def test_a_clause_that_is_cut_keeps_its_number_and_loses_title_and_text() -> None:
    made, cuts = cut(with_clauses(*TWO), {"b"})
    shown = next(one for one in clauses(made) if one.path == "b")
    assert (shown.number.full, shown.title, shown.blocks) == ("1.2", TITLE, ())
    assert "Secret" not in text_of(made)
    assert "Mix" not in text_of(made)
    assert cuts == (Cut("b", "clause", "1.2", "Secret recipe"),)


def test_a_reference_to_what_is_cut_says_so_and_leads_nowhere() -> None:
    made, _ = cut(with_clauses(*TWO), {"b"})
    line = next(one for one in clauses(made) if one.path == "c").blocks[0]
    assert isinstance(line, Paragraph)
    assert plain(line.inlines) == f"as clause\u00a01.2 {NOT_PART} says"
    assert not any(isinstance(one, Reference) for one in line.inlines)


def test_a_value_is_cut_wherever_it_prints_and_so_is_the_note_that_repeats_it() -> None:
    made, cuts = cut(with_clauses(*TWO), {"notice"})
    assert "7 hours" not in text_of(made)
    assert cuts == (Cut("notice", "value", times=2),)
    first = next(one for one in clauses(made) if one.path == "a")
    assert first.margin is not None
    assert first.margin.in_short == ""


def test_a_row_is_cut_and_the_note_below_counts_what_is_missing() -> None:
    table = next(one for one in tables(sample()) if len(one.rows) > 2 and one.number.label)
    gone = table.rows[1]
    made, cuts = cut(sample(), {gone.path.rpartition("/")[2]})
    shown = next(one for one in tables(made) if one.path == table.path)
    assert gone not in shown.rows
    assert len(shown.rows) == len(table.rows) - 1
    assert plain(shown.note).endswith("[1 row is not part of this copy.]")
    assert [one.kind for one in cuts] == ["row"]


def test_a_row_that_is_cut_is_not_named_in_the_margin() -> None:
    made, _ = cut(with_clauses(*TWO), {"RM-2"})
    first = next(one for one in clauses(made) if one.path == "a")
    assert first.margin == Margin(in_short="Seven hours.", rows=("RM-1",))


def test_an_annex_that_is_cut_keeps_its_number() -> None:
    annex = sample().annexes[0]
    made, cuts = cut(sample(), {annex.path})
    assert (made.annexes[0].number, made.annexes[0].title, made.annexes[0].blocks) == (annex.number, TITLE, ())
    assert cuts == (Cut(annex.path, "section", annex.number.label, annex.title),)
    inside = [one for one in annex.blocks if isinstance(one, Table)]
    assert all(row.path not in text_of(made) for table in inside for row in table.rows)


def test_a_copy_that_hides_nothing_is_the_document() -> None:
    assert cut(sample(), set()) == (sample(), ())


def test_an_id_that_hides_nothing_is_told() -> None:
    assert unseen({"x": with_clauses(*TWO)}, ["b", "secret-recipe"]) == ["secret-recipe"]


def test_an_id_inside_something_else_that_is_hidden_is_no_slip() -> None:
    table = next(one for one in tables(sample()) if len(one.rows) > 2 and one.number.label)
    inner = table.rows[1].path.rpartition("/")[2]
    assert unseen({"x": sample()}, [table.path, inner]) == []
