"""The years that a sum is for, where the text states them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bomca_cli.extract.about.draft import LONGEST
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.phases import HOME
from bomca_cli.extract.tokens import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.extract.about.draft import Context, Dated, Draft, Period

_ENDINGS = frozenset({"by", "until"})
_STATED = frozenset({"stated", "relative"})
_SUBJECTS = frozenset({"phase", "programme", "the_programme", "its_work"})  # what such a sentence may be about
_PHASES = 40  # phases named in one text
_SHORT = 4  # tokens between "began" and its date
_LASTING = 3  # tokens between "lasts" and the years
_HEAD = 6  # tokens of the words that open a sentence with a date
_BACK = 2  # sentences between the start of a phase and its budget
_UNTOLD = frozenset({"legal", "founding", "birthday", "release"})  # roles of dates that say nothing about money
_SINCE = words("_period_since")
_UNTIL = words("_period_until")
_COMMAS = frozenset({",", "(", ")", "—"})
_LEADS = words("_period_lead") | {"-"}
_PARTS = words("_period_part") | {"-"}
_FOR = words("_period_for")
_AND = words("_and")
_POINTING = words("_clause_pronoun")


def stated(context: Context, draft: Draft) -> Period | None:
    """The span of years in the part of the sentence that speaks about the sum, or the bound: "since 2021"."""
    dates = _around(context, draft)
    for reading in (_span, _open):
        for item in dates:
            period = reading(context, item)
            if period is not None:
                return period
    return None


def single(context: Context, draft: Draft) -> Period | None:
    """The one year in which the money was spent: "in 2007", "в августе 2018 года". The day of a handover is none."""
    whole = draft.kind in {"phase_budget", "programme_total", "extension"}
    for item in _around(context, draft):
        years = _years(item)
        if years is None or item.date.end is not None or len(item.date.start) > len("2018-08"):
            continue
        relative = item.date.year_from == "relative"
        if _in_passing(context, draft, item) or (relative and (item.date.modifier or whole)):
            continue
        if not whole or (len(item.date.start) == 4 and _word_before(context, item) in _FOR):
            return _joined_to(context, item) or years
    return None


def _joined_to(context: Context, item: Dated) -> Period | None:
    """The years of a row: "in 2021 and 2022"."""
    words = context.layout.tokens.word
    row = [item]
    for other in reversed(context.dates_in(item.first - 2, item.first - 1)):
        row.insert(0, other)
    row += context.dates_in(item.last + 1, item.last + 2)
    joined = all(words[one.last + 1] in _AND and other.first == one.last + 2 for one, other in pairwise(row))
    if len(row) < 2 or not joined or any(len(date.date.start) > 4 or date.date.end for date in row):
        return None
    years = [year for date in row for year in _years(date) or ()]
    return (years[0], years[-1]) if years and years[0] < years[-1] else None


def pointed_at(context: Context, draft: Draft) -> Period | None:
    """The years that "in the same years", "then", "that year" point back to, told in the sentence or the one before."""
    tokens = context.layout.tokens
    for mark in context.marks("same_time", draft.first, draft.last):
        ends = mark.last + 1 >= len(tokens) or tokens.kind[mark.last + 1] == SIGN
        if mark.value == "neither" or (mark.value == "last" and not ends):
            continue
        start = context.layout.sentences[max(0, draft.number - 1)].first
        for item in reversed(list(_usable(context, max(start, mark.first - 2 * LONGEST), mark.first - 1))):
            years = _years(item)
            wide = item.date.end is not None and years is not None and years[0] != years[1]
            if years is not None and wide == (mark.value == "span") and tokens.same_block(item.first, mark.first):
                return years
    return None


def opened_before(context: Context, draft: Draft) -> Period | None:
    """The bound that opens the sentence before and goes on to hold: "By mid-May 2018 the team had …"."""
    if draft.number == 0 or list(_usable(context, *draft.sentence)):
        return None
    first, last = context.layout.sentences[draft.number - 1]
    if not context.layout.tokens.same_block(first, draft.sum.first):
        return None
    head = next(iter(_usable(context, first, min(last, first + _HEAD))), None)
    return _open(context, head) if head is not None else None


def of_phase(context: Context, draft: Draft) -> Period | None:
    """The start, and the end where it is told, of the phase that a budget is for, from the sentences before."""
    for back in range(draft.number, max(-1, draft.number - 1 - _BACK), -1):
        first, last = draft.sentence if back == draft.number else context.layout.sentences[back]
        first = max(first, last - LONGEST)
        if not context.layout.tokens.same_block(first, draft.sum.first):
            break
        if not _same_phase(context, draft, first, last):
            continue
        inferred = back == draft.number or _named(context, draft, first, last)
        dates = list(_usable(context, first, last, inferred=inferred))
        lasting = _lasting(context, dates, first, last)
        if lasting is not None:
            return lasting
        for mark in context.marks("begins", first, last):
            if _of_another(context, draft, mark.first, first):
                continue
            near = min(dates, key=lambda date: abs(date.first - mark.first), default=None)
            years = _years(near) if near is not None else None
            if near is not None and (near.date.year_from == "relative" or near.date.modifier in _ENDINGS):
                continue  # "next spring" tells no year, "runs until 2025" no start
            if near is not None and years is not None and abs(near.first - mark.first) <= _HEAD:
                return years[0], _end(context, dates, mark.last, last)
        ends = back == draft.number and not _of_another(context, draft, draft.sum.first, first)
        end = _end(context, dates, first, last) if ends else None
        if end is not None:
            return None, end
    return _behind(context, draft)


def _behind(context: Context, draft: Draft) -> Period | None:
    """What the sentence behind tells of the phase: "EUR 5 million for the ninth phase. It runs from 2015 to 2018"."""
    if draft.number + 1 >= len(context.layout.sentences):
        return None
    first, last = context.layout.sentences[draft.number + 1]
    pronoun = context.layout.tokens.word[first] in _POINTING and not context.refs(first, last)
    if not pronoun or not context.layout.tokens.same_block(draft.sum.last, first):
        return None
    return _lasting(context, list(_usable(context, first, min(last, first + LONGEST))), first, min(last, first + _HEAD))


def elsewhere(context: Context, draft: Draft) -> Period | None:
    """What the rest of the text tells of the phase of a budget: "BOMCA 8 (2011-2014)", "the phase began in"."""
    for ref in context.phases[:_PHASES]:
        if ref.programme != HOME or ref.number != draft.phase:
            continue
        first, last = context.layout.sentence(ref.first)
        dates = list(_usable(context, max(first, ref.first - _HEAD), min(last, ref.last + 2 * _HEAD)))
        for date in dates:
            if 0 < date.first - ref.last <= 2 and context.layout.tokens.word[date.first - 1] == "(":
                span = _span(context, date)
                if span is not None:
                    return span
        for mark in context.marks("begins", ref.last + 1, min(last, ref.last + _HEAD)):
            near = next((date for date in dates if 0 < date.first - mark.last <= _SHORT), None)
            if near is not None and near.date.modifier in _ENDINGS:
                continue
            years = _years(near) if near is not None and near.date.year_from == "stated" else None
            if years is not None and not _of_another(context, draft, mark.first, ref.first):
                return years[0], None
    return None


def _end(context: Context, dates: list[Dated], begun: int, last: int) -> int | None:
    """The year in which something ended, as the tokens behind ``begun`` up to ``last`` tell."""
    told = [date for date in dates if date.date.year_from in _STATED]
    for mark in context.marks("ends", begun + 1, last):
        after = next((date for date in told if 0 < date.first - mark.last <= _HEAD), None)
        if after is not None:
            return (_years(after) or (None, None))[1]
    return None


def told(context: Context, draft: Draft) -> tuple[int, ...]:
    """Years in which the phase of a budget ran: those of its period, else those beside its name in the sentence."""
    if draft.period is not None:
        return tuple(year for year in draft.period if year is not None)
    if not context.refs(*draft.sentence):
        return ()
    return tuple(year for item in _usable(context, *draft.sentence) for year in _years(item) or ())


def _same_phase(context: Context, draft: Draft, first: int, last: int) -> bool:
    """Whether a sentence about a beginning can be about the phase of the sum."""
    numbers = {context.number(ref) for ref in context.refs(first, last)} - {None}
    if numbers:
        return draft.phase in numbers
    return context.points_back(draft) or any(context.has(table, first, last) for table in _SUBJECTS)


def _named(context: Context, draft: Draft, first: int, last: int) -> bool:
    """Whether a sentence names the phase of a sum, or the sum points back to it: «На них выделено»."""
    numbers = {context.number(ref) for ref in context.refs(first, last)}
    return draft.phase in numbers or context.points_back(draft)


def _lasting(context: Context, dates: list[Dated], first: int, last: int) -> Period | None:
    """The years that a phase is told to last: "will run from 2026 to 2030", «рассчитана на 2026–2030 годы»."""
    for mark in context.marks("lasts", first, last):
        after = next((date for date in dates if 0 < date.first - mark.last <= _LASTING), None)
        years = _years(after) if after is not None else None
        if after is not None and after.date.end is not None and years is not None and years[0] < years[1]:
            return years
    return None


def _of_another(context: Context, draft: Draft, at: int, first: int) -> bool:
    """Whether the phase named last before token ``at``, from ``first`` on, is another one than that of the sum."""
    numbers = [context.number(ref) for ref in context.refs(first, at)]
    return bool(numbers) and numbers[-1] is not None and numbers[-1] != draft.phase


def _usable(context: Context, first: int, last: int, *, inferred: bool = False) -> Iterable[Dated]:
    """The dates in the tokens ``first`` to ``last`` that state a year and may be about money.

    Those whose year is that of the release or of a date nearby are among them where ``inferred`` is given.
    """
    for item in context.dates_in(first, last):
        date = item.date
        told = date.role not in _UNTOLD and (inferred or date.year_from in _STATED) and date.problem is None
        if told and item.last <= last and _years(item):
            yield item


def _years(item: Dated) -> tuple[int, int] | None:
    """The first and last year of a date; None when it has no year."""
    start, end = item.date.start[:4], (item.date.end or item.date.start)[:4]
    return (int(start), int(end)) if start.isdigit() and end.isdigit() else None


def _around(context: Context, draft: Draft) -> list[Dated]:
    """The dates that speak about the sum: those behind it first, then the nearest before it."""
    item = draft.sum
    dates = [date for date in _usable(context, draft.first, draft.last) if not item.first <= date.first <= item.last]
    return sorted(dates, key=lambda date: (date.first < item.first, abs(date.first - item.first)))


def _in_passing(context: Context, draft: Draft, item: Dated) -> bool:
    """Whether a date belongs to a remark between commas: "The first call, closed in 2022, offered …"."""
    tokens = context.layout.tokens
    first, last = item.first, item.last
    while first > draft.first and tokens.word[first - 1] not in _COMMAS:
        first -= 1
    while last < draft.last and tokens.word[last + 1] not in _COMMAS:
        last += 1
    enclosed = first > draft.first and last < draft.last and not first <= draft.sum.first <= last
    return enclosed and any(tokens.word[at] not in _LEADS for at in range(first, item.first))


def _span(_: Context, item: Dated) -> Period | None:
    years = _years(item)
    if years is None or item.date.end is None or (years[0] == years[1] and item.date.year_from == "relative"):
        return None
    if years[0] == years[1] and len(item.date.start) > len("2018-08"):
        return None
    return years


def _open(context: Context, item: Dated) -> Period | None:
    years = _years(item)
    if years is None or item.date.end is not None:
        return None
    if item.date.year_from == "relative":  # "until the end of the year" is no period of money
        return None
    modifier, word = item.date.modifier, _word_before(context, item)
    if modifier == "since" or word in _SINCE:
        return years[0], None
    if modifier in {"by", "until"} or word in _UNTIL:
        return None, years[1]
    return None


def _word_before(context: Context, item: Dated) -> str:
    """The word before a date, past "mid" and the like."""
    tokens, at = context.layout.tokens, item.first - 1
    while at >= 0 and (tokens.word[at] in _PARTS):
        at -= 1
    return tokens.word[at] if at >= 0 else ""
