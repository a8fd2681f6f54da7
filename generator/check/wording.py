"""Words that no agreement should be signed with: stand-ins, typed limits, duties that bind nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from generator.check.passages import passages
from generator.diagnostic import Diagnostic, Kind, Severity, Span, kind
from generator.document.blocks import Document
from generator.model.authored import Authored
from generator.model.draft import Draft
from generator.model.rows import Event
from generator.model.values import Quantity, parse_quantity
from generator.prose.stand_in import STAND_IN

PLACEHOLDER_WORD = kind(
    "placeholder-word",
    "A word stands in for something that nobody has written yet.",
    matters="A stand-in that reaches the signed copy binds nobody, and each side fills it in its own way.",
    cure="Write what is meant, or an open point: {{? what, who, by when }} in a text, `? what, who, by when` in a "
    "field. Open points are listed and shown in drafts.",
)
TYPED_LIMIT = kind(
    "typed-limit",
    "A number with its unit is typed into a text instead of a blank.",
    matters="A limit that is typed is in no list of obligations, and stays when the value changes elsewhere.",
    cure="Write a blank, {{ value-id }}, and keep the number in values.yaml.",
    severity=Severity.WARNING,
)
WEAK_DUTY = kind(
    "weak-duty",
    "A duty of a party is not written with *shall*.",
    matters="Words such as *should* and *will* leave room to say that it was a wish or a forecast.",
    cure="Write *shall* for a duty and *may* for a right; keep *must* for what the law requires, and name the law.",
    severity=Severity.WARNING,
)
SEVERAL_DUTIES = kind(
    "several-duties",
    "One sentence holds more than one *shall*.",
    matters="A limit, a record and an actor belong to one duty; two duties in a sentence share them by guess.",
    cure="Make a sentence, on a line of its own, of each duty.",
    severity=Severity.WARNING,
)
NOBODY_ACTS = kind(
    "nobody-acts",
    "A duty says what shall be done and not who does it.",
    matters="Each side can read it as a duty of the other.",
    cure="Begin with the party: the [Contract Acceptor] shall keep the record.",
    severity=Severity.WARNING,
)
EMPTY_WORD = kind(
    "empty-word",
    "A word measures something that nobody can measure, such as *promptly*.",
    matters="When it matters, the two sides mean different things by it.",
    cure="Say how soon, how often or how much, in a blank; beside a limit in one sentence the word may stay.",
    severity=Severity.WARNING,
)
AND_OR = kind(
    "and-or",
    "A text says *and/or*.",
    matters="It is open whether one is enough or both are needed.",
    cure='Write "or" when one is enough, "and" when both are needed, or "A, B or both".',
    severity=Severity.WARNING,
)
FIGURE_DATE = kind(
    "figure-date",
    "A date in a text is written in figures only.",
    matters="05/06/2026 is in May for one reader and in June for another.",
    cure="Write the month as a word: 5 June 2026.",
    severity=Severity.WARNING,
)
GENDERED_WORD = kind(
    "gendered-word",
    "A text says *he*, *she*, *his* or *her*.",
    matters="The person who holds a function changes; a text that knows who it is has to be amended for it.",
    cure="Name the function again: the trainer and the materials of the trainer.",
    severity=Severity.WARNING,
)

MOST_FOUND = 100
"""Findings of one rule in one sentence; more help nobody, and a hostile sentence has a hundred thousand."""
MOST_KEPT = 8_192
"""Texts whose findings are kept: the agreements of one workspace share most of them."""
SIGNS = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\\.")
SLOTS = re.compile(
    r"(?i)\b(?:insert|names?|date|number|address|title|compan(?:y|ies)|part(?:y|ies)|client|customer|supplier|sponsor|site|product"
    r"|person|role|country|city|text|amount|reason|reference)\b"
)
NOTHING_SAID = re.compile(r"\A(?:n\.?/?a\.?|none yet|unknown|x{2,}|-+|\.+|tbc?|~|null|nil)\Z", re.IGNORECASE)

UNIT = r"(?:minute|(?:working )?hour|(?:business |working |calendar )?day|week|month|year)s?"
DIGITS = r"\d+(?:[.,]\d+)?"
WORDS = (
    {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
    | {"eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "twenty-four": 24, "thirty": 30}
    | {"forty-five": 45, "forty-eight": 48, "sixty": 60, "seventy-two": 72, "ninety": 90}
)
LEADS = r"(?:within|after|before|than|least|most|every|for|in|to|of the next)"
SPELLED = "|".join(sorted(WORDS, key=len, reverse=True))
LIMIT = re.compile(
    rf"(?:(?<![\w.-])(?P<digits>{DIGITS})(?: \({DIGITS}\))?|\b{LEADS} (?:the )?(?P<word>{SPELLED})(?: \({DIGITS}\))?)"
    rf"[ \u00a0-]\[?(?P<unit>{UNIT})\b\]?(?! (?:a|per) (?:day|week)\b)",
    re.IGNORECASE,
)
ROUND_THE_CLOCK = re.compile(r"24[ -]hours?(?=[ -](?:a day|number|line|cover|basis|clock))|24-hour\b|7 days a week")

ACTOR = (
    r"\[(?:Contract \w+|Part(?:y|ies)|Quality Units?|Qualified Persons?|Sponsor|Owner|Client|Supplier|Giver|Acceptor)\]"
)
WEAK = re.compile(
    rf"(?P<actor>{ACTOR} )?\b(?:(?P<always>must|should(?! (?:the|an?|any|either)\b)|ought to)"
    r"|(?P<behind>will|undertakes? to"
    r"|agrees? to(?= [a-z]+ (?:the|each|a|its|all)\b)|(?:is|are) (?:obliged|required|expected) to"
    r"|ha(?:s|ve) to))\b"
)
LAW = re.compile(r"\[Applicable Law\]|\blaws?\b|\bregulations?\b|\bguidelines?\b|\bstatut", re.IGNORECASE)
SHALL = re.compile(r"\bshall\b")
IRREGULAR = (
    "made|kept|given|sent|done|taken|held|told|put|set|written|drawn|shown|brought|found|met|sought|read|run|built"
)
PASSIVE = re.compile(
    rf"\bshall (?:not |also |then |only )*be (?!entitled|permitted|allowed)(?:\w+ly )?(?:\w+ed|{IRREGULAR})\b"
)
BY = re.compile(r"\bby (?:the|each|its|a|either|both) ")
EMPTY = re.compile(
    r"\b(?:promptly|timely|in due course|as soon as (?:reasonably )?(?:possible|practicable)|immediately|forthwith"
    r"|without (?:undue |any )?delay|within a reasonable (?:time|period)|reasonable (?:efforts?|endeavours|steps)"
    r"|(?:best|commercially reasonable|all reasonable) (?:efforts|endeavours)"
    r"|where(?:ver)? (?:possible|practicable|appropriate|necessary)"
    r"|if (?:possible|necessary|appropriate|required)|as (?:appropriate|necessary|needed|applicable)"
    r"|regularly|on a regular basis"
    r"|periodically|frequently|sufficiently|adequately|satisfactorily|etc\.?)(?!\w)",
    re.IGNORECASE,
)
DATE = re.compile(r"(?<![\w/.-])(?:\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of language: what it looks for, what it says of the words found, and how to mend them.

    Attributes:
        excused: Tells of the sentence and the words found whether they may stay.
        clauses: Whether only sentences of clauses are read, since rows hold fragments.
    """

    kind: Kind
    looks_for: re.Pattern[str]
    message: str
    hint: str
    excused: Callable[[str, re.Match[str]], object] = lambda *_: False
    clauses: bool = False


