"""What holds for any layers: their order decides nothing, silence changes nothing, the order of files neither."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose import compose
from generator.diagnostic import Diagnostic
from generator.document.blocks import Document
from generator.load import load
from generator.pipeline import read_files
from generator.render.word.template import shipped_templates
from tests.compose.small import Texts, agreement, clause, files, resolved, rows

LAYERS = ("regions/eu", "profiles/drug-product", "companies/acme")
FIELDS = {
    "title": st.sampled_from(["Notice", "Word", "Call"]),
    "default": st.sampled_from(["1 business day", "2 business days", "24 hours"]),
    "starts": st.just("discovery"),
    "covers": st.sampled_from(["[R-1]", "[R-2]"]),
    "parameter": st.sampled_from(["P-1", "P-2"]),
}
DUTIES = "[{id: tell-it, sentence: 1, does: tell}]"
TEXT = clause("tell", "The [Contract Acceptor] shall tell the [Contract Giver] within {{ notice }}.", duties=DUTIES)
SIGNERS = {
    "agreements/sample/contacts.yaml": """
- {id: g, role: head-of-quality, party: giver, name: Ann Sample, phone: "+353 1 5550100"}
- {id: a, role: head-of-quality, party: acceptor, name: Ben Muster, phone: "+49 40 5550100"}
"""
}
Overlay = Mapping[str, str]
overlays = st.fixed_dictionaries({}, optional=FIELDS)
cards = [
    {f"clauses/{name}/library.yaml": f'id: {name.rpartition("/")[2]}\ntitle: T\nversion: "1.0"\n'} for name in LAYERS
]


def overlay(layer: str, fields: Overlay, id_: str = "notice") -> Texts:
    """Return a values.yaml of *layer* that changes *fields* of one row."""
    written = "".join(f", {name}: {text}" for name, text in fields.items())
    return rows("values", f"- {{id: {id_}{written}}}", layer)


def outcome(*more: Texts) -> tuple[dict[str, Document], list[str], tuple[str, str]]:
    """Return the documents, the findings in the order of their words, and the hash of the libraries."""
    draft, found = resolved(*cards, TEXT, *more)
    return compose(draft), sorted(spoken(found)), draft.library


def spoken(found: list[Diagnostic]) -> list[str]:
    return [one.head() for one in found]


@given(st.lists(overlays, min_size=3, max_size=3), st.sampled_from([*permutations(LAYERS)]))
@settings(max_examples=40)
def test_the_order_in_which_layers_of_different_rank_are_named_decides_nothing(
    fields: list[Overlay], order: tuple[str, ...]
) -> None:
    several = [overlay(layer, one) for layer, one in zip(LAYERS, fields, strict=True)]
    named = [outcome(*several, agreement(layers=f"[{', '.join(names)}]")) for names in (LAYERS, order)]
    assert named[0] == named[1]


@given(st.lists(overlays, min_size=3, max_size=3))
@settings(max_examples=40)
def test_the_highest_layer_that_names_a_field_speaks(fields: list[Overlay]) -> None:
    several = [overlay(layer, one) for layer, one in zip(LAYERS, fields, strict=True)]
    draft, _ = resolved(*cards, TEXT, *several, agreement(layers=f"[{', '.join(LAYERS)}]"))
    spoken_last = next((one["default"] for one in reversed(fields) if "default" in one), "1 business day")
    title = next((one["title"] for one in reversed(fields) if "title" in one), "Notice")
    assert str(draft.values["notice"].value) == spoken_last
    assert draft.values["notice"].row.title == title


@given(overlays, st.sampled_from([*LAYERS, "agreements/sample"]))
@settings(max_examples=40)
def test_an_overlay_row_that_names_no_field_changes_nothing(fields: Overlay, silent: str) -> None:
    layers = agreement(layers=f"[{', '.join(LAYERS)}]")
    spoken_by = [overlay("regions/eu", fields)] if silent != "regions/eu" else []
    without, _, _ = outcome(*spoken_by, layers)
    with_it, found, _ = outcome(*spoken_by, layers, overlay(silent, {}))
    assert with_it == without
    assert len([one for one in found if "stale-overlay" in one]) == 1 + len(spoken_by)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_files_decides_nothing(chance: random.Random) -> None:
    layers = agreement(layers=f"[{', '.join(LAYERS)}]", signatories="[g, a]")
    captions = rows("matrices", "- {id: responsibilities, title: Responsibilities}")
    there = files(*cards, TEXT, captions, layers, SIGNERS, *(overlay(layer, {"title": layer[-2:]}) for layer in LAYERS))
    there |= {f"clauses/templates/{name}": data for name, data in shipped_templates().items()}
    names = [*there]
    chance.shuffle(names)
    shuffled = {name: there[name] for name in names}
    assert load(shuffled) == load(there)
    one, other = read_files(shuffled), read_files(there)
    assert one.results[0].sound
    assert repr((one.results, one.found)) == repr((other.results, other.found))


def test_a_layer_named_twice_counts_once() -> None:
    once, twice = (agreement(layers=f"[{names}]") for names in ("regions/eu", "regions/eu, regions/eu, core"))
    several = [
        overlay("regions/eu", {"title": "Notice"}),
        clause("tell", "The [Contract Giver] may ask.", "regions/eu"),
    ]
    assert outcome(*several, once)[:2] == outcome(*several, twice)[:2]


def test_a_clause_of_a_higher_rank_returns_what_a_lower_one_left_out() -> None:
    left_out = {"clauses/companies/acme/library.yaml": 'id: acme\ntitle: T\nversion: "1.0"\nomit: {tell: We phone}\n'}
    layers = agreement(layers="[companies/acme]")
    own = clause("tell", "The [Contract Giver] may ask.", "agreements/sample")
    gone, _ = resolved(*cards, TEXT, left_out, layers)
    back, _ = resolved(*cards, TEXT, left_out, layers, own)
    assert [one.id for one in gone.clauses] == []
    assert gone.left_out == {"tell": "We phone"}
    assert [(one.id, one.source.layer) for one in back.clauses] == [("tell", "agreements/sample")]
    assert back.left_out == {}


def test_a_row_that_an_agreement_leaves_out_takes_no_value_or_term_of_its_name_with_it() -> None:
    named = rows("responsibilities", "- {id: notice, topic: DEV, activity: Tell., giver: R/A}")
    draft, found = resolved(*cards, TEXT, named, agreement(omit="{notice: We phone}"))
    assert not found
    assert not draft.rows["responsibilities"]
    assert "notice" in draft.values


def test_conditions_hold_for_values_terms_and_chapters_too() -> None:
    only_us = "applies: {regions: [US]}"
    more = [
        rows("values", f"- {{id: far, title: Far, default: 1 week, {only_us}}}"),
        rows("terms", f"- {{id: far, term: Far, definition: not near., {only_us}}}"),
        rows("chapters", f"- {{id: FAR, title: Far, document: quality-agreement, {only_us}}}"),
    ]
    near, _ = resolved(*cards, *more)
    assert "far" not in near.values
    assert "Far" not in near.forms
    assert "FAR" not in {chapter.id for chapter in near.chapters}
    far, _ = resolved(*cards, *more, agreement(scope="{stage: commercial, services: [testing], regions: [US]}"))
    assert "far" in far.values
    assert "Far" in far.forms
    assert "FAR" in {chapter.id for chapter in far.chapters}
