"""What the grammar of dates finds: points of the calendar as stated, with the tokens that state them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bomca_cli.extract.tokens import Tokens
    from bomca_cli.release import Span


class Point(NamedTuple):
    """A day, month or year as stated; what is not stated is None.

    ``shift`` and ``month_shift`` stand for a year or month named by its place beside that of the release: "this year"
    is 0, "last year" is -1.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    month_shift: int | None = None

    @property
    def dated(self) -> bool:
        """Whether the year is stated, in figures or beside that of the release."""
        return self.year is not None or self.shift is not None or self.month_shift is not None


class Rule(NamedTuple):
    """A date that is counted: from the day of the release, or within a stated month or year.

    ``kind`` is one of

    * ``day``: ``n`` days after the release ("yesterday" is -1)
    * ``ago``: ``n`` times ``unit`` after the release ("two weeks ago" is -2)
    * ``period``: the ``unit`` that is ``n`` after the one of the release ("last month" is -1)
    * ``last``: the ``abs(n)`` periods of ``unit`` before or after that of the release ("the last three weeks" is -3)
    * ``weekday``: the weekday ``n``; ``which`` tells which one, None the nearest that fits the tense
    * ``weekday of``: the weekday ``n`` of the week that is ``which`` after that of the release
    * ``month``: the month ``n`` (on day ``at.day``), ``which`` as for weekdays
    * ``season``: the season ``unit``, of the year of ``at`` or as ``which`` tells
    * ``part``: the ``n``-th ``unit`` (quarter or half) of the year of ``at``, or of the release's when it has none;
      ``which`` is the last one for "the first to third quarter"
    * ``months``: the first (or, negative, last) ``n`` months of the year of ``at``
    * ``nth``: the ``n``-th weekday ``which`` of the month ``at``; -1 is the last
    * ``nth day``: the ``n``-th day of the month or year ``at``; -1 is the last
    * ``nth week``: the ``n``-th week of the month or year ``at``; -1 is the last
    * ``week of``: the week that holds the day ``at``
    """

    kind: str
    n: int = 0
    unit: str = ""
    which: int | None = None
    at: Point = Point()


class Found(NamedTuple):
    """A date expression in the tokens ``first`` to ``last``, both included.

    Attributes:
        lead: the first of the words before it that belong to it ("by the end of"), or ``first``.
        start, end: the points stated; ``end`` is None for a single one.
        rule: how it is counted when it is not stated as points.
        bound: what the words before it say, a line of [_bound] in vocabulary/dates.toml, or None.
        part: "early", "mid" or "late", or None.
        weekday: the day of the week that the text states, Monday is 0.
        problem: why the words are no possible date.
    """

    first: int
    last: int
    start: Point
    end: Point | None = None
    rule: Rule | None = None
    weekday: int | None = None
    problem: str | None = None
    lead: int = -1
    bound: str | None = None
    part: str | None = None

    def span(self, tokens: Tokens) -> Span:
        """Where the words stand."""
        return tokens.span(self.first, self.last)

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``: the finer one of both ends."""
        if self.rule is not None:
            return "day" if self.rule.kind in {"day", "weekday", "weekday of", "nth", "nth day"} else "period"
        ends = (self.start, self.end or self.start)
        if any(point.day for point in ends):
            return "day"
        return "month" if any(point.month for point in ends) else "year"


class Single(NamedTuple):
    """One date as the grammar reads it, before spans are put together."""

    first: int
    last: int
    point: Point
    weekday: int | None = None
    month_first: bool = False
    problem: str | None = None
