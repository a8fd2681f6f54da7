"""What the YAML parser says, in plain words, at the place where its author mends it."""

from __future__ import annotations

import re

import yaml

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.text import Source

FAULT = kind(
    "yaml-fault",
    "A file breaks the rules of YAML.",
    matters="Nothing behind the fault can be read.",
    cure="Mend the line; a text with a colon, a number sign or a bracket goes between quotation marks or behind |.",
)
QUOTE_IT = "put it behind | on the next line, or between quotation marks"
PROSE = re.compile(r"(?:[:-] +)(?:.*\[[A-Z]|.*\{\{|[^{\[].*? .*? .*? )")
WORDS = {
    "mapping values are not allowed in this context": "a colon and a blank stand inside a text without quotation marks",
    "mapping keys are not allowed in this context": "a question mark and a blank open no text without quotation marks",
    "did not find expected key": "a field, `name: value`, is expected here",
    "did not find expected ',' or '}'": "a comma or a closing brace is expected here",
    "did not find expected ',' or ']'": "a comma or a closing bracket is expected here",
    "did not find expected '-' indicator": "an entry of the list, its hyphen in the same column, is expected here",
    "did not find expected node content": "a value is expected here",
    "could not find expected ':'": "this line is neither a field, `name: value`, nor part of the text above",
    "found unexpected end of stream": "a quotation mark is opened here and never closed",
    "found character that cannot start any token": "no text without quotation marks begins with this character",
    "found unknown escape character": "a backslash between double quotation marks stands before no sign",
    "did not find expected <document start>": "what stands here belongs to nothing above it",
    "did not find expected alphabetic or numeric character": "no text without quotation marks begins with & or *",
    "did not find expected comment or line break": "the text behind | or > begins on the line below",
    "did not find expected whitespace or line break": "no text without quotation marks begins with !",
    "did not find expected tag URI": "no text without quotation marks begins with !",
    "found unexpected document indicator": "a quotation mark is opened here and not closed before a line of ---",
    "found unexpected ':'": "a colon stands inside a text without quotation marks",
    "found unexpected non-alphabetical character": "no file of ours has lines that begin with %",
    "could not find expected directive name": "no file of ours has lines that begin with %",
    "found unknown directive name": "no file of ours has lines that begin with %",
    "did not find expected version number": "no file of ours has lines that begin with %",
    "did not find expected hexdecimal number": "the figures of this escape are missing",
    "found invalid Unicode character escape code": "this escape is half a character",
    "block sequence entries are not allowed in this context": "an entry with a hyphen stands where a value is expected",
}


OUT_OF_COLUMN = "this line begins in another column than the lines that it belongs to"
OPEN_POINT = 'an open point has quotation marks: "? what, who, by when"'
HINTS = {
    "mapping keys are not allowed in this context": OPEN_POINT,
    "found character that cannot start any token": QUOTE_IT,
    "found unexpected end of stream": "close it where the text ends, with the same quotation mark",
    "found unexpected document indicator": "close it where the text ends, with the same quotation mark",
    "did not find expected <document start>": "take it out, or move it above the line of --- or ...",
    "found invalid Unicode character escape code": "write the sign itself instead of its number",
    "did not find expected hexdecimal number": "write the sign itself instead of its number",
    "did not find expected comment or line break": "move the text to the line below, two blanks further in",
    "found unexpected non-alphabetical character": "take the line out",
    "found unknown escape character": "write \\\\ for a backslash, or use single quotation marks",
    "could not find expected ':'": "write `name: value`; a text of several lines stands behind | or in quotation marks",
}
OPENED_ABOVE = {
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
}
"""Faults that are mended where the text begins, not where the parser gave up."""
UNCLOSED = {"did not find expected ',' or '}'": "}", "did not find expected ',' or ']'": "]"}
MISPLACED = {"did not find expected key", "mapping values are not allowed in this context"}
TIGHT_LINE = {*MISPLACED, "could not find expected ':'"}
FIELD = re.compile(r" *[a-z][a-z-]*:(?: |$)", re.MULTILINE)
NEXT_FIELD = re.compile(r", [a-z-]+: ")
TIGHT = re.compile(r"([a-z][a-z-]*):(\S.*)")
"""A field whose colon has no blank behind it."""

