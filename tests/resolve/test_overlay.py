"""A layer of a higher rank speaks over a lower one, field by field; two of one rank must agree."""

from __future__ import annotations

import pytest

from generator.model.draft import Draft
from tests.compose.small import Texts, agreement, body, clause, resolved, rows

EU, US, PLANT, ACME, OURS = "regions/eu", "regions/us", "profiles/plant", "companies/acme", "agreements/sample"
LAYERS = {
    **agreement(layers=f"[{ACME}, {US}, {PLANT}, {EU}]"),
    **{
        f"clauses/{name}/library.yaml": f'id: {name.rpartition("/")[2]}\ntitle: A layer\nversion: "1.0"\n'
        for name in (EU, US, PLANT, ACME)
    },
}
DUTY = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Tell., giver: I, acceptor: R/A}")


def activity(draft: Draft) -> str:
    (row,) = draft.rows["responsibilities"]
    return str(getattr(row.record, "activity", ""))


def overlay(layer: str, fields: str) -> Texts:
    return rows("responsibilities", f"- {{id: RM-1, {fields}}}", layer)


def codes(*more: Texts) -> list[str]:
    return [one.code for one in resolved(LAYERS, DUTY, *more)[1] if one.code != "stale-overlay"]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_highest_rank_speaks_last(count: int) -> None:
    several = [overlay(layer, f"activity: By {layer}.") for layer in (EU, PLANT, ACME, OURS)[:count]]
    draft, _ = resolved(agreement(layers=f"[{', '.join((EU, PLANT, ACME)[:count])}]"), DUTY, *several)
    assert activity(draft) == f"By {(EU, PLANT, ACME, OURS)[count - 1]}."


def test_an_overlay_changes_the_fields_it_names_and_no_other() -> None:
    draft, _ = resolved(LAYERS, DUTY, overlay(ACME, "giver: C"), overlay(OURS, "note: At once."))
    (row,) = draft.rows["responsibilities"]
    assert row.record.model_dump(mode="json", include={"activity", "giver", "acceptor", "note"}) == {
        "activity": "Tell.",
        "giver": "C",
        "acceptor": "R/A",
        "note": "At once.",
    }
    assert {name: row.layers[name] for name in ("activity", "giver", "note")} == {
        "activity": "core",
        "giver": ACME,
        "note": OURS,
    }


def test_the_row_below_the_agreements_own_layer_is_kept_as_the_standard() -> None:
    draft, _ = resolved(LAYERS, DUTY, overlay(ACME, "giver: C"), overlay(OURS, "giver: A"))
    (row,) = draft.rows["responsibilities"]
    assert row.standard
    assert [str(getattr(one, "giver", "")) for one in (row.record, row.standard)] == ["A", "C"]


def test_a_row_that_only_libraries_speak_of_has_no_standard_beside_it() -> None:
    (row,) = resolved(LAYERS, DUTY, overlay(ACME, "giver: C"))[0].rows["responsibilities"]
    assert row.standard is None


def test_an_overlay_leaves_the_id_where_the_row_was_first_written() -> None:
    (row,) = resolved(LAYERS, DUTY, overlay(ACME, "giver: C"))[0].rows["responsibilities"]
    assert row.layers["id"] == "core"


def test_a_layer_that_agrees_with_one_of_two_decides_nothing_between_them() -> None:
    third = "regions/jp"
    layers = {
        **LAYERS,
        **agreement(layers=f"[{US}, {EU}, {third}]"),
        f"clauses/{third}/library.yaml": 'id: jp\ntitle: JP\nversion: "1.0"\n',
    }
    found = resolved(layers, DUTY, overlay(EU, "giver: C"), overlay(US, "giver: A"), overlay(third, "giver: A"))[1]
    assert "undecided-overlay" in [one.code for one in found]


def test_a_tie_in_two_fields_of_one_row_is_two_findings() -> None:
    assert (
        codes(overlay(EU, "giver: C, acceptor: A"), overlay(US, "giver: A, acceptor: C")) == ["undecided-overlay"] * 2
    )


def test_an_overlay_that_says_which_row_it_changes_or_omits_it_is_not_stale() -> None:
    found = resolved(LAYERS, DUTY, overlay(ACME, "omit: done elsewhere"))[1]
    assert found == []
    (stale,) = resolved(LAYERS, DUTY, overlay(ACME, "giver: C"))[1]
    assert (stale.code, stale.message) == (
        "stale-overlay",
        'this overlay does not say which revision of "RM-1" it was written against',
    )
    (moved,) = resolved(LAYERS, DUTY, overlay(ACME, "giver: C, amends: 0123456789abcdef"))[1]
    assert moved.message == '"RM-1" in core has changed since this overlay was written'
    row = "responsibilities/RM-1"
    assert moved.hint == f"read both: agreements adopt {row} --dry-run; then confirm: agreements adopt {row}"


