"""The signs inside a sentence: terms, blanks, open points, references, escapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from generator.prose.nodes import Blank, Inline, OpenPoint, Reference, Sentence, Slip, Text, Use, merged

MOST_SLIPS = 100
"""Faults reported in one text; more help nobody, and a hostile text has a million."""

ID = r"[A-Za-z0-9][A-Za-z0-9.()/:-]*"
LABEL = r"\((?:[a-z]|[ivxlcdm]{2,9}|[0-9]{1,3})\)"

SIGN = re.compile(r"[\\\[\]@]|\{\{|\}\}|\*\*|\n")
TERM = re.compile(r"\[ *([^ \[\]{}\\*@\n]+(?: +[^ \[\]{}\\*@\n]+)*) *\]")
TWICE = re.compile(rf"\[{TERM.pattern}\]")
NO_TERM = re.compile(r"\[[ *@]{0,20}\]")
"""Brackets with nothing between them."""
RUN = re.compile(r"\[[\[ ]*(?<=\[)|\][\] ]*(?<=\])")
"""Brackets that follow one another."""
BEGUN = re.compile(r"\w[\w/&'’-]*(?: (?:(?:of|and|for|in|to) )?[A-Z0-9][\w/&'’-]*)*")
"""What an open bracket may hold: a word, and those with capitals behind it."""
WHICH_VALUE = "write {{ value-id }}, or {{? what, who, by when }} for an open point"
NEAR = 200
"""Characters looked at on either side of a sign, to tell what was meant."""
NAMED = re.compile(rf"\{{\{{ *({ID})")
HALF_OPEN = re.compile(rf"(?<!\{{)\{{ *({ID}) *\Z")
"""A blank that begins with one brace, up to where it closes with two."""
BLANK = re.compile(rf"\{{\{{ *({ID}) *\}}\}}")
OPEN_POINT = re.compile(r"\{\{\?((?:(?!\{\{|\}\})[^\n])*)\}\}")
REFERENCE = re.compile(rf"@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:\.[1-9][0-9]*)?(?:{LABEL})*)")
GLUED = re.compile(r"[\w-]|\.\w")
ESCAPED = frozenset("[]{}@*\\(-:#")
OPENING_QUOTES = frozenset("\"'“‘„‚«‹")

STARS = "two stars mark a definition, and terms.yaml is the only home of definitions"
OWN_STARS = re.compile(r"(?<!\\)\*\*")

Found: TypeAlias = tuple[Inline, int]
"""A node, and the index after it."""


class Slips(list[Slip]):
    """The faults of one text, the first hundred of them."""

    def add(self, at: int, message: str, hint: str = "") -> None:
        """Remember a fault."""
        if len(self) < MOST_SLIPS:
            self.append(Slip(at, message, hint))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be read: it stands in *text* between *start* and *end*."""

    text: str
    start: int
    end: int
    slips: Slips

    def literal(self, at: int, message: str, cure: str = "", until: int = 0) -> Found:
        """Return the sign at *at*, or all *until* an index, as plain characters; report it, offering the escape."""
        sign = self.text[at : at + (2 if self.text[at] in "{}*" else 1)]
        escape = f"write \\{sign} when you mean the character itself"
        self.slips.add(at, message, f"{cure}; or {escape}" if cure else escape)
        end = max(until, at + len(sign))
        return Text(self.text[at:end]), end


@lru_cache(maxsize=20_000)
def parse_line(text: str) -> tuple[Sentence, tuple[Slip, ...]]:
    """Return the one sentence in *text*, and what is wrong with it.

    A single line end counts as a blank; an empty line does not, since a field of one line has no paragraphs. The answer
    is kept: a line is asked for when it is read, printed and checked, and agreements share most of their lines.
    """
    slips = Slips()
    start, end = len(text) - len(text.lstrip(" \n")), len(text.rstrip(" \n"))
    if start >= end:
        slips.add(0, "nothing is written here", "write the words, or leave the field out")
    return scan(text, start, end, slips), tuple(slips)


def scan(text: str, start: int, end: int, slips: Slips) -> Sentence:
    """Return the sentence between *start* and *end*; a sign that opens or closes nothing stays a plain character."""
    return merged(pieces(Line(text, start, end, slips)))


def pieces(line: Line) -> Iterator[Inline]:
    """Yield the nodes of a sentence in order; a text may come in several pieces."""
    at = line.start
    while len(line.slips) < MOST_SLIPS and (sign := SIGN.search(line.text, at, line.end)):
        before = line.text[at : sign.start()]
        yield Text(before.rstrip(" ") if sign[0] == "\n" else before)
        node, at = READERS[sign[0][0]](line, sign.start())
        yield node
    yield Text(line.text[at : line.end])


def escape_at(line: Line, at: int) -> Found:
    """Read a backslash: it makes the next sign a plain character."""
    if at + 1 < line.end and line.text[at + 1] in ESCAPED:
        return Text(line.text[at + 1]), at + 2
    return line.literal(at, "a backslash stands before no sign")


