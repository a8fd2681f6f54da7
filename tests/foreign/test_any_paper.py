"""Whatever stands in a Word file: it is refused, or each word of it is told, and the draft has no errors."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import Any

import pytest
from docx import Document

from generator.importing import Imported, import_agreement
from tests.foreign.conftest import libraries
from tests.foreign.papers import PAPERS, grid, said, saved
from tests.foreign.test_importing import raw_words, told_words

LABELS = (
    "",
    "",
    "1.",
    "1.1",
    "2",
    "2.3.4",
    "(a)",
    "(ii)",
    "b)",
    "Article 4",
    "Annex 2",
    "-",
    "•",
    "Section 9:",
    "12.0",
    "(zz)",
)
SIGNS = (
    *(
        "[Product]",
        "{{ change-notice }}",
        "{{",
        "}}",
        "@dev-notification",
        "\\",
        "::",
        ":: matrix changes",
        "##",
        "---",
        "**",
    ),
    *(
        "(a)",
        "?",
        "# 5",
        "“Batch” means",
        '"Lot" means a thing.',
        "Section 3.1",
        "clause 2.3.4(b)(i)",
        "Annex 2",
        "§ 7",
        "<w:t>",
    ),
    *(
        "&amp;",
        "é\u0301",
        "\u202eab",
        "\u00ad",
        "\ufffd",
        "😀",
        "two (2) business days",
        "R/A",
        "X",
        "...",
        "____",
        "=1+1",
        "|",
    ),
)
WORDS = [
    "the",
    "supplier",
    "customer",
    "shall",
    "keep",
    "each",
    "batch",
    "record",
    "product",
    "notify",
    "within",
    "after",
    "and",
    "Batch",
    "GMP",
    "Party",
    "term",
]
STYLES = (None, None, None, "Heading 1", "Heading 2", "Heading 3", "Title", "List Bullet", "List Number")
CELLS = ("", "X", "R", "A", "R/A", "C", "-", "The supplier keeps the record of each batch.")


def text(chance: random.Random) -> str:
    """Return a paragraph of words and signs."""
    pool = [*WORDS, *chance.sample(SIGNS, 3)]
    return " ".join([chance.choice(LABELS), *(chance.choice(pool) for _ in range(chance.randrange(14)))]).strip()


def paper(chance: random.Random) -> bytes:
    """Return a Word file of any shape."""
    document = Document()
    if chance.random() < 0.8:
        said(
            document,
            'A Example Ltd, 1 Row, Cork, Ireland ("Customer") and B Example AG, Weg 2, Bern, Switzerland ("Supplier")',
        )
    for _ in range(chance.randrange(1, 25)):
        if chance.random() < 0.15:
            table(document, chance)
        else:
            said(document, text(chance), chance.choice(STYLES), bold=chance.random() < 0.2)
    return saved(document)


def table(document: Any, chance: random.Random) -> None:
    """Add a table: of anything, or one that looks like a matrix or a list of terms."""
    heads = chance.choice([["Activity", "Customer", "Supplier"], ["Term", "Meaning"], [text(chance), ""], ["One"]])
    cells = CELLS if len(heads) == 3 else (*CELLS, text(chance), text(chance))
    rows = [
        [text(chance) if at == 0 else chance.choice(cells) for at in range(len(heads))]
        for _ in range(chance.randrange(1, 5))
    ]
    made = grid(document, [heads, *rows])
    if chance.random() < 0.3:
        made.cell(0, 0).merge(made.cell(chance.randrange(len(rows) + 1), chance.randrange(len(heads))))


@pytest.mark.parametrize("seed", range(8))
def test_a_file_of_any_shape_is_told_whole_and_its_draft_has_no_errors(seed: int) -> None:
    data = paper(random.Random(seed))  # noqa: S311 - the same files each time
    made = import_agreement(libraries(), "any", "any.docx", data)
    if isinstance(made, list):
        assert [one.code for one in made] == ["no-words-in-file"]
        return
    assert not raw_words(data) - told_words(made)
    assert [one.head() for one in made.found] == []


@pytest.mark.parametrize("seed", range(4))
def test_a_file_with_broken_xml_is_refused_or_read_and_never_a_crash(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same files each time
    source = PAPERS[chance.choice(sorted(PAPERS))]()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
                data = spoilt(data, chance)
            new.writestr(name, data)
    made = import_agreement(libraries(), "any", "any.docx", out.getvalue())
    assert isinstance(made, Imported) or made


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return XML with some of its attributes and elements changed, well formed or not."""
    text_ = data.decode()
    for _ in range(chance.randrange(1, 6)):
        found = list(re.finditer(r'w:val="([^"]*)"|<w:(numId|ilvl|pStyle|outlineLvl|gridSpan|vMerge|start)\b', text_))
        if not found:
            break
        one = chance.choice(found)
        odd = chance.choice(["", "-1", "99999999999", "x", "%9", "\u0663", "&", "lowerRoman"])
        text_ = (
            text_[: one.start()] + (f'w:val="{odd}"' if one[1] is not None else f"<w:{one[2]}x") + text_[one.end() :]
        )
    return text_.encode()
