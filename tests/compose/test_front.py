"""Cover, control page, parties and signatures say what agreement.yaml says."""

from __future__ import annotations

from dataclasses import replace

from generator.compose import compose
from generator.document.blocks import Document
from generator.document.walk import plain
from tests.compose.small import CORE, agreement, block_lines, clause, documents_of, draft_of, resolved
from tests.compose.test_options import three

PEOPLE = {
    "agreements/sample/contacts.yaml": """
- {id: theirs, role: head-of-quality, party: giver, name: Orla Sample, meaning: Agrees}
- {id: ours, role: head-of-plant, party: acceptor, name: "? to be named", title: Plant Head}
"""
}
SIGNED = {
    "clauses/core/documents.yaml": """
- {id: quality-agreement, title: Quality Agreement, called: this, signing: "Each signs this [Agreement]."}
- {id: communication-plan, title: Plan, suffix: CP, called: that, signing: Sign., signers: [head-of-quality]}
- {id: data-governance-annex, title: Data, suffix: DG, called: data}
""",
    "clauses/core/roles.yaml": CORE["roles"] + "- {id: head-of-plant, title: Head of Plant, side: acceptor}\n",
}


def main(**fields: str) -> Document:
    return documents_of(agreement(**fields))["quality-agreement"]


def control(document: Document) -> list[str]:
    return [line for block in document.control for line in block_lines(block)]


def test_a_review_every_year_is_said_without_the_number_one() -> None:
    document = main(review="{every: 1 year, next: 2028-01-04}")
    assert "Next review | 4_January_2028 (every year)" in control(document)


def test_the_control_page_says_which_agreement_is_replaced() -> None:
    related = "{replaces: {title: Quality Agreement, number: QA-0}, laboratory: {title: Laboratory Agreement}}"
    lines = control(main(related=related))
    assert "Replaces: Quality Agreement | QA-0" in lines
    assert "Laboratory Agreement | –" in lines


def test_the_cover_names_document_number_draft_and_parties() -> None:
    document = main(draft="3", subject="for the filling of Drug")
    facts = document.facts
    assert (facts.title, facts.subject, facts.number) == ("Quality Agreement", "for the filling of Drug", "QA-1")
    assert (facts.status, facts.dated, facts.effective) == (
        "Draft 3, not for signature",
        "Draft 3 of 20\u00a0November\u00a02026",
        "4\u00a0January\u00a02027",
    )
    assert [(one.number, one.names, one.role) for one in document.parties] == [
        ("(1)", ("Aurelia Example Ltd",), "Contract Giver"),
        ("(2)", ("Northbay Example GmbH",), "Contract Acceptor"),
    ]


def test_the_control_page_lists_facts_and_the_revisions_newest_first() -> None:
    revisions = (
        '[{version: "0.1", on: 2026-10-01, by: Quality, what: First},'
        ' {version: "0.2", on: 2026-11-20, by: Legal, what: Second, clauses: "4"}]'
    )
    document = main(revisions=revisions)
    assert control(document) == [
        "Document number | QA-1",
        "Version and status | 1.0, draft 1, not for signature",
        "Effective date | 4_January_2027",
        "Next review | 4_January_2029 (every 2 years)",
        "Contract Giver | Aurelia Example Ltd",
        "Contract Acceptor | Northbay Example GmbH",
        "Supplier risk tier | 1 (Sterile)",
        "Revision history",
        "0.2 | 20_November_2026 | Legal | Second | 4",
        "0.1 | 1_October_2026 | Quality | First | All",
    ]
    assert document.facts.dated == "Draft 1 of 20\u00a0November\u00a02026"


def test_what_is_open_on_the_control_page_stays_an_open_point() -> None:
    lines = control(main(effective='"? after signature"', risk='{tier: "? tier", reason: "? reason"}'))
    assert "Effective date | [● after signature]" in lines
    assert "Supplier risk tier | [● tier] ([● reason])" in lines


def test_reviews_before_signature_stand_on_the_control_page() -> None:
    lines = control(
        main(approvals="[{role: Quality, name: Orla Sample, decision: Agreed, on: 2026-11-20}, {role: Legal}]")
    )
    assert lines[-3:] == [
        "Review and approval before signature",
        "Quality | Orla Sample | Agreed | 20_November_2026",
        "Legal | – | – | –",
    ]


