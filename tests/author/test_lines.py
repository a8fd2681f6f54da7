"""Lines that came, went, moved, were joined or cut stand as agreed, and the duties stay with their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.applying import write_group
from generator.author.clause_lines import restructured
from generator.author.decided import write_decided
from generator.author.desk import Desk, Target, Written
from generator.diagnostic import Diagnostic
from generator.document.blocks import Printed
from generator.load import load
from generator.model.proposal import Decision, Proposal, What
from generator.prose import Text, sentences
from generator.prose.write import in_line
from generator.resolve import resolve
from generator.review.places import Kind, Place
from tests.author.test_decided import HOME, proposal, refusal
from tests.compose.small import Texts, agreement, clause, files

OWN = f"{HOME}/clauses/plan.md"
TEXT = """The [Party] shall:

(a) stop;
(b) tell:
  (i) at once; and
  (ii) in writing; and
(c) wait.

It keeps a record.

:: matrix values

It ends."""
PRINTED = {
    "plan.1(a)": "stop;",
    "plan.1(b)": "tell:",
    "plan.1(b)(i)": "at once; and",
    "plan.1(b)(ii)": "in writing; and",
    "plan.1(c)": "wait.",
    "plan.2": "It keeps a record.",
    "plan.3": "It ends.",
}


def desk(text: str = TEXT, own: str = "", over: Texts | None = None, **facts: str) -> Desk:
    """Return a desk with one clause, and the files *over* laid over the small workspace."""
    said = {name: words for name, words in facts.items() if words}
    made = files(clause("plan", text, **said), {OWN: own} if own else {}, over or {})
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def arranged(*ones: Proposal, on: Desk | None = None, cited: Mapping[str, str] | None = None) -> Written:
    printed: dict[str, tuple[Printed, ...]] = {path: (Text(words),) for path, words in PRINTED.items()}
    return restructured(on or desk(), ones, printed, {"Party": "Party"}, cited or {})


def text_of(written: Written) -> str:
    """Return the text of the agreement's own clause."""
    assert isinstance(written, dict), written
    return written[OWN].decode().split("---\n")[2].strip("\n")


def out(path: str) -> Proposal:
    return proposal("line out", path)


def came(after: str, levels: str, words: str) -> Proposal:
    return proposal("line in", "plan", after=after, levels=levels, new=words)


def moved(path: str, after: str, levels: str) -> Proposal:
    return proposal("line moved", path, after=after, levels=levels)


def joined(path: str, words: str) -> Proposal:
    return proposal("merged", path, new=words)


def cut(path: str, words: str) -> Proposal:
    return proposal("split", path, new=words)


@pytest.mark.parametrize(
    ("ones", "parts"),
    [
        ([out("plan.1(b)(i)")], {"  (i) at once; and\n  (ii) in": "  (i) in"}),
        ([out("plan.2"), out("plan.3")], {"\n\nIt keeps a record.": "", "\n\nIt ends.": ""}),
        ([came("plan", "0", "First, the Party looks.")], {"The [Party]": "First, the [Party] looks.\n\nThe [Party]"}),
        ([came("plan.1(b)(ii)", "2", "by hand;")], {"writing; and": "writing; and\n  (iii) by hand;"}),
        ([came("plan.2", "1", "on paper.")], {"record.": "record.\n\n(a) on paper."}),
        ([came("plan.1(a)", "2", "at night;")], {"stop;": "stop;\n  (i) at night;"}),
        (
            [came("plan.1(a)", "2", "at night:"), came("plan.1(a)", "3", "by bell;")],
            {"stop;": "stop;\n  (i) at night:\n    (1) by bell;"},
        ),
        (
            [moved("plan.1(a)", "plan.1(c)", "1")],
            {"(a) stop;\n(b)": "(a)", "(c) wait.": "(b) wait.\n(c) stop;"},
        ),
        ([moved("plan.3", "plan.1(c)", "0")], {"\n\nIt ends.": "", "wait.": "wait.\n\nIt ends."}),
        (
            [joined("plan.1(b)(i)", "at once and in writing;")],
            {"at once; and\n  (ii) in writing; and": "at once and\n    in writing;"},
        ),
        ([cut("plan.2", "It keeps\na record.")], {"It keeps a record.": "It keeps\n\na record."}),
    ],
)
def test_lines_stand_where_it_was_agreed_and_the_others_are_lettered_anew(
    ones: list[Proposal], parts: dict[str, str]
) -> None:
    wanted = TEXT
    for before, after in parts.items():
        assert wanted.count(before) == 1
        wanted = wanted.replace(before, after)
    assert text_of(arranged(*ones)) == wanted


