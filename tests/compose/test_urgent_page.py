"""The urgent page says what to do by when, whom to call and who decides, in the words of the agreement."""

from __future__ import annotations

from generator.compose import compose, obligations, urgent_page
from generator.document.blocks import Document, Paragraph
from generator.document.walk import plain, row_words, tables
from tests.compose.small import AGREEMENT, Texts, agreement, clause, draft_of, rows, shown

ROLES = """
- {id: duty-officer, title: Duty Officer, side: each, first-call: true}
- {id: safety, title: Safety Desk, side: giver}
"""
CONTACTS = {
    "agreements/sample/contacts.yaml": """
- {id: g-night, role: duty-officer, party: giver, name: Ann, phone: "+1 5550101", hours: at all hours, deputy: g-head}
- {id: a-night, role: duty-officer, party: acceptor, name: Bo, phone: "+1 5550102", hours: at all hours}
- {id: g-head, role: head-of-quality, party: giver, name: Cy, phone: "+1 5550103"}
- {id: g-safety, role: safety, party: giver, name: Di, phone: "? to be named"}
"""
}
LADDER = """
- id: ES-1
  title: Fire
  trigger: discovery
  starts-at: "2"
  also: [safety]
  levels:
    - {level: "1", roles: [safety], in-parallel: true}
    - {level: "2", roles: [head-of-quality], by: 24 hours}
    - {level: "3", roles: [safety], by: 3 business days}
"""
TELL = "The [Contract Acceptor] shall tell the [Contract Giver] within {{ notice }}."
DUTY = "[{id: tell, sentence: 1, does: notify}]"


def page(*more: Texts) -> Document:
    base = (CONTACTS, rows("roles", ROLES), rows("escalations", LADDER), clause("notice", TELL, duties=DUTY))
    draft = draft_of(*base, *more)
    documents = compose(draft)
    return urgent_page(draft, documents, obligations(draft, documents))


def events(*more: Texts) -> list[str]:
    tables_ = [table for table in tables(page(*more)) if table.matrix == "urgent-events"]
    return [shown(" | ".join(row_words(row))) for table in tables_ for row in table.rows]


def test_an_event_says_what_to_do_whom_to_call_and_who_agrees_a_plan() -> None:
    fire = rows("urgent", "- {id: fire, title: Fire, signs: Smoke, duties: [tell], ladder: ES-1}")
    assert events(fire) == [
        (
            "Fire | Smoke | 1_Business_Day from discovery: The Contract Acceptor shall tell the Contract Giver within "
            "1_Business_Day. (clause_1.1) | +1_5550101 Aurelia Example Ltd, at all hours | then no_number_yet "
            "Aurelia Example Ltd, Safety Desk | "
            "Head of Quality within 24_hours; then Safety Desk within 3_Business_Days"
        )
    ]


def test_at_a_glance_stands_the_first_call_each_limit_with_its_clauses_and_who_decides_first() -> None:
    twice = "The [Contract Acceptor] shall tell the [Contract Giver] within {{ notice }}."
    more = clause("again", twice, duties="[{id: again, sentence: 1, does: notify}]")
    document = page(more, rows("urgent", "- {id: fire, title: Fire, duties: [tell, again], ladder: ES-1}"))
    assert document.chapters[0].title == "At a glance"
    (table,) = [table for table in tables(document) if table.matrix == "urgent-glance"]
    assert [shown(" | ".join(row_words(row))) for row in table.rows] == [
        (
            "Fire | +1_5550101 Aurelia Example Ltd, at all hours | "
            "1_Business_Day from discovery (clause_1.2, clause_1.1) | "
            "Head of Quality within 24_hours"
        )
    ]


def test_where_each_party_tells_the_other_both_numbers_stand() -> None:
    each = clause("each", "Each [Party] shall tell the other.", duties="[{id: each, sentence: 1, does: tell}]")
    (line,) = events(each, rows("urgent", "- {id: fire, title: Fire, duties: [each]}"))
    assert "+1_5550101 Aurelia" in line
    assert "+1_5550102 Northbay" in line
    assert line.endswith("| –")


