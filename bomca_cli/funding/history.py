"""What changed between consecutive statements about the same thing: a phase's budget, the programme's total."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bomca_cli.funding.intervals import Interval
    from bomca_cli.funding.statements import Statement

Name = Literal["raised", "lowered", "extended", "restated", "same"]
Subject = tuple[str, int | None, str, int | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Two consecutive statements about the same thing and how they differ."""

    name: Name
    old: Statement
    new: Statement
    difference: Interval  # new − old, or new − (old + beside)
    beside: tuple[Statement, ...] = ()  # budgets said beside the old total that the new period takes in
    last_said: str | None = None  # when the old was said last before, or on the day that, the new was said first
    first_said: str | None = None  # when the new was said first
    still_said: str | None = None  # when the old was said last, if that is after the new was said first
    erratum: str | None = None  # id of the release that replaces the old figure

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that takes part."""
        return self.old, *self.beside, self.new

    @property
    def same_day(self) -> bool:
        """Whether both were first said on one day, so that no order in time is known."""
        return self.first_said is not None and self.old.first_said == self.first_said


def subject(statement: Statement) -> Subject | None:
    """What a statement is about, as far as one can replace another; ``None``: it stands alone.

    A phase has one budget, whatever period is printed with it; totals of the programme are about the same thing
    when they count from the same year.
    """
    if not statement.summable:
        return None
    if statement.kind == "phase_budget" and statement.phase is not None:
        return statement.kind, statement.phase, statement.currency, None
    if statement.kind == "programme_total":
        return statement.kind, None, statement.currency, statement.period[0] if statement.period else None
    return None


def history(statements: Sequence[Statement]) -> tuple[Change, ...]:
    """Every change between consecutive statements: phases first, then the programme, each in the order of time.

    Undated statements have no place in time and take no part; ``undated`` names them.
    """
    changes = [
        _change(old, new, _said_beside(old, new, statements))
        for _, chain in sorted(chains(statements).items(), key=lambda item: _phases_first(item[0]))
        for old, new in pairwise(chain)
        if not _two_scopes(old, new)
    ]
    return (*changes, *_errata(statements))


def chains(statements: Iterable[Statement]) -> dict[Subject, list[Statement]]:
    """The dated statements about each subject, in the order in which they were first said."""
    found: dict[Subject, list[Statement]] = {}
    for statement in statements:
        about = subject(statement)
        if about and statement.first_said:
            found.setdefault(about, []).append(statement)
    for chain in found.values():
        chain.sort(key=_in_time)
    return found


def current(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements that hold by the last word: no erratum replaces them, none about the same thing was said later.

    Figures said last on one day all stay, as do totals of two periods that began to be said together.
    """
    standing = [item for item in statements if not item.superseded]
    outdated = {
        old.key
        for chain in chains(standing).values()
        for old in chain
        if any((new.last_said or "") > (old.last_said or "") and not _two_scopes(old, new) for new in chain)
    }
    return tuple(item for item in standing if item.key not in outdated)


def undated(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements that only undated releases make, and that could otherwise take part in ``history``."""
    return tuple(statement for statement in statements if subject(statement) and not statement.first_said)


def _phases_first(about: Subject) -> tuple[bool, int, str, int]:
    _, phase, currency, start = about
    return phase is None, phase or 0, currency, start or 0


def _in_time(statement: Statement) -> tuple[str, int, int, str]:
    start, end = statement.period or (None, None)
    return statement.first_said or "", end or 0, start or 0, statement.key


def _two_scopes(old: Statement, new: Statement) -> bool:
    """Whether two totals first said on one day are for two periods: then none replaces the other."""
    return old.kind == "programme_total" and old.first_said == new.first_said and old.period != new.period


def _change(old: Statement, new: Statement, beside: tuple[Statement, ...] = ()) -> Change:
    before = old.interval
    for statement in beside:
        before += statement.interval
    difference = new.interval - before
    first = new.first_said
    dates = [saying.date for saying in old.said if saying.date]
    return Change(
        _name(old, new, difference),
        old,
        new,
        difference,
        beside,
        last_said=max((date for date in dates if first and date <= first), default=None),
        first_said=first,
        still_said=next((date for date in dates[-1:] if first and date > first), None),
    )


def _name(old: Statement, new: Statement, difference: Interval) -> Name:
    if old.first_said == new.first_said and old.period == new.period:
        return "restated"
    if difference.positive:
        return "raised"
    if difference.negative:
        return "lowered"
    if (old.value, old.value_max, old.bound) != (new.value, new.value_max, new.bound):
        return "restated"
    if old.period is None or new.period is None:
        return "same"
    return "extended" if _longer(old, new) else "restated"


def _longer(old: Statement, new: Statement) -> bool:
    """Whether the new period, fully stated like the old one, holds it and more."""
    (old_start, old_end), (new_start, new_end) = old.period or (None, None), new.period or (None, None)
    if old_start is None or old_end is None or new_start is None or new_end is None:
        return False
    return new_start <= old_start and new_end >= old_end


def _said_beside(old: Statement, new: Statement, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The phase budgets that releases state beside an old total and that the new total's longer period takes in.

    They follow the old period without a gap or an overlap, and no release calls them part of the old total. Of two
    figures for one phase the one said last counts.
    """
    end = old.period[1] if old.period else None
    limit = new.period[1] if new.period else None
    if old.kind != "programme_total" or end is None or limit is None:
        return ()
    places = set(old.releases)
    found: list[Statement] = []
    while end < limit:
        following = [
            statement
            for statement in statements
            if statement.kind == "phase_budget"
            and statement.summable
            and statement.currency == old.currency
            and statement.period is not None
            and statement.period[0] == end + 1
            and statement.period[1] is not None
            and end < statement.period[1] <= limit
            and places.intersection(statement.releases)
            and all(whole.key != old.key for whole in statement.part_of)
        ]
        if not following:
            break
        latest = max(following, key=lambda statement: (statement.last_said or "", statement.key))
        assert latest.period is not None
        assert latest.period[1] is not None
        found.append(latest)
        end = latest.period[1]
    return tuple(found)


def _errata(statements: Sequence[Statement]) -> Iterable[Change]:
    """The figures that a release replaces, each with the one figure it may be replaced by."""
    for old in statements:
        for release in old.superseded:
            candidates = [
                new
                for new in statements
                if (new.kind, new.phase, new.currency) == (old.kind, old.phase, old.currency)
                and not new.superseded
                and release in new.releases
            ]
            if len(candidates) == 1:
                new = candidates[0]
                date = next(saying.date for saying in old.said if saying.id == release)
                yield Change("restated", old, new, new.interval - old.interval, first_said=date, erratum=release)
