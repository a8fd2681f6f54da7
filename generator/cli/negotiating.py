"""Commands for what comes back: review and workbook."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.voice import (
    CLEAN,
    DRY_RUN,
    FINDINGS,
    FORMAT,
    UNREADABLE,
    agreements,
    bytes_of,
    day,
    done,
    failing,
    known,
    leave,
    reading,
    report,
    say,
    told,
    workspace,
)
from generator.cli.voice import said as in_words

if TYPE_CHECKING:
    from generator.diagnostic import Diagnostic
    from generator.model.proposal import Round
    from generator.pipeline import Reading, Result
    from generator.recognising import Claim


@agreements.group()
def review() -> None:
    """Read Word files that came back, decide what they propose, and write what was agreed."""


@review.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--against",
    default="",
    metavar="VERSION",
    help="draft: compare with the draft of today, whatever the file was made from. With --as, what you sent.",
)
@click.option("--as", "id_", default="", metavar="ID", help="Agreement of a file that does not say it any more.")
@click.option("--by", default="", metavar="NAME", help="Name and title of who says so.")
@click.option("--on", default="", metavar="DATE", help="Day on which it is said: 2026-11-20.")
@FORMAT
def review_read(file: Path, against: str, id_: str, form: str, **signed: str) -> None:
    """List what the Word file FILE proposes, and keep it for decisions; nothing is applied.

    A file that lost its properties on the way is known again by what it prints. Where that is not certain, --as and
    --against say what it is, and the record of the round keeps whose word that was.
    """
    from generator.publish import write_sources
    from generator.reviewing import files_of_round, lines_of_round, read_review

    root = workspace()
    result = reading(root)
    claim = claimed(result, id_, against, form, **signed)
    made = read_review(result, file.name, bytes_of(file), against=against, claim=claim)
    if isinstance(made, list):
        report(made, result.files, form)
        leave(FINDINGS)
    name, files = files_of_round(result, made)
    refused = write_sources(root, files, replace=False)
    for line in lines_of_round(made, name, known=not files) if form == "text" else ():
        click.echo(line)
    report(refused, {}, form, files)
    if not refused and form == "text":
        say(f"Next: {next_step(made, name) if files else READ_BEFORE.format(made.agreement, name)}")
    leave(UNREADABLE if refused else CLEAN)


def claimed(result: Reading, id_: str, against: str, form: str, *, by: str, on: str) -> Claim:
    """Return what a person says that a file is, or leave with what is missing of it."""
    from generator.recognising import DRAFT, Claim

    if not id_:
        if against not in ("", DRAFT):
            raise click.UsageError(f"--against {against} needs the agreement: --as ID")
        if by or on:
            raise click.UsageError("--by and --on say whose word --as is: write --as ID --against VERSION too")
        return Claim()
    known(result, [id_], form)
    names = [*(one.name for one in result.workspace.agreements[id_].versions), DRAFT]
    if against not in names:
        raise click.UsageError(f"--as needs --against and the version that was sent: {', '.join(names)}")
    if not (by and on):
        raise click.UsageError(
            'the record keeps whose word it was: write --by "Jo Example, Head of Quality" --on 2026-11-26'
        )
    return Claim(id_, against, in_words("--by", by), day(on))


READ_BEFORE = "this file was read before; what was decided of it stands in: agreements review decide {} {}"


@review.command("decide")
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="ROUND")
@click.argument("ones", metavar="[PROPOSAL]...", nargs=-1)
@click.option("--accept", "decision", flag_value="accept", help="Agree to these proposals.")
@click.option("--reject", "decision", flag_value="reject", help="Refuse them; --reason says why.")
@click.option("--counter", default="", metavar="WORDS", help="Offer other words instead.")
@click.option("--here-only", "only_here", is_flag=True, help="Change a shared value at this place alone.")
@click.option("--all", "every", is_flag=True, help="All that nobody has decided yet.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--by", default="", metavar="NAME", help="Name and title of who decides.")
@click.option("--on", default="", metavar="DATE", help="Day of the decision: 2026-11-20.")
@FORMAT
def review_decide(
    id_: str, name: str, ones: tuple[str, ...], *, every: bool, only_here: bool, form: str, **facts: str | None
) -> None:
    """Decide proposals of round ROUND of agreement ID; without a decision, list what stands there."""
    from generator.publish import write_sources
    from generator.read.text import writable
    from generator.review.rounds import read_round
    from generator.reviewing import decided, lines_of_round

    root = workspace()
    result = reading(root)
    found = a_round(result, id_, name, form)
    if not (facts["decision"] or facts["counter"]):
        for line in lines_of_round(found, name, known=True) if form == "text" else ():
            click.echo(line)
        done(form)
        leave(CLEAN)
    day(facts["on"] or "")
    said = {key: text or "" for key, text in facts.items()} | {"only_here": "yes" if only_here else ""}
    said |= {key: in_words(f"--{key}", said[key]) for key in ("by", "reason") if said[key]}
    said["counter"] = writable(said["counter"])
    made = decided(result.files, found, name, ones, every=every, facts=said)
    if not isinstance(made, dict):
        report(made, result.files, form)
        leave(FINDINGS)
    refused = write_sources(root, {**made, **renewed(result, made, name)}, replace=True)
    report(refused, {}, form, made)
    changed = read_round(name, next(iter(made.values())))[0] if made and not refused and form == "text" else None
    if changed is not None:
        say(f"Next: {next_step(changed, name)}")
    leave(UNREADABLE if refused else CLEAN)


def next_step(made: Round, name: str) -> str:
    """Return what a person does next with a round that was read or decided."""
    from generator.model.proposal import Decision

    undecided = sum(one.decision is Decision.OPEN for one in made.proposals)
    if not made.proposals:
        return "nothing; no place differs from what was sent."
    if undecided:
        several = "1 proposal" if undecided == 1 else f"{undecided} proposals"
        return (
            f"decide {several} in proposals.yaml, or: agreements review decide {made.agreement} {name} "
            'PROPOSAL --accept (or --reject --reason "...") --by "NAME, TITLE" --on DAY'
        )
    return f"all is decided: agreements review apply {made.agreement} {name} --dry-run"


def renewed(result: Reading, files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """Return the report of a round as its file among *files* says now."""
    from generator.review.rounds import read_round
    from generator.reviewing import report_files

    rounds = [data for path, data in files.items() if path.endswith(f"/reviews/{name}/proposals.yaml")]
    found = read_round("proposals.yaml", rounds[0])[0] if rounds else None
    return report_files(result, found, name) if found else {}


@review.command("apply")
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="ROUND")
@DRY_RUN
@FORMAT
def review_apply(id_: str, name: str, dry_run: bool, form: str) -> None:
    """Write what was agreed in round ROUND into the files of agreement ID, all of it or nothing."""
    from generator.applying import apply_round
    from generator.document.difference import line_changes
    from generator.model.proposal import Decision
    from generator.publish import write_sources
    from generator.review.rounds import round_path

    root = workspace()
    result = reading(root)
    found = a_round(result, id_, name, form)
    made = apply_round(result, found, round_path(id_, name))
    if isinstance(made, list):
        report(made, result.files, form)
        say("Nothing was written.")
        leave(FINDINGS)
    for path, data in made.files.items() if form == "text" else ():
        if "/reviewed/" not in path:  # the text of the library as it was read, which nobody edits
            told(f"{path}:", line_changes(result.files.get(path, b"").decode(errors="replace"), data.decode()))
    everything = {**made.files, **renewed(result, made.files, name)}
    refused = [] if dry_run else write_sources(root, everything, replace=True)
    report([*refused, *made.left], result.files, form, made.files)
    undecided = sum(one.decision is Decision.OPEN for one in found.proposals)
    waiting = f"{len(made.left)} wait for a person" + (f", {undecided} nobody has decided yet" if undecided else "")
    say(f"{len(made.done)} {'would be' if dry_run else 'are'} written, {waiting}.")
    if form == "text" and not refused:
        by_hand = f"write by hand what waits, and below it in {round_path(id_, name)} applied: with the file; then "
        last = f"agreements review apply {id_} {name}" if dry_run else next_draft(result, found)
        say(f"Next: {by_hand if made.left and not dry_run else ''}{last}")
    leave(UNREADABLE if refused else FINDINGS if made.left else CLEAN)


def next_draft(result: Reading, applied: Round) -> str:
    """Return what a person does next with a round that was applied: a draft of another number, and its redline."""
    from generator.model.proposal import WORKBOOK

    source = result.workspace.agreements[applied.agreement]
    now, version = source.agreement, applied.version.replace(" ", "-")
    if applied.document == WORKBOOK:
        return "agreements build"
    raised = f"{now.version} draft {now.draft}" != applied.version
    first = "" if raised else f"raise draft: in agreements/{applied.agreement}/agreement.yaml, then: "
    return f"{first}agreements redline {applied.agreement} --against {version}"


@agreements.group()
def workbook() -> None:
    """Give the matrices of an agreement out as a workbook to edit, and read it back."""


@workbook.command("export")
@click.argument("id_", metavar="ID")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Where it goes; without it, workbooks/."
)
@FORMAT
def workbook_export(id_: str, folder: Path | None, form: str) -> None:
    """Write the matrices of agreement ID as a workbook that a person can edit."""
    from generator.publish import write_below, write_sources
    from generator.workbooks import export_workbook

    root = workspace()
    result = reading(root)
    known(result, [id_], form)
    made = export_workbook(result, id_)
    if isinstance(made, list):
        report(made, result.files, form)
        leave(FINDINGS)
    name, data = made
    target = folder or root / "workbooks"
    refused = (
        write_sources(folder.resolve(), {name: data}, replace=True)
        if folder
        else write_below(root, "workbooks", {name: data})
    )
    report(refused, {}, form, [] if refused else [str(target / name)])
    if not refused and form == "text":
        say(f'Next: edit the white cells, save, then: agreements workbook import "{target / name}"')
    leave(UNREADABLE if refused else CLEAN)


@workbook.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FORMAT
def workbook_import(file: Path, form: str) -> None:
    """List what the edited workbook FILE proposes, and keep it for decisions; nothing is applied.

    A copy of it, with coloured cells and comments, goes beside the proposals; of one that was refused, into workbooks/.
    """
    from generator.publish import write_sources
    from generator.review.rounds import round_path
    from generator.reviewing import files_of_round, lines_of_round
    from generator.workbooks import annotated, import_workbook

    root = workspace()
    result = reading(root)
    data = bytes_of(file)
    made, found = import_workbook(result, file.name, data)
    copy = annotated(file.name, data, made, found)
    if made is None:
        path = f"workbooks/{file.stem} - as read.xlsx"
        kept = {path: copy} if copy else {}
        report([*found, *write_sources(root, kept, replace=True)], result.files, form, kept)
        leave(FINDINGS)
    name, files = files_of_round(result, made)
    if files and copy:
        files[f"{round_path(made.agreement, name).rpartition('/')[0]}/workbook.xlsx"] = copy
    refused = write_sources(root, files, replace=False)
    for line in lines_of_round(made, name, known=not files) if form == "text" else ():
        click.echo(line)
    report([*found, *refused], {}, form, files)
    if not refused and form == "text":
        say(f"Next: {next_cells(made, name, found) if files else READ_BEFORE.format(made.agreement, name)}")
    leave(UNREADABLE if refused else failing(found, "error"))


def next_cells(made: Round, name: str, found: Collection[Diagnostic]) -> str:
    """Return what a person does next with a workbook that was read: cells that were not understood come first."""
    if failing(found, "error") == CLEAN:
        return next_step(made, name)
    copy = f"agreements/{made.agreement}/reviews/{name}/workbook.xlsx"
    return f"correct the orange cells of {copy} and import that copy; or {next_step(made, name)}"


def a_round(result: Reading, id_: str, name: str, form: str) -> Round:
    """Return a round of an agreement, or leave with what there is instead."""
    from generator.review.rounds import read_round, round_path, rounds_in

    known(result, [id_], form)
    path = round_path(id_, name)
    if path not in result.files:
        raise click.UsageError(
            f'there is no round "{name}" of {id_}; rounds: {", ".join(rounds_in(result.files, id_)) or "none"}'
        )
    found, faults = read_round(path, result.files[path])
    if found is None:
        report(faults, result.files, form)
        leave(FINDINGS)
    return found


def unfit_values(result: Result | None, values: Mapping[str, str]) -> None:
    """Leave with a hint for the first of *values* that the agreement does not know, or that says nothing."""
    from generator.author.cell_texts import misread
    from generator.diagnostic import nearest

    known_ids = result.draft.values if result and result.draft else {}
    for id_, text in values.items():
        if id_ not in known_ids:
            raise click.UsageError(f'there is no value "{id_}"; {nearest(id_, known_ids)}'.rstrip("; "))
        if why := misread("values", "is", text):
            raise click.UsageError(f"{id_}: {why}")


def written_values(values: tuple[str, ...]) -> dict[str, str]:
    """Return ``VALUE=TEXT`` as a map, or leave with how it is written."""
    split = [one.partition("=") for one in values]
    wrong = [id_ for id_, sign, text in split if not sign or not text.strip()]
    if wrong:
        raise click.UsageError(f'"{wrong[0]}" has no value: write --with change-notice="3 business days"')
    return {id_.strip(): text.strip() for id_, _, text in split}
