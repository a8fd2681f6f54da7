"""The sentence of a review: a file that came back, what was sent, proposals; decided ones become edits of files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from generator.author.splice import set_field
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.document.blocks import Clause, Document
from generator.document.comments import Comment
from generator.document.difference import word_difference
from generator.document.printed import printed_texts
from generator.document.walk import clauses
from generator.files import Files, digest
from generator.model.agreement import Choice
from generator.model.clause import FALLBACK, STANDARD, WALK_AWAY
from generator.model.library import AgreementSource
from generator.model.proposal import WORKBOOK, Decision, Proposal, Round, What, by_approver
from generator.pipeline import Reading, Result, line
from generator.prose import Prose, Text
from generator.prose.walk import sentences
from generator.read.returned import Returned, read_returned
from generator.read.yaml import write_scalar
from generator.recognising import DRAFT, FOREIGN_DOCUMENT, NOT_THAT_VERSION, Claim, is_whole, recognised
from generator.review import Place, Sent, places_of, proposals
from generator.review.answers import answers
from generator.review.rounds import (
    UNSIGNED_DECISION,
    in_part,
    read_round,
    round_path,
    rounds_in,
    too_many,
    whole_line,
)

OLDER_ROUND = kind(
    "older-round",
    "The Word file was made from data that the workspace does not have any more.",
    matters="What changed since then on our side would look like a wish of theirs.",
    cure="Freeze what you send, so that it is kept: agreements freeze ID VERSION --status sent. To compare with the "
    "draft of today all the same, write --against draft.",
)


SIGNED = '--by "Jo Example, Head of Quality" --on 2026-11-20'
NO_PROPOSAL = kind(
    "no-such-proposal",
    "A proposal that is to be decided does not exist in the round.",
    matters="The decision would be lost.",
    cure="Take the id from the list: agreements review decide ID ROUND.",
)
NO_REASON = kind(
    "refusal-without-reason",
    "A proposal is refused without a reason.",
    matters="The other side is owed an answer, and the next negotiator the argument.",
    cure="Say why in a sentence: --reason.",
)
NOT_SHARED = kind(
    "not-shared",
    "A proposal is to be agreed to here only, and it is no value that prints at several places.",
    matters="New words of a clause or a row are the agreement's own anyway; a definition or a name holds everywhere.",
    cure="Decide it without --here-only. Where a definition shall not change for all, refuse it and offer other words.",
)


def read_review(
    reading: Reading, name: str, data: bytes, *, against: str = "", claim: Claim | None = None
) -> Round | list[Diagnostic]:
    """Return what a returned file proposes, or why it cannot be compared.

    Args:
        reading: The workspace.
        name: Name of the file.
        data: The file.
        against: ``draft`` to compare with the draft of today whatever the file was made from.
        claim: What a person says that the file is, where it does not say so itself any more.
    """
    back, faults = read_returned(name, data)
    if back is None:
        return faults
    told = itself_or_known_again(reading, name, data, back, claim or Claim())
    if isinstance(told, list):
        return told
    back, known_by = told
    result = reading.result(back.facts["Agreement"])
    id_ = back.facts["Document"]
    if result is not None and not result.documents:
        return [one for one in result.found if one.severity is Severity.ERROR]
    if result is None or id_ not in result.documents:
        said = " ".join(filter(None, [back.facts.get("Number", ""), id_]))
        return [FOREIGN_DOCUMENT.at(Span(name), f"is of {said}, which is not in this workspace")]
    before = what_was_sent(reading, result, back.facts, any_draft=against == "draft")
    if before is None:
        return [OLDER_ROUND.at(Span(name), older(reading, result, back.facts))]
    data_sent, document = as_shown(reading, result, before, back.facts)
    facts = document.facts
    exact = against != "draft" or back.facts.get("Tree", "") == result.documents[id_].inputs
    shown = replace(sent(reading, result, data_sent, document), exact=exact)
    made = tuple(proposals(shown, back))
    if several := too_many(name, len(made)):
        return several
    round_ = Round(
        agreement=result.id,
        document=facts.document,
        version=f"{facts.version} draft {facts.draft}" if facts.draft else facts.version,
        file=name.rpartition("/")[2],
        hash=digest(data)[:16],
        against=digest(data_sent)[:16],
        proposals=made,
    )
    return round_.model_copy(update={"recognised": known_by}) if known_by else round_


def itself_or_known_again(
    reading: Reading, name: str, data: bytes, back: Returned, claim: Claim
) -> tuple[Returned, str] | list[Diagnostic]:
    """Return a file that says itself what it is, or how it was known again; or why a person errs, or must say it."""
    if not is_whole(back.facts):
        return recognised(reading, name, data, back, claim)
    facts = back.facts
    version = "-draft-".join(filter(None, [facts["Version"], facts.get("Draft", "")]))
    if claim.agreement and (facts["Agreement"] != claim.agreement or claim.version not in (version, DRAFT)):
        message = f"says itself that it is {facts['Document']} of {facts['Agreement']}, {version}"
        return [NOT_THAT_VERSION.at(Span(name), message, hint="leave --as out: it is read as what it says")]
    return back, ""


def what_was_sent(
    reading: Reading, result: Result, facts: Mapping[str, str], *, any_draft: bool
) -> tuple[bytes, Document] | None:
    """Return the file that was sent and its tree: of the frozen version it names, or of the draft of today."""
    from generator.render.tree import document_from_json
    from generator.render.word import render_word

    id_, tree = facts.get("Document", ""), facts.get("Tree", "")
    source = reading.workspace.agreements[result.id]
    for version in source.versions if not any_draft else ():
        kept = version.documents.get(id_)
        if (
            kept
            and version.inputs == tree
            and (kept.version, kept.draft) == (facts.get("Version"), facts.get("Draft", ""))
        ):
            home = f"agreements/{result.id}/versions/{version.name}"
            return reading.files[f"{home}/{kept.word}"], document_from_json(reading.files[f"{home}/{kept.tree}"])
    document = result.documents[id_]
    if result.draft is None or (tree != document.inputs and not any_draft):
        return None
    return render_word(document, reading.workspace.templates[result.draft.agreement.template]), document


def as_shown(
    reading: Reading, result: Result, before: tuple[bytes, Document], facts: Mapping[str, str]
) -> tuple[bytes, Document]:
    """Return what was sent; where it went out as a redline, with the status that its pages show."""
    from generator.render.word import render_word

    data, document = before
    status = facts.get("Shown as", "")
    if not status.startswith("Redline against ") or result.draft is None:
        return data, document
    return render_word(document, reading.workspace.templates[result.draft.agreement.template], label=status), document


def older(reading: Reading, result: Result, facts: Mapping[str, str]) -> str:
    """Return what a file says it is, and what there is to compare it with."""
    draft = f" draft {facts['Draft']}" if facts.get("Draft") else ""
    versions = ", ".join(one.name for one in reading.workspace.agreements[result.id].versions)
    return f"is version {facts.get('Version', '?')}{draft} of data that changed since; frozen are: {versions or 'none'}"


def sent(reading: Reading, result: Result, data: bytes, document: Document) -> Sent:
    """Return what was sent, read by the same reader as what comes back."""
    read, _ = read_returned("sent", data)
    assert read is not None  # noqa: S101 - we made it
    places = places_of(document)
    return Sent(read, places, positions_of(reading, result, document.facts.document), approvers(result), used(places))


def approvers(result: Result) -> dict[tuple[str, str], str]:
    """Return which role may agree to a position, by clause and position."""
    assert result.draft is not None  # noqa: S101 - a result with documents has a draft
    found: dict[tuple[str, str], str] = {}
    for one in result.draft.clauses:
        table = one.source.clause.positions
        for name, position in ((FALLBACK, table.fallback), (WALK_AWAY, table.walk_away)) if table else ():
            if position:
                found[one.id, name] = position.approver
    return found


def used(places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """Return where each value prints."""
    found: dict[str, list[str]] = {}
    for place in places.values():
        for _, id_ in place.values:
            found.setdefault(id_, []).append(place.where)
    return {id_: tuple(dict.fromkeys(where)) for id_, where in found.items()}


def positions_of(reading: Reading, result: Result, document: str) -> Callable[[str], Mapping[str, str]]:
    """Return what gives the other texts of a clause, as they would print here; of those only that *words* may be."""
    source = reading.workspace.agreements[result.id]
    assert result.draft is not None  # noqa: S101 - a result with documents has a draft
    chosen = {one.id: one for one in result.draft.clauses}

    printed = cache(partial(printed_position, reading, source, document))

    def positions(clause: str, words: str | None = None) -> Mapping[str, str]:
        one = chosen.get(clause)
        if one is None:
            return {}
        names = [name for name in (STANDARD, FALLBACK, WALK_AWAY) if name in one.source.texts and name != one.position]
        likely = [name for name in names if words is None or may_print(one.source.prose[name], words)]
        return {name: text for name in likely if (text := printed(clause, name))}

    return positions


def may_print(text: Prose, words: str) -> bool:
    """Tell whether *words* hold the literal words of *text* in its order: to print a position takes a whole draft."""
    said, at = letters(words), 0
    literal = (one.text for sentence in sentences(text) for one in sentence if isinstance(one, Text))
    for fragment in map(letters, literal):
        found = said.find(fragment, at)
        if found < 0:
            return False
        at = found + len(fragment)
    return True


def letters(words: str) -> str:
    """Return the letters of *words*: signs between them may print otherwise than they are written."""
    return "".join(filter(str.isalpha, words))


def printed_position(reading: Reading, source: AgreementSource, document: str, clause: str, name: str) -> str:
    """Return the words of a clause at a position; empty when the agreement does not print it."""
    choices = {id_: one for id_, one in source.agreement.choices.items() if id_ != clause}
    if name != STANDARD:
        choices[clause] = Choice(position=name, reason="to compare", by="review", on="2000-01-01")  # type: ignore[arg-type]  # read as text
    other = AgreementSource(source.agreement.model_copy(update={"choices": choices}), source.contacts, source.layer)
    made = line(reading.workspace, other, ()).documents.get(document)
    found = next((one for one in clauses(made) if one.path == clause), None) if made else None
    return "\n".join(clause_texts(made, found)) if made and found else ""


def clause_texts(document: Document, clause: Clause) -> Iterator[str]:
    """Yield the lines of a clause, its title apart."""
    alone = replace(
        document, parties=(), control=(), opening=(), chapters=(), annexes=(), signatures=None, elsewhere=()
    )
    section = document.chapters[0] if document.chapters else document.annexes[0]
    texts = list(printed_texts(replace(alone, chapters=(replace(section, blocks=(clause,)),)), ("BODY",)))
    yield from texts[2:] if clause.title else texts[1:]


# Rounds on disk


def files_of_round(reading: Reading, made: Round) -> tuple[str, dict[str, bytes]]:
    """Return the name of a round and its file; of a file that was read before, its name and nothing to write."""
    names = rounds_in(reading.files, made.agreement)
    for name in names:
        path = round_path(made.agreement, name)
        before, _ = read_round(path, reading.files[path])
        if before is not None and same_round(before, made):
            return name, {}
    name = f"round-{1 + max((int(one.removeprefix('round-')) for one in names if NUMBERED.fullmatch(one)), default=0)}"
    return name, {round_path(made.agreement, name): round_text(made).encode(), **report_files(reading, made, name)}


def same_round(before: Round, made: Round) -> bool:
    """Tell whether a file was read before; of a workbook also whether it proposes what another one did."""
    if (before.hash, before.against) == (made.hash, made.against):
        return True
    both, ids = (before, made), [{one.id for one in round_.proposals} for round_ in (before, made)]
    return all(one.document == WORKBOOK for one in both) and before.against == made.against and ids[0] == ids[1]


def answers_to(
    reading: Reading, id_: str, against: str, older: Mapping[str, Document], newer: Mapping[str, Document]
) -> dict[str, list[Comment]]:
    """Return our answers to the rounds about the version *against*, by document, as comments of the next redline."""
    found: dict[str, list[Comment]] = {}
    for name in rounds_in(reading.files, id_):
        path = round_path(id_, name)
        made, _ = read_round(path, reading.files[path])
        if made is None or made.version.replace(" ", "-") != against or made.document not in newer:
            continue
        before, now = (
            {place.path: place for place in places_of(side[made.document]).values()} for side in (older, newer)
        )
        found.setdefault(made.document, []).extend(answers(made.proposals, before, now))
    return found


def report_files(reading: Reading, made: Round, name: str) -> dict[str, bytes]:
    """Return the report of a round beside its file: a page and a Word file; none while the agreement has errors."""
    from generator.compose.review_report import review_report
    from generator.render.review import report_to_html
    from generator.render.word import Tracking, render_word

    result = reading.result(made.agreement)
    if result is None or result.draft is None or not result.documents:
        return {}
    document = review_report(result.documents, made, name)
    template = reading.workspace.templates[result.draft.agreement.template]
    home = round_path(made.agreement, name).rpartition("/")[0]
    word = render_word(document, template, tracking=Tracking("Review"))
    return {f"{home}/report.html": report_to_html(document), f"{home}/report.docx": word}


NUMBERED = re.compile(r"round-[0-9]{1,6}")


def lines_of_round(made: Round, name: str, *, known: bool) -> Iterator[str]:
    """Yield what a round proposes, for a terminal, grouped by who may agree."""
    yield f"{name}: {made.file}, {made.document} {made.version}" + (" (read before)" if known else "")
    if made.recognised:
        yield f"  it came without its properties: {made.recognised}"
    if not made.proposals:
        yield "nothing differs from what was sent"
    for approver, ones in by_approver(made.proposals):
        yield f"For {approver.replace('-', ' ')}:" if approver else "For whoever negotiates:"
        for one in ones:
            yield from lines_of(one)


def lines_of(one: Proposal) -> Iterator[str]:
    """Yield the lines of one proposal."""
    hand = ", ".join(filter(None, [one.by or "no name", one.on[:10]])) if one.tracked != "no" else "not tracked"
    hand += "; in part not tracked" if one.tracked == "in part" else ""
    position = f" ({one.position})" if one.position else ""
    yield f"  {one.id}  {one.what}{position}: {one.where}  [{hand}]" + (
        f"  {one.decision}" if one.decision is not Decision.OPEN else ""
    )
    if one.what is What.VALUE:
        yield f"      {one.value}: {one.old} -> {one.new}" + (" (here only)" if one.only_here else "")
        if "also prints in" in one.note and one.decision is Decision.OPEN:
            yield "      accepted, it changes at every place; with --here-only, at this one alone"
    else:
        yield from (f"      {line_}" for line_ in shown_words(one).split("\n"))
    if one.note:
        yield f"      note: {one.note}"


def shown_words(one: Proposal) -> str:
    """Return what went and what came of a proposal."""
    if one.old and one.new:
        return word_difference(one.old, one.new)
    return f"{{+{one.new}+}}" if one.new else f"[-{one.old}-]"


def decided(
    files: Files, made: Round, name: str, ones: tuple[str, ...], *, every: bool, facts: Mapping[str, str]
) -> dict[str, bytes] | list[Diagnostic]:
    """Return the file of a round with decisions written into it, or why they cannot be.

    Args:
        files: The workspace.
        made: The round.
        name: Its name.
        ones: Ids of proposals.
        every: Whether all open ones are meant.
        facts: decision, counter, reason, by, on and only_here.
    """
    path = round_path(made.agreement, name)
    if refused := undecidable(path, made, ones, facts):
        return refused
    meant = [one for one in made.proposals if one.id in ones or (every and one.decision is Decision.OPEN)]
    if refused := [*unfit_for(path, meant, facts)]:
        return refused
    written = {
        "decision": "counter" if facts["counter"] else facts["decision"],
        "only-here": facts.get("only_here", ""),
        "counter": facts["counter"],
        "reason": facts["reason"],
        "decided-by": facts["by"],
        "decided-on": facts["on"],
    }
    places = {one.id: at for at, one in enumerate(made.proposals)}
    text = files[path].decode()
    for one in meant:
        for field, words in written.items():
            done = set_field(path, text, ("proposals", places[one.id]), field, value=words) if words else text
            if not isinstance(done, str):
                return [done]
            text = done
    return {path: text.encode()}


def undecidable(path: str, made: Round, ones: tuple[str, ...], facts: Mapping[str, str]) -> list[Diagnostic]:
    """Return why nothing of a round can be decided so: a proposal that there is not, no name or day, no reason."""
    known = [one.id for one in made.proposals]
    if strange := [one for one in ones if one not in known]:
        hint = nearest(strange[0], known) or f"proposals: {', '.join(known)}"
        return [NO_PROPOSAL.at(Span(path), f'there is no proposal "{strange[0]}"', hint=hint)]
    if lacking := [option for option, words in (("--by", facts["by"]), ("--on", facts["on"])) if not words]:
        message = f"a decision names who made it, and the day: write {' and '.join(lacking)}"
        return [UNSIGNED_DECISION.at(Span(path), message, hint=SIGNED)]
    if not facts["counter"] and facts["decision"] == "reject" and not facts["reason"]:
        return [NO_REASON.at(Span(path), "a refusal says why", hint='--reason "..."')]
    return []


def unfit_for(path: str, meant: Sequence[Proposal], facts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield the proposals that cannot be decided so: a part of a line for the whole, one place of what has but one."""
    offered = {"decision": Decision.COUNTER, "counter": facts["counter"]}
    answered = [one.model_copy(update=offered) for one in meant if facts["counter"]]
    yield from (whole_line(path, one) for one in answered if in_part(one))
    alone = [one for one in meant if one.what is not What.VALUE] if facts.get("only_here") else []
    for one in alone[:1]:
        message = f"{one.id}, {one.where}: this is no value that prints at several places"
        yield NOT_SHARED.at(Span(path), message, hint="decide it without --here-only")


