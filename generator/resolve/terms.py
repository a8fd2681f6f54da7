"""Terms as the agreement prints them: role names are its choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from generator.diagnostic import Diagnostic, kind
from generator.model.agreement import Agreement
from generator.model.choices import Capitals
from generator.model.draft import Merged, Shown
from generator.model.rows import Row, Term

SAME_TERM = kind(
    "same-term",
    "Two terms share a form.",
    matters="A reader could not tell which definition a word in the text points to.",
    cure="Take the form away from one of them.",
)


def show_terms(
    agreement: Agreement, rows: Mapping[str, Merged[Row]]
) -> tuple[dict[str, Shown], dict[str, str], list[Diagnostic]]:
    """Return the terms by id as *agreement* prints them, every form with the id of its term, and the faults."""
    shown: dict[str, Shown] = {}
    forms: dict[str, str] = {}
    found: list[Diagnostic] = []
    for id_, merged in rows.items():
        assert isinstance(merged.record, Term)  # noqa: S101 - the kind "terms" holds nothing else
        words, bare = printed_forms(agreement, merged.record), is_bare(agreement, merged.record)
        shown[id_] = Shown(merged.record, merged.span, merged.layer, words, bare)
        for form in shown[id_].words:
            other = forms.setdefault(form, id_)
            if other != id_ and not same_party(agreement, merged.record, shown[other].term):
                found.append(
                    SAME_TERM.at(
                        merged.span,
                        f'"{form}" belongs to the terms "{other}" and "{id_}"',
                        seen=((shown[other].span, other),),
                    )
                )
    return shown, forms, found


def same_party(agreement: Agreement, one: Term, other: Term) -> bool:
    """Tell whether two terms name parties of which two have one role: that is the fault, and not their names."""
    roles = [party.role for party in agreement.parties]
    return bool(one.role and other.role) and len(set(roles)) < len(roles)


def printed_forms(agreement: Agreement, term: Term) -> dict[str, str]:
    """Return what prints for each form of *term*; the name that the agreement chose for a party's role, or a layer for
    another term, may be written in its clauses too.
    """
    forms = (term.term, *term.forms, *filter(None, [term.abbreviation]))
    names = {party.role: party.printed_as for party in agreement.parties if party.printed_as}
    name = names.get(term.role, "") if term.role else term.prints
    if not name:
        return {form: cased(agreement, term, form) for form in forms}
    several = {form: name + ("s" if form != term.term and form.endswith("s") else "") for form in forms}
    return {form: cased(agreement, term, words) for form, words in ({name: name} | several).items()}


def cased(agreement: Agreement, term: Term, words: str) -> str:
    """Return *words* in capitals where the agreement prints this *term* so."""
    match agreement.print_.capitals:
        case Capitals.TERMS:
            return words.upper()
        case Capitals.PARTIES:
            return words.upper() if term.role else words
        case Capitals.NONE:
            return words
        case _:
            assert_never(agreement.print_.capitals)


def is_bare(agreement: Agreement, term: Term) -> bool:
    """Tell whether *term* is the name of a party that takes no article."""
    return any(party.role is term.role and not party.article for party in agreement.parties)
