"""The overlays of this repository have been read against the clauses as they are now."""

from __future__ import annotations

from generator.model.library import Workspace
from generator.resolve import resolve


def test_no_overlay_of_this_repository_is_stale(workspace: Workspace) -> None:
    found = [fault for source in workspace.agreements.values() for fault in resolve(workspace, source)[1]]
    assert not [fault.head() for fault in found if fault.code == "stale-overlay"], "run: agreements adopt ID"
