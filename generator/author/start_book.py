"""A workbook that starts an agreement: the questions with room for answers, sheets for sites, products and contacts."""

from __future__ import annotations
