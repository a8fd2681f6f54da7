"""What the clause grammar reads, what it refuses and with which cure, and what hostile texts cannot do to it."""

from __future__ import annotations

import gc
from itertools import pairwise
from time import process_time

import pytest

from generator.prose import (
    Blank,
    Definition,
    Item,
    Items,
    OpenPoint,
    Paragraph,
    Placement,
    Reference,
    Text,
    Use,
    parse,
    parse_line,
    write,
    write_line,
)
from generator.prose.inline import MOST_SLIPS

CLAUSE = r"""The [Contract Giver] decides within {{ change-decision }} after [Receipt], see @chg-notice.2(a)(ii).
It may ask at qa\@example.com or qa@example.com.

:: matrix changes

It decides on:

(a) each [Change];
  A second sentence of the item.
  (i) an inner item; and
  (ii) {{? who may, Head of Quality, by 1 May }};
    1. is no label of ours.
(b) the rest (@form-change).

\(a) begins a sentence here.
\# so does this, \- and this is a plain hyphen.
"""


def test_a_clause_is_read_as_its_author_means_it() -> None:
    tree, slips = parse(CLAUSE)
    assert slips == ()
    first, table, lead, items, last = tree
    assert isinstance(first, Paragraph)
    assert first.sentences[0] == (
        Text("The "),
        Use("Contract Giver"),
        Text(" decides within "),
        Blank("change-decision"),
        Text(" after "),
        Use("Receipt"),
        Text(", see "),
        Reference("chg-notice.2(a)(ii)"),
        Text("."),
    )
    assert first.sentences[1] == (Text("It may ask at qa@example.com or qa@example.com."),)
    assert table == Placement("changes")
    assert lead == Paragraph(((Text("It decides on:"),),))
    assert items == Items(
        "a",
        (
            Item(
                "a",
                ((Text("each "), Use("Change"), Text(";")), (Text("A second sentence of the item."),)),
                Items(
                    "i",
                    (
                        Item("i", ((Text("an inner item; and"),),)),
                        Item(
                            "ii",
                            (
                                (OpenPoint("who may, Head of Quality, by 1 May"), Text(";")),
                                (Text("1. is no label of ours."),),
                            ),
                        ),
                    ),
                ),
            ),
            Item("b", ((Text("the rest ("), Reference("form-change"), Text(").")),)),
        ),
    )
    assert last == Paragraph(
        ((Text("(a) begins a sentence here."),), (Text("# so does this, - and this is a plain hyphen."),))
    )


def test_signs_know_where_they_stand() -> None:
    tree, _ = parse(CLAUSE)
    (first, *_), items = tree[0].sentences, tree[3]  # type: ignore[union-attr]
    assert isinstance(items, Items)
    assert [CLAUSE[node.at] for node in first if not isinstance(node, Text | Definition)] == ["[", "{", "[", "@"]
    assert CLAUSE[items.items[1].at :].startswith("(b) the rest")
    assert CLAUSE[tree[4].at :].startswith("\\(a) begins")  # type: ignore[union-attr]


def test_blanks_and_needless_escapes_are_all_that_writing_changes() -> None:
    loose = "Lead:  \n(a)   one\n\n(b) two [ Term ] {{x}} \\: {{?   open }}\n\n\n\n::matrix   m\n"
    assert write(parse(loose)[0]) == "Lead:\n\n(a) one\n(b) two [Term] {{ x }} : {{? open }}\n\n:: matrix m"


@pytest.mark.parametrize(
    ("text", "target", "rest"),
    [
        ("@dev-notification.", "dev-notification", "."),
        ("@dev-notification.2.", "dev-notification.2", "."),
        ("@dev-notification.2(a)(i),", "dev-notification.2(a)(i)", ","),
        ("@AX-RESPONSIBILITIES)", "AX-RESPONSIBILITIES", ")"),
        ("@dev-notice(see below)", "dev-notice", "(see below)"),
        ("@dev-notice’s", "dev-notice", "’s"),
    ],
)
def test_a_reference_ends_before_what_belongs_to_the_sentence(text: str, target: str, rest: str) -> None:
    assert parse_line(text) == ((Reference(target), Text(rest)), ())


@pytest.mark.parametrize("before", ["", " ", "(", '"', "“", "‘", "«"])
def test_a_reference_stands_behind_blank_parenthesis_or_quote(before: str) -> None:
    sentence, slips = parse_line(f"x{before}@a" if before == " " else f"{before}@a")
    assert not slips
    assert sentence[-1] == Reference("a")


