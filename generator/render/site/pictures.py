"""Pictures of what tables say: ladder, layers, ways of a change, set of documents; drawn here, with text as text.

Each has a title and a description, takes its words from the table beside it, and its colours from the style sheet, so
that one drawing serves light, dark and paper. It is drawn 320 wide, so that its letters keep their size on a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from textwrap import wrap

from generator.document.blocks import Column, Document, Row, Table, Tone
from generator.document.marks import anchor
from generator.document.walk import plain
from generator.render.site.html import NOTHING, Html, escaped, tag

WIDTH = 320
LANE = 36
LABEL = 62
"""Where the bars of a ladder begin: left of it stand the levels."""
LINE = 19
LETTERS = 40
"""Letters of the text of a picture that fit beside one another."""
KEY = re.compile(r"\b([A-Z]{2,3}): ([^.]+)\.")


def pictures(table: Table, around: Sequence[Table]) -> Html:
    """Return the pictures of a table of *around*, the tables of its document; nothing for a table without any."""
    match table.matrix:
        case "escalations":
            drawn = [ladder(row, table.columns) for row in table.rows if not row.group]
        case "layers":
            meetings = next((one for one in around if one.matrix == "meetings"), None)
            drawn = [stack(table, meetings)]
        case "changes":
            drawn = [ways_of_change(table)]
        case _:
            return NOTHING
    return tag("div", *(one for one in drawn if one), class_="pictures")


def figure(name: str, title: str, says: str, height: int, *drawn: Html) -> Html:
    """Return a drawing with its title, which shows below it, and a description for those who listen."""
    place = anchor(f"picture-{name}")
    drawing = tag(
        "svg",
        tag("title", title, id=f"{place}-title"),
        tag("desc", says, id=f"{place}-says"),
        *drawn,
        viewBox=f"0 0 {WIDTH} {height}",
        width=str(WIDTH),
        height=str(height),
        role="img",
        aria_labelledby=f"{place}-title {place}-says",
    )
    return tag("figure", drawing, tag("figcaption", title), class_="picture", id=place)


def text(x: int, y: int, words: str, class_: str = "") -> Html:
    """Return words that begin at a point."""
    named = f' class="{class_}"' if class_ else ""
    return Html(f'<text x="{x}" y="{y}"{named}>{escaped(words)}</text>')


def box(x: int, y: int, size: tuple[int, int], class_: str) -> Html:
    """Return a rectangle of a width and height."""
    return Html(f'<rect x="{x}" y="{y}" width="{size[0]}" height="{size[1]}" rx="3" class="{class_}"/>')


def arrow(x: int, y: int, to_x: int, to_y: int) -> Html:
    """Return an arrow between two points, whose head points the way that it goes: up or right."""
    head = f"M{to_x - 5} {to_y + 7}l5 -7l5 7" if to_y < y else f"M{to_x - 7} {to_y - 5}l7 5l-7 5"
    bend = f"M{x} {y}V{to_y}" if to_y < y else f"M{x} {y}V{to_y}H{to_x}"
    return Html(f'<path d="{bend}{head}" class="way"/>')


# The ladder


def ladder(row: Row, columns: Sequence[Column]) -> Html:
    """Return the ladder of one trigger: a lane a level, the highest on top, a bar at each level's turn."""
    id_, title = (plain(cell.paragraphs[0]) for cell in row.cells[:2])
    lanes = [
        (column, plain(cell.paragraphs[0]) if cell.paragraphs else "", cell.tone)
        for column, cell in zip(columns[2:], row.cells[2:], strict=False)
    ]
    turns = [nth for nth, (_, words, tone) in enumerate(lanes) if words not in ("", "–") and tone is not Tone.QUIET]
    if not turns:
        return NOTHING
    said = [words.removeprefix("Start:").strip() for _, words, _ in lanes]
    step = (WIDTH - LABEL) // max(len(turns), 3)
    wide = max(step - 6, *(8 * len(said[nth]) + 14 for nth in turns))
    lefts = {nth: min(LABEL + at * step, WIDTH - wide) for at, nth in enumerate(turns)}
    drawn: list[Html] = []
    for nth, (column, words, tone) in enumerate(lanes):
        top = (len(lanes) - 1 - nth) * LANE
        drawn.append(text(0, top + 22, column.rank or column.title, "quiet"))
        if nth in lefts:
            drawn.append(box(lefts[nth], top + 4, (wide, LANE - 8), "start" if tone is Tone.STRONG else "next"))
            drawn.append(text(lefts[nth] + 6, top + 22, said[nth], "on" if tone is Tone.STRONG else ""))
        elif words not in ("", "–"):
            drawn.append(box(LABEL, top + 4, (WIDTH - LABEL - 6, LANE - 8), "along"))
            drawn.append(text(LABEL + 6, top + 22, words, "quiet"))
    for low, high in pairwise(turns):
        x = lefts[high] + 8 if lefts[high] + 8 < lefts[low] + wide else lefts[high] - 3
        drawn.append(arrow(x, (len(lanes) - 1 - low) * LANE + 4, x, (len(lanes) - 1 - high) * LANE + LANE - 4))
    says = "; ".join(f"{column.rank or column.title}, {column.title}: {words}" for column, words, _ in lanes if words)
    return figure(
        id_,
        f"{id_} {title}",
        f"{says}. Each time is that of an agreed plan, counted from the trigger.",
        len(lanes) * LANE,
        *drawn,
    )


