"""An agreement of others becomes a folder that builds, and no word of it goes without a trace."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest

from generator.diagnostic import Diagnostic
from generator.foreign.words import words_of
from generator.importing import Imported, import_agreement
from generator.model.imported import Fate, Passage
from generator.pipeline import Reading
from tests.foreign.conftest import imported
from tests.foreign.papers import PAPERS, tracked, typed_numbers

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


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_no_errors_and_prints(name: str) -> None:
    made = imported(name)
    assert made.found == ()
    assert made.result is not None
    assert made.result.documents["quality-agreement"].chapters


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_source_is_in_the_report(name: str) -> None:
    told: Counter[str] = Counter()
    for one in imported(name).report.passages:
        told.update(words_of(f"{one.number} {one.text}"))
    missing = raw_words(PAPERS[name]()) - told
    assert not missing


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
