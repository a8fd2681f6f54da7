"""What a Word file that came back may hold, and what must not be lost when it is read."""

from __future__ import annotations

import pytest

from generator.read.foreign import Foreign, ForeignLine, read_foreign
from generator.read.returned import Returned, read_returned
from tests.fuzz.office import DELETED, HAND, INSERTED, LEVEL, SPACES, line, with_body, word_file, words

CHANGED = line(f"{INSERTED}{words('new')}</w:ins>")


def back(data: bytes) -> Returned:
    made, found = read_returned("a.docx", data)
    assert made is not None, found
    return made


def lines(data: bytes) -> tuple[list[str], list[str]]:
    made = back(data)
    return [unit.text for unit in made.now], [unit.text for unit in made.before]


def paper(data: bytes) -> Foreign:
    made, found = read_foreign("a.docx", data, "accepted")
    assert made is not None, found
    return made


@pytest.mark.parametrize("root", ["w:ins", "w:tr", "w:p", "w:hdr"])
def test_a_main_part_that_is_no_document_is_refused(root: str) -> None:
    data = word_file(document=f"<{root} {SPACES}><w:body>{line(words('x'))}</w:body></{root}>")
    for found in (read_returned("a.docx", data)[1], read_foreign("a.docx", data)[1]):
        assert [fault.code for fault in found] == ["damaged-part"]


def test_a_second_body_is_refused_since_its_words_would_be_passed_over() -> None:
    text = line(words("x"))
    data = word_file(document=f"<w:document {SPACES}><w:body>{text}</w:body><w:body>{text}</w:body></w:document>")
    assert [fault.code for fault in read_returned("a.docx", data)[1]] == ["damaged-part"]


@pytest.mark.parametrize(
    "stray",
    [
        f"<w:pPrChange {HAND}><w:pPr/></w:pPrChange>",
        f"<w:trPr>{INSERTED}</w:ins></w:trPr>",
        f"<w:pPr><w:rPr>{DELETED}</w:del></w:rPr></w:pPr>",
        f"<w:sectPr><w:sectPrChange {HAND}/></w:sectPr>",
    ],
)
def test_a_mark_at_a_place_where_none_belongs_takes_no_words_away(stray: str) -> None:
    assert lines(with_body(f"{stray}{line(words('kept'))}{CHANGED}")) == (["kept", "new"], ["kept", ""])


def test_a_changed_layout_that_does_not_say_what_it_was_takes_no_words_away() -> None:
    centred = f'<w:jc w:val="center"/><!-- a note --><w:pPrChange {HAND}/>'
    assert lines(with_body(line(words("kept"), centred) + CHANGED)) == (["kept", "new"], ["kept", ""])


def number_before(override: str) -> str:
    definition = f'<w:abstractNum w:abstractNumId="1">{LEVEL}</w:abstractNum>'
    lists = f'{definition}<w:num w:numId="1"><w:abstractNumId w:val="1"/>{override}</w:num>'
    one = line(words("One"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    (block,) = paper(with_body(one, numbering=f"<w:numbering {SPACES}>{lists}</w:numbering>")).blocks
    assert isinstance(block, ForeignLine)
    return block.label.text


@pytest.mark.parametrize("level", ["9", "50", "9" * 5_000, "-1", "x"])
def test_a_list_with_a_level_that_word_does_not_have_counts_on_as_it_would_without(level: str) -> None:
    start = '<w:startOverride w:val="7"/>'
    assert number_before(f'<w:lvlOverride w:ilvl="{level}">{start}</w:lvlOverride>') == "i."
    assert number_before(f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride>') == "vii."
