"""What a returned file proposes: every edit is found at its place, and nothing else is said."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, cast

import pytest
from lxml import etree

from generator import reviewing
from generator.diagnostic import Diagnostic
from generator.model.proposal import Proposal, Round, What
from generator.read.returned import read_returned
from generator.read.word import W
from generator.review import proposals, rounds
from generator.review.comparison import DRAWN
from generator.reviewing import lines_of
from tests.review import hands

MAIN = "quality-agreement"


def line(root: Any, start: str) -> Any:
    """Return the paragraph that begins with *start*, the last of them: the contents come first."""
    return [one for one in root.iter(f"{W}p") if hands.words(one).startswith(start)][-1]


def set_words(paragraph: Any, old: str, new: str) -> None:
    """Replace words inside one run of a paragraph."""
    (text,) = [one for one in paragraph.iter(f"{W}t") if old in (one.text or "")][:1]
    text.text = text.text.replace(old, new)


def told(found: list[Proposal]) -> list[tuple[str, str]]:
    """Return what is proposed, and where."""
    return [(str(one.what), one.path) for one in found]


@pytest.mark.parametrize("document", [MAIN, "communication-plan", "data-governance-annex"])
def test_no_edit_is_no_proposal(case: Any, document: str) -> None:
    assert case.back(document, lambda _: None) == []


@pytest.mark.parametrize("stripped", [False, True])
def test_every_edit_is_found_at_its_place_and_nothing_else(
    case: Any, rng: random.Random, full: bool, stripped: bool
) -> None:
    missed, more, unplaced, count = [], [], 0, 0
    while count < (5_000 if full else 12):
        document = rng.choice(list(case.files))
        done: list[hands.Edit] = []

        def change(root: Any, done: list[hands.Edit] = done) -> None:
            done += [one for _ in range(rng.choice((1, 1, 2, 3))) if (one := hands.edit(rng, root))]
            for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")) if stripped else ():
                mark.getparent().remove(mark)

        found = case.back(document, change)
        count += len(done)
        missed += [one for one in done if not hands.is_told(case.sent[document].places[one.mark], found)]
        moves = sum(one.what == "line moved" for one in done)
        more += [(done, told(found))] if len(found) > len(done) + moves else []
        unplaced += sum(one.what is What.UNPLACED for one in found)
    assert (missed, more) == ([], [])
    assert unplaced <= count / 100


def test_a_time_limit_comes_back_as_the_value_it_is(case: Any) -> None:
    (place,) = [one for one in case.sent[MAIN].places.values() if one.path == "cont-emergency.1"]

    def change(root: Any) -> None:
        set_words(line(root, "Each Party shall keep a telephone number"), "1\u00a0hour", "30\u00a0minutes")

    (one,) = case.back(MAIN, change)
    assert (one.what, one.value, one.old, one.new) == (What.VALUE, "emergency-callback", "1\u00a0hour", "30 minutes")
    assert one.where == place.where
    assert one.tracked == "no"


def test_a_value_changed_alike_in_two_places_is_one_question(case: Any) -> None:
    places = case.sent[MAIN].places.values()
    value = next(id_ for id_, where in case.sent[MAIN].used.items() if len(where) > 1)
    names = {name for place in places for name, id_ in place.values if id_ == value}

    def change(root: Any) -> None:
        for mark in root.iter(f"{W}bookmarkStart"):
            if mark.get(f"{W}name") in names:
                next(mark.getnext().iter(f"{W}t")).text = "77\u00a0hours"

    (one,) = case.back(MAIN, change)
    assert (one.what, one.value, one.new) == (What.VALUE, value, "77 hours")
    assert "changed in" in one.note


def test_the_fallback_of_the_library_is_known_as_such(case: Any) -> None:
    clause, text = next(
        (id_, known["fallback"])
        for place in case.sent[MAIN].places.values()
        if (id_ := place.clause)
        and "fallback" in (known := case.sent[MAIN].positions(id_))
        and "\n" not in known["fallback"]
        and sum(one.clause == id_ and one.path != id_ for one in case.sent[MAIN].places.values()) == 1
    )
    (place,) = [one for one in case.sent[MAIN].places.values() if one.path == f"{clause}.1"]

    def change(root: Any) -> None:
        paragraph = next(
            one
            for one in root.iter(f"{W}p")
            if any(case.sent[MAIN].places.get(mark) == place for mark in hands.marks(one))
        )
        for run in list(paragraph):
            if run.tag != f"{W}pPr":
                paragraph.remove(run)
        paragraph.append(hands.run_of(text, etree.Element(f"{W}r")))

    (one,) = case.back(MAIN, change)
    assert (one.what, one.position, one.path) == (What.POSITION, "fallback", clause)
    assert one.approver == case.sent[MAIN].approvers[clause, "fallback"]


def test_a_position_is_looked_for_only_where_the_words_may_be_it(case: Any) -> None:
    positions = case.sent[MAIN].positions
    clause = next(
        id_
        for place in case.sent[MAIN].places.values()
        if (id_ := place.clause) and (id_, "fallback") in case.sent[MAIN].approvers
    )
    (name, *_) = positions(clause)
    assert name in positions(clause, positions(clause)[name])
    assert not positions(clause, "Each Party does something else.")


def test_a_tracked_change_names_its_author_and_day(case: Any, rng: random.Random) -> None:
    def change(root: Any) -> None:
        assert hands.replace_word(rng, line(root, "Each Party shall keep a telephone number"), "thrice", True)

    (one,) = case.back(MAIN, change)
    assert (one.what, one.tracked, one.by, one.on) == (What.WORDING, "yes", "Kim Example", "2026-11-20T10:00:00Z")


def test_an_edit_without_tracking_is_found_beside_tracked_ones(case: Any, rng: random.Random) -> None:
    def change(root: Any) -> None:
        assert hands.replace_word(rng, line(root, "Each Party shall keep a telephone number"), "thrice", True)
        set_words(line(root, "to defer the Platform Change"), "defer", "delay")

    found = {one.path: one.tracked for one in case.back(MAIN, change)}
    assert found == {"cont-emergency.1": "yes", "disp-change-plan.1(c)": "no"}


def test_a_paragraph_that_was_tracked_in_part_names_its_author_and_says_so(case: Any, rng: random.Random) -> None:
    def change(root: Any) -> None:
        set_words(line(root, "to defer the Platform Change"), "defer", "delay")
        assert hands.replace_word(rng, line(root, "to delay the Platform Change"), "thrice", True)

    (one,) = case.back(MAIN, change)
    assert (one.tracked, one.by) == ("in part", "Kim Example")
    assert "[Kim Example, 2026-11-20; in part not tracked]" in next(iter(lines_of(one)))


def test_accepting_everything_before_sending_back_hides_nothing(case: Any, rng: random.Random) -> None:
    def change(root: Any) -> None:
        hands.replace_word(rng, line(root, "Each Party shall keep a telephone number"), "thrice", False)

    (one,) = case.back(MAIN, change)
    assert (one.tracked, one.by) == ("no", "")


def test_a_clause_that_is_gone_is_one_proposal(case: Any) -> None:
    def change(root: Any) -> None:
        title = line(root, "Contact around the clock")
        title.getnext().getparent().remove(title.getnext())
        title.getparent().remove(title)

    (one,) = case.back(MAIN, change)
    assert (one.what, one.path) == (What.CLAUSE_OUT, "cont-emergency")


def test_two_lines_made_one_and_one_made_two_are_said_so(case: Any) -> None:
    def join(root: Any) -> None:
        first = line(root, "to segregate the Product from the Platform Change")
        second = first.getnext()
        for run in hands.plain_runs(second):
            first.append(run)
        second.getparent().remove(second)

    assert told(case.back(MAIN, join)) == [("merged", "disp-change-plan.1(a)")]

    def cut(root: Any) -> None:
        whole = line(root, "to move the Product to another line or")
        run = hands.plain_runs(whole)[-1]
        text = hands.words(run)
        made = etree.Element(f"{W}p")
        made.append(hands.run_of(text[20:], run))
        run.find(f"{W}t").text = text[:20]
        whole.addnext(made)

    assert told(case.back(MAIN, cut)) == [("split", "disp-change-plan.1(d)")]

    def cut_before_its_mark(root: Any) -> None:
        whole = line(root, "to move the Product to another line or")
        run = hands.plain_runs(whole)[-1]
        text = hands.words(run)
        made = etree.Element(f"{W}p")
        made.append(hands.run_of(text[:20], run))
        run.find(f"{W}t").text = text[20:]
        whole.addprevious(made)

    (one,) = case.back(MAIN, cut_before_its_mark)
    assert (str(one.what), one.path) == ("split", "disp-change-plan.1(d)")
    assert one.new.startswith("to move the Product ")


def test_a_number_typed_by_hand_is_no_change_of_wording(case: Any) -> None:
    def change(root: Any) -> None:
        text = next(line(root, "to defer the Platform Change").iter(f"{W}t"))
        text.text = f"(iii) {text.text}"

    (one,) = case.back(MAIN, change)
    assert (one.what, one.note) == (What.FORM, "the number was typed by hand")


def test_words_hidden_on_the_page_are_shown(case: Any) -> None:
    def change(root: Any) -> None:
        run = hands.run_of(" without limit", etree.Element(f"{W}r"))
        etree.SubElement(run.makeelement(f"{W}rPr"), f"{W}vanish")
        face = etree.Element(f"{W}rPr")
        etree.SubElement(face, f"{W}vanish")
        run.insert(0, face)
        line(root, "to defer the Platform Change").append(run)

    found = case.back(MAIN, change)
    assert ("cannot place", "these words are hidden on the page, or show as other signs") in [
        (str(one.what), one.note) for one in found
    ]


def test_a_text_box_is_quoted_and_not_placed(case: Any) -> None:
    box = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:pict>'
        "<w:txbxContent><w:p><w:r><w:t>See my mail of Monday</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )

    def change(root: Any) -> None:
        line(root, "to defer the Platform Change").addnext(etree.fromstring(box))

    (one,) = case.back(MAIN, change)
    assert (one.what, one.where, one.new) == (What.UNPLACED, "text box", "See my mail of Monday")


def test_swapped_marks_do_not_swap_the_text(case: Any) -> None:
    def change(root: Any) -> None:
        first, second = line(root, "to segregate the Product"), line(root, "to defer the Platform Change")
        one, other = (next(each.iter(f"{W}bookmarkStart")) for each in (first, second))
        names = one.get(f"{W}name"), other.get(f"{W}name")
        one.set(f"{W}name", names[1])
        other.set(f"{W}name", names[0])

    assert case.back(MAIN, change) == []


def test_a_marked_line_copied_elsewhere_is_a_new_line(case: Any) -> None:
    from copy import deepcopy

    def change(root: Any) -> None:
        source = line(root, "Each Party shall keep a telephone number")
        line(root, "to move the Product").addnext(deepcopy(source))

    found = told(case.back(MAIN, change))
    assert [what for what, _ in found] == ["line in"]


def test_the_same_file_read_twice_says_the_same(case: Any) -> None:
    def change(root: Any) -> None:
        set_words(line(root, "to defer the Platform Change"), "defer", "delay")

    assert case.back(MAIN, change) == case.back(MAIN, change)


def test_the_page_that_we_put_before_a_redline_is_no_proposal(case: Any) -> None:
    def change(root: Any) -> None:
        first = root.find(f"{W}body")[0]
        page = etree.Element(f"{W}p")
        etree.SubElement(page, f"{W}bookmarkStart", {f"{W}id": "9999", f"{W}name": "_qsummary"})
        etree.SubElement(page, f"{W}bookmarkEnd", {f"{W}id": "9999"})
        page.append(hands.run_of("What this redline shows: 3 changes", etree.Element(f"{W}r")))
        first.addprevious(page)

    assert case.back(MAIN, change) == []


NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
EQUATION = f"<w:p {NAMES}><m:oMath><m:r><m:t>AQL=0.65</m:t></m:r></m:oMath></w:p>"
PICTURE = (
    f'<w:p {NAMES}><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="Site plan"/></wp:inline></w:drawing></w:r></w:p>'
)


@pytest.mark.parametrize(
    ("xml", "said"), [(EQUATION, "equation: AQL=0.65"), (PICTURE, 'picture "Site plan"')], ids=["equation", "picture"]
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_picture_or_an_equation_is_quoted_and_not_passed_over(case: Any, xml: str, said: str, alone: bool) -> None:
    def change(root: Any) -> None:
        place, made = line(root, "to defer the Platform Change"), etree.fromstring(xml)
        if alone:
            place.addnext(made)
        else:
            place.extend(list(made))

    (one,) = case.back(MAIN, change)
    assert (one.what, one.new, "disp-change-plan.1(c)") == (What.UNPLACED, said, one.path)


def test_a_line_typed_into_the_contents_is_quoted(case: Any) -> None:
    def change(root: Any) -> None:
        entry = next(one for one in root.iter(f"{W}p") if hands.is_made(one) and len(hands.words(one)) > 12)
        made = etree.fromstring(etree.tostring(entry))
        for run in [one for one in made if one.tag != f"{W}pPr"]:
            made.remove(run)
        made.append(hands.run_of("99. The Supplier pays for every audit\t99", etree.Element(f"{W}r")))
        entry.addnext(made)

    (one,) = case.back(MAIN, change)
    assert (one.what, one.where, one.new) == (
        What.UNPLACED,
        "contents",
        "99. The Supplier pays for every audit 99",
    )


def test_contents_made_anew_after_a_title_changed_are_no_proposal(case: Any) -> None:
    def change(root: Any) -> None:
        for one in root.iter(f"{W}t"):
            one.text = (one.text or "").replace("Contact around the clock", "Contact at all hours")

    assert told(case.back(MAIN, change)) == [("title", "cont-emergency")]


def test_text_that_word_would_fetch_is_told_and_not_fetched(case: Any) -> None:
    def change(root: Any) -> None:
        chunk = etree.Element(
            f"{W}altChunk", {"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id": "r9"}
        )
        line(root, "to defer the Platform Change").addnext(chunk)

    (one,) = case.back(MAIN, change)
    assert (one.what, one.where, one.new) == (What.UNPLACED, "text from another file", "altChunk r9")


@pytest.mark.parametrize("sign", ["\t", "\u202e", "e\u0301", "\ufffd"])
def test_signs_that_no_file_may_hold_are_named_and_written(case: Any, sign: str) -> None:
    def change(root: Any) -> None:
        set_words(line(root, "to defer the Platform Change"), "defer", f"defer{sign}now")

    (one,) = case.back(MAIN, change)
    made = reviewing.round_text(
        Round.model_validate(
            dict.fromkeys(("agreement", "document", "version", "file", "hash", "against"), "x") | {"proposals": [one]}
        )
    )
    read, faults = rounds.read_round("proposals.yaml", made.encode())
    assert read is not None, faults
    assert read.proposals[0].new == one.new


def test_an_author_as_no_program_writes_one_is_kept_on_one_line(case: Any) -> None:
    def change(root: Any) -> None:
        run = hands.run_of(" soon", etree.Element(f"{W}r"))
        made = hands.come(run, 55)
        made.set(f"{W}author", "Kim\n\u202eExample")
        line(root, "to defer the Platform Change").append(made)

    (one,) = case.back(MAIN, change)
    assert one.by == "Kim [right-to-left override (U+202E)]Example"


@pytest.mark.parametrize(
    ("face", "said"),
    [("strike", "struck out"), ("dstrike", "struck out"), ("vanish", "hidden"), ("white", "hidden")],
)
def test_words_struck_out_or_whitened_by_form_are_quoted(case: Any, face: str, said: str) -> None:
    def change(root: Any) -> None:
        run = hands.plain_runs(line(root, "to defer the Platform Change"))[0]
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        white = {f"{W}val": "FFFFFF"} if face == "white" else {}
        etree.SubElement(properties, f"{W}{'color' if white else face}", white)

    (one,) = case.back(MAIN, change)
    assert (one.what, one.path) == (What.UNPLACED, "disp-change-plan.1(c)")
    assert said in one.note
    assert one.new.startswith("to defer the")


def test_a_face_that_is_switched_off_is_none(case: Any) -> None:
    def change(root: Any) -> None:
        run = hands.plain_runs(line(root, "to defer the Platform Change"))[0]
        properties = etree.Element(f"{W}rPr")
        etree.SubElement(properties, f"{W}strike", {f"{W}val": "0"})
        run.insert(0, properties)

    assert case.back(MAIN, change) == []


def figure_lines(root: Any) -> list[Any]:
    """Return the lines of a communication plan that hold pictures."""
    return [one for one in root.iter(f"{W}p") if one.find(f"{W}r/{W}drawing") is not None]


def test_a_figure_that_comes_back_as_it_went_is_no_proposal(case: Any) -> None:
    assert len(case.sent["communication-plan"].read.now) > len(case.back("communication-plan", figure_lines)) == 0


def test_a_figure_that_is_gone_or_another_is_told_with_what_to_do(case: Any) -> None:
    def change(root: Any) -> None:
        stack, first, *_ = figure_lines(root)
        stack.getparent().remove(stack)
        ladders = list(first.iterchildren(f"{W}r"))
        first.remove(ladders[0])

    gone = case.back("communication-plan", change)
    assert [(one.what, one.where, one.new == "") for one in gone] == [
        (What.UNPLACED, "after Figure 2 Escalation ladders", False),
        (What.UNPLACED, "after Figure 1 Communication layers", True),
    ]
    assert all(one.note == DRAWN for one in gone)
    assert 'picture "Communication layers. Layer 3' in gone[1].old


def test_a_caption_of_a_figure_is_not_taken_over(case: Any) -> None:
    def change(root: Any) -> None:
        for one in root.iter(f"{W}t"):
            one.text = (one.text or "").replace(": Escalation ladders", ": Ways up")

    (one,) = case.back("communication-plan", change)
    assert (one.what, one.where, one.new, one.note) == (
        What.UNPLACED,
        "Figure 2 Escalation ladders",
        "Figure 2: Ways up",
        DRAWN,
    )


# Form that changes what a line is


def formed(root: Any, start: str, style: str = "", numbering: tuple[int, int] | None = None) -> None:
    """Give a line another style, or another list and depth, without tracking it."""
    properties = line(root, start).find(f"{W}pPr")
    named = properties.find(f"{W}pStyle")
    if style:
        named.set(f"{W}val", style)
    if numbering is not None:
        made = etree.Element(f"{W}numPr")
        for tag, value in zip(("ilvl", "numId"), reversed(numbering), strict=True):
            etree.SubElement(made, f"{W}{tag}").set(f"{W}val", str(value))
        named.addnext(made)


def renamed(root: Any) -> None:
    """Write styles and lists as another program does: other ids, and each line in its list by itself."""
    lists = {"Heading1": 0, "Heading2": 1, "Clause3": 2, "Clause4": 3, "Clause5": 4}
    for properties in root.iter(f"{W}pPr"):
        style = properties.find(f"{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        if name in lists and properties.find(f"{W}numPr") is None:
            made = etree.Element(f"{W}numPr")
            etree.SubElement(made, f"{W}ilvl").set(f"{W}val", str(lists[name]))
            etree.SubElement(made, f"{W}numId").set(f"{W}val", "1")
            style.addnext(made)
        if name:
            style.set(f"{W}val", f"Theirs{name}".lower())


def test_another_style_or_numbering_of_a_line_is_told_with_what_it_means(case: Any) -> None:
    def change(root: Any) -> None:
        formed(root, "commercial terms, payment or ordering", "Clause5")
        formed(root, "forecasts and capacity", numbering=(7, 4))
        formed(root, "liability, indemnity", numbering=(57, 3))
        formed(root, "intellectual property", numbering=(0, 0))
        formed(root, "The Supply Agreement deals", "Heading2")
        formed(root, "Annexes", "Clause3")
        formed(root, "A named document of a Party", "ListParagraph")

    found = [(one.path, str(one.what), one.note, one.tracked) for one in case.back(MAIN, change)]
    assert found == [
        ("scope-exclusions.1(a)", "formatting", "1 level deeper", "no"),
        ("scope-exclusions.1(b)", "formatting", "1 level deeper", "no"),
        ("scope-exclusions.1(c)", "formatting", "its list begins to count anew, or goes on with another one", "no"),
        ("scope-exclusions.1(d)", "formatting", "its number was taken away", "no"),
        ("scope-exclusions.2", "formatting", "made the title of a clause", "no"),
        (
            "def-interpretation.2",
            "formatting",
            'has a style of their own, "ListParagraph"; see whether its number and level are as they were',
            "no",
        ),
        ("prec-annexes", "formatting", "no longer the title of a clause", "no"),
    ]


def test_styles_and_lists_under_other_names_are_no_change_and_hide_none(case: Any) -> None:
    assert case.back(MAIN, renamed) == []

    def change(root: Any) -> None:
        renamed(root)
        formed(root, "The Supply Agreement deals", "theirsheading2")
        last = line(root, "The law that governs the Supply Agreement")
        for start, words in (("The law that governs", "Each Party shall save energy."), ("Annexes", "Green goals")):
            made = etree.Element(f"{W}p")
            made.append(etree.fromstring(etree.tostring(line(root, start).find(f"{W}pPr"))))
            made.append(hands.run_of(words, etree.Element(f"{W}r")))
            last.addnext(made)

    told_, came = case.back(MAIN, change)
    assert told_.note == "made the title of a clause"
    assert (str(came.what), came.new, came.levels) == ("clause in", "Green goals\nEach Party shall save energy.", "0")


# Numbers of references


def numbers_of_references(root: Any) -> list[tuple[str, Any]]:
    """Return the words of each line with a reference to a chapter or clause, and the text that shows its number."""
    found = []
    for paragraph in root.iter(f"{W}p"):
        said, shown = "", False
        for one in paragraph.iter(f"{W}instrText", f"{W}fldChar", f"{W}t"):
            if one.tag == f"{W}instrText":
                said += one.text or ""
            elif one.tag == f"{W}fldChar":
                shown = one.get(f"{W}fldCharType") == "separate" and said.split()[:1] == ["REF"]
                said = said if one.get(f"{W}fldCharType") == "separate" else ""
            elif shown and (one.text or "")[:1].isdigit():
                found.append((hands.words(paragraph), one))
    return found


def test_a_number_typed_inside_its_reference_is_told_with_where_the_reference_leads(case: Any) -> None:
    def change(root: Any) -> None:
        known = numbers_of_references(root)
        next(one for words, one in known if words.startswith("a risk assessment that moves")).text = "9"

    (one,) = case.back(MAIN, change)
    assert (str(one.what), one.path, one.also, one.tracked) == ("wording", "scope-building-blocks.1(a)", "AUD", "no")
    assert one.new.endswith("under clause\u00a09;")
    assert "still leads to 8 Quality risk management; 9 was Audits" in one.note


def test_numbers_that_word_counts_anew_are_no_change(case: Any) -> None:
    def change(root: Any) -> None:
        body = root.find(f"{W}body")
        at = next(one for one in body if one.tag == f"{W}p" and hands.words(one).startswith("Precedence and rel"))
        while hands.words(at) != "Effect, review, amendment and end":
            at, gone = at.getnext(), at
            body.remove(gone)
        for _, one in numbers_of_references(root):
            chapter, sign, rest = one.text.partition(".")
            one.text = f"{int(chapter) - 1}{sign}{rest}" if int(chapter) > 3 else one.text

    found = case.back(MAIN, change)
    assert {"line out", "clause out"} <= {str(one.what) for one in found}
    assert not any("reference" in one.note or one.what is What.WORDING for one in found)


def unlinked(root: Any) -> None:
    """Make every reference plain words, as a gateway or another program does."""
    for one in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        run = one.getparent()
        run.getparent().remove(run)


def test_references_that_came_back_as_plain_words_are_told_once(case: Any) -> None:
    (one,) = case.back("communication-plan", unlinked)
    assert str(one.what) == "formatting"
    assert "references, here and below, came back as plain words; in the agreement they go on" in one.note

    def change(root: Any) -> None:
        known = numbers_of_references(root)
        next(one for words, one in known if words.startswith("a risk assessment that moves")).text = "9"
        unlinked(root)

    typed, _ = case.back(MAIN, change)
    assert (str(typed.what), typed.also) == ("wording", "AUD")
    assert "typed in the place of a reference, which led to 8 Quality risk management" in typed.note


def test_numbers_of_an_older_file_are_told_once_beside_a_draft_that_was_not_sent(case: Any) -> None:
    def change(root: Any) -> None:
        for _, one in numbers_of_references(root):
            one.text = f"7{one.text}"

    read, _ = read_returned("back.docx", hands.with_main_part(case.files["communication-plan"], change))
    assert read is not None
    sent = case.sent["communication-plan"]
    (one,) = proposals(replace(sent, exact=False), read)
    assert "are not those of the draft of today, which was not sent" in one.note
    assert len(proposals(sent, read)) > 1


def test_a_file_with_more_changes_than_people_could_decide_is_refused(case: Any, monkeypatch: Any) -> None:
    def change(root: Any) -> None:
        for at in range(3):
            body = root.find(f"{W}body")
            new = etree.Element(f"{W}p")
            etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = f"A new line, number {at}."
            body.insert(len(body) - 1, new)

    data = hands.with_main_part(case.files["data-governance-annex"], change)
    monkeypatch.setattr("generator.review.rounds.MOST_PROPOSALS", 3)
    assert isinstance(reviewing.read_review(case.reading, "a.docx", data), Round)
    monkeypatch.setattr("generator.review.rounds.MOST_PROPOSALS", 2)
    (found,) = cast("list[Diagnostic]", reviewing.read_review(case.reading, "a.docx", data))
    assert found.code == "too-many-proposals"
    assert "proposes 3 changes" in found.message
