"""Automatic numbers of a Word file: what Word would print before each paragraph, from its styles and lists."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.read.package import Parts
from generator.read.word import W, parse_part, whole_number

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
_VALUE = f"{W}val"
LEVELS = 9
LONGEST_LABEL = 60
MOST = 100_000
"""A list that counts further counts nothing that anybody reads."""
BULLETS = ("bullet", "none")
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class Style(NamedTuple):
    """A style of paragraphs: its name, what it stands on, and what it says of outline, list and weight."""

    name: str
    based_on: str
    outline: int | None
    list_id: str
    level: int | None
    bold: bool | None


class Label(NamedTuple):
    """What Word prints before a paragraph: the text, the level of its list from 0, whether it is a bullet, and how far
    it counts.
    """

    text: str
    level: int
    bullet: bool
    ordinal: int = 0


NO_LABEL = Label("", -1, False)


@dataclass(slots=True)
class Level:
    """One level of a list.

    Attributes:
        restarts: It counts anew below any of so many outermost levels: 0 for never, more than there are for each.
        plain: It prints all numbers in decimal figures.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str = ""
    restarts: int = LEVELS
    plain: bool = False


@dataclass(slots=True)
class Counting:
    """The styles and lists of one file, and how far each list has counted.

    Attributes:
        faces: The styles that hide words or strike them out.
        places: List and level of the styles that were asked for.
    """

    styles: dict[str, Style]
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]]
    faces: Mapping[str, str] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def chain(self, id_: str) -> Iterator[Style]:
        """Yield a style and those that it stands on; a circle ends."""
        seen: set[str] = set()
        while id_ in self.styles and id_ not in seen:
            seen.add(id_)
            yield self.styles[id_]
            id_ = self.styles[id_].based_on

    def name(self, id_: str) -> str:
        """Return the name of a style, as people see it."""
        return self.styles[id_].name if id_ in self.styles else id_

    def outline(self, paragraph: Any, style: str) -> int:
        """Return the level of the outline that a paragraph or its style states, from 1; 0 for none."""
        own = _number(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        found = own if own is not None else next((s.outline for s in self.chain(style) if s.outline is not None), None)
        return found + 1 if found is not None and 0 <= found < LEVELS else 0

    def bold(self, style: str) -> bool:
        """Tell whether a style is bold."""
        return next((one.bold for one in self.chain(style) if one.bold is not None), False)

    def label(self, paragraph: Any, style: str) -> Label:
        """Return what Word prints before *paragraph*, and count it."""
        list_id, level = self.place(paragraph, style)
        if list_id not in self.lists:
            return NO_LABEL
        abstract, levels, starts = self.lists[list_id]
        level = min(max(level, 0), LEVELS - 1)
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        if list_id not in self.begun:
            self.begun.add(list_id)
            for at in starts:
                counts[at] = None
        _count(counts, level, levels, starts)
        own = levels.get(level, Level())
        return Label(_printed(own, counts, levels), level, own.form in BULLETS, counts[level] or 0)

    def place(self, paragraph: Any, style: str) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, else those of its style."""
        own_list, own_level = _list_of(paragraph.find(f"{W}pPr"))
        if not own_list and own_level is None and style in self.places:
            return self.places[style]
        found = self._placed(style, own_list, own_level)
        if not own_list and own_level is None:
            self.places[style] = found
        return found

    def _placed(self, style: str, own_list: str, own_level: int | None) -> tuple[str, int]:
        """Return the list and level of a paragraph of a style that names these itself."""
        chain = list(self.chain(style))
        styled = next((one for one in chain if one.list_id), None)
        list_id = own_list or (styled.list_id if styled else "")
        if own_level is not None:
            return list_id, own_level
        if styled and not own_list and styled.level is not None:
            return list_id, styled.level
        levels = self.lists.get(list_id, ("", {}, {}))[1]
        linked = next((at for at, one in levels.items() if one.style and one.style == style), 0)
        return list_id, linked


def counting_of(parts: Parts) -> Counting:
    """Return the styles and lists of a file; of parts that are missing or damaged, none."""
    return Counting(dict(_styles(parse_part(parts, STYLES))), _lists(parse_part(parts, NUMBERING)))


def numbers_of(root: Any, counting: Counting, skip: Container[str]) -> list[tuple[int, int]]:
    """Return the level and the count of each paragraph of the main part, but for those in styles to *skip*.

    In which figures a level counts is said once for the file, and no change of a text.
    """
    made = []
    for paragraph in root.iter(f"{W}p"):
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        style = "" if found is None else found.get(_VALUE) or ""
        if style not in skip:
            label = counting.label(paragraph, style)
            made.append((label.level, 0 if label.bullet else label.ordinal))
    return made


def _styles(root: Any) -> Iterator[tuple[str, Style]]:
    for one in () if root is None else root.iter(f"{W}style"):
        list_id, level = _list_of(one.find(f"{W}pPr"))
        yield (
            one.get(f"{W}styleId") or "",
            Style(
                _value(one, "name"),
                _value(one, "basedOn"),
                _number(one.find(f"{W}pPr/{W}outlineLvl")),
                list_id,
                level,
                is_on(one.find(f"{W}rPr/{W}b")),
            ),
        )


def is_on(element: Any) -> bool | None:
    """Tell whether a switch is on; None where it is not set."""
    return None if element is None else element.get(_VALUE) not in ("0", "false", "off")


def _list_of(properties: Any) -> tuple[str, int | None]:
    """Return the list and level that properties of a paragraph name; list ``0`` takes a paragraph out of all lists."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return "", None
    return _value(found, "numId"), _number(found.find(f"{W}ilvl"))


def _value(parent: Any, name: str) -> str:
    """Return what the element *name* in *parent* says; nothing where there is none."""
    found = parent.find(f"{W}{name}")
    return "" if found is None else found.get(_VALUE) or ""


def _number(element: Any) -> int | None:
    return None if element is None else whole_number(element.get(_VALUE))


def _level_of(element: Any) -> int | None:
    """Return the level that a definition is for; None for one that Word does not have."""
    at = whole_number(element.get(f"{W}ilvl") or "0")
    return at if at is not None and at < LEVELS else None


def _lists(root: Any) -> dict[str, tuple[str, dict[int, Level], dict[int, int]]]:
    """Return by list: the definition that it counts along, its levels, and the levels that it begins anew."""
    if root is None:
        return {}
    abstracts = {one.get(f"{W}abstractNumId") or "": one for one in root.iterfind(f"{W}abstractNum")}
    kept_by = {_value(one, "styleLink"): id_ for id_, one in abstracts.items() if one.find(f"{W}styleLink") is not None}
    made = {}
    for one in root.iterfind(f"{W}num"):
        abstract = _value(one, "abstractNumId")
        if abstract in abstracts:  # a definition may only name the style of lists whose definition holds the levels
            abstract = kept_by.get(_value(abstracts[abstract], "numStyleLink"), abstract)
        levels = _levels(abstracts.get(abstract))
        starts: dict[int, int] = {}
        for override in one.iterfind(f"{W}lvlOverride"):
            at = _level_of(override)
            levels |= _levels(override)
            start = _number(override.find(f"{W}startOverride"))
            if at is not None and start is not None:
                starts[at] = start
        made[one.get(f"{W}numId") or ""] = (abstract, levels, starts)
    return made


def _levels(root: Any) -> dict[int, Level]:
    """Return the levels below a definition or an override."""
    found = {}
    for one in () if root is None else root.iterfind(f"{W}lvl"):
        at = _level_of(one)
        start, restart = (_number(one.find(f"{W}{name}")) for name in ("start", "lvlRestart"))
        if at is not None:
            found[at] = Level(
                1 if start is None else start,
                _value(one, "numFmt") or "decimal",
                _value(one, "lvlText"),
                _value(one, "pStyle"),
                LEVELS if restart is None else restart,
                one.find(f"{W}isLgl") is not None,
            )
    return found


def _count(counts: list[int | None], level: int, levels: dict[int, Level], starts: dict[int, int]) -> None:
    """Count one paragraph on *level*."""
    before = counts[level]
    first = starts.get(level, levels.get(level, Level()).start)
    counts[level] = first if before is None else min(before + 1, MOST)
    for deeper in range(level + 1, LEVELS):
        if level < levels.get(deeper, Level()).restarts:
            counts[deeper] = None


def _printed(own: Level, counts: list[int | None], levels: dict[int, Level]) -> str:
    """Return the number as its pattern prints it."""
    if own.form == "bullet":
        return ""
    made = own.pattern[:LONGEST_LABEL]
    for at in range(LEVELS):
        if f"%{at + 1}" in made:
            level = levels.get(at, Level())
            number = counts[at]
            form = "decimal" if own.plain else level.form
            made = made.replace(f"%{at + 1}", figures(form, level.start if number is None else number))
    return made.strip()


def figures(form: str, number: int) -> str:
    """Return *number* in figures of a *form*, none of a form of that name; one that we do not know is decimal."""
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            small = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number > 0 else str(number)
        case "lowerRoman" | "upperRoman":
            small = _roman(number) if 0 < number < 4000 else str(number)
        case "decimalZero":
            small = f"{number:02}"
        case _:
            small = str(number)
    return small.upper() if form.startswith("upper") else small


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written