def not_a_duty(text: str, found: re.Match[str]) -> object:
    """Tell whether *must* speaks of the law, or *will* of something that nobody owes."""
    return names_law(text) if found["always"] == "must" else not (found["always"] or found["actor"])


@lru_cache(maxsize=8)
def names_law(text: str) -> bool:
    """Tell whether *text* speaks of the law; asked for each *must* of one sentence."""
    return LAW.search(text) is not None


def says_by_whom(text: str, found: re.Match[str]) -> object:
    """Tell whether the sentence says behind the words found who does it."""
    return last_by(text) >= found.end()


@lru_cache(maxsize=8)
def last_by(text: str) -> int:
    """Return where *text* names last by whom something is done; -1 when it does not."""
    return max((found.start() for found in BY.finditer(text)), default=-1)


def has_limit(text: str, found: re.Match[str]) -> object:
    """Tell whether a limit stands in the same sentence, which an empty word only colours."""
    return "{{" in text


def first_shall(text: str, found: re.Match[str]) -> object:
    """Tell whether *found* is not the second *shall* of the sentence."""
    return found.start() != second_shall(text)


@lru_cache(maxsize=8)
def second_shall(text: str) -> int:
    """Return where the second *shall* of *text* stands; -1 when there is none."""
    several = [found.start() for found in islice(SHALL.finditer(text), 2)]
    return several[1] if len(several) > 1 else -1


