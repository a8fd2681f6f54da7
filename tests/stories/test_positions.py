"""What may be negotiated: enough clauses have a second text, and each says who may agree to it, when and why."""

from __future__ import annotations

from generator.model.clause import GUIDANCE, ClauseSource
from tests.stories.test_every_clause import workspace


def negotiable() -> dict[str, ClauseSource]:
    """Return the clauses of core and the profiles with a text to fall back on, by id."""
    names = ("core", *(name for name in workspace().layers if name.startswith("profiles/")))
    clauses = (clause for name in names for clause in workspace().layers[name].clauses.values())
    return {one.clause.id: one for one in clauses if one.clause.positions}


def test_at_least_forty_five_clauses_have_a_text_to_fall_back_on() -> None:
    texts = negotiable().values()
    assert len([one for one in texts if one.clause.positions and one.clause.positions.fallback]) >= 45


def test_each_position_says_who_may_agree_when_and_why() -> None:
    """Who and when cannot be left out of the file; why stands in the guidance."""
    assert [id_ for id_, one in negotiable().items() if GUIDANCE not in one.texts] == []
