"""Obligations are read from sentences."""

from __future__ import annotations

import pytest

from generator.compose import compose, obligations
from generator.document.registers import Obligation
from tests.compose.small import Texts, agreement, clause, draft_of


def read(*more: Texts) -> tuple[Obligation, ...]:
    draft = draft_of(*more)
    return obligations(draft, compose(draft))


def test_an_obligation_names_actor_limit_and_the_start_of_its_clock() -> None:
    text = "The [Contract Acceptor] shall tell the [Contract Giver] within {{ notice }}.\nA call may follow."
    duties = "[{id: tell, sentence: 1, does: notify, evidence: record}]"
    assert read(clause("notice", text, duties=duties)) == (
        Obligation(
            id="tell",
            agreement="sample",
            document="quality-agreement",
            path="notice",
            number="1.1",
            party="acceptor",
            actor="Contract Acceptor",
            does="notify",
            limit="1\u00a0Business\u00a0Day",
            value="notice",
            starts="discovery",
            sentence="The Contract Acceptor shall tell the Contract Giver within 1\u00a0Business\u00a0Day.",
            evidence="record",
        ),
    )


def test_the_actor_is_the_last_party_before_shall() -> None:
    text = "When the [Contract Giver] asks, the [Contract Acceptor] shall answer.\nEach [Party] shall listen."
    assert [(one.party, one.actor) for one in read(clause("notice", text))] == [
        ("acceptor", "Contract Acceptor"),
        ("each", "Party"),
    ]


def test_a_sentence_without_a_party_before_shall_is_no_obligation() -> None:
    assert read(clause("notice", "The report shall name the hall.\nThe [Contract Giver] may ask.")) == ()


def test_sentences_of_items_count_on_from_those_of_paragraphs() -> None:
    text = "The [Contract Giver] shall read.\n\nBy night:\n(a) the [Contract Acceptor] shall call;\n(b) all wait."
    assert [one.id for one in read(clause("notice", text))] == ["notice/1", "notice/3"]


def test_a_value_without_a_clock_is_no_limit() -> None:
    (duty,) = read(clause("notice", "The [Contract Giver] shall keep this for {{ call }}."))
    assert (duty.limit, duty.value, duty.starts) == ("", "", "")


@pytest.mark.parametrize("words", ["not earlier than", "no sooner than", "no older than"])
def test_a_time_that_must_have_passed_is_no_limit(words: str) -> None:
    (duty,) = read(clause("notice", f"The [Contract Acceptor] shall delete it {words} {{{{ notice }}}} after that."))
    assert (duty.limit, duty.starts) == ("", "")


def test_an_open_limit_is_none_yet() -> None:
    text = "The [Contract Acceptor] shall call within {{ notice }}."
    (duty,) = read(agreement(values='{notice: "? days, Quality"}'), clause("notice", text))
    assert (duty.limit, duty.value) == ("", "")


def test_a_fallback_brings_its_own_duties() -> None:
    text = "The [Contract Acceptor] shall call.\n\n## fallback\nThe [Contract Acceptor] shall write."
    own = "[{id: write, sentence: 1, does: write}]"
    facts = {
        "duties": "[{id: call, sentence: 1, does: call}]",
        "positions": f"{{fallback: {{approver: head-of-quality, when: at night, duties: {own}}}}}",
    }
    chosen = agreement(choices="{notice: {position: fallback, reason: night, by: Quality, on: 2026-11-20}}")
    assert [one.id for one in read(clause("notice", text, **facts))] == ["call"]
    assert [one.id for one in read(clause("notice", text, **facts), chosen)] == ["write"]


def test_a_fallback_with_an_empty_list_has_no_declared_duty() -> None:
    text = "The [Contract Acceptor] shall tell.\n\n## fallback\nThe [Contract Acceptor] shall tell at night."
    front = {
        "duties": "[{id: tell, sentence: 1, does: notify}]",
        "positions": "{fallback: {approver: head-of-quality, when: at night, duties: []}}",
    }
    chosen = agreement(choices="{notice: {position: fallback, reason: night, by: Quality, on: 2026-11-20}}")
    (only,) = read(clause("notice", text, **front), chosen)
    assert (only.id, only.does) == ("notice/1", "")