LONG = "It shall:\n\n" + "\n".join(f"({chr(97 + count)}) do {count};" for count in range(26))


@pytest.mark.parametrize(
    ("ones", "text", "why"),
    [
        ([out("plan.9")], TEXT, "the line cannot be found again"),
        ([out("plan.1(b)")], TEXT, "without the line that leads them in"),
        ([out("plan.1")], "It ends.", "leave the clause out instead"),
        ([came("plan", "1", "on paper.")], TEXT, "too deep"),
        ([came("plan.1", "3", "on paper.")], TEXT, "too deep"),
        ([came("plan.1(b)", "3", "on paper.")], TEXT, "too deep"),
        ([came("plan.9", "0", "It waits.")], TEXT, "how deep it stands in the clause cannot be told"),
        ([came("plan.2", "", "It waits.")], TEXT, "how deep it stands in the clause cannot be told"),
        ([came("plan.1(z)", "1", "do more.")], LONG, "more than 26 items"),
        ([joined("plan.1(a)", "stop; tell:")], TEXT, "without the line that leads them in"),
        ([joined("plan.2", "It keeps a record. It ends.")], TEXT, "the second line cannot be found again"),
        ([joined("plan.3", "It ends. It begins.")], TEXT, "the second line cannot be found again"),
        ([joined("plan.1(a)", "stop;\ntell:")], TEXT, "cannot be told apart"),
        ([cut("plan.2", "It\nkeeps\na record.")], TEXT, "cannot be told apart"),
    ],
)
def test_lines_that_cannot_stand_so_are_left_to_a_person(ones: list[Proposal], text: str, why: str) -> None:
    assert why in refusal(arranged(*ones, on=desk(text)))


def test_a_line_to_which_a_reference_leads_keeps_its_letter() -> None:
    cited = {"plan.1(c)": "other.2", "plan.1(a)": "other.3"}
    assert "another number: other.2" in refusal(
        arranged(out("plan.1(b)(i)"), out("plan.1(b)(ii)"), out("plan.1(b)"), cited=cited)
    )


def test_a_clause_of_the_agreements_own_is_changed_where_it_stands() -> None:
    text = f"---\nid: plan\ntopic: DEV\ntitle: Plan\nreason: Ours\n---\n{TEXT}\n"
    written = arranged(out("plan.2"), on=desk(own=text))
    assert isinstance(written, dict)
    assert written == {OWN: text.replace("It keeps a record.\n\n", "").encode()}
    spoilt = arranged(out("plan.2"), on=desk(own=text.replace("\n", "\r\n")))
    assert isinstance(spoilt, Diagnostic)
    assert f"agreements fmt {OWN}" in spoilt.hint


def test_a_clause_that_was_left_out_meanwhile_is_for_a_person() -> None:
    omitted = desk(over=agreement(omit="{plan: Not needed}"))
    assert "stands in no document" in refusal(arranged(out("plan.2"), on=omitted))


@pytest.mark.parametrize(
    ("one", "before", "after"),
    [
        (came("plan.2", "0", "Theirs."), "a record.", "a record.\n\nOurs, as offered."),
        (joined("plan.1(b)(i)", "theirs"), "at once; and\n  (ii) in writing; and", "Ours, as offered."),
        (cut("plan.2", "It keeps\na list."), "It keeps a record.", "Ours, as offered.\n\nIt keeps a record."),
    ],
)
def test_the_words_that_we_offer_stand_in_the_place_of_theirs(one: Proposal, before: str, after: str) -> None:
    words = "Ours, as offered.\n It keeps a record. " if one.what is What.SPLIT else " Ours, as offered. "
    ours = one.model_copy(update={"decision": Decision.COUNTER, "counter": words})
    assert text_of(arranged(ours)) == TEXT.replace(before, after)


