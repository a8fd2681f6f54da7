"""The commands: arguments, printing, exit codes. Heavy imports stand inside the commands, so that --help answers at
once.

Data go to stdout, all else to stderr. Exit codes: 0 clean, 1 findings at or above ``--fail-on`` while the rest was
done,
2 usage, 3 the workspace or a named file cannot be read at all, 4 our own fault.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from datetime import date, datetime

    from generator.author import Question
    from generator.diagnostic import Diagnostic, Kind
    from generator.files import Files
    from generator.model.proposal import Round
    from generator.pipeline import Reading, Result
    from generator.redlining import Author, Side

CLEAN, FINDINGS, USAGE, UNREADABLE, OUR_FAULT = 0, 1, 2, 3, 4
SEVERITIES = ("error", "warning", "note")
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
    """Print findings: as text to stderr, or for programs to stdout.

    Args:
        found: What was found.
        files: The files of the workspace, whose lines are shown.
        form: How; as the command line says when it is not given.
        changed: The files that the command wrote or would write, if it writes any.
    """
    from generator.render.findings import findings_to_json, findings_to_text, summary
    from generator.render.sarif import findings_to_github, findings_to_sarif

    several, paths = list(found), [*(changed or ())]
    match form or form_now():
        case "json":
            click.echo(findings_to_json(several, None if changed is None else {"files": paths}))
        case "sarif":
            click.echo(findings_to_sarif(several, files))
        case "github":
            click.echo(findings_to_github(several), nl=bool(several))
        case _:
            for path in paths:
                click.echo(path)
            if several:
                say(findings_to_text(several, files, colour=colourful()))
            if several or changed is None:
                say(summary(several))


def form_now() -> str:
    """Return how the command that runs prints findings."""
    context = click.get_current_context(silent=True)
    return str(context.params.get("form", "text")) if context else "text"


def colourful() -> bool:
    """Tell whether stderr is a terminal that shows colours, and nobody asked for none (``NO_COLOR``)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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

    trouble = write_sources(folder, starter_files(company, schema_files()), replace=False)
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
@FORMAT
def new(id_: str, answers: Path | None, form: str) -> None:
    """Make the folder of a new agreement named ID, from questions or from a file of answers."""
    from generator.author import new_agreement
    from generator.publish import write_sources

    root = workspace()
    result = reading(root)
    if result.result(id_) is not None:
        raise click.UsageError(f'There is an agreement "{id_}" already. Choose another name.')
    made = new_agreement(id_, given(answers) if answers else asked(), result.workspace)
    if isinstance(made, list):
        report(made, {answers.name: answers.read_bytes()} if answers else {})
        leave(FINDINGS)
    refused = write_sources(root, made, replace=False)
    if refused:
        report(refused, {})
        leave(UNREADABLE)
    done(form)
    say(f"agreements/{id_} is made. Texts that begin with a question mark are still open.\nNext: agreements build")


def given(path: Path) -> Any:
    """Return the answers in the file *path*, or leave with what is wrong with them."""
    from generator.author import read_answers
    from generator.read.yaml import read_yaml

    data = path.read_bytes()
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
    if not watching:
        leave(failing(shown(result, ids, form, day), fail_on))
    watch(partial(stamps, root), partial(look, root, ids, form, day), partial(time.sleep, 1))


def shown(result: Reading, ids: tuple[str, ...], form: str, on: date | None = None) -> list[Diagnostic]:
    """Print and return what was found in the agreements *ids*, or in all, and which reviews are due *on* a day."""
    from generator.diagnostic import order
    from generator.pipeline import reviews_due

    found = of_agreements(result, ids) if ids else [*result.found]
    if on:
        found = order([*found, *reviews_due(result, ids, on)])
    report(found, result.files, form)
    return found


def look(root: Path, ids: tuple[str, ...], form: str, on: date | None = None) -> None:
    """Read the workspace and print what is found."""
    from generator.pipeline import read

    say("Checking.")
    shown(read(root), ids, form, on)


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


def of_agreements(result: Reading, ids: Iterable[str]) -> list[Diagnostic]:
    """Return what was found in the agreements *ids* and in all that they are made from."""
    from generator.diagnostic import order

    return order(fault for one in result.results if one.id in ids for fault in one.found)


