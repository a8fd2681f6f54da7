"""What is wrong with an agreement as a whole: each check is a function here, a case file and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.check.absent import absent_documents
from generator.check.accepted import accept
from generator.check.borrowed import borrowed_values, told_once
from generator.check.capitals import loose_capitals
from generator.check.classes import disagreeing_classes
from generator.check.dates import contradicting_dates, contradicting_versions, earlier_approvals
from generator.check.days import mixed_days
from generator.check.deadlines import disagreeing_deadlines
from generator.check.duties import (
    limits_without_duty,
    limits_without_event,
    misplaced_duties,
    other_clocks,
    same_duties,
    second_limits,
)
from generator.check.escalation import other_ladders, past_the_quality_unit, slow_ladders
from generator.check.given_away import given_away
from generator.check.indicators import (
    disagreeing_thresholds,
    idle_triggers,
    indicators_without_consequence,
    other_indicators,
    rare_meetings,
)
from generator.check.ladders import ladders_out_of_order, roles_on_wrong_levels, wrong_clocks
from generator.check.language import definitions_with_duties, loose_names
from generator.check.law import limits_without_time_to_report
from generator.check.lengthened import lengthened_limits
from generator.check.libraries import idle_settings, overlays_over_nothing, unused_values, without_misplaced
from generator.check.links import (
    misspelt_related,
    repeated_entries,
    unknown_everywhere,
    unknown_requirements,
    unknown_rows,
)
from generator.check.markup import foreign_markup
from generator.check.moved import moved_places
from generator.check.notices import disagreeing_notices
from generator.check.one_value import gravest
from generator.check.other_actors import other_actors
from generator.check.own_lines import own_lines
from generator.check.particulars import (
    attachments_at_hand,
    broken_chains,
    precedence_subjects,
    unknown_entities,
    unknown_imports,
)
from generator.check.parties import unknown_people, unknown_places
from generator.check.people import (
    contacts_at_hand,
    deputies_below,
    missing_signatories,
    national_numbers,
    same_people,
    unsigned_work,
    unstaffed_roles,
    wrong_sides,
)
from generator.check.permissions import unsegregated_duties
from generator.check.places import beyond_scope, homeless_products, homeless_services, idle_sites, timeless_parties
from generator.check.plan import (
    broken_contingency,
    closed_at_night,
    disagreeing_counts,
    disagreeing_intervals,
    platforms_below_the_floor,
    uneven_steps,
)
from generator.check.precedence import contradicting_precedence
from generator.check.reasons import unexplained_overlays
from generator.check.references import broken_references, repeated_tables, unknown_matrices, unknown_topics
from generator.check.responsibility import unaccountable_rows
from generator.check.sides import (
    absent_parties,
    idle_parties,
    party_roles,
    unknown_chapters,
    unnamed_parties,
    untold_parties,
)
from generator.check.suspects import suspect_links
from generator.check.tables import (
    classes_without_route,
    half_thresholds,
    scorecard_lists,
    scorecard_sum,
    weak_classes,
)
from generator.check.terms import circular_definitions, literal_terms, undefined_terms, unused_terms
from generator.check.tiers import low_tiers
from generator.check.values import half_blanks, open_points, unfilled_blanks
from generator.check.versions import unknown_after
from generator.check.wording import loose_words, placeholder_words, typed_limits
from generator.diagnostic import Diagnostic
from generator.document.blocks import Document
from generator.model.choices import PartyRole
from generator.model.draft import Draft
from generator.model.library import Workspace

__all__ = ["CHECKS", "Check", "accept", "check", "check_libraries", "gravest", "without_misplaced"]

Check = Callable[[Draft, Mapping[str, Document]], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    undefined_terms,
    unused_terms,
    literal_terms,
    circular_definitions,
    broken_references,
    absent_documents,
    unknown_matrices,
    repeated_tables,
    unknown_topics,
    unfilled_blanks,
    half_blanks,
    idle_settings,
    open_points,
    unaccountable_rows,
    party_roles,
    absent_parties,
    unnamed_parties,
    idle_parties,
    untold_parties,
    unknown_chapters,
    unknown_imports,
    broken_chains,
    precedence_subjects,
    unknown_entities,
    attachments_at_hand,
    unknown_people,
    unknown_places,
    homeless_products,
    homeless_services,
    idle_sites,
    timeless_parties,
    beyond_scope,
    unknown_rows,
    misspelt_related,
    unknown_requirements,
    repeated_entries,
    suspect_links,
    unexplained_overlays,
    placeholder_words,
    typed_limits,
    loose_words,
    foreign_markup,
    loose_capitals,
    loose_names,
    definitions_with_duties,
    unstaffed_roles,
    contacts_at_hand,
    national_numbers,
    deputies_below,
    same_people,
    wrong_sides,
    missing_signatories,
    unsigned_work,
    contradicting_dates,
    earlier_approvals,
    contradicting_versions,
    ladders_out_of_order,
    roles_on_wrong_levels,
    wrong_clocks,
    low_tiers,
    scorecard_sum,
    scorecard_lists,
    half_thresholds,
    weak_classes,
    classes_without_route,
    disagreeing_notices,
    disagreeing_deadlines,
    borrowed_values,
    disagreeing_classes,
    limits_without_time_to_report,
    slow_ladders,
    other_ladders,
    past_the_quality_unit,
    indicators_without_consequence,
    idle_triggers,
    other_indicators,
    disagreeing_thresholds,
    rare_meetings,
    unsegregated_duties,
    disagreeing_intervals,
    platforms_below_the_floor,
    broken_contingency,
    closed_at_night,
    disagreeing_counts,
    uneven_steps,
    mixed_days,
    contradicting_precedence,
    lengthened_limits,
    given_away,
    misplaced_duties,
    limits_without_duty,
    limits_without_event,
    other_clocks,
    other_actors,
    same_duties,
    second_limits,
    unknown_after,
    own_lines,
)


BY_PARTY: tuple[Check, ...] = (
    absent_parties,
    unnamed_parties,
    idle_parties,
    untold_parties,
    timeless_parties,
    homeless_services,
    unaccountable_rows,
    unstaffed_roles,
    wrong_sides,
    missing_signatories,
    unsigned_work,
    other_actors,
)
"""Checks that tell one party from another by its role."""


def check(draft: Draft, documents: Mapping[str, Document]) -> list[Diagnostic]:
    """Return everything that the checks find in an agreement and its documents; while two parties have one role, or the
    giver or the acceptor is missing, nothing that counts on who is who.
    """
    roles = [party.role for party in draft.agreement.parties]
    known = len(set(roles)) == len(roles) and {PartyRole.GIVER, PartyRole.ACCEPTOR} <= set(roles)
    checks = [one for one in CHECKS if one not in BY_PARTY or known]
    return told_once([found for one in checks for found in one(draft, documents)])


def check_libraries(workspace: Workspace) -> list[Diagnostic]:
    """Return what is found in all layers together, whichever agreements use them."""
    return [
        *unused_values(workspace),
        *overlays_over_nothing(workspace),
        *moved_places(workspace),
        *unknown_everywhere(workspace),
    ]
