"""A new workspace: the files that are the user's from the first day."""

from __future__ import annotations

import json
from typing import Any

from generator.author.layout import yaml_text
from generator.author.new import slug
from generator.files import Files
from generator.model.kinds import CARDS, CATALOGUE, ROWS, kind_of

MKDOCS = """# The site: pages made from the agreements and clauses, and your own below site/pages.
# agreements build writes it into build/site; agreements serve shows it while you write.
site_name: Quality agreements
docs_dir: site/pages
site_dir: build.site
use_directory_urls: false

theme:
  name: quality-agreements

plugins:
  - quality-agreements

markdown_extensions:
  - admonition
  - tables
  - toc:
      permalink: false
"""

HELP = """# Help

This site is made from the files of this workspace. Nobody edits it by hand: whoever finds a mistake mends the file and
builds again.

- A page of an agreement says who must be told what, how soon, and where the clause stands that says so.
- What is still open is marked. A draft with open points binds nobody.
- A clause or row that differs from the library says why.

Write on this page whom to call about the agreements of your company, and how changes are asked for.
"""

README = """# Quality agreements of {title}

This folder holds quality agreements as data. One command makes Word documents, Excel tables and a site of them.

```
agreements new supplier-name     # asks a dozen questions and makes a folder below agreements/
agreements check                 # says what is wrong, where, and what to do about it
agreements build                 # makes everything, into build/
agreements serve                 # shows the site while you write
```

| Folder | What stands there |
|---|---|
| agreements/ | one folder an agreement: who, what, where, and what differs from the libraries |
| clauses/companies/{name}/ | your company's own wording and preferences |
| site/pages/ | pages you write yourself, for the site |
| build/ | what the commands made; never edit it, it is made anew each time |

The clauses themselves come with the program. To say something else, do not copy them by hand:
`agreements amend ID --in companies/{name}` writes your version of a clause or row, and remembers which text it
replaces, so that you are told when that text changes.

A text that begins with a question mark, such as "? to be named", is open: it shows in drafts and must be gone before
approval. What is made here is a draft; a qualified person must review it. Keep this folder under version control.
"""

GITIGNORE = """# Made by the commands.
/build/
/build.new/
/build.old/
/build.site/
/build.lock
/published/

# What Word, Excel and LibreOffice leave beside an open file.
~$*
.~lock.*#
"""

EDITORCONFIG = """root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
indent_style = space
indent_size = 2

[*.{docx,xlsx,png,pdf}]
charset = unset
end_of_line = unset
insert_final_newline = false
trim_trailing_whitespace = false
"""

GITATTRIBUTES = """# Text is LF on every machine: fingerprints of clauses and hashes of builds depend on the bytes.
* text=auto eol=lf

# Frozen versions and what others supply keep every byte: their hashes are on record.
agreements/*/versions/** -text
agreements/*/attachments/** -text

*.docx binary
*.xlsx binary
*.pdf binary
*.png binary
"""


def starter_files(name: str, schemas: Files) -> dict[str, bytes]:
    """Return the files of a new workspace.

    Args:
        name: Name of the company; its library has it as an id.
        schemas: JSON Schemas of the kinds of file, for editors, by path.
    """
    id_ = slug(name) or "our-company"
    title = name if name != id_ else id_.replace("-", " ").capitalize()
    card = yaml_text(
        {"id": id_, "title": title, "version": "1.0"}, {"id": "Your company's own library: it speaks over the others."}
    )
    texts = {
        "mkdocs.yml": MKDOCS,
        "site/pages/help/index.md": HELP,
        f"clauses/companies/{id_}/library.yaml": card,
        "README.md": README.format(name=id_, title=title),
        ".gitignore": GITIGNORE,
        ".editorconfig": EDITORCONFIG,
        ".gitattributes": GITATTRIBUTES,
        ".vscode/settings.json": editor_settings(schemas),
        ".vscode/tasks.json": editor_tasks(),
    }
    return {**schemas, **{path: text.encode() for path, text in texts.items()}}


def editor_settings(schemas: Files) -> str:
    """Return the settings that tell an editor which schema judges which file."""
    by_kind = {path.rpartition("/")[2].removesuffix(".schema.json"): path for path in sorted(schemas)}
    patterns = {
        f"./{by_kind[kind_of(name)]}": globs(name)
        for name in (*CARDS, "contacts", *ROWS, *CATALOGUE)
        if kind_of(name) in by_kind
    }
    settings = {"yaml.schemas": patterns, "files.eol": "\n", "files.insertFinalNewline": True}
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n"


def globs(name: str) -> list[str]:
    """Return which files hold records of one kind, as an editor writes it."""
    if name in CATALOGUE:
        return [f"clauses/{name}.yaml"]
    if name in ("agreement", "contacts"):
        return [f"agreements/*/{name}.yaml"]
    return [f"clauses/**/{name}.yaml", *([] if name == "library" else [f"agreements/*/{name}.yaml"])]


HEAD = r"(error|warning|note)\[([a-z0-9-]+)\] (.*)$"
WITH_LINE = {"regexp": rf"^(\S.*?):(\d+):(\d+): {HEAD}", "file": 1, "line": 2, "column": 3}
WHOLE_FILE = {"regexp": rf"^(\S[^:]*): {HEAD}", "kind": "file", "file": 1}
WATCHED = {
    "activeOnStart": True,
    "beginsPattern": "^Checking",
    "endsPattern": r"^(nothing found|\d+ (error|warning|note))",
}


def editor_tasks() -> str:
    """Return the tasks that an editor offers: check, check while one types, build; findings become links."""
    tasks = [
        editor_task("agreements: check", "agreements check", group={"kind": "test", "isDefault": True}),
        editor_task("agreements: check while I write", "agreements check --watch", isBackground=True),
        editor_task("agreements: build", "agreements build", group={"kind": "build", "isDefault": True}),
    ]
    return json.dumps({"version": "2.0.0", "tasks": tasks}, indent=2, ensure_ascii=False) + "\n"


def editor_task(label: str, command: str, **more: Any) -> dict[str, Any]:
    """Return one task that runs *command* in the folder of the workspace."""
    watched = "isBackground" in more
    matchers = [matcher(WITH_LINE, 3, watched=watched), matcher(WHOLE_FILE, 1, watched=False)]
    return {"label": label, "type": "shell", "command": command, "problemMatcher": matchers, **more}


def matcher(place: dict[str, Any], last: int, *, watched: bool) -> dict[str, Any]:
    """Return how an editor reads the head of a finding whose place fills the first *last* groups of the pattern."""
    pattern = {**place, "severity": last + 1, "code": last + 2, "message": last + 3}
    base = {"owner": f"agreements-{last}", "source": "agreements", "fileLocation": ["relative", "${workspaceFolder}"]}
    return {**base, "pattern": pattern, **({"background": WATCHED} if watched else {})}