@agreements.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--copy",
    "copy",
    type=click.Choice(["clean", "redline", "drafting", "execution"]),
    help="Make only Word files of this kind: to send, with changes marked, to work on, or to sign.",
)
@click.option("--enforce", is_flag=True, help="With --copy: Word insists on recording every change.")
@click.option("--on", default="", metavar="DATE", help="With --copy execution: the day on the cover.")
@FORMAT
@FAIL_ON
def build(*, ids: tuple[str, ...], copy: str | None, enforce: bool, on: str, form: str, fail_on: str) -> None:
    """Make every document, workbook and the site; with ID only those agreements, the others stay as they are.

    With --copy nothing of that is made, but Word files for one purpose, in copies/ID.
    """
    from generator.mkdocs_plugin import write_site
    from generator.pipeline import publish_build

    root = workspace()
    result = reading(root)
    known(result, ids, form)
    if copy is None and (enforce or on):
        raise click.UsageError("--enforce and --on belong to --copy")
    if copy:
        leave(max((copied(root, result, id_, copy, enforce, day(on)) for id_ in ids or every(result)), default=CLEAN))
    outcome = publish_build(root, result, frozenset(ids), write_site)
    found = [*result.found, *outcome.found]
    report(found, result.files, form)
    if outcome.manifest is None:
        say("Nothing was published; the last build stays as it was.")
        leave(OUR_FAULT if not failing(found, "error") else FINDINGS)
    for one in result.results:
        if not one.sound:
            say(f'"{one.id}" has errors: its last good documents, if there are any, stay as they were.')
    say("Results: build/word, build/excel, build/json and build/site/index.html")
    leave(failing(found, fail_on))


def every(result: Reading) -> list[str]:
    """Return the ids of all agreements."""
    return [one.id for one in result.results]


def copied(root: Path, result: Reading, id_: str, what: str, enforce: bool, on: str) -> int:  # noqa: PLR0917 - what was asked
    """Write copies of one agreement into copies/ID; return the exit code."""
    from datetime import date

    from generator.copying import copies
    from generator.office import to_pdf
    from generator.publish import write_sources

    if what == "redline":
        return last_redline(root, result, id_)
    one = result.result(id_)
    assert one is not None  # noqa: S101 - the ids are known
    made = copies(result, one, what, enforce=enforce, on=date.fromisoformat(on) if on else None, to_pdf=to_pdf)
    refused = write_sources(root / "copies" / id_, made.files, replace=True) if made.files else []
    report([*made.found, *refused], result.files)
    for note in made.notes:
        say(note)
    if made.files and not refused:
        say(f"Copies: {root / 'copies' / id_}")
    return FINDINGS if made.found or refused else CLEAN


def last_redline(root: Path, result: Reading, id_: str) -> int:
    """Write the redline of the working draft against its last frozen version, or the library standard."""
    from generator.publish import write_sources
    from generator.redlining import frozen_names, redlines, sides_of, summaries, template_of

    against = [*frozen_names(result, id_)][-1:] or ["standard"]
    sides = sides_of(result, id_, against[0], "", {})
    if sides is None:
        report(of_agreements(result, [id_]), result.files)
        return FINDINGS
    made, found = redlines(template_of(result, id_), *sides, author_of(result, id_, sides[1], ("", "", "")))
    files = {**{one.name: one.data for one in made}, **summaries(sides[0], made)}
    refused = [] if found else write_sources(root / "copies" / id_, files, replace=True)
    report([*found, *refused], result.files)
    if not found and not refused:
        say(f"Redline against {sides[0].title}: {root / 'copies' / id_}")
    return FINDINGS if found or refused else CLEAN


@agreements.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
def serve(port: int) -> None:
    """Show the site on this machine and renew it whenever a file changes."""
    from generator.mkdocs_plugin import serve_site

    serve_site(workspace(), port)


@agreements.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the table is printed.")
def status(form: str) -> None:
    """List the agreements: draft, findings, and whether the build is up to date."""
    from generator.pipeline import status_rows

    root = workspace()
    rows = status_rows(root, reading(root))
    if form == "json":
        click.echo(json.dumps({"schema": 1, "agreements": rows}, ensure_ascii=False, indent=1))
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
        click.echo(json.dumps(known.answers_record(what, answers), ensure_ascii=False, indent=1))
    else:
        click.echo(known.answers_text(answers), nl=False)
    if not answers:
        ids = known.names(result.workspace, drafts)
        say(f'Nothing here is called "{what}". {nearest(what, [*kinds, *ids])}'.rstrip())
        leave(FINDINGS)


