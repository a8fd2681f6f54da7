"""Commands for Word templates: template lint, template new."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.voice import (
    CLEAN,
    FINDINGS,
    FORMAT,
    UNREADABLE,
    agreements,
    bytes_of,
    done,
    failing,
    leave,
    report,
    say,
    workspace,
)

LIKE = click.option(
    "--like",
    type=click.Choice(["counsel", "counsel-letter", "corporate"]),
    default="counsel",
    show_default=True,
    help="The shipped template that it is like, or takes what it lacks from.",
)


@agreements.group()
def template() -> None:
    """Make a Word template, say what one lacks, and mend it."""


@template.command("lint")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mend", is_flag=True, help="Mend what is safe, into a file beside FILE; FILE itself stays as it is.")
@LIKE
@FORMAT
def template_lint(file: Path, mend: bool, like: str, form: str) -> None:
    """Say what the Word template FILE lacks: styles, numbers, markers, tags; and what would print badly."""
    from generator.publish import write_sources
    from generator.render.word.linting import lint
    from generator.render.word.mending import mend as mended
    from generator.render.word.template import houses

    data = bytes_of(file)
    if mend:
        house = next(one for one in houses() if one.name == like)
        made = mended(file.name, data, house)
        for words in made.done:
            say(f"mended: {words}")
        if made.done:
            data, file = made.data, file.with_name(f"{file.stem} mended.docx")
            refused = write_sources(file.parent.resolve(), {file.name: data}, replace=False)
            if refused:
                report(refused, {}, form)
                leave(UNREADABLE)
            say(f"Written: {file}")
    found = lint(file.name, data)
    report(found, {}, form)
    leave(failing(found, "error"))


@template.command("new")
@click.argument("name")
@LIKE
@click.option("--logo", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A PNG file for the cover.")
@FORMAT
def template_new(name: str, like: str, logo: Path | None, form: str) -> None:
    """Make the Word template NAME, ready to be restyled in Word: companies/acme/house, without .docx."""
    from generator.publish import write_sources
    from generator.render.word.logo import with_logo
    from generator.render.word.template import shipped_templates

    name = name.removesuffix(".docx").strip("/")
    path = f"clauses/{name}.docx" if "/" in name else f"clauses/templates/{name}.docx"
    made = with_logo(shipped_templates()[f"{like}.docx"], bytes_of(logo) if logo else b"")
    if not isinstance(made, bytes):
        report([made], {}, form)
        leave(FINDINGS)
    refused = write_sources(workspace(), {path: made}, replace=False)
    if refused:
        report(refused, {}, form)
        leave(FINDINGS)
    done(form)
    say(f"Written: {path}. Restyle it in Word, then write in agreement.yaml: template: {name}")
    leave(CLEAN)
