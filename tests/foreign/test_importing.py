"""An agreement of others becomes a folder that builds, and no word of it goes without a trace."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest

from generator.diagnostic import Diagnostic
from generator.document.walk import tables
from generator.foreign.parties import in_text
from generator.foreign.words import words_of
from generator.importing import Imported, drawn, import_agreement, lines_of_import
from generator.model.imported import Fate, Passage
from generator.pipeline import Reading
from tests.foreign.conftest import imported, libraries
from tests.foreign.papers import (
    PAPERS,
    beside_the_text,
    odd_corners,
    of_the_library,
    tracked,
    typed_numbers,
    under_another_title,
)

NAMES = sorted(PAPERS)


def raw_words(data: bytes) -> Counter[str]:
    """Return the words of a Word file, read from its XML without our reader."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|comments)\.xml", name):
                xml = package.read(name).decode()
                for paragraph in re.split(r"</w:p>", xml):
                    pieces = re.finditer(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)\s*/>", paragraph)
                    text = "".join(one[1] if one[1] is not None else " " for one in pieces)
                    found.update(words_of(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")))
    return found


def told_words(made: Imported) -> Counter[str]:
    """Return the words of every passage of a report, their numbers included."""
    return Counter(word for one in made.report.passages for word in words_of(f"{one.number} {one.text}"))


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_no_errors_and_prints(name: str) -> None:
    made = imported(name)
    assert made.found == ()
    assert made.result is not None
    assert made.result.documents["quality-agreement"].chapters


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_source_is_in_the_report(name: str) -> None:
    assert not raw_words(PAPERS[name]()) - told_words(imported(name))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_stands_in_the_folder(name: str) -> None:
    made = imported(name)
    for one in made.report.passages:
        if one.fate is Fate.KEPT:
            assert not gone(made, one), one


def gone(made: Imported, passage: Passage) -> Counter[str]:
    """Return the words of a passage that its place in the folder does not have; a reference may be another word."""
    there = Counter(words_of("\n".join(files_of(made, passage.where))))
    linked = Counter(
        word for at, said, to, _ in made.report.references if to and int(at) == passage.at for word in words_of(said)
    )
    return Counter(words_of(passage.text)) - there - linked


def files_of(made: Imported, where: str) -> list[str]:
    """Return the texts in which *where* stands: a clause file, or the files of rows."""
    texts = {path: data.decode() for path, data in made.files.items() if path.endswith((".md", ".yaml"))}
    own = [text for path, text in texts.items() if path.endswith(f"/clauses/{where}.md")]
    return own or [text for path, text in texts.items() if path.endswith(".yaml") and where in text]


def test_tracked_changes_are_refused_until_somebody_says_which_text_is_meant(reading: Reading) -> None:
    data = tracked(typed_numbers())
    refused = import_agreement(reading, "a", "a.docx", data)
    assert isinstance(refused, list)
    assert [one.code for one in refused] == ["undecided-changes"]
    taken = import_agreement(reading, "a", "a.docx", data, changes="accepted")
    assert isinstance(taken, Imported)
    assert "Document No" in str(next(one.text for one in taken.report.passages if "QAA-2291" in one.text))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged-package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old-format"),
        (b"<html>", "not-a-package"),
        (typed_numbers()[:4000], "damaged-package"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(reading: Reading, data: bytes, code: str) -> None:
    refused = import_agreement(reading, "a", "a.docx", data)
    assert isinstance(refused, list)
    assert code in [one.code for one in refused]


def test_a_taken_name_is_refused(reading: Reading) -> None:
    refused = import_agreement(reading, "No Name", "a.docx", typed_numbers())
    assert isinstance(refused, list)
    assert [type(one) for one in refused] == [Diagnostic]


def test_an_unknown_library_is_refused_with_the_nearest(reading: Reading) -> None:
    refused = import_agreement(reading, "a", "a.docx", typed_numbers(), layers=["profiles/laboratry"])
    assert isinstance(refused, list)
    assert [(one.code, one.hint) for one in refused] == [("unknown-answer", 'did you mean "profiles/laboratory"?')]


def test_a_draft_that_cannot_be_read_says_why(reading: Reading) -> None:
    result = drawn(reading, "a", {"agreements/a/agreement.yaml": b"id: a\n"})
    assert result is not None
    assert "missing-field" in [one.code for one in result.found]


# Structure and references


def clause(made: Imported, id_: str) -> str:
    """Return the text of a clause file."""
    name = f"/clauses/{id_}.md"
    return next(data.decode().split("---\n")[2] for path, data in made.files.items() if path.endswith(name))


def rows(made: Imported, kind: str) -> str:
    """Return a file of rows."""
    return next(data.decode() for path, data in made.files.items() if path.endswith(f"/{kind}.yaml"))


def test_typed_numbers_become_paragraphs_and_items_and_references_follow() -> None:
    text = clause(imported("typed-numbers"), "imp-deviations-and-investigations")
    assert (
        "\n(b) the facts known so far, namely\n  (i) time and place,\n  (ii) persons present; and\n(c) the measures"
        in text
    )
    assert "@imp-deviations-and-investigations.2(c) applies to the interim report" in text
    assert "the meeting under @imp-meetings.1." in text


def test_a_reference_to_another_document_stays_as_typed() -> None:
    made = imported("typed-numbers")
    assert "Article 31 of Directive 2001/83/EC stays" in clause(made, "imp-meetings")
    assert ("Article 31", "") in [(said, to) for _, said, to, _ in made.report.references]


def test_a_computed_reference_follows_its_bookmark() -> None:
    assert "notified under @imp-duty-to-notify.1 names" in clause(imported("styled-headings"), "imp-investigation")


def test_chapters_stand_in_the_order_of_the_source_with_its_titles() -> None:
    made = imported("styled-headings")
    assert made.result
    document = made.result.documents["quality-agreement"]
    assert [one.title for one in document.chapters] == ["Scope", "Deviations", "Retention of records"]
    assert [one.path for one in document.chapters] == ["IMP-01", "DEV", "IMP-03"]


def test_parties_come_with_address_number_country_and_side() -> None:
    text = rows(imported("typed-numbers"), "agreement")
    assert "name: Halvorsen Example AS, registration: 000 221 900" in text
    assert 'address: "4 Eksempelgata, Oslo, Norway", country: "NO"' in text
    assert "printed-as: Customer" in text


def test_a_word_for_a_party_needs_no_quotation_marks() -> None:
    lines = "Alder Example Ltd, 1 Lane, Cork (the Client) and Birch Example AG, Weg 2, Bern (the Manufacturer)."
    assert [(one.name, one.word) for one in in_text(0, lines)] == [
        ("Alder Example Ltd", "Client"),
        ("Birch Example AG", "Manufacturer"),
    ]


def test_three_parties_have_a_term_each_and_a_head_of_quality() -> None:
    made = imported("three-parties")
    assert "role: third" in rows(made, "agreement")
    assert "third-head-of-quality" in rows(made, "contacts")
    assert "each of the [Licence Holder], the [Manufacturer] and the [Testing Laboratory]." in rows(made, "terms")


# Definitions


def test_definitions_that_texts_use_become_terms_and_the_others_stay_in_the_text() -> None:
    made = imported("typed-numbers")
    assert "term: Quality Event, definition: a departure from an approved instruction" in rows(made, "terms")
    assert "each [Quality Event] on the day" in clause(made, "imp-deviations-and-investigations")
    assert '"GMP" means the rules' in clause(made, "imp-definitions")


def test_a_table_of_terms_becomes_terms() -> None:
    made = imported("german-names")
    assert "{id: charge, term: Charge, definition:" in rows(made, "terms")
    assert ":: matrix definitions" in clause(made, "imp-definitions")
    assert made.result
    printed = [row.path for row in tables(made.result.documents["quality-agreement"]) if row.matrix == "definitions"]
    assert printed


# The matrix of responsibilities


def test_crosses_become_codes_and_what_two_crosses_mean_is_a_guess() -> None:
    made = imported("crosses")
    text = rows(made, "responsibilities")
    assert "{id: RM-038," in text
    assert "giver: none, acceptor: R/A" in text
    assert 'each-own: "true"' in text
    assert any(one.subject == "responsibility" for one in made.report.guesses)


def test_a_line_that_no_row_can_say_stands_in_a_table_below() -> None:
    made = imported("crosses")
    assert "Archive artwork" in rows(made, "tables")
    assert "Archive artwork" not in rows(made, "responsibilities")
    assert ":: matrix responsibilities\n\n:: matrix imp-table-1" in clause(made, "imp-division-of-responsibilities")


def test_letters_of_three_parties_become_rows() -> None:
    text = rows(imported("three-parties"), "responsibilities")
    assert "giver: I, acceptor: C, third: R/A" in text
    assert 'note: "At once by telephone"' in text or "note: At once by telephone" in text
    assert "{id: RM-044, amends:" in text
    for left in ("Train staff", "Store retention samples"):
        assert left in rows(imported("three-parties"), "tables")


def test_sentences_become_rows_of_who_has_them() -> None:
    text = rows(imported("sentences"), "responsibilities")
    assert "The [Principal] decides on a recall" in text
    assert "print: {responsibilities: sentences}" in rows(imported("sentences"), "agreement")
    assert "title: Complaints" in rows(imported("sentences"), "chapters")


# The library


def text_of_the_library(id_: str, position: str) -> str:
    """Return what a clause of the library prints, its values apart."""
    path = next(one for one in libraries().files if one.endswith(f"/{id_}.md"))
    text = libraries().files[path].decode()
    part = text.split(f"## {position}\n")[1] if position else text.split("---\n")[2]
    return re.sub(r"[\[\]]", "", part.split("\n## ")[0].strip())


def test_a_clause_that_says_what_the_library_says_is_taken_from_it(reading: Reading) -> None:
    body = re.sub(r"\{\{ [\w-]+ \}\}", "five (5) working days", text_of_the_library("dev-decisions", ""))
    made = import_agreement(reading, "a", "a.docx", of_the_library(body, "Tracking and record of decisions"))
    assert isinstance(made, Imported)
    assert made.found == ()
    assert "takes: [dev-decisions]" in rows(made, "agreement")
    assert "is: 5 business days" in rows(made, "agreement")
    assert {one.fate for one in made.report.passages if one.where == "dev-decisions"} == {Fate.MATCHED}


def test_a_chapter_whose_clauses_the_library_has_elsewhere_is_left_and_leads_to_its_clause(reading: Reading) -> None:
    body = re.sub(r"\{\{ [\w-]+ \}\}", "five (5) working days", text_of_the_library("dev-decisions", ""))
    data = under_another_title(("Tracking and record of decisions", body))
    made = import_agreement(reading, "a", "a.docx", data)
    assert isinstance(made, Imported)
    assert made.found == ()
    title = next(one for one in made.report.passages if one.text == "Odd events")
    assert (title.fate, title.note) == (Fate.LEFT, "does not print; its text prints under Deviations")
    assert "files what @dev-decisions asks for" in clause(made, "imp-filing")
    assert made.result is not None
    assert [one.title for one in made.result.documents["quality-agreement"].chapters] == ["Deviations", "Filing"]


def test_a_reference_to_a_chapter_whose_several_clauses_print_elsewhere_keeps_its_words_and_is_told(
    reading: Reading,
) -> None:
    bodies = [text_of_the_library(one, "") for one in ("dev-decisions", "dev-open-reporting")]
    bodies = [re.sub(r"\{\{ [\w-]+ \}\}", "five (5) working days", one) for one in bodies]
    named = zip(("Tracking and record of decisions", "Open reporting"), bodies, strict=True)
    made = import_agreement(reading, "a", "a.docx", under_another_title(*named))
    assert isinstance(made, Imported)
    assert made.found == ()
    assert "files what Section 1 asks for" in clause(made, "imp-filing")
    assert [(said, target) for _, said, target, _ in made.report.references] == [("Section 1", "")]


def test_a_clause_that_is_alike_lies_over_the_library_and_keeps_its_words(reading: Reading) -> None:
    body = re.sub(r"\{\{ [\w-]+ \}\}", "24 hours", text_of_the_library("dev-decisions", ""))
    other = body.replace("shall decide by risk which", "may choose which").replace(
        "in its own quality system", "in its register"
    )
    made = import_agreement(reading, "a", "a.docx", of_the_library(other, "Tracking and record of decisions"))
    assert isinstance(made, Imported)
    assert made.found == ()
    assert "may choose which" in clause(made, "dev-decisions")
    assert "takes: [" not in rows(made, "agreement")
    near = [one for one in made.report.passages if one.fate is Fate.CLOSE and one.pieces]
    assert ("+", "may choose") in near[0].pieces


def test_a_limit_in_the_text_is_listed_with_the_value_it_may_be(reading: Reading) -> None:
    body = re.sub(r"\{\{ [\w-]+ \}\}", "two (2) business days", text_of_the_library("dev-decisions", "")).replace(
        "shall store", "keeps"
    )
    data = of_the_library(body.replace("shall store", "keeps"), "Records")
    made = import_agreement(reading, "a", "a.docx", data)
    assert isinstance(made, Imported)
    found = [(words, value) for _, words, value, _ in made.report.limits]
    assert ("two (2) business days = 2 business days", "decision-record") in found


# What is open


def test_a_name_behind_name_signs_for_the_party_of_its_block() -> None:
    people = rows(imported("typed-numbers"), "contacts")
    assert re.search(r"party: giver, name: Ingrid Eksempel, .*title: Head of Quality", people)
    assert re.search(r"party: acceptor, name: Koen Voorbeeld, .*title: QA Director", people)


def test_the_report_sets_the_numbers_of_the_source_beside_those_of_the_draft() -> None:
    numbers = dict(imported("typed-numbers").report.numbers)
    assert (numbers["3.2"], numbers["3.2(b)(ii)"]) == ("3.1.2", "3.1.2(b)(ii)")


def test_a_blank_in_the_source_is_an_open_point(reading: Reading) -> None:
    made = import_agreement(
        reading, "a", "a.docx", of_the_library("The annual fee is ____ and TBD by the parties.", "Fees")
    )
    assert isinstance(made, Imported)
    assert made.found == ()
    assert '{{? "____" in the source }} and {{? "TBD" in the source }}' in clause(made, "imp-fees")


def test_the_report_says_what_the_draft_prints_in_words_of_its_own() -> None:
    said = "\n".join(imported("crosses").report.added)
    assert "note of the matrix of responsibilities" in said
    assert "Above the signatures" in said


def test_the_same_file_gives_the_same_bytes(reading: Reading) -> None:
    data = PAPERS["crosses"]()
    made = [import_agreement(reading, "crosses", "crosses.docx", data) for _ in range(2)]
    first, second = (one.files for one in made if isinstance(one, Imported))
    assert first == second


def test_what_stands_beside_the_text_is_carried_or_listed_as_left(reading: Reading) -> None:
    made = import_agreement(reading, "beside", "beside.docx", beside_the_text())
    assert isinstance(made, Imported), made
    assert made.found == ()
    left = {(one.place, one.text): one.note for one in made.report.passages if one.fate is Fate.LEFT}
    assert {
        ("footnote", "Originals only."): "stands beside the text",
        ("endnote", "Since the year 2019."): "stands beside the text",
        ("comment", "Who pays?"): "stands beside the text; written by Kim Example, 2026-03-04",
        ("header", "Confidential QAA-77"): "stands beside the text",
        ("hidden text", "Hint for drafters."): "does not show on a page",
        ("hidden text", "Covered words"): "stands in a cell that is merged with the one above, and does not show",
        ("cover", "Please read with the cover letter."): "stands before the first chapter",
        ("cover", "Quality Agreement, as amended"): 'title of the document; not in the draft: "as amended"',
        ("cover", "Document No.: QAA-77, supersedes version 3"): (
            'number of the document; not in the draft: "supersedes version 3"'
        ),
    }.items() <= left.items()
    (parties,) = [note for (place, _), note in left.items() if place == "parties"]
    assert parties.endswith('not in the draft: "Contact: desk … Ms Prove"')
    where = {one.text: (one.at, one.note) for one in made.report.passages}
    assert where["Who pays?"][0] == where["Originals only."][0] == where["The Supplier keeps each record."][0]
    assert "Loss of a record is a deviation." in where
    assert where["The Supplier keeps each record."][1] == "without its 1 footnote, 1 endnote, listed as left"
    assert "of each loss: \u2612 by mail, filed monthly." in "".join(map(str, where))
    assert [one.taken for one in made.report.guesses if one.subject == "struck-out words"] == [
        'kept as text: "without charge"'
    ]
    (said,) = [line for line in lines_of_import(made, dry_run=True) if "beside the text" in line]
    assert said.strip() == ("of those left, beside the text: 1 footnote, 1 endnote, 1 comment, 1 header, 2 hidden text")


def test_a_term_no_text_uses_and_a_table_of_signatures_are_listed_and_guessed_parties_too(reading: Reading) -> None:
    made = import_agreement(reading, "odd", "odd.docx", odd_corners())
    assert isinstance(made, Imported), made
    assert made.found == ()
    told = {one.text: (one.fate, one.note) for one in made.report.passages}
    assert told["Widget | a thing of no use"] == (Fate.KEPT, "a term that no text uses")
    assert "a thing of no use" in rows(made, "tables")
    assert next(fate for text, (fate, _) in told.items() if "Name: Kim Example" in text) is Fate.LEFT
    assert "name: Kim Example" in rows(made, "contacts")
    assert "name: Jo Sample" in rows(made, "contacts")
    guesses = {one.subject: (one.taken, one.why) for one in made.report.guesses}
    assert guesses["party (giver)"][0] == "Alder Example Ltd"
    assert "the order of the parties decided" in guesses["party (giver)"][1]
