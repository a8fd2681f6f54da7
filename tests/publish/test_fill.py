"""The new build: what was made, what is carried over, and that all of it reads back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostic import Diagnostic, Severity, Span
from generator.document.manifest import LIBRARY, SITE
from generator.publish import READBACK_DIFFERS, Outcome, owner_of, publish, read_manifest, verify
from generator.publish.disk import write
from tests.publish.sample import built, codes, contents, package, request_of


def test_a_build_is_there_with_a_manifest_of_every_file(tmp_path: Path) -> None:
    there = built(tmp_path)
    manifest, found = read_manifest(tmp_path)
    assert manifest
    assert not found
    assert set(there) == {f"build/{path}" for path in manifest.outputs} | {"build/manifest.json"}
    assert {path: output.owner for path, output in manifest.outputs.items()} == {
        "coverage.json": LIBRARY,
        "site/assets/style.css": SITE,
        "site/index.html": SITE,
        "word/QA-1 Quality Agreement v1.0.docx": "one",
        "word/QA-2 Quality Agreement v1.0.docx": "two",
    }
    assert manifest.outputs["word/QA-1 Quality Agreement v1.0.docx"].inputs == "1-old"
    assert manifest.sources == {"agreements/one/agreement.yaml": "old"}
    assert verify(tmp_path) == []


def test_a_file_of_an_owner_without_inputs_is_recorded_with_none(tmp_path: Path) -> None:
    manifest = publish(tmp_path, request_of("new", inputs={"one": "1"})).manifest
    assert manifest
    assert {output.owner: output.inputs for output in manifest.outputs.values()} == {
        "one": "1",
        "two": "",
        SITE: "",
        LIBRARY: "",
    }


def test_the_same_build_twice_is_the_same_bytes(tmp_path: Path) -> None:
    assert built(tmp_path) == built(tmp_path)


def test_a_new_build_replaces_the_old_one_as_a_whole(tmp_path: Path) -> None:
    built(tmp_path)
    there = built(tmp_path, "new", made={"coverage.json": b"new"})
    assert set(there) == {
        *("build/coverage.json", "build/manifest.json", "build/site/index.html", "build/site/assets/style.css")
    }


def test_the_last_good_files_of_an_agreement_with_errors_stay_and_are_marked(tmp_path: Path) -> None:
    old = built(tmp_path)
    new = request_of("new")
    path = "word/QA-1 Quality Agreement v1.0.docx"
    made = {name: data for name, data in new.made.items() if name != path}
    outcome = publish(tmp_path, replace(new, made=made, keep={"one"}))
    assert outcome.manifest
    assert not outcome.found
    assert contents(tmp_path)[f"build/{path}"] == old[f"build/{path}"]
    assert outcome.manifest.outputs[path].carried
    assert outcome.manifest.outputs[path].inputs == "1-old", "marked with the inputs of the build that made it"
    assert outcome.manifest.carried == {"one"}
    assert verify(tmp_path) == []


def test_what_is_not_rendered_this_time_is_carried_over_as_it_is(tmp_path: Path) -> None:
    old = built(tmp_path)
    path = "word/QA-2 Quality Agreement v1.0.docx"
    request = request_of("new", made={path: package("new")}, untouched={"one", SITE, LIBRARY}, write_site=None)
    outcome = publish(tmp_path, request)
    assert outcome.manifest
    assert not outcome.found
    assert not outcome.manifest.carried
    there = contents(tmp_path)
    unequal = {name for name in there if there[name] != old[name]}
    assert unequal == {f"build/{path}", "build/manifest.json"}


def test_a_last_good_file_that_someone_deleted_is_missed(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build/word/QA-1 Quality Agreement v1.0.docx").unlink()
    outcome = publish(tmp_path, request_of("new", made={}, keep={"one"}))
    assert outcome.manifest
    assert codes(outcome.found) == ["missing-output"]


def test_a_carried_file_is_never_overwritten_by_another_agreement(tmp_path: Path) -> None:
    old = built(tmp_path)
    path = "word/QA-1 Quality Agreement v1.0.docx"
    outcome = publish(tmp_path, request_of("new", owners={path: "two"}, keep={"one"}))
    assert outcome.manifest is None
    assert codes(outcome.found) == ["file-name-twins"]
    assert contents(tmp_path) == old


def test_a_page_made_anew_stands_before_the_carried_one(tmp_path: Path) -> None:
    owners = {**request_of("").owners, "site/index.html": "one"}
    built(tmp_path, owners=owners)
    outcome = publish(tmp_path, request_of("new", owners=owners, keep={"one"}))
    assert outcome.manifest
    assert contents(tmp_path)["build/site/index.html"] == b"<p>new</p>"
    assert not outcome.manifest.outputs["site/index.html"].carried


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("word/a.docx", "one"),
        ("site/agreements/one/x/index.html", "one"),
        ("site/agreements/one/x/y.html", "two"),
        ("site/agreements/oneself/index.html", SITE),
        ("coverage.json", LIBRARY),
    ],
)
def test_a_folder_can_have_an_owner_and_the_longest_path_decides(path: str, owner: str) -> None:
    owners = {"word/a.docx": "one", "site/agreements/one": "one", "site/agreements/one/x/y.html": "two"}
    assert owner_of(path, owners) == owner


def test_what_the_proof_reports_is_not_published(tmp_path: Path) -> None:
    old = built(tmp_path)
    fault = Diagnostic("text-lost", Severity.ERROR, Span("clauses/core/a.md", 3), "a sentence is missing")
    seen: list[str] = []

    def prove(path: str, data: bytes) -> list[Diagnostic]:
        assert path.startswith("site/") or data == request_of("new").made[path]
        seen.append(path)
        return [fault] if path == "coverage.json" else []

    outcome = publish(tmp_path, request_of("new", prove=prove))
    assert outcome == Outcome(None, (fault,))
    assert set(request_of("new").made) < set(seen)
    assert [path for path in seen if path.startswith("site/assets")]
    assert contents(tmp_path) == old


def test_a_warning_of_the_proof_travels_with_the_build(tmp_path: Path) -> None:
    fault = Diagnostic("odd", Severity.WARNING, Span("a"), "odd")
    outcome = publish(tmp_path, request_of("new", made={"coverage.json": b""}, prove=lambda _path, _data: [fault]))
    assert outcome.manifest
    assert outcome.found == (fault,)


def changing(path: str) -> Callable[[Path], None]:
    """Return a writer that changes a file made before it, as a scanner or a synchronising folder might."""

    def write(site: Path) -> None:
        (site.parent / path).write_bytes(b"else")

    return write


def deleting(path: str) -> Callable[[Path], None]:
    return lambda site: (site.parent / path).unlink()


def linking(path: str) -> Callable[[Path], None]:
    return lambda site: (site / "outside.html").symlink_to(site.parent / path)


@pytest.mark.parametrize("harm", [changing, deleting, linking])
def test_a_file_that_reads_back_otherwise_is_not_published(
    harm: Callable[[str], Callable[[Path], None]], tmp_path: Path
) -> None:
    old = built(tmp_path)
    outcome = publish(tmp_path, request_of("new", write_site=harm("coverage.json")))
    assert outcome.manifest is None
    assert codes(outcome.found) == [READBACK_DIFFERS.code]
    assert contents(tmp_path) == old


def test_a_carried_file_is_read_back_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = built(tmp_path)
    path = "word/QA-1 Quality Agreement v1.0.docx"
    monkeypatch.setattr(
        "generator.publish.fill.write", lambda to, data: write(to, b"else" if to.name in path else data)
    )
    outcome = publish(tmp_path, request_of("new", made={}, keep={"one"}))
    assert codes(outcome.found) == [READBACK_DIFFERS.code]
    assert contents(tmp_path) == old


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_the_site_raises_passes_through_and_nothing_is_left(error: type[BaseException], tmp_path: Path) -> None:
    old = built(tmp_path)

    def write_site(folder: Path) -> None:
        (folder / "half.html").write_text("half")
        raise error

    with pytest.raises(error):
        publish(tmp_path, request_of("new", write_site=write_site))
    assert contents(tmp_path) == old
