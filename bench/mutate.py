"""Change the generator in one small way at a time and see whether the tests of that room notice.

    python bench/mutate.py overlay                  one room; the rooms are listed below
    python bench/mutate.py doors --every 10         every tenth change, for a first look
    python bench/mutate.py doors --file text.py     one module of it
    python bench/mutate.py doors --budget 60        seconds of tests for one change, 30 unless told
    python bench/mutate.py doors --file pdf.py --with tests/read/test_pdf.py   fewer tests than the room has
    python bench/mutate.py prose --show 17          what change 17 is; nothing is run

It prints what survived: a change that no test noticed. Each is either a test to write or a change that means the same.
UNENDED is a change that waited too long to tell anything; what is counted is CPU time, so a busy machine ends none.
A change inside a function is put into the running process, forked for it; one outside is read afresh. Of the tests
that run the changed line, the quickest comes first. Texts for people (faults, hints, docstrings) stay as they are.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import inspect
import itertools
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


class Room(NamedTuple):
    """Modules that are changed, functions of them if not all, and the tests that must notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    functions: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


RETURNED = ("generator/read/returned.py", "generator/read/revisions.py", "generator/read/word.py")


ROOMS = {
    "doors": Room(
        ("generator/read/*.py", "generator/read/yaml/*.py"),
        ("tests/read", "tests/hostile/test_text_files.py"),
        without=RETURNED,
    ),
    "returned": Room(RETURNED, ("tests/read", "tests/review", "tests/compare")),
    "prose": Room(("generator/prose/*.py",), ("tests/prose",)),
    "overlay": Room(("generator/resolve/overlay.py",), ("tests/resolve", "tests/check")),
    "escaping": Room(
        (
            "generator/render/word/text.py",
            "generator/render/site/html.py",
            "generator/render/site/calendar.py",
            "generator/render/excel.py",
            "generator/render/workbook.py",
        ),
        (
            *("tests/render/word/test_text.py", "tests/render/site/test_html.py", "tests/render/site/test_calendar.py"),
            *("tests/render/test_excel.py", "tests/render/test_workbook.py"),
        ),
        (
            *("escape", "escaped", "run", "_directed", "_spelled", "direction", "words", "joined", "tag", "named_as"),
            *("link", "some", "folded", "_set_text", "as_it_shows", "attribute"),
        ),
    ),
    "publish": Room(("generator/publish/*.py",), ("tests/publish",)),
    "alignment": Room(
        ("generator/review/align.py", "generator/document/align.py"),
        ("tests/review/test_align.py", "tests/document/test_align.py"),
    ),
    "review": Room(("generator/review/*.py", "generator/reviewing.py", "generator/applying.py"), ("tests/review",)),
}

# What is changed


class Change(NamedTuple):
    """One change: where in the tree, what takes its place, and how to tell a person."""

    holder: Any
    field: str
    index: int | None
    new: Any
    line: int
    what: str
    owner: str

    def put(self, node: Any) -> Any:
        """Put *node* in its place and return what stood there."""
        if self.index is None:
            old = getattr(self.holder, self.field)
            setattr(self.holder, self.field, node)
        else:
            old = getattr(self.holder, self.field)[self.index]
            getattr(self.holder, self.field)[self.index] = node
        return old


COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
SPEAKING = {"kind", "at", "add", "literal", "refuse", "assert_never", "Path", "TypeVar", "field", "dataclass"}
"""Calls whose texts are for people, or say nothing a test could see."""


def changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every change of *tree*, in the order of its lines."""
    found = [change for node, owner in code(tree) for change in changes_of(node, owner)]
    yield from sorted(found, key=lambda change: change.line)


def code(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield each node that runs, with the function it stands in; empty outside of functions."""
    waiting: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while waiting:
        node, owner, inside = waiting.pop()
        yield node, owner if inside else ""
        name = getattr(node, "name", "") if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
        inner = f"{owner}.{name}".lstrip(".") if name and not inside else owner
        for child, outside in parts(node):
            waiting.append((child, inner, inside or (isinstance(node, ast.FunctionDef) and not outside)))


