"""The commands: arguments, printing, exit codes. Heavy imports stand inside the commands, so that --help answers at
once.

Data go to stdout, all else to stderr. Exit codes: 0 clean, 1 findings at or above ``--fail-on`` while the rest was
done, 2 usage, 3 the workspace or a named file cannot be read at all, 4 our own fault. Each module registers its
commands when it is imported.
"""

from __future__ import annotations

from generator.cli import checking, drafting, keeping, negotiating, product, publishing, styling
from generator.cli.ending import main
from generator.cli.product import commands
from generator.cli.voice import agreements

__all__ = [
    "agreements",
    "checking",
    "commands",
    "drafting",
    "keeping",
    "main",
    "negotiating",
    "product",
    "publishing",
    "styling",
]
