"""What readers outside the parties get: nothing of what is cut can be found in any file, and what stays still works."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from generator.audiences import PRINTED, shown_to
from generator.cli import agreements
from generator.freezing import freeze
from generator.leaks import leaks
from generator.model.choices import Audience, Readers
from generator.model.version import Status, Step
from generator.pipeline import Reading, Result, read_files
from generator.showing import audience_copies, page_for
from tests.check.test_cases import base
from tests.samples import SAMPLE, sample_files

CORE = "clauses/core/"
CANARIES = {
    "clause": "zaunkoenig",
    "value": "kormoran",
    "row": "wiedehopf",
    "term": "pirol",
    "annex": "eisvogel",
    "table": "rohrdommel",
    "library clause": "steinkauz",
    "in short": "sumpfmeise",
    "guidance": "haubentaucher",
    "fallback": "bachstelze",
    "person": "Gimpel",
    "number": "+353 20 915 0777",
    "address": "goldammer@example.test",
    "choice": "Waldkauz",
    "own page": "zwergtaucher",
    "omitted": "turmfalke",
    "title in another row": "goldregenpfeifer",
}
"""A word that stands in one thing alone, each to be cut."""


def added(files: dict[str, bytes], path: str, text: str) -> None:
    """Write *text* behind what a file has."""
    files[path] = files.get(path, b"") + text.encode()


def clause(topic: str, id_: str, text: str, more: str = "") -> dict[str, bytes]:
    """Return the file of a clause of the core library."""
    head = f"---\nid: {id_}\ntopic: {topic}\ntitle: Title of {id_}\n{more}---\n"
    return {f"{CORE}{topic.lower()}/{id_}.md": f"{head}{text}\n".encode()}


@cache
def planted() -> Mapping[str, bytes]:
    """Return the small workspace with a canary in each kind of thing that can be kept from readers."""
    files = base() | in_clauses(CANARIES)
    plant_in_rows(files, CANARIES)
    plant_in_agreement(files, CANARIES)
    return files


def in_clauses(seen: Mapping[str, str]) -> dict[str, bytes]:
    """Return clauses with canaries."""
    files: dict[str, bytes] = {}
    files |= clause(
        "DEV",
        "dev-secret",
        f"The [Contract Acceptor] shall keep the {seen['clause']} apart.\n\n## guidance\n{seen['guidance']}",
        f"seen-by: parties\nin-short: Keep the {seen['in short']}.\n",
    )
    files |= clause("DEV", "dev-library", f"The {seen['library clause']} recipe is kept. See @dev-secret.")
    files |= clause(
        "DEV",
        "dev-plain",
        "The [Contract Giver] shall read @dev-secret, as @AX-SECRET says.\n\n"
        f"## fallback\nThe [Contract Giver] shall read the {seen['fallback']}.",
        "positions: {fallback: {approver: head-of-quality, when: never}}\n",
    )
    files |= clause("DEV", "dev-out", "The [Contract Giver] shall read it twice.")
    files |= clause("DEV", "dev-price", "The price is {{ price }}. The [Rare Bird] is named.")
    files |= clause("AX-SECRET", "ax-secret", f"Here is the {seen['annex']} plan.\n\n:: matrix contacts")
    files |= clause(
        "AX-MEET", "ax-meet", "The meetings.\n\n:: matrix meetings\n\n:: matrix tiers\n\n:: matrix triggers"
    )
    return files


def plant_in_rows(files: dict[str, bytes], seen: Mapping[str, str]) -> None:
    """Put canaries into rows of the libraries."""
    added(files, f"{CORE}chapters.yaml", "- {id: AX-SECRET, title: The hidden plan, document: quality-agreement,")
    added(files, f"{CORE}chapters.yaml", " kind: annex, seen-by: inspector}\n")
    added(files, f"{CORE}chapters.yaml", "- {id: AX-MEET, title: Meetings, document: quality-agreement, kind: annex}\n")
    added(
        files, f"{CORE}values.yaml", f"- {{id: price, title: Price of a {seen['value']}, default: ten {seen['value']}"
    )
    added(files, f"{CORE}values.yaml", ", kind: words, seen-by: inspector, clock: 1}\n")
    added(files, f"{CORE}responsibilities.yaml", f'- {{id: RM-002, topic: DEV, activity: "Feed the {seen["row"]}.", ')
    added(files, f"{CORE}responsibilities.yaml", "giver: I, acceptor: R/A, clause: dev-notice, seen-by: parties}\n")
    added(files, f"{CORE}terms.yaml", f"- {{id: rare-bird, term: Rare Bird, definition: a {seen['term']}., ")
    added(files, f"{CORE}terms.yaml", "seen-by: parties}\n")
    files[f"{CORE}meetings.yaml"] = (
        b"- {id: weekly, title: Weekly review, layers: [1], every: week, lasts: 1 hour, chair: head-of-quality, "
        b"input: open items, record: list}\n"
    )
    files[f"{CORE}tiers.yaml"] = (
        f"- {{id: t-one, label: '1', title: Tier one, meaning: {seen['table']} sites, audit-interval: yearly}}\n"
    ).encode()
    files[f"{CORE}monitoring-levels.yaml"] = (
        f"- {{id: watch, order: 2, title: The {seen['title in another row']} watch, meaning: more, seen-by: parties}}\n"
    ).encode()
    files[f"{CORE}triggers.yaml"] = (
        b"- {id: TR-01, when: It is late., tiers: ['1'], effect: watch, actions: Look., exit: It is on time.}\n"
    )
    added(files, f"{CORE}matrices.yaml", "- {id: tiers, title: Tiers, seen-by: parties}\n")
    added(files, "clauses/companies/acme/library.yaml", "seen-by: {dev-library: parties}\n")


def plant_in_agreement(files: dict[str, bytes], seen: Mapping[str, str]) -> None:
    """Put canaries into the people, omissions, values and approvals of the agreement."""
    home = "agreements/sample/"
    text = files[f"{home}contacts.yaml"].decode().replace("Orla Sample", f"Orla {seen['person']}")
    text = text.replace(", email: giver-head@company.example", "")
    first = text.replace("}\n", f', phone: "{seen["number"]}", email: {seen["address"]}}}\n', 1)
    files[f"{home}contacts.yaml"] = first.replace("Jens Beispiel", "Jens Beispiel, seen-by: everybody").encode()
    added(files, f"{home}agreement.yaml", f"omit: {{dev-out: the {seen['omitted']}}}\nvalues:\n")
    added(files, f"{home}agreement.yaml", "  notice: {is: 2 business days, reason: Agreed, on: 2026-11-01, ")
    added(files, f"{home}agreement.yaml", f"by: {seen['choice']}}}\n")
    added(files, f"{home}agreement.yaml", "layers: [companies/acme]\napprovals:\n")
    added(files, f"{home}agreement.yaml", f"  - {{role: Quality, name: Orla {seen['person']}, decision: Agreed}}\n")


@cache
def reading() -> Reading:
    """Return the planted workspace, read."""
    return read_files(planted())


def the_sample() -> Result:
    """Return its agreement, which is sound."""
    found = reading().results[0]
    assert found.sound, "\n".join(one.head() for one in reading().found)
    return found


def opened(data: bytes) -> Iterator[str]:
    """Yield what a file holds as text; of a package, part by part."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield from opened(package.read(name))
    else:
        yield unescape(data.decode("utf-8", "replace"))


