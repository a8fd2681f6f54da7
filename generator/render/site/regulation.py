"""Rules and founding requirements: each with the clauses that answer it and what becomes of it in every agreement."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from generator.document.marks import anchor
from generator.document.registers import Coverage, Met, Place
from generator.render.site.agreement import count
from generator.render.site.alike import alike, name, named
from generator.render.site.document import clause_path, document_path, home_path, rule_path
from generator.render.site.html import NOTHING, Html, escaped, joined, link, row, some, tag
from generator.render.site.model import LibraryClause, Rule, SiteModel, Which
from generator.render.site.page import Entry, Page, address, crumbs, head, record, relative, state

INDEX = "regulation/index.html"
STATES = {
    Met.GAP: ("bad", "Not covered"),
    Met.POSITION: ("watch", "Only by a negotiated text"),
    Met.COVERED: ("ok", "Covered"),
    Met.NOT_APPLICABLE: ("idle", "Not applicable"),
    Met.OUT_OF_SCOPE: ("idle", "Out of scope"),
}
"""How a rule is met, worst first: the state and its word."""
ORDER = list(STATES)
SHOWN = 160
"""Letters of the words of a place."""
PLACES = 3
"""Places that are shown of those that answer a rule in an agreement."""
TO_CONFIRM = "Covered, to be confirmed"
Answer: TypeAlias = "tuple[Which, Coverage]"
"""An agreement, and what becomes of a rule in it."""
Answers = Mapping[str, list[Answer]]


def regulation_pages(site: SiteModel) -> Iterator[Page]:
    """Yield the index, gaps first, and the page of each rule."""
    answers: dict[str, list[Answer]] = {}
    for agreement in site.agreements:
        for one in agreement.coverage:
            answers.setdefault(one.id, []).append((agreement.which, one))
    covering: dict[str, list[LibraryClause]] = {}
    for clause in site.clauses:
        for id_ in clause.covers:
            covering.setdefault(id_, []).append(clause)
    yield index_page(site.rules, answers, covering)
    yield from (rule_page(rule, answers.get(rule.id, []), covering.get(rule.id, [])) for rule in site.rules)


def worst(several: list[Answer]) -> Met:
    """Return how a rule is met where it is met worst; one that no agreement has met is out of scope."""
    return min((one.met for _, one in several), key=ORDER.index, default=Met.OUT_OF_SCOPE)


def index_page(rules: tuple[Rule, ...], answers: Answers, covering: Mapping[str, list[LibraryClause]]) -> Page:
    """Return all rules, those with a gap first."""
    order = sorted(rules, key=lambda rule: ORDER.index(worst(answers.get(rule.id, []))))
    gaps = sum(1 for rule in rules if worst(answers.get(rule.id, [])) is Met.GAP)
    names = ("Rule", "What it asks", "Binds as", "Region", "Answered", "Clauses")
    chosen = {"Binds as", "Region", "Answered"}
    heads = [tag("th", name, scope="col", data_choose="" if name in chosen else None) for name in names]
    rows = [index_row(rule, names, answers.get(rule.id, []), covering.get(rule.id, [])) for rule in order]
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="grid rules",
        data_filter="rules",
        data_noun="rule",
        data_words="Words",
    )
    lead = f"{count(len(rules), 'rule')} and requirements, each with the printed words that answer it. "
    lead += (
        f"{count(gaps, 'has a gap', 'have a gap')} in some agreement; they stand first." if gaps else "None has a gap."
    )
    html = joined(
        [
            head("Regulation", lead),
            tag("div", table, class_="scroll", data_label="Rules") if rules else NOTHING,
            record((), of=str(len(rules)) + str(gaps)),
        ]
    )
    return Page(INDEX, "Regulation", "regulation", html, (Entry(INDEX, "Regulation", "Regulation", "", lead),))


def index_row(rule: Rule, names: tuple[str, ...], several: list[Answer], clauses: list[LibraryClause]) -> Html:
    """Return one rule."""
    kind, word = STATES[worst(several)]
    if kind == "ok" and any(place.doubt for _, one in several for place in one.covered_by):
        kind, word = "watch", TO_CONFIRM
    words = (
        link(relative(INDEX, rule_path(rule.id)), rule.id),
        rule.says,
        rule.binding,
        rule.region or "–",
        state(kind, word),
        str(len(clauses)) if clauses else "–",
    )
    return row(words, names)


def rule_page(rule: Rule, several: list[Answer], clauses: list[LibraryClause]) -> Page:
    """Return the page of one rule."""
    path = rule_path(rule.id)
    entry = Entry(path, rule.id, "Regulation", rule.binding, rule.says, (rule.id,))
    return Page(path, f"{rule.id}, regulation", "regulation", partial(rule_html, rule, several, clauses), (entry,))


def rule_html(rule: Rule, several: list[Answer], clauses: list[LibraryClause]) -> Html:
    """Return what one rule asks, who answers it, with which words."""
    path = rule_path(rule.id)
    order = sorted(several, key=lambda pair: (ORDER.index(pair[1].met), pair[0].number))
    facts = [joined([tag("dt", label), tag("dd", words)]) for label, words in rule.facts if words]
    parts = [
        crumbs(path, (INDEX, "Regulation"), here=rule.id),
        head(rule.id, rule.says),
        tag("dl", *(tag("div", fact) for fact in facts), class_="rule-facts"),
        some("section", *answered(order, path)),
        some("section", *library(clauses, path)),
        record((("Rule", rule.id),), of=rule.id + rule.says),
    ]
    return joined(parts)


def answered(several: list[Answer], path: str) -> Iterator[Html]:
    """Yield what becomes of a rule in each agreement, gaps first; those that answer in the same words together."""
    if not several:
        return
    names = ("Agreement", "How met", "By which words")
    order = sorted(alike(several, words_of), key=lambda those: ORDER.index(those[0][1].met))
    rows = [answer_row(those, path, names) for those in order]
    yield tag("h2", "In the agreements")
    yield tag(
        "table",
        tag(
            "thead",
            tag("tr", *(tag("th", name, scope="col", data_choose="" if name == "How met" else None) for name in names)),
        ),
        tag("tbody", *rows),
        class_="grid rule-answers",
        data_filter="answers",
        data_noun="agreement",
    )


def words_of(answer: Answer) -> Hashable:
    """Return all that is shown of an *answer* but whose it is, and the numbers of its clauses."""
    one = answer[1]
    said = tuple([(place.document, place.path, place.title, excerpt(place), place.doubt) for place in first(one)])
    return one.met, said, len(one.covered_by), one.reason, one.by, one.on


def first(one: Coverage) -> list[Place]:
    """Return the places that are shown: those in doubt before the others."""
    return sorted(one.covered_by, key=lambda place: not place.doubt)[:PLACES]


def answer_row(several: Sequence[Answer], path: str, names: tuple[str, ...]) -> Html:
    """Return what becomes of a rule in *several* agreements that say the same; the words of one lead to their place."""
    one = several[0][1]
    places = first(one)
    kind, word = ("watch", TO_CONFIRM) if places and places[0].doubt else STATES[one.met]
    alone = several[0][0] if len(several) == 1 else None
    said = [place_line(place, alone, path) for place in places]
    more = len(one.covered_by) - PLACES
    said += [tag("p", f"and {count(more, 'other place')}", class_="small soft")] if more > 0 else []
    decided = ", ".join(part for part in (one.by, one.on) if part)
    said += [tag("p", one.reason + (f" ({decided})" if decided else ""))] if one.reason else []
    ways = [f"{place.document}.html#{anchor(place.path)}" for place in places] if not alone else []
    same = len({tuple([place.words for place in first(each)]) for _, each in several}) == 1
    lines = [answered_by(answer, ways, path) for answer in several]
    those = named(lines, "say the same" if same else "begin with the same words")
    return row((those, state(kind, word), Html("".join(said) or "–")), names)


def answered_by(answer: Answer, ways: Sequence[str], path: str) -> str:
    """Return an agreement, as markup, and the places in it that answer a rule, at *ways* below its folder."""
    agreement, one = answer
    home = relative(path, home_path(agreement.id))
    folder = home.rpartition("/")[0]
    places = zip(ways, first(one), strict=False)
    numbers = [f'<a href="{escaped(f"{folder}/{way}")}">{escaped(number_of(place))}</a>' for way, place in places]
    beside = f' <span class="small">{", ".join(numbers)}</span>' if numbers else ""
    return name(agreement, home) + beside


def number_of(place: Place) -> str:
    """Return by what a place is called in few words."""
    return place.number or place.title or place.path


def place_line(place: Place, agreement: Which | None, path: str) -> Html:
    """Return a place that answers a rule, with the beginning of its words; the way to it in the *agreement*, if it is
    that of one alone.
    """
    called = f"{place.number} {place.title}".strip() or place.path
    doubt = f'<span class="small soft"> To be confirmed: {escaped(place.doubt)}.</span>' if place.doubt else ""
    if agreement:
        there = f"{document_path(agreement.id, place.document)}#{anchor(place.path)}"
        title = f'<a href="{escaped(relative(path, there))}">{escaped(called)}</a>'
    else:
        title = f"<b>{escaped(place.title or called)}</b>"
    return Html(f"<p>{title}: {escaped(excerpt(place))}{doubt}</p>")


def excerpt(place: Place) -> str:
    """Return how the words of a place begin; a row is called by its id, and does not say it again."""
    called = f"{place.number} {place.title}".strip()
    words = place.words.removeprefix(f"{called} | ").replace(" | ", " · ")
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rpartition(' ')[0]} …"


def library(clauses: list[LibraryClause], path: str) -> Iterator[Html]:
    """Yield the clauses of the library that answer a rule."""
    if not clauses:
        return
    yield tag("h2", "Clauses of the library")
    yield tag(
        "ul",
        *(
            tag(
                "li",
                link(address(path, clause_path(clause)), clause.title),
                " ",
                tag("span", clause.layer, class_="small soft"),
            )
            for clause in clauses
        ),
        class_="plain",
    )
