"""Commands for what was sent and signed: freeze and verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.voice import (
    DRY_RUN,
    FINDINGS,
    FORMAT,
    OUR_FAULT,
    agreements,
    bytes_of,
    day,
    failing,
    known,
    leave,
    reading,
    report,
    said,
    say,
    workspace,
)

if TYPE_CHECKING:
    from generator.diagnostic import Diagnostic
    from generator.pipeline import Reading


def files_verified(root: Path, paths: tuple[Path, ...], form: str) -> int:
    """Say of each file whether it is one of ours; return the exit code."""
    from generator.copied import copied_originals
    from generator.verifying import built_originals, frozen_originals, verify_file

    result = reading(root)
    originals = [*frozen_originals(result), *built_originals(root, result), *copied_originals(root, result)]
    found: list[Diagnostic] = []
    for path in paths:
        words, faults = verify_file(str(path), bytes_of(path), originals)
        found += faults
        if words and form == "text":
            click.echo(words)
    report(found, {}, form)
    return failing(found, "error")


STATUS = click.Choice(["sent", "approved", "retired"])


@agreements.command()
@click.argument("id_", metavar="ID")
@click.argument("version")
@click.option("--status", "becomes", type=STATUS, required=True, help="What it becomes: sent, approved or retired.")
@click.option("--by", required=True, metavar="NAME", help='Who does it: --by "Niamh Sample, Head of Quality".')
@click.option("--on", required=True, metavar="DATE", help="The day: 2026-11-20.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence.")
@DRY_RUN
@FORMAT
def freeze(id_: str, version: str, *, becomes: str, by: str, on: str, reason: str, dry_run: bool, form: str) -> None:
    """Store VERSION of agreement ID whole, as it is sent or approved, or move its status.

    VERSION is that of the working draft: 1.0-draft-3 for a draft, 1.0 for the version itself. What is stored is never
    made again.
    """
    from generator.copying import NO_OFFICE
    from generator.freezing import freeze as frozen
    from generator.model.version import Status, Step, is_draft
    from generator.office import office, to_pdf
    from generator.publish import write_sources

    root = workspace()
    result = reading(root)
    known(result, [id_], form)
    step = Step(Status(becomes), said("--by", by), day(said("--on", on)), said("--reason", reason))
    made, found = frozen(result, id_, version, step, to_pdf)
    moves = len(made) == 1
    found += [] if dry_run or found else write_sources(root, made, replace=moves)
    report(found, result.files, form, made)
    if found:
        leave(OUR_FAULT if any(one.code == "lost-text" for one in found) else FINDINGS)
    if form == "text":
        say(f"Version {version} of {id_} is {becomes}." if not dry_run else "Nothing was written.")
        for one in [] if moves else as_before(result, id_):
            say(f"Look at this before you send it: {one.message}; {one.hint}.")
        if becomes == Status.SENT and not (moves or dry_run):
            say(f"The files to send: agreements/{id_}/versions/{version}/word and excel")
        if is_draft(version) and becomes == Status.SENT and not dry_run:
            say(f"Next: raise draft: in agreements/{id_}/agreement.yaml before you go on.")
        if not (moves or is_draft(version) or office()):
            say(NO_OFFICE)


def as_before(result: Reading, id_: str) -> list[Diagnostic]:
    """Return which date and approvals an amendment prints that are those of the version before it."""
    from generator.check.dates import EARLIER_APPROVAL
    from generator.check.versions import AMENDMENT_AS_BEFORE

    one = result.result(id_)
    amends = one is not None and one.draft is not None and one.draft.agreement.amendment is not None
    codes = (AMENDMENT_AS_BEFORE.code, EARLIER_APPROVAL.code)
    return [fault for fault in (one.found if one and amends else ()) if fault.code in codes]


@agreements.command()
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(dir_okay=False, exists=True, path_type=Path))
@FORMAT
def verify(paths: tuple[Path, ...], form: str) -> None:
    """Say whether every file of the build, and every copy and redline, is still the one that was made.

    With FILE, from wherever it came: whether it was made or frozen here, or which clauses and parts differ.
    """
    from generator.copied import copies_verified
    from generator.publish import recover
    from generator.publish import verify as verified

    root = workspace()
    if paths:
        leave(files_verified(root, paths, form))
    recover(root)
    found = [*verified(root), *copies_verified(root)]
    report(found, {}, form)
    leave(failing(found, "error"))
