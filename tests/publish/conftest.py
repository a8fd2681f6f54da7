"""What holds for every test of publishing: the disk is not waited for."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _the_disk_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk proves nothing here; that and in which order it is asked, is counted."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
