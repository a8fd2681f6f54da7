"""The versions of an agreement for the site: each frozen one, what follows it, and what changed between any two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from generator.compare import Trade, story
from generator.document.blocks import Document
from generator.document.changes import Entry, whole_document
from generator.model.values import print_date
from generator.model.version import Status, Version, is_draft
from generator.pipeline import stored_documents

if TYPE_CHECKING:
    from generator.files import Files
    from generator.model.library import AgreementSource
    from generator.render.site.model import Frozen, Redlined

WORKING = "working-draft"
NO_TRADE = Trade()
Trees = Mapping[str, Document]


def frozen(versions: Sequence[Version]) -> Iterator[Frozen]:
    """Yield the frozen versions, the oldest first."""
    from generator.render.site.model import Frozen

    for nth, one in enumerate(versions):
        kept = next(iter(one.documents.values()))
        draft = f"Draft {kept.draft} of version" if is_draft(one.name) else "Version"
        yield Frozen(
            name=one.name,
            title=f"{draft} {kept.version}",
            draft=is_draft(one.name),
            effective=day(kept.effective),
            steps=tuple(
                (str(step.status), print_date(date.fromisoformat(step.on)), step.by, step.reason) for step in one.steps
            ),
            documents=tuple((id_, each.title, each.number, each.version) for id_, each in one.documents.items()),
            follows=tuple(followed(one, versions[:nth])),
            annexes=tuple(annexes(one)),
            own_lines=frozenset(part.id for each in one.documents.values() for part in each.parts if part.version),
        )


def annexes(one: Version) -> Iterator[tuple[str, str, str, date | None]]:
    """Yield the annexes of a version: id, title, version, and the effective date where it is its own; an amendment
    repeats some of its documents.
    """
    seen: set[str] = set()
    for each in one.documents.values():
        for part in each.parts:
            if part.annex and part.id not in seen:
                seen.add(part.id)
                yield part.id, part.title, part.version or each.version, day(part.effective)


def day(words: str) -> date | None:
    """Return the day of a record; None where none is set."""
    return date.fromisoformat(words) if words else None


def followed(one: Version, before: Sequence[Version]) -> Iterator[str]:
    """Yield the version that *one* supersedes: the last approved one before it, once it is approved itself."""
    approved = [other.name for other in before if Status.APPROVED in {step.status for step in other.steps}]
    if approved and Status.APPROVED in {step.status for step in one.steps}:
        yield approved[-1]


def redlines(source: AgreementSource, files: Files, now: Trees) -> Iterator[Redlined]:
    """Yield what changed between each two frozen versions, and from the last one to the working draft *now*."""
    from generator.render.site.model import Redlined

    kept = [(one.name, stored_documents(source, one, files)) for one in source.versions]
    latest = [(kept[-1], (WORKING, now))] if kept and now else []
    for (old, before), (new, after) in (*combinations(kept, 2), *latest):
        yield Redlined(old, new, tuple(changes(before, after)))


def changes(before: Trees, after: Trees) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Yield title and changes of each document; one that came or went is one change."""
    for id_, tree in {**after, **before}.items():
        title = tree.facts.title
        if id_ in before and id_ in after:
            yield title, tuple(story(before[id_], after[id_], NO_TRADE))
        else:
            yield title, (whole_document(title, came=id_ in after),)
