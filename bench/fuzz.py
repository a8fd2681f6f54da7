"""Damaged files at each door for a while; what breaks one is kept in the corpus, which every run of the suite asks.

    python bench/fuzz.py                    20 s CPU a door
    python bench/fuzz.py 120 --seed 7       longer, and other files
    python bench/fuzz.py 60 word sheet      some doors

The suite draws the same files each time, from seed 1; here a seed draws others.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ENDLESS = 10**9


def ask_door(door: str, seconds: float, seed: int) -> tuple[int, int]:
    """Ask *door* for *seconds* CPU; return how many files it was asked, and how many broke it."""
    from tests.fuzz.mutate import variants
    from tests.fuzz.test_doors import CORPUS, DOORS, PATIENCE

    ask, corpus, _, package = DOORS[door]
    asked = broken = 0
    end = time.process_time() + seconds
    for make in variants(corpus(), ENDLESS, seed=seed, package=package):
        data = make()
        before = time.process_time()
        try:
            ask(data)
            trouble = "" if time.process_time() - before < PATIENCE else "takes long"
        except Exception as error:  # noqa: BLE001 - whatever breaks a door is what is looked for
            trouble = repr(error)
        asked += 1
        if trouble:
            broken += 1
            kept = CORPUS / door / hashlib.sha256(data).hexdigest()[:12]
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            print(f"{door}: {trouble[:200]}; kept as {kept.relative_to(ROOT)}", flush=True)
        if time.process_time() > end:
            break
    return asked, broken


def main() -> None:
    """Ask each door and print a row of the table."""
    from tests.fuzz.test_doors import DOORS

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("seconds", type=float, nargs="?", default=20)
    asked.add_argument("doors", nargs="*", default=list(DOORS))
    asked.add_argument("--seed", type=int, default=2)
    told = asked.parse_args()
    print("| door | files | broken |\n|---|---|---|", flush=True)
    for door in told.doors:
        count, broken = ask_door(door, told.seconds, told.seed)
        print(f"| {door} | {count:,} | {broken} |", flush=True)


if __name__ == "__main__":
    main()
