"""Records of any layer, judged by themselves: a library is wrong also where no agreement uses it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Diagnostic
from generator.model.library import Workspace
from generator.resolve.draft import UNKNOWN_LAYER, meant_layer
from generator.resolve.scopes import unknown_conditions
from generator.resolve.values import standing_values


def standing_faults(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield what is wrong with records of any layer, whether an agreement uses them or not."""
    yield from unknown_conditions(workspace)
    yield from standing_values(workspace)
    yield from unknown_neighbours(workspace)


def unknown_neighbours(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report libraries that do not exist and beside which a library would give way."""
    for way in (layer.card.gives_way for layer in workspace.every_layer if layer.card and layer.card.gives_way):
        for name in way.beside:
            if name not in workspace.layers:
                yield UNKNOWN_LAYER.at(
                    way.place_of("beside", name), f'there is no library "{name}"', hint=meant_layer(name, workspace)
                )
