"""The packages that the product stands on: whether each is a release that it may stand on, and the list of them all.

The bill of materials is CycloneDX 1.6, made from the lock alone: the same bytes on every machine, without a network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DISTRIBUTION = "quality-agreements"
REASONS = {
    "lxml": "releases before 6.1 let a document read files of the machine (CVE-2026-41066)",
    "jinja2": "releases before 3.1.6 let a template out of its sandbox (CVE-2024-56326, CVE-2025-27516)",
    "click": "releases 8.2.2 and 8.3 read options wrongly",
    "mkdocs": "release 2 knows no plug-ins",
    "defusedxml": "without it, a workbook can hold a document type",
}
"""What is wrong with the releases that ``pyproject.toml`` shuts out, where it is more than age."""
ALWAYS = ("lxml>=6.1", "Jinja2>=3.1.6")
"""Asked for also where the product was never installed, so that nobody can tell what it asks for."""

LOCKED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>.*(?:\n[ \t].*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ASKED_BY = re.compile(r"^ +# (?:via |  )([\w.-]+)", re.MULTILINE)


class Package(NamedTuple):
    """A package that is asked for: the release that is here, empty when none is, and what is wrong with it, if so."""

    name: str
    found: str
    lacking: str = ""


def asked_for() -> tuple[str, ...] | None:
    """Return what the installed product asks for, without what only its tests need; None when it is not installed."""
    try:
        return tuple(line for line in requires(DISTRIBUTION) or () if "extra ==" not in line)
    except PackageNotFoundError:
        return None


def package(requirement: str) -> Package:
    """Return which release is here of the package that *requirement* names, and what is wrong with it."""
    wanted = Requirement(requirement)
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return Package(wanted.name, "", f"missing; {requirement} is needed")
    if wanted.specifier.contains(found, prereleases=True):
        return Package(wanted.name, found)
    reason = REASONS.get(canonicalize_name(wanted.name), "others were never tried")
    return Package(wanted.name, found, f"{wanted.name}{wanted.specifier} is needed: {reason}")


def unfit() -> Iterator[str]:
    """Yield a sentence for each package that is missing or of a release that the product must not run with."""
    for requirement in asked_for() or ALWAYS:
        one = package(requirement)
        if one.lacking:
            here = f"{one.name} {one.found} is installed, but " if one.found else f"{one.name} is "
            yield f"{here}{one.lacking}; install it, or start the product through run.py, which brings the right one."


class Locked(NamedTuple):
    """An entry of the lock: a release, the hashes of the files it comes in, and which packages ask for it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def locked(lock: str) -> tuple[Locked, ...]:
    """Return the entries of *lock*, the text of ``requirements.lock``, by name."""
    entries = (
        Locked(
            canonicalize_name(found["name"]),
            found["version"],
            tuple(sorted(HASH.findall(found["rest"]))),
            tuple(sorted(map(canonicalize_name, ASKED_BY.findall(found["rest"])))),
        )
        for found in LOCKED.finditer(lock)
    )
    return tuple(sorted(entries))


def bill_of_materials(lock: str, release: str, direct: Iterable[str]) -> str:
    """Return the bill of materials of the product as CycloneDX JSON.

    Args:
        lock: The text of ``requirements.lock``.
        release: The version of the product.
        direct: What the product itself asks for, without what only its tests need.
    """
    entries = locked(lock)
    needed = reached(entries, {canonicalize_name(Requirement(one).name) for one in direct})
    product = {"type": "application", **identity(DISTRIBUTION, release), "licenses": [{"license": {"id": "MIT"}}]}
    serial = uuid5(NAMESPACE_URL, f"{purl(DISTRIBUTION, release)}\n{lock}")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": product},
        "components": [component(one, required=one.name in needed) for one in entries],
        "dependencies": [
            {
                "ref": purl(name, number),
                "dependsOn": [purl(one.name, one.version) for one in entries if name in one.asked_by],
            }
            for name, number in ((DISTRIBUTION, release), *((one.name, one.version) for one in entries))
        ],
    }
    return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"


def reached(entries: Iterable[Locked], direct: Iterable[str]) -> frozenset[str]:
    """Return the names in *direct* and of all that they ask for in turn."""
    several, needed = [*entries], set(direct)
    while more := {one.name for one in several if needed.intersection(one.asked_by)} - needed:
        needed |= more
    return frozenset(needed)


def component(one: Locked, *, required: bool) -> dict[str, Any]:
    """Return an entry of the lock as a component; what only tests need is of the scope ``excluded``."""
    return {
        "type": "library",
        **identity(one.name, one.version),
        "scope": "required" if required else "excluded",
        "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
    }


def identity(name: str, number: str) -> dict[str, str]:
    """Return what names a release in a bill of materials."""
    return {"bom-ref": purl(name, number), "name": name, "version": number, "purl": purl(name, number)}


def purl(name: str, number: str) -> str:
    """Return the address of a release among the packages of Python."""
    return f"pkg:pypi/{name}@{number}"
