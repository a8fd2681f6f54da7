"""Fingerprints: 16 hex over what binds somebody in a clause or row; an overlay names the one it was written against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.files import short_digest
from generator.model.clause import GUIDANCE, Clause
from generator.model.library import Catalogue
from generator.model.regulation import Regulation, Requirement

PASSIVE = frozenset({"id", "covers", "amends", "reason", "omit", "seen-by"})
"""Fields that do not speak: they bind nobody, so a change of them makes no overlay stale."""

OPERATIVE = frozenset({"id", "topic", "title", "applies", "unless", "duties", "positions"})
"""Facts of a clause that bind somebody; its margin, covers and place in the chapter do not."""


def clause_fingerprint(clause: Clause, texts: Mapping[str, str]) -> str:
    """Return 16 hex over the operative facts and *texts*, by section, of a clause; its guidance does not count.

    Only what the author wrote counts, so that a field which a later release adds moves no fingerprint.
    """
    not_covers = {"positions": {"fallback": {"covers"}, "walk_away": {"covers"}}}
    facts = clause.model_dump(mode="json", include=set(OPERATIVE), exclude=not_covers, exclude_defaults=True)
    operative = {name: text for name, text in texts.items() if name != GUIDANCE}
    return short_digest(repr((sorted(facts.items()), sorted(operative.items()))))


def rule_fingerprint(rule: Regulation | Requirement) -> str:
    """Return 16 hex over what a rule asks, in which edition and place; whom it concerns and its mark do not count."""
    place = (rule.edition, rule.locator) if isinstance(rule, Regulation) else ()
    return short_digest(repr((*place, rule.says)))


def rule_prints(catalogue: Catalogue) -> dict[str, str]:
    """Return the fingerprint of each founding requirement and rule, by id."""
    return {id_: rule_fingerprint(one) for id_, one in catalogue.rules.items()}


def row_fingerprint(fields: Mapping[str, Any]) -> str:
    """Return 16 hex over the fields, as written, of a row as it stands when all layers below have spoken."""
    return short_digest(repr(sorted((name, written) for name, written in fields.items() if name not in PASSIVE)))
