"""From the date expressions of a text to its chronology: years, relative words, roles, what happens and where.

    read(layout, found, dating, boilerplate, released=None) -> tuple[DateExpression, ...]

A date takes a missing year, in this order, from a date that goes on with it in one sentence, from the release's own
day, from the day that the caller gives, from the nearest happening of the text whose year is stated. Words such as
"yesterday" refer to the release's own day or that of the caller; where neither is known they are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bomca_cli.extract import calendar, counting, durations, happening, nonevents, roles, tenses
from bomca_cli.release import DateExpression, Duration

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from bomca_cli.extract.dates.model import Found, Point
    from bomca_cli.extract.dating import Dating
    from bomca_cli.extract.layout import Layout

_LIST = 12  # dates
_JOINED = 7  # tokens between two neighbours of a list
_SIBLING = 12  # tokens between two dates that one sentence lists
_MODIFIERS = {"since": "since", "from": "since", "until": "until", "by": "by", "about": "about"}


def read(
    layout: Layout,
    found: Sequence[Found],
    dating: Dating,
    boilerplate: Container[int],
    released: date | None = None,
) -> tuple[DateExpression, ...]:
    """The date expressions of a release in the order of the text.

    Args:
        layout: the text.
        found: what ``dates.find`` found in it.
        dating: what ``dating.release_date`` made of it.
        boilerplate: tells of a token index whether it stands in a repeated passage.
        released: the day that missing years and relative words refer to when the text has no date of its own.
    """
    assigned = roles.assign(layout, found, dating, boilerplate)
    reader = _Reader(layout, found, assigned, dating, released)
    read_ = (reader.expression(index) for index in range(len(found)))
    return tuple(expression for expression in read_ if expression is not None)


class _Reader:
    def __init__(
        self, layout: Layout, found: Sequence[Found], assigned: list[str], dating: Dating, released: date | None
    ) -> None:
        self.layout = layout
        self.found = found
        self.roles = assigned
        self.dating = dating
        self.anchor = dating.day or released
        self.source = "release" if dating.day else "given"
        self.donors = [index for index, item in enumerate(found) if self._gives_year(index, item)]

    def _gives_year(self, index: int, item: Found) -> bool:
        """Whether another date may take its year from this one."""
        if item.rule is not None or item.start.year is None or item.start.month is None:
            return False
        if self.roles[index] in {"event", "release"} or nonevents.heads_list(self.layout, self.found, index):
            return True
        heads = self.roles[index] == "other" and item.bound is None
        return heads and nonevents.heads_text(self.layout, item, self.layout.sentence(item.first))

    def expression(self, index: int) -> DateExpression | None:
        """The date in its final form, or None when it counts from a day that is not known."""
        item, role = self.found[index], self.roles[index]
        if item.rule is not None:
            ends = self._counted(item)
            source, problem = "relative", None
            if ends is None:
                return None
        else:
            start, end, source = self._with_years(index, item)
            if start.month_shift is not None:
                return None
            problem = item.problem or calendar.problem(start, item.weekday) or (calendar.problem(end) if end else None)
            ends = calendar.iso(start), calendar.iso(end) if end else None
            if ends[0] == "-":
                return None
        event = role == "event"
        return DateExpression(
            span=item.span(self.layout.tokens),
            start=ends[0],
            end=ends[1],
            role=role,
            modifier=_MODIFIERS.get(item.bound or "") or item.part or self._vague(item),
            year_from=source,
            problem=problem,
            what=happening.what(self.layout, *self._list_of(index)) if event else None,
            place=happening.place(self.layout, item) if event else None,
            duration=self._duration(item, ends[0]),
        )

    def _duration(self, item: Found, start: str) -> Duration | None:
        stated = durations.tied(self.layout, item)
        if stated is None:
            return None
        return Duration(self.layout.tokens.span(stated.first, stated.last), stated.iso, durations.end(start, stated))

    @staticmethod
    def _vague(item: Found) -> str | None:
        """Months and years ago are no exact days."""
        return "about" if item.rule and item.rule.kind == "ago" and item.rule.unit not in {"day", "week"} else None

    def _list_of(self, index: int) -> tuple[Found, Found]:
        """The first and last date of the list that a date stands in: "on 3 June in Osh, on 5 June in Talas"."""
        number = self.layout.sentence_at(self.found[index].first)

        def joined(left: int, right: int) -> bool:
            apart = self.found[right].lead - self.found[left].last
            return apart <= _JOINED and self.roles[left] == self.roles[right] == "event"

        head = tail = index
        while head > max(0, index - _LIST) and joined(head - 1, head):
            head -= 1
        while tail + 1 < min(len(self.found), index + _LIST) and joined(tail, tail + 1):
            tail += 1
        inside = [i for i in range(head, tail + 1) if self.layout.sentence_at(self.found[i].first) == number]
        return self.found[inside[0]], self.found[inside[-1]]

    def _counted(self, item: Found) -> counting.Ends | None:
        rule = item.rule
        assert rule is not None
        if self.anchor is None and rule.kind == "day" and self.dating.dateline is not None:
            return calendar.iso(calendar.shifted(self.dating.dateline, rule.n)), None
        return counting.counted(rule, self.anchor, tenses.tense(self.layout, item))

    def _with_years(self, index: int, item: Found) -> tuple[Point, Point | None, str]:
        """Both ends with their year, and where it comes from."""
        start, end = item.start, item.end
        if start.shift is not None or start.month_shift is not None:
            source = "relative" if self.anchor else "unknown"
            settled = calendar.settled(start, self.anchor)
            return settled, calendar.settled(end, self.anchor) if end else None, source
        if start.year is not None:
            return start, calendar.settled(end, self.anchor) if end else None, "stated"
        if not calendar.exists(start) or start.month is None:
            return start, end, "unknown"
        dated, source = self._year_for(index, item)
        if end is None or dated.year is None:
            return dated, end, source
        crosses = (end.month or 0, end.day or 99) < (start.month or 0, start.day or 0)
        return dated, end._replace(year=dated.year + crosses), source

    def _year_for(self, index: int, item: Found) -> tuple[Point, str]:
        tense = tenses.tense(self.layout, item)
        if index in self.dating.lines and self.dating.day is not None:
            return calendar.with_year(item.start, self.dating.day, None), "release"
        sibling = self._sibling(index)
        if sibling is not None:
            return self._beside(item, sibling), "nearby"
        if self.anchor is not None:
            return calendar.with_year(item.start, self.anchor, tense), self.source
        if self.donors:
            at = bisect_left(self.donors, index)
            near = self.donors[max(0, at - 1) : at + 1]
            donor = min(near, key=lambda donor: abs(self.found[donor].first - item.first))
            return self._beside(item, donor), "nearby"
        return item.start, "unknown"

    def _sibling(self, index: int) -> int | None:
        """The date with a year that ends the list this one is in: "16 May in Osh, 17 May in Uzgen and 18 May 2017"."""
        number = self.layout.sentence_at(self.found[index].first)
        for other in range(index + 1, min(len(self.found), index + 1 + _LIST)):
            item = self.found[other]
            if item.first - self.found[other - 1].last > _SIBLING or self.layout.sentence_at(item.first) != number:
                return None
            if self.roles[other] != "event" or item.rule is not None or not item.start.day:
                return None
            if item.start.year is not None:
                return other
        return None

    def _beside(self, item: Found, donor: int) -> Point:
        """The date with the year that makes it fit the date ``donor``."""
        stated = self.found[donor].end or self.found[donor].start
        day = calendar.day_of(stated._replace(day=stated.day or 1))
        return calendar.with_year(item.start, day, None) if day else item.start._replace(year=stated.year)
