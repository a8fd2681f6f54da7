"""Tables: cells that say the same are drawn the same, unless they speak in another voice or stand in another column."""

from __future__ import annotations

from dataclasses import replace

from generator.document.blocks import Cell, Row, Table, Tone
from generator.prose import Text
from generator.render.site.tables import table_to_html
from tests.render.word.sample import column


def cell(words: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a cell that says *words*."""
    return Cell("", ((Text(words),),), tone)


def test_the_same_words_are_drawn_by_their_column_and_their_tone() -> None:
    columns = (replace(column("Who", 1), id="who"), replace(column("What", 2), id="what"))
    rows = (
        Row("m/1", (cell("A & B"), cell("A & B"))),
        Row("m/2", (cell("A & B"), cell("A & B", Tone.QUIET))),
        Row("m/3", (cell("A & B"), cell("A & B", Tone.STRONG))),
        Row("m/4", (cell(""), cell("A & B"))),
    )
    html = table_to_html(Table("m", "", "", columns, rows), lambda _: "")
    first, second, third, fourth = html.partition("<tbody>")[2].split("</tr>")[:4]
    name = '<th scope="row" data-label="Who">A &amp; B</th>'
    assert first == f'<tr id="m/1">{name}<td data-label="What">A &amp; B</td>'
    assert second == f'<tr id="m/2">{name}<td class="quiet" data-label="What">A &amp; B</td>'
    assert third == f'<tr id="m/3">{name}<td class="strong whole" data-label="What">A &amp; B</td>'
    assert fourth == '<tr id="m/4"><td data-label="Who"></td><td data-label="What">A &amp; B</td>'
