"""Comments: a part of their own, and the signs in the text that say what each stands beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.document.comments import Comment
from generator.render.word.house import HEADER
from generator.render.word.package import Packed, pack, unpack
from generator.render.word.text import escape, run

COMMENTS, THREADS = "word/comments.xml", "word/commentsExtended.xml"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_THREADED = f'{_NAMESPACE} xmlns:w14="{_W14}" xmlns:mc="{_COMPATIBLE}" mc:Ignorable="w14"'
_THREADS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_THREADS_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_FIRST_ID = 0x10000000
"""Word takes ids of paragraphs from 1 to 7FFFFFFF."""
A_DAY = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")
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
    threaded = any(one.answers for one in comments)
    types = f'<Override PartName="/{COMMENTS}" ContentType="{_TYPE}"/>'
    relations = f'<Relationship Id="rIdComments" Type="{_RELATION}" Target="comments.xml"/>'
    if threaded:
        types += f'<Override PartName="/{THREADS}" ContentType="{_THREADS_TYPE}"/>'
        relations += f'<Relationship Id="rIdThreads" Type="{_THREADS_RELATION}" Target="commentsExtended.xml"/>'
    return {
        COMMENTS: pack(comments_part(comments)),
        _TYPES: pack(unpack(static[_TYPES]).replace(b"</Types>", f"{types}</Types>".encode())),
        _RELATIONS: pack(
            unpack(static[_RELATIONS]).replace(b"</Relationships>", f"{relations}</Relationships>".encode())
        ),
        **({THREADS: pack(threads_part(comments))} if threaded else {}),
    }


def comments_part(comments: Sequence[Comment]) -> bytes:
    """Return ``word/comments.xml``; the last paragraph of each comment has an id where there are answers."""
    threaded = any(one.answers for one in comments)
    inner = "".join(_comment(number, comment, threaded=threaded) for number, comment in enumerate(comments))
    return f"{HEADER}<w:comments {_THREADED if threaded else _NAMESPACE}>{inner}</w:comments>".encode()


def threads_part(comments: Sequence[Comment]) -> bytes:
    """Return ``word/commentsExtended.xml``: which comment answers which."""
    places = {one.id: number for number, one in enumerate(comments) if one.id}
    inner = "".join(
        f'<w15:commentEx w15:paraId="{_paragraph_id(number)}"'
        + (f' w15:paraIdParent="{_paragraph_id(places[one.answers])}"' if one.answers in places else "")
        + ' w15:done="0"/>'
        for number, one in enumerate(comments)
    )
    return f'{HEADER}<w15:commentsEx xmlns:w15="{_W15}">{inner}</w15:commentsEx>'.encode()


def _paragraph_id(number: int) -> str:
    return f"{_FIRST_ID + number:08X}"


def _comment(number: int, comment: Comment, *, threaded: bool) -> str:
    day = f' w:date="{comment.on}T00:00:00Z"' if A_DAY.fullmatch(comment.on) else ""
    initials = "".join(word[0] for word in comment.author.split()[:3] if word[0].isalpha())
    texts = comment.words.split("\n")
    ids = [
        f' w14:paraId="{_paragraph_id(number)}"' if threaded and at == len(texts) - 1 else ""
        for at in range(len(texts))
    ]
    lines = [_line(text, id_, first=at == 0) for at, (text, id_) in enumerate(zip(texts, ids, strict=True))]
    return (
        f'<w:comment w:id="{number}" w:author="{escape(comment.author)}"{day} w:initials="{escape(initials)}">'
        f"{''.join(lines)}</w:comment>"
    )


def _line(text: str, id_: str, *, first: bool) -> str:
    sign = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' if first else ""
    return f'<w:p{id_}><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{sign}{run(text)}</w:p>'
