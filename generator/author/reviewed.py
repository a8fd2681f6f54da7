"""What somebody had before them when an overlay or agreement was confirmed, kept so that a later change shows both.

Below ``reviewed/`` of a layer: the base of each overlay as text, and for an agreement the fingerprint of every clause
and row of its libraries. Only `amend` and `adopt` write there; each file is sealed, and an edited one is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.author.bases import CLAUSE, Base, base_in
from generator.author.layout import on_one_line
from generator.files import Files, short_digest
from generator.model.clause import GUIDANCE
from generator.model.fingerprint import PASSIVE
from generator.model.library import Layer

LIBRARIES = "libraries"


def base_path(layer: str, base: Base) -> str:
    """Return where *layer* keeps what it lies over."""
    return f"{home_of(layer)}/reviewed/{base.kind}/{base.id.replace('/', '--')}.txt"


def home_of(layer: str) -> str:
    """Return the folder of a layer."""
    return layer if layer.startswith("agreements/") else f"clauses/{layer}"


def base_words(base: Base) -> str:
    """Return what *base* says, as text."""
    return "\n".join(lines_of(base))


def lines_of(base: Base) -> Iterator[str]:
    """Yield the lines of what *base* says and binds somebody."""
    if base.clause is None:
        yield from (f"{name}: {on_one_line(value)}" for name, value in base.fields.items() if name not in PASSIVE)
        return
    yield base.clause.clause.title
    for name, text in base.clause.texts.items():
        if name != GUIDANCE:
            yield from (f"## {name}", *text.split("\n"))


def kept_base(layer: str, base: Base) -> dict[str, bytes]:
    """Return the file in which *layer* keeps what it lies over now."""
    return {base_path(layer, base): sealed(base.fingerprint, base_words(base))}


def sealed(stamp: str, text: str) -> bytes:
    """Return a file of *text* whose first line says what it belongs to, and that nobody has edited it."""
    return f"{stamp} {short_digest(stamp + text)} written by agreements adopt; do not edit\n{text}\n".encode()


def unsealed(data: bytes, stamp: str) -> str | None:
    """Return the text in *data* when it belongs to *stamp* and is as it was written."""
    text = data.decode(errors="replace").partition("\n")[2].removesuffix("\n")
    return text if data == sealed(stamp, text) else None


def old_words(files: Files, layer: str, base: Base, amends: str) -> str | None:
    """Return what lay below *layer* when the overlay named *amends*; None when that is not kept."""
    path = base_path(layer, base)
    return unsealed(files[path], amends) if path in files else None


def kept_libraries(agreement: str, stack: list[Layer], hash_: str) -> dict[str, bytes]:
    """Return the file that lists what the libraries of an agreement say, a line for each clause and row."""
    lines = [f"{print_} {name}" for name, print_ in sorted(fingerprints(stack).items())]
    return {f"agreements/{agreement}/reviewed/{LIBRARIES}.txt": sealed(hash_, "\n".join(lines))}


def fingerprints(stack: list[Layer]) -> dict[str, str]:
    """Return the fingerprint of every clause and row that the layers of *stack* amount to, by kind and id."""
    named = {(CLAUSE, id_) for layer in stack for id_ in layer.clauses}
    named |= {(kind, id_) for layer in stack for kind, rows in layer.rows.items() for id_ in rows}
    found = {f"{kind}/{id_}": base_in(stack, kind, id_) for kind, id_ in named}
    return {name: base.fingerprint for name, base in found.items() if base is not None}


def library_changes(files: Files, agreement: str, stack: list[Layer], hash_: str) -> Iterator[str]:
    """Yield a line for each clause and row that is new, gone or another since the libraries had the hash *hash_*."""
    path = f"agreements/{agreement}/reviewed/{LIBRARIES}.txt"
    text = unsealed(files[path], hash_) if path in files else None
    if text is None:
        yield "what changed since is not known: no list of that review is kept"
        return
    before: Mapping[str, str] = {name: print_ for print_, _, name in (line.partition(" ") for line in text.split("\n"))}
    now = fingerprints(stack)
    for name in sorted({*before, *now}):
        if name not in before:
            yield f"new: {name}"
        elif name not in now:
            yield f"gone: {name}"
        elif before[name] != now[name]:
            yield f"changed: {name}"
