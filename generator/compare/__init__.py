"""Two documents in, one document with insertions and deletions out: a redline is a document."""

from generator.compare.blocks import compare
from generator.compare.reasons import first_change, reason_comments, reasons_of
from generator.compare.story import Trade, story
from generator.compare.summary import summary

__all__ = ["Trade", "compare", "first_change", "reason_comments", "reasons_of", "story", "summary"]
