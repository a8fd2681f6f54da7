"""Each clause of the source beside the library: taken where it says the same, laid over one that is alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.foreign.limits import limits_in
from generator.foreign.match import (
    CLOSE,
    NEAR,
    REFERENCE,
    SHORTEST,
    VALUE,
    Known,
    Library,
    Token,
    Tokens,
    difference,
    likest,
    source_tokens,
    spelled,
    words_in,
)
from generator.foreign.outline import Grid, Piece, Words
from generator.foreign.parties import FoundParty
from generator.foreign.plan import Home, Making, place_of, targets_of
from generator.model.draft import Draft
from generator.model.imported import Passage
from generator.model.values import Quantity
from generator.prose import Reference
from generator.prose import sentences as every_sentence

LONGEST_RUN = 12


def names_of(parties: Sequence[FoundParty]) -> dict[str, str]:
    """Return what stands for each party in a comparison, by the names that the source gives it."""
    return {name: f"\u27e6{one.side}\u27e7" for one in parties for name in (one.word, one.name) if name}


def compared(making: Making, homes: Sequence[Home], library: Library, draft: Draft) -> list[Home]:
    """Return the clauses of the source, those that the library has word for word taken from it, one by one."""
    names = names_of(making.paper.parties)
    made = [one for home in homes for one in with_runs(home, library, names)]
    while True:
        making.values.clear()
        ids = {one.taken.id if one.taken else one.id for one in made}
        numbers, _ = targets_of([replace(one, id=one.taken.id) if one.taken else one for one in made], ())
        wrong = [one for one in made if one.taken and not stands(one, ids, numbers, making, names, draft)]
        if not wrong:
            break
        for one in wrong:
            one.taken = None
    used: set[str] = set()
    for one in made:
        if one.taken and one.taken.id in used:
            one.taken = None
        elif one.taken:
            used.add(one.taken.id)
            one.id, one.title = one.taken.id, one.taken.chosen.source.clause.title
    lay_over(made, library, names, used)
    return made


def with_runs(home: Home, library: Library, names: Mapping[str, str]) -> Iterator[Home]:
    """Yield a clause whole, or split where some of its paragraphs are a clause of the library."""
    tokens = [source_tokens(one, names) if isinstance(one, Words) else () for one in home.pieces]
    titled = bool(home.part.title)
    begin = at = 0
    while at < len(home.pieces):
        end, known = run_at(home.pieces, tokens, at, library)
        if known is None or (titled and (at, end) != (0, len(home.pieces))):
            at += 1
            continue
        if titled and known.chosen.source.clause.title.casefold() != home.title.casefold():
            at += 1
            continue
        if at > begin:
            yield replace(home, id=apart(home.id, begin), pieces=home.pieces[begin:at])
        yield replace(home, id=apart(home.id, at), pieces=home.pieces[at:end], taken=known)
        begin = at = end
    if begin < len(home.pieces) or not home.pieces:
        yield replace(home, id=apart(home.id, begin), pieces=home.pieces[begin:]) if begin else home


def apart(id_: str, begin: int) -> str:
    """Return the id of what follows in a clause that was split."""
    return f"{id_}-part-{begin}" if begin else id_


def run_at(pieces: Sequence[Piece], tokens: Sequence[Tokens], at: int, library: Library) -> tuple[int, Known | None]:
    """Return the longest run of paragraphs from *at* that the library has word for word, up to where, and the text."""
    for end in range(min(len(pieces), at + LONGEST_RUN), at, -1):
        if any(isinstance(one, Grid) for one in pieces[at:end]):
            continue
        whole = tuple(token for one in tokens[at:end] for token in one)
        found = [one for one in library.exact.get(spelled(whole), ()) if len(words_in(whole)) >= SHORTEST]
        fitting = [library.known[one] for one in found if len(library.known[one].paragraphs) == end - at]
        if fitting:
            return end, fitting[0]
    return at, None


def stands(  # noqa: PLR0917 - a clause, and all that it is compared with
    home: Home, ids: Collection[str], numbers: Mapping[str, str], making: Making, names: Mapping[str, str], draft: Draft
) -> bool:
    """Tell whether the library's clause says what the source says: its references, and values that may be agreed.

    Args:
        home: A clause of the source that the library has word for word.
        ids: The clauses that there would be.
        numbers: What the numbers of the source lead to.
        making: The plan; the values that are agreed go into it.
        names: What stands for each party.
        draft: What the library alone would give.
    """
    known = home.taken
    assert known is not None  # noqa: S101 - the caller looks at those that are taken
    prose = known.chosen.source.prose[known.position]
    wanted = [one.target for line in every_sentence(prose) for one in line if isinstance(one, Reference)]
    if any(clause_of(target) not in ids for target in wanted):
        return False
    for old, new in pairs(known, home, names):
        if old.word == REFERENCE and as_named(numbers.get(number_in(new.said), "")) != as_named(old.said):
            return False
        if old.word == VALUE and not may_be(making, draft, home, old.said, new.said):
            return False
    return True


def clause_of(target: str) -> str:
    """Return the clause that a reference leads to."""
    return target.partition(".")[0].partition("(")[0]


def as_named(target: str) -> str:
    """Return a target in one spelling: an item of the first paragraph may be named without it."""
    return target.replace(".1(", "(")


def number_in(said: str) -> str:
    """Return the number in the words of a reference."""
    return said.rsplit(maxsplit=1)[-1] if said.split() else ""


def pairs(known: Known, home: Home, names: Mapping[str, str]) -> Iterator[tuple[Token, Token]]:
    """Yield the words of the library beside those of the source, which are as many."""
    new = [token for one in home.pieces if isinstance(one, Words) for token in source_tokens(one, names)]
    old = [one for one in known.tokens if one.word not in ('"', "'")]
    yield from zip(old, [one for one in new if one.word not in ('"', "'")], strict=False)


def may_be(making: Making, draft: Draft, home: Home, id_: str, words: str) -> bool:
    """Set a value of the library to what the source says; tell whether that can be."""
    filled = draft.values.get(id_)
    if filled is None or not isinstance(filled.value, Quantity):
        return False
    chosen = making.values.get(id_)
    if words == str(filled.value) and chosen is None:
        making.values[id_] = (words, "")
        return True
    if chosen is not None:
        return chosen[0] == words
    if filled.row.legal or filled.row.feeds:
        return False
    making.values[id_] = (words, f"Wording of {making.paper.file}, {place_of(home)}")
    return True


def lay_over(homes: Sequence[Home], library: Library, names: Mapping[str, str], used: set[str]) -> None:
    """Lay each clause that says something like one of the library over it; the most alike first, each one once."""
    found = []
    for home in homes:
        whole = tuple(token for one in home.pieces if isinstance(one, Words) for token in source_tokens(one, names))
        if home.taken is None and (like := likest(library, whole, CLOSE)):
            found.append((like.ratio, home, library.known[like.known]))
    for ratio, home, known in sorted(found, key=lambda one: -one[0]):
        if known.id not in used:
            used.add(known.id)
            home.id, home.base, home.alike = known.id, known, round(100 * ratio)


def nearest_of(passage: Passage, words: Words, library: Library, names: Mapping[str, str]) -> Passage:
    """Return a passage with the text of the library that is most alike, if one is near."""
    tokens = source_tokens(words, names)
    like = likest(library, tokens, NEAR)
    if like is None:
        return passage
    known = library.known[like.known]
    return replace(passage, near=known.id, alike=round(100 * like.ratio), pieces=difference(known.tokens, tokens))


def limits_of(passage: Passage, library: Library, draft: Draft) -> Iterator[tuple[str, str, str, str]]:
    """Yield the time limits of a passage that stay typed, each with the value of the clause that is alike."""
    known = next((one for one in library.known if one.id == passage.near), None)
    values = [one.said for one in known.tokens if one.word == VALUE] if known else []
    for limit in limits_in(passage.text):
        fitting = [id_ for id_ in values if id_ in draft.values and same_unit(str(draft.values[id_].value), limit.says)]
        meant = fitting[0] if len(fitting) == 1 else ""
        place = f"{passage.place}, paragraph {passage.at}"
        yield place, f"{limit.words} = {limit.says}", meant, str(draft.values[meant].value) if meant else ""


def same_unit(one: str, other: str) -> bool:
    """Tell whether two lengths of time have one unit."""
    return one.partition(" ")[2].rstrip("s") == other.partition(" ")[2].rstrip("s")