# The layers


def stack(layers: Table, meetings: Table | None) -> Html:
    """Return the communication layers, the highest on top, each with its rhythm and its meetings."""
    drawn: list[Html] = []
    told: list[str] = []
    top = 0
    for row in reversed([row for row in layers.rows if not row.group]):
        title, rhythm = (plain(row.cells[nth].paragraphs[0]) for nth in (0, -1))
        number = title.partition("\u00a0")[0]
        names = held(meetings, number)
        lines = [*wrap(rhythm, LETTERS), *(line for name in names for line in dashed(name))]
        height = 34 + LINE * len(lines)
        drawn += [box(0, top, (WIDTH, height), "next"), text(10, top + 22, title, "strong")]
        drawn += [text(10, top + 22 + LINE * nth, words) for nth, words in enumerate(lines, 1)]
        told.append(f"Layer {title}: {rhythm} {'; '.join(names)}".strip())
        top += height + 8
    return figure("layers", "Communication layers", ". ".join(told), top - 8, *drawn) if told else NOTHING


def dashed(words: str) -> list[str]:
    """Return the lines of an item of a list: a dash before the first, the others below its words."""
    return [f"{'–' if not nth else ' '} {line}" for nth, line in enumerate(wrap(words, LETTERS - 2))]


def held(meetings: Table | None, layer: str) -> list[str]:
    """Return the meetings of a layer, each with how often."""
    found: list[str] = []
    for row in meetings.rows if meetings else ():
        if not row.group:
            title, layers, often = (plain(cell.paragraphs[0]) if cell.paragraphs else "" for cell in row.cells[:3])
            every = often if often.startswith(("each", "every")) else f"every {often}"
            found += [f"{title}, {every}"] if layer in re.split(r",\s*", layers) else []
    return found


# The ways of a change


def ways_of_change(table: Table) -> Html:
    """Return the ways that a change may go: for each class what its letters mean, and how many types go that way."""
    at = next((nth for nth, column in enumerate(table.columns) if column.id == "class"), None)
    means = dict(KEY.findall(plain(table.key)))
    if at is None or not means:
        return NOTHING
    codes = [plain(row.cells[at].paragraphs[0]) for row in table.rows if not row.group and row.cells[at].paragraphs]
    ways = [(code, words, sum(1 for one in codes if one == code)) for code, words in means.items()]
    drawn = [box(0, 0, (WIDTH, 30), "start"), text(10, 20, "A change is proposed and classed", "on")]
    for nth, (code, words, number) in enumerate(ways):
        top = 44 + nth * 58
        drawn += [arrow(16, 30, 44, top + 25), box(46, top, (WIDTH - 46, 50), "next")]
        drawn += [
            text(56, top + 21, f"{code}: {words}", "strong"),
            text(56, top + 41, f"{number} of {len(codes)} types"),
        ]
    says = "; ".join(f"{code}, {words}: {number} of {len(codes)} types of change" for code, words, number in ways)
    return figure("changes", "Ways of a change", f"{says}.", 44 + 58 * len(ways) - 8, *drawn)


# The set of documents


def document_set(documents: Iterable[Document]) -> Html:
    """Return the documents of an agreement, the first above the others, each with its annexes."""
    several = [one for one in documents if not one.facts.internal]
    if len(several) < 2:
        return NOTHING
    drawn: list[Html] = []
    top = 0
    for nth, one in enumerate(several):
        left = 24 if nth else 0
        lines = [*wrap(one.facts.title, LETTERS - 4), one.facts.number, *annexes(one)]
        height = 16 + LINE * len(lines)
        drawn += [arrow(10, drawn_from(several), 22, top + 18)] if nth else []
        drawn.append(box(left, top, (WIDTH - left, height), "next" if nth else "along whole"))
        drawn += [
            text(left + 10, top + 6 + LINE * (at + 1), words, "" if at else "strong") for at, words in enumerate(lines)
        ]
        top += height + 8
    says = "; ".join(
        f"{one.facts.title}, {one.facts.number}, annexes: {', '.join(annexes(one)) or 'none'}" for one in several
    )
    return figure("documents", "Set of documents", f"{says}.", top - 8, *drawn)


def drawn_from(several: Sequence[Document]) -> int:
    """Return where the ways to the other documents begin: below the first."""
    first = [*wrap(several[0].facts.title, LETTERS - 4), several[0].facts.number, *annexes(several[0])]
    return 16 + LINE * len(first)


def annexes(document: Document) -> list[str]:
    """Return the annexes of a document, cut to what fits."""
    return [cut(f"{one.number.label} {one.title}") for one in document.annexes]


def cut(words: str) -> str:
    """Return words as far as they fit; the table beside the picture has all of them."""
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 2].rpartition(' ')[0]} …"


__all__ = ["document_set", "pictures"]
