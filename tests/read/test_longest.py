"""The longest text of a file is found by what a reader reads: a value of YAML, a line of anything else."""

from __future__ import annotations

import pytest

from generator.read.longest import longest_text

FILES = {
    "a.yaml": b"- {id: a, list: [one, two and three], map: {b: four}}\n- short\n",
    "b.yaml": b"a: |\n  several lines\n  of one text\nb: one line that is not so long\n",
    "c.md": "---\nid: c\n---\nA line of words that is the longest of äll.\n\nEnd.".encode(),
    "broken.yaml": b"a: [",
    "other.bin": b"\xff\xfe",
}


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        (["a.yaml"], "a.yaml:1:23"),
        (["b.yaml"], "b.yaml:1:4"),
        (["b.yaml", "a.yaml"], "b.yaml:1:4"),
        (["c.md", "b.yaml", "a.yaml"], "c.md:4:1"),
        (["broken.yaml", "a.yaml", "absent.yaml"], "a.yaml:1:23"),
        (["other.bin", "a.yaml"], "a.yaml:1:23"),
    ],
)
def test_the_longest_text_of_several_files_is_found(paths: list[str], place: str) -> None:
    assert str(longest_text(FILES, paths)) == place


@pytest.mark.parametrize("paths", [[], ["absent.yaml"], ["broken.yaml"], ["other.bin"]])
def test_where_nothing_can_be_read_nothing_is_longest(paths: list[str]) -> None:
    assert longest_text(FILES, paths) is None
