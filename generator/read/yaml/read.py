"""From the events of the YAML parser to our lists and maps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import cast

import yaml

from generator.diagnostic import Diagnostic, Kind, Span, kind
from generator.read.text import (
    CHARACTER,
    FORBIDDEN,
    INVISIBLE,
    NORMAL_FORM,
    UNSEEN,
    Source,
    decode,
    forbidden,
    instead_of,
    name_of,
)
from generator.read.yaml.comments import cut_texts, is_honest
from generator.read.yaml.nodes import MarkedList, MarkedMap, Node

DEEPEST = 40
MOST_NODES = 200_000
MOST_FAULTS = 100

FAULT = kind(
    "yaml-fault",
    "A file breaks the rules of YAML.",
    matters="Nothing behind the fault can be read.",
    cure="Mend the line; a text with a colon, a number sign or a bracket goes between quotation marks or behind |.",
)
DUPLICATE = kind(
    "duplicate-key",
    "A field stands twice in one record.",
    matters="Which of the two values holds would be a guess.",
    cure="Keep the right one and delete the other.",
)
EXTRA = kind(
    "yaml-extra",
    "A file uses a feature of YAML that we do not read: anchors, aliases, merges, tags, directives, several documents.",
    matters="What binds a party must stand where it is read, in plain text.",
    cure="Write the value out where it is needed.",
)
UNQUOTED = kind(
    "unquoted-text",
    "A text without quotation marks holds a sign that YAML takes for its own.",
    matters="Part of the text would be cut off, or read as another field.",
    cure="Put the text between quotation marks, or behind | on a line of its own.",
)
SIZE = kind(
    "yaml-size",
    "A file is nested deeper, or holds more values, than any file of an agreement.",
    matters="It would stop everybody's work.",
    cure="Split it, or remove what does not belong there.",
)
EMPTY = kind(
    "empty-file",
    "A file holds nothing.",
    matters="It may have been cut off, and nobody could tell.",
    cure="Write what belongs there, [] for a list without rows, or delete the file.",
)
ROOT = kind(
    "wrong-root",
    "A file is neither a list nor a map.",
    matters="There is no field that could hold its text.",
    cure="Write fields, `name: value`, or rows, `- {id: ..}`.",
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


OPEN_POINT = 'an open point has quotation marks: "? what, who, by when"'
HINTS = {
    "mapping keys are not allowed in this context": OPEN_POINT,
    "found character that cannot start any token": QUOTE_IT,
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
FIELD = re.compile(r" *[a-z][a-z-]*:(?: |$)", re.MULTILINE)
NEXT_FIELD = re.compile(r", [a-z-]+: ")
TIGHT = re.compile(r"([a-z][a-z-]*):(\S.*)")
"""A field whose colon has no blank behind it."""
CURLY = ("\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u201a")
"""Quotation marks as text processors make them; YAML takes them for letters."""

NEAR = 500
"""Characters looked at on either side of a fault, to tell prose from data."""

COMMENT = re.compile(r" +(#[^\n]*)")


class Stop(Exception):
    """Reading ends here; what is wrong has been reported."""


@dataclass(slots=True)
class Frame:
    """A list or map being read; *keyed*: a map waits for the value of *key*; not *kept*: the value is dropped."""

    node: Node
    flow: bool
    key: str = ""
    key_span: Span = field(default_factory=lambda: Span(""))
    keyed: bool = False
    kept: bool = True


@dataclass(slots=True)
class Builder:
    """Makes our nodes from the events of the parser, without recursion."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    nodes: int = 0
    broken: bool = False
    last: yaml.Event | None = None

    def span(self, event: yaml.Event) -> Span:
        """Return the place of *event*."""
        begin, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
        offset = self.source.start
        return Span(
            self.source.path,
            begin.line + self.source.line,
            begin.column + 1,
            begin.index + offset,
            end.index + offset,
        )

    def refuse(self, what: Kind, span: Span, message: str, hint: str = "") -> None:
        """Report what makes the whole file unreadable."""
        self.found.append(what.at(span, message, hint=hint))
        self.broken = True

    def read(self, event: yaml.Event) -> None:
        """Read one event."""
        if self.last:
            self.found += cut_texts(self.source, self.last, event, valued=self.valued())
        self.last = event
        if isinstance(event, yaml.ScalarEvent):
            self.plain_yaml(event)
            self.scalar(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.plain_yaml(event)
            self.open(event)
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(
                EXTRA, self.span(event), f"*{(event.anchor or '')[:40]} is an alias", "write the value out here"
            )
            raise Stop
        elif isinstance(event, yaml.DocumentStartEvent):
            self.document(event)

    def valued(self) -> bool:
        """Tell whether a value is due, not a key."""
        return bool(self.frames) and (isinstance(self.frames[-1].node, MarkedList) or self.frames[-1].keyed)

    def enough(self) -> None:
        """Stop when so much is wrong that more would help nobody."""
        if len(self.found) >= MOST_FAULTS:
            raise Stop

    def document(self, event: yaml.DocumentStartEvent) -> None:
        """Read the start of a document: there is one, and it has no directives."""
        self.documents += 1
        if self.documents > 1:
            self.refuse(
                EXTRA, self.span(event), "a second document begins here", "one file, one document: take the --- out"
            )
            raise Stop
        if event.version or event.tags:
            self.refuse(EXTRA, self.span(event), "this file begins with a directive", "take the line with % out")

    def plain_yaml(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Count a value; refuse what is more than text, lists and maps."""
        self.nodes += 1
        if event.anchor or event.tag:
            name = f"&{event.anchor[:40]} is an anchor" if event.anchor else f"{(event.tag or '')[:40]} is a tag"
            self.refuse(EXTRA, self.span(event), name, "take it out")
        if self.nodes > MOST_NODES:
            self.refuse(SIZE, self.span(event), f"more than {MOST_NODES:,} values")
            raise Stop

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Read a text: a key or a value."""
        span = self.span(event)
        if not self.frames:
            self.refuse(
                *((ROOT, span, "this file is one text") if event.value else (EMPTY, span, "this file is empty"))
            )
            return
        frame = self.frames[-1]
        if event.style == '"':
            self.escaped(event.value, span)
        if isinstance(frame.node, MarkedMap) and not frame.keyed:
            self.key(frame, frame.node, event, span)
        else:
            self.value(frame, event, span)

    def escaped(self, value: str, span: Span) -> None:
        """Report a character that came in by an escape and is forbidden as itself."""
        if bad := FORBIDDEN.search(value):
            self.found.append(CHARACTER.at(span, f"{name_of(bad[0])} is written here by an escape"))
        elif not unicodedata.is_normalized("NFC", value):
            self.found.append(NORMAL_FORM.at(span, "a letter and its accent are two characters here"))
        elif INVISIBLE.search(value) and not INVISIBLE.search(self.source.cut(span)):
            self.found.append(UNSEEN.at(span, "an escape writes a character here that nobody sees"))

    def key(self, frame: Frame, node: MarkedMap, event: yaml.ScalarEvent, span: Span) -> None:
        """Read the key of a field."""
        key = event.value
        frame.key, frame.key_span, frame.keyed, frame.kept = key, span, True, key not in node
        if not frame.kept:
            first = node.key_spans[key]
            message = f'the field "{key[:60]}" stands here again; it is on line {first.line} too'
            hint = "keep the right one of the two lines and delete the other"
            self.found.append(DUPLICATE.at(span, message, hint=hint, seen=((first, "first"),)))
        elif key == "<<" and not event.style:
            self.refuse(EXTRA, span, "<< merges another record into this one", "write its fields out here")
        elif not key:
            self.refuse(UNQUOTED, span, "a field without a name", 'an empty name or value is written ""')
        elif self.before(event, 2) == "? ":
            self.refuse(
                UNQUOTED, span, "a question mark and a blank open no text without quotation marks", f'"? {key[:40]}"'
            )

    def before(self, event: yaml.Event, length: int) -> str:
        """Return the characters straight before *event*."""
        at = cast("yaml.Mark", event.start_mark).index
        return self.source.text[max(at - length, 0) : at]

    def value(self, frame: Frame, event: yaml.ScalarEvent, span: Span) -> None:
        """Read a value; note a comment behind it."""
        if event.style in ("|", ">"):
            span = self.trimmed(span)
        elif not event.style and not event.value and self.cut_off(frame, span):
            return
        elif not event.style and event.value.startswith(CURLY) and event.value.endswith(CURLY):
            hint = f'write straight quotation marks: "{event.value[1:-1][:80]}"'
            self.found.append(UNQUOTED.at(span, "these quotation marks are those of a text processor", hint=hint))
        self.put(frame, event.value, span)
        if not event.style and (comment := self.comment(span)) and frame.kept:
            self.keep(frame, comment)

    def keep(self, frame: Frame, comment: Span) -> None:
        """Note a *comment* behind the value just read: whoever knows that the field is prose reports it."""
        at: str | int = frame.key if isinstance(frame.node, MarkedMap) else len(frame.node) - 1
        frame.node.comments[at] = comment  # type: ignore[index]  # the kind of index is that of the node

    def trimmed(self, span: Span) -> Span:
        """Return *span* without the line ends behind the text."""
        return Span(
            span.path, span.line, span.column, span.start, span.start + len(self.source.cut(span).rstrip(" \n"))
        )

    def cut_off(self, frame: Frame, span: Span) -> bool:
        """Report, in a map between braces, a name without colon: the rest of a text that has a comma."""
        start, end = frame.key_span.end - self.source.start, span.start - self.source.start
        if not frame.flow or isinstance(frame.node, MarkedList) or ":" in self.source.text[start : end + 1]:
            return False
        if close := TIGHT.fullmatch(frame.key):
            hint = f'write "{close[1]}: {close[2][:60]}"'
            self.found.append(UNQUOTED.at(frame.key_span, "there is no space behind this colon", hint=hint))
            frame.key, frame.kept = close[1], close[1] not in frame.node
            self.put(frame, close[2], frame.key_span)
            return True
        frame.keyed = False
        self.found.append(
            UNQUOTED.at(
                frame.key_span,
                f'"{frame.key[:60]}" stands behind a comma and is no field',
                hint="put the whole text between quotation marks",
            )
        )
        return True

    def comment(self, span: Span) -> Span | None:
        """Return the place of a comment behind a value on its line, if it can be nothing else."""
        at = span.end - self.source.start
        if not self.source.text.startswith(" ", at):
            return None
        found = COMMENT.match(self.source.text, at)
        honest = found and is_honest(self.source.text, *found.span(1))
        return self.source.span(*found.span(1)) if found and honest else None

    def put(self, frame: Frame, value: object, span: Span) -> None:
        """Put *value* where it belongs in the list or map of *frame*."""
        if isinstance(frame.node, MarkedList):
            frame.node.append(value)
            frame.node.spans.append(span)
        elif frame.kept:
            frame.node[frame.key] = value
            frame.node.spans[frame.key], frame.node.key_spans[frame.key] = span, frame.key_span
        frame.keyed = False

    def open(self, event: yaml.CollectionStartEvent) -> None:
        """Begin a list or map."""
        span = self.span(event)
        if len(self.frames) >= DEEPEST:
            self.refuse(SIZE, span, f"values stand more than {DEEPEST} levels deep")
            raise Stop
        if self.frames and isinstance(self.frames[-1].node, MarkedMap) and not self.frames[-1].keyed:
            self.key_is_no_text(span)
        node: Node = (
            MarkedMap(span=span, source=self.source)
            if isinstance(event, yaml.MappingStartEvent)
            else MarkedList(span=span, source=self.source)
        )
        self.frames.append(Frame(node, bool(event.flow_style)))

    def key_is_no_text(self, span: Span) -> None:
        """Report a list or map that stands where the name of a field is due."""
        if self.source.cut(span) == "{" and self.source.text[span.start - self.source.start - 1] == "{":
            self.refuse(UNQUOTED, span, "a blank {{ }} stands in a text without quotation marks", QUOTE_IT)
        else:
            self.refuse(UNQUOTED, span, "the name of a field is a list or a map", QUOTE_IT)
        raise Stop

    def close(self, event: yaml.Event) -> None:
        """Finish a list or map and put it where it belongs."""
        frame = self.frames.pop()
        node = frame.node
        node.span = self.whole(frame, event)
        if self.frames:
            self.put(self.frames[-1], node, node.span)
        else:
            self.root = node

    def whole(self, frame: Frame, event: yaml.Event) -> Span:
        """Return the place of a finished list or map; without braces, it ends with its last value."""
        start = frame.node.span
        end = cast("yaml.Mark", event.end_mark).index + self.source.start
        if not frame.flow:
            spans = frame.node.spans.values() if isinstance(frame.node, MarkedMap) else frame.node.spans
            end = max((span.end for span in spans), default=start.end)
        return Span(start.path, start.line, start.column, start.start, end)


def read_yaml(path: str, data: bytes | str, *, line: int = 1, start: int = 0) -> tuple[Node | None, list[Diagnostic]]:
    """Return the list or map in *data* and what is wrong with it; None when nothing in it can be relied on.

    Args:
        path: Path inside the workspace, for the places.
        data: Bytes of a whole file; or text that ``decode`` has accepted, a whole file or a part of one.
        line: Line of the file on which a part begins.
        start: Index in the file at which a part begins.
    """
    text, found = decode(path, data) if isinstance(data, bytes) else (data, [])
    if text is None:
        return None, found
    builder = Builder(Source(path, text, line, start), found)
    if bad := next(forbidden(text), None):
        place = builder.source.span(bad.start())
        return None, [CHARACTER.at(place, f"{name_of(bad[0])} stands here", hint=instead_of(bad[0]))]
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.read(event)
            builder.enough()
    except Stop:
        return None, found
    except yaml.YAMLError as trouble:
        return None, [*found, unclosed_text(builder, trouble) or fault(builder.source, trouble)]
    if not builder.documents:
        builder.refuse(EMPTY, Span(path, line, 1, start, start), "this file is empty")
    return None if builder.broken else builder.root, found


def unclosed_text(builder: Builder, trouble: yaml.YAMLError) -> Diagnostic | None:
    """Return the fault of a text that ends, on the line where the parser gave up, at the quotation mark of another."""
    last, mark = builder.last, getattr(trouble, "problem_mark", None)
    if not (isinstance(last, yaml.ScalarEvent) and last.style in ('"', "'") and mark):
        return None
    begin, end = builder.span(last), cast("yaml.Mark", last.end_mark).line + builder.source.line
    if begin.line == end or mark.line + builder.source.line != end:
        return None
    words = builder.source.text[begin.start - builder.source.start :].partition("\n")[0].rstrip(" ,}]")
    words = NEXT_FIELD.split(words)[0]
    place = builder.source.span(begin.start - builder.source.start)
    message = f"the quotation mark that opens here is closed only on line {end}"
    return FAULT.at(place, message, hint=f"close it where the text ends, {words[:60]}{last.style}")


def fault(source: Source, trouble: yaml.YAMLError) -> Diagnostic:
    """Return what the parser says, in plain words, at its place."""
    if not isinstance(trouble, yaml.MarkedYAMLError):
        return FAULT.at(Span(source.path), str(trouble))
    problem = trouble.problem or str(trouble)
    mark = trouble.context_mark if problem in OPENED_ABOVE else trouble.problem_mark
    at = min(mark.index if mark else 0, max(len(source.text) - 1, 0))
    opened = trouble.context_mark.index if trouble.context_mark else at
    if (sign := UNCLOSED.get(problem)) and source.span(opened).line < source.span(at).line:
        hint = f"write {sign} where it ends; or a comma is missing between two entries"
        return FAULT.at(source.span(opened), f"the {source.text[opened]} that opens here has no {sign}", hint=hint)
    hint = (
        hint_by_sign(source, problem, at)
        or hint_by_shape(source, problem, at, opened)
        or HINTS.get(problem)
        or hint_for(source, at)
    )
    return FAULT.at(source.span(at), WORDS.get(problem, problem), hint=hint)


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
        return "put a comma between two fields, or quotation marks around a text with a colon"
    if problem == "could not find expected ':'" and (close := TIGHT.fullmatch(line.strip())):
        return f'write "{close[1]}: {close[2][:60]}", with a space behind the colon'
    if problem == "did not find expected '-' indicator":
        return f"move this line so that it begins in column {first.column}, as line {first.line} does"
    if problem in MISPLACED and re.fullmatch(r" *[a-z-]*", before) and FIELD.match(source.text, start):
        first = first if opened < start else field_above(source, start)
        return f"begin this line in column {first.column}, as line {first.line} does; or put a long text behind |"
    if problem == "mapping values are not allowed in this context" and not PROSE.search(line):
        found = re.fullmatch(r"([ -]*[a-z][a-z-]*): ([^\"]*)", line)
        return f'write {found[1].lstrip(" -")}: "{found[2][:60]}"' if found else ""
    return ""


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


def hint_for(source: Source, at: int) -> str:
    """Return what may help on the line of *at* or the one before, where a text has often gone wrong."""
    start = source.text.rfind("\n", 0, at) + 1
    above = source.text.rfind("\n", 0, max(start - 1, 0)) + 1
    end = source.text.find("\n", at)
    around = source.text[max(above, at - NEAR) : min(end if end >= 0 else len(source.text), at + NEAR)]
    return QUOTE_IT if PROSE.search(around) else ""
