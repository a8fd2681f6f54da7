"""Software and services speak of versions and environments where the standard speaks of batches and stock."""

from __future__ import annotations

import re

import pytest

from tests.stories.test_trial_profile import rows_of

MANUFACTURE = r"[Bb]atch|stock|[Ss]tability|[Ss]ample|material"


@pytest.mark.parametrize("form", ["form-deviation-notice", "form-change-notice", "form-investigation-report"])
def test_the_forms_of_software_ask_for_versions_and_not_for_batches(form: str) -> None:
    fields = getattr(rows_of("software", "forms")[form].record, "fields_", ())
    assert any("ersions" in str(field.label) for field in fields)
    assert [str(field.label) for field in fields if re.search(MANUFACTURE, f"{field.label} {field.hint}")] == []
