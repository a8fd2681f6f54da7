"""What the library says word for word is taken from it once, and only where it says what the source says."""

from __future__ import annotations

import re
from functools import cache

import pytest
from docx import Document

from generator.document.printed import printed_texts
from generator.importing import Imported, import_agreement
from generator.model.imported import Fate
from tests.foreign.conftest import libraries
from tests.foreign.papers import grid, said, saved
from tests.foreign.test_importing import rows, text_of_the_library

PARTIES = (
    'Alder Example Ltd, 1 Sample Lane, Cork, Ireland ("Contract Giver") and '
    'Birch Example Ltd, 2 Sample Lane, Cork, Ireland ("Contract Acceptor")'
)


def title_of(id_: str) -> str:
    return libraries().workspace.layers["core"].clauses[id_].clause.title


def words_of(id_: str, **values: str) -> str:
    """Return the words of a clause of the library, with these values, each other one being a day."""
    return re.sub(
        r"\{\{ ([\w-]+) \}\}",
        lambda one: values.get(one[1].replace("-", "_"), "24 hours"),
        text_of_the_library(id_, ""),
    )


@cache
def made_of(*clauses: tuple[str, str]) -> Imported:
    """Return the import of a file of one chapter with these clauses, each a title and its paragraphs."""
    document = Document()
    said(document, "Quality Agreement")
    said(document, PARTIES)
    document.add_heading("1 Deviations", 1)
    for count, (title, words) in enumerate(clauses, 1):
        if title:
            document.add_heading(f"1.{count} {title}", 2)
        for paragraph in words.split("\n\n"):
            if paragraph.startswith("|"):
                grid(document, [paragraph.strip("| ").split(" | "), ["Critical", "Both"]])
            else:
                said(document, paragraph.replace("\n", " "))
    made = import_agreement(libraries(), "a", "a.docx", saved(document))
    assert isinstance(made, Imported), made
    assert made.found == ()
    return made


def printed(made: Imported) -> str:
    assert made.result is not None
    return (
        "\n".join(printed_texts(made.result.documents["quality-agreement"]))
        .replace("\u00a0", " ")
        .replace("Business Day", "business day")
    )


def fates(made: Imported) -> dict[str, str]:
    """Return what became of each clause, by where it stands here."""
    return {
        one.where: str(one.fate) for one in made.report.passages if one.fate in (Fate.MATCHED, Fate.CLOSE, Fate.KEPT)
    }


def test_a_clause_that_the_source_says_twice_prints_twice_each_with_its_own_limit() -> None:
    id_ = "dev-decisions"
    made = made_of((title_of(id_), words_of(id_)), (title_of(id_), words_of(id_, decision_record="5 business days")))
    assert printed(made).count("The Contract Giver shall record in that system each decision") == 2
    assert "within 24 hours after the decision" in printed(made)
    assert "within 5 business days after the decision" in printed(made)
    assert fates(made) | {"DEV": ""} == {
        "DEV": "",
        "dev-decisions": "matched",
        "imp-tracking-and-record-of-decisions-2": "kept",
    }


def test_of_two_clauses_that_share_a_value_and_say_two_one_keeps_its_words() -> None:
    first = words_of("dev-extension", extension_answer="1 business day", extension_count="2 times")
    second = words_of("capa-due-dates", extension_answer="3 business days", extension_count="2 times")
    made = made_of((title_of("dev-extension"), first), (title_of("capa-due-dates"), second))
    assert "within 1 business day" in printed(made)
    assert "within 3 business days" in printed(made)
    assert sorted(fates(made)[id_] for id_ in ("dev-extension", "capa-due-dates")) == ["close", "matched"]


def test_a_limit_of_the_law_that_the_source_says_otherwise_keeps_the_words_of_the_source() -> None:
    id_ = "dev-distributed"
    made = made_of((title_of(id_), words_of(id_, defect_notice="9 hours")))
    assert "9 hours" in printed(made)
    assert fates(made)[id_] == "close"
    assert "is: 9 hours" not in rows(made, "agreement")


def test_a_clause_of_another_document_of_ours_keeps_its_words_where_the_source_has_it() -> None:
    made = made_of((title_of("dg-retention"), words_of("dg-retention")))
    assert "Each Party shall keep the data readable for the whole period." in printed(made)
    assert fates(made)["dg-retention"] == "close"


def test_a_paragraph_among_others_is_taken_and_those_round_it_stay() -> None:
    bell = "The Contract Acceptor rings the bell of the plant each morning at nine and writes it down."
    old = "The plant has two bells and one of them is old and not rung any more."
    made = made_of(("", f"{bell}\n\n{words_of('dev-decisions')}\n\n{old}"))
    lines = printed(made)
    assert lines.index(bell) < lines.index("The Contract Giver shall record in that system") < lines.index(old)
    assert fates(made)["dev-decisions"] == "matched"


def test_a_paragraph_under_another_title_keeps_that_title() -> None:
    made = made_of(("Bells and decisions", words_of("dev-decisions")))
    assert "Bells and decisions" in printed(made)
    assert fates(made)["dev-decisions"] == "close"


def referring(id_: str, to: str) -> tuple[str, str]:
    """Return a clause of the library whose references lead to *to*."""
    return title_of(id_), re.sub(r"@[\w()-]+", to, words_of(id_))


@pytest.mark.parametrize(
    ("to", "fate"),
    [("clause 1.2", "matched"), ("clause 1.1", "close"), ("clause 1.2.1", "close"), ("clause 7.1", "close")],
)
def test_a_clause_is_taken_only_when_its_references_lead_where_those_of_the_library_do(to: str, fate: str) -> None:
    id_ = "subc-emergency"
    made = made_of(referring(id_, to), (title_of("subc-approval"), words_of("subc-approval")))
    assert fates(made)[id_] == fate
    assert printed(made).count("dev-") == 0


def test_a_clause_that_refers_to_one_that_the_source_lacks_keeps_its_words() -> None:
    made = made_of(referring("subc-emergency", "clause 7.1"))
    assert "clause 7.1" in printed(made)
    assert fates(made)["subc-emergency"] == "close"


def test_a_clause_that_the_source_says_twice_word_for_word_prints_twice() -> None:
    both = (title_of("dev-decisions"), words_of("dev-decisions"))
    assert printed(made_of(both, both)).count("The Contract Giver shall record in that system each decision") == 2


def test_a_table_inside_a_run_of_paragraphs_ends_the_run() -> None:
    made = made_of((title_of("dev-decisions"), f"{words_of('dev-decisions')}\n\n| Class | Who |\n\nThe end of it."))
    assert "Class" in printed(made)
    assert fates(made)["dev-decisions"] != "matched"
