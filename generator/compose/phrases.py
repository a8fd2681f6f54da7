"""Words that documents print outside clauses, by their id in phrases.yaml."""

from __future__ import annotations

from generator.model.draft import Draft


def phrase_or(draft: Draft, id_: str, else_: str) -> str:
    """Return the words of a phrase; *else_* where no layer has it, as in a library of an earlier release."""
    said = {row.record.id for row in draft.rows["phrases"]}
    return phrase_text(draft, id_) if id_ in said else else_


def phrase_text(draft: Draft, id_: str) -> str:
    """Return the words of a phrase; its id when no layer has it, so that the gap is seen."""
    return next(
        (str(getattr(row.record, "text", "")) for row in draft.rows["phrases"] if row.record.id == id_), f"[{id_}]"
    )