def test_a_stale_row_is_named_by_its_whole_id() -> None:
    row = "{id: RM-2017/5, topic: DEV, activity: Tell., giver: I, acceptor: R/A}"
    several = (rows("responsibilities", f"- {row}"), rows("responsibilities", "- {id: RM-2017/5, giver: C}", ACME))
    (stale,) = resolved(LAYERS, *several)[1]
    assert '"RM-2017/5"' in stale.message
    assert stale.hint.startswith("read both: agreements adopt responsibilities/RM-2017/5 ")


def test_each_tie_is_reported_by_itself() -> None:
    several = rows(
        "responsibilities",
        "\n".join(f"- {{id: RM-{number}, topic: DEV, activity: Tell., giver: I, acceptor: R/A}}" for number in (1, 2)),
    )
    ties = [
        rows("responsibilities", "\n".join(f"- {{id: RM-{number}, giver: {code}}}" for number in (1, 2)), layer)
        for layer, code in ((EU, "C"), (US, "A"))
    ]
    assert codes(several, *ties) == ["undecided-overlay"] * 2


def test_two_layers_of_one_rank_must_not_differ_until_a_higher_rank_decides() -> None:
    tie = (overlay(EU, "giver: C"), overlay(US, "giver: A"))
    assert codes(*tie) == ["undecided-overlay"]
    assert codes(*tie, overlay(ACME, "giver: C")) == []
    assert codes(overlay(EU, "giver: C"), overlay(US, "giver: C")) == []
    assert codes(overlay(EU, "giver: C"), overlay(US, "acceptor: A")) == []


def test_a_row_that_a_layer_omits_is_left_out_with_its_reason() -> None:
    draft, _ = resolved(LAYERS, DUTY, overlay(ACME, "omit: done elsewhere"))
    assert (draft.rows["responsibilities"], draft.left_out) == ((), {"RM-1": "done elsewhere"})


def test_rows_behind_an_omitted_one_stay() -> None:
    second = rows(
        "responsibilities",
        "- {id: RM-1, topic: DEV, activity: Tell., giver: I, acceptor: R/A}\n"
        "- {id: RM-2, topic: DEV, activity: Answer., giver: I, acceptor: R/A}",
    )
    draft, _ = resolved(LAYERS, second, overlay(ACME, "omit: done elsewhere"))
    assert activity(draft) == "Answer."


def test_an_overlay_over_no_row_lacks_what_a_row_needs() -> None:
    found = resolved(LAYERS, DUTY, rows("responsibilities", "- {id: RM-9, giver: C}", ACME))[1]
    assert [(one.code, one.message) for one in found] == [("incomplete-row", '"RM-9" lacks topic, activity')]


def test_an_overlay_that_makes_a_row_contradict_itself_is_reported_at_the_row() -> None:
    ladder = rows(
        "escalations",
        "- {id: ES-1, title: L, trigger: discovery, starts-at: 2, levels: [{level: 2, roles: [boss], by: 24 hours}]}",
    )
    (found,) = [
        one
        for one in resolved(LAYERS, ladder, rows("escalations", "- {id: ES-1, starts-at: 3}", ACME))[1]
        if one.code == "incomplete-row"
    ]
    assert found.message == '"ES-1" lacks a sound value'


@pytest.mark.parametrize(("rule", "chosen"), [("shortest", "1_Business_Day"), ("longest", "3_Business_Days")])
def test_values_of_one_rank_combine_when_their_row_says_how(rule: str, chosen: str) -> None:
    value = rows("values", f"- {{id: reply, title: Reply, default: 2 business days, combine: {rule}}}")
    layers = [
        rows("values", f"- {{id: reply, default: {text}}}", layer)
        for layer, text in ((EU, "1 business day"), (US, "3 business days"))
    ]
    draft, found = resolved(LAYERS, value, *layers, clause("notice", "Reply in {{ reply }}."))
    assert [one.code for one in found if one.code != "stale-overlay"] == []
    assert str(draft.values["reply"].value).replace(" ", "_").title() == chosen


def test_values_that_cannot_be_ordered_do_not_combine() -> None:
    value = rows("values", "- {id: reply, title: Reply, default: 1 hour, combine: shortest}")
    layers = [
        rows("values", f"- {{id: reply, default: {text}}}", layer)
        for layer, text in ((EU, "1 business day"), (US, "24 hours"))
    ]
    assert codes(value, *layers) == ["undecided-overlay"]


