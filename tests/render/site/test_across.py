"""Pages across agreements: values compared, rules with their gaps first, roles, dates as calendar files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from generator.document.blocks import Number, Section, Table
from generator.document.registers import Coverage, Met, Place
from generator.render.site.calendar import calendars, ics
from generator.render.site.compare import compare_pages, parts_told
from generator.render.site.model import AgreementPage, Dated, RolePart, RoleSheet, Rule, SiteModel, ValueSaid
from generator.render.site.page import Page
from generator.render.site.pages import side_files
from generator.render.site.regulation import regulation_pages
from generator.render.site.roles import role_pages
from tests.render.site.sample import agreement, plan, site
from tests.render.word.sample import column, rows

NOTICE = ValueSaid("notice", "Notice", "24 hours", "24 hours", "quality-agreement", "hostile")


def two(**changed: object) -> SiteModel:
    one = agreement(values=(NOTICE,), **changed)
    other = replace(one, id="other", number="QA-2", title="Other", values=(replace(NOTICE, words="12 hours"),))
    return site(one, other, replace(one, id="third", number="QA-3"))


def page(pages: list[Page], path: str) -> str:
    return next(one.html for one in pages if one.path == path)


def test_a_value_is_shown_in_every_agreement_and_what_differs_says_so() -> None:
    made = [*compare_pages(two())]
    html = page(made, "compare/value/notice.html")
    rows = html.split("<tr>")[2:]
    assert len(rows) == 2
    assert "<b>12 hours</b>" in rows[0]
    assert "differs, differs from standard" in rows[0]
    assert 'href="../../agreements/other/quality-agreement.html#hostile"' in rows[0]
    assert "1 otherwise" in page(made, "compare/index.html")


def test_agreements_that_say_the_same_of_a_value_are_named_in_one_row_that_says_it_once() -> None:
    html = page([*compare_pages(two())], "compare/value/notice.html")
    assert "2 of 3 agreements say 24 hours; 1 says otherwise and stands first." in html
    (row,) = [part for part in html.split("<tr>") if "2 agreements say the same" in part]
    assert row.count("24 hours") == 1
    assert [number in row for number in ("QA-09001", "QA-2<", "QA-3")] == [True, False, True]
    assert row.count("#hostile") == 2, "each leads to its own place"


def test_a_value_that_all_agreements_share_says_so() -> None:
    one = agreement(values=(NOTICE,))
    alone = page([*compare_pages(site(one))], "compare/value/notice.html")
    assert "Standard: 24 hours. In 1 agreement." in alone
    both = page([*compare_pages(site(one, replace(one, id="other", number="QA-2")))], "compare/value/notice.html")
    assert "2 agreements, and all say the same." in both


def test_a_matrix_without_a_column_of_activities_says_what_each_party_does() -> None:
    head, id_, giver, acceptor = "responsibilities", column("No.", 1), column("Giver", 2), column("Acceptor", 2)
    columns = tuple(replace(one, id=name) for one, name in ((id_, "id"), (giver, "giver"), (acceptor, "acceptor")))
    table = Table("m", head, "", columns, rows("m", "RM-001¦–¦Notify each Deviation."))
    document = replace(plan(), chapters=(Section("C", Number(1, "1.", "1"), "C", (table,)),))
    html = page([*compare_pages(site(agreement(documents=(document,))))], "compare/activity/1.html")
    assert "<h1>1: Notify each Deviation.</h1>" in html
    assert "Giver: –; Acceptor: Notify each Deviation<" in html


def test_the_pages_of_a_comparison_grow_with_the_agreements_and_not_with_their_square() -> None:
    assert len([*compare_pages(two())]) == len([*compare_pages(site(agreement(values=(NOTICE,))))])


def test_a_matrix_of_sentences_has_the_words_of_a_party_behind_its_name_and_a_colon() -> None:
    assert parts_told({"giver": "C", "acceptor": "R/A"}) == "Giver C, Acceptor R/A"
    assert parts_told({"giver": "Approve the plan.", "acceptor": "–"}) == "Giver: Approve the plan; Acceptor: –"


def test_what_the_script_compares_is_one_file_an_agreement() -> None:
    files = dict(side_files(two()))
    assert sorted(path for path in files if path.endswith(".js")) == [
        f"compare/data/{id_}.js" for id_ in ("beispiel-exemple", "other", "third")
    ]
    id_, record = json.loads(f"[{files['compare/data/other.js'].decode()[11:-3]}]")
    assert (id_, record["values"]) == ("other", [["notice", "Notice", "12 hours"]])
    assert any("alert" in text for _, _, _, text in record["clauses"])


def covered(met: Met, *places: Place) -> tuple[Coverage, ...]:
    return (
        Coverage("R<1>", "requirement", "Tell.", "law", met, places),
        Coverage("R-2", "requirement", "Ask.", "law", met),
    )


def test_a_rule_shows_gaps_first_and_leads_to_the_words_that_answer_it() -> None:
    place = Place("quality-agreement", "hostile", "9.1", "Notice", "Tell all.")
    one = agreement(coverage=(covered(Met.COVERED, place)[0], covered(Met.COVERED)[1]))
    other = replace(one, id="other", number="QA-2", coverage=covered(Met.GAP)[:1])
    model = replace(site(one, other), rules=(Rule("R-2", "Ask.", "law"), Rule("R<1>", "Tell.", "law", "EU")))
    made = [*regulation_pages(model)]
    index = page(made, "regulation/index.html")
    assert index.index("R&lt;1&gt;") < index.index("R-2")
    html = page(made, "regulation/R_1_.html")
    assert html.index("Not covered") < html.index("Covered")
    assert 'href="../agreements/beispiel-exemple/quality-agreement.html#hostile"' in html


def test_agreements_that_answer_a_rule_in_the_same_words_are_named_once_each_with_its_own_places() -> None:
    place = Place("quality-agreement", "dev", "9.1", "Notice", "Tell all.")
    one = agreement(coverage=covered(Met.COVERED, place))
    other = replace(one, id="other", number="QA-2", coverage=covered(Met.COVERED, replace(place, number="8.4")))
    third = replace(one, id="third", number="QA-3", coverage=covered(Met.COVERED, replace(place, words="Tell one.")))
    model = replace(site(one, other, third), rules=(Rule("R<1>", "Tell.", "law"),))
    html = page([*regulation_pages(model)], "regulation/R_1_.html")
    alone, several = html.split("<tr>")[2:]
    assert ">9.1 Notice</a>: Tell one." in alone
    assert "2 agreements say the same" in several
    assert several.count("Tell all.") == 1
    assert ">9.1</a>" in several
    assert 'href="../agreements/other/quality-agreement.html#dev">8.4</a>' in several


def test_agreements_whose_words_only_begin_alike_are_not_said_to_say_the_same() -> None:
    place = Place("quality-agreement", "dev", "9.1", "Notice", "Tell all. " * 30)
    one = agreement(coverage=covered(Met.COVERED, place))
    longer = replace(place, words=place.words + "Tell more.")
    other = replace(one, id="other", number="QA-2", coverage=covered(Met.COVERED, longer))
    model = replace(site(one, other), rules=(Rule("R<1>", "Tell.", "law"),))
    html = page([*regulation_pages(model)], "regulation/R_1_.html")
    assert "2 agreements begin with the same words" in html
    assert "say the same" not in html


def test_a_row_that_answers_a_rule_says_its_id_once_and_where_nothing_is_missing_the_list_says_so() -> None:
    row = Place("quality-agreement", "hostile", "RM-1", "", "RM-1 | Tell all. | R/A")
    one = agreement(coverage=covered(Met.COVERED, row))
    made = [*regulation_pages(replace(site(one), rules=(Rule("R<1>", "Tell.", "law"),)))]
    assert ">RM-1</a>: Tell all. · R/A</p>" in page(made, "regulation/R_1_.html")
    assert "None has a gap." in page(made, "regulation/index.html")


def test_a_role_shows_what_it_owes_and_gets() -> None:
    part = RolePart("Chairs", "Review, every week", "weekly", "quality-agreement", "hostile")
    sheet = RoleSheet("head", "Head", "At Aurelia", ("Ann, +1",), (part,), (replace(part, kind="Is told"),))
    made = [*role_pages(site(agreement(roles=(sheet,))))]
    html = page(made, "agreements/beispiel-exemple/roles.html")
    assert html.index("Owes") < html.index("Chairs") < html.index("Gets") < html.index("Is told")
    assert 'href="../agreements/beispiel-exemple/roles.html#head"' in page(made, "roles/index.html")


def dated(**changed: object) -> AgreementPage:
    return agreement(dates=(Dated(date(2028, 11, 1), "next review"),), **changed)


def test_a_calendar_file_names_the_day_and_the_agreement() -> None:
    files = calendars(site(dated(title="A; B, C")))
    assert sorted(files) == [
        "agreements/beispiel-exemple/calendar.ics",
        "calendar/all.ics",
    ]
    lines = files["calendar/all.ics"].decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20281101" in lines
    assert "SUMMARY:QA-09001 next review: A\\; B\\, C" in lines


def test_long_lines_of_a_calendar_file_are_folded_between_signs() -> None:
    data = ics(["SUMMARY:" + "é" * 100])
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.decode().replace("\r\n ", "").split("\r\n")[3] == "SUMMARY:" + "é" * 100
