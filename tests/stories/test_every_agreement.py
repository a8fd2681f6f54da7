"""Each agreement of this repository is in order, and independent readers find its Word files so."""

from __future__ import annotations

import re
import shutil
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.document.blocks import Clause, Document
from generator.document.registers import Met
from generator.document.walk import sections, tables
from generator.making import made_files, proofs
from generator.pipeline import Reading, Result, read
from generator.read.soundness import faults_of_word_file
from tests.render.word.conftest import convert
from tests.render.word.test_office import text_of

ROOT = Path(__file__).resolve().parents[2]
AGREEMENTS = sorted(folder.name for folder in (ROOT / "agreements").iterdir() if folder.is_dir())
SAMPLE = "aurelia-northbay"


@cache
def reading() -> Reading:
    """Return this repository's workspace, read once."""
    return read(ROOT)


@cache
def made(id_: str) -> dict[str, bytes]:
    """Return the files of an agreement, made once."""
    return made_files(reading().workspace, agreement(id_))


def agreement(id_: str) -> Result:
    """Return an agreement after the line."""
    result = reading().result(id_)
    assert result, id_
    return result


def word_files(id_: str) -> dict[str, bytes]:
    """Return the Word files of an agreement."""
    return {path: data for path, data in made(id_).items() if path.endswith(".docx")}


def test_no_file_of_this_repository_has_an_error_or_a_warning() -> None:
    assert AGREEMENTS
    assert [str(one) for one in reading().found if one.severity in ("error", "warning")] == []


@pytest.mark.parametrize("id_", AGREEMENTS)
def test_a_limit_before_its_event_is_never_counted_from_it(id_: str) -> None:
    for one in agreement(id_).obligations:
        word = one.sentence.partition(one.limit)[2].split()[:1] if one.limit else []
        assert one.ahead == (word == ["before"]), one.sentence


@pytest.mark.parametrize("id_", AGREEMENTS)
def test_each_limit_of_a_duty_stands_in_the_register_with_its_event(id_: str) -> None:
    limit = re.compile(
        r"(?:within|later than) \d+\s(?:minutes?|hours?|(?:Working|Business|Calendar) \w+|months?)\s(?!of )",
        re.IGNORECASE,
    )
    for one in agreement(id_).obligations:
        if limit.search(one.sentence):
            assert one.limit, one.sentence
            assert one.starts, one.sentence


@pytest.mark.parametrize("id_", AGREEMENTS)
def test_an_agreement_is_made_whole_and_reads_back(id_: str) -> None:
    result = agreement(id_)
    assert result.sound
    prove = proofs([result])
    assert [str(one) for path, data in made(id_).items() for one in prove(path, data)] == []
    endings = [path.rpartition(".")[2] for path in made(id_)]
    assert (endings.count("docx"), endings.count("xlsx")) == (len(result.made) + len(result.forms), 2)
    assert [one for path, data in word_files(id_).items() for one in faults_of_word_file(path, data)] == []


def test_two_validators_find_nothing_in_the_documents_of_the_sample(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ooxml_integrity import check
        from openxml_audit import OpenXmlValidator

        assert len(word_files(SAMPLE)) == len(agreement(SAMPLE).made) + len(agreement(SAMPLE).forms)
        for path, data in word_files(SAMPLE).items():
            file = tmp_path / path.rpartition("/")[2]
            file.write_bytes(data)
            assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
            assert [str(finding) for finding in check(str(file))] == []


def headings(document: Document) -> Iterator[str]:
    """Yield number and title of every chapter, annex and numbered clause, in printed order."""
    for section in sections(document):
        yield normal(f"{section.number.label} {section.title}")
        for block in section.blocks:
            if isinstance(block, Clause) and block.number.label:
                yield normal(f"{block.number.label} {block.title}")


def normal(text: str) -> str:
    """Return *text* in small letters, on one line."""
    return re.sub(r"\s+", " ", text).lower()


def test_libreoffice_prints_the_numbers_of_the_tree_before_its_titles(tmp_path: Path) -> None:
    for program in ("soffice", "pdftotext"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    path = next(path for path in word_files(SAMPLE) if "Quality Agreement" in path)
    (tmp_path / "a.docx").write_bytes(word_files(SAMPLE)[path])
    convert(f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "pdf", tmp_path, tmp_path / "a.docx")
    shown = normal(text_of(tmp_path / "a.pdf", "-layout"))
    expected = list(headings(agreement(SAMPLE).documents["quality-agreement"]))
    assert len(expected) > 50
    at = shown.rindex(f" {expected[0]} ")  # behind the table of contents
    for heading in expected:
        at = shown.find(f" {heading} ", at)
        assert at >= 0, heading


@pytest.mark.parametrize("id_", AGREEMENTS)
def test_every_founding_requirement_lands_in_print(id_: str) -> None:
    founding = [one for one in agreement(id_).coverage if one.kind == "requirement"]
    assert founding
    assert [one.id for one in founding if one.met is Met.GAP] == []


@pytest.mark.parametrize("id_", AGREEMENTS)
def test_departures_are_told_in_the_words_of_the_agreement(id_: str) -> None:
    told = [text for one in agreement(id_).departures for text in (one.title, one.standard, one.here)]
    assert told
    assert [text for text in told if re.search(r"\[[A-Z]|\{\{|@\w", text)] == []


def test_no_column_is_headed_like_the_party_that_prints_as_owner() -> None:
    heads = {
        (table.path, column.title)
        for document in agreement("aurelia-kestrel").documents.values()
        for table in tables(document)
        for column in table.columns
    }
    assert {"Operated by", "Code given by", "Delivered by"} <= {title for _, title in heads}
    assert {path.rpartition("/")[2] for path, title in heads if title.startswith("Owner")} == {"responsibilities"}
