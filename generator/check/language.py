"""Names in texts: terms in brackets, parties by their role, clauses by their id, abbreviations in the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from generator.check.passages import Passage, clause_passages, finder
from generator.check.written import defined
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.document.walk import clauses
from generator.model.draft import Draft
from generator.model.values import Quantity, Unit

SHALL_RIGHT = kind(
    "shall-right",
    "A right is written with *shall*.",
    matters="*Shall* makes a duty; a right that reads as one will be claimed as one.",
    cure="Write *may*: the [Contract Giver] may audit the [Site].",
    severity=Severity.WARNING,
)
TYPED_REFERENCE = kind(
    "typed-reference",
    "A clause refers to another by a typed number.",
    matters="When a clause comes in or goes out, the numbers move and the typed one leads to the wrong place.",
    cure="Write @ and the id of the clause; its number prints and follows.",
    severity=Severity.WARNING,
)
CATALOGUE_ID = kind(
    "catalogue-id-in-text",
    "A clause names a requirement or a rule by its number in the catalogue.",
    matters="The numbers of the catalogue are ours; a signatory does not know them.",
    cure="List the number under `covers`, and name the rule in words if the text needs it.",
    severity=Severity.WARNING,
)
NEEDLESS_WORDS = kind(
    "needless-words",
    'A text says "including without limitation" or "including but not limited to".',
    matters='"Including" already means that; where one sentence says it and another does not, the other seems to mean '
    "less.",
    cure='Write "including".',
    severity=Severity.WARNING,
)
PARTY_NAME = kind(
    "party-name",
    "A clause names a party by its company name.",
    matters="When the company changes its name, or the clause is used again, it speaks of somebody else.",
    cure="Write the role: the [Contract Acceptor].",
    severity=Severity.WARNING,
)
UNLISTED_ABBREVIATION = kind(
    "unlisted-abbreviation",
    "A clause uses an abbreviation that no term lists.",
    matters="Two companies read two things into the same letters.",
    cure="Write it out, or give a term of terms.yaml the abbreviation.",
    severity=Severity.WARNING,
)
DEFINITION_DUTY = kind(
    "definition-duty",
    "A definition contains a duty.",
    matters="Nobody looks for duties among the definitions, and no register of obligations shows this one.",
    cure="Let the definition say what the word means, and move the duty to a clause.",
    severity=Severity.WARNING,
)
SMALL_PARTY = kind(
    "small-party",
    "A clause names a party in small letters, not by its defined term.",
    matters="The sentence would bind whoever a reader takes for it.",
    cure="Write the term in brackets: [Contract Acceptor].",
    severity=Severity.WARNING,
)
LIMIT_WITHOUT_START = kind(
    "limit-without-start",
    "A clause says within how long, and not from when.",
    matters="Each side would start the clock where it suits.",
    cure="Write behind the blank the event at which the clock starts: within {{ value-id }} after [Discovery].",
    severity=Severity.WARNING,
)

SIGNS = re.compile(r"\[[^\[\]]*\]|\{\{[^{}]*\}\}|(?<!\w)@[\w.()-]+|\\.")
RIGHT = re.compile(r"\bshall (?:be (?:entitled|permitted|allowed|free) to|have the (?:right|option) to)\b")
TYPED = re.compile(
    r"\b(?:[Cc]lauses?|[Ss]ections?|[Pp]aragraphs?|[Cc]hapters?|[Ss]ub-?clauses?) (\d+(?:\.\d+)*)((?:\([a-z]+\))*)"
)
CATALOGUED = re.compile(r"\b(?:R-[A-Z]{2,4}-\d+|21CFR-\S+\w|(?:EU-(?:GMP|DIR|REG|CTR|GDP)|ICH-Q|FDA-QA)[\w./:()-]*\w)")
NEEDLESS = re.compile(r"\bincluding,? (?:but not limited to|without limitation)", re.IGNORECASE)
LETTERS = re.compile(r"(?<![\w-])(?!X{2,}\b|TB[ACD]\b|TO[D]O\b|FIX[M]E\b)[A-Z][A-Z0-9]{1,5}s?\b(?!-?\d)")
FIND_LETTERS = finder(LETTERS)
DUTY = re.compile(r"\b(?:shall|must|(?:is|are) (?:obliged|required) to)\b")
WITHIN = re.compile(r"\bwithin \{\{ *([\w-]+) *\}\}(?! (?:after|of|from|before|behind|following)\b)")
COMMON = frozenset(
    re.findall(
        r"\w+",
        """EU US UK EC EEA ICH FDA EMA WHO ISO PDF XML CSV API UTC QR GS1 USB VPN CFR USC USP
        United States European Union Kingdom Member State Council Commission Europe America
        Annex Part Title Article Regulation Directive Volume Module Coordinated Universal Time Internet
        Latin Arabic English German French Spanish Italian Christmas Easter
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday
        January February March April May June July August September October November December""",
    )
)
"""Letters and names that a signatory knows without a list."""
LAW_CHAPTER = "DEF"
"""The chapter that names laws by their titles."""
TIMES = (
    *(Unit.MINUTES, Unit.HOURS, Unit.WORKING_HOURS, Unit.BUSINESS_DAYS, Unit.CALENDAR_DAYS),
    *(Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS),
)
Look = Callable[[Passage, str], Iterator[Diagnostic]]


def loose_names(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report sentences of clauses that name rights, clauses, rules, parties or terms otherwise than they should."""
    made = [*documents.values()]
    numbers = {one.number.full: one.path for document in reversed(made) for one in clauses(document)}
    looks: tuple[Look, ...] = (
        partial(patterns, numbers),
        partial(party_names, [*names_of(draft)]),
        partial(abbreviations, known_letters(draft)),
        partial(limits_without_start, draft),
        partial(small_parties, roles_of(draft)),
    )
    for passage in clause_passages(draft):
        text = uncovered(passage.text)
        for look in looks:
            yield from look(passage, text)


