"""Frozen versions: each file is still the one that was stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.check.dates import earlier_approvals, numbers
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.document.annexes import APPROVALS
from generator.document.blocks import Document, Row, Section, Table
from generator.document.walk import row_words, sections
from generator.model.agreement import Amendment
from generator.model.draft import Draft
from generator.model.values import print_date
from generator.model.version import RECORD, Status, Version, draft_name, is_draft

TOUCHED_VERSION = kind(
    "touched-version",
    "A file of a frozen version is not the one that was stored, is gone, or was added.",
    matters="A frozen version shows what was sent or approved; one that somebody changed shows nothing.",
    cure="Take the file back from version control or a copy. A change of the text belongs into the working draft.",
)


UNKNOWN_AFTER = kind(
    "unknown-after",
    "A clause or row is to stand behind another that is not in its chapter or table, or is none of this agreement.",
    matters="It would stand at another place, a clause under another number, than was meant.",
    cure="Correct the ids below `after:`, or remove the line.",
)


def unknown_after(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report each line of ``after:`` whose two clauses do not stand in one chapter, or two rows in one table."""
    homes = {row.record.id: f"table {name}" for name, rows in draft.rows.items() for row in rows}
    homes |= {one.id: f"chapter {one.source.clause.topic}" for one in draft.clauses}
    for id_, other in draft.agreement.after.items():
        wrong = next((one for one in (id_, other) if one not in homes), "")
        where = draft.agreement.place_of("after", id_)
        if wrong:
            yield UNKNOWN_AFTER.at(where, f'there is no clause or row "{wrong}"', hint=nearest(wrong, homes))
        elif homes[id_] != homes[other]:
            yield UNKNOWN_AFTER.at(where, f'"{id_}" stands in {homes[id_]}, "{other}" in {homes[other]}')


OUTSIDE_AMENDMENT = kind(
    "outside-amendment",
    "A chapter or annex is not as in the version that is amended, and the amendment does not replace it.",
    matters="The consolidated text would say something that nobody has signed.",
    cure="Add the id of the chapter or annex to `replaces`, or take the change back.",
)
FREEZE_FIRST = "write a version that agreements status lists; until one is frozen, take amendment: away"
NOTHING_TO_AMEND = kind(
    "nothing-to-amend",
    "An amendment names a version that is not frozen or that nobody has approved, or a chapter or annex that there is "
    "not.",
    matters="Nobody could tell which text it changes, or it would change a text that the parties never agreed.",
    cure="Correct `amends` or `replaces`; `agreements status` lists the frozen versions with their status.",
)
ANNEX_ALONE = kind(
    "annex-alone",
    "An amendment without a number issues one annex by itself, and this one cannot.",
    matters="The parties would sign an annex under a version that it does not have.",
    cure="Name one annex in `replaces`, and give it a higher version below `annexes:`; or give the amendment a number.",
)


VERSION_TAKEN = kind(
    "version-taken",
    "The working draft has the number of a version that is frozen, and is another text.",
    matters="Two texts would go by one number, and nobody could say which of them was meant.",
    cure="Raise `draft` in agreement.yaml, or `version` after a version was issued.",
    severity=Severity.WARNING,
)


def taken_numbers(
    draft: Draft, documents: Mapping[str, Document], frozen: Mapping[str, Mapping[str, Document]]
) -> Iterator[Diagnostic]:
    """Report a working draft that is another text than the version *frozen* under its number, by name."""
    agreement = draft.agreement
    field = {draft_name(agreement.version, agreement.draft): "draft", agreement.version: "version"}
    for name, kept in frozen.items():
        changed = [one for id_, document in documents.items() for one in changed_sections(kept.get(id_), document)]
        if changed and name in field:
            what = f'"{name}" is frozen, and {changed[0].number.label} {changed[0].title} is another text now'
            yield VERSION_TAKEN.at(agreement.place(field[name]), what, hint=f"raise `{field[name]}`")


def amendment_faults(
    draft: Draft, documents: Mapping[str, Document], version: Version | None, kept: Mapping[str, Document] | None
) -> Iterator[Diagnostic]:
    """Report what an amendment changes without saying so, and what it names that there is not.

    Args:
        draft: The agreement.
        documents: As they are now.
        version: The version that is amended; None when that is not frozen.
        kept: The documents as they were in it.
    """
    record = draft.agreement.amendment
    if record is None:
        return
    if version is None or kept is None:
        yield NOTHING_TO_AMEND.at(
            record.place("amends"), f'there is no frozen version "{record.amends}"', hint=FREEZE_FIRST
        )
        return
    yield from not_approved(record, version)
    yield from alone_faults(draft, record, version) if record.alone else ()
    known = [one.path for document in documents.values() for one in sections(document)]
    for id_ in record.replaces:
        if id_ not in known:
            hint = nearest(id_, known)
            yield NOTHING_TO_AMEND.at(record.place("replaces"), f'there is no chapter or annex "{id_}"', hint=hint)
    for id_, document in documents.items():
        for one in changed_sections(kept.get(id_), document):
            if one.path not in record.replaces:
                what = f"{one.number.label} {one.title} is not as in version {record.amends}"
                yield OUTSIDE_AMENDMENT.at(record.place("replaces"), what, hint=f"add to replaces: {one.path}")


