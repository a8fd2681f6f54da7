"""Rows of the folder: definitions, the matrix of responsibilities, tables as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from generator.foreign.compare import names_of
from generator.foreign.match import CLOSE, Tokens, difference, sentence, spelled, tokens_of, words_in
from generator.foreign.matrix import FoundMatrix, MatrixRow, found_matrix
from generator.foreign.outline import Grid, Words, all_words
from generator.foreign.parties import FoundParty
from generator.foreign.plan import Home, Making, passage_of, place_of, slug
from generator.foreign.terms import FoundTerm, forms_in, found_terms, is_used, texts_beside
from generator.foreign.texts import Context, Notes, inlines
from generator.foreign.words import clean
from generator.model.draft import Draft, Merged
from generator.model.imported import Fate, Guess, Passage
from generator.model.matrices import Responsibility
from generator.model.rows import MAIN, Row, Term
from generator.prose import parse_line, write_line
from generator.prose.nodes import merged
from generator.read.foreign import ForeignTable

DEFINITIONS, MATRIX = "definitions", "responsibilities"
HEAD_OF_DOCUMENT = "the party of that name at the head of this document."
SOURCE = "As the imported agreement has it"
EVERYBODY = "party"
"""The term for all parties: what it means here is said by the parties themselves."""
NONE = "none"


# Parties


def party_terms(making: Making, draft: Draft) -> None:
    """Write the terms that stand for parties: what they mean is said at the head of the document."""
    rows = {row.record.role: row for row in draft.typed("terms", Term) if row.record.role}
    named = [one for one in making.paper.parties if one.word]
    made: list[dict[str, Any]] = []
    for one in named:
        row = next((row for role, row in rows.items() if str(role) == one.side), None)
        base = (
            {"id": row.record.id, "amends": row.fingerprint}
            if row
            else {"id": slug(one.word) or one.side, "term": one.word, "role": one.side}
        )
        made.append({**base, "definition": HEAD_OF_DOCUMENT, "reason": SOURCE})
    everybody = next((row for row in draft.typed("terms", Term) if row.record.id == "party"), None)
    if everybody and len(named) > 2:
        terms = [f"the [{one.word}]" for one in named]
        said = f"each of {', '.join(terms[:-1])} and {terms[-1]}."
        made.append({"id": "party", "amends": everybody.fingerprint, "definition": said, "reason": SOURCE})
    making.plan.rows.setdefault("terms", []).extend(made)


# Definitions


def definitions(making: Making, draft: Draft) -> list[str]:
    """Take the definitions that other texts use out of the wording; return the forms of their terms."""
    outline = making.paper.outline
    found = found_terms(outline)
    beside = texts_beside(outline, found)
    texts = [text for _, text in beside]
    forms: list[str] = []
    words = {one.word.casefold() for one in making.paper.parties}
    for one in found:
        others = [
            form
            for form in forms_in(one.term, texts)
            if form not in draft.forms or draft.forms[form] == draft.forms.get(one.term)
        ]
        id_ = draft.forms.get(one.term) or slug(one.term) or f"term-{one.at}"
        row = next((row for row in draft.rows["terms"] if row.record.id == id_), None)
        role = row is not None and isinstance(row.record, Term) and row.record.role is not None
        written = {one["id"] for one in making.plan.rows.get("terms", [])}
        if (
            role
            or id_ == EVERYBODY
            or id_ in written
            or one.term.casefold() in words
            or not is_used(one, others, beside)
        ):
            continue
        making.terms.append((one, id_))
        forms += [one.term, *others]
        making.plan.rows.setdefault("terms", []).append(term_row(id_, one, others, row))
    place_definitions(making, [one for one, _ in making.terms])
    return forms


def term_row(id_: str, term: FoundTerm, forms: Sequence[str], base: Merged[Row] | None) -> dict[str, Any]:
    """Return the row of a definition; the text of the definition is written once all terms are known."""
    row: dict[str, Any] = {"id": id_}
    if base:
        row["amends"] = base.fingerprint
    row["term"] = term.term
    if forms or base:
        row["forms"] = list(dict.fromkeys([*forms, *forms_below(base, term.term)]))
    if term.abbreviation:
        row["abbreviation"] = term.abbreviation
    row["definition"] = term.definition
    return {**row, "reason": SOURCE} if base else row


def forms_below(base: Merged[Row] | None, term: str) -> list[str]:
    """Return the forms that texts of the library use for a term."""
    if base is None or not isinstance(base.record, Term):
        return []
    return [one for one in (base.record.term, *base.record.forms) if one != term]


def place_definitions(making: Making, taken: Sequence[FoundTerm]) -> None:
    """Put the list of definitions where the first of them stood."""
    rows: dict[int, set[int]] = {}
    for one in taken:
        rows.setdefault(one.at, set()).add(one.row)
        making.spent.add(one.at)
    if taken:
        making.tables[taken[0].at] = (DEFINITIONS,)
        if any(one.row >= 0 for one in taken):
            making.prints["definitions"] = "table"
    for at, kept in rows.items():
        table = making.paper.foreign.blocks[at]
        if isinstance(table, ForeignTable) and len(kept) < len(table.rows) - 1:
            rest = ForeignTable(tuple(row for count, row in enumerate(table.rows) if count not in kept))
            making.tables[at] = (*making.tables.get(at, ()), own_table(making, rest))


def linked_definitions(making: Making, context: Context) -> None:
    """Write the definitions anew with the terms and references in them."""
    for row in making.plan.rows.get("terms", []):
        if row["id"] not in {id_ for _, id_ in making.terms}:
            continue
        notes = Notes()
        words = Words(0, "", clean(row["definition"]))
        try:
            row["definition"] = write_line(merged(inlines(words, context, notes)))
        except ValueError:
            row["definition"] = write_line(merged(inlines(words, Context({}, {}), notes)))


def term_passages(making: Making, homes: Sequence[Home]) -> Iterator[Passage]:
    """Yield the definitions that became rows."""
    places = {piece.at: (home, piece) for home in homes for piece in home.pieces}
    for term, id_ in making.terms:
        home, piece = places[term.at]
        if isinstance(piece, Words):
            yield from (
                passage_of(one, one.key or place_of(home), Fate.FACT, where=id_, note="definition: terms.yaml")
                for one in all_words([piece])
            )
        else:
            text = " | ".join(clean(cell.text) for cell in piece.table.rows[term.row])
            yield Passage(term.at + 1, place_of(home), text, Fate.FACT, id_, "definition: terms.yaml")
    for at in dict.fromkeys(term.at for term, _ in making.terms if term.row >= 0):
        table = making.paper.foreign.blocks[at]
        assert isinstance(table, ForeignTable)  # noqa: S101 - a definition with a row stands in a table
        home = places[at][0]
        kept = {term.row for term, _ in making.terms if term.at == at} | {0}
        heads = " | ".join(clean(cell.text) for cell in table.rows[0])
        yield Passage(at + 1, place_of(home), heads, Fate.FACT, DEFINITIONS, "heads of the columns")
        for count, row in enumerate(table.rows):
            if count not in kept:
                text = " | ".join(clean(cell.text) for cell in row)
                yield Passage(
                    at + 1, place_of(home), text, Fate.KEPT, making.tables[at][-1], "a term that no text uses"
                )


# The matrix of responsibilities


class Line(NamedTuple):
    """A line of the matrix with its id here, and the row of the library that is alike, from 0 to 1."""

    id: str
    row: MatrixRow
    base: Merged[Responsibility] | None
    alike: float


def matrices(making: Making, homes: Sequence[Home], draft: Draft) -> None:
    """Turn the first matrix of responsibilities into rows, and say what became of each of its lines."""
    for home in homes:
        for piece in home.pieces:
            if isinstance(piece, Grid) and piece.at not in making.spent:
                found = found_matrix(piece.table, making.paper.parties)
                if found and MATRIX not in [id_ for ids in making.tables.values() for id_ in ids]:
                    matrix(making, home, piece, found, draft)


def matrix(making: Making, home: Home, grid: Grid, found: FoundMatrix, draft: Draft) -> None:
    """Write the rows of a matrix; lines that no row can say stand in a table below it."""
    good = [row for row in found.rows if not row.fault]
    bad = [row for row in found.rows if row.fault]
    making.spent.add(grid.at)
    making.prints["responsibilities"] = found.kind
    making.tables[grid.at] = (MATRIX,)
    groups = group_topics(making, home, good)
    library = [(row, activity_tokens(row, draft)) for row in draft.typed("responsibilities", Responsibility)]
    used: set[str] = set()
    rows = []
    for count, row in enumerate(good, 1):
        base, alike = like_row(row, library, used, names_of(making.paper.parties))
        line = Line(base.record.id if base else f"IMP-{count:03}", row, base, alike)
        used.add(line.id)
        rows.append(matrix_row(line, groups.get(row.group, home.topic), making.paper.parties))
        making.passages.append(row_passage(grid, line, found.kind))
        if row.guess:
            making.guesses.append(Guess("responsibility", f"{line.id}: {row.activity}", row.guess, grid.at + 1))
    making.plan.rows["responsibilities"] = rows
    making.passages.append(
        Passage(
            grid.at + 1,
            home.part.key or home.chapter.key,
            " | ".join(found.heads),
            Fate.FACT,
            MATRIX,
            "heads of the columns",
        )
    )
    for group in dict.fromkeys(row.group for row in good if row.group):
        making.passages.append(
            Passage(
                grid.at + 1,
                home.part.key or home.chapter.key,
                group,
                Fate.KEPT,
                groups[group],
                "head of a group of rows",
            )
        )
    if bad:
        lines = {0, *(row.at for row in bad)}
        rest = ForeignTable(tuple(row for at, row in enumerate(grid.table.rows) if at in lines))
        id_ = own_table(making, rest)
        making.tables[grid.at] = (MATRIX, id_)
        for row in bad:
            words = " | ".join(clean(cell.text) for cell in grid.table.rows[row.at])
            note = f"stands in a table below the matrix: {row.fault}"
            making.passages.append(Passage(grid.at + 1, home.part.key or home.chapter.key, words, Fate.KEPT, id_, note))


def group_topics(making: Making, home: Home, rows: Sequence[MatrixRow]) -> dict[str, str]:
    """Return the topic of each group of rows: a row of chapters.yaml that only heads the group."""
    groups = list(dict.fromkeys(row.group for row in rows if row.group))
    made = {group: f"{home.topic}-G{count:02}" for count, group in enumerate(groups, 1)}
    making.groups += [{"id": id_, "title": group, "document": MAIN, "kind": "chapter"} for group, id_ in made.items()]
    return made


def activity_tokens(row: Merged[Responsibility], draft: Draft) -> Tokens:
    """Return the words of an activity of the library."""
    names = {
        form: f"\u27e6{one.term.role}\u27e7" for one in draft.terms.values() if one.term.role for form in one.words
    }
    return tuple(sentence(parse_line(row.record.activity)[0], names))


def like_row(
    row: MatrixRow, library: Sequence[tuple[Merged[Responsibility], Tokens]], used: set[str], names: Mapping[str, str]
) -> tuple[Merged[Responsibility] | None, float]:
    """Return the row of the library that says the same or something alike, and how much."""
    tokens = tokens_of(row.activity, names)
    words = words_in(tokens)
    best: tuple[Merged[Responsibility] | None, float] = (None, 0.0)
    for base, known in library:
        if base.record.id in used or base.record.note or base.record.right or base.record.only_when:
            continue
        if spelled(known) == spelled(tokens) or [*words_in(known)] == words:
            return base, 1.0
        matcher = SequenceMatcher(None, words_in(known), words, autojunk=False)
        if (
            len(words) >= 4
            and matcher.quick_ratio() > max(CLOSE, best[1])
            and (ratio := matcher.ratio()) > max(CLOSE, best[1])
        ):
            best = (base, ratio)
    return best


def matrix_row(line: Line, topic: str, parties: Sequence[FoundParty]) -> dict[str, Any]:
    """Return a row of responsibilities.yaml; over a row of the library it names only what differs."""
    row, base = line.row, line.base
    plain = Context({}, {}, tuple(one.word for one in parties if one.word and not one.bare))
    made: dict[str, Any] = {"id": line.id}
    if base:
        made["amends"] = base.fingerprint
    made["topic"] = topic
    if base is None or line.alike < 1:
        made["activity"] = write_line(merged(inlines(Words(0, "", row.activity), plain, Notes())))
    if row.each_own:
        made["each-own"] = "true"
    for one in parties:
        code = row.codes.get(one.side, NONE if base and getattr(base.record, one.side) is not None else "")
        if code:
            made[one.side] = code
    if row.note:
        made["note"] = write_line(merged(inlines(Words(0, "", row.note), plain, Notes())))
    if base is None:
        return made
    cleared = {"clause": NONE} if base.record.clause else {}
    claims: dict[str, Any] = {} if line.alike == 1 else {"covers": []}
    return {**made, **cleared, **claims, "reason": SOURCE}


def row_passage(grid: Grid, line: Line, kind: str) -> Passage:
    """Return what became of a line of the matrix."""
    row, base = line.row, line.base
    text = " ".join(filter(None, [row.activity, row.note]))
    cells = [clean(cell.text) for cell in grid.table.rows[row.at]] if kind != "sentences" else []
    beside = " | ".join(one for one in cells if one and one not in (row.activity, row.note))
    fate = Fate.KEPT if base is None else Fate.MATCHED if line.alike == 1 else Fate.CLOSE
    pieces: tuple[tuple[str, str], ...] = ()
    if base is not None and line.alike < 1:
        pieces = difference(tuple(sentence(parse_line(base.record.activity)[0], {})), tokens_of(row.activity, {}))
    near, alike = (base.record.id, round(100 * line.alike)) if base else ("", 0)
    return Passage(grid.at + 1, "matrix", text, fate, line.id, row.guess, near, alike, pieces, beside)


# Tables as they stand


def other_tables(making: Making, homes: Sequence[Home]) -> None:
    """Keep every other table as it stands."""
    for home in homes:
        for piece in home.pieces:
            if isinstance(piece, Grid) and piece.at not in making.spent:
                id_ = own_table(making, piece.table)
                making.tables[piece.at] = (id_,)
                text = "\n".join(
                    " | ".join(clean(cell.text) for cell in row if not cell.goes_on) for row in piece.table.rows
                )
                place = home.part.key or home.chapter.key or home.chapter.title
                making.passages.append(Passage(piece.at + 1, place, text, Fate.KEPT, id_, "table: tables.yaml"))


def own_table(making: Making, table: ForeignTable) -> str:
    """Write a table as it stands and return its id; merged cells stand at their first place."""
    rows = making.plan.rows.setdefault("tables", [])
    id_ = f"imp-table-{len(rows) + 1}"
    lines = [spread(row) for row in table.rows]
    width = max(max(map(len, lines), default=1), 1)
    lines = [line + [""] * (width - len(line)) if len(line) != 1 or width == 1 else line for line in lines]
    lines = [line for line in lines if any(line)] or [[""] * width]
    headed = len(lines) > 1 and len(lines[0]) == width and all(lines[0])
    heads, body = (lines[0], lines[1:]) if headed else ([""] * width, lines)
    rows.append({"id": id_, "columns": heads, "rows": body})
    return id_


def spread(row: Sequence[Any]) -> list[str]:
    """Return the cells of a row, a cell of several columns at its first; one that takes the whole row stands alone."""
    if len(row) == 1 and row[0].columns > 1:
        return [clean(row[0].text)]
    made: list[str] = []
    for cell in row:
        made += ["" if cell.goes_on else clean(cell.text), *[""] * (cell.columns - 1)]
    return made
