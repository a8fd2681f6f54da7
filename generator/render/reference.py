"""Reference pages in Markdown, made from the code: every kind of file, every finding, every command."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, assert_never

from generator.diagnostic import Kind
from generator.files import Files
from generator.model.authored import Authored
from generator.model.fields import (
    VALUE_SHAPES,
    ById,
    Either,
    FieldFacts,
    Keyed,
    Nested,
    Scalar,
    Several,
    Shape,
    fields_of,
    meaning,
)
from generator.model.kinds import CARDS, CATALOGUE, FILES, ROWS, kind_of
from generator.model.rows import Row
from generator.render.examples import Example as FindingExample
from generator.render.examples import example_blocks, examples

FOLDER = "site/pages/reference"
MADE = "<!-- Made from the code; change it there, then: python3 run.py agreements schema --write -->"
WHERE_THINGS_ARE = "[where things are](../../help/workspace.md)"
SAMPLE = "agreements/aurelia-northbay"


Command: TypeAlias = Mapping[str, Any]
"""A command as plain data: name, arguments as its usage line prints them, help, options (their names, and help)."""


class Example(NamedTuple):
    """Where an example stands: a file, and the id of one of its rows; without an id the first row or the whole file."""

    path: str
    row: str = ""


class NoExample(LookupError):
    """The files lack a file or row from which a page takes its example; the words say which."""


EXAMPLES: Mapping[str, Example] = {
    "agreement": Example(f"{SAMPLE}/agreement.yaml"),
    "library": Example("clauses/companies/aurelia/library.yaml"),
    "contacts": Example(f"{SAMPLE}/contacts.yaml"),
    "clause": Example("clauses/core/dev/dev-review.md"),
    "terms": Example("clauses/core/terms.yaml", "critical-deviation"),
    "values": Example("clauses/core/values.yaml", "critical-deviation-notice"),
    "responsibilities": Example("clauses/core/responsibilities.yaml", "RM-076"),
    "countries": Example("clauses/core/countries.yaml", "IE"),
    "documents": Example("clauses/core/documents.yaml", "communication-plan"),
    "phrases": Example("clauses/core/phrases.yaml"),
    "tables": Example("agreements/marwick-tolden-fennlab/tables.yaml"),
}
"""Kinds whose example is not the first row of their file in the core library."""

OVERLAY = Example(f"{SAMPLE}/responsibilities.yaml")

WEIGHTS = {
    "error": "Error: it stops the agreement, or the command, that has it.",
    "warning": "Warning: it travels with the documents and stops nothing.",
    "note": "Note: worth knowing.",
}


ABOUT_FILES = (
    "Everything you write is text in files. Each kind of file has a page here: what it is, its fields, an example.",
    """All rows and facts are read as text, and the field decides what the text means. So `1.10`, `NO` and `2.5` stay