def round_text(made: Round) -> str:
    """Return the file of a round: a person reads it and writes decisions into it."""
    facts = made.model_dump(by_alias=True, exclude={"proposals"})
    head = "".join(f"{name}: {write_scalar(str(value))}\n" for name, value in facts.items() if value)
    rows = "".join(proposal_text(one) for one in made.proposals)
    return f"{HOW_TO_DECIDE}{head}proposals:{rows or ' []'}".rstrip() + "\n"


HOW_TO_DECIDE = (
    "# Write a decision below each proposal: accept, reject, or counter (with the words that you offer), why, who and\n"
    "# when. Then: agreements review apply ID ROUND. Nothing is applied that nobody decided.\n"
)


def proposal_text(one: Proposal) -> str:
    """Return one proposal as lines of YAML; empty fields are left out, but those that a person fills."""
    facts = one.model_dump(by_alias=True)
    always = ("decision", "reason", "decided-by", "decided-on")
    said = {name: "yes" if value is True else str(value) for name, value in facts.items() if value}
    lines = [f"{name}: {write_scalar(words)}".rstrip() for name, words in said.items()]
    hints = [f"# {name}:" for name in always if not facts[name]]
    hints += ["# only-here: yes changes this place alone"] if one.what is What.VALUE and not one.only_here else []
    first, *rest = [*lines, *hints]
    return "\n" + "\n".join([f"  - {first}", *(f"    {line_}" for line_ in rest)]) + "\n"
