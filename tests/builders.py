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

BOUNDS = {
    "almost": "less",
    "up to": "at_most",
    "more than": "more",
    "over": "more",
    "at least": "at_least",
    "about": "about",
}


def amount(quote: str, value: int | str, *, step: int | None = None, **fields: Any) -> Facts:
    """A sum quoted from the text; ``million`` in the quote makes it rounded to its last digit when no step is given."""
    number = Decimal(value)
    if step is None and "million" in quote:
        digits = quote.replace(",", ".").replace(" ", "").partition("million")[0]
        decimals = len(digits.rpartition(".")[2]) if "." in digits else 0
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


def boilerplate(total: str, value: int, years: tuple[int, int], *rest: Facts) -> list[Facts]:
    """The facts of a sentence on the programme's total and what else it states."""
    return [amount(total, value, kind="programme_total", period=years), *rest]


OLD = (
    "The European Union allocated a sum of EUR 33.6 million to BOMCA for the period of 2003 – 2014 "
    "and almost EUR 5 million for its 9th implementation phase (2015 - 2018)."
)
NEW = (
    "The European Union allocated a sum of EUR 40, 1 million to BOMCA for the period of 2003 – 2019, "
    "out of which EUR 6, 6 million were assigned to its 9th implementation phase (2015 - 2019)."
)
SETS = "70 sets of video surveillance systems with a total cost of 48,000 euros have been transferred."


def old_facts() -> list[Facts]:
    """The sums that ``OLD`` states."""
    part = amount("EUR 5 million", 5_000_000, qualifier="almost", kind="phase_budget", phase=9, period=(2015, 2018))
    return boilerplate("EUR 33.6 million", 33_600_000, (2003, 2014), part)


def new_facts() -> list[Facts]:
    """The sums that ``NEW`` states."""
    whole = "EUR 40, 1 million"
    part = amount("EUR 6, 6 million", 6_600_000, kind="phase_budget", phase=9, period=(2015, 2019), part_of=whole)
    return boilerplate(whole, 40_100_000, (2003, 2019), part)


def five() -> list[Entry]:
    """Five releases that state what the shipped ones state."""
    sets = amount("48,000 euros", 48_000, kind="equipment", phase=9, purpose="70 sets of video surveillance systems")
    old = [
        make(f"{day}. {OLD}", released=day, countries=["TJ"], phases=[9], amounts=old_facts())
        for day in ("2016-05-23", "2016-06-01", "2016-11-21")
    ]
    handover = make(
        f"2 August.\n{SETS}\n{NEW}", released="2018-08-02", countries=["TJ"], phases=[9], amounts=[sets, *new_facts()]
    )
    meeting = make(f"Meeting.\n{NEW}", released="2018-11-28", countries=["TJ", "KG"], phases=[9], amounts=new_facts())
    return [filed(release) for release in (*old, handover, meeting)]
