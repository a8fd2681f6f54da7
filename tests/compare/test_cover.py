"""On the cover, on the control page and at the places to sign, what changed is marked, and nothing else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from generator.compare import compare, summary
from generator.document.blocks import FORM, Cell, Change, Document, Row, Signature, SignatureBlock, Table
from generator.prose import Text
from generator.read.revisions import accepted, rejected
from generator.read.word import W
from generator.redlining import Author, main_part, proof, redline
from generator.render.word import Tracking, render_word
from tests.compare.test_redline import documents, template


def marked(data: bytes) -> list[tuple[str, str, str]]:
    """Return the words that came or went in the main part, each with the style of its paragraph."""
    found = []
    root: Any = main_part("x", data)
    for mark in root.iter(f"{W}ins", f"{W}del"):
        words = "".join(text.text or "" for text in mark.iter(f"{W}t", f"{W}delText"))
        paragraph = next(mark.iterancestors(f"{W}p"), None)
        if words and paragraph is not None:
            style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            found.append((mark.tag.removeprefix(W), style, words))
    return found


def made(old: Document, new: Document, style: str = "counsel") -> bytes:
    """Return the proven redline of two documents, without a page of changes."""
    one, faults = redline(old, new, template(style), against="1.0", author=Author("Legal", "2026-11-20"), page=False)
    assert faults == []
    return one.data


def test_a_fact_on_the_cover_is_struck_out_and_written_anew_where_it_stands() -> None:
    old = documents()["communication-plan"]
    facts = replace(old.facts, title="Communication & Contact Plan", dated="Draft 9 of 4 May 2027", subject="")
    new = replace(old, facts=facts)
    for style in ("counsel", "corporate"):
        data = made(old, new, style)
        assert ("ins", "Title", "& Contact ") in marked(data)
        assert {("del", "Subtitle", old.facts.subject), ("ins", "Subtitle", "–")} <= set(marked(data))
        before, after = (render_word(one, template(style)) for one in (old, new))
        for settle, wanted in ((accepted, after), (rejected, before)):
            settled: Any = settle(main_part("x", data))
            assert cover(settled) == cover(main_part("x", wanted))


def cover(root: Any) -> list[str]:
    """Return the lines before the control page."""
    lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in root.iter(f"{W}p")]
    return lines[: lines.index("Document control")]


def test_a_cover_without_its_marks_fails_the_proof() -> None:
    old = documents()["communication-plan"]
    new = replace(old, facts=replace(old.facts, title="Another Plan"))
    before, after = (render_word(one, template()) for one in (old, new))
    shown = compare(old, new)
    assert proof("x", render_word(shown, template(), tracking=Tracking("Legal")), before, after) == []
    silent = render_word(replace(shown, restated=()), template(), tracking=Tracking("Legal"))
    assert [fault.code for fault in proof("x", silent, before, after)] == ["unproven-redline"]


def test_header_and_footer_say_that_it_is_a_redline_and_carry_no_marks() -> None:
    old = documents()["communication-plan"]
    data = made(old, replace(old, facts=replace(old.facts, version="7.0", status="Approved")))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        running = [package.read(name).decode() for name in package.namelist() if "/header" in name or "/footer" in name]
    assert any("Redline against 1.0" in one for one in running)
    assert not any("<w:ins " in one or "<w:del " in one or "Approved" in one for one in running)


def test_a_party_that_is_renamed_is_marked_in_its_line_and_one_that_joins_as_a_whole() -> None:
    old = documents()["communication-plan"]
    first = old.parties[0]
    renamed = replace(first, names=(f"{first.names[0]} Holding",))
    further = replace(
        first, number=f"({len(old.parties) + 1})", names=("Somebody Wholly Different",), role="the Carrier"
    )
    new = replace(old, parties=(renamed, *old.parties[1:], further))
    assert marked(made(old, new)) == [
        ("ins", "CoverParty", " Holding"),
        ("ins", "CoverNumber", further.number),
        ("ins", "CoverParty", "Somebody Wholly Different"),
        ("ins", "CoverRole", "as the Carrier"),
    ]


def signed(*people: tuple[str, str]) -> Document:
    """Return a document that *people* sign, each given by id and name."""
    places = tuple(Signature(f"signature:{id_}", "Aurelia", "Giver", name, "Head", "agrees") for id_, name in people)
    return replace(
        documents()["communication-plan"], signatures=SignatureBlock("signatures", "Signatures", (), places, ())
    )


def test_another_name_at_a_place_to_sign_is_all_that_is_marked() -> None:
    old, new = signed(("a", "Ann"), ("b", "Bob"), ("c", "Cid")), signed(("a", "Ann"), ("b", "Bert"), ("c", "Cid"))
    assert marked(made(old, new)) == [("del", "SignValue", "Bob"), ("ins", "SignValue", "Bert")]
    assert [(one.where, one.before, one.after) for one in summary(compare(old, new))] == [
        ("Signatures, Head for Aurelia, name", "Bob", "Bert")
    ]


def test_a_place_to_sign_that_joins_leaves_the_others_alone() -> None:
    old, new = signed(("a", "Ann"), ("b", "Bob")), signed(("a", "Ann"), ("b", "Bob"), ("c", "Cid"))
    assert {change for change, _, _ in marked(made(old, new))} == {"ins"}
    assert not {"Ann", "Bob"} & {words for _, _, words in marked(made(old, new))}
    shown = compare(new, old).signatures
    assert shown is not None
    assert [one.change for one in shown.signatures] == [None, None, Change.DELETED]


def with_facts(document: Document, *lines: tuple[str, str]) -> Document:
    """Return *document* with *lines* in the facts of its control page."""

    def row(count: int, line: tuple[str, str]) -> Row:
        cells = tuple(Cell(f"control/facts/{count}/{at}", ((Text(words),),)) for at, words in enumerate(line))
        return Row(f"control/facts/{count}", cells)

    facts = document.control[0]
    assert isinstance(facts, Table)
    rows = tuple(row(count, line) for count, line in enumerate(lines, 1))
    return replace(document, control=(replace(facts, rows=rows), *document.control[1:]))


def test_a_fact_that_joins_the_control_page_leaves_those_behind_it_alone() -> None:
    plan = documents()["communication-plan"]
    old = with_facts(plan, ("Number", "QA-1"), ("Next review", "2028"))
    new = with_facts(plan, ("Number", "QA-1"), ("Supply agreement", "SA-7"), ("Next review", "2029"))
    assert marked(made(old, new)) == [
        ("ins", "Cell", "Supply agreement"),
        ("ins", "Cell", "SA-7"),
        ("del", "Cell", "2028"),
        ("ins", "Cell", "2029"),
    ]


def test_the_redline_of_a_form_stays_a_form() -> None:
    plan = documents()["communication-plan"]
    old = replace(plan, facts=replace(plan.facts, status=FORM), annexes=(), signatures=None)
    new = replace(old, facts=replace(old.facts, title=f"{old.facts.title} anew", version="7.0"))
    data = made(old, new)
    assert [words for _, style, words in marked(data) if style == "PageTitle"] == [" anew"]
    assert not any(style.startswith("Cover") for _, style, _ in marked(data))


def test_the_cover_behind_a_page_of_changes_has_no_header_and_keeps_its_footer() -> None:
    """Without its own first page it would take on the header of the page before it."""
    old = documents()["communication-plan"]
    new = replace(old, facts=replace(old.facts, subject="for another product"))
    for style in ("counsel", "corporate"):
        made, _ = redline(old, new, template(style), against="1.0-draft-1", author=Author("Legal"))
        root: Any = main_part("x", made.data)
        title = "".join(text.text or "" for text in next(root.iter(f"{W}p")).iter(f"{W}t"))
        assert title.replace("\u00a0", " ") == "Changes from version 1.0, draft 1 to version 1.0, draft 1"
        sections = list(root.iter(f"{W}sectPr"))
        assert sections[0].find(f"{W}headerReference") is not None
        assert sections[1].find(f"{W}titlePg") is not None
        assert [one.tag.removeprefix(W) for one in sections[1] if one.get(f"{W}type") == "first"] == ["footerReference"]
        plain: Any = main_part("x", render_word(new, template(style)))
        assert next(plain.iter(f"{W}sectPr")).find(f"{W}titlePg") is None
