"""Names that every machine can keep, and that differ where their texts do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import LONGEST_NAME, LONGEST_NAME_BYTES, name_faults, publish, safe_name
from tests.publish.sample import codes, contents, request_of


@pytest.mark.parametrize(
    "name",
    [
        *("QA-00123 Quality Agreement v1.2 draft 3", "aurelia-northbay", "RM-076", "Qualitätsvereinbarung", "契約"),
        *("QA-7 (EU), v1.0", "a..b", "_", "CONTENT", "COM10"),
    ],
)
def test_a_plain_name_is_kept(name: str) -> None:
    assert safe_name(name) == name
    assert safe_name(name, ".docx") == f"{name}.docx"


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../../x", "/etc/passwd", "C:\\x", "C:x", "a/b", "a\\b", "a\0b", "a\nb", "-rf", "--help"),
        *("CON", "con", "nul.txt", "COM1", "lpt9.docx", "AUX ", "CONIN$", "x.", "x ", " x", ".hidden", "~x", "x~1"),
        *("a:b", "a*b", "a?b", 'a"b', "a<b", "a|b", "a\u202eb", "a\u200bb", "COM\u00b9", "a\u0301", "x" * 300),
        *("é" * 110, "R&D", "%2e%2e", "$HOME", "`x`", "x;y", "\u2024\u2024"),
    ],
)
def test_a_name_that_some_machine_cannot_keep_is_changed_and_hashed(name: str) -> None:
    assert safe_name(name) != name
    assert safe_name(safe_name(name)) == safe_name(name)
    assert safe_name(name, ".docx").endswith(".docx")
    assert name == "a/b" or list(name_faults([f"word/{name}"])), "a path of two plain names is fine"
    assert list(name_faults([f"word/{safe_name(name, '.docx')}"])) == []


@given(st.text(max_size=300))
def test_every_text_has_a_safe_name_of_its_own(text: str) -> None:
    for suffix in ("", ".docx"):
        name = safe_name(text, suffix)
        assert name.endswith(suffix)
        assert 0 < len(name) <= LONGEST_NAME
        assert len(name.encode()) <= LONGEST_NAME_BYTES
        assert safe_name(name) == name
        assert not set(name) & set('/\\:*?"<>|$`&;~\0\n')
        assert name[0] not in ".- "
        assert name[-1] not in ". "
        assert not list(name_faults([name]))


@given(st.lists(st.text(max_size=6), unique=True, max_size=8))
def test_different_texts_have_different_names(texts: list[str]) -> None:
    assert len({safe_name(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    "paths",
    [
        *(
            ["word/Site-A.docx", "word/site-a.docx"],
            ["Word/a.docx", "word/b.docx"],
            ["Word/a/b.docx", "word/A/B.docx"],
            ["a", "a/b"],
        ),
        *(["straße.docx", "STRASSE.docx"], ["ﬁn.docx", "fin.docx"]),
    ],
)
def test_names_that_meet_on_a_case_blind_disk_are_refused(paths: list[str], tmp_path: Path) -> None:
    made = dict.fromkeys(paths, b"")
    outcome = publish(tmp_path, request_of("new", made=made))
    assert codes(outcome.found) == ["file-name-twins"]
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("path", ["../x", "word/../../x", "/x", "word//x", "", "word/CON.docx", "w/" * 80 + "x" * 80])
def test_a_file_that_would_climb_is_refused(path: str, tmp_path: Path) -> None:
    root = tmp_path / "deep" / "root"
    root.mkdir(parents=True)
    outcome = publish(root, request_of("new", made={path: b"x"}))
    assert codes(outcome.found) == ["unsafe-file-name"]
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("path", ["manifest.json", "Manifest.JSON"])
def test_the_name_of_the_manifest_is_taken(path: str, tmp_path: Path) -> None:
    assert codes(publish(tmp_path, request_of("new", made={path: b"x"})).found) == ["unsafe-file-name"]


def test_names_of_the_site_are_looked_at_as_well(tmp_path: Path) -> None:
    outcome = publish(tmp_path, request_of("new", write_site=lambda site: (site / "a:b.html").write_text("x") and None))
    assert codes(outcome.found) == ["unsafe-file-name"]
    assert contents(tmp_path) == {}
