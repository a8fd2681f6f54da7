"""Bytes to model: every file of a workspace, all faults at once."""

from generator.load.records import load

__all__ = ["load"]
