"""Ids of styles as the body names them: another Word, or another program, writes other ids for the same style.

A German Word saves the style "heading 1" under the id "berschrift1"; what stays is the name in the file. Some programs
translate the name too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.read.package import Parts
from generator.render.word.styles import OWN_STYLES
from generator.render.word.trees import tree, written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = "word/styles.xml"
_NAMING = frozenset(
    f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
)
_TRANSLATED = {
    "heading": ("überschrift", "titre", "título", "titolo", "kop", "rubrik", "overskrift", "otsikko", "nagłówek"),
    "toc": ("verzeichnis", "tm", "tdc", "sommario", "inhopg", "innehåll", "spis treści"),
}
_WORDS = {
    "header": ("kopfzeile", "en-tête", "encabezado", "intestazione", "koptekst", "sidhuvud"),
    "footer": ("fußzeile", "pied de page", "pie de página", "piè di pagina", "voettekst", "sidfot"),
    "caption": ("beschriftung", "légende", "descripción", "epígrafe", "didascalia", "bijschrift"),
    "title": ("titel", "titre", "título", "titolo"),
    "subtitle": ("untertitel", "sous-titre", "subtítulo", "sottotitolo", "ondertitel"),
    "body text": ("textkörper", "text body", "corps de texte", "texto independiente", "corpo testo", "platte tekst"),
}
TRANSLATIONS = {
    **{f"{word} {nth}": f"{name} {nth}" for name, several in _TRANSLATED.items() for word in several for nth in (1, 2)},
    **{word: name for name, several in _WORDS.items() for word in several},
}
"""Names of built-in styles in other languages, small, and what Word calls them in a file."""
_BY_NAME = {(kind, name.lower()): id_ for id_, (kind, name) in OWN_STYLES.items()}


def with_own_ids(parts: Parts) -> tuple[Parts, dict[str, str]]:
    """Return the parts of a template with our ids of its styles, and each id that was another, with ours."""
    root = tree(parts.get(STYLES, b""))
    renamed = {} if root is None else renames(root)
    if not renamed:
        return parts, {}
    made = {
        name: _renamed(data, renamed) if name.startswith("word/") and name.endswith(".xml") else data
        for name, data in parts.items()
    }
    return made, {old: new for old, new in renamed.items() if new in OWN_STYLES}


def renames(styles: Any) -> dict[str, str]:
    """Return the new id of each style that is one of ours by its name, and of each that has our id by chance."""
    known = {style.get(f"{W}styleId", ""): _own(style) for style in styles.iter(f"{W}style")}
    found: dict[str, str] = {}
    for id_, own in known.items():
        if own and own != id_ and known.get(own) != own and own not in found.values():
            found[id_] = own
    chance = {id_: f"{id_}Foreign" for id_ in _misfits(styles) | (set(found.values()) & known.keys())}
    return {**chance, **found}


def _own(style: Any) -> str:
    """Return which of our styles this is by its name; empty for none."""
    name = style.find(f"{W}name")
    shown = "" if name is None else name.get(f"{W}val", "").lower()
    return _BY_NAME.get((style.get(f"{W}type", ""), TRANSLATIONS.get(shown, shown)), "")


def _misfits(styles: Any) -> set[str]:
    """Return our ids that a style of another type has: a character style "Definition" is no paragraph."""
    return {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if OWN_STYLES.get(style.get(f"{W}styleId"), (style.get(f"{W}type"), ""))[0] != style.get(f"{W}type")
    }


def _renamed(part: bytes, renamed: Mapping[str, str]) -> bytes:
    """Return a part that names styles by their new ids."""
    root = tree(part)
    if root is None:
        return part
    for node, attribute in _named(root):
        node.set(attribute, renamed.get(node.get(attribute), node.get(attribute)))
    for style in root.iter(f"{W}style"):
        own = OWN_STYLES.get(style.get(f"{W}styleId"))
        name = style.find(f"{W}name")
        if own and name is not None and name.get(f"{W}val", "").lower() in TRANSLATIONS:
            name.set(f"{W}val", own[1])
    return written(root)


def _named(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield each node that names a style, with the attribute that does."""
    for node in root.iter(*_NAMING, f"{W}style"):
        attribute = f"{W}styleId" if node.tag == f"{W}style" else f"{W}val"
        if node.get(attribute) is not None:
            yield node, attribute
