"""Contract research speaks of participants, places and data where the standard speaks of batches and stock."""

from __future__ import annotations

import re

from generator.model.draft import Merged
from generator.model.rows import Row
from generator.resolve.overlay import stack_rows
from tests.stories.test_every_clause import workspace

# The term itself, in brackets, prints as Deliverable.
MANUFACTURE = r"(?<!\[)[Bb]atch|stock|stability|person in plant|record review"


def rows_of(profile: str, kind: str) -> dict[str, Merged[Row]]:
    """Return the rows of one kind as *profile* prints them."""
    layers = [workspace().layers[one] for one in ("core", f"profiles/{profile}")]
    return dict(stack_rows(layers)[0][kind])


def test_the_monitoring_levels_of_a_trial_hold_no_stock() -> None:
    rows = rows_of("cro", "monitoring-levels")
    assert len(rows) == 4
    assert [id_ for id_, row in rows.items() if re.search(MANUFACTURE, str(row.record))] == []


def test_the_notices_of_a_trial_ask_for_participants_and_not_for_batches() -> None:
    forms = rows_of("cro", "forms")
    for id_ in ("form-deviation-notice", "form-change-notice", "form-investigation-report"):
        labels = [str(field.label) for field in getattr(forms[id_].record, "fields_", ())]
        assert any("articipants" in label for label in labels)
        assert [label for label in labels if re.search(MANUFACTURE, label)] == []


def test_a_change_of_a_trial_is_decided_well_within_its_lead_time() -> None:
    values = {id_: str(getattr(row.record, "default", "")) for id_, row in rows_of("cro", "values").items()}
    standard = {id_: str(getattr(row.record, "default", "")) for id_, row in rows_of("packaging", "values").items()}
    assert values["change-lead-time"] == "30 calendar days"
    assert values["change-decision"] == "10 business days"
    assert standard["change-lead-time"] == "90 calendar days"


def test_at_night_a_trial_has_its_places_and_a_measure_that_cannot_wait_on_the_urgent_page() -> None:
    duties = {id_: getattr(row.record, "duties", ()) for id_, row in rows_of("cro", "urgent").items()}
    assert "insp-place-notice" in duties["inspection"]
    assert duties["urgent-measure"] == ("qrm-urgent-measure",)
    assert "qrm-urgent-measure" not in duties["safety"]