@pytest.mark.parametrize("what", ["line out", "line moved", "clause out", "row out", "formatting"])
def test_the_words_that_we_offer_for_what_goes_or_moves_are_not_lost(what: str) -> None:
    ours = proposal(what, "plan.2", decision="counter", counter="It keeps a list.", after="plan", levels="0")
    left = write_group(desk(), [out("plan.3"), ours], {}, Target())
    assert "are written by hand" in refusal(left)
    assert isinstance(left, Diagnostic)
    assert left.hint == "to write: It keeps a list."


@pytest.mark.parametrize(
    ("path", "old", "new", "written"),
    [
        ("plan.1(b)(ii)", "in writing; and", "in ink, to each Party; and", "(ii) in ink, to each [Party]; and"),
        ("plan.1(c)", "wait.", "wait. It rings. Then it sleeps.", "(c) wait.\n  It rings.\n  Then it sleeps."),
        ("plan.3", "It ends.", "It ends: soon.", "It ends: soon."),
    ],
)
def test_an_item_is_said_anew_where_it_stands(path: str, old: str, new: str, written: str) -> None:
    one = proposal("wording", path, old=old, new=new)
    made = text_of(write_decided(desk(), one, Target((Text(old),), {"Party": "Party", "day": "day"})))
    assert written in made
    assert len(made.split("\n")) == len(TEXT.split("\n")) + written.count("\n")


def test_points_without_letters_are_told_apart_by_their_place() -> None:
    points = desk("It shall:\n\n- stop;\n- tell; and\n- wait.")
    made = write_decided(
        points, proposal("wording", "plan.1-2", old="tell; and", new="ask; and"), Target((Text("tell; and"),))
    )
    assert text_of(made) == "It shall:\n\n- stop;\n- ask; and\n- wait."


def test_a_line_that_prints_more_than_it_says_is_for_a_person() -> None:
    one = proposal("wording", "plan.1", old="The Party shall:", new="The Party may:")
    assert "cannot be found again" in refusal(write_decided(desk(), one, Target((Text("The Party shall:"),))))


# Duties follow their sentences


SAID = "It looks.\nIt tells.\n\nIt waits here.\nIt ends."
DUTIES = {"tell": "2", "wait": "3"}


def with_duties(positions: str = "", over: Texts | None = None) -> Desk:
    """Return a desk with a clause whose duties stand at the sentences 2 and 3."""
    listed = "".join(f"\n  - {{id: {id_}, sentence: {at}, does: act}}" for id_, at in DUTIES.items())
    return desk(SAID + (f"\n\n## fallback\n{SAID}" if positions else ""), over=over, duties=listed, positions=positions)


def duties_of(written: Written, on: Desk, position: str = "standard") -> dict[str, str]:
    """Return the sentence that each duty of a text names after what was written."""
    assert isinstance(written, dict), written
    source = load({**on.files, **written})[0].agreements["sample"].layer.clauses["plan"]
    said = [in_line(one) for one in sentences(source.prose[position])]
    return {one.id: said[one.sentence - 1] for one in source.duties(position)}


def reworded(path: str, old: str, new: str, on: Desk) -> Written:
    return write_decided(on, proposal("wording", path, old=old, new=new), Target((Text(old),)))


@pytest.mark.parametrize(
    ("new", "tell"),
    [
        ("It looks. It calls. It tells.", "It tells."),
        ("It tells.", "It tells."),
        ("It looks, and it tells.", "It looks, and it tells."),
        ("It tells. It looks.", "It tells."),
        ("It looks. It tells at once. It calls.", "It tells at once."),
        ("It looks. It calls by bell.", "It calls by bell."),
    ],
)
def test_duties_stay_with_their_sentences_when_a_line_is_said_anew(new: str, tell: str) -> None:
    on = with_duties()
    assert duties_of(reworded("plan.1", "It looks. It tells.", new, on), on) == {"tell": tell, "wait": "It waits here."}


def test_a_duty_whose_sentence_went_from_a_line_is_for_a_person() -> None:
    assert 'the duty "tell"' in refusal(reworded("plan.1", "It looks. It tells.", "It looks.", with_duties()))
    assert 'the duty "wait"' in refusal(reworded("plan.2", "It waits here. It ends.", "It ends.", with_duties()))


