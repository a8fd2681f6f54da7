"""What a workbook shows beside the texts of its cells: comments, page heads, and that a cell shows otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.read.book_package import CHARTS, STRINGS, STYLES, WORKBOOK, linked, open_book
from generator.read.package import Parts
from generator.read.sheet import S, sheets_of, text_of
from generator.read.word import parse_part, whole_number

_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_COMMENTS = ("comments", "threadedComment")
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_BOX = f"{_SHEET_DRAWN}txBody"
_PEOPLE = "xl/persons/person.xml"
_OFF = ("0", "false")
_PLAIN = frozenset({"0", "1", "2", "49"})
"""Ids of the formats General, 0, 0.00 and text."""
_PLAIN_CODES = frozenset({"general", "0", "0.00", "@"})
"""The same under an id of its own, as LibreOffice writes them."""
_NO_WORDS = re.compile(r'"\s*"|\[[^\]]*\]|[_*].|\s')
"""What of a format shows no words: colours and conditions, room, fillers."""
_AS_IT_IS = ("@", "general")
_HEAD_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-F]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]{1,3}|[A-Z])|&(&)', re.IGNORECASE)
_COUNTING = frozenset({"page", "of", "seite", "von", "/"})
"""Words with which programs count pages by themselves."""


class Margin(NamedTuple):
    """What stands at a cell.

    Attributes:
        sheet: Name of the sheet.
        address: Of the cell.
        text: Of the comment; empty where it is the cell itself that shows otherwise than its text says.
        author: Of the comment.
        note: How the cell shows.
    """

    sheet: str
    address: str
    text: str = ""
    author: str = ""
    note: str = ""


STRUCK = "the text is struck out, which changes nothing by itself; say whether the row or the words shall go"
OTHER_WORDS = "the format of this cell shows other words than it holds, or none; write what shall stand there as text"
RULE = "a conditional format can show other words or numbers here than the cells hold; write them as text"
NO_TEXT = "a picture or chart is no text: write into cells what it is to say"
ON_PAGES = "stands in the head or foot of the pages"
OTHERWISE = "the cell holds this number and shows it in another form, such as a date or a percentage; write it as text"


def read_margins(path: str, data: bytes) -> list[Margin]:
    """Return what stands beside the texts of a workbook, sheet by sheet; nothing of a file that cannot be read.

    Args:
        path: Where the file came from.
        data: The .xlsx file.
    """
    parts, faults = open_book(path, data)
    book = None if faults else parse_part(parts, WORKBOOK)
    if book is None:
        return []
    formats = parse_part(parts, STYLES)
    speaking, heads = text_styles(formats), dict[str, str]()
    rules = frozenset(at for at, one in enumerate(each(formats, "dxfs/", "dxf")) if one.find(f"{S}numFmt") is not None)
    styles, texts, forms = struck_styles(formats), struck_texts(parse_part(parts, STRINGS)), number_styles(formats)
    found: list[Margin] = []
    for name, part, sheet, _ in sheets_of(parts, book):
        if sheet is not None:
            found += [Margin(name, address, note=STRUCK) for address in struck_cells(sheet, styles, texts)]
            found += [Margin(name, address, note=OTHERWISE) for address in formatted_cells(sheet, forms)]
            found += [Margin(name, address, note=OTHER_WORDS) for address in speaking_cells(sheet, speaking)]
            found += [Margin(name, address, note=RULE) for address in ruled_cells(sheet, rules)]
            found += comments_of(parts, name, part)
            for words in page_heads(sheet):
                heads.setdefault(words, name)
    return found + [Margin(name, "", words, note=ON_PAGES) for words, name in heads.items()]


def page_heads(sheet: Any) -> Iterator[str]:
    """Yield the words in the heads and feet of the pages of a sheet, without what programs count there themselves."""
    for one in sheet.iterfind(f"{S}headerFooter/*"):
        words = _HEAD_CODE.sub(lambda code: code[1] or " ", one.text or "").split()
        if not {word.casefold() for word in words} <= _COUNTING:
            yield " ".join(words)


# Formats


def each(styles: Any, group: str, name: str) -> list[Any]:
    """Return the entries of one group of the styles."""
    return [] if styles is None else styles.findall(f"{S}{group}{S}{name}")


def text_styles(styles: Any) -> frozenset[int]:
    """Return the numbers of the cell formats that show a text with other words, or none."""
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in each(styles, "numFmts/", "numFmt")}
    other = {id_ for id_, code in codes.items() if _NO_WORDS.sub("", text_section(code)).casefold() not in _AS_IT_IS}
    return frozenset(at for at, one in enumerate(each(styles, "cellXfs/", "xf")) if one.get("numFmtId") in other)


def text_section(code: str) -> str:
    """Return the part of a format that holds for texts; ``@`` where none does."""
    sections = [""]
    for piece in re.findall(r'"[^"]*"|\\.|.', code, re.DOTALL):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    last = sections[-1]
    return last if len(sections) > 3 or "@" in re.sub(r'"[^"]*"|\\.', "", last) else "@"


def speaking_cells(sheet: Any, styles: frozenset[int]) -> Iterator[str]:
    """Yield the addresses of cells with a text that shows with other words."""
    for cell in sheet.iter(f"{S}c") if styles else ():
        if cell.get("t") in {"s", "str", "inlineStr"} and number(cell.get("s")) in styles:
            yield cell.get("r", "")


def ruled_cells(sheet: Any, rules: frozenset[int]) -> Iterator[str]:
    """Yield the first cell of each area whose numbers or words a rule shows otherwise."""
    for rule in sheet.iterfind(f"{S}conditionalFormatting/{S}cfRule") if rules else ():
        if number(rule.get("dxfId")) in rules:
            yield (rule.getparent().get("sqref") or "").partition(" ")[0].partition(":")[0]


# Struck out


def is_struck(face: Any) -> bool:
    """Tell whether a font strikes its words out."""
    strike = None if face is None else face.find(f"{S}strike")
    return strike is not None and strike.get("val", "1") not in _OFF


def struck_styles(styles: Any) -> frozenset[int]:
    """Return the numbers of the cell formats that strike words out."""
    fonts = {at for at, font in enumerate(each(styles, "fonts/", "font")) if is_struck(font)}
    return frozenset(at for at, one in enumerate(each(styles, "cellXfs/", "xf")) if number(one.get("fontId")) in fonts)


def number_styles(styles: Any) -> frozenset[int]:
    """Return the numbers of the cell formats that show a number otherwise than plainly or as text."""
    written = each(styles, "numFmts/", "numFmt")
    plain = {one.get("numFmtId") for one in written if (one.get("formatCode") or "").casefold() in _PLAIN_CODES}
    plain |= _PLAIN - {one.get("numFmtId") for one in written}
    formats = enumerate(each(styles, "cellXfs/", "xf"))
    return frozenset(at for at, one in formats if one.get("numFmtId", "0") not in plain)


def formatted_cells(sheet: Any, forms: frozenset[int]) -> Iterator[str]:
    """Yield the addresses of cells with a number that shows otherwise."""
    for cell in sheet.iter(f"{S}c") if forms else ():
        number_in = cell.get("t", "n") == "n" and cell.find(f"{S}v") is not None
        if number_in and number(cell.get("s")) in forms:
            yield cell.get("r", "")


def struck_texts(strings: Any) -> frozenset[int]:
    """Return the numbers of the shared texts in which words are struck out."""
    entries = () if strings is None else strings.iterfind(f"{S}si")
    return frozenset(at for at, one in enumerate(entries) if any_struck(one))


def any_struck(text: Any) -> bool:
    """Tell whether a part of a text is struck out."""
    return any(is_struck(face) and run_words(face) for face in text.iter(f"{S}rPr"))


def run_words(face: Any) -> str:
    """Return the words that have a face."""
    return (face.getparent().findtext(f"{S}t") or "").strip()


def struck_cells(sheet: Any, styles: frozenset[int], texts: frozenset[int]) -> Iterator[str]:
    """Yield the addresses of cells with words that are struck out."""
    for cell in sheet.iter(f"{S}c"):
        shared = number(cell.findtext(f"{S}v")) if cell.get("t") == "s" else -1
        filled = cell.find(f"{S}v") is not None or cell.find(f"{S}is") is not None
        if filled and (number(cell.get("s")) in styles or shared in texts or any_struck(cell)):
            yield cell.get("r", "")


def number(text: str | None) -> int:
    """Return a whole number; -1 for anything else."""
    found = whole_number(text)
    return -1 if found is None else found


# Comments


def comments_of(parts: Parts, name: str, part: str) -> Iterator[Margin]:
    """Yield the comments of a sheet; of a thread each entry, and not the note that stands for it in older programs."""
    roots = [parse_part(parts, target) for kind, target in linked(parts, part) if kind in _COMMENTS]
    threads = [root for root in roots if root is not None and root.tag.startswith(_THREADED)]
    threaded = [margin for root in threads for margin in entries_of(name, root, people_of(parts))]
    taken = {one.address for one in threaded}
    for root in roots:
        if root is not None and root not in threads:
            yield from (one for one in notes_of(name, root) if one.address not in taken)
    yield from threaded
    for kind, target in linked(parts, part):
        drawing = parse_part(parts, target) if kind == "drawing" else None
        if drawing is not None:
            yield from drawn_on(parts, name, target, drawing)


def drawn_on(parts: Parts, name: str, part: str, drawing: Any) -> Iterator[Margin]:
    """Yield what is drawn on a sheet: the words of text boxes, and each picture and chart, with the words in it."""
    for box in drawing.iter(_BOX):
        if words := words_drawn(box):
            yield Margin(name, "", words)
    for picture in drawing.iter(f"{_SHEET_DRAWN}pic"):
        called = next((one.get("descr") or one.get("name") or "" for one in picture.iter(f"{_SHEET_DRAWN}cNvPr")), "")
        yield Margin(name, "", f'picture "{called or "without a name"}"', note=NO_TEXT)
    for kind, target in linked(parts, part):
        chart = parse_part(parts, target) if kind in CHARTS else None
        if chart is not None:
            yield Margin(name, "", f'chart "{words_drawn(chart) or "without words"}"', note=NO_TEXT)


def words_drawn(element: Any) -> str:
    """Return the words of a drawing, line by line."""
    return "\n".join("".join(one.itertext()) for one in element.iter(f"{_DRAWN}p")).strip()


def notes_of(name: str, root: Any) -> Iterator[Margin]:
    """Yield the notes of a part."""
    authors: Sequence[str] = [one.text or "" for one in root.iter(f"{S}author")]
    for one in root.iter(f"{S}comment"):
        at = number(one.get("authorId"))
        yield Margin(name, one.get("ref", ""), text_of(one).strip(), authors[at] if 0 <= at < len(authors) else "")


def entries_of(name: str, root: Any, people: dict[str, str]) -> Iterator[Margin]:
    """Yield the entries of the threads of a part."""
    for one in root.iter(f"{_THREADED}threadedComment"):
        text = one.findtext(f"{_THREADED}text") or ""
        yield Margin(name, one.get("ref", ""), text.strip(), people.get(one.get("personId", ""), ""))


def people_of(parts: Parts) -> dict[str, str]:
    """Return the names of those who wrote in threads."""
    root = parse_part(parts, _PEOPLE)
    return {} if root is None else {one.get("id", ""): one.get("displayName", "") for one in root}
