"""LibreOffice between hand and reader: a file is opened and saved as its users do."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
RESAVE = Path(__file__).with_name("office_resave.py")
WRITER, CALC = "MS Word 2007 XML", "Calc MS Excel 2007 XML"
Through = Callable[[bytes], bytes]
"""What a file goes through."""


@contextmanager
def libreoffice(written_as: str) -> Iterator[Through]:
    """Start LibreOffice and give what opens and saves a file in it; end it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        ending = ".xlsx" if written_as == CALC else ".docx"
        source, target = place / f"sent{ending}", place / f"back{ending}"
        command = [SYSTEM_PYTHON, str(RESAVE), f"-env:UserInstallation={(place / 'profile').as_uri()}", written_as]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as office:
            asked, answers = office.stdin, office.stdout
            assert asked is not None
            assert answers is not None

            def through(data: bytes) -> bytes:
                source.write_bytes(data)
                print(source, target, sep="\t", file=asked, flush=True)
                if answers.readline().strip() != str(target):
                    raise SystemExit("LibreOffice gave no file")
                return target.read_bytes()

            yield through
