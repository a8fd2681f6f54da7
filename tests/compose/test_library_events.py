"""The events of the urgent page that the library ships name duties which some clause of the library has."""

from __future__ import annotations

from pathlib import Path

from generator.data import shipped_clauses
from generator.load import load
from generator.load.disk import read_workspace

ROOT = Path(__file__).resolve().parents[2]


def test_every_duty_of_an_event_is_one_of_a_clause() -> None:
    workspace, _ = load(read_workspace(ROOT, shipped_clauses())[0])
    facts = [source.clause for layer in workspace.layers.values() for source in layer.clauses.values()]
    known = {duty.id for clause in facts for duty in clause.duties}
    named = [
        id_
        for layer in workspace.layers.values()
        for row in layer.rows.get("urgent", {}).values()
        for id_ in row.fields.get("duties", ())
    ]
    assert named
    assert [id_ for id_ in named if id_ not in known] == []
