"""What a Word template would carry into every document made with it: nothing unseen, nothing that fetches something or
runs, nothing that says another thing tomorrow.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.package import EXTERNAL_LINK, WEB, Parts, relationships
from generator.render.word.naming import STYLES, W
from generator.render.word.trees import parse, tree

BROKEN_TEMPLATE = kind(
    "broken-template",
    "The Word template cannot be read as a Word document, or holds what no agreement may carry.",
    matters="Every document made with it would be damaged, or carry more than it shows.",
    cure="Open it in Word and save it again as .docx.",
)
DOCUMENT, SETTINGS, TYPES = "word/document.xml", "word/settings.xml", "[Content_Types].xml"
VARIABLES = "docVars"
RUNNING = re.compile(r"word/(header|footer)\d*\.xml")

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OTHERS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_COMPATIBLE = f"{_OTHERS}Ignorable"
_KNOWN = (
    *("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:"),
    *("http://purl.oclc.org/ooxml/", "http://www.w3.org/1998/Math/"),
)
"""Where the names of elements come from that Word reads; others are in ``mc:Ignorable``."""
_MOST_ATTRIBUTES = 200
_COMMENTS = re.compile(r"word/comments[^/]*\.xml")
DROPPED = "stylesWithEffects"
"""In the name of a part that only old versions of Word read, and that no document gets."""
_FETCHING = re.compile(
    r"(DDEAUTO|DDE|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|RD|MACROBUTTON|GOTOBUTTON|AUTOTEXTLIST|AUTOTEXT"
    r"|GLOSSARY|EMBED|ASK|FILLIN|CONTROL|HTMLCONTROL|ADDIN|PRINT)\b",
    re.IGNORECASE,
)
_OF_TODAY = re.compile(r"(DATE|TIME|PRINTDATE|SAVEDATE|CREATEDATE|EDITTIME)\b", re.IGNORECASE)
_VARIABLE = re.compile(r"DOCVARIABLE\s*(.*)", re.IGNORECASE | re.DOTALL)
_LINKED_TEXT = re.compile(r'HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange")
_TINY = frozenset("123456")
"""Half points: letters of three points and less are read by nobody."""
_CARRYING = {
    "aFChunk": "a file of another format",
    "subDocument": "another document",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "control": "a control that runs",
    "extensibility": "buttons that run something",
    "attachedTemplate": "another template",
    "mailMergeSource": "a list of addresses",
    "recipientData": "a list of addresses",
    "frame": "a frame of a web page",
    "keyMapCustomizations": "keys that run something",
}
"""Kinds of relationship by which a file holds or fetches more than its own text."""
_SETTINGS = {
    "mailMerge": "fetches a list of addresses: end the mail merge (Mailings, Start Mail Merge, Normal Word Document)",
    "documentProtection": "is protected: nobody could strike or add a word in the agreements made with it",
    "writeProtection": "is protected: nobody could strike or add a word in the agreements made with it",
    VARIABLES: "holds variables, data that no page of Word shows, and every agreement made with it would hold them too",
}
_STEPS = {VARIABLES: "agreements template lint FILE --mend takes them out"}


def carried_faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    """Yield what would be printed unseen, fetch something, run or change in every document made with the template."""
    yield from (BROKEN_TEMPLATE.at(Span(path), fault) for fault in (*orphans(parts), *_kinds_of_link(parts)))
    hiding = _hiding_styles(parts)
    for name in sorted(parts):
        root = tree(parts[name]) if name.startswith("word/") and name.endswith(".xml") else None
        if root is None or DROPPED in name:
            continue
        yield from _field_faults(path, name, root)
        if _COMMENTS.fullmatch(name) and len(root):
            yield BROKEN_TEMPLATE.at(Span(path), f'comments stand in "{name}"', hint="delete all comments in Word")
        yield from (BROKEN_TEMPLATE.at(Span(path), f'{fault} in "{name}"') for fault in _loose_ends(name, root, parts))
        if name == DOCUMENT or RUNNING.fullmatch(name):
            faults = (*_leftovers(root), *_hidden(root, hiding))
            yield from (BROKEN_TEMPLATE.at(Span(path), f'{fault} in "{name}"') for fault in faults)
        for setting in _SETTINGS if name == SETTINGS else ():
            if root.find(f"{W}{setting}") is not None:
                yield BROKEN_TEMPLATE.at(Span(path), _SETTINGS[setting], hint=_STEPS.get(setting, ""))


def orphans(parts: Parts) -> Iterator[str]:
    """Yield the parts that no relationship leads to: Word would lose them, and other programs might not."""
    reached, waiting = {TYPES, "_rels/.rels"}, ["_rels/.rels"]
    while waiting:
        for target in targets(waiting.pop(), parts):
            folder, _, name = target.rpartition("/")
            more = {target, f"{folder}/_rels/{name}.rels"} & parts.keys() - reached
            reached |= more
            waiting += [one for one in more if one.endswith(".rels")]
    for name in sorted(parts.keys() - reached):
        if DROPPED in name:
            continue
        yield f'holds a part "{name[:80]}" that belongs to nothing'


def targets(name: str, parts: Parts) -> Iterator[str]:
    """Yield the parts that the relationships of the part *name* lead to."""
    folder, _, _ = name.rpartition("_rels/")
    for link in relationships(parts.get(name, b"")) or ():
        if link.get("TargetMode", "Internal") == "Internal":
            yield posixpath.normpath(posixpath.join("/" + folder, link.get("Target", ""))).lstrip("/")


def _kinds_of_link(parts: Parts) -> Iterator[str]:
    """Yield what the kind of a relationship says that the file holds beside its text."""
    for name in sorted(parts):
        for link in (relationships(parts[name]) or ()) if name.endswith(".rels") else ():
            if what := _CARRYING.get(link.get("Type", "").rpartition("/")[2]):
                yield f'holds {what} by "{name}"'


def _field_faults(path: str, name: str, root: Any) -> Iterator[Diagnostic]:
    """Yield the fields of a part that fetch or run something, or say another thing each day."""
    for words in instructions(root):
        said = words.strip()
        if found := _FETCHING.match(said):
            yield EXTERNAL_LINK.at(Span(path), f'a field "{found[1].upper()}" in "{name}" fetches or runs something')
        elif (link := _LINKED_TEXT.match(said)) and not link[1].lower().startswith((*WEB, "\\l")):
            yield EXTERNAL_LINK.at(Span(path), f'a field "HYPERLINK" in "{name}" leads to a file or a program')
        elif found := _VARIABLE.match(said):
            message = f'a field "DOCVARIABLE" in "{name}" shows what no agreement has: {found[1][:40]}'
            hint = "write its words in its place, or a tag such as {{ title }}"
            yield BROKEN_TEMPLATE.at(Span(path), message, hint=hint)
        elif found := _OF_TODAY.match(said):
            message = f'a field "{found[1].upper()}" in "{name}" says another day whenever somebody opens the file'
            hint = "write {{ dated }} or {{ effective }} in its place, or the date as text"
            yield BROKEN_TEMPLATE.at(Span(path), message, hint=hint)


def instructions(root: Any) -> Iterator[str]:
    """Yield what each field of a part says; a field inside another is one of its own."""
    open_: list[list[str]] = []
    for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText", f"{W}fldSimple"):
        match node.tag.removeprefix(W), node.get(f"{W}fldCharType", ""):
            case "fldSimple", _:
                yield node.get(f"{W}instr", "")
            case "fldChar", "begin":
                open_.append([])
            case "fldChar", "end" if open_:
                yield "".join(open_.pop())
            case (("instrText" | "delInstrText"), _):
                if open_:
                    open_[-1].append(node.text or "")
                else:
                    yield node.text or ""
    yield from ("".join(one) for one in open_)


def _loose_ends(name: str, root: Any, parts: Parts) -> Iterator[str]:
    """Yield what a part refers to and its relationships do not have, and what Word does not know."""
    folder, _, file = name.rpartition("/")
    known = {link.get("Id", "") for link in relationships(parts.get(f"{folder}/_rels/{file}.rels", b"")) or ()}
    ignored = [root.nsmap.get(prefix) for prefix in root.get(_COMPATIBLE, "").split()]
    read = tuple(f"{{{place}" for place in (*_KNOWN, *filter(None, ignored)))
    for node in root.iter(etree.Element):
        if len(node.attrib) > _MOST_ATTRIBUTES:
            yield f"an element with {len(node.attrib):,} facts stands"
            return
        for key, value in node.attrib.items():
            if key.startswith(_RELATIONS) and value not in known:
                yield f'a reference to "{value[:40]}" that leads nowhere stands'
                return
            if node.tag.startswith(_VML) and key in ("src", "href"):
                yield "a drawing with an address outside the file stands"
                return
        if not node.tag.startswith(read):
            yield f'an element "{etree.QName(node).localname[:40]}" that Word does not know stands'
            return


def _leftovers(root: Any) -> Iterator[str]:
    """Yield what Word would not show as part of the template, and every agreement would carry."""
    if next(root.iter(*(f"{W}{name}" for name in _TRACKED)), None) is not None:
        yield "tracked changes, neither accepted nor rejected, stand"
    if next(root.iter(f"{W}commentReference", f"{W}commentRangeStart"), None) is not None:
        yield "a comment stands"
    if next(root.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None:
        yield "a file of another format is embedded"
    if next(root.iter(f"{W}object", f"{W}control"), None) is not None:
        yield "an embedded object stands"
    if any(len(set(map(_words, choice))) > 1 for choice in root.iter(f"{_OTHERS}AlternateContent")):
        yield "a shape with two wordings, of which each program shows another, stands"
    if next(root.iter(etree.ProcessingInstruction), None) is not None or root.getprevious() is not None:
        yield "an instruction for some program stands"


def _words(branch: Any) -> str:
    """Return the words of one of the branches among which a program chooses, whatever blanks part them."""
    return " ".join("".join(node.text or "" for node in branch.iter("{*}t")).split())


def _hidden(root: Any, hiding: frozenset[str]) -> Iterator[str]:
    """Yield that text is hidden: by itself, by its style, or by letters that nobody can read."""
    if any(on(one) for one in root.iter(f"{W}vanish")):
        yield "hidden text stands"
    for style in root.iter(f"{W}pStyle", f"{W}rStyle"):
        if style.get(f"{W}val") in hiding:
            yield f'text that the style "{style.get(f"{W}val")}" hides stands'
            return
    for run in root.iter(f"{W}r"):
        size = run.find(f"{W}rPr/{W}sz")
        if (
            size is not None
            and size.get(f"{W}val") in _TINY
            and "".join(text.text or "" for text in run.iter(f"{W}t")).strip()
        ):
            yield "text too small to be read stands"
            return


def on(switch: Any) -> bool:
    """Tell whether a switch such as ``w:vanish`` is on."""
    return switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _hiding_styles(parts: Parts) -> frozenset[str]:
    """Return the styles that hide their text, themselves or by a style that they are based on."""
    styles = {style.get(f"{W}styleId", ""): style for style in parse(parts[STYLES]).iter(f"{W}style")}
    return frozenset(name for name in styles if _hides(name, styles))


def _hides(name: str, styles: Mapping[str, Any]) -> bool:
    """Tell whether the style *name* hides its text; a chain of styles that leads to itself ends there."""
    met: set[str] = set()
    while name in styles and name not in met:
        met.add(name)
        switch = styles[name].find(f"{W}rPr/{W}vanish")
        if switch is not None:
            return on(switch)
        base = styles[name].find(f"{W}basedOn")
        name = "" if base is None else base.get(f"{W}val", "")
    return False
