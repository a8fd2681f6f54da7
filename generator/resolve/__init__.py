"""Model to draft: which clause, row, value and term an agreement has, and who said so."""

from generator.resolve.draft import resolve
from generator.resolve.echoes import missing_files, without_echoes
from generator.resolve.standing import standing_faults

__all__ = ["missing_files", "resolve", "standing_faults", "without_echoes"]
