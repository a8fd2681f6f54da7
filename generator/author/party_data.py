"""Names, register numbers and addresses of the parties, as a returned file has them, written into agreement.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from generator.author.desk import Desk, Written, by_hand, outcome, own_field, own_row
from generator.author.splice import Keys, editable, set_field
from generator.diagnostic import Diagnostic
from generator.model.proposal import Proposal

PARTY = "party:"
"""Begins the path of the paragraph that introduces a party."""
BESIDE = re.compile(r"\baffiliate|\band\b", re.IGNORECASE)
"""Stands in words that bring a further company; no address or name is made of them."""
FACTS = ("name", "registration", "address")

Fact = tuple[Keys, str, str]
"""What leads to a record, the field in it, and what it says."""


def party_data(desk: Desk, one: Proposal) -> Written:
    """Return the files with each fact of a party that the proposal changes, or why it is for a person to do."""
    changed = changed_facts(spaced(one.old), spaced(outcome(one)), [*contact_facts(desk), *entity_facts(desk)])
    path = f"{desk.home}/agreement.yaml"
    came = further(one, path)
    if isinstance(changed, str) or came:
        return by_hand(one, came or str(changed))
    text = editable(path, desk.files[path])
    files: dict[str, bytes] = {}
    for (keys, name, _), words in changed:
        if isinstance(text, Diagnostic):
            return text
        if keys[0] == "contacts":
            here = Desk(desk.workspace, desk.draft, {**desk.files, **files})
            made = own_field(here, "contacts", str(keys[1]), name, words)
            if isinstance(made, Diagnostic):
                return made
            files |= made
        else:
            text = set_field(path, text, keys, name, value=words)
    return text if isinstance(text, Diagnostic) else {path: text.encode(), **files}


def further(one: Proposal, path: str) -> str:
    """Return where a company is written that came beside those of a party; empty when none came."""
    was, now = spaced(one.old), spaced(outcome(one))
    start, end = alike(was, now), alike(was[::-1], now[::-1])
    if start + end < len(was) or not one.path.startswith(PARTY) or not BESIDE.search(now[start : len(now) - end]):
        return ""
    side = one.path.removeprefix(PARTY)
    return (
        f"what came is no other name, register number or address: write a further company of the {side} below "
        f"affiliates: of its party in {path} (below entities: where it signs itself), as - {{name: , registration: , "
        "address: , country: }; the clause on affiliates comes in with the first"
    )


def alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def spaced(words: str) -> str:
    """Return *words* with plain blanks, and none at the end of a line."""
    return "\n".join(line.strip() for line in words.replace("\u00a0", " ").split("\n"))


def entity_facts(desk: Desk) -> Iterator[Fact]:
    """Yield what the agreement says of its legal entities and their affiliates."""
    for at, party in enumerate(desk.draft.agreement.parties):
        for group, entities in (("entities", party.entities), ("affiliates", party.affiliates)):
            for count, entity in enumerate(entities):
                yield from ((("parties", at, group, count), name, getattr(entity, name)) for name in FACTS)


def contact_facts(desk: Desk) -> Iterator[Fact]:
    """Yield the names of the contacts that have a row of their own."""
    for contact in desk.draft.contacts:
        name = getattr(contact, "name", "")
        if isinstance(name, str) and name and own_row(desk, "contacts", contact.id) is not None:
            yield ("contacts", contact.id), "name", name


def changed_facts(old: str, new: str, facts: Sequence[Fact]) -> list[tuple[Fact, str]] | str:
    """Return the facts that say something else in *new*, each with its words, or why that cannot be told.

    One changed fact is looked for first, since a name may hold the comma that stands between the facts of a line.
    """
    longest = sorted({fact[2] for fact in facts}, key=len, reverse=True)
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)", old)
    there = set(pieces[1::2])
    alone = [said for one in sorted(there) if (said := said_now(pieces, {one}, new))]
    several = alone or [said_now(pieces, there, new)]
    if not several[0]:
        return "the words are no name, register number or address that stands in the file"
    if len(several) > 1 or any(len(words) > 1 for words in several[0].values()):
        return "which name, register number or address changes, and to what, cannot be told"
    changed = []
    for was, (words,) in several[0].items():
        holders = holders_of(was, facts, there)
        if len(holders) > 1:
            owners = " and ".join(owner(fact, facts) for fact in holders)
            return f'"{was}" stands in the file for {owners}; change it where it is meant'
        changed.append((holders[0], words))
    return changed


def said_now(pieces: Sequence[str], free: Collection[str], new: str) -> dict[str, set[str]]:
    """Return what *new* says in the places of the facts *free* that changed; several words where it could be read so.

    Args:
        pieces: The words as they were: between the facts, and at each odd place a fact.
        free: The facts that may say something else.
        new: The words as they are now; nothing is found when anything else differs.
    """
    places = [one for one in pieces[1::2] if one in free]
    made: dict[str, set[str]] = {}
    for any_words in ("(.+?)", "(.+)"):
        shape = (any_words if at % 2 and one in free else re.escape(one) for at, one in enumerate(pieces))
        found = re.fullmatch("".join(shape), new, re.DOTALL)
        for was, words in zip(places, found.groups(), strict=True) if found else ():
            made.setdefault(was, set()).add(words)
    return {was: words for was, words in made.items() if words != {was}}


def holders_of(words: str, facts: Sequence[Fact], there: Collection[str]) -> list[Fact]:
    """Return the facts that say *words*: of the one record whose name stands beside them, where there is one."""
    holders = [fact for fact in facts if fact[2] == words]
    beside = {fact[0] for fact in facts if fact[1] == "name" and fact[2] in there and fact[2] != words}
    named = [fact for fact in holders if fact[0] in beside]
    return named if len(named) == 1 else holders


def owner(fact: Fact, facts: Sequence[Fact]) -> str:
    """Return whose fact it is: the name of a company, or the id of a contact."""
    keys = fact[0]
    return str(keys[1]) if keys[0] == "contacts" else next(one[2] for one in facts if one[:2] == (keys, "name"))
