"""A new agreement: a folder that builds at once, each open item marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from generator.author.answers import Answers, PartyAnswer, PersonAnswer, SignatoryAnswer, SiteAnswer, SupplyAnswer
from generator.author.contacts import COMMENT, contact_rows, roles_in, rows_of, signing_role
from generator.author.layout import Plain, rows_text, yaml_text
from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.files import Files, blind
from generator.model.countries import country_hint
from generator.model.library import Layer, Workspace, heard
from generator.model.values import Undecided, parse_folder

UNKNOWN_ANSWER = kind(
    "unknown-answer",
    "An answer names something that the libraries do not have.",
    matters="The new agreement would have an error from its first day.",
    cure="Choose one of those that the message names, or add yours to a library first.",
)
NAME_TAKEN = kind(
    "name-taken",
    "A new agreement, clause or row has a name that is taken or that is no id.",
    matters="What stands there would be overwritten.",
    cure="Choose another name: small letters, digits and single hyphens.",
)

LEADING = {
    "manufacturing": "drug-product",
    "packaging": "packaging",
    "trials": "cro",
    "distribution": "distribution",
    "software": "software",
}
"""Profile that a service brings in."""

ALONE = {"testing": "laboratory", "storage": "distribution"}
"""Profile that a service brings in where nothing of ``LEADING`` is done."""

OF_PROFILES = "profiles/"

PERSON = ("name", "title", "phone", "email")
SIDES = ("giver", "acceptor")
COMMENTS: Mapping[str, str] = {
    "id": "An agreement. A text that begins with a question mark is still open: replace it, quotation marks and all.",
    "number": "Number, title and version as they print.",
    "layers": "Libraries above core, general to special; each adds clauses and rows, or speaks over those before it.",
    "parties": "The parties. printed-as is how the role prints everywhere; a side may have several legal entities.",
    "signatories": "Who signs: ids of contacts.yaml.",
    "scope": "What decides which clauses and rows are in.",
    "sites": "Sites; calendar is an id of clauses/calendars.yaml, with the working days and holidays there.",
    "products": "Products, each with the sites that make it.",
    "risk": "Supplier risk tier (clauses/core/tiers.yaml) and the reason for it.",
    "related": "The commercial agreement beside this one.",
    "effective": "When it takes effect and is next reviewed. To agree another value than the standard, add:\n"
    "values:\n  change-notice: {is: 3 business days, reason: Agreed at kick-off, by: Head of Quality, on: 2026-10-02}",
    "revisions": "The revision history, oldest first.",
}


def new_agreement(id_: str, answers: Answers, workspace: Workspace) -> Files | list[Diagnostic]:
    """Return the files of the new agreement *id_*, or every answer that the libraries of *workspace* cannot follow."""
    layers = layers_for(answers, workspace)
    found = [*name_faults(id_, workspace), *unknown_answers(answers, workspace)]
    if found:
        return found
    proposed = called(contact_rows(layers, facts_of(answers), signing(answers)), answers)
    rows = with_people(proposed, answers.contacts)
    text = yaml_text(agreement_fields(id_, answers, layers), comments(answers, layers, workspace.layers))
    files = {"agreement": text, "contacts": rows_text(rows, COMMENT)}
    return {f"agreements/{id_}/{name}.yaml": text.encode() for name, text in files.items()}


def layers_for(answers: Answers, workspace: Workspace) -> list[Layer]:
    """Return the libraries of the new agreement, general to special, as they speak for its scope."""
    names = [name for name in layer_names(answers, workspace.layers) if name in workspace.layers]
    facts = {name.replace("-", "_"): has for name, has in facts_of(answers).items()}
    return heard((workspace.layers[name] for name in names), facts)


def with_people(rows: list[dict[str, str]], people: Sequence[PersonAnswer]) -> list[dict[str, str]]:
    """Return the contacts with the people whom the answers name: each takes the row of its role, or gets one."""
    made = {row["id"]: row for row in rows}
    taken: set[str] = set()
    for person in people:
        first = f"{person.party}-{person.role}"
        id_ = next(one for one in chain([first], (f"{first}-{number}" for number in count(2))) if one not in taken)
        taken.add(id_)
        facts = {name: words for name in PERSON if (words := str(getattr(person, name)))}
        bare = {"id": id_, "role": person.role, "party": person.party}
        made[id_] = {**bare, **made.get(id_, {"hours": "working hours"}), **facts}
    return list(made.values())


def facts_of(answers: Answers) -> dict[str, frozenset[str]]:
    """Return what decides which rows are in; a new agreement has two parties and the usual precedence."""
    return {
        "stage": frozenset({answers.stage}),
        "services": frozenset(services(answers)),
        "regions": frozenset(answers.regions),
        "dosage-forms": frozenset(answers.dosage_forms),
        "tiers": frozenset({answers.tier}),
        "precedence": frozenset({"quality-agreement-first"}),
    }


def name_faults(id_: str, workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield why no agreement can have the name *id_*."""
    place = Span(f"agreements/{id_}/agreement.yaml")
    if id_ in workspace.agreements or id_ in workspace.broken:
        yield NAME_TAKEN.at(place, f'there is an agreement "{id_}" already')
    twins = [one for one in (*workspace.agreements, *workspace.broken) if blind(one) == blind(id_) and one != id_]
    if twins:
        yield NAME_TAKEN.at(place, f'"{id_}" and "{twins[0]}" would be one folder on some machines')
    try:
        parse_folder(id_)
    except ValueError as trouble:
        yield NAME_TAKEN.at(place, str(trouble))


