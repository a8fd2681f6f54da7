"""How a time limit is counted: from an event, or back from it."""

from __future__ import annotations


def counted(event: str, *, ahead: bool) -> str:
    """Return how a limit is counted from the *event* with this title; empty without one.

    Args:
        event: Its title: "Discovery". A defined term of several words keeps its capitals.
        ahead: Whether the limit ends at the event.
    """
    words = event if event[1:] != event[1:].lower() else event.lower()
    return f"{'before' if ahead else 'from'} {words}" if event else ""
