"""The outline of a PDF: headings and their pages, or nothing."""

from __future__ import annotations

from generator.read.pdf import outline, pages_of


def pdf(*headings: tuple[str, int], pages: int = 9) -> bytes:
    """Return what matters of a PDF file as LibreOffice writes it."""
    kids = " ".join(f"{10 * page} 0 R" for page in range(1, pages + 1))
    entries = "".join(
        f"<</Count 0/Title<FEFF{title.encode('utf-16-be').hex().upper()}>\n/Dest[{10 * page} 0 R/XYZ 1 2 0]>>\n"
        for title, page in headings
    )
    return f"%PDF-1.6\n<</Type/Pages /Kids[ {kids} ]>>\n{entries}".encode()


def test_each_heading_has_its_page() -> None:
    data = pdf(("1. Purpose", 3), ("1.1 Scope", 3), ("2. Überblick", 5))
    assert [*outline(data)] == [("1. Purpose", 3), ("1.1 Scope", 3), ("2. Überblick", 5)]
    assert pages_of([("a", "Purpose"), ("b", "ÜBERBLICK")], data) == {"a": 3, "b": 5}


def test_a_heading_that_is_missing_leaves_all_without_pages() -> None:
    assert pages_of([("a", "Purpose"), ("b", "Audits")], pdf(("1. Purpose", 3))) == {}
    assert pages_of([("a", "Purpose")], b"no PDF") == {}


def test_a_heading_that_leads_to_no_page_is_left_out() -> None:
    assert [*outline(pdf(("1. Purpose", 3), ("2. Audits", 12)))] == [("1. Purpose", 3)]
