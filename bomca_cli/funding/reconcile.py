"""Do the stated sums agree? Each calculation that the statements allow, and its verdict.

Sums in different currencies, of other programmes, per unit, in joint pots, replaced by an erratum, or with
overlapping periods are never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from bomca_cli.funding.history import chains, subject
from bomca_cli.funding.intervals import Interval, Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from bomca_cli.funding.statements import Statement

Rule = Literal["remainder", "sum", "extension", "parts", "same"]
LIMIT = 200  # a corpus with more contradictions than this is told so


@dataclass(frozen=True, slots=True)
class Check:
    """A calculation with stated sums, and what comes of it: ``first ± further`` against ``claimed``."""

    rule: Rule
    first: Statement
    further: tuple[Statement, ...]
    minus: bool  # the further ones are taken away rather than added
    claimed: Statement
    result: Interval
    verdict: Verdict

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that takes part."""
        return self.first, *self.further, self.claimed

    @property
    def point(self) -> Decimal | None:
        """The result with the numbers as printed; ``None`` where one of them is a bound or a range."""
        return _point(self.first, self.further, self.minus)


def checks(statements: Sequence[Statement]) -> tuple[tuple[Check, ...], bool]:
    """Every check that ``statements`` allow, and whether there were more than ``LIMIT``."""
    usable = [statement for statement in statements if statement.summable]
    found = list(islice(_all(usable), LIMIT + 1))
    return tuple(found[:LIMIT]), len(found) > LIMIT


def _all(usable: Sequence[Statement]) -> Iterator[Check]:
    for currency in sorted({statement.currency for statement in usable}):
        same = [statement for statement in usable if statement.currency == currency]
        yield from _tilings(same)
        yield from _extensions(same)
        yield from _parts(same)
        yield from _contradictions(same)


def _check(
    rule: Rule, first: Statement, further: tuple[Statement, ...], claimed: Statement, *, minus: bool = False
) -> Check:
    result = first.interval
    for statement in further:
        result = result - statement.interval if minus else result + statement.interval
    point, claim = _point(first, further, minus), _point(claimed, (), minus=False)
    judged = verdict(result, claimed.interval, equal=point is not None and point == claim)
    return Check(rule, first, further, minus, claimed, result, judged)


def _point(first: Statement, further: tuple[Statement, ...], minus: bool) -> Decimal | None:
    if any(s.value_max is not None or s.bound not in (None, "about") for s in (first, *further)):
        return None
    total = first.value
    for statement in further:
        total = total - statement.value if minus else total + statement.value
    return total


class _Piece(NamedTuple):
    """A statement for a closed span of years."""

    start: int
    end: int
    statement: Statement


def _piece(statement: Statement) -> _Piece | None:
    """The piece that a statement is, where it states the first and the last year, in order."""
    start, end = statement.period or (None, None)
    return _Piece(start, end, statement) if start is not None and end is not None and start <= end else None


def _tilings(usable: Sequence[Statement]) -> Iterator[Check]:
    """Earlier total and phase budgets whose periods follow each other without gap or overlap, against a later total."""
    pieces = [piece for piece in map(_piece, usable) if piece]
    totals: dict[tuple[int, int], list[_Piece]] = {}
    budgets: dict[tuple[int, int], list[_Piece]] = {}
    for piece in pieces:
        if piece.statement.kind == "programme_total":
            totals.setdefault((piece.start, piece.end), []).append(piece)
        elif piece.statement.kind == "phase_budget" and piece.statement.phase is not None:
            budgets.setdefault((piece.start, piece.statement.phase), []).append(piece)
    for (start, end), wholes in totals.items():
        rows = list(islice(_rows(start, end, totals, budgets), LIMIT + 1))
        for claimed, row in ((whole.statement, row) for whole in wholes for row in rows):
            first, *further = (piece.statement for piece in row)
            if len(further) == 1 and any(part.key == claimed.key for part in further[0].part_of):
                yield _check("remainder", claimed, tuple(further), first, minus=True)
            else:
                yield _check("sum", first, tuple(further), claimed)