LONGEST_QUOTED = 60
NEAR = 500
"""Characters looked at on either side of a fault, to tell prose from data."""
FAR = 4_000
"""Characters looked at above a line that stands in no column of its list."""


def fault(source: Source, trouble: yaml.YAMLError) -> Diagnostic:
    """Return what the parser says, in plain words, at its place."""
    if not isinstance(trouble, yaml.MarkedYAMLError):
        return FAULT.at(Span(source.path), str(trouble))
    problem = trouble.problem or str(trouble)
    mark = trouble.context_mark if problem in OPENED_ABOVE else trouble.problem_mark
    at = min(mark.index if mark else 0, max(len(source.text) - 1, 0))
    opened = trouble.context_mark.index if trouble.context_mark else at
    if problem in UNCLOSED and (quoted := left_open(source, opened, at)):
        return quoted
    if (sign := UNCLOSED.get(problem)) and (where := end_of(source, opened, at, sign)):
        hint = f"write {sign} {where}; or a comma is missing between two entries"
        return FAULT.at(source.span(opened), f"the {source.text[opened]} that opens here has no {sign}", hint=hint)
    if problem in TIGHT_LINE and (close := tight_field(source, at)):
        return close
    hint = (
        hint_by_colon(source, problem, at)
        or hint_by_sign(source, problem, at)
        or hint_by_shape(source, problem, at, opened)
        or HINTS.get(problem)
        or hint_for(source, at)
    )
    said = OUT_OF_COLUMN if hint.startswith(("begin this line", "move this line")) else WORDS.get(problem, problem)
    return FAULT.at(source.span(at), said, hint=hint)


def left_open(source: Source, opened: int, at: int) -> Diagnostic | None:
    """Return the finding about a quotation mark that is closed by the one with which a later field opens its text."""
    before = source.text[max(opened, at - FAR) : at]
    quoted = re.search(r'"([^"\n]*)"\Z', before)
    field = NEXT_FIELD.search(quoted[1] + " ") if quoted and source.text[at : at + 1].isalnum() else None
    if quoted is None or field is None:
        return None
    text = quoted[1][: field.start()]
    message = "the quotation mark that opens here is not closed where its text ends"
    shown = f"\u2026{text[-LONGEST_QUOTED:]}" if len(text) > LONGEST_QUOTED else text
    return FAULT.at(source.span(at - len(quoted[0])), message, hint=f'write the quotation mark: "{shown}"')


def end_of(source: Source, opened: int, at: int, sign: str) -> str:
    """Return where *sign* ends what stands *opened*, as far as it can be told; empty when it may not be missing."""
    first, _, more = source.text[opened:at].partition("\n")
    if not more and source.text[at : at + 1] not in {*UNCLOSED.values()} - {sign}:
        return "" if source.span(opened).line == source.span(at).line else "at the end of this line"
    if sign == "]" and (field := NEXT_FIELD.search(first)):
        return f'behind "{first[1 : field.start()].rpartition(", ")[2][:LONGEST_QUOTED]}"'
    below = source.text[opened + len(first) + 1 :].partition("\n")[0]
    goes_on = first.rstrip().endswith((",", "{", "[")) or not re.match(r" *(?:- |[a-z][a-z-]*:)", below)
    return "where it ends" if goes_on else "at the end of this line"


