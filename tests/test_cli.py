"""The commands as people and programs meet them: exit codes, what stands on stdout, and that --help is quick."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click
import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from generator import cli, pipeline
from generator.author import QUESTIONS
from generator.cli import agreements, checking, voice
from generator.load.disk import read_workspace
from generator.making import made_files
from generator.read.word import W
from tests.review.hands import with_main_part

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("docx", "docxtpl", "jinja2", "lxml", "mkdocs", "openpyxl", "pydantic", "yaml")


class Answer(NamedTuple):
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[str]:
        """Codes of the findings on stdout, which holds JSON and nothing else."""
        return [one["code"] for one in json.loads(self.out)["findings"]]


Run = Callable[..., Answer]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases, which has no findings."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path / "w")
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "w" / "clauses" / "templates")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "w")
    shutil.copytree(ROOT / "site" / "pages", tmp_path / "w" / "site" / "pages")
    monkeypatch.chdir(tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command as the program does, to its end."""

    def run(*arguments: str) -> Answer:
        with pytest.raises(SystemExit) as end:
            cli.main([*arguments])
        shown = capfd.readouterr()
        assert isinstance(end.value.code, int)
        return Answer(end.value.code, shown.out, shown.err)

    return run


def add(root: Path, path: str, text: str) -> None:
    """Append *text* to a file of the workspace."""
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def spoil(root: Path) -> None:
    """Give the sample an error."""
    add(root, "agreements/sample/agreement.yaml", "values: {notise: 1 business day}\n")


def crash(*_: Any, **_named: Any) -> Any:
    raise RuntimeError("wheels came off")


# Exit codes


@pytest.mark.usefixtures("root")
def test_a_clean_workspace_ends_with_0(run: Run) -> None:
    assert run("check") == (0, "", "nothing found\n")


def test_an_error_ends_with_1_and_says_where_and_what_next(root: Path, run: Run) -> None:
    spoil(root)
    code, out, err = run("check")
    assert (code, out) == (1, "")
    assert 'agreements/sample/agreement.yaml:17:10: error[unknown-value] there is no value "notise"' in err
    assert 'hint: did you mean "notice"?' in err
    assert err.endswith("1 error\n")


def test_a_warning_ends_with_1_only_when_asked(root: Path, run: Run) -> None:
    add(root, "agreements/sample/agreement.yaml", "values: {notice: 1 week}\n")
    assert run("check").code == 0
    assert run("check", "--fail-on", "warning").code == 1


def test_an_open_point_ends_with_1_only_when_asked(root: Path, run: Run) -> None:
    add(root, "agreements/sample/agreement.yaml", 'values: {notice: "? one day or two"}\n')
    assert run("check", "--fail-on", "warning").code == 0
    assert run("check", "--fail-on", "note").code == 1


@pytest.mark.parametrize(
    "wrong", [["chek"], ["check", "--formt"], ["check", "--format", "xml"], ["new"], ["amend", "x"]]
)
def test_a_wrong_command_line_ends_with_2(run: Run, wrong: list[str]) -> None:
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert err.startswith("Usage:")


def test_a_misspelt_option_gets_the_nearest(run: Run) -> None:
    assert "--format" in run("check", "--formt").err
    assert "check" in run("chek").err.replace("chek", "")


def test_no_workspace_ends_with_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check")
    assert (code, out) == (3, "")
    assert "agreements init FOLDER" in err


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("command", ["check", "build"])
def test_an_unknown_agreement_ends_with_3_and_the_nearest(run: Run, command: str) -> None:
    code, out, err = run(command, "simple")
    assert (code, out) == (3, "")
    assert 'hint: did you mean "sample"?' in err


@pytest.mark.usefixtures("root")
def test_our_own_fault_ends_with_4_and_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_workspace", crash)
    code, out, err = run("check")
    assert (code, out) == (4, "")
    assert err.startswith("This is our fault, not yours: RuntimeError: wheels came off\n")
    assert "Traceback" not in err


@pytest.mark.usefixtures("root")
def test_our_own_fault_shows_where_when_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_workspace", crash)
    monkeypatch.setenv("AGREEMENTS_DEBUG", "1")
    assert "Traceback" in run("check").err


# Programs read stdout