def explain_code(code: str, form: str) -> None:
    """Print what the page of a kind of finding says."""
    from generator.render.examples import examples
    from generator.render.findings import explanation, explanation_record

    example = examples(case_files()).get(code)
    if form == "json":
        record = {"schema": 1, **explanation_record(code, example)}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        click.echo(explanation(code, example), nl=False)


@agreements.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; the exit code is 1 when a file would change."
)
@click.option("--diff", "only_shown", is_flag=True, help="Change nothing; show what would change, line by line.")
@FORMAT
def fmt(paths: tuple[Path, ...], only_check: bool, only_shown: bool, form: str) -> None:
    """Bring clause files and YAML files into their canonical form; what they say does not change."""
    from generator.author import format_file
    from generator.document.difference import line_changes
    from generator.publish import write_sources

    root = workspace()
    changed: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    sources = source_files(root, paths)
    for path, data in sources.items():
        made = format_file(path, data)
        if isinstance(made, bytes):
            changed |= {path: made} if made != data else {}
        else:
            found.append(made)
    if not (only_check or only_shown):
        found += write_sources(root, changed, replace=True)
    report(found, sources, form, changed)
    if only_shown and form == "text":
        for path, data in changed.items():
            told(f"{path}:", line_changes(sources[path].decode(errors="replace"), data.decode()))
    leave(FINDINGS if found or (only_check and changed) else CLEAN)


def source_files(root: Path, paths: tuple[Path, ...]) -> dict[str, bytes]:
    """Return the clause and YAML files of the workspace, or those at or below *paths*."""
    from generator.load.disk import read_tree

    files = {**read_tree(root, "clauses")[0], **read_tree(root, "agreements")[0]}
    wanted = [path.resolve().relative_to(root.resolve()).as_posix() for path in paths]
    inside = {
        path: data
        for path, data in files.items()
        if not wanted or any(path == one or path.startswith(f"{one}/") for one in wanted)
    }
    return {path: data for path, data in inside.items() if path.endswith((".md", ".yaml")) and "/versions/" not in path}


def pairs(fields: Iterable[str]) -> dict[str, str]:
    """Return what stands before and behind the first equals sign of each of *fields*."""
    for one in fields:
        if "=" not in one:
            say(f'"{one}" is no field with its words. Write --set "FIELD=WORDS".')
            leave(USAGE)
    return {name.strip(): words.strip() for name, _, words in (one.partition("=") for one in fields)}


def told(head: str, lines: list[str]) -> None:
    """Print *lines* below *head*; nothing when there are none."""
    if lines:
        click.echo("\n".join([head, *(f"  {line}" for line in lines)]))


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
    from generator.pipeline import preview, printed
    from generator.publish import write_sources

    root = workspace()
    result = reading(root)
    made = amended(result.workspace, result.files, id_, layer, pairs(fields))
    if not isinstance(made, dict):
        report([made], result.files)
        leave(FINDINGS)
    refused = [] if dry_run else write_sources(root, made, replace=True)
    report(refused, result.files, form, made)
    if form == "text" and not refused and fields:
        told("This prints otherwise, [-what went-] and {+what came+}:", preview(result, made))
    elif form == "text" and not refused:
        told("The documents stay the same until you change the new words. Now they print:", printed(result, id_))
    leave(FINDINGS if refused else CLEAN)


@agreements.command()
@click.argument("id_", metavar="ID")
@DRY_RUN
@FORMAT
def adopt(id_: str, dry_run: bool, form: str) -> None:
    """Confirm that an overlay, or an agreement, has been read against the libraries as they are now.

    Run it with --dry-run first: it shows what lay below and what lies there now, and what every agreement prints.
    """
    from generator.author import adopt as adopted
    from generator.pipeline import library_cards, printed, since_last_build
    from generator.publish import write_sources

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
            told("The agreements print, now as before:", printed(result, id_))
        elif dry_run:
            told("Since the last build it prints otherwise:", since_last_build(root, result, agreement))
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

    A file that is there already stays as it is. With LAYER only that layer; core brings all the others with it.
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


