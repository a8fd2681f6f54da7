"""Time and memory of reading generated clauses: every file through the doors, at one, two and four times a size.

    python bench/load.py            5 MB of clauses, and a half and a quarter of them
    python bench/load.py 2800       one size, by the number of clauses

Each size runs in a process of its own, without a cache. Budget: 4 s CPU for 5 MB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SIZES = (700, 1_400, 2_800)
SENTENCE = (
    "The [Contract Acceptor] shall tell the [Contract Giver] of each [Deviation] within {{ notice }}, "
    "and keep a record of what was done about it."
)


def clause(number: int) -> bytes:
    """Return a clause file of about 1,800 characters in canonical form."""
    id_ = f"dev-number-{number}"
    paragraph = "\n".join([SENTENCE] * 3)
    items = "\n".join(f"({letter}) {SENTENCE}" for letter in "abcdef")
    text = f"{paragraph}\n\n{paragraph}\n\nIn each case:\n\n{items}\n"
    return f"---\nid: {id_}\ntopic: DEV\ntitle: Notice {number}\n---\n{text}".encode()


def measure(count: int) -> None:
    """Load *count* clauses and print the row of the table."""
    from generator.load import load

    files = {f"clauses/core/dev/dev-number-{number}.md": clause(number) for number in range(count)}
    started = time.process_time()
    workspace, found = load(files)
    spent = time.process_time() - started
    if found or len(workspace.layers["core"].clauses) != count:
        raise SystemExit(f"{len(found)} findings; nothing was measured")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {count:,} | {sum(map(len, files.values())) / 1e6:.1f} | {spent:.2f} | {memory} |")


def main() -> None:
    """Measure one size, or each in a process of its own."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    print("| clauses | MB | CPU s | memory MiB |\n|---|---|---|---|", flush=True)
    for count in SIZES:
        subprocess.run([sys.executable, __file__, str(count)], check=True)


if __name__ == "__main__":
    main()