RULES = (
    Rule(
        WEAK_DUTY,
        WEAK,
        '"{}" does not make a duty',
        'write "shall" for a duty, "may" for a right; "must" only where the sentence names the law that requires it',
        not_a_duty,
    ),
    Rule(
        SEVERAL_DUTIES,
        SHALL,
        'this sentence has more than one "{}"',
        "end the sentence before it, and begin a new line with the party that has this duty",
        first_shall,
        clauses=True,
    ),
    Rule(
        NOBODY_ACTS,
        PASSIVE,
        '"{}" does not say who does it',
        'begin with the party and turn the verb round: "the [Contract Acceptor] shall keep the record"',
        says_by_whom,
        clauses=True,
    ),
    Rule(
        EMPTY_WORD,
        EMPTY,
        '"{}" cannot be measured',
        "write the limit as a blank: within {{ value-id }} after the event; or leave the word out",
        has_limit,
    ),
    Rule(
        AND_OR,
        re.compile(r"\band ?/ ?or\b", re.IGNORECASE),
        '"{}" leaves open which',
        'write "or", "and", or "A, B or both"',
    ),
    Rule(
        GENDERED_WORD,
        re.compile(
            r"\b(?:(?:he|she)(?: or (?:he|she))?|(?:his|her|hers|him)(?: or (?:his|hers?|him))?|himself|herself)\b",
            re.IGNORECASE,
        ),
        '"{}" knows who holds the function',
        "name the function again",
    ),
    Rule(FIGURE_DATE, DATE, '"{}" can be read in two ways', "write the month as a word: 5 June 2026"),
)


