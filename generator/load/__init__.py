"""Bytes to model: every file of a workspace, all faults at once."""

from generator.load.records import Homes, load

__all__ = ["Homes", "load"]
