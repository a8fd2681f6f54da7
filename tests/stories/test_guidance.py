"""Each clause of the house tells the drafter why it stands there, and has a line in plain words for the site."""

from __future__ import annotations

from generator.load import load
from generator.model.clause import GUIDANCE
from tests.samples import sample_files


def test_each_clause_has_guidance_and_a_line_in_short() -> None:
    layers = {name: layer for name, layer in load(sample_files())[0].layers.items() if "companies/" not in name}
    clauses = [source for layer in layers.values() for source in layer.clauses.values()]
    assert len(clauses) > 300
    assert [one.path for one in clauses if len(one.texts.get(GUIDANCE, "").split()) < 8] == []
    assert [one.path for one in clauses if not one.clause.in_short] == []
