"""Software and services speak of versions and environments where the standard speaks of batches and stock."""

from __future__ import annotations

import re

import pytest

from generator.document.printed import printed_texts
from generator.render.site.gather import clocks_of
from tests.stories.test_scopes import under
from tests.stories.test_trial_profile import rows_of

MANUFACTURE = r"[Bb]atch|stock|[Ss]tability|[Ss]ample|material"
OF_GOODS = (
    *("goods or samples", "not ship", "Release authority", "recall of the Product", "efficacy", "stability work"),
    *("hygiene, clothing", "covers 5", "leaves the Site", "until its Disposition", "time of Disposition"),
    "pause of new Deliverables",
    *("strength and pack", "formulation", "unblinded", "release of a Deliverable"),
    *("failed results", "US filing", "EU filing", "annual report", "samples and reference standards"),
)
"""Words of goods and medicines that an agreement on software printed once."""


def words_of(document: str) -> str:
    """Return all that a document of software prints, on one line."""
    return " ".join(printed_texts(under("software").documents[document])).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "form", ["form-deviation-notice", "form-change-notice", "form-investigation-report", "form-fault-notice"]
)
def test_the_forms_of_software_ask_for_versions_and_not_for_batches(form: str) -> None:
    fields = getattr(rows_of("software", "forms")[form].record, "fields_", ())
    assert any("ersions" in str(field.label) for field in fields)
    assert [str(field.label) for field in fields if re.search(MANUFACTURE, f"{field.label} {field.hint}")] == []


@pytest.mark.parametrize("document", ["quality-agreement", "communication-plan", "data-governance-annex"])
def test_an_agreement_on_software_prints_no_words_of_goods(document: str) -> None:
    printed = words_of(document)
    assert [words for words in OF_GOODS if words in printed] == []


def test_a_patch_and_a_planned_release_have_in_the_matrix_what_their_clause_says() -> None:
    """An urgent patch comes first as an emergency change; each other is announced with its release notes."""
    printed = words_of("quality-agreement")
    assert re.search(r"CM-55 Security patch, other than an Emergency Change, .{0,160} DR 30 CD", printed)
    assert re.search(r"CM-81 Planned release, .{0,160} DR 30 CD", printed)
    assert "security patch against a critical weakness first, as an Emergency Change" in printed


def test_the_defect_notice_of_software_stands_in_the_annex_and_has_a_limit() -> None:
    printed = words_of("quality-agreement")
    assert "with the defect notice in Annex" in printed
    assert "Versions and environments Each version and environment suspected" in printed
    assert "form-quality-defect" not in rows_of("software", "forms")


def test_the_first_screen_of_software_has_the_outage_and_no_call_about_a_distributed_product() -> None:
    result = under("software")
    assert result.draft is not None
    titles = [clock.label for clock in clocks_of(result.draft, result.documents)]
    assert {"Call about an outage of the service", "First notice of a security incident"} <= {*titles}
    assert [title for title in titles if "product" in title] == []


def test_the_first_screen_shows_no_limit_that_no_clause_prints() -> None:
    result = under("software")
    assert result.draft is not None
    assert result.draft.values["defect-phone"].row.clock is not None
    assert all(clock.path for clock in clocks_of(result.draft, result.documents))


def test_a_certificate_of_deletion_follows_the_deletion_and_no_data_go_before_the_export_is_accepted() -> None:
    """It ran from the acceptance of the export, years before what must be kept is deleted."""
    printed = words_of("data-governance-annex")
    assert "certify each deletion within 30 Calendar Days after the deletion" in printed
    assert "within 30 Calendar Days after Receipt of the acceptance of the last export, and nothing before" in printed


def test_personal_data_are_processed_on_instructions_and_a_breach_of_them_has_a_limit() -> None:
    printed = words_of("data-governance-annex")
    assert "only on its documented instructions" in printed
    assert re.search(r"breach of the personal data .{0,80} within 12 hours after Awareness", printed)
