"""Comments in a Word file: a day that there is, or none."""

from __future__ import annotations

import pytest

from generator.document.comments import Comment
from generator.render.word.comments import comments_part


@pytest.mark.parametrize(
    ("on", "dated"), [("2026-11-20", True), ("", False), ("0-00-00", False), ("20 November", False)]
)
def test_a_comment_has_the_day_that_is_known_and_no_other(on: str, dated: bool) -> None:
    part = comments_part([Comment("clause", "Kim Example", "Why?", on=on)]).decode()
    assert (f'w:date="{on}T00:00:00Z"' in part) is dated
    assert ("w:date" in part) is dated
