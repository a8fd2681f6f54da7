"""What stands in a Word file and is no text: each thing by its name and content, and all that Word would fetch."""

from __future__ import annotations

import pytest

from generator.read.package import Parts
from generator.read.returned import returned
from generator.read.things import embedded, fetched, instructions, pictures_by_content, pictures_of, unread
from generator.read.word import DOCUMENT, parse_part
from tests.fuzz.office import SPACES, field, line, words

SPACE = (
    f'{SPACES} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LINKS = "word/_rels/document.xml.rels"


def made(body: str, **pictures: bytes) -> Parts:
    """Return the parts of a file with *body* and its *pictures*, each by the id that leads to it."""
    links = "".join(f'<Relationship Id="{id_}" Type="x/image" Target="media/{id_}.png"/>' for id_ in pictures)
    text = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>".encode()
    media = {f"word/media/{id_}.png": picture for id_, picture in pictures.items()}
    return {DOCUMENT: text, LINKS: f"<R>{links}</R>".encode(), **media}


def root_of(body: str) -> object:
    return parse_part(made(body), DOCUMENT)


def things(body: str, **pictures: bytes) -> tuple[str, ...]:
    """Return what the one line of a file holds."""
    parts = made(line(body), **pictures)
    (unit,) = returned(parts, parse_part(parts, DOCUMENT), {}).now
    return unit.things


def drawing(inner: str) -> str:
    return f"<w:r><w:drawing>{inner}</w:drawing></w:r>"


@pytest.mark.parametrize(
    ("inner", "called"),
    [
        ('<wp:docPr name="Picture 1" descr="a seal"/>', 'picture "a seal"'),
        ('<wp:docPr name="Picture 1"/>', 'picture "Picture 1"'),
        ('<shape alt="a stamp"/>', 'picture "a stamp"'),
        ('<wp:docPr descr=""/><cNvPr name="scan17.png"/>', 'picture "without a name"'),
    ],
)
def test_a_picture_is_called_by_its_description_else_by_its_name(inner: str, called: str) -> None:
    assert things(drawing(inner)) == (called,)


def test_an_equation_is_told_by_its_signs_and_a_picture_in_two_forms_by_both() -> None:
    assert things("<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t/><m:t>+1</m:t></m:r></m:oMath>") == ("equation: x+1",)
    both = drawing('<wp:docPr descr="a seal"/><a:blip r:embed="r1"/><a:blip r:embed="r2"/>')
    one, two = (pictures_of(made("", r1=b"one", r2=b"two"))[id_] for id_ in ("r1", "r2"))
    assert things(both, r1=b"one", r2=b"two") == (f'picture "a seal", {one}, {two}',)
    assert one != two


def test_a_picture_that_is_not_in_the_file_is_told_by_its_name_alone() -> None:
    linked = drawing('<wp:docPr descr="a seal"/><a:blip r:embed="r1"/>')
    parts = made(line(linked), r1=b"one")
    del parts["word/media/r1.png"]
    (unit,) = returned(parts, parse_part(parts, DOCUMENT), {}).now
    assert unit.things == ('picture "a seal"',)
    assert list(embedded(parts, DOCUMENT)) == []


def test_two_files_that_show_one_picture_under_two_ids_say_the_same_and_another_picture_says_another_thing() -> None:
    def told(id_: str, **pictures: bytes) -> list[str]:
        parts = made(line(drawing(f'<a:blip r:embed="{id_}"/>') + drawing("<a:blip/>")), **pictures)
        blips = pictures_by_content(parse_part(parts, DOCUMENT), parts).iter("{*}blip")
        return [one.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed") for one in blips]

    first, nothing = told("r1", r1=b"seal")
    assert told("r9", r2=b"other", r9=b"seal") == [first, nothing]
    assert told("r1", r1=b"other")[0] != first
    assert told("r7", r1=b"seal") == [nothing, nothing]


def test_what_word_would_fetch_for_the_text_and_a_cell_that_goes_are_told_in_full() -> None:
    cell = f'<w:tc><w:tcPr><w:cellDel w:author="Kim"/></w:tcPr>{line(words("who ") + words("pays"))}{line("")}</w:tc>'
    unsigned = f"<w:tc><w:tcPr><w:cellIns/></w:tcPr>{line('<w:r><w:t/></w:r>')}</w:tc>"
    body = f'<w:altChunk r:id="r1" w:name="a"/><w:tbl><w:tr>{cell}{unsigned}</w:tr></w:tbl>'
    assert list(unread(root_of(body))) == [
        ("text from another file", "altChunk r1 a"),
        ("tracked change of a cell", "cellDel Kim: who pays"),
        ("tracked change of a cell", "cellIns : "),
    ]


SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format


def instruction(told: str) -> str:
    return f"<w:r><w:instrText>{told}</w:instrText></w:r>"


def test_a_field_between_the_words_of_another_ones_instruction_stands_in_it_in_braces() -> None:
    inner = field("DOCPROPERTY Term", "2 days")
    outer = SIGN("begin") + instruction("IF ") + inner + instruction(' = "2 days" "is bound"') + SIGN("separate")
    root = root_of(line(outer + words("is bound") + SIGN("end")) + line(field("PAGE", "1")))
    assert list(instructions(root)) == ["DOCPROPERTY Term", 'IF {DOCPROPERTY Term} = "2 days" "is bound"', "PAGE"]
    assert list(unread(root)) == [("field that computes text", 'IF {DOCPROPERTY Term} = "2 days" "is bound"')]


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (instruction("DDEAUTO x") + instruction(""), ["DDEAUTO x", ""]),
        ("<w:r><w:instrText/></w:r>", [""]),
        ("<w:fldSimple/>", [""]),
        (SIGN("begin") + instruction("LINK x") + SIGN("separate") + words("shown"), ["LINK x"]),
        (SIGN("begin") + instruction("LINK x"), ["LINK x"]),
        (SIGN("end") + SIGN("separate") + field("PAGE", "1"), ["PAGE"]),
    ],
)
def test_an_instruction_outside_fields_or_in_one_that_does_not_end_is_told_once(odd: str, told: list[str]) -> None:
    root = root_of(line(odd))
    assert list(instructions(root)) == told
    assert [one for _, one in unread(root)] == [one for one in told if one not in ("", "PAGE")]


@pytest.mark.parametrize(
    ("kind", "mode", "told"), [("image", "External", 1), ("image", "Internal", 0), ("hyperlink", "External", 0)]
)
def test_a_picture_from_another_machine_is_told_and_a_plain_link_is_not(kind: str, mode: str, told: int) -> None:
    link = f'<R><Relationship Id="r1" Type="x/{kind}" Target=" https://x.example/a" TargetMode="{mode}"/></R>'
    found = list(fetched({LINKS: link.encode(), "word/a.xml": b"<broken"}))
    assert found == [("link to the outside", "image https://x.example/a")] * told