def loose_words(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report words that break a rule of language, in clauses and in rows."""
    for passage in passages(draft, documents):
        for rule, found in broken_rules(passage.text):
            if passage.source or not rule.clauses:
                words = found[0].rpartition("] ")[2]
                place = passage.place(found.end() - len(words), found.end())
                yield rule.kind.at(place, rule.message.format(words), hint=rule.hint)


@lru_cache(maxsize=MOST_KEPT)
def broken_rules(written: str) -> tuple[tuple[Rule, re.Match[str]], ...]:
    """Return which rules a text breaks, with the words that do; agreements share most of their texts."""
    text = uncovered(written)
    return tuple(
        (rule, found)
        for rule in RULES
        for found in islice(
            (one for one in rule.looks_for.finditer(text) if not rule.excused(written, one)), MOST_FOUND
        )
    )


def is_weak(written: str) -> bool:
    """Tell whether a sentence is reported for a word that makes no duty, such as "must"."""
    return any(rule.kind is WEAK_DUTY for rule, _ in broken_rules(written))


@lru_cache(maxsize=MOST_KEPT)
def uncovered(written: str) -> str:
    """Return a text without its signs."""
    return SIGNS.sub(covered, written)


def covered(sign: re.Match[str]) -> str:
    """Return as many signs that are no words as *sign* has characters, so that places stay."""
    return "\0" * len(sign[0])


@lru_cache(maxsize=MOST_KEPT)
def limits_in(written: str) -> tuple[str, tuple[re.Match[str], ...]]:
    """Return a text without its signs, and the numbers with a unit of time in it."""
    text = uncovered(ROUND_THE_CLOCK.sub(covered, written))
    return text, tuple(islice(LIMIT.finditer(text), MOST_FOUND))


@lru_cache(maxsize=MOST_KEPT)
def stand_ins_in(written: str) -> tuple[re.Match[str], ...]:
    """Return the stand-ins in a text."""
    return tuple(islice(STAND_IN.finditer(uncovered(written)), MOST_FOUND))


def typed_limits(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report numbers with a unit of time that are typed where a blank belongs."""
    for passage in passages(draft, documents):
        text, several = limits_in(passage.text)
        for found in several:
            start = found.start("digits") if found["digits"] else found.start("word")
            words = text[start : found.end()]
            length = quantity_of(found)
            place = passage.place(start, found.end())
            yield TYPED_LIMIT.at(
                place,
                f'"{words.replace("[", "").replace("]", "")}" is typed here, where no change of the limit reaches it',
                hint=blank_for(length, passage.text, found, draft, values_beside(place.path)),
            )


def stands_typed(texts: Iterable[str], length: object, title: str) -> bool:
    """Tell whether a sentence of *texts* speaks of *title* and types a limit of this *length*, or writes "promptly" in
    its place: that is the mistake, and it is reported there.
    """
    wanted = stems(title)
    about = [line for text in texts for line in text.splitlines() if stems(line) & wanted]
    return any(
        any(quantity_of(found) == length for found in limits_in(line)[1])
        or any(rule.kind is EMPTY_WORD for rule, _ in broken_rules(line))
        for line in about
    )


def quantity_of(found: re.Match[str]) -> Quantity:
    """Return the length of time that was typed."""
    number = found["digits"] or str(WORDS[found["word"].lower()])
    unit = found["unit"].lower().replace("working day", "business day")
    return parse_quantity(f"{number.replace(',', '.')[:12]} {unit}")


BEHIND = re.compile(r"\s{0,3}(?:after|of|from)(?: the)? \[([^\[\]]{1,200})\]")


def event_behind(draft: Draft, text: str, end: int) -> str | None:
    """Return the id of the event that *text* names, as a term, directly behind the character *end*."""
    found = BEHIND.match(text, end)
    term = draft.forms.get(found[1], "") if found else ""
    return next((row.record.id for row in draft.typed("events", Event) if term and row.record.term == term), None)


def without_parties(text: str, draft: Draft) -> str:
    """Return *text* without the terms that name a party: who acts says nothing of the matter."""
    shown = (draft.terms.get(id_) for id_ in (draft.forms.get(found, "") for found in TERM.findall(text)))
    names = {form for one in shown if one and one.term.role for form in (one.term.term, *one.term.forms)}
    return TERM.sub(lambda found: " " if found[1] in names else found[0], text)


TERM = re.compile(r"\[([^\[\]]{1,200})\]")


def blank_for(length: Quantity, text: str, found: re.Match[str], draft: Draft, file: str) -> str:
    """Return the blank to write for the limit *found* in *text*: that of the value of this length whose title is
    nearest to its sentence, else to the whole text; first of all of one that starts at the event behind the limit.
    """
    event = event_behind(draft, text, found.end())
    same = [id_ for id_, one in sorted(draft.values.items()) if one.value == length]
    starting = [id_ for id_ in same if event and draft.values[id_].row.starts == event]
    line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    for several, said in (
        (starting, stems(without_parties(line, draft))),
        (same, stems(uncovered(line))),
        (same, stems(uncovered(text))),
    ):
        near = {id_: len(said & stems(draft.values[id_].row.title)) for id_ in several}
        best = max(near, key=lambda id_: near[id_], default="")
        if best and near[best]:
            return f'write {{{{ {best} }}}}, "{draft.values[best].row.title}", which is {length}; or a value of its own'
    row = f"- {{id: a-new-name, title: What it limits, default: {length}}}"
    return (
        f"write {{{{ a-new-name }}}} here, and as a last line of {file}, without a space before it: {row} "
        "(a name of your own, small letters with hyphens)"
    )


def values_beside(path: str) -> str:
    """Return the file with the values of the layer or agreement that the file at *path* belongs to."""
    top, *inside = path.split("/")
    home = (top, *inside[: 2 if inside[:1] in (["profiles"], ["companies"]) else 1])
    return "/".join((*home, "values.yaml"))


@lru_cache(maxsize=MOST_KEPT)
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of *text*, small."""
    return frozenset(word[:6].lower() for word in re.findall(r"[A-Za-z]{4,}", text))


def placeholder_words(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report stand-ins in texts, and in the facts of the agreement and of its people."""
    for passage in passages(draft, documents):
        for found in stand_ins_in(passage.text):
            words = passage.text[found.start() : found.end()]
            id_ = words.strip("<>[]{} ")
            instead = f"write {{{{ {id_} }}}}" if id_ in draft.values else IN_A_TEXT
            yield stand_in(passage.place(*found.span()), words, instead)
    for place, text in facts(draft):
        if words := stands_in(text):
            yield stand_in(place, words, IN_A_FIELD)


IN_A_TEXT = "write what is meant, or an open point: {{? what, who, by when }}"
IN_A_FIELD = 'write what is meant, or an open point: "? what, who, by when"'


def stand_in(place: Span, words: str, instead: str) -> Diagnostic:
    """Return the finding about a stand-in, and what to write *instead*."""
    return PLACEHOLDER_WORD.at(place, f'"{words}" stands in for something', hint=instead)


def stands_in(text: str) -> str:
    """Return the stand-in of a field, if it holds one; an open point is none."""
    if text.lstrip().startswith("?"):
        return ""
    slots = [one for one in STAND_IN.finditer(text) if is_slot(one, text)]
    found = slots[0] if slots else NOTHING_SAID.match(text.strip())
    return found[0] if found else ""


def is_slot(found: re.Match[str], text: str) -> bool:
    """Tell whether *found* stands in for something: what a name holds in angle brackets may be part of the name."""
    words = found[0]
    return not words.startswith("<") or words in (text.strip(), words.lower()) or SLOTS.search(words) is not None


def facts(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield the plain texts of the agreement and of its people, with their places."""
    for record in (draft.agreement, *draft.contacts):
        yield from texts_in(record)


def texts_in(record: Authored) -> Iterator[tuple[Span, str]]:
    """Yield the texts of *record* and of the records in it."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        several = value if isinstance(value, tuple) else tuple(value.values()) if isinstance(value, dict) else (value,)
        for one in several if name != "recitals" else ():
            if isinstance(one, Authored):
                yield from texts_in(one)
            elif type(one) is str:
                yield record.place(info.alias or name), one
