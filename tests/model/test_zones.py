"""The names of time zones, and what a place that is none may mean."""

from __future__ import annotations

import pytest

from generator.model.zones import meant_zone, zones


@pytest.mark.parametrize("name", ["Europe/Zurich", "America/New_York", "Asia/Calcutta", "UTC"])
def test_the_zones_that_people_live_in_are_known(name: str) -> None:
    assert name in zones()


@pytest.mark.parametrize("name", ["Etc/GMT+5", "CET", "Europe/Basel"])
def test_what_counts_by_hours_or_is_no_zone_is_none(name: str) -> None:
    assert name not in zones()


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
