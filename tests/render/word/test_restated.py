"""A fact in a template's own words, in a redline: divided out of its run, with the look of the run."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from lxml import etree

from generator.document.blocks import Deleted, Inserted, Restated
from generator.prose import Text
from generator.render.word.restated import facts_or_places, restated_facts
from generator.render.word.tracking import Tracking
from tests.render.word.sample import sample

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOLD = "<w:rPr><w:b/></w:rPr>"


def shown(xml: str) -> str:
    """Return *xml* of a template, in which § stands for the tag of the number, from 1 to 2."""
    document = replace(
        sample(), restated=(Restated("number", (Text("QA-"), Deleted((Text("1"),)), Inserted((Text("2"),)))),)
    )
    place = facts_or_places(document)["number"]
    pen: Any = SimpleNamespace(tracking=Tracking("Legal"))
    made = restated_facts(cast(Any, pen), xml.replace("§", place), document)
    etree.fromstring(f'<w:p xmlns:w="{W}">{made}</w:p>')
    for id_ in ("900001", "900002", "900003", "900004"):
        made = made.replace(f' w:id="{id_}" w:author="Legal"', "")
    return made.replace(' xml:space="preserve"', "")


def test_the_run_is_divided_and_all_its_parts_look_alike() -> None:
    assert shown(f"<w:r>{BOLD}<w:t>No. §, final</w:t></w:r>") == (
        f"<w:r>{BOLD}<w:t>No. </w:t></w:r><w:r>{BOLD}<w:t>QA-</w:t></w:r>"
        f"<w:del><w:r>{BOLD}<w:delText>1</w:delText></w:r></w:del><w:ins><w:r>{BOLD}<w:t>2</w:t></w:r></w:ins>"
        f"<w:r>{BOLD}<w:t>, final</w:t></w:r>"
    )


def test_a_tag_alone_in_its_run_leaves_no_empty_run() -> None:
    assert shown("<w:r><w:t>§</w:t></w:r>") == (
        "<w:r><w:t>QA-</w:t></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins>"
    )


def test_two_tags_in_one_run_are_both_marked() -> None:
    assert shown("<w:r><w:t>§/§</w:t></w:r>").count("<w:del>") == 2


def test_where_no_marks_may_stand_the_newer_fact_prints() -> None:
    assert shown("<w:r><w:instrText>SET x §</w:instrText></w:r>") == "<w:r><w:instrText>SET x QA-2</w:instrText></w:r>"
    assert shown('<w:sdt w:alias="§"/>') == '<w:sdt w:alias="QA-2"/>'