def parts(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """Yield what of *node* may be changed, and whether it runs outside the function that *node* is."""
    if isinstance(node, ast.Assert | ast.Import | ast.ImportFrom) or is_speaking(node):
        return
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params", "bases", "format_spec"}:
            continue
        if isinstance(node, ast.Raise) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST) and not is_docstring(one):
                yield one, field == "args" and isinstance(node, ast.FunctionDef)


def is_speaking(node: ast.AST) -> bool:
    """Tell whether *node* is a call with texts for people, or the list of public names."""
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in SPEAKING


def is_docstring(node: ast.AST) -> bool:
    """Tell whether *node* is a text that stands alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def changes_of(node: ast.AST, owner: str) -> Iterator[Change]:
    """Yield the changes of what stands directly in *node*."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params", "bases"} or is_speaking(node):
            continue
        for index, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            for new in replacements(node, field, one):
                line = getattr(one, "lineno", 0) or getattr(node, "lineno", 0)
                yield Change(node, field, index, new, line, told(node, field, one, new), owner)


def told(node: ast.AST, field: str, old: Any, new: Any) -> str:
    """Return a change in words."""
    if field == "ops" and isinstance(node, ast.Compare):
        return f"{ast.unparse(node)}: {type(old).__name__} becomes {type(new).__name__}"
    if field == "op":
        return f"{ast.unparse(node)}: {type(old).__name__} becomes {type(new).__name__}"
    return f"{shown(old)}  becomes  {shown(new)}"


def shown(node: Any) -> str:
    """Return the first line of *node* as it is written."""
    return ast.unparse(node).split("\n")[0][:100] if isinstance(node, ast.AST) else repr(node)


def replacements(node: ast.AST, field: str, old: Any) -> Iterator[Any]:
    """Yield what may take the place of *old* in *field* of *node*."""
    match old:
        case ast.cmpop():
            yield from (other() for other in COMPARISONS[type(old)])
        case ast.operator() if type(old) in SUMS and not of_texts(node):
            yield SUMS[type(old)]()
        case ast.And():
            yield ast.Or()
        case ast.Or():
            yield ast.And()
        case ast.stmt():
            yield from other_statements(old)
        case ast.expr():
            yield from other_values(node, field, old)


def other_values(node: ast.AST, field: str, old: ast.expr) -> Iterator[ast.expr]:
    """Yield other values than *old*: what a condition could say, what a function could return, one entry fewer."""
    if isinstance(old, ast.Constant):
        yield from (ast.Constant(other) for other in other_constants(node, old.value))
    elif isinstance(node, ast.Return):
        yield ast.Constant(value=None)
    if isinstance(old, ast.UnaryOp) and isinstance(old.op, ast.Not):
        yield old.operand
    if field == "test" and isinstance(node, ast.If | ast.IfExp):
        yield from (ast.Constant(value=True), ast.Constant(value=False))
    elif field == "ifs":
        yield ast.Constant(value=True)
    elif field == "elts" and is_list(node) and not isinstance(old, ast.Starred):
        yield ast.Starred(ast.Tuple([], ast.Load()), ast.Load())


def is_list(node: ast.AST) -> bool:
    """Tell whether *node* lists several values."""
    if isinstance(node, ast.Tuple) and not isinstance(node.ctx, ast.Load):
        return False
    return isinstance(node, ast.Tuple | ast.Set) and len(node.elts) > 1


def of_texts(node: ast.AST) -> bool:
    """Tell whether an operation joins texts, or types; turned round it would only crash."""
    return any(isinstance(one, ast.JoinedStr) for one in ast.walk(node)) or "|" in ast.unparse(node)


def other_constants(node: ast.AST, value: object) -> Iterator[object]:
    """Yield other values of the kind of *value*."""
    if isinstance(node, ast.JoinedStr | ast.FormattedValue):
        return
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        if value > 1:
            yield value - 1
    elif isinstance(value, str):
        yield f"{value}\u2021" if value else "\u2021"
    elif isinstance(value, bytes):
        yield value + b"\x7f"


