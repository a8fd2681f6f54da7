"""Each standard form is a document that can be filled in: parties, people and limits stand on it, entries are clear."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.compose import compose, form_documents, obligations
from generator.compose.form_documents import CLEAR_ROWS
from generator.document.blocks import Document
from generator.document.printed import printed_texts
from generator.document.walk import plain, row_words, tables
from generator.render.word import render_word
from tests.compose.small import Texts, clause, draft_of, rows

ROOT = Path(__file__).resolve().parents[2]
FORM = rows(
    "forms",
    """
- id: form-notice
  title: Deviation notice
  use: First notice of a [Deviation].
  duties: [tell, not-printed]
  fields:
    - {id: agreement-number, label: Number of the agreement}
    - {id: batches, label: Batches, hint: Each batch number}
    - {id: cause, label: Cause, hint: As it stands, required: false}
""",
)
ROLES = rows(
    "roles",
    "- {id: emergency, title: Night number, side: each, first-call: true}\n"
    "- {id: manager, title: Manager, side: each, level: 1}\n- {id: legal, title: Counsel, side: each}".replace(
        "\\\n", "\n"
    ),
)
PEOPLE = {
    "agreements/sample/contacts.yaml": (
        "- {id: a-manager, role: manager, party: acceptor, name: '? to be named', phone: '+49 1', hours: office}\n"
        "- {id: g-night, role: emergency, party: giver, name: Duty, phone: '+353 1', email: d@a.example}\n"
        "- {id: g-legal, role: legal, party: giver, name: Nobody}\n"
    )
}
DUTY = clause(
    "tell-all",
    "The [Contract Acceptor] shall tell the [Contract Giver] within {{ notice }} after discovery.",
    duties="[{id: tell, sentence: 1, does: notify}]",
)


def made(*more: Texts) -> Document:
    """Return the one form of the small workspace."""
    draft = draft_of(FORM, ROLES, PEOPLE, DUTY, *more)
    documents = compose(draft)
    (form,) = form_documents(draft, documents, obligations(draft, documents))
    return form


def lines(document: Document) -> list[list[str]]:
    return [[" | ".join(row_words(row)) for row in table.rows] for table in tables(document)]


def test_a_form_knows_whom_it_reaches_and_by_when_and_leaves_its_entries_clear() -> None:
    form = made()
    people, clocks, fields = lines(form)
    assert people == [
        "Contract Giver, Night number | Duty | +353 1 | d@a.example | ",
        "Contract Acceptor, Manager |  | +49 1 |  | office",
    ]
    limit = "1\u00a0Business\u00a0Day"
    told = f"The Contract Acceptor shall tell the Contract Giver within {limit} after discovery."
    assert clocks == [f"{limit} | from discovery | {told} (Quality Agreement 1.1)"]
    assert fields == [
        "Number of the agreement |  | QA-1",
        "Batches | Each batch number | ",
        "Cause | As it stands; if known | ",
    ]
    assert [plain(block.inlines) for block in form.opening if hasattr(block, "inlines")] == [
        "Under QA-1, Filling: Aurelia Example Ltd (Contract Giver); Northbay Example GmbH (Contract Acceptor).",
        "First notice of a Deviation.",
    ]


def test_a_form_that_one_of_two_parties_sends_reaches_the_roles_of_the_other_that_it_names() -> None:
    text = FORM["clauses/core/forms.yaml"]
    (to_manager, *_) = lines(made({"clauses/core/forms.yaml": f"{text}  reaches: [manager, legal]\n"}))
    assert [row.partition(" |")[0] for row in to_manager] == ["Contract Acceptor, Manager", "Contract Giver, Counsel"]
    (sent, *_) = lines(made({"clauses/core/forms.yaml": f"{text}  sender: acceptor\n"}))
    assert [row.partition(" |")[0] for row in sent] == ["Contract Giver, Night number"]


def test_a_long_address_breaks_before_its_sign_and_a_short_one_nowhere() -> None:
    long = PEOPLE["agreements/sample/contacts.yaml"].replace(
        "d@a.example", "deputy.returns.duty.officer@returns.example"
    )
    (people, *_) = tables(made({"agreements/sample/contacts.yaml": long}))
    emails = [[plain(words) for words in row.cells[3].paragraphs] for row in people.rows]
    assert emails == [["deputy.returns.duty.officer", "@returns.example"], [""]]


def test_items_have_a_table_with_what_to_enter_and_a_clear_row_for_each() -> None:
    each = "  items:\n    - {id: item, label: Number, hint: Of the record}\n    - {id: owner, label: Owner}\n"
    (form,) = (made({path: f"{text}{each}" for path, text in FORM.items()}),)
    items = list(tables(form))[-1]
    assert [column.title for column in items.columns] == ["Number", "Owner"]
    assert [" | ".join(row_words(row)) for row in items.rows] == ["Of the record | ", *[" | "] * CLEAR_ROWS]


def test_the_status_report_has_a_row_for_each_open_item() -> None:
    forms = yaml.safe_load((ROOT / "clauses/core/forms.yaml").read_text(encoding="utf-8"))
    (status,) = (form for form in forms if form["id"] == "form-status-report")
    assert [one["id"] for one in status["items"]] == ["item", "title", "age", "change", "forecast", "risk"]


def test_a_form_begins_with_its_title_and_has_no_cover() -> None:
    form = made()
    assert form.facts.brief
    assert not form.facts.internal
    assert "Made between" not in " ".join(printed_texts(form))
    word = render_word(form, (ROOT / "clauses/templates/counsel.docx").read_bytes())
    assert word == render_word(form, (ROOT / "clauses/templates/counsel.docx").read_bytes())


def test_every_duty_that_a_form_of_the_library_names_stands_in_a_clause() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "clauses").rglob("*.md")]
    forms = yaml.safe_load((ROOT / "clauses/core/forms.yaml").read_text(encoding="utf-8"))
    named = {duty for form in forms for duty in form["duties"]}
    assert {form["id"] for form in forms} >= {
        *("form-deviation-notice", "form-investigation-report", "form-change-notice"),
        *("form-status-report", "form-quality-defect"),
    }
    assert [duty for duty in sorted(named) if not any(f"id: {duty}," in text for text in texts)] == []
