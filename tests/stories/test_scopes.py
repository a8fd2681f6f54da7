"""The clauses of the house hold together under each scope that an agreement may have, not only under the sample's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from generator.document.printed import printed_texts
from generator.document.registers import Met
from generator.model.matrices import Responsibility
from generator.model.rows import Role
from generator.pipeline import Result, read_files
from tests.samples import sample_files

SAMPLE, PEOPLE = "agreements/aurelia-northbay/agreement.yaml", "agreements/aurelia-northbay/contacts.yaml"
FILE_HOLDER = (
    b"- {id: file-holder, role: master-file-lead, party: acceptor, name: Caoimhe Placeholder, "
    b'phone: "+353 20 911 0199", email: caoimhe.placeholder@northbay.example, hours: working hours, '
    b"deputy: acceptor-client-qa-manager}\n"
)
"""Whom the sample needs besides, since its maker holds no master file."""
SCOPES = {
    "drug-product, clinical": "{stage: clinical, services: [manufacturing, packaging, testing], "
    "dosage-forms: [sterile]}",
    "drug-product, tablets": "{stage: commercial, services: [manufacturing], dosage-forms: [oral solid]}",
    "drug-product, biological pen": "{stage: commercial, services: [manufacturing, packaging, testing], "
    "dosage-forms: [sterile, biological, combination]}",
    "drug-substance": "{stage: commercial, services: [manufacturing, testing]}",
    "drug-substance, clinical": "{stage: clinical, services: [manufacturing, testing]}",
    "drug-substance + master-file": "{stage: commercial, services: [manufacturing, testing]}",
    "drug-substance + master-file, clinical": "{stage: clinical, services: [manufacturing, testing]}",
    "laboratory": "{stage: commercial, services: [testing]}",
    "drug-product + packaging + cro, clinical": "{stage: clinical, services: [manufacturing, packaging, trials], "
    "dosage-forms: [sterile]}",
    "cro": "{stage: clinical, services: [trials]}",
    "distribution": "{stage: commercial, services: [distribution, storage]}",
    "distribution, US alone": "{stage: commercial, services: [distribution, storage]}",
    "software": "{stage: commercial, services: [software]}",
    "drug-product + distribution": "{stage: commercial, services: [manufacturing, packaging, testing, storage, "
    "distribution], dosage-forms: [sterile]}",
    "drug-product + laboratory + software": "{stage: commercial, services: [manufacturing, testing, software], "
    "dosage-forms: [sterile]}",
    "drug-product + drug-substance": "{stage: commercial, services: [manufacturing, packaging], "
    "dosage-forms: [sterile, drug substance]}",
    "drug-product + drug-substance + master-file": "{stage: commercial, services: [manufacturing, packaging], "
    "dosage-forms: [sterile, drug substance]}",
}
"""By profiles, and what sets them apart: their scope. The markets are those of the sample, or one of them alone."""
OF_THE_SAMPLE = {"library-moved", "open-point"}
"""What the sample itself reports once its layers change."""


@cache
def under(name: str) -> Result:
    """Return the sample as if it had the profile and the scope of *name*."""
    regions = "[US]" if name.endswith("US alone") else "[EU, US]"
    scope = SCOPES[name].replace("services:", f"regions: {regions}, services:")
    services = re.search(r"services: (\[.*?\])", scope)
    assert services is not None
    text, changed = re.subn(rb"(?m)^scope: .*$", b"scope: " + scope.encode(), sample_files()[SAMPLE])
    text = text.replace(b"    status: commercial", f"    status: {scope[len('{stage: ') :].partition(',')[0]}".encode())
    text, sites = re.subn(rb"services: \[[a-z].*?\], calendar", f"services: {services[1]}, calendar".encode(), text)
    profiles = ", ".join(f"profiles/{one}" for one in name.split(",", maxsplit=1)[0].split(" + "))
    text = text.replace(b"profiles/drug-product", profiles.encode())
    if "EU" not in regions:
        text = text.replace(b"regions/eu, ", b"").replace(b"markets: [EU, US]", b"markets: [US]")
    assert (changed, sites) == (1, 2)
    people = sample_files()[PEOPLE] + (FILE_HOLDER if "master-file" in name else b"")
    (result,) = read_files({**sample_files(), SAMPLE: text, PEOPLE: people}).results
    return result


@pytest.mark.parametrize("name", SCOPES)
def test_no_clause_or_row_leads_to_what_another_scope_leaves_out(name: str) -> None:
    """Nothing is found, neither error nor warning: no broken reference, no limit without duty, no stale overlay."""
    assert [str(one) for one in under(name).found if one.code not in OF_THE_SAMPLE] == []


@pytest.mark.parametrize("name", SCOPES)
def test_no_rule_and_no_requirement_is_left_without_printed_words(name: str) -> None:
    assert [one.id for one in under(name).coverage if one.met is Met.GAP] == []


@pytest.mark.parametrize("name", [name for name in SCOPES if " + " in name])
def test_a_profile_beside_manufacture_adds_its_clauses_and_renames_nobody(name: str) -> None:
    """A warehouse or laboratory that also makes the product has its quality control and its production manager."""
    draft, alone = under(name).draft, under("drug-product, tablets").draft
    assert draft is not None
    assert alone is not None
    titles = [{row.record.id: row.record.title for row in one.typed("roles", Role)} for one in (draft, alone)]
    assert {id_: titles[0][id_] for id_ in titles[1]} == titles[1]
    assert {chosen.id for chosen in draft.clauses} - {chosen.id for chosen in alone.clauses}
    assert "good distribution practice" in draft.terms["gmp"].term.definition or "distribution" not in name


def test_beside_manufacture_of_the_product_no_narrower_law_word_or_column_takes_the_place_of_its_own() -> None:
    """A substance made beside the product has its law too; software, trials and a depot leave batches what they are."""
    both, software, trials, depot = (
        " ".join(plain_words(under(f"drug-product + {name}")))
        for name in ("drug-substance", "laboratory + software", "packaging + cro, clinical", "distribution")
    )
    for of_product in ("(EU) 2016/161", "Parts 210 and 211", "certified by a Qualified Person", "Retention Sample"):
        assert of_product in both
        assert of_product in software or of_product == "certified by a Qualified Person"
    assert "(EU) No 1252/2014" in both
    assert "ICH Q7 on good manufacturing practice" in both
    assert "Deliverable" not in software + trials
    assert "departure from the protocol" in trials
    assert "Order records" not in depot


def test_an_agreement_for_the_united_states_alone_names_no_responsible_person() -> None:
    printed = " ".join(plain_words(under("distribution, US alone")))
    assert "Designated Representative" in printed
    assert "Responsible Person" not in printed
    assert "Responsible Person" in " ".join(plain_words(under("distribution")))


def test_a_depot_owes_nothing_about_batches_that_it_makes_or_before_a_disposition_long_taken() -> None:
    """Where the product is made too, the clauses of manufacture stand as they were."""
    depot, both = (" ".join(plain_words(under(name))) for name in ("distribution", "drug-product + distribution"))
    of_makers = (
        "in the Release Package of that Batch",
        "that was made since its implementation",
        "A Batch in process on that date",
        "until the last Batch has its Disposition",
        "critical to a Batch before Disposition of that Batch",
    )
    assert [words for words in of_makers if words in depot] == []
    assert [words for words in of_makers if words not in both] == []


def test_what_a_master_file_lays_down_is_the_task_of_its_holder_and_of_nobody_without_one() -> None:
    """With the profile the maker issues, holds and files; without it no word of a master file prints."""
    maker, holder = under("drug-substance + master-file"), under("drug-substance")
    assert "Master File" not in " ".join(plain_words(holder))
    printed = " ".join(plain_words(maker))
    assert "shall not file that amendment before" in printed
    assert "class of an observation of a Regulatory Authority" in printed.partition("shall not mask:")[2]
    answers = [
        {
            row.record.id: code.accountable
            for row in one.draft.typed("responsibilities", Responsibility)
            if (code := row.record.acceptor)
        }
        for one in (maker, holder)
        if one.draft
    ]
    for task in ("RM-042", "RM-045", "RM-050", "RM-063", "RM-098"):
        assert [of[task] for of in answers] == [True, False]


def test_the_maker_of_a_substance_releases_it_before_anything_leaves() -> None:
    printed = {name: " ".join(plain_words(under(name))) for name in ("drug-substance", "drug-product, tablets")}
    release = "shall release or reject each Batch for supply"
    assert [name for name, words in printed.items() if release in words] == ["drug-substance"]


def plain_words(result: Result) -> Iterator[str]:
    """Yield every text that the documents of an agreement print."""
    for document in result.documents.values():
        yield from printed_texts(document)
