"""The approval of a Word template: its bytes as a person saw them, kept below ``reviewed/`` of the layer it stands in.

A template prints words of its own and holds code. It is approved with `adopt`; the file that this writes lists the
parts of the template and their words, so that a later change can be shown part by part.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.author.reviewed import sealed, unsealed
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.difference import line_changes
from generator.files import SHORT_HASH, Files, digest
from generator.model.library import Workspace
from generator.read.package import Parts, open_package
from generator.read.word import W, parse_part

UNAPPROVED_TEMPLATE = kind(
    "unapproved-template",
    "The Word template is not the one that somebody approved, or nobody has approved it.",
    matters="A template holds words and fields that print in every document, and nobody has looked at these.",
    cure="Look at what it makes, then approve it: agreements adopt and the name of the template.",
    severity=Severity.WARNING,
)
SAYS = (f"{W}t", f"{W}instrText")
"""Elements whose text prints, or tells Word what to print."""


def template_path(workspace: Workspace, name: str) -> str:
    """Return where the Word template *name* stands: those of the house need no folder in their name."""
    inside = f"clauses/{name}.docx"
    return inside if inside in workspace.hashes else f"clauses/templates/{name}.docx"


def approval_path(path: str) -> str:
    """Return where the approval of the template at *path* is kept: in the layer that the template belongs to."""
    _, kind_, name, *inside = path.removesuffix(".docx").split("/")
    home = f"clauses/{kind_}/{name}" if inside else f"clauses/{kind_}"
    return f"{home}/reviewed/templates/{'--'.join(inside or [name])}.txt"


def unapproved(files: Files, path: str, name: str, asked: Span) -> Iterator[Diagnostic]:
    """Yield the finding about the template at *path* when it is not as it was approved.

    Args:
        files: Everything that was read, by path.
        path: Where the template stands.
        name: How agreements call it.
        asked: Where an agreement asks for it.
    """
    if state(files, path) != "approved":
        changed = approval_path(path) in files
        message = "has changed since it was approved" if changed else "has not been approved"
        hint = f"see what is in it: agreements adopt {name} --dry-run; then approve it: agreements adopt {name}"
        yield UNAPPROVED_TEMPLATE.at(
            Span(path), f'the Word template "{name}" {message}', hint=hint, seen=((asked, "the agreement"),)
        )


def state(files: Files, path: str) -> str:
    """Return whether the template at *path* is ``approved``, ``changed`` since then, or ``new``."""
    kept = files.get(approval_path(path))
    if kept is None:
        return "new"
    return "changed" if unsealed(kept, stamp_of(files[path])) is None else "approved"


def stamp_of(data: bytes) -> str:
    """Return what the approval of the template *data* is known by."""
    return digest(data)[:SHORT_HASH]


def approve(workspace: Workspace, files: Files, name: str) -> tuple[dict[str, bytes], str] | Diagnostic:
    """Return the file that approves the template *name*, and what is in it, as text for a person to read."""
    path = template_path(workspace, name)
    parts, faults = open_package(path, files[path])
    if faults:
        return faults[0]
    stamp, now = stamp_of(files[path]), "\n".join(listing(parts))
    home, how = approval_path(path), state(files, path)
    shown = [f"{name} ({path}, {stamp}): {SAID[how]}"]
    if how == "changed":
        before = files[home].decode(errors="replace").partition("\n")[2].removesuffix("\n")
        shown += [f"  {line}" for line in line_changes(before, now)]
    else:
        shown += [f"  {line}" for line in now.split("\n")]
    users = [id_ for id_, source in workspace.agreements.items() if source.agreement.template == name]
    shown.append(f"used by: {', '.join(users) or 'no agreement'}")
    return {home: sealed(stamp, now)}, "\n".join(shown)


SAID = {
    "new": "not approved before; this is in it:",
    "changed": "changed since it was approved; what went and what came, by part:",
    "approved": "approved as it is; this is in it:",
}


def listing(parts: Parts) -> Iterator[str]:
    """Yield a line for each part of a template with its hash, and below it the words and fields of its paragraphs."""
    for name, data in sorted(parts.items()):
        yield f"{name} {stamp_of(data)}"
        root = parse_part(parts, name) if name.startswith("word/") and name.endswith(".xml") else None
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            words = "".join(one.text or "" for one in paragraph.iter(*SAYS))
            yield from (f"  {words}",) if words.strip() else ()
