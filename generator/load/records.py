"""Which file holds what: from the paths of a workspace to its layers, agreements and catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from generator.diagnostic import Diagnostic, Severity, Span, closest, kind
from generator.files import Files, blind, digest
from generator.load.clauses import read_clause
from generator.load.disk import UNKNOWN_FILE
from generator.model.agreement import Agreement
from generator.model.authored import Authored
from generator.model.clause import ClauseSource
from generator.model.kinds import CATALOGUE, ROWS, kind_of
from generator.model.library import AgreementSource, Catalogue, Layer, LibraryCard, Rank, RowSource, Workspace
from generator.model.link import LINKS, Confirmed, links_from_text
from generator.model.party import Contact
from generator.model.places import PLACES, read_places
from generator.model.values import parse_id
from generator.model.version import RECORD, Version, version_from_json
from generator.read.shape import WRONG_VALUE, read_record, row_faults
from generator.read.text import LARGEST, odd_characters
from generator.read.yaml import MarkedList, MarkedMap, read_yaml

SAME_ID = kind(
    "same-id",
    "Two records of one kind have the same id.",
    matters="References and overlays follow ids; which of the two is meant would be a guess.",
    cure="Give one of them an id of its own; ids are permanent, so keep the older one.",
)
PATH_TWINS = kind(
    "path-twins",
    "Two files or folders of the workspace differ in nothing but capital letters.",
    matters="On Windows and macOS one takes the place of the other, and its text is lost.",
    cure="Give one of them another name; an id and the name of its file or folder go together.",
)
OWN_ID = "give the newer one an id of its own, or delete it if it was copied by mistake"
NO_RECORD = kind(
    "missing-agreement",
    "A folder below agreements/ has no agreement.yaml.",
    matters="What stands in the folder is in no document.",
    cure="Write agreement.yaml, or run `agreements new` under another name and move the files there.",
)

BROKEN_VERSION = kind(
    "broken-version",
    "The record of a frozen version cannot be read, or was changed by hand.",
    matters="What was sent or approved, by whom and when, can no longer be shown.",
    cure="Take version.json back from version control or a copy; `agreements freeze` alone writes it.",
)

RANKS = {"core": Rank.CORE, "regions": Rank.REGION, "profiles": Rank.PROFILE, "companies": Rank.COMPANY}
Record = TypeVar("Record", bound=Authored)


@dataclass(slots=True)
class Draft:
    """A layer while its files are being read."""

    name: str
    rank: Rank
    card: LibraryCard | None = None
    rows: dict[str, dict[str, RowSource]] = field(default_factory=lambda: defaultdict(dict))
    clauses: dict[str, ClauseSource] = field(default_factory=dict)
    links: tuple[Confirmed, ...] = ()
    agreement: Agreement | None = None
    contacts: tuple[Contact, ...] = ()
    versions: list[Version] = field(default_factory=list)
    spelled: dict[tuple[str, str], Span] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def layer(self) -> Layer:
        """Return what was read."""
        return Layer(self.name, self.rank, self.card, dict(self.rows), self.clauses, self.places, self.links)


@dataclass(frozen=True, slots=True)
class Home:
    """What the files of one layer, of one agreement or of the catalogue said, and what was wrong in each of them.

    Attributes:
        draft: None where none of the files belongs to a layer or an agreement.
        layer: What the draft came to.
    """

    files: Mapping[str, bytes]
    draft: Draft | None
    layer: Layer | None
    catalogue: Mapping[str, Mapping[str, Any]]
    faults: Mapping[str, list[Diagnostic]]


Homes = dict[str, Home]
"""What was read before, by the name of the home."""


def load(
    files: Files, unreadable: Iterable[str] = (), before: Homes | None = None
) -> tuple[Workspace, list[Diagnostic]]:
    """Return the workspace in *files* and every fault of shape; what is malformed is reported and left out, and so is
    what lacks one of the files that are *unreadable*, which has been reported.

    Args:
        files: The workspace, by path.
        unreadable: Files that should be among them.
        before: What was read at an earlier time. A home whose files have not moved since is taken from it, and what is
            read now is put into it.
    """
    homes = homes_of(files, {} if before is None else before)
    drafts = [home.draft for home in homes.values() if home.draft is not None]
    faults = {path: several for home in homes.values() for path, several in home.faults.items()}
    found = [fault for path in sorted(files) for fault in faults[path]]
    found += path_twins(files)
    found += [missing_record(draft) for draft in drafts if is_empty(draft, {*files, *unreadable})]
    found = first_causes(found)
    return assemble(homes, files, found), found


def homes_of(files: Files, before: Homes) -> Homes:
    """Return every home in *files*, read now unless it stands in *before* with the same files; *before* follows."""
    parted: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for path in sorted(files):
        parted[place_of(path)[0]][path] = files[path]
    homes = {
        name: kept if (kept := before.get(name)) and kept.files == own else read_home(name, own)
        for name, own in parted.items()
    }
    before.clear()
    before.update(homes)
    return homes


def read_home(home: str, files: Files) -> Home:
    """Return what the *files* of one *home* say."""
    draft: Draft | None = None
    catalogue: dict[str, dict[str, Any]] = {}
    faults: dict[str, list[Diagnostic]] = {}
    for path, data in files.items():
        name = place_of(path)[1]
        found = odd_words(path, data)
        if home == "catalogue" and name in CATALOGUE:
            catalogue[name], wrong = read_rows(path, data, CATALOGUE[name])
            found += wrong
        elif name.endswith(".docx") and not is_kept(name):
            pass  # a template, which is compiled when an agreement asks for it
        elif home in ("catalogue", ""):
            found += [] if name.startswith(("schemas/", "templates/")) else [unknown(path, CATALOGUE)]
        else:
            draft = draft or Draft(home, rank_of(home))
            found += read_into(draft, path, name, data)
        faults[path] = found
    names = {path.rpartition("/")[2] for path in files}
    faults = {path: [lost_rows(one, names) for one in found] for path, found in faults.items()}
    return Home(files, draft, draft.layer() if draft else None, catalogue, faults)


def lost_rows(fault: Diagnostic, names: Collection[str]) -> Diagnostic:
    """Return *fault* as an error when it is about a file of rows under another ending, and no other holds such rows:
    what they would have filled is not reported again.
    """
    stem = fault.span.path.rpartition("/")[2].partition(".")[0].lower()
    alone = stem in {kind_of(one) for one in ROWS} and f"{stem}.yaml" not in names
    return replace(fault, severity=Severity.ERROR) if fault.code == UNKNOWN_FILE.code and alone else fault


def is_template(path: str) -> bool:
    """Tell whether *path* is a Word template of a library."""
    name = place_of(path)[1]
    return name.endswith(".docx") and not is_kept(name) and path.startswith("clauses/")


def first_causes(found: list[Diagnostic]) -> list[Diagnostic]:
    """Return *found* without what only follows: a value that is wrong because quotation marks are missing on its line,
    because YAML cut it there, or because a character of it may not stand there.
    """
    cut = {(one.span.path, one.span.line) for one in found if one.code in CUT}
    wrong = [one for one in found if one.code == WRONG_VALUE.code]
    odd = {id(one): by for one in found if one.code in ODD for by in wrong if covers(by.span, one.span)}
    hints = {id(by): one.message for one in found if (by := odd.get(id(one)))}
    kept = [one for one in found if id(one) not in odd]
    return [
        replace(one, hint=hints.get(id(one), one.hint))
        for one in kept
        if one.code != WRONG_VALUE.code or (one.span.path, one.span.line) not in cut
    ]


CUT = ("unquoted-text", "cut-text", "forbidden-character", "not-normalised")
ODD = ("unseen-character", "mixed-script")
"""Warnings about a character; of a value that is refused they tell why."""


def covers(whole: Span, part: Span) -> bool:
    """Tell whether *part* stands on the line of *whole*, inside it."""
    return (whole.path, whole.line) == (part.path, part.line) and whole.start <= part.start < whole.end


def path_twins(files: Files) -> Iterator[Diagnostic]:
    """Yield a fault for each file that a disk without capitals would take for another, or put into another's folder."""
    spelled: dict[str, str] = {}
    for path in sorted(files):
        steps = path.split("/")
        for prefix in ("/".join(steps[:count]) for count in range(1, len(steps) + 1)):
            first = spelled.setdefault(blind(prefix), prefix)
            if first != prefix:
                yield PATH_TWINS.at(Span(path), f'"{prefix}" and "{first}" would be one on some machines')
                break


