"""The pen of one document: counts bookmarks and numbers, remembers marks and texts, knows where references lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from generator.document.blocks import Change, Document, Number
from generator.document.comments import Comment
from generator.document.marks import block_mark
from generator.render.word.comments import Margin
from generator.render.word.numbering import Lists, Outline, Own
from generator.render.word.schemes import roman_level
from generator.render.word.shell import Shell
from generator.render.word.targets import Target, targets
from generator.render.word.tracking import Tracking


class Pen:
    """What changes while a document is written; one for each rendering.

    Attributes:
        shell: The compiled template.
        width: Of the text on the current page, in twentieths of a point.
        wide: Whether the current page lies on its side.
        sides: Whether the pages of the older and of the newer text lie so; they differ in a redline only.
        targets: Where references lead.
        lists: Those that the document adds.
        outline: Counts chapters, clauses, paragraphs and items.
        annexes: Counts annexes.
        marks: Each bookmark of a block with the fingerprint of its text, in printed order.
        captions: How many captions of tables went before, and how many of *figures*.
        pictures: What is drawn, by the name of its part, and how many *drawings* there were.
        tracking: Whose changes a redline shows.
        margin: Its comments.
        turned: Whether the page has turned on its side or back yet.
        gone: Whether what is written stands in the older text only: its marks are not listed.
        came: Whether it stands in the newer text only.
    """

    def __init__(
        self, document: Document, shell: Shell, tracking: Tracking | None = None, comments: Sequence[Comment] = ()
    ) -> None:
        """Take a fresh pen for *document*; one that holds changes needs *tracking*."""
        self.shell = shell
        self.width = shell.sheet.upright_width
        self.wide = False
        self.sides = (False, False)
        self.targets: dict[str, Target] = targets(document)
        self.lists = Lists(shell.next_number)
        older = dict(document.older)
        now = document.facts.numbering
        romans = roman_level(document.counted or now), roman_level(now)
        self.outline = Outline(self.lists, shell.lists["Heading1"], older, romans)
        self.annexes = Outline(self.lists, shell.lists["AnnexTitle"], older)
        self.marks: list[tuple[str, str]] = []
        self.captions = self.figures = self.drawings = 0
        self.pictures: dict[str, bytes] = {}
        self.tracking = tracking or Tracking("")
        self.margin = Margin(comments)
        self.gone = self.came = self.turned = False
        self._bookmarks = 0

    def bookmark(self, name: str, inner: str) -> str:
        """Return *inner* inside a bookmark that starts and ends in this paragraph."""
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    def marked(self, path: str, text: str, inner: str) -> str:
        """Return *inner* inside the bookmark of the block *path*, whose *text* is remembered by its fingerprint."""
        name = block_mark(path)
        if not self.gone:
            self.marks.append((name, sha256(text.encode()).hexdigest()[:16]))
        return self.margin.beside(path, self.bookmark(name, inner))

    def lay(self, was: bool, now: bool, wide: bool) -> None:
        """Lay the page on its side, or upright: as it *was*, as it is *now*, and as what follows is shown."""
        sheet = self.shell.sheet
        self.sides, self.wide = (was, now), wide
        self.width = sheet.lying_width if wide else sheet.upright_width

    def follow(self, outline: Outline, path: str, number: Number) -> Own:
        """Return the numbering of the place *path* in a list."""
        return outline.follow(path, number, gone=self.gone, came=self.came)

    @contextmanager
    def within(self, change: Change | None) -> Iterator[None]:
        """Write what *change* befell."""
        before = self.gone, self.came
        self.gone = self.gone or change is Change.DELETED
        self.came = self.came or change in {Change.INSERTED, Change.MOVED}
        yield
        self.gone, self.came = before
