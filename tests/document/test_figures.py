"""Figures of a document: where they stand, how they are numbered, and that they show no more than their table."""

from __future__ import annotations

from dataclasses import replace

from generator.document.audience import TITLE, for_readers
from generator.document.blocks import NO_NUMBER, Clause, Document, Figure, Section
from generator.document.figures import DOCUMENT_SET, place_of, with_figures
from generator.document.printed import caption, printed_texts
from generator.document.walk import blocks
from tests.render.site.test_pictures import LADDER, table
from tests.render.word.sample import sample

LAYERS = table("layers", ("Name", "Rhythm"), "1\u00a0Daily|By day.", "2\u00a0Technical|By week.")
MEETINGS = table("meetings", ("Title", "Layers", "Every"), "Review|1, 2|week", "Secret call|2|each event")


def plan() -> Document:
    """Return a document with layers in a chapter, and ladders and meetings in an annex."""
    clause = Clause("stack", NO_NUMBER, "Layers", (LAYERS,))
    chapter = Section("ch", NO_NUMBER, "Chapter", (clause,))
    annex = Section("ax", NO_NUMBER, "Annex", (LADDER, MEETINGS), annex=True)
    return with_figures(replace(sample(), chapters=(chapter,), annexes=(annex,)), "Figure")


def figures(document: Document) -> list[Figure]:
    """Return the figures of a document."""
    return [one for one in blocks(document) if isinstance(one, Figure)]


def cut(*hidden: str) -> list[Figure]:
    """Return the figures of the plan without what is hidden."""
    return figures(for_readers({"plan": plan()}, hidden)[0]["plan"])


def test_a_figure_stands_before_its_table_and_is_counted_in_printed_order() -> None:
    order = [one.path for one in blocks(plan()) if one.path != "stack"][-5:]
    assert order == ["figure:layers", "layers", "figure:escalations", "escalations", "meetings"]
    assert [caption(one) for one in figures(plan())] == [
        "Figure 1: Communication layers",
        "Figure 2: Escalation ladders",
    ]
    assert "Figure 2: Escalation ladders" in list(printed_texts(plan()))


def test_a_figure_shows_no_row_that_its_table_does_not() -> None:
    assert "Secret call" in str(cut())
    assert "Secret call" not in str(cut("1"))
    assert "Lost" not in str(cut("0"))


def test_a_figure_that_a_clause_places_stands_there_alone_and_once() -> None:
    place = Section("first", NO_NUMBER, "First", (place_of("figure-escalations"), place_of("figure-escalations")))
    changes = Section("second", NO_NUMBER, "Second", (place_of("figure-changes"),))
    annex = Section("ax", NO_NUMBER, "Annex", (LADDER,), annex=True)
    made = with_figures(replace(sample(), chapters=(place, changes), annexes=(annex,)), "Figure")
    assert [one.path for section in (*made.chapters, *made.annexes) for one in section.blocks] == [
        "figure:escalations",
        "escalations",
    ]
    (figure,) = figures(made)
    assert (figure.number.label, figure.of) == ("Figure 1", "escalations")
    (hidden,) = figures(for_readers({"plan": made}, {"escalations"})[0]["plan"])
    assert (hidden.path, hidden.caption, hidden.drawings) == ("figure:escalations", TITLE, ())


def several() -> dict[str, Document]:
    """Return two documents of an agreement, of which the first places the set of both."""
    place = Section("first", NO_NUMBER, "First", (place_of(DOCUMENT_SET),))
    agreement = replace(sample(), chapters=(place,))
    other = replace(plan(), facts=replace(plan().facts, document="plan", title="Secret plan", number="QA-9-CP"))
    both = (agreement, other)
    return {"agreement": with_figures(agreement, "Figure", both), "plan": other}


def test_the_set_of_documents_stands_where_a_clause_places_it() -> None:
    (drawn,) = figures(several()["agreement"])[0].drawings
    assert [one.name for one in drawn.pieces] == ["Quality Agreement", "Secret plan"]
    assert caption(figures(several()["agreement"])[0]) == "Figure 1: Set of documents"
    alone = several()["agreement"]
    assert figures(with_figures(alone, "Figure", (alone,))) == []


def test_the_set_of_documents_names_none_that_is_hidden() -> None:
    made, _ = for_readers(several(), {"plan"})
    assert "Secret" not in str(made["agreement"].chapters)
    made, _ = for_readers(several(), {"annex-matrix"})
    assert "Responsibility matrix" not in str(made["agreement"].chapters)
    assert "Secret plan" in str(made["agreement"].chapters)


def test_of_a_table_that_is_hidden_no_drawing_is_left() -> None:
    layers, ladder = cut("escalations")
    assert (ladder.caption, ladder.drawings, ladder.number.label) == (TITLE, (), "Figure 2")
    assert layers.drawings
    assert "Secret call" not in str(cut("meetings"))