def odd_words(path: str, data: bytes) -> list[Diagnostic]:
    """Return the warnings about the characters of a text file; one that is no text is refused elsewhere."""
    if data.isascii() or len(data) > LARGEST or not path.endswith((".yaml", ".md")):
        return []
    return list(odd_characters(path, data.decode("utf-8-sig", "ignore").replace("\r\n", "\n")))


def is_empty(draft: Draft, files: Collection[str]) -> bool:
    """Tell whether *draft* is the folder of an agreement without its record."""
    return draft.rank is Rank.AGREEMENT and f"{draft.name}/agreement.yaml" not in files


def missing_record(draft: Draft) -> Diagnostic:
    """Return the finding about an agreement's folder without its record."""
    return NO_RECORD.at(Span(f"{draft.name}/agreement.yaml"), "is not there")


def place_of(path: str) -> tuple[str, str]:
    """Return the home of a file (layer name, ``agreements/<id>`` or ``catalogue``) and its path inside that home."""
    parts = path.split("/")
    if parts[0] == "agreements":
        return ("/".join(parts[:2]), "/".join(parts[2:])) if len(parts) > 2 else ("", path)
    if parts[1] == "core":
        return "core", "/".join(parts[2:])
    if parts[1] in RANKS and len(parts) > 3:
        return f"{parts[1]}/{parts[2]}", "/".join(parts[3:])
    return "catalogue", "/".join(parts[1:]).removesuffix(".yaml")


