"""Dates: reviews and what takes effect, agreement by agreement, as a page and as calendar files; and what recurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.files import Files, short_digest
from generator.model.values import print_date
from generator.render.site.document import home_path
from generator.render.site.html import NOTHING, Html, joined, link, some, tag
from generator.render.site.model import AgreementPage, Dated, SiteModel
from generator.render.site.page import Entry, Page, head, record, relative

PATH = "calendar/index.html"
ALL = "calendar/all.ics"


def calendar_page(site: SiteModel) -> Page:
    """Return all dates, the earliest first, and below them what recurs."""
    dated = sorted(
        ((day, agreement) for agreement in site.agreements for day in agreement.dates),
        key=lambda pair: (pair[0].on, pair[1].number, pair[0].title),
    )
    names = ("Date", "What", "Agreement")
    rows = [row(names, (print_date(day.on), day.title, agreement_link(one))) for day, one in dated]
    recurring = [(words, every, one) for one in site.agreements for words, every in one.recurring]
    again = ("What", "How often", "Agreement")
    several = [row(again, (words, every, agreement_link(one))) for words, every, one in recurring]
    files = tag("p", link(relative(PATH, ALL), "All dates as a calendar file (.ics)")) if dated else NOTHING
    parts = [
        head("Calendar", "Reviews, effective dates and what the agreements ask for again and again."),
        files,
        some("section", *([tag("h2", "Dates"), table("dates", "date", names, rows)] if rows else [])),
        some(
            "section", *([tag("h2", "Again and again"), table("recurring", "entry", again, several)] if several else [])
        ),
        record((), of="".join(f"{day.on}{one.number}" for day, one in dated)),
    ]
    entry = Entry(
        PATH, "Calendar of reviews, meetings and dates", "Calendar", "", "next review meeting audit expiry date"
    )
    return Page(PATH, "Calendar", "agreements", joined(parts), (entry,))


def agreement_link(one: AgreementPage) -> Html:
    """Return number and title of an agreement, with its calendar file."""
    name = joined([link(relative(PATH, home_path(one.id)), one.number), " ", one.title])
    return joined([name, " ", link(relative(PATH, ics_path(one.id)), ".ics")]) if one.dates else name


def row(names: Iterable[str], words: Iterable[str]) -> Html:
    """Return one row."""
    return tag("tr", *(tag("td", text, data_label=name) for name, text in zip(names, words, strict=True)))


def table(name: str, noun: str, heads: tuple[str, ...], rows: list[Html]) -> Html:
    """Return a table that can be filtered by agreement."""
    columns = [
        tag("th", one, scope="col", data_choose="" if one in ("Agreement", "How often") else None) for one in heads
    ]
    return tag(
        "table", tag("thead", tag("tr", *columns)), tag("tbody", *rows), class_="grid", data_filter=name, data_noun=noun
    )


def ics_path(agreement: str) -> str:
    """Return where the calendar file of an agreement is."""
    return f"agreements/{agreement}/calendar.ics"


def calendars(site: SiteModel) -> Files:
    """Return the calendar files, by path below the site: one an agreement that has dates, and one of all."""
    found = {ics_path(one.id): ics(events(one)) for one in site.agreements if one.dates}
    return {**found, ALL: ics(line for one in site.agreements for line in events(one))} if found else {}


def ics(lines: Iterable[str]) -> bytes:
    """Return a calendar file: lines of at most 75 bytes, as RFC 5545 asks."""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//quality-agreements//EN", *lines, "END:VCALENDAR"]
    return "".join(folded(line) + "\r\n" for line in whole).encode()


def events(agreement: AgreementPage) -> Iterator[str]:
    """Yield the lines of the events of an agreement; the stamp is the day itself, since no output holds today."""
    for day in agreement.dates:
        yield from event(agreement, day)


def event(agreement: AgreementPage, day: Dated) -> Iterator[str]:
    """Yield the lines of one whole day."""
    yield "BEGIN:VEVENT"
    yield f"UID:{short_digest(f'{agreement.id} {day.title} {day.on}')}@quality-agreements"
    yield f"DTSTAMP:{compact(day.on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{compact(day.on)}"
    yield f"DTEND;VALUE=DATE:{compact(day.on + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(f'{agreement.number} {day.title}: {agreement.title}')}"
    yield f"DESCRIPTION:{escaped(agreement.parties)}"
    yield "END:VEVENT"


def compact(day: date) -> str:
    """Return a day as calendar files write it."""
    return f"{day:%Y%m%d}"


def escaped(words: str) -> str:
    """Return words as a text of a calendar file."""
    text = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(text.split())


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, those after the first behind a blank; no sign is cut in two."""
    out, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > 75:
            out, size = f"{out}\r\n ", 1
        out, size = out + sign, size + width
    return out