def test_an_event_without_a_duty_in_this_agreement_does_not_print() -> None:
    assert events(rows("urgent", "- {id: flood, title: Flood, duties: [swim]}")) == []


def test_people_stand_level_by_level_with_the_number_of_the_deputy() -> None:
    levels = ROLES.replace("side: giver}", "side: giver, level: 1}")
    (people,) = [table for table in tables(page(rows("roles", levels))) if table.matrix == "urgent-people"]
    assert [shown(" | ".join(row_words(row))) for row in people.rows] == [
        "First | Aurelia Example Ltd, Duty Officer | Ann | +1 5550101 | at all hours | Cy, +1_5550103",
        "First | Northbay Example GmbH, Duty Officer | Bo | +1 5550102 | at all hours | –",
        "Level_1 | Aurelia Example Ltd, Safety Desk | Di | [● to be named] | – | –",
    ]


def test_who_stands_in_for_the_number_to_call_first_is_named_there_and_is_no_second_number() -> None:
    path = "agreements/sample/contacts.yaml"
    second = '- {id: g-second, role: duty-officer, party: giver, name: Eve, phone: "+1 5550104", deputy: g-night}\n'
    both = {path: CONTACTS[path].replace("deputy: g-head", "deputy: g-second") + second}
    lines = [" | ".join(row_words(row)) for table in tables(page(both)) for row in table.rows]
    shown_ = [shown(line) for line in lines if "+1" in line and line.startswith("First")]
    assert ["Ann" in shown_[0], "Eve, +1" in shown_[0].replace("_", " "), len(shown_)] == [True, True, 2]


def test_a_body_of_both_sides_stands_at_its_level_with_those_who_are_called_for_it() -> None:
    body = "- {id: board, title: Board, side: joint, level: 2, through: [head-of-quality, safety]}\n"
    (people,) = [table for table in tables(page(rows("roles", ROLES + body))) if table.matrix == "urgent-people"]
    assert shown(" | ".join(row_words(people.rows[-1]))) == (
        "Level_2 | Board | through Head of Quality and Safety Desk on each side | – | – | –"
    )


def test_whoever_the_duty_is_owed_to_is_called_before_the_emergency_contact() -> None:
    harm = rows("urgent", "- {id: harm, title: Harm, duties: [tell], first: [head-of-quality], also: [safety]}")
    (line,) = events(harm)
    assert (
        "| +1_5550103 Aurelia Example Ltd, Head of Quality | then +1_5550101 Aurelia Example Ltd, at all hours | "
        "then no_number_yet Aurelia Example Ltd, Safety Desk |"
    ) in line


def test_a_number_of_the_night_that_an_event_calls_first_stands_there_once() -> None:
    harm = rows("urgent", "- {id: harm, title: Harm, duties: [tell], first: [duty-officer]}")
    (line,) = events(harm)
    assert line.count("+1_5550101") == 1


def test_the_number_after_the_first_is_of_who_stands_in_for_it_at_all_hours() -> None:
    path = "agreements/sample/contacts.yaml"
    second = '- {id: g-second, role: safety, party: giver, name: Eve, phone: "+1 5550104", HOURS, deputy: g-safety}\n'
    desk = CONTACTS[path].replace('"? to be named"', '"+1 5550105", hours: at all hours, deputy: g-second')
    harm = rows("urgent", "- {id: harm, title: Harm, duties: [tell], first: [safety]}")
    alike, shorter = (
        events({path: desk + second.replace("HOURS", hours)}, harm)[0]
        for hours in ("hours: at all hours", "hours: working hours")
    )
    assert "+1_5550105 Aurelia Example Ltd, Safety Desk, at all hours | then +1_5550104 " in alike
    assert "+1_5550101" not in alike
    assert "+1_5550105 Aurelia Example Ltd, Safety Desk, at all hours | then +1_5550101 " in shorter
    assert "+1_5550104" not in shorter


