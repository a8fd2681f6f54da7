"""Which country was meant where its two letters should stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.diagnostic import closest

MOST_OFFERED = 4
"""Countries offered in one hint; more of them is a list, which countries.yaml is."""
LONGEST_CODE = 3
"""Letters of the longer codes that people know: DEU, USA. What is longer is a name."""


def country_hint(words: str, countries: Mapping[str, str]) -> str:
    """Return the hint about *words*, which are the letters of no country.

    Args:
        words: What was written.
        countries: The name of each known country by its two letters.
    """
    said = bare(words)
    called = [code for code, name in countries.items() if said in (bare(name), bare(code))]
    if called:
        return f"country: {called[0]}"
    offered = countries_like(said, countries)
    named = " or ".join(f"{code} ({countries[code]})" for code in offered)
    asked = f"did you mean {named}? If not, write" if 0 < len(offered) <= MOST_OFFERED else "write"
    return f"{asked} the two letters of the country as in countries.yaml, or add the country there"


def countries_like(said: str, countries: Mapping[str, str]) -> list[str]:
    """Return the letters of the countries that *said* may mean: some of like names, else some of like letters."""
    names = {bare(name): code for code, name in sorted(countries.items()) if name}
    if len(said) > LONGEST_CODE:
        begun = [code for name, code in names.items() if re.search(rf"\b{re.escape(said)}", name)]
        near = closest(said, [name for name in names if name[0] == said[0]])
        return begun or ([names[near]] if near else [])
    spread = ".*".join(map(re.escape, said))
    short = [code for name, code in names.items() if " " in name and said == "".join(word[0] for word in name.split())]
    inside = [code for name, code in names.items() if len(said) == LONGEST_CODE and re.match(spread, name)]
    turned = [code for code in sorted(countries) if code.casefold() in (said[:2], said[::-1])]
    return short or inside or turned or [code for code in sorted(countries) if code.casefold()[:1] == said[:1]]


def bare(words: str) -> str:
    """Return *words* as names of countries are compared: in small letters, without points and small words."""
    return " ".join(re.sub(r"\.|\b(?:the|of|and)\b", "", words.casefold()).split())