@agreements.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--against",
    default="standard",
    show_default=True,
    metavar="WHAT",
    help="standard: the libraries without what this agreement changes; or a frozen version; or another agreement.",
)
@click.option(
    "--version",
    "version",
    default="",
    metavar="VERSION",
    help="The frozen version whose changes are shown; without it, the working draft.",
)
@click.option(
    "--with",
    "values",
    multiple=True,
    metavar="VALUE=TEXT",
    help='Show the present draft with another value: --with critical-deviation-notice="2 business days".',
)
@click.option(
    "--by",
    default="",
    metavar="NAME",
    help="Whose changes Word shows; without it, who froze the version, or the number of the agreement.",
)
@click.option("--on", default="", metavar="DATE", help="Their day: 2026-11-20; without it, that of the version.")
@click.option("--reason", default="", metavar="TEXT", help="Why, as a comment beside the first change; likewise.")
@click.option(
    "--page/--no-page", "page", default=True, help="Whether a page before the text lists the changes; it does."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go; without it, redlines/ID.",
)
def redline(
    id_: str,
    *,
    against: str,
    version: str,
    values: tuple[str, ...],
    by: str,
    on: str,
    reason: str,
    page: bool,
    folder: Path | None,
) -> None:
    """Write Word files of agreement ID with tracked changes, and say what they show."""
    from generator.publish import write_sources
    from generator.redlining import lines_of, redlines, sides_of, summaries, template_of

    root = workspace()
    result = reading(root)
    known(result, [id_], "text")
    known_sides(result, id_, against, version)
    chosen = written_values(values)
    unknown_values(result.result(id_), chosen)
    sides = sides_of(result, id_, against, version, chosen)
    if sides is None:
        report(of_agreements(result, [id_, against]), result.files)
        leave(FINDINGS)
    older, newer = sides
    author = author_of(result, id_, newer, (by, day(on), reason))
    made, found = redlines(template_of(result, id_), older, newer, author, page=page)
    if found:
        report(found, result.files)
        leave(OUR_FAULT if any(one.code == "unproven-redline" for one in found) else FINDINGS)
    for line in lines_of(made):
        click.echo(line)
    target = folder or root / "redlines" / id_
    refused = write_sources(target, {**{one.name: one.data for one in made}, **summaries(older, made)}, replace=True)
    report(refused, {})
    say(f"Redlines: {target}")
    leave(UNREADABLE if refused else CLEAN)


def known_sides(result: Reading, id_: str, against: str, version: str) -> None:
    """Leave with a hint when a redline names a version or an agreement that there is not."""
    from generator.diagnostic import nearest
    from generator.redlining import frozen_names

    names = frozen_names(result, id_)
    if version and version not in names:
        raise click.UsageError(f'there is no frozen version "{version}". {nearest(version, names)}'.rstrip())
    if against not in ("standard", *names):
        known(result, [against], "text")


def author_of(result: Reading, id_: str, newer: Side, given: tuple[str, str, str]) -> Author:
    """Return whose the changes of a redline are: as *given* (name, day, reason), else by the record of the version."""
    from generator.redlining import Author

    by, on, reason = given
    step = newer.step
    one = result.result(id_)
    number = one.draft.agreement.number if one and one.draft else id_
    return Author(
        by or (step.by if step else number), on or (step.on if step else ""), reason or (step.reason if step else "")
    )


@agreements.group()
def review() -> None:
    """Read Word files that came back, decide what they propose, and write what was agreed."""


@review.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--against",
    default="",
    metavar="WHAT",
    help="draft: compare with the draft of today, whatever the file was made from.",
)
@FORMAT
def review_read(file: Path, against: str, form: str) -> None:
    """List what the Word file FILE proposes, and keep it for decisions; nothing is applied."""
    from generator.publish import write_sources
    from generator.reviewing import files_of_round, lines_of_round, read_review

    root = workspace()
    result = reading(root)
    made = read_review(result, file.name, file.read_bytes(), against=against)
    if isinstance(made, list):
        report(made, result.files, form)
        leave(FINDINGS)
    name, files = files_of_round(result, made)
    refused = write_sources(root, files, replace=False)
    for line in lines_of_round(made, name, known=not files):
        if form == "text":
            click.echo(line)
    report(refused, {}, form, files)
    leave(UNREADABLE if refused else CLEAN)


