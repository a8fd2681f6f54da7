"""Rows of the data-governance annex."""

from __future__ import annotations

from pydantic import Field

from generator.model.matrices import SideOf
from generator.model.rows import Classified
from generator.model.values import Id, Line, Plain


class MasterData(Classified):
    """A master-data entity: who owns the code and which rule it follows."""

    entity: Line = Field(title="Entity", description="what is coded")
    owner: Plain = Field(title="Code given by", description="who gives the code")
    rule: Line = Field(title="Rule", description="syntax, mapping, uniqueness")


class QualityRule(Classified):
    """A dimension of data quality with its thresholds."""

    dimension: Plain = Field(title="Dimension", description="completeness, accuracy, ...")
    measure: Line = Field(title="Measure", description="how it is measured")
    green: Line = Field(title="Green", description="when it is green")
    red: Line = Field(title="Red", description="when it is red")


class DataClass(Classified):
    """A level of confidentiality and how data of it are handled."""

    level: Plain = Field(title="Level", description="public, internal, confidential, restricted")
    examples: Line = Field(title="Examples", description="what belongs to it")
    handling: Line = Field(title="Handling", description="how it is handled")


class Permission(Classified):
    """What a role may do with each kind of object: C create, R read, U update, A approve, S share; none prints a
    dash.
    """

    role: Plain = Field(title="Role", description="the role")
    side: SideOf = Field(title="Side", description="giver, acceptor, each or none")
    master_data: Plain = Field(title="Master data", description="letters, or none")
    batch_record: Plain = Field(title="Batch record", description="letters, or none")
    results: Plain = Field(title="Results", description="letters, or none")
    quality_events: Plain = Field(title="Quality events", description="letters, or none")
    changes: Plain = Field(title="Changes", description="letters, or none")
    stability: Plain = Field(title="Stability", description="letters, or none")
    indicators: Plain = Field(title="Indicators", description="letters, or none")
    audit_log: Plain = Field(title="Audit log", description="letters, or none")
    integration: Plain = Field(title="Integration", description="letters, or none")


class AuditEvent(Classified):
    """An event that the audit log records."""

    event: Line = Field(title="Event", description="what is logged")


class Interface(Classified):
    """An interface between systems of the parties."""

    name: Plain = Field(title="Interface", description="from where to where")
    content: Line = Field(title="Content", description="what it carries")
    format: Plain = Field(title="Style and format", description="protocol and format")
    frequency: Plain = Field(title="Frequency", description="how often")
    owner: Plain = Field(default="", title="Operated by", description="who runs it")


class Analytics(Classified):
    """An analytical use of shared data."""

    use: Line = Field(title="Use", description="what it finds")
    inputs: Line = Field(title="Inputs", description="which data it reads")
    trigger: Line = Field(title="Trigger", description="when it speaks")
    reaction_owner: Id = Field(title="Reaction owner", description="role that acts, an id of roles.yaml")


class IntegrityControl(Classified):
    """A principle of data integrity and the control that carries it."""

    principle: Plain = Field(title="Principle", description="attributable, legible, ...")
    control: Line = Field(title="Control and evidence", description="what is done and what shows it")
