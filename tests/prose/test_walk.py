"""The order in which front matter counts sentences."""

from __future__ import annotations

from generator.prose import parse, write_line
from generator.prose.walk import sentences

TEXT = """The first.
The second.

:: matrix changes

These:

(a) third;
  (i) fourth;
  (ii) fifth.
    And sixth.
(b) seventh.

The last."""


def test_sentences_are_counted_through_paragraphs_and_items_each_item_before_those_inside_it() -> None:
    tree, slips = parse(TEXT)
    assert not slips
    assert [write_line(one) for one in sentences(tree)] == [
        *("The first.", "The second.", "These:", "third;", "fourth;", "fifth.", "And sixth.", "seventh.", "The last."),
    ]
