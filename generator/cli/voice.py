"""What every command shares: words to people, findings to programs, exit codes, the workspace."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from datetime import date

    from generator.diagnostic import Diagnostic, Kind
    from generator.files import Files
    from generator.pipeline import Reading


CLEAN, FINDINGS, USAGE, UNREADABLE, OUR_FAULT = 0, 1, 2, 3, 4

SEVERITIES = ("error", "warning", "note")


@dataclass(slots=True)
class Pending:
    """What a program will be told when the command has ended: one object, however many parts found something.

    Attributes:
        found: What was found.
        files: The files whose lines are shown.
        changed: The files that were or would be written; None when the command writes none.
        form: ``json`` or ``sarif``; empty when nothing was reported.
        record: What was asked for, of a command that answers with a record of its own.
    """

    found: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    changed: list[str] | None = None
    form: str = ""
    record: Mapping[str, Any] | None = None


PENDING = Pending()

FORMS = ("text", "json", "sarif", "github")


def say(text: str = "") -> None:
    """Print to stderr: progress and words for people."""
    click.echo(text, err=True)


def leave(code: int) -> NoReturn:
    """End with an exit code."""
    raise click.exceptions.Exit(code)


def workspace() -> Path:
    """Return the workspace: the folder, here or above, that holds agreements/ or clauses/."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "agreements").is_dir() or (folder / "clauses").is_dir():
            return folder
    from generator.pipeline import no_workspace

    report([no_workspace()], {})
    leave(UNREADABLE)


def reading(root: Path, only: str = "") -> Reading:
    """Return the workspace read, and *only* one agreement or all taken down the line; first settle a broken build."""
    from generator.pipeline import read
    from generator.publish import recover

    recover(root)
    return read(root, only)


def report(
    found: Iterable[Diagnostic], files: Files, form: str | None = None, changed: Iterable[str] | None = None
) -> None:
    """Print findings: as text to stderr, or for programs to stdout; JSON and SARIF when the command ends.

    Args:
        found: What was found.
        files: The files of the workspace, whose lines are shown.
        form: How; as the command line says when it is not given.
        changed: The files that the command wrote or would write, if it writes any.
    """
    from generator.render.findings import findings_to_text, summary
    from generator.render.sarif import findings_to_github

    several, paths = list(found), [*(changed or ())]
    match form or form_now():
        case "json" | "sarif" as asked:
            PENDING.form = asked
            PENDING.found += several
            PENDING.files |= files
            PENDING.changed = PENDING.changed if changed is None else [*(PENDING.changed or ()), *paths]
        case "github":
            click.echo(findings_to_github(several), nl=bool(several))
        case _:
            for path in paths:
                click.echo(path)
            if several:
                say(findings_to_text(several, files, colour=colourful()))
            if several or changed is None:
                say(summary(several))


def answer(record: Mapping[str, Any]) -> None:
    """Answer a program with *record* when the command ends."""
    PENDING.record = record


def tell_program() -> None:
    """Print what was reported for a program, as one object, and begin anew."""
    from generator.render.findings import findings_to_json
    from generator.render.sarif import findings_to_sarif

    told = forget()
    if told.record is not None:
        click.echo(json.dumps(told.record, ensure_ascii=False, indent=1))
    elif told.form == "json":
        click.echo(findings_to_json(told.found, None if told.changed is None else {"files": told.changed}))
    elif told.form == "sarif":
        click.echo(findings_to_sarif(told.found, told.files))


def forget() -> Pending:
    """Return what a program was about to be told; it is waiting no longer."""
    told = replace(PENDING)
    for one in fields(Pending):
        setattr(PENDING, one.name, getattr(Pending(), one.name))
    return told


def form_now() -> str:
    """Return how the command that runs prints findings."""
    context = click.get_current_context(silent=True)
    return str(context.params.get("form", "text")) if context else "text"


def colourful() -> bool:
    """Tell whether stderr is a terminal that shows colours, and nobody asked for none (``NO_COLOR``)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that somebody named, or leave with why it cannot be read."""
    from generator.load.disk import read_given

    made = read_given(path)
    if isinstance(made, bytes):
        return made
    report([made], {})
    leave(UNREADABLE)


