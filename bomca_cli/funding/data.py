"""Statements, changes and checks as plain JSON data; sums are decimal strings of currency units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.funding import wording
from bomca_cli.funding.figures import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from bomca_cli.funding.history import Change
    from bomca_cli.funding.intervals import Interval
    from bomca_cli.funding.reconcile import Check
    from bomca_cli.funding.statements import Saying, Statement

Json = dict[str, Any]


def said(saying: Saying) -> Json:
    """One place; ``page`` is for files that have pages."""
    return {
        "id": saying.id,
        "path": saying.path,
        "sha256": saying.sha256,
        "date": saying.date,
        "line": saying.line,
        "page": saying.page,
        "start": saying.start,
        "end": saying.end,
        "quote": saying.quote,
    }


def statement(item: Statement, by_key: Mapping[str, Statement]) -> Json:
    """A statement with every place where it is said; ``by_key`` finds what it is part of."""
    interval = _interval(item.interval)
    original = by_key.get(item.equivalent_of or "")
    return {
        "value": number(item.value),
        "value_max": number(item.value_max),
        "currency": item.currency,
        "qualifier": item.qualifier,
        "bound": item.bound,
        "lower": interval["lower"],
        "upper": interval["upper"],
        "kind": item.kind,
        "for": name(item),
        "phase": item.phase,
        "period": _period(item),
        "part_of": [
            _figure(by_key[whole.key]) | {"said_in": whole.said_in} for whole in item.part_of if whole.key in by_key
        ],
        "equivalent_of": _figure(original) if original else None,
        "purpose": item.purpose,
        "countries": list(item.countries),
        "per_unit": item.per_unit,
        "joint": item.joint,
        "superseded": list(item.superseded),
        "said_in": item.said_in,
        "said": [said(saying) for saying in item.said],
        "first_said": item.first_said,
        "last_said": item.last_said,
    }


def change(item: Change) -> Json:
    """A change, what it is called and by how much at least."""
    return {
        "name": item.name,
        "for": name(item.new),
        "phase": item.new.phase,
        "currency": item.new.currency,
        "text": wording.change(item),
        "old": _source(item.old),
        "new": _source(item.new),
        "beside": [_source(beside) for beside in item.beside],
        "difference": _interval(item.difference),
        "last_said": item.last_said,
        "first_said": item.first_said,
        "still_said": item.still_said,
        "erratum": item.erratum,
    }


def check(item: Check) -> Json:
    """A check with its parts, operation, result, assumption and verdict."""
    return {
        "rule": item.rule,
        "verdict": item.verdict.outcome,
        "differs_by": number(item.verdict.by),
        "text": wording.check(item),
        "operation": "−" if item.minus else "+" if item.further else None,
        "terms": [_source(term) for term in (item.first, *item.further)],
        "stated": _source(item.claimed),
        "result": _interval(item.result) | {"value": number(item.point)},
        "assumption": wording.assumptions(item),
    }


def number(value: Decimal | None) -> str | None:
    """A number in plain digits, never in scientific notation."""
    return None if value is None else f"{value:f}"


def phases(statements: Iterable[Statement]) -> list[int]:
    """The phases that something is stated about."""
    return sorted({item.phase for item in statements if item.phase is not None})


def _interval(interval: Interval) -> Json:
    return {
        "lower": number(interval.low),
        "lower_included": not interval.open_low,
        "upper": number(interval.high),
        "upper_included": not interval.open_high,
    }


def _period(item: Statement) -> list[int | None] | None:
    return list(item.period) if item.period else None


def _figure(item: Statement) -> Json:
    return {
        "value": number(item.value),
        "value_max": number(item.value_max),
        "currency": item.currency,
        "bound": item.bound,
        "kind": item.kind,
        "phase": item.phase,
        "period": _period(item),
    }


def _source(item: Statement) -> Json:
    """A statement inside a change or a check: its figure and the first and last place where it is said.

    Boilerplate is said in thousands of releases; the row of the statement lists them all.
    """
    ends = item.said if len(item.said) < 2 else (item.said[0], item.said[-1])
    return _figure(item) | {"said_in": item.said_in, "said": [said(saying) for saying in ends]}
