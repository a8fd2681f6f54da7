"""HTML that is safe by type: what is not Html is escaped, so that no words of an author are ever interpreted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


class Html(str):
    """Markup that is ready; every other text is words, to be escaped."""

    __slots__ = ()


NOTHING = Html()


def words(text: str) -> Html:
    """Return *text* as markup: escaped, unless it is markup already."""
    return text if isinstance(text, Html) else Html(escaped(text))


def escaped(text: str) -> str:
    """Return *text* with the signs of markup written out; most texts have none, and to look is faster."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return text.translate(_ESCAPES)
    return text


def row(cells: Iterable[str], labels: Iterable[str]) -> Html:
    """Return a row of a table whose cells say on a narrow screen under which heading they stand."""
    made = [
        f"{cell_under(label)}{cell if type(cell) is Html else escaped(cell)}</td>"
        for cell, label in zip(cells, labels, strict=True)
    ]
    return Html(f"<tr>{''.join(made)}</tr>")


@cache  # the headings of tables across agreements, all of them ours
def cell_under(label: str) -> str:
    """Return how a cell begins that stands under the heading *label*."""
    return f'<td data-label="{escaped(label)}">'


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Return *parts* in a row, each escaped unless it is markup."""
    return Html(words(between).join([part if type(part) is Html else escaped(part) for part in parts]))


def tag(name: str, *inside: str, **attributes: str | None) -> Html:
    """Return an element.

    Args:
        name: ``p``, ``td``.
        inside: Words and markup.
        attributes: By name, always escaped; ``_`` stands for ``-``, a last one keeps the name off Python's words:
            ``class_``, ``data_kind``. None leaves the attribute out, an empty one stays.
    """
    opening = begin(name, attributes) if attributes else f"<{name}>"
    return Html(f"{opening}{inner(inside)}</{name}>")


def begin(name: str, attributes: Mapping[str, str | None]) -> str:
    """Return how an element begins, with *attributes* named as for ``tag``; for one whose inside is long, so that it is
    joined once and not at each element around it.
    """
    opening = f"<{name}"
    for key, value in attributes.items():
        if key == "class_":
            opening += class_named(value)
        elif value is not None:
            opening += f'{named_as(key)}="{escaped(value)}"'
    return opening + ">"


def inner(parts: Sequence[str]) -> str:
    """Return *parts* in a row as ``joined`` does, for what becomes part of more markup."""
    if len(parts) == 1:
        (part,) = parts
        return part if type(part) is Html else escaped(part)
    return "".join([part if type(part) is Html else escaped(part) for part in parts])


@cache  # there are no more of them than a style sheet has
def class_named(names: str | None) -> str:
    """Return the attribute that says the classes of an element; none for None."""
    return f' class="{escaped(names)}"' if names is not None else ""


@cache
def named_as(key: str) -> str:
    """Return the name of an attribute with the blank before it."""
    return f" {key.rstrip('_').replace('_', '-')}"


def link(href: str, *inside: str, class_: str | None = None) -> Html:
    """Return a link."""
    return Html(f'<a href="{escaped(href)}"{class_named(class_)}>{inner(inside)}</a>')


def some(name: str, *inside: str, **attributes: str | None) -> Html:
    """Return an element, or nothing when it would be empty: no empty headings, no empty notes."""
    return tag(name, *inside, **attributes) if any(inside) else NOTHING
