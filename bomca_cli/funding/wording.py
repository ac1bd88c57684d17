"""Changes and checks in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.funding.figures import Scale, name, places, plain, years
from bomca_cli.funding.intervals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from bomca_cli.funding.history import Change
    from bomca_cli.funding.intervals import Interval
    from bomca_cli.funding.reconcile import Check
    from bomca_cli.funding.statements import Statement

MARKS = {"agrees": "=", "compatible with rounding": "≈", "differs": "≠"}

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def change(item: Change) -> str:
    """What changed, by how much and between which days: the part of the line after the subject."""
    if item.erratum:
        return f"{plain(item.old.value)} corrected to {plain(item.new.value)} by an erratum in {item.erratum}"
    if item.same_day and item.old.period == item.new.period:
        scale = Scale((item.old, item.new))
        both = f"{scale.sum(item.old)} and {scale.sum(item.new)} {scale.unit(item.new.currency)}"
        return f"two figures for {_period(item.new)}, {both}{_difference_in_words(item.difference)}, {_when(item)}"
    total = item.old.kind == "programme_total"
    amount = _totals(item) if total else _amount(item)
    period = _moved(item) if total else _longer(item)
    parts = (period, amount) if total else (amount, period)
    joined = ("; " if total else " and ").join(part for part in parts if part)
    vague = _about(*item.statements)
    return f"{joined}, {_when(item)}" + (f".{vague}" if vague else "")


def _amount(item: Change) -> str:
    scale = Scale((item.old, item.new))
    match item.name:
        case "raised":
            return f"up by {_least(item.difference)}"
        case "lowered":
            return f"down by {_least(-item.difference)}"
        case "extended" | "same":
            return f"same sum ({scale.sum(item.new)})"
        case _ if _printed(item.old) == _printed(item.new):
            return f"same sum ({scale.sum(item.new)})"
        case _:
            return f"restated from {scale.sum(item.old)} to {scale.sum(item.new)} {scale.unit(item.new.currency)}"


def _totals(item: Change) -> str:
    """The totals' change; where phases were said beside the old one, like is compared with like."""
    if not item.beside:
        return _amount(item)
    scale = Scale((item.old, *item.beside, item.new))
    made = " and ".join(scale.sum(statement) for statement in (item.old, *item.beside))
    before = item.old.interval
    for statement in item.beside:
        before += statement.interval
    new = scale.sum(item.new)
    low, high = item.difference.low, item.difference.high
    if item.name == "raised" and low is not None and before.high is not None:
        return f"{made} make at most {scale.number(before.high)}, so {new} is at least {plain(low)} more"
    if item.name == "lowered" and high is not None and before.low is not None:
        return f"{made} make at least {scale.number(before.low)}, so {new} is at least {plain(-high)} less"
    return f"{made} were said before, {new} takes in both periods; compatible with rounding"


def _least(difference: Interval) -> str:
    """The least that a difference above zero may be."""
    assert difference.low is not None
    if difference.low == difference.high:
        return plain(difference.low)
    if difference.low == ZERO:
        return "an unknown sum"
    return f"{'more than' if difference.open_low else 'at least'} {plain(difference.low)}"


def _difference_in_words(difference: Interval) -> str:
    if difference.positive or difference.negative:
        return f", {_least(difference if difference.positive else -difference)} apart"
    return ", compatible with rounding"


def _moved(item: Change) -> str:
    """How a total's period changed: both begin in the same year."""
    old, new = item.old.period, item.new.period
    if old == new or old is None or new is None:
        return ""
    if old[1] is None or new[1] is None:
        return f"period now {years(new)}, before {years(old)}"
    return f"end moved from {old[1]} to {new[1]}"


def _longer(item: Change) -> str:
    """How a phase's period changed."""
    old, new = item.old.period, item.new.period
    if old == new:
        return ""
    if new is None:
        return "no period stated any more"
    if old is None:
        return f"period {years(new)} now stated"
    if old[0] == new[0] and old[1] is not None and new[1] is not None:
        by = abs(new[1] - old[1])
        count = _COUNTS[by] if by < len(_COUNTS) else str(by)
        return f"{count} year{'' if by == 1 else 's'} {'longer' if new[1] > old[1] else 'shorter'}"
    return f"period now {years(new)}, before {years(old)}"


def _when(item: Change) -> str:
    if item.same_day or item.last_said == item.first_said:
        when = f"both said on {item.first_said}"
    else:
        when = f"between {item.last_said} and {item.first_said}"
    still = f"; the earlier figure still said on {item.still_said}" if item.still_said else ""
    return when + still


def _period(statement: Statement) -> str:
    return "no stated period" if statement.period is None else years(statement.period)


