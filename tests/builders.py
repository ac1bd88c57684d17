"""Releases made by hand: a text and quotes from it become facts with spans.

    release = make("Dushanbe, 2 May 2018. EUR 5 million for phase 9.", released="2018-05-02",
                   amounts=[amount("EUR 5 million", 5_000_000, kind="phase_budget", phase=9)])
    entry = filed(release)
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bomca_cli.release import Amount, DateExpression, Entry, PhaseMention, Release, Span, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

Facts = dict[str, Any]  # the fields of a fact, with quotes in place of spans

BOUNDS = {"almost": "less", "up to": "at_most", "more than": "more", "over": "more", "at least": "at_least", "about": "about"}


def amount(quote: str, value: int | str, *, step: int | None = None, **fields: Any) -> Facts:
    """A sum quoted from the text; ``million`` in the quote makes it rounded to its last digit when no step is given."""
    number = Decimal(value)
    if step is None and "million" in quote:
        digits = quote.replace(",", ".").replace(" ", "").partition("million")[0]
        decimals = len(digits.rpartition(".")[2].strip("EURUSD")) if "." in digits else 0
        step = 1_000_000 // 10**decimals
    fields.setdefault("bound", BOUNDS.get(fields.get("qualifier", "")))
    fields.setdefault("currency", "EUR")
    return {"quote": quote, "value": number, "step": None if step is None else Decimal(step)} | fields


def event(quote: str, start: str, **fields: Any) -> Facts:
    """A dated happening quoted from the text; ``what`` is a quote too."""
    return {"quote": quote, "start": start, "role": "event"} | fields


def make(
    text: str,
    *,
    released: str | None = None,
    title: str | None = None,
    place: str | None = None,
    countries: Sequence[str] = (),
    phases: Sequence[int] = (),
    amounts: Sequence[Facts] = (),
    events: Sequence[Facts] = (),
) -> Release:
    """The release that ``text`` is; facts are looked for in the order in which they are given."""
    whole = Span(0, len(text))
    day = DateExpression(Span(0, 0), released, role="release") if released else None
    dates = [DateExpression(**_placed(text, fact, ("what",))) for fact in events]
    return Release(
        text,
        "en",
        title=Value(title, whole) if title else None,
        released=day,
        place=Value(place, whole) if place else None,
        countries=tuple(Value(code, whole) for code in countries),
        phases=tuple(PhaseMention(number, whole) for number in phases),
        dates=(*([day] if day else []), *dates),
        amounts=tuple(_amounts(text, amounts)),
    )


def filed(release: Release, name: str | None = None) -> Entry:
    """The release as a corpus holds it, under its date or ``name``."""
    digest = hashlib.sha256(release.text.encode()).hexdigest()
    name = name or release.release_date or f"x{digest[:6]}"
    return Entry(name, f"{name}.txt", digest, release)


def _amounts(text: str, facts: Sequence[Facts]) -> list[Amount]:
    found: list[Amount] = []
    at = 0
    for fact in facts:
        placed = _placed(text, fact, ("part_of", "equivalent_of", "purpose"), at)
        found.append(Amount(**placed))
        at = placed["span"].end
    return found


def _placed(text: str, fact: Facts, quoted: Sequence[str], at: int = 0) -> dict[str, Any]:
    fields = {name: value for name, value in fact.items() if name != "quote"}
    for name in quoted:
        if fields.get(name) is not None:
            fields[name] = _span(text, fields[name])
    return {"span": _span(text, fact["quote"], at)} | fields


def _span(text: str, quote: str, at: int = 0) -> Span:
    start = text.find(quote, at)
    assert start >= 0, f"{quote!r} is not in the text after {at}"
    return Span(start, start + len(quote))
