"""An overlay written: the clause or row of a library, in a layer above it, ready to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.author.bases import (
    CLAUSE,
    NO_BASE,
    SEVERAL_BASES,
    Base,
    bases_of,
    kind_and_id,
    kinds_with,
    layers_by_name,
    unknown_base,
)
from generator.author.layout import on_one_line
from generator.author.reviewed import kept_base
from generator.author.splice import editable, set_field
from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.files import Files
from generator.model.fields import fields_of
from generator.model.fingerprint import PASSIVE
from generator.model.kinds import ROWS, kind_of
from generator.model.library import Layer, Rank, Workspace
from generator.read.yaml import MarkedList, read_yaml
from generator.read.yaml.edit import EDIT

OVERLAY_EXISTS = kind(
    "overlay-exists",
    "The layer has a text or row of its own for that id already.",
    matters="Writing another would lose what stands there.",
    cure="Change the one that is there; the message names the file.",
)

UNKNOWN_FIELD = kind(
    "no-such-field",
    "A field that is to be set is none of that kind of row, or the text of a clause.",
    matters="What nobody reads would change nothing.",
    cure="Correct the name; the words of a clause are changed in its file.",
)

WHY = "? why this differs"
NOTHING: Mapping[str, str] = {}


def amend(
    workspace: Workspace, files: Files, id_: str, layer: str, fields: Mapping[str, str] = NOTHING
) -> dict[str, bytes] | Diagnostic:
    """Return the file that lays the clause or row *id_* over its base in *layer*, or why it cannot be done.

    A clause is copied with its texts; of a row, the id; the fields of its base stand below it as comments.

    Args:
        workspace: Everything that was read.
        files: The same as files, by path.
        id_: Id of a clause or row; ``terms/discovery`` where two kinds share an id.
        layer: ``companies/<name>`` or ``agreements/<id>``; a region or profile will do too.
        fields: What the fields of a row shall say, as text; ``reason`` of a clause too.
    """
    layers = layers_by_name(workspace)
    if layer not in layers and any(path.startswith(f"{layer}/") for path in files) and "/" in layer:
        message = f"{layer} could not be read whole, so nothing is written into it"
        return NO_BASE.at(Span(layer), message, hint="agreements check says what is wrong there; mend that first")
    if layer not in layers or layers[layer].rank is Rank.CORE:
        above = [name for name in layers if name != "core"]
        return NO_BASE.at(
            Span(layer),
            f'"{layer}" is no layer to write into',
            hint=nearest(layer, above) or f"layers: {', '.join(above)}",
        )
    for _, there in kinds_with(layers[layer], id_):
        return OVERLAY_EXISTS.at(there.span, f'"{id_}" stands in {layer} already')
    base = the_base(workspace, layers[layer], id_)
    if isinstance(base, Diagnostic):
        return base
    strange = [name for name in fields if name not in settable(base)]
    if strange:
        message = f'"{strange[0]}" cannot be set here'
        return UNKNOWN_FIELD.at(
            Span(layer), message, hint=nearest(strange[0], settable(base)) or ", ".join(settable(base))
        )
    made = amend_clause(files, base, layer, fields) if base.kind == CLAUSE else amend_row(files, base, layer, fields)
    return made if isinstance(made, Diagnostic) else {**made, **kept_base(layer, base)}


def the_base(workspace: Workspace, layer: Layer, id_: str) -> Base | Diagnostic:
    """Return the one thing below *layer* that *id_* means, or why there is not one."""
    wanted, name = kind_and_id(id_)
    kinds = [wanted] if wanted else [CLAUSE, *map(kind_of, ROWS)]
    found = {kind_: bases for kind_ in kinds if (bases := bases_of(workspace, layer, kind_, name))}
    if not found:
        return unknown_base(workspace, id_, layer.name)
    if len(found) > 1:
        several = ", ".join(f"{kind_}/{name}" for kind_ in found)
        return SEVERAL_BASES.at(Span(layer.name), f'"{id_}" means more than one thing', hint=f"say which: {several}")
    (bases,) = found.values()
    if len(bases) > 1:
        return SEVERAL_BASES.at(
            Span(layer.name),
            f'agreements that use {layer.name} have different texts below "{id_}"',
            seen=seen(bases.values()),
        )
    return next(iter(bases.values()))


def seen(bases: Iterable[Base]) -> tuple[tuple[Span, str], ...]:
    """Return where *bases* stand."""
    return tuple((base.span, base.layer) for base in bases)


def settable(base: Base) -> list[str]:
    """Return the fields that an overlay of *base* may set: of a row all that hold text, of a clause its reason."""
    if base.kind == CLAUSE:
        return ["reason"]
    model = next(ROWS[name] for name in ROWS if kind_of(name) == base.kind)
    return [field.name for field in fields_of(model) if field.name not in ("id", "amends")]


def amend_clause(files: Files, base: Base, layer: str, fields: Mapping[str, str]) -> dict[str, bytes] | Diagnostic:
    """Return the copy of a clause that says what it was written against."""
    assert base.clause is not None  # noqa: S101 - the kind says so
    path = clause_path(base, layer)
    text = editable(base.clause.path, files[base.clause.path])
    for name, value in (("amends", base.fingerprint), ("reason", fields.get("reason", WHY))):
        if not isinstance(text, Diagnostic):
            text = set_field(path, text, (), name, value=value)
    if isinstance(text, Diagnostic):
        return text
    return (
        OVERLAY_EXISTS.at(Span(path), "there is a file of that name already")
        if path in files
        else {path: text.encode()}
    )


def clause_path(base: Base, layer: str) -> str:
    """Return where the overlay of a clause stands: in the folder of its topic, or of the agreement's own clauses."""
    assert base.clause is not None  # noqa: S101 - the kind says so
    if layer.startswith("agreements/"):
        return f"{layer}/clauses/{base.id}.md"
    return f"clauses/{layer}/{base.clause.clause.topic.lower()}/{base.id}.md"


