"""Many edits of one workspace, read several at a time: what one read finds of eight edits is what eight reads find.

All of all files is told at once, and nothing that merely follows from another: so the findings of edits that have
nothing to do with each other are those of each alone, side by side. An edit that stops the line keeps others from being
looked at; these are read again without it. Where something else is found, parts are read, at last each edit alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostic import Diagnostic

SIZE = 12

Files = Mapping[str, bytes]


class Planted(NamedTuple):
    """One edit and what is found: the first *old* becomes *new* in *path*; *at* is words on the line of the finding.

    Attributes:
        code: The finding it must bring, the only one; nothing must be found when empty.
        home: The end of the path of the finding's file; *path* when empty.
        widely: Whether it rightly brings more than that one.
    """

    code: str
    path: str
    old: str
    new: str
    at: str = ""
    home: str = ""
    widely: bool = False

    @property
    def label(self) -> str:
        """What a report calls it."""
        return f"{self.code or 'harmless'}: {self.at or self.old} -> {self.new}"[:90].replace("\n", " ")

    def is_found(self, one: Diagnostic, files: Files) -> bool:
        """Tell whether *one* is what must be found, at its place, with a hint."""
        path, at = one.span.path, self.at or ("" if "\n" in self.new or self.home else self.new)
        if one.code != self.code or not path.endswith(self.home or self.path) or not one.hint:
            return False
        return at in files[path].decode().splitlines()[one.span.line - 1]

    def is_answered(self, found: Sequence[Diagnostic], files: Files) -> bool:
        """Tell whether *found* is exactly what must be found."""
        if self.widely:
            return any(self.is_found(one, files) for one in found)
        return len(found) == bool(self.code) and all(self.is_found(one, files) for one in found)


class Together:
    """Answers what is found of each of *edits* in *files*, which *read* reads."""

    def __init__(
        self, edits: Iterable[Planted], files: Callable[[], Files], read: Callable[[Files], list[Diagnostic]]
    ) -> None:
        self.edits, self.files, self.read = [*edits], files, read
        self.answers: dict[Planted, list[str]] = {}

    def amiss(self, edit: Planted) -> list[str]:
        """Return what is found of *edit* where that is not what must be found; nothing where all is well."""
        if edit not in self.answers:
            narrow = [one for one in self.edits if not one.widely]
            groups = -(-len(narrow) // SIZE)
            self.ask([edit] if edit.widely else narrow[narrow.index(edit) % groups :: groups])  # neighbours often clash
        return self.answers[edit]

    def ask(self, group: Sequence[Planted]) -> None:
        """Keep what is found of each of *group*: of all at once, of parts where they are in each other's way."""
        files, kept, away = self.edited(group)
        found = self.read(files)
        if len(kept) == 1:
            told = [f"{one.head()} ({one.hint})" for one in found] or ["nothing"]
            self.answers[kept[0]] = [] if kept[0].is_answered(found, files) else told
        elif settled := self.settled(kept, found, files):
            self.answers |= {one: [] for one in settled}
            away += [one for one in kept if one not in settled]
        else:
            self.ask(kept[: len(kept) // 2])
            self.ask(kept[len(kept) // 2 :])
        if away:
            self.ask(away)

    def settled(self, group: Sequence[Planted], found: Sequence[Diagnostic], files: Files) -> list[Planted]:
        """Return those of *group* that brought what they must; none where something was found that nobody must bring.

        What stops the line keeps the rest from being looked at: so a harmless edit is settled where all others are.
        """
        parted = {edit: [one for one in found if edit.is_found(one, files)] for edit in group}
        whose = [id(one) for own in parted.values() for one in own]
        if len(whose) != len(found) or len(set(whose)) != len(found):
            return []
        answered = [edit for edit, own in parted.items() if edit.is_answered(own, files)]
        return answered if len(answered) == len(group) else [edit for edit in answered if edit.code]

    def edited(self, edits: Iterable[Planted]) -> tuple[Files, list[Planted], list[Planted]]:
        """Return the files after *edits*, those that were made, and those whose words another had changed."""
        files, made, away = dict(self.files()), list[Planted](), list[Planted]()
        for edit in edits:
            before = files[edit.path].decode()
            if edit.old in before:
                files[edit.path] = before.replace(edit.old, edit.new, 1).encode()
            (made if edit.old in before else away).append(edit)
        assert made, f"{away[0].path} no longer says {away[0].old}"
        return files, made, away
