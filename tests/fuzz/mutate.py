"""Seeded damage: the same seed gives the same files, so that a failure can be seen again by its number."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from random import Random

from lxml import etree

SIGNS: tuple[bytes, ...] = (
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"{{",
        b"}}",
        b"{{? ",
        b"(",
        b"(a)",
        b"(i)",
        b"@",
        b"@x",
        b"\\",
        b"*",
        b"**",
        b":",
        b": ",
        b"- ",
    ),
    *(
        b"#",
        b" #",
        b"|",
        b"|-",
        b">",
        b"? ",
        b"&a ",
        b"*a",
        b"!!x ",
        b"<<: ",
        b"'",
        b'"',
        b",",
        b"\n",
        b"\n\n",
        b"\r\n",
        b"  ",
    ),
    *(
        b"---\n",
        b"## ",
        b"## fallback\n",
        b":: matrix ",
        b"...\n",
        b"%",
        b"\t",
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"\xe2\x80\xa8",
        b"u\xcc\x88",
        b"\\u0000",
        b"\\ud800",
        b'"\\x',
        b"~",
        b"null",
        b"yes",
    ),
    *(
        b"0",
        b"-1",
        b"9" * 40,
        b"1e999",
        b"NaN",
        b"2026-02-30",
        b"24 hours",
        b"1 business day",
        b"longest of: [",
        b"by: {",
    ),
    *(
        b"<",
        b">",
        b"&",
        b"&amp;",
        b"&#0;",
        b"<!DOCTYPE x>",
        b"<x/>",
        b"</w:p>",
        b"<w:p>",
        b"<w:r><w:t>",
        b"</w:tbl>",
        b"_x0000_",
    ),
    *(
        b"@@BODY@@",
        b"{% if x %}",
        b"{{ title }}",
        b"true",
        b"id: ",
        b"title: ",
        b"[]",
        b"{}",
        "é".encode(),
        "מ".encode(),
    ),
)
"""What files of ours are made of, and what they must never hold."""


ODD_NUMBERS = ("", "-1", "x", "1.5", "٣", "9" * 40, "9" * 5_000)


def damaged(data: bytes, other: bytes, chance: Random) -> bytes:
    """Return *data* after one to six small changes; pieces of *other* may come in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randint(0, len(made)), chance.choice((0, 1, 1, 2, 4, 8, 40))
        piece = made[at : at + length]
        match chance.randrange(7):
            case 0:
                made[at : at + length] = b""
            case 1:
                made[at:at] = chance.choice(SIGNS)
            case 2:
                made[at : at + length] = chance.choice(SIGNS)
            case 3:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                start = chance.randint(0, len(other))
                made[at : at + length] = other[start : start + chance.choice((4, 20, 100))]
            case 5:
                made[at:at] = piece * chance.choice((1, 2, 30))
            case _:
                swap_lines(made, chance)
    return bytes(made if chance.random() > 0.02 else made[: chance.randint(0, len(made))])


def swap_lines(made: bytearray, chance: Random) -> None:
    """Let two lines of *made* change places, or stand at another depth."""
    lines = made.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    if chance.random() < 0.3:
        lines[first] = bytearray(b"  ") + lines[first]
    made[:] = b"\n".join(lines)


def replanted(data: bytes, chance: Random) -> bytes:
    """Return the XML *data* with up to four elements moved, renamed, emptied or taken away; it stays well-formed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(chance.randint(1, 4)):
        everything = list(root.iter("*"))
        one, other = chance.choice(everything), chance.choice(everything)
        match chance.randrange(7):
            case 0 if (above := one.getparent()) is not None:
                above.remove(one)
            case 1 if one is not root and one not in other.iterancestors() and one is not other:
                other.insert(chance.randint(0, len(other)), one)
            case 2:
                one.tag = other.tag
            case 3:
                one[:] = []
            case 4 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(ODD_NUMBERS))
            case 5 if one.attrib:
                del one.attrib[chance.choice(list(one.attrib))]
            case _:
                one.append(etree.Comment("x") if chance.random() < 0.3 else etree.SubElement(one, other.tag))
    return etree.tostring(root)


def damaged_package(data: bytes, chance: Random) -> bytes:
    """Return the zip file *data* with one part damaged, lost, doubled or renamed; sometimes with its bytes damaged."""
    if chance.random() < 0.2:
        return damaged(data, data, chance)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    match chance.randrange(8):
        case 0:
            del parts[name]
        case 1:
            parts[chance.choice(sorted(parts))] = parts[name]
        case 2:
            parts[
                chance.choice(("x", "../x", "word/vbaProject.bin", "WORD/document.xml", "xl/worksheets/sheet9.xml"))
            ] = parts[name]
        case 3 | 4 | 5 if parts[name].lstrip().startswith(b"<"):
            parts[name] = replanted(parts[name], chance)
        case _:
            parts[name] = damaged(parts[name], parts[chance.choice(sorted(parts))], chance)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for one, part in parts.items():
            package.writestr(one, part)
    return made.getvalue()


def variants(corpus: Sequence[bytes], number: int, seed: int, package: bool) -> Iterator[Callable[[], bytes]]:
    """Return *number* ways to make a damaged file from *corpus*; the n-th is the same each time."""

    def one(turn: int) -> bytes:
        chance = Random(f"{seed}-{turn}")  # noqa: S311 - damage, no secret
        data = corpus[turn % len(corpus)]
        return damaged_package(data, chance) if package else damaged(data, chance.choice(corpus), chance)

    return (partial(one, turn) for turn in range(number))
