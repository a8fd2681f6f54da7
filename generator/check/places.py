"""Products, sites, services and markets of an agreement: they fit one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.agreement import is_kind_of
from generator.model.choices import PartyRole, Stage
from generator.model.draft import Draft
from generator.model.values import Quantity, Unit
from generator.prose import Blank, Sentence, Text, Use, sentences

PRODUCT_WITHOUT_SITE = kind(
    "product-without-site",
    "A product names no site.",
    matters="Nobody could tell where it is made or tested, and for which site the agreement holds.",
    cure="Write the ids of its sites: `sites: [hall-1]`.",
)
SITE_WITHOUT_SERVICE = kind(
    "site-without-service",
    "A site at which products are handled, or a site of the one who does the work, has no service.",
    matters="The annex would list a site without saying what is done there.",
    cure="Write its services: `services: [manufacturing]`, or take the site out.",
    severity=Severity.WARNING,
)
SERVICE_WITHOUT_SITE = kind(
    "service-without-site",
    "The scope names a service that no site offers.",
    matters="Clauses print for work that is done nowhere, or a site lacks what it does.",
    cure="Add the service to a site, or take it out of the scope.",
    severity=Severity.WARNING,
)
OUTSIDE_SCOPE = kind(
    "outside-scope",
    "A site has a service, or a product a market or a stage, that the scope of the agreement does not name.",
    matters="The annexes would say more than the scope; an inspector asks which of the two is agreed.",
    cure="Add it to `scope`, or take it out of the site or product.",
    severity=Severity.WARNING,
)
NO_CALENDAR = kind(
    "no-calendar",
    "A party has no site or office with a calendar.",
    matters="Limits in business days run by the calendar of the party that has the duty; without one nobody can say "
    "when they end.",
    cure="Add a site of that party with a calendar to agreement.yaml; an office has no services: `services: []`.",
    severity=Severity.WARNING,
)


def homeless_products(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report products that name no site."""
    sites = " or ".join(site.id for site in draft.agreement.sites if site.party is PartyRole.ACCEPTOR)
    for product in draft.agreement.products:
        if not product.sites:
            message = f'the product "{product.id}" names no site'
            yield PRODUCT_WITHOUT_SITE.at(product.place("sites"), message, hint=f"sites: {sites}")


def timeless_parties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report parties that have a limit in business days, and no site or office with a calendar to count it by."""
    timed = {site.party for site in draft.agreement.sites if site.calendar}
    counting = {
        role: chosen.source
        for chosen in reversed(draft.clauses)
        for sentence in sentences(chosen.prose)
        if in_business_days(draft, sentence)
        for role in actors(draft, sentence)
    }
    for party in draft.agreement.parties:
        if party.role in counting and party.role not in timed:
            where = counting[party.role]
            yield NO_CALENDAR.at(
                draft.agreement.place("sites"),
                f"no site or office of the {party.role} has a calendar",
                hint=calendar_hint(draft, party.role),
                seen=((where.span, f"{where.clause.id} gives it a limit in business days"),),
            )


def calendar_hint(draft: Draft, role: PartyRole) -> str:
    """Return what to write: a calendar at the first site of a party, or an office with one."""
    known = " or ".join(draft.catalogue.calendars) or "a row of clauses/calendars.yaml"
    site = next((site.id for site in draft.agreement.sites if site.party is role), "")
    office = f"- {{id: {role}-office, party: {role}, name: ..., services: [], calendar: {known}}}"
    return f"at {site}: calendar: {known}; or a row of your own in clauses/calendars.yaml" if site else office


def in_business_days(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether a limit of *sentence* counts business days."""
    blanks = (draft.values.get(one.value) for one in sentence if isinstance(one, Blank))
    quantities = (filled.value for filled in blanks if filled is not None)
    return any(isinstance(value, Quantity) and value.unit is Unit.BUSINESS_DAYS for value in quantities)


def actors(draft: Draft, sentence: Sentence) -> tuple[PartyRole, ...]:
    """Return whom the last name of a party before *shall* stands for; nobody where there is no duty."""
    last: tuple[PartyRole, ...] = ()
    for inline in sentence:
        if isinstance(inline, Text) and " shall " in inline.text:
            return last
        shown = draft.terms.get(draft.forms.get(inline.form, "")) if isinstance(inline, Use) else None
        if shown is not None and shown.term.role is not None:
            last = (shown.term.role,)
        elif shown is not None and shown.term.id == "party":
            last = tuple(party.role for party in draft.agreement.parties)
    return ()


def idle_sites(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report sites without a service that products name, or that belong to those who do the work."""
    named = {id_ for product in draft.agreement.products for id_ in product.sites}
    for site in draft.agreement.sites:
        if not site.services and (site.id in named or site.party is not PartyRole.GIVER):
            hint = f"services: a list of {', '.join(draft.agreement.scope.services)}"
            yield SITE_WITHOUT_SERVICE.at(site.place("services"), f'the site "{site.id}" has no service', hint=hint)


def homeless_services(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report services of the scope that no site offers; silent while a site has none, which is reported itself."""
    if [*idle_sites(draft, documents)]:
        return
    scope = draft.agreement.scope
    offered = {service for site in draft.agreement.sites for service in site.services}
    for service in scope.services:
        if not any(is_kind_of(one, service) for one in offered):
            hint = f'add "{service}" to the services of a site, or take it out of the scope'
            yield SERVICE_WITHOUT_SITE.at(scope.place("services"), f'no site offers the service "{service}"', hint=hint)


def other_stages(draft: Draft) -> Iterator[Diagnostic]:
    """Report products whose status is the stage that the scope does not have."""
    scope = draft.agreement.scope
    for product in draft.agreement.products:
        if product.status in {*Stage} and product.status != scope.stage:
            message = f'the product "{product.id}" is {product.status}, and the agreement is {scope.stage}'
            hint = f"write status: {scope.stage}, or another stage in the scope"
            seen = ((scope.place("stage"), "scope"),)
            yield OUTSIDE_SCOPE.at(product.place("status"), message, hint=hint, seen=seen)


def beyond_scope(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report services of sites, markets and stages of products that the scope does not name."""
    scope = draft.agreement.scope
    yield from other_stages(draft)
    for site in draft.agreement.sites:
        for service in site.services:
            if not any(is_kind_of(service, one) for one in scope.services):
                message = f'the site "{site.id}" offers "{service}", which is not in the scope'
                hint = f'add "{service}" to `services` of the scope, or take it out here'
                seen = ((scope.place("services"), "scope"),)
                yield OUTSIDE_SCOPE.at(site.place("services"), message, hint=hint, seen=seen)
    for product in draft.agreement.products:
        for market in product.markets:
            if market not in scope.regions:
                message = f'the product "{product.id}" goes to "{market}", which is not in the scope'
                hint = f'add "{market}" to `regions` of the scope, or take it out here'
                seen = ((scope.place("regions"), "scope"),)
                yield OUTSIDE_SCOPE.at(product.place("markets"), message, hint=hint, seen=seen)
