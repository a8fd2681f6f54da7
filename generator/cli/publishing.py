"""Commands that make what people read: build, serve, redline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.negotiating import unfit_values, written_values
from generator.cli.voice import (
    CLEAN,
    FAIL_ON,
    FINDINGS,
    FORMAT,
    OUR_FAULT,
    UNREADABLE,
    agreements,
    day,
    every,
    failing,
    known,
    leave,
    of_agreements,
    reading,
    report,
    say,
    workspace,
)

if TYPE_CHECKING:
    from generator.pipeline import Reading
    from generator.redlining import Author, Side


@agreements.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--copy",
    "copy",
    type=click.Choice(["clean", "redline", "drafting", "execution"]),
    help="Make only Word files of this kind: to send, with changes marked, to work on, or to sign.",
)
@click.option(
    "--audience",
    type=click.Choice(["inspector", "outside"]),
    help="Without what these readers may not see, as seen-by says: documents, workbook, data and site, in"
    " published/AUDIENCE; with --copy clean Word files alone.",
)
@click.option(
    "--version",
    "version",
    default="",
    metavar="VERSION",
    help="With --audience: of this frozen version; with --copy clean Word files, workbook and data, else a site too.",
)
@click.option("--enforce", is_flag=True, help="With --copy: Word insists on recording every change.")
@click.option("--on", default="", metavar="DATE", help="With --copy execution: the day on the cover.")
@FORMAT
@FAIL_ON
def build(
    *,
    ids: tuple[str, ...],
    copy: str | None,
    audience: str | None,
    version: str,
    enforce: bool,
    on: str,
    form: str,
    fail_on: str,
) -> None:
    """Make every document, workbook and the site; with ID only those agreements, the others stay as they are.

    With --copy nothing of that is made, but Word files for one purpose, in copies/ID.
    """
    from generator.building import publish_build
    from generator.mkdocs_plugin import write_site

    root = workspace()
    result = reading(root)
    known(result, ids, form)
    refuse_mixture(copy, audience, version, enforced=enforce, dated=bool(on))
    if version:
        known_version(result, one_id(ids), version)
    if audience and copy is None:
        leave(shown(root, result, frozenset(ids), audience, form, version))
    if audience:
        leave(max((cut_copies(root, result, id_, audience, version) for id_ in ids or every(result)), default=CLEAN))
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


def refuse_mixture(copy: str | None, audience: str | None, version: str, *, enforced: bool, dated: bool) -> None:
    """Leave when options do not go together."""
    if copy is None and (enforced or dated):
        raise click.UsageError("--enforce and --on belong to --copy")
    if audience and (copy not in (None, "clean") or enforced or dated):
        raise click.UsageError("--audience goes with --copy clean or without --copy, and without --enforce and --on")
    if version and not audience:
        raise click.UsageError("--version goes with --audience")


def one_id(ids: tuple[str, ...]) -> str:
    """Return the one agreement that has a version; leave when several or none are named."""
    if len(ids) != 1:
        raise click.UsageError("--version is one of one agreement: name it")
    return ids[0]


def copied(root: Path, result: Reading, id_: str, what: str, enforce: bool, on: str) -> int:  # noqa: PLR0917 - what was asked
    """Write copies of one agreement into copies/ID; return the exit code."""
    from datetime import date

    from generator.copying import copies
    from generator.office import to_pdf
    from generator.publish import write_copies

    if what == "redline":
        return last_redline(root, result, id_)
    one = result.result(id_)
    assert one is not None  # noqa: S101 - the ids are known
    made = copies(result, one, what, enforce=enforce, on=date.fromisoformat(on) if on else None, to_pdf=to_pdf)
    refused = write_copies(root, f"copies/{id_}", made.files) if made.files else []
    report([*made.found, *refused], result.files)
    for note in made.notes:
        say(note)
    if made.files and not refused:
        say(f"Copies: {root / 'copies' / id_}")
    return FINDINGS if made.found or refused else CLEAN


def cut_copies(root: Path, result: Reading, id_: str, audience: str, version: str) -> int:
    """Write copies for readers who may not see all into copies/ID/AUDIENCE; return the exit code."""
    from generator.model.choices import Audience
    from generator.publish import write_copies
    from generator.showing import audience_copies

    one = result.result(id_)
    assert one is not None  # noqa: S101 - the ids are known
    files, found = audience_copies(result, one, Audience(audience), version)
    refused = write_copies(root, f"copies/{id_}", files) if files else []
    report([*found, *refused], result.files)
    if files and not refused:
        say(f"Copies: {root / 'copies' / id_ / audience}")
        say(f"For you alone: {root / 'copies' / id_ / 'internal'} says what was cut.")
    return FINDINGS if found or refused else CLEAN


def shown(root: Path, result: Reading, ids: frozenset[str], audience: str, form: str, version: str) -> int:  # noqa: PLR0917 - what was asked
    """Write what an audience may see of the agreements *ids*, or of all, into published/AUDIENCE; return the exit
    code. With *version*, of one agreement as it was frozen.
    """
    from generator.mkdocs_plugin import write_site
    from generator.model.choices import Audience
    from generator.publish import links_on, write_below
    from generator.showing import publish_for

    home = root / "published"
    folder = home / audience
    if linked := links_on(root, f"published/{audience}"):
        report(linked, result.files, form)
        return FINDINGS
    folder.mkdir(parents=True, exist_ok=True)
    made = publish_for(folder, result, ids, Audience(audience), write_site, version=version)
    found = [*of_agreements(result, ids or every(result)), *made.outcome.found]
    published = made.outcome.manifest is not None
    refused = write_below(root, "published", made.records) if published else []
    report([*found, *refused], result.files, form)
    if not published:
        say("Nothing was published for these readers.")
        return FINDINGS
    for one in result.results:
        if not one.sound and (not ids or one.id in ids):
            say(f'"{one.id}" has errors and is not among them.')
    say(f"For these readers: {folder / 'build'}, with the site in build/site/index.html")
    say(f"For you alone: {home / 'internal'} says what was cut.")
    return failing([*found, *refused], "error")


def last_redline(root: Path, result: Reading, id_: str) -> int:
    """Write the redline of the working draft against its last frozen version, or the library standard."""
    from generator.publish import write_copies
    from generator.redlining import frozen_names, redlines, sides_of, summaries, template_of
    from generator.reviewing import answers_to

    against = [*frozen_names(result, id_)][-1:] or ["standard"]
    sides = sides_of(result, id_, against[0], "", {})
    if sides is None:
        report(of_agreements(result, [id_]), result.files)
        return FINDINGS
    answers = answers_to(result, id_, against[0], sides[0].documents, sides[1].documents)
    author = author_of(result, id_, sides[1], ("", "", ""))
    made, found = redlines(template_of(result, id_), *sides, author, answers=answers)
    files = {**{one.name: one.data for one in made}, **summaries(*sides, made)}
    refused = [] if found else write_copies(root, f"copies/{id_}", files)
    report([*found, *refused], result.files)
    if not found and not refused:
        say(f"Redline against {sides[0].title}: {root / 'copies' / id_}")
    return FINDINGS if found or refused else CLEAN


@agreements.command()
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True, help="Port on this machine.")
def serve(port: int) -> None:
    """Show the site on this machine and renew it whenever a file changes."""
    from generator.mkdocs_plugin import serve_site

    serve_site(workspace(), port)


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
    from generator.publish import write_copies
    from generator.read.text import writable
    from generator.redlining import lines_of, redlines, sides_of, summaries, template_of
    from generator.reviewing import answers_to

    root = workspace()
    result = reading(root)
    known(result, [id_], "text")
    known_sides(result, id_, against, version)
    chosen = written_values(values)
    unfit_values(result.result(id_), chosen)
    sides = sides_of(result, id_, against, version, chosen)
    if sides is None:
        report(of_agreements(result, [id_, against]), result.files)
        leave(FINDINGS)
    older, newer = sides
    author = author_of(result, id_, newer, (writable(by), day(on), writable(reason)))
    answers = {} if chosen else answers_to(result, id_, against, older.documents, newer.documents)
    made, found = redlines(template_of(result, id_), older, newer, author, page=page, answers=answers)
    if found:
        report(found, result.files)
        leave(OUR_FAULT if any(one.code == "unproven-redline" for one in found) else FINDINGS)
    for line in lines_of(older, newer, made):
        click.echo(line)
    files = {**{one.name: one.data for one in made}, **summaries(older, newer, made)}
    refused = write_copies(root, f"redlines/{id_}", files, folder)
    report([*newer.notes, *refused], result.files)
    if not refused:
        say(f"Redlines: {folder or root / 'redlines' / id_}")
    leave(UNREADABLE if refused else CLEAN)


def known_version(result: Reading, id_: str, version: str) -> None:
    """Leave with a hint when there is no such frozen version; none is asked for when *version* is empty."""
    from generator.diagnostic import nearest
    from generator.redlining import frozen_names

    names = frozen_names(result, id_)
    if version and version not in names:
        raise click.UsageError(f'there is no frozen version "{version}"; {nearest(version, names)}'.rstrip("; "))


def known_sides(result: Reading, id_: str, against: str, version: str) -> None:
    """Leave with a hint when a redline names a version or an agreement that there is not."""
    from generator.redlining import frozen_names

    names = frozen_names(result, id_)
    known_version(result, id_, version)
    if against not in ("standard", *names):
        if against not in {one.id for one in result.results}:
            have = ", ".join(names) or "none yet"
            raise click.UsageError(f'there is no frozen version and no agreement "{against}"; versions: {have}')
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
