"""Which unit of the file that came back is which of the one that was sent: by mark, by order, by text.

None of the three is trusted alone. A mark that another text carries now, while its own text stands elsewhere, was
swapped or copied, and counts for nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.document.align import best_pairs
from generator.document.marks import BLOCK
from generator.read.units import Unit

ALIKE = 0.5
"""From which share of common words on two texts are one text that was changed."""
LONG = 24
"""A text of so many characters is found again wherever it stands."""
MOST = 2_500


@dataclass(slots=True)
class Aligned:
    """The outcome.

    Attributes:
        partner: For each unit that came back, the one that was sent, by index.
        moved: Those that came back at another place in the order.
        gone: Units sent that did not come back.
        doubtful: Marks that stand at another text than their own.
    """

    partner: dict[int, int]
    moved: frozenset[int] = frozenset()
    gone: tuple[int, ...] = ()
    doubtful: frozenset[str] = field(default_factory=frozenset)


def align(sent: Sequence[Unit], back: Sequence[Unit]) -> Aligned:
    """Return which of *back* is which of *sent*."""
    olds, news = [one.key for one in sent], [one.key for one in back]
    if olds == news and all(map(same_shape, sent, back)):
        return Aligned({at: at for at in range(len(back))})
    pairs, doubtful = by_marks(sent, back, olds, news)
    pairs |= by_texts(sent, back, pairs)
    partner, moved = settled(sent, back, pairs)
    passed = same_words(sent, back, partner)
    if passed:
        again, others = settled(sent, back, pairs | passed)
        if others.isdisjoint(passed):  # it stands where it stood, and what moved are the lines that passed it
            partner, moved = again, others
    taken = set(partner.values())
    return Aligned(partner, moved, tuple(at for at in range(len(sent)) if at not in taken), doubtful)


def settled(
    sent: Sequence[Unit], back: Sequence[Unit], pairs: Mapping[int, int]
) -> tuple[dict[int, int], frozenset[int]]:
    """Return *pairs* and those that order gives between them, and which of them moved."""
    kept = in_order(pairs)
    moved = {new: old for new, old in pairs.items() if new not in kept}
    filled = dict(kept)
    for a, b, c, d in gaps(kept, len(sent), len(back)):
        free_old = [at for at in range(a, b) if at not in moved.values()]
        free_new = [at for at in range(c, d) if at not in moved]
        filled |= {new: old for old, new in likest(sent, back, free_old, free_new)}
    return filled | moved, frozenset(moved)


def same_words(sent: Sequence[Unit], back: Sequence[Unit], partner: Mapping[int, int]) -> dict[int, int]:
    """Return pairs of what is left over and says the same once on either side: a short title that a line passed."""
    taken = set(partner.values())
    olds = [at for at, unit in enumerate(sent) if at not in taken and unit.key.strip()]
    news = [at for at, unit in enumerate(back) if at not in partner and unit.key.strip()]
    if not olds or not news:
        return {}
    before, after = Counter(sent[at].key for at in olds), Counter(back[at].key for at in news)
    home = {sent[at].key: at for at in olds if before[sent[at].key] == 1}
    pairs = {at: home[back[at].key] for at in news if after[back[at].key] == 1 and back[at].key in home}
    return {new: old for new, old in pairs.items() if same_shape(sent[old], back[new])}


def own_marks(unit: Unit) -> list[str]:
    """Return the bookmarks that name what a unit is."""
    return [mark for mark in unit.marks if mark.startswith(BLOCK)] if unit.marks else []


def by_marks(
    sent: Sequence[Unit], back: Sequence[Unit], olds: Sequence[str], news: Sequence[str]
) -> tuple[dict[int, int], frozenset[str]]:
    """Return the pairs that share a mark, and the marks that cannot be trusted."""
    home = {mark: at for at, unit in enumerate(sent) for mark in own_marks(unit)}
    several = [own_marks(unit) for unit in back]
    count = Counter(mark for marks in several for mark in marks)
    texts = unique_texts(olds)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    doubtful = {mark for mark, seen in count.items() if seen > 1}
    for new, unit in enumerate(back):
        marks = [mark for mark in several[new] if mark in home and count[mark] == 1]
        if not marks:
            continue
        olds_of = [home[mark] for mark in marks]
        old = olds_of[0]
        elsewhere = texts.get(news[new])
        if elsewhere is not None and elsewhere not in olds_of and news[new]:
            doubtful.update(marks)
        elif old not in taken and same_shape(sent[old], unit):
            pairs[new] = old
            taken.add(old)
    return pairs, frozenset(doubtful)


def unique_texts(texts: Sequence[str]) -> Mapping[str, int]:
    """Return the texts that stand once and are long enough to be known again."""
    count = Counter(texts)
    return {text: at for at, text in enumerate(texts) if count[text] == 1 and len(text) >= LONG}


def shape(unit: Unit) -> tuple[int, tuple[str, ...]]:
    """Return what two units have alike when only their words differ: the number of cells, the styles of the lines."""
    return len(unit.cells) if unit.is_row else 0, tuple(line.style for line in unit.lines)


def same_shape(old: Unit, new: Unit) -> bool:
    """Tell whether two units are both rows, or both lines outside tables."""
    return old.is_row == new.is_row


def by_texts(sent: Sequence[Unit], back: Sequence[Unit], pairs: Mapping[int, int]) -> dict[int, int]:
    """Return further pairs whose texts stand once on either side; a row whose words became a line is not the same."""
    taken = set(pairs.values())
    before, after = unique_texts([one.key for one in sent]), unique_texts([one.key for one in back])
    found = {new: before[text] for text, new in after.items() if text in before}
    return {
        new: old
        for new, old in found.items()
        if new not in pairs and old not in taken and same_shape(sent[old], back[new])
    }


def in_order(pairs: Mapping[int, int]) -> dict[int, int]:
    """Return the most of *pairs* that stand in the same order on both sides; the others moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for new in sorted(pairs):
        at = bisect_left(tails, pairs[new])
        before[new] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(pairs[new])
            ends.append(new)
        else:
            tails[at], ends[at] = pairs[new], new
    kept: dict[int, int] = {}
    new_: int | None = ends[-1] if ends else None
    while new_ is not None:
        kept[new_] = pairs[new_]
        new_ = before[new_]
    return kept


