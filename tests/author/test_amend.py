"""Overlays: written over the right base, renewed when it moves; every other byte stays, or nothing is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.author import adopt, amend
from generator.author.splice import set_field
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.model.library import Workspace
from generator.read.yaml import read_yaml
from generator.resolve import resolve

Files = dict[str, bytes]
AGREEMENT = """id: {id}
number: QA-1
title: T
version: "1.0"
draft: 1
layers: [{layers}]
parties:
  - {{role: giver, entities: [{{name: A Ltd, registration: x, address: y, country: IE}}]}}
  - {{role: acceptor, entities: [{{name: B Ltd, registration: x, address: y, country: IE}}]}}
signatories: []
scope: {{stage: commercial, services: [testing], regions: [EU]}}
sites: []
products: []
risk: {{tier: 1, reason: r}}
effective: 2026-01-01
review: {{every: 2 years, next: 2028-01-01}}
revisions: [{{version: "1.0", on: 2026-11-20, by: Quality, what: First version}}]
"""
CARD = "id: {id}\ntitle: T\nversion: '1.0'\n"
VALUES = """- {id: notice, title: Notice, default: 5 days, combine: shortest}
- {id: other, title: O, default: 1 day}
"""
CLAUSE = """---
id: dev-x
topic: DEV
title: X
covers: [A]  # kept
---
A sentence.

