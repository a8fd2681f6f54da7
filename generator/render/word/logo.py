"""A logo on the cover of a template: in the place that a template keeps for it, or on top."""

from __future__ import annotations

import struct
from typing import Any

from lxml import etree

from generator.diagnostic import Diagnostic, Span
from generator.read.package import open_package
from generator.render.word.carried import BROKEN_TEMPLATE, DOCUMENT
from generator.render.word.house import NAMESPACES, mm
from generator.render.word.package import pack, write_package
from generator.render.word.shell import W
from generator.render.word.trees import parse, written

WIDEST, TALLEST = 40, 14
"""Of a logo, in millimetres."""
_EMU = 36_000
_SIGN = b"\x89PNG\r\n\x1a\n"
_TYPES, _LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def with_logo(template: bytes, picture: bytes) -> bytes | Diagnostic:
    """Return *template* with the PNG file *picture* on its cover, as large as the place allows; none for no picture."""
    if not picture:
        return template
    size = png_size(picture)
    if size is None:
        return BROKEN_TEMPLATE.at(Span("logo"), "is no PNG file", hint="save the logo as PNG, and name that file")
    parts, _ = open_package("template", template)
    types, links, root = (parse(parts[name]) for name in (_TYPES, _LINKS, DOCUMENT))
    etree.SubElement(types, etree.QName(types, "Default"), Extension="png", ContentType="image/png")
    link = {"Id": "rIdLogo", "Type": f"{_OFFICE}/image", "Target": "media/logo.png"}
    etree.SubElement(links, etree.QName(links, "Relationship"), link)
    place(root).append(drawing(*scaled(*size)))
    made = {_TYPES: written(types), _LINKS: written(links), DOCUMENT: written(root), "word/media/logo.png": picture}
    return write_package({name: pack(part) for name, part in {**parts, **made}.items()})


def png_size(picture: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG file in dots; None for another file."""
    if not picture.startswith(_SIGN) or picture[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">LL", picture[16:24])
    return (width, height) if width and height else None


def scaled(width: int, height: int) -> tuple[int, int]:
    """Return the size on paper, in millionths of 36 mm: as large as the place allows, never stretched."""
    scale = min(WIDEST / width, TALLEST / height)
    return round(width * scale * _EMU), round(height * scale * _EMU)


def place(root: Any) -> Any:
    """Return the paragraph for the logo; a template without such a place gets one on top of its cover."""
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "CoverLogo":
            return paragraph
    body = root.find(f"{W}body")
    body.insert(0, parse(f'<w:p {NAMESPACES}><w:pPr><w:spacing w:after="{mm(10)}"/></w:pPr></w:p>'.encode()))
    return body[0]


def drawing(width: int, height: int) -> Any:
    """Return the run that shows the logo."""
    spaces = (
        f'{NAMESPACES} xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
        f' xmlns:pic="{_DRAWING}/picture"'
    )
    extent = f'cx="{width}" cy="{height}"'
    shape = (
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    picture = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>{shape}</pic:pic>'
    )
    return parse(
        f'<w:r {spaces}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="1" name="Logo" descr="Logo"/><a:graphic><a:graphicData uri="{_DRAWING}/picture">{picture}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>".encode()
    )
