"""The contents of a redline: the lines of what came, went or has another title say so, and settle as the text does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.compare import compare, summary
from generator.document.blocks import Document, Section
from generator.read.revisions import accepted, contents_of, rejected
from generator.redlining import COMPUTED, Author, main_part, proof, redline
from generator.render.word import Tracking, render_word
from tests.compare.test_redline import documents, template


def with_sections(document: Document, edit: Callable[[tuple[Section, ...]], tuple[Section, ...]]) -> Document:
    """Return *document* with its chapters and its annexes as *edit* leaves them."""
    return replace(document, chapters=edit(document.chapters), annexes=edit(document.annexes))


EDITS: dict[str, Callable[[Document], Document]] = {
    "the first go": lambda one: with_sections(one, lambda all_: all_[1:]),
    "the last go": lambda one: with_sections(one, lambda all_: all_[:-1]),
    "one in the middle goes": lambda one: with_sections(one, lambda all_: all_[:2] + all_[3:]),
    "one moves": lambda one: with_sections(one, lambda all_: (all_[1], all_[0], *all_[2:])),
    "other titles": lambda one: with_sections(
        one, lambda all_: (replace(all_[0], title="A title of its own"), *all_[1:])
    ),
    "no annex at all": lambda one: replace(one, annexes=(), elsewhere=()),
    "files with other numbers": lambda one: replace(
        one, elsewhere=(*((label, f"{title} anew") for label, title in one.elsewhere[1:]), ("Annex 99", "A new file"))
    ),
}


@pytest.mark.parametrize(
    ("edit", "style"),
    [*((edit, "counsel") for edit in EDITS), ("the first go", "corporate"), ("files with other numbers", "corporate")],
)
def test_the_contents_settle_to_those_of_either_text(edit: str, style: str) -> None:
    document = documents()["quality-agreement"]
    for old, new in ((document, EDITS[edit](document)), (EDITS[edit](document), document)):
        made, faults = redline(old, new, template(style), against="x", author=Author("Legal"))
        assert not faults, [fault.message for fault in faults]
        root = main_part("redline.docx", made.data)
        for settled, wanted in ((accepted(root), new), (rejected(root), old)):
            assert listed(settled) == listed(main_part("clean.docx", render_word(wanted, template(style))))


def listed(root: object) -> list[str]:
    """Return the lines of the contents; the summary, which stands before them, has none."""
    return contents_of(root, COMPUTED)


def test_a_proof_fails_where_the_contents_are_not_those_of_the_text() -> None:
    old = documents()["quality-agreement"]
    new = EDITS["files with other numbers"](old)
    data = render_word(replace(compare(old, new), relisted=()), template(), tracking=Tracking("Legal"))
    (fault,) = proof("x", data, render_word(old, template()), render_word(new, template()))
    assert fault.message == "rejecting all changes does not give the contents of the older text"


def test_a_file_of_its_own_that_came_or_went_is_listed() -> None:
    old = documents()["quality-agreement"]
    (_, gone), *kept = old.elsewhere
    new = replace(old, elsewhere=(*kept, ("Annex 99", "A new file")))
    told = [(one.where, one.what, one.before, one.after) for one in summary(compare(old, new))]
    assert sorted(told) == [("Contents", "added", "", "A new file"), ("Contents", "removed", gone, "")]
