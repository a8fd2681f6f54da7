"""How a command ends: findings, a word of usage, or our own fault, as the program that asked wants it."""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from generator.cli.voice import CLEAN, OUR_FAULT, USAGE, Unfit, agreements, asked_form, forget, say, tell_program


def main(arguments: list[str] | None = None) -> None:
    """Run a command; whatever we did not foresee ends with a sentence and exit code 4."""
    gc.set_threshold(50_000, 20, 100)  # a workspace is read to stay: looking for rings in it was an eighth of the time
    given = arguments if arguments is not None else sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of any script, and of none
    guarded(lambda: agreements.main(arguments, prog_name="agreements", standalone_mode=False), asked_form(given))


def unfinished(form: str, what: str, words: str, code: int) -> None:
    """Tell a program why a command came to no end: *what* is ``usage``, ``machine`` or ``crash``. What it would have
    been told otherwise is dropped, since a program reads one object.
    """
    from generator.render.sarif import findings_to_sarif, github_text

    forget()
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
        tell_program()
    except click.ClickException as trouble:
        code = trouble.exit_code
        unfinished(form, "machine" if isinstance(trouble, Unfit) else "usage", trouble.format_message(), code)
        trouble.show()
    except click.Abort:
        unfinished(form, "usage", "stopped", USAGE)
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
