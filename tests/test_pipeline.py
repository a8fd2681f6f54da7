"""Which verb follows which: an agreement leaves the line at its own errors, and takes no other with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostic import Span
from generator.document.blocks import Document
from generator.load.disk import UNREADABLE
from generator.making import made_files, proofs
from generator.pipeline import Reading, read_files, unknown_agreements
from generator.telling import status_rows
from tests.samples import sample_files

HOME = "agreements/aurelia-northbay/"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    """Return the workspace of the sample with a second agreement, ``twin``, that uses no company's library."""
    there = sample_files()
    record = there[f"{HOME}agreement.yaml"].decode()
    twin = record.replace("id: aurelia-northbay\n", "id: twin\n").replace("QA-00123", "QA-00124")
    twin = twin.replace(", companies/aurelia]", "]").replace("reviewed: {", "# reviewed: {")
    return {
        **there,
        "agreements/twin/agreement.yaml": twin.encode(),
        "agreements/twin/contacts.yaml": there[f"{HOME}contacts.yaml"],
    }


def sound(reading: Reading) -> dict[str, bool]:
    return {one.id: one.sound for one in reading.results}


def codes(reading: Reading, id_: str) -> set[str]:
    result = reading.result(id_)
    assert result
    return {one.code for one in result.found if one.severity == "error"}


def test_both_agreements_are_sound(files: Files) -> None:
    assert sound(read_files(files)) == {"aurelia-northbay": True, "twin": True}


def test_an_agreement_that_cannot_be_read_stops_itself_only(files: Files) -> None:
    reading = read_files({**files, "agreements/twin/agreement.yaml": b"id: [\n"})
    assert sound(reading) == {"aurelia-northbay": True, "twin": False}
    assert codes(reading, "twin")


def test_an_agreement_with_a_wrong_reference_stops_itself_only(files: Files) -> None:
    clause = b"---\nid: dev-own\ntopic: DEV\ntitle: Own\n---\nSee @nowhere.\n"
    reading = read_files({**files, "agreements/twin/clauses/dev-own.md": clause})
    assert sound(reading) == {"aurelia-northbay": True, "twin": False}
    assert codes(reading, "twin") == {"broken-reference"}
    assert not codes(reading, "aurelia-northbay")


def test_an_error_in_a_library_stops_those_that_use_it(files: Files) -> None:
    broken = {"clauses/companies/aurelia/values.yaml": b"- {id: change-notice, defalt: 1 week}\n"}
    reading = read_files({**files, **broken})
    assert sound(reading) == {"aurelia-northbay": False, "twin": True}
    assert codes(reading, "aurelia-northbay") == {"unknown-field"}
    assert sound(read_files({**files, "clauses/core/roles.yaml": b"- {id: x}\n"})) == {
        "aurelia-northbay": False,
        "twin": False,
    }


def test_a_file_that_could_not_be_read_stops_the_agreement_it_belongs_to(files: Files) -> None:
    path = "agreements/twin/clauses/dev-notification.md"
    reading = read_files(files, [UNREADABLE.at(Span(path), "cannot be read")])
    assert sound(reading) == {"aurelia-northbay": True, "twin": False}
    assert codes(reading, "twin") == {"unreadable-file"}


def test_a_fault_of_a_library_is_told_once_and_belongs_to_each_agreement(files: Files) -> None:
    clause = b"---\nid: dev-more\ntopic: DEV\ntitle: More\n---\nSee @nowhere.\n"
    reading = read_files({**files, "clauses/core/dev/dev-more.md": clause})
    assert len([one for one in reading.found if one.code == "broken-reference"]) == 1
    assert all(codes(reading, id_) == {"broken-reference"} for id_ in sound(reading))


def test_an_unknown_agreement_is_named_with_the_nearest(files: Files) -> None:
    reading = read_files(files)
    assert not unknown_agreements(reading, ["twin"])
    (fault,) = unknown_agreements(reading, ["twim"])
    assert (fault.code, fault.hint) == ("no-such-agreement", 'did you mean "twin"?')


def test_the_rows_of_status_count_what_stops_an_agreement(files: Files, tmp_path: Path) -> None:
    reading = read_files({**files, "clauses/companies/aurelia/values.yaml": b"- {id: x, defalt: 1}\n"})
    rows = {row["id"]: row for row in status_rows(tmp_path, reading)}
    assert rows["aurelia-northbay"]["findings"].startswith("1 error")
    assert rows["twin"]["findings"] == "1 note"
    assert rows["twin"]["build"] == "not built"


def test_a_file_that_lacks_a_text_of_its_tree_is_not_published(files: Files) -> None:
    reading = read_files(files)
    result = reading.result("twin")
    assert result
    made = made_files(reading.workspace, result)
    prove = proofs([result])
    assert [found for path, data in made.items() for found in prove(path, data)] == []
    other = replace(result, documents={id_: retitled(tree) for id_, tree in result.documents.items()})
    lost = {path: proofs([other])(path, data) for path, data in made.items()}
    assert {path.rpartition(".")[2] for path, found in lost.items() if found} == {"docx", "json"}
    assert {one.code for found in lost.values() for one in found} == {"lost-text"}


def retitled(document: Document) -> Document:
    """Return *document* with another title for its first chapter."""
    first, *others = document.chapters
    return replace(document, chapters=(replace(first, title="A title that nobody printed"), *others))