## guidance
Words.
"""


def small(**more: str) -> Files:
    """Return a workspace of a few lines, two agreements in it, and *more* files by path."""
    layers = ("core", "regions/eu", "regions/us", "companies/acme")
    files = {
        **{f"clauses/{layer}/library.yaml": CARD.format(id=layer.rpartition("/")[2]) for layer in layers},
        "clauses/core/values.yaml": VALUES,
        "clauses/core/dev/dev-x.md": CLAUSE,
        "clauses/core/events.yaml": "- {id: notice, title: Notice}\n",
        "agreements/one/agreement.yaml": AGREEMENT.format(id="one", layers="regions/eu, companies/acme"),
        "agreements/two/agreement.yaml": AGREEMENT.format(id="two", layers="regions/us, companies/acme"),
        **more,
    }
    return {path: text.encode() for path, text in files.items()}


def read(files: Files) -> Workspace:
    """Return the workspace in *files*, which has no fault of shape."""
    workspace, found = load(files)
    assert not found
    return workspace


def amended(files: Files, id_: str, layer: str) -> Files:
    """Return *files* with the overlay."""
    made = amend(read(files), files, id_, layer)
    assert isinstance(made, dict), made
    return {**files, **made}


def adopted(files: Files, id_: str) -> tuple[Files, str]:
    """Return *files* with the overlay confirmed, and what was shown."""
    made = adopt(read(files), files, id_, {"one": ("1.0", "0123456789abcdef")})
    assert isinstance(made, tuple), made
    return {**files, **made[0]}, made[1]


def stale(files: Files, id_: str = "one") -> list[str]:
    """Return the overlays of an agreement that the resolver calls stale."""
    workspace = read(files)
    _, found = resolve(workspace, workspace.agreements[id_])
    return [fault.span.path for fault in found if fault.code == "stale-overlay"]


def test_an_overlay_clause_is_a_copy_that_knows_its_base() -> None:
    files = amended(small(), "dev-x", "companies/acme")
    made = files["clauses/companies/acme/dev/dev-x.md"].decode()
    base = files["clauses/core/dev/dev-x.md"].decode()
    fingerprint = read(files).layers["core"].clauses["dev-x"].fingerprint
    head, tail = base.split("\n---\nA")
    assert made == f'{head}\namends: {fingerprint}\nreason: "? why this differs"\n---\nA{tail}'
    assert not stale(files)


def test_an_overlay_row_says_nothing_yet_and_shows_what_it_could_say() -> None:
    files = amended(small(), "values/notice", "agreements/one")
    made = files["agreements/one/values.yaml"].decode()
    assert made.startswith("# notice of core.")
    assert "#  default: 5 days\n" in made
    assert not stale(files)
    opened = {**files, "agreements/one/values.yaml": made.replace("#  default: 5", "  default: 4").encode()}
    draft, _ = resolve(read(opened), read(opened).agreements["one"])
    assert str(draft.values["notice"].value) == "4 days"


def test_fields_of_a_row_are_set_in_one_step() -> None:
    files = small()
    made = amend(read(files), files, "values/notice", "agreements/one", {"default": "4 days", "reason": "we: agreed"})
    assert isinstance(made, dict)
    text = made["agreements/one/values.yaml"].decode()
    assert "  default: 4 days\n" in text
    assert '  reason: "we: agreed"\n' in text
    assert "#  default" not in text
    draft, _ = resolve(read(files | made), read(files | made).agreements["one"])
    assert str(draft.values["notice"].value) == "4 days"


def test_of_a_clause_only_the_reason_is_set() -> None:
    files = small()
    made = amend(read(files), files, "dev-x", "agreements/one", {"reason": "we agreed"})
    assert isinstance(made, dict)
    assert b"reason: we agreed\n" in made["agreements/one/clauses/dev-x.md"]


@pytest.mark.parametrize(
    ("id_", "name"), [("values/notice", "defalt"), ("values/notice", "amends"), ("dev-x", "title")]
)
def test_a_field_that_cannot_be_set_is_refused_with_a_hint(id_: str, name: str) -> None:
    files = small()
    fault = amend(read(files), files, id_, "companies/acme", {name: "x"})
    assert isinstance(fault, Diagnostic)
    assert fault.code == "no-such-field"
    assert fault.hint


@pytest.mark.parametrize(
    "before",
    [
        "# mine\n- {id: other, default: 2 days, amends: 'x'}   # why\n",
        "- id: other\n  default: 2 days",
        "  - id: other\n    default: 2 days\n\n# end\n",
    ],
)
def test_a_row_is_added_behind_everything_that_stands_there(before: str) -> None:
    files = small(**{"clauses/companies/acme/values.yaml": before})
    made = amended(files, "values/notice", "companies/acme")["clauses/companies/acme/values.yaml"].decode()
    assert made.startswith(before)
    rows = read_yaml("x.yaml", made)[0]
    assert isinstance(rows, list)
    assert [row["id"] for row in rows if isinstance(row, dict)] == ["other", "notice"]


def test_an_empty_list_takes_the_row() -> None:
    files = small(**{"clauses/companies/acme/values.yaml": "# none yet\n[]\n"})
    made = amended(files, "values/notice", "companies/acme")["clauses/companies/acme/values.yaml"].decode()
    assert made.startswith("# none yet\n# notice of core.")


@pytest.mark.parametrize(
    ("id_", "layer", "code", "words"),
    [
        ("dev-y", "companies/acme", "no-such-base", 'there is no clause or row "dev-y"'),
        ("dev-x", "companies/acne", "no-such-base", '"companies/acne" is no layer to write into'),
        ("dev-x", "core", "no-such-base", '"core" is no layer to write into'),
        ("notice", "companies/acme", "several-bases", '"notice" means more than one thing'),
    ],
)
def test_what_cannot_be_laid_over_is_refused_with_a_hint(id_: str, layer: str, code: str, words: str) -> None:
    files = small()
    fault = amend(read(files), files, id_, layer)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.message) == (code, words)
    assert fault.hint


def test_an_id_of_a_kind_is_answered_with_the_nearest_of_that_kind_or_with_all_when_none_is_like_it() -> None:
    tiers = "".join(f'- {{id: tier-{label}, label: "{label}", title: T, meaning: M}}\n' for label in (1, 2, 3))
    files = small(**{"clauses/core/tiers.yaml": tiers})
    near, far = (amend(read(files), files, id_, "companies/acme") for id_ in ("tiers/teir-1", "tiers/1"))
    assert isinstance(near, Diagnostic)
    assert isinstance(far, Diagnostic)
    assert (near.hint, far.hint) == ('did you mean "tier-1"?', "tiers has tier-1, tier-2, tier-3")


def test_an_agreement_that_cannot_be_read_is_not_taken_for_another() -> None:
    files = small(**{"agreements/three/agreement.yaml": "id: three\n"})
    fault = amend(load(files)[0], files, "dev-x", "agreements/three")
    assert isinstance(fault, Diagnostic)
    assert fault.message == "agreements/three could not be read whole, so nothing is written into it"
    assert "agreements/one" not in fault.hint


def test_an_overlay_is_not_written_twice() -> None:
    for id_, layer in (("dev-x", "agreements/one"), ("values/notice", "companies/acme")):
        files = amended(small(), id_, layer)
        fault = amend(read(files), files, id_, layer)
        assert isinstance(fault, Diagnostic)
        assert fault.code == "overlay-exists"


def test_a_layer_that_does_not_lie_above_is_refused() -> None:
    own = "---\nid: dev-own\ntopic: DEV\ntitle: Own\n---\nText.\n"
    files = small(**{"agreements/one/clauses/dev-own.md": own})
    fault = amend(read(files), files, "dev-own", "companies/acme")
    assert isinstance(fault, Diagnostic)
    assert "none of these lies below companies/acme" in fault.message


def two_regions() -> Files:
    return small(
        **{
            "clauses/regions/eu/values.yaml": "- {id: other, default: 2 days}\n",
            "clauses/regions/us/values.yaml": "- {id: other, default: 3 days}\n",
        }
    )


def test_a_company_cannot_lay_one_row_over_two_texts_but_an_agreement_can() -> None:
    fault = amend(read(two_regions()), two_regions(), "other", "companies/acme")
    assert isinstance(fault, Diagnostic)
    assert fault.code == "several-bases"
    assert {where for _, where in fault.seen} == {"regions/eu", "regions/us"}
    files = amended(two_regions(), "other", "agreements/two")
    assert "agreements/two/values.yaml" not in stale(files, "two")


def test_an_adopted_overlay_is_no_longer_stale_and_its_base_is_shown() -> None:
    row = "# a\n- {id: notice, default: 4 days, reason: why}   # b\n"
    block = "- id: other  # c\n  default: 2 days\n"
    clause = "---\nid: dev-x\ntopic: DEV\ntitle: X\n---\nOther words.\n"
    paths = ("clauses/companies/acme/values.yaml", "agreements/one/values.yaml", "agreements/one/clauses/dev-x.md")
    files = small(**dict(zip(paths, (row, block, clause), strict=True)))
    assert sorted(stale(files)) == sorted(paths)
    for id_ in ("values/notice", "other", "dev-x"):
        files, shown = adopted(files, id_)
        assert "did not say what it was written against" in shown
        assert "core now says" in shown
    assert not stale(files)
    assert files[paths[0]].decode().startswith("# a\n- {id: notice, amends: ")
    assert files[paths[0]].decode().endswith(", default: 4 days, reason: why}   # b\n")
    again, shown = adopted(files, "dev-x")
    assert again == files
    assert "unchanged since it was written" in shown


def test_a_base_that_moved_is_named_by_its_old_fingerprint() -> None:
    files = amended(small(), "dev-x", "agreements/one")
    path = "clauses/core/dev/dev-x.md"
    files = {**files, path: files[path].replace(b"A sentence.", b"Another sentence.")}
    assert stale(files) == ["agreements/one/clauses/dev-x.md"]
    files, shown = adopted({path: data for path, data in files.items() if "/reviewed/" not in path}, "dev-x")
    assert "whose text is not kept here" in shown
    assert "  Another sentence." in shown
    assert "Words." not in shown
    assert not stale(files)


def test_where_two_regions_combine_a_value_the_base_is_what_holds() -> None:
    files = small(
        **{
            "clauses/regions/eu/values.yaml": "- {id: notice, default: 2 days}\n",
            "clauses/regions/us/values.yaml": "- {id: notice, default: 3 days}\n",
            "agreements/one/values.yaml": "- {id: notice, default: 1 day}\n",
        }
    )
    both = files["agreements/one/agreement.yaml"].replace(b"[regions/eu,", b"[regions/us, regions/eu,")
    files = {**files, "agreements/one/agreement.yaml": both}
    files, _ = adopted(files, "values/notice")
    assert not stale(files)


def test_an_agreement_is_adopted_with_version_and_hash_of_its_libraries() -> None:
    files, shown = adopted(small(), "one")
    text = files["agreements/one/agreement.yaml"].decode()
    assert 'companies/acme]\nreviewed: {library: "1.0", hash: 0123456789abcdef}\nparties:' in text
    assert "before: nothing recorded" in shown
    again, shown = adopted(files, "agreements/one")
    assert again == files
    assert "before: library 1.0 (0123456789abcdef)" in shown


def test_what_is_no_overlay_is_not_adopted() -> None:
    for id_, words in (("dev-x", 'nothing lies over "dev-x"'), ("dev-z", 'clause, row or Word template "dev-z"')):
        fault = adopt(read(small()), small(), id_, {})
        assert isinstance(fault, Diagnostic)
        assert words in fault.message


def test_a_file_that_would_not_come_back_byte_for_byte_is_refused() -> None:
    files = small(**{"agreements/one/values.yaml": "- {id: other, default: 2 days}\r\n"})
    fault = adopt(read(files), files, "other", {})
    assert isinstance(fault, Diagnostic)
    assert fault.hint == "agreements fmt agreements/one/values.yaml"


def test_every_clause_and_row_of_the_library_can_be_amended(workspace: Workspace, files: Files) -> None:
    core = workspace.layers["core"]
    ids = [f"clauses/{id_}" for id_ in core.clauses] + [
        f"{kind}/{id_}" for kind, rows in core.rows.items() for id_ in rows
    ]
    taken = 0
    for id_ in ids:
        made = amend(workspace, files, id_, "companies/aurelia")
        if isinstance(made, Diagnostic):
            assert made.code == "overlay-exists", made
            taken += 1
    assert taken <= 6


FIELD = st.sampled_from(
    [
        "a: 1",
        "b: {x: y}",
        "c: [1, 2]",
        "d: |\n  one\n  two",
        "e: 'q'  # why",
        "# only words",
        "f:\n  - {g: 1}\n  - h: 2",
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]), min_size=1, max_size=12)


@given(
    st.lists(FIELD, max_size=6, unique=True),
    TEXTS,
    st.sampled_from(["", "\n", "\n\n"]),
    st.sampled_from(["id", "", "nowhere"]),
)
def test_a_field_that_is_written_leaves_every_other_byte(fields: list[str], value: str, end: str, after: str) -> None:
    value = unicodedata.normalize("NFC", value)
    text = "\n".join(["id: x", *fields]) + end
    made = set_field("x.yaml", text, (), "amends", value=value, after=after)
    if text.endswith("\n  two") and after != "id":
        assert isinstance(made, Diagnostic)  # a line end behind the last text would become part of it
        return
    assert isinstance(made, str), made
    node = read_yaml("x.yaml", made)[0]
    assert isinstance(node, dict)
    assert node["amends"] == value
    at = made.index("\namends: ")
    stop = made.find("\n", at + 1)
    assert made[:at] + (made[stop:] if stop >= 0 else "") == text


@given(
    st.lists(st.sampled_from(["a: 1", "b: {x: y}", "c: [1, 2]", "d: 'q, r'"]), max_size=4, unique=True),
    st.integers(0, 2),
)
def test_a_row_between_braces_takes_a_field_and_keeps_the_rest(fields: list[str], place: int) -> None:
    rows = ["{id: one}", "{id: two}", "{id: three}"]
    rows[place] = "{" + ", ".join([*fields, "id: here"]) + " }"
    text = "# head\n" + "".join(f"- {row}   # c\n" for row in rows)
    made = set_field("x.yaml", text, (place,), "amends", value="00ff", after="id")
    assert made == text.replace("id: here", "id: here, amends: 00ff")


def test_a_field_cannot_be_written_into_nothing() -> None:
    for text, keys in (("[]", ()), ("- {}", (0,)), ("a: [b", ())):
        assert isinstance(set_field("x.yaml", text, keys, "amends", value="1"), Diagnostic)


CLOSED = {
    "row": ("values/notice", "agreements/one/values.yaml", "- {id: other, default: 2 days}\r\n"),
    "list on one line": ("values/notice", "agreements/one/values.yaml", "[{id: other, default: 2 days}]\n"),
    "no list": ("values/notice", "clauses/companies/acme/values.yaml", "other: 2 days\n"),
    "a fault": ("values/notice", "clauses/companies/acme/values.yaml", "- {id: other, id: again}\n"),
    "clause": ("dev-x", "clauses/core/dev/dev-x.md", CLAUSE.replace("\n", "\r\n")),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_file_that_cannot_be_written_back_byte_for_byte_is_named_and_stays(name: str) -> None:
    id_, path, text = CLOSED[name]
    files = small(**{path: text})
    fault = amend(load(files)[0], files, id_, "companies/acme" if "acme" in path else "agreements/one")
    assert isinstance(fault, Diagnostic)
    assert fault.span.path == path


def test_a_file_in_the_place_of_the_copy_is_not_written_over() -> None:
    files = small(**{"clauses/companies/acme/dev/dev-x.md": CLAUSE.replace("id: dev-x", "id: dev-z")})
    fault = amend(load(files)[0], files, "dev-x", "companies/acme")
    assert isinstance(fault, Diagnostic)
    assert fault.message == "there is a file of that name already"


ROWS_OVER = "- {id: notice, default: 4 days, reason: why}\n"


@pytest.mark.parametrize(
    ("id_", "path", "text"),
    [
        ("one", "agreements/one/agreement.yaml", AGREEMENT.format(id="one", layers="regions/eu").replace("\n", "\r\n")),
        ("values/notice", "agreements/one/values.yaml", ROWS_OVER.replace("\n", "\r\n")),
        ("dev-x", "agreements/one/clauses/dev-x.md", CLAUSE.replace("\n", "\r\n")),
    ],
)
def test_nothing_is_adopted_in_a_file_that_cannot_be_written_back(id_: str, path: str, text: str) -> None:
    files = small(**{path: text})
    fault = adopt(load(files)[0], files, id_, {"one": ("1.0", "0123456789abcdef")})
    assert isinstance(fault, Diagnostic)
    assert (fault.span.path, fault.hint) == (path, f"agreements fmt {path}")


def test_an_overlay_over_two_texts_is_adopted_by_nobody() -> None:
    files = {**two_regions(), "clauses/companies/acme/values.yaml": b"- {id: other, default: 4 days, reason: why}\n"}
    fault = adopt(read(files), files, "other", {})
    assert isinstance(fault, Diagnostic)
    assert (fault.code, {where for _, where in fault.seen}) == ("several-bases", {"regions/eu", "regions/us"})


def test_a_row_of_the_top_library_lies_over_nothing() -> None:
    fault = adopt(read(small()), small(), "values/notice", {})
    assert isinstance(fault, Diagnostic)
    assert fault.message == 'nothing lies over "values/notice": only an overlay can be adopted'
