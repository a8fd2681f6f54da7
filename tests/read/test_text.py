"""The text rule: what every text file must be, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostic import Span
from generator.read.text import LARGEST, MOST_FAULTS, Source, decode, odd_characters, writable


def codes(data: bytes) -> list[str]:
    return [fault.code for fault in decode("a.md", data)[1]]


@pytest.mark.parametrize(
    "text",
    ["", "plain\n", "naïve °C “quoted” —\n", "עברית العربية 漢字\n", "👩‍👧\n", "\u00a0hard blank\u200d\n", "==== \n"],
)
def test_ordinary_text_passes_unchanged(text: str) -> None:
    assert decode("a.md", text.encode()) == (text, [])


def test_line_ends_become_lf_and_a_mark_at_the_start_goes() -> None:
    assert decode("a.md", b"\xef\xbb\xbfa\r\nb\r\n") == ("a\nb\n", [])


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("- role: giver\n\tname: A\n  owner: B\n", "take the tab out and type 2 spaces in its place"),
        ("a: b\nc:\n\td: e\n", 'take the tab out and type 2 spaces in its place, below "c:" of line 2'),
        ("- c:\n\td: e\n", 'take the tab out and type 4 spaces in its place, below "- c:" of line 1'),
        ("a: b\n\tc: d\ne: f\n", "take the tab out"),
        ("---\n\tThe text.\n", "take the tab out"),
        ("\ta: b\n", "take the tab out"),
        ("p:\n  - {a: b}\n\t- {c: d}\n", "take the tab out and type 2 spaces in its place, as in line 2"),
        ("- {a: b}\n\t- {c: d}\n", "take the tab out and begin the line without a space, as in line 1"),
        (
            "c:\n\td: e\nf: g\n",
            'take the tab out and type 2 spaces in its place, below "c:" of line 1',
        ),
        (
            "- a: b\n\n\tc: d\ne: f\n",
            "take the tab out and type spaces in its place, 2 if the line belongs to line 1",
        ),
        (
            "p:\n  - role: giver\n    owners:\n      - a\n\t- role: acceptor\n",
            "take the tab out and type 2 spaces in its place, as in line 2",
        ),
        ("a: b\tc\n", "take the tab out and type a space in its place"),
    ],
)
def test_a_tab_says_how_many_spaces_take_its_place(text: str, hint: str) -> None:
    _, (fault,) = decode("a.yaml", text.encode())
    assert (fault.message, fault.hint) == ("a tab stands here", hint)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"a\n\tb", "forbidden-character", 2, 1),
        (b"a\0b", "wrong-encoding", 1, 1),
        (b"ab\0", "forbidden-character", 1, 3),
        (b"a\x07", "forbidden-character", 1, 2),
        (b"a\rb", "forbidden-character", 1, 2),
        ("a\u0085b".encode(), "forbidden-character", 1, 2),
        ("a\u2028b".encode(), "forbidden-character", 1, 2),
        ("ab\u202eb".encode(), "forbidden-character", 1, 3),
        ("ab\u2066b".encode(), "forbidden-character", 1, 3),
        ("ab\ufeffb".encode(), "forbidden-character", 1, 3),
        ("ab\uffff".encode(), "forbidden-character", 1, 3),
        (b"\xed\xa0\x80", "wrong-encoding", 1, 1),
        ("größe\n".encode("latin-1"), "wrong-encoding", 1, 3),
        (b"\xef\xbb\xbfok\n\x93quoted\x94", "wrong-encoding", 2, 1),
        ("abc".encode("utf-16"), "wrong-encoding", 1, 1),
        ("abc".encode("utf-16-le"), "wrong-encoding", 1, 1),
        ("abc".encode("utf-16-be"), "wrong-encoding", 1, 1),
        (b"\0" * 100, "damaged-file", 0, 0),
        (b"a" * (LARGEST + 1), "file-too-large", 0, 0),
        (b"a\n<<<<<<< HEAD\nb\n=======\n", "merge-conflict", 2, 1),
        (b"a\n>>>>>>> theirs\n", "merge-conflict", 2, 1),
    ],
)
def test_what_no_reader_can_trust_is_refused_at_its_place(data: bytes, code: str, line: int, column: int) -> None:
    text, (fault, *_) = decode("a.md", data)
    assert text is None
    assert (fault.code, fault.span.line, fault.span.column) == (code, line, column)


def test_a_byte_of_windows_is_shown_as_the_letter_it_was() -> None:
    (fault,) = decode("a.md", "größe".encode("cp1252"))[1]
    assert '"ö"' in fault.hint


def test_a_byte_that_is_no_utf_8_is_placed_in_the_text_as_it_is_counted_with_line_ends_of_windows() -> None:
    (fault,) = decode("a.md", b"a\r\nb\x93")[1]
    assert fault.span == Span("a.md", 2, 2, 3, 4)


def test_a_tab_is_cured_by_spaces_and_what_nobody_sees_by_taking_it_out() -> None:
    hints = [fault.hint for fault in decode("a.md", b"a\tb\x07")[1]]
    assert hints == ["take the tab out and type a space in its place", "take it out"]


def test_text_that_is_not_in_normal_form_comes_back_with_its_fault() -> None:
    for text, column in (("ok\nZu\u0308rich", 2), ("ok\nA\u030a", 1), ("ok\nxa\u0300\u0301", 2)):
        found, (fault,) = decode("a.md", text.encode())
        assert found == text
        assert (fault.code, fault.span.line, fault.span.column) == ("not-normalised", 2, column)


def test_a_file_full_of_faults_shows_the_first_of_them() -> None:
    assert codes(b"\t" * 1_000) == ["forbidden-character"] * MOST_FAULTS


def test_a_source_tells_line_and_column_of_its_part_of_a_file() -> None:
    part = Source("a.md", "one\ntwö\nthree", line=5, start=40)
    assert part.span(6) == Span("a.md", 6, 3, 46, 47)
    assert part.cut(part.span(4, 7)) == "twö"
    assert part.span(13) == Span("a.md", 7, 6, 53, 54)


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_text_or_a_fault(data: bytes) -> None:
    text, found = decode("a.md", data)
    assert text is not None or found
    assert all(fault.message and fault.span.path == "a.md" for fault in found)


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", b"{\\rtf1 x}"])
def test_a_file_of_a_text_processor_is_called_what_it_is(data: bytes) -> None:
    text, (fault,) = decode("a.yaml", data)
    assert text is None
    assert (fault.code, str(fault.span)) == ("wrong-encoding", "a.yaml")
    assert "no text file" in fault.message
    assert "plain text" in fault.hint


def odd(text: str) -> list[tuple[str, int, str]]:
    return [(fault.code, fault.span.column, fault.message) for fault in odd_characters("a.md", text)]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "größe",
        "Привет",
        "\u03bcm and 5 \u03bcg",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\U0001f468\u200d\U0001f469",
    ],
)
def test_words_of_one_script_and_flags_are_nothing_odd(text: str) -> None:
    assert odd(text) == []


def test_what_nobody_sees_is_pointed_at() -> None:
    assert odd("do\u200bnot") == [
        ("unseen-character", 3, "zero width space (U+200B) stands here, and nobody sees it"),
    ]
    assert odd("x\U000e0067")[0][:2] == ("unseen-character", 2)
    assert len(odd("\u200b" * 50)) == MOST_FAULTS


def test_a_word_of_two_scripts_is_shown_whole_with_its_stranger() -> None:
    assert odd("the Contr\u0430ct, see") == [
        ("mixed-script", 5, 'in "Contr\u0430ct", "\u0430" is cyrillic small letter a (U+0430)'),
    ]
    assert odd("\u0421lient and Cl\u0456ent")[1][1] == 12
    assert odd("a\u0430a\u0430a")[0][2].startswith('in "a\u0430a\u0430a"')
    assert len(odd("a\u0430a\u0430a")) == 1
    assert len(odd("a\u0430 " * 50)) == MOST_FAULTS
    assert odd("a" * 90 + "\u0430" + "a" * 90)[0][2].startswith(f'in "{"a" * 39}')


def test_signs_that_no_file_may_hold_are_named_in_a_text_of_another_program() -> None:
    made = writable("a\tb\u202ec\x07d e\u0301")
    assert made == "a b[right-to-left override (U+202E)]c[a control character (U+0007)]d \u00e9"
    assert decode("a.md", made.encode()) == (made, [])


def test_line_ends_of_another_kind_and_the_two_marks_of_one_merge_are_told_once() -> None:
    for data, code, line in ((b"a: b\rc: d\re: f\n", "forbidden-character", 1), (CONFLICT, "merge-conflict", 2)):
        text, found = decode("a.yaml", data)
        assert text is None
        assert [(one.code, one.span.line) for one in found] == [(code, line)]


CONFLICT = b"a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n"
