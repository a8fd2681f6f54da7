"""A returned file that lost its properties: which of the versions that were sent it is, by what else tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.pipeline import Reading, Result
from generator.read.returned import Returned, read_returned
from generator.review.known_again import (
    NEEDED,
    Said,
    all_hands,
    likeness_before,
    lines_found,
    lines_of,
    said_by,
    status_shown,
)
from generator.review.places import places_of

FOREIGN_DOCUMENT = kind(
    "foreign-document",
    "The Word file is none that this workspace sent: it is not of any agreement and document here.",
    matters="Its text would be compared with another one, and every line would look changed.",
    cure="Take the file that the other side returned to you; one of another origin cannot be read here.",
)
LOST_PROPERTIES = kind(
    "lost-properties",
    "The Word file lost the properties by which we know it again, and what it prints does not tell for certain which "
    "version it is.",
    matters="Compared with another version than the one that was sent, changes of ours would look like wishes of "
    "theirs, and some of theirs would not be seen.",
    cure="Say which version you sent: agreements review read FILE --as ID --against VERSION --by NAME --on DATE. The "
    "record of the round keeps who said so.",
)
NOT_THAT_VERSION = kind(
    "not-that-version",
    "The Word file is not of the agreement or version that it was said to be.",
    matters="Every line would look changed, and what the other side wants would be lost among them.",
    cure="Look at number and version on its control page, and name these behind --as and --against.",
)
DRAFT = "draft"
"""Names the draft of today among the versions of an agreement."""
OUR_COMMENTS = "it was a redline, and comments of ours in it are told too, since nothing tells them from theirs"
FEWEST = 0.5
"""So much of the long lines of what was sent must be found in a file that does not say itself what it is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a person says a file is.

    Attributes:
        agreement: Id of the agreement; empty when nobody said it.
        version: Name of a frozen version, or ``draft``.
        by: Name and title of who says so; *on* is the day.
    """

    agreement: str = ""
    version: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document of a version that a file may be."""

    result: Result
    document: str
    name: str
    number: str
    version: str
    draft: str
    tree: str

    @property
    def words(self) -> str:
        """How a person calls it."""
        name = "the draft of today" if self.name == DRAFT else self.name
        return f"{self.document} of {self.result.id}, {name}"


def is_whole(facts: Mapping[str, str]) -> bool:
    """Tell whether a file says itself what it was made from."""
    return all(facts.get(name) for name in NEEDED)


def recognised(
    reading: Reading, name: str, data: bytes, back: Returned, claim: Claim
) -> tuple[Returned, str] | list[Diagnostic]:
    """Return a file with the properties that it lost, and how it was known again; or why it cannot be.

    Args:
        reading: The workspace.
        name: Name of the file.
        data: The file.
        back: What stands in it.
        claim: What a person says it is.
    """
    said, span = said_by(back), Span(name)
    lines = lines_of(back)
    broken = next((one for one in reading.results if not one.documents and is_meant(reading, one, said, claim)), None)
    if broken is not None:
        return [one for one in broken.found if one.severity is Severity.ERROR]
    if claim.agreement:
        chosen = as_claimed(reading, span, said, lines, claim)
    else:
        chosen = as_printed(reading, span, back, said, lines)
    if isinstance(chosen, Diagnostic):
        return [chosen]
    one, why = chosen
    known = with_facts(reading, name, data, back, one)
    return known, "; ".join([why, share(reading, one, lines), *([OUR_COMMENTS] if "Shown as" in known.facts else [])])


