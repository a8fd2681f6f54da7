"""A field is written into a file that can be read and written back byte for byte, or it is said why not."""

from __future__ import annotations

import pytest

from generator.author.splice import editable, set_field
from generator.diagnostic import Diagnostic

PATH = "agreements/sample/terms.yaml"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"term: Gr\xf6\xdfe\n", "byte 0xf6 is no UTF-8", ""),
        (b"\xef\xbb\xbfterm: Party\n", "line ends or a mark that no file of ours has", f"agreements fmt {PATH}"),
        (b"term: Party\r\n", "line ends or a mark that no file of ours has", f"agreements fmt {PATH}"),
    ],
)
def test_a_file_that_would_not_come_back_byte_for_byte_stays(data: bytes, message: str, hint: str) -> None:
    refused = editable(PATH, data)
    assert isinstance(refused, Diagnostic)
    assert (refused.code, refused.span.path) == ("unsafe-edit", PATH)
    assert message in refused.message
    assert hint in refused.hint


def test_a_clause_file_whose_facts_do_not_end_is_not_written_into() -> None:
    refused = set_field("clauses/core/dev/plan.md", "---\nid: plan\nIt ends.\n", (), "title", value="Plan")
    assert isinstance(refused, Diagnostic)
    assert refused.code == "unsafe-edit"
    assert refused.message == "the --- that ends the facts is missing"
