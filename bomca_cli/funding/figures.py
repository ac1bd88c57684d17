"""Figures, periods and places as they are shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.funding.statements import Period, Saying, Statement

MILLION = Decimal(1_000_000)

_SIGNS = {"less": "< ", "at_most": "≤ ", "more": "> ", "at_least": "≥ ", "about": "about "}


def plain(value: Decimal) -> str:
    """A number in full: ``33,600,000``, ``6,860.70``."""
    if value == value.to_integral_value():
        return f"{value:,.0f}"
    cents = f"{value:,.2f}"
    return cents if Decimal(cents.replace(",", "")) == value else f"{value:,f}"


def millions(value: Decimal) -> str:
    """A number in millions, as short as it goes: ``33.6``."""
    return f"{(value / MILLION).normalize():,f}"


class Scale:
    """How the numbers of one calculation are written: in millions where all are round enough, else in full."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        values = [v for s in statements for v in (s.value, s.value_max) if v is not None]
        self.short = max(values) >= MILLION and all(value % 10_000 == 0 for value in values)

    def number(self, value: Decimal) -> str:
        """``value`` as this scale writes it."""
        return millions(value) if self.short else plain(value)

    def sum(self, statement: Statement) -> str:
        """The stated number with the sign of its bound: ``< 5``."""
        return signed(statement, self.number)

    def unit(self, currency: str) -> str:
        """What the numbers count."""
        return f"million {currency}" if self.short else currency


def signed(statement: Statement, number: object = plain) -> str:
    """The stated number of a statement with the sign of its bound, written by ``number``: ``< 5,000,000``."""
    assert callable(number)
    top = statement.value_max
    body = number(statement.value) if top is None else f"{number(statement.value)}–{number(top)}"
    return _SIGNS.get(statement.bound or "", "") + body


def years(period: Period | None) -> str:
    """A period of years: ``2003–2014``, ``from 2021``, ``until 2018``, or ``—`` where none is stated."""
    match period:
        case (int(start), int(end)):
            return str(start) if start == end else f"{start}–{end}"
        case (int(start), None):
            return f"from {start}"
        case (None, int(end)):
            return f"until {end}"
        case _:
            return "—"


def dates(statement: Statement) -> str:
    """When a statement was said first and last: ``2016-05-23 – 2016-11-21``."""
    first, last = statement.first_said, statement.last_said
    if first is None or last is None:
        return "undated"
    return first if first == last else f"{first} – {last}"


def place(saying: Saying) -> str:
    """Where something is said, as ``bomca show`` takes it: ``2016-05-23:6``."""
    return f"{saying.id}:{saying.line}"


def places(statement: Statement, most: int = 2) -> str:
    """Where a statement is said, the first ``most`` places and how many more there are."""
    said = statement.said
    named = ", ".join(place(saying) for saying in said[:most])
    return named if statement.times <= most else f"{named} and {statement.times - most:,} more"


def name(statement: Statement) -> str:
    """What a statement is about, as the subject of a line: ``Programme``, ``Phase 9``, ``Phase 9, extension``."""
    phase = "Phase not named" if statement.phase is None else f"Phase {statement.phase}"
    match statement.kind:
        case "programme_total":
            return "Programme"
        case "phase_budget":
            return phase
        case "extension":
            return f"{phase}, extension"
        case "equipment":
            return statement.purpose or "Equipment"
        case "other_programme":
            return statement.purpose or "Another programme"
        case _:
            return statement.purpose or "Not said what for"