def done(form: str) -> None:
    """Tell a program that a command ended without findings."""
    if form != "text":
        report([], {}, form)


def failing(found: Iterable[Diagnostic], fail_on: str) -> int:
    """Return the exit code for *found*."""
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FINDINGS if any(one.severity in counted for one in found) else CLEAN


def known(result: Reading, ids: Iterable[str], form: str) -> None:
    """Leave with a finding for each of *ids* that names no agreement."""
    from generator.pipeline import unknown_agreements

    faults = unknown_agreements(result, ids)
    if faults:
        report(faults, {}, form)
        leave(UNREADABLE)


FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="How findings are printed: for people, for programs, or beside the lines of a review.",
)

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")

FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    show_default=True,
    help="From which severity on the exit code is 1.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quality-agreements", message="%(version)s")
@click.pass_context
def agreements(context: click.Context) -> None:
    """Quality agreements kept as data: Word documents, Excel matrices and a site from one source."""
    from generator.packages import unfit

    sentences = [] if context.invoked_subcommand == "doctor" else [*unfit()]
    if sentences:
        raise Unfit("\n".join(sentences))


class Unfit(click.ClickException):
    """The product stands on a package that it must not run with; ``doctor`` alone still speaks."""

    exit_code = UNREADABLE

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click asks for it
        """Say it."""
        say(self.message)


def shown(result: Reading, ids: tuple[str, ...], form: str, on: date | None = None) -> list[Diagnostic]:
    """Print and return what was found in the agreements *ids*, or in all, and which reviews are due *on* a day."""
    from generator.diagnostic import order
    from generator.pipeline import reviews_due

    found = of_agreements(result, ids) if ids else [*result.found]
    if on:
        found = order([*found, *reviews_due(result, ids, on)])
    report(found, result.files, form)
    return found


def of_agreements(result: Reading, ids: Iterable[str]) -> list[Diagnostic]:
    """Return what was found in the agreements *ids* and in all that they are made from."""
    from generator.diagnostic import order

    return order(fault for one in result.results if one.id in ids for fault in one.found)


def every(result: Reading) -> list[str]:
    """Return the ids of all agreements."""
    return [one.id for one in result.results]


def told(head: str, lines: list[str]) -> None:
    """Print *lines* below *head*; nothing when there are none."""
    if lines:
        click.echo("\n".join([head, *(f"  {line}" for line in lines)]))


def said(option: str, words: str) -> str:
    """Return *words* in one line as a file may hold them, or leave when there are none, or a reason such as "yes" gives
    none.
    """
    from generator.model.values import parse_reason
    from generator.read.text import writable

    if not words.strip():
        raise click.UsageError(f"{option} needs words")
    written = writable(" ".join(words.split()))
    try:
        return parse_reason(written) if option == "--reason" else written
    except ValueError as trouble:
        raise click.UsageError(f"{option}: {trouble}") from None


def day(text: str) -> str:
    """Return a date as it was written, or leave with how it is written."""
    from generator.model.values import parse_date

    try:
        return parse_date(text).isoformat() if text else ""
    except ValueError as trouble:
        raise click.UsageError(str(trouble)) from None


def case_files() -> Files:
    """Return the cases that come with the product, from which examples of findings are taken."""
    from generator.data import shipped_cases
    from generator.load.disk import read_tree

    folder = shipped_cases()
    files, _ = read_tree(folder.parent, folder.name)
    return {path: data for path, data in files.items() if path.count("/") == 1}


def every_kind() -> dict[str, Kind]:
    """Return every kind of finding by its code; each module registers its own when it is imported."""
    import generator
    from generator.diagnostic import KINDS

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return dict(sorted(KINDS.items()))


def asked_form(given: list[str]) -> str:
    """Return how a command line asks for findings, also one that cannot be understood otherwise."""
    joined = [one.partition("=")[2] for one in given if one.startswith("--format=")]
    apart = [value for name, value in pairwise(given) if name == "--format"]
    return next((form for form in (*joined, *apart) if form in FORMS), "text")
