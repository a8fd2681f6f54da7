"""The reader of Word files that came back: every line with what stands there, what stood there, and who changed it.

It reads what Word, LibreOffice or a gateway may have made of a file of ours. Nothing is guessed: what stands outside
the main text (text boxes, notes, headers) is handed on as a stray, so that nothing is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Any

from generator.diagnostic import Diagnostic, Span
from generator.document.marks import MARKS_NAMESPACE, SUMMARY, comment_mark
from generator.read.package import Parts
from generator.read.paragraphs import LEAD, words_of
from generator.read.revisions import accepted, without_summary
from generator.read.things import BOXED, fetched, pictures_of, things_of, unread
from generator.read.units import CHANGES, Hand, Unit, hand, now_and_before
from generator.read.word import DAMAGED_PART, DOCUMENT, W, main_part, parse_part
from generator.read.word_package import open_word

CUSTOM, STYLES = "docProps/custom.xml", "word/styles.xml"
COMMENTS, THREADS = "word/comments.xml", "word/commentsExtended.xml"
_V = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_W14, _W15 = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
    "{http://schemas.microsoft.com/office/word/2012/wordml}",
)
LONGEST_SAID = 160
"""So many letters of the words that a comment is about are said."""
STRICT = "purl.oclc.org/ooxml"
"""Stands in the names of the other form of Word files, which few programs write."""
_P = f"{W}p"
_BOX = (f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its place in the thread, and the words that it is about, cut short."""

    id: str
    hand: Hand
    text: str
    answers: str = ""
    done: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file as read.

    Attributes:
        facts: What it says of itself: agreement, document, version, draft, hash of the tree it was made from.
        now: Units with every tracked change accepted.
        before: Units with every tracked change rejected that is not ours: a redline of ours shows what we sent.
        comments: In the order of the file.
        strays: Words outside the main text, each with where they stand.
        tracked: How many tracked changes it holds.
        listed: Its list of marks, each with the fingerprint of its text; empty where that is gone.
        keys_before: What the units of *before* are compared by.
    """

    facts: dict[str, str]
    now: tuple[Unit, ...]
    before: tuple[Unit, ...]
    comments: tuple[Comment, ...]
    strays: tuple[tuple[str, str], ...]
    tracked: int
    listed: str = ""
    keys_before: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Gather the keys once: each line that came asks for them."""
        object.__setattr__(self, "keys_before", frozenset(unit.key for unit in self.before))


def read_returned(
    path: str, data: bytes, known: Mapping[str, str] | None = None
) -> tuple[Returned | None, list[Diagnostic]]:
    """Return what stands in a Word file, or why it cannot be read.

    Args:
        path: Where the file came from, for the faults.
        data: The .docx file.
        known: What else is known of it, of a file that does not say so itself any more.
    """
    parts, faults = open_word(path, data)
    if faults:
        return None, faults
    root = main_part(parts)
    if root is None:
        found = parse_part(parts, DOCUMENT)
        strict = found is not None and STRICT in str(found.tag)
        message = "is saved as Strict Open XML" if strict else f'the part "{DOCUMENT}" is missing or damaged'
        hint = "in Word: Save as, Word Document (.docx)" if strict else ""
        return None, [DAMAGED_PART.at(Span(path), message, hint=hint)]
    fronted = SUMMARY.encode() in parts[DOCUMENT]
    return returned(parts, without_summary(root) if fronted else root, known or {}), []


def returned(parts: Parts, root: Any, known: Mapping[str, str]) -> Returned:
    """Return what stands in the parts of a file."""
    boxes = taken_boxes(root)
    facts = {**facts_of(parts), **known}
    strays = (*(("text box", text) for text in boxes), *unread(root), *other_parts(parts), *fetched(parts))
    now, before = now_and_before(root, pictures_of(parts), parse_part(parts, STYLES), ours_of(facts))
    tracked = sum(1 for element in root.iter(*CHANGES))
    about = commented(root)
    said = tuple(replace(one, about=about.get(one.id, "")) for one in comments_of(parts))
    return Returned(facts, now, before, without_ours(facts, said), strays, tracked, listed_marks(parts))


def ours_of(facts: Mapping[str, str]) -> Hand | None:
    """Return by which hand a redline of ours shows its changes; None when the file was sent without marks."""
    return Hand(facts["Marked by"], facts.get("Marked on", "")) if "Marked by" in facts else None


