"""Two documents in, one document with insertions and deletions out: a redline is a document."""

from generator.compare.blocks import compare
from generator.compare.reasons import first_change, reason_comments, reasons_of
from generator.compare.summary import Entry, summary

__all__ = ["Entry", "compare", "first_change", "reason_comments", "reasons_of", "summary"]