@pytest.mark.parametrize("text", ["qa@example.com", "[T]@x", "/@x", "a)@x", "7@", "—@x"])
def test_anywhere_else_the_sign_is_a_character(text: str) -> None:
    sentence, slips = parse_line(text)
    assert not slips
    assert not any(isinstance(node, Reference) for node in sentence)


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("a [Term", 2, "this bracket is not closed"),
        ("a []", 2, "these brackets hold no term"),
        ("a [b [C]]", 2, "this bracket is not closed"),
        ("a ]", 2, "this sign closes nothing"),
        ("a }} b", 2, "this sign closes nothing"),
        ("{{ two words }}", 0, "these braces hold no value"),
        ("{{ }}", 0, "these braces hold no value"),
        ("{{? }}", 0, "these braces hold no value"),
        ("{{? never closed", 0, "this blank is opened and not closed"),
        ("{{ 7*7 }}", 0, "these braces hold no value"),
        ("{{{ x }}}", 0, "these braces hold no value"),
        ("see @", 4, "this sign refers to nothing"),
        ("see @ x", 4, "this sign refers to nothing"),
        ("@a_b", 0, "more is glued to the reference @a"),
        ("@a.2.3", 0, "more is glued to the reference @a.2"),
        ("@a.02", 0, "more is glued to the reference @a"),
        ("**Term**", 0, "two stars mark a definition, and terms.yaml is the only home of definitions"),
        (r"C:\temp", 2, "a backslash stands before no sign"),
        ("end\\", 3, "a backslash stands before no sign"),
    ],
)
def test_a_sign_that_opens_or_closes_nothing_is_a_slip_with_the_escape_offered(
    text: str, at: int, message: str
) -> None:
    sentence, slips = parse_line(text)
    assert (slips[0].at, slips[0].message) == (at, message)
    assert "when you mean the character itself" in slips[0].hint
    assert sentence


BLOCK_SLIPS = {
    "  indented": (2, "this line is indented, and no item stands above it"),
    "x:\n(a) y\nz": (9, "a line at the margin follows an item"),
    "x:\n(a) y\n z": (10, "this line is indented by 1; item (a) goes on at 2"),
    "x:\n- y\n    z": (11, "this line is indented by 4; the item - goes on at 2"),
    "x:\n(a) y\n  (i) z\n  w": (19, "this line is indented by 2; item (i) goes on at 4"),
    "x:\n(a) y\n\n  z": (12, "an empty line stands inside an item"),
    "(a) y": (0, "this list has no sentence that leads into it"),
    ":: matrix m\n(a) y": (12, "this list has no sentence that leads into it"),
    "x:\n (a) y": (4, "this item is indented by 1"),
    "x:\n(a) y\n      (i) z": (15, "this item is indented by 6"),
    "x:\n- a\n  - b\n    - c\n      - d\n        - e": (39, "items stand more than 4 levels deep"),
    "x:\n(h) y": (3, "a list begins with (h)"),
    "x:\n(2) y": (3, "a list begins with (2)"),
    "x:\n(iv) y": (3, "a list begins with (iv)"),
    "x:\n(A) y": (3, "a list begins with (A)"),
    "x:\n(a) y\n(c) z": (9, "(c) is out of order"),
    "x:\n(a) y\n(a) z": (9, "(a) is out of order"),
    "x:\n(1) y\n(02) z": (9, "(02) is out of order"),
    "x:\n(a) y\n- z": (9, "- stands in a list of another kind"),
    "x:\n- y\n(a) z": (7, "(a) stands in a list of another kind"),
    "x:\n(a) y\n(ii) z": (9, "(ii) stands in a list of another kind"),
    "x:\n(i) y\n(iiii) z": (9, "(iiii) stands in a list of another kind"),
    "x:\n(1) y\n(b) z": (9, "(b) stands in a list of another kind"),
    "x:\n(a)": (3, "this item has no words"),
    "x:\n(a) (i) y": (7, "two labels stand on one line"),
    "# Heading": (0, "this sign opens a heading"),
    "::": (0, "this line places no table"),
    ":: table m": (0, "this line places no table"),
    ":: matrix m and words": (0, "this line places no table"),
    "  :: matrix m": (2, "this line places no table"),
    "x:\n- :: matrix m": (5, "this line places no table"),
    "": (0, "nothing is written here"),
    " \n \n": (0, "nothing is written here"),
}


@pytest.mark.parametrize("text", BLOCK_SLIPS)
def test_a_block_out_of_shape_is_a_slip_with_its_place_and_a_cure(text: str) -> None:
    tree, slips = parse(text)
    assert (slips[0].at, slips[0].message) == BLOCK_SLIPS[text]
    assert slips[0].hint
    assert tree or not text.strip()


