"""Answers are kept for the very same things, and no longer than these."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from generator.check import check_libraries
from generator.kept import kept_with, last_kept
from generator.load import load
from generator.model.library import Workspace
from generator.resolve.standing import standing_faults
from tests.samples import sample_files


class Thing:
    """Something that equals any other of its kind."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing)

    __hash__ = None  # type: ignore[assignment]


def test_the_last_answer_is_kept_for_the_very_same_things_in_the_same_number() -> None:
    asked: list[int] = []

    @last_kept
    def count(*things: Thing) -> int:
        asked.append(len(things))
        return len(asked)

    one, other = Thing(), Thing()
    assert [count(one), count(one), count(other), count(one), count(one, one), count(), count()] == [
        1,
        1,
        2,
        3,
        4,
        5,
        5,
    ]


def test_an_answer_goes_with_the_thing_it_was_asked_of() -> None:
    asked: list[int] = []

    @kept_with
    def count(thing: Thing) -> int:
        asked.append(id(thing))
        return len(asked)

    one, other = Thing(), Thing()
    assert [count(one), count(other), count(one), count(other)] == [1, 2, 1, 2]
    for number in range(3, 50):  # a new thing may stand where one that is gone has stood
        assert count(Thing()) == number


def test_what_was_found_in_layers_does_not_hold_them() -> None:
    def asked() -> list[weakref.ref[object]]:
        workspace = anew(load(sample_files())[0])
        assert not [*standing_faults(workspace), *check_libraries(workspace)]
        layers = workspace.layers.values()
        return [weakref.ref(one) for layer in layers for one in (layer, *layer.clauses.values())]

    first, _ = asked(), asked()  # of the last ones an answer is kept
    gc.collect()
    assert not [one for one in first if one() is not None]


def anew(workspace: Workspace) -> Workspace:
    """Return *workspace* with layers and clauses that nobody else holds."""
    return replace(
        workspace,
        layers={
            name: replace(layer, clauses={id_: replace(clause) for id_, clause in layer.clauses.items()})
            for name, layer in workspace.layers.items()
        },
    )
