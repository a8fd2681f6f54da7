"""The door for zip packages: what it lets in, and what it says of the rest."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from generator.read import package
from generator.read.package import external_links, open_package
from generator.render.word.package import pack, write_package

TYPES = b'<?xml version="1.0"?><Types/>'


def zipped(**parts: bytes) -> bytes:
    """Return a package of *parts* with content types; ``__`` in a name stands for a slash."""
    named = {name.replace("__", "/"): data for name, data in parts.items()}
    return write_package({name: pack(data) for name, data in {"[Content_Types].xml": TYPES, **named}.items()})


def codes(data: bytes) -> list[str]:
    """Return the codes of the faults of a package, each of which stands at the file."""
    parts, faults = open_package("returned/x.docx", data)
    assert not (parts and faults)
    assert all(fault.span.path == "returned/x.docx" for fault in faults)
    return [fault.code for fault in faults]


def test_parts_come_out_as_they_went_in() -> None:
    parts, faults = open_package("x", zipped(word__document=b"text", empty=b""))
    assert (parts, faults) == ({"[Content_Types].xml": TYPES, "word/document": b"text", "empty": b""}, [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged-package"),
        (b"id;name\n", "not-a-package"),
        (b"<html>", "not-a-package"),
        (package.OLE + b"...", "old-format"),
        (b"PK\x03\x04" + b"\0" * 40, "damaged-package"),
    ],
)
def test_what_is_no_package_is_named_for_what_it_is(data: bytes, code: str) -> None:
    assert codes(data) == [code]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", package.OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("a.docx", package.OLE + "WordDocument".encode("utf-16-le"), "is of the format used before 2007 (.doc, .xls)"),
        ("in/~$a.docx", b"\x08Pia", "is the sign that a program leaves beside a file that is open"),
        (".~lock.a.docx#", b",pia", "is the sign that a program leaves beside a file that is open"),
    ],
)
def test_what_cannot_be_opened_is_told_from_one_another(name: str, data: bytes, said: str) -> None:
    (fault,) = open_package(name, data)[1]
    assert (fault.message, bool(fault.hint)) == (said, True)


def test_a_file_of_no_bytes_is_told_to_be_empty() -> None:
    (fault,) = open_package("x", b"")[1]
    assert fault.message == "is empty"


def test_two_packages_in_one_file_are_damaged_since_each_reader_takes_another() -> None:
    assert codes(zipped(word__document=b"one") + zipped(word__document=b"two")) == ["damaged-package"]


@pytest.mark.parametrize("counted", [8, 10])
def test_a_directory_that_counts_fewer_parts_than_it_lists_is_damaged(counted: int) -> None:
    whole = bytearray(zipped(word__document=b"one"))
    at = whole.rfind(b"PK\x05\x06") + counted
    assert whole[at] == 2
    whole[at] = 1
    assert codes(bytes(whole)) == ["damaged-package"]


def test_a_zip_file_without_content_types_is_no_word_file() -> None:
    assert codes(write_package({"a.txt": pack(b"x")})) == ["not-a-package"]


def test_a_package_cut_anywhere_is_damaged_or_no_package() -> None:
    whole = zipped(word__document=bytes(range(256)) * 8)
    for length in range(1, len(whole) - 1, 7):
        assert codes(whole[:length]) in [["damaged-package"], ["not-a-package"]], length


def test_flipped_bytes_never_pass_for_the_same_text() -> None:
    whole = zipped(word__document=b"The Contract Acceptor shall not release. " * 20)
    right, _ = open_package("x", whole)
    for at in range(0, len(whole), 3):
        flipped = whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :]
        parts, faults = open_package("x", flipped)
        assert faults or set(parts.values()) == set(right.values()), at


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/x", "a/../../b", "c:\\x", "a\\b"])
def test_a_name_that_climbs_is_refused(name: str) -> None:
    assert codes(write_package({"[Content_Types].xml": pack(TYPES), name: pack(b"x")})) == ["unsafe-part"]


def test_a_name_that_ends_early_for_some_readers_is_refused() -> None:
    whole = zipped(**{"word/documentX.xml": b"x"})
    assert codes(whole.replace(b"documentX.xml", b"document\0.xml")) == ["unsafe-part"]


@pytest.mark.parametrize("second", ["word/document.xml", "WORD/document.xml"])
def test_a_part_that_stands_twice_is_refused(second: str) -> None:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as target:
        warnings.simplefilter("ignore")
        for name in ("[Content_Types].xml", "word/document.xml", second):
            target.writestr(name, TYPES)
    assert codes(made.getvalue()) == ["unsafe-part"]


def test_a_symbolic_link_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("[Content_Types].xml", TYPES)
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "elsewhere")
    assert codes(made.getvalue()) == ["unsafe-part"]


def test_limits_come_from_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 2)
    monkeypatch.setattr(package, "LARGEST_PART", 1000)
    monkeypatch.setattr(package, "LARGEST_TOTAL", 1500)
    assert codes(zipped(a=b"x", b=b"x")) == ["oversized-package"]
    assert codes(zipped(a=b"x" * 1001)) == ["oversized-package"]
    assert codes(zipped(a=bytes(range(250)) * 4, b=bytes(range(250)) * 3)) == ["oversized-package"] * 2


def test_a_part_that_expands_without_measure_is_refused() -> None:
    assert codes(zipped(bomb=b"\0" * (package.SMALL * 2))) == ["oversized-package"]


def test_a_part_longer_than_it_says_is_damaged() -> None:
    honest = pack(b"x" * 500)
    lying = package.Parts()
    assert not lying
    liar = write_package({"[Content_Types].xml": pack(TYPES), "a": type(honest)(honest.deflated, honest.checksum, 10)})
    assert codes(liar) == ["damaged-package"]


@pytest.mark.parametrize(
    "part",
    [
        b"<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>",
        b"<?xml version='1.0'?>\n<!doctype x><x/>",
        "<?xml version='1.0' encoding='utf-16'?><x/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='ibm037'?><x/>",
    ],
)
def test_a_document_type_or_unusual_encoding_is_refused(part: bytes) -> None:
    for name in ("word/document.xml", "word/_rels/document.xml.rels", "word/drawing.vml"):
        data = write_package({"[Content_Types].xml": pack(TYPES), name: pack(part)})
        assert codes(data) == ["document-type-declaration"]


@pytest.mark.parametrize("encoding", [b"UTF-8", b"us-ascii"])
def test_an_encoding_that_office_programs_write_is_read(encoding: bytes) -> None:
    assert codes(zipped(**{"word/document.xml": b'<?xml version="1.0" encoding="' + encoding + b'"?><x/>'})) == []


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.bin", "word/embeddings/oleObject1.bin"])
def test_macros_and_embedded_objects_are_refused(name: str) -> None:
    assert codes(write_package({"[Content_Types].xml": pack(TYPES), name: pack(b"x")})) == ["macros-in-package"]


def test_a_link_to_the_outside_is_reported_but_not_one_to_a_web_page() -> None:
    web = b'<Relationship Id="1" Type="http://x/relationships/hyperlink" Target="http://x" TargetMode="External"/>'
    image = b'<Relationship Id="2" Type="http://x/relationships/image" Target="http://x/i.png" TargetMode="External"/>'
    assert [fault.code for fault in external_links("x", {"word/_rels/a.rels": b"<R>" + web + image + b"</R>"})] == [
        "external-link"
    ]
    assert [fault.code for fault in external_links("x", {"word/_rels/a.rels": image + image})] == ["damaged-package"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("styles.xml", []),
        ("../media/seal.png", []),
        ("file:///c:/seal.png", ["external-link"]),
        ("//server/seal.png", ["external-link"]),
        ("\\\\server\\seal.png", ["external-link"]),
    ],
)
def test_a_part_of_the_package_is_no_link_and_a_file_beside_it_is(target: str, found: list[str]) -> None:
    link = f'<R><Relationship Id="1" Type="http://x/relationships/image" Target="{target}"/></R>'.encode()
    assert [fault.code for fault in external_links("x", {"word/_rels/a.rels": link})] == found


def test_folders_of_a_package_are_no_parts() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("word/", b"")
        target.writestr("word/document.xml", b"<x/>")
    parts, faults = open_package("x", made.getvalue())
    assert (sorted(parts), faults) == (["[Content_Types].xml", "word/document.xml"], [])


def test_a_file_whose_type_allows_macros_is_refused_even_without_any() -> None:
    types = TYPES.replace(b"/>", b' ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>')
    assert codes(write_package({"[Content_Types].xml": pack(types)})) == ["macros-in-package"]
