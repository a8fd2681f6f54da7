"""The floors of the house: an import only goes down, few modules touch the world, and functions stay short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "generator"

# From top to bottom; a room may import rooms below it, itself, and nothing beside it.
FLOORS = (
    ("__main__",),
    ("cli",),
    ("mkdocs_plugin", "machine", "office"),  # build hands the site to mkdocs; doctor asks the machine
    ("__init__",),
    ("copied",),
    ("redlining", "freezing", "verifying", "reviewing", "applying", "workbooks", "importing"),
    ("copying", "showing", "renewing", "recognising"),
    ("building", "leaks"),
    ("making", "telling", "timeline", "audiences"),
    ("pipeline",),
    ("overlong",),
    ("author", "foreign", "load", "resolve", "compose", "check", "compare", "review", "render", "publish"),
    ("read",),
    ("model", "document"),
    ("prose",),
    ("diagnostic",),
    ("files", "data", "packages", "kept"),
)
DOORS = {"load.disk", "publish.disk", "publish.lock", "cli", "machine", "office", "packages", "data"}
DISK_OR_CLOCK_MODULES = {"glob", "os", "secrets", "shutil", "subprocess", "tempfile", "time", "uuid"}
DISK_OR_CLOCK_METHODS = {
    *("exists", "is_dir", "is_file", "is_symlink", "iterdir", "lstat", "mkdir", "open", "read_bytes", "read_text"),
    *("rename", "rglob", "rmdir", "touch"),
    *("unlink", "write_bytes", "write_text", "now", "today", "utcnow"),
}
IN_MEMORY = {"self", "archive", "entry", "member", "package", "part"}  # a part of an archive has open and is_dir too


def module_name(path: Path) -> str:
    """Return the dotted name of the module in *path*, below the package; a package's own face is ``x.__init__``."""
    return ".".join(path.relative_to(ROOT / PACKAGE).with_suffix("").parts)


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of each module by its name."""
    return {module_name(path): ast.parse(path.read_bytes()) for path in sorted((ROOT / PACKAGE).rglob("*.py"))}


def room(module: str) -> str:
    """Return the first part of the name of *module*, the room that has a floor."""
    return module.partition(".")[0]


def imported(module: str, node: ast.Import | ast.ImportFrom) -> dict[str, str | None]:
    """Return the dotted names that *node* imports, each with the module of ours that it comes from, if any.

    ``from a import b`` imports the module ``a.b`` if there is one, else a name from the face of ``a``.
    """
    if isinstance(node, ast.Import):
        return {alias.name: known(alias.name) for alias in node.names}
    above = [PACKAGE, *module.split(".")][: -node.level] if node.level else []
    source = ".".join([*above, *([node.module] if node.module else [])])
    return {f"{source}.{alias.name}": known(f"{source}.{alias.name}") or known(source) for alias in node.names}


def known(dotted: str) -> str | None:
    """Return the module of ours that *dotted* names, a package by its face, or None for anything else."""
    inside = ".".join(dotted.split(".")[1:]) if room(dotted) == PACKAGE else "?"
    face = f"{inside}.__init__".lstrip(".")
    return next((name for name in (inside, face) if name in trees()), None)


def import_nodes(module: str) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the import statements of *module*; those inside functions count too."""
    yield from (node for node in ast.walk(trees()[module]) if isinstance(node, ast.Import | ast.ImportFrom))


def imports(module: str) -> Iterator[tuple[str, int]]:
    """Yield each module of ours that *module* imports, with its line."""
    for node in import_nodes(module):
        yield from ((target, node.lineno) for target in imported(module, node).values() if target)


def floor(module: str) -> int:
    """Return the floor of *module*, 0 at the top."""
    return next((number for number, rooms in enumerate(FLOORS) if room(module) in rooms), -1)


def third_party(module: str) -> set[str]:
    """Return the first parts of all names that *module* imports from elsewhere."""
    return {room(name) for node in import_nodes(module) for name in imported(module, node)} - {PACKAGE}


def calls(module: str) -> Iterator[tuple[str, str, int]]:
    """Yield each call in *module*: what it is called on (empty for a plain name), the name, the line."""
    for node in ast.walk(trees()[module]):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                yield ast.unparse(value), name, node.lineno
            case ast.Call(func=ast.Name(id=name)):
                yield "", name, node.lineno


def touches_disk_or_clock(owner: str, name: str) -> bool:
    """Tell whether a call of *name* on *owner* reads or writes outside memory, as far as names tell."""
    if not owner:
        return name == "open"
    return name in DISK_OR_CLOCK_METHODS and not (name in {"open", "is_dir"} and owner in IN_MEMORY)


def test_each_module_has_a_floor() -> None:
    homeless = [module for module in trees() if floor(module) < 0]
    assert not homeless, "give each a room of the style guide's layout"


def test_an_import_only_goes_down() -> None:
    up = [
        f"{PACKAGE}/{module} line {line} imports {target}"
        for module in trees()
        for target, line in imports(module)
        if room(target) != room(module) and floor(target) <= floor(module)
    ]
    assert not up, "\n".join(up)


def test_no_imports_go_round_in_a_circle() -> None:
    graph = {module: {target for target, _ in imports(module)} - {module} for module in trees()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_only_the_plugin_knows_the_site_generator() -> None:
    knowing = {module for module in trees() if third_party(module) & {"mkdocs", "properdocs"}}
    assert {room(module) for module in knowing} <= {"mkdocs_plugin"}


def test_only_the_command_line_prints_and_exits() -> None:
    telling = [
        f"{module} line {line}: {name}"
        for module in trees()
        for owner, name, line in calls(module)
        if room(module) not in {"cli", "__main__"}
        and (
            (owner, name) in {("", "print"), ("", "exit"), ("sys", "exit"), ("", "SystemExit"), ("os", "_exit")}
            or owner == "click"
        )
    ]
    assert not telling, "\n".join(telling)
    assert {room(module) for module in trees() if "click" in third_party(module)} <= {"cli"}


def test_only_the_doors_touch_disk_or_clock() -> None:
    inside = [
        module
        for module in trees()
        if module.removesuffix(".__init__") not in DOORS and room(module) not in {"cli", "mkdocs_plugin"}
    ]
    touching = [f"{module} imports {name}" for module in inside for name in third_party(module) & DISK_OR_CLOCK_MODULES]
    touching += [
        f"{module} line {line} calls {owner or 'the built-in'} {name}"
        for module in inside
        for owner, name, line in calls(module)
        if touches_disk_or_clock(owner, name)
    ]
    assert not touching, "\n".join(touching)


def test_functions_are_short() -> None:
    functions = [
        node
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]
    assert median(lengths) < 10