def tight_field(source: Source, at: int) -> Diagnostic | None:
    """Return the fault of a field whose colon has no blank behind it, on the line of *at* or the one above: YAML takes
    such a line for text that goes on.
    """
    start = source.text.rfind("\n", 0, at) + 1
    for begin in (start, source.text.rfind("\n", 0, max(start - 1, 0)) + 1):
        line = source.text[begin:].partition("\n")[0] if begin <= at else ""
        bare = line.lstrip(" -")
        close = TIGHT.fullmatch(bare.rstrip())
        if close and not close[2].startswith("//"):
            value = close[2] if len(close[2]) <= LONGEST_QUOTED else f"{close[2][:LONGEST_QUOTED]} .."
            said = f'"{value}"' if ": " in value and value[0] not in "{[\"'" else value
            place = source.span(begin + len(line) - len(bare), begin + len(line.rstrip()))
            hint = f'write "{close[1]}: {said}", with a space behind the colon'
            return FAULT.at(place, "there is no space behind the colon of this field", hint=hint)
    return None


BARE = re.compile(r"([a-z][a-z-]*) +([^\s:#]{1,40}(?: [^\s:#]{1,20}){0,2}|[\[{].*)")
"""A name and a short value, or one between brackets, without the colon between them."""
LONGER = re.compile(r"([a-z][a-z-]{0,30}) +([^\s:#].{0,100})")
WRAPPED = 80
"""Characters from which on a line may be one of a long text that goes on in the next."""


def hint_by_colon(source: Source, problem: str, at: int) -> str:
    """Return the field that a name and a short value would be with a colon between them."""
    if problem != "could not find expected ':'":
        return ""
    start = source.text.rfind("\n", 0, at) + 1
    line = source.text[start:].partition("\n")[0].strip()
    above = source.text[:start].rstrip("\n").rpartition("\n")[2]
    bare = BARE.fullmatch(line) or (LONGER.fullmatch(line) if len(above) < WRAPPED else None)
    said = bare and (bare[2] if len(bare[2]) <= LONGEST_QUOTED else f"{bare[2][:LONGEST_QUOTED]} ..")
    return f'write "{bare[1]}: {said}", with a colon; or put a text of several lines behind |' if bare else ""


def hint_by_sign(source: Source, problem: str, at: int) -> str:
    """Return what the sign at *at* tells: a value that is missing, or one that needs quotation marks."""
    start = source.text.rfind("\n", 0, at) + 1
    line, before = source.text[start:].partition("\n")[0], source.text[start:at]
    if source.text[at : at + 1] == "?":
        return OPEN_POINT
    if problem == "found unexpected ':'" and source.text[at + 1 : at + 2] in tuple(",}]"):
        return "a value is missing behind this colon"
    if problem == "did not find expected key" and re.search(r": *'[^']*'\Z", before):
        return "between single quotation marks an apostrophe is written twice, ''; or use double ones"
    if line.startswith("* "):
        return "an entry of a list begins with a hyphen: write - in place of *"
    if line.startswith("{") and "\n- {" in source.text[max(0, start - NEAR) : start + NEAR]:
        return "an entry of a list begins with a hyphen: write - { in place of {"
    if problem in CANNOT_BEGIN and (token := re.compile(r"[^,}\]\n\"]*").match(source.text, token_start(source, at))):
        said = token[0].strip()[:60]
        return f'write "{said}", between quotation marks; or put it behind | on the next line' if said else ""
    if problem in UNCLOSED and (hint := in_braces(source.text, before, at, UNCLOSED[problem])):
        return hint
    return ""