def test_two_duties_never_share_a_sentence() -> None:
    on = with_duties()
    joint = restructured(on, [joined("plan.1", "It looks, tells and waits here. It ends.")], SPOKEN, {}, {})
    assert "would share one sentence" in refusal(joint)


SPOKEN: dict[str, tuple[Printed, ...]] = {
    "plan.1": (Text("It looks. It tells."),),
    "plan.2": (Text("It waits here. It ends."),),
}


@pytest.mark.parametrize(
    ("ones", "wanted"),
    [
        ([moved("plan.1", "plan.2", "0")], {"tell": "It tells.", "wait": "It waits here."}),
        ([out("plan.1")], {"wait": "It waits here."}),
        (
            [joined("plan.1", "It looks. It tells. It waits here. It ends.")],
            {"tell": "It tells.", "wait": "It waits here."},
        ),
        ([cut("plan.1", "It\nlooks. It tells.")], {"tell": "It tells.", "wait": "It waits here."}),
        ([cut("plan.2", "It waits here. It\nends.")], {"tell": "It tells.", "wait": "It waits here."}),
        ([cut("plan.2", "It waits\nhere. It ends.")], {"tell": "It tells.", "wait": "It waits"}),
    ],
)
def test_duties_stay_with_their_sentences_when_lines_are_arranged_anew(
    ones: list[Proposal], wanted: dict[str, str]
) -> None:
    on = with_duties()
    assert duties_of(restructured(on, ones, SPOKEN, {}, {}), on) == wanted


INHERITS = "{fallback: {approver: head-of-quality, when: never}}"
HAS_OWN = "{fallback: {approver: head-of-quality, when: never, duties: [{id: tell, sentence: 2, does: act}]}}"
CHOSEN = agreement(choices="{plan: {position: fallback, reason: Agreed, by: Jo, on: 2026-11-20}}")


@pytest.mark.parametrize("positions", [INHERITS, HAS_OWN])
@pytest.mark.parametrize("chosen", ["standard", "fallback"])
def test_duties_that_two_texts_share_part_where_the_texts_part(positions: str, chosen: str) -> None:
    on = with_duties(positions, over=CHOSEN if chosen == "fallback" else {})
    before = {name: duties_of({}, on_own(on), name) for name in ("standard", "fallback")}
    made = restructured(on, [moved("plan.1", "plan.2", "0")], SPOKEN, {}, {})
    assert {name: duties_of(made, on, name) for name in ("standard", "fallback")} == before


def on_own(on: Desk) -> Desk:
    """Return the same desk, the clause standing in the agreement's own file."""
    return replace(
        on, files={**on.files, OWN: on.files["clauses/core/dev/plan.md"].replace(b"\n---", b"\nreason: Ours\n---")}
    )


# Lines of no clause


@pytest.mark.parametrize(
    ("one", "kind", "why"),
    [
        (out("DEV"), Kind.CHAPTER, "its clauses stay, and would stand below the one above"),
        (out("plan"), Kind.CLAUSE, "no clause stands above it that could take its lines"),
        (out("definition:party"), Kind.DEFINITION, "a definition stands in terms.yaml"),
        (out("cover"), Kind.TEXT, "it stands in no clause; write it where the words round it come from"),
    ],
)
def test_a_line_of_no_clause_is_not_taken_out_of_one(one: Proposal, kind: Kind, why: str) -> None:
    assert why in refusal(write_group(desk(), [one], {one.path: Place(one.path, kind)}, Target()))


def test_the_title_of_a_chapter_goes_with_the_last_of_its_clauses() -> None:
    on = desk(over=clause("answer", "Answer."))
    title = {"DEV": Place("DEV", Kind.CHAPTER)}
    path, text = f"{HOME}/agreement.yaml", on.files[f"{HOME}/agreement.yaml"]
    for omit, goes in ((b"{plan: Agreed}", False), (b"{plan: Agreed, answer: Agreed}", True)):
        left_out = replace(on, files={**on.files, path: text + b"omit: " + omit + b"\n"})
        written = write_group(left_out, [out("DEV")], title, Target())
        assert (written == {}) is goes
