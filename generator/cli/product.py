"""Commands about the product itself: doctor and schema, and the record of all commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.cli.drafting import source_files
from generator.cli.voice import CLEAN, FINDINGS, agreements, case_files, every_kind, leave, report, say, workspace


@agreements.command()
@click.option(
    "--sbom",
    "listing",
    is_flag=True,
    help="Print the bill of materials instead, as CycloneDX JSON: each package of this release, with its hashes.",
)
def doctor(*, listing: bool) -> None:
    """Say what this machine has and what it lacks."""
    from generator.machine import bill, facts

    if listing:
        click.echo(bill(), nl=False)
        return
    root = next(
        (folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "agreements").is_dir()), Path.cwd()
    )
    lacking = False
    for name, value, sound in facts(root):
        click.echo(f"{'ok  ' if sound else 'lack'}  {name}: {value}")
        lacking = lacking or not sound
    leave(FINDINGS if lacking else CLEAN)


@agreements.command()
@click.option(
    "--write",
    is_flag=True,
    help="Write the schemas into clauses/schemas; in the product's own repository the reference pages too.",
)
def schema(write: bool) -> None:
    """Print or write the JSON Schemas of every kind of file, for editors."""
    from generator.model.schema import schema_files, schemas

    if not write:
        click.echo(json.dumps(schemas(), ensure_ascii=False, indent=1))
        return
    from generator.publish import write_sources

    root = workspace()
    files, lacking = dict(schema_files()), ""
    if (root / "generator" / "cli").is_dir():
        from generator.author.answers import Answers
        from generator.render.reference import NoExample, reference_pages

        try:
            files |= reference_pages(every_kind(), commands(), source_files(root, ())[0], case_files(), Answers)
        except NoExample as trouble:
            lacking = f"The reference pages stay as they are: {trouble}, from which they take an example. Put it back."
    refused = write_sources(root, files, replace=True)
    report(refused, {})
    if lacking:
        say(lacking)
    leave(FINDINGS if refused or lacking else CLEAN)


def commands() -> list[dict[str, Any]]:
    """Return every command as plain data: name, arguments, help, options."""
    return [
        command_record(name, command)
        for first, top in sorted(agreements.commands.items())
        for name, command in (within(first, top) if isinstance(top, click.Group) else [(first, top)])
    ]


def within(first: str, group: click.Group) -> list[tuple[str, click.Command]]:
    """Return the commands of *group*, each by its full name."""
    return [(f"{first} {name}", command) for name, command in sorted(group.commands.items())]


def command_record(name: str, command: click.Command) -> dict[str, Any]:
    """Return one command as plain data."""
    arguments = [one.make_metavar(click.Context(command)) for one in command.params if isinstance(one, click.Argument)]
    options = [
        {"names": list(one.opts), "help": one.help or ""} for one in command.params if isinstance(one, click.Option)
    ]
    return {"name": name, "arguments": arguments, "help": command.help or "", "options": options}