def rank_of(home: str) -> Rank:
    """Return the rank of the layer *home*."""
    return RANKS.get(home.partition("/")[0], Rank.AGREEMENT)


def template_name(path: str) -> str:
    """Return the name by which an agreement asks for a template: ``counsel``, or its path below ``clauses/``."""
    inside = path.removeprefix("clauses/").removesuffix(".docx")
    return inside.removeprefix("templates/")


def read_into(draft: Draft, path: str, name: str, data: bytes) -> list[Diagnostic]:
    """Read one file of a layer or agreement into *draft*; return its faults."""
    stem = name.removesuffix(".yaml")
    if draft.rank is Rank.AGREEMENT and is_kept(name):
        return read_version(draft, path, name, data)
    if name == LINKS:
        draft.links = links_from_text(data.decode(errors="replace"))
    if name == PLACES:
        draft.places = read_places(data.decode(errors="replace"))
    if name.startswith("reviewed/"):  # what amend, adopt, fmt and confirm keep for a later comparison; it says nothing
        return []
    if name.endswith(".md"):
        clause, found = read_clause(path, data, draft.name)
        return found + add_clause(draft, clause)
    if not name.endswith(".yaml"):
        return [unknown(path, ROWS)]
    if stem in ROWS:
        return read_layer_rows(draft, path, stem, data)
    return read_card(draft, path, stem, data)


def is_kept(name: str) -> bool:
    """Tell whether a file of an agreement is kept as it is: what others supply, what was frozen, what came back."""
    return name.startswith(("attachments/", "versions/", "reviews/"))


def read_version(draft: Draft, path: str, name: str, data: bytes) -> list[Diagnostic]:
    """Read the record of a frozen version into *draft*; its other files are looked at when they are needed."""
    folder, _, file = name.removeprefix("versions/").rpartition("/")
    if not name.startswith("versions/") or file != RECORD or "/" in folder:
        return []
    try:
        version = version_from_json(data)
    except ValueError as trouble:
        return [BROKEN_VERSION.at(Span(path), f"cannot be read: {trouble}")]
    if version.name != folder:
        return [BROKEN_VERSION.at(Span(path), f'is the record of version "{version.name}", in the folder "{folder}"')]
    draft.versions.append(version)
    return []


