"""Every check, and what its codes mean."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.checks import (
    changed_figures,
    duplicates,
    event_years,
    gaps,
    impossible_dates,
    meeting_numbers,
    numbers,
    periods,
    repaired_text,
    shared_addresses,
    signatories,
    sums,
)
from bomca_cli.checks.model import SEVERITIES, Context, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bomca_cli.release import Entry

CHECKS: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    changed_figures.check,
    sums.check,
    periods.check,
    numbers.check,
    shared_addresses.check,
    signatories.check,
    event_years.check,
    impossible_dates.check,
    meeting_numbers.check,
    repaired_text.check,
    duplicates.check,
    gaps.check,
)


class Explanation(NamedTuple):
    """What a code is called and what it means."""

    name: str
    text: str


def findings(entries: Iterable[Entry]) -> list[Finding]:
    """All that the checks find: the worst first, then by code, then by the first release concerned."""
    context = Context(entries)
    order = {entry.id: number for number, entry in enumerate(context.entries)}
    found = [finding for check in CHECKS for finding in check(context)]
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.code, order[one.places[0].entry.id]))


@cache
def explanations() -> dict[str, Explanation]:
    """Every code with its explanation."""
    tables = tomllib.loads(files(__package__).joinpath("codes.toml").read_text(encoding="utf-8"))
    return {code: Explanation(told["name"], " ".join(told["text"].split())) for code, told in tables.items()}
