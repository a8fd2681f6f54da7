"""Model to draft: which clause, row, value and term an agreement has, and who said so."""

from generator.resolve.draft import resolve

__all__ = ["resolve"]
