"""Definitions that a returned file brings, written as terms of the agreement's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator import prose
from generator.author.desk import Desk, Target, Written, by_hand, outcome, wording
from generator.author.newcomers import as_prose, own_ids, reason_of, with_row
from generator.author.rewrite import stretches
from generator.document.blocks import Printed
from generator.document.walk import words
from generator.model.kinds import kind_of
from generator.model.proposal import Proposal

DEFINITION = "definition:"
"""Begins the path of a definition, before the id of its term."""
UNREAD = 'it does not read "Term means ..." as the one above it does; write it into'
HEAD = re.compile(r'["\u201c\u201e]?(?P<term>[^"\u201c\u201d\u201e()]+?)["\u201d]?(?: \((?P<short>[^()]+)\))?')


class NewTerm(NamedTuple):
    """A term that a returned file defines: as it prints, its other forms, its abbreviation, and what it means."""

    title: str
    forms: tuple[str, ...]
    short: str
    meaning: str

    def shown(self) -> dict[str, str]:
        """Return each form, by what it prints."""
        return {form: form for form in (self.title, *self.forms, self.short) if form}


def term_in(desk: Desk, one: Proposal, target: Target) -> NewTerm | None:
    """Return the term that a line defines, which reads as the definition above it; None when it does not.
    A plural that stands in what was agreed to is another form of it.
    """
    above = desk.draft.terms.get(one.path.removeprefix(DEFINITION))
    if above is None:
        return None
    short = f" ({above.term.abbreviation})" if above.term.abbreviation else ""
    lead = head_of(above.term.definition, target.inlines).removeprefix(above.title).removeprefix(short)
    head, means, meaning = wording(one).partition(lead) if lead.strip() else ("", "", "")
    found = HEAD.fullmatch(head.strip())
    if not means or found is None:
        return None
    title = found["term"].strip()
    several = dict.fromkeys(form for form in plurals(title) if re.search(rf"\b{re.escape(form)}\b", target.spoken))
    return NewTerm(title, tuple(several), found["short"] or "", meaning)


def head_of(definition: str, printed: Sequence[Printed]) -> str:
    """Return the words of a printed definition before what the term means; empty when they cannot be told."""
    lines = (prose.parse_line(definition)[0],)
    at = next((at for at in range(len(printed)) if stretches(lines, printed[at:]) is not None), 0)
    return "".join(map(words, printed[:at]))


def plurals(title: str) -> tuple[str, ...]:
    """Return the words that may be the plural of a term."""
    return (f"{title}s", f"{title}es", f"{title[:-1]}ies" if title.endswith("y") else f"{title}s")


def definition_in(desk: Desk, one: Proposal, term: NewTerm | None, target: Target) -> Written:
    """Return the agreement's own terms with one more, or why a person must write it."""
    path = f"{desk.home}/terms.yaml"
    if term is None:
        return by_hand(one, f"{UNREAD} {path}")
    known = [form for form in term.shown() if form in target.terms or form in target.terms.values()]
    if known:
        return by_hand(one, f'"{known[0]}" is a defined term already; change its definition, or take another word')
    stem = "-".join(re.findall(r"[a-z0-9]+", term.title.lower()))
    taken = {*desk.draft.terms, *own_ids(desk.files, path)}
    taken |= {row.record.id for row in desk.draft.rows.get(kind_of("terms"), ())}
    if not stem or stem in taken or outcome(one).count("\n"):
        return by_hand(one, f"no id can be made for it; write it into {path}")
    row: dict[str, str | list[str]] = {"id": stem, "term": term.title}
    row |= {"forms": list(term.forms)} if term.forms else {}
    row |= {"abbreviation": term.short} if term.short else {}
    row |= {"definition": as_prose(term.meaning, target.terms), "reason": reason_of(one)}
    return with_row(desk, "terms", row)
