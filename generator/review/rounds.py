"""Rounds of review as they are kept: where their file stands, how it is read, and what in it still waits."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from generator.diagnostic import Diagnostic, Span, kind
from generator.files import Files
from generator.model.proposal import Decision, Proposal, Round, What
from generator.read.shape import read_record
from generator.read.yaml import read_yaml

UNSIGNED_DECISION = kind(
    "unsigned-decision",
    "A proposal is decided and does not say by whom, or when.",
    matters="Months later nobody knows who agreed to the change.",
    cure="Write decided-by (name and title) and decided-on (2026-11-20) below the decision.",
)


PART_OF_LINE = kind(
    "part-of-line",
    "The words that are offered instead are only a part of the line that they would stand for.",
    matters="They would be all that is left of the line; its other words would be gone.",
    cure="Write the whole line as it shall read behind counter:, from its first word to its last sign.",
)
ENDINGS = (".", ";", ":")


def in_part(one: Proposal) -> bool:
    """Tell whether the words offered for a line are a part of it: they do not end as a line does."""
    if one.decision is not Decision.COUNTER or one.what is not What.WORDING or one.path.count("/") > 1:
        return False
    lines = [text.strip() for text in (one.old, one.new)]
    return all(text.endswith(ENDINGS) for text in lines) and not one.counter.strip().endswith(ENDINGS)


def whole_line(path: str, one: Proposal) -> Diagnostic:
    """Return the finding about words that are only a part of the line that they would stand for."""
    message = f'{one.id}, {one.where}: "{shorten(one.counter, 60, placeholder=" …")}" would be the whole line'
    return PART_OF_LINE.at(one.span if one.span.path else Span(path), message, hint=f"the line is: {one.new}")


MOST_PROPOSALS = 5_000
TOO_MANY_PROPOSALS = kind(
    "too-many-proposals",
    "A file that came back proposes more changes than people could decide.",
    matters="It is hardly the file that was sent: another text, another order, or thousands of pasted rows.",
    cure="Look at the file beside the one that you sent. Take the right one, or ask for the changes in parts.",
)


def too_many(name: str, count: int) -> list[Diagnostic]:
    """Return the fault of a file with more proposals than a round may have."""
    message = f"proposes {count:,} changes, at most {MOST_PROPOSALS:,} are kept for decisions"
    return [TOO_MANY_PROPOSALS.at(Span(name), message)] if count > MOST_PROPOSALS else []


def round_path(agreement: str, name: str) -> str:
    """Return where the proposals of a round stand."""
    return f"agreements/{agreement}/reviews/{name}/proposals.yaml"


def rounds_in(files: Files, agreement: str) -> list[str]:
    """Return the names of the rounds of an agreement."""
    start, end = f"agreements/{agreement}/reviews/", "/proposals.yaml"
    return sorted(
        path.removeprefix(start).removesuffix(end) for path in files if path.startswith(start) and path.endswith(end)
    )


def read_round(path: str, data: bytes) -> tuple[Round | None, list[Diagnostic]]:
    """Return the proposals in a file that a person may have edited, and what is wrong with it."""
    node, found = read_yaml(path, data)
    if node is None:
        return None, found
    made, faults = read_record(Round, node, Span(path, 1, 1))
    return (None if faults or found else made), [*found, *faults]


def waiting(files: Files, agreement: str) -> Iterator[str]:
    """Yield, in words, each round of an agreement in which something is undecided, or agreed and not written yet."""
    for name in rounds_in(files, agreement):
        path = round_path(agreement, name)
        made, _ = read_round(path, files[path])
        if made is None:
            yield f"{path}: the proposals of {name} cannot be read"
            continue
        open_ = [one for one in made.proposals if one.decision is Decision.OPEN]
        agreed = (Decision.ACCEPT, Decision.COUNTER)
        unwritten = [one for one in made.proposals if one.decision in agreed and not one.applied]
        if open_:
            yield f"{path}: {len(open_)} of {len(made.proposals)} proposals of {name} are undecided"
        if unwritten:
            several = "1 proposal" if len(unwritten) == 1 else f"{len(unwritten)} proposals"
            verb = "is" if len(unwritten) == 1 else "are"
            yield f"{path}: {several} of {name} {verb} agreed and not written into the agreement yet"
