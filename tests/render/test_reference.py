"""The reference pages: as the code makes them, with every kind of file, finding and command, and true examples."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path

import pytest

import generator
from generator.author.answers import Answers
from generator.cli import agreements, commands
from generator.diagnostic import KINDS, Kind, Severity
from generator.model.fields import Either, Scalar, Several, fields_of
from generator.model.kinds import FILES, kind_of
from generator.model.matrices import Responsibility
from generator.model.rows import ValueRow
from generator.render.examples import examples, fence
from generator.render.reference import FOLDER, example, prose_safe, reference_pages, row_id, table, takes

ROOT = Path(__file__).resolve().parent.parent.parent
RENEW = "renew them: python3 run.py agreements schema --write"


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of finding that a module of ours registers."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return dict(KINDS)


@cache
def sources() -> dict[str, bytes]:
    """Return the libraries and the sample agreement."""
    paths = [path for folder in ("clauses", "agreements") for path in (ROOT / folder).rglob("*")]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.suffix in {".md", ".yaml"}}


@cache
def cases() -> dict[str, bytes]:
    """Return the cases, by name."""
    return {path.name: path.read_bytes() for path in (ROOT / "tests" / "cases" / "check").glob("*.md")}


@cache
def pages() -> dict[str, str]:
    """Return the pages as the code makes them now."""
    made = reference_pages(kinds(), commands(), sources(), cases(), Answers)
    return {name.removeprefix(f"{FOLDER}/"): data.decode() for name, data in made.items()}


def test_the_pages_in_the_repository_are_those_that_the_code_makes() -> None:
    folder = ROOT / FOLDER
    written = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    stale = [name for name in sorted({*written, *pages()}) if written.get(name) != pages().get(name)]
    assert not stale, RENEW


def test_each_kind_of_file_has_a_page_that_the_index_links() -> None:
    for name in FILES:
        page = f"files/{kind_of(name)}.md"
        assert f"]({page})" in pages()["files.md"]
        assert all(f"| `{field.name}` |" in pages()[page] + pages()["files.md"] for field in fields_of(FILES[name]))


def test_the_file_of_answers_has_a_page_with_each_of_its_fields_that_the_index_links() -> None:
    assert "](files/answers.md)" in pages()["files.md"]
    assert all(f"| `{field.name}` |" in pages()["files/answers.md"] for field in fields_of(Answers))
    assert "| `printed-as` |" in pages()["files/answers.md"]


def test_each_finding_has_a_page_that_the_index_links() -> None:
    for code, kind in kinds().items():
        assert f"[{code}](findings/{code}.md)" in pages()["findings.md"]
        assert prose_safe(kind.cure) in pages()[f"findings/{code}.md"]


def test_each_finding_with_a_case_shows_its_mistake_and_its_message() -> None:
    shown = examples(cases())
    assert {name.removesuffix(".md") for name in cases()} - {"README"} == {*shown}
    for code, one in shown.items():
        page = pages()[f"findings/{code}.md"]
        assert one.said.rstrip() in page
        assert all(part.text.rstrip() in page for part in one.parts)


def test_an_example_that_holds_a_block_of_code_does_not_end_it() -> None:
    assert fence("text", "a\n```\nb").splitlines() == ["````text", "a", "```", "b", "````"]


def test_each_command_and_each_option_has_its_line() -> None:
    records = commands()
    assert {one["name"].partition(" ")[0] for one in records} == {*agreements.commands}
    for one in records:
        section = pages()["commands.md"].partition(f"\n## {one['name']}\n")[2].partition("\n## ")[0]
        assert section
        options = [option for written in one["options"] for option in written["names"]]
        assert all(f"`{option}`" in section for option in options if option.startswith("--"))


def test_examples_stand_in_the_files_that_the_page_names() -> None:
    for name, text in pages().items():
        for path, shown in re.findall(r"From `([^`]+)`:\n\n```\w+\n(.*?)\n```", text, re.DOTALL):
            assert shown in re.sub(r"(?m)^reviewed: .*\n", "", sources()[path].decode()), name


def test_a_row_is_cut_from_its_file_without_the_comment_of_the_next() -> None:
    text = "# terms\n- {id: a, term: A}\n- id: b\n  term: B\n\n# more\n- {id: c, term: C}\n"
    files = {"clauses/core/terms.yaml": text.encode()}
    spot = importlib.import_module("generator.render.reference").Example("clauses/core/terms.yaml", "b")
    assert example(spot, files) == "- id: b\n  term: B"
    with pytest.raises(LookupError, match=r"clauses/core/terms\.yaml has no row z"):
        example(spot._replace(row="z"), files)
    assert [row_id(chunk) for chunk in ("- {id: a, x: y}", '- id: "b"\n', "- x")] == ["a", "b", ""]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a [Term] and a <tag>", r"a \[Term\] and a &lt;tag&gt;"),
        ("``each-own`` and *start*", "`each-own` and `start`"),
        ("`[kept] <as>` it_is", r"`[kept] <as>` it\_is"),
    ],
)
def test_words_show_as_they_are(words: str, shown: str) -> None:
    assert prose_safe(words) == shown


def test_a_bar_does_not_end_a_cell() -> None:
    assert table(("a",), [("b | c",)]).endswith(r"| b \| c |")


def test_what_a_field_takes_is_said_in_words() -> None:
    fields = {field.name: takes(field.shape) for model in (ValueRow, Responsibility) for field in fields_of(model)}
    assert fields["default"] == "value"
    assert fields["range"] == "list of: range"
    assert fields["giver"] == "`R/A`, `R`, `A`, `C`, `I`"
    assert takes(Either((Scalar("text"), Several(Scalar("id"))))) == "text; or list of: id"


def test_a_finding_says_how_much_it_weighs() -> None:
    kind = Kind("odd-thing", Severity.WARNING, "Odd.", "It matters.", "Mend it.")
    made = reference_pages({"odd-thing": kind}, [], sources())[f"{FOLDER}/findings/odd-thing.md"].decode()
    assert "\n\nOdd.\n\nWarning:" in made
    assert "## Example" not in made
