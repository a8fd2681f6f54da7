"""The front page: all agreements, what needs attention first."""

from __future__ import annotations

from generator.render.site.agreement import count
from generator.render.site.document import home_path
from generator.render.site.html import Html, joined, link, tag
from generator.render.site.model import AgreementPage, SiteModel
from generator.render.site.page import Page, head, record, relative, state

PATH = "index.html"
ORDER = ("bad", "watch", "idle", "ok")
WAYS = (
    ("calendar/index.html", "Calendar"),
    ("roles/index.html", "Roles"),
    ("compare/two.html", "Two agreements side by side"),
)
"""Where else the front page leads, besides the bar."""
COLUMNS = ("Agreement", "No.", "Status", "Tier", "Critical deviation, notice", "Next review")
CHOSEN_BY = {"Status", "Tier", "Critical deviation, notice"}


def overview_page(site: SiteModel) -> Page:
    """Return the list of agreements: overdue first, then due, drafts, the rest by name."""
    rows = sorted(
        site.agreements,
        key=lambda one: (ORDER.index(one.state) if one.state in ORDER else 2, one.title.casefold(), one.id),
    )
    table = (
        listing(rows)
        if rows
        else tag("p", "There is no agreement yet. Make one with: agreements new ID", class_="soft")
    )
    mark = "".join(one.inputs or one.number for one in rows)
    ways = tag(
        "ul",
        *(tag("li", link(relative(PATH, there), words)) for there, words in WAYS),
        class_="ways",
    )
    html = joined([head("Agreements", sentence(rows)), ways, table, record((), of=mark)])
    return Page(PATH, "Agreements", "agreements", html)


def sentence(rows: list[AgreementPage]) -> str:
    """Return the counts that matter."""
    drafts = sum(1 for one in rows if one.status.startswith("Draft"))
    force = sum(1 for one in rows if one.state in ("ok", "watch", "bad"))
    broken = sum(1 for one in rows if one.carried)
    counts = [f"{force} in force" if force else "", f"{drafts} in draft" if drafts else ""]
    said = ", ".join(part for part in counts if part)
    late = f" {count(broken, 'agreement')} could not be built this time." if broken else ""
    return f"{said or 'None'}.{late}" if rows else ""


def listing(rows: list[AgreementPage]) -> Html:
    """Return the table; the script adds the filters."""
    columns = [tag("th", name, scope="col", data_choose="" if name in CHOSEN_BY else None) for name in COLUMNS]
    body = tag("tbody", *(row(one) for one in rows))
    return tag(
        "table",
        tag("thead", tag("tr", *columns)),
        body,
        class_="grid agreements",
        data_filter="agreements",
        data_noun="agreement",
        data_words="Partner or product",
    )


def row(one: AgreementPage) -> Html:
    """Return one agreement; products and sites are found by the filter though they are not shown."""
    about = (one.parties, ", ".join(one.products))
    under = [tag("span", words, class_="under-name") for words in about if words]
    name = joined([link(relative(PATH, home_path(one.id)), one.title), *under])
    status = state("bad", "Not built") if one.carried or not one.documents else state(one.state, one.status)
    cells = zip(
        COLUMNS,
        (
            name,
            joined([one.number, tag("span", f"Version {one.version}", class_="under-name")]),
            status,
            one.tier or "–",
            one.notice or "–",
            one.review or "not set",
        ),
        strict=True,
    )
    return tag(
        "tr",
        *(tag("td", words, data_label=label) for label, words in cells),
        data_also=" ".join((*one.products, *one.sites)) or None,
    )
