"""Commands that make and change sources: init, new, fmt, amend, adopt, library."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.voice import (
    CLEAN,
    DRY_RUN,
    FINDINGS,
    FORMAT,
    UNREADABLE,
    USAGE,
    agreements,
    bytes_of,
    day,
    done,
    failing,
    leave,
    reading,
    report,
    said,
    say,
    told,
    workspace,
)

if TYPE_CHECKING:
    from generator.author import Question
    from generator.diagnostic import Diagnostic
    from generator.pipeline import Reading

NONE = "-"
"""No agreement has this name: what is asked of the libraries alone waits for none of them."""


@agreements.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--company", default="our-company", show_default=True, help="Name of your company's own library, in small letters."
)
@FORMAT
def init(folder: Path, company: str, form: str) -> None:
    """Make a new workspace in FOLDER."""
    from generator.author import starter_files
    from generator.model.schema import schema_files
    from generator.publish import write_sources

    trouble = write_sources(folder.resolve(), starter_files(company, schema_files()), replace=False)
    if trouble:
        report(trouble, {}, form)
        leave(UNREADABLE)
    done(form)
    say(f"Your workspace is in {folder}. Next: cd {folder}, then: agreements new my-first-agreement")


@agreements.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="YAML file with the answers; without it, questions are asked.",
)
@click.option("--blank", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook to fill in; no more.")
@click.option(
    "--from",
    "book",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Workbook with the answers, as --blank wrote it.",
)
@FORMAT
def new(id_: str, answers: Path | None, blank: Path | None, book: Path | None, form: str) -> None:
    """Make the folder of a new agreement named ID, from questions, a file of answers or a workbook."""
    from generator.author import new_agreement
    from generator.publish import write_sources
    from generator.workbooks import agreement_from

    root = workspace()
    result = reading(root)
    if result.result(id_) is not None:
        raise click.UsageError(f'There is an agreement "{id_}" already. Choose another name.')
    if sum(one is not None for one in (answers, blank, book)) > 1:
        raise click.UsageError("Give one of --answers, --blank and --from.")
    if blank:
        write_blank(result, id_, blank, form)
        return
    made = (
        agreement_from(result, id_, book.name, bytes_of(book))
        if book
        else new_agreement(id_, given(answers) if answers else asked(), result.workspace)
    )
    if isinstance(made, list):
        report(made, {answers.name: bytes_of(answers)} if answers else {})
        leave(FINDINGS)
    refused = write_sources(root, made, replace=False)
    if refused:
        report(refused, {})
        leave(UNREADABLE)
    done(form)
    if b"No company's library" in made[f"agreements/{id_}/agreement.yaml"]:
        say("None of its layers is a company's library, since none bears the name of a party. Add yours to `layers`.")
    say(f"agreements/{id_} is made. Texts that begin with a question mark are still open.\nNext: agreements build")


def write_blank(result: Reading, id_: str, path: Path, form: str) -> None:
    """Write the workbook that starts an agreement; a file that is there stays as it is."""
    from generator.publish import write_sources
    from generator.workbooks import starting_workbook

    refused = write_sources(path.parent.resolve(), {path.name: starting_workbook(result, id_)}, replace=False)
    report(refused, {}, form, [] if refused else [str(path)])
    if not refused and form == "text":
        say(f'Next: fill in the white cells, save, then: agreements new {id_} --from "{path}"')
    leave(UNREADABLE if refused else CLEAN)


def given(path: Path) -> Any:
    """Return the answers in the file *path*, or leave with what is wrong with them."""
    from generator.author import read_answers
    from generator.read.yaml import read_yaml

    data = bytes_of(path)
    node, found = read_yaml(path.name, data)
    answers, faults = read_answers(node, path.name) if node is not None else (None, [])
    if answers is None or found or faults:
        report([*found, *faults], {path.name: data})
        leave(FINDINGS)
    return answers


def asked() -> Any:
    """Return the answers that a person types; without a terminal, leave with how to give them."""
    from generator.author import ask

    if not sys.stdin.isatty():
        words = "There is nobody to ask. Write the answers into a file and run: agreements new ID --answers FILE"
        raise click.UsageError(words)
    return ask(prompt, say)


def prompt(question: Question) -> str:
    """Return what a person answers to one question."""
    example = f" (for example: {question.example})" if question.example else ""
    answer: str = click.prompt(f"{question.asks}{example}", default="", show_default=False, err=True)
    return answer


@agreements.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; the exit code is 1 when a file would change."
)
@click.option("--diff", "only_shown", is_flag=True, help="Change nothing; show what would change, line by line.")
@FORMAT
def fmt(paths: tuple[Path, ...], only_check: bool, only_shown: bool, form: str) -> None:
    """Bring clause files and YAML files into their canonical form; what they say does not change.

    Numbers of sentences, paragraphs and items that have moved are carried along, wherever they are named.
    """
    from generator.author import format_file
    from generator.document.difference import line_changes
    from generator.load.disk import read_plain
    from generator.pipeline import placed
    from generator.publish import write_sources

    root = workspace()
    changed: dict[str, bytes] = {}
    sources, found = source_files(root, paths)
    for path, data in sources.items():
        made = format_file(path, data)
        if isinstance(made, bytes):
            changed |= {path: made} if made != data else {}
        else:
            found.append(made)
    changed |= placed(root, changed) if not found else {}
    if not (only_check or only_shown):
        found += write_sources(root, changed, replace=True)
    report(found, sources, form, changed)
    if only_shown and form == "text":
        kept = {path: read_plain(root / path, path) for path in changed if path not in sources}
        for path, data in changed.items():
            before = sources.get(path) or kept.get(path)
            old = before.decode(errors="replace") if isinstance(before, bytes) else ""
            told(f"{path}:", line_changes(old, data.decode()))
    leave(FINDINGS if found or (only_check and changed) else CLEAN)


def source_files(root: Path, paths: tuple[Path, ...]) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Return the clause and YAML files of the workspace, or those at or below *paths*, and what cannot be read."""
    from generator.load.disk import read_tree

    outside = [path for path in paths if not path.resolve().is_relative_to(root.resolve())]
    if outside:
        raise click.UsageError(f'"{outside[0]}" lies outside the workspace {root}')
    wanted = [path.resolve().relative_to(root.resolve()).as_posix() for path in paths]
    read = [read_tree(root, "clauses"), read_tree(root, "agreements")]
    files = {path: data for some, _ in read for path, data in some.items() if meant(path, wanted)}
    found = [fault for _, some in read for fault in some if meant(fault.span.path, wanted)]
    return {
        path: data for path, data in files.items() if path.endswith((".md", ".yaml")) and "/versions/" not in path
    }, found


