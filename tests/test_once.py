"""What is made once is made anew for other bytes, in another order, and where something else is found beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.load import load
from generator.pipeline import Result
from tests.once import Memory, read_once, taken_once
from tests.samples import SAMPLE, sample_files


def test_the_last_few_answers_are_kept_each_with_its_question() -> None:
    memory, made = Memory(2), list[int]()

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [memory.answer("a", asked, make) for asked in ("x", "y", "x", "z", "y", "x")] == [0, 1, 0, 2, 1, 3]
    assert memory.answer("b", "x", make) == 4


def test_a_home_is_read_anew_for_other_bytes_and_in_another_order() -> None:
    asked = list[list[str]]()

    def read_home(_: str, files: Any) -> int:
        asked.append([*files])
        return len(asked)

    once = read_once(read_home)
    home = {"test/a": b"1", "test/b": b"2"}
    assert [once("test", files) for files in (home, dict(home), {**home, "test/b": b"3"})] == [1, 1, 2]
    assert once("test", dict(reversed(home.items()))) == 3


def test_an_agreement_goes_down_the_line_anew_for_another_record_and_another_finding() -> None:
    taken = list[str]()

    def line(_: object, source: Any, *_more: object) -> Result:
        taken.append(source.agreement.id)
        return Result(f"{len(taken)}", None)

    once, files = taken_once(line), {**sample_files(), "agreements/none.txt": b"of this test only"}
    workspace, found = load(files)
    source = workspace.agreements[SAMPLE]
    assert once(workspace, source, found, (), files) is once(workspace, source, [*found], (), dict(files))
    assert len(taken) == 1
    once(workspace, source, found[:-1], (), files)
    other = replace(source, contacts=source.contacts[1:])
    once(workspace, other, found, (), files)
    once(workspace, source, found, (), {**files, "agreements/none.txt": b"moved"})
    assert len(taken) == 4
    once(workspace, source, found)
    once(workspace, source, found)
    assert len(taken) == 6, "without files nothing is remembered"
