"""What only one market knows prints only where the agreement serves that market."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from generator.model.clause import GUIDANCE
from generator.model.library import Layer
from tests.stories.test_every_clause import workspace

WORDS = {
    "EU": r"European Union|EudraLex|Directive|Qualified Person|Certification\b|Reference Sample|Retention Sample"
    r"|variation|safety feature|wholesale|[Ii]nvestigational medicinal|central authorisation",
    "US": r"United States|Federal|FDA\b|[Ff]ield alert|[Aa]nnual report|[Dd]ebar|supplemental application",
}
"""By market, words of its law that a reader in another market would stumble over."""

QUIET = {"covers", "reason", "us", "eu", "id", "term", "forms", "omit", "amends", "parameter", "legal"}
"""Fields that do not print as text, or that print only beside the market they speak of."""

UNPRINTED = {"capitals", "scopes", "countries", "phrases", "terms", "roles", "values", "regulations", "events"}
"""Kinds of rows that print only where a text or a contact calls for them."""

BESIDE = {"reference-sample", "certification", "qualified-person"}
"""Terms of one market: each prints only where a text uses it."""


def texts_for_each_market(layer: Layer) -> Iterator[tuple[str, str, str]]:
    """Yield a market of ``WORDS``, a name and a text that prints in an agreement without that market."""
    for region in WORDS:
        for clause in layer.clauses.values():
            applies = clause.clause.applies
            if not (applies and applies.regions and region in applies.regions):
                printed = (text for section, text in clause.texts.items() if section != GUIDANCE)
                yield from ((region, clause.clause.id, text) for text in (clause.clause.title, *printed))
        for kind, rows in layer.rows.items():
            for row in rows.values() if kind not in UNPRINTED else ():
                regions = (row.fields.get("applies") or {}).get("regions") or ()
                shown = (str(text) for name, text in row.fields.items() if name not in QUIET)
                yield from ((region, row.id, text) for text in shown if region not in regions)
    for row in layer.rows.get("terms", {}).values():
        if row.id not in BESIDE:
            yield from ((region, row.id, str(row.fields.get("definition", ""))) for region in WORDS)


@pytest.mark.parametrize("name", sorted(name for name in workspace().layers if not name.startswith("regions/")))
def test_words_of_one_market_stand_behind_its_condition(name: str) -> None:
    found = [
        f"{id_} in an agreement without {region}: {word.group()}"
        for region, id_, text in texts_for_each_market(workspace().layers[name])
        if (word := re.search(WORDS[region], text))
    ]
    assert found == []


def test_the_words_are_looked_for_where_they_may_stand() -> None:
    certify = workspace().layers["core"].clauses["rel-certification"]
    assert re.search(WORDS["EU"], certify.texts["standard"])
    seen = {id_ for region, id_, _ in texts_for_each_market(workspace().layers["core"]) if region == "US"}
    assert {"rel-certification", "ST-03", "pm-giver-releasing", "RM-005"} <= seen
