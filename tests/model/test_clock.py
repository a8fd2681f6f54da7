"""How a limit is counted, in words: from its event or before it."""

from __future__ import annotations

import pytest

from generator.model.clock import counted


@pytest.mark.parametrize(
    ("event", "ahead", "words"),
    [
        ("Discovery", False, "from discovery"),
        ("implementation", True, "before implementation"),
        ("Receipt of the complete package", False, "from receipt of the complete package"),
        ("Effective Date", False, "from Effective Date"),
        ("A Critical Deviation is raised", False, "from A Critical Deviation is raised"),
        ("", False, ""),
        ("", True, ""),
    ],
)
def test_a_limit_is_counted_from_its_event_or_before_it(event: str, ahead: bool, words: str) -> None:
    assert counted(event, ahead=ahead) == words
