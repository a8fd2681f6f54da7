"""Commands that look: check, status, explain."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.voice import (
    FAIL_ON,
    FINDINGS,
    FORMAT,
    agreements,
    answer,
    case_files,
    every_kind,
    failing,
    known,
    leave,
    reading,
    say,
    shown,
    tell_program,
    workspace,
)

if TYPE_CHECKING:
    from datetime import date, datetime


@agreements.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@FORMAT
@FAIL_ON
@click.option("--watch", "watching", is_flag=True, help="Look again whenever a file changes, until Ctrl-C.")
@click.option(
    "--on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Report also each review that is due on this day (2028-11-01); without it no result depends on the day.",
)
def check(ids: tuple[str, ...], form: str, fail_on: str, watching: bool, on: datetime | None) -> None:
    """Say everything that is wrong, where, and what to do about it."""
    from generator.load.disk import stamps

    root, day = workspace(), on and on.date()
    result = reading(root)
    known(result, ids, form)
    if not result.results and form == "text":
        say("There is no agreement below agreements/: only the libraries are looked at. `agreements new ID` makes one.")
    if not watching:
        leave(failing(shown(result, ids, form, day), fail_on))
    watch(partial(stamps, root), partial(look, root, ids, form, day), partial(time.sleep, 1))


def look(root: Path, ids: tuple[str, ...], form: str, on: date | None = None) -> None:
    """Read the workspace and print what is found."""
    from generator.pipeline import read

    say("Checking.")
    shown(read(root), ids, form, on)
    tell_program()


def watch(see: Callable[[], object], act: Callable[[], None], wait: Callable[[], None]) -> None:
    """Do *act* at once, and again whenever what *see* returns has changed, until Ctrl-C.

    Args:
        see: Returns what a change is known by.
        act: Prints what is found.
        wait: Lets some time pass between two looks.
    """
    before: object = None
    try:
        while True:
            now = see()
            if now != before:
                act()
            before = now
            wait()
    except KeyboardInterrupt:
        say("No longer watching.")


@agreements.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the table is printed.")
def status(form: str) -> None:
    """List the agreements: draft, findings, and whether the build is up to date."""
    from generator.telling import status_rows

    root = workspace()
    rows = status_rows(root, reading(root))
    if form == "json":
        answer({"schema": 1, "agreements": rows})
        return
    for row in rows:
        click.echo(
            "  ".join(
                f"{value:<{width}}" for value, width in zip(row.values(), (28, 12, 18, 34, 32, 0), strict=True)
            ).rstrip()
        )


@agreements.command()
@click.argument("what")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is printed.")
def explain(what: str, form: str) -> None:
    """Explain a code of a finding, an id, a printed number, or an address of the site."""
    kinds = every_kind()
    if what in kinds:
        explain_code(what, form)
        return
    from generator.diagnostic import nearest
    from generator.render import explain as known

    result = reading(workspace())
    drafts = [(one.draft, one.documents) for one in result.results if one.draft]
    answers = known.explain(what, result.workspace, drafts)
    if form == "json":
        answer(known.answers_record(what, answers))
    else:
        click.echo(known.answers_text(answers), nl=False)
    if not answers:
        ids = known.names(result.workspace, drafts)
        near = nearest(what, [*kinds, *ids])
        say(f'Nothing here is called "{what}". {near[:1].upper()}{near[1:]}'.rstrip())
        leave(FINDINGS)


def explain_code(code: str, form: str) -> None:
    """Print what the page of a kind of finding says."""
    from generator.render.examples import examples
    from generator.render.findings import explanation, explanation_record

    example = examples(case_files()).get(code)
    if form == "json":
        answer({"schema": 1, **explanation_record(code, example)})
    else:
        click.echo(explanation(code, example), nl=False)
