"""Terms print as the agreement chose, in each of their forms."""

from __future__ import annotations

from tests.compose.small import AGREEMENT, agreement, resolved, rows

OWNER = agreement(parties=AGREEMENT["parties"].replace("role: giver,", "role: giver, printed-as: Owner,"))
TERM = "- {id: giver, term: Contract Giver, forms: [Contract Givers], role: giver, definition: who orders.}\n"
PLURAL = {"clauses/core/terms.yaml": TERM}


def test_the_chosen_name_of_a_party_prints_in_singular_and_plural() -> None:
    assert resolved(OWNER, PLURAL)[0].terms["giver"].words == {
        "Owner": "Owner",
        "Contract Giver": "Owner",
        "Contract Givers": "Owners",
    }


def test_a_party_without_chosen_name_prints_as_its_term() -> None:
    assert resolved(PLURAL)[0].terms["giver"].title == "Contract Giver"


def test_every_form_leads_to_its_term() -> None:
    more = rows("terms", "- {id: capa, term: Corrective Action, abbreviation: CAPA, definition: what mends.}")
    forms = resolved(more)[0].forms
    assert [forms[form] for form in ("Deviations", "Corrective Action", "CAPA")] == ["deviation", "capa", "capa"]


def test_a_form_of_two_terms_is_reported() -> None:
    more = rows("terms", "- {id: slip, term: Slip, forms: [Deviation], definition: a slip.}")
    assert [one.code for one in resolved(more)[1]] == ["same-term"]


def test_a_term_that_a_layer_prints_under_another_name_prints_so_and_may_be_written_so() -> None:
    practice = "{id: gmp, term: GMP, prints: Good Practice, definition: how it is done.}"
    shown = resolved(rows("terms", f"- {practice}"))[0]
    assert shown.terms["gmp"].words == {"Good Practice": "Good Practice", "GMP": "Good Practice"}
    assert shown.forms["Good Practice"] == "gmp"
