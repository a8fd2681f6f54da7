"""Tables of what agreement.yaml itself holds: sites, further parties, vendors, contracts, subjects, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.compose.tables import cell, grouped, party_word, table, titles
from generator.compose.text import Running, day_line, plain_line, prose_line
from generator.document.blocks import Align, Column, Row, Table
from generator.model.agreement import Attachment, Related, Subject, is_kind_of
from generator.model.choices import PartyRole, Services
from generator.model.draft import Draft
from generator.model.party import Party, Site, Vendor
from generator.model.regulation import Calendar
from generator.model.rows import MAIN
from generator.prose import Reference, Text

SHORT_HASH = 16
TICKED = "X"
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def lined(path: str, columns: Sequence[Column], texts: Iterable[Running]) -> Row:
    """Return a row of plain cells, one a column."""
    pairs = zip(columns, texts, strict=True)
    return Row(path, tuple(cell(f"{path}/{column.id}", text) for column, text in pairs))


# Sites and parties


def sites(draft: Draft) -> Iterator[Table]:
    """Yield the sites with their services and calendars; where services are a checklist, that is a table of its own."""
    checklist = draft.agreement.print_.services is Services.CHECKLIST
    columns = [
        Column("name", "Site", 3.4),
        Column("party", "Party", 2.8),
        Column("address", "Address", 3.6),
        *([] if checklist else [Column("services", "Services", 3.4)]),
        Column("calendar", "Calendar", 3.4),
    ]
    yield table(draft, "sites", columns, [site_row(draft, site, columns) for site in draft.agreement.sites])
    if checklist:
        yield services(draft)


def services(draft: Draft) -> Table:
    """Return the services, a row each, ticked below the sites that perform them."""
    places = [site for site in draft.agreement.sites if site.services]
    columns = [Column("service", "Service", 4.6), *(Column(one.id, one.name, 2.6, "", Align.CENTRE) for one in places)]
    rows = []
    for name in all_services(draft):
        ticks = [TICKED if name in site.services else "" for site in places]
        rows.append(lined(f"services/{name.replace(' ', '-')}", columns, map(plain_line, [name.capitalize(), *ticks])))
    return table(draft, "services", columns, rows)


def all_services(draft: Draft) -> list[str]:
    """Return the services of the agreement, a kind of one in its place, then those that only a site names."""
    performed = dict.fromkeys(name for site in draft.agreement.sites for name in site.services)
    kinds = {wide for wide in draft.agreement.scope.services for one in performed if is_kind_of(one, wide)}
    named = [one for one in draft.agreement.scope.services if one in performed or one not in kinds]
    return list(dict.fromkeys([*named, *performed]))


def site_row(draft: Draft, site: Site, columns: Sequence[Column]) -> Row:
    """Return one site."""
    texts = {
        "name": site.name,
        "party": party_word(draft, str(site.party)),
        "address": site.address,
        "services": ", ".join(site.services),
        "calendar": calendar_line(draft.catalogue.calendars.get(site.calendar or ""), site.calendar or ""),
    }
    return lined(f"sites/{site.id}", columns, [plain_line(texts[column.id]) for column in columns])


def calendar_line(calendar: Calendar | None, name: str) -> str:
    """Return the calendar of a site with what a reader has to count by: place, working days and hours, time zone."""
    if calendar is None:
        return name
    return f"{calendar.title}: {days_line(calendar.working_days)}, {calendar.working_hours}, {calendar.zone}"


def days_line(days: Sequence[str]) -> str:
    """Return days of the week as a span where they follow one another, else each by its name."""
    spanned = len(days) > 2 and ",".join(days) in ",".join(WEEK)
    return f"{days[0]} to {days[-1]}" if spanned else ", ".join(days)


def further_parties(draft: Draft) -> Table:
    """Return which chapters bind each further party as they bind the acceptor: a row a party."""
    columns = [Column("party", "Party", 3.4), Column("chapters", "Bound, for its own work, by", 9.0)]
    names = titles(draft, "chapters")
    bound = [party for party in draft.agreement.parties if party.bound_by]
    rows = [further_party(draft, party, names) for party in bound]
    return table(draft, "further-parties", columns, rows)


def further_party(draft: Draft, party: Party, names: Mapping[str, str]) -> Row:
    """Return the row of one party: a line a chapter, with its number."""
    path = f"further-parties/{party.role}"
    order = {chapter.id: at for at, chapter in enumerate(draft.chapters)}
    bound = sorted(party.bound_by, key=lambda id_: order.get(id_, len(order)))
    lines: list[Running] = [(Reference(id_), Text(f", {names.get(id_, id_)}")) for id_ in bound]
    name = plain_line(party_word(draft, str(party.role)))
    return Row(path, (cell(f"{path}/party", name), cell(f"{path}/chapters", lines)))


# Vendors, contracts, subjects


def vendors(draft: Draft) -> Table:
    """Return the vendors, those that each party chooses in a group of their own."""
    columns = [
        Column("supplies", "Material or service", 4.0),
        Column("name", "Vendor", 3.6),
        Column("site", "Site", 2.6),
        Column("qualified", "Qualified by", 2.8),
        Column("status", "Status", 2.4),
    ]
    ordered = sorted(draft.agreement.vendors, key=lambda one: list(PartyRole).index(one.chosen_by))
    rows = ((str(one.chosen_by), chosen_by(draft, one), vendor_row(draft, one, columns)) for one in ordered)
    return table(draft, "vendors", columns, grouped(rows))


def chosen_by(draft: Draft, vendor: Vendor) -> str:
    """Return the heading of the list that *vendor* stands in."""
    return f"Chosen by the {party_word(draft, str(vendor.chosen_by))}"


def vendor_row(draft: Draft, vendor: Vendor, columns: Sequence[Column]) -> Row:
    """Return one vendor."""
    qualified = party_word(draft, str(vendor.qualified_by or vendor.chosen_by))
    texts = [vendor.supplies, vendor.name, vendor.site, qualified, vendor.status]
    return lined(f"vendors/{vendor.id}", columns, map(plain_line, texts))


def chain(draft: Draft) -> Table:
    """Return the contracts that stand under one another, the highest first, each with its level."""
    columns = [
        Column("level", "Level", 1.1, align=Align.CENTRE),
        Column("title", "Contract", 4.6),
        Column("number", "Number", 2.6, wraps=False),
        Column("date", "Date", 2.8, wraps=False),
        Column("between", "Between", 5.0),
    ]
    related = draft.agreement.related
    linked = {id_ for id_, one in related.items() if one.under} | {one.under for one in related.values() if one.under}
    levels = sorted((level_of(related, id_), id_) for id_ in linked if id_ in related)
    rows = [contract_row(draft, id_, level, columns) for level, id_ in levels]
    return table(draft, "contract-chain", columns, rows)


def level_of(related: Mapping[str, Related], id_: str) -> int:
    """Return how far down the chain a contract stands, from 1; a ring ends where it began."""
    seen = [id_]
    while (above := related[seen[-1]].under) and above in related and above not in seen:
        seen.append(above)
    return len(seen)


def contract_row(draft: Draft, id_: str, level: int, columns: Sequence[Column]) -> Row:
    """Return one contract; without word of its parties it is one between those of this agreement."""
    one = draft.agreement.related[id_]
    between = plain_line(one.between) or (Text("the parties to this agreement"),)
    texts = [(Text(str(level)),), plain_line(one.title), plain_line(one.number), day_line(one.date), between]
    return lined(f"contract-chain/{id_}", columns, texts)


def precedence(draft: Draft) -> Table:
    """Return which agreement goes first on which subject."""
    columns = [Column("subject", "Subject", 8.0), Column("first", "Prevails", 4.4)]
    rows = [
        lined(f"precedence/{one.id}", columns, (prose_line(one.subject), first_of(draft, one)))
        for one in draft.agreement.subjects
    ]
    return table(draft, "precedence", columns, rows)


def first_of(draft: Draft, subject: Subject) -> Running:
    """Return the agreement that goes first, as a text calls it."""
    if subject.first == MAIN:
        return prose_line("this [Agreement]")
    other = draft.agreement.related.get(subject.first)
    return (Text(f"the {other.title}"),) if other else (Text(subject.first),)


# Attachments


def attachments(draft: Draft) -> Table:
    """Return what others supply: title, number, version, file and the beginning of its hash."""
    columns = [
        Column("title", "Title", 4.4),
        Column("number", "Number", 2.4, wraps=False),
        Column("version", "Version", 1.5, wraps=False),
        Column("file", "File", 3.6),
        Column("hash", "SHA-256, first 16", 3.4, wraps=False),
    ]
    return table(draft, "attachments", columns, [attached(one, columns) for one in draft.agreement.attachments])


def attached(one: Attachment, columns: Sequence[Column]) -> Row:
    """Return one attachment."""
    texts = [one.title, one.number, one.version, one.file, one.hash[:SHORT_HASH]]
    return lined(f"attachments/{one.id}", columns, map(plain_line, texts))