def meant(path: str, wanted: list[str]) -> bool:
    """Tell whether *path* is one of *wanted* or stands below one; everything is when nothing is named."""
    return not wanted or any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def pairs(fields: Iterable[str]) -> dict[str, str]:
    """Return what stands before and behind the first equals sign of each of *fields*."""
    for one in fields:
        if "=" not in one:
            say(f'"{one}" is no field with its words. Write --set "FIELD=WORDS".')
            leave(USAGE)
    return {name.strip(): words.strip() for name, _, words in (one.partition("=") for one in fields)}


@agreements.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--in",
    "layer",
    required=True,
    metavar="LAYER",
    help="Where the other wording stands: companies/NAME or agreements/ID.",
)
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=WORDS",
    help='What a field of the row shall say: --set "default=2 business days". May stand several times.',
)
@DRY_RUN
@FORMAT
def amend(id_: str, layer: str, fields: tuple[str, ...], dry_run: bool, form: str) -> None:
    """Write a clause or row of your own over the one of a library, ready to be changed.

    Shows where it prints; with --set, what each agreement would print otherwise.
    """
    from generator.author import amend as amended
    from generator.diagnostic import Severity
    from generator.pipeline import read_files
    from generator.publish import write_sources
    from generator.telling import newly_found, preview, printed

    root = workspace()
    result = reading(root)
    made = amended(result.workspace, result.files, id_, layer, pairs(fields))
    if not isinstance(made, dict):
        report([made], result.files)
        leave(FINDINGS)
    after = read_files({**result.files, **made})
    new = newly_found(result, after)
    if broken := [one for one in new if one.severity is Severity.ERROR and one.span.path in made]:
        report(broken, after.files, form, ())
        leave(FINDINGS)
    refused = [] if dry_run else write_sources(root, made, replace=True)
    report(refused if form == "text" else [*refused, *new], after.files, form, made)
    if form == "text" and not refused and new:
        told("`agreements check` will say of it:", [line for one in new for line in (one.head(), f"  {one.hint}")])
    if form == "text" and not refused and fields:
        told("This prints otherwise, [-what went-] and {+what came+}:", preview(result, after))
    elif form == "text" and not refused:
        told("The documents stay the same until you change the new words. Now they print:", printed(result, id_))
    leave(FINDINGS if refused else CLEAN)


@agreements.command()
@click.argument("id_", metavar="ID")
@DRY_RUN
@FORMAT
def adopt(id_: str, dry_run: bool, form: str) -> None:
    """Confirm that an overlay, or an agreement, has been read against the libraries as they are now; approve a Word
    template.

    Run it with --dry-run first: it shows what lay below and what lies there now, and what every agreement prints.
    """
    from generator.author import adopt as adopted
    from generator.publish import write_sources
    from generator.telling import library_cards, moved_words, printed, since_last_build

    root = workspace()
    agreement = id_.removeprefix("agreements/")
    result = reading(root, agreement if (root / "agreements" / agreement / "agreement.yaml").is_file() else "")
    made = adopted(result.workspace, result.files, id_, library_cards(result))
    if not isinstance(made, tuple):
        report([made], result.files)
        leave(FINDINGS)
    files, shown = made
    refused = [] if dry_run else write_sources(root, files, replace=True)
    if form == "text":
        click.echo(shown)
        if result.result(agreement) is None:
            told("Confirming changes no document. The agreements print:", printed(result, id_))
        elif dry_run and (otherwise := since_last_build(root, result, agreement)):
            told("Since the last build it prints otherwise:", otherwise)
        elif dry_run:
            told("What changed prints now (the words of before are not kept here):", moved_words(result, agreement))
        report(refused, result.files)
    else:
        report(refused, result.files, form, files)
    leave(FINDINGS if refused else CLEAN)


