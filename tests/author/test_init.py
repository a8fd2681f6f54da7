"""A new workspace has everything that is the user's, and an agreement in it builds."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch

import click
import pytest

from generator.author import starter_files
from generator.author.format import format_file
from generator.cli import agreements
from generator.load import load
from generator.model.kinds import CARDS, CATALOGUE, ROWS
from generator.model.schema import schema_files


def test_a_workspace_holds_what_is_the_users() -> None:
    made = starter_files("acme", schema_files())
    assert {path for path in made if not path.startswith("clauses/schemas/")} == {
        "mkdocs.yml",
        "site/pages/help/index.md",
        "clauses/companies/acme/library.yaml",
        "README.md",
        ".gitignore",
        ".editorconfig",
        ".gitattributes",
        ".vscode/settings.json",
        ".vscode/tasks.json",
    }
    assert all(data.endswith(b"\n") and not data.endswith(b"\n\n") and b"\r" not in data for data in made.values())


@pytest.mark.parametrize("name", ["acme", "Søren & Sons", "מעבדות", 'R&D: "x" # y', "NO"])
def test_the_companys_library_loads_whatever_its_name(name: str) -> None:
    made = starter_files(name, {})
    workspace, found = load({path: data for path, data in made.items() if path.startswith("clauses/")})
    assert not found
    (layer,) = workspace.layers.values()
    assert layer.name.startswith("companies/")
    assert layer.card is not None


def test_the_library_card_is_in_form() -> None:
    made = starter_files("acme", {})
    assert (
        format_file("library.yaml", made["clauses/companies/acme/library.yaml"])
        == made["clauses/companies/acme/library.yaml"]
    )


def test_the_editor_finds_one_schema_for_each_file() -> None:
    made = starter_files("acme", schema_files())
    rules = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    assert {path.removeprefix("./") for path in rules} <= set(made)
    assert not [glob for globs in rules.values() for glob in globs if glob.startswith("/")]
    names = ["agreements/x/agreement.yaml", "agreements/x/contacts.yaml", "clauses/core/library.yaml"]
    names += [f"clauses/core/{name}.yaml" for name in ROWS] + [f"agreements/x/{name}.yaml" for name in ROWS]
    names += [f"clauses/{name}.yaml" for name in CATALOGUE]
    for name in names:
        schemas = [
            path for path, globs in rules.items() if any(fnmatch(name, glob.replace("**/", "*/")) for glob in globs)
        ]
        assert len(schemas) == 1, name
    assert set(CARDS) == {"library", "agreement"}


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("agreements/a b/x.yaml:17:9: error[unknown-value] there is: no", ("agreements/a b/x.yaml", "17", "9")),
        ("agreements/x/agreement.yaml: error[missing-agreement] is not there", ("agreements/x/agreement.yaml",)),
    ],
)
def test_the_editor_reads_the_head_of_a_finding(line: str, groups: tuple[str, ...]) -> None:
    tasks = json.loads(starter_files("acme", {})[".vscode/tasks.json"])["tasks"]
    assert [task["command"] for task in tasks] == ["agreements check", "agreements check --watch", "agreements build"]
    for task in tasks:
        patterns = [one["pattern"] for one in task["problemMatcher"]]
        (found,) = [match.groups() for one in patterns if (match := re.search(one["regexp"], line))]
        (pattern,) = [one for one in patterns if re.search(one["regexp"], line)]
        assert found[: len(groups)] == groups
        assert found[pattern["severity"] - 1] == "error"
        assert found[pattern["message"] - 1] in line
        assert not [one for one in patterns if re.search(one["regexp"], "    17 | values: {notise: error[x] y}")]


def test_each_task_of_the_editor_is_a_command_that_there_is() -> None:
    for task in json.loads(starter_files("acme", {})[".vscode/tasks.json"])["tasks"]:
        program, name, *options = task["command"].split()
        command = agreements.get_command(click.Context(agreements), name)
        assert (program, command and command.name) == ("agreements", name)
        assert command is not None
        command.make_context(name, options)


def test_the_editor_knows_when_a_look_begins_and_ends() -> None:
    task = json.loads(starter_files("acme", {})[".vscode/tasks.json"])["tasks"][1]
    (background,) = [one["background"] for one in task["problemMatcher"] if "background" in one]
    assert re.search(background["beginsPattern"], "Checking.")
    assert all(re.search(background["endsPattern"], line) for line in ("nothing found", "2 errors, 1 note"))
