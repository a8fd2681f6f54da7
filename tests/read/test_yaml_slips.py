"""Slips of the hand in a YAML file: what somebody who never programmed is told, word for word, and where."""

from __future__ import annotations

import pytest

from generator.read.yaml import read_yaml
from generator.read.yaml.faults import QUOTE_IT

COLON = "the colon parts the text: put quotation marks around all of it"

SLIPS = {
    # what is wrong: what is written, where it is told (line and column), the edit that mends it
    "there is no space behind the colon of this field": {
        "a: b\ntitle:Quality\nc: d\n": ("2:1", "put a space behind the colon: title: Quality"),
        "\nid:sample\nb: c\n": ("2:1", "put a space behind the colon: id: sample"),
        "id:sample\nb: c\n": ("1:1", "put a space behind the colon: id: sample"),
        "- id:two\n  title: T\n": ("1:3", "put a space behind the colon: id: two"),
        f"a: b\nwhy:{'y' * 60}\nc: d\n": ("2:1", f"put a space behind the colon: why: {'y' * 60}"),
        f"a: b\nwhy:{'y' * 61}\nc: d\n": ("2:1", f"put a space behind the colon: why: {'y' * 60} .."),
        "a: b\nwhy:c  \nd: e\n": ("2:1", "put a space behind the colon: why: c"),
        "title:Quality\n\nc: d\n": ("1:1", "put a space behind the colon: title: Quality"),
        "a: b\n\n\ntitle:Quality\n\nc: d\n": ("4:1", "put a space behind the colon: title: Quality"),
    },
    "this line is neither a field, `name: value`, nor part of the text above": {
        "a: b\nhome://x\nc: d\n": (
            "2:1",
            "write `name: value`; a text of several lines stands behind | or in quotation marks",
        ),
        "a: 1\nstage commercial\nb: [x]\n": (
            "2:1",
            "put a colon behind the name: stage: commercial; or put a text of several lines behind |",
        ),
        "a: 1\nsigners [one, two]\nb: c\n": (
            "2:1",
            "put a colon behind the name: signers: [one, two]; or put a text of several lines behind |",
        ),
        "stage: x\ntitle Fill and finish of a vial\nb: c\n": (
            "2:1",
            "put a colon behind the name: title: Fill and finish of a vial; or put a text of several lines behind |",
        ),
        f"a: {'long ' * 20}\nand it goes on here with words\nb: c\n": (
            "2:1",
            "write `name: value`; a text of several lines stands behind | or in quotation marks",
        ),
        f"a: {'n' * 76}\ntitle Fill and finish of a vial\nb: c\n": (
            "2:1",
            "put a colon behind the name: title: Fill and finish of a vial; or put a text of several lines behind |",
        ),
        f"a: {'n' * 77}\ntitle Fill and finish of a vial\nb: c\n": (
            "2:1",
            "write `name: value`; a text of several lines stands behind | or in quotation marks",
        ),
        f"a: {'n' * 77}\ntitle Quality\nb: c\n": (
            "2:1",
            "put a colon behind the name: title: Quality; or put a text of several lines behind |",
        ),
        f"a: 1\nname {'y' * 61}\nb: c\n": (
            "2:1",
            f"put a colon behind the name: name: {'y' * 60} ..; or put a text of several lines behind |",
        ),
        f"a: 1\nname {'w' * 30} {'y' * 29}\nb: c\n": (
            "2:1",
            f"put a colon behind the name: name: {'w' * 30} {'y' * 29}; or put a text of several lines behind |",
        ),
        "a: 1\nname [x, # y\nb: c\n": (
            "2:1",
            "put a colon behind the name: name: [x, # y; or put a text of several lines behind |",
        ),
        "a: 1\nOnly Words\nb: c\n": (
            "2:1",
            "write `name: value`; a text of several lines stands behind | or in quotation marks",
        ),
        "- id: a\n  name  two\n  b: c\n": (
            "2:3",
            "put a colon behind the name: name: two; or put a text of several lines behind |",
        ),
        "a: 1\n\nstage commercial\nb: c\n": (
            "3:1",
            "put a colon behind the name: stage: commercial; or put a text of several lines behind |",
        ),
        "- {id: a}\n{id: b}\n- {id: c}\n": ("2:1", "an entry of a list begins with a hyphen: write - { in place of {"),
        "- a\n{id: b}\n- {id: c}\n": ("2:1", "an entry of a list begins with a hyphen: write - { in place of {"),
        "a: b\n{a: b": ("2:1", "write `name: value`; a text of several lines stands behind | or in quotation marks"),
        "- a: b\n\n\n  c d\n  e: f\n": (
            "4:3",
            "put a colon behind the name: c: d; or put a text of several lines behind |",
        ),
        "a: b\n\n\ntitle Quality\n\nc: d\n": (
            "4:1",
            "put a colon behind the name: title: Quality; or put a text of several lines behind |",
        ),
    },
    "a field, `name: value`, is expected here": {
        "a: 1\n- stage commercial\nb: c\n": (
            "2:1",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "note: 'the supplier's duty'\n": ("1:21", 'put double quotation marks around the text: "the supplier\'s duty"'),
        "note: 'the supplier's duty\n": (
            "1:21",
            "between single quotation marks an apostrophe is written twice, ''; or use double ones",
        ),
        "note: 'a \"b\" supplier's duty'\n": (
            "1:23",
            "between single quotation marks an apostrophe is written twice, ''; or use double ones",
        ),
        "note: 'see' \"b\"\n": (
            "1:13",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "note: 'one' two\n": ("1:13", "put quotation marks round the whole text; inside it, use single ones"),
        "note: 'one'2 three'\n": ("1:12", "put quotation marks round the whole text; inside it, use single ones"),
        'name: "Jens" Beispiel\n': ("1:14", "put quotation marks round the whole text; inside it, use single ones"),
        "a: b\n- c\n": (
            "2:1",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "a: b\n- c: d\n": (
            "2:1",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        'a: "b"  layers: c\n': ("1:9", 'begin a new line in front of "layers:"'),
        "risk: {tier: 1}effective: x\n": ("1:16", 'begin a new line in front of "effective:"'),
        "a: [b]c: d\n": ("1:7", 'begin a new line in front of "c:"'),
        '- role: "Legal", name: M}\n': ("1:16", 'write { in front of "role:"'),
        "covers: [R-C]OM-09\n": ("1:14", "the ] ends the value: take it out, or what stands behind it"),
        "activity: [Party] shall tell\n": (
            "1:19",
            'write activity: "[Party] shall tell", between quotation marks; or put it behind | on the next line',
        ),
        f"activity: [Party] {'w' * 63}\n": (
            "1:19",
            QUOTE_IT,
        ),
        f"activity: [Party] {'w' * 62}\n": (
            "1:19",
            QUOTE_IT,
        ),
        "a: {b: c} d\n": ("1:11", "the } ends the value: take it out, or what stands behind it"),
        "a: [b, c], d]\n": ("1:10", "the ] ends the value: take it out, or what stands behind it"),
        "a: b\n]c: d\n": ("2:1", "take the ] out: nothing is open that it closes"),
        "a: b\n,c: d\n": ("2:1", "take the comma out, or write what belongs before it"),
        "a: b # cut\n  here\n": ("2:3", 'YAML takes "# cut" for a comment: put the text between quotation marks'),
        "- a: b\n  - c\n": (
            "2:3",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "a: 'b' # x\n  'c'\n": ("2:3", 'YAML takes "# x" for a comment: put the text between quotation marks'),
        "a: b\n\n- {x: 1, y: 2\n": (
            "3:1",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "a: b  # c\n  d\n": (
            "2:3",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "note: 'the supplier's\n": (
            "1:21",
            "between single quotation marks an apostrophe is written twice, ''; or use double ones",
        ),
        "a: [b] [c]\n": ("1:8", "the ] ends the value: take it out, or what stands behind it"),
        "a: {b} {c}\n": ("1:8", "the } ends the value: take it out, or what stands behind it"),
        "'a'b: c\n": ("1:4", "between single quotation marks an apostrophe is written twice, ''; or use double ones"),
        "? a\n  : b: c\n": ("2:3", "take the colon out, or write the name of the field before it"),
        'x: y\nname: "Jens" Beispiel\n': (
            "2:14",
            "put quotation marks round the whole text; inside it, use single ones",
        ),
        '\nname: "Jens" Beispiel\n': ("2:14", "put quotation marks round the whole text; inside it, use single ones"),
        'a: "x" # note\nname: "Jens" Beispiel\n': (
            "2:14",
            "put quotation marks round the whole text; inside it, use single ones",
        ),
        "x:\n    - a: b\n  - c: d\n": (
            "3:3",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
        "x: y\nnote: 'the supplier's duty'\n": (
            "2:21",
            'put double quotation marks around the text: "the supplier\'s duty"',
        ),
        "x: y\n- {a: b}\n": (
            "2:1",
            "write `name: value`; the entries of a list stand below the name of their field, each behind a hyphen",
        ),
    },
    "what stands here belongs to nothing above it": {
        "{id: b}\n{id: c}\n": ("2:1", "take it out, or move it above the line of --- or ..."),
        "a: b\n...\nc: d\n": ("3:1", "take it out, or move it above the line of --- or ..."),
    },
    "the quotation mark that opens here is closed only on line 2": {
        'a: "b\nversion: "1.0"\n': ("1:4", 'close it where the text ends, "b"'),
    },
    "a quotation mark is opened here and never closed": {
        "a: 'never closed\nb: c\n": ("1:4", "close it where the text ends, with the same quotation mark"),
    },
    "a quotation mark is opened here and not closed before a line of ---": {
        "a: 'never closed\n---\nb: c\n": ("1:4", "close it where the text ends, with the same quotation mark"),
    },
    "an entry of the list, its hyphen in the same column, is expected here": {
        "- 'the supplier's duty'\n": ("1:17", 'put double quotation marks around the text: "the supplier\'s duty"'),
        "- a\nb: c\n": ("2:1", "put a hyphen and a space in front of this line, or take it out"),
        "- [Party] shall tell\n": (
            "1:11",
            'write "[Party] shall tell", between quotation marks; or put it behind | on the next line',
        ),
        '- "a" b\n': ("1:7", "put quotation marks round the whole text; inside it, use single ones"),
        "- {a: b} c\n": ("1:10", "the } ends the value: take it out, or what stands behind it"),
        "- id: a\n ? side: b\n": ("2:2", 'an open point has quotation marks: "? what, who, by when"'),
        "- id: a\n  b: c\n ? side: b\n": ("3:2", 'an open point has quotation marks: "? what, who, by when"'),
    },
    "a comma or a closing brace is expected here": {
        "- {note: 'the supplier's duty', b: c}\n": (
            "1:24",
            'put double quotation marks around the text: "the supplier\'s duty"',
        ),
        '- {name: "Jens" Beispiel, b: c}\n': (
            "1:17",
            "put quotation marks round the whole text; inside it, use single ones",
        ),
        '- {name: "Jens" (Quality), b: c}\n': (
            "1:17",
            "put quotation marks round the whole text; inside it, use single ones",
        ),
        '- {a: "One, two" more, b: "c"}\n': (
            "1:18",
            "put quotation marks round the whole text; inside it, use single ones",
        ),
        "- {name: A title: B}\n": (
            "1:17",
            'put a comma before "title:", or quotation marks around a text with a colon',
        ),
        "- {name: A Two: B}\n": (
            "1:15",
            COLON + ': name: "A Two: B"',
        ),
        "- {name: A, note: one: two, b: c}\n": (
            "1:22",
            COLON + ': note: "one: two"',
        ),
        "- {name: [A] title: B}\n": (
            "1:14",
            'put a comma before "title:", or quotation marks around a text with a colon',
        ),
        '- {name: "A" title: B}\n': (
            "1:14",
            'put a comma before "title:", or quotation marks around a text with a colon',
        ),
        "- {name: [A]b, c: d}\n": ("1:13", "the ] ends the value: put a comma behind it, or take it out"),
        "- {name: One that is told at great length and in several longer Parts: there}\n": (
            "1:70",
            COLON + ': name: "One that is told at great ... longer Parts: there"',
        ),
        f"- {{note: {'y' * 55} Two: B}}\n": ("1:69", COLON),
        f"- {{note: {'y' * 54} Two: B}}\n": ("1:68", COLON),
        "- {name: A [b], c: d}\n": ("1:12", "take the [ out, or put quotation marks around the whole text"),
        "- {a: b: c: d}\n": ("1:8", COLON),
        "- {name: Jens #2, email: x}\n": (
            "1:28",
            'YAML takes "#2, email: x}" for a comment: put the text between quotation marks',
        ),
        "\n\n- {a: b c: d}\n": ("3:10", 'put a comma before "c:", or quotation marks around a text with a colon'),
        "- {a: 'x' b: c}\n": ("1:11", 'put a comma before "b:", or quotation marks around a text with a colon'),
        '- {a: "x" [b]}\n': ("1:11", "take the [ out, or put quotation marks around the whole text"),
        "- {a b: c d: e}\n": ("1:12", 'put a comma before "d:", or quotation marks around a text with a colon'),
        "- {A title: x: y}\n": ("1:14", COLON),
        "- {title: One [two}\n": ("1:15", "take the [ out, or put quotation marks around the whole text"),
        "- {a: '1' '2'}\n": ("1:11", "put a comma between the two"),
        "- {name: Jens #2 and many more words, email: x}\n": (
            "1:48",
            'YAML takes "#2 and many more wor" for a comment: put the text between quotation marks',
        ),
        '- {a: "x" {b: c}}\n': ("1:11", "take the { out, or put quotation marks around the whole text"),
        '- {a: "b": c}\n': ("1:10", "put quotation marks round the whole text; inside it, use single ones"),
        "- {a: b c[d]}\n": ("1:10", "take the [ out, or put quotation marks around the whole text"),
        f"- {{note: {'y' * 53} Two: B}}\n": (
            "1:67",
            COLON + f': note: "{"y" * 53} Two: B"',
        ),
        "- {id: a}\n- {name: A Two: B}\n": (
            "2:15",
            COLON + ': name: "A Two: B"',
        ),
    },
    "a comma or a closing bracket is expected here": {
        "- ['the supplier's duty', b]\n": (
            "1:18",
            'put double quotation marks around the text: "the supplier\'s duty"',
        ),
        'layers: ["1" "2"]\n': ("1:14", "put a comma between the two"),
        'layers: ["1"2"]\n': ("1:13", "put quotation marks round the whole text; inside it, use single ones"),
        "- [[a] b]\n": ("1:8", "the ] ends the value: put a comma behind it, or take it out"),
        "- [a {b]\n": ("1:6", "take the { out, or put quotation marks around the whole text"),
        "[a: b: c]\n": ("1:6", COLON),
        "a: [x,# y\n  z\nb: c\n": ("3:2", 'YAML takes "# y" for a comment: put the text between quotation marks'),
        "range: [#1 day, 2 days]\nb: c\n": (
            "2:5",
            'YAML takes "#1 day, 2 days]" for a comment: put the text between quotation marks',
        ),
    },
    "the quotation mark that opens here is not closed where its text ends": {
        '- {a: "One thing., b: "two"}\n': ("1:7", 'write the quotation mark: "One thing."'),
        '- {a: "One., b:"two"}\n': ("1:7", 'write the quotation mark: "One."'),
        '- {a: "One., b: "A thing"}\n': ("1:7", 'write the quotation mark: "One."'),
        f'- {{a: "{"x" * 60}, b: "two"}}\n': ("1:7", f'write the quotation mark: "{"x" * 60}"'),
        f'- {{a: "{"x" * 61}, b: "two"}}\n': ("1:7", f'write the quotation mark: "…{"x" * 60}"'),
    },
    "the { that opens here has no }": {
        "- {x: 1, y: 2\n- {z: 3}\n": (
            "1:3",
            "write } at the end of this line; or a comma is missing between two entries",
        ),
        "- {x: 1,\n   y: 2\n- {z: 3}\n": ("1:3", "write } where it ends; or a comma is missing between two entries"),
        "- {\n   y: 2\n- {z: 3}\n": ("1:3", "write } where it ends; or a comma is missing between two entries"),
        "- {x: 1, y: 2\nand more\n": ("1:3", "write } where it ends; or a comma is missing between two entries"),
        "{a: b": ("1:1", "write } at the end of this line; or a comma is missing between two entries"),
        "- {a: b, c: d\n": ("1:3", "write } at the end of this line; or a comma is missing between two entries"),
        "- {a: b  # c\n  d: e}\n": (
            "1:3",
            "write } at the end of this line; or a comma is missing between two entries",
        ),
        "a: {\nb: c\n": ("1:4", "write } where it ends; or a comma is missing between two entries"),
    },
    "the [ that opens here has no ]": {
        "a: [ \n  x\nb: c\n": ("1:4", "write ] where it ends; or a comma is missing between two entries"),
        "a: [x\nb: c\n": ("1:4", "write ] at the end of this line; or a comma is missing between two entries"),
        "a: [x,  \nb: c\n": ("1:4", "write ] where it ends; or a comma is missing between two entries"),
        "[a, b": ("1:1", "write ] at the end of this line; or a comma is missing between two entries"),
        "a: {b: [x, y, z: [w]}\n": ("1:8", 'write ] behind "y"; or a comma is missing between two entries'),
        "a: {b: [c d, e f, g: h}\n": ("1:8", 'write ] behind "e f"; or a comma is missing between two entries'),
        "signatories: [giver-head, acceptor-head\nscope: x\n": (
            "1:14",
            "write ] at the end of this line; or a comma is missing between two entries",
        ),
        "- [a  # c\n  b: c\n- d\n": (
            "1:3",
            "write ] at the end of this line; or a comma is missing between two entries",
        ),
        f"a: [{'y' * 60}, b: c\nd: e\n": (
            "1:4",
            f'write ] behind "{"y" * 60}"; or a comma is missing between two entries',
        ),
        f"a: [{'y' * 61}, b: c\nd: e\n": (
            "1:4",
            f'write ] behind "{"y" * 60} .."; or a comma is missing between two entries',
        ),
        "a: {b: c,\n  d: [e\n  f: g}\n": (
            "2:6",
            "write ] at the end of this line; or a comma is missing between two entries",
        ),
        "a: [\nb: c\n": ("1:4", "write ] where it ends; or a comma is missing between two entries"),
        "a: [ \nb: c\n": ("1:4", "write ] where it ends; or a comma is missing between two entries"),
    },
    "this } stands before the ] of the [ that is open": {
        "a: {b: [x, y}\n": ("1:13", "take the } out, or write ] before it"),
        "a: {b: [c}]\n": ("1:10", "take the } out, or write ] before it"),
        "a: [b: c}\n": ("1:9", "take the } out, or write ] before it"),
    },
    "this ] stands before the } of the { that is open": {
        "a: [{b: x]\n": ("1:10", "take the ] out, or write } before it"),
        "- {a: b]}\n": ("1:8", "take the ] out, or write } before it"),
    },
    "a value is expected here": {
        "- {a: #1 x}\n- {b: c}\n": ("2:1", 'YAML takes "#1 x}" for a comment: put the text between quotation marks'),
        "- {a: b,, c: d}\n": ("1:9", "take the comma out, or write what belongs before it"),
        "- {a: b,: c}\n": ("1:9", "take the colon out, or write the name of the field before it"),
        "a: [b, }\n": ("1:8", "take the } out: nothing is open that it closes"),
        "a: ]\n": ("1:4", "take the ] out: nothing is open that it closes"),
        "- {a: b,- c: d}\n": ("1:9", "take the hyphen out, or put quotation marks around the text"),
        "a: [": ("1:4", "the file ends here: write what is missing"),
        "- {values: {notice: ?}}\n": ("1:21", 'an open point has quotation marks: "? what, who, by when"'),
        "]a: b\n": ("1:1", "take the ] out: nothing is open that it closes"),
    },
    "a value is missing behind this colon": {
        "- {id:, b: c}\n": ("1:6", "write the value behind the colon, or take the field out"),
        "- {id:}\n": ("1:6", "write the value behind the colon, or take the field out"),
        "- [id:]\n": ("1:6", "write the value behind the colon, or take the field out"),
    },
    "a colon stands inside a text without quotation marks": {
        "- {regions:[EU]}\n": ("1:11", 'put a space behind "regions:"'),
        "- {a:?x}\n": ("1:5", 'put a space behind "a:"'),
        "- [A:[b]]\n": ("1:5", 'put a space behind "A:"'),
    },
    "a question mark and a blank open no text without quotation marks": {
        "a: ? what\n": ("1:4", 'an open point has quotation marks: "? what, who, by when"'),
    },
    "a colon and a blank stand inside a text without quotation marks": {
        "a: b: ? c\n": ("1:5", 'write a: "b: ? c", between quotation marks; or put it behind | on the next line'),
        "a: b\n two words: d\n": (
            "2:11",
            QUOTE_IT,
        ),
        "a: b  giver: c\n": ("1:12", 'begin a new line in front of "giver:"'),
        "scope: stage: commercial, services: [a]}\n": ("1:13", 'write { in front of "stage:"'),
        "- id: giver, role: supply}\n": ("1:18", 'write { in front of "id:"'),
        "title: Filling: sterile\n": (
            "1:15",
            'write title: "Filling: sterile", between quotation marks; or put it behind | on the next line',
        ),
        f"title: {'y' * 51}: sterile\n": (
            "1:59",
            f'write title: "{"y" * 51}: sterile", between quotation marks; or put it behind | on the next line',
        ),
        f"title: {'y' * 52}: sterile\n": (
            "1:60",
            QUOTE_IT,
        ),
        'title: Filling: "sterile"\n': (
            "1:15",
            QUOTE_IT,
        ),
        "- title: Filling: sterile\n": (
            "1:17",
            'write title: "Filling: sterile", between quotation marks; or put it behind | on the next line',
        ),
        "a: The [Party] tells: at once\n": (
            "1:21",
            'write a: "The [Party] tells: at once", between quotation marks; or put it behind | on the next line',
        ),
        "Title: A: b\n": (
            "1:9",
            QUOTE_IT,
        ),
        "Abc: x\n d: e\n": ("2:3", 'write d: "e", between quotation marks; or put it behind | on the next line'),
        "- a\n b: c\n": ("2:3", 'write b: "c", between quotation marks; or put it behind | on the next line'),
        "a b: c: d\n": (
            "1:7",
            QUOTE_IT,
        ),
        "A: B: c}\n": (
            "1:5",
            QUOTE_IT,
        ),
    },
    "no text without quotation marks begins with this character": {
        "a: @ref\n": ("1:4", 'write "@ref", between quotation marks; or put it behind | on the next line'),
        "- {a: @jens, b: c}\n": ("1:7", 'write "@jens", between quotation marks; or put it behind | on the next line'),
        "a: `code` more\n": (
            "1:4",
            'write "`code` more", between quotation marks; or put it behind | on the next line',
        ),
        "  @title: b\n": ("1:3", "take the @ out"),
        "a: %x\n": ("1:4", 'write "%x", between quotation marks; or put it behind | on the next line'),
        f"a: @{'y' * 70}\n": (
            "1:4",
            QUOTE_IT,
        ),
        "- {@id: b}\n": ("1:4", "take the @ out"),
        "a: @[b\n": ("1:4", "take the @ out"),
        f"- @{'y' * 59}\n": (
            "1:3",
            f'write "@{"y" * 59}", between quotation marks; or put it behind | on the next line',
        ),
        f"- @{'y' * 60}\n": (
            "1:3",
            QUOTE_IT,
        ),
    },
    "no text without quotation marks begins with & or *": {
        "* one\n": ("1:2", "an entry of a list begins with a hyphen: write - in place of *"),
        "- a\n* {id: b}\n": ("2:2", "an entry of a list begins with a hyphen: write - in place of *"),
        "a:\n  * b\n": ("2:4", "an entry of a list begins with a hyphen: write - in place of *"),
        "a: *\n": ("1:5", "take the * out"),
        "- {a: *, b: c}\n": ("1:8", "take the * out"),
        "a: & b\n": ("1:5", "take the & out"),
    },
    "no text without quotation marks begins with !": {
        'a: !"x"\n': ("1:5", "take the ! out"),
        "- [!a]\n": ("1:6", 'write "!a", between quotation marks; or put it behind | on the next line'),
    },
    "no text without quotation marks begins with %": {
        "%title: b\n": ("1:7", "take the % out; a text that begins with it goes between quotation marks"),
        "% title: b\n": ("1:2", "take the % out; a text that begins with it goes between quotation marks"),
        "%YAML x\n": ("1:7", "take the % out; a text that begins with it goes between quotation marks"),
        "%YAML 1\na: b\n": ("1:8", "take the % out; a text that begins with it goes between quotation marks"),
    },
    "the text behind | or > begins on the line below": {
        "a: |x\n": ("1:5", "move the text to the line below, two spaces further in; or take the | or > out"),
        "a: > words\n  more\n": (
            "1:6",
            "move the text to the line below, two spaces further in; or take the | or > out",
        ),
    },
    "the figures of this escape are missing": {
        'a: "C:\\temp\\x"\n': ("1:14", "write the sign itself instead of its number"),
        'a: "\\xZZ"\n': ("1:7", "write the sign itself instead of its number"),
        'a: "\\u12"\n': ("1:7", "write the sign itself instead of its number"),
    },
    "this escape is half a character": {
        'a: "\\ud800"\n': ("1:7", "write the sign itself instead of its number"),
    },
    "this line begins in another column than the lines that it belongs to": {
        "- id: X\n  reason: we want\n   giver: C\n": (
            "3:9",
            "begin this line in column 3, as line 2 does; or put a long text behind |",
        ),
        "a:\n  b: 1\n c:\n": ("3:2", "begin this line in column 1, as line 1 does; or put a long text behind |"),
        "- a: b\n  c: d\n e: f\n": ("3:2", "move this line so that it begins in column 3, as line 2 does"),
        "x:\n  - {a: b}\n   - {a: c}\n": ("3:4", "move this line so that it begins in column 3, as line 2 does"),
        "x:\n  - a: b\n    c: d\n risk: e\n": (
            "4:2",
            "begin this line in column 1, as line 1 does; or put a long text behind |",
        ),
        "- a: b\n  c: d\n\n e: f\n": ("4:2", "move this line so that it begins in column 3, as line 2 does"),
        "- a: b\n- c: d\n e: f\n": ("3:2", "move this line so that it begins in column 3, as line 2 does"),
        "- a: b\n text: x\n": ("2:2", "move this line so that it begins in column 3, as line 1 does"),
        "a: b\n c: d\n": ("2:3", "begin this line in column 1, as line 1 does; or put a long text behind |"),
        "- - a\n b: c\n": ("2:2", "move this line so that it begins in column 1, as line 1 does"),
        "- 1\n two\n- b: c\n d: e\n": ("4:2", "move this line so that it begins in column 3, as line 3 does"),
        "a:\n- b\n c: d\n": ("3:3", "begin this line in column 1, as line 1 does; or put a long text behind |"),
        "- a:\n    b: c\n    b: c\n    b: c\n   d: e\n": (
            "5:4",
            "begin this line in column 3, as line 1 does; or put a long text behind |",
        ),
        "x:\n- a: b\n      c: d\n   e: f\n": (
            "3:8",
            "begin this line in column 3, as line 2 does; or put a long text behind |",
        ),
        "- a:\n    b: c\n   d: e\n": (
            "3:4",
            "begin this line in column 3, as line 1 does; or put a long text behind |",
        ),
        "- a: b\n  c:\n      d: e\n e: f\n": ("4:2", "move this line so that it begins in column 3, as line 2 does"),
        "- a:\n        b: c\n   e: f\n- g: h\n": (
            "3:4",
            "begin this line in column 3, as line 1 does; or put a long text behind |",
        ),
        "a:\n      b: c\n d: e: f\n": (
            "3:2",
            "begin this line in column 1, as line 1 does; or put a long text behind |",
        ),
    },
    "an entry with a hyphen stands where a value is expected": {
        "products:  - id: v\n": (
            "1:12",
            "begin a new line in front of this hyphen; a text that begins with one goes between quotation marks",
        ),
        "- {a: b}- {c: d}\n": (
            "1:9",
            "begin a new line in front of this hyphen; a text that begins with one goes between quotation marks",
        ),
        "a: - b\n": (
            "1:4",
            "begin a new line in front of this hyphen; a text that begins with one goes between quotation marks",
        ),
        "- a: -\n  - b: - c\n": (
            "1:6",
            "begin a new line in front of this hyphen; a text that begins with one goes between quotation marks",
        ),
    },
}


CASES = [(message, text) for message, texts in SLIPS.items() for text in texts]


@pytest.mark.parametrize(("message", "text"), CASES, ids=[text[:40] for _, text in CASES])
def test_a_slip_is_told_where_it_stands_with_what_is_wrong_and_the_edit_that_mends_it(message: str, text: str) -> None:
    place, hint = SLIPS[message][text]
    found = [one for one in read_yaml("a.yaml", text.encode())[1] if one.code == "yaml-fault"]
    assert [(str(one.span), one.message, one.hint) for one in found] == [(f"a.yaml:{place}", message, hint)]