def not_approved(record: Amendment, version: Version) -> Iterator[Diagnostic]:
    """Report a version that is to be amended and that nobody has approved, or that is retired."""
    if version.status is Status.APPROVED:
        return
    last = version.steps[-1]
    what = f'"{version.name}" was only {last.status}, on {said(last.on)}; an amendment changes what was approved'
    hint = "approve it first, with agreements freeze; until then take amendment: away"
    if is_draft(version.name):
        hint = (
            "name the version that was approved; while there is none, change the working draft and take amendment: away"
        )
    if last.status is Status.RETIRED:
        what = f'"{version.name}" was retired on {said(last.on)}; an amendment changes what is approved'
        hint = "name a version that is approved; agreements status lists them"
    yield NOTHING_TO_AMEND.at(record.place("amends"), what, hint=hint)


def alone_faults(draft: Draft, record: Amendment, version: Version) -> Iterator[Diagnostic]:
    """Report an amendment without a number that is no annex by itself, or whose version has not risen."""
    id_, *others = record.replaces
    place, own = record.place("replaces"), draft.agreement.annexes.get(id_)
    if others:
        what = f"without a number it issues one annex by itself, and it replaces {len(record.replaces)}"
        yield ANNEX_ALONE.at(place, what, hint="write number: for an amendment, or issue one annex after the other")
    elif own is None:
        what = f"without a number it issues an annex by itself, and {id_} has no version of its own"
        yield ANNEX_ALONE.at(place, what, hint=f"write number: for an amendment, or a line for {id_} below annexes:")
    else:
        was = version.line_of(id_)
        if was and numbers(own.version) <= numbers(was):
            what = f'{id_} is version {own.version}; it was version {was} in "{version.name}"'
            yield ANNEX_ALONE.at(own.place("version"), what, hint="raise it, and add a line to its revisions")


def said(day: str) -> str:
    """Return a day of a record as a message names it."""
    return print_date(date.fromisoformat(day)).replace("\u00a0", " ")


AMENDMENT_AS_BEFORE = kind(
    "amendment-as-before",
    "An amendment would print the effective date, or the approvals, of the version that it amends.",
    matters="Its last page says that it takes effect on that date, its control page that those people approved it.",
    cure="Set `effective` to the day on which the amendment takes effect, and `approvals` to those who approved it.",
    severity=Severity.WARNING,
)


def facts_as_before(draft: Draft, version: Version | None, kept: Mapping[str, Document] | None) -> Iterator[Diagnostic]:
    """Report an effective date and approvals that an amendment prints and that are those of the version it amends.

    Args:
        draft: The agreement.
        version: The version that is amended; None when that is not frozen.
        kept: Its documents.
    """
    agreement = draft.agreement
    if agreement.amendment is None or version is None or not kept:
        return
    main, document = next(iter(kept.items()))
    number = (
        f"version {agreement.version}" if agreement.amendment.alone else f"Amendment No. {agreement.amendment.number}"
    )
    if str(agreement.effective) == version.documents[main].effective:
        what = f"{number} would take effect on {agreement.effective}, as version {version.name} did"
        hint = "write the day on which the amendment takes effect"
        yield AMENDMENT_AS_BEFORE.at(agreement.place("effective"), what, hint=hint)
    before = {tuple(row_words(row)) for row in approvals_in(document)}
    told = {fault.span for fault in earlier_approvals(draft, {})}
    for one in agreement.approvals:
        if one.place("on") in told:
            continue
        words_ = (one.role, one.name, one.decision, print_date(one.on) if isinstance(one.on, date) else "")
        if tuple(word or "–" for word in words_) in before:
            what = f"{number} would print that {one.role} approved it, as version {version.name} does"
            yield AMENDMENT_AS_BEFORE.at(one.span, what, hint="write who approved the amendment, and when")


def approvals_in(document: Document) -> tuple[Row, ...]:
    """Return the reviews and approvals on the control page of a document."""
    tables = (one for one in document.control if isinstance(one, Table) and one.path == APPROVALS)
    return next((one.rows for one in tables), ())


def changed_sections(old: Document | None, new: Document) -> list[Section]:
    """Return the chapters and annexes of *new* that are not as in *old*."""
    before = {one.path: one for one in sections(old)} if old else {}
    return [one for one in sections(new) if before.get(one.path) != one]


def touched_versions(id_: str, versions: Iterable[Version], hashes: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report each file of the frozen versions of an agreement that is not as it was stored.

    Args:
        id_: The agreement.
        versions: Its frozen versions, as far as their records could be read.
        hashes: SHA-256 of every file of the workspace, by path.
    """
    home = f"agreements/{id_}/versions/"
    stored = {f"{home}{one.name}/{path}": hash_ for one in versions for path, hash_ in one.files.items()}
    records = {f"{home}{one.name}/{RECORD}" for one in versions}
    for path in sorted(stored):
        if path not in hashes:
            yield TOUCHED_VERSION.at(Span(path), "was stored and is not there any more")
        elif hashes[path] != stored[path]:
            yield TOUCHED_VERSION.at(Span(path), "was changed after it was stored")
    for path in sorted(hashes):
        if path.startswith(home) and path not in stored and path not in records and has_record(path, hashes, records):
            yield TOUCHED_VERSION.at(Span(path), "belongs to no frozen version")


def has_record(path: str, hashes: Mapping[str, str], records: Iterable[str]) -> bool:
    """Tell whether the record beside *path* was read, or there is none; one that cannot be read is reported itself."""
    record = "/".join([*path.split("/")[:4], RECORD])
    return record not in hashes or record in records