@pytest.mark.parametrize("written", [["--format", "json"], ["--format=json"]])
def test_json_stands_alone_on_stdout(root: Path, run: Run, written: list[str]) -> None:
    assert run("check", *written).findings == []
    spoil(root)
    answer = run("check", *written)
    assert (answer.code, answer.findings) == (1, ["unknown-value"])
    first = json.loads(answer.out)["findings"][0]
    assert (first["agreement"], first["path"], first["line"]) == ("sample", "agreements/sample/agreement.yaml", 17)


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("written", [["--format", "json"], ["--format=json"]])
def test_json_stands_alone_on_stdout_also_after_a_crash(
    run: Run, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    monkeypatch.setattr(pipeline, "read_workspace", crash)
    code, out, _ = run("check", *written)
    assert (code, json.loads(out)) == (4, {"schema": 1, "crash": "RuntimeError: wheels came off"})


def commands_with_forms(group: click.Group = agreements, above: str = "") -> dict[str, click.Command]:
    """Return every command that can speak to programs, by the words that call it."""
    found: dict[str, click.Command] = {}
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            found |= commands_with_forms(one, f"{above}{name} ")
        elif any(parameter.name == "form" for parameter in one.params):
            found[above + name] = one
    return found


WHO = ["--by", "Ann", "--on", "2026-11-20", "--reason", "Agreed on the telephone"]
NEEDED = {
    "explain": ["notice"],
    "init": ["fresh"],
    "new": ["other", "--blank", "blank.xlsx"],
    "amend": ["dev-notice", "--in", "agreements/sample"],
    "adopt": ["sample"],
    "import": ["clauses/templates/counsel.docx", "--as", "other"],
    "freeze": ["sample", "1.0-draft-1", "--status", "sent", *WHO],
    "review read": ["clauses/templates/counsel.docx"],
    "review decide": ["sample", "round-1", "--accept", "1", *WHO],
    "review apply": ["sample", "round-1"],
    "workbook export": ["sample"],
    "workbook import": ["mkdocs.yml"],
    "template lint": ["clauses/templates/counsel.docx"],
    "template new": ["house"],
}
"""What a command must be given to run; it may find faults there."""


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("words", commands_with_forms())
def test_a_crash_of_any_command_is_one_object_on_stdout(run: Run, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    command = commands_with_forms()[words]
    does = command.callback
    assert does is not None

    def broken_in_the_end(**given: Any) -> None:
        with contextlib.suppress(click.exceptions.Exit, click.ClickException):
            does(**given)
        crash()

    for broken in (crash, broken_in_the_end):
        monkeypatch.setattr(command, "callback", broken)
        code, out, err = run(*words.split(), *NEEDED.get(words, []), "--format", "json")
        assert (code, json.loads(out)) == (4, {"schema": 1, "crash": "RuntimeError: wheels came off"})
        assert "This is our fault, not yours: RuntimeError: wheels came off" in err


def test_copies_of_several_agreements_are_one_object_on_stdout(root: Path, run: Run) -> None:
    shutil.copytree(root / "agreements" / "sample", root / "agreements" / "zebra")
    path = root / "agreements" / "zebra" / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: sample", "id: zebra"), encoding="utf-8")
    assert run("build", "--copy", "clean", "--format", "json").findings == []


@pytest.mark.usefixtures("root")
def test_words_that_are_no_letters_do_not_break_what_a_program_reads(run: Run) -> None:
    code, out, _ = run("check", "a\udcff", "--format", "json")
    assert code == 3
    assert "a\udcff" in json.loads(out)["findings"][0]["message"]


@pytest.mark.usefixtures("root")
def test_json_stands_alone_on_stdout_also_for_an_unknown_agreement(run: Run) -> None:
    answer = run("check", "simple", "--format", "json")
    assert (answer.code, answer.findings) == (3, ["no-such-agreement"])


def test_json_keeps_names_of_any_script(root: Path, run: Run) -> None:
    add(root, "agreements/sample/contacts.yaml", "- {id: x, role: מנהל, party: giver, name: Ann}\n")
    assert "מנהל" in run("check", "--format", "json").out


@pytest.mark.usefixtures("root")
def test_build_says_on_stdout_nothing_but_json(run: Run) -> None:
    answer = run("build", "--format", "json")
    assert (answer.code, answer.findings) == (0, [])
    assert json.loads(run("status", "--format", "json").out)["agreements"][0]["build"] == "up to date"
    assert run("verify", "--format", "json").findings == []


def test_check_of_one_agreement_says_what_concerns_it_and_no_more(root: Path, run: Run) -> None:
    shutil.copytree(root / "agreements" / "sample", root / "agreements" / "other")
    path = root / "agreements" / "other" / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: sample", "id: other"), encoding="utf-8")
    spoil(root)
    assert run("check").code == 1
    assert run("check", "other").code == 0
    add(root, "clauses/core/dev/dev-notice.md", "\n## falback\nWords.\n")
    assert run("check", "other", "--format", "json").findings == ["clause-text"]


def test_check_of_one_agreement_says_what_another_has_as_well(root: Path, run: Run) -> None:
    shutil.copytree(root / "agreements" / "sample", root / "agreements" / "zebra")
    path = root / "agreements" / "zebra" / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: sample", "id: zebra"), encoding="utf-8")
    add(root, "clauses/core/responsibilities.yaml", "- {id: RM-9, topic: DEV, activity: Answer., giver: R}\n")
    for id_ in ("sample", "zebra"):
        assert run("check", id_, "--format", "json").findings == ["unaccountable-row"]


@pytest.mark.parametrize("wrong", [["chek"], ["check", "--formt"], ["check", "--fail-on", "all"], ["new"]])
def test_a_wrong_command_line_is_json_too_when_json_was_asked_for(run: Run, wrong: list[str]) -> None:
    code, out, _ = run(*wrong, "--format", "json")
    assert code == 2
    assert [*json.loads(out)] == ["schema", "usage"]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_missing_workspace_is_said_to_programs_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check", "--format", form)
    assert (code, err) == (3, "")
    assert '"no-workspace"' in out
    assert json.loads(out)


@pytest.mark.usefixtures("root")
def test_sarif_says_of_a_crash_that_the_command_came_to_no_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_workspace", crash)
    code, out, _ = run("check", "--format", "sarif")
    ended = json.loads(out)["runs"][0]["invocations"][0]
    assert (code, ended["executionSuccessful"], ended["exitCode"]) == (4, False, 4)
    assert "wheels came off" in ended["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.usefixtures("root")
def test_a_crash_cannot_end_the_command_of_a_workflow(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_workspace", lambda *_: int("1\n::set-env name=A::b"))
    out = run("check", "--format", "github").out
    assert out.startswith("::error title=crash::ValueError")
    assert out.count("\n") == 1


def test_a_workflow_gets_one_command_for_each_finding(root: Path, run: Run) -> None:
    assert run("check", "--format", "github") == (0, "", "")
    spoil(root)
    code, out, err = run("check", "--format", "github")
    assert (code, err) == (1, "")
    place = "file=agreements/sample/agreement.yaml,line=17,col=10,title=unknown-value"
    assert out == f'::error {place}::there is no value "notise" (did you mean "notice"?)\n'


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.parametrize("words", [["fmt"], ["amend", "nothing", "--in", "agreements/sample"], ["adopt", "nothing"]])
@pytest.mark.usefixtures("root")
def test_commands_that_write_files_speak_to_programs_too(run: Run, words: list[str], form: str) -> None:
    code, out, err = run(*words, "--format", form)
    assert (code == 0) == (words == ["fmt"])
    assert json.loads(out)
    assert not err


@pytest.mark.parametrize("fail_on", ["error", "warning", "note"])
@pytest.mark.parametrize(
    ("severity", "line"),
    [
        ("error", "values: {notise: 1 business day}\n"),
        ("warning", "values: {notice: 1 week}\n"),
        ("note", 'values: {notice: "? one day or two"}\n'),
    ],
)
def test_fail_on_decides_from_which_weight_on_the_code_is_1(
    root: Path, run: Run, severity: str, line: str, fail_on: str
) -> None:
    add(root, "agreements/sample/agreement.yaml", line)
    weights = ["note", "warning", "error"]
    assert run("check", "--fail-on", fail_on).code == int(weights.index(severity) >= weights.index(fail_on))


def test_colours_are_for_terminals_only(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(root)
    assert "\x1b" not in run("check").err
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stderr", Screen())
    assert voice.colourful()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not voice.colourful()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not voice.colourful()


class Screen(io.StringIO):
    """What a terminal says of itself."""

    def isatty(self) -> bool:
        return True


def test_a_watch_looks_again_only_after_a_change_and_ends_with_ctrl_c(capfd: pytest.CaptureFixture[str]) -> None:
    states = iter(["a", "a", "b", "b", "b", "c"])
    waits = iter(range(5))
    looked: list[int] = []

    def wait() -> None:
        if next(waits, None) is None:
            raise KeyboardInterrupt

    checking.watch(lambda: next(states), lambda: looked.append(1), wait)
    assert len(looked) == 3
    assert capfd.readouterr().err == "No longer watching.\n"


def test_a_watch_says_what_is_found_after_each_change(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter([True, False])

    def wait(_: float) -> None:
        turn = next(turns, None)
        if turn is None:
            raise KeyboardInterrupt
        if turn:
            spoil(root)

    monkeypatch.setattr("generator.cli.checking.time.sleep", wait)
    code, out, err = run("check", "--watch")
    assert (code, out) == (0, "")
    assert err.startswith("Checking.\nnothing found\nChecking.\nagreements/sample/agreement.yaml:17:10: error[")
    assert err.endswith("1 error\nNo longer watching.\n")


# Nobody to ask


@pytest.mark.usefixtures("root")
def test_without_a_terminal_nothing_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("an answer nobody asked for\n"))
    code, out, err = run("new", "my-agreement")
    assert (code, out) == (2, "")
    assert "--answers FILE" in err


@pytest.mark.usefixtures("root")
def test_a_name_that_is_taken_is_refused(run: Run) -> None:
    assert run("new", "sample").code == 2


# Explaining


@pytest.mark.usefixtures("root")
def test_a_workbook_is_written_to_fill_in_and_starts_the_agreement(root: Path, run: Run) -> None:
    answer = run("new", "southport", "--blank", "start.xlsx")
    assert (answer.code, (root / "start.xlsx").exists(), (root / "agreements/southport").exists()) == (0, True, False)
    book = load_workbook(root / "start.xlsx")
    answers = book["Agreement"]
    for number, needed in enumerate((one.needed for one in QUESTIONS if one.id != "sites"), 2):
        answers.cell(number, 3).value = answers.cell(number, 4).value if needed else None
    book["Sites"]["A2"], book["Sites"]["C2"] = "Hall 1", "manufacturing"
    book.save(root / "start.xlsx")
    assert run("new", "southport", "--from", "start.xlsx").code == 0
    assert b"id: southport" in (root / "agreements/southport/agreement.yaml").read_bytes()


def test_a_workbook_that_is_there_is_not_written_over(root: Path, run: Run) -> None:
    (root / "start.xlsx").write_bytes(b"mine")
    answer = run("new", "southport", "--blank", "start.xlsx")
    assert answer.code != 0
    assert (root / "start.xlsx").read_bytes() == b"mine"


def test_a_workbook_with_wrong_answers_starts_nothing_and_says_where(root: Path, run: Run) -> None:
    assert run("new", "southport", "--blank", "start.xlsx").code == 0
    code, out, err = run("new", "southport", "--from", "start.xlsx")
    assert code == 1
    assert "start.xlsx:Agreement!" in out + err
    assert not (root / "agreements/southport").exists()


def test_one_way_to_start_an_agreement_at_a_time(root: Path, run: Run) -> None:
    assert run("new", "southport", "--blank", "start.xlsx", "--from", "other.xlsx").code == 2
    assert not (root / "start.xlsx").exists()


@pytest.mark.usefixtures("root")
def test_explain_answers_for_a_code_a_clause_a_value_and_a_number(run: Run) -> None:
    assert "undefined-term (error)" in run("explain", "undefined-term").out
    assert "clause: Notice (Quality Agreement 2.1)" in run("explain", "dev-notice").out
    assert "value: Notice: 1 business day" in run("explain", "notice").out
    assert "is the clause dev-notice" in run("explain", "2.1").out


def test_explain_shows_an_example_that_is_true(run: Run) -> None:
    shown = run("explain", "unknown-value").out
    assert "  At the end of agreements/sample/agreement.yaml:\n    values: {notise: 1 business day}\n" in shown
    record = json.loads(run("explain", "unknown-value", "--format", "json").out)
    assert (record["code"], record["example"]["files"][0]["added"]) == ("unknown-value", True)
    assert "example" not in json.loads(run("explain", "no-workspace", "--format", "json").out)


@pytest.mark.usefixtures("root")
def test_explain_answers_programs_too(run: Run) -> None:
    record = json.loads(run("explain", "notice", "--format", "json").out)
    assert {"about": "value", "says": "Notice: 1 business day"} in record["answers"][0]["facts"]
    code, out, _ = run("explain", "no-such-thing", "--format", "json")
    assert (code, json.loads(out)["answers"]) == (1, [])


@pytest.mark.usefixtures("root")
def test_explain_offers_the_nearest_for_what_it_does_not_know(run: Run) -> None:
    code, out, err = run("explain", "dev-notise")
    assert (code, out) == (1, "")
    assert 'is called "dev-notise". Did you mean "dev-notice"?' in err


# Help and version


@pytest.mark.parametrize("command", sorted(agreements.commands))
def test_every_command_helps(command: str) -> None:
    helped = CliRunner().invoke(agreements, [command, "--help"])
    assert helped.exit_code == 0
    assert f"Usage: agreements {command}" in helped.output


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    program = f"""
import atexit, sys
atexit.register(lambda: print(*(name for name in {HEAVY} if name in sys.modules), file=sys.stderr))
from generator.cli import main
main(["{option}"])
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not ran.stderr.split()
    assert ran.stdout


def test_the_program_ends_as_the_function_does(root: Path) -> None:
    spoil(root)
    command = [sys.executable, "-m", "generator", "check", "--format", "json"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, check=False)
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["findings"][0]["code"] == "unknown-value"


@pytest.mark.skipif(os.name != "posix", reason="pipes close in another way there")
def test_a_reader_who_has_read_enough_is_no_fault(root: Path) -> None:
    command = f'"{sys.executable}" -m generator schema | head -c 1; echo "${{PIPESTATUS[0]}}"'
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", command], cwd=root, env=surroundings, capture_output=True, text=True, check=True
    )
    assert (ran.stdout.split(), ran.stderr) == (["{0"], "")


@pytest.mark.usefixtures("root")
def test_library_show_lists_layers_what_one_holds_and_who_speaks_of_an_id(run: Run) -> None:
    assert run("library", "show").out.startswith("layer ")
    assert "values/notice" in run("library", "show", "core").out
    assert "values: core (core)" in run("library", "show", "values/notice").out
    code, out, err = run("library", "show", "notise")
    assert (code, out) == (1, "")
    assert 'did you mean "notice"?' in err


def test_library_vendor_leaves_a_core_of_ones_own_alone(run: Run, root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, _, err = run("library", "vendor")
    assert code == 1
    assert "error[own-core]" in err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("day", "due"), [("2029-01-03", []), ("2029-01-04", ["review-due"]), ("2030-01-01", ["review-due"])]
)
def test_a_review_is_due_only_on_the_day_that_is_asked_about(run: Run, day: str, due: list[str]) -> None:
    assert run("check", "--format", "json").findings == []
    asked = run("check", "--on", day, "--format", "json")
    assert (asked.code, asked.findings) == (0, due)
    assert run("check", "sample", "--on", day, "--fail-on", "warning").code == (1 if due else 0)


@pytest.mark.usefixtures("root")
def test_a_day_that_is_no_date_is_refused(run: Run) -> None:
    assert run("check", "--on", "soon").code == 2


def test_a_dry_run_of_amend_and_adopt_shows_what_prints_and_writes_nothing(run: Run, root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, out, _ = run("amend", "values/notice", "--in", "agreements/sample", "--dry-run")
    assert code == 0
    assert "agreements/sample/values.yaml" in out
    assert "Quality Agreement, " in out
    assert run("adopt", "sample", "--dry-run").code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_adopt_shows_what_prints_and_what_differs_from_the_last_build(run: Run, root: Path) -> None:
    assert run("build").code == 0
    assert "Since the last build" not in run("adopt", "sample", "--dry-run").out
    run("amend", "values/notice", "--in", "agreements/sample")
    add(root, "agreements/sample/values.yaml", "  default: 2 business days\n")
    out = run("adopt", "values/notice", "--dry-run").out
    assert "Confirming changes no document. The agreements print:" in out
    assert "{+" in run("adopt", "sample", "--dry-run").out.partition("Since the last build it prints otherwise:")[2]


def test_adopt_of_an_agreement_that_was_never_built_shows_the_words_that_came(run: Run, root: Path) -> None:
    assert run("adopt", "sample").code == 0
    clause = root / "clauses/core/dev/dev-notice.md"
    clause.write_text(clause.read_text(encoding="utf-8").replace("shall tell", "shall write to"), encoding="utf-8")
    out = run("adopt", "sample", "--dry-run").out
    assert "changed: clauses/dev-notice" in out
    words = out.partition("What changed prints now (the words of before are not kept here):")[2]
    assert "shall write to" in words
    assert "have these meanings" not in words, "what did not change is not shown"
    assert run("adopt", "sample").code == 0
    assert "What changed prints now" not in run("adopt", "sample", "--dry-run").out


def test_amend_with_a_field_shows_what_would_print_otherwise(run: Run, root: Path) -> None:
    asked = ("amend", "values/notice", "--in", "agreements/sample", "--set")
    code, out, _ = run(*asked, "default=2 business days", "--dry-run")
    assert code == 0
    assert "[-1-]{+2+}" in out
    assert not (root / "agreements" / "sample" / "values.yaml").exists()
    code, _, err = run(*asked, "default 2 business days")
    assert code == 2
    assert '--set "FIELD=WORDS"' in err


def test_amend_refuses_words_that_the_field_does_not_read_and_tells_what_check_will_say(run: Run, root: Path) -> None:
    asked = ("amend", "values/notice", "--in", "agreements/sample", "--set")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for words, told in (("default=2 fortnights", '"2 fortnights" is not a number'), ("reason=yes", "is no reason")):
        code, out, err = run(*asked, words)
        assert (code, out) == (1, "")
        assert "agreements/sample/values.yaml:" in err
        assert told in err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    code, out, _ = run("amend", "RM-001", "--in", "agreements/sample", "--set", "acceptor=I", "--dry-run")
    assert code == 0
    assert "`agreements check` will say of it:" in out
    assert "error[idle-row] RM-001 has nobody who does the work" in out


@pytest.mark.usefixtures("root")
def test_adopt_offers_what_a_misspelt_name_may_mean(run: Run) -> None:
    code, _, err = run("adopt", "sampel", "--dry-run")
    assert code == 1
    assert 'there is no agreement, clause, row or Word template "sampel"' in err
    assert 'did you mean "sample"?' in err


@pytest.mark.usefixtures("root")
def test_a_version_is_not_frozen_for_a_reason_that_is_none(run: Run) -> None:
    who = ("--status", "sent", "--by", "Jo, Head of Quality", "--on", "2026-11-20")
    code, _, err = run("freeze", "sample", "1.0-draft-1", *who, "--reason", "yes")
    assert code == 2
    assert '--reason: "yes" is no reason' in err


def test_a_check_without_agreements_says_so(run: Run, root: Path) -> None:
    shutil.rmtree(root / "agreements")
    code, _, err = run("check")
    assert code == 0
    assert "There is no agreement below agreements/" in err


def test_fmt_shows_what_it_would_change_and_changes_nothing(run: Run, root: Path) -> None:
    add(root, "clauses/core/values.yaml", "# a comment  \n")
    before = (root / "clauses/core/values.yaml").read_bytes()
    code, out, _ = run("fmt", "--diff")
    assert code == 0
    assert "# a comment··" in out
    assert (root / "clauses/core/values.yaml").read_bytes() == before


def test_fmt_shows_only_the_words_of_places_that_changed(run: Run, root: Path) -> None:
    assert run("fmt").code == 0
    places = [path for path in root.rglob("places.txt") if len(path.read_text().splitlines()) > 1]
    assert places
    places[0].write_text(places[0].read_text().rpartition("\n")[0].rpartition("\n")[0] + "\n")
    _, out, _ = run("fmt", "--diff")
    assert out.count("+ ") == 1


# Word templates


def test_a_new_template_stands_where_agreements_name_it_and_is_never_written_over(root: Path, run: Run) -> None:
    code, _, err = run("template", "new", "companies/acme/house", "--like", "corporate")
    assert code == 0
    assert "template: companies/acme/house" in err
    made = (root / "clauses/companies/acme/house.docx").read_bytes()
    assert made == (ROOT / "clauses/templates/corporate.docx").read_bytes()
    assert run("template", "new", "companies/acme/house").code == 1
    assert (root / "clauses/companies/acme/house.docx").read_bytes() == made


def test_a_template_is_mended_beside_the_file_that_was_named(root: Path, run: Run) -> None:
    letter = root / "letter.docx"
    docx.Document().save(str(letter))
    before = letter.read_bytes()
    assert run("template", "lint", "letter.docx").code == 1
    code, _, err = run("template", "lint", "letter.docx", "--mend")
    assert code == 0
    assert "mended: markers were missing and are added: COVER-PARTIES" in err
    assert letter.read_bytes() == before
    assert run("template", "lint", "letter mended.docx").code == 0
    mended = (root / "letter mended.docx").read_bytes() + b" "
    (root / "letter mended.docx").write_bytes(mended)
    code, _, err = run("template", "lint", "letter.docx", "--mend")
    assert (code, "letter mended.docx" in err, "Written" in err) == (3, True, False), "what stands there is kept"
    assert (root / "letter mended.docx").read_bytes() == mended


def test_a_template_that_cannot_be_mended_is_left_alone(root: Path, run: Run) -> None:
    damaged = root / "letter.docx"
    damaged.write_bytes(b"no Word file")
    code, _, err = run("template", "lint", "letter.docx", "--mend")
    assert (code, "error[not-a-package]" in err, "Written" in err) == (1, True, False)
    assert not (root / "letter mended.docx").exists()


@pytest.mark.usefixtures("root")
def test_a_logo_that_is_no_png_file_is_refused(run: Run) -> None:
    Path("logo.png").write_bytes(b"GIF89a")
    assert run("template", "new", "companies/acme/house", "--logo", "logo.png", "--format", "json").findings == [
        "broken-template"
    ]


# Negotiating


def came_back(root: Path) -> Path:
    """Return where the Quality Agreement of the sample lies with one word of its clause changed."""
    result = pipeline.read_files(read_workspace(root, root / "clauses")[0])
    sent = next(
        data for path, data in made_files(result.workspace, result.results[0]).items() if path.endswith(".docx")
    )

    def change(main: Any) -> None:
        text = next(one for one in main.iter(f"{W}t") if "shall tell" in (one.text or ""))
        text.text = text.text.replace("shall tell", "shall promptly tell")

    file = root.parent / "back.docx"
    file.write_bytes(with_main_part(sent, change))
    return file


DECIDED = ("--all", "--accept", "--reason", "Agreed", "--by", "Jo Example", "--on", "2026-11-26")


def test_a_returned_file_is_read_decided_and_written_by_three_commands(root: Path, run: Run) -> None:
    read = run("review", "read", str(came_back(root)))
    assert read.code == 0
    assert "wording: 2.1 Notice  [not tracked]" in read.out
    assert "shall{+ promptly+} tell" in read.out
    assert "agreements/sample/reviews/round-1/report.docx" in read.out
    assert "Next: decide 1 proposal in proposals.yaml, or: agreements review decide sample round-1" in read.err
    assert "(read before)" in run("review", "decide", "sample", "round-1").out
    assert run("review", "decide", "sample", "round-1", *DECIDED, "--reason", "ok").code == 2
    decided = run("review", "decide", "sample", "round-1", *DECIDED)
    assert decided.out == "agreements/sample/reviews/round-1/proposals.yaml\n"
    assert decided.err == "Next: all is decided: agreements review apply sample round-1 --dry-run\n"
    clause = root / "agreements/sample/clauses/dev-notice.md"
    tried = run("review", "apply", "sample", "round-1", "--dry-run")
    assert (tried.code, clause.exists()) == (0, False)
    said = "1 would be written, 0 wait for a person.\nNext: agreements review apply sample round-1\n"
    assert tried.err == said
    applied = run("review", "apply", "sample", "round-1").err
    assert applied.startswith(
        "1 are written, 0 wait for a person.\nNext: raise draft: in agreements/sample/agreement.yaml"
    )
    assert "agreements redline sample --against 1.0-draft-" in applied
    assert "shall promptly tell the [Contract Giver] of each [Deviation] within {{ notice }}" in clause.read_text()
    lost = run("review", "apply", "sample", "nowhere")
    assert (lost.code, "rounds: round-1" in lost.err) == (2, True)


def test_a_workbook_goes_out_and_comes_back_and_another_file_is_refused(root: Path, run: Run) -> None:
    sent = run("workbook", "export", "sample", "--to", str(root.parent / "books"))
    assert sent.code == 0
    back = run("workbook", "import", sent.out.strip())
    assert (back.code, "nothing differs from what was sent" in back.out) == (0, True)
    assert (root / "agreements/sample/reviews/round-1/workbook.xlsx").exists()
    for command in ("workbook import", "review read"):
        refused = run(*command.split(), str(root / "mkdocs.yml"))
        assert (refused.code, "error[not-a-package]" in refused.err) == (1, True)


def test_a_word_file_of_others_is_first_shown_and_then_made_into_a_folder(root: Path, run: Run) -> None:
    command = ("import", str(came_back(root)), "--as", "theirs")
    home = root / "agreements" / "theirs"
    shown = run(*command, "--dry-run")
    assert (shown.code, home.exists(), "(nothing was written)" in shown.out) == (0, False, True)
    made = run(*command)
    assert (made.code, "Next: read agreements/theirs/reviews/import/import-report.html" in made.out) == (0, True)
    assert (home / "reviews/import/source.docx").read_bytes() == (root.parent / "back.docx").read_bytes()
    assert "name-taken" in run(*command).err


@pytest.mark.usefixtures("root")
def test_links_are_confirmed_by_somebody_who_says_what_they_read(run: Run) -> None:
    assert run("library", "confirm") == (0, "Nothing is left to confirm.\n", "")
    nowhere = run("library", "confirm", "notice", "--format", "json")
    assert (nowhere.code, nowhere.findings) == (1, ["no-such-link"])
    unsaid = run("library", "confirm", "--by", "Jo Example")
    assert (unsaid.code, "Say what you have read" in unsaid.err) == (2, True)
    undated = run("library", "confirm", "notice", "--by", "Jo Example")
    assert (undated.code, "on which day: --by" in undated.err) == (2, True)


def test_a_new_agreement_needs_a_free_name_and_somebody_to_ask(root: Path, run: Run) -> None:
    taken = run("new", "sample")
    assert (taken.code, 'There is an agreement "sample" already' in taken.err) == (2, True)
    blank = root.parent / "blank.xlsx"
    assert run("new", "other", "--blank", str(blank)).out == f"{blank}\n"
    twice = run("new", "other", "--from", str(blank), "--blank", str(blank))
    assert (twice.code, "Give one of" in twice.err) == (2, True)


def test_schemas_are_printed_or_written_for_editors(root: Path, run: Run) -> None:
    assert "agreement" in json.loads(run("schema").out)
    assert run("schema", "--write").code == 0
    assert "agreement.yaml" in json.loads((root / "clauses/schemas/agreement.schema.json").read_text())["description"]
    (root / "clauses/schemas/agreement.schema.json").unlink()
    (root / "generator/cli").mkdir(parents=True)
    code, _, said = run("schema", "--write")
    assert (code, "our fault" in said) == (1, False)
    assert "The reference pages stay as they are: there is no clauses/companies/aurelia/library.yaml" in said
    assert (root / "clauses/schemas/agreement.schema.json").is_file()


@pytest.mark.usefixtures("root")
def test_the_doctor_names_each_thing_that_is_there_or_lacks(run: Run) -> None:
    code, out, _ = run("doctor")
    states = [line.split()[0] for line in out.splitlines()]
    assert set(states) <= {"ok", "lack"}
    assert code == ("lack" in states)
    assert "Python: " in out


def test_the_doctor_lists_the_packages_of_this_release(run: Run) -> None:
    bill = json.loads(run("doctor", "--sbom").out)
    assert bill["bomFormat"] == "CycloneDX"
    assert "lxml" in {one["name"] for one in bill["components"]}


# Sources that are made and changed


def test_a_workspace_is_made_once_and_never_written_over(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "new"
    made = run("init", str(home), "--company", "acme")
    assert (made.code, f"Your workspace is in {home}. Next:" in made.err) == (0, True)
    assert (home / "clauses/companies/acme").is_dir()
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    again = run("init", str(home), "--company", "other")
    assert again.code == 3
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


ANSWERS = """\
number: QA-1
title: Filling
giver: {name: Aurelia Example Ltd, registration: "1", address: 1 Example Quay, country: IE}
acceptor: {name: Northbay Example GmbH, registration: "2", address: 2 Beispielweg, country: DE}
sites: [{name: Hall 1, services: [manufacturing]}]
regions: [EU]
stage: commercial
"""


def test_a_file_of_answers_starts_an_agreement_or_says_where_it_is_wrong(root: Path, run: Run) -> None:
    add(root, "answers.yaml", ANSWERS)
    made = run("new", "southport", "--answers", "answers.yaml")
    assert (made.code, "Add yours to `layers`." in made.err) == (0, True), made.err
    assert b"id: southport" in (root / "agreements/southport/agreement.yaml").read_bytes()
    add(root, "answers.yaml", "stagge: commercial\n")
    code, out, err = run("new", "northport", "--answers", "answers.yaml")
    assert (code, out, (root / "agreements/northport").exists()) == (1, "", False)
    assert "answers.yaml:8:1: error" in err
    assert 'did you mean "stage"?' in err


def test_a_person_at_a_terminal_is_asked_with_an_example_for_each(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {one.asks: one.example for one in QUESTIONS if one.needed}
    answers |= {one.asks: "Hall 1 (manufacturing)" for one in QUESTIONS if one.id == "sites"}
    asked: list[str] = []

    def prompt(text: str, **_: Any) -> str:
        asked.append(text)
        return answers.get(text.partition(" (for example: ")[0], "")

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    assert run("new", "southport").code == 0
    assert asked[0] == f"{QUESTIONS[0].asks} (for example: {QUESTIONS[0].example})"
    assert b"id: southport" in (root / "agreements/southport/agreement.yaml").read_bytes()


def test_fmt_writes_nothing_while_a_file_has_a_fault(root: Path, run: Run) -> None:
    add(root, "clauses/core/values.yaml", "# a comment  \n")
    add(root, "clauses/core/roles.yaml", "- {id: x, title: [}\n")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    code, out, err = run("fmt", "clauses/core/roles.yaml")
    assert (code, out) == (1, "")
    assert "clauses/core/roles.yaml:" in err
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    "wrong",
    [
        ["amend", "values/notise", "--in", "agreements/sample"],
        ["adopt", "values/notise"],
    ],
)
def test_what_is_not_there_is_named_with_the_nearest(run: Run, wrong: list[str]) -> None:
    code, out, err = run(*wrong)
    assert (code, out) == (1, "")
    assert 'did you mean "notice"?' in err


def test_an_amended_row_is_written_and_adopted_for_programs(root: Path, run: Run) -> None:
    made = run("amend", "values/notice", "--in", "agreements/sample", "--format", "json")
    assert json.loads(made.out)["files"] == [
        "agreements/sample/values.yaml",
        "agreements/sample/reviewed/values/notice.txt",
    ]
    assert (root / "agreements/sample/values.yaml").exists()
    assert json.loads(run("adopt", "values/notice", "--format", "json").out)["findings"] == []


def test_a_library_is_copied_once_and_your_own_files_are_kept(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path / "new"))
    monkeypatch.chdir(tmp_path / "new")
    assert "files copied into clauses/, 0 kept" in run("library", "vendor", "regions/eu").err
    mine = min((tmp_path / "new/clauses/regions/eu").rglob("*.yaml"))
    mine.write_text("# ours\n")
    again = run("library", "vendor", "regions/eu")
    assert f"kept: {mine.relative_to(tmp_path / 'new').as_posix()}" in again.err
    assert mine.read_text() == "# ours\n"


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("copies", "build --copy clean"),
        ("copies/sample", "build --copy clean --audience outside"),
        ("copies/sample", "build --copy redline"),
        ("published", "build --audience outside"),
        ("redlines", "redline sample"),
        ("workbooks", "workbook export sample"),
    ],
)
def test_nothing_is_written_behind_a_link_in_the_workspace(root: Path, run: Run, link: str, words: str) -> None:
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(elsewhere)
    answer = run(*words.split())
    assert answer.code in {1, 3}
    assert "error[linked-build-folder]" in answer.err
    assert not [*elsewhere.iterdir()]


def test_a_folder_that_somebody_names_may_be_a_link(root: Path, run: Run) -> None:
    (root.parent / "elsewhere").mkdir()
    (root.parent / "link").symlink_to(root.parent / "elsewhere")
    assert run("redline", "sample", "--to", str(root.parent / "link")).code == 0
    assert [*(root.parent / "elsewhere").glob("*.docx")]


@pytest.mark.usefixtures("root")
def test_a_port_that_is_none_or_in_use_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("serve", "--port", "99999").code == 2

    def taken(*_: Any, **_named: Any) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("mkdocs.commands.serve.serve", taken)
    answer = run("serve", "--port", "8000")
    assert answer.code == 1
    assert "Address already in use" in answer.err
    assert "--port" in answer.err
