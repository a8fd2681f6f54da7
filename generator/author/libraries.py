"""The libraries shown: which layers there are and who uses them, what each says of an id, and copies of the shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.author.bases import kinds_with, layers_by_name, stack_of
from generator.author.layout import on_one_line
from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.files import Files, short_digest
from generator.model.clause import ClauseSource
from generator.model.kinds import CATALOGUE
from generator.model.library import Layer, RowSource, Workspace

UNKNOWN_ENTRY = kind(
    "no-such-entry",
    "There is no layer of that name, and no layer has a clause or row of that id.",
    matters="There is nothing to show or to copy.",
    cure="`agreements library show` lists the layers; with the name of one, what it holds.",
)
OWN_CORE = kind(
    "own-core",
    "The workspace has a core library of its own, so the libraries of the product do not count there.",
    matters="Copied beside it, they would bring in clauses that your agreements do not have now.",
    cure="Copy the files that you want by hand, one by one, and read what each brings.",
)


def layer_table(workspace: Workspace) -> str:
    """Return every layer with rank, version, hash, how much it holds, and the agreements that use it."""
    head = ("layer", "rank", "version", "hash", "clauses", "rows", "used by")
    lines = [head, *(layer_line(workspace, layer) for layer in in_rank(layers_by_name(workspace)))]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def in_rank(layers: Mapping[str, Layer]) -> list[Layer]:
    """Return *layers*, lowest rank first."""
    return sorted(layers.values(), key=lambda layer: (layer.rank, layer.name))


def layer_line(workspace: Workspace, layer: Layer) -> tuple[str, ...]:
    """Return the cells of one layer."""
    return (
        layer.name,
        layer.rank.name.lower(),
        layer.card.version if layer.card else "",
        layer_hash(layer),
        str(len(layer.clauses)),
        str(sum(map(len, layer.rows.values()))),
        ", ".join(users(workspace, layer)) or "nobody",
    )


def layer_hash(layer: Layer) -> str:
    """Return 16 hex over what the clauses and rows of one layer say."""
    clauses = sorted((id_, clause.fingerprint) for id_, clause in layer.clauses.items())
    rows = sorted(
        (name, id_, sorted(row.fields.items())) for name in layer.rows for id_, row in layer.rows[name].items()
    )
    return short_digest(repr((clauses, rows)))


def users(workspace: Workspace, layer: Layer) -> list[str]:
    """Return the agreements that are made from *layer*."""
    return [id_ for id_, source in sorted(workspace.agreements.items()) if layer in stack_of(workspace, source)]


def show(workspace: Workspace, name: str) -> str | Diagnostic:
    """Return what the layer *name* holds; or, of a clause or row, what every layer says that speaks of it."""
    layers = layers_by_name(workspace)
    if name in layers:
        return "".join(f"{line}\n" for line in held(layers, layers[name]))
    spoken = [
        "\n".join(said(workspace, layer, kind_, entry))
        for layer in in_rank(layers)
        for kind_, entry in kinds_with(layer, name)
    ]
    ids = {
        id_
        for layer in layers.values()
        for id_ in (*layer.clauses, *(id_ for rows in layer.rows.values() for id_ in rows))
    }
    message = f'there is no layer, clause or row "{name}"'
    return (
        "\n\n".join(spoken) + "\n"
        if spoken
        else UNKNOWN_ENTRY.at(Span(name), message, hint=nearest(name, [*layers, *ids]))
    )


def held(layers: Mapping[str, Layer], layer: Layer) -> Iterator[str]:
    """Yield a line for each clause and row of *layer*, with the lower layers that speak of it too."""
    lower = [one for one in in_rank(layers) if one.rank < layer.rank]
    for id_, clause in layer.clauses.items():
        yield f"clauses/{id_}: {clause.clause.title}{over(one.name for one in lower if id_ in one.clauses)}"
    for name, rows in layer.rows.items():
        for id_, row in rows.items():
            title = f": {row.fields['title']}" if row.fields.get("title") else ""
            yield f"{name}/{id_}{title}{over(one.name for one in lower if id_ in one.rows.get(name, {}))}"
    for id_, reason in (layer.card.omit if layer.card else {}).items():
        yield f"clauses/{id_} is left out: {reason}"


def over(names: Iterable[str]) -> str:
    """Return which layers an entry lies over; nothing when it stands alone."""
    several = ", ".join(names)
    return f" (over {several})" if several else ""


def said(workspace: Workspace, layer: Layer, kind_: str, entry: ClauseSource | RowSource) -> Iterator[str]:
    """Yield a head that says which layer speaks, where and for whom, and its words."""
    yield f"{kind_}: {layer.name} ({layer.rank.name.lower()}), {entry.span}"
    yield f"used by: {', '.join(users(workspace, layer)) or 'nobody'}"
    yield from (f"  {line}".rstrip() for line in words_of(entry))


def words_of(entry: ClauseSource | RowSource) -> Iterator[str]:
    """Yield the lines of a clause, section by section, or the fields of a row."""
    if isinstance(entry, RowSource):
        yield from (f"{name}: {on_one_line(value)}" for name, value in entry.fields.items())
        return
    yield entry.clause.title
    for name, text in entry.texts.items():
        yield from (f"## {name}", *text.split("\n"))


def vendored(files: Files, shipped: Files, layers: Iterable[str]) -> tuple[Files, list[str]] | Diagnostic:
    """Return the shipped files that the workspace lacks, and the paths of those it has in words of its own.

    A workspace with a core of its own stands alone, so whoever asks for core, or names nothing, gets every library.

    Args:
        files: The files that lie in the workspace itself.
        shipped: The files of the shipped libraries, by their path in a workspace.
        layers: Names of layers, such as ``regions/eu``, or of files that serve all of them, such as ``calendars``.
    """
    wanted = set(layers)
    names = layer_names(shipped) | names_for_all(shipped)
    for name in sorted(wanted - names):
        return UNKNOWN_ENTRY.at(
            Span(name),
            f'no library "{name}" comes with the product',
            hint=nearest(name, names) or ", ".join(sorted(names)),
        )
    alone = wanted and "core" not in wanted
    homes = tuple(home for name in wanted for home in (f"clauses/{name}/", f"clauses/{name}.yaml")) if alone else ("",)
    chosen = {path: data for path, data in shipped.items() if path.startswith(homes)}
    missing = {path: data for path, data in chosen.items() if path not in files}
    own = [path for path, data in files.items() if path.startswith("clauses/core/") and shipped.get(path) != data]
    if own and missing:
        return OWN_CORE.at(Span(own[0]), "is no file of the product's core: this workspace stands alone")
    return missing, [path for path, data in chosen.items() if files.get(path, data) != data]


def names_for_all(files: Files) -> set[str]:
    """Return the names of the files that serve all layers: rows of the catalogue, such as ``calendars``."""
    return {name for name in CATALOGUE if f"clauses/{name}.yaml" in files}


def layer_names(files: Files) -> set[str]:
    """Return the names of the layers that *files* make up: each folder below ``clauses/`` with a library.yaml."""
    return {path[len("clauses/") : -len("/library.yaml")] for path in files if path.endswith("/library.yaml")}
