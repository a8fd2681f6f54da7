"""Pictures on the site: what the table says, as text, with a title and a description, nothing wider than its place."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.document.blocks import Cell, Document, Figure, Number, Row, Table, Tone
from generator.document.figures import CAPTIONS, DRAWN, drawings_of
from generator.prose import Text
from generator.render.pictures import Frame
from generator.render.site.html import Html
from generator.render.site.pictures import figure_to_html, set_to_html
from tests.render.site.sample import agreement_document, plan
from tests.render.word.sample import column


def table(matrix: str, heads: tuple[str, ...], *lines: str, key: str = "") -> Table:
    """Return a table of *lines*, whose cells stand between bars; a cell that begins "Start" is strong, a dash quiet."""

    def cell(path: str, words: str) -> Cell:
        tone = Tone.STRONG if words.startswith("Start") else Tone.QUIET if words in ("–", "in parallel") else Tone.PLAIN
        return Cell(path, ((Text(words),),), tone)

    rows = tuple(
        Row(f"{matrix}/{nth}", tuple(cell(f"{nth}/{at}", words) for at, words in enumerate(line.split("|"))))
        for nth, line in enumerate(lines)
    )
    columns = tuple(replace(column(head, 1), id=head.lower()) for head in heads)
    return Table(matrix, matrix, "", columns, rows, key=(Text(key),) if key else ())


LADDER = table(
    "escalations",
    ("Id", "What", "Level 1", "Level 2", "Level 3"),
    "ES-1|Lost <sterility>|in parallel|Start: 24 h|3 BD",
    "ES-2|Nothing set|–|–|–",
)


def texts(html: Html) -> list[str]:
    """Return the texts that are drawn."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", html)


def drawn(*around: Table) -> Html:
    """Return the figure of the first table of a document that has these."""
    shows = DRAWN[around[0].matrix]
    number = Number(0, "Figure 2", "2")
    return figure_to_html(
        Figure("figure", shows, CAPTIONS[shows], drawings_of(around[0], around), around[0].path, number)
    )


def test_a_ladder_shows_each_level_its_time_and_who_starts() -> None:
    html = drawn(LADDER)
    assert texts(html) == ["Level 1", "in parallel", "Level 2", "24 h", "Level 3", "3 BD"]
    assert html.count('class="start"') == html.count('class="along"') == html.count('class="way"') == 1
    assert '<title id="picture-ES-1-title">ES-1 Lost &lt;sterility&gt;</title>' in html
    assert "Level 2, Level 2: Start: 24 h" in html
    assert 'aria-labelledby="picture-ES-1-title picture-ES-1-says"' in html
    assert "ES-2" not in html


def test_the_highest_layer_stands_on_top_with_its_meetings() -> None:
    layers = table("layers", ("Name", "Rhythm"), "1\u00a0Daily|By day.", "2\u00a0Technical|By week.")
    meetings = table("meetings", ("Title", "Layers", "Every"), "Review|1, 2|week", "Call|2|each event")
    shown = texts(drawn(layers, meetings))
    highest = ["2\u00a0Technical", "By week.", "– Review, every week", "– Call, each event"]
    assert shown == [*highest, "1\u00a0Daily", "By day.", "– Review, every week"]


def test_the_ways_of_a_change_are_counted_from_the_table() -> None:
    changes = table("changes", ("Id", "Class"), "C1|TD", "C2|TD", "C3|DR", key="TD: approval first. DR: report.")
    shown = texts(drawn(changes))
    assert shown[1:] == ["TD: approval first", "2 of 3 types", "DR: report", "1 of 3 types"]


def test_a_table_without_a_picture_has_none() -> None:
    assert drawings_of(table("contacts", ("Id",), "C1"), ()) == ()


def test_the_set_of_documents_names_each_with_its_annexes() -> None:
    documents: tuple[Document, ...] = (agreement_document(), plan())
    shown = texts(set_to_html(documents))
    assert [one.facts.title for one in documents if one.facts.title in shown] == [
        "Quality Agreement",
        "Communication Plan",
    ]
    assert "QA-09001-CP" in shown
    assert set_to_html(documents[:1]) == ""


def test_no_text_is_longer_than_its_place() -> None:
    long = "word " * 60
    layers = table("layers", ("Name", "Rhythm"), f"1\u00a0Daily|{long}")
    shown = texts(drawn(layers))
    assert max(map(len, shown)) <= Frame().letters
    assert Frame().letters * 7 < Frame().width