def layer_names(answers: Answers, layers: Mapping[str, Layer]) -> list[str]:
    """Return its libraries: core, then those that the answers name, else those of its regions, services and company."""
    if answers.layers:
        return ["core", *answers.layers]
    wanted = [f"regions/{slug(region)}" for region in answers.regions]
    wanted += [OF_PROFILES + name for name in answers.profile or profiles_of(answers)]
    wanted += companies_of(answers, layers)
    return ["core", *(name for name in dict.fromkeys(wanted) if name in layers)]


def companies_of(answers: Answers, layers: Collection[str]) -> list[str]:
    """Return the library of the company that the answers name, else those that bear the name of a party."""
    if answers.company:
        return [f"companies/{answers.company}"]
    parties = [slug(name) for party in (answers.giver, answers.acceptor) for name in (party.short, party.name)]
    names = [name for name in layers if name.startswith("companies/")]
    return [name for name in names if any(is_named(name.removeprefix("companies/"), party) for party in parties)]


def is_named(library: str, party: str) -> bool:
    """Tell whether *party* has the name of *library*, and more behind it: ``aurelia`` of ``aurelia-example-ltd``."""
    return party == library or party.startswith(f"{library}-")


def profiles_of(answers: Answers) -> list[str]:
    """Return the profiles that the services ask for; who makes a product needs no profile of a packager to pack it."""
    done = services(answers)
    found = [name for service, name in LEADING.items() if service in done]
    if "manufacturing" not in done:
        return found or [name for service, name in ALONE.items() if service in done]
    made = "drug-substance" if any("substance" in form for form in answers.dosage_forms) else LEADING["manufacturing"]
    return [made, *(name for name in found if name not in (LEADING["manufacturing"], LEADING["packaging"]))]


def services(answers: Answers) -> list[str]:
    """Return all services, in the order in which they were named."""
    return list(dict.fromkeys([*answers.services, *(one for site in answers.sites for one in site.services)]))