def is_meant(reading: Reading, one: Result, said: Said, claim: Claim) -> bool:
    """Tell whether a file is of an agreement by the word of a person, else by a number that it printed or prints."""
    if claim.agreement:
        return claim.agreement == one.id
    source = reading.workspace.agreements[one.id]
    kept = (document.number for version in source.versions for document in version.documents.values())
    return any(map(said.names, (source.agreement.number, *kept)))


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield the documents of each frozen version, the newest last, and those of the draft of today that are others."""
    for result in reading.results:
        kept_trees = set()
        for version in reading.workspace.agreements[result.id].versions:
            for id_, kept in version.documents.items():
                if id_ in result.documents:
                    kept_trees.add((id_, version.inputs))
                    yield Candidate(result, id_, version.name, kept.number, kept.version, kept.draft, version.inputs)
        for id_, one in result.documents.items():
            facts = one.facts
            if (id_, one.inputs) not in kept_trees:
                yield Candidate(result, id_, DRAFT, facts.number, facts.version, facts.draft, one.inputs)


# By what the file tells


def as_printed(
    reading: Reading, span: Span, back: Returned, said: Said, lines: frozenset[str]
) -> tuple[Candidate, str] | Diagnostic:
    """Return which version a file is by its list of marks, else by number and version as printed; or why none."""
    everything = list(candidates(reading))
    listed = [one for one in everything if back.listed and is_listed(reading, one, back.listed)]
    printed = [one for one in everything if said.names(one.number) and said.tells(one.version, one.draft)]
    alike = [one for one in everything if said.names(one.number)] or everything
    several = [one for one in listed if one in printed] or listed or printed
    if not several:
        return unknown(reading, span, said, lines, alike)
    best = most_found(reading, several, lines)
    found, count = lines_found(document_of(reading, best), lines)
    other = of_another(reading, best, lines, found)
    if found < FEWEST * count or other or (best.name == DRAFT and not listed):
        return unknown(reading, span, said, lines, [other or best])
    carried = "the list of marks that it still carries" if listed else "number and version as they print"
    return best, f"known again by {carried}" + (f" ({said.words})" if said.words else "")


def most_found(reading: Reading, several: list[Candidate], lines: frozenset[str]) -> Candidate:
    """Return the one of which the most lines are found; of several a frozen one, the newest."""
    return max(
        enumerate(several),
        key=lambda pair: (lines_found(document_of(reading, pair[1]), lines)[0], pair[1].name != DRAFT, pair[0]),
    )[1]


def is_listed(reading: Reading, one: Candidate, listed: str) -> bool:
    """Tell whether the list of marks of a file is that of a candidate: each mark with the fingerprint of its text."""
    names = {line.partition(" ")[0] for line in listed.split("\n")}
    if one.name == DRAFT and not names <= {*places_of(one.result.documents[one.document])}:
        return False  # to make a file takes longer than to see that it cannot be this one
    sent, _ = read_returned("sent", data_of(reading, one))
    return sent is not None and sent.listed == listed


def unknown(reading: Reading, span: Span, said: Said, lines: frozenset[str], several: list[Candidate]) -> Diagnostic:
    """Return why a file is not known again, with the likeliest version to name."""
    prints = f"prints {said.words}" if said.words else "prints no number and version that are known here"
    best = most_found(reading, several, lines) if several else None
    found, count = lines_found(document_of(reading, best), lines) if best else (0, 1)
    if best is None or found < FEWEST * count:
        return FOREIGN_DOCUMENT.at(span, f"does not say of which agreement it is, and {prints}")
    hint = (
        f"most like {best.words}: {found:,} of its {count:,} long lines stand in it. If that is what you sent: "
        f'agreements review read "{span.path}" --as {best.result.id} --against {best.name} --by "NAME, TITLE" --on DAY'
    )
    draft = (
        ", which is not frozen, so that what was sent may have been another state of it" if best.name == DRAFT else ""
    )
    message = f"does not say of which agreement and version it is; it {prints}"
    return LOST_PROPERTIES.at(span, message + (draft if said.tells(best.version, best.draft) else ""), hint=hint)


def of_another(reading: Reading, best: Candidate, lines: frozenset[str], found: int) -> Candidate | None:
    """Return a document of another agreement of which more lines are found than of *best*."""
    others = [
        Candidate(result, id_, DRAFT, one.facts.number, one.facts.version, one.facts.draft, one.inputs)
        for result in reading.results
        for id_, one in result.documents.items()
        if result.id != best.result.id and lines_found(one, lines)[0] > found
    ]
    return most_found(reading, others, lines) if others else None


# By the word of a person


def as_claimed(
    reading: Reading, span: Span, said: Said, lines: frozenset[str], claim: Claim
) -> tuple[Candidate, str] | Diagnostic:
    """Return the document that a person says a file is, or that its text is plainly another one."""
    everything = list(candidates(reading))
    mine = [one for one in everything if one.result.id == claim.agreement and one.name == claim.version]
    mine = [one for one in mine if said.names(one.number)] or mine
    if claim.version == DRAFT and not mine:  # the draft is as it was frozen
        mine = [one for one in everything if one.result.id == claim.agreement and is_today(one)]
    strange = next((one for one in everything if one.number == said.number and one.result.id != claim.agreement), None)
    if strange is not None and not any(one.number == said.number for one in mine):
        message = f"prints the number {said.number}, which is that of {strange.words}"
        return NOT_THAT_VERSION.at(span, message)
    if not mine:
        return NOT_THAT_VERSION.at(span, f"{claim.agreement} keeps no document of {claim.version}")
    best = most_found(reading, mine, lines)
    found, count = lines_found(document_of(reading, best), lines)
    other = of_another(reading, best, lines, found)
    if found < FEWEST * count or other:
        message = f"holds {found:,} of the {count:,} long lines of {best.words}"
        more = f"more of {other.words} stand in it" if other else ""
        return NOT_THAT_VERSION.at(span, f"{message}, and {more}" if more else message)
    prints = said.words or "neither number nor version"
    return best, f"taken for what it is said to be by the word of {claim.by}, {claim.on}; it prints {prints}"


def is_today(one: Candidate) -> bool:
    """Tell whether a frozen document is what the data of today make."""
    return one.result.documents[one.document].inputs == one.tree


# What was sent


def document_of(reading: Reading, one: Candidate) -> Document:
    """Return the tree of a candidate."""
    from generator.render.tree import document_from_json

    if one.name == DRAFT:
        return one.result.documents[one.document]
    return document_from_json(reading.files[kept_path(reading, one, word=False)])


def data_of(reading: Reading, one: Candidate) -> bytes:
    """Return the Word file of a candidate."""
    from generator.render.word import render_word

    if one.name != DRAFT:
        return reading.files[kept_path(reading, one, word=True)]
    assert one.result.draft is not None  # noqa: S101 - a result with documents has a draft
    template = reading.workspace.templates[one.result.draft.agreement.template]
    return render_word(one.result.documents[one.document], template)


def kept_path(reading: Reading, one: Candidate, *, word: bool) -> str:
    """Return where a frozen version keeps the Word file or the tree of a document."""
    versions = reading.workspace.agreements[one.result.id].versions
    kept = next(version for version in versions if version.name == one.name).documents[one.document]
    return f"agreements/{one.result.id}/versions/{one.name}/{kept.word if word else kept.tree}"


def share(reading: Reading, one: Candidate, lines: frozenset[str]) -> str:
    """Return how much of what was sent is found, in words."""
    found, count = lines_found(document_of(reading, one), lines)
    return f"{found:,} of {count:,} long lines are as they were sent"


def with_facts(reading: Reading, name: str, data: bytes, back: Returned, one: Candidate) -> Returned:
    """Return a file with the properties that it lost; of a redline, by whose hand our marks are is found again too."""
    facts = {
        "Agreement": one.result.id,
        "Document": one.document,
        "Number": one.number,
        "Version": one.version,
        "Draft": one.draft,
        "Tree": one.tree,
    }
    status = status_shown(back)
    if not status:
        return replace(back, facts=facts)
    facts["Shown as"] = status
    sent, _ = read_returned("sent", data_of(reading, one))
    assert sent is not None  # noqa: S101 - we made it
    best, most = replace(back, facts=facts), likeness_before(back, sent)
    for ours in all_hands(back):
        again, _ = read_returned(name, data, {**facts, "Marked by": ours.author, "Marked on": ours.date})
        if again is not None and likeness_before(again, sent) > most:
            best, most = again, likeness_before(again, sent)
    return best