def other_statements(old: ast.stmt) -> Iterator[ast.stmt]:
    """Yield what may take the place of a statement: mostly nothing."""
    match old:
        case ast.Expr() if is_docstring(old) or (isinstance(old.value, ast.Call) and "assert_never" in shown(old)):
            return
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load()))) if yields(old) else ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def yields(node: ast.AST) -> bool:
    """Tell whether *node* makes its function a generator; what replaces it must do so too."""
    return any(isinstance(one, ast.Yield | ast.YieldFrom) for one in ast.walk(node))


# Putting a change to work


class Mutant(NamedTuple):
    """A numbered change of one module."""

    number: int
    path: str
    line: int
    what: str
    owner: str
    text: str

    @property
    def module(self) -> str:
        """The name to import it by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.number:5} {self.path}:{self.line}: {self.what}"


def mutants_of(room: Room, file: str = "", only: Container[int] | None = None, every: int = 1) -> list[Mutant]:
    """Return the changes of *room* in the modules whose path holds *file*, of these the numbers in *only*, of these
    each one of *every*; each carries the whole text of its module. A number is the same whatever was asked for.
    """
    wanted = range(1, sys.maxsize) if only is None else only
    found = (one for one in numbered(room) if file in one[1] and one[0] in wanted)
    made = (written(*one) for one in itertools.islice(found, 0, None, every))
    return [one for one in made if one]


def numbered(room: Room) -> Iterator[tuple[int, str, ast.Module, Change]]:
    """Yield each change of *room* with its number, from 1, the path of its module and the tree that it is made in."""
    number = 0
    for path in sorted(path for pattern in room.modules for path in ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        if name in room.without:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for change in list(changes(tree)):
            if not room.functions or change.owner.split(".")[-1] in room.functions:
                number += 1
                yield number, name, tree, change


def written(number: int, path: str, tree: ast.Module, change: Change) -> Mutant | None:
    """Return *change* with the text of its module; None when that is no sound module."""
    old = change.put(change.new)
    text = ast.unparse(ast.fix_missing_locations(tree))
    change.put(old)
    return Mutant(number, path, change.line, change.what, change.owner, text) if compiles(text) else None


def compiles(text: str) -> bool:
    """Tell whether *text* is a sound module."""
    try:
        compile(text, "changed", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def codes(made: CodeType) -> dict[str, list[CodeType]]:
    """Return the functions and methods in *made* by their name with that of their class."""
    found: dict[str, list[CodeType]] = {}
    for one in made.co_consts:
        if isinstance(one, CodeType):
            found.setdefault(one.co_qualname, []).append(one)
            if "<" not in one.co_qualname:
                for name, more in codes(one).items():
                    if "<" not in name:
                        found.setdefault(name, []).extend(more)
    return found


def living(module: Any, owner: str) -> FunctionType | None:
    """Return the function called *owner* in the loaded *module*; None if it cannot be told."""
    found: Any = module
    for name in owner.split("."):
        found = vars(found).get(name) if hasattr(found, "__dict__") else None
    for _ in range(4):
        if isinstance(found, FunctionType) and not hasattr(found, "__wrapped__"):
            return found if found.__qualname__ == owner else None
        found = next(
            (getattr(found, way) for way in ("__func__", "fget", "func", "__wrapped__") if hasattr(found, way)), None
        )
    return None


def put_in(mutant: Mutant) -> bool:
    """Give the living function of *mutant* its changed code; False when that is impossible."""
    function = living(sys.modules.get(mutant.module), mutant.owner) if mutant.owner else None
    made = codes(compile(mutant.text, mutant.path, "exec")).get(mutant.owner, [])
    if function is None or len(made) != 1 or made[0].co_freevars != function.__code__.co_freevars:
        return False
    if inspect.isgeneratorfunction(function) != bool(made[0].co_flags & inspect.CO_GENERATOR):
        return False
    function.__code__ = made[0]
    return True


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the changed text in place of one module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:  # noqa: ARG002
        """Answer for the changed module only."""
        if fullname != self.mutant.module:
            return None
        where = ROOT / self.mutant.path
        folders = [str(where.parent)] if where.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(fullname, where, loader=self, submodule_search_locations=folders)

    def exec_module(self, module: Any) -> None:
        """Run the changed text."""
        exec(compile(self.mutant.text, str(ROOT / self.mutant.path), "exec"), vars(module))  # noqa: S102


# Running tests

PATIENCE = 10
"""Seconds CPU that a test may take longer than it did; a change that makes it endless is noticed."""

LONGEST = 900
"""Seconds by the clock, for a change that only waits; to be ended by it proves nothing."""


class Failures:
    """A plugin that remembers whether a test failed."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note a failure."""
        if report.failed:
            self.names.append(report.nodeid)


