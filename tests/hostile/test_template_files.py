"""Hostile Word templates under a good name: refused with the reason, before anything is made with them."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from generator.pipeline import Reading

Put = Callable[[str, bytes], Reading]
Parts = dict[str, bytes]
TEMPLATE = "clauses/templates/counsel.docx"
DOCUMENT, FOOTER, HEADER = "word/document.xml", "word/footer1.xml", "word/header1.xml"
TYPES, LINKS, LISTS = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/numbering.xml"
SETTINGS, OFFICE = "word/settings.xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TAG = "{{ confidentiality }}"


def parts_of(template: bytes) -> Parts:
    """Return the parts of *template*."""
    with zipfile.ZipFile(BytesIO(template)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Parts, more: tuple[tuple[str, bytes], ...] = (), packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package of *parts*; *more* may stand in it twice."""
    file = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", packing) as package:
        warnings.simplefilter("ignore")
        for name, data in (*parts.items(), *more):
            package.writestr(name, data)
    return file.getvalue()


def relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> tuple[str, str, str]:
    """Return the change that adds a relationship."""
    added = f'<Relationship Id="x9" Type="http://x/relationships/{kind}" Target="{target}"{mode}/>'
    return LINKS, "</Relationships>", f"{added}</Relationships>"


def field(instruction: str, part: str = DOCUMENT) -> tuple[str, str, str]:
    """Return the change that adds a field; ``/`` splits its instruction over runs, as Word does."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in instruction.split("/"))
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    before = "<w:sectPr" if part == DOCUMENT else "</w:hdr>"
    return part, before, f"<w:p>{begin}{runs}{end}</w:p>{before}"


def nested(outer: str, inner: str) -> tuple[str, str, str]:
    """Return the change that adds a field whose instruction has another field in its middle; ``/`` says where."""
    kinds = ("begin", outer.partition("/")[0], "begin", inner, "end", outer.partition("/")[2], "end")
    marks = ("begin", "end")
    runs = "".join(
        f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>'
        if one in marks
        else f"<w:r><w:instrText>{one}</w:instrText></w:r>"
        for one in kinds
    )
    return DOCUMENT, "<w:sectPr", f"<w:p>{runs}</w:p><w:sectPr"


def hidden(kind: str, where: str) -> tuple[tuple[str, str, str], ...]:
    """Return the changes that add a style that hides its text, based on by another, and text in that one."""
    styles = (
        f'<w:style w:type="{kind}" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>'
        f'<w:style w:type="{kind}" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Hid"/></w:style>'
    )
    return ("word/styles.xml", "</w:styles>", f"{styles}</w:styles>"), body(f"<w:p>{where}</w:p>")


def body(xml: str) -> tuple[str, str, str]:
    """Return the change that adds *xml* to the document."""
    return DOCUMENT, "<w:sectPr", f"{xml}<w:sectPr"


def either(choice: str, fallback: str) -> str:
    """Return a shape with words for programs that know such shapes, and words for those that do not."""
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box.format(choice)}</mc:Choice><mc:Fallback>{box.format(fallback)}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )


CHANGED: dict[str, tuple[tuple[str, str, str], str]] = {
    "86-document-type": ((DOCUMENT, "<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "document-type"),
    "86-in-a-side-part": (("docProps/app.xml", "<Prop", '<!DOCTYPE x SYSTEM "file:///x"><Prop'), "document-type"),
    "86-other-encoding": ((DOCUMENT, "UTF-8", "latin-1"), "document-type"),
    "92-macro-type": ((TYPES, "document.main+xml", "document.macroEnabled.main+xml"), "macros"),
    "93-remote-template": (relation("attachedTemplate", "http://x.example/x.dotm"), "external-link"),
    "93-remote-picture": (relation("image", "http://x.example/x.png"), "external-link"),
    "93-remote-picture-called-link": (relation("image", "http://x.example/relationships/hyperlink"), "external-link"),
    "93-mode-by-entity": (relation("image", "http://x.example/x", ' TargetMode="&#69;xternal"'), "external-link"),
    "93-mode-in-single-quotes": (relation("image", "http://x.example/x", " TargetMode='External'"), "external-link"),
    "93-script-link": (relation("hyperlink", "javascript:alert(1)"), "external-link"),
    "93-file-link": (relation("hyperlink", "file:///etc/passwd"), "external-link"),
    "93-picture-by-file-address": (relation("image", "file:///etc/passwd", ""), "external-link"),
    "93-share": (relation("image", "//server/share/x.png", ""), "external-link"),
    "93-foreign-file": (body('<w:altChunk xmlns:r="http://x" r:id="rId1"/>'), "broken-template"),
    "93-dde": (field("DDEAUTO c:\\cmd.exe"), "external-link"),
    "93-dde-split-over-runs": (field(" DD/EAUTO c:\\cmd.exe"), "external-link"),
    "93-include-text": (field('INCLUDETEXT "c:\\x"'), "external-link"),
    "93-include-picture-in-header": (field("includepicture x", HEADER), "external-link"),
    "93-macro-button": (field("MACROBUTTON x y"), "external-link"),
    "93-simple-field": (body('<w:p><w:fldSimple w:instr=" LINK Excel.Sheet.8 x "/></w:p>'), "external-link"),
    "8-loop": ((FOOTER, TAG, "{% for i in range(10**9) %}x{% endfor %}"), "foreign-tag"),
    "8-attribute": ((FOOTER, TAG, "{{ title.__class__ }}"), "foreign-tag"),
    "8-product": ((FOOTER, TAG, "{{ 'x' * 999999999 }}"), "foreign-tag"),
    "8-call": ((FOOTER, TAG, "{{ title() }}"), "foreign-tag"),
    "8-filter": ((FOOTER, TAG, "{{ title|safe }}"), "foreign-tag"),
    "8-raw": ((FOOTER, TAG, "{% raw %}{{ x }}{% endraw %}"), "foreign-tag"),
    "8-comment": ((FOOTER, TAG, "{# unseen #}"), "foreign-tag"),
    "8-set": ((FOOTER, TAG, "{% set x = 1 %}"), "foreign-tag"),
    "8-include": ((FOOTER, TAG, '{% include "x" %}'), "foreign-tag"),
    "8-unknown-name": ((FOOTER, TAG, "{{ foo }}"), "foreign-tag"),
    "8-open": ((FOOTER, TAG, "{{ title"), "foreign-tag"),
    "8-run-tag": ((FOOTER, TAG, "{{r title }}"), "foreign-tag"),
    "8-paragraph-tag": ((FOOTER, TAG, "{%p if title %}"), "foreign-tag"),
    "94-tracked-change": (body('<w:p><w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'), "broken"),
    "99-hidden-text": (body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"), "broken-template"),
    "x-no-marker": ((DOCUMENT, "@@BODY@@", "x"), "missing-marker"),
    "x-marker-twice": ((DOCUMENT, "@@BODY@@", "@@BODY@@</w:t></w:r></w:p><w:p><w:r><w:t>@@BODY@@"), "missing-marker"),
    "x-marker-in-a-sentence": ((DOCUMENT, "@@BODY@@", "see @@BODY@@"), "missing-marker"),
    "x-unknown-marker": (body("<w:p><w:r><w:t>@@FOO@@</w:t></w:r></w:p>"), "missing-marker"),
    "x-marker-in-the-footer": ((FOOTER, TAG, "@@BODY@@"), "missing-marker"),
    "x-instruction": ((DOCUMENT, "<w:body>", "<w:body><?marker BODY?>"), "broken-template"),
    "x-cut-xml": ((DOCUMENT, "</w:body>", "</w:bdy>"), "broken-template"),
    "x-cut-types": ((TYPES, "</Types>", "</Tpes>"), "broken-template"),
    "x-word-template-renamed": ((TYPES, "document.main+xml", "template.main+xml"), "broken-template"),
    "x-slides-renamed": ((TYPES, "wordprocessingml.document.main", "presentationml.slide.main"), "broken-template"),
    "x-missing-part": (relation("image", "media/none.png", ""), "broken-template"),
    "x-climbing-part": (relation("image", "../../../etc/passwd", ""), "broken-template"),
    "x-list-without-abstract": ((LISTS, "w:abstractNumId w:val", "w:foo w:val"), "broken-template"),
    "x-list-without-number": ((LISTS, '<w:num w:numId="1"', '<w:num w:numId="x"'), "broken-template"),
    "x-no-page-size": ((DOCUMENT, "w:pgSz", "w:pgFoo"), "broken-template"),
    "x-page-in-words": ((DOCUMENT, 'w:pgSz w:w="', 'w:pgSz w:w="x'), "broken-template"),
    "x-page-of-a-mile": ((DOCUMENT, 'w:pgSz w:w="', 'w:pgSz w:w="9'), "broken-template"),
    "x-page-less-than-nothing": ((DOCUMENT, 'w:pgSz w:w="', 'w:pgSz w:w="-'), "broken-template"),
    "93-field-round-another": (nested("D/DEAUTO c:\\x", "PAGE"), "external-link"),
    "93-field-that-asks": (field("FILLIN what"), "external-link"),
    "93-field-to-a-file": (field('HYPERLINK "file:///c:/x"'), "external-link"),
    "93-autotext": (field("AUTOTEXT x"), "external-link"),
    "93-address-in-a-drawing": (
        body(
            '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" href="http://x"/></w:pict></w:r></w:p>'
        ),
        "broken-template",
    ),
    "93-object": (body("<w:p><w:r><w:object/></w:r></w:p>"), "broken-template"),
    "93-sub-document": (body('<w:p><w:subDoc xmlns:r="http://x" r:id="rId1"/></w:p>'), "broken-template"),
    "93-mail-merge": ((SETTINGS, "</w:settings>", "<w:mailMerge/></w:settings>"), "broken-template"),
    "93-template-of-settings": (
        (SETTINGS, "</w:settings>", f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId99"/></w:settings>'),
        "broken-template",
    ),
    "93-buttons": (("_rels/.rels", "</Rel", '<Relationship Id="z" Type="x/extensibility" Target="x"/></Rel'), "broken"),
    "94-comment": (body('<w:p><w:commentRangeStart w:id="1"/></w:p>'), "broken-template"),
    "99-letters-of-one-point": (
        body('<w:p><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>hidden</w:t></w:r></w:p>'),
        "broken-template",
    ),
    "8-sign-by-number": (body("<w:p><w:r><w:t>&#123;&#123; title.__class__ }}</w:t></w:r></w:p>"), "foreign-tag"),
    "x-date-of-today": (field("DATE"), "broken-template"),
    "x-protected": (
        (SETTINGS, "</w:settings>", '<w:documentProtection w:edit="readOnly"/></w:settings>'),
        "broken-template",
    ),
    "99-variables": (
        (SETTINGS, "</w:settings>", '<w:docVars><w:docVar w:name="x" w:val="secret"/></w:docVars></w:settings>'),
        "broken-template",
    ),
    "99-field-of-a-variable": (field("DOCVARIABLE Client"), "broken-template"),
    "99-two-wordings": (body(either("words", "other words")), "broken-template"),
    "99-words-for-new-programs-only": (body(either("words", "")), "broken-template"),
    "x-element-of-another-world": (body('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="x"/>'), "broken"),
    "x-instruction-before-the-root": ((DOCUMENT, "<w:document", '<?xml-stylesheet href="x"?><w:document'), "broken"),
    "x-50000-facts": (body("<w:p " + " ".join(f'w:a{n}="1"' for n in range(50_000)) + "/>"), "broken-template"),
    "x-5000-levels": (body("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "broken-template"),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_changed_template_is_refused(base: dict[str, bytes], put: Put, case: str) -> None:
    (part, old, new), code = CHANGED[case]
    parts = parts_of(base[TEMPLATE])
    assert old.encode() in parts[part]
    refuses(put, zipped({**parts, part: parts[part].replace(old.encode(), new.encode())}), code)


HIDING = {
    "paragraph": '<w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>x</w:t></w:r>',
    "character": '<w:r><w:rPr><w:rStyle w:val="Own"/></w:rPr><w:t>x</w:t></w:r>',
}


@pytest.mark.parametrize("kind", HIDING)
def test_text_that_a_style_hides_is_refused(base: dict[str, bytes], put: Put, kind: str) -> None:
    parts = parts_of(base[TEMPLATE])
    for part, old, new in hidden(kind, HIDING[kind]):
        parts[part] = parts[part].replace(old.encode(), new.encode())
    refuses(put, zipped(parts), "broken-template")


def refuses(put: Put, data: bytes, code: str) -> None:
    """Assert that the template *data* is refused for *code*, in few words."""
    reading = put(TEMPLATE, data)
    assert not reading.results[0].sound
    assert [fault for fault in reading.found if fault.code.startswith(code) and fault.span.path == TEMPLATE]
    assert all(fault.hint for fault in reading.found)


def encrypted(template: bytes) -> bytes:
    """Return *template* with the first part called encrypted."""
    data = bytearray(template)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


COMMENTS = b"""<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:comment w:id="1"><w:p><w:r><w:t>between us</w:t></w:r></w:p></w:comment></w:comments>"""


def linked(parts: Parts, kind: str, target: str) -> bytes:
    """Return the relationships of the main part with one more, to a part of the file."""
    _, old, new = relation(kind, target, "")
    return parts[LINKS].replace(old.encode(), new.encode())


MADE: dict[str, tuple[Callable[[bytes, Parts], bytes], str]] = {
    "87-big-picture": (lambda _, parts: zipped({**parts, "word/media/x.png": bytes(150_000_000)}), "oversized"),
    "87-bomb": (lambda _, parts: zipped({**parts, DOCUMENT: parts[DOCUMENT] + b" " * 50_000_000}), "oversized"),
    "87-3000-parts": (lambda _, parts: zipped({**parts, **{f"x{n}": b"" for n in range(3_000)}}), "oversized"),
    "88-part-twice": (lambda _, parts: zipped(parts, ((DOCUMENT, b"<x/>"),)), "unsafe-part"),
    "88-part-twice-by-case": (lambda _, parts: zipped(parts, (("WORD/document.xml", b"<x/>"),)), "unsafe-part"),
    "88-part-twice-by-accent": (
        lambda _, parts: zipped(parts, (("word/\u00e9.xml", b"<x/>"), ("word/e\u0301.xml", b"<x/>"))),
        "unsafe-part",
    ),
    "89-climbing-name": (lambda _, parts: zipped({**parts, "../x": b""}), "unsafe-part"),
    "90-cut": (lambda whole, _: whole[: len(whole) // 2], "damaged"),
    "90-words-behind": (lambda whole, _: whole + b"more", "damaged"),
    "90-words-before": (lambda whole, _: b"#!/bin/sh\n" + whole, "not-a-package"),
    "90-zeros": (lambda whole, _: bytes(len(whole)), "not-a-package"),
    "90-empty": (lambda _, __: b"", "damaged"),
    "91-old-word": (lambda _, __: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-format"),
    "91-encrypted": (lambda whole, _: encrypted(whole), "old-format"),
    "91-rich-text": (lambda _, __: b"{\\rtf1 x}", "not-a-package"),
    "91-web-page": (lambda _, __: b"<html></html>", "not-a-package"),
    "91-pdf": (lambda _, __: b"%PDF-1.7", "not-a-package"),
    "92-macros": (lambda _, parts: zipped({**parts, "word/vbaProject.bin": b"x"}), "macros"),
    "92-activex": (lambda _, parts: zipped({**parts, "word/activeX/activeX1.bin": b"x"}), "macros"),
    "86-utf-16": (
        lambda _, parts: zipped({**parts, DOCUMENT: parts[DOCUMENT].decode().encode("utf-16")}),
        "document-type",
    ),
    "92-macro-under-another-name": (lambda _, parts: zipped({**parts, "word/x.bin": b"\xd0\xcf\x11\xe0"}), "broken"),
    "93-web-page-by-no-link": (lambda _, parts: zipped({**parts, "word/a.html": b"<html/>"}), "broken-template"),
    "93-web-page-by-a-link": (
        lambda _, parts: zipped(
            {**parts, "word/a.html": b"<html/>", LINKS: linked(parts, "aFChunk", "a.html")},
        ),
        "broken-template",
    ),
    "94-comments": (
        lambda _, parts: zipped(
            {**parts, "word/comments.xml": COMMENTS, LINKS: linked(parts, "comments", "comments.xml")},
        ),
        "broken-template",
    ),
    "107-part-called-as-a-device": (lambda _, parts: zipped({**parts, "word/con.xml": b"<x/>"}), "broken-template"),
    "x-packed-by-lzma": (lambda _, parts: zipped(parts, packing=zipfile.ZIP_LZMA), "damaged"),
    "x-packed-by-bzip2": (lambda _, parts: zipped(parts, packing=zipfile.ZIP_BZIP2), "damaged"),
    "x-no-parts": (lambda _, __: zipped({}), "not-a-package"),
    "x-zip-in-zip": (lambda whole, _: zipped({"a.docx": whole}), "not-a-package"),
    "x-signed": (lambda _, parts: zipped({**parts, "_xmlsignatures/sig1.xml": b"<x/>"}), "broken-template"),
    "x-types-in-latin-1": (lambda _, parts: zipped({**parts, TYPES: parts[TYPES] + b"\xe9"}), "broken-template"),
    "x-settings-cut": (lambda _, parts: zipped({**parts, "word/settings.xml": b"<x"}), "broken-template"),
    "x-theme-of-noise": (lambda _, parts: zipped({**parts, "word/theme/theme1.xml": b"\xff"}), "broken-template"),
    "x-no-styles": (
        lambda _, parts: zipped({name: data for name, data in parts.items() if name != "word/styles.xml"}),
        "broken-template",
    ),
    "x-no-links": (
        lambda _, parts: zipped({name: data for name, data in parts.items() if name != LINKS}),
        "broken-template",
    ),
    "x-other-root": (lambda _, parts: zipped({**parts, DOCUMENT: b"<x/>"}), "broken-template"),
    "x-prefixed-link": (
        lambda _, parts: zipped(
            {
                **parts,
                LINKS: parts[LINKS].replace(
                    b"</Relationships>",
                    b'<q:Relationship xmlns:q="http://schemas.openxmlformats.org/package/2006/relationships" Id="x9"'
                    b' TargetMode="External" Type="http://x/image" Target="http://x.example"/></Relationships>',
                ),
            }
        ),
        "external-link",
    ),
}


@pytest.mark.parametrize("case", MADE)
def test_a_file_that_is_no_good_template_is_refused(base: dict[str, bytes], put: Put, case: str) -> None:
    make, code = MADE[case]
    refuses(put, make(base[TEMPLATE], parts_of(base[TEMPLATE])), code)


def test_a_template_packed_anew_is_as_good_as_before(base: dict[str, bytes], put: Put) -> None:
    only_unapproved(put(TEMPLATE, zipped(parts_of(base[TEMPLATE]))))


def test_a_link_to_a_web_page_and_a_field_with_the_page_number_may_stand(base: dict[str, bytes], put: Put) -> None:
    parts = parts_of(base[TEMPLATE])
    for part, old, new in (relation("hyperlink", "https://example.org/"), field(" PAGE ")):
        parts[part] = parts[part].replace(old.encode(), new.encode())
    only_unapproved(put(TEMPLATE, zipped(parts)))


def test_a_shape_that_says_the_same_to_every_program_may_stand(base: dict[str, bytes], put: Put) -> None:
    parts = parts_of(base[TEMPLATE])
    part, old, new = body(either("Aurelia", " Aurelia "))
    only_unapproved(put(TEMPLATE, zipped({**parts, part: parts[part].replace(old.encode(), new.encode())})))


def only_unapproved(reading: Reading) -> None:
    """Assert that the template serves, and that it is told to be another than was approved: case 148."""
    assert reading.results[0].sound
    assert [one.code for one in reading.found] == ["unapproved-template"]
