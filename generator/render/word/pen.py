"""The pen of one document: counts bookmarks and numbers, remembers marks and texts, knows where references lead."""

from __future__ import annotations

from hashlib import sha256

from generator.document.blocks import Document
from generator.document.marks import block_mark
from generator.render.word.numbering import Counter, Lists
from generator.render.word.shell import Shell
from generator.render.word.targets import Target, targets


class Pen:
    """What changes while a document is written; one for each rendering.

    Attributes:
        shell: The compiled template.
        width: Of the text on the current page, in twentieths of a point.
        wide: Whether the current page lies on its side.
        targets: Where references lead.
        lists: Those that the document adds.
        outline: Counts chapters, clauses, paragraphs and items.
        annexes: Counts annexes.
        marks: Each bookmark of a block with the fingerprint of its text, in printed order.
        captions: How many captions went before.
    """

    def __init__(self, document: Document, shell: Shell) -> None:
        """Take a fresh pen for *document*."""
        self.shell = shell
        self.width = shell.sheet.upright_width
        self.wide = False
        self.targets: dict[str, Target] = targets(document)
        self.lists = Lists(shell.next_number)
        self.outline = Counter(self.lists, shell.lists["Heading1"])
        self.annexes = Counter(self.lists, shell.lists["AnnexTitle"])
        self.marks: list[tuple[str, str]] = []
        self.captions = 0
        self._bookmarks = 0

    def bookmark(self, name: str, inner: str) -> str:
        """Return *inner* inside a bookmark that starts and ends in this paragraph."""
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    def marked(self, path: str, text: str, inner: str) -> str:
        """Return *inner* inside the bookmark of the block *path*, whose *text* is remembered by its fingerprint."""
        name = block_mark(path)
        self.marks.append((name, sha256(text.encode()).hexdigest()[:16]))
        return self.bookmark(name, inner)