@lru_cache(maxsize=8_192)
def uncovered(written: str) -> str:
    """Return a text with as many signs that are no words where terms, blanks and references stand."""
    return SIGNS.sub(lambda sign: "\0" * len(sign[0]), written)


@lru_cache(maxsize=8_192)
def has_pattern(text: str) -> bool:
    """Tell whether *text* holds any of the words that are wrong wherever they stand; agreements share most texts."""
    return any(one.search(text) for one in (RIGHT, TYPED, CATALOGUED, NEEDLESS))


def patterns(numbers: Mapping[str, str], passage: Passage, text: str) -> Iterator[Diagnostic]:
    """Report words that are wrong wherever they stand; *numbers* leads from what a clause prints as to its id."""
    if not has_pattern(text):
        return
    for found in RIGHT.finditer(text):
        yield SHALL_RIGHT.at(passage.place(*found.span()), f'"{found[0]}" gives a right', hint='write "may"')
    for found in TYPED.finditer(text):
        message = f'"{found[0]}" is a typed reference'
        id_ = numbers.get(found[1])
        hint = f"write @{id_}{found[2]}, which is {found[1]} now, or the id of the clause that is meant"
        yield TYPED_REFERENCE.at(
            passage.place(*found.span()), message, hint=hint if id_ else "write @ and the id of the clause"
        )
    for found in CATALOGUED.finditer(text):
        message = f'"{found[0]}" is a number of the catalogue'
        yield CATALOGUE_ID.at(passage.place(*found.span()), message, hint=f"covers: [{found[0]}]")
    for found in NEEDLESS.finditer(text) if '"including" means' not in text else ():
        yield NEEDLESS_WORDS.at(
            passage.place(*found.span()), f'"{found[0]}" says more than it means', hint='"including"'
        )


def names_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the names of each party's legal entities, long before short, with the role that stands for it."""
    roles = {shown.term.role: shown.term.term for shown in draft.terms.values() if shown.term.role}
    for party in draft.agreement.parties:
        for entity in party.entities:
            for name in (entity.name, entity.short):
                if name and not name.startswith("?"):
                    yield name, roles.get(party.role, "Party")


def party_names(names: list[tuple[str, str]], passage: Passage, text: str) -> Iterator[Diagnostic]:
    """Report the name of a company; as a part of a longer name, such as that of a site, it may stand."""
    for name, role in names:
        for found in re.finditer(rf"\b{re.escape(name)}\b(?! [A-Z])", text) if name in text else ():
            yield PARTY_NAME.at(passage.place(*found.span()), f'"{name}" is the name of a party', hint=f"[{role}]")
            return


def small_parties(roles: list[tuple[str, str]], passage: Passage, text: str) -> Iterator[Diagnostic]:
    """Report the term for a party in small letters and without brackets: it would name nobody."""
    for small, term in roles:
        for found in re.finditer(rf"(?<![\w-]){re.escape(small)}(?![\w-])", text) if small in text else ():
            message = f'"{found[0]}" stands in small letters, and names nobody that is defined'
            yield SMALL_PARTY.at(passage.place(*found.span()), message, hint=f"write [{term}]")


def roles_of(draft: Draft) -> list[tuple[str, str]]:
    """Return the terms for parties of several words, in small letters and as they are written."""
    forms = {form: shown.term for form, id_ in draft.forms.items() if (shown := draft.terms[id_]).term.role}
    return sorted((form.lower(), form) for form in forms if " " in form)


def known_letters(draft: Draft) -> frozenset[str]:
    """Return the abbreviations that terms list, and the words in capitals of their forms."""
    listed = {shown.term.abbreviation for shown in draft.terms.values() if shown.term.abbreviation}
    words = {word for form in draft.forms for word in form.split()}
    names = {word for name, _ in names_of(draft) for word in name.split()}
    return frozenset(listed | words | names | COMMON)


def abbreviations(known: frozenset[str], passage: Passage, text: str) -> Iterator[Diagnostic]:
    """Report letters that no term lists."""
    for found in FIND_LETTERS(text) if not about_law(passage) else ():
        if found[0] not in known and found[0].removesuffix("s") not in known:
            message = f'"{found[0]}" is in no list of abbreviations'
            yield UNLISTED_ABBREVIATION.at(passage.place(*found.span()), message, hint="write it out")


def about_law(passage: Passage) -> bool:
    """Tell whether a passage stands in the chapter that names laws."""
    return passage.source is not None and passage.source[0].clause.topic == LAW_CHAPTER


def limits_without_start(draft: Draft, passage: Passage, text: str) -> Iterator[Diagnostic]:
    """Report short limits behind which no event stands."""
    for found in WITHIN.finditer(passage.text):
        filled = draft.values.get(found[1])
        value = filled.value if filled else None
        if filled and isinstance(value, Quantity) and value.unit in TIMES and filled.row.starts:
            message = f'"{filled.row.title}" has no start in this sentence'
            event = next((row.record for row in draft.rows["events"] if row.record.id == filled.row.starts), None)
            hint = f"{'before' if filled.row.ahead else 'after'} {getattr(event, 'title', filled.row.starts)}"
            yield LIMIT_WITHOUT_START.at(passage.place(*found.span()), message, hint=hint)


def definitions_with_duties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report printed definitions that oblige somebody."""
    for id_ in sorted(defined(documents)):
        term = draft.terms[id_].term
        found = DUTY.search(SIGNS.sub("", term.definition))
        if found:
            yield DEFINITION_DUTY.at(
                term.place("definition"), f'the definition of {term.term} says "{found[0]}"', hint="move it to a clause"
            )