def test_two_who_answer_in_working_hours_do_not_take_the_place_of_the_number_for_the_night() -> None:
    path = "agreements/sample/contacts.yaml"
    second = '- {id: g-second, role: safety, party: giver, name: Eve, phone: "+1 5550104", hours: working hours}\n'
    desk = CONTACTS[path].replace('"? to be named"', '"+1 5550105", hours: working hours, deputy: g-second')
    harm = rows("urgent", "- {id: harm, title: Harm, duties: [tell], first: [safety]}")
    (line,) = events({path: desk + second}, harm)
    assert "Safety Desk, working hours | then +1_5550101 " in line


def test_who_stands_in_on_a_level_is_named_beside_the_person_and_has_no_row() -> None:
    path = "agreements/sample/contacts.yaml"
    second = '- {id: g-second, role: safety, party: giver, name: Eve, phone: "+1 5550104", deputy: g-safety}\n'
    both = {path: CONTACTS[path].replace('"? to be named"', '"+1 5550105", deputy: g-second') + second}
    levels = rows("roles", ROLES.replace("side: giver}", "side: giver, level: 1}"))
    (people,) = [table for table in tables(page(both, levels)) if table.matrix == "urgent-people"]
    assert [shown(" | ".join(row_words(row))) for row in people.rows[2:]] == [
        "Level_1 | Aurelia Example Ltd, Safety Desk | Di | +1 5550105 | – | Eve, +1_5550104"
    ]


def test_what_to_do_when_nobody_answers_comes_from_the_fallback_order() -> None:
    fire = rows("urgent", "- {id: fire, title: Fire, duties: [tell]}")
    steps = '{id: deputies, order: "1", title: Deputy, when: Nobody answers, action: Call the deputy., urgent: true}'
    document = page(fire, rows("contingency", f"- {steps}"))
    (chapter,) = [one for one in document.chapters if one.path == "urgent/glance"]
    notes = [plain(block.inlines) for block in chapter.blocks if isinstance(block, Paragraph)]
    assert notes == ["Nobody answers: Call the deputy."]


FURTHER = """  - {role: third, entities: [{name: Westlab Example AS, registration: "3", address: 3 Gate, country: IE}]}
"""
THIRD = {
    **agreement(parties=AGREEMENT["parties"] + FURTHER),
    **rows("terms", "- {id: laboratory, term: Laboratory, role: third, definition: the party that tests.}"),
    "agreements/sample/contacts.yaml": CONTACTS["agreements/sample/contacts.yaml"]
    + '- {id: t-night, role: duty-officer, party: third, name: Eve, phone: "+1 5550109"}\n',
}


def test_a_third_party_is_called_where_a_duty_names_it_or_binds_each() -> None:
    fire = rows("urgent", "- {id: fire, title: Fire, signs: Smoke, duties: [tell]}")
    assert "5550109" not in events(THIRD, fire)[0]
    for told in ("[Contract Acceptor] shall tell the [Laboratory]", "[Parties] shall tell the other [Party]"):
        text = f"The {told} within {{{{ notice }}}}."
        assert "5550109" in events(THIRD, fire, clause("notice", text, duties=DUTY))[0]


def test_a_duty_that_a_further_party_has_for_its_own_work_says_so() -> None:
    fire = rows("urgent", "- {id: fire, title: Fire, signs: Smoke, duties: [tell]}")
    further = FURTHER.replace("role: third,", "role: third, bound-by: [DEV],")
    bound = {**THIRD, **agreement(parties=AGREEMENT["parties"] + further)}
    assert "(clause_1.1; also Laboratory)" in events(bound, fire)[0]
    assert "also Laboratory" not in events(THIRD, fire)[0]


def test_the_number_of_a_clause_stands_behind_the_word_of_the_agreement_for_it() -> None:
    fire = rows("urgent", "- {id: fire, title: Fire, signs: Smoke, duties: [tell]}")
    section = rows("phrases", "- {id: reference-clause, text: Section, reason: Ours}", layer="agreements/sample")
    assert "(Section_1.1)" in events(section, fire)[0]