@review.command("decide")
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="ROUND")
@click.argument("ones", metavar="[PROPOSAL]...", nargs=-1)
@click.option("--accept", "decision", flag_value="accept", help="Agree to these proposals.")
@click.option("--reject", "decision", flag_value="reject", help="Refuse them; --reason says why.")
@click.option("--counter", default="", metavar="WORDS", help="Offer other words instead.")
@click.option("--all", "every", is_flag=True, help="All that nobody has decided yet.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--by", default="", metavar="NAME", help="Name and title of who decides.")
@click.option("--on", default="", metavar="DATE", help="Day of the decision: 2026-11-20.")
@FORMAT
def review_decide(id_: str, name: str, ones: tuple[str, ...], *, every: bool, form: str, **facts: str | None) -> None:
    """Decide proposals of round ROUND of agreement ID; without a decision, list what stands there."""
    from generator.publish import write_sources
    from generator.reviewing import decided, lines_of_round

    root = workspace()
    result = reading(root)
    found = a_round(result, id_, name, form)
    if not (facts["decision"] or facts["counter"]):
        for line in lines_of_round(found, name, known=True):
            click.echo(line)
        leave(CLEAN)
    day(facts["on"] or "")
    made = decided(result.files, found, name, ones, every=every, facts={key: text or "" for key, text in facts.items()})
    if not isinstance(made, dict):
        report(made, result.files, form)
        leave(FINDINGS)
    refused = write_sources(root, made, replace=True)
    report(refused, {}, form, made)
    leave(UNREADABLE if refused else CLEAN)


@review.command("apply")
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="ROUND")
@DRY_RUN
@FORMAT
def review_apply(id_: str, name: str, dry_run: bool, form: str) -> None:
    """Write what was agreed in round ROUND into the files of agreement ID, all of it or nothing."""
    from generator.applying import apply_round
    from generator.document.difference import line_changes
    from generator.publish import write_sources
    from generator.reviewing import round_path

    root = workspace()
    result = reading(root)
    made = apply_round(result, a_round(result, id_, name, form), round_path(id_, name))
    if isinstance(made, list):
        report(made, result.files, form)
        say("Nothing was written.")
        leave(FINDINGS)
    for path, data in made.files.items() if form == "text" else ():
        told(f"{path}:", line_changes(result.files.get(path, b"").decode(errors="replace"), data.decode()))
    refused = [] if dry_run else write_sources(root, made.files, replace=True)
    report([*refused, *made.left], result.files, form, made.files)
    say(f"{len(made.done)} {'would be' if dry_run else 'are'} written, {len(made.left)} wait for a person.")
    leave(UNREADABLE if refused else FINDINGS if made.left else CLEAN)


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
    from generator.publish import write_sources
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
    refused = write_sources(target, {name: data}, replace=True)
    report(refused, {}, form, [] if refused else [str(target / name)])
    leave(UNREADABLE if refused else CLEAN)


@workbook.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FORMAT
def workbook_import(file: Path, form: str) -> None:
    """List what the edited workbook FILE proposes, and keep it for decisions; nothing is applied."""
    from generator.publish import write_sources
    from generator.reviewing import files_of_round, lines_of_round
    from generator.workbooks import import_workbook

    root = workspace()
    result = reading(root)
    made, found = import_workbook(result, file.name, file.read_bytes())
    if made is None:
        report(found, result.files, form)
        leave(FINDINGS)
    name, files = files_of_round(result, made)
    refused = write_sources(root, files, replace=False)
    for line in lines_of_round(made, name, known=not files) if form == "text" else ():
        click.echo(line)
    report([*found, *refused], {}, form, files)
    leave(UNREADABLE if refused else failing(found, "error"))


def a_round(result: Reading, id_: str, name: str, form: str) -> Round:
    """Return a round of an agreement, or leave with what there is instead."""
    from generator.reviewing import read_round, round_path, rounds_in

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


def unknown_values(result: Result | None, values: Iterable[str]) -> None:
    """Leave with a hint for the first of *values* that the agreement does not know."""
    from generator.diagnostic import nearest

    known_ids = result.draft.values if result and result.draft else {}
    for id_ in values:
        if id_ not in known_ids:
            raise click.UsageError(f'there is no value "{id_}". {nearest(id_, known_ids)}'.rstrip())


def written_values(values: tuple[str, ...]) -> dict[str, str]:
    """Return ``VALUE=TEXT`` as a map, or leave with how it is written."""
    split = [one.partition("=") for one in values]
    wrong = [id_ for id_, sign, text in split if not sign or not text.strip()]
    if wrong:
        raise click.UsageError(f'"{wrong[0]}" has no value: write --with change-notice="3 business days"')
    return {id_.strip(): text.strip() for id_, _, text in split}


