"""The door for zip packages (Word and Excel files): looks at the directory before it expands anything.

Limits come from the zip directory; no document type declaration, no macros, no duplicate or climbing names pass.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from posixpath import join, normpath

from lxml import etree

from generator.diagnostic import Diagnostic, Kind, Span, kind

MOST_PARTS = 2_000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_TOTAL = 256 * 1024 * 1024
LARGEST_RATIO = 200
SMALL = 1024 * 1024
"""Below this size a part may shrink as far as it likes: empty styles and settings do."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = struct.Struct("<4sHHHHLLH")
_END_MARK = b"PK\x05\x06"
ENCRYPTED = 0x1
SYMLINK = 0o120000
FILE_TYPE = 0o170000

BESIDE_AN_OPEN_FILE = ("~$", ".~lock.")
THE_FILE = "close the file in Word, Excel or LibreOffice, then take the file itself: its name has no ~ at the beginning"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
OF_OLD = (
    ("is of the format used before 2007 (.doc, .xls)", "open it in Word or Excel, save it as .docx or .xlsx"),
    ("is protected by a password", "open it in Word or Excel, take the password out (File, Info), and save it"),
)

NOT_A_PACKAGE = kind(
    "not-a-package",
    "The file is no Word or Excel file: it does not begin as a zip package does.",
    matters="A renamed web page, CSV file or picture would otherwise be read as an empty agreement.",
    cure="Open the file in Word or Excel and save it as .docx or .xlsx.",
)
OLD_FORMAT = kind(
    "old-format",
    "The file is protected by a password, or is a .doc or .xls file of the format used before 2007.",
    matters="Neither can be read without changing it.",
    cure="Open it in Word or Excel, remove the password, and save it as .docx or .xlsx.",
)
DAMAGED_PACKAGE = kind(
    "damaged-package",
    "The file is cut short or its bytes have been changed.",
    matters="Part of the text may be missing.",
    cure="Ask for the file again, packed or uploaded rather than pasted.",
)
OVERSIZED_PACKAGE = kind(
    "oversized-package",
    "The file would expand to far more than an agreement needs.",
    matters="Such files are made to exhaust the machine that opens them.",
    cure="Ask the sender what the file holds; remove large pictures and save it again.",
)
UNSAFE_PART = kind(
    "unsafe-part",
    "A part of the file has a name that leads outside the file, stands twice, or is a link.",
    matters="Two readers would see two different texts.",
    cure="Open the file in Word or Excel and save it again.",
)
DOCUMENT_TYPE = kind(
    "document-type-declaration",
    "A part of the file declares a document type or an encoding that Word never writes.",
    matters="Such declarations can hide, replace or fetch text.",
    cure="Do not use this file; ask the sender how it was made.",
)
MACROS = kind(
    "macros-in-package",
    "The file carries macros or embedded programs.",
    matters="They would travel on with everything that is made from the file.",
    cure="Save the file as .docx or .xlsx without macros and embedded objects.",
)
EXTERNAL_LINK = kind(
    "external-link",
    "The file fetches something from outside: a template, a picture, a linked workbook.",
    matters="What the file shows could change after signature, and opening it tells others.",
    cure="Break the link in Word (File, Info, Edit Links to Files) or embed what it shows.",
)

DECLARATION = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
HYPERLINK = "/hyperlink"
WEB = ("http:", "https:", "mailto:", "#")
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PROGRAMS = re.compile(r"(vbaproject|vbadata)[^/]*$|/(activex|embeddings)/", re.IGNORECASE)
MACRO_TYPES = (b"macroEnabled", b"vbaProject", b"macrosheet")

Parts = dict[str, bytes]


