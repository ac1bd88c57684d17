"""Dates on which nothing happened: feasts, timetables, months of any year, days of reports and of mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract import nowadays
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tenses import tense
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.layout import Layout, Range

_NEAR_BY = 8  # tokens between a day and the words that it comes back every year
_NEAR = 4  # tokens between a day and the name of a feast
_MONTH_VERB = words("_month_verb")


def recurs(layout: Layout, item: Found, sentence: Range) -> bool:
    """Whether a day comes back every year, or dates are a timetable."""
    if layout.marks.any_within("role_hours", *sentence):
        return True
    near = max(sentence.first, item.lead - _NEAR_BY), min(sentence.last, item.last + _NEAR_BY)
    marks = layout.marks.within("role_annual", *near)
    if any(mark.value == "always" for mark in marks):
        return True
    return bool(marks) and (item.rule is None or item.rule.n == 0)  # "yesterday, the holiday of the service"


def any_year(layout: Layout, item: Found, sentence: Range) -> bool:
    """Whether a month without a year is one of any year, or only compares: "in January we waited for hours"."""
    named = item.rule is not None and item.rule.kind == "month"  # "last December"
    if (item.rule is not None and not named) or item.start.day:
        return False
    if item.start.year is not None:  # "Quarterly bulletin, April–June 2023"
        return heads_text(layout, item, sentence)
    if item.start.shift is not None or item.start.month_shift is not None:
        return False
    if layout.marks.any_within("role_happening", *sentence):
        return False
    words_ = layout.tokens.word
    may = (i for i in range(sentence.first, sentence.last + 1) if words_[i] in _MONTH_VERB)
    return (
        layout.marks.any_within("habitual", *sentence)
        or any(layout.small(i) for i in may)
        or tense(layout, item, narrow=True) is None
        or nowadays.spoken(layout, item.first)
    )


def heads_text(layout: Layout, item: Found, sentence: Range) -> bool:
    """Whether months with their year only head what follows: "Quarterly bulletin, April–June 2023"."""
    if item.start.day or item.start.month is None or item.end is None or item.start.year is None:
        return False
    return not layout.marks.any_within("role_happening", *sentence) and tense(layout, item) is None


def reported(layout: Layout, item: Found, sentence: Range) -> bool:
    """Whether the date is that of a text, or of a mistake: "published on 12 April", "we wrote that on 5 May"."""
    wrong = layout.marks.within("role_wrong", sentence.first, item.lead)
    if wrong and not layout.marks.any_within("role_right", wrong[-1].last, item.lead):
        return True
    before = layout.marks.any_within("role_report", max(sentence.first, item.lead - 2), item.lead)
    return before or layout.marks.any_within("role_report", item.last + 1, min(sentence.last, item.last + 2))


def holiday(layout: Layout, item: Found, sentence: Range) -> bool:
    """Whether the words beside a day name a holiday: "Neutrality Day on December 12"."""
    tokens = layout.tokens
    for mark in layout.marks.within("role_holiday", max(sentence.first, item.lead - _NEAR), item.lead - 1):
        before = range(max(sentence.first + 1, mark.first - 2), mark.first + 1)
        if mark.value == "word" or any(tokens.kind[i] == WORD and tokens.capital(i) for i in before):
            return True
    return False


def heads_list(layout: Layout, found: Sequence[Found], index: int) -> bool:
    """Whether a month stands above the days of a list: "In May 2019 there were: Osh, 2-4 May"."""
    item, last = found[index], layout.sentence(found[index].first).last
    if item.start.day or item.start.month is None or index + 1 == len(found) or layout.tokens.word[last] != ":":
        return False
    below = found[index + 1]
    return below.first > last and below.start.day is not None and below.start.month == item.start.month