def test_letters_end_with_z() -> None:
    letters = "\n".join(f"({chr(code)}) x" for code in range(ord("a"), ord("z") + 1))
    assert not parse(f"x:\n{letters}")[1]
    (slip,) = parse(f"x:\n{letters}\n(a) x")[1]
    assert slip.hint == "split it, or count it (1), (2), (3)"


def test_after_h_in_a_list_of_letters_comes_the_letter_i() -> None:
    tree, slips = parse("x:\n" + "\n".join(f"({letter}) y" for letter in "abcdefghij"))
    assert not slips
    assert isinstance(tree[1], Items)
    assert tree[1].kind == "a"


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ("acde", "(c) is out of order"),
        (("i", "iii", "iv", "v"), "(iii) is out of order"),
        ("hij", "a list begins with (h)"),
        ("234", "a list begins with (2)"),
        (("iv", "v", "vi"), "a list begins with (iv)"),
    ],
)
def test_one_wrong_label_is_one_slip(labels: tuple[str, ...], message: str) -> None:
    _, slips = parse("x:\n" + "\n".join(f"({label}) y" for label in labels))
    assert [slip.message for slip in slips] == [message]


def test_an_inner_list_begins_anew_below_each_item() -> None:
    tree, slips = parse("x:\n(a) y\n  (i) z\n(b) y\n  (i) z")
    assert not slips
    assert isinstance(tree[1], Items)
    assert [[one.label for one in item.inner.items] for item in tree[1].items if item.inner] == [["i"], ["i"]]


def test_an_empty_line_above_the_first_sentence_is_no_part_of_it() -> None:
    assert parse("\nx")[0] == (Paragraph(((Text("x"),),), 1),)


def test_a_line_may_be_folded_but_has_no_paragraphs() -> None:
    assert parse_line("a [Term]   \n  and more\n") == ((Text("a "), Use("Term"), Text(" and more")), ())
    sentence, slips = parse_line("one\n\ntwo")
    assert sentence == (Text("one two"),)
    assert [slip.message for slip in slips] == ["an empty line stands in a field of one line"]
    assert parse_line(" \n")[1][0].message == "nothing is written here"


def test_what_opens_a_block_is_plain_in_a_field_of_one_line() -> None:
    for text in ("- 5 to 8 °C", "(a) or (b)", "# 5", ":: x"):
        assert parse_line(text) == ((Text(text),), ())
        assert write_line((Text(text),)) == text


@pytest.mark.parametrize(
    "sentence",
    [
        (Text("a"), Reference("b")),
        (Reference("a"), Text("b")),
        (Reference("a"), Text(".2")),
        (Use("A [B]"),),
        (Use(" A"),),
        (Blank("two words"),),
        (OpenPoint("a }} b"),),
        (OpenPoint(""),),
        (Text(" a"),),
        (Text("a\nb"),),
        (Definition("Term"),),
        (),
    ],
)
def test_what_the_grammar_cannot_say_is_refused_rather_than_lost(sentence: tuple[Text, ...]) -> None:
    with pytest.raises(ValueError, match=r"grammar cannot say|definition is printed"):
        write_line(sentence)
    with pytest.raises(ValueError, match=r"grammar cannot say|definition is printed"):
        write((Paragraph((sentence,)),))


def test_blocks_the_grammar_cannot_say_are_refused_too() -> None:
    item = Item("b", ((Text("x"),),))
    lead = Paragraph(((Text("x:"),),))
    for tree in ((Items("a", (item,)),), (lead, Items("a", (item,))), (lead, Items("a", (Item("a", ()),))), ()):
        with pytest.raises(ValueError, match="grammar cannot say"):
            write(tree)


def test_what_composing_filled_in_is_not_written() -> None:
    composed = (
        Use("Site", 3, "site", "Plant"),
        Text(" "),
        Blank("x", 0, "1 day"),
        Text(" "),
        Reference("a", 0, "p", "clause ", "3"),
    )
    assert write_line(composed) == "[Site] {{ x }} @a"
    lead = Paragraph((composed,), 7)
    items = Items("-", (Item("-", (composed,), Items("1", (Item("1", (composed,), None, 9),))),))
    assert write((lead, items)) == "[Site] {{ x }} @a\n\n- [Site] {{ x }} @a\n  (1) [Site] {{ x }} @a"


