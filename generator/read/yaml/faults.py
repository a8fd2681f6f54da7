"""What the YAML parser says, in plain words, at the place where its author mends it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.text import Source

FAULT = kind(
    "yaml-fault",
    "A file breaks the rules of YAML.",
    matters="Nothing behind the fault can be read.",
    cure="Mend the line; a text with a colon, a number sign or a bracket goes between quotation marks or behind |.",
)
LONGEST_SHOWN = 60
"""Characters of a text that a hint shows, at most."""
QUOTE_IT = "put quotation marks round the whole text, or write | in its place and the text, indented, on the next line"
OPEN_POINT = 'an open point has quotation marks: "? what, who, by when"'
OUT_OF_COLUMN = "this line begins in another column than the lines that it belongs to"
KEY = "did not find expected key"
COLON = "could not find expected ':'"
NESTED = "mapping values are not allowed in this context"
BRACE, BRACKET = "did not find expected ',' or '}'", "did not find expected ',' or ']'"
UNCLOSED = {BRACE: "}", BRACKET: "]"}
CLOSING = ("]", "}")
NAME = r"[a-z][a-z-]*"
FIELD = re.compile(rf" *{NAME}:(?: |$)")
ANY_FIELD = re.compile(rf"^ *(?:- )?(?={NAME}:(?: |$))", re.MULTILINE)
NEXT_FIELD = re.compile(r", [a-z-]+: ?")
WORDS = {
    NESTED: "a colon and a blank stand inside a text without quotation marks",
    "mapping keys are not allowed in this context": "a question mark and a blank open no text without quotation marks",
    KEY: "a field, `name: value`, is expected here",
    BRACE: "a comma or a closing brace is expected here",
    BRACKET: "a comma or a closing bracket is expected here",
    "did not find expected '-' indicator": "an entry of the list, its hyphen in the same column, is expected here",
    "did not find expected node content": "a value is expected here",
    COLON: "this line is neither a field, `name: value`, nor part of the text above",
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
    "found unexpected non-alphabetical character": "no text without quotation marks begins with %",
    "could not find expected directive name": "no text without quotation marks begins with %",
    "found unknown directive name": "no text without quotation marks begins with %",
    "did not find expected digit or '.' character": "no text without quotation marks begins with %",
    "did not find expected version number": "no text without quotation marks begins with %",
    "did not find expected hexdecimal number": "the figures of this escape are missing",
    "found invalid Unicode character escape code": "this escape is half a character",
    "block sequence entries are not allowed in this context": "an entry with a hyphen stands where a value is expected",
}
OUT = "take the % out; a text that begins with it goes between quotation marks"
CLOSE = "close it where the text ends, with the same quotation mark"
HINTS = {
    COLON: "write `name: value`; a text of several lines stands behind | or in quotation marks",
    KEY: "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
    NESTED: QUOTE_IT,
    "did not find expected '-' indicator": "put a hyphen and a space in front of this line, or take it out",
    "found unexpected end of stream": CLOSE,
    "found unexpected document indicator": CLOSE,
    "did not find expected <document start>": "take it out, or move it above the line of --- or ...",
    "found invalid Unicode character escape code": "write the sign itself instead of its number",
    "did not find expected hexdecimal number": "write the sign itself instead of its number",
    "did not find expected comment or line break": "move the text to the line below, two spaces further in; or take "
    "the | or > out",
    "found unexpected non-alphabetical character": OUT,
    "could not find expected directive name": OUT,
    "found unknown directive name": OUT,
    "did not find expected version number": OUT,
    "did not find expected digit or '.' character": OUT,
    "found unknown escape character": "write \\\\ for a backslash, or use single quotation marks",
    "block sequence entries are not allowed in this context": "begin a new line in front of this hyphen; a text that "
    "begins with one goes between quotation marks",
}
OPENED_ABOVE = {"found unexpected end of stream", "found unexpected document indicator", COLON}
"""Faults that are mended where the text begins, not where the parser gave up."""


class Place(NamedTuple):
    """Where the parser gave up.

    Attributes:
        problem: What it says.
        at: Index of the character that it could not read.
        opened: Index at which what it was reading begins.
        start: Index of the line of *at*; *line* its text.
        above_at: Index of the line above it that is not empty; *above* its text.
    """

    source: Source
    problem: str
    at: int
    opened: int
    start: int
    line: str
    above_at: int
    above: str

    @property
    def sign(self) -> str:
        """The character that could not be read: a line end at the end of a line, nothing at the end of the file."""
        return self.source.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.line[: self.at - self.start]

    @property
    def behind(self) -> str:
        """What stands from it to the end of its line."""
        return self.line[self.at - self.start :]

    def told(self, at: int, message: str, hint: str, end: int | None = None) -> Diagnostic:
        """Return the fault from *at* to *end*."""
        return FAULT.at(self.source.span(min(at, len(self.source.text) - 1), end), message, hint=hint)


def place_of(source: Source, problem: str, at: int, opened: int) -> Place:
    """Return the place of *at*, with its line and the one above."""
    start = source.text.rfind("\n", 0, at) + 1
    line = source.text[start:].partition("\n")[0]
    head = source.text[:start].rstrip("\n")
    above = head.rpartition("\n")[2]
    return Place(source, problem, at, opened, start, line, len(head) - len(above), above)


def fault(source: Source, trouble: yaml.YAMLError) -> Diagnostic:
    """Return what the parser says, in plain words, at its place."""
    if not isinstance(trouble, yaml.MarkedYAMLError) or trouble.problem_mark is None:
        return FAULT.at(Span(source.path), str(trouble))
    problem = str(trouble.problem)
    opened = (trouble.context_mark or trouble.problem_mark).index
    at = opened if problem in OPENED_ABOVE else trouble.problem_mark.index
    place = place_of(source, problem, at, opened)
    rules = () if place.sign == "?" else RULES.get(problem, ())
    found = next((told for rule in rules if (told := rule(place))), None)
    if isinstance(found, Diagnostic):
        return found
    hint = found or (OPEN_POINT if place.sign == "?" else HINTS.get(problem, ""))
    return place.told(place.at, WORDS.get(problem, problem), hint)


# Between braces and brackets


def eaten(place: Place) -> str:
    """Return what to do where YAML takes the rest of a line for a comment; a true one has two blanks before it."""
    above = "" if place.before.strip(" ") else place.above
    read = place.source.text[place.opened : place.at] if place.problem in UNCLOSED else above
    comment = re.search(r"(?:[^ ] |[,\[{])(#.*)", read)
    return f'YAML takes "{comment[1][:20]}" for a comment: put the text between quotation marks' if comment else ""


def left_open(place: Place) -> Diagnostic | None:
    """Return the finding about a quotation mark that is closed by the one with which a later field opens its text."""
    quoted = re.search(r'"([^"]*)"\Z', place.before)
    field = NEXT_FIELD.search(quoted[1]) if quoted and place.sign.isalnum() else None
    if not quoted or not field:
        return None
    text = quoted[1][: field.start()]
    shown = f"\u2026{text[-LONGEST_SHOWN:]}" if len(text) > LONGEST_SHOWN else text
    message = "the quotation mark that opens here is not closed where its text ends"
    return place.told(place.at - len(quoted[0]), message, f'write the quotation mark: "{shown}"')


def unended(place: Place) -> Diagnostic | None:
    """Return the finding about a brace or bracket that does not end, as far as it can be told."""
    text, sign = place.source.text, UNCLOSED[place.problem]
    first, newline, _ = text[place.opened : place.at].partition("\n")
    where = end_of(place, first)
    if not newline and place.sign not in ("", *CLOSING):
        return None
    if place.sign in CLOSING and not newline and not where.startswith("behind"):
        message = f"this {place.sign} stands before the {sign} of the {text[place.opened]} that is open"
        return place.told(place.at, message, f"take the {place.sign} out, or write {sign} before it")
    hint = f"write {sign} {where}; or a comma is missing between two entries"
    return place.told(place.opened, f"the {text[place.opened]} that opens here has no {sign}", hint)


def end_of(place: Place, first: str) -> str:
    """Return where ends what is open, of which *first* is the first line."""
    field = NEXT_FIELD.search(first) if place.problem == BRACKET else None
    if field:
        return f'behind "{shown(first[1 : field.start()].rpartition(", ")[2])}"'
    below = place.source.text[place.opened + len(first) + 1 :]
    goes_on = first.rstrip(" ").endswith((",", "{", "[")) or (below and not re.match(rf" *(?:- |{NAME}:)", below))
    return "where it ends" if goes_on else "at the end of this line"


def apostrophe(place: Place) -> str:
    """Return the text between single quotation marks that holds an apostrophe, between double ones."""
    quoted = re.search(r"(?:^|[:,\[-]) *'([^']*)'\Z", place.before)
    more, mark, _ = place.behind.partition("'")
    if not quoted or not place.sign.isalpha():
        return ""
    if not mark or '"' in quoted[1] + more:
        return "between single quotation marks an apostrophe is written twice, ''; or use double ones"
    return f'put double quotation marks around the text: "{quoted[1]}\'{more}"'


def half_quoted(place: Place) -> str:
    """Return what to do where a text goes on behind its quotation mark."""
    goes_on = re.search(r"[\"'] *\Z", place.before) and place.sign not in ('"', "'", "[", "{")
    return "put quotation marks round the whole text; inside it, use single ones" if goes_on else ""


def inner_bracket(place: Place) -> str:
    """Return what to do with a bracket inside a text."""
    return (
        f"take the {place.sign} out, or put quotation marks around the whole text" if place.sign in ("[", "{") else ""
    )


def no_comma(place: Place) -> str:
    """Return where a comma is missing before the next field."""
    before = re.search(rf"[^:,] ({NAME})\Z", place.before) if place.sign == ":" else None
    name = before or re.match(rf"({NAME}):", place.behind)
    return f'put a comma before "{name[1]}:", or quotation marks around a text with a colon' if name else ""


def two_values(place: Place) -> str:
    """Return what to do where one value stands behind another: a colon inside a text, a sign too many, no comma."""
    if place.sign == ":":
        whole = text_with_a_colon(place.before, place.behind)
        return f"the colon parts the text: put quotation marks around all of it{whole}"
    closed = place.before.rstrip(" ")[-1:]
    if closed in CLOSING:
        return f"the {closed} ends the value: put a comma behind it, or take it out"
    return "put a comma between the two"


def text_with_a_colon(before: str, behind: str) -> str:
    """Return a field between braces whose text holds the colon with which *behind* begins, with quotation marks."""
    field = re.search(rf"[{{,] *({NAME}): ([^\"',{{}}\[\]]*)\Z", before)
    rest = re.match(rf":(?! *{NAME}:)[^\"'{{}}\[\]]*?(?=, {NAME}:|\}})", behind)
    text = f"{field[2]}{rest[0]}" if field and rest else ""
    return f': {field[1]}: "{shortened(text)}"' if field and text and shortened(text) else ""


def colon_without_value(place: Place) -> Diagnostic | str:
    """Return what to do at a colon between braces behind which a sign stands at once."""
    if place.behind[1:2] in (",", *CLOSING):
        hint = "write the value behind the colon, or take the field out"
        return place.told(place.at, "a value is missing behind this colon", hint)
    name = re.split(r"[ ,{\[]", place.before)[-1]
    return f'put a space behind "{name}:"'


def no_value(place: Place) -> str:
    """Return what to do with a sign that stands where a value is expected."""
    return {
        ",": "take the comma out, or write what belongs before it",
        ":": "take the colon out, or write the name of the field before it",
        "-": "take the hyphen out, or put quotation marks around the text" if place.before.strip(" ") else "",
        "": "the file ends here: write what is missing",
        "]": "take the ] out: nothing is open that it closes",
        "}": "take the } out: nothing is open that it closes",
    }.get(place.sign, "")


# Fields and entries on lines of their own


TIGHT = re.compile(rf"[ -]*({NAME}):(?!//)([^ ].*)")
"""A field whose colon has no space behind it."""
NO_SPACE = "there is no space behind the colon of this field"


def tight_field(place: Place) -> Diagnostic | None:
    """Return the fault of a field whose colon has no space behind it, on the line of the place or the one above: YAML
    takes such a line for text that goes on.
    """
    lines = ((place.start, place.line), (place.above_at, place.above))
    for start, line in lines:
        if close := TIGHT.fullmatch(line.rstrip(" ")):
            return place.told(start + close.start(1), NO_SPACE, with_space(close), start + close.end(2))
    return None


def with_space(close: re.Match[str]) -> str:
    """Return how to write a field whose colon has no space behind it, *close* of ``TIGHT``."""
    value = shown(close[2])
    inside = ": " in value and value[0] not in "{[\"'"
    return f"put a space behind the colon: {close[1]}: " + (f'"{value}"' if inside else value)


def shown(text: str) -> str:
    """Return the beginning of *text* that a hint shows."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} .."


