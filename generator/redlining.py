"""The sentence of a redline: two drafts, their documents, one document with the changes, a Word file, its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from generator.check.versions import touched_versions
from generator.compare import Trade, compare, first_change, reason_comments, reasons_of, story
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document, Facts
from generator.document.changes import Entry, changes_page, whole_document
from generator.document.comments import Comment
from generator.document.registers import Obligation
from generator.model.agreement import ChosenValue, parse_chosen
from generator.model.library import AgreementSource, RowSource
from generator.model.version import Reason, Step, Version
from generator.pipeline import Reading, Result, has_errors, line
from generator.resolve.values import range_faults

UNPROVEN = kind(
    "unproven-redline",
    "Accepting or rejecting all changes of a redline would not give the text that it should.",
    matters="Whoever accepts the changes would sign another text than the one that was agreed.",
    cure="This is our fault: nothing was written; report the agreement and what it was compared with.",
)
STANDARD = "the library standard"
DECIDE = "once it is decided, write it below values: in agreement.yaml, with its reason"
TRIED = "tried here"
"""Stands for the reason that a value outside the usual range needs once somebody decides for it."""
NO_TRADE = Trade()
NO_ANSWERS: Mapping[str, Sequence[Comment]] = {}
Opened = tuple[Any, dict[str, bytes]]
"""The root of the main part of a Word file, and all its parts."""
COMPUTED = frozenset({"TOC1", "TOC2", "ContentsHeading"})
"""Styles of lines that Word makes from others: the contents."""


@dataclass(frozen=True, slots=True)
class Redline:
    """The redline of one document.

    Attributes:
        title: Of the document.
        subject: Number, version and draft of the newer text.
        name: Of the file.
        data: The Word file, proven.
        changes: What it shows.
    """

    title: str
    subject: str
    name: str
    data: bytes
    changes: tuple[Entry, ...]


BESIDE_VALUES = frozenset(
    {"absent-party", "idle-party", "interval-disagrees", "platform-below-floor", "unnamed-party", "untold-party"}
)
"""What is found when facts and parties of the agreement stand beside the standard: that is what a redline shows."""


def standard_side(reading: Reading, source: AgreementSource) -> Side:
    """Return the standard of an agreement as a side; that its own facts and parties ask for more is no fault there."""
    result = line(reading.workspace, standard_of(source), ())
    found = tuple(one for one in result.found if one.code not in BESIDE_VALUES)
    return side_of(replace(result, found=found), STANDARD)


def standard_of(source: AgreementSource) -> AgreementSource:
    """Return an agreement without anything that departs from its libraries: values, positions, omissions, wording."""
    # An amendment replaces chapters of a version; the standard has none.
    agreement = source.agreement.model_copy(update={"values": {}, "choices": {}, "omit": {}, "amendment": None})
    rows = {
        kind_: {id_: row for id_, row in several.items() if stays(row)} for kind_, several in source.layer.rows.items()
    }
    return replace(source, agreement=agreement, layer=replace(source.layer, rows=rows, clauses={}), versions=())


def stays(row: RowSource) -> bool:
    """Tell whether a row of an agreement stands in its standard too: one that only names somebody or something of its
    own, and how the agreement speaks; without them contacts and parties would have no name there.
    """
    return row.kind == "phrases" or (row.kind in ("roles", "terms") and "amends" not in row.fields)


def with_values(source: AgreementSource, values: Mapping[str, str]) -> AgreementSource:
    """Return an agreement that has other *values*; why and by whom stays as it was written.

    Raises:
        ValueError: If one is written in a way that no file may have.
    """
    chosen = source.agreement.values
    others = {id_: other_value(chosen.get(id_), text) for id_, text in values.items()}
    # What is tried may stand anywhere; whether the amendment replaces that chapter is for the day it is decided.
    agreement = source.agreement.model_copy(update={"values": {**chosen, **others}, "amendment": None})
    return replace(source, agreement=agreement)


def other_value(was: ChosenValue | None, text: str) -> ChosenValue:
    """Return *text* as a value that an agreement chooses in place of what it *was*."""
    parsed = ChosenValue.model_validate(parse_chosen(text))
    return (was or parsed).model_copy(update={"is_": parsed.is_, "reason": TRIED})


def unusual(result: Result, values: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each of *values* that lies outside its usual range: whoever decides for it must say why."""
    for id_ in values:
        filled = result.draft.values.get(id_) if result.draft else None
        if filled is not None:
            faults = range_faults(filled.row, filled.value, False, filled.row.place("range"))
            yield from (replace(one, severity=Severity.WARNING, hint=DECIDE) for one in faults)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a redline: an agreement as it is, as it would be, or as it was frozen.

    Attributes:
        title: What it is called in file names and headers: ``the library standard``, ``1.0-draft-1``.
        documents: By id; empty when it has errors.
        found: Those errors.
        reasons: Why it differs from the standard, by the id of the value, clause or row.
        titles: Of its values, by id.
        obligations: The duties of its parties.
        notes: What is to be said of it, though it keeps nothing from being made.
        step: How it was frozen; None for what is not.
    """

    title: str
    documents: Mapping[str, Document]
    found: tuple[Diagnostic, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    step: Step | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    obligations: tuple[Obligation, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Whose changes a redline shows, from which day (``2026-11-20``; empty when unknown), and why."""

    name: str
    on: str = ""
    reason: str = ""