def term_at(line: Line, at: int) -> Found:
    """Read ``[Term]``."""
    found = TERM.match(line.text, at, line.end)
    if found is None and (twice := TWICE.match(line.text, at, line.end)):
        line.literal(at, "two brackets open one term", f"write [{twice[1]}]")
        return Use(twice[1], at), twice.end()
    if empty := NO_TERM.match(line.text, at, line.end):
        line.literal(at, "these brackets hold no term", "write the term, or an open point: {{? what, who, by when }}")
        return Text(empty[0]), empty.end()
    return (Use(found[1], at), found.end()) if found else open_bracket(line, at)


def open_bracket(line: Line, at: int) -> Found:
    """Report a bracket that is not closed, and with it all that follow it; the last may open a term."""
    end = run_end(line, at)
    begun = BEGUN.match(line.text[end : min(line.end, end + NEAR)].lstrip(" "))
    cure = f"write ] behind the term, on the same line: [{begun[0] if begun else 'Contract Giver'}]"
    until = end - 1 if TERM.match(line.text, end - 1, line.end) else end
    return line.literal(at, "this bracket is not closed", cure, until)


def run_end(line: Line, at: int) -> int:
    """Return the index behind the brackets of one kind that follow one another from *at*: they are one fault."""
    run = RUN.match(line.text, at, line.end)
    return run.end() if run else at


def closing_at(line: Line, at: int) -> Found:
    """Report a closing bracket, or closing braces, that close nothing."""
    opened = HALF_OPEN.search(line.text[max(line.start, at - NEAR) : at]) if line.text.startswith("}", at) else None
    hint = f"a blank opens with two braces: {{{{ {opened[1]} }}}}" if opened else ""
    return line.literal(at, "this sign closes nothing", hint, run_end(line, at))


def braces_at(line: Line, at: int) -> Found:
    """Read ``{{ id }}`` or ``{{? words }}``."""
    if found := BLANK.match(line.text, at, line.end):
        return Blank(found[1], at), found.end()
    point = OPEN_POINT.match(line.text, at, line.end)
    if point and point[1].strip(" "):
        return OpenPoint(point[1].strip(" "), at), point.end()
    if line.text.find("}}", at, min(line.end, at + NEAR)) < 0:
        name = NAMED.match(line.text, at)
        hint = f"write {{{{ {name[1].rstrip('.') if name else 'value-id'} }}}}, with two braces on either side"
        return line.literal(at, "this blank is opened and not closed", hint)
    end = line.text.index("}}", at)
    words = line.text[at + 2 : end].strip(" ?")
    id_ = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    hint = f"write {{{{ {id_} }}}}" if id_ and len(id_) < NEAR and "{" not in words else WHICH_VALUE
    _, after = line.literal(at, "these braces hold no value", hint)
    if "{" in words or "\n" in line.text[at:end]:
        return Text("{{"), after
    return Text(line.text[at : end + 2]), end + 2


def reference_at(line: Line, at: int) -> Found:
    """Read ``@target``, where a reference may stand; anywhere else the sign is a plain character."""
    if at > line.start and not may_refer(line.text[at - 1]):
        return Text("@"), at + 1
    found = REFERENCE.match(line.text, at, line.end)
    if found is None:
        return line.literal(
            at, "this sign refers to nothing", "write the id of a clause, table, annex or form behind it"
        )
    if GLUED.match(line.text, found.end(), line.end):
        return line.literal(at, f"more is glued to the reference @{found[1]}", "end it with a blank or a full stop")
    return Reference(found[1], at), found.end()


def may_refer(before: str) -> bool:
    """Tell whether a reference may stand behind the character *before*."""
    return before.isspace() or before == "(" or before in OPENING_QUOTES


def stars_at(line: Line, at: int) -> Found:
    """Report ``**``: only the definitions that we print carry it. The pair that closes what another opened is no fault
    of its own.
    """
    told = [slip.at for slip in line.slips if slip.message == STARS and line.start <= slip.at]
    if told and len(OWN_STARS.findall(line.text, told[0], at)) % 2:
        return Text("**"), at + 2
    return line.literal(at, STARS)


def break_at(line: Line, at: int) -> Found:
    """Read a line end as a blank; report an empty line."""
    after = at
    while line.text[after] in " \n":  # the last character of a sentence is neither
        after += 1
    if line.text.count("\n", at, after) > 1:
        line.slips.add(at, "an empty line stands in a field of one line", "write it in one line")
    return Text(" "), after


READERS: dict[str, Callable[[Line, int], Found]] = {
    "\\": escape_at,
    "[": term_at,
    "]": closing_at,
    "{": braces_at,
    "}": closing_at,
    "@": reference_at,
    "*": stars_at,
    "\n": break_at,
}
