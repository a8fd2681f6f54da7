"""What is said of a template: what keeps it from being used, and what would print badly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.read.package import Parts, open_package
from generator.render.word.carried import DOCUMENT, RUNNING
from generator.render.word.naming import with_own_ids
from generator.render.word.shell import STYLES, W, cleaned, compile_template
from generator.render.word.styles import NEEDED_STYLES
from generator.render.word.trees import parse, tree

WEAK_TEMPLATE = kind(
    "weak-template",
    "The Word template serves, but what is made with it prints badly somewhere.",
    matters="Words in a faint colour are lost on a copier; a page that does not say its version is taken for another.",
    cure="Do what the message says in Word, or keep it so: it stops nothing.",
    severity=Severity.WARNING,
)
TWINS = frozenset(
    {
        *("Cambria", "Caladea", "Arial", "Liberation Sans", "Helvetica", "Calibri", "Carlito"),
        *("Times New Roman", "Liberation Serif", "Courier New", "Liberation Mono"),
    }
)
"""Faces that have a free twin of the same widths, so that LibreOffice finds the same pages."""
READABLE = 4.5
_NAMED = re.compile(r'<w:(?:p|r|tbl)Style w:val="([^"]+)"')
_FACTS = ("number", "version", "status")
_THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def lint(path: str, data: bytes) -> list[Diagnostic]:
    """Return what is wrong with the template *data*, and what would print badly."""
    _, faults = compile_template(path, data)
    parts, broken = open_package(path, data)
    if broken or tree(parts.get(STYLES, b"")) is None:
        return list(faults)
    named, _ = with_own_ids(parts)
    advice = (*faces(named), *faint(named), *silent(named))
    return [*faults, *(WEAK_TEMPLATE.at(Span(path), words) for words in advice)]


def faces(parts: Parts) -> Iterator[str]:
    """Yield each face that LibreOffice has no twin for."""
    styles = parse(parts[STYLES])
    found = {node.get(f"{W}ascii", "") for node in styles.iter(f"{W}rFonts")}
    if any(node.get(f"{W}asciiTheme") for node in styles.iter(f"{W}rFonts")):
        theme = tree(parts.get("word/theme/theme1.xml", b""))
        found |= set() if theme is None else {node.get("typeface", "") for node in theme.iter(f"{_THEME}latin")}
    for face in sorted(found - TWINS - {""}):
        yield (
            f'the face "{face}" has no free twin: page numbers that LibreOffice computes are wrong,'
            " and Word must update the contents"
        )


def faint(parts: Parts) -> Iterator[str]:
    """Yield each pair of colours that is hard to read, with its contrast; styles that nothing uses in one line, since
    the template of a program has dozens of them.
    """
    styles = parse(parts[STYLES])
    used = used_styles(styles, parts)
    idle: set[str] = set()
    for id_, words in pale(styles):
        if id_ in used:
            yield words
        else:
            idle.add(id_)
    if idle:
        yield f"hard to read, but used by nothing yet, are the styles {', '.join(sorted(idle))}"


def used_styles(styles: Any, parts: Parts) -> set[str]:
    """Return the styles of agreements, of the pages of the template itself, and those that they are based on."""
    pages = "".join(part.decode() for name, part in parts.items() if name == DOCUMENT or RUNNING.fullmatch(name))
    bases = {
        style.get(f"{W}styleId", ""): base.get(f"{W}val", "")
        for style in styles.iter(f"{W}style")
        if (base := style.find(f"{W}basedOn")) is not None
    }
    used = {*NEEDED_STYLES, *_NAMED.findall(pages)}
    while more := {bases[one] for one in used if one in bases} - used:
        used |= more
    return used


def pale(styles: Any) -> Iterator[tuple[str, str]]:
    """Yield each style whose letters are hard to read on their ground, and how hard."""
    head = next((shade.get(f"{W}fill", "") for shade in shades(styles, "AgreementTable")), "")
    for style in styles.iter(f"{W}style"):
        id_ = style.get(f"{W}styleId", "")
        own = style.find(f"{W}rPr/{W}color")
        letters = "" if own is None else own.get(f"{W}val", "")
        own_fill = style.find(f"{W}rPr/{W}shd")
        fill = head if id_.startswith("CellHead") else "" if own_fill is None else own_fill.get(f"{W}fill", "")
        for ground in {"FFFFFF", fill} if is_colour(letters) else set():
            ratio = contrast(ground, letters) if is_colour(ground) else READABLE
            if ratio < READABLE:
                words = (
                    f'style "{id_}": {letters} on {ground} has a contrast of {ratio:.1f}, and {READABLE} is the least'
                )
                yield id_, words


def shades(styles: Any, id_: str) -> Iterator[Any]:
    """Yield the fills of a style."""
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") == id_:
            yield from style.iter(f"{W}shd")


def is_colour(word: str) -> bool:
    """Tell whether *word* is a colour in six figures, not ``auto`` or nothing."""
    return len(word) == len("FFFFFF") and all(sign in "0123456789abcdefABCDEF" for sign in word)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def silent(parts: Parts) -> Iterator[str]:
    """Yield the facts that no header, footer or cover prints."""
    said = "".join(
        cleaned(part.decode()) for name, part in parts.items() if name == DOCUMENT or RUNNING.fullmatch(name)
    )
    for fact in _FACTS:
        if f"{{{{ {fact} }}}}" not in said:
            yield f"no page says the {fact} of the agreement: put the tag {{{{ {fact} }}}} into header or footer"