BARE = re.compile(rf" *(?:- )?({NAME}) +([^\s:#]{{1,40}}(?: [^\s:#]{{1,20}}){{0,2}}|[\[{{].*)")
"""A name and a short value, or one between brackets, without the colon between them."""
LONGER = re.compile(rf" *(?:- )?({NAME}) +([^\s:#].{{0,100}})")
WRAPPED = 80
"""Characters from which on a line may be one of a long text that goes on in the next."""


def missing_colon(place: Place) -> str:
    """Return the field that a name and a short value would be with a colon between them."""
    line = place.line.rstrip(" ")
    bare = BARE.fullmatch(line) or (LONGER.fullmatch(line) if len(place.above) < WRAPPED else None)
    field = f"{bare[1]}: {shown(bare[2])}" if bare else ""
    return f"put a colon behind the name: {field}; or put a text of several lines behind |" if field else ""


def missing_hyphen(place: Place) -> str:
    """Return what to do with an entry between braces that lacks the hyphen which the others have."""
    is_entry = place.line.startswith("{") and re.search(r"^- \{", place.source.text, re.MULTILINE)
    return "an entry of a list begins with a hyphen: write - { in place of {" if is_entry else ""


def bullet(place: Place) -> str:
    """Return what to do with a star in the place of a hyphen."""
    star = place.line.lstrip(" ").startswith("* ")
    return "an entry of a list begins with a hyphen: write - in place of *" if star else ""