def gaps(kept: Mapping[int, int], sent: int, back: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches between pairs: from and to among the units sent, from and to among those that came back."""
    a = c = 0
    for new in [*sorted(kept), back]:
        old = kept.get(new, sent)
        if old > a or new > c:
            yield a, old, c, new
        a, c = old + 1, new + 1


def likest(
    sent: Sequence[Unit], back: Sequence[Unit], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two stretches that are most alike and stand in the same order."""
    if [shape(sent[old]) for old in olds] == [shape(back[new]) for new in news]:
        yield from zip(olds, news, strict=True)
        return
    if not olds or not news or len(olds) * len(news) > MOST:
        return
    alike = [[likeness(sent[old], back[new]) for new in news] for old in olds]
    yield from ((olds[a], news[b]) for a, b in best_pairs(alike, ALIKE))


def likeness(old: Unit, new: Unit) -> float:
    """Return how much two units have in common, from 0 to 1; two lines of one style without words are one."""
    if not same_shape(old, new):
        return 0.0
    if old.key == new.key:
        return 1.0
    before, after = old.key.split(), new.key.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return short_likeness(old, new)
    return matcher.ratio()


def short_likeness(old: Unit, new: Unit) -> float:
    """Return the likeness of two short texts, by letters: of cells and values few words are left when one changes."""
    if max(len(old.key), len(new.key)) > 60:
        return 0.0
    return SequenceMatcher(None, old.key, new.key, autojunk=False).ratio()
