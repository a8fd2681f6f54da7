"""How a command ends when a person stops it, or who reads has read enough."""

from __future__ import annotations

import json
import os
import sys
from typing import NoReturn

import click
import pytest

from generator.cli.ending import guarded


def stopped() -> NoReturn:
    """Be stopped by a person."""
    raise click.Abort


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_who_stops_a_command_is_told_so_and_a_program_too(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        guarded(stopped, form)
    out, err = capsys.readouterr()
    assert (ended.value.code, err) == (2, "Stopped.\n")
    told = {"text": "", "json": json.dumps({"schema": 1, "usage": "stopped"}) + "\n", "github": "::error title=usage"}
    assert out == told[form] or (form == "github" and out.startswith(told[form]))


def test_a_reader_who_left_ends_a_command_well_and_is_written_to_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe whose reader left would be told of once more when the process ends, over what was not yet written."""
    read_end, write_end = os.pipe()
    os.close(read_end)

    with os.fdopen(write_end, "w", encoding="utf-8") as gone:

        def printing() -> None:
            gone.write("lines")
            gone.flush()

        monkeypatch.setattr(sys, "stdout", gone)
        with pytest.raises(SystemExit) as ended:
            guarded(printing, "text")
        gone.write("more")
        gone.flush()
        monkeypatch.undo()
    assert ended.value.code == 0
