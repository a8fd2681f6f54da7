"""Ten mistakes that somebody makes who never programmed: the message alone gives place, cause and the edit."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.pipeline import read_files
from generator.render.findings import findings_to_text

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "check" / "base"
TEMPLATE = "clauses/templates/counsel.docx"
APPROVAL = "clauses/templates/reviewed/templates/counsel.txt"
AGREEMENT = "agreements/sample/agreement.yaml"
CONTACTS = "agreements/sample/contacts.yaml"
CLAUSE = "clauses/core/dev/dev-notice.md"
VALUES = "clauses/core/values.yaml"
SENTENCE = (
    "The [Contract Acceptor] shall tell the [Contract Giver] of each [Deviation] within {{ notice }} after discovery."
)


class Fault(NamedTuple):
    """One mistake: *old* becomes *new* in *path*, and the message that follows, without the line of the file."""

    name: str
    path: str
    old: str
    new: str
    head: str
    hint: str


FAULTS = (
    Fault(
        "a tab",
        AGREEMENT,
        "draft: 1",
        "draft:\t1",
        f"{AGREEMENT}:5:7: error[forbidden-character] a tab (U+0009) stands here",
        "take the tab out and type spaces in its place",
    ),
    Fault(
        "a missing quotation mark",
        AGREEMENT,
        'version: "1.0"\n',
        'version: "1.0\n',
        f"{AGREEMENT}:4:10: error[yaml-fault] the quotation mark that opens here is closed only on line 7",
        'close it where the text ends, "1.0"',
    ),
    Fault(
        "a line that begins too far right",
        AGREEMENT,
        "  - {role: acceptor",
        "   - {role: acceptor",
        f"{AGREEMENT}:8:4: error[yaml-fault] an entry of the list, its hyphen in the same column, is expected here",
        "move this line so that it begins in column 3, as line 7 does",
    ),
    Fault(
        "a field that stands twice",
        AGREEMENT,
        "draft: 1\n",
        "draft: 1\ndraft: 2\n",
        f'{AGREEMENT}:6:1: error[duplicate-key] the field "draft" stands here again; it is on line 5 too',
        "keep the right one of the two lines and delete the other",
    ),
    Fault(
        "a misspelt id",
        AGREEMENT,
        "acceptor-head]",
        "acceptor-hed]",
        f'{AGREEMENT}:9:14: error[unknown-contact] the signatory "acceptor-hed" is not in contacts.yaml',
        'did you mean "acceptor-head"?',
    ),
    Fault(
        "a misspelt unit",
        VALUES,
        "default: 1 business day",
        "default: 1 bussiness day",
        f'{VALUES}:1:40: error[wrong-value] "1 bussiness day" has no unit that we know; did you mean "1 business day"?',
        "a number with its unit; or `longest of:`, `by:`, words, an open point",
    ),
    Fault(
        "no space behind a colon",
        CONTACTS,
        "party: giver,",
        "party:giver,",
        f"{CONTACTS}:1:43: error[unquoted-text] there is no space behind this colon",
        'write "party: giver"',
    ),
    Fault(
        "the quotation marks of a text processor",
        AGREEMENT,
        'version: "1.0"\n',
        "version: “1.0”\n",
        f"{AGREEMENT}:4:10: error[unquoted-text] these quotation marks are those of a text processor",
        'write straight quotation marks: "1.0"',
    ),
    Fault(
        "a label out of order",
        CLAUSE,
        SENTENCE,
        "The [Contract Acceptor] shall tell within {{ notice }}:\n\n(a) each [Deviation];\n(c) its cause.",
        f"{CLAUSE}:11:1: error[clause-grammar] (c) is out of order",
        "here (b) is next",
    ),
    Fault(
        "a broken blank",
        CLAUSE,
        "within {{ notice }} after",
        "within {{ notice } after",
        f"{CLAUSE}:8:84: error[clause-grammar] this blank is opened and not closed",
        r"write {{ notice }}, with two braces on either side; or write \{{ when you mean the character itself",
    ),
    Fault(
        "a colon inside a text",
        AGREEMENT,
        "title: Filling",
        "title: Filling: sterile",
        f"{AGREEMENT}:3:15: error[yaml-fault] a colon and a blank stand inside a text without quotation marks",
        'write title: "Filling: sterile"',
    ),
    Fault(
        "a list that is not closed",
        AGREEMENT,
        "acceptor-head]",
        "acceptor-head",
        f"{AGREEMENT}:9:14: error[yaml-fault] the [ that opens here has no ]",
        "write ] where it ends; or a comma is missing between two entries",
    ),
    Fault(
        "a date as letters write it",
        AGREEMENT,
        "effective: 2027-01-04",
        "effective: 04.01.2027",
        f'{AGREEMENT}:14:12: error[wrong-value] "04.01.2027" is not a date; write year-month-day, 2027-01-04',
        "effective date",
    ),
    Fault(
        "a clause without its first line",
        CLAUSE,
        "---\nid: dev-notice",
        "id: dev-notice",
        f"{CLAUSE}:1:1: error[front-matter] this file does not begin with ---",
        "write --- on a line of its own above the first field, and again between the last field and the text",
    ),
)


def files(fault: Fault) -> dict[str, bytes]:
    """Return the small workspace with *fault* in it."""
    sound = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    text = sound[fault.path].decode()
    assert fault.old in text
    changed = text.replace(fault.old, fault.new, 1).encode()
    templates = {path: (ROOT / path).read_bytes() for path in (TEMPLATE, APPROVAL)}
    return {**sound, **templates, fault.path: changed}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_message_alone_gives_place_cause_and_edit(fault: Fault) -> None:
    made = files(fault)
    found = read_files(made).found
    assert [one.head() for one in found] == [fault.head]
    shown = findings_to_text(found, made).splitlines()
    assert shown[0] == fault.head
    assert "^" in shown[2], "a caret stands under the place"
    assert f"    hint: {fault.hint}" in shown
