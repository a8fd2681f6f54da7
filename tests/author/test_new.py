"""A new agreement builds at once: from answers to a folder, down the whole line, without an error."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.author import Answers, new_agreement, read_answers
from generator.author.layout import rows_text, yaml_text
from generator.author.new import named_apart, profiles_of, slug
from generator.diagnostic import Diagnostic, Severity
from generator.load import load
from generator.model.library import Workspace
from generator.pipeline import Result, line
from generator.read.text import FORBIDDEN
from generator.read.yaml import read_yaml

Files = dict[str, bytes]

LABORATORY = """
number: QA-0201
title: Release testing of oral solids
giver: {name: Alba Example Ltd, short: Alba, registration: "0007", address: "1 Sample Street, Dublin", country: IE}
acceptor: {name: Laboratorio Ejemplo SL, registration: B-0000000, address: "2 Calle Ejemplo, Madrid", country: ES}
sites:
  - {name: Laboratorio Norte, services: [testing]}
regions: [EU]
stage: commercial
tier: "1"
tier-reason: Release testing
products: [{name: Solidane 5 mg tablets, presentation: Blister of 30}]
signatories:
  giver: {name: Ana Sample, title: Head of Quality, phone: "+353 20 910 0101"}
  acceptor: {name: Luis Ejemplo}
"""
PACKAGER = """
number: QA-0202
title: Secondary packaging
giver: {name: Cedar Example Inc, printed-as: Owner}
acceptor: {name: Packwell Example LLC, country: US, printed-as: Packager}
sites: [{name: Plant 7, services: [packaging], address: "7 Sample Road, Springfield"}]
regions: [US]
stage: commercial
tier: "2"
"""
DRUG_PRODUCT = """
number: QA-0203
title: Manufacture and packaging of Veltrazine injection
subject: for the commercial manufacture of Veltrazine injection
giver: {name: Aurelia Example Ltd, short: Aurelia, country: IE}
acceptor: {name: Northbay Example GmbH, registration: HRB 000002, country: DE}
calendar: de-hamburg
sites:
  - {id: hall-1, name: Hall 1, services: [manufacturing]}
  - {name: Hall 2, services: [packaging, testing], calendar: ie-dublin}
regions: [EU, US]
stage: clinical
dosage-forms: [sterile]
products:
  - {name: Veltrazine 10 mg/ml, sites: [hall-1], markets: [EU]}
  - {name: Veltrazine 10 mg/ml, presentation: 2 ml vial}
supply-agreement: {number: SA-0042, date: 2026-05-01}
"""
HOSTILE = """
number: "0012"
title: "R&D \\"batches\\": 50 % of [all] {things}, #1 @home \\\\ ? yes"
giver: {name: "מעבדות לדוגמה בע״מ", registration: "0012", address: "Null; ~; *star", country: "NO"}
acceptor: {name: "O'Sample & Søn «AS» | <b>", country: "no", registration: "1e3", short: "Yes"}
sites:
  - {name: "מפעל", services: [manufacturing, development]}
  - {name: "מפעל", services: [testing]}
  - {name: "- Hall", services: [testing]}
