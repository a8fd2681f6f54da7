"""What holds for any text: numbers, references and words of the tree follow from what authors wrote."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import check
from generator.compose import compose
from generator.compose.numbering import letters, roman
from generator.document.blocks import Clause, Document, Item, Number, Paragraph
from generator.document.walk import clauses, inlines
from generator.prose import Reference
from tests.compose.small import Texts, body, clause, draft_of

STYLES = (letters, roman, lambda count: letters(count).upper())
WORDS = st.lists(
    st.sampled_from(["tell", "größer", "R&D", "<b>", "מעבדה", "50", "n°", "«x»", "it's"]), min_size=1, max_size=4
)

sentence = WORDS.map(" ".join)
items = st.lists(st.tuples(sentence, st.lists(sentence, max_size=3)), max_size=30)
paragraph = st.tuples(sentence, items)
text = st.lists(paragraph, min_size=1, max_size=4)
Text = list[tuple[str, list[tuple[str, list[str]]]]]


def written(paragraphs: Text) -> str:
    """Return *paragraphs* as an author writes them."""
    return "\n\n".join(written_paragraph(lead, several) for lead, several in paragraphs)


def written_paragraph(lead: str, several: list[tuple[str, list[str]]]) -> str:
    """Return one paragraph with its items."""
    lines = [f"{lead}:" if several else f"{lead}."]
    for count, (words, inner) in enumerate(several, 1):
        lines.append(f"({count}) {words}{':' if inner else ';'}")
        lines += [f"  ({letters(place)}) {one};" for place, one in enumerate(inner, 1)]
    return "\n".join(lines)


def numbers(of: Paragraph | Item) -> list[Number]:
    """Return the numbers below a paragraph or item, in printed order."""
    return [number for item in of.items for number in (item.number, *numbers(item))]


def clause_numbers(one: Clause) -> list[Number]:
    """Return the numbers of a clause and of everything in it, in printed order."""
    paragraphs = [block for block in one.blocks if isinstance(block, Paragraph)]
    return [one.number, *(number for each in paragraphs for number in (each.number, *numbers(each)))]


def siblings(of: Clause | Paragraph | Item) -> list[list[Number]]:
    """Return the numbers that stand beside each other, list by list."""
    if isinstance(of, Clause):
        paragraphs = [block for block in of.blocks if isinstance(block, Paragraph)]
        return [
            [one.number for one in paragraphs if one.number.label],
            *(each for one in paragraphs for each in siblings(one)),
        ]
    return [[one.number for one in of.items], *(each for one in of.items for each in siblings(one))]


@given(st.lists(text, min_size=1, max_size=4))
@settings(max_examples=40)
def test_printed_numbers_are_unique_and_count_upwards(several: list[Text]) -> None:
    tree = compose(
        draft_of(*(clause(f"c{place}", written(one), order=str(place)) for place, one in enumerate(several)))
    )
    printed = [*clauses(tree["quality-agreement"])]
    full = [number.full for one in printed for number in clause_numbers(one) if number.full]
    assert len(full) == len(set(full))
    assert [one.number.full for one in printed] == [f"1.{count}" for count in range(1, len(several) + 1)]
    for beside in (numbers_ for one in printed for numbers_ in siblings(one) if numbers_):
        style = STYLES[beside[0].level - 3]
        assert [one.label for one in beside] == [f"({style(count)})" for count in range(1, len(beside) + 1)]


@given(text)
@settings(max_examples=60)
def test_every_word_that_authors_wrote_stands_in_the_tree_in_order(paragraphs: Text) -> None:
    wrote = [f"{one}." if not several else f"{one}:" for one, several in paragraphs]
    for place, (_, several) in reversed([*enumerate(paragraphs)]):
        wrote[place + 1 : place + 1] = [
            line
            for words, inner in several
            for line in (f"{words}{':' if inner else ';'}", *(f"{one};" for one in inner))
        ]
    printed = body(clause("c", written(paragraphs)))[2:]
    assert [re.sub(r"^\(\w+\) ", "", line) for line in printed] == wrote


TARGETS = (
    "a",
    "b",
    "gone",
    "a.1",
    "b.2",
    "a(1)",
    "b.1(1)(a)",
    "a.9",
    "AX-DUTIES",
    "AX-FORMS",
    "DEV",
    "plan",
    "CP-LAYERS",
)


@given(st.lists(st.lists(st.sampled_from(TARGETS), max_size=4), min_size=2, max_size=2), text, text)
@settings(max_examples=60)
def test_every_reference_has_a_target_and_a_number_or_is_reported(
    refers: list[list[str]], first: Text, second: Text
) -> None:
    texts = [
        "\n\n".join([written(one), *(f"See @{target}." for target in targets)])
        for one, targets in zip((first, second), refers, strict=True)
    ]
    several: list[Texts] = [clause("a", texts[0], order="1"), clause("b", texts[1], order="2")]
    annex, plan = clause("duties", "Words.", topic="AX-DUTIES"), clause("plan", "See @a.", topic="CP-LAYERS")
    draft = draft_of(*several, annex, plan)
    trees = compose(draft)
    reported = {one.message.split('"')[1] for one in check(draft, trees) if one.code == "broken-reference"}
    for node in references(trees):
        assert (f"@{node.target}" in reported) is not bool(node.path)
        assert not node.path or any(sign.isdigit() for sign in node.words + node.number)


def references(trees: dict[str, Document]) -> list[Reference]:
    """Return the references that print."""
    return [node for tree in trees.values() for _, node in inlines(tree) if isinstance(node, Reference)]


@given(text)
@settings(max_examples=10)
def test_a_draft_composes_to_the_same_trees_each_time(paragraphs: Text) -> None:
    draft = draft_of(clause("c", written(paragraphs)))
    assert repr(compose(draft)) == repr(compose(draft))
