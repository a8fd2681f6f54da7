"""Words that documents print outside clauses, by their id in phrases.yaml."""

from __future__ import annotations

from generator.model.draft import Draft


def phrase_text(draft: Draft, id_: str) -> str:
    """Return the words of a phrase; its id when no layer has it, so that the gap is seen."""
    return next(
        (str(getattr(row.record, "text", "")) for row in draft.rows["phrases"] if row.record.id == id_), f"[{id_}]"
    )
