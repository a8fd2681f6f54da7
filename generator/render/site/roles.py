"""Roles: all that one role owes and gets, agreement by agreement, and a way there from a list of all roles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.document.marks import anchor
from generator.render.site.document import document_path, home_path
from generator.render.site.html import NOTHING, Html, escaped, joined, link, tag
from generator.render.site.model import AgreementPage, RolePart, RoleSheet, SiteModel
from generator.render.site.page import Entry, Page, crumbs, head, record, relative

INDEX = "roles/index.html"


def roles_path(agreement: str) -> str:
    """Return where the roles of an agreement are."""
    return f"agreements/{agreement}/roles.html"


def role_pages(site: SiteModel) -> Iterator[Page]:
    """Yield the list of roles, and the roles of each agreement."""
    yield index_page(site)
    yield from (roles_page(agreement) for agreement in site.agreements if agreement.roles)


def index_page(site: SiteModel) -> Page:
    """Return all roles, each with the agreements that have it."""
    titles: dict[str, str] = {}
    places: dict[str, list[Html]] = {}
    for agreement in site.agreements:
        for role in agreement.roles:
            titles.setdefault(role.id, role.title)
            there = f"{relative(INDEX, roles_path(agreement.id))}#{anchor(role.id)}"
            places.setdefault(role.id, []).append(link(there, agreement.number, class_="whole"))
    heads = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in ("Role", "What it owes and gets, in"))))
    order = sorted(titles, key=lambda id_: titles[id_].casefold())
    rows = [
        tag("tr", tag("td", titles[id_], data_label="Role"), tag("td", joined(places[id_], ", "), data_label="In"))
        for id_ in order
    ]
    table = tag("table", heads, tag("tbody", *rows), class_="grid", data_filter="roles", data_noun="role")
    lead = "All that a role owes and gets: duties, meetings, measures, decisions; information and calls."
    html = joined([head("Roles", lead), table if rows else NOTHING, record((), of="".join(order))])
    return Page(INDEX, "Roles", "agreements", html, (Entry(INDEX, "Roles", "Role", "", lead),))


def roles_page(agreement: AgreementPage) -> Page:
    """Return the page of the roles of one agreement."""
    path = roles_path(agreement.id)
    entries = tuple(entry(role, agreement, path) for role in agreement.roles)
    return Page(path, f"Roles, {agreement.number}", "agreements", partial(roles_html, agreement), entries)


def roles_html(agreement: AgreementPage) -> Html:
    """Return the roles of one agreement, with a list of them first."""
    path = roles_path(agreement.id)
    sections = [role_section(role, agreement, path) for role in agreement.roles]
    ways = [tag("li", link(f"#{anchor(role.id)}", role.title)) for role in agreement.roles]
    parts = [
        crumbs(path, ("index.html", "Agreements"), (home_path(agreement.id), agreement.number), here="Roles"),
        head("Roles", agreement.title),
        tag("ul", *ways, class_="ways"),
        *sections,
        record((("Number", agreement.number), ("Version", agreement.version)), of=agreement.inputs or agreement.number),
    ]
    return joined(parts)


def entry(role: RoleSheet, agreement: AgreementPage, path: str) -> Entry:
    """Return what the search knows of a role: who holds it, what it owes and gets."""
    words = " ".join((*role.people, *(part.words for part in (*role.owes, *role.gets))))
    return Entry(
        f"{path}#{anchor(role.id)}", role.title, "Role", f"{agreement.number} {agreement.title}", words, (role.id,)
    )


def role_section(role: RoleSheet, agreement: AgreementPage, path: str) -> Html:
    """Return one role: who holds it, what it owes, what it gets."""
    nobody = [] if agreement.audience else [tag("p", "Nobody is named.", class_="soft")]
    people = [tag("p", one) for one in role.people] or nobody
    inside = [
        tag("h2", role.title),
        tag("p", role.side, class_="soft"),
        *people,
        *listed("Owes", role.owes, agreement, path),
        *listed("Gets", role.gets, agreement, path),
    ]
    return tag("section", *inside, id=anchor(role.id), class_="role")


def listed(title: str, parts: tuple[RolePart, ...], agreement: AgreementPage, path: str) -> Iterator[Html]:
    """Yield a heading and the list below it; nothing for an empty list."""
    if parts:
        yield tag("h3", title)
        yield tag("ul", *(part_line(part, agreement, path) for part in parts), class_="role-parts")


def part_line(part: RolePart, agreement: AgreementPage, path: str) -> Html:
    """Return one thing that a role owes or gets, with the place that says so."""
    there = f"{relative(path, document_path(agreement.id, part.document))}#{anchor(part.path)}" if part.document else ""
    label = escaped(part.label)
    where = f'<a href="{escaped(there)}">{label}</a>' if there else label
    kind = f"<b>{escaped(part.kind)}</b>: " if part.kind else ""
    return Html(f'<li>{kind}{escaped(part.words)} <span class="small soft">{where}</span></li>')
