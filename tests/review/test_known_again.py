"""What a file without its properties still prints of itself, and when that is not enough."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diagnostic import Diagnostic
from generator.recognising import Claim
from generator.review.known_again import Said
from generator.reviewing import read_review
from tests.review.conftest import SAMPLE
from tests.review.hands import without_properties
from tests.review.test_applying import MAIN

HEAD = "Quality Agreement QA-00123 Version 1.0 \u00b7 Draft 3, not for signature"


@pytest.mark.parametrize(
    ("said", "number", "known"),
    [
        (Said("QA-00123", "1.0", "3", HEAD), "QA-00123", True),
        (Said("QA-00999", "1.0", "3", HEAD), "QA-00123", False),
        (Said(running=HEAD), "QA-00123", True),
        (Said(running=HEAD.replace("00123", "00123-CP")), "QA-00123", False),
        (Said(running=HEAD.replace("00123", "001234")), "QA-00123", False),
        (Said(), "QA-00123", False),
    ],
)
def test_the_number_on_the_control_page_counts_and_else_that_of_the_page_heads(
    said: Said, number: str, known: bool
) -> None:
    assert said.names(number) is known


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (Said("QA-00123", "1.0", "3", HEAD), True),
        (Said("QA-00123", "1.0", "3"), True),
        (Said(running=HEAD), True),
        (Said("QA-00123", "1.0", "3", HEAD.replace("Draft 3, not for signature", "Redline against 1.0-draft-2")), True),
        (Said("QA-00123", "1.0", "4", HEAD), False),
        (Said("QA-00123", "1.1", "3", HEAD), False),
        (Said("QA-00123", "1.0", "", HEAD), False),
        (Said(), False),
    ],
)
def test_control_page_and_page_heads_must_not_say_different_versions(said: Said, known: bool) -> None:
    assert said.tells("1.0", "3") is known


def test_a_version_that_is_not_kept_is_no_version_that_a_file_can_be(case: Any) -> None:
    data = without_properties(case.files[MAIN], "customXml/")
    told = read_review(case.reading, "back.docx", data, claim=Claim(SAMPLE, "9.9", "Jo Example", "2026-11-26"))
    assert isinstance(told, list)
    (refused,) = told
    assert isinstance(refused, Diagnostic)
    assert (refused.code, refused.message) == ("not-that-version", f"{SAMPLE} keeps no document of 9.9")