class Runner:
    """A plugin that runs the tests of a room against each change instead of once."""

    def __init__(self, chosen: Sequence[Mutant], room: str, budget: float, number: int | None) -> None:
        self.chosen, self.room, self.budget, self.number = chosen, room, budget, number
        self.failures = Failures()

    def pytest_runtestloop(self, session: Any) -> bool:
        """Measure which test runs which line, then try each change."""
        session.config.pluginmanager.register(self.failures)
        without_shrinking()
        seen, times = forked(lambda: self.measured(session.items))
        counts: Counter[str] = Counter()
        for mutant in self.chosen:
            tests = choose(mutant, seen, times, self.budget)
            verdict = self.verdict(session, mutant, tests)
            counts[verdict] += 1
            if verdict not in {"noticed", "endless"}:
                print(f"{verdict:9} {mutant}", flush=True)
        tried = sum(counts.values())
        print(
            f"{self.room}: {tried} changes, " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        )
        return True

    def measured(self, items: Sequence[Any]) -> tuple[dict[tuple[str, int], list[int]], list[float]]:
        """Run every test once; return the tests by line, and what each took."""
        from coverage import Coverage

        cover = Coverage(data_file=None, config_file=False, source=[str(ROOT / "generator")])
        cover.set_option("run:disable_warnings", ["module-not-measured", "already-imported", "no-data-collected"])
        times = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cover.start()
            for number, item in enumerate(items):
                cover.switch_context(str(number))
                before = time.process_time()
                run_one(item, items[number + 1] if number + 1 < len(items) else None)
                times.append(time.process_time() - before)
            cover.stop()
        if self.failures.names:
            raise SystemExit(f"without any change these fail: {self.failures.names[:5]}")
        data = cover.get_data()
        return {
            (Path(path).relative_to(ROOT).as_posix(), line): [int(one) for one in contexts if one]
            for path in data.measured_files()
            for line, contexts in data.contexts_by_lineno(path).items()
        }, times

    def verdict(self, session: Any, mutant: Mutant, tests: Sequence[int]) -> str:
        """Return what the *tests* made of one change."""
        if not tests:
            return "unrun"
        items = [session.items[number] for number in tests]
        if living(sys.modules.get(mutant.module), mutant.owner) is None:
            return afresh(self.room, mutant, items, self.budget)
        return in_child(lambda: self.tried(mutant, items), self.budget)

    def tried(self, mutant: Mutant, items: Sequence[Any]) -> int:
        """Run *items* with the change put in; return 1 as soon as one fails."""
        if not put_in(mutant):
            return 3
        for number, item in enumerate(items):
            run_one(item, items[number + 1] if number + 1 < len(items) else None)
            if self.failures.names:
                return 1
        return 0


def run_one(item: Any, following: Any) -> None:
    """Run one test as pytest does."""
    item.ihook.pytest_runtest_protocol(item=item, nextitem=following)


def choose(mutant: Mutant, seen: dict[tuple[str, int], list[int]], times: Sequence[float], budget: float) -> list[int]:
    """Return the tests that run the changed line, the quickest first, as many as *budget* allows."""
    numbers = set(seen.get((mutant.path, mutant.line), []))
    if not numbers:  # the line runs on import, or is the middle of a statement: any test of the module may tell
        numbers = {number for (path, _), tests in seen.items() if path == mutant.path for number in tests}
    chosen, left = [], budget
    for number in sorted(numbers, key=lambda number: (times[number], number)):
        left -= times[number]
        if left < 0 and chosen:
            break
        chosen.append(number)
    return chosen