what they look like. Put a text in quotation marks when it contains a colon and a blank, or a blank and `#`, or begins
with `[`, `{`, `@`, `&`, `*`, `!`, `%` or a backtick. A longer text goes behind `|`, on lines of its own.""",
)
ABOUT_OVERLAYS = """A file of the same name in a region, a profile, a company's library or an agreement speaks over the
rows below it. There a row names its `id` and only the fields that differ. `omit:` with a reason leaves the row out."""
ABOUT_ANSWERS = (
    """Before there is an agreement, [answers.yaml](files/answers.md) may hold what `agreements new` asks."""
)
ANSWERS_FILE = """What `agreements new ID --answers answers.yaml` reads: a map of the fields below. It stands where
you like, under a name that you like, and you may throw it away afterwards. A field that is left out becomes an open
point, or what the table says. A short list of words may be written as a text with commas: `regions: EU, US`. An example
stands in [your own agreement in ten minutes](../../help/tutorial.md#2-make-an-agreement).

The name by which a role prints stands in the entry of its side: `giver: {name: .., printed-as: Sponsor}`. A third or
fourth party is not asked for: [write it afterwards](../../help/further-parties.md)."""
ABOUT_COMMANDS = """In the product's own repository, put `python3 run.py` before a command. Results go to standard
output, all other words to standard error. No command uses the network."""
ABOUT_CLAUSES = """The facts stand between two lines `---`. The text stands below them, in the clause grammar.

| You write | It is |
| --- | --- |
| one sentence a line | sentences of one paragraph; a blank line ends the paragraph |
| `[Deviation]` | a defined term, in one of the forms of [terms.yaml](terms.md) |
| `{{ audit-notice }}` | a blank; it prints the value of [values.yaml](values.md), number and unit |
| `@dev-review`, `@dev-review(a)` | a reference; it prints the word, the number and the item |
| `(a)`, `(i)`, `(1)` or `-` at the start of a line | an item, two blanks deeper for each level |
| `:: matrix responsibilities` | a table, on a line of its own; captions stand in [matrices.yaml](matrices.md) |
| `:: matrix figure-changes` | the figure of the table `changes`; it stands before its table, unless you place it |
| `@changes`, `@figure-changes` | a reference to a table, to a figure |
| `{{? what, who, by when }}` | an open point in the text |
| `\\[` | the sign itself |
| `## fallback`, `## walk-away`, `## guidance` | the negotiable texts, and words for the drafter that never print |

The figures are `figure-changes`, `figure-escalations`, `figure-layers` and `document-set`, which shows all documents.
A number with a unit never stands in the text. It is always a blank, so that text, matrices and site agree."""
ABOUT_FINDINGS = (
    "A finding has a code that never changes. `agreements explain CODE` prints what its page says.",
    "What a finding shows, and how a warning is accepted: see [check as a habit](../help/check-as-a-habit.md).",
)
EXIT_CODES = (
    ("0", "Done; nothing at or above the weight of `--fail-on`, which is `error` unless you say otherwise."),
    ("1", "There are findings of that weight; the rest was done."),
    ("2", "The command was written wrongly."),
    ("3", "The workspace, or a file that you named, cannot be read."),
    ("4", "A fault of ours. Nothing was published."),
)


def reference_pages(
    kinds: Mapping[str, Kind],
    commands: Sequence[Command],
    files: Files,
    cases: Files | None = None,
    answers: type[Authored] | None = None,
) -> Files:
    """Return every reference page as a file below ``site/pages/reference/``.

    Args:
        kinds: Every kind of finding by its code, after all modules that register one were imported.
        commands: Every command of the product.
        files: The libraries and the sample agreement, from which the examples are taken.
        cases: The case files, from which the examples of findings are taken.
        answers: The record of the answers about a new agreement, which is no file of a workspace.
    """
    shown = examples(cases or {})
    pages = {f"files/{kind_of(name)}.md": file_page(name, files) for name in FILES}
    pages |= {f"findings/{code}.md": finding_page(kind, shown.get(code)) for code, kind in kinds.items()}
    pages |= {"files/answers.md": answers_page(answers)} if answers else {}
    pages |= {
        "files.md": files_page(files),
        "findings.md": findings_page(kinds),
        "commands.md": commands_page(commands),
    }
    return {f"{FOLDER}/{name}": text.encode() for name, text in sorted(pages.items())}


def page(title: str, blocks: Iterable[str]) -> str:
    """Return a page: its title, where it comes from, and its *blocks*, a blank line apart."""
    return "\n\n".join([f"# {title}", MADE, *(block for block in blocks if block)]) + "\n"


# Files


def files_page(files: Files) -> str:
    """Return the index of all kinds of files."""
    shared = [field for field in fields_of(Row) if field.name != "id"]
    return page(
        "Files",
        [
            *ABOUT_FILES,
            "## Agreements, libraries, clauses",
            file_table(["agreement", "library", "clause"], "What it holds"),
            ABOUT_ANSWERS,
            "## Rows of a library or an agreement",
            file_table(["contacts", *ROWS]),
            "## Rows for all libraries",
            file_table(CATALOGUE),
            "## What every row may say",
            "Every row of a library has an `id`, which never changes, and may have these fields.",
            field_table(shared),
            nested_tables(shared),
            "## How a row is changed",
            ABOUT_OVERLAYS,
            fenced("yaml", example(OVERLAY, files)),
            "## Types of fields",
            type_table(),
        ],
    )


def file_table(names: Iterable[str], head: str = "What one row is") -> str:
    """Return a table of kinds of files with links to their pages; *head* stands over what they hold."""
    rows = [(f"[{file_name(name)}](files/{kind_of(name)}.md)", about(FILES[name])) for name in names]
    return table(("File", head), rows)


def file_page(name: str, files: Files) -> str:
    """Return the page of one kind of file."""
    model = FILES[name]
    own = [field for field in fields_of(model) if not is_shared(model, field)]
    shared = "Further fields that every row may have: see [Files](../files.md#what-every-row-may-say)."
    spot = EXAMPLES.get(name) or Example(f"{home(name)}/{name}.yaml")
    return page(
        file_name(name),
        [
            about(model),
            f"{'Each row' if is_list(name) else 'It'} stands in {places(name)}; see {WHERE_THINGS_ARE}.",
            ABOUT_CLAUSES if name == "clause" else "",
            "## Fields",
            field_table(own),
            shared if issubclass(model, Row) else "",
            nested_tables(own),
            "## Example",
            f"From `{spot.path}`:",
            fenced("markdown" if name == "clause" else "yaml", example(spot, files)),
        ],
    )


def answers_page(model: type[Authored]) -> str:
    """Return the page of the file of answers that ``new`` reads."""
    own = [*fields_of(model)]
    blocks = [ANSWERS_FILE, "## Fields", field_table(own), nested_tables(own)]
    return page("answers.yaml", blocks)


def is_shared(model: type[Authored], field: FieldFacts) -> bool:
    """Tell whether *field* is one that every row has, the id apart."""
    return issubclass(model, Row) and field.name != "id" and field in fields_of(Row)


def file_name(name: str) -> str:
    """Return how people name the file."""
    return "Clause files" if name == "clause" else f"{kind_of(name)}.yaml"


def is_list(name: str) -> bool:
    """Tell whether the file is a list of rows."""
    return name not in CARDS and name != "clause"


def home(name: str) -> str:
    """Return the folder in which an example of the file stands."""
    return "clauses" if name in CATALOGUE else "clauses/core"


def places(name: str) -> str:
    """Return in words where such a file stands."""
    if name == "clause":
        return "`clauses/LAYER/TOPIC/ID.md`, or `agreements/ID/clauses/ID.md` for wording of one agreement only"
    if name in ("agreement", "contacts"):
        return f"`agreements/ID/{name}.yaml`"
    if name in CATALOGUE:
        return f"`clauses/{name}.yaml`, once for all libraries"
    alone = f"`clauses/LAYER/{name}.yaml`"
    return alone if name in CARDS else f"{alone}, and as `agreements/ID/{name}.yaml` for what differs in one agreement"


def about(model: type[Authored]) -> str:
    """Return what a record is."""
    return prose_safe(meaning(model))


# Fields


def field_table(fields: Iterable[FieldFacts]) -> str:
    """Return a table of *fields*."""
    rows = [
        (f"`{field.name}`", prose_safe(field.description), takes(field.shape), "yes" if field.needed else "no")
        for field in fields
    ]
    return table(("Field", "What it is", "What it takes", "Needed"), rows)


def nested_tables(fields: Iterable[FieldFacts]) -> str:
    """Return a table for each record that stands inside *fields*, each under a heading that names its fields."""
    paths: dict[type[Authored], list[str]] = {}
    for path, model in inner_records(fields):
        paths.setdefault(model, []).append(f"`{path}`")
    blocks = [
        f"### Fields of {' and '.join(several)}\n\n{about(model)}\n\n{field_table(fields_of(model))}"
        for model, several in paths.items()
    ]
    return "\n\n".join(blocks)


def inner_records(fields: Iterable[FieldFacts], above: str = "") -> Iterator[tuple[str, type[Authored]]]:
    """Yield each record inside *fields*, at any depth, with the names of the fields that lead to it."""
    for field in fields:
        for model in records_in(field.shape):
            yield f"{above}{field.name}", model
            yield from inner_records(fields_of(model), f"{above}{field.name}: ")


def records_in(shape: Shape) -> tuple[type[Authored], ...]:
    """Return the records that *shape* takes."""
    match shape:
        case Nested(model=model):
            return (model,)
        case Several(of=inner) | ById(of=inner) | Keyed(of=inner):
            return records_in(inner)
        case Either(shapes=shapes):
            return tuple(model for one in shapes for model in records_in(one))
        case Scalar():
            return ()
        case _:
            assert_never(shape)


def takes(shape: Shape) -> str:
    """Return in words what a field takes."""
    match shape:
        case Scalar(choices=choices) if choices:
            return ", ".join(f"`{choice}`" for choice in choices)
        case Scalar(reads=reads):
            return reads
        case Several(of=inner):
            return f"list of: {takes(inner)}"
        case ById(of=inner):
            return f"map from id to: {takes(inner)}"
        case Keyed(key=key, of=inner):
            return f"`{key}:` and a {takes(inner)}"
        case Nested():
            return "map of fields, see below"
        case Either(shapes=shapes):
            others = [takes(one) for one in shapes if one not in VALUE_SHAPES]
            return "; or ".join(["value", *others] if len(shapes) >= len(VALUE_SHAPES) else map(takes, shapes))
        case _:
            assert_never(shape)


def type_table() -> str:
    """Return what each type of field means, with an example."""
    rows = [
        ("text", "any words on one line", "`Quality Duty Officer`"),
        (
            "running text",
            "words that follow the clause grammar: terms, blanks, references",
            "`Notify each [Deviation].`",
        ),
        (
            "id",
            "small letters, digits and hyphens, or a catalogue code; it never changes",
            "`dev-notification`, `RM-076`",
        ),
        ("number with a unit", "a number, a blank, a unit", "`5 business days`, `24 hours`, `99.5 %`"),
        (
            "value",
            "a number with a unit, or words; the longest of several; one for each tier; an open point",
            "`1 business day`, `{longest of: [1 year, 3 years]}`, `{by: {tier-1: 12 months, tier-2: 24 months}}`",
        ),
        ("range", "two numbers of one unit, or one", "`4 hours to 24 hours`"),
        ("date", "year, month, day", "`2026-11-20`"),
        (
            "open point",
            "a text that begins with `?`, in quotation marks: what is open, who settles it, by when",
            '`"? name of the deputy, Head of Quality, by 1 March"`',
        ),
        ("list", "entries between brackets, or one a line behind a hyphen", "`[EU, US]`"),
        ("map", "names and values between braces, or one a line", "`{tier: 1, reason: Sterile}`"),
    ]
    return table(("Type", "What it is", "Example"), rows)


# Examples


def example(spot: Example, files: Files) -> str:
    """Return the text of an example; raises NoExample when its file or row is gone.

    What ``adopt`` writes is left out: it changes with each library.
    """
    if spot.path not in files:
        raise NoExample(f"there is no {spot.path}")
    text = re.sub(r"(?m)^reviewed: .*\n", "", files[spot.path].decode())
    rows = {
        row_id(chunk): chunk.rstrip()
        for chunk in re.split(r"^(?=- )", text, flags=re.MULTILINE)
        if chunk.startswith("- ")
    }
    if not rows or spot.path.endswith(("agreement.yaml", ".md")):
        return re.sub(r"(?m)^reviewed: .*\n", "", text).rstrip()  # a hash that moves with every library
    if spot.row and spot.row not in rows:
        raise NoExample(f"{spot.path} has no row {spot.row}")
    chunk = rows[spot.row] if spot.row else next(iter(rows.values()))
    return re.sub(r"(\n(#[^\n]*)?)+\Z", "", chunk)


def row_id(chunk: str) -> str:
    """Return the id of the row in *chunk*, a row as it is written."""
    found = re.match(r"- \{?id: ([^,\n}]+)", chunk)
    return found[1].strip("\"' ") if found else ""


# Findings


def findings_page(kinds: Mapping[str, Kind]) -> str:
    """Return the index of every kind of finding."""
    rows = [
        (f"[{code}](findings/{code}.md)", str(kind.severity), prose_safe(kind.means))
        for code, kind in sorted(kinds.items())
    ]
    return page("Findings", [*ABOUT_FINDINGS, table(("Code", "Weight", "What has been found"), rows)])


def finding_page(kind: Kind, shown: FindingExample | None) -> str:
    """Return the page of one kind of finding: what it means, why it matters, what to do, an example."""
    blocks = [
        prose_safe(kind.means),
        WEIGHTS[kind.severity],
        "## Why it matters",
        prose_safe(kind.matters),
        "## What to do",
        prose_safe(kind.cure),
        *(["## Example", *example_blocks(shown)] if shown else []),
        "[All findings](../findings.md)",
    ]
    return page(kind.code, blocks)


# Commands


def commands_page(commands: Sequence[Command]) -> str:
    """Return the page of every command."""
    return page(
        "Commands",
        [
            ABOUT_COMMANDS,
            table(("Exit code", "What it says"), EXIT_CODES),
            *(command_block(command) for command in commands),
        ],
    )


def command_block(command: Command) -> str:
    """Return what the page says of one command."""
    usage = " ".join(
        ["agreements", command["name"], *command["arguments"], *(["[OPTIONS]"] if command["options"] else [])]
    )
    rows = [
        (", ".join(f"`{name}`" for name in option["names"]), prose_safe(option["help"]))
        for option in command["options"]
    ]
    options = table(("Option", "What it does"), rows) if rows else ""
    blocks = [f"## {command['name']}", prose_safe(" ".join(command["help"].split())), fenced("text", usage), options]
    return "\n\n".join(block for block in blocks if block)


# Markdown


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; cells are Markdown already, a bar in them is escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def prose_safe(words: str) -> str:
    """Return *words* so that Markdown shows what they say; code between backticks stays."""
    parts = re.split(r"(`[^`]*`)", code_marks(words))
    return "".join(part if part.startswith("`") else re.sub(r"([*_\[\]])", r"\\\1", escaped(part)) for part in parts)


def code_marks(words: str) -> str:
    """Return words of a docstring with its names, ``name`` or *name*, as Markdown marks code."""
    return re.sub(r"\*([\w-]+)\*", r"`\1`", words.replace("``", "`"))


def escaped(words: str) -> str:
    """Return *words* with the signs of HTML as entities."""
    return html.escape(words, quote=False)


def fenced(language: str, text: str) -> str:
    """Return *text* as a block of code."""
    return f"```{language}\n{text}\n```"