def hint_by_shape(source: Source, problem: str, at: int, opened: int) -> str:
    """Return what the characters around *at* tell: a colon, a brace or a column that is out of place."""
    start = source.text.rfind("\n", 0, at) + 1
    line, before = source.text[start:].partition("\n")[0], source.text[start:at]
    first = source.span(opened)
    if problem in UNCLOSED:
        name = re.search(r" ([a-z][a-z-]*)\Z", before) if source.text[at : at + 1] == ":" else None
        if not name and (quoted := text_with_a_colon(before, source.text[at:].partition("\n")[0])):
            return f"put quotation marks around the whole text: {quoted}"
        comma = f'a comma before "{name[1]}:"' if name else "a comma between two fields"
        return f"put {comma}, or quotation marks around a text with a colon"
    if problem == "did not find expected '-' indicator":
        first = field_nearest(source, start, at - start) if FIELD.match(line) else first
        return f"move this line so that it begins in column {first.column}, as line {first.line} does"
    if problem in MISPLACED and re.fullmatch(r" *[a-z-]*", before) and FIELD.match(source.text, start):
        first = first if opened < start else field_above(source, start)
        return f"begin this line in column {first.column}, as line {first.line} does; or put a long text behind |"
    if problem == "mapping values are not allowed in this context" and not PROSE.search(line):
        found = re.fullmatch(r"([ -]*[a-z][a-z-]*): ([^\"]*)", line)
        return f'write {found[1].lstrip(" -")}: "{found[2][:60]}"' if found else ""
    return ""


def text_with_a_colon(before: str, behind: str) -> str:
    """Return a field between braces whose text holds the colon with which *behind* begins, with quotation marks."""
    field = re.search(r"[{,] *([a-z][a-z-]*): ([^\"',{}\[\]]*)\Z", before)
    rest = re.match(r":(?! *[a-z][a-z-]*:)[^\"'{}\[\]]*?(?=, [a-z][a-z-]*:|\})", behind)
    return f'{field[1]}: "{field[2]}{rest[0]}"' if field and rest and len(field[2] + rest[0]) <= 80 else ""


CANNOT_BEGIN = {
    "found character that cannot start any token",
    "did not find expected alphabetic or numeric character",
    "did not find expected whitespace or line break",
}
"""Faults of a text without quotation marks whose first sign means something to YAML."""


def token_start(source: Source, at: int) -> int:
    """Return where the text begins whose first sign is at *at* or just before it."""
    return at - 1 if source.text[at - 1 : at] in tuple("*&!") else at


def in_braces(text: str, before: str, at: int, sign: str) -> str:
    """Return what is wrong between braces where the parser gave up at *at*: a comment, a quotation mark, no end."""
    if comment := re.search(r" (#.*)", before + text[at : at + 1]):
        return f'YAML takes "{comment[1][:20]}" for a comment: put the text between quotation marks'
    if re.search(r"[\"'] *\Z", before) and text[at : at + 1].isalnum():
        return "put quotation marks round the whole text; inside it, use single ones"
    ends = text[at : at + 1] in ("", "\n")
    return f"write {sign} at the end of this line" if ends else ""


def field_above(source: Source, start: int) -> Span:
    """Return the place of the last field above the line that begins at *start*, else of that line."""
    above = source.text[max(0, start - NEAR) : start]
    found = [*re.finditer(r"^ *(?:- )?(?=[a-z][a-z-]*:(?: |$))", above, re.MULTILINE)]
    return source.span(start - len(above) + found[-1].end() if found else start)


def field_nearest(source: Source, start: int, indent: int) -> Span:
    """Return the place of the field above *start* whose column is nearest to *indent*; of several, the last."""
    above = source.text[max(0, start - FAR) : start]
    found = re.finditer(r"^ *(?:- )?(?=[a-z][a-z-]*:(?: |$))", above, re.MULTILINE)
    near = min(found, key=lambda one: (abs(len(one[0]) - indent), -one.start()), default=None)
    return source.span(start - len(above) + near.end() if near else start)


def hint_for(source: Source, at: int) -> str:
    """Return what may help on the line of *at* or the one before, where a text has often gone wrong."""
    start = source.text.rfind("\n", 0, at) + 1
    above = source.text.rfind("\n", 0, max(start - 1, 0)) + 1
    end = source.text.find("\n", at)
    around = source.text[max(above, at - NEAR) : min(end if end >= 0 else len(source.text), at + NEAR)]
    return QUOTE_IT if PROSE.search(around) else ""
