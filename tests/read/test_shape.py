"""What a record is asked for before anything else looks at it."""

from __future__ import annotations

from pydantic import Field

from generator.diagnostic import Span
from generator.load import load
from generator.model.authored import Authored, Listed
from generator.model.values import Line, Plain
from generator.read.shape import read_record
from generator.read.yaml import read_yaml
from tests.compose.small import files, rows


def test_a_sentence_that_a_comment_cuts_off_is_told_at_the_comment() -> None:
    row = "- id: RM-1\n  topic: DEV\n  activity: Tell.  # at once\n  giver: I\n  acceptor: R/A\n"
    _, (fault,) = load(files(rows("responsibilities", row)))
    assert fault.message == "YAML cuts the sentence off here"
    assert (fault.span.line, fault.span.column) == (3, 20)


class Person(Authored):
    """Somebody with a name and a deputy."""

    full_name: Plain = Field(description="as on the badge")
    stands_in: Plain = Field(description="who answers at night")
    floor: int = Field(default=1, description="where the desk stands")


class Desk(Authored):
    """A record of the kinds that files hold: text, prose, a list of prose, records by name, a record."""

    id: Plain = Field(description="its name")
    note_text: Line = Field(description="what it is for")
    lines: Listed[Line] = Field(default=(), description="what is kept in it")
    who: Person | None = Field(default=None, description="whose it is")
    spare: dict[str, Person] = Field(default_factory=dict, description="others by name")
    label: Plain = Field(default="", description="what stands on it")


def told(text: str) -> list[tuple[int, int, str, str]]:
    """Return what is wrong with a desk: line, column, message and hint."""
    root, found = read_yaml("desk.yaml", text)
    assert found == []
    _, faults = read_record(Desk, root, Span("desk.yaml", 9, 9))
    return [(one.span.line, one.span.column, one.message, one.hint) for one in faults]


def test_a_record_that_is_no_map_is_none() -> None:
    record, (fault,) = read_record(Desk, "a desk", Span("desk.yaml", 9, 9))
    assert record is None
    assert (fault.span.line, fault.message[:34]) == (9, "a map of fields is expected here: ")


def test_a_sound_record_is_read_whole() -> None:
    root, _ = read_yaml("desk.yaml", "id: d\nnote-text: For [Parties].\nlines: [One., Two.]\n")
    record, faults = read_record(Desk, root, Span("desk.yaml"))
    assert record is not None
    assert (record.id, record.note_text, record.lines, faults) == ("d", "For [Parties].", ("One.", "Two."), [])


def test_a_missing_field_says_what_it_is_for() -> None:
    assert told("id: d\n") == [(1, 1, 'the field "note-text" is missing', "note-text: what it is for")]


def test_a_misspelt_field_is_one_mistake_and_no_missing_one_besides() -> None:
    assert told("id: d\nnote-txt: For all.\n") == [
        (2, 1, 'there is no field "note-txt" here', 'did you mean "note-text"?')
    ]
    inner = told("id: d\nnote-text: For all.\nwho: {full-nam: Jo, stands-in: Al}\n")
    assert inner == [(3, 7, 'there is no field "full-nam" here', 'did you mean "full-name"?')]


def test_a_field_that_is_like_none_is_told_with_all_that_there_are() -> None:
    ((line, column, message, hint),) = told("id: d\nnote-text: For all.\nwho: {full-name: Jo, stands-in: Al, zzz: 1}\n")
    assert (line, column, message) == (3, 37, 'there is no field "zzz" here')
    assert hint == "fields: full-name, stands-in, floor"


def test_an_entry_at_the_margin_may_belong_to_the_records_above_it() -> None:
    head = "id: d\nnote-text: For all.\n"
    ((line, _, _, hint),) = told(f"{head}spare:\n  jo: {{full-name: Jo, stands-in: Al}}\nzzz: {{full-name: Al}}\n")
    assert line == 5
    assert hint.startswith("begin this line in column 3, as line 4 does, if it belongs to spare; fields: id, note-")
    flow = "id: d\nnote-text: For all.\nspare: {jo: {full-name: Jo, stands-in: Al}}\nzzz: 1\n"
    assert told(flow)[0][3].startswith("fields: id, ")
    first = f"zzz: 1\n{head}spare:\n  jo: {{full-name: Jo, stands-in: Al}}\n"
    assert told(first)[0][3].startswith("fields: id, ")
    behind = "id: d\nnote-text: For all.\nzzz: 1\n"
    assert told(behind)[0][3].startswith("fields: id, ")


def test_a_text_where_a_record_belongs_is_shown_as_one() -> None:
    text = "id: d\nnote-text: For all.\nwho: Jo\n"
    ((line, column, message, hint),) = told(text)
    assert (line, column, message) == (3, 6, "several fields are expected here, a line each")
    assert hint == "write {full-name: Jo, stands-in: ..}"
    assert told("id: d\nnote-text: For all.\nwho: full-name Jo\n")[0][3] == "write {full-name: Jo, stands-in: ..}"
    assert told("id: d\nnote-text: For all.\nwho: [Jo]\n")[0][3] == "fields: full-name, stands-in, floor"


def test_a_wrong_value_says_what_the_field_is_for() -> None:
    text = "id: d\nnote-text: For all.\nwho: {full-name: Jo, stands-in: Al, floor: high}\n"
    expected = ("a whole number is expected here, such as 40", "floor: where the desk stands")
    assert [one[2:] for one in told(text)] == [expected]
    assert [one[3] for one in told("id: d\nnote-text: For all.\nlines: [One., [Two.]]\n")] == [
        "lines: what is kept in it"
    ]
    assert [one[3] for one in told("id: d\nnote-text: For all.\nwho: {full-name: [Jo], stands-in: Al}\n")] == [
        "full-name: as on the badge"
    ]


def test_an_empty_field_that_the_record_needs_says_so_and_another_may_go() -> None:
    needed = [one[2:] for one in told('id: ""\nnote-text: For all.\n')]
    assert needed == [("this field is empty, and the record cannot do without it", "id: its name")]
    text = [one[2] for one in told('id: d\nnote-text: ""\n')]
    assert text == ["this field is empty, and the record cannot do without it"]
    spare = [one[2] for one in told('id: d\nnote-text: For all.\nlabel: ""\n')]
    assert spare == ["this field is empty; write something or leave the field out"]


def test_the_grammar_is_read_in_prose_and_in_lists_of_prose_alone() -> None:
    text = "id: a [b\nnote-text: One [Two.\nlines: [Three., 'Four {{ five.']\nlabel: six [seven\n"
    assert [(line, message) for line, _, message, _ in told(text)] == [
        (2, "this bracket is not closed"),
        (3, "this blank is opened and not closed"),
    ]
