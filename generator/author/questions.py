"""The questionnaire as data, and the loop that asks it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from generator.author.answers import Answers
from generator.read.shape import in_words
from generator.read.text import FORBIDDEN, name_of

Map = dict[str, Any]
ENTITY = ("name", "short", "registration", "address", "country")
COMMAS_OF_FACTS = 3
"""With so many commas and no semicolon a text is several facts, not the name of a company."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the questionnaire.

    Attributes:
        id: The field of the answers file that the answer fills.
        example: An answer that would do.
        kind: How the answer is read, a key of ``KINDS``.
        needed: Whether the agreement cannot be built without it; else an empty answer leaves an open point.
    """

    id: str
    asks: str
    example: str
    kind: str = "text"
    needed: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question("number", "Number of the agreement, as printed", "QA-00123", needed=True),
    Question("title", "What is it about", "Sterile fill and finish of Veltrazine injection", needed=True),
    Question("printed-as", "How do the two roles print", "Contract Giver; Contract Acceptor", "roles"),
    Question(
        "giver",
        "Who gives the work: legal name; short name; register number; address; country in two letters",
        "Aurelia Example Ltd; Aurelia; 000001; 1 Example Quay, Dublin; IE",
        "entity",
        needed=True,
    ),
    Question(
        "acceptor",
        "Who does the work: legal name; short name; register number; address; country in two letters",
        "Northbay Example GmbH; Northbay; HRB 000002; 2 Beispielweg, Hamburg; DE",
        "entity",
        needed=True,
    ),
    Question(
        "sites",
        "At which sites, and what is done there (one or more of: manufacturing, packaging, testing, storage, "
        "distribution, trials, software)",
        "Hall 1 (manufacturing, packaging); Hall 2 (testing)",
        "sites",
        needed=True,
    ),
    Question(
        "profile",
        "Which profile: drug-product, drug-substance, master-file, laboratory, packaging, cro, distribution, software",
        "drug-product",
        "list",
    ),
    Question("regions", "For which markets", "EU, US", "list", needed=True),
    Question("stage", "Commercial or clinical", "commercial", "stage", needed=True),
    Question("dosage-forms", "Which dosage forms (sterile alone decides on clauses)", "sterile, oral solid", "list"),
    Question(
        "products",
        "Which products, each with its container in brackets",
        "Veltrazine 10 mg/ml (2 ml glass vial)",
        "products",
    ),
    Question("tier", "Which supplier risk tier, and why", "1; sterile drug product", "tier"),
    Question("supply-agreement", "Number and date of the supply agreement", "SA-0042; 2026-05-01", "supply"),
    Question(
        "signatories",
        "Who signs, name and job title: giver; acceptor",
        "Orla Sample, Vice President Quality; Jens Beispiel",
        "signatories",
    ),
)

STAND_IN: Mapping[str, Any] = MappingProxyType(
    {
        "number": "-",
        "title": "-",
        "giver": {"name": "-"},
        "acceptor": {"name": "-"},
        "sites": [{"name": "-", "services": ["-"]}],
        "regions": ["-"],
        "stage": "-",
    }
)
"""Stands for answers not yet given while one answer is judged by the types of the fields."""


def ask(prompt: Callable[[Question], str], say: Callable[[str], None]) -> Answers:
    """Return the answers to all questions; an answer that cannot be read is asked for again.

    Args:
        prompt: Puts one question to a person and returns what was typed.
        say: Tells the person what is wrong with an answer.
    """
    answers: Map = {}
    for question in QUESTIONS:
        answers = ask_one(question, answers, prompt, say)
    return Answers.model_validate(answers)


def ask_one(question: Question, answers: Map, prompt: Callable[[Question], str], say: Callable[[str], None]) -> Map:
    """Return *answers* with the answer to *question*, asked until it can be read."""
    while True:
        try:
            added = joined(answers, parse_answer(question, prompt(question)))
            Answers.model_validate(joined(dict(STAND_IN), added))
        except ValidationError as faults:
            say("; ".join(in_words(error) for error in faults.errors(include_url=False)))
        except ValueError as trouble:
            say(str(trouble))
        else:
            return added


def joined(answers: Map, more: Map) -> Map:
    """Return *answers* with *more*; maps under the same name are put together."""
    both = {name: {**answers[name], **value} for name, value in more.items() if isinstance(answers.get(name), dict)}
    return {**answers, **more, **both}


def parse_answer(question: Question, typed: str) -> Map:
    """Return the fields that the text *typed* fills; nothing when it is empty and may be.

    Raises:
        ValueError: With a sentence for the person who typed.
    """
    text = unicodedata.normalize("NFC", typed).strip()
    if bad := FORBIDDEN.search(text):
        raise ValueError(f"{name_of(bad[0])} cannot stand in an answer")
    if text:
        return KINDS[question.kind](question.id, text)
    if question.needed:
        raise ValueError(
            f"An answer is needed here: it decides what the agreement says. For example: {question.example}"
        )
    return {}


def parse_one(name: str, text: str) -> Map:
    """Return a plain text."""
    return {name: text}


def parse_stage(name: str, text: str) -> Map:
    """Return the stage."""
    if text.lower() not in ("commercial", "clinical"):
        raise ValueError(f'"{text}" is neither commercial nor clinical')
    return {name: text.lower()}


def parse_list(name: str, text: str) -> Map:
    """Return the entries between commas."""
    return {name: entries(text, ",")}


def entries(text: str, sign: str) -> list[str]:
    """Return what stands between the signs *sign*, at least one entry, none of them empty."""
    found = [one.strip() for one in text.split(sign)]
    if not all(found):
        raise ValueError(f'something is missing before or after a "{sign}" in "{text}"')
    return found


def parse_roles(name: str, text: str) -> Map:
    """Return how giver and acceptor print."""
    roles = entries(text, ";")
    if len(roles) != 2:
        raise ValueError("two names are expected, with one semicolon between them: Contract Giver; Contract Acceptor")
    return {"giver": {name: roles[0]}, "acceptor": {name: roles[1]}}


def parse_entity(name: str, text: str) -> Map:
    """Return a legal entity; facts that are left out, or empty between semicolons, stay open."""
    facts = [one.strip() for one in text.split(";")]
    if len(facts) > len(ENTITY) or not facts[0] or (len(facts) == 1 and text.count(",") >= COMMAS_OF_FACTS):
        raise ValueError(f"up to {len(ENTITY)} facts are expected, with semicolons between them: {'; '.join(ENTITY)}")
    return {name: {field: fact for field, fact in zip(ENTITY, facts, strict=False) if fact}}


def parse_sites(name: str, text: str) -> Map:
    """Return sites, each with its services in brackets."""
    sites = []
    for one in entries(text, ";"):
        site, services = bracketed(one)
        if not services:
            raise ValueError(f'say in brackets what is done at "{one}": {one} (manufacturing, testing)')
        sites.append({"name": site, "services": entries(services.lower(), ",")})
    return {name: sites}


def parse_products(name: str, text: str) -> Map:
    """Return products, each with its container in brackets if it has any."""
    pairs = [bracketed(one) for one in entries(text, ";")]
    return {name: [{"name": product, **({"presentation": pack} if pack else {})} for product, pack in pairs]}


def bracketed(text: str) -> tuple[str, str]:
    """Return *text* before its last brackets, and what stands in them."""
    found = re.fullmatch(r"(?s)(.*\S)\s*\(([^()]*)\)", text)
    if text.count("(") != text.count(")"):
        raise ValueError(f'a bracket is missing in "{text}"')
    return (found[1], found[2].strip()) if found else (text, "")


def parse_tier(name: str, text: str) -> Map:
    """Return the tier and its reason."""
    tier, _, reason = (part.strip() for part in text.partition(";"))
    label = tier.lower().removeprefix("tier").strip()
    if not re.fullmatch(r"[0-9](\.[0-9])?", label):
        raise ValueError(
            f'"{tier}" is no supplier risk tier such as 1, 2, 2.5 or 3; the reason stands behind a semicolon'
        )
    return {name: label, **({"tier-reason": reason} if reason else {})}


def parse_supply(name: str, text: str) -> Map:
    """Return number and date of the supply agreement."""
    number, _, day = (part.strip() for part in text.partition(";"))
    return {name: {**({"number": number} if number else {}), **({"date": day} if day else {})}}


def parse_signatories(name: str, text: str) -> Map:
    """Return who signs for each side, name and job title."""
    people = [one.strip() for one in text.split(";")]
    if len(people) > 2:
        raise ValueError("two persons are expected, with one semicolon between them: for the giver; for the acceptor")
    sides = zip(("giver", "acceptor"), people, strict=False)
    return {name: {side: person(one) for side, one in sides if one}}


def person(text: str) -> Map:
    """Return name and job title, with a comma between them."""
    name, _, title = (part.strip() for part in text.partition(","))
    return {"name": name, **({"title": title} if title else {})}


KINDS: Mapping[str, Callable[[str, str], Map]] = MappingProxyType(
    {
        "text": parse_one,
        "stage": parse_stage,
        "list": parse_list,
        "roles": parse_roles,
        "entity": parse_entity,
        "sites": parse_sites,
        "products": parse_products,
        "tier": parse_tier,
        "supply": parse_supply,
        "signatories": parse_signatories,
    }
)
"""How an answer is read, by kind of question."""
