"""Hostile text files in the place of every kind of file: refused with file and place, or carried whole.

Each case has a name that begins with its number in the list of threats; further ones begin with ``x``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from generator.diagnostic import Severity
from generator.document.printed import printed_texts
from generator.pipeline import Reading

Put = Callable[[str, bytes], Reading]

AGREEMENT = "agreements/sample/agreement.yaml"
CLAUSE = "clauses/core/dev/dev-notice.md"
VALUES = "clauses/core/values.yaml"
PLACES = {
    "agreement": AGREEMENT,
    "contacts": "agreements/sample/contacts.yaml",
    "rows": VALUES,
    "library": "clauses/core/library.yaml",
    "catalogue": "clauses/calendars.yaml",
    "clause": CLAUSE,
}

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
)


def packed() -> bytes:
    """Return an empty zip file with one part."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("x", "y")
    return file.getvalue()


REFUSED: dict[str, bytes] = {
    "1-alias-bomb": BOMB.encode(),
    "2-big-scalar-used-often": b"a: &a " + b"x" * 50_000 + b"\nb: [" + b", ".join([b"*a"] * 1400) + b"]\n",
    "3-value-containing-itself": b"a: &a [*a]\n",
    "4-merge-loop": b"a: &a\n  <<: *a\n",
    "5-merge-overrides": b"a: &a {b: c}\nd:\n  <<: *a\n  b: e\n",
    "6-duplicate-key": b"id: a\nid: b\n",
    "13-number-of-5000-digits": b"id: " + b"9" * 5_000 + b"\n",
    "16-tab": b"id:\tsample\n",
    "17-mark-inside": "id: sam\ufeffple\n".encode(),
    "17-two-marks": b"\xef\xbb\xbf\xef\xbb\xbfid: sample\n",
    "18-utf-16": "id: sample\n".encode("utf-16"),
    "18-utf-16-be": "id: sample\n".encode("utf-16-be"),
    "18-utf-32": "id: sample\n".encode("utf-32"),
    "18-latin-1": "title: Größe\n".encode("latin-1"),
    "19-nul": b"id: sam\0ple\n",
    "19-control": b"id: sam\x07ple\n",
    "19-control-by-escape": b'id: "sam\\aple"\n',
    "20-lone-surrogate": b"id: sam\xed\xa0\x80ple\n",
    "20-lone-surrogate-by-escape": b'id: "\\ud83d"\n',
    "21-next-line": "id: sam\x85ple\n".encode(),
    "21-line-separator": "id: sam\u2028ple\n".encode(),
    "22-override": "id: sam\u202eple\n".encode(),
    "22-isolate": "id: sam\u2066ple\n".encode(),
    "23-zero-width-in-id": "id: sam\u200bple\n".encode(),
    "24-nfd": "id: sample\ntitle: u\u0308\n".encode(),
    "25-cyrillic-id": "id: s\u0430mple\n".encode(),
    "26-python-tag": b"!!python/object/apply:os.system [id]\n",
    "27-unknown-tag": b"!secret id: sample\n",
    "28-two-documents": b"---\nid: a\n---\nid: b\n",
    "29-empty": b"",
    "29-comments-only": b"# nothing\n",
    "29-one-text": b"only words\n",
    "30-depth-600": b"{a: " * 600,
    "30-depth-20000": b"[" * 20_000,
    "31-open-braces": b"{" * 50_000,
    "32-scalar-of-7-mb": b"id: " + b"x" * 7_000_000,
    "33-100000-keys": b"".join(b"k%d: x\n" % n for n in range(100_000)),
    "36-blank-unquoted": b"id: {{ notice }}\n",
    "37-cut": b'id: "sam',
    "38-zeros": b"\0" * 1_000,
    "39-merge-conflict": b"<<<<<<< HEAD\nid: a\n=======\nid: b\n>>>>>>> other\n",
    "40-misspelt": b"idd: sample\n",
    "41-list-as-key": b"? [a]\n: b\n",
    "41-number-as-key": b"1: b\n",
    "x-question-key": b"? id\n: sample\n",
    "x-empty-key": b'"": x\n',
    "x-null-key": b"~: x\n",
    "x-long-key": b"k" * 2_000 + b": x\n",
    "x-long-quoted-key": b'"' + b"k" * 200_000 + b'": x\n',
    "x-key-by-escape-twice": b'id: a\n"\\x69d": b\n',
    "x-carriage-returns-only": b"id: sample\rtitle: x\r",
    "x-directive": b"%YAML 1.2\n---\nid: sample\n",
    "x-tag-directive": b"%TAG ! tag:x,2000:\n---\nid: sample\n",
    "x-behind-document-end": b"id: sample\n...\ntitle: x\n",
    "x-anchor-alone": b"id: &a sample\n",
    "x-non-specific-tag": b"id: ! sample\n",
    "x-binary": b"id: !!binary aGVsbG8=\n",
    "x-indent-indicator-too-large": b"id: |9\n  sample\ntitle: x\n",
    "x-first-line-deeper": b"id: |\n    sample\n  x\n",
    "x-overlong-slash": b"id: sam\xc0\xafple\n",
    "x-escape-beyond-unicode": b'id: "\\U00110000"\n',
    "x-escape-line-separator": b'id: "a\\Lb"\n',
    "x-escape-escape": b'id: "a\\eb"\n',
    "x-form-feed": b"id: sam\x0cple\n",
    "x-delete": b"id: sam\x7fple\n",
    "x-c1-control": "id: sam\x9bple\n".encode(),
    "x-noncharacter": "id: sam\U0001ffffple\n".encode(),
    "x-replacement-character": "id: sam\ufffdple\n".encode(),
    "x-object-replacement": "id: sam\ufffcple\n".encode(),
    "x-deprecated-format": "id: sam\u206aple\n".encode(),
    "x-no-break-blank-in-id": "id: sam\u00a0ple\n".encode(),
    "x-word-file": packed(),
    "x-old-word-file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
    "x-rich-text": b"{\\rtf1 hello}",
    "x-gzip": b"\x1f\x8b\x08" + b"x" * 100,
    "x-nine-mb": b"#" * 9_000_000,
    "x-web-page": b"<html><body>x</body></html>\n",
    "x-comma-cuts": b"- {id: a, title: one, two words}\n",
    "34-hash-cuts": b"id: sample\ntitle: Lot #5\n",
    "34-hash-with-blank-cuts": b"id: sample\ntitle: Lot # 5\n",
    "34-hash-before-the-text": b"id: sample\ntitle: # 5\n  Lot\n",
    "34-hash-below-the-text": b"id: sample\ntitle: Lot\n  #5\n",
    "34-hash-behind-quotes": b'id: sample\ntitle: "Lot"#5\n',
    "x-curly-quotes": "id: sample\ntitle: “Filling”\n".encode(),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_at_its_place(put: Put, case: str, place: str) -> None:
    path, data = PLACES[place], REFUSED[case]
    if place == "clause" and not data.startswith((b"PK", b"\xd0", b"{\\rtf", b"\x1f")):
        data = b"---\n" + data + b"\n---\nText.\n" if b"\0" not in data[:4] and data[:2] != b"\xff\xfe" else data
    reading = put(path, data)
    assert not [result for result in reading.results if result.sound]
    assert {fault.span.path for fault in reading.found if fault.severity.value == "error"} >= {path}, case
    assert all(fault.hint for fault in reading.found)
    assert all(len(fault.message) < 1_000 for fault in reading.found)


FACTS: dict[str, tuple[str, str]] = {
    "8-number-as-flag": ("draft: 1", "draft: on"),
    "9-clock-as-version": ("draft: 1", "draft: 22:30"),
    "12-exponent": ("draft: 1", "draft: 1e3"),
    "12-underscore": ("draft: 1", "draft: 1_000"),
    "12-infinity": ("draft: 1", "draft: .inf"),
    "14-impossible-date": ("2027-01-04", "2027-13-45"),
    "15-date-with-clock": ("2027-01-04", "2027-01-04T00:00"),
    "15-bare-date": ("2027-01-04", "20270104"),
    "40-misspelt-field": ("title:", "titel:"),
    "42-id-in-capitals": ("id: sample", "id: Sample"),
    "107-climbing-id": ("id: sample", "id: ../../x"),
    "107-drive-id": ("id: sample", "id: 'C:\\x'"),
    "107-device-id": ("id: sample", "id: CON"),
    "107-trailing-dot-id": ("id: sample", "id: sample."),
    "107-long-id": ("id: sample", "id: " + "a" * 300),
    "107-option-id": ("id: sample", "id: --help"),
    "107-climbing-template": ("draft: 1", "draft: 1\ntemplate: ../../etc/passwd"),
    "107-climbing-layer": ("draft: 1", "draft: 1\nlayers: [../../x]"),
    "x-year-0": ("2027-01-04", "0000-01-01"),
    "x-year-1": ("2027-01-04", "0001-01-01"),
    "x-year-9999": ("2027-01-04", "9999-12-31"),
    "x-full-width-date": ("2027-01-04", "２０27-01-04"),
    "x-arabic-digit": ("draft: 1", "draft: ١"),
    "x-negative-period": ("every: 2 years", "every: -2 years"),
    "x-no-period": ("every: 2 years", "every: 0 years"),
    "x-endless-period": ("every: 2 years", "every: 99999999999 years"),
    "x-empty-title": ("title: Filling", "title:"),
    "17-null-word": ("title: Filling", "title: null"),
    "x-tilde": ("title: Filling", "title: ~"),
    "x-blank-title": ("title: Filling", "title: ' '"),
    "58-line-end-in-title": ("title: Filling", 'title: "Fil\\nling"'),
    "58-title-of-several-lines": ("title: Filling", "title: |\n  Filling\n  Packing"),
    "58-line-end-in-open-point": ("effective: 2027-01-04", 'effective: "? a\\nb"'),
    "x-title-longer-than-a-cell": ("title: Filling", "title: " + "x" * 100_000),
    "x-title-of-7-mb": ("title: Filling", "title: " + "x " * 3_000_000),
}


@pytest.mark.parametrize("case", FACTS)
def test_a_hostile_fact_of_an_agreement_is_refused(base: dict[str, bytes], put: Put, case: str) -> None:
    old, new = FACTS[case]
    assert old in base[AGREEMENT].decode()
    reading = put(AGREEMENT, base[AGREEMENT].decode().replace(old, new, 1).encode())
    assert not reading.results[0].sound
    assert [fault for fault in reading.found if fault.span.path == AGREEMENT]


NUMBERS = {
    "10-no-number": "nan business day",
    "12-exponent": "1e3 business days",
    "x-full-width": "１ business day",
    "x-arabic": "١ business day",
    "x-40-digits": "9" * 40 + " business days",
    "x-negative": "-1 business day",
    "x-minus-sign": "−1 business day",
    "x-half": "½ business day",
    "x-in-letters": "two business days",
    "x-plus": "+1 business day",
    "x-dash-range": "1–3 business days",
    "x-comma": "1,5 hours",
    "x-unknown-unit": "3 fortnights",
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_hostile_number_is_refused_and_never_taken_for_words(base: dict[str, bytes], put: Put, case: str) -> None:
    written = base[VALUES].decode().replace("default: 1 business day", f'default: "{NUMBERS[case]}"')
    reading = put(VALUES, written.encode())
    assert [fault.code for fault in reading.found if fault.span.path == VALUES] == ["wrong-value"]


GRAMMAR = {
    "43-half-a-blank": "The value is {{ notice",
    "44-attribute-of-a-blank": "The value is {{ notice.__class__ }}",
    "45-lone-bracket": "Text with ]]> in it.",
    "56-4000-brackets": "[" * 4_000,
    "56-40000-brackets": "[a " * 40_000,
    "62-blank": "   ",
    "x-heading": "# Heading",
    "x-lower-heading": "### Heading",
    "x-indented": "Text.\n\n    code",
    "x-letters-out-of-order": "Text:\n\n(a) one\n(c) two",
    "x-50-levels": "Text:\n\n" + "\n".join("  " * n + "(a) x" for n in range(50)),
    "x-lone-backslash": "Text \\",
    "x-unknown-section": "Text.\n\n## Fallback\nText.",
    "x-section-twice": "Text.\n\n## guidance\nText.\n\n## guidance\nText.",
}


@pytest.mark.parametrize("case", GRAMMAR)
def test_a_hostile_sentence_is_refused(put: Put, case: str) -> None:
    reading = put(CLAUSE, f"---\nid: dev-notice\ntopic: DEV\ntitle: Notice\n---\n{GRAMMAR[case]}\n".encode())
    assert not reading.results[0].sound
    assert {fault.span.path for fault in reading.found} >= {CLAUSE}
    assert len(reading.found) < 200


BODIES: dict[str, str | bytes] = {
    "17-mark-inside": "Text \ufeffhere.",
    "18-latin-1": b"Text \xfc here.",
    "19-nul": "Text \0 here.",
    "20-lone-surrogate": b"Text \xed\xa0\x80 here.",
    "21-line-separator": "Text\u2028here.",
    "21-next-line": "Text\x85here.",
    "22-override": "Text \u202ehere.",
    "24-nfd": "Text u\u0308 here.",
    "39-merge-conflict": "Text.\n<<<<<<< HEAD\nhere.\n",
    "47-control": "Text \x07 here.",
    "47-escape": "Text \x1b[31m here.",
    "58-tab": "Text\there.",
    "58-carriage-return": "Text\rhere.",
    "58-form-feed": "Text\x0chere.",
    "62-nothing": "",
}


@pytest.mark.parametrize("case", BODIES)
def test_a_hostile_character_in_a_text_is_refused_at_its_place(put: Put, case: str) -> None:
    body = BODIES[case]
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    reading = put(CLAUSE, b"---\nid: dev-notice\ntopic: DEV\ntitle: Notice\n---\n" + data)
    assert not reading.results[0].sound
    places = [fault.span for fault in reading.found if fault.span.path == CLAUSE and fault.severity.value == "error"]
    assert places
    assert case == "62-nothing" or places[0].line >= 6


KEPT_BODIES = {
    "35-colon": "The site says: stop.",
    "46-word-xml": "Text </w:t></w:r></w:p><w:p><w:r><w:t>more.",
    "50-script": "Text <script>alert(1)</script> more.",
    "51-hidden-link": "See JaVaScRiPt&#58;alert(1) and &#x6a;avascript: there.",
    "52-image": "See <img src='file:///etc/passwd'> there.",
    "53-snippet": "See --8<-- 'etc/passwd' there.",
    "54-number-first": "5. is no item here.",
    "55-open-tag": "Text <div><table><td> more.",
    "57-typographic": "Text -- ... (c) 'q' more.",
    "60-right-to-left": "Text מעבדה المختبر 👩\u200d🔬 more.",
}


@pytest.mark.parametrize("case", KEPT_BODIES)
def test_a_text_that_only_looks_hostile_is_carried_as_it_stands(put: Put, case: str) -> None:
    front = "---\nid: dev-notice\ntopic: DEV\ntitle: Notice\n---\n"
    reading = put(CLAUSE, f"{front}{KEPT_BODIES[case]}\n".encode())
    assert reading.results[0].sound, reading.found
    printed = "\n".join(text for document in reading.results[0].documents.values() for text in printed_texts(document))
    assert KEPT_BODIES[case] in printed


@pytest.mark.parametrize("words", ["The site is TBD.", "The site is [___].", "To be confirmed."])
def test_a_stand_in_blocks_the_agreement(put: Put, words: str) -> None:
    """61."""
    reading = put(CLAUSE, f"---\nid: dev-notice\ntopic: DEV\ntitle: Notice\n---\n{words}\n".encode())
    assert not reading.results[0].sound


FLAGGED = {
    "23-zero-width": ("Fil\u200bling", "unseen-character"),
    "25-cyrillic-twin": ("Сontract", "mixed-script"),
    "25-full-width-twin": ("Fillinｇ", "mixed-script"),
    "59-greek-twin": ("ΑBC", "mixed-script"),
    "25-letter-of-a-formula": ("\U0001d405illing", "mixed-script"),
    "25-two-letters-in-one-sign": ("\ufb01lling", "mixed-script"),
    "22-mark-of-direction-in-latin": ("Fil\u200eling", "unseen-character"),
    "23-joiner-in-latin": ("Fil\u200dling", "unseen-character"),
    "x-variation-of-a-letter": ("Fil\ufe0fling", "unseen-character"),
    "x-braille-blank": ("Fil\u2800ling", "unseen-character"),
    "x-ogham-blank": ("Fil\u1680ling", "unseen-character"),
    "x-soft-hyphen": ("Fil\u00adling", "unseen-character"),
    "x-word-joiner": ("Fil\u2060ling", "unseen-character"),
    "x-tag-character": ("Fil\U000e0041ling", "unseen-character"),
    "x-hangul-filler": ("Fil\u3164ling", "unseen-character"),
    "x-private-use": ("Fil\ue000ling", "unseen-character"),
    "x-invisible-times": ("Fil\u2062ling", "unseen-character"),
    "x-grapheme-joiner": ("Fil\u034fling", "unseen-character"),
    "x-musical-format": ("Fil\U0001d173ling", "unseen-character"),
    "x-mongolian-separator": ("Fil\u180eling", "unseen-character"),
}


@pytest.mark.parametrize("case", FLAGGED)
def test_what_nobody_sees_is_carried_and_flagged(base: dict[str, bytes], put: Put, case: str) -> None:
    word, code = FLAGGED[case]
    reading = put(AGREEMENT, base[AGREEMENT].replace(b"title: Filling", f"title: {word}".encode()))
    assert [(fault.code, fault.span.line, fault.span.column >= 8) for fault in reading.found] == [(code, 3, True)]
    assert reading.results[0].sound
    assert next(iter(reading.results[0].documents.values())).facts.subject == word


def test_what_nobody_sees_is_flagged_when_an_escape_writes_it(base: dict[str, bytes], put: Put) -> None:
    reading = put(AGREEMENT, base[AGREEMENT].replace(b"title: Filling", b'title: "Fil\\u200bling"'))
    assert [fault.code for fault in reading.found] == ["unseen-character"]


@pytest.mark.parametrize(
    "word",
    [
        "👩\u200d🔬",
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "5 μm",
        "µg",
        "a\u200fב",
    ],
)
def test_signs_that_scripts_and_emoji_need_are_not_flagged(base: dict[str, bytes], put: Put, word: str) -> None:
    assert put(AGREEMENT, base[AGREEMENT].replace(b"title: Filling", f"title: {word}".encode())).found == ()


KEPT_FACTS = {
    "7-yaml-words": ("no", "no"),
    "10-leading-zero": ('"010"', "010"),
    "11-trailing-zero": ("1.10", "1.10"),
    "8-norway": ("NO", "NO"),
    "9-clock": ("22:30", "22:30"),
    "x-folded": (">-\n  one\n  two", "one two"),
    "x-stripped": ("|2-\n  one", "one"),
    "x-kept-ends": (">+\n  one\n\n", "one"),
    "x-escaped-slash": ('"a\\/b"', "a/b"),
    "x-single-quote": ("'it''s'", "it's"),
    "x-several-lines": ("one\n  two", "one two"),
    "x-equals": ('"=1+1"', "=1+1"),
}


@pytest.mark.parametrize("case", KEPT_FACTS)
def test_a_text_is_what_was_written(base: dict[str, bytes], put: Put, case: str) -> None:
    written, wanted = KEPT_FACTS[case]
    reading = put(AGREEMENT, base[AGREEMENT].replace(b"title: Filling", f"title: {written}".encode()))
    assert reading.found == ()
    assert next(iter(reading.results[0].documents.values())).facts.subject == wanted


@pytest.mark.parametrize("place", PLACES)
def test_a_mark_at_the_start_and_windows_line_ends_change_nothing(base: dict[str, bytes], put: Put, place: str) -> None:
    path = PLACES[place]
    reading = put(path, b"\xef\xbb\xbf" + base[path].replace(b"\n", b"\r\n"))
    assert reading.found == ()


LONG = " and so on" * 3_300
SENTENCE = f"The [Contract Acceptor] shall note it within {{{{ notice }}}} after discovery{LONG}."
FRONT = (
    "---\nid: dev-x\ntopic: DEV\ntitle: Case\nduties: [{id: dev-x-note, sentence: 2, does: note, evidence: log}]\n---\n"
)
OVERLONG = {
    # file, what is written there, where it is to be shortened, the table of the workbook
    "a sentence of a clause": (
        "clauses/core/dev/dev-x.md",
        f"{FRONT}The site keeps a log.\n{SENTENCE}\n",
        "clauses/core/dev/dev-x.md:8:1",
        "Duties with a time limit",
    ),
    "a row": (
        "clauses/core/responsibilities.yaml",
        f'- {{id: RM-001, topic: DEV, activity: "Notify{LONG}.", giver: I, acceptor: R/A}}\n',
        "clauses/core/responsibilities.yaml:1:3",
        "Responsibilities",
    ),
    "the subject of an agreement": (AGREEMENT, f"subject: Filling{LONG}\n", f"{AGREEMENT}:17:10", "About"),
    "the reason of a departure": (
        AGREEMENT,
        f"choices:\n  dev-notice:\n    position: fallback\n    reason: None{LONG}\n    by: Head\n    on: 2026-10-02\n",
        f"{AGREEMENT}:20:13",
        "Negotiated positions",
    ),
}


@pytest.mark.parametrize("case", OVERLONG)
def test_a_text_longer_than_a_cell_of_a_workbook_is_told_at_its_line_and_not_met_while_building(
    base: dict[str, bytes], put: Put, case: str
) -> None:
    path, text, place, table = OVERLONG[case]
    written = base[path] + text.encode() if path == AGREEMENT else text.encode()
    found = [one for one in put(path, written).results[0].found if one.severity is Severity.ERROR]
    assert {(one.code, str(one.span)) for one in found} == {("text-too-long-for-excel", place)}
    assert re.fullmatch(
        rf'the table "{table}" of the workbook has a text of 33,\d\d\d characters, ".{{40}}…"; a cell holds 32,767',
        found[0].message,
    )
    assert found[0].hint.startswith("Shorten it, or divide it: two sentences or two rows in place of one")


def test_a_long_clause_whose_sentences_fit_is_carried(put: Put) -> None:
    text = "---\nid: dev-x\ntopic: DEV\ntitle: Case\n---\n" + "The record is kept and so on.\n" * 1_000
    assert put("clauses/core/dev/dev-x.md", text.encode()).results[0].sound