def without_shrinking() -> None:
    """Let random tests stop at the first failure: nobody reads the smallest one."""
    from hypothesis import Phase, settings

    settings.register_profile("changes", settings.get_profile("quick"), phases=[Phase.explicit, Phase.generate])
    settings.load_profile("changes")


def quiet() -> None:
    """Send what is printed nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def forked(work: Callable[[], Any]) -> Any:
    """Return what *work* gives in a process of its own, so that this one stays as fresh as after collecting."""
    with tempfile.NamedTemporaryFile() as answer:
        child = os.fork()
        if not child:
            quiet()
            try:
                made = work()
                Path(answer.name).write_bytes(pickle.dumps(made))
            except BaseException as trouble:  # noqa: BLE001 - the parent prints it
                Path(answer.name).write_bytes(pickle.dumps(str(trouble)))
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        made = pickle.loads(Path(answer.name).read_bytes() or pickle.dumps("it died"))  # noqa: S301 - our own
    if status:
        raise SystemExit(made)
    return made


def in_child(work: Callable[[], int], budget: float) -> str:
    """Return what became of *work* in a process of its own."""
    child = os.fork()
    if not child:
        quiet()
        limit(budget)
        status = 1
        try:
            status = work()
        finally:
            os._exit(status)
    return told_by(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def limit(budget: float) -> None:
    """Let this process compute for *budget* seconds and some patience; how busy the machine is makes no difference."""
    most = int(budget) + PATIENCE
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + PATIENCE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(LONGEST)


def told_by(status: int) -> str:
    """Return what an exit status says about a change."""
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return "endless"
    return {0: "SURVIVED", 3: "UNTRIED", -signal.SIGALRM: "UNENDED"}.get(status, "noticed")


def afresh(room: str, mutant: Mutant, items: Sequence[Any], budget: float) -> str:
    """Try a change that is made while a module is read, in a new process."""
    settings = ["--fresh", str(mutant.number), "--budget", str(budget)]
    command = [sys.executable, __file__, room, *settings, *(item.nodeid for item in items)]
    return told_by(subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode)


def pytest_main(arguments: list[str], plugin: object) -> int:
    """Run pytest as the suite does."""
    import pytest

    with tempfile.TemporaryDirectory() as folder:
        settled = ["-q", "-s", "-x", "-p", "no:cacheprovider", "--basetemp", f"{folder}/tests", *arguments]
        return int(pytest.main(settled, plugins=[plugin] if plugin else []))


def fresh(mutant: Mutant, tests: list[str], budget: float) -> int:
    """Run *tests* with the changed module in place from the start."""
    limit(budget)
    sys.meta_path.insert(0, Loader(mutant))
    try:
        return 1 if pytest_main(tests, None) else 0
    except BaseException:  # noqa: BLE001 - a module that cannot even be read is noticed
        return 1


def main() -> int:
    """Try the changes of one room."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("room", choices=ROOMS)
    asked.add_argument("tests", nargs="*", help=argparse.SUPPRESS)
    asked.add_argument("--fresh", type=int, help=argparse.SUPPRESS)
    asked.add_argument("--every", type=int, default=1)
    asked.add_argument("--file", default="")
    asked.add_argument("--only", help="numbers of changes, parted by commas")
    asked.add_argument("--budget", type=float, default=30)
    asked.add_argument("--with", dest="narrow", nargs="+", default=[])
    asked.add_argument("--show", type=int)
    told = asked.parse_args()
    os.chdir(ROOT)
    room = ROOMS[told.room]
    if told.show or told.fresh:
        mutant = mutants_of(room, only={told.show or told.fresh})[0]
        return fresh(mutant, told.tests, told.budget) if told.fresh else print(mutant) or 0
    only = {int(number) for number in told.only.split(",")} if told.only else None
    chosen = mutants_of(room, told.file, only, told.every)
    print(f"{told.room}: {len(chosen)} of {sum(1 for _ in numbered(room))} changes", flush=True)
    return pytest_main(told.narrow or list(ROOMS[told.room].tests), Runner(chosen, told.room, told.budget, None))


if __name__ == "__main__":
    sys.exit(main())
