"""Two files, the one that was sent and the one that came back, as typed proposals; nothing is applied here."""

from __future__ import annotations

from generator.model.proposal import Proposal, numbered
from generator.read.returned import Returned
from generator.read.text import writable
from generator.review.beside import comments, strays, things
from generator.review.cells import merged_values
from generator.review.changes import changes
from generator.review.comparison import Sent, compared
from generator.review.positions import with_positions


def proposals(sent: Sent, back: Returned) -> list[Proposal]:
    """Return what *back* proposes, in the order of the document."""
    review = compared(sent, back)
    found = with_positions(review, merged_values(changes(review)))
    everything = [*found, *comments(review), *things(review), *strays(sent.read, back)]
    return numbered(one.model_copy(update={name: writable(getattr(one, name)) for name in WORDS}) for one in everything)


WORDS = ("old", "new", "above")
"""Fields that hold words of the file."""
