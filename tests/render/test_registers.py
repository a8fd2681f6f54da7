"""The registers as JSON: canonical, complete, in an order that does not wander."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

import pytest

from generator.document.registers import Coverage, Met, Obligation, Place
from generator.render.registers import coverage_to_json, obligations_from_json, obligations_to_json


def obligation(id_: str) -> Obligation:
    return Obligation(
        id_,
        *(
            "aurelia-northbay",
            "quality-agreement",
            "dev-notification",
            "22.1",
            "acceptor",
            "Contract Acceptor",
            "notify",
        ),
        *(
            "1\u00a0Business\u00a0Day",
            "critical-deviation-notice",
            "discovery",
            "Größe <&> “x”",
            "quality-event-record",
        ),
    )


def test_obligations_keep_their_printed_order_and_all_fields() -> None:
    duties = (obligation("b"), obligation("a"))
    record = json.loads(obligations_to_json(duties))
    assert record == {"schema": 1, "obligations": [asdict(duty) for duty in duties]}
    assert list(record["obligations"][0]) == [field.name for field in fields(Obligation)]


def test_coverage_is_sorted_and_says_how_each_is_met() -> None:
    place = Place("quality-agreement", "dev-notification", "22.1", "Notice", "shall notify")
    covered = Coverage("R-1", "requirement", "a", "law", Met.COVERED, (place,))
    entries = [Coverage("R-2", "requirement", "b", "law", Met.GAP), covered]
    record = json.loads(coverage_to_json(entries))
    assert [entry["id"] for entry in record["coverage"]] == ["R-1", "R-2"]
    assert record["coverage"][0]["covered_by"] == [asdict(place)]
    assert (record["coverage"][1]["covered_by"], record["coverage"][1]["met"]) == ([], "gap")
    assert coverage_to_json(reversed(entries)) == coverage_to_json(entries)


def test_the_bytes_are_utf8_with_lf() -> None:
    data = obligations_to_json((obligation("a"),))
    assert "Größe <&> “x”".encode() in data
    assert b"\r" not in data
    assert data.endswith(b"}\n")


def test_duties_that_were_frozen_read_back_as_they_were() -> None:
    duties = (obligation("b"), obligation("a"))
    assert obligations_from_json(obligations_to_json(duties)) == duties


@pytest.mark.parametrize("data", [b"[]", b'{"obligations": []}', b'{"schema": 2, "obligations": []}'])
def test_a_register_of_another_schema_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no register of duties that this release reads"):
        obligations_from_json(data)