def add_clause(draft: Draft, clause: ClauseSource | None) -> list[Diagnostic]:
    """Add *clause* to *draft* unless its id is taken."""
    if clause is None:
        return []
    first = draft.clauses.setdefault(clause.clause.id, clause)
    if first is clause:
        return []
    return [
        SAME_ID.at(
            clause.clause.place("id"),
            f'the id "{clause.clause.id}" is taken in this layer',
            hint=OWN_ID,
            seen=((first.span, "first"),),
        )
    ]


def read_card(draft: Draft, path: str, stem: str, data: bytes) -> list[Diagnostic]:
    """Read library.yaml, agreement.yaml or contacts.yaml into *draft*."""
    if stem == "contacts":
        contacts, found = read_rows(path, data, Contact)
        draft.contacts = tuple(contacts.values())
        return found
    if stem not in ("library", "agreement"):
        return [unknown(path, [*ROWS, "agreement", "contacts", "library"])]
    node, found = read_yaml(path, data)
    if node is None:
        return found
    if stem == "library":
        draft.card, faults = read_record(LibraryCard, node, Span(path, 1, 1))
    else:
        draft.agreement, faults = read_record(Agreement, node, Span(path, 1, 1))
        faults += [*folder_faults(draft), *(same_ids(draft.agreement) if draft.agreement else ())]
    return found + faults


def same_ids(agreement: Agreement) -> Iterator[Diagnostic]:
    """Yield a fault for each entry of a list of *agreement*, its sites or products, whose id is taken in that list."""
    for name in type(agreement).model_fields:
        entries = getattr(agreement, name)
        first: dict[str, Authored] = {}
        for one in entries if isinstance(entries, tuple) else ():
            id_ = getattr(one, "id", None)
            if id_ is not None and first.setdefault(id_, one) is not one:
                place, seen = one.place("id"), ((first[id_].place("id"), "first"),)
                yield SAME_ID.at(place, f'the id "{id_}" stands twice among the {name}', hint=OWN_ID, seen=seen)


def folder_faults(draft: Draft) -> list[Diagnostic]:
    """Return a fault when the agreement's id is not the name of its folder."""
    agreement, folder = draft.agreement, draft.name.rpartition("/")[2]
    if agreement is None or agreement.id == folder:
        return []
    return [
        WRONG_VALUE.at(
            agreement.place("id"),
            f'the id is "{agreement.id}" and the folder is named "{folder}"',
            hint=f"id: {folder}",
        )
    ]


def unknown(path: str, known: Any) -> Diagnostic:
    """Return the finding that nobody reads *path*."""
    stem = path.rpartition("/")[2].partition(".")[0].lower()
    near = closest(stem, [kind_of(one) for one in known] + ["contacts", "agreement"] * path.startswith("agreements/"))
    hint = f'did you mean "{near}.yaml"?' if near else ""
    if CLAUSE_BY_ANOTHER_NAME.search(path):
        hint = f"a clause is a plain text file with the name of its id, and ends in .md: {stem}.md"
    return UNKNOWN_FILE.at(Span(path), "is not a file that we know; nothing in it is used", hint=hint)


CLAUSE_BY_ANOTHER_NAME = re.compile(r"/[a-z]+(?:-[a-z0-9]+)+\.(?:txt|markdown|md\.txt|MD|docx?|rtf)\Z")
"""A file that is named as a clause is, and ends otherwise."""


def read_layer_rows(draft: Draft, path: str, name: str, data: bytes) -> list[Diagnostic]:
    """Read a file of rows into *draft*; rows of an overlay may be partial, so the whole is judged after stacking."""
    rows, found = listed(path, data)
    for row, span in rows:
        found += read_layer_row(draft, name, row, span) if isinstance(row, MarkedMap) else [not_a_row(span)]
    return found


def read_layer_row(draft: Draft, name: str, row: MarkedMap, span: Span) -> list[Diagnostic]:
    """Read one row into *draft*; return its faults."""
    faults = row_faults(ROWS[name], row, partial=draft.rank is not Rank.CORE)
    id_ = row.get("id")
    if faults or not isinstance(id_, str):
        return faults
    return add_row(draft, kind_of(name), RowSource(kind_of(name), id_, draft.name, span, row))