def without_ours(facts: Mapping[str, str], comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """Return the comments but those that we put into the file ourselves."""
    ours = {mark for name, words in facts.items() if name.startswith("Comments ") for mark in words.split()}
    return tuple(one for one in comments if comment_mark(one.hand.author, one.text) not in ours)


def taken_boxes(root: Any) -> list[str]:
    """Take text boxes and what stands for them out of *root*; return their words, each once."""
    found = []
    several = list(root.iter(*_BOX))
    for box in several:
        if box.tag == _BOX[0] and not any(above.tag == _BOX[1] for above in box.iterancestors()):
            found += [text for paragraph in box.iter(_P) if (text := words_of(paragraph).text.strip())]
    for other in (one for one in several if one.tag == _BOX[1]):
        words = words_in(other)
        if words.strip() and words != "".join(map(words_in, other.itersiblings(_CHOICE, preceding=True))):
            found.append(words.strip())  # what other programs than Word show
    for box in several:
        for above in box.iterancestors(f"{W}drawing", f"{W}pict"):
            above.set(BOXED, "yes")
        box.getparent().remove(box)
    return found


def words_in(element: Any) -> str:
    """Return all words below *element* without a sign between them."""
    return "".join("".join(one.itertext()) for one in element.iter(f"{W}t"))


# What stands beside the main part


def facts_of(parts: Parts) -> dict[str, str]:
    """Return the custom properties by name; none when they are gone."""
    root = parse_part(parts, CUSTOM)
    if root is None:
        return {}
    return {one.get("name") or "": "".join(one.itertext()) for one in root}


def listed_marks(parts: Parts) -> str:
    """Return the list of marks of a file of ours, a mark and its fingerprint on each line; empty when it is gone."""
    items = (name for name in sorted(parts) if name.startswith("customXml/item"))
    roots = (parse_part(parts, name) for name in items if MARKS_NAMESPACE.encode() in parts[name])
    tag = f"{{{MARKS_NAMESPACE}}}marks"
    return next(((root.text or "").strip() for root in roots if root is not None and root.tag == tag), "")


def comments_of(parts: Parts) -> tuple[Comment, ...]:
    """Return the comments."""
    root = parse_part(parts, COMMENTS)
    if root is None:
        return ()
    threads = threads_of(parts)
    written = [
        (one, [mark for p in one.iter(_P) if (mark := p.get(f"{_W14}paraId"))][-1:]) for one in root.iter(f"{W}comment")
    ]
    ids = {last[0]: one.get(f"{W}id") or "" for one, last in written if last}
    nothing = ("", False)
    states = [threads.get(last[0], nothing) if last else nothing for _, last in written]
    return tuple(
        comment(one, ids.get(above, ""), done) for (one, _), (above, done) in zip(written, states, strict=True)
    )


def comment(element: Any, answers: str, done: bool) -> Comment:
    """Return one comment."""
    text = "\n".join(words_of(paragraph).text for paragraph in element.iter(_P))
    return Comment(element.get(f"{W}id") or "", hand(element), text, answers, done)


def commented(root: Any) -> dict[str, str]:
    """Return the words that each comment is about, by its id, cut short; words that are struck out are none."""
    began = next(root.iter(f"{W}commentRangeStart"), None)
    ends = (f"{W}commentRangeEnd", f"{W}commentReference")  # some programs leave the first one out
    found: dict[str, str] = {}
    now: set[str] = set()
    for one in root.iter(f"{W}commentRangeStart", *ends, f"{W}t", _P) if began is not None else ():
        id_ = one.get(f"{W}id") or ""
        if one.tag == f"{W}commentRangeStart":
            now.add(id_)
            found[id_] = ""
        elif one.tag in ends:
            now.discard(id_)
        else:
            said = " " if one.tag == _P else one.text or ""
            found |= {id_: found[id_] + said for id_ in now if len(found[id_]) <= LONGEST_SAID}
    return {id_: shorten(" ".join(words.split()), LONGEST_SAID, placeholder=" …") for id_, words in found.items()}


def threads_of(parts: Parts) -> dict[str, tuple[str, bool]]:
    """Return by the id of a comment's last paragraph: that of the comment it answers, and whether it is settled."""
    root = parse_part(parts, THREADS)
    if root is None:
        return {}
    return {
        one.get(f"{_W15}paraId") or "": (one.get(f"{_W15}paraIdParent") or "", one.get(f"{_W15}done") == "1")
        for one in root
    }


def other_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield the words of headers, footers and notes, each with where they stand."""
    for name in sorted(parts):
        stem = name.removeprefix("word/").rstrip("0123456789.xml").rstrip("0123456789")
        if stem in ("header", "footer", "footnotes", "endnotes"):
            root = parse_part(parts, name)
            if root is None:
                continue
            settled = accepted(root)
            where = stem.removesuffix("s")
            texts = (LEAD.sub("", words_of(paragraph).key).strip() for paragraph in settled.iter(_P))
            yield from ((where, text) for text in texts if text)
            several = things_of(settled, pictures_of(parts, name)).values()
            yield from ((where, thing) for things in several for thing in things)
            yield from unread(root)
