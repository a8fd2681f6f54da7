"""Where the libraries, the theme and the cases that come with the product are, in an installed wheel and in a checkout.

The wheel carries them as ``generator/_data``; in this repository ``clauses/``, ``site/theme``
and ``tests/cases/check`` are their source. The lock lies among the facts about the wheel.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped_clauses(package: Path = _HERE) -> Path:
    """Return the folder of the shipped libraries: core, regions, profiles, catalogue and calendars.

    Args:
        package: The folder of the package ``generator``; a wheel keeps its data inside, a checkout beside.
    """
    return _shipped(package, "clauses", "clauses")


def shipped_theme(package: Path = _HERE) -> Path:
    """Return the folder of the site's theme, the one that holds ``mkdocs_theme.yml``."""
    return _shipped(package, "theme", "site/theme")


def shipped_cases(package: Path = _HERE) -> Path:
    """Return the folder of the cases: for each kind of finding a file with examples that the tests hold true."""
    return _shipped(package, "cases", "tests/cases/check")


def shipped_zones() -> list[str]:
    """Return the names of all time zones, from the package that carries their table."""
    from importlib.resources import files

    return files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()


def shipped_lock(package: Path = _HERE) -> str:
    """Return the lock: every package that the product and its tests stand on, with its version and hashes."""
    beside = package.parent / "requirements.lock"
    if not (package / "_data").is_dir() and beside.is_file():
        return beside.read_text(encoding="utf-8")
    return distribution("quality-agreements").read_text("extra_metadata/requirements.lock") or ""


def _shipped(package: Path, in_wheel: str, in_checkout: str) -> Path:
    data = package / "_data"
    return data / in_wheel if data.is_dir() else package.parent / in_checkout


@dataclass(frozen=True)
class Theme:
    """What mkdocs asks of an entry point of a theme: an object whose ``__file__`` stands in the theme's folder.

    mkdocs expects a Python package there; ours would have to stand in ``site/``, which holds no code.
    """

    __file__: str


THEME = Theme(str(shipped_theme() / "mkdocs_theme.yml"))
