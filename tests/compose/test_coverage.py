"""Coverage is read from what prints; what prints nowhere has a reason or is a gap."""

from __future__ import annotations

from generator.compose import compose, coverage
from generator.document.registers import Coverage, Met
from tests.compose.small import Texts, agreement, clause, draft_of, rows

NEEDS = {
    "clauses/requirements.yaml": (
        "- {id: R-1, says: Tell., topics: [DEV]}\n- {id: R-2, says: List., topics: [DEV]}\n"
        "- {id: R-3, says: Forget., topics: [DEV]}\n"
    )
}


def rule(id_: str, region: str, profiles: str = "all") -> str:
    """Return a row of the catalogue."""
    facts = "edition: 2020, locator: article 1, says: Write it., binding: law, topics: [DEV], verification: V"
    return f"- {{id: {id_}, region: {region}, profiles: {profiles}, {facts}}}\n"


RULES = {
    "clauses/regulations.yaml": rule("L-1", "EU") + rule("L-2", "US") + rule("L-3", "ICH", "[cro]"),
    "clauses/profiles/laboratory/library.yaml": "{id: laboratory, title: Laboratory, version: '1'}\n",
}


def covered(*more: Texts) -> tuple[Coverage, ...]:
    draft = draft_of(NEEDS, *more)
    return coverage(draft, compose(draft))


def met(*more: Texts) -> dict[str, Met]:
    return {one.id: one.met for one in covered(*more)}


def test_coverage_names_clauses_rows_and_tables_and_shows_gaps() -> None:
    duty = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Tell., acceptor: R, covers: [R-1]}")
    head = rows("matrices", "- {id: responsibilities, title: Duties, covers: [R-2]}")
    result = covered(duty, head, clause("notice", "Tell.\n\n:: matrix responsibilities", covers="[R-1]"))
    assert {one.id: [(place.number, place.title, place.words) for place in one.covered_by] for one in result} == {
        "R-1": [("1.1", "Notice", "Tell. [Duties]"), ("RM-1", "", "RM-1 | Tell. | – | – | R")],
        "R-2": [("Table 1", "Duties", "Duties")],
        "R-3": [],
    }


def test_a_requirement_of_another_stage_is_out_of_scope_and_no_gap() -> None:
    trial = "- {id: R-4, says: Tell the trial., topics: [DEV], applies: {stage: [clinical]}}\n"
    (last,) = [one for one in covered({"clauses/requirements.yaml": trial}) if one.id == "R-4"]
    assert (last.met, last.reason) == (Met.OUT_OF_SCOPE, "a rule for clinical (stage)")


def test_a_clause_that_is_left_out_covers_nothing() -> None:
    out = agreement(omit="{notice: not needed}")
    result = covered(out, clause("notice", "Tell.", covers="[R-1]"))
    assert not any(one.covered_by for one in result)


def test_a_requirement_that_only_a_fallback_prints_is_covered_by_position() -> None:
    text = "Tell.\n\n## fallback\nTell at night."
    front = {"positions": "{fallback: {approver: head-of-quality, when: at night}}", "covers": "[R-1]"}
    chosen = agreement(choices="{notice: {position: fallback, reason: night, by: Quality, on: 2026-11-20}}")
    assert met(clause("notice", text, **front))["R-1"] is Met.COVERED
    assert met(clause("notice", text, **front), chosen)["R-1"] is Met.POSITION
    also = clause("other", "Tell all.", covers="[R-1]")
    assert met(clause("notice", text, **front), chosen, also)["R-1"] is Met.COVERED


def test_a_fallback_that_covers_less_leaves_a_gap() -> None:
    text = "Tell at once.\n\n## fallback\nTell at night."
    weaker = "{fallback: {approver: head-of-quality, when: at night, covers: [R-2]}}"
    both = clause("notice", text, positions=weaker, covers="[R-1, R-2]")
    chosen = agreement(choices="{notice: {position: fallback, reason: night, by: Quality, on: 2026-11-20}}")
    assert (met(both)["R-1"], met(both)["R-2"]) == (Met.COVERED, Met.COVERED)
    assert (met(both, chosen)["R-1"], met(both, chosen)["R-2"]) == (Met.GAP, Met.POSITION)


def test_what_does_not_apply_carries_reason_name_and_day() -> None:
    waived = agreement(**{"not-applicable": "{R-1: {reason: no lists, by: Head of Quality, on: 2026-11-20}}"})
    first = next(one for one in covered(waived) if one.id == "R-1")
    assert (first.met, first.reason, first.by, first.on) == (
        Met.NOT_APPLICABLE,
        "no lists",
        "Head of Quality",
        "2026-11-20",
    )
    assert met(waived, clause("notice", "Tell.", covers="[R-1]"))["R-1"] is Met.COVERED


def test_a_rule_of_another_market_or_profile_is_out_of_scope_and_says_why() -> None:
    scoped = agreement(layers="[profiles/laboratory]")
    assert {one.id: (one.met, one.reason) for one in covered(RULES, scoped) if one.kind == "regulation"} == {
        "L-1": (Met.GAP, ""),
        "L-2": (Met.OUT_OF_SCOPE, "a rule of US; the markets are EU"),
        "L-3": (Met.OUT_OF_SCOPE, "a rule for cro"),
    }


def test_a_rule_for_another_stage_or_form_is_out_of_scope_and_says_which() -> None:
    """A rule for trials is no gap of a commercial agreement, and is one of a clinical agreement."""
    for_trials = rule("L-1", "EU").replace("topics", "applies: {stage: [clinical]}, topics")
    for_devices = rule("L-2", "EU").replace("topics", "applies: {dosage-forms: [device, combination]}, topics")
    known = rows("scopes", "- {id: device, of: dosage-forms, word: device, meaning: a device}")
    rules = {**known, "clauses/regulations.yaml": for_trials + for_devices}
    assert {one.id: (one.met, one.reason) for one in covered(rules) if one.kind == "regulation"} == {
        "L-1": (Met.OUT_OF_SCOPE, "a rule for clinical (stage)"),
        "L-2": (Met.OUT_OF_SCOPE, "a rule for device or combination (dosage forms)"),
    }
    clinical = agreement(scope="{stage: clinical, services: [manufacturing], regions: [EU], dosage-forms: [device]}")
    assert {met(rules, clinical)[id_] for id_ in ("L-1", "L-2")} == {Met.GAP}


def test_without_a_profile_the_rules_of_all_profiles_concern_the_agreement() -> None:
    assert met(RULES)["L-3"] is Met.GAP


def test_the_words_of_a_clause_are_those_that_print() -> None:
    text = "The [Contract Acceptor] shall tell within {{ notice }}:\n(a) by phone;\n(b) in writing."
    (place,) = next(one for one in covered(clause("notice", text, covers="[R-1]")) if one.id == "R-1").covered_by
    assert place.words == (
        "The Contract Acceptor shall tell within 1\u00a0Business\u00a0Day: (a) by phone; (b) in writing."
    )