def side_of(result: Result, title: str) -> Side:
    """Return an agreement that was just resolved as a side."""
    reasons = reasons_of(result.draft) if result.draft else {}
    faults = tuple(one for one in result.found if has_errors([one]))
    titles = {id_: one.row.title for id_, one in result.draft.values.items()} if result.draft else {}
    documents = {} if faults else result.documents
    return Side(title, documents, faults, reasons, titles=titles, obligations=result.obligations)


def frozen_side(reading: Reading, source: AgreementSource, version: Version) -> Side:
    """Return a frozen version as a side; its trees are read as they were stored."""
    from generator.render.registers import obligations_from_json
    from generator.render.tree import document_from_json

    home = f"agreements/{source.agreement.id}/versions/{version.name}/"
    faults = tuple(touched_versions(source.agreement.id, [version], reading.workspace.hashes))
    mine = tuple(one for one in faults if one.span.path.startswith(home))
    trees = {id_: reading.files.get(home + kept.tree, b"") for id_, kept in version.documents.items()}
    documents = {} if mine else {id_: document_from_json(data) for id_, data in trees.items()}
    titles = {id_: title for id_, (title, _) in version.values.items()}
    duties = () if mine else obligations_from_json(reading.files[f"{home}json/obligations.json"])
    return Side(version.name, documents, mine, version.reasons, version.frozen, titles, duties)


def redlines(
    template: bytes,
    older: Side,
    newer: Side,
    author: Author,
    *,
    page: bool = True,
    answers: Mapping[str, Sequence[Comment]] = NO_ANSWERS,
) -> tuple[list[Redline], list[Diagnostic]]:
    """Return the redline of each document that both sides have, and what keeps them from being made.

    Args:
        template: The Word template.
        older: What the changes start from.
        newer: What they lead to.
        author: Whose they are, where no reason names somebody else.
        page: Whether the changes are listed before the text.
        answers: Comments that answer what the other side proposed, by document.
    """
    trade = Trade({**older.titles, **newer.titles}, newer.reasons, older.obligations, newer.obligations)
    faults = [*older.found, *newer.found]
    if faults:
        return [], faults
    made: list[Redline] = []
    for id_, document in newer.documents.items():
        if id_ in older.documents:
            old = older.documents[id_]
            one, found = redline(
                old,
                document,
                template,
                against=older.title,
                author=author,
                trade=trade,
                page=page,
                answers=answers.get(id_, ()),
            )
            made.append(one)
            faults += found
    return made, faults


