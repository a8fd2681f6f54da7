"""How wide the letters of a face are, so that a drawing says where each stands and every program sets them alike.

The widths are those of the free twins, which have the same as the faces they are named for.
"""

from __future__ import annotations

import unicodedata
from functools import cache

PLAIN = "".join(map(chr, range(0x20, 0x7F)))
LETTERS = PLAIN + "–—‘’“”…×"
"""Letters whose widths are known, in order; one with an accent is as wide as without."""
STEP = 5
"""Thousandths of the size of a letter that one unit of a width below means."""
TWINS = {"Liberation Sans": "Arial", "Helvetica": "Arial", "Caladea": "Cambria", "Carlito": "Calibri"} | {
    "Liberation Serif": "Times New Roman"
}
WIDTHS = {
    ("Arial", False): (
        "3838476f6fb2852643434e75384338386f6f6f6f6f6f6f6f6f6f38387575756fcb85859090857a9c903864856fa7909c859c9085"
        "7a9085bd85857a3838385e6f436f6f646f6f386f6f2c2c642ca76f6f6f6f4364386f6490646464433443756fc82c2c4343c875"
    ),
    ("Arial", True): (
        "38435f6f6fb2903043434e75384338386f6f6f6f6f6f6f6f6f6f43437575757ac390909090857a9c90386f907aa7909c859c9085"
        "7a9085bd85857a433843756f436f7a6f7a6f437a7a38386f38b27a7a7a7a4e6f437a6f9c6f6f644e384e756fc838386464c875"
    ),
    ("Cambria", False): (
        "2c394f7c65b2892f4c4c556f2942296267485e5c625f5e5e616035356f6f6f54b17874687d6c666c8b453d7e64b28b786b787b5b"
        "6f8978b2726f654662466f4a1e5e685468583f5c6f37336936a3706068644f4e416d5e906160564d3f4d8e64c82c2c4b4b966f"
    ),
    ("Cambria", True): (
        "2c43547c6dc3943252525b762e3e2e656b5c65666f686c636f6b38387676765ab8837f6e85706b75904844886ca989817781805f"
        "758b7ec07b756f4a654a764a2569725a72674366783e3b763eb2796a73705b59497a689c69685d4f404f7664c82f2f50509a76"
    ),
    ("Calibri", False): (
        "2d415064658f882c3d3d6464323d324d6565656565656565656536366464645db3746d6b7b625c7e7d32406854ab818467876d5c"
        "618071b268615e3d4d3d64643a60695569643d5e692e305b2ea069696969464e43695a8f575b4f3f5c3f6464b5323254548a64"
    ),
    ("Calibri", True): (
        "2d41586465928d2f3e3e6464343d35566565656565656565656537376464645db479706a7e625c7f7e35426d55af84876a89715f"
        "638376b56e686041564164643c636b546b653f5f6b31336031a36b6c6b6b4750456b5f955c5f4f455f456464b5343457578e64"
    ),
    ("Times New Roman", False): (
        "3243526464a79c24434364713243323864646464646464646464383871717159b8908585907a6f9090434e907ab290906f90856f"
        "7a9090bd90907a4338435e64435964596459436464383864389c64646464434e386464906464596028606c64c843435959c871"
    ),
    ("Times New Roman", True): (
        "32436f6464c8a738434364723243323864646464646464646464434372727264ba90859090857a9c9c4e649c85bd909c7a9c906f"
        "859090c8909085433843746443646f596f5943646f38436f38a76f646f6f594e436f64906464594f2c4f6864c843436464c872"
    ),
}
"""Of each face, regular and bold: two hexadecimal digits a letter."""


def widths(text: str, font: str, *, bold: bool) -> list[int] | None:
    """Return the width of each letter of *text*, in thousandths of its size; None if one of them is not known."""
    known = _known(TWINS.get(font, font), bold)
    found = [known.get(letter) or known.get(unicodedata.normalize("NFD", letter)[0]) for letter in _spaced(text)]
    whole = [one for one in found if one is not None]
    return whole if len(whole) == len(found) else None


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@cache
def _known(font: str, bold: bool) -> dict[str, int]:
    written = WIDTHS.get((font, bold), "")
    return {letter: STEP * int(written[2 * at : 2 * at + 2], 16) for at, letter in enumerate(LETTERS) if written}
