"""The next redline answers: replies to their comments, and why a proposal of theirs is not in the text."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree

from generator import reviewing
from generator.pipeline import read_files
from generator.read.returned import comments_of, read_returned
from generator.read.word import W
from generator.redlining import Author, Redline, redlines, side_of, template_of
from tests.review import hands
from tests.review.test_applying import MAIN, SAMPLE, apply, decide, read_round, the_round

THEIRS = "Who pays for the deferral?"


def returned(case: Any) -> bytes:
    """Return the file with a comment, a change that we shall refuse, and one that we shall take."""

    def change(root: Any) -> None:
        for start, old, new in (
            ("to defer the Platform Change", "defer", "delay"),
            ("to build a stock", "build a stock", "build a stock of six months"),
        ):
            paragraph = [one for one in root.iter(f"{W}p") if hands.words(one).startswith(start)][-1]
            text = next(one for one in paragraph.iter(f"{W}t") if old in (one.text or ""))
            text.text = text.text.replace(old, new)
        paragraph = [one for one in root.iter(f"{W}p") if hands.words(one).startswith("to move the Product")][-1]
        etree.SubElement(paragraph, f"{W}commentRangeStart", {f"{W}id": "3"})
        etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": "3"})

    theirs = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="3" w:author="Kim Example" w:date="2026-11-20T10:00:00Z">'
    )
    theirs += f"<w:p><w:r><w:t>{THEIRS}</w:t></w:r></w:p></w:comment></w:comments>"
    stream = io.BytesIO(hands.with_main_part(case.files[MAIN], change))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/comments.xml", theirs)
    return stream.getvalue()


@pytest.fixture(scope="module")
def answered(case: Any) -> tuple[Any, Redline]:
    """Return the workspace after the round, and the redline that answers it."""
    reading, name = read_round(case.reading, returned(case))
    kinds = {str(one.what) + one.new: one.id for one in the_round(reading, name).proposals}
    comment = kinds[f"comment{THEIRS}"]
    refused = next(id_ for words, id_ in kinds.items() if "delay" in words)
    reading = decide(reading, name, "reject", refused, reason="The time limit is fixed by the filing.")
    reading = decide(reading, name, "accept", comment, reason="The Contract Giver does.")
    reading = decide(reading, name, "accept")
    done = apply(reading, name)
    after = read_files({**reading.files, **done.files})
    older, newer = side_of(reading.results[0], "1.0-draft-1"), side_of(after.results[0], "")
    answers = reviewing.answers_to(after, SAMPLE, "1.0-draft-1", older.documents, newer.documents)
    author = Author("Quality at Aurelia", "2026-11-26")
    made, faults = redlines(template_of(after, SAMPLE), older, newer, author, answers=answers)
    assert faults == []
    return after, made[0]


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_our_reply_stands_in_the_thread_of_their_comment(answered: tuple[Any, Redline]) -> None:
    comments = {one.text: one for one in comments_of(parts_of(answered[1].data))}
    ours = comments["The Contract Giver does."]
    assert ours.answers == comments[THEIRS].id
    assert (comments[THEIRS].hand.author, ours.hand.author) == ("Kim Example", "Jo Example, Head of Quality")


def test_a_refusal_is_a_comment_beside_the_line_with_its_reason(answered: tuple[Any, Redline]) -> None:
    (one,) = [one for one in comments_of(parts_of(answered[1].data)) if "do not agree" in one.text]
    assert "The time limit is fixed by the filing." in one.text
    read, _ = read_returned("back.docx", answered[1].data)
    assert read is not None
    (unit,) = [unit for unit in read.now if one.id in [id_ for line in unit.lines for id_ in line.comments]]
    assert unit.text.startswith("to defer the Platform Change")


def test_what_we_took_is_a_tracked_change(answered: tuple[Any, Redline]) -> None:
    assert any("six months" in entry.after for entry in answered[1].changes)


def test_the_answers_coming_back_are_no_proposals(answered: tuple[Any, Redline]) -> None:
    made = reviewing.read_review(answered[0], "back.docx", answered[1].data)
    assert not isinstance(made, list), made
    assert made.proposals == ()