@agreements.group()
def library() -> None:
    """Show the libraries, or copy those that come with the product into the workspace."""


@library.command("show")
@click.argument("name", metavar="[LAYER|ID]", default="")
def library_show(name: str) -> None:
    """List the layers; with LAYER what it holds, with ID the words of every layer that speaks of it."""
    from generator.author import layer_table, show

    result = reading(workspace())
    shown = show(result.workspace, name) if name else layer_table(result.workspace)
    if not isinstance(shown, str):
        report([shown], result.files)
        leave(FINDINGS)
    click.echo(shown, nl=False)


@library.command("vendor")
@click.argument("layers", metavar="[LAYER]...", nargs=-1)
def library_vendor(layers: tuple[str, ...]) -> None:
    """Copy the libraries that come with the product into clauses/, so that they change only when you change them.

    A file that is there already stays as it is. With LAYER only that layer; core brings all the others with it,
    and calendars is the file of calendars alone.
    """
    from generator.author import vendored
    from generator.data import shipped_clauses
    from generator.load.disk import read_shipped, read_tree
    from generator.publish import write_sources

    root = workspace()
    made = vendored(read_tree(root, "clauses")[0], read_shipped(shipped_clauses())[0], layers)
    if not isinstance(made, tuple):
        report([made], {})
        leave(FINDINGS)
    files, kept = made
    refused = write_sources(root, files, replace=False)
    if refused:
        report(refused, {})
        leave(UNREADABLE)
    for path in kept:
        say(f"kept: {path}")
    say(f"{len(files)} files copied into clauses/, {len(kept)} kept as you have them.")
    say("The documents stay the same. To follow the product again, move these files out of the workspace.")


@agreements.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "id_", required=True, metavar="ID", help="Name of the new folder below agreements/.")
@click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="LAYER",
    help="A library to compare with: profiles/laboratory. May stand several times; without it, chosen by the text.",
)
@click.option(
    "--changes",
    type=click.Choice(["accepted", "rejected"]),
    help="Which text is meant where the file holds tracked changes; without it, such a file is refused.",
)
@DRY_RUN
@FORMAT
def import_(file: Path, id_: str, layers: tuple[str, ...], changes: str | None, *, dry_run: bool, form: str) -> None:
    """Make a draft from FILE, a Word file of an agreement that others wrote.

    Its wording is kept word for word; the report says what became of each passage, and what was guessed.
    """
    from generator.importing import import_agreement, lines_of_import
    from generator.publish import write_sources

    root = workspace()
    result = reading(root, id_)
    made = import_agreement(result, id_, file.name, bytes_of(file), layers=layers, changes=changes or "")
    if isinstance(made, list):
        report(made, result.files, form)
        leave(FINDINGS)
    refused = [] if dry_run else write_sources(root, made.files, replace=False)
    for line in lines_of_import(made, dry_run=dry_run) if form == "text" and not refused else ():
        click.echo(line)
    found = [*refused, *made.found]
    report(found, {**result.files, **made.files}, form, [] if refused else made.files)
    leave(UNREADABLE if refused else failing(found, "error"))


@library.command("confirm")
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--by", default="", metavar="NAME", help='Who has read both ends: --by "Niamh Sample, Head of Quality".')
@click.option("--on", default="", metavar="DATE", help="The day: 2026-11-20.")
@DRY_RUN
@FORMAT
def library_confirm(names: tuple[str, ...], by: str, on: str, dry_run: bool, form: str) -> None:
    """Show the links between words and rules that nobody has confirmed as they stand now; with --by, confirm them.

    ID is a clause, a row, a rule or a layer. Without ID, every such link is listed.
    """
    from generator.author import confirm
    from generator.load.disk import read_tree
    from generator.publish import write_sources

    if by and not names:
        raise click.UsageError("Say what you have read: a clause, a row, a rule or a layer.")
    if bool(by) != bool(on):
        raise click.UsageError('Say who has read both ends, and on which day: --by "NAME" --on 2026-11-20')
    root = workspace()
    result = reading(root, NONE)
    own = {**read_tree(root, "clauses")[0], **read_tree(root, "agreements")[0]}
    who = (said("--by", by), day(said("--on", on))) if by or on else ("", "")
    made = confirm(result.workspace, own, names, *who)
    if not isinstance(made, tuple):
        report([made], result.files, form)
        leave(FINDINGS)
    files, shown = made
    refused = [] if dry_run else write_sources(root, files, replace=True)
    if form == "text":
        click.echo(shown)
    report(refused, result.files, form, files)
    leave(FINDINGS if refused else CLEAN)