def amend_row(files: Files, base: Base, layer: str, fields: Mapping[str, str]) -> dict[str, bytes] | Diagnostic:
    """Return the file of rows with the overlay at its end; everything before it stays as it is."""
    name = next(one for one in ROWS if kind_of(one) == base.kind)
    path = f"{layer}/{name}.yaml" if layer.startswith("agreements/") else f"clauses/{layer}/{name}.yaml"
    before = editable(path, files[path]) if path in files else ""
    if isinstance(before, Diagnostic):
        return before
    old, found = read_yaml(path, before) if before else (None, [])
    rows: list[object] = list(old) if isinstance(old, MarkedList) else []
    if found or (before and not isinstance(old, MarkedList)):
        return EDIT.at(
            found[0].span if found else Span(path, 1, 1), found[0].message if found else "this file is no list of rows"
        )
    row = {"id": base.id, "amends": base.fingerprint, "reason": WHY, **fields}
    for made in candidates(before, old if isinstance(old, MarkedList) else None, "\n".join(row_lines(base, row))):
        if read_yaml(path, made) == ([*rows, row], []):
            return {path: made.encode()}
    return EDIT.at(Span(path, 1, 1), f'the row "{base.id}" cannot be added at the end of this file')


def row_lines(base: Base, row: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a new overlay row, and the fields of its base behind number signs."""
    yield f"# {base.id} of {base.layer}. Take the # from a field that differs, and change it; delete the others."
    for count, (name, value) in enumerate(row.items()):
        yield f"{'  ' if count else '- '}{name}: {on_one_line(value)}"
    for name, value in base.fields.items():
        if name not in PASSIVE and name not in row:
            yield f"#  {name}: {on_one_line(value)}"


def candidates(before: str, old: MarkedList | None, lines: str) -> Iterator[str]:
    """Yield ways to put *lines* behind *before*: at the left margin, or indented as its rows are."""
    if old is not None and not old:
        before = before[: old.span.start] + before[old.span.end :].lstrip("\n")
    start = before if not before or before.endswith("\n") else before + "\n"
    yield f"{start}{lines}\n"
    indented = "\n".join(
        line.replace("#", "#  ", 1) if line.startswith("#  ") else f"  {line}" for line in lines.split("\n")
    )
    yield f"{start}{indented}\n"
