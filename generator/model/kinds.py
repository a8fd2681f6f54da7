"""Which record stands in which file; the one list that loader, schemas and reference pages share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.model.agreement import Agreement
from generator.model.authored import Authored
from generator.model.clause import Clause
from generator.model.governance import (
    Analytics,
    AuditEvent,
    DataClass,
    IntegrityControl,
    Interface,
    MasterData,
    Permission,
    QualityRule,
)
from generator.model.library import LibraryCard
from generator.model.matrices import (
    ChangeGroup,
    ChangeType,
    Escalation,
    Fallback,
    Form,
    Grade,
    Indicator,
    Layer,
    Meeting,
    MonitoringLevel,
    OwnTable,
    Platform,
    Responsibility,
    ScorecardGroup,
    Stakeholder,
    Tier,
    Trigger,
    Urgent,
)
from generator.model.party import Contact
from generator.model.regulation import Calendar, Regulation, Requirement
from generator.model.rows import (
    Capital,
    Chapter,
    Country,
    DocumentRow,
    Event,
    Matrix,
    Phrase,
    Role,
    Row,
    ScopeWord,
    Term,
    ValueRow,
)

ROWS: Mapping[str, type[Row]] = MappingProxyType(
    {
        "documents": DocumentRow,
        "phrases": Phrase,
        "countries": Country,
        "scopes": ScopeWord,
        "capitals": Capital,
        "chapters": Chapter,
        "roles": Role,
        "events": Event,
        "terms": Term,
        "values": ValueRow,
        "matrices": Matrix,
        "responsibilities": Responsibility,
        "change-groups": ChangeGroup,
        "changes": ChangeType,
        "layers": Layer,
        "stakeholders": Stakeholder,
        "escalations": Escalation,
        "urgent": Urgent,
        "meetings": Meeting,
        "platforms": Platform,
        "contingency": Fallback,
        "indicators": Indicator,
        "scorecard": ScorecardGroup,
        "grades": Grade,
        "tiers": Tier,
        "monitoring-levels": MonitoringLevel,
        "triggers": Trigger,
        "forms": Form,
        "tables": OwnTable,
        "data-governance/master-data": MasterData,
        "data-governance/quality-rules": QualityRule,
        "data-governance/classes": DataClass,
        "data-governance/permissions": Permission,
        "data-governance/audit-events": AuditEvent,
        "data-governance/interfaces": Interface,
        "data-governance/analytics": Analytics,
        "data-governance/integrity": IntegrityControl,
    }
)
"""Files of rows in a layer, by path without ``.yaml``."""

CATALOGUE: Mapping[str, type[Authored]] = MappingProxyType(
    {"regulations": Regulation, "requirements": Requirement, "calendars": Calendar}
)
"""Files of rows at the top of ``clauses/``."""

CARDS: Mapping[str, type[Authored]] = MappingProxyType({"library": LibraryCard, "agreement": Agreement})
"""Files that hold one record."""

FILES: Mapping[str, type[Authored]] = MappingProxyType(
    {**CARDS, "contacts": Contact, **ROWS, **CATALOGUE, "clause": Clause}
)
"""Every kind of file; ``clause`` is the front of a clause file."""


def kind_of(name: str) -> str:
    """Return the kind of the rows in a file: its name without the folder that groups it."""
    return name.rpartition("/")[2]


MODELS: Mapping[str, type[Row]] = MappingProxyType({kind_of(name): model for name, model in ROWS.items()})
"""Rows by the name of their kind."""
