"""Other readers behind one interface: each is asked a phrase and tells facts as ``phrases.Fact``.

A peer is only asked in languages that it claims to read, with the settings that serve it best, and what it tells is
read in its favour: a full date answers for the month or year that the phrase states, either reading of a date without
a year is accepted, a currency named in any way counts. A peer that is not installed is told as such.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from phrases import TODAY, Fact, digits

import bomca_cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Peer(NamedTuple):
    """A reader of one kind of facts.

    Attributes:
        name: who reads.
        kind: what is read, as the tables name it.
        languages: those that it claims to read.
        load: imports it and gives the function that reads a phrase in a language; ImportError when it is not there.
    """

    name: str
    kind: str
    languages: tuple[str, ...]
    load: Callable[[str], Any]


# --- bomca itself ------------------------------------------------------------------------------------------------


def _bomca(kind: str) -> Callable[[str], Any]:
    def facts(phrase: str, today: date | None) -> list[Fact]:
        release = bomca_cli.parse(phrase, released=today)
        if kind == "money":
            return [Fact((item.value, item.value_max, item.currency), item.span) for item in release.amounts]
        if kind == "dates":
            dates = [item for item in release.dates if item.problem is None]
            return [Fact([(item.start, item.end or item.start)], item.span) for item in dates]
        if kind == "phones":
            return [Fact(digits(release.quote(item.span)), item.span) for item in release.phones]
        return [Fact(item.address.casefold(), item.span) for item in release.emails if item.address]

    return lambda _language: facts


# --- money -------------------------------------------------------------------------------------------------------


@cache
def _code(words: str | None) -> str | None:
    """The ISO code that a peer's name for a currency stands for."""
    amounts = bomca_cli.parse(f"5 {words}").amounts if words else ()
    return amounts[0].currency if amounts else None


def _money(value: Any, currency: str | None, span: tuple[int, int] | None) -> Iterator[Fact]:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return
    yield Fact((number, None, _code(currency)), span)


def _price_parser(_language: str) -> Any:
    from price_parser import Price

    def facts(phrase: str, _today: date | None) -> list[Fact]:
        price = Price.fromstring(phrase)
        if price.amount is None or price.currency is None:
            return []
        return list(_money(price.amount, price.currency, None))

    return facts


def _quantulum(_language: str) -> Any:
    from quantulum3 import parser

    def facts(phrase: str, _today: date | None) -> list[Fact]:
        found = [item for item in parser.parse(phrase) if item.unit.entity.name == "currency"]
        return [
            fact
            for item in found
            for fact in _money(item.value, getattr(item.unit, "currency_code", None) or item.unit.name, item.span)
        ]

    return facts


def _natasha_money(_language: str) -> Any:
    from natasha import MoneyExtractor, MorphVocab

    extract = MoneyExtractor(MorphVocab())
    return lambda phrase, _today: [
        fact
        for item in extract(phrase)
        for fact in _money(item.fact.amount, item.fact.currency, (item.start, item.stop))
    ]


def _recognizers_money(_language: str) -> Any:
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    def facts(phrase: str, _today: date | None) -> list[Fact]:
        return [
            fact
            for item in recognize_currency(phrase, Culture.English)
            if item.resolution and item.resolution.get("value")
            for currency in [item.resolution.get("isoCurrency") or item.resolution.get("unit")]
            for fact in _money(item.resolution["value"], currency, (item.start, item.end + 1))
        ]

    return facts


# --- dates -------------------------------------------------------------------------------------------------------


def _dateparser(language: str) -> Any:
    from dateparser.search import search_dates

    def facts(phrase: str, today: date | None) -> list[Fact]:
        settings = {"RELATIVE_BASE": datetime.combine(today or TODAY, time()), "DATE_ORDER": "DMY"}
        found, at = [], 0
        for words, moment in search_dates(phrase, languages=[language], settings=settings) or ():
            start = phrase.find(words, at)
            span = (start, start + len(words)) if start >= 0 else None
            at = span[1] if span else at
            found.append(Fact([(moment.date().isoformat(), moment.date().isoformat())], span))
        return found

    return facts


def _natasha_dates(_language: str) -> Any:
    from natasha import DatesExtractor, MorphVocab

    extract = DatesExtractor(MorphVocab())

    def facts(phrase: str, _today: date | None) -> list[Fact]:
        found = []
        for item in extract(phrase):
            year = f"{item.fact.year:04}" if item.fact.year else "-"
            day = "-".join([year, *(f"{part:02}" for part in (item.fact.month, item.fact.day) if part)])
            found.append(Fact([(day, day)], (item.start, item.stop)))
        return found

    return facts


