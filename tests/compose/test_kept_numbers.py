"""Numbers after a version was sent: what went leaves its number blank, what came stands at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.compare import compare, summary
from generator.compose import compose
from generator.document.blocks import Clause, Document
from generator.document.walk import inlines, sections
from generator.load import load
from generator.model.draft import Draft
from generator.model.order import in_order
from generator.model.version import Part
from generator.prose import Reference
from generator.resolve import resolve
from tests.compose.small import agreement, clause, files

TEXT = "The [Contract Giver] may ask."


def drafted(*ids: str, after: str = "{}", sent: tuple[str, ...] = (), topics: dict[str, str] | None = None) -> Draft:
    """Return a draft with clauses *ids* of one chapter, of which a version with *sent* was frozen."""
    texts = [clause(id_, TEXT, title=f"Title of {id_}", topic=(topics or {}).get(id_, "DEV")) for id_ in ids]
    workspace, _ = load(files(*texts, agreement(after=after)))
    draft, _ = resolve(workspace, workspace.agreements["sample"])
    part = Part("DEV", "Deviations", False, tuple((id_, id_) for id_ in sent))
    return replace(draft, base={"quality-agreement": (part,)} if sent else {})


def printed(draft: Draft, chapter: str = "DEV") -> list[str]:
    """Return number and title of each clause of a chapter."""
    main: Document = compose(draft)["quality-agreement"]
    blocks = next(one.blocks for one in sections(main) if one.path == chapter)
    return [f"{one.number.full} {one.title}" for one in blocks if isinstance(one, Clause)]


def test_a_draft_renumbers_freely() -> None:
    assert [one.split()[-1] for one in printed(drafted("a", "c"))] == ["a", "c"]


def test_a_clause_that_went_leaves_its_number_blank_and_one_that_came_stands_at_the_end() -> None:
    shown = printed(drafted("a", "new", "c", sent=("a", "b", "c")))
    assert [one.partition(".")[2] for one in shown] == [
        "1 Title of a", "2 Intentionally left blank.", "3 Title of c", "4 Title of new"
    ]  # fmt: skip


def test_a_clause_stands_behind_another_where_the_agreement_says_so() -> None:
    shown = printed(drafted("a", "new", "c", after="{new: a}", sent=("a", "b", "c")))
    assert [one.split()[-1] for one in shown] == ["a", "new", "blank.", "c"]


def test_a_clause_that_goes_to_another_chapter_leaves_its_number() -> None:
    draft = drafted("a", "b", sent=("a", "b"), topics={"b": "AUD"})
    assert [one.split()[-1] for one in printed(draft)] == ["a", "blank."]
    assert [one.split()[-1] for one in printed(draft, "AUD")] == ["b"]


def test_a_chapter_that_went_keeps_its_number() -> None:
    draft = replace(drafted("a"), base={"quality-agreement": (Part("AUD", "Audits", False), Part("DEV", "D", False))})
    shown = [(one.number.full, one.title) for one in sections(compose(draft)["quality-agreement"]) if not one.annex]
    assert shown[:2] == [("1", "Intentionally left blank."), ("2", "Deviations")]


def test_a_reference_to_what_went_leads_nowhere() -> None:
    workspace, _ = load(files(clause("a", "The [Contract Giver] may ask under clause @b.", topic="DEV")))
    draft, _ = resolve(workspace, workspace.agreements["sample"])
    base = {"quality-agreement": (Part("DEV", "D", False, (("a", "a"), ("b", "b"))),)}
    main = compose(replace(draft, base=base))["quality-agreement"]
    led = [one.path for _, one in inlines(main) if isinstance(one, Reference)]
    assert led == [""]


@pytest.mark.parametrize(
    ("sent", "here", "after", "order"),
    [
        ("", "abc", {}, "abc"),
        ("abc", "abc", {}, "abc"),
        ("cab", "abc", {}, "cab"),
        ("abc", "xabyc", {"x": "b", "y": "b"}, "abxyc"),
        ("abc", "xyabc", {"x": "y", "y": "a"}, "ayxbc"),
        ("", "abx", {"x": "a"}, "axb"),
        ("ab", "xab", {"x": "gone"}, "abx"),
    ],
)
def test_the_order_is_that_of_what_was_sent(sent: str, here: str, after: dict[str, str], order: str) -> None:
    assert "".join(in_order([*sent], [*here], after)) == order


def test_a_removed_clause_is_told_by_the_title_that_it_had() -> None:
    old = compose(drafted("a", "b"))["quality-agreement"]
    new = compose(drafted("a", sent=("a", "b")))["quality-agreement"]
    assert [one.line().partition(".")[2] for one in summary(compare(old, new))] == ["2 Title of b: removed"]