def dead_links(site: Path) -> Iterator[str]:
    """Yield each link of a page that leads to no file or to no place in it."""
    for page in site.rglob("*.html"):
        for address in re.findall(r'href="([^"]*)"', page.read_text()):
            place, _, at = unquote(unescape(address).partition("?")[0]).partition("#")
            if not re.match(r"[a-z]+:", place):
                there = (page.parent / place).resolve() if place else page
                held = there.read_text() if at and there.is_file() else f'id="{at}"'
                if not there.is_file() or f'id="{at}"' not in held:
                    yield f"{page.relative_to(site)}: {address}"


def words_in(folder: Path) -> str:
    """Return all that can be read below a folder, with the names of its files."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join(
        (*(str(path.relative_to(folder)) for path in files), *(t for p in files for t in opened(p.read_bytes())))
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the planted workspace on disk, with what both audiences get of it."""
    home = tmp_path_factory.mktemp("shown")
    for path, data in planted().items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(data)
    (home / "site" / "pages").mkdir(parents=True)
    (home / "site" / "pages" / "own.md").write_text(f"# Our {CANARIES['own page']}\n")
    for audience in Audience:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(home)
            done = CliRunner().invoke(agreements, ["build", "--audience", str(audience)])
        assert done.exit_code == 0, done.output
    return home


def test_no_byte_of_what_is_cut_is_in_what_readers_outside_get(root: Path) -> None:
    shown = words_in(root / "published" / "outside" / "build").casefold()
    found = {kind for kind, word in CANARIES.items() if word.casefold() in shown}
    assert not found
    assert re.sub(r"\s", "", CANARIES["number"]) not in shown
    assert "core/dev" not in shown
    assert "dev-plain" in shown


