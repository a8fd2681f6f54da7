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
RESPONSIBILITIES = "clauses/core/responsibilities.yaml"
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
        f"{AGREEMENT}:5:7: error[forbidden-character] a tab stands here",
        "take the tab out and type a space in its place",
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
        f"{AGREEMENT}:8:4: error[yaml-fault] this line begins in another column than the lines that it belongs to",
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
        f'{AGREEMENT}:9:27: error[unknown-contact] no contact has the id "acceptor-hed", which is to sign',
        'did you mean "acceptor-head"?',
    ),
    Fault(
        "a misspelt unit",
        VALUES,
        "default: 1 business day",
        "default: 1 bussiness day",
        f'{VALUES}:1:40: error[wrong-value] "1 bussiness day" has no unit that we know; did you mean "1 business day"?',
        "default: a number with its unit; or `longest of:`, `by:`, words, an open point",
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
        'write title: "Filling: sterile", between quotation marks; or put it behind | on the next line',
    ),
    Fault(
        "a list that is not closed",
        AGREEMENT,
        "acceptor-head]",
        "acceptor-head",
        f"{AGREEMENT}:9:14: error[yaml-fault] the [ that opens here has no ]",
        "write ] at the end of this line; or a comma is missing between two entries",
    ),
    Fault(
        "a missing colon",
        AGREEMENT,
        "title: Filling",
        "title Filling of sterile vials",
        f"{AGREEMENT}:3:1: error[yaml-fault] this line is neither a field, `name: value`, nor part of the text above",
        "put a colon behind the name: title: Filling of sterile vials; or put a text of several lines behind |",
    ),
    Fault(
        "a missing comma",
        CONTACTS,
        "party: giver, name",
        "party: giver name",
        f"{CONTACTS}:1:60: error[yaml-fault] a comma or a closing brace is expected here",
        'put a comma before "name:", or quotation marks around a text with a colon',
    ),
    Fault(
        "a share in the place of a time",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nvalues: {notice: 45 %}",
        f"{AGREEMENT}:6:10: error[wrong-unit] Notice: 45 % is no quantity of the kind that the standard has, "
        "1 business day",
        "write the number with its unit, in business days",
    ),
    Fault(
        "a date as letters write it",
        AGREEMENT,
        "effective: 2027-01-04",
        "effective: 04.01.2027",
        f'{AGREEMENT}:14:12: error[wrong-value] "04.01.2027" is not a date; write year-month-day, 2027-01-04',
        "effective: effective date",
    ),
    Fault(
        "a clause without its first line",
        CLAUSE,
        "---\nid: dev-notice",
        "id: dev-notice",
        f"{CLAUSE}:1:1: error[front-matter] this file does not begin with ---",
        "write --- on a line of its own above the first field, and again between the last field and the text",
    ),
    Fault(
        "a unit shortened",
        VALUES,
        "default: 1 business day",
        "default: 1 BD",
        f'{VALUES}:1:40: error[wrong-value] "1 BD" has no unit that we know; did you mean "1 business day"?',
        "default: a number with its unit; or `longest of:`, `by:`, words, an open point",
    ),
    Fault(
        "a range with a dash",
        VALUES,
        "4 hours to 24 hours",
        "4–24 hours",
        f'{VALUES}:1:64: error[wrong-value] "4–24 hours" is not a range; write "4 hours to 24 hours"',
        "range: what is usual: [4 hours to 24 hours]; in days and hours: [4 hours to 24 hours, 1 business day]",
    ),
    Fault(
        "words where a time belongs",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nvalues: {notice: as soon as possible}",
        f'{AGREEMENT}:6:10: error[words-for-number] Notice: "as soon as possible" is no number with a unit',
        "the standard is 1 business day",
    ),
    Fault(
        "a tilde for nothing",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nvalues: {notice: ~}",
        f'{AGREEMENT}:6:18: error[wrong-value] "~" says nothing here; write the words, or leave the field out',
        "is: the value",
    ),
    Fault(
        "a question mark alone",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nvalues: {notice: ?}",
        f"{AGREEMENT}:6:18: error[yaml-fault] a value is expected here",
        'an open point has quotation marks: "? what, who, by when"',
    ),
    Fault(
        "an open point that says nothing",
        AGREEMENT,
        "draft: 1",
        'draft: 1\nvalues: {notice: "?"}',
        f'{AGREEMENT}:6:18: error[wrong-value] an open point says what is open: "? name of the deputy, Head '
        'of Quality, by 1 March"',
        "is: the value",
    ),
    Fault(
        "a reason beside the value",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nvalues: {notice: 24 hours, reason: Agreed}",
        f'{AGREEMENT}:6:28: error[unknown-value] there is no value "reason"',
        "between braces: value-id: {is: .., reason: .., by: .., on: ..}",
    ),
    Fault(
        "a draft before the first",
        AGREEMENT,
        "draft: 1",
        "draft: 0",
        f'{AGREEMENT}:5:8: error[wrong-value] "0" counts nothing here: the first is 1',
        "draft: number of the draft of this version",
    ),
    Fault(
        "a language by its name",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nlanguage: english",
        f'{AGREEMENT}:6:11: error[wrong-value] "english" is no language in which agreements print; write one of en, '
        "en-GB, en-US, en-IE, en-CA, en-AU, en-IN, en-NZ, en-SG, en-ZA",
        "language: tag of the language, which is English: en, en-GB or en-US",
    ),
    Fault(
        "an omission without a reason",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nomit: [dev-notice]",
        f"{AGREEMENT}:6:7: error[wrong-value] a map is expected here: id, colon, value, one a line, such as "
        "dev-notice: ..",
        "omit: clauses, rows, and whole chapters, annexes and documents left out, by id, each with its reason",
    ),
    Fault(
        "a position without who and why",
        AGREEMENT,
        "draft: 1",
        "draft: 1\nchoices: {dev-notice: fallback}",
        f"{AGREEMENT}:6:23: error[wrong-value] several fields are expected here, a line each",
        "write {position: fallback, reason: .., by: .., on: ..}",
    ),
    Fault(
        "two parties of one role",
        AGREEMENT,
        "role: acceptor, e",
        "role: giver, e",
        f'{AGREEMENT}:8:12: error[party-roles] two parties have the role "giver"',
        "role: acceptor",
    ),
    Fault(
        "a country by its name",
        AGREEMENT,
        "country: DE",
        "country: Germany",
        f'{AGREEMENT}:8:115: error[unknown-place] there is no country "Germany"',
        "country: DE",
    ),
    Fault(
        "a list without brackets",
        AGREEMENT,
        "[giver-head, acceptor-head]",
        "giver-head, acceptor-head",
        f"{AGREEMENT}:9:14: error[wrong-value] a list is expected here; write [giver-head, acceptor-head]",
        "signatories: ids of contacts.yaml",
    ),
    Fault(
        "a list with semicolons",
        AGREEMENT,
        "[giver-head, acceptor-head]",
        "[giver-head; acceptor-head]",
        f'{AGREEMENT}:9:15: error[wrong-value] "giver-head; acceptor-head" is not an id; put a comma between two ids',
        "signatories: ids of contacts.yaml",
    ),
    Fault(
        "nobody who signs",
        AGREEMENT,
        "[giver-head, acceptor-head]",
        "[]",
        f"{AGREEMENT}:9:14: error[missing-signatory] nobody signs",
        "signatories: ids of contacts.yaml, at least one a party",
    ),
    Fault(
        "a field that must be there left empty",
        AGREEMENT,
        "number: QA-1",
        "number:",
        f"{AGREEMENT}:2:8: error[wrong-value] this field is empty, and the record cannot do without it",
        "number: document number, as printed",
    ),
    Fault(
        "a comment that cuts a list",
        AGREEMENT,
        "[giver-head, acceptor-head]",
        "giver-head #, acceptor-head",
        f'{AGREEMENT}:9:25: error[cut-text] "#, acceptor-head" would be lost: YAML takes it for a comment',
        'write "giver-head #, acceptor-head"; a comment has two blanks before its # and one behind it',
    ),
    Fault(
        "a role by its title",
        CONTACTS,
        "role: head-of-quality, party: acceptor",
        "role: Head of Quality, party: acceptor",
        f'{CONTACTS}:2:29: error[wrong-value] "Head of Quality" is not an id: small letters, digits, '
        'hyphens; did you mean "head-of-quality"?',
        "role: id of roles.yaml",
    ),
    Fault(
        "a telephone number without figures",
        CONTACTS,
        "name: Jens Beispiel",
        "name: Jens Beispiel, phone: ask reception",
        f'{CONTACTS}:2:91: error[wrong-value] "ask reception" is no telephone number; write it with the '
        'code of the country: "+49 40 5550100"',
        "phone: number with country code, quoted",
    ),
    Fault(
        "an address without its sign",
        CONTACTS,
        "email: acceptor-head@company.example",
        "email: jens(at)northbay.example",
        f'{CONTACTS}:2:91: error[wrong-value] "jens(at)northbay.example" is no e-mail address; write one '
        "address, such as quality.duty@company.example",
        "email: address",
    ),
    Fault(
        "a missing brace at the end",
        CONTACTS,
        "acceptor-head@company.example}",
        "acceptor-head@company.example",
        f"{CONTACTS}:2:3: error[yaml-fault] the {{ that opens here has no }}",
        "write } at the end of this line; or a comma is missing between two entries",
    ),
    Fault(
        "quotation marks round a part",
        CONTACTS,
        "name: Jens Beispiel",
        'name: "Jens" Beispiel',
        f"{CONTACTS}:2:76: error[yaml-fault] a comma or a closing brace is expected here",
        "put quotation marks round the whole text; inside it, use single ones",
    ),
    Fault(
        "a number sign in a name",
        CONTACTS,
        "name: Jens Beispiel",
        "name: Jens #2",
        f"{CONTACTS}:2:115: error[yaml-fault] a comma or a closing brace is expected here",
        'YAML takes "#2, email: acceptor-" for a comment: put the text between quotation marks',
    ),
    Fault(
        "a sign that YAML keeps for itself",
        CONTACTS,
        "name: Jens Beispiel",
        "name: @jens",
        f"{CONTACTS}:2:69: error[yaml-fault] no text without quotation marks begins with this character",
        'write "@jens", between quotation marks; or put it behind | on the next line',
    ),
    Fault(
        "a bullet for a hyphen",
        CONTACTS,
        "- {id: acceptor-head",
        "* {id: acceptor-head",
        f"{CONTACTS}:2:2: error[yaml-fault] no text without quotation marks begins with & or *",
        "an entry of a list begins with a hyphen: write - in place of *",
    ),
    Fault(
        "a quotation mark left open inside a row",
        RESPONSIBILITIES,
        '"Notify each [Deviation].", giver: I, acceptor: R/A',
        '"Notify each [Deviation]., giver: I, acceptor: R/A, right: "It may ask"',
        f"{RESPONSIBILITIES}:1:38: error[yaml-fault] the quotation mark that opens here is not closed where its text "
        "ends",
        'write the quotation mark: "Notify each [Deviation]."',
    ),
    Fault(
        "a field without a name",
        AGREEMENT,
        "draft: 1",
        '"": 1',
        f"{AGREEMENT}:5:1: error[unquoted-text] a field without a name",
        "write its name before the colon",
    ),
    Fault(
        "a year of noughts",
        AGREEMENT,
        "effective: 2027-01-04",
        "effective: 0000-01-04",
        f'{AGREEMENT}:14:12: error[wrong-value] "0000-01-04" is not a date; write year-month-day, for example '
        "2026-11-20",
        "effective: effective date",
    ),
    Fault(
        "a side that is no role",
        CONTACTS,
        "party: acceptor, name",
        "party: laboratory, name",
        f'{CONTACTS}:2:53: error[wrong-value] "laboratory" is not one of giver, acceptor, third, fourth',
        "party: `role` of the party, as it stands below `parties`",
    ),
    Fault(
        "a code the other way round",
        RESPONSIBILITIES,
        "acceptor: R/A",
        "acceptor: A/R",
        f'{RESPONSIBILITIES}:1:86: error[wrong-value] "A/R" is not one of R/A, R, A, C, I; did you mean "R/A"?',
        "acceptor: R, A, C, I or R/A, as for the giver",
    ),
    Fault(
        "a topic by its title",
        RESPONSIBILITIES,
        "topic: DEV",
        "topic: Deviations",
        f'{RESPONSIBILITIES}:1:23: error[unknown-row] "topic" names "Deviations", which is not there',
        'did you mean "DEV"?',
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
