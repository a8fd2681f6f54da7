"""Names, register numbers and addresses of the parties, as a returned file has them, written into agreement.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.author.desk import Desk, Written, by_hand, outcome, own_field, own_row
from generator.author.splice import Keys, editable, set_field
from generator.diagnostic import Diagnostic
from generator.model.proposal import Proposal

FACTS = ("name", "registration", "address")

Fact = tuple[Keys, str, str]
"""What leads to a record, the field in it, and what it says."""


def party_data(desk: Desk, one: Proposal) -> Written:
    """Return the files with each fact of a party that the proposal changes, or why it is for a person to do."""
    old, new = spaced(one.old), spaced(outcome(one))
    facts = {fact[2]: fact for fact in (*contact_facts(desk), *entity_facts(desk)) if fact[2] in old}
    changed = changed_facts(old, new, facts)
    if not changed:
        return by_hand(one, "the words are no name, register number or address that stands in the file")
    path = f"{desk.home}/agreement.yaml"
    text = editable(path, desk.files[path])
    files: dict[str, bytes] = {}
    for (keys, name, _), words in changed:
        if isinstance(text, Diagnostic):
            return text
        if keys[0] == "contacts":
            made = own_field(desk, "contacts", str(keys[1]), name, words)
            if isinstance(made, Diagnostic):
                return made
            files |= made
        else:
            text = set_field(path, text, keys, name, value=words)
    return text if isinstance(text, Diagnostic) else {path: text.encode(), **files}


def spaced(words: str) -> str:
    """Return *words* with plain blanks."""
    return words.replace("\u00a0", " ")


def entity_facts(desk: Desk) -> Iterator[Fact]:
    """Yield what the agreement says of its legal entities."""
    for at, party in enumerate(desk.draft.agreement.parties):
        for count, entity in enumerate(party.entities):
            yield from ((("parties", at, "entities", count), name, getattr(entity, name)) for name in FACTS)


def contact_facts(desk: Desk) -> Iterator[Fact]:
    """Yield the names of the contacts that have a row of their own."""
    for contact in desk.draft.contacts:
        name = getattr(contact, "name", "")
        if isinstance(name, str) and name and own_row(desk, "contacts", contact.id) is not None:
            yield ("contacts", contact.id), "name", name


def changed_facts(old: str, new: str, facts: dict[str, Fact]) -> list[tuple[Fact, str]]:
    """Return the facts that say something else in *new*, each with its words, if nothing else differs."""
    if not facts:
        return []
    longest = sorted(facts, key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, longest))})", old)
    found = re.fullmatch("".join("(.+?)" if one in facts else re.escape(one) for one in pieces), new, re.DOTALL)
    if found is None:
        return []
    pairs = dict(zip((one for one in pieces if one in facts), found.groups(), strict=True))
    return [(facts[was], words) for was, words in pairs.items() if was != words]
