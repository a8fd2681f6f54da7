"""The report of a round: each proposal under who decides it, with what went and came marked, as a page and in Word."""

from __future__ import annotations

from typing import Any

from generator import reviewing
from generator.model.proposal import Round
from generator.read.returned import read_returned
from tests.review.test_applying import CHANGES, SAMPLE, decide, read_round, returned, the_round

HOME = f"agreements/{SAMPLE}/reviews/round-1"


def test_the_report_stands_beside_the_round_and_marks_the_words(case: Any) -> None:
    reading, _ = read_round(case.reading, returned(case, CHANGES))
    page = reading.files[f"{HOME}/report.html"].decode()
    assert "To be decided by whoever negotiates" in page
    assert "<ins>defer, with the consent of the Contract Giver,</ins>" in page or "<ins>" in page
    assert "<del>1\u00a0hour</del><ins> 30 minutes</ins>" in page
    assert "3 proposals, 3 open." in page
    assert "not tracked" in page


def test_the_word_report_opens_with_the_same_words_as_tracked_changes(case: Any) -> None:
    reading, _ = read_round(case.reading, returned(case, CHANGES))
    read, faults = read_returned("report.docx", reading.files[f"{HOME}/report.docx"])
    assert read is not None, faults
    rows = [unit.text for unit in read.now if unit.is_row]
    assert any("with the consent of the Contract Giver" in one for one in rows)
    assert read.tracked > 0


def test_a_decision_shows_with_who_when_and_why(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    after = decide(reading, name, "reject", the_round(reading, name).proposals[0].id)
    made = reviewing.report_files(after, the_round(after, name), name)
    page = made[f"{HOME}/report.html"].decode()
    assert "Rejected<br>Agreed in the call<br>Jo Example, Head of Quality, 2026-11-26" in page
    assert "3 proposals, 2 open." in page


def test_markup_in_their_words_stays_words(case: Any) -> None:
    reading, _ = read_round(
        case.reading, returned(case, {"to defer the Platform Change": ("defer", "<script>alert(1)</script>")})
    )
    page = reading.files[f"{HOME}/report.html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_same_file_gives_the_same_report(case: Any) -> None:
    made = reviewing.read_review(case.reading, "back.docx", returned(case, CHANGES))
    assert isinstance(made, Round)
    assert reviewing.report_files(case.reading, made, "round-1") == reviewing.report_files(
        case.reading, made, "round-1"
    )
