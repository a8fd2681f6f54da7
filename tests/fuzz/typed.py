"""Clause files and rows as people type them, drawn by number: mostly sound, many habits, now and then a slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

WORDS = (
    *(
        "the batch",
        "each record",
        "shall keep",
        "shall not release",
        "in writing",
        "without delay",
        "i.e. both",
        "50 %",
    ),
    *("naïve °C", "“quoted”", "it's", "e-mail", "a/b", "x < y & z", "דוח", "漢字", "1.10", "No", "§ 4", "\u2014", "…"),
    *("name@example.com", "a \\[b\\] c", "5 \\* 4", "\\{not a blank\\}", "one\\: two", "\\@home", "C:\\\\data"),
)
PIECES: tuple[Callable[[Random], str], ...] = (
    lambda chance: chance.choice(WORDS),
    lambda chance: chance.choice(WORDS),
    lambda chance: f"[{chance.choice(('Contract Giver', 'Deviations', 'Quality Unit', 'Überprüfung'))}]",
    lambda chance: chance.choice(("{{ change-notice }}", "{{reply}}", "{{  reply }}")),
    lambda chance: chance.choice(("@dev-notice", "@form-x.2", "@dev-notice(a)(i)", "(@annex-2)")),
    lambda chance: chance.choice(("{{? who, Head of Quality }}", "{{? a \\ and @b [c] }}")),
)
SLIPS = (
    "[",
    "]",
    "{{",
    "}}",
    "*",
    "**",
    "@",
    "\\",
    "(b)",
    "- ",
    "## ",
    ":: matrix",
    "\t",
    "\u2028",
    "#",
    ":",
    "{",
    " ",
)
KINDS = {"a": "abcdefgh", "i": ("i", "ii", "iii", "iv", "v"), "1": "123456", "-": "-----"}


def sentence(chance: Random) -> str:
    """Return one line of running text."""
    gap = "  " if chance.random() < 0.03 else " "
    return gap.join(chance.choice(PIECES)(chance) for _ in range(chance.randint(1, 7))) + chance.choice(("", ".", ";"))


def sentences(chance: Random, most: int = 3) -> list[str]:
    """Return a few lines."""
    return [sentence(chance) for _ in range(chance.randint(1, most))]


def items(chance: Random, depth: int = 0) -> list[str]:
    """Return the lines of a list, sometimes with lists inside."""
    kind, made = chance.choice(sorted(KINDS)), []
    for label in KINDS[kind][: chance.randint(1, 4)]:
        sign = "-" if kind == "-" else f"({label})"
        first, *more = sentences(chance, 2)
        made.append(f"{sign} {first}")
        made += [f"{' ' * (len(sign) + 1)}{line}" if chance.random() < 0.02 else f"  {line}" for line in more]
        if depth < 2 and chance.random() < 0.2:
            made += items(chance, depth + 1)
    return [f"  {line}" if depth else line for line in made]


def text(chance: Random) -> str:
    """Return a text of a few blocks."""
    blocks = []
    for _ in range(chance.randint(1, 4)):
        match chance.randrange(8):
            case 0:
                blocks.append(":: matrix changes")
            case 1 | 2:
                gap = chance.choice(("\n\n", "\n"))
                blocks.append("\n".join(sentences(chance)) + gap + "\n".join(items(chance)))
            case _:
                blocks.append("\n".join(sentences(chance)))
    made = chance.choice(("\n\n", "\n\n", "\n\n\n", "\n  \n")).join(blocks) + chance.choice(("", "  "))
    if chance.random() < 0.12:
        at = chance.randint(0, len(made))
        made = made[:at] + chance.choice(SLIPS) + made[at:]
    return made


def clause_file(chance: Random) -> str:
    """Return a clause file."""
    front = ["id: dev-x", chance.choice(("topic: DEV", "topic:   DEV  # chapter")), f"title: {plain(chance)}"]
    chance.shuffle(front)
    parts = ["---", *front, "---", text(chance)]
    for name in ("fallback", "walk-away", "guidance"):
        if chance.random() < 0.25:
            parts += ["", f"## {name}", text(chance)]
    made = "\n".join(parts) + chance.choice(("", "\n", "\n\n"))
    return made.replace("\n", "\r\n") if chance.random() < 0.1 else made


# Rows

PLAIN = (
    "Notice",
    "Überblick",
    "1.10",
    "No",
    "010",
    "22:30",
    "a, b",
    "b: c",
    "x # y",
    "50 %",
    "it's",
    '"said"',
    "~",
    "{a}",
)
SPANS = ("1 business day", "24 hours", "3 calendar days", "45 minutes", "2 years", "1 week", "30 months")
LIMITS = (*SPANS * 4, "at least 98 %", "? who decides", "5", "2026-11-20", "soon", "-1 hours", "1  hour", "hours")


def plain(chance: Random) -> str:
    """Return a text of one line as YAML writes it: bare where it can, between quotation marks otherwise."""
    return quoted(chance.choice(PLAIN), chance)


def quoted(words: str, chance: Random) -> str:
    """Return *words* between one of the two kinds of quotation marks; bare only when nothing in them could mislead."""
    if words.replace(" ", "").isalnum() and chance.random() < 0.6:
        return words
    if chance.random() < 0.5:
        return "'" + words.replace("'", "''") + "'"
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def prose(chance: Random) -> str:
    """Return a line of running text as YAML writes it."""
    return quoted(sentence(chance), chance)


def among(*choices: str) -> Callable[[Random], str]:
    """Return a drawer of one of *choices*."""
    return lambda chance: chance.choice(choices)


CODES = among(*("R", "A", "C", "I", "R/A") * 6, "X")
TABLES: Mapping[str, Mapping[str, Callable[[Random], str]]] = {
    "values": {
        "title": plain,
        "default": lambda chance: quoted(chance.choice(LIMITS), chance),
        "starts": among("discovery"),
    },
    "terms": {
        "term": among("Deviation", "Critical Deviation"),
        "definition": prose,
        "forms": among(*["[Deviations]", "[a, b]"] * 9, "a"),
    },
    "events": {"title": plain, "term": among("discovery", "Discovery")},
    "responsibilities": {"topic": among("DEV"), "activity": prose, "giver": CODES, "acceptor": CODES, "note": prose},
    "changes": {
        "group": among("site"),
        "type": prose,
        "commercial": among("TD", "DR", "DC"),
        "clinical": among(*("TD", "DR", "DC") * 8, "dc"),
        "notice": among(*SPANS * 3, "30 days"),
        "us": among("none", "CBE-30"),
        "eu": among("none", "IA"),
        "note": prose,
    },
    "stakeholders": {
        "role": among("head-of-quality"),
        "side": among("giver", "acceptor", "each", "joint"),
        "information": prose,
        "timing": prose,
        "channel": prose,
        "layers": among(*("[1]", "[1, 3]") * 9, "2"),
    },
}
"""By table: its columns, each with what people type there."""


def row(chance: Random) -> tuple[str, dict[str, str], str]:
    """Return a table, the fields of a row of it as YAML writes them, and the file with that row."""
    table = chance.choice(sorted(TABLES))
    fields = {"id": chance.choice(("x-1", "RM-076", "KPI-05", "no id" if chance.random() < 0.1 else "x"))}
    fields |= {name: draw(chance) for name, draw in TABLES[table].items()}
    if chance.random() < 0.05:
        fields.pop(chance.choice(sorted(fields)))
    if chance.random() < 0.03:
        fields["titel"] = "x"
    if chance.random() < 0.5:
        made = "- {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
    else:
        made = "- " + "\n  ".join(f"{name}: {value}" for name, value in fields.items())
    return table, fields, made + chance.choice(("", "\n", "\n\n"))
