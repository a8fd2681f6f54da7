"""Words that stand in for something that nobody has written yet: TBD, XXXX, a row of underscores."""

from __future__ import annotations

import re

STAND_IN = re.compile(
    r"""\b(?:TB[ACD]|tb[acd]|T\.B\.[ACD]\.|t\.b\.[acd]\.|TO(?:DO)|FIX(?:ME)|[Ll]orem\ ipsum)(?!\w)
    |(?<!\w)(?<!Annex\ )(?<!Part\ )(?<!Schedule\ )(?<!Chapter\ )(?<!Title\ )XX+(?!\w)
    |_{3,}|\?{2,}|(?<!\A)[●•■]|\A[●•■](?!\s)|\.{4,}|…{2,}|(?<=\[)(?:\.{2,3}|…)(?=\])
    |\b[Xx]{2,}(?=\ (?:minute|hour|day|week|month|year|[Bb]usiness|[Cc]alendar|[Ww]orking))
    |\b[Tt]o\ be\ (?:confirmed|determined|defined|decided|advised|agreed|completed|inserted|added|named)\b
        (?=\s*(?:[.;,)\]]|$))
    |(?:(?<=[\[<(])|^)[Ii]nsert\b[^\])>]{0,60}|\b[Ii]nsert\ (?:here|name|date|number|text|address)\b
    |<(?!(?:script|style|div|span|table|html|body|title|head|br|hr|em|strong|li|ol|ul|tr|td|th|pre|code)>)
        [A-Za-z][A-Za-z\ ]{1,40}>  # names of HTML are text that looks like markup""",
    re.VERBOSE,
)
