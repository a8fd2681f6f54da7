"""The index of the search: every word is where the page looks for it, ids as typed, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.files import Files
from generator.render.site.html import NOTHING
from generator.render.site.page import Entry, Page
from generator.render.site.search import (
    BLOCK,
    LARGEST,
    STOP_WORDS,
    fold,
    help_entries,
    hits_of,
    id_token,
    names_of,
    search_files,
    together,
    tokens,
)
from tests.render.site.sample import agreement, site

NOTICE = Entry(
    "a.html#c1", "9.4 Notification of deviations", "Clause", "QA-00123", "Tell at once.", ("9.4", "dev-notice")
)
CLOSING = Entry("a.html#c2", "9.5 Closing", "Clause", "QA-00123", "Close each deviation within 30 days.", ("9.5",))


def page(*entries: Entry) -> Page:
    """Return a page with *entries*."""
    return Page("a.html", "A", "agreements", NOTHING, entries)


def called(script: bytes) -> list[Any]:
    """Return what a script of the index hands over."""
    text = script.decode()
    assert text.startswith("QS.")
    assert text.endswith(");\n")
    values: list[Any] = json.loads(f"[{text.partition('(')[2][:-3]}]")
    return values


def index_of(files: Files) -> dict[str, Any]:
    """Return the directory of the index."""
    (index,) = called(files["search/index.js"])
    return dict(index)


def found(files: Files, token: str) -> list[int]:
    """Return the postings of *token*, looked up as the page does."""
    parts = index_of(files)["parts"]
    bare = token.removeprefix("=")
    numbers = {number for key, number in parts.items() if bare.startswith(key)}
    held = [called(files[f"search/t{number}.js"])[1].get(token, []) for number in sorted(numbers)]
    return [place for part in held for place in accumulate(part)]


def test_a_word_leads_to_its_entries_and_says_where_it_is_a_title() -> None:
    files = search_files([page(NOTICE, CLOSING)])
    assert found(files, "deviation") == [2]
    assert found(files, "deviations") == [1]
    assert found(files, "closing") == [3]


def test_an_id_and_a_number_are_found_as_typed() -> None:
    files = search_files([page(NOTICE, CLOSING)])
    assert found(files, id_token("DEV-notice")) == [1]
    assert found(files, id_token(" 9.5 ")) == [3]
    assert id_token("QA 00123") == id_token("QA-00123") == id_token("qa00123")


def test_the_home_of_an_entry_counts_as_its_text() -> None:
    assert found(search_files([page(NOTICE, CLOSING)]), "00123") == [0, 2]


def said_by(*ids: str, at: str = "c1", text: str = "Tell at once.", number: str = "9.4") -> list[Entry]:
    """Return what the agreements *ids* say at one place in the same words."""
    return [
        Entry(
            f"agreements/{id_}/qa.html#{at}", f"{number} Notice", "Clause", f"QA-{id_} Quality Agreement", text, (at,)
        )
        for id_ in ids
    ]


def test_what_several_agreements_say_in_the_same_words_is_one_hit_that_names_them_all() -> None:
    files = search_files([page(*said_by("one", "other"), *said_by("third", text="Tell later."))])
    _, (together_, alone) = called(files["search/e0.js"])
    assert together_ == ["qa.html#c1", "9.4 Notice", "Clause", [0, 1], "Tell at once.", ["c1"]]
    assert (alone[3], alone[4]) == ([2], "Tell later.")
    assert index_of(files)["homes"] == [[id_, f"QA-{id_} Quality Agreement"] for id_ in ("one", "other", "third")]
    assert (index_of(files)["count"], found(files, "notice")) == (2, [1, 3])


def test_a_hit_of_several_agreements_is_found_by_the_number_of_each() -> None:
    files = search_files([page(*said_by("one", "other"), *said_by("third", text="Tell later."))])
    assert [found(files, word) for word in ("one", "other", "third")] == [[0], [0], [2]]


@pytest.mark.parametrize("changed", [{"at": "c2"}, {"text": "Tell."}, {"number": "9.5"}])
def test_other_words_another_number_or_place_are_another_hit(changed: dict[str, str]) -> None:
    assert index_of(search_files([page(*said_by("one"), *said_by("other", **changed))]))["count"] == 2


def test_pages_outside_agreements_are_never_taken_for_one() -> None:
    assert index_of(search_files([page(NOTICE, NOTICE._replace(href="clauses/core/c1.html"), NOTICE)]))["count"] == 3


def test_the_page_is_told_the_number_of_each_agreement_as_it_is_written() -> None:
    first = Entry("agreements/one/index.html", "Sterile work", "Agreement", "QA 1 (EU)", "", ("one", "QA 1 (EU)"))
    assert index_of(search_files([page(first, *said_by("one"))]))["numbers"] == {"one": "QA 1 (EU)"}


def test_stop_words_are_in_no_part_and_told_to_the_page() -> None:
    files = search_files([page(NOTICE)])
    assert found(files, "of") == []
    assert index_of(files)["stop"] == sorted(STOP_WORDS)


def test_entries_are_kept_whole_in_blocks_in_the_order_of_the_pages() -> None:
    entries = [Entry(f"a.html#{n}", f"Title {n}", "Clause", "", f"two  words\n{n}") for n in range(BLOCK + 1)]
    files = search_files([page(*entries)], [NOTICE])
    assert [name for name in files if "/e" in name] == ["search/e0.js", "search/e1.js"]
    number, block = called(files["search/e1.js"])
    assert (number, block[0][:2], block[0][4]) == (1, [f"a.html#{BLOCK}", f"Title {BLOCK}"], f"two words {BLOCK}")
    assert block[1] == ["a.html#c1", NOTICE.title, "Clause", "QA-00123", "Tell at once.", ["9.4", "dev-notice"]]
    assert index_of(files)["count"] == BLOCK + 2


def test_a_site_without_entries_has_an_index() -> None:
    index = index_of(search_files([]))
    assert (index["count"], index["stop"], index["parts"], index["names"]) == (0, sorted(STOP_WORDS), {}, {})


def test_the_words_of_a_whole_sentence_are_no_title() -> None:
    long = Entry("a.html", "one two three four five six seven eight nine ten eleven", "Duty", "", "")
    assert found(search_files([page(long)]), "seven") == [0]


def test_a_kind_is_found_among_the_words() -> None:
    assert found(search_files([page(Entry("a.html", "Review", "Meetings", "", ""))]), "meetings") == [0]


def test_a_question_is_told_whose_agreement_it_names() -> None:
    one = agreement(id="one", companies=("Alder Ltd", "Birch GmbH"), products=("Solid 5 mg tablets",))
    other = replace(one, id="other", companies=("Alder Ltd", "Cedar GmbH"), products=("Placebo",))
    third = replace(one, id="third", companies=("Alder Ltd", "Elder GmbH"), products=())
    assert names_of(site(one, other, third)) == {
        "birch": ["one"],
        "cedar": ["other"],
        "elder": ["third"],
        "solid": ["one"],
    }
    numbered = names_of(site(replace(one, number="QA-00001"), replace(other, number="QA-00002"), third))
    assert (numbered["00001"], numbered["00002"]) == (["one"], ["other"])


def test_the_words_of_a_row_are_a_title_however_many_they_are() -> None:
    long = Entry("a.html", "one two three four five six seven eight nine ten eleven", "Responsibility matrix", "", "")
    assert found(search_files([page(long)]), "seven") == [1]


def test_a_question_is_told_which_kinds_of_entries_answer_it() -> None:
    kinds = {word: kinds for words, kinds in index_of(search_files([]))["kinds"] for word in words}
    assert kinds["who"]["Responsibility matrix"] > 1 > kinds["who"]["Value"]
    assert kinds["definition"]["Defined terms"] > 1


def test_words_of_one_meaning_lead_to_each_other() -> None:
    index = index_of(search_files([]))
    assert "notify" in index["like"]["report"]
    assert {"approve", "decision"} <= set(index["like"]["decide"])


def test_a_word_that_stands_everywhere_is_told_in_small_steps() -> None:
    files = search_files([page(*[Entry("a.html", "Notice", "Clause", "", "") for _ in range(1_000)])])
    assert found(files, "notice") == [2 * number + 1 for number in range(1_000)]
    assert max(len(data) for name, data in files.items() if "/t" in name) < 5_000


def test_parts_stay_small_enough_to_load_while_someone_types() -> None:
    words = [
        f"st{one}{two}{three}x{n}" for one in "abcdef" for two in "abcdef" for three in "abcdef" for n in range(30)
    ]
    entries = [Entry("a.html", word, "Clause", "", "") for word in words]
    files = search_files([page(*entries)])
    parts = [data for name, data in files.items() if "/t" in name]
    assert len(parts) > 1
    assert max(len(data) for data in parts) < 2 * LARGEST
    assert all(found(files, word) == [2 * number + 1] for number, word in list(enumerate(words))[::97])


@pytest.mark.parametrize(
    ("typed", "known"),
    [("Zürich", "zurich"), ("ÉTÉ", "ete"), ("ﬁnal", "final"), ("Łódź", "łodz"), ("СРОК", "срок"), ("日本", "日本")],
)
def test_accents_and_capitals_are_folded(typed: str, known: str) -> None:
    assert fold(typed) == known


def test_signs_part_words() -> None:
    assert tokens("R&D <b>dev_notice</b> 21CFR-211.22(a)") == (
        "r",
        "d",
        "b",
        "dev",
        "notice",
        "b",
        "21cfr",
        "211",
        "22",
    )


@given(st.lists(st.tuples(st.text(), st.text()), max_size=8))
def test_whatever_is_written_is_found_by_each_of_its_words(texts: list[tuple[str, str]]) -> None:
    entries = [Entry("a.html", title, "Clause", "", text) for title, text in texts]
    files = search_files([page(*entries)])
    assert files == search_files([page(*entries)])
    for number, ((_, title, _, _, text, _), _) in enumerate(together(hits_of(entries)[0])):
        assert {place >> 1 for word in tokens(f"{title} {text}") for place in found(files, word)} >= (
            {number} if tokens(f"{title} {text}") else set()
        )


HELP = """<h1 id="restyle">Restyle &amp; print</h1><p>Open <em>Word</em>.</p>
<h2 id="fonts">Fonts</h2><ul><li>One</li><li>Two</li></ul>"""


def test_a_handwritten_page_is_found_by_its_sections() -> None:
    assert list(help_entries("help/restyle.html", "Restyle & print", HELP)) == [
        Entry("help/restyle.html#restyle", "Restyle & print", "Help", "", "Open Word ."),
        Entry("help/restyle.html#fonts", "Fonts", "Help", "Restyle & print", "One Two"),
    ]
