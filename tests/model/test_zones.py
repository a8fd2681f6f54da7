"""The names of time zones, and what a place that is none may mean."""

from __future__ import annotations

import zoneinfo

import pytest

from generator.model.zones import ZONES, meant_zone


def test_every_zone_is_one_that_computers_know() -> None:
    known = zoneinfo.available_timezones()
    if not known:
        pytest.skip("this machine has no table of time zones")
    assert known >= ZONES - {"America/Coyhaique"}, "newer than some tables"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Basel", "Europe/Zurich"),
        ("Hamburg", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("Asia/Tokio", "Asia/Tokyo"),
        ("Europe/Switzerland", "Europe/Zurich"),
        ("Europe/Kestrel", ""),
        ("CET", ""),
        ("", ""),
    ],
)
def test_a_place_that_is_no_zone_leads_to_the_one_whose_clocks_it_keeps(text: str, zone: str) -> None:
    assert meant_zone(text) == zone