def _recognizers_dates(_language: str) -> Any:
    from recognizers_date_time import recognize_datetime
    from recognizers_text import Culture

    def facts(phrase: str, today: date | None) -> list[Fact]:
        found = []
        for item in recognize_datetime(phrase, Culture.English, reference=datetime.combine(today or TODAY, time())):
            values = (item.resolution or {}).get("values", ())
            readings = [reading for value in values for reading in _readings(value)]
            if readings:
                found.append(Fact(readings, (item.start, item.end + 1)))
        return found

    return facts


def _readings(value: dict[str, str]) -> Iterator[tuple[str, str]]:
    """First and last day of what Recognizers-Text tells; the end of a span may be meant with or without that day."""
    if value.get("type") == "daterange" and "start" in value and "end" in value:
        yield value["start"], value["end"]
        with suppress(ValueError, OverflowError):
            yield value["start"], (date.fromisoformat(value["end"]) - timedelta(days=1)).isoformat()
    elif value.get("type") in ("date", "datetime") and value.get("value", "")[:4].isdecimal():
        yield value["value"][:10], value["value"][:10]


# --- phones and addresses ----------------------------------------------------------------------------------------


def _phonenumbers(level: str, home: str) -> Callable[[str], Any]:
    """The matcher at a level of strictness; of the home countries tried, the one that serves it best on the table."""

    def load(_language: str) -> Any:
        from phonenumbers import Leniency, PhoneNumberMatcher

        leniency = getattr(Leniency, level)
        return lambda phrase, _today: [
            Fact(digits(match.raw_string), (match.start, match.end))
            for match in PhoneNumberMatcher(phrase, home, leniency=leniency)
        ]

    return load


def _recognizers_phones(_language: str) -> Any:
    from recognizers_sequence import recognize_phone_number
    from recognizers_text import Culture

    return lambda phrase, _today: [
        Fact(digits(item.text), (item.start, item.end + 1)) for item in recognize_phone_number(phrase, Culture.English)
    ]


def _recognizers_emails(_language: str) -> Any:
    from recognizers_sequence import recognize_email
    from recognizers_text import Culture

    return lambda phrase, _today: [
        Fact(item.text.casefold(), (item.start, item.end + 1)) for item in recognize_email(phrase, Culture.English)
    ]


PEERS = [
    Peer("bomca", "money", ("en", "ru"), _bomca("money")),
    Peer("price-parser", "money", ("en", "ru"), _price_parser),
    Peer("quantulum3", "money", ("en",), _quantulum),
    Peer("natasha", "money", ("ru",), _natasha_money),
    Peer("Recognizers-Text", "money", ("en",), _recognizers_money),
    Peer("bomca", "dates", ("en", "ru"), _bomca("dates")),
    Peer("dateparser", "dates", ("en", "ru"), _dateparser),
    Peer("natasha", "dates", ("ru",), _natasha_dates),
    Peer("Recognizers-Text", "dates", ("en",), _recognizers_dates),
    Peer("bomca", "phones", ("any",), _bomca("phones")),
    Peer("phonenumbers VALID", "phones", ("any",), _phonenumbers("VALID", "US")),
    Peer("phonenumbers POSSIBLE", "phones", ("any",), _phonenumbers("POSSIBLE", "KG")),
    Peer("Recognizers-Text", "phones", ("any",), _recognizers_phones),
    Peer("bomca", "emails", ("any",), _bomca("emails")),
    Peer("Recognizers-Text", "emails", ("any",), _recognizers_emails),
]


def is_right(kind: str, wanted: Fact, told: Fact) -> bool:
    """Whether a fact that was told is the wanted one: the value is right and the words overlap, where they are told."""
    if told.span is not None and wanted.span is not None:
        (start, end), (first, last) = wanted.span, told.span
        if first >= end or last <= start:
            return False
    if kind == "dates":
        return any(_same_day(wanted.value[0], low) and _same_day(wanted.value[1], high) for low, high in told.value)
    return bool(wanted.value == told.value)


def _same_day(wanted: str, told: str) -> bool:
    """Whether a date that was told answers for the one stated, at the precision of the statement."""
    if wanted.startswith("--"):
        wanted, told = wanted[2:], told[2:] if told.startswith("--") else told[5:]
    return told[: len(wanted)] == wanted


def quiet() -> None:
    """Silence what peers write to the log and the warnings of their dependencies."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
