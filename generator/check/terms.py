"""Defined terms: each used one is defined, each defined one is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.written import defined, written
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.document.blocks import Document
from generator.document.walk import row_words, tables
from generator.model.draft import Draft
from generator.prose import Use
from generator.prose.stand_in import STAND_IN

UNDEFINED_TERM = kind(
    "undefined-term",
    "A word stands in brackets, as a defined term, and no terms.yaml defines it in that form.",
    matters="A capitalised word without a definition means whatever the other side says it means.",
    cure="Define it in terms.yaml, add the form to the term's `forms`, write it without brackets, "
    "or write an open point: {{? what, who, by when }}.",
)
UNUSED_TERM = kind(
    "unused-term",
    "The agreement defines a term of its own that no text uses.",
    matters="A definition without use makes readers look for a clause that is not there.",
    cure="Use the term, or delete its row from the agreement's terms.yaml.",
    severity=Severity.WARNING,
)
LITERAL_TERM = kind(
    "literal-term",
    "A field that is no prose has a term in brackets, and the brackets print.",
    matters="Readers would see a sign of the source in the table that they sign.",
    cure="Take the brackets away: this field prints its words as they are written.",
)
CIRCULAR = kind(
    "circular-definition",
    "A term is defined by itself.",
    matters="Who looks the word up learns nothing, and each side goes on with what it takes it for.",
    cure="Say in other words what the term means.",
    severity=Severity.WARNING,
)
MANY = 6
"""How many texts that use a term show that its definition is what is wrong."""
IN_BRACKETS = re.compile(r"\[([^\[\]]{1,80})\]")


def literal_terms(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rows that print a term with its brackets, because they wrote it in a field that is no prose."""
    for document in documents.values():
        for table in tables(document):
            for row in table.rows:
                words = IN_BRACKETS.findall(" | ".join(row_words(row))) if row.source else ()
                for form in words:
                    if row.source and form in draft.forms:
                        message = f'{row.source.clause} prints "[{form}]" with its brackets'
                        place = typed_in(draft, row.source.clause, f"[{form}]") or row.source.span
                        yield LITERAL_TERM.at(place, message, hint=f"write {form} without brackets")


def typed_in(draft: Draft, id_: str, words: str) -> Span | None:
    """Return the place of the field, in the layer that wrote it, whose text has *words*; *id_* is the row's."""
    for record in (row.record for rows in draft.rows.values() for row in rows if row.record.id == id_):
        for name, info in type(record).model_fields.items():
            if words in str(getattr(record, name)):
                return record.place(info.alias or name)
    return None


def undefined_terms(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every term that is used and nowhere defined; one that many texts use is one fault, of its definition."""
    uses: dict[str, list[Span]] = {}
    for inline, span in written(draft, documents):
        if isinstance(inline, Use) and inline.form not in draft.forms and not STAND_IN.search(f"[{inline.form}]"):
            uses.setdefault(inline.form, []).append(span)
    letters = {form.casefold(): form for form in draft.forms}
    for form, several in uses.items():
        meant = letters.get(form.casefold(), "")
        hint = (
            (f'did you mean "{meant}"?' if meant else nearest(form, draft.forms))
            or (f"write {{{{ {form} }}}}" if form in draft.values else "")
            or "write a defined term, or no brackets if it is an ordinary word; a new term goes into terms.yaml"
        )
        if len(several) < MANY:
            yield from (
                UNDEFINED_TERM.at(one, f'"{form}" is used as a term but nowhere defined', hint=hint) for one in several
            )
            continue
        seen = tuple((one, f"[{form}]") for one in several[: MANY - 1])
        if meant:
            place, hint = draft.terms[draft.forms[meant]].term.place("term"), f"term: {form}"
            yield UNDEFINED_TERM.at(
                place, f'many texts say "[{form}]", which is written "{meant}" here', hint=hint, seen=seen
            )
        else:
            message = f'"{form}" is used as a term, here and at many other places, but nowhere defined'
            hint = f"define it in terms.yaml: - {{id: .., term: {form}, definition: ..}}"
            yield UNDEFINED_TERM.at(several[0], message, hint=hint, seen=seen[1:])


def circular_definitions(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report printed definitions that use the term which they define."""
    for id_ in sorted(defined(documents)):
        term = draft.terms[id_].term
        for used in IN_BRACKETS.finditer(term.definition):
            if draft.forms.get(used[1]) == id_:
                message = f'the definition of "{term.term}" says "[{used[1]}]" again'
                yield CIRCULAR.at(term.place("definition"), message, hint="say in other words what it means")
                break


def unused_terms(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report terms of the agreement's own that nothing uses; a library may define more than one agreement needs."""
    printed = defined(documents)
    for id_, shown in draft.terms.items():
        if shown.layer.startswith("agreements/") and id_ not in printed:
            yield UNUSED_TERM.at(shown.span, f'"{shown.term.term}" is defined for this agreement and never used')
