"""A fingerprint moves with what binds somebody, and with nothing else."""

from __future__ import annotations

from generator.model.clause import Clause, Position, PositionTable
from generator.model.fingerprint import clause_fingerprint


def mark(*covers: str, when: str = "at night") -> str:
    position = Position(approver="head-of-quality", when=when, covers=covers or None)
    facts = Clause(id="notice", topic="DEV", title="Notice", positions=PositionTable(fallback=position))
    return clause_fingerprint(facts, {"standard": "Tell."})


def test_what_a_position_covers_binds_nobody() -> None:
    assert mark("R-1") == mark()
    assert mark(when="by day") != mark()
