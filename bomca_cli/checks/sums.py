"""F102: sums agree only within rounding. F103: sums that should agree differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.checks.model import Finding
from bomca_cli.funding import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.funding.statements import Statement

_ASSUMING = ("remainder", "sum")


def check(context: Context) -> Iterator[Finding]:
    """Every calculation of ``bomca funding`` that does not come out exactly.

    Two figures for one thing said one after the other are a change (F101). A bound agrees with much, which is no news.
    Where periods are taken to follow each other, a difference is a warning: the assumption may be wrong.
    """
    for item in context.calculations:
        places = context.said(item.statements)
        days = {statement.first_said for statement in item.statements}
        if item.rule == "same" and len(days) > 1:
            continue
        if item.verdict.outcome == "differs" and item.rule in _ASSUMING:
            yield Finding("F103", "warning", f"{wording.check(item)} {wording.assumptions(item)}", places)
        elif item.verdict.outcome == "differs":
            yield Finding("F103", "error", wording.check(item), places)
        elif item.verdict.outcome == "compatible with rounding" and not any(_is_bound(one) for one in item.statements):
            yield Finding("F102", "note", wording.check(item), places)


def _is_bound(statement: Statement) -> bool:
    return statement.bound not in (None, "about") or statement.value_max is not None
