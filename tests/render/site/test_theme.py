"""The theme: nothing inline, nothing from elsewhere, colours that everybody can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.data import shipped_theme
from generator.render.site.page import state

THEME = shipped_theme()
STYLE = (THEME / "css/site.css").read_text(encoding="utf-8")
TEMPLATES = sorted(THEME.glob("*.html"))
READ_ON = (
    *(("ink", "paper"), ("ink", "wash"), ("ink", "tint"), ("ink", "tint2"), ("ink", "mark"), ("ink", "watch-ground")),
    *(("soft", "paper"), ("soft", "wash"), ("accent", "paper"), ("accent", "wash"), ("accent", "tint")),
    *(("on-accent", "accent"), ("ok", "ok-ground"), ("watch", "watch-ground"), ("bad", "bad-ground")),
    ("idle", "idle-ground"),
)


def tokens() -> dict[str, dict[str, str]]:
    """Return the colours of each theme by name; dark as the reader's system says it, and as the reader chose it."""
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r"\{([^{}]*)\}", STYLE)]
    light, system, chosen = (block for block in found if "paper" in block)
    return {"light": light, "dark by the system": system, "dark by choice": chosen}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG has it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark by the system", "dark by choice"])
def test_words_stand_out_from_their_ground(theme: str) -> None:
    colours = tokens()[theme]
    faint = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in READ_ON}
    assert {pair: figure for pair, figure in faint.items() if figure < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark by the system", "dark by choice"])
def test_borders_of_controls_can_be_seen(theme: str) -> None:
    colours = tokens()[theme]
    assert min(contrast(colours["edge"], colours[ground]) for ground in ("paper", "wash")) >= 3


def test_dark_is_the_same_however_it_came() -> None:
    assert tokens()["dark by the system"] == tokens()["dark by choice"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_script_and_no_style_stands_in_a_template(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(THEME.rglob("*")) if path.suffix in (".html", ".css", ".js")],
    ids=lambda path: path.name,
)
def test_the_theme_fetches_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r"(?:https?:)?//[\w-]+\.\w|@import", path.read_text(encoding="utf-8"))


def test_the_policy_allows_our_own_files_only() -> None:
    policy = re.search(r'Policy" content="([^"]*)"', (THEME / "main.html").read_text(encoding="utf-8"))
    assert policy is not None
    settled = re.sub(r"\{% if .*?endif %\}", "", policy[1])
    assert "default-src 'none'" in settled
    assert "unsafe" not in settled


def test_every_font_is_there_with_its_licence() -> None:
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', STYLE))
    assert named == {path.name for path in (THEME / "fonts").glob("*.woff2")}
    assert {path.name for path in (THEME / "fonts").glob("*-OFL.txt")} == {
        "source-sans-3-OFL.txt",
        "source-serif-4-OFL.txt",
    }


def test_a_state_has_shape_and_word() -> None:
    kinds = ("ok", "watch", "bad", "idle", "unheard-of")
    shapes = {kind: re.sub(r"<[^>]*>", "", state(kind, kind.upper())) for kind in kinds}
    assert shapes == {kind: kind.upper() for kind in kinds}
    assert all("<svg" in state(kind, "") for kind in kinds)