def open_package(path: str, data: bytes) -> tuple[Parts, list[Diagnostic]]:
    """Return the parts of the zip package *data* by name, and what is wrong with it; with any fault there are no parts.

    Args:
        path: Where the package came from, for the faults.
        data: The whole file.
    """
    span = Span(path)
    if sniffed := _sniff(span, data):
        return {}, [sniffed]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            faults = list(_directory_faults(span, package.infolist())) or list(_end_faults(span, data, package))
            parts = {} if faults else _expand(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        return {}, [DAMAGED_PACKAGE.at(span, f"cannot be unpacked: {error}")]
    faults = faults or list(_content_faults(span, parts))
    return ({} if faults else parts), faults


def _sniff(span: Span, data: bytes) -> Diagnostic | None:
    """Return the fault of a file that is no zip package at all."""
    if PurePath(span.path).name.startswith(BESIDE_AN_OPEN_FILE):
        return NOT_A_PACKAGE.at(span, "is the sign that a program leaves beside a file that is open", hint=THE_FILE)
    if data.startswith(OLE):
        message, hint = OF_OLD[ENCRYPTED_PART in data]
        return OLD_FORMAT.at(span, message, hint=hint)
    if not data:
        return DAMAGED_PACKAGE.at(span, "is empty")
    if not data.startswith(b"PK\x03\x04"):
        return NOT_A_PACKAGE.at(
            span, "is no Word or Excel file", hint="open it in Word or Excel, save it as .docx or .xlsx"
        )
    return None


def _end_faults(span: Span, data: bytes, package: zipfile.ZipFile) -> Iterator[Diagnostic]:
    """Report a directory that hides parts: more of them, or at another place, than its closing record says."""
    at = data.rfind(_END_MARK)
    record = data[at : at + _END.size].ljust(_END.size, b"\0")
    _, disk, first_disk, here, total, size, offset, comment = _END.unpack(record)
    told = (disk, first_disk, here, total, offset + size, at + _END.size + comment)
    if told != (0, 0, total, len(package.infolist()), at, len(data)):
        yield DAMAGED_PACKAGE.at(span, "its directory does not fit its parts")


def _directory_faults(span: Span, entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    """Report what the directory already shows, before anything is expanded."""
    if len(entries) > MOST_PARTS:
        yield OVERSIZED_PACKAGE.at(span, f"{len(entries)} parts, at most {MOST_PARTS} are read")
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        yield OVERSIZED_PACKAGE.at(span, f"expands to more than {LARGEST_TOTAL >> 20} MB")
    for name, times in Counter(_folded(entry.filename) for entry in entries).items():
        if times > 1:
            yield UNSAFE_PART.at(span, f'"{name}" stands {times} times in the package')
    for entry in entries:
        yield from _entry_faults(span, entry)


def _folded(name: str) -> str:
    """Return *name* as a reader sees it that minds neither case nor how an accent is written."""
    return unicodedata.normalize("NFC", name).lower()


def _entry_faults(span: Span, entry: zipfile.ZipInfo) -> Iterator[Diagnostic]:
    """Report what is wrong with one entry of the directory."""
    if entry.flag_bits & ENCRYPTED:
        yield OLD_FORMAT.at(span, f'"{entry.filename}" is encrypted')
    if entry.compress_type not in PACKINGS:
        yield DAMAGED_PACKAGE.at(span, f'"{entry.filename}" is packed in a way that Word and Excel do not read')
    if _climbs(entry):
        yield UNSAFE_PART.at(span, f'"{entry.filename}" leads outside the package')
    if entry.file_size > LARGEST_PART:
        yield OVERSIZED_PACKAGE.at(span, f'"{entry.filename}" expands to more than {LARGEST_PART >> 20} MB')
    elif entry.file_size > SMALL and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1):
        yield OVERSIZED_PACKAGE.at(span, f'"{entry.filename}" expands more than {LARGEST_RATIO} times')
    if PROGRAMS.search(entry.filename):
        yield MACROS.at(span, f'"{entry.filename}" holds macros or an embedded object')


def _climbs(entry: zipfile.ZipInfo) -> bool:
    """Tell whether the name of *entry* leads outside, or the entry is a symbolic link."""
    name = entry.orig_filename  # the other one ends at a zero already
    steps = name.split("/")
    link = (entry.external_attr >> 16) & FILE_TYPE == SYMLINK
    return link or "\\" in name or ":" in name or "\0" in name or name.startswith("/") or ".." in steps


def _expand(package: zipfile.ZipFile) -> Parts:
    """Return every part, never reading more than its directory entry promised.

    Raises:
        zipfile.BadZipFile: If a part holds more than it says.
    """
    parts: Parts = {}
    for entry in package.infolist():
        if entry.is_dir():
            continue
        with package.open(entry) as stream:
            parts[entry.filename] = stream.read(entry.file_size + 1)
        if len(parts[entry.filename]) != entry.file_size:
            raise zipfile.BadZipFile(f'"{entry.filename}" is longer or shorter than it says')
    return parts


def _content_faults(span: Span, parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Report declarations and macros inside the parts."""
    if any(one in parts.get("[Content_Types].xml", b"") for one in MACRO_TYPES):
        yield MACROS.at(span, "is of a type that holds macros")
    if "[Content_Types].xml" not in parts:
        yield NOT_A_PACKAGE.at(span, "is a zip file, but no Word or Excel file")
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and _declares(part):
            yield DOCUMENT_TYPE.at(span, f'"{name}" declares a document type or an unusual encoding')


def _declares(part: bytes) -> bool:
    """Tell whether *part* declares a document type, or is not UTF-8 (in which a declaration could hide)."""
    encoding = ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    unusual = encoding is not None and encoding[1].lower() not in {b"utf-8", b"us-ascii"}
    return (
        unusual or part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:64] or bool(DECLARATION.search(part))
    )


def external_links(path: str, parts: Mapping[str, bytes], fault: Kind = EXTERNAL_LINK) -> Iterator[Diagnostic]:
    """Report each relationship of *parts* that leads outside the package; plain web links of a text excepted."""
    for name, part in sorted(parts.items()):
        if name.endswith(".rels"):
            links = relationships(part)
            if links is None:
                yield DAMAGED_PACKAGE.at(Span(path), f'the part "{name}" cannot be read')
            for link in links or ():
                if _leads_outside(link):
                    yield fault.at(Span(path), f'"{name}" refers to something outside the file', hint="break the link")


def relationships(part: bytes) -> list[Mapping[str, str]] | None:
    """Return the attributes of each relationship in *part*, in whatever way it is written; None if it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return [{str(key): str(value) for key, value in link.attrib.items()} for link in root.iter("{*}Relationship")]


def place(home: str, target: str) -> str:
    """Return the name of the part that a relationship of a part in the folder *home* leads to."""
    return normpath(join("/", home, target)).removeprefix("/")


def from_root(part: bytes, home: str) -> bytes:
    """Return the relationships of a part in the folder *home* as they lead to the same parts from everywhere."""
    links = relationships(part)
    if links is None:
        return part
    root = etree.Element("Relationships")
    for link in links:
        outside = link.get("TargetMode", "").lower() == "external"
        target = link.get("Target", "")
        etree.SubElement(root, "Relationship", {**link, "Target": target if outside else f"/{place(home, target)}"})
    return bytes(etree.tostring(root))


def _leads_outside(link: Mapping[str, str]) -> bool:
    """Tell whether *link* fetches something that is not in the package."""
    target = link.get("Target", "").strip().lower()
    if link.get("Type", "").endswith(HYPERLINK):
        return link.get("TargetMode", "").lower() == "external" and not target.startswith(WEB)
    return link.get("TargetMode", "").lower() == "external" or ":" in target or target.startswith(("//", "\\"))