def test_a_clause_of_a_higher_rank_replaces_the_lower_one_whole() -> None:
    lower, higher = clause("notice", "Tell.\n\nSay."), clause("notice", "Write.", ACME, title="Letter")
    assert body(agreement(layers=f"[{ACME}]"), lower, higher) == ["1. Deviations", "1.1 Letter", "Write."]


def test_an_agreements_own_clause_keeps_the_librarys_as_its_standard() -> None:
    draft, _ = resolved(clause("notice", "Tell."), clause("notice", "Write.", OURS))
    (chosen,) = draft.clauses
    assert chosen.standard
    assert (chosen.source.layer, chosen.standard.layer) == (OURS, "core")


def test_a_clause_that_only_libraries_speak_of_has_no_standard_beside_it() -> None:
    (chosen,) = resolved(LAYERS, clause("notice", "Tell."), clause("notice", "Say.", ACME))[0].clauses
    assert (chosen.source.layer, chosen.standard) == (ACME, None)


def test_a_clause_that_names_the_wording_it_was_written_against_is_stale_once_that_moves() -> None:
    first = clause("notice", "Tell.")
    (below,) = resolved(LAYERS, first)[0].clauses
    ours = clause("notice", "Write.", OURS, amends=below.source.fingerprint)
    assert resolved(LAYERS, first, ours)[1] == []
    (moved,) = resolved(LAYERS, clause("notice", "Say."), ours)[1]
    assert moved.message == '"notice" in core has changed since this overlay was written'


def test_two_clauses_of_one_rank_are_undecided_until_a_higher_rank_speaks() -> None:
    tie = (clause("notice", "Tell."), clause("notice", "Say.", EU), clause("notice", "Write.", US))
    assert codes(*tie) == ["undecided-overlay"]
    assert codes(*tie, clause("notice", "Shout.", ACME)) == []


def test_two_clauses_of_one_rank_show_both_and_neither_is_stale_for_the_other() -> None:
    first = clause("notice", "Tell.")
    (below,) = resolved(LAYERS, first)[0].clauses
    both = [clause("notice", text, layer, amends=below.source.fingerprint) for text, layer in (("A.", EU), ("B.", US))]
    (tie,) = resolved(LAYERS, first, *both)[1]
    paths = {tie.span.path, *(span.path for span, _ in tie.seen)}
    assert paths == {f"clauses/{layer}/dev/notice.md" for layer in (EU, US)}


def test_a_clause_that_a_library_omits_comes_back_when_a_higher_rank_writes_it() -> None:
    card = {f"clauses/{EU}/library.yaml": 'id: eu\ntitle: EU\nversion: "1.0"\nomit: {notice: not here}\n'}
    standard = clause("notice", "Tell.")
    out, _ = resolved(LAYERS, standard, card)
    assert (out.clauses, out.left_out) == ((), {"notice": "not here"})
    back, _ = resolved(LAYERS, standard, card, clause("notice", "Say.", ACME))
    assert [one.source.layer for one in back.clauses] == [ACME]
    assert back.left_out == {}


def test_a_library_that_is_not_named_says_nothing() -> None:
    draft, _ = resolved(DUTY, overlay(ACME, "activity: Shout."))
    assert activity(draft) == "Tell."


def test_a_library_that_does_not_exist_is_reported() -> None:
    assert [one.code for one in resolved(agreement(layers="[regions/mars]"))[1]] == ["unknown-layer"]


def test_a_term_that_a_library_goes_on_to_define_where_it_gives_way_prints_under_the_name_below() -> None:
    card = (
        'id: plant\ntitle: A layer\nversion: "1.0"\n'
        "gives-way: {{to: {{services: [{services}]}}, defines: [practice]}}\n"
    )
    below = rows("terms", "- {id: practice, term: GMP, definition: good practice.}")
    above = rows(
        "terms",
        "- {id: practice, amends: 0123456789abcdef, reason: wider, prints: Good Practice, definition: any practice.}",
        PLANT,
    )
    prints = {}
    for services in ("manufacturing", "storage"):
        more = {f"clauses/{PLANT}/library.yaml": card.format(services=services)}
        draft, _ = resolved(agreement(layers=f"[{PLANT}]"), below, above, more)
        prints[services] = draft.terms["practice"].title
        assert draft.terms["practice"].term.definition == "any practice."
    assert prints == {"manufacturing": "GMP", "storage": "Good Practice"}