def redline(
    old: Document,
    new: Document,
    template: bytes,
    *,
    against: str,
    author: Author,
    trade: Trade = NO_TRADE,
    page: bool = True,
    answers: Sequence[Comment] = (),
) -> tuple[Redline, list[Diagnostic]]:
    """Return the redline of one document, and how its proof failed."""
    from generator.publish import safe_name
    from generator.render.word import Tracking, render_word

    compared = compare(old, new)
    label = f"Redline against {against}"
    tracking = Tracking(author.name, f"{author.on}T00:00:00Z" if author.on else "")
    comments = [*comments_of(compared, author, trade.reasons), *answers]
    told = story(old, new, trade, compared)
    older = version_of(old.facts) if against[:1].isdigit() else against
    front = changes_page(told, older, version_of(new.facts)) if page else None
    data = render_word(compared, template, tracking=tracking, comments=comments, front=front, label=label)
    name = safe_name(f"{new.facts.file_stem} redline against {against}", ".docx")
    before, after = (render_word(one, template, label=label) for one in (old, new))
    faults = proof(name, data, before, after)
    return Redline(new.facts.title, subject_of(new.facts), name, data, tuple(told)), faults


def version_of(facts: Facts) -> str:
    """Return the version of a document in words, of which no line ends in the middle: ``version 1.0, draft 2``."""
    return f"version\u00a0{facts.version}" + (f", draft\u00a0{facts.draft}" if facts.draft else "")


def subject_of(facts: Facts) -> str:
    """Return number and version of a document: ``QA-00123 v1.0 draft 2``."""
    return f"{facts.number} v{facts.version}{f' draft {facts.draft}' if facts.draft else ''}"


def comments_of(compared: Document, author: Author, reasons: Mapping[str, Reason]) -> list[Comment]:
    """Return the comments of a redline: why the text was changed at all, and why each thing was that has a reason."""
    place = first_change(compared)
    whole = [Comment(place, author.name, author.reason, author.on)] if author.reason and place else []
    return [*whole, *reason_comments(compared, reasons, author.name)]


def proof(name: str, data: bytes, old: bytes, new: bytes) -> list[Diagnostic]:
    """Return how the redline *data* fails: accepted it must be *new*, rejected *old*, by a reader of its own.

    Texts, structure and tables are compared, references by what they lead to, and numbers as Word counts them anew.
    """
    from generator.read.revisions import accepted, rejected, without_summary

    files = [opened(name, one) for one in (data, old, new)]
    if not all(files):
        return [UNPROVEN.at(Span(name), "the file cannot be read back")]
    (root, parts), before, after = filter(None, files)
    marked = without_summary(root)
    settled = (("rejecting", rejected(marked), "older", before), ("accepting", accepted(marked), "newer", after))
    return [
        UNPROVEN.at(Span(name), f"{what} all changes does not give {told} of the {side} text")
        for what, made, side, wanted in settled
        if (told := difference((made, parts), wanted))
    ]


def difference(made: Opened, wanted: Opened) -> str:
    """Return what differs between two files without tracked changes; nothing where they say the same."""
    from generator.read.counting import counting_of, numbers_of
    from generator.read.revisions import contents_of, structure

    if structure(made[0], COMPUTED) != structure(wanted[0], COMPUTED):
        return "the words"
    if contents_of(made[0], COMPUTED) != contents_of(wanted[0], COMPUTED):
        return "the contents"
    numbers = [numbers_of(root, counting_of(parts), COMPUTED) for root, parts in (made, wanted)]
    return "" if numbers[0] == numbers[1] else "the numbers"


