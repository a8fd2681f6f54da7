"""Draft to documents: what stands in each, in which order, under which number."""

from generator.compose.documents import compose
from generator.compose.traceability import coverage, obligations

__all__ = ["compose", "coverage", "obligations"]