def day(text: str) -> str:
    """Return a date as it was written, or leave with how it is written."""
    from generator.model.values import parse_date

    try:
        return parse_date(text).isoformat() if text else ""
    except ValueError as trouble:
        raise click.UsageError(str(trouble)) from None


def files_verified(root: Path, paths: tuple[Path, ...], form: str) -> int:
    """Say of each file whether it is one of ours; return the exit code."""
    from generator.verifying import built_originals, frozen_originals, verify_file

    result = reading(root)
    originals = [*frozen_originals(result), *built_originals(root, result)]
    found: list[Diagnostic] = []
    for path in paths:
        words, faults = verify_file(str(path), path.read_bytes(), originals)
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
        if not (moves or is_draft(version) or office()):
            say(NO_OFFICE)


def said(option: str, words: str) -> str:
    """Return *words* in one line, or leave when there are none."""
    if not words.strip():
        raise click.UsageError(f"{option} needs words")
    return " ".join(words.split())


@agreements.command()
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(dir_okay=False, exists=True, path_type=Path))
@FORMAT
def verify(paths: tuple[Path, ...], form: str) -> None:
    """Say whether every file of the build is still the one that was made.

    With FILE, from wherever it came: whether it was built or frozen here, or which clauses and parts differ.
    """
    from generator.publish import recover
    from generator.publish import verify as verified

    root = workspace()
    if paths:
        leave(files_verified(root, paths, form))
    recover(root)
    found = verified(root)
    report(found, {}, form)
    leave(failing(found, "error"))


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
    files = dict(schema_files())
    if (root / "generator" / "cli.py").is_file():
        from generator.render.reference import reference_pages

        files |= reference_pages(every_kind(), commands(), source_files(root, ()), case_files())
    refused = write_sources(root, files, replace=True)
    report(refused, {})
    leave(FINDINGS if refused else CLEAN)


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


def main(arguments: list[str] | None = None) -> None:
    """Run a command; whatever we did not foresee ends with a sentence and exit code 4."""
    given = arguments if arguments is not None else sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # names of any script, on any machine
    guarded(lambda: agreements.main(arguments, prog_name="agreements", standalone_mode=False), asked_form(given))


def asked_form(given: list[str]) -> str:
    """Return how a command line asks for findings, also one that cannot be understood otherwise."""
    joined = [one.partition("=")[2] for one in given if one.startswith("--format=")]
    apart = [value for name, value in pairwise(given) if name == "--format"]
    return next((form for form in (*joined, *apart) if form in FORMS), "text")


def unfinished(form: str, what: str, words: str, code: int) -> None:
    """Tell a program why a command came to no end: *what* is ``usage``, ``machine`` or ``crash``."""
    from generator.render.sarif import findings_to_sarif, github_text

    if form == "json":
        click.echo(json.dumps({"schema": 1, what: words}, ensure_ascii=False))
    elif form == "sarif":
        click.echo(findings_to_sarif([], {}, words, code))
    elif form == "github":
        click.echo(f"::error title={what}::{github_text(words)}")


def guarded(run: Callable[[], Any], form: str) -> NoReturn:
    """Run and end the process with the right code; *form* says how a program wants to hear of trouble."""
    try:
        code = run()
    except click.ClickException as trouble:
        code = trouble.exit_code
        unfinished(form, "machine" if isinstance(trouble, Unfit) else "usage", trouble.format_message(), code)
        trouble.show()
    except click.Abort:
        say("Stopped.")
        code = USAGE
    except BrokenPipeError:  # who reads has read enough: `agreements schema | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except Exception as trouble:  # noqa: BLE001 - the last door: a crash is said, never hidden
        code = OUR_FAULT
        if os.environ.get("AGREEMENTS_DEBUG"):
            traceback.print_exc()
        unfinished(form, "crash", f"{type(trouble).__name__}: {trouble}", code)
        say(
            f"This is our fault, not yours: {type(trouble).__name__}: {trouble}\n"
            "Nothing was published. Set AGREEMENTS_DEBUG=1 to see where it happened."
        )
    sys.exit(code if isinstance(code, int) else CLEAN)


if __name__ == "__main__":
    main()
