"""Clauses, chapters and rows that moved, came or have another title: written where a person would, or left to one."""

from __future__ import annotations

from functools import cache

import pytest

from generator.author.decided import write_decided
from generator.author.desk import Desk, Target, Written
from generator.compose import compose
from generator.document.walk import plain
from generator.load import load
from generator.resolve import resolve
from generator.review import places_of
from tests.author.test_decided import HOME, proposal, refusal
from tests.compose.small import Texts, agreement, clause, files, rows

FILE = f"{HOME}/agreement.yaml"
ROWS = rows(
    "responsibilities",
    "\n".join(
        f"- {{id: RM-{at}, topic: {topic}, activity: Act {at}., giver: I, acceptor: R/A}}"
        for at, topic in ((1, "DEV"), (2, "DEV"), (3, "AUD"))
    ),
)
CLAUSES = (
    clause("letter", "Tell:\n\n(a) who; and\n(b) when.\n\nSay so.", order="10"),
    clause("answer", "Answer under @letter.2.", order="20"),
    clause("audit", "Look.", topic="AUD", order="10"),
)
TITLES = {"clauses/core/matrices.yaml": "- {id: responsibilities, title: Who does it}\n"}


@cache
def desk(*more: str) -> Desk:
    """Return a desk with three clauses in two chapters and rows of both; *more* are pairs of path and text."""
    over: Texts = dict(zip(more[::2], more[1::2], strict=True))
    made = files(*CLAUSES, ROWS, TITLES, agreement(recitals="[The site makes drugs., It tests them.]"), over)
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def decided(what: str, path: str, target: Target | None = None, on: Desk | None = None, **facts: str) -> Written:
    return write_decided(on or desk(), proposal(what, path, **facts), target or Target())


def printed(written: Written, on: Desk | None = None) -> list[str]:
    """Return the clauses and chapters of the main document after what was written, in order."""
    assert isinstance(written, dict), written
    workspace, found = load({**(on or desk()).files, **written})
    assert not found
    draft = resolve(workspace, workspace.agreements["sample"])[0]
    places = [one for one in places_of(compose(draft)["quality-agreement"]).values() if one.title or one.clause]
    return [plain(one.inlines) or one.title for one in places]


def rows_after(written: Written) -> list[tuple[str, str]]:
    """Return the rows of the matrix after what was written, each with its chapter."""
    assert isinstance(written, dict), written
    workspace, found = load({**desk().files, **written})
    assert not found
    draft = resolve(workspace, workspace.agreements["sample"])[0]
    return [(row.record.id, row.record.topic) for row in draft.rows["responsibilities"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "after", "wanted"),
    [
        ("responsibilities/RM-1", "responsibilities/RM-2", [("RM-2", "DEV"), ("RM-1", "DEV"), ("RM-3", "AUD")]),
        ("responsibilities/RM-1", "responsibilities/RM-3", [("RM-2", "DEV"), ("RM-3", "AUD"), ("RM-1", "AUD")]),
    ],
)
def test_a_row_that_moved_stands_behind_the_other_below_the_same_heading(
    path: str, after: str, wanted: list[tuple[str, str]]
) -> None:
    assert rows_after(decided("row moved", path, after=after)) == wanted


@pytest.mark.parametrize(
    ("path", "after", "why"),
    [
        ("responsibilities/RM-1", "changes/CM-1", "behind which row of its table"),
        ("responsibilities/RM-9", "responsibilities/RM-1", "behind which row of its table"),
        ("figures/x", "figures/y", "behind which row of its table"),
        ("responsibilities/RM-2", "responsibilities/", "it would be the first there"),
    ],
)
def test_a_row_that_moved_to_nowhere_is_for_a_person(path: str, after: str, why: str) -> None:
    assert why in refusal(decided("row moved", path, after=after))


def test_a_clause_that_moved_stands_behind_the_other_in_its_chapter() -> None:
    ends = Target(ends=True)
    assert "after: {letter: answer}" in change_of(decided("clause moved", "letter", ends, after="answer.1"))
    made = decided("clause moved", "letter", ends, after="audit.1")
    assert "after: {letter: audit}" in change_of(made)
    assert isinstance(made, dict)
    assert b"topic: AUD\n" in made[f"{HOME}/clauses/letter.md"]


@pytest.mark.parametrize(
    ("path", "after", "ends", "why"),
    [
        ("letter", "nowhere.1", True, "it would be the first there"),
        ("nowhere", "letter.1", True, "written by hand"),
        ("answer", "letter.1", False, "it would cut the clause Letter in two"),
    ],
)
def test_a_clause_that_moved_to_nowhere_is_for_a_person(path: str, after: str, ends: bool, why: str) -> None:
    assert why in refusal(decided("clause moved", path, Target(ends=ends), after=after))


def change_of(written: Written) -> str:
    assert isinstance(written, dict), written
    before = desk().files[FILE].decode().split("\n")
    return "\n".join(line for line in written[FILE].decode().split("\n") if line not in before)


def test_a_row_of_the_agreements_own_that_moved_takes_the_other_heading_in_its_own_line() -> None:
    own = "- {id: RM-9, topic: DEV, activity: Ring., giver: I, acceptor: R/A}\n"
    on = desk(f"{HOME}/responsibilities.yaml", own)
    made = decided("row moved", "responsibilities/RM-9", on=on, after="responsibilities/RM-3")
    assert isinstance(made, dict)
    assert made[f"{HOME}/responsibilities.yaml"].decode() == own.replace("DEV", "AUD")
    assert b"after: {RM-9: RM-3}" in made[FILE]


