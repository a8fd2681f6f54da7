"""Word files whose parts are not where they are looked for, are something else, or are far too large."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.read import word_package
from generator.read.returned import Returned, read_returned
from generator.read.word_package import open_word
from tests.fuzz.office import SPACES, line, with_body, words
from tests.read.test_sheet import workbook

COMMENT = f'<w:comments {SPACES}><w:comment w:id="0">{line(words("asked"))}</w:comment></w:comments>'
NOTE = f'<w:footnotes {SPACES}><w:footnote w:id="0">{line(words("noted"))}</w:footnote></w:footnotes>'
HEAD = f"<w:hdr {SPACES}>{line(words('above'))}</w:hdr>"
TEXT = f"<w:document {SPACES}><w:body>{line(words('shown'))}</w:body></w:document>"


PICTURE = '<w:r><w:drawing><wp:docPr descr="a seal"/><w:blip w:embed="image"/></w:drawing></w:r>'


def links(**targets: str) -> str:
    """Return a part of relationships, from kind to target."""
    several = "".join(
        f'<Relationship Id="{kind}" Type="http://x/{kind}" Target="{to}"/>' for kind, to in targets.items()
    )
    return f"<Relationships>{several}</Relationships>"


def with_parts(**more: str) -> bytes:
    """Return a Word file with more parts; ``__`` in a name stands for a slash, a hyphen for a full stop."""
    made = io.BytesIO(with_body(line(words("decoy"))))
    with zipfile.ZipFile(made, "a") as package:
        for name, part in more.items():
            package.writestr(name.replace("__", "/").replace("RELS", "_rels").replace("-", "."), part)
    return made.getvalue()


TEXT_LINKS = "word__RELS__document-xml-rels"
HOME_LINKS = "RELS__-rels"


def test_the_text_is_the_one_that_word_shows_and_not_the_one_with_the_usual_name() -> None:
    home = links(officeDocument="word/document2.xml")
    made, _ = read_returned("a.docx", with_parts(**{HOME_LINKS: home, "word__document2-xml": TEXT}))
    assert made is not None
    assert [unit.text for unit in made.now] == ["shown"]


@pytest.mark.parametrize("target", ["remarks.xml", "/word/remarks.xml", "../word/remarks.xml"])
def test_comments_are_read_under_whatever_name_word_finds_them(target: str) -> None:
    made, _ = read_returned("a.docx", with_parts(**{TEXT_LINKS: links(comments=target), "word__remarks-xml": COMMENT}))
    assert made is not None
    assert [one.text for one in made.comments] == ["asked"]


@pytest.mark.parametrize(("kind", "part", "stray"), [("footnotes", NOTE, "noted"), ("header", HEAD, "above")])
def test_notes_and_page_heads_are_read_under_whatever_name_word_finds_them(kind: str, part: str, stray: str) -> None:
    made, _ = read_returned("a.docx", with_parts(**{TEXT_LINKS: links(**{kind: "odd.xml"}), "word__odd-xml": part}))
    assert made is not None
    assert stray in [text for _, text in made.strays]


@pytest.mark.parametrize("part", ["", COMMENT[:-20], HEAD])
def test_comments_that_are_missing_damaged_or_something_else_stop_the_reading(part: str) -> None:
    more = {"word__remarks-xml": part} if part else {}
    made, found = read_returned("a.docx", with_parts(**{TEXT_LINKS: links(comments="remarks.xml")}, **more))
    assert made is None
    assert [(one.code, one.message) for one in found] == [
        ("damaged-part", 'the part "word/remarks.xml" is missing or damaged')
    ]


def test_relationships_that_cannot_be_read_or_name_two_texts_stop_the_reading() -> None:
    damaged = open_word("a.docx", with_parts(**{TEXT_LINKS: "<Relationships>"}))
    two = links(officeDocument="word/document.xml").replace("</", '<Relationship Type="x/officeDocument"/></', 1)
    doubled = open_word("a.docx", with_parts(**{HOME_LINKS: two}))
    assert [one.code for one in (*damaged[1], *doubled[1])] == ["damaged-package", "unsafe-part"]
    assert not damaged[0]
    assert not doubled[0]


def test_a_workbook_that_is_given_as_a_word_file_is_called_what_it_is() -> None:
    parts, (found,) = open_word("a.xlsx", workbook())
    assert (parts, found.message) == ({}, "is an Excel workbook, no Word file")
    assert "workbook import" in found.hint


def test_a_file_far_larger_than_an_agreement_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MOST_SIGNS", 1_000)
    monkeypatch.setattr(word_package, "LONGEST_STRETCH", 20_000)
    many, long = with_body("<w:p/>" * 1_000), with_body(line(words("x" * 20_000)))
    assert [one.code for data in (many, long) for one in open_word("a.docx", data)[1]] == ["oversized-package"] * 2
    assert not open_word("a.docx", with_body(line(words("x" * 10_000)) * 9))[1]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://x.example/t.dotm", True),
        ("\\\\host\\t.dotm", True),
        ("file:///\\\\host\\t.dotm", True),
        ("file://host/t.dotm", True),
        ("file:///C:/Templates/Normal.dotm", False),
    ],
)
def test_a_template_from_another_machine_is_told_and_one_on_their_own_disk_is_not(target: str, told: bool) -> None:
    link = links(attachedTemplate=target).replace("/></", ' TargetMode="External"/></')
    made, _ = read_returned("a.docx", with_parts(**{"word__RELS__settings-xml-rels": link}))
    assert made is not None
    assert (("link to the outside", f"attachedTemplate {target}") in made.strays) is told


def read_of(**more: str) -> Returned:
    """Return what is read of a Word file with more parts, named as for ``with_parts``."""
    made, found = read_returned("a.docx", with_parts(**more))
    assert made is not None, found
    return made


@pytest.mark.parametrize(("home", "name"), [("word", "document2.xml"), ("text", "document.xml")])
def test_another_picture_in_a_text_that_stands_elsewhere_is_another_thing(home: str, name: str) -> None:
    def things(picture: str) -> tuple[str, ...]:
        text = f"<w:document {SPACES}><w:body>{line(PICTURE)}</w:body></w:document>"
        beside = {f"{home}__RELS__{name.replace('.', '-')}-rels": links(image="media/a.png")}
        several = {f"{home}__{name.replace('.', '-')}": text, **beside, f"{home}__media__a-png": picture}
        return read_of(**{HOME_LINKS: links(officeDocument=f"{home}/{name}"), **several}).now[0].things

    one, two = things("one"), things("two")
    assert one[0].startswith('picture "a seal", ')
    assert one != two


def test_a_file_of_many_parts_that_are_not_read_and_of_some_in_odd_places_is_read() -> None:
    kinds = {"core-properties": "docProps/core.xml", "custom-properties": "docProps/more.xml"}
    home = links(**kinds, officeDocument="word/document.xml")
    beside = links(comments="remarks.xml", image="media/a.png", hyperlink="b", settings="settings.xml")
    beside = beside.replace("</R", f"{links(image='media/b.png', hyperlink='c')[len('<Relationships>') : -16]}</R")
    facts = '<Properties><property name="Agreement"><x>acme</x></property></Properties>'
    more = {TEXT_LINKS: beside, "word__remarks-xml": COMMENT, "docProps__more-xml": facts}
    made = read_of(**{HOME_LINKS: home, **more})
    assert ([one.text for one in made.comments], made.facts) == (["asked"], {"Agreement": "acme"})


@pytest.mark.parametrize("first", ["header2.xml", "header.xml", "headerfirst.xml", "../heads/header2.xml", "odd.xml"])
def test_two_heads_of_pages_are_both_read_whatever_they_are_called(first: str) -> None:
    two = links(header=first).replace("</R", f"{links(header='odd2.xml')[len('<Relationships>') : -16]}</R")
    name = f"word__{first}".replace("word__../heads/", "heads__").replace(".", "-")
    heads = {name: HEAD.replace("above", "first"), "word__odd2-xml": HEAD.replace("above", "higher")}
    told = read_of(**{TEXT_LINKS: two, **heads}).strays
    assert {("header", "first"), ("header", "higher")} <= {*told}
    assert told.count(("header", "higher")) == 1


def test_a_large_picture_is_no_text_that_is_too_long() -> None:
    large = "x" * (word_package.LONGEST_STRETCH + 1)
    assert not open_word("a.docx", with_parts(**{"word__media__a-png": large, "docProps__a-xml": large}))[1]


def test_relationships_of_the_package_that_cannot_be_read_stop_the_reading() -> None:
    parts, found = open_word("a.docx", with_parts(**{HOME_LINKS: "<Relationships>"}))
    assert (parts, [one.message for one in found]) == ({}, ['the part "_rels/.rels" cannot be read'])


def test_what_a_text_that_stands_elsewhere_would_fetch_is_told_as_it_is_written() -> None:
    outside = links(image="https://x.example/a.png").replace("/></", ' TargetMode="External"/></')
    text = {"text__document-xml": TEXT, "text__RELS__document-xml-rels": outside}
    told = read_of(**{HOME_LINKS: links(officeDocument="text/document.xml"), **text}).strays
    assert {text for place, text in told if place == "link to the outside"} == {"image https://x.example/a.png"}


def test_a_text_that_stands_elsewhere_without_pictures_has_not_those_of_another_text() -> None:
    text = f"<w:document {SPACES}><w:body>{line(PICTURE)}</w:body></w:document>"
    decoy = {TEXT_LINKS: links(image="media/a.png"), "word__media__a-png": "seal"}
    home = {HOME_LINKS: links(officeDocument="text/document.xml"), "text__document-xml": text}
    assert read_of(**home, **decoy).now[0].things == ('picture "a seal"',)