def unknown_answers(answers: Answers, workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield every answer that names something the workspace does not have."""
    core = [layer for name, layer in workspace.layers.items() if name == "core"]
    countries = {row.id: str(row.fields.get("title", "")) for row in rows_of(workspace.layers.values(), "countries")}
    tiers = [str(row.fields.get("label", row.id)) for row in rows_of(core, "tiers")]
    for party in (answers.giver, answers.acceptor):
        yield from unknown(
            party.place("country"), "country", [party.country], countries, lambda word, _: country_hint(word, countries)
        )
    records: Sequence[Answers | SiteAnswer] = (answers, *answers.sites)
    for record in records:
        yield from unknown(record.place("services"), "service", record.services, words(workspace, "services"))
        yield from unknown(record.place("calendar"), "calendar", [record.calendar or ""], workspace.catalogue.calendars)
    markets = known_markets(workspace) if words(workspace, "services") else ()
    yield from unknown(answers.place("regions"), "market", answers.regions if markets else (), markets)
    for one in answers.products:
        yield from unknown(one.place("markets"), "market", one.markets if markets else (), markets)
    forms = words(workspace, "dosage-forms")
    yield from unknown(answers.place("dosage-forms"), "dosage form", answers.dosage_forms, forms)
    yield from unknown(answers.place("tier"), "supplier risk tier", [answers.tier], tiers)
    yield from unknown(answers.place("layers"), "library", answers.layers, workspace.layers)
    profiles = [name.removeprefix(OF_PROFILES) for name in workspace.layers if name.startswith(OF_PROFILES)]
    yield from unknown(answers.place("profile"), "profile", answers.profile, profiles)
    companies = [name.removeprefix("companies/") for name in workspace.layers if name.startswith("companies/")]
    yield from unknown(answers.place("company"), "company's library", [answers.company], companies)
    yield from unknown(answers.place("template"), "Word template", [answers.template], workspace.templates)
    roles = roles_in(workspace.layers.values())
    for person in answers.contacts:
        yield from unknown(person.place("party"), "side", [person.party], SIDES)
        yield from unknown(person.place("role"), "role", [person.role], roles)
    ids = site_ids(answers)
    for product in answers.products:
        yield from unknown(product.place("sites"), "site", product.sites, ids)
    if not services(answers):
        yield UNKNOWN_ANSWER.at(
            answers.place("sites"), "no site says what is done there", hint="services: [manufacturing, testing]"
        )


def known_markets(workspace: Workspace) -> list[str]:
    """Return the markets that a library stands for, and the countries."""
    regions = [name.partition("/")[2].upper() for name in workspace.layers if name.startswith("regions/")]
    return [*regions, *(row.id for row in rows_of(workspace.layers.values(), "countries"))]


def words(workspace: Workspace, field: str) -> list[str]:
    """Return the words that the *field* of a scope may name."""
    rows = rows_of(workspace.layers.values(), "scopes")
    return [str(row.fields.get("word")) for row in rows if row.fields.get("of") == field]


def unknown(
    place: Span,
    what: str,
    given: Collection[str],
    known: Collection[str],
    meant: Callable[[str, Collection[str]], str] = nearest,
) -> Iterator[Diagnostic]:
    """Yield a fault for each of *given* that is not *known*, with what is *meant*; an open point or nothing is none."""
    for one in given:
        if one and not one.startswith("?") and one not in known:
            some = ", ".join(sorted(known)[:20])
            hint = meant(one, known) or f"there are: {some}"
            yield UNKNOWN_ANSWER.at(place, f'there is no {what} "{one}"', hint=hint)


def agreement_fields(id_: str, answers: Answers, layers: list[Layer]) -> dict[str, Plain]:
    """Return agreement.yaml as text, lists and maps."""
    roles = [role for role in roles_in(layers).values() if role.side == "each"]
    fields: dict[str, Plain] = {
        "id": id_,
        "number": answers.number,
        "title": answers.title,
        "subject": answers.subject,
        "version": "1.0",
        "draft": "1",
        "language": "en",
        "layers": [layer.name for layer in layers if layer.name != "core"],
        "template": answers.template,
        "parties": [party_fields(side, getattr(answers, side), layers) for side in SIDES],
        "signatories": [f"{side}-{signing_role(roles)}" for side in SIDES],
        "scope": scope_fields(answers),
        "sites": site_fields(answers),
        "products": product_fields(answers),
        "risk": {
            "tier": answers.tier or "? supplier risk tier; Head of Quality of the giver",
            "reason": answers.tier_reason or "? why this tier; Head of Quality of the giver",
        },
        "related": {"supply-agreement": supply_fields(answers.supply_agreement)},
        "effective": "? date of the last signature; the quality managers of both sides",
        "review": {
            "every": review_interval(layers),
            "next": "? date of the next review; the quality managers of both sides",
        },
        "revisions": [
            {"version": "1.0", "on": "? date of the first version", "by": "? author", "what": "First version"}
        ],
    }
    return {name: value for name, value in fields.items() if value or name == "layers"}


def party_fields(side: str, party: PartyAnswer, layers: list[Layer]) -> dict[str, Plain]:
    """Return one side; facts that nobody gave are open points."""
    owner = next((role.id for role in roles_in(layers).values() if role.side == side and role.level == 1), "")
    whose = f"of {party.name}"
    entity = {
        "name": party.name,
        "short": party.short,
        "registration": party.registration or f"? number {whose} in its register",
        "address": party.address or f"? registered office {whose}",
        "country": party.country or f"? country {whose}, two letters",
    }
    fields: dict[str, Plain] = {
        "role": side,
        "printed-as": party.printed_as or f"Contract {side.capitalize()}",
        "owner": owner,
        "entities": [{name: value for name, value in entity.items() if value}],
    }
    return {name: value for name, value in fields.items() if value}


def scope_fields(answers: Answers) -> dict[str, Plain]:
    """Return what decides which clauses are in."""
    scope: dict[str, Plain] = {"stage": answers.stage, "services": services(answers), "regions": list(answers.regions)}
    return {**scope, **({"dosage-forms": list(answers.dosage_forms)} if answers.dosage_forms else {})}


def site_fields(answers: Answers) -> list[dict[str, Plain]]:
    """Return the sites of the acceptor."""
    return [one_site(id_, site, answers) for id_, site in zip(site_ids(answers), answers.sites, strict=True)]


def one_site(id_: str, site: SiteAnswer, answers: Answers) -> dict[str, Plain]:
    """Return one site; without an address of its own, that is an open point."""
    fields: dict[str, Plain] = {
        "id": id_,
        "party": "acceptor",
        "name": site.name,
        "address": site.address or f"? address of {site.name.lstrip('? ')}, as on its licence",
        "services": list(site.services) or services(answers),
        "calendar": site.calendar or answers.calendar or "",
    }
    return {name: value for name, value in fields.items() if value}


def product_fields(answers: Answers) -> list[dict[str, Plain]]:
    """Return the products."""
    if not answers.products:
        return [
            {
                "id": "product-1",
                "name": "? products; the quality managers of both sides",
                "sites": list(site_ids(answers)),
            }
        ]
    ids = named_apart("product", [(product.id, product.name) for product in answers.products])
    return [
        {
            "id": id_,
            "name": product.name,
            "sites": list(product.sites) or site_ids(answers),
            "version": "1.0",
            "status": answers.stage,
            "markets": list(product.markets) or list(answers.regions),
            "presentation": product.presentation or f"? container and pack of {product.name}",
        }
        for id_, product in zip(ids, answers.products, strict=True)
    ]


def supply_fields(supply: SupplyAnswer | None) -> dict[str, Plain]:
    """Return the supply agreement; what nobody gave are open points."""
    day = supply.date if supply else None
    written = (
        f"? {day.words}" if isinstance(day, Undecided) else day.isoformat() if day else "? date of the supply agreement"
    )
    number = (supply.number if supply else "") or "? number of the supply agreement"
    return {"title": supply.title if supply else "Supply Agreement", "number": number, "date": written}


def review_interval(layers: list[Layer]) -> str:
    """Return how often agreements are reviewed, as the libraries say."""
    rows = [row.fields.get("default") for row in rows_of(layers, "values") if row.id == "agreement-review"]
    return next((text for text in reversed(rows) if isinstance(text, str)), "2 years")


def called(rows: Iterable[dict[str, str]], answers: Answers) -> list[dict[str, str]]:
    """Return *rows* of people with the short name of a company where it is known: "the giver" prints nowhere else."""
    short = {side: party.short or party.name for side in SIDES if (party := getattr(answers, side, None))}
    known = {f"the {side}": name for side, name in short.items() if name and not name.startswith("?")}
    return [{**row, "name": whose(row["name"], known)} for row in rows]


def whose(name: str, known: Mapping[str, str]) -> str:
    """Return an open name, "? Legal Counsel of the giver", with the company as it is *known*."""
    if not name.startswith("?"):
        return name
    words, of, side = name.rpartition(" of ")
    return f"{words}{of}{known.get(side, side)}"


def signing(answers: Answers) -> dict[str, SignatoryAnswer | None]:
    """Return who signs, by side."""
    return {side: getattr(answers.signatories, side, None) for side in SIDES}


def site_ids(answers: Answers) -> list[str]:
    """Return the ids of the sites."""
    return named_apart("site", [(site.id, site.name) for site in answers.sites])


def named_apart(what: str, things: list[tuple[str | None, str]]) -> list[str]:
    """Return an id for each of *things*, pairs of id and name: made from the name where none is given; no two alike."""
    ids: list[str] = []
    for number, (given, name) in enumerate(things, 1):
        first = given or slug(name) or f"{what}-{number}"
        more = (f"{first}-{suffix}" for suffix in count(2))
        ids.append(first if first not in ids else next(one for one in more if one not in ids))
    return ids


def slug(name: str) -> str:
    """Return *name* as an id, of the small letters and digits of plain English in it; empty when there are none."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:60].strip("-")


def comments(answers: Answers, layers: list[Layer], known: Collection[str]) -> dict[str, str]:
    """Return the words above each part, with a remark where a region or company of *known* has no library here."""
    names = {layer.name for layer in layers}
    lacking = [region for region in answers.regions if f"regions/{slug(region)}" not in names]
    remark = (
        f"\nThere is no library for {', '.join(lacking)}: no clause states the rules of that market." if lacking else ""
    )
    companies = (
        []
        if any(name.startswith("companies/") for name in names)
        else [name for name in known if name.startswith("companies/")]
    )
    remark += f"\nNo company's library is among them; there are: {', '.join(companies)}." if companies else ""
    return {**COMMENTS, "layers": COMMENTS["layers"] + remark}