def test_inspectors_get_what_is_for_them_and_no_more(root: Path) -> None:
    shown = words_in(root / "published" / "inspector" / "build").casefold()
    found = {kind for kind, word in CANARIES.items() if word.casefold() in shown}
    assert found == {"value", "annex"}
    assert "not part of this copy" in shown


def test_a_person_whom_everybody_may_see_is_there(root: Path) -> None:
    assert "Jens Beispiel" in words_in(root / "published" / "outside" / "build" / "site")


def test_every_link_of_the_site_leads_somewhere_and_each_page_says_for_whom_it_is(root: Path) -> None:
    site = root / "published" / "outside" / "build" / "site"
    pages = [*site.rglob("*.html")]
    assert not [one for one in dead_links(site) if not one.startswith("404.html: /")]  # shown by a server alone
    assert all("Copy for readers outside the parties" in path.read_text() for path in pages)
    assert not (site / "clauses").exists()
    assert not (site / "urgent.html").exists()
    home = (site / "agreements" / "sample" / "index.html").read_text()
    assert "As standard" not in home
    assert "No number is known" not in home


def test_the_record_for_the_parties_says_what_was_cut(root: Path) -> None:
    record = json.loads((root / "published" / "internal" / "sample cut for outside.json").read_text())
    cuts = {cut["id"]: cut for cut in record["documents"]["quality-agreement"]}
    assert cuts.keys() == {"dev-secret", "dev-library", "price", "RM-002", "rare-bird", "tiers", "AX-SECRET"}
    assert (cuts["dev-secret"]["number"], cuts["dev-secret"]["title"]) == ("2.5", "Title of dev-secret")
    assert "internal" not in words_in(root / "published" / "outside")


def test_a_reference_to_what_is_cut_keeps_its_number_and_says_so(root: Path) -> None:
    page = root / "published" / "outside" / "build" / "site" / "agreements" / "sample" / "quality-agreement.html"
    assert "clause\u00a02.5 [not part of this copy]" in unescape(page.read_text())
    assert "Annex\u00a02 [not part of this copy]" in unescape(page.read_text())


def test_the_internal_build_has_everything(root: Path) -> None:
    files = the_sample().documents["quality-agreement"]
    assert CANARIES["clause"] in repr(files)
    assert not (root / "build").exists()


# A frozen version


@cache
def frozen() -> Reading:
    """Return the planted workspace with a frozen version, after which what it says has gone from the present text."""
    step = Step(Status.SENT, "Orla Sample", "2026-11-20", "First round")
    stored, found = freeze(reading(), "sample", "1.0-draft-1", step)
    assert not found
    return read_files({**planted(), **stored})


@pytest.mark.parametrize(("audience", "may"), [(Audience.OUTSIDE, set()), (Audience.INSPECTOR, {"value", "annex"})])
def test_a_frozen_version_is_cut_as_the_present_text_is(audience: Audience, may: set[str]) -> None:
    made, faults = audience_copies(frozen(), frozen().results[0], audience, "1.0-draft-1")
    assert not faults, [one.message for one in faults]
    kinds = {Path(name).suffix for name in made if name.startswith(f"{audience}/")}
    assert kinds == {".docx", ".xlsx", ".json"}
    shown = "\n".join(
        text for name, data in made.items() if not name.startswith("internal/") for text in (name, *opened(data))
    ).casefold()
    assert {kind for kind, word in CANARIES.items() if word.casefold() in shown} == may
    assert re.sub(r"\s", "", CANARIES["number"]) not in re.sub(r"\s", "", shown)
    assert "core/dev" not in shown
    assert "v1.0 draft 1 for" in shown


# Who may see what


def test_the_agreement_has_the_last_word() -> None:
    files = dict(planted())
    added(files, "agreements/sample/agreement.yaml", "seen-by: {dev-secret: everybody, dev-plain: inspector}\n")
    added(files, "agreements/sample/agreement.yaml", "people-seen-by: inspector\n")
    draft = read_files(files).results[0].draft
    assert draft is not None
    assert "dev-secret" not in draft.seen_by
    assert draft.seen_by["dev-plain"] is Readers.INSPECTOR
    assert draft.seen_by["giver-head"] is Readers.INSPECTOR
    assert "acceptor-head" not in draft.seen_by