def add_row(draft: Draft, name: str, row: RowSource) -> list[Diagnostic]:
    """Add *row* to *draft* unless its id is taken or is no id."""
    try:
        parse_id(row.id)
    except ValueError as trouble:
        return [WRONG_VALUE.at(row.span, str(trouble))]
    first = draft.spelled.setdefault((name, row.id.lower()), row.span)
    if first is row.span:
        draft.rows[name][row.id] = row
        return []
    what = "stands twice" if row.id in draft.rows[name] else "stands twice, once in other letters,"
    return [SAME_ID.at(row.span, f'the id "{row.id}" {what} in this layer', hint=OWN_ID, seen=((first, "first"),))]


def not_a_row(span: Span) -> Diagnostic:
    """Return the fault of an entry that is no map."""
    return WRONG_VALUE.at(span, "each entry of this file is a row: a map with an id", hint="- {id: .., title: ..}")


def listed(path: str, data: bytes) -> tuple[list[tuple[object, Span]], list[Diagnostic]]:
    """Return the entries of a file that is a list, each with its place."""
    node, found = read_yaml(path, data)
    if node is None:
        return [], found
    if not isinstance(node, MarkedList):
        return [], [
            *found,
            WRONG_VALUE.at(Span(path, 1, 1), "this file is a list of rows", hint="- {id: .., title: ..}"),
        ]
    return list(zip(node, node.spans, strict=True)), found


def read_rows(path: str, data: bytes, model: type[Record]) -> tuple[dict[str, Record], list[Diagnostic]]:
    """Return the complete records of a list file by id, and their faults."""
    entries, found = listed(path, data)
    records: dict[str, Record] = {}
    for entry, span in entries:
        record, faults = read_record(model, entry, span)
        found += faults
        if record is not None:
            found += keep(records, record)
    return records, found


def keep(records: dict[str, Record], record: Record) -> Iterator[Diagnostic]:
    """Add *record* under its id; yield a fault when the id is taken."""
    id_ = str(getattr(record, "id", ""))
    first = records.setdefault(id_, record)
    if first is not record:
        yield SAME_ID.at(record.span, f'the id "{id_}" stands twice', hint=OWN_ID, seen=((first.span, "first"),))


def in_time(versions: list[Version]) -> tuple[Version, ...]:
    """Return *versions* as they were frozen, the oldest first; of one day, by name as numbers go."""
    return tuple(sorted(versions, key=lambda one: (one.frozen.on, numbered(one.name))))


def numbered(name: str) -> tuple[tuple[int, str], ...]:
    """Return by what names of versions are sorted: ``1.10`` after ``1.9``, ``1.0`` after its drafts."""
    plain = name if "-draft-" in name else f"{name}-issued"
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"[.-]", plain))


def assemble(homes: Homes, files: Files, found: list[Diagnostic]) -> Workspace:
    """Return the workspace that the *homes* make, read from *files*."""
    layers = {name: home.layer for name, home in homes.items() if home.layer is not None}
    folders = {name: homes[name].draft for name, layer in layers.items() if layer.rank is Rank.AGREEMENT}
    faulty = {place_of(fault.span.path)[0] for fault in found if fault.severity is Severity.ERROR}
    agreements = {
        draft.agreement.id: AgreementSource(draft.agreement, draft.contacts, layers[name], in_time(draft.versions))
        for name, draft in folders.items()
        if draft is not None and draft.agreement is not None and name not in faulty
    }
    catalogue = {name: rows for home in homes.values() for name, rows in home.catalogue.items()}
    return Workspace(
        layers={name: layer for name, layer in layers.items() if layer.rank is not Rank.AGREEMENT},
        agreements=agreements,
        catalogue=Catalogue(**{name: catalogue.get(name, {}) for name in CATALOGUE}),
        broken=frozenset(name.rpartition("/")[2] for name in folders) - frozenset(agreements),
        templates={template_name(path): data for path, data in files.items() if is_template(path)},
        hashes={path: digest(data) for path, data in sorted(files.items())},
    )
