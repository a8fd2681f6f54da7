"""Comments: a part of their own, and the signs in the text that say what each stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.document.comments import Comment
from generator.render.word.house import HEADER
from generator.render.word.package import Packed, pack, unpack
from generator.render.word.text import escape, run

COMMENTS = "word/comments.xml"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"


class Margin:
    """The comments of one document, by the place they stand beside.

    Attributes:
        comments: All of them; the number of each is its place in the list.
        first: Path of the first place that could carry one.
    """

    def __init__(self, comments: Sequence[Comment]) -> None:
        """Take the comments of a document that is about to be written."""
        self.comments = comments
        self.first = ""
        self._waiting: dict[str, list[int]] = {}
        for number, comment in enumerate(comments):
            self._waiting.setdefault(comment.path, []).append(number)

    def beside(self, path: str, inner: str) -> str:
        """Return *inner*, the words of the place *path*, between the signs of its comments."""
        self.first = self.first or path
        for number in self._waiting.pop(path, ()) if self._waiting else ():
            inner = (
                f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
            )
        return inner

    def settled(self) -> list[Comment]:
        """Return the comments, those whose place was never written at the first place that was; none is lost."""
        return [replace(one, path=self.first) if one.path in self._waiting else one for one in self.comments]

    @property
    def lost(self) -> bool:
        """Whether a comment has found no place."""
        return bool(self._waiting)


def comment_parts(comments: Sequence[Comment], static: Mapping[str, Packed]) -> dict[str, Packed]:
    """Return the part of *comments* and the parts that name it; nothing without comments."""
    if not comments:
        return {}
    types = f'<Override PartName="/{COMMENTS}" ContentType="{_TYPE}"/></Types>'
    relation = f'<Relationship Id="rIdComments" Type="{_RELATION}" Target="comments.xml"/></Relationships>'
    return {
        COMMENTS: pack(comments_part(comments)),
        _TYPES: pack(unpack(static[_TYPES]).replace(b"</Types>", types.encode())),
        _RELATIONS: pack(unpack(static[_RELATIONS]).replace(b"</Relationships>", relation.encode())),
    }


def comments_part(comments: Iterable[Comment]) -> bytes:
    """Return ``word/comments.xml``."""
    inner = "".join(_comment(number, comment) for number, comment in enumerate(comments))
    return f"{HEADER}<w:comments {_NAMESPACE}>{inner}</w:comments>".encode()


def _comment(number: int, comment: Comment) -> str:
    day = f' w:date="{escape(comment.on)}T00:00:00Z"' if comment.on else ""
    initials = "".join(word[0] for word in comment.author.split()[:3] if word[0].isalpha())
    lines = [_line(text, first=at == 0) for at, text in enumerate(comment.words.split("\n"))]
    return (
        f'<w:comment w:id="{number}" w:author="{escape(comment.author)}"{day} w:initials="{escape(initials)}">'
        f"{''.join(lines)}</w:comment>"
    )


def _line(text: str, *, first: bool) -> str:
    sign = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' if first else ""
    return f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{sign}{run(text)}</w:p>'
