"""What is told of faults that several agreements meet, and which name was meant by a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import pytest

from generator.author.desk import BY_HAND
from generator.diagnostic import KINDS, MOST_ANSWERS, Diagnostic, Severity, Span, closest, kind, order, spellings

ROOT = Path(__file__).resolve().parents[1]


def fault(agreement: str, message: str, *, line: int = 1, hint: str = "results: R") -> Diagnostic:
    """Return a fault of the library, as *agreement* tells it."""
    span = Span("clauses/core/permissions.yaml", line, 1)
    return Diagnostic("unsegregated-duties", Severity.ERROR, span, message, hint, (), agreement)


def test_a_fault_of_the_library_is_told_once_though_agreements_call_the_role_otherwise() -> None:
    several = [fault("one", "Data management may both"), fault("two", "Quality may both")]
    assert [found.message for found in order(several)] == ["Data management may both"]


def test_faults_that_other_edits_mend_and_several_of_one_agreement_all_stay() -> None:
    several = [
        fault("one", "A"),
        fault("one", "B"),
        fault("two", "C", line=2),
        fault("two", "D", hint="results: none"),
        fault("two", "E", hint=""),
        fault("one", "F", hint=""),
    ]
    assert [found.message for found in order(several)] == ["A", "B", "D", "E", "F", "C"]


def test_two_kinds_of_fault_never_share_a_code() -> None:
    code = BY_HAND.code
    with pytest.raises(ValueError, match=f"two kinds of fault share the code {code}"):
        kind(code, "Another fault.", matters="Somebody would look up the wrong one.", cure="Take another code.")
    assert KINDS[code] is BY_HAND


def library_ids() -> list[str]:
    """Return the ids of the values and terms of the library: words, some of them much alike."""
    rows = [(ROOT / "clauses" / "core" / name).read_text(encoding="utf-8") for name in ("values.yaml", "terms.yaml")]
    return sorted({id_ for text in rows for id_ in re.findall(r"\bid: ([a-z0-9-]+)", text)})


def misspelt(id_: str) -> list[str]:
    """Return *id_* with two letters that changed places, one left out, one too many and another one."""
    at = len(id_) // 2
    turned = id_[: at - 1] + id_[at] + id_[at - 1] + id_[at + 1 :]
    return [turned, id_[:at] + id_[at + 1 :], f"{id_[:at]}x{id_[at:]}", f"{id_[:at]}x{id_[at + 1 :]}", f"x{id_}"]


def test_the_closest_of_many_names_is_the_one_that_holding_each_against_the_word_finds() -> None:
    ids = library_ids()
    assert len(ids) > 300
    words = [word for id_ in ids[::7] for word in misspelt(id_)]
    assert [closest(word, ids) for word in words] == [
        next(iter(get_close_matches(word, ids, n=1, cutoff=0.6)), "") for word in words
    ]


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("feild", ["field", "title"], "field"),
        ("feild", [], ""),
        ("", ["field"], ""),
        ("title", [f"name-{at}" for at in range(90)], ""),
        ("name-7", [f"name-{at}" for at in range(90)], "name-7"),
        ("nmae-77", {f"name-{at}" for at in range(90)}, "name-77"),
        ("fild", (name for name in ("title", "field")), "field"),
    ],
)
def test_a_word_is_answered_with_the_name_that_shares_most_of_it(word: str, known: Iterable[str], near: str) -> None:
    assert closest(word, known) == near


def test_more_words_than_are_kept_are_all_answered() -> None:
    names = [f"name-{at}" for at in range(100)]
    words = [f"naem-{at % 100}{'x' * (at // 100)}" for at in range(2 * MOST_ANSWERS)]
    assert [closest(word, names) for word in words][:100] == names
    assert len(spellings(frozenset(names)).answers) <= MOST_ANSWERS
