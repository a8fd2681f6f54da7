"""A frozen version: what was sent or issued, stored whole; and how its status may move.

Its record is ``versions/<name>/version.json``: written by ``freeze``, read by every later release, edited by nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from generator.files import digest

SCHEMA = 1
RECORD = "version.json"


class Status(StrEnum):
    """What a frozen version is; effective and superseded follow from dates and later versions."""

    SENT = "sent"
    APPROVED = "approved"
    RETIRED = "retired"


MOVES: Mapping[Status | None, tuple[Status, ...]] = {
    None: (Status.SENT, Status.APPROVED),
    Status.SENT: (Status.APPROVED, Status.RETIRED),
    Status.APPROVED: (Status.RETIRED,),
    Status.RETIRED: (),
}
"""To which status a version may go from each; None is the working draft."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move of the status: who moved it, on which day (``2026-11-20``), and why."""

    status: Status
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter or annex as a frozen version numbers it: id, title, and its clauses in order, each by id and title.

    Attributes:
        version: Of an annex with versions of its own: ``1.2``; else empty, and it has that of its document.
        effective: Effective date of that version, ``2027-03-01``; empty when none is set.
    """

    id: str
    title: str
    annex: bool
    clauses: tuple[tuple[str, str], ...] = ()
    version: str = ""
    effective: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value, a position or a row differs from the standard, or a clause is left out; who decided it, and when."""

    words: str
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of a frozen version.

    Attributes:
        title: ``Quality Agreement``.
        number: ``QA-00123-CP``.
        version: Of this document: ``1.0``.
        draft: Number of the draft; empty when it is none.
        tree: Its tree, below the folder of the version.
        word: Its Word file, likewise.
        effective: Effective date, ``2027-01-04``; empty when none is set.
        parts: What it numbers; empty for an internal report.
    """

    title: str
    number: str
    version: str
    draft: str
    tree: str
    word: str
    effective: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen version.

    Attributes:
        name: Of its folder: ``1.0``, ``1.0-draft-3``.
        steps: How its status moved, the oldest first; never empty.
        documents: By id.
        values: Title and printed value, by id.
        libraries: Version or hash of each library, by name.
        sources: SHA-256 of each file that it was made from, by path.
        files: SHA-256 of each file that it keeps, by path below its folder.
        reasons: Why something differs from the standard, by the id of the value, clause or row.
        unsettled: What keeps it from being approved, in words.
        inputs: Hash of everything it was made from.
        replaces: For an amendment, what it replaces: ids of chapters, annexes or documents.
        amends: For an amendment, the name of the version that it amends.
    """

    name: str
    steps: tuple[Step, ...]
    documents: Mapping[str, Kept]
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    unsettled: tuple[str, ...] = ()
    inputs: str = ""
    replaces: tuple[str, ...] = ()
    amends: str = ""

    @property
    def status(self) -> Status:
        """The status it has now."""
        return self.steps[-1].status

    @property
    def frozen(self) -> Step:
        """How it came to be."""
        return self.steps[0]

    @property
    def edition(self) -> str:
        """Its edition, ``1`` of ``1.2``: numbers stay within one."""
        return edition(next(iter(self.documents.values())).version)

    def line_of(self, annex: str) -> str:
        """Return the version of an *annex*: its own, else that of its document; empty when there is none."""
        parts = ((kept.version, part) for kept in self.documents.values() for part in kept.parts if part.annex)
        return next((part.version or document for document, part in parts if part.id == annex), "")

    def moved(self, step: Step) -> Version:
        """Return the version after one more *step*; the files stay as they are."""
        return replace(self, steps=(*self.steps, step))


def edition(version: str) -> str:
    """Return the edition of ``1.2``: what stands before the first dot."""
    return version.partition(".")[0]


def base_of(versions: Sequence[Version], version: str) -> dict[str, tuple[Part, ...]]:
    """Return what the last of *versions* in the edition of *version* numbers, by document; nothing without one."""
    last = next((one for one in reversed(versions) if one.edition == edition(version)), None)
    return {id_: kept.parts for id_, kept in last.documents.items()} if last else {}


def last_issued(versions: Sequence[Version]) -> Version | None:
    """Return the last of *versions* that is no draft; None without one."""
    return next((one for one in reversed(versions) if not is_draft(one.name)), None)


def is_draft(name: str) -> bool:
    """Tell whether *name* is that of a draft."""
    return "-draft-" in name


def draft_name(version: str, draft: int) -> str:
    """Return the name under which a draft is sent."""
    return f"{version}-draft-{draft}"


# The record


def version_to_json(version: Version) -> bytes:
    """Return the record of *version*: canonical JSON with a seal over everything in it."""
    record = {"schema": SCHEMA, **asdict(version)}
    return _written({**record, "seal": digest(_written(record))})


def version_from_json(data: bytes) -> Version:
    """Return the version whose record is *data*.

    Raises:
        ValueError: If *data* is no record, was changed by hand, or follows a schema that this release does not know.
    """
    try:
        record = json.loads(data)
        seal, schema = record.pop("seal"), record["schema"]
        if schema != SCHEMA:
            raise ValueError(f"it follows schema {schema}, this release reads schema {SCHEMA}")
        if seal != digest(_written(record)):
            raise ValueError("it is not as it was written")
        del record["schema"]
        return _version(record)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it lacks or misplaces a field ({error})") from error


def _written(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _version(record: dict[str, Any]) -> Version:
    steps = tuple(Step(**{**step, "status": Status(step["status"])}) for step in record.pop("steps"))
    documents = {id_: _kept(kept) for id_, kept in record.pop("documents").items()}
    if not steps or not documents:
        raise TypeError("no step or no document")
    values = {id_: (title, words) for id_, (title, words) in record.pop("values").items()}
    reasons = {id_: Reason(**reason) for id_, reason in record.pop("reasons").items()}
    unsettled, replaces = (tuple(record.pop(name)) for name in ("unsettled", "replaces"))
    return Version(
        steps=steps,
        documents=documents,
        values=values,
        reasons=reasons,
        unsettled=unsettled,
        replaces=replaces,
        **record,
    )


def _kept(record: dict[str, Any]) -> Kept:
    parts = tuple(
        Part(**{**part, "clauses": tuple((id_, title) for id_, title in part["clauses"])})
        for part in record.pop("parts")
    )
    return Kept(**record, parts=parts)
