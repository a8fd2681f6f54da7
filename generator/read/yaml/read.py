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
from generator.read.yaml.faults import FAULT, NEXT_FIELD, NO_SPACE, QUOTE_IT, TIGHT, fault, with_space
from generator.read.yaml.nodes import MarkedList, MarkedMap, Node

DEEPEST = 40
AROUND = 2_000
"""Characters looked at on either side of a text, for a field of its name."""
MOST_NODES = 200_000
MOST_FAULTS = 100

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

CURLY = ("\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u201a")
"""Quotation marks as text processors make them; YAML takes them for letters."""

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


SAME_LINE = "keep the right one of the two in this line; delete the other and what it holds, up to the next comma"


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
            if not self.broken:  # else its anchor, or the merge before it, has been reported
                message = f"*{(event.anchor or '')[:40]} is an alias"
                self.refuse(EXTRA, self.span(event), message, "write the value out here")
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
            if event.anchor:
                name = event.anchor[:40]
                hint = f"take it out, and write the value out where *{name} stands"
                self.refuse(EXTRA, self.span(event), f"&{name} is an anchor", hint)
            else:
                self.refuse(EXTRA, self.span(event), f"{(event.tag or '')[:40]} is a tag", "take it out")
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
            hint = SAME_LINE if first.line == span.line else "keep the right one of the two lines and delete the other"
            self.found.append(DUPLICATE.at(span, message, hint=hint, seen=((first, "first"),)))
        elif key == "<<" and not event.style:
            self.refuse(EXTRA, span, "<< merges another record into this one", "write its fields out here")
        elif not event.style and not frame.flow and (close := TIGHT.fullmatch(key)):
            line = self.source.text[span.start - self.source.start :].partition("\n")[0]
            self.refuse(UNQUOTED, span, NO_SPACE, with_space(TIGHT.fullmatch(line.rstrip(" ")) or close))
        elif not key:
            self.refuse(UNQUOTED, span, "a field without a name", "write its name before the colon")
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
        name, _, value = frame.key.partition(" ")
        near = self.source.text[max(0, start - AROUND) : end + AROUND]
        field = value and re.search(rf"(?:^|[ {{]){re.escape(name)}: ", near, re.MULTILINE)
        cure = f'write "{name}: {value[:60]}", with a colon; or ' if field else ""
        self.found.append(
            UNQUOTED.at(
                frame.key_span,
                f'"{frame.key[:60]}" stands behind a comma and is no field',
                hint=f"{cure}put the whole text between quotation marks",
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
        return None, [CHARACTER.at(place, f"{name_of(bad[0])} stands here", hint=instead_of(text, bad.start()))]
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.read(event)
            builder.enough()
    except Stop:
        return None, found
    except yaml.YAMLError as trouble:
        found = [one for one in found if one.code != ROOT.code]  # the parser broke off: the file is more than one text
        last = unclosed_text(builder, trouble) or fault(builder.source, trouble)
        told = {(one.span.start, one.message) for one in found}
        return None, [*found, *([] if (last.span.start, last.message) in told else [last])]
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
