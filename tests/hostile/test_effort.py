"""The effort grows with the text: no expression and no check takes a long sentence that was made to keep it busy.

Every compiled expression of the product is tried, so a new one is tried too. What would take the square of the length
takes seconds here, and what takes the length a few milliseconds.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time

import pytest

import generator
from generator.check import CHECKS
from generator.check.borrowed import borrowed_values
from generator.diagnostic import Span, closest
from generator.load.records import SAME_ID
from generator.pipeline import Reading, read_files
from generator.prose import parse, parse_line
from generator.read.text import decode, odd_characters
from generator.read.yaml import read_yaml
from generator.render.findings import findings_to_text

Put = Callable[[str, bytes], Reading]

UNITS = (
    *(
        "a",
        "A",
        "0",
        "1 ",
        " ",
        "\n",
        "[",
        "[a",
        "[A ",
        "]",
        "{",
        "{{",
        "{{ a",
        "(",
        "(a)",
        "-",
        "a-",
        "- ",
        "_",
        ".",
        "a.",
    ),
    *(
        "1.",
        "@",
        "@a",
        "@a-",
        "@a(a)",
        "*",
        "**",
        "\\",
        '"',
        "'",
        "<",
        "<a ",
        "insert ",
        "#",
        " #",
        "&",
        ":",
        ": ",
        "a: ",
    ),
    *(
        "?",
        "/",
        "and /",
        "and  ",
        "shall ",
        "shall be ",
        "not ",
        "within ",
        "the ",
        "[Contract A",
        "has ",
        "will ",
        "24 ",
    ),
    *("24-", "1 (1", "one (", "seventy-two ", "twenty-", "business ", "within the 1", "XX", "Annex ", "é", "а", "aа"),
    *(
        "\u200b",
        "\U0001f3f4\U000e0067",
        "REF ",
        "--- ",
        "---\n",
        "## ",
        "=",
        "1,",
        "v1.",
        "\u00a0",
        "(i)",
        "ly ",
        "one two ",
    ),
)
"""What an expression may take for the beginning of its find, again and again."""

AT_A_PLACE = {
    "generator.read.yaml.faults.FIELD": "matched at the beginning of one line",
    "generator.read.yaml.read.COMMENT": "matched behind one value",
    "generator.read.yaml.read.TIGHT": "matched with one line or key as a whole",
    "generator.read.yaml.faults.BARE": "matched with one line as a whole",
    "generator.read.yaml.faults.LONGER": "matched with one line as a whole",
}
"""Expressions that never search a whole text."""
SLOW = 0.25
"""Seconds; 10,000 characters take a millisecond."""


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every compiled expression of the product by the name of its module and its own."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from ((f"{module.name}.{name}", one) for one in patterns(value))


def patterns(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """Yield the expressions in *value*: one, or a list or map of them, or of rules that look for one."""
    value = getattr(value, "looks_for", value)
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, tuple | list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from patterns(one, depth - 1)


def exhaust(one: re.Pattern[str], text: str) -> None:
    """Look for everything that an expression finds."""
    for _ in one.finditer(text):
        pass


def is_slow(work: Callable[[], object], most: float) -> bool:
    """Tell whether *work* takes more than *most* seconds of CPU three times: once may be the collector of garbage."""
    for _ in range(3):
        before = process_time()
        work()
        if process_time() - before <= most:
            return False
    return True


EXPRESSIONS = {(one.pattern, one.flags): (name, one) for name, one in expressions()}


def test_no_expression_takes_the_square_of_a_text() -> None:
    assert len(EXPRESSIONS) > 90
    slow = []
    for name, one in EXPRESSIONS.values():
        for unit in UNITS if name not in AT_A_PLACE else ():
            text = (unit * 10_000)[:10_000] + "!"
            if is_slow(partial(exhaust, one, text), SLOW):
                slow.append((name, unit))
    assert not slow


def test_what_is_excused_is_there() -> None:
    assert {name for name, _ in EXPRESSIONS.values()} >= AT_A_PLACE.keys()


DOORS: dict[str, Callable[[str], object]] = {
    "parse": parse,
    "parse_line": parse_line,
    "read_yaml": lambda text: read_yaml("a.yaml", text.encode()),
    "read_yaml, behind a field": lambda text: read_yaml("a.yaml", f"a: {text}".encode()),
    "read_yaml, a text": lambda text: read_yaml("a.yaml", f"a: |\n  {text}\n".encode()),
    "decode": lambda text: decode("a.md", text.encode()),
    "odd_characters": lambda text: list(odd_characters("a.md", f"é{text}")),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_door_takes_the_square_of_a_text(door: str) -> None:
    slow = [unit for unit in UNITS if is_slow(partial(DOORS[door], (unit * 30_000)[:30_000]), 2 * SLOW)]
    assert not slow


SENTENCES = {
    "a-word-of-200-kb": "a" * 200_000,
    "words": "a " * 100_000,
    "must-and-the-law": "must " * 40_000 + "by law",
    "shall": "shall " * 33_000,
    "capitals": "Aaa " * 50_000,
    "numbers": "1 day, " * 28_000,
    "limits-half-written": "within the twenty- " * 10_000,
    "actors": "shall be reviewed " * 11_000,
    "stand-ins": "insert " * 28_000,
    "brackets-round": "(" * 200_000,
    "angles": "<a " * 66_000,
    "dates": "01/02/" * 33_000,
    "blanks": "x" + " " * 200_000 + "y",
    "dots": "..." * 66_000,
    "terms": "[Deviation] " * 16_000,
    "values": "{{ notice }} " * 15_000,
    "points": "{{? a }} " * 22_000,
    "references": "see @dev-notice, " * 12_000,
    "escapes": "\\[" * 100_000,
    "mixed": "aа" * 100_000,
    "names": "the Ppp of " * 18_000,
}


@pytest.mark.parametrize("case", SENTENCES)
def test_a_sentence_of_200_kb_is_checked_in_a_few_seconds(base: dict[str, bytes], case: str) -> None:
    body = f"---\nid: dev-odd\ntopic: DEV\ntitle: Odd\n---\nThe site {SENTENCES[case]} end.\n"
    assert len(CHECKS) > 20
    before = process_time()
    reading = read_files({**base, "clauses/core/dev/dev-odd.md": body.encode()})
    assert process_time() - before < 5
    assert len(reading.found) < 100_000


def test_thousands_of_faults_in_one_file_are_printed_in_a_time_that_grows_with_their_number() -> None:
    path, rows = "agreements/sample/values.yaml", 8_000
    data = b"- {id: extra, title: Extra, default: 1 hour}\n" * rows
    found = [SAME_ID.at(Span(path, line, 3, 1, 5), f"{line} stands twice") for line in range(1, rows + 1)]
    assert findings_to_text(found, {path: data}).count("stands twice") == rows
    assert not is_slow(lambda: findings_to_text(found, {path: data}), 1.0)


def test_a_misspelt_field_is_looked_up_once_however_many_rows_have_it() -> None:
    fields = [f"field-{number}" for number in range(40)]
    assert closest("feild-7", fields) == "field-7"
    assert not is_slow(lambda: [closest("feild-7", fields) for _ in range(20_000)], 1.0)


def test_thousands_of_misspelt_ids_among_thousands_of_names_are_each_answered_in_a_bounded_time() -> None:
    names = [f"value-{number}" for number in range(3_000)]
    assert closest("valeu-17", names) == "value-17"
    assert not is_slow(lambda: [closest(f"valeu-{number}", names) for number in range(300)], 3.0)


def test_thousands_of_values_cost_a_clause_with_many_blanks_no_more_than_a_few(base: dict[str, bytes]) -> None:
    rows = b"".join(
        b"- {id: x-%d, title: Matter %d, default: 1 business day, starts: discovery}\n" % (at, at)
        for at in range(3_000)
    )
    clause = b"---\nid: dev-x\ntopic: DEV\ntitle: Case\n---\n" + (
        b"The [Contract Acceptor] shall give the answer to each [Deviation] within {{ notice }} after discovery.\n"
        * 600
    )
    values = base["clauses/core/values.yaml"] + rows
    reading = read_files({**base, "clauses/core/values.yaml": values, "clauses/core/dev/dev-x.md": clause})
    draft, documents = reading.results[0].draft, reading.results[0].documents
    assert draft is not None
    assert documents
    assert not is_slow(lambda: [*borrowed_values(draft, documents)], 0.5)
