"""Tracked changes of a Word file, settled: what stands there when all are accepted, or all rejected.

It works on the XML alone and knows nothing of how we write a redline, so that it can prove one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from copy import deepcopy
from itertools import count
from typing import Any, NamedTuple

from generator.document.marks import SUMMARY
from generator.read.word import W

_INSERTED, _DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_ROW, _ROW_PROPERTIES, _TABLE = f"{W}tr", f"{W}trPr", f"{W}tbl"
_MARK = f"{W}bookmarkStart"
_TAB = f"{W}tab"
_P, _PROPERTIES, _FACE, _SECTION = f"{W}p", f"{W}pPr", f"{W}rPr", f"{W}sectPr"
_AROUND = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml"})
"""Elements around whole paragraphs and tables: what they hold counts as if they were not there."""
_RENAMED = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_SIGNS = {"br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_WORDS = frozenset(f"{W}{name}" for name in ("t", "tab", "fldChar", "instrText", "hyperlink", "drawing", *_SIGNS))
_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_LINK = f"{W}hyperlink"
_CONTENT = {f"{W}r", _LINK, f"{W}fldSimple", f"{W}sdt"}


def without_summary(root: Any) -> Any:
    """Return a copy of the main part without the pages that stand before a redline; itself when there are none."""
    if not any(mark.get(f"{W}name") == SUMMARY for mark in root.iter(_MARK)):
        return root
    made = deepcopy(root)
    body = made.find(f"{W}body")
    ends = [at for at, child in enumerate(body) if any(mark.get(f"{W}name") == SUMMARY for mark in child.iter(_MARK))]
    for child in body[: ends[0] + 1] if ends else ():
        body.remove(child)
    return made


def accepted(root: Any, whose: Callable[[Any], bool] = lambda _: True) -> Any:
    """Return a copy of the main part with every tracked change accepted of which *whose* is true."""
    return accept(deepcopy(root), whose)


def accept(root: Any, whose: Callable[[Any], bool] = lambda _: True) -> Any:
    """Accept the tracked changes of *root* of which *whose* is true, and return it; there is no way back."""
    return settle(root, keep=_INSERTED, drop=_DELETED, older=False, whose=whose)


def rejected(root: Any) -> Any:
    """Return a copy of the main part with every tracked change rejected."""
    return reject(deepcopy(root))


def reject(root: Any) -> Any:
    """Reject every tracked change of the main part, and return it; there is no way back."""
    return settle(root, keep=_DELETED, drop=_INSERTED, older=True)


def settle(
    made: Any,
    *,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    older: bool,
    whose: Callable[[Any], bool] = lambda _: True,
) -> Any:
    """Take the tracked changes out of *made*, and return it: those of *keep* stay as they are, those of *drop* go.

    Args:
        made: The main part.
        keep: Elements whose words stay.
        drop: Elements whose words go.
        older: Whether properties go back to what they were.
        whose: Tells of a mark whether it is settled; the others stay as they are.
    """
    marks = [one for one in made.iter(*keep, *drop) if one is not made and whose(one)]
    dropped = {one for one in marks if one.tag in drop}
    _rows(marks, dropped)
    _runs(marks, dropped)
    _properties(made, older, whose)
    _ends(marks, dropped)
    for element in made.iter(*_RENAMED):
        element.tag = _RENAMED[element.tag]
    return made


def _rows(marks: list[Any], drop: set[Any]) -> None:
    """Settle the rows of tables; a table without rows goes."""
    for mark in [one for one in marks if _stands_in(one, _ROW_PROPERTIES, _ROW)]:
        properties = mark.getparent()
        row = properties.getparent()
        properties.remove(mark)
        table = row.getparent()
        if mark not in drop or table is None:
            continue
        table.remove(row)
        while table is not None and table.tag != _TABLE:
            table = table.getparent()
        if table is not None and table.getparent() is not None and next(table.iter(_ROW), None) is None:
            table.getparent().remove(table)


def _runs(marks: list[Any], drop: set[Any]) -> None:
    """Settle words; a link of which nothing is left goes with them."""
    for element in marks:
        parent = element.getparent()
        if parent is None or parent.tag == _FACE:
            continue
        if element not in drop:
            for child in list(element):
                element.addprevious(child)
        parent.remove(element)
        if parent.tag == _LINK and not len(parent) and parent.getparent() is not None:
            parent.getparent().remove(parent)


def _properties(root: Any, older: bool, whose: Callable[[Any], bool]) -> None:
    """Settle the properties of paragraphs and sections."""
    for change in [one for one in root.iter(f"{W}pPrChange", f"{W}sectPrChange") if one is not root and whose(one)]:
        properties = change.getparent()
        was = change.find(properties.tag)
        properties.remove(change)
        if not older or f"{properties.tag}Change" != change.tag:
            continue
        running = [child for child in properties.iterchildren("*") if child.tag.endswith("Reference")]
        kept = list(properties.iterchildren(_FACE, _SECTION))
        properties[:] = [*running, *(() if was is None else was), *kept]


def _ends(marks: list[Any], drop: set[Any]) -> None:
    """Settle the ends of paragraphs: what stands before one that goes runs on into the next paragraph."""
    going: dict[Any, None] = {}
    for mark in marks:
        if not _stands_in(mark, _FACE, _PROPERTIES, _P):
            continue
        face = mark.getparent()
        face.remove(mark)
        if mark in drop:
            going[face.getparent().getparent()] = None
    held: dict[Any, list[Any]] = {}
    for paragraph in going:
        if paragraph.getparent() is not None:
            _run_on(paragraph, going, held)


def _stands_in(element: Any, *tags: str) -> bool:
    """Tell whether *element* stands directly in elements of these *tags*, the innermost first."""
    return tags == tuple(above.tag for above, _ in zip(element.iterancestors(), tags))  # noqa: B905 - as many as asked


def _run_on(paragraph: Any, going: Container[Any], held: dict[Any, list[Any]]) -> None:
    """Take *paragraph* away; what it holds goes to the beginning of the next one.

    Where the next one goes as well, it is *held* for that one: put in at each step, a long row of them would take the
    square of its length.
    """
    after = paragraph.getnext()
    content = held.pop(paragraph, [])
    own = [child for child in paragraph if child.tag != _PROPERTIES]
    if content or any(child.tag in _CONTENT for child in own):
        if after is None or after.tag != _P:
            _put(paragraph, content)
            return
        content += own
        if after in going:
            held[after] = content
        else:
            _put(after, content)
    paragraph.getparent().remove(paragraph)


def _put(paragraph: Any, content: list[Any]) -> None:
    """Put *content* at the beginning of a paragraph."""
    at = 0 if paragraph.find(_PROPERTIES) is None else 1
    paragraph[at:at] = content


# What a reader sees of the structure


class Line(NamedTuple):
    """A paragraph: its style, and its words with references by the place they lead to."""

    style: str
    words: str


Part = Line | tuple["Part", ...] | str
"""A paragraph, a cell, row or table, or the end of a section."""


def structure(root: Any, skip: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """Return what stands in the main part: paragraphs, tables with their rows and cells, ends of sections.

    References are given by the paragraph that they lead to, counted from the start, since their numbers are computed;
    numbers of captions are left out for the same reason.

    Args:
        root: The main part without tracked changes.
        skip: Styles of paragraphs that are made from others: the contents.
    """
    body = root.find(f"{W}body")
    counted = count()
    places = {
        mark.get(f"{W}name"): at
        for at, paragraph in zip(counted, _counted(body, skip))  # noqa: B905 - the counter has no end
        for mark in paragraph.iter(f"{W}bookmarkStart")
    }
    return tuple(_parts(body, places, skip))


def contents_of(root: Any, styles: frozenset[str]) -> list[str]:
    """Return the titles that the lines in *styles* list, sorted: their numbers, and so their order, are computed."""
    listed = (one for one in root.iter(_P) if _style(one) in styles)
    lines = (
        "".join("\t" if piece.tag == _TAB else piece.text or "" for piece in one.iter(f"{W}t", _TAB)) for one in listed
    )
    return sorted(line.partition("\t")[2] for line in lines)


def _counted(body: Any, skip: frozenset[str]) -> Iterator[Any]:
    return (paragraph for paragraph in body.iter(_P) if _style(paragraph) not in skip)


def _parts(parent: Any, places: dict[str, int], skip: frozenset[str]) -> Iterator[Part]:
    for child in parent:
        if child.tag == _P:
            style = _style(child)
            if style not in skip:
                yield Line(style, _words(child, places))
            section = child.find(f"{_PROPERTIES}/{_SECTION}")
            if section is not None:
                yield _sheet(section)
        elif child.tag == _TABLE:
            yield tuple(
                tuple(tuple(_parts(cell, places, skip)) for cell in row.iter(f"{W}tc")) for row in child.iter(_ROW)
            )
        elif child.tag == _SECTION:
            yield _sheet(child)
        elif child.tag in _AROUND:
            yield from _parts(child, places, skip)


def _sheet(section: Any) -> str:
    size = section.find(f"{W}pgSz")
    return "section" if size is None else f"section {size.get(f'{W}w')} {size.get(f'{W}h')}"


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_PROPERTIES}/{W}pStyle")
    return "" if style is None else style.get(f"{W}val") or ""


def _words(paragraph: Any, places: dict[str, int]) -> str:
    """Return the words of a paragraph; what a field or link shows is computed, and left out."""
    made: list[str] = []
    fields: list[str] = []
    for element in _pieces(paragraph):
        name = element.tag.removeprefix(W)
        if name == "fldChar":
            _field(element.get(f"{W}fldCharType"), fields, made, places)
        elif name == "instrText" and fields:
            fields[-1] += element.text or ""
        elif name == "hyperlink":
            made.append(f"{{to {places.get(element.get(f'{W}anchor') or '', 'nowhere')}}}")
        elif not any(one.strip()[:3] != "TOC" for one in fields):
            made.append(_sign(element, name))
    return "".join(made)


def _pieces(parent: Any) -> Iterator[Any]:
    """Yield what prints below *parent*; of a link only itself."""
    for child in parent:
        if child.tag in _WORDS:
            yield child
        elif child.tag != _PROPERTIES:
            yield from _pieces(child)


def _sign(element: Any, name: str) -> str:
    """Return the characters of one element; of a picture what it says, and by which id it is found in the file."""
    if name == "drawing":
        said = (one.get("descr") or one.get(_EMBEDDED) or "" for one in element.iter())
        return f"{{picture {' '.join(filter(None, said))}}}"
    return (element.text or "") if name == "t" else {"tab": "\t", **_SIGNS}[name]


def _field(what: str, fields: list[str], made: list[str], places: dict[str, int]) -> None:
    """Begin or end a field; one that ends says what it is and where it leads."""
    if what == "begin":
        fields.append("")
    elif what == "end" and fields:
        name, *rest = fields.pop().split() or [""]
        if name == "REF":
            made.append(f"{{to {places.get(rest[0] if rest else '', 'nowhere')}}}")
        elif name not in {"TOC", "PAGEREF"}:
            made.append(f"{{{name}}}")
