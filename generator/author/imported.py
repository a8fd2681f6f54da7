"""The folder of an agreement that came from a Word file: what a new agreement has, and the wording of the source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.author.answers import Answers
from generator.author.contacts import COMMENT, contact_rows
from generator.author.layout import Plain, field_lines, on_one_line, rows_text, yaml_text
from generator.author.new import (
    COMMENTS,
    agreement_fields,
    called,
    comments,
    facts_of,
    layers_for,
    signing,
)
from generator.files import Files
from generator.model.imported import OwnClause, Plan
from generator.model.library import Layer, Workspace

WORDS: Mapping[str, str] = {
    **COMMENTS,
    "id": "An agreement imported from a Word file; reviews/import/ has the file and the report of what became of it.\n"
    "A text that begins with a question mark is open: replace it, quotation marks and all.",
    "chapters": "Chapters and annexes in the order of the source.",
    "origin": "The file it came from. takes: what of the libraries prints; add an id to bring a clause or row in.",
    "after": "Behind which clause one stands in the source; the libraries have another order.",
    "choices": "Positions of the library that the source has word for word.",
    "values": "Limits that the source sets in clauses of the library.",
    "print": "How the documents print, as the source does.",
}
ROWS: Mapping[str, str] = {
    "chapters": "Chapters and annexes of the source; a row with the id of a library's chapter gives it another title.",
    "terms": "Definitions of the source.",
    "responsibilities": "Rows of the source's matrix of responsibilities.",
    "tables": "Tables of the source, word for word; a clause places each.",
    "documents": "Documents that the source does not have.",
}
BEFORE = ("effective", "review", "revisions")


def imported_files(id_: str, answers: Answers, plan: Plan, workspace: Workspace) -> Files:
    """Return the files of the imported agreement *id_*; name and answers are known to be good."""
    layers = layers_for(answers, workspace)
    home = f"agreements/{id_}"
    texts = {
        f"{home}/agreement.yaml": agreement_text(id_, answers, plan, layers, workspace),
        f"{home}/contacts.yaml": contacts_text(answers, plan, layers),
        **{f"{home}/{name}.yaml": rows_file(name, rows) for name, rows in plan.rows.items() if rows},
        **{f"{home}/clauses/{one.id}.md": clause_file(one) for one in plan.clauses},
    }
    return {path: text.encode() for path, text in texts.items()}


def agreement_text(id_: str, answers: Answers, plan: Plan, layers: list[Layer], workspace: Workspace) -> str:
    """Return agreement.yaml."""
    fields: dict[str, Any] = agreement_fields(id_, answers, layers)
    sides = [{**one, **({"article": "false"} if one["role"] in plan.bare else {})} for one in fields["parties"]]
    fields["parties"] = [*sides, *plan.parties]
    fields["signatories"] = [*fields["signatories"], *(f"{one['role']}-head-of-quality" for one in plan.parties)]
    extra = {name: value for name, value in plan.fields.items() if value}
    head = {name: value for name, value in fields.items() if name not in BEFORE} | extra
    whole: dict[str, Plain] = head | {name: fields[name] for name in BEFORE if name in fields and name not in extra}
    return yaml_text(whole, {**WORDS, "layers": comments(answers, layers, workspace.layers)["layers"]})


def contacts_text(answers: Answers, plan: Plan, layers: list[Layer]) -> str:
    """Return contacts.yaml."""
    rows: list[dict[str, Any]] = [
        dict(row) for row in called(contact_rows(layers, facts_of(answers), signing(answers)), answers)
    ]
    return rows_text([*rows, *plan.rows.pop("contacts", [])], COMMENT)


def rows_file(name: str, rows: list[dict[str, Any]]) -> str:
    """Return a file of rows; a table of its own takes a line for each of its rows."""
    if name != "tables":
        return rows_text(rows, ROWS.get(name, ""))
    lines = [f"# {ROWS[name]}"]
    for row in rows:
        heads, body = row["columns"], row["rows"]
        lines += [f"- id: {row['id']}", f"  columns: {on_one_line(heads)}", "  rows:"]
        lines += [f"    - {on_one_line(one)}" for one in body]
    return "\n".join(lines) + "\n"


def clause_file(clause: OwnClause) -> str:
    """Return a clause file."""
    facts: dict[str, Plain] = {
        "id": clause.id,
        "topic": clause.topic,
        "title": clause.title,
        "order": str(clause.order),
        "reason": clause.reason,
    }
    facts |= {"amends": clause.amends} if clause.amends else {}
    lines = [line for fact in facts.items() for line in field_lines(*fact)]
    return "\n".join(["---", *lines, "---", clause.text]) + "\n"