regions: [EU, JP]
stage: commercial
tier: "2.5"
products: [{name: "? which", presentation: "a, b: c"}]
"""


def answers(text: str) -> Answers:
    """Return the answers in a file of *text*."""
    node, found = read_yaml("answers.yaml", text.encode())
    read, faults = read_answers(node)
    assert read is not None, [*found, *faults]
    assert not found
    return read


def made(text: str, workspace: Workspace, id_: str = "new-one") -> Files:
    """Return the new folder."""
    result = new_agreement(id_, answers(text), workspace)
    assert not isinstance(result, list), result
    return dict(result)


LINES: dict[tuple[tuple[str, bytes], ...], Result] = {}
"""Agreements after every stage, by the files of their folder."""


def down_the_line(new: Files, files: Files) -> Result:
    """Return the agreement after every stage, once for all who ask about the same files."""
    key = tuple(new.items())
    if key not in LINES:
        LINES[key] = after_every_stage(new, files)
    return LINES[key]


def after_every_stage(new: Files, files: Files, id_: str = "new-one") -> Result:
    """Return the agreement after every stage."""
    workspace, malformed = load({**files, **new})
    own = [fault for fault in malformed if fault.span.path in new]
    assert not own
    return line(workspace, workspace.agreements[id_], malformed)


def sound(result: Result) -> bool:
    """Tell whether it can be published, as far as its own folder goes."""
    errors = [one for one in result.found if one.severity is Severity.ERROR and one.span.path.startswith("agreements/")]
    assert not errors
    return result.sound


@pytest.mark.parametrize("text", [LABORATORY, PACKAGER, DRUG_PRODUCT, HOSTILE])
def test_a_new_agreement_goes_down_the_line_without_an_error(text: str, workspace: Workspace, files: Files) -> None:
    assert sound(down_the_line(made(text, workspace), files))


@pytest.mark.parametrize(
    ("services", "profiles"),
    [
        ("manufacturing, packaging, testing", ["drug-product"]),
        ("manufacturing, distribution", ["drug-product", "distribution"]),
        ("packaging, testing", ["packaging"]),
        ("packaging, distribution", ["packaging", "distribution"]),
        ("testing", ["laboratory"]),
        ("storage", ["distribution"]),
        ("testing, storage", ["laboratory", "distribution"]),
        ("trials, testing", ["cro"]),
        ("software", ["software"]),
        ("calibration", []),
    ],
)
def test_the_services_bring_their_profiles(services: str, profiles: list[str]) -> None:
    assert profiles_of(answers(LABORATORY.replace("[testing]", f"[{services}]"))) == profiles


def test_a_substance_is_told_from_a_product_by_its_form_and_a_named_profile_wins(workspace: Workspace) -> None:
    substance = DRUG_PRODUCT.replace("dosage-forms: [sterile]", "dosage-forms: [drug substance]")
    assert profiles_of(answers(substance)) == ["drug-substance"]
    named = made(f"{DRUG_PRODUCT}profile: [drug-substance, laboratory]\n", workspace)
    layers = "layers: [regions/eu, regions/us, profiles/drug-substance, profiles/laboratory, companies/aurelia]"
    assert layers.encode() in named["agreements/new-one/agreement.yaml"]


def test_a_laboratory_has_the_law_of_its_market_and_its_profile(workspace: Workspace, files: Files) -> None:
    draft = down_the_line(made(LABORATORY, workspace), files).draft
    assert draft is not None
    assert "regions/eu" in draft.agreement.layers
    assert "profiles/laboratory" in draft.agreement.layers
    assert {chosen.id for chosen in draft.clauses} >= {"def-law-eu"}


def test_a_packager_for_the_united_states_needs_no_qualified_person(workspace: Workspace) -> None:
    new = made(PACKAGER, workspace)
    assert b"role: qualified-person" not in new["agreements/new-one/contacts.yaml"]
    assert b"regions/eu" not in new["agreements/new-one/agreement.yaml"]
    assert b"printed-as: Packager" in new["agreements/new-one/agreement.yaml"]


def test_drug_product_brings_its_profile_and_each_site_its_services(workspace: Workspace, files: Files) -> None:
    draft = down_the_line(made(DRUG_PRODUCT, workspace), files).draft
    assert draft is not None
    assert "profiles/drug-product" in draft.agreement.layers
    sites = [(site.id, site.services, site.calendar) for site in draft.agreement.sites]
    assert sites == [("hall-1", ("manufacturing",), "de-hamburg"), ("hall-2", ("packaging", "testing"), "ie-dublin")]
    products = [(product.id, product.sites, product.markets) for product in draft.agreement.products]
    assert products == [
        ("veltrazine-10-mg-ml", ("hall-1",), ("EU",)),
        ("veltrazine-10-mg-ml-2", ("hall-1", "hall-2"), ("EU", "US")),
    ]


def test_hostile_names_stand_as_they_were_given(workspace: Workspace, files: Files) -> None:
    draft = down_the_line(made(HOSTILE, workspace), files).draft
    assert draft is not None
    agreement, wanted = draft.agreement, answers(HOSTILE)
    assert (agreement.number, agreement.title) == (wanted.number, wanted.title)
    entity = agreement.parties[0].entities[0]
    assert (entity.name, entity.registration, entity.country) == (wanted.giver.name, "0012", "NO")
    assert agreement.parties[1].entities[0].country == "NO"
    assert [site.id for site in agreement.sites] == ["site-1", "site-2", "hall"]


def test_everything_that_was_not_answered_is_an_open_point(workspace: Workspace, files: Files) -> None:
    new = made(PACKAGER, workspace)
    found = down_the_line(new, files).found
    listed = {(one.span.path, one.span.line) for one in found if one.code == "open-point"}
    for path, data in new.items():
        for number, text in enumerate(data.decode().splitlines(), 1):
            if '"? ' in text:
                assert (path, number) in listed, text


def test_everyone_has_a_deputy_and_the_ladder_has_all_its_people(workspace: Workspace, files: Files) -> None:
    draft = down_the_line(made(LABORATORY, workspace), files).draft
    assert draft is not None
    people = {contact.id: contact for contact in draft.contacts}
    assert all(contact.deputy in people and contact.deputy != contact.id for contact in people.values())
    named = {(str(contact.party), contact.role) for contact in people.values()}
    for side in ("giver", "acceptor"):
        assert {(side, "head-of-quality"), (side, "executive-sponsor"), (side, "emergency-contact")} <= named
    assert people["giver-head-of-quality"].name == "Ana Sample"
    assert people["acceptor-emergency-contact"].hours == "at all hours"


@pytest.mark.parametrize("service", ["testing", "storage", "packaging", "trials", "manufacturing", "software"])
def test_a_new_agreement_has_nothing_but_open_points_about_its_people(
    service: str, workspace: Workspace, files: Files
) -> None:
    new = made(LABORATORY.replace("[testing]", f"[{service}]"), workspace)
    found = down_the_line(new, files).found
    assert {one.code for one in found if one.span.path.endswith("new-one/contacts.yaml")} == {"open-point"}


def test_an_open_name_says_of_which_company_and_not_of_which_side(workspace: Workspace) -> None:
    people = made(LABORATORY, workspace)["agreements/new-one/contacts.yaml"].decode()
    assert " of the giver" not in people
    assert " of the acceptor" not in people


def test_a_region_without_a_library_is_said(workspace: Workspace) -> None:
    assert b"There is no library for JP" in made(HOSTILE, workspace)["agreements/new-one/agreement.yaml"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('tier: "2"', 'tier: "7"'), 'there is no supplier risk tier "7"'),
        (("country: US", "country: XX"), 'there is no country "XX"'),
        (("stage:", "calendar: de-hamborg\nstage:"), 'there is no calendar "de-hamborg"'),
        (("stage:", "layers: [regions/uz]\nstage:"), 'there is no library "regions/uz"'),
        (("stage:", "profile: [labratory]\nstage:"), 'there is no profile "labratory"'),
        (("stage:", "template: council\nstage:"), 'there is no Word template "council"'),
        (("services: [packaging]", "services: [packging]"), 'there is no service "packging"'),
        (("stage:", "dosage-forms: [tablets]\nstage:"), 'there is no dosage form "tablets"'),
        (("services: [packaging]", "services: []"), "no site says what is done there"),
    ],
)
def test_an_answer_that_the_libraries_do_not_know_is_refused_at_its_place(
    change: tuple[str, str], message: str, workspace: Workspace
) -> None:
    text = PACKAGER.replace(*change)
    assert text != PACKAGER
    found = new_agreement("new-one", answers(text), workspace)
    assert isinstance(found, list)
    assert [fault.message for fault in found] == [message]
    assert found[0].span.path == "answers.yaml"
    assert found[0].span.line
    assert found[0].hint


def test_a_name_that_is_taken_or_no_id_is_refused(workspace: Workspace) -> None:
    for id_ in ("aurelia-northbay", "../up", "Über", ""):
        found = new_agreement(id_, answers(PACKAGER), workspace)
        assert isinstance(found, list)
        assert found[0].code == "name-taken"


def test_words_in_the_answers_file_may_stand_in_a_list_or_between_commas() -> None:
    written = PACKAGER.replace("[US]", "US").replace("[packaging]", '"packaging, storage"')
    answers, faults = read_answers(read_yaml("a.yaml", f"{written}profile: packaging, distribution\n".encode())[0])
    assert answers
    assert not faults
    assert (answers.regions, answers.profile) == (("US",), ("packaging", "distribution"))
    assert answers.sites[0].services == ("packaging", "storage")


def test_a_field_of_a_side_that_stands_beside_it_is_told_where_it_belongs() -> None:
    node = read_yaml("a.yaml", f"{PACKAGER}printed-as: Owner\n".encode())[0]
    (fault,) = read_answers(node, "a.yaml")[1]
    assert fault.hint == "it is a field inside giver or acceptor"


def test_faults_of_the_answers_file_carry_places() -> None:
    node, _ = read_yaml("answers.yaml", b"numer: QA-1\ntitle: x\ngiver: {name: A, country: Ireland}\nsites: []\n")
    read, found = read_answers(node)
    assert read is None
    heads = {fault.code: str(fault.span) for fault in found}
    assert heads["unknown-field"] == "answers.yaml:1:1"
    assert any("Ireland" in fault.message and fault.span.line == 3 for fault in found)
    assert any(fault.span.line == 4 and "at least one" in fault.message for fault in found)
    assert {fault.message for fault in found} >= {'the field "acceptor" is missing', 'the field "regions" is missing'}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip()) and not FORBIDDEN.search(text)
)


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


VALUE: Any = st.recursive(
    TEXT.map(normal).filter(bool),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,9}", fullmatch=True), VALUE, min_size=1, max_size=6)


@given(FIELDS)
def test_what_we_lay_out_reads_as_what_it_was(fields: dict[str, Any]) -> None:
    text = yaml_text(fields, dict.fromkeys(fields, "a comment\nof two lines"))
    assert read_yaml("x.yaml", text.encode()) == (fields, [])


@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_rows_we_lay_out_read_as_what_they_were(rows: list[dict[str, Any]]) -> None:
    assert read_yaml("x.yaml", rows_text(rows, "a comment").encode()) == (rows, [])


@settings(max_examples=15)
@given(giver=TEXT, title=TEXT, site=TEXT)
def test_any_name_gives_a_folder_that_loads(giver: str, title: str, site: str, workspace: Workspace) -> None:
    read = Answers.model_validate(
        {
            "number": "QA-1",
            "title": normal(title),
            "giver": {"name": normal(giver)},
            "acceptor": {"name": normal(site)},
            "sites": [{"name": normal(site), "services": ["testing"]}],
            "regions": ["US"],
            "stage": "commercial",
        }
    )
    new = new_agreement("new-one", read, workspace)
    assert not isinstance(new, list), new
    loaded, found = load(new)
    assert not [fault for fault in found if fault.severity is Severity.ERROR]
    assert loaded.agreements["new-one"].agreement.title == normal(title)
    assert loaded.agreements["new-one"].agreement.parties[0].entities[0].name == normal(giver)


@given(st.lists(st.sampled_from(["Hall 1", "Hall  1", "מפעל", "Hall 1 2", "hall-1-2"]), max_size=6))
def test_ids_made_from_names_are_ids_and_differ(names: list[str]) -> None:
    ids = named_apart("site", [(None, name) for name in names])
    assert len(set(ids)) == len(names)
    assert all(slug(id_) == id_ for id_ in ids)


def test_all_files_stand_in_the_folder_of_the_agreement(workspace: Workspace) -> None:
    parents = {str(PurePosixPath(path).parent) for path in made(LABORATORY, workspace)}
    assert parents == {"agreements/new-one"}


def test_a_fault_is_a_diagnostic(workspace: Workspace) -> None:
    found = new_agreement("", answers(PACKAGER), workspace)
    assert isinstance(found, list)
    assert all(isinstance(one, Diagnostic) for one in found)


def test_a_company_library_is_taken_by_the_name_of_a_party_or_by_the_answer(workspace: Workspace) -> None:
    cedar = replace(workspace.layers["companies/aurelia"], name="companies/cedar")
    several = replace(workspace, layers={**workspace.layers, "companies/cedar": cedar})
    for known, taken in ((several, b"companies/cedar"), (workspace, b"layers: [regions/us, profiles/packaging]")):
        assert taken in made(PACKAGER, known)["agreements/new-one/agreement.yaml"]
    text = made(PACKAGER, workspace)["agreements/new-one/agreement.yaml"].decode()
    assert "No company's library is among them; there are: companies/aurelia." in text
    named = PACKAGER.replace("Cedar Example Inc,", "Cedar Example Inc, short: Aurelia,")
    for chosen in (named, f"{PACKAGER}company: aurelia\n"):
        assert b"companies/aurelia]" in made(chosen, workspace)["agreements/new-one/agreement.yaml"]
    (fault,) = new_agreement("new-one", answers(f"{PACKAGER}company: aurela\n"), workspace)
    assert isinstance(fault, Diagnostic)
    assert fault.hint == 'did you mean "aurelia"?'


@pytest.mark.parametrize(
    ("service", "region", "named", "unnamed"),
    [
        ("manufacturing", "EU", ["giver-qualified-person", "acceptor-qualified-person"], []),
        ("testing", "EU", ["giver-qualified-person", "acceptor-qc-manager"], ["acceptor-qualified-person"]),
        ("software", "EU", ["giver-head-of-quality"], ["giver-qualified-person", "giver-pharmacovigilance"]),
        ("software", "EU", ["acceptor-it-manager"], ["acceptor-qc-manager", "acceptor-production-manager"]),
        ("testing", "US", [], ["giver-qualified-person"]),
    ],
)
def test_only_people_whom_the_service_has_are_asked_for(
    workspace: Workspace, service: str, region: str, named: list[str], unnamed: list[str]
) -> None:
    text = LABORATORY.replace("[testing]", f"[{service}]").replace("[EU]", f"[{region}]")
    people = made(text, workspace)["agreements/new-one/contacts.yaml"].decode()
    assert [one for one in named if f"id: {one}," not in people and f"id: {one}\n" not in people] == []
    assert [one for one in unnamed if one in people] == []
