"""The registers beside the documents as JSON: duties and coverage, for programs that remind, count and prove."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from generator.document.registers import Coverage, Departure, Obligation

SCHEMA = 1


def obligations_to_json(obligations: Sequence[Obligation]) -> bytes:
    """Return the duties in printed order as canonical JSON; ids repeat only where documents print a clause twice."""
    return _register("obligations", map(asdict, obligations))


def obligations_from_json(data: bytes) -> tuple[Obligation, ...]:
    """Return the duties that *data* holds, as they were written.

    Raises:
        ValueError: If *data* is no register of duties, or follows a schema that this release does not know.
    """
    record = json.loads(data)
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise ValueError("no register of duties that this release reads")
    return tuple(Obligation(**one) for one in record["obligations"])


def departures_to_json(departures: Iterable[Departure]) -> bytes:
    """Return where an agreement leaves the standard, as canonical JSON; the marked words stand in the report."""
    entries = ({key: value for key, value in asdict(one).items() if key != "marked"} for one in departures)
    return _register("departures", entries)


def coverage_to_json(coverage: Iterable[Coverage]) -> bytes:
    """Return each requirement by id, how it is met and by which places, as canonical JSON."""
    return _register("coverage", map(asdict, sorted(coverage, key=lambda one: (one.kind, one.id))))


def _register(name: str, entries: Iterable[dict[str, Any]]) -> bytes:
    """Return *entries* under *name* with the schema version: fields in the order of their class, LF, UTF-8."""
    record = {"schema": SCHEMA, name: list(entries)}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
