"""What a Word file says of itself: title and parties, which version it is, and the list of its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.document.blocks import Document
from generator.document.comments import Comment
from generator.document.marks import MARKS_NAMESPACE, comment_mark
from generator.files import digest
from generator.render.word.house import HEADER
from generator.render.word.text import escape
from generator.render.word.tracking import Tracking

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_part(document: Document) -> bytes:
    """Return ``docProps/core.xml``: no clock, so neither created nor modified."""
    facts = document.facts
    fields = (
        ("dc:title", f"{facts.title} {facts.number}"),
        ("dc:subject", facts.subject),
        ("dc:creator", facts.short_parties),
        ("dc:language", facts.language),
        ("cp:keywords", facts.number),
        ("cp:contentStatus", facts.status),
        ("cp:version", facts.version),
    )
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields if text)
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'
    ).encode()


MARKS_A_PROPERTY = 18
"""Of 13 characters each: Word keeps 255 characters of a property."""


def custom_part(
    document: Document, template: str, tracking: Tracking | None = None, comments: Sequence[Comment] = ()
) -> bytes:
    """Return ``docProps/custom.xml``; a returned file says by it what it was made from, and which marks are ours."""
    facts = document.facts
    named = {
        "Agreement": facts.agreement,
        "Document": facts.document,
        "Number": facts.number,
        "Version": facts.version,
        "Draft": facts.draft,
        "Tree": document.inputs,
        "Template": template,
        **({"Marked by": tracking.author, "Marked on": tracking.date, "Shown as": facts.status} if tracking else {}),
    }
    marks = [comment_mark(one.author, one.words) for one in comments]
    for at in range(0, len(marks), MARKS_A_PROPERTY):
        named[f"Comments {at}"] = " ".join(marks[at : at + MARKS_A_PROPERTY])
    inner = "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name="{name}"><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        for pid, (name, text) in enumerate(named.items(), 2)
    )
    return (
        f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{inner}</Properties>'
    ).encode()


def marks_part(marks: Iterable[tuple[str, str]]) -> bytes:
    """Return the list of marks: each bookmark of a block, in printed order, with the fingerprint of its text."""
    lines = "\n".join(f"{name} {fingerprint}" for name, fingerprint in marks)
    return f'{HEADER}<marks xmlns="{MARKS_NAMESPACE}">\n{lines}\n</marks>'.encode()


def store_part() -> bytes:
    """Return the properties of the list of marks; its id is made from its namespace, so it is the same each time."""
    made = digest(MARKS_NAMESPACE.encode()).upper()
    store = "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:32]))
    return (
        f'{HEADER}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        f' ds:itemID="{{{store}}}"><ds:schemaRefs><ds:schemaRef ds:uri="{MARKS_NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    ).encode()


def store_relationships_part() -> bytes:
    """Return the link from the list of marks to its properties."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
    return (
        f'{HEADER}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="itemProps1.xml"/></Relationships>'
    ).encode()
