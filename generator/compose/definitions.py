"""The definitions that an agreement needs, as a list or as a table; those of another agreement point to it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.phrases import phrase_text
from generator.compose.tables import table
from generator.compose.text import Running, phrase, prose_line
from generator.document.blocks import NO_NUMBER, Block, Cell, Column, Lead, Paragraph, Row
from generator.model.agreement import Related
from generator.model.choices import ListOrTable
from generator.model.draft import Draft, Shown
from generator.prose import Definition, Text, Use, sentences

OWN = "agreements/"
"""Begins the name of an agreement's own layer."""


def definitions(draft: Draft, used: frozenset[str]) -> Iterator[Block]:
    """Yield the terms in use, by the alphabet: a paragraph a term, or one table with a row a term."""
    terms = [
        (id_, shown)
        for id_, shown in sorted(draft.terms.items(), key=lambda one: one[1].title.casefold())
        if id_ in used and is_listed(draft, id_, shown)
    ]
    if draft.agreement.print_.definitions is ListOrTable.LIST:
        yield from (listed(draft, id_, shown) for id_, shown in terms)
    else:
        columns = [Column("term", "Term", 3.4), Column("meaning", "Meaning", 9.0)]
        yield table(draft, "definitions", columns, [row(draft, id_, shown) for id_, shown in terms])


def is_listed(draft: Draft, id_: str, shown: Shown) -> bool:
    """Tell whether a term in use is defined here: an imported agreement defines what its source does, and the terms
    of clauses that it takes from the libraries.
    """
    if draft.agreement.origin is None:
        return True
    return shown.layer.startswith(OWN) or id_ in terms_of_libraries(draft)


def terms_of_libraries(draft: Draft) -> frozenset[str]:
    """Return the terms that clauses taken from the libraries use."""
    taken = (clause for clause in draft.clauses if not clause.source.layer.startswith(OWN))
    lines = (line for clause in taken for line in sentences(clause.prose))
    return frozenset(draft.forms.get(one.form, "") for line in lines for one in line if isinstance(one, Use))


def listed(draft: Draft, id_: str, shown: Shown) -> Paragraph:
    """Return a definition as a paragraph: the term in bold, "means", what it means."""
    home = imported_from(draft, id_)
    means = phrase_text(draft, "definition-means")
    rest = said(draft, "definition-imported", home) if home else (Text(f"{means} "), *prose_line(shown.term.definition))
    text = (Definition(shown.title, id_), Text(f"{abbreviated(shown)} "), *rest)
    return Paragraph(f"definition:{id_}", text, NO_NUMBER, (), Lead.DEFINITION)


def row(draft: Draft, id_: str, shown: Shown) -> Row:
    """Return a definition as a row of a table."""
    home = imported_from(draft, id_)
    meaning = said(draft, "definition-as-in", home) if home else prose_line(shown.term.definition)
    path = f"definition:{id_}"
    term = tuple(one for one in (Definition(shown.title, id_), Text(abbreviated(shown))) if one != Text(""))
    return Row(path, (Cell(f"{path}/term", (term,)), Cell(f"{path}/meaning", (meaning,))))


def abbreviated(shown: Shown) -> str:
    """Return the abbreviation behind a term, if it has one."""
    return f" ({shown.term.abbreviation})" if shown.term.abbreviation else ""


def imported_from(draft: Draft, id_: str) -> Related | None:
    """Return the agreement that defines a term, when it is not this one."""
    homes = [home for home, terms in draft.agreement.imports.items() if id_ in terms]
    return draft.agreement.related.get(homes[0]) if homes else None


def said(draft: Draft, id_: str, home: Related) -> Running:
    """Return the phrase that points to another agreement."""
    named = f"{home.title}\u00a0{home.number}" if home.number and not home.number.startswith("?") else home.title
    return phrase(phrase_text(draft, id_), {"agreement": named})
