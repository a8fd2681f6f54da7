"""Records of any layer, judged by themselves: a library is wrong also where no agreement uses it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Diagnostic
from generator.model.library import Workspace
from generator.resolve.scopes import unknown_conditions
from generator.resolve.values import standing_values


def standing_faults(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield what is wrong with records of any layer, whether an agreement uses them or not."""
    yield from unknown_conditions(workspace)
    yield from standing_values(workspace)
