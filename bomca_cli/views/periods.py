"""The stated periods of the programme and its phases, drawn against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.funding.figures import millions, name, place, plain, signed
from bomca_cli.report import Bar, Chart, Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from bomca_cli.funding.statements import Statement


def chart(stated: Iterable[Statement]) -> Chart | None:
    """The programme and its phases, a bar for each sum stated for a period, with the years in which it was said."""
    items = [item for item in stated if item.kind in ("programme_total", "phase_budget") and any(item.period or ())]
    if not items:
        return None
    one_currency = {item.currency for item in items} == {"EUR"}
    drawn: list[Bar] = []
    label = ""
    for item in sorted(items, key=_period):
        subject = name(item)
        start, end = item.period or (None, None)
        figure = signed(item, _short) if one_currency else f"{item.currency} {signed(item, _short)}"
        note = (Fragment(figure, "money"), Fragment(f"   said {_said(item)}", "dim"))
        drawn.append(Bar("" if subject == label else subject, start, end, note, place(item.said[0])))
        label = subject
    return Chart(tuple(drawn))


def _period(item: Statement) -> tuple[int, int, int]:
    """The phase, 0 for the programme, then the years; what is not stated comes first and last."""
    start, end = item.period or (None, None)
    return item.phase or 0, start or 0, end or 9999


def _short(value: Decimal) -> str:
    return f"{millions(value)} M" if value % 10_000 == 0 and value >= 1_000_000 else plain(value)


def _said(item: Statement) -> str:
    """The years in which a sum was said first and last."""
    if item.first_said is None or item.last_said is None:
        return "on no known day"
    first, last = item.first_said[:4], item.last_said[:4]
    return first if first == last else f"{first}–{last}"