def opened(name: str, data: bytes) -> Opened | None:
    """Return main part and parts of a Word file, pictures told by what they hold; None if it cannot be read."""
    from generator.read.package import open_package
    from generator.read.things import pictures_by_content
    from generator.read.word import DOCUMENT, parse_part

    parts, faults = open_package(name, data)
    root = None if faults else parse_part(parts, DOCUMENT)
    return None if root is None else (pictures_by_content(root, parts), parts)


def main_part(name: str, data: bytes) -> Any:
    """Return the root of the main part of a Word file, pictures told by what they hold; None if it cannot be read."""
    found = opened(name, data)
    return found[0] if found else None


def sides_of(
    reading: Reading, id_: str, against: str, version: str, values: Mapping[str, str]
) -> tuple[Side, Side] | None:
    """Return the older and the newer side; None when what is named cannot be read.

    Args:
        reading: The workspace.
        id_: The agreement.
        against: ``standard``, the name of a frozen version, or the id of another agreement; not used with *values*.
        version: Name of the frozen version that is the newer side; empty for the working draft.
        values: Other values by id: the agreement as it is, against the agreement with them.
    """
    source, now = reading.workspace.agreements.get(id_), reading.result(id_)
    if source is None or now is None:
        return None
    if values:
        result = line(reading.workspace, with_values(source, values), ())
        other = replace(side_of(result, ""), notes=tuple(unusual(result, values)))
        # Nobody has decided what is tried here: why the present value was chosen is no reason for another.
        decided = {id_: reason for id_, reason in other.reasons.items() if id_ not in values}
        return side_of(now, "the present draft"), replace(other, reasons=decided)
    frozen = {one.name: one for one in source.versions}
    newer = frozen_side(reading, source, frozen[version]) if version else side_of(now, "")
    if against == "standard":
        return standard_side(reading, source), newer
    if against in frozen:
        return frozen_side(reading, source, frozen[against]), newer
    other_ = reading.result(against)
    if other_ is None or other_.draft is None:
        return None
    return side_of(other_, other_.draft.agreement.number), newer


def template_of(reading: Reading, id_: str) -> bytes:
    """Return the Word template of an agreement that can be read."""
    return reading.workspace.templates[reading.workspace.agreements[id_].agreement.template]


def frozen_names(reading: Reading, id_: str) -> list[str]:
    """Return the names of the frozen versions of an agreement, the oldest first."""
    source = reading.workspace.agreements.get(id_)
    return [one.name for one in source.versions] if source else []


def changes_of(older: Side, newer: Side, made: list[Redline]) -> dict[str, tuple[Entry, ...]]:
    """Return the changes by the title of the document; one that only one of the sides has is one change."""
    whole = {
        documents[id_].facts.title: (whole_document(documents[id_].facts.title, came=came),)
        for came, documents, others in (
            (True, newer.documents, older.documents),
            (False, older.documents, newer.documents),
        )
        for id_ in documents
        if id_ not in others
    }
    return {one.title: one.changes for one in made} | whole


def summaries(older: Side, newer: Side, made: list[Redline]) -> dict[str, bytes]:
    """Return the change summary of all documents of a redline, as a page and for programs, by file name."""
    from generator.publish import safe_name
    from generator.render.changes import changes_to_html, changes_to_json

    if not made:
        return {}
    subject = made[0].subject
    changes = changes_of(older, newer, made)
    stem = f"{subject} changes against {older.title}"
    return {
        safe_name(stem, ".json"): changes_to_json(subject, older.title, changes),
        safe_name(stem, ".html"): changes_to_html(subject, older.title, changes),
    }


def lines_of(older: Side, newer: Side, made: list[Redline]) -> Iterator[str]:
    """Yield what the redlines show, for a terminal."""
    for title, changes in changes_of(older, newer, made).items():
        yield f"{title}: {len(changes)} change{'' if len(changes) == 1 else 's'}"
        for group, several in groupby(changes, lambda entry: entry.group):
            yield f"  {group}"
            yield from (f"    {entry.line()}" for entry in several)