def test_escapes_stand_only_where_a_sign_would_be_read() -> None:
    for said, written in {
        "{x} * - a@b (a) # :": "{x} * - a@b (a) # :",
        "{{ }} ** [a] \\": r"\{{ \}} \** \[a\] \\",
        "*** {{{": r"\*\** \{\{{",
        "@a @": r"\@a \@",
    }.items():
        assert write_line((Text(said),)) == written
    assert write_line((Text("{"), Blank("a"), Text("}"))) == r"\{{{ a }}}"
    assert write_line((Text("@"), Blank("a"), Text("@"))) == r"\@{{ a }}@"
    assert write_line((Use("Term"), Text("@ home"))) == "[Term]@ home"
    assert write_line((Reference("a"), Text("(b) c"))) == r"@a\(b) c"
    assert write_line((Reference("a"), Text("-b"))) == r"@a\-b"
    assert (
        write((Paragraph(((Text("(a)"),), (Text("- b"),), (Text(":: c"),), (Text("#"),))),))
        == "\\(a)\n\\- b\n\\:: c\n\\#"
    )


HOSTILE = [
    "{% if x %} shall be typed as it stands {% endif %}",
    "if A<B & C>D \\]\\]> then &amp; &lt; stay",
    '<w:p><w:r><w:t>x</w:t></w:r></w:p> and <script>alert("x")</script>',
    '<img src="x" onerror="alert(1)"> javascript:alert(1) data:text/html;base64,AAAA',
    "![x](../../secret.png) and {: .class } and --8<-- 'file'".replace("[", "\\[").replace("]", "\\]"),
    "3. three 5. five _emph_ `code` ~strike~ --- ... (c) *one* star",
    "<div> never closed <!-- neither",
    "two  blanks   stay, \u00a0 as do hard ones",
    "раураl mixes scripts",
    "עברית وعربية 漢字 👩‍👧 e\u0301 stay",
    "TBD or ___ is left in",
    "\u200b\u00ad\u2060 are not ours to judge",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_through_character_by_character(text: str) -> None:
    said = text.replace("\\[", "[").replace("\\]", "]")
    assert parse_line(text) == ((Text(said),), ())
    assert parse(text) == ((Paragraph(((Text(said),),)),), ())


@pytest.mark.parametrize(
    "text",
    ["[", "]", "{{", "{{?", "{{ a", "}}", "**", "\\x", "@a ", "@", "[a ", "\\[", " ", "a", "\n", "(a) x\n", "x\n\n"],
)
def test_time_grows_with_length_only(text: str) -> None:
    def work(times: int) -> float:
        gc.collect()
        gc.disable()  # what other tests left behind is not ours to time
        start = process_time()
        parse("x" + text * times)
        parse_line("x" + text * times + "x")
        gc.enable()
        return process_time() - start

    work(10)
    times = [work(5_000), work(20_000)]
    assert times[1] < 8 * times[0] + 0.1, f"4 times the text took {times[1] / times[0]:.0f} times as long"


def test_a_megabyte_of_one_word_and_a_hundred_thousand_paragraphs_are_read() -> None:
    assert parse("a" * 1_000_000)[0] == (Paragraph(((Text("a" * 1_000_000),),)),)
    assert len(parse("a\n\n" * 100_000)[0]) == 100_000


def test_slips_are_counted_up_to_a_hundred_and_in_order() -> None:
    _, slips = parse_line("[a " * 4_000)
    assert len(slips) == MOST_SLIPS
    assert all(first.at < second.at for first, second in pairwise(slips))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Both:\n\n(a) x\n- y", "here (b) is next"),
        ("Both:\n\n- x\n(a) y", "here each item begins with -"),
        ("Both:\n\n(a) x\n(c) y", "here (b) is next"),
        ("Both:\n\n(i) x\n(iii) y", "here (ii) is next"),
        ("a [ b", "write \\[ when you mean the character itself"),
        ("a { b }} c", "write \\}} when you mean the character itself"),
        ("a }} b", "write \\}} when you mean the character itself"),
    ],
)
def test_the_hint_says_what_to_write_here(text: str, hint: str) -> None:
    _, slips = parse(text)
    assert slips
    assert slips[0].hint.endswith(hint)


def test_words_at_the_margin_behind_an_item_are_told_how_far_to_indent() -> None:
    _, (slip,) = parse("x:\n(a) y\nz")
    assert slip.hint.startswith("indent it by 2 blanks to go on with item (a)")


def test_a_blank_opened_by_one_brace_is_told_to_open_with_two() -> None:
    _, (slip,) = parse("a { reply }} b")
    assert slip.hint.startswith("a blank opens with two braces: {{ reply }}; or write ")


def test_two_brackets_round_a_term_are_told_once_and_read_as_one() -> None:
    line, (slip,) = parse_line("The [[Party]] pays.")
    assert line == (Text("The "), Use("Party", 4), Text(" pays."))
    assert (slip.at, slip.message) == (4, "two brackets open one term")
    assert slip.hint.startswith("write [Party]")
