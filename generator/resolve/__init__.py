"""Model to draft: which clause, row, value and term an agreement has, and who said so."""

from generator.resolve.draft import resolve
from generator.resolve.echoes import missing_files, without_echoes
from generator.resolve.scopes import unknown_conditions

__all__ = ["missing_files", "resolve", "unknown_conditions", "without_echoes"]
