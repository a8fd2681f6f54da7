"""Rules and founding requirements: each with the clauses that answer it and what becomes of it in every agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.document.marks import anchor
from generator.document.registers import Coverage, Met, Place
from generator.render.site.agreement import count
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
TO_CONFIRM = "Covered, to be confirmed"
Answers = Mapping[str, list[tuple[Which, Coverage]]]


def regulation_pages(site: SiteModel) -> Iterator[Page]:
    """Yield the index, gaps first, and the page of each rule."""
    answers: dict[str, list[tuple[Which, Coverage]]] = {}
    for agreement in site.agreements:
        for one in agreement.coverage:
            answers.setdefault(one.id, []).append((agreement.which, one))
    covering: dict[str, list[LibraryClause]] = {}
    for clause in site.clauses:
        for id_ in clause.covers:
            covering.setdefault(id_, []).append(clause)
    yield index_page(site.rules, answers, covering)
    yield from (rule_page(rule, answers.get(rule.id, []), covering.get(rule.id, [])) for rule in site.rules)


def worst(several: list[tuple[Which, Coverage]]) -> Met:
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


def index_row(
    rule: Rule, names: tuple[str, ...], several: list[tuple[Which, Coverage]], clauses: list[LibraryClause]
) -> Html:
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


def rule_page(rule: Rule, several: list[tuple[Which, Coverage]], clauses: list[LibraryClause]) -> Page:
    """Return the page of one rule."""
    path = rule_path(rule.id)
    entry = Entry(path, rule.id, "Regulation", rule.binding, rule.says, (rule.id,))
    return Page(path, f"{rule.id}, regulation", "regulation", partial(rule_html, rule, several, clauses), (entry,))


def rule_html(rule: Rule, several: list[tuple[Which, Coverage]], clauses: list[LibraryClause]) -> Html:
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


def answered(several: list[tuple[Which, Coverage]], path: str) -> Iterator[Html]:
    """Yield what becomes of a rule in each agreement, gaps first."""
    if not several:
        return
    names = ("Agreement", "How met", "By which words")
    rows = [answer_row(agreement, one, path, names) for agreement, one in several]
    yield tag("h2", "In the agreements")
    yield tag(
        "table",
        tag(
            "thead",
            tag("tr", *(tag("th", name, scope="col", data_choose="" if name == "How met" else None) for name in names)),
        ),
        tag("tbody", *rows),
        class_="grid",
        data_filter="answers",
        data_noun="agreement",
    )


def answer_row(agreement: Which, one: Coverage, path: str, names: tuple[str, ...]) -> Html:
    """Return what becomes of a rule in one agreement."""
    kind, word = STATES[one.met]
    places = sorted(one.covered_by, key=lambda place: not place.doubt)
    kind, word = ("watch", TO_CONFIRM) if places and places[0].doubt else (kind, word)
    said = [place_line(place, agreement, path) for place in places[:3]]
    more = len(one.covered_by) - 3
    said += [tag("p", f"and {count(more, 'other place')}", class_="small soft")] if more > 0 else []
    decided = ", ".join(part for part in (one.by, one.on) if part)
    said += [tag("p", one.reason + (f" ({decided})" if decided else ""))] if one.reason else []
    way = f'<a href="{escaped(relative(path, home_path(agreement.id)))}">{escaped(agreement.number)}</a>'
    name = Html(f"{way} {escaped(agreement.title)}")
    return row((name, state(kind, word), Html("".join(said) or "–")), names)


def place_line(place: Place, agreement: Which, path: str) -> Html:
    """Return a place that answers a rule, with the beginning of its words."""
    there = f"{document_path(agreement.id, place.document)}#{anchor(place.path)}"
    name = f"{place.number} {place.title}".strip() or place.path
    words = place.words.removeprefix(f"{name} | ").replace(" | ", " · ")  # a row says its id, which leads there
    words = words if len(words) <= SHOWN else f"{words[:SHOWN].rpartition(' ')[0]} …"
    doubt = f'<span class="small soft"> To be confirmed: {escaped(place.doubt)}.</span>' if place.doubt else ""
    way = f'<a href="{escaped(relative(path, there))}">{escaped(name)}</a>'
    return Html(f"<p>{way}: {escaped(words)}{doubt}</p>")


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
