"""What axe finds wrong with a page. Of the parts that are built alike three are shown to it, and stand for all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer may differ in the dark; the others ask for what stands on the page."""
ALIKE = 3


@cache
def axe() -> str:
    """Return the script of axe-core."""
    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """Return what axe finds wrong with *page*: the rule, and the first three places."""
    page.evaluate(axe())
    page.evaluate(Path(__file__).with_name("few_alike.js").read_text(encoding="utf-8"), ALIKE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, preload: false, resultTypes: ['violations']})", rules
    )["violations"]
    page.evaluate("everyPart()")
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
