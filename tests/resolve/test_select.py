"""Clauses and rows are in by their conditions, unless the agreement leaves them out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from generator.resolve.select import select_rows
from tests.compose.small import Texts, agreement, clause, resolved, rows

SCOPE = "{stage: commercial, services: [manufacturing], regions: [EU, US], dosage-forms: [sterile]}"
POSITIONS = "{fallback: {approver: head-of-quality, when: at night}}"
TWO_TEXTS = clause("notice", "Tell.\n\n## fallback\nWrite.", positions=POSITIONS)


def chosen(*more: Texts) -> list[tuple[str, str]]:
    return [(one.id, one.position) for one in resolved(*more)[0].clauses]


def choice(id_: str, position: str) -> Texts:
    return agreement(choices=f"{{{id_}: {{position: {position}, reason: night, by: Quality, on: 2026-11-20}}}}")


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ("{stage: [commercial]}", True),
        ("{stage: [clinical]}", False),
        ("{regions: [JP, US]}", True),
        ("{regions: [JP]}", False),
        ("{services: [manufacturing]}", True),
        ("{services: [testing]}", True),  # of a site
        ("{services: [packaging]}", False),
        ("{dosage-forms: [sterile]}", True),
        ('{tiers: ["1", "2"]}', True),
        ('{tiers: ["2"]}', False),
        ("{precedence: [quality-agreement-first]}", True),
        ("{stage: [commercial], regions: [EU]}", True),
        ("{stage: [commercial], regions: [JP]}", False),
        ("{}", True),
    ],
)
def test_a_list_is_any_of_and_several_keys_are_all_of(conditions: str, holds: bool) -> None:
    scope, duty = agreement(scope=SCOPE), "- {id: RM-1, topic: DEV, activity: Tell., %s: %s}"
    assert bool(chosen(scope, clause("notice", "Tell.", applies=conditions))) is holds
    assert bool(chosen(scope, clause("notice", "Tell.", unless=conditions))) is not holds
    draft, _ = resolved(scope, rows("responsibilities", duty % ("applies", conditions)))
    assert bool(draft.rows["responsibilities"]) is holds


def test_unless_takes_out_what_applies_lets_in() -> None:
    both = clause("notice", "Tell.", applies="{regions: [EU]}", unless="{regions: [US]}")
    assert chosen(both) == [("notice", "standard")]
    assert chosen(both, agreement(scope=SCOPE)) == []


def test_the_agreement_leaves_out_clauses_and_rows_of_tables() -> None:
    duty = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Tell.}")
    draft, found = resolved(duty, clause("notice", "Tell."), agreement(omit="{notice: not made, RM-1: not made}"))
    assert (draft.clauses, draft.rows["responsibilities"], found) == ((), (), [])


@pytest.mark.parametrize("id_", ["deviation", "head-of-quality", "quality-agreement", "nothing"])
def test_the_agreement_cannot_leave_out_what_texts_stand_on(id_: str) -> None:
    _, found = resolved(agreement(omit=f"{{{id_}: not made}}"))
    assert [one.code for one in found] == ["unknown-id"]


def test_the_position_that_the_agreement_chose_prints() -> None:
    assert chosen(TWO_TEXTS) == [("notice", "standard")]
    assert chosen(TWO_TEXTS, choice("notice", "fallback")) == [("notice", "fallback")]


@pytest.mark.parametrize("position", ["walk-away", "guidance", "louder"])
def test_a_position_that_the_clause_lacks_is_reported_and_the_standard_prints(position: str) -> None:
    draft, found = resolved(TWO_TEXTS, choice("notice", position))
    assert [one.position for one in draft.clauses] == ["standard"]
    assert [one.code for one in found] == ["unknown-position"]


def test_a_choice_for_no_clause_is_reported() -> None:
    assert [one.code for one in resolved(choice("nothing", "fallback"))[1]] == ["unknown-id"]


def test_clauses_stand_by_chapter_order_and_id() -> None:
    several = [clause("c", "C.", topic="AUD"), clause("b", "B."), clause("a", "A."), clause("d", "D.", order="1")]
    assert [id_ for id_, _ in chosen(*several)] == ["d", "a", "b", "c"]


def test_a_row_stands_behind_another_where_the_agreement_says_so() -> None:
    several: Any = {id_: SimpleNamespace(record=SimpleNamespace(id=id_)) for id_ in ("RM-1", "RM-2", "RM-3", "RM-4")}
    record: Any = SimpleNamespace(omit={"RM-2": "not here"}, after={"RM-4": "RM-1", "RM-9": "RM-1"})
    kept = select_rows("responsibilities", several, record)
    assert [row.record.id for row in kept] == ["RM-1", "RM-4", "RM-3"]
    needed = select_rows("values", several, record)
    assert [row.record.id for row in needed] == ["RM-1", "RM-2", "RM-3", "RM-4"]