# Clauses and chapters that came


def clause_in(after: str, levels: str, new: str, also: str = "", **target: object) -> Written:
    facts = {"after": after, "levels": levels, "new": new, "also": also}
    return decided("clause in", "", Target(**target), **facts)  # type: ignore[arg-type]


def test_a_clause_before_all_others_of_its_chapter_gets_the_lowest_order() -> None:
    made = clause_in("DEV", "0", "A call\nRing.")
    assert isinstance(made, dict)
    assert b"order: 9\n" in made[f"{HOME}/clauses/dev-a-call.md"]
    assert "where it belongs" in refusal(clause_in("NEVER", "0", "A call\nRing."))
    assert "where it belongs" in refusal(clause_in("letter.1(a)", "0", "A call\nRing.", ends=False))
    path = "clauses/core/dev/letter.md"
    first = desk(path, CLAUSES[0][path].replace("order: 10", "order: 0"))
    made = decided("clause in", "", on=first, after="DEV", levels="0", new="A call\nRing.")
    assert "the first clause leaves no room" in refusal(made)


def test_a_clause_cut_in_two_leaves_its_last_lines_to_the_new_one() -> None:
    made = clause_in("letter.1(b)", "", "A call", also="letter.2", ends=False)
    assert isinstance(made, dict)
    assert made[f"{HOME}/clauses/letter.md"].decode().endswith("---\nTell:\n\n(a) who; and\n(b) when.\n")
    assert made[f"{HOME}/clauses/dev-a-call.md"].decode().endswith("---\nSay so.\n")


@pytest.mark.parametrize(
    ("also", "cited", "why"),
    [
        ("letter.1(b)", {}, "cannot be found again"),
        ("letter.1 letter.1(a) letter.1(b) letter.2", {}, "cannot be found again"),
        ("letter.2", {"letter.2": "answer.1"}, "references lead to lines that would get another number: answer.1"),
    ],
)
def test_a_clause_that_cannot_be_cut_is_for_a_person(also: str, cited: dict[str, str], why: str) -> None:
    assert why in refusal(clause_in("letter.1", "", "A call", also=also, ends=False, cited=cited))


def test_a_chapter_that_came_stands_behind_the_other_with_its_clauses() -> None:
    made = clause_in("audit.1", "title 0 title 0 1", "New things\nFirst\nRing.\nSecond\nSay:\nnow.", ends=True)
    assert isinstance(made, dict)
    assert sorted(path.removeprefix(f"{HOME}/") for path in made) == [
        "chapters.yaml",
        "clauses/new-things-first.md",
        "clauses/new-things-second.md",
    ]
    lines = printed(made)
    assert lines[(at := lines.index("New things")) : at + 6] == [
        "New things",
        "First",
        "Ring.",
        "Second",
        "Say:",
        "now.",
    ]


def test_a_chapter_between_two_others_is_put_in_order() -> None:
    made = clause_in("answer.1", "title 0", "New things\nFirst\nRing.", ends=True)
    assert isinstance(made, dict)
    assert b"chapters: [DEF, DEV, new-things]" in made[FILE]


@pytest.mark.parametrize(
    ("after", "levels", "ends"),
    [("letter.1", "title 0", True), ("audit.1", "0 title", True), ("audit.1", "title 0", False)],
)
def test_a_chapter_in_the_middle_of_another_is_for_a_person(after: str, levels: str, ends: bool) -> None:
    assert "in the middle of another" in refusal(clause_in(after, levels, "New things\nFirst\nRing.", ends=ends))


# Titles and the background


def test_chapters_and_tables_get_another_title_in_rows_of_the_agreements_own() -> None:
    made = decided("title", "DEV", new="Departures")
    assert {"Departures", "Deviations"} & {*printed(made)} == {"Departures"}
    assert isinstance(made, dict)
    on = Desk(desk().workspace, desk().draft, {**desk().files, **made})
    again = decided("title", "DEV", on=on, new="Events")
    assert {"Departures", "Events"} & {*printed(again, on)} == {"Events"}
    table = decided("title", "responsibilities", new="Who answers")
    assert isinstance(table, dict)
    assert b"title: Who answers" in table[f"{HOME}/matrices.yaml"]
    assert "words of a library" in refusal(decided("title", "cover", new="Contract"))


def test_a_sentence_of_the_background_is_said_anew_in_its_place() -> None:
    from generator.prose import Text

    target = Target((Text("It tests them."),), {"Party": "Party"})
    made = decided("wording", "recital:2", target, old="It tests them.", new=" Each Party tests them. ")
    assert isinstance(made, dict)
    assert "recitals: [The site makes drugs., " in made[FILE].decode()
    assert "Each [Party] tests them." in made[FILE].decode()
    assert "cannot be found again" in refusal(decided("wording", "recital:2", target, old="It tests them.", new="A\nB"))


def test_a_clause_to_which_a_reference_leads_is_not_left_out() -> None:
    cited = Target(cited={"letter.2": "answer.1"})
    assert "references lead to it; word them anew first: answer.1" in refusal(decided("clause out", "letter", cited))


def test_what_the_margin_asks_for_is_given_with_where_to_write_it() -> None:
    moved = decided("wording", "answer.1", also="letter.1", note="it refers to another clause now")
    assert "write @letter.1 in the place of the reference" in refusal(moved)
    nowhere = decided("wording", "answer.1", also="?", note="it refers to another clause now")
    assert "say where it shall lead" in refusal(nowhere)
    assert "write the line so in its file" in refusal(
        decided("formatting", "letter.2", levels="1", note="it is an item")
    )
