"""Libraries against the scope of the agreement that names them: each is meant for it, and none is missing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostic import Diagnostic, Severity, kind
from generator.model.agreement import Agreement
from generator.model.library import Layer, Workspace
from generator.resolve.select import applies

UNFIT_LAYER = kind(
    "unfit-layer",
    "An agreement names a library that is meant for other services or markets.",
    matters="Clauses of another trade print, and those of the right one may be missing.",
    cure="Take the library out of `layers`, or add the service or market to the scope. `fits` in its library.yaml says "
    "what it is meant for.",
    severity=Severity.WARNING,
)
MISSING_LAYER = kind(
    "missing-layer",
    "The scope names a market, and the library of its law is not among the layers.",
    matters="The duties that the law of that market brings are in no clause.",
    cure="Add the library to `layers`, or take the market out of the scope.",
    severity=Severity.WARNING,
)


def misfits(workspace: Workspace, agreement: Agreement) -> Iterator[Diagnostic]:
    """Report libraries that the agreement names and that do not fit, and those of its markets that it does not name.

    A layer that does not exist is reported itself, and may be the one that is missing.
    """
    spelt = {*agreement.layers} <= {*workspace.layers}
    for name, layer in workspace.layers.items():
        if name in agreement.layers:
            yield from unfit(layer, agreement)
        elif spelt:
            yield from missing(layer, agreement)


def unfit(layer: Layer, agreement: Agreement) -> Iterator[Diagnostic]:
    """Yield a finding when *layer* is meant for another scope."""
    fits = layer.card.fits if layer.card else None
    if layer.card and fits and not applies(fits, agreement):
        words = " or ".join((*fits.services, *fits.regions, *fits.dosage_forms, *fits.phases, *fits.stage, *fits.tiers))
        yield UNFIT_LAYER.at(
            agreement.place_of("layers", layer.name),
            f'the library "{layer.name}" is meant for {words}, which the scope does not name',
            hint=f"take {layer.name} out, or add {words} to the scope",
            seen=((layer.card.place("fits"), "what it fits"), (agreement.place("scope"), "scope")),
        )


def missing(layer: Layer, agreement: Agreement) -> Iterator[Diagnostic]:
    """Yield a finding when *layer* holds the law of a market of the agreement, which does not name it."""
    markets = layer.card.fits.regions if layer.card and layer.card.fits else ()
    for market in agreement.scope.regions:
        if market in markets:
            message = f'the scope names the market "{market}", and the library "{layer.name}" is not among the layers'
            yield MISSING_LAYER.at(
                agreement.scope.place_of("regions", market), message, hint=f"add {layer.name} to `layers`"
            )
