"""The phrase tables of the tests as cases that any reader can be asked: a phrase and the facts that it states.

A fact's value is what has to be right, by kind: (low, high, currency) for money, (start, end) for dates, digits for
phones, the normal form for e-mails. What is no possible date counts as no date.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

_EXTRACT = Path(__file__).parents[1] / "tests" / "extract"
sys.path += [str(_EXTRACT), *(str(_EXTRACT / name) for name in ("money", "dates", "contacts"))]

import test_emails  # noqa: E402
import test_grammar as test_dates  # noqa: E402
import test_money  # noqa: E402
import test_phones  # noqa: E402
from marked import unmark  # noqa: E402

# For readers that need a day to refer to when a table does not give it.
TODAY = date(2020, 6, 15)


class Fact(NamedTuple):
    """A fact in a phrase; no span when the reader tells none."""

    value: Any
    span: tuple[int, int] | None


class Case(NamedTuple):
    """A phrase and what it states; ``today`` where it takes a day to know that."""

    phrase: str
    facts: list[Fact]
    today: date | None = None


def tables() -> dict[tuple[str, str], list[Case]]:
    """Every table by kind of fact and language; ``any`` for numbers and addresses, which know none."""
    return {
        ("money", "en"): _money("english.txt"),
        ("money", "ru"): _money("russian.txt"),
        ("dates", "en"): _dates("english"),
        ("dates", "ru"): _dates("russian"),
        ("phones", "any"): _phones(),
        ("emails", "any"): _emails(),
    }


def _placed(phrase: str, said: list[tuple[str, Any]]) -> list[Fact]:
    """Facts by their words in the order of the phrase."""
    facts, at = [], 0
    for words, value in said:
        start = phrase.index(words, at)
        at = start + len(words)
        facts.append(Fact(value, (start, at)))
    return facts


def _money(name: str) -> list[Case]:
    cases = []
    for line in test_money.cases(name):
        marked, wanted = test_money.stated(line)
        phrase = unmark(marked)[0]
        cases.append(Case(phrase, _placed(phrase, [(quote, tuple(rest[:3])) for quote, *rest in wanted])))
    return cases


def _dates(name: str) -> list[Case]:
    cases = []
    for case in test_dates.table(name):
        said = [
            (words, (start, end or start))
            for words, value in case.stated
            if not value.startswith("!")
            for start, _, end in [value.partition("/")]
        ]
        cases.append(Case(case.phrase, _placed(case.phrase, said), case.released))
    return cases


def _phones() -> list[Case]:
    found = [unmark(marked) for marked in test_phones.cases(test_phones.FOUND)]
    nothing = [(phrase, []) for phrase in test_phones.cases(test_phones.NOT_FOUND)]
    return [
        Case(phrase, _placed(phrase, [(quote, digits(quote)) for quote in quotes]))
        for phrase, quotes in found + nothing
    ]


def _emails() -> list[Case]:
    found = [(*unmark(marked), address.casefold()) for marked, address, _ in test_emails.FOUND if address]
    return [
        Case(phrase, _placed(phrase, [(quote, address) for quote in quotes])) for phrase, quotes, address in found
    ] + [Case(phrase, []) for phrase in test_emails.NOT_FOUND]


def digits(text: str) -> str:
    """The digits of a printed number."""
    return "".join(filter(str.isdecimal, text))