def _printed(statement: Statement) -> tuple[Decimal, Decimal | None, str | None]:
    return statement.value, statement.value_max, statement.bound


def check(item: Check) -> str:
    """The calculation, the stated figure and the verdict, in one line."""
    scale = Scale(item.statements)
    claimed = scale.sum(item.claimed)
    if item.rule == "same":
        calculation = (
            f"{name(item.claimed)} {years(item.claimed.period)}: stated {scale.sum(item.first)} and {claimed}."
        )
    else:
        operator = " − " if item.minus else " + "
        terms = operator.join(_term(scale, statement) for statement in (item.first, *item.further))
        equals = f" = {_result(item, scale)}" if item.further else ""
        calculation = f"{_heading(item, scale)}: {terms}{equals}, stated {claimed}."
    return f"{calculation} {_verdict(item)}"


def _verdict(item: Check) -> str:
    if item.verdict.by is None:
        return f"{item.verdict.outcome.capitalize()}."
    return f"Differs by {'more than' if item.verdict.more else 'at least'} {plain(item.verdict.by)}."


def _heading(item: Check, scale: Scale) -> str:
    match item.rule:
        case "extension":
            return name(item.claimed)
        case "parts":
            return f"Parts of {scale.sum(item.claimed)}"
        case _:
            return years(item.claimed.period)


def _term(scale: Scale, statement: Statement) -> str:
    text = scale.sum(statement)
    return f"({text})" if statement.bound or statement.value_max is not None else text


def _result(item: Check, scale: Scale) -> str:
    """The result as precisely as the stated numbers allow."""
    if item.point is not None:
        return scale.number(item.point)
    low, high = item.result.low, item.result.high
    ends = {_direction(item.first)} | {_direction(s) * (-1 if item.minus else 1) for s in item.further}
    if ends <= {0, -1} and high is not None:
        return f"{'less than' if item.result.open_high else 'at most'} {scale.number(high)}"
    if ends <= {0, 1} and low is not None:
        return f"{'more than' if item.result.open_low else 'at least'} {scale.number(low)}"
    return _between(item.result, scale)


def _direction(statement: Statement) -> int:
    """−1 where only the upper end of a figure is stated, 1 where only the lower one is, 2 for a range, else 0."""
    if statement.bound in ("less", "at_most"):
        return -1
    if statement.bound in ("more", "at_least"):
        return 1
    return 0 if statement.value_max is None else 2


def _between(interval: Interval, scale: Scale) -> str:
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        return f"{scale.number(low)} to {scale.number(high)}"
    if high is not None:
        return f"{'below' if interval.open_high else 'up to'} {scale.number(high)}"
    if low is not None:
        return f"{'above' if interval.open_low else 'from'} {scale.number(low)}"
    return "any sum"


def grounds(item: Check) -> tuple[str, str, str]:
    """What a verdict rests on: what the figures may be, what is assumed, where each is said."""
    scale = Scale(item.statements)
    may = (
        f"In {scale.unit(item.claimed.currency)}: {_between(item.result, scale)}"
        f" and {_between(item.claimed.interval, scale)} are what these figures may mean."
    )
    assumption = assumptions(item)
    sources = "; ".join(
        f"{scale.sum(statement)} {_told(statement)}: {places(statement)}" for statement in item.statements
    )
    return may, assumption, sources


def assumptions(item: Check) -> str:
    """What must hold for the calculation to mean something."""
    match item.rule:
        case "remainder":
            whole, pieces = item.first, (item.claimed, *item.further)
            told = _covers(whole, pieces)
        case "sum":
            told = _covers(item.claimed, (item.first, *item.further))
        case "extension":
            told = f"Assumes that the extension is all that was added to the budget of phase {item.claimed.phase}."
        case "parts":
            told = "Assumes that no part holds another; parts cannot exceed the whole."
        case _:
            told = "Assumes that both figures are meant for the same thing."
    return told + _about(*item.statements)


def _covers(whole: Statement, pieces: tuple[Statement, ...]) -> str:
    made = " and ".join(_told(piece) for piece in pieces)
    return f"Assumes that {_told(whole)} is {made}, and nothing else."


def _told(statement: Statement) -> str:
    """A statement named inside a sentence."""
    subject = name(statement)
    if statement.kind in ("programme_total", "phase_budget", "extension"):
        subject = subject[0].lower() + subject[1:]
    return f"{subject} {years(statement.period)}" if statement.period else subject


def _about(*statements: Statement) -> str:
    """Say which figures are said to be approximate: they are taken at their word."""
    vague = dict.fromkeys(statement.said[0].words for statement in statements if statement.bound == "about")
    return "".join(f" “{words}” is taken as stated." for words in vague)
