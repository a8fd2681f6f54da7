"""Which country was meant where its two letters should stand."""

from __future__ import annotations

import pytest

from generator.model.countries import country_hint

COUNTRIES = {
    "AT": "Austria",
    "AU": "Australia",
    "CH": "Switzerland",
    "DE": "Germany",
    "DK": "Denmark",
    "GB": "the United Kingdom",
    "IE": "Ireland",
    "IL": "Israel",
    "KR": "the Republic of Korea",
    "PL": "Poland",
    "SE": "Sweden",
    "SG": "Singapore",
    "SI": "Slovenia",
    "SK": "Slovakia",
    "ST": "São Tomé and Príncipe",
    "US": "the United States of America",
    "ZA": "South Africa",
}
PLAIN = "write the two letters of the country as in countries.yaml, or add the country there"


@pytest.mark.parametrize(
    ("words", "code"),
    [("Germany", "DE"), ("germany", "DE"), ("de", "DE"), ("United Kingdom", "GB"), ("Republic of Korea", "KR")],
)
def test_a_country_by_its_name_is_answered_with_its_letters(words: str, code: str) -> None:
    assert country_hint(words, COUNTRIES) == f"country: {code}"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("UK", "GB (the United Kingdom)"),
        ("USA", "US (the United States of America)"),
        ("U.S.A.", "US (the United States of America)"),
        ("SA", "ZA (South Africa)"),
        ("ED", "DE (Germany)"),
        ("DX", "DE (Germany) or DK (Denmark)"),
        ("D", "DE (Germany) or DK (Denmark)"),
        ("DEU", "DE (Germany)"),
        ("GER", "DE (Germany)"),
        ("IRL", "IE (Ireland) or IL (Israel)"),
        ("AUS", "AT (Austria) or AU (Australia)"),
        ("Germny", "DE (Germany)"),
        ("Korea", "KR (the Republic of Korea)"),
        ("United", "GB (the United Kingdom) or US (the United States of America)"),
    ],
)
def test_letters_or_words_that_are_like_a_country_are_answered_with_a_question(words: str, offered: str) -> None:
    assert country_hint(words, COUNTRIES) == f"did you mean {offered}? If not, {PLAIN}"


@pytest.mark.parametrize("words", ["XX", "Holland", "Deutschland", "Atlantis", "SX", "the", "?*"])
def test_what_is_like_no_country_or_like_too_many_is_answered_with_where_they_stand(words: str) -> None:
    assert country_hint(words, COUNTRIES) == PLAIN


def test_without_countries_nothing_is_offered() -> None:
    assert country_hint("Germany", {}) == PLAIN
