"""The page on a library that moves, walked through: its commands, in its order, show what it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.samples import ROOT
from tests.stories.test_isolation import WITHOUT_PAGES, agreements, edit
from tests.stories.test_surroundings import workspace

PAGE = ROOT / "site" / "pages" / "help" / "when-the-library-moves.md"
OWN = "clauses/companies/aurelia/aud/aud-remote.md"
CORE = "clauses/core/aud/aud-remote.md"


def commands() -> Iterator[list[str]]:
    """Yield the commands of the page as typed in the sample's workspace."""
    for block in re.findall(r"```text\nagreements (.*)\n```", PAGE.read_text(encoding="utf-8")):
        yield block.replace("YOUR-COMPANY", "aurelia").replace("YOUR-AGREEMENT", "aurelia-northbay").split()


def test_the_commands_of_the_page_show_what_it_promises(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", parts=WITHOUT_PAGES)
    (folder / OWN).unlink()
    assert agreements(folder, "adopt", "aurelia-northbay").returncode == 0
    amend, check, read, confirm, rest, build = commands()
    assert agreements(folder, *build).returncode == 0, "what was printed is compared with what would be now"

    shown = agreements(folder, *amend)
    assert OWN in shown.stdout
    assert "Quality Agreement, " in shown.stdout
    edit(folder / OWN, "record image or sound without the consent of the other [Party]", "record image or sound")

    edit(folder / CORE, "shall provide a secure view", "shall provide in good time a secure view")
    found = agreements(folder, *check).stderr
    assert "warning[stale-overlay]" in found
    assert "warning[library-moved]" in found
    assert "agreements adopt aud-remote" in found

    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shown = agreements(folder, *read)
    assert "{+" in shown.stdout
    assert re.search(r"shall provide ?\{\+ ?in good time ?\+\} ?a secure view", shown.stdout)
    assert "companies/aurelia says, and goes on saying:" in shown.stdout
    assert "A Party shall not record image or sound." in shown.stdout.partition("The agreements print")[2]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before

    assert agreements(folder, *confirm).returncode == 0
    assert "stale-overlay" not in agreements(folder, *check).stderr

    shown = agreements(folder, *rest)
    assert "changed: clauses/aud-remote" in shown.stdout
    assert "[-sound without the consent of the other Party.-]{+sound.+}" in shown.stdout
    assert agreements(folder, *rest[:-1]).returncode == 0
    assert "library-moved" not in agreements(folder, *check).stderr
    assert agreements(folder, *build).returncode == 0
