"""Draft to documents: what stands in each, in which order, under which number."""

from generator.compose.amendment import amendments
from generator.compose.coverage import coverage
from generator.compose.coverage_annex import coverage_annex
from generator.compose.departures import departures, wordings
from generator.compose.departures_report import departures_report
from generator.compose.documents import compose
from generator.compose.form_documents import form_documents
from generator.compose.link import printed_values
from generator.compose.obligation_register import obligation_register
from generator.compose.open_points import open_points, settled_at
from generator.compose.traceability import obligations
from generator.compose.urgent_page import urgent_page

__all__ = [
    "amendments",
    "compose",
    "coverage",
    "coverage_annex",
    "departures",
    "departures_report",
    "form_documents",
    "obligation_register",
    "obligations",
    "open_points",
    "printed_values",
    "settled_at",
    "urgent_page",
    "wordings",
]