def test_a_company_speaks_over_the_core_library() -> None:
    card = planted()["clauses/companies/acme/library.yaml"].decode()
    files = {
        **planted(),
        "clauses/companies/acme/library.yaml": card.replace("{dev", "{dev-secret: inspector, dev").encode(),
    }
    draft = read_files(files).results[0].draft
    assert draft is not None
    assert draft.seen_by["dev-secret"] is Readers.INSPECTOR


def test_of_two_libraries_of_one_rank_the_stricter_holds() -> None:
    files = dict(planted())
    files["agreements/sample/agreement.yaml"] = (
        files["agreements/sample/agreement.yaml"]
        .decode()
        .replace("[companies/acme]", "[regions/eu, regions/us]")
        .encode()
    )
    added(files, "clauses/regions/eu/library.yaml", "seen-by: {dev-plain: parties}\n")
    added(files, "clauses/regions/us/library.yaml", "seen-by: {dev-plain: everybody}\n")
    draft = read_files(files).results[0].draft
    assert draft is not None
    assert draft.seen_by["dev-plain"] is Readers.PARTIES


def test_a_card_that_classifies_what_no_library_has_is_reported() -> None:
    files = {**planted(), f"{CORE}library.yaml": planted()[f"{CORE}library.yaml"] + b"seen-by: {dev-plane: parties}\n"}
    found = [one for one in read_files(files).found if one.code == "unknown-id"]
    assert [one.message for one in found] == ['there is no clause or row "dev-plane" in any library']
    assert "dev-plain" in found[0].hint


def test_what_cannot_be_cut_cannot_be_classified() -> None:
    files = {**planted(), f"{CORE}events.yaml": b"- {id: discovery, title: Discovery, seen-by: parties}\n"}
    assert [one.code for one in read_files(files).found][:1] == ["unknown-field"]


def test_a_classification_moves_no_fingerprint() -> None:
    plain = {**planted()}
    path = f"{CORE}dev/dev-secret.md"
    plain[path] = plain[path].replace(b"seen-by: parties\n", b"")
    before, after = (read_files(files).results[0].draft for files in (plain, planted()))
    assert before is not None
    assert after is not None
    assert [one.source.fingerprint for one in before.clauses] == [one.source.fingerprint for one in after.clauses]


def test_rows_of_every_kind_that_prints_can_be_cut() -> None:
    result = read_files(sample_files()).results[0]
    assert result.id == SAMPLE
    assert result.draft is not None
    first = {name: result.draft.rows[name][0].record.id for name in PRINTED if result.draft.rows[name]}
    hidden = replace(result, draft=replace(result.draft, seen_by=dict.fromkeys(first.values(), Readers.PARTIES)))
    shown = shown_to(hidden, Audience.INSPECTOR)
    cut = {one.id for several in shown.cuts.values() for one in several}
    printed = {name for name, id_ in first.items() if f'"{name}/{id_}"' in repr(result.documents).replace("'", '"')}
    assert {first[name] for name in printed} <= cut
    assert len(printed) > 15


# The proof


def test_the_proof_finds_what_a_fault_of_ours_would_let_through() -> None:
    result = the_sample()
    shown = shown_to(result, Audience.OUTSIDE)
    look = leaks([(result, shown)])
    said = "The Contract Acceptor shall keep the zaunkoenig apart."
    page = said.replace("keep", "<b>keep</b>").replace("apart", "a&#112;art").encode()
    assert [one.code for one in look("site/agreements/sample/x.html", page)] == ["cut-text-shown"]
    assert [*look("site/search/e0.js", json.dumps([said], ensure_ascii=True).encode())]
    assert [*look("site/index.html", b'<a href="tel:+353209150777">call</a>')]
    assert not [*look("site/index.html", b"The Contract Giver shall read")]


def test_a_person_named_in_a_clause_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {**planted(), **clause("DEV", "dev-named", f"The [Contract Giver] shall ask Orla {CANARIES['person']}.")}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(agreements, ["build", "--audience", "inspector"])
    assert refused.exit_code == 1
    assert "cut-text-shown" in refused.output
    assert not (tmp_path / "published" / "inspector" / "build").exists()


def test_a_product_that_is_cut_is_on_no_page() -> None:
    result = read_files(sample_files()).results[0]
    assert result.draft is not None
    first, *others = result.draft.agreement.products
    hidden = replace(result, draft=replace(result.draft, seen_by={first.id: Readers.PARTIES}))
    shown = shown_to(hidden, Audience.INSPECTOR)
    assert page_for(shown, {}).products == tuple(one.name for one in others)