def _rows(
    start: int,
    end: int,
    totals: Mapping[tuple[int, int], Sequence[_Piece]],
    budgets: Mapping[tuple[int, int], Sequence[_Piece]],
) -> Iterator[tuple[_Piece, ...]]:
    """Every row of two pieces or more that covers the years from ``start`` to ``end``.

    Only the first piece may be a total; phases follow each other by number. A row that leads nowhere is never begun,
    so the work is that of the rows found.

    Args:
        start: the first year.
        end: the last year.
        totals: the pieces that are totals, by first and last year.
        budgets: the pieces that are phase budgets, by first year and phase.
    """
    leading: dict[tuple[int, int], list[_Piece]] = {}
    for (first, phase), pieces in sorted(budgets.items(), reverse=True):
        fit = [piece for piece in pieces if piece.end == end or (piece.end + 1, phase + 1) in leading]
        if fit:
            leading[first, phase] = fit
    pending: list[tuple[_Piece, ...]] = []
    for (first, _), fit in sorted(leading.items()):
        if first == start:
            pending += [(piece,) for piece in fit if piece.end != end]
        pending += [(opener, piece) for opener in totals.get((start, first - 1), ()) for piece in fit]
    pending.reverse()
    while pending:
        row = pending.pop()
        last = row[-1]
        if last.end == end:
            yield row
        else:
            assert last.statement.phase is not None
            pending += [(*row, piece) for piece in reversed(leading[last.end + 1, last.statement.phase + 1])]


def _extensions(usable: Sequence[Statement]) -> Iterator[Check]:
    """A phase's budget and its extension against the raised budget."""
    by_subject = chains(usable)
    for extension in usable:
        if extension.kind != "extension" or extension.phase is None:
            continue
        budgets = by_subject.get(("phase_budget", extension.phase, extension.currency, None), [])
        raises = [(old, new) for old, new in pairwise(budgets) if (new.interval - old.interval).positive]
        said = extension.first_said
        around = [(old, new) for old, new in raises if said and (old.first_said or "") <= said <= (new.last_said or "")]
        # An extension that is told before or after both budgets, or on no known day, belongs to the only raise.
        for old, new in around[:1] or (raises if len(raises) == 1 else ()):
            yield _check("extension", old, (extension,), new)


def _parts(usable: Sequence[Statement]) -> Iterator[Check]:
    """What one release calls the parts of a sum against the sum: they may fall short of it, never exceed it."""
    by_key = {statement.key: statement for statement in usable}
    parts: dict[str, list[Statement]] = {}
    for statement in usable:
        for whole in statement.part_of:
            if whole.key in by_key:
                parts.setdefault(whole.key, []).append(statement)
    for key, parts_of in parts.items():
        by_release: dict[str, list[str]] = {}
        for part in parts_of:
            for release in part.releases:
                by_release.setdefault(release, []).append(part.key)
        said = set(by_key[key].releases)
        together = dict.fromkeys(tuple(found) for release, found in by_release.items() if release in said)
        for part_keys in together:
            pieces = tuple(by_key[part_key] for part_key in part_keys)
            check = _check("parts", pieces[0], pieces[1:], by_key[key])
            beyond = check.verdict.outcome == "differs" and not _below(check.result, check.claimed.interval)
            exhausting = len(pieces) > 1 and check.verdict.outcome != "differs"
            if (beyond or exhausting) and not _overlapping(pieces):
                yield check


def _below(one: Interval, other: Interval) -> bool:
    """Whether every number of the one is below every number of the other."""
    return one.high is not None and other.low is not None and one.high < other.low


def _overlapping(parts: Sequence[Statement]) -> bool:
    """Whether two of the parts share a phase or a year."""
    return any(
        (one.kind == other.kind == "phase_budget" and one.phase == other.phase) or _share_years(one, other)
        for one, other in combinations(parts, 2)
    )


def _share_years(one: Statement, other: Statement) -> bool:
    ours, theirs = _piece(one), _piece(other)
    return ours is not None and theirs is not None and ours.start <= theirs.end and theirs.start <= ours.end


def _contradictions(usable: Sequence[Statement]) -> Iterator[Check]:
    """Two figures for one thing and one stated period."""
    groups: dict[object, list[Statement]] = {}
    for statement in usable:
        about = subject(statement)
        if about and statement.period:
            groups.setdefault((about, statement.period), []).append(statement)
    for group in groups.values():
        for one, other in combinations(group, 2):
            yield _check("same", one, (), other)
