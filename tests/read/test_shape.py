"""What a record is asked for before anything else looks at it."""

from __future__ import annotations

from generator.load import load
from tests.compose.small import files, rows


def test_a_sentence_that_a_comment_cuts_off_is_told_at_the_comment() -> None:
    row = "- id: RM-1\n  topic: DEV\n  activity: Tell.  # at once\n  giver: I\n  acceptor: R/A\n"
    _, (fault,) = load(files(rows("responsibilities", row)))
    assert fault.message == "YAML cuts the sentence off here"
    assert (fault.span.line, fault.span.column) == (3, 20)
