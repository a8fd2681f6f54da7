"""The internal reports and their tables by name: shared by what composes them and what shows them."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """What a report is called: its id, its title, and the letters behind the number of the agreement."""

    id: str
    title: str
    suffix: str


OBLIGATIONS = Name("obligation-register", "Obligation Register", "OB")
TIMED, OTHER = "obligations-timed", "obligations-other"
"""Its tables: duties with a time limit, and the others."""

URGENT = Name("urgent", "Urgent Page", "UR")
URGENT_GLANCE, URGENT_EVENTS, URGENT_PEOPLE = "urgent-glance", "urgent-events", "urgent-people"
"""Its tables: all events on one page, what to do in each, and whom to call level by level."""
URGENT_FIRST = "First"
"""The level of those who answer first."""

REVIEW = Name("review-report", "Review Report", "RV")
DEPARTURES = Name("departures", "Departures from Standard", "DS")
OPEN_POINTS = Name("open-points", "Open Points", "OP")
COVERAGE = Name("coverage-annex", "Internal Coverage Annex", "CV")