def goes_on(place: Place) -> str:
    """Return what to do where words stand behind a value between brackets."""
    closed = re.match(rf"[ -]*(?:{NAME}: *)?([\[{{][^\[\]{{}}]*([\]}}])) *\Z", place.before)
    if not closed:
        return ""
    if closed[1][1].isupper() and place.before.endswith(" "):
        return in_quotes(place.line[: closed.start(1)].lstrip(" -"), place.line[closed.start(1) :])
    return f"the {closed[2]} ends the value: take it out, or what stands behind it"


def shortened(text: str) -> str:
    """Return *text*, a long one by its first and last words; nothing where it has none."""
    if len(text) <= LONGEST_SHOWN:
        return text
    first, last = text[: LONGEST_SHOWN // 2].rpartition(" ")[0], text[-LONGEST_SHOWN // 3 :].partition(" ")[2]
    return f"{first} ... {last}" if first and last else ""


def in_quotes(name: str, text: str) -> str:
    """Return how to write the *text* of a field between quotation marks."""
    if len(text) > LONGEST_SHOWN:
        short = shortened(text)
        return f'put quotation marks round the whole text: {name}"{short}"' if short else QUOTE_IT
    return f'write {name}"{text}", between quotation marks; or put it behind | on the next line'


def in_column(place: Place) -> Diagnostic | None:
    """Return the finding about a line that stands in no column of its list."""
    like = (field_above(place) if FIELD.match(place.line) else None) or place.source.span(place.opened)
    if place.before.strip(" ") or like.column == place.at - place.start + 1:
        return None
    hint = f"move this line so that it begins in column {like.column}, as line {like.line} does"
    return place.told(place.at, OUT_OF_COLUMN, hint)


def out_of_column(place: Place) -> Diagnostic | None:
    """Return the finding about a field that stands further in or out than those above it."""
    like = place.source.span(place.opened) if place.opened < place.start else field_above(place)
    if not like or not re.fullmatch(r" *[a-z-]*", place.before) or not FIELD.match(place.line):
        return None
    hint = f"begin this line in column {like.column}, as line {like.line} does; or put a long text behind |"
    return place.told(place.at, OUT_OF_COLUMN, hint)


def field_above(place: Place) -> Span | None:
    """Return the place of the field above whose column is nearest to that of the line; of several, the last."""
    indent = len(place.line) - len(place.line.lstrip(" "))
    found = ANY_FIELD.finditer(place.source.text, 0, place.start)
    near = min(found, key=lambda one: (abs(len(one[0]) - indent), -one.start()), default=None)
    return place.source.span(near.end()) if near else None


def joined(place: Place) -> str:
    """Return the field that should begin on a line of its own."""
    name = re.match(rf"({NAME}):(?: |\Z)", place.behind) or re.search(rf"  ({NAME})\Z", place.before)
    return f'begin a new line in front of "{name[1]}:"' if name and place.before.strip(" -") != name[1] else ""


def missing_brace(place: Place) -> str:
    """Return where the opening brace of a line is missing that ends with a closing one."""
    if place.line.count("}") <= place.line.count("{"):
        return ""
    nested = re.search(rf": ({NAME})\Z", place.before)
    first = nested or re.match(rf"[ -]*({NAME}):", place.line)
    return f'write {{ in front of "{first[1]}:"' if first else ""


def colon_in_text(place: Place) -> str:
    """Return the field whose text holds a colon, with quotation marks."""
    found = re.fullmatch(rf"[ -]*({NAME}: )([^\"]*)", place.line)
    return in_quotes(found[1], found[2]) if found else ""


def first_sign(place: Place) -> str:
    """Return what to do with a sign that begins a text and means something to YAML."""
    begun = place_of(place.source, place.problem, place.opened, place.opened)
    said = re.split(r"[,}\]]", begun.behind)[0].strip(" ")
    if re.match(rf".(?:[ \[{{\"'-]*(?:{NAME}:|$)|[ \[{{\"'])", said):
        return f"take the {begun.sign} out"
    return in_quotes("", said)


Rule = Callable[[Place], Diagnostic | str | None]
BETWEEN = (left_open, eaten, unended, apostrophe, no_comma, half_quoted, inner_bracket, two_values)
BEGUN = (bullet, first_sign)
RULES: dict[str, tuple[Rule, ...]] = {
    KEY: (tight_field, apostrophe, out_of_column, eaten, joined, missing_brace, half_quoted, goes_on, no_value),
    COLON: (tight_field, missing_hyphen, missing_colon),
    NESTED: (tight_field, out_of_column, joined, missing_brace, colon_in_text),
    BRACE: BETWEEN,
    BRACKET: BETWEEN,
    "found unexpected ':'": (colon_without_value,),
    "did not find expected node content": (eaten, no_value),
    "did not find expected '-' indicator": (apostrophe, half_quoted, goes_on, in_column),
    "found character that cannot start any token": BEGUN,
    "did not find expected alphabetic or numeric character": BEGUN,
    "did not find expected whitespace or line break": BEGUN,
}
"""What tells more of a problem than its words: the first rule that has something to say."""