def test_the_opening_introduces_each_party_and_the_background() -> None:
    document = main(recitals='["The [Contract Giver] orders.", "The other makes."]')
    assert [line for block in document.opening for line in block_lines(block)] == [
        "Made between",
        "(1) Aurelia Example Ltd of 1 Example Quay in Ireland, number 1 (the Contract Giver); and",
        "(2) Northbay Example GmbH of 2 Beispielweg in Germany, number 2 (the Contract Acceptor).",
        "Background",
        "(A) The Contract Giver orders.",
        "(B) The other makes.",
        "Agreed terms",
    ]


def test_a_subsidiary_document_opens_with_its_master_and_adds_to_its_number() -> None:
    document = documents_of()["communication-plan"]
    assert [line for block in document.opening for line in block_lines(block)] == [
        "Below Quality Agreement_QA-1 between the Contract Giver and the Contract Acceptor."
    ]
    assert document.facts.file_stem == "QA-1-CP Communication Plan v1.0 draft 1"


def test_subsidiary_documents_are_listed_behind_the_annexes_of_the_agreement() -> None:
    assert main().elsewhere == (("1", "Communication Plan (QA-1-CP)"),)


def test_only_signatories_whose_role_signs_a_document_sign_it() -> None:
    documents = documents_of(SIGNED, PEOPLE, agreement(signatories="[theirs, ours]"))
    pages = {id_: document.signatures for id_, document in documents.items()}
    places = {
        id_: [(one.entity, one.role, one.name, one.title) for one in page.signatures]
        for id_, page in pages.items()
        if page
    }
    orla = ("Aurelia Example Ltd", "Contract Giver", "Orla Sample", "Head of Quality")
    unnamed = ("Northbay Example GmbH", "Contract Acceptor", "", "Plant Head")
    assert places == {"quality-agreement": [orla, unnamed], "communication-plan": [orla]}


def test_the_words_round_the_signatures_name_the_version() -> None:
    page = documents_of(SIGNED, PEOPLE)["quality-agreement"].signatures
    assert page
    assert (plain(page.above), plain(page.below)) == ("Each signs this Agreement.", "Version 1.0 of QA-1.")
    assert page.signatures == ()


def test_a_document_may_have_a_review_of_its_own() -> None:
    own = agreement(review="{every: 2 years, next: 2029-01-04, documents: {communication-plan: 2028-01-04}}")
    documents = documents_of(own)
    assert "Next review | 4_January_2029 (every 2 years)" in control(documents["quality-agreement"])
    assert "Next review | 4_January_2028" in control(documents["communication-plan"])


def test_a_review_of_a_document_that_does_not_exist_is_refused() -> None:
    _, found = resolved(
        agreement(review="{every: 2 years, next: 2029-01-04, documents: {comunication-plan: 2028-01-04}}")
    )
    assert [(one.code, one.hint) for one in found] == [("unknown-id", 'did you mean "communication-plan"?')]


def test_parties_are_parted_by_semicolons_with_and_before_the_last() -> None:
    lines = [line for block in documents_of(three())["quality-agreement"].opening for line in block_lines(block)]
    parties = [line for line in lines if line.startswith("(") and line[1].isdigit()]
    assert [line[-5:] for line in parties] == [parties[0][-5:], "; and", parties[2][-5:]]
    assert parties[0].endswith(";")
    assert parties[2].endswith(".")


def test_a_document_with_its_own_versions_names_what_an_amendment_replaced_under_its_own_version() -> None:
    lines = (
        "[{version: '2.0', on: 2026-10-01, by: Quality, what: First}, {version: '2.1', on: 2026-11-01, by: Q, what: B}]"
    )
    own = {"documents": f"{{communication-plan: {{version: '2.1', draft: 1, revisions: {lines}}}}}"}
    draft = draft_of(agreement(**own), clause("talk", "Talk.", topic="CP-LAYERS"))
    amended = {"": {"2.0": ("CP-LAYERS",)}, "communication-plan": {"2.1": ("CP-LAYERS",)}}
    document = compose(replace(draft, amended=amended))["communication-plan"]
    rows_ = [line.split(" | ") for line in control(document) if line.startswith("2.")]
    assert [(row[0], row[-1]) for row in rows_] == [("2.1", "1"), ("2.0", "All")]
