"""Where a release was issued or held: its dateline, else the town of its title, else that of its lead."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract.layout import Range
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD
from bomca_cli.release import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.news import News
    from bomca_cli.release import Span

_SEARCHED_LINES = 8  # a dateline stands near the top
_TOWN_TOKENS = 6  # of a town that the vocabulary does not know
_RUNNING = 8  # tokens of running text behind a dateline
_CLOCK = 4  # tokens
_LOCATIVE_TOKENS = 4  # "in the city of"
_NO_TOWN = frozenset(["country", "country_name", "month", "weekday", "programme", "furniture", "press_agency"])
_YEAR_MARK = words("_year_mark")
_TOWN_SHORT = words("_town_short")
_LEADING_SIGNS = frozenset("([*/")
_JOINS = frozenset(",/–—|:")
_AFTER_DATE = _YEAR_MARK | {",", "."}
_BEHIND_DATE = _YEAR_MARK | frozenset("–—-./(:")


def find(news: News, own: Iterable[Span] = ()) -> Value | None:
    """The place, nominative, in the language of the text; None when the text does not say.

    Args:
        news: the text.
        own: the spans of its date lines, in order.
    """
    told = _labelled(news) or _dateline(news) or _beside_date(news, own)
    if told is None and news.title and _lists_towns(news, news.title):
        return None
    return told or (_happens_in(news, [news.title], head=True) if news.title else None) or _happens_in(news, news.lead)


def _lists_towns(news: News, title: Range) -> bool:
    """Whether the title opens with several towns, none of them the place: "Osh, Batken, Cholpon-Ata: …"."""
    town, words = news.layout.mark("city", title.first), news.layout.tokens.word
    after = town.last + 1 if town else title.last
    return after < title.last and words[after] == "," and news.layout.mark("city", after + 1) is not None


def _labelled(news: News) -> Value | None:
    """Location: Dushanbe."""
    part = news.label("place")
    if part is None:
        return None
    town = news.layout.mark("city", part.first)
    return _value(news, town) if town else None


def _dateline(news: News) -> Value | None:
    """DUSHANBE, 10 July 2024 · BISHKEK (TCA) — · 15 March 2023, Termez, Uzbekistan · Ashgabat, September 15, /X/."""
    layout, tokens = news.layout, news.layout.tokens
    for line in layout.lines[:_SEARCHED_LINES]:
        first = _behind_lead(news, line)
        town = layout.mark("city", first)
        if town is not None:
            town = _second(news, town) or town
        if town is None:
            unknown = _unknown_town(news, line)
            if unknown is not None:
                return unknown
            after = _after_date(news, line)
            town = layout.mark("city", after) if after is not None else None
            if town is not None and after is not None and tokens.word[after - 1] in ".,":
                return _value(news, town)
        elif town.last < line.last and _opens_dateline(news, town.last + 1, line):
            return _value(news, town)
    return None


def _behind_lead(news: News, line: Range) -> int:
    """The token behind "г.", "(", "AKIpress /" or "Uzbekistan," at the head of a line, where the town may stand."""
    layout, words, first = news.layout, news.layout.tokens.word, line.first
    if words[first] in _LEADING_SIGNS and first < line.last:
        first += 1
    before = layout.mark("country_name", first) or layout.mark("press_agency", first)
    if before is not None and before.last + 1 < line.last and words[before.last + 1] in _JOINS:
        first = before.last + 2
    if words[first] in _TOWN_SHORT and line.last > first + 1:  # "г. Астана, 3 марта"
        first += 1 + (words[first + 1] == ".")
    return first


def _beside_date(news: News, own: Iterable[Span]) -> Value | None:
    """The town in a date line, before or behind the date, or alone on the line above or below it."""
    layout = news.layout
    for date in own:
        first, last = layout.tokens.at(date.start), layout.tokens.at(date.end - 1)
        line = layout.line_at(first)
        if any(layout.small(i) and not _short(news, i) for i in range(line.first + 1, first)):
            continue  # the day behind a title
        before = [town for town in layout.marks.within("city", line.first, first - 1) if _is_town(news, town)]
        if before:
            return _value(news, _second(news, before[0]) or before[0])
        town = _behind_date(news, Range(last + 1, line.last)) or _alone_beside(news, line)
        if town is not None:
            return _value(news, town)
    return None


def _short(news: News, i: int) -> bool:
    """Whether a small word may stand in a dateline: "г.", "область", the "com" of a site."""
    tokens, word = news.layout.tokens, news.layout.tokens.word[i]
    return (
        len(word) == 1
        or (tokens.word[i - 1] == "." and tokens.glued(i - 1))
        or word in _TOWN_SHORT
        or news.layout.mark("not_town", i) is not None
    )


def _behind_date(news: News, rest: Range) -> Mark | None:
    """The town that follows a date with nothing but signs, a country or a weekday between."""
    layout, tokens = news.layout, news.layout.tokens
    i = rest.first
    while i <= rest.last:
        town = layout.mark("city", i)
        if town is not None:
            ends = town.last == rest.last or tokens.kind[town.last + 1] == SIGN
            return town if ends and _is_town(news, town) else None
        other = layout.mark("country_name", i) or layout.mark("weekday", i)
        if other is None and tokens.kind[i] == WORD and tokens.word[i] not in _YEAR_MARK | _TOWN_SHORT:
            return None
        i = other.last + 1 if other else i + 1
    return None


def _alone_beside(news: News, line: Range) -> Mark | None:
    """The town that is all of the line above or below a date line: "Khujand" over "18.04.2017"."""
    layout = news.layout
    number = bisect_right(layout.line_firsts, line.first) - 1
    for near in layout.lines[max(0, number - 1) : number] + layout.lines[number + 1 : number + 2]:
        town = layout.mark("city", _behind_lead(news, near))
        if town is None:
            continue
        i = town.last + 1
        while i <= near.last and (country := layout.mark("country_name", i + 1)) is not None:
            i = country.last + 1
        if i > near.last or (i == near.last and layout.tokens.kind[i] == SIGN):
            return town
    return None


def _second(news: News, town: Mark) -> Mark | None:
    """The second town of "BRUSSELS/BISHKEK,": the desk is named before the place."""
    after = town.last + 1
    if after < len(news.layout.tokens) and news.layout.tokens.word[after] == "/":
        return news.layout.mark("city", after + 1)
    return None


def _opens_dateline(news: News, i: int, line: Range) -> bool:
    """Whether what follows a town at the head of a line makes it a dateline: an agency or a date."""
    layout, words = news.layout, news.layout.tokens.word
    running = line.last - i > _RUNNING
    if running and (words[i] == "." or (words[i] == ")" and words[line.first] == "(")):  # Душанбе. Сегодня …
        return True
    tokens, after = news.layout.tokens, min(i + 1, line.last)
    dash = words[i] in {"—", "–", "("} or (words[i] == "-" and not (tokens.glued(i) or tokens.glued(i - 1)))
    if dash and (tokens.kind[after] == WORD or news.dated(after)):
        return True
    if words[i] != ",":
        return False
    i += 1
    country = layout.mark("country_name", i)
    if country is not None:
        i = country.last + 1
        if i > line.last or words[i] in {"(", "—", "–", "."}:
            return True
        i += words[i] == ","
    weekday = layout.mark("weekday", i)
    if weekday is not None:
        i = weekday.last + 1
        i += i <= line.last and words[i] == ","
    return i <= line.last and news.dated(i)


def _unknown_town(news: News, line: Range) -> Value | None:
    """A town that the vocabulary does not know: capitalised words, a comma, a date, and a break behind it."""
    layout, tokens = news.layout, news.layout.tokens
    if not _NO_TOWN.isdisjoint(layout.classes[line.first]):
        return None
    at = line.first
    while at <= line.last and at - line.first < _TOWN_TOKENS and _in_name(news, at, line):
        at += 1
    if at == line.first or at >= line.last or tokens.word[at] != ",":
        return None
    date = news.date_from(at + 1)
    if date is None:
        return None
    after = tokens.at(date.end)
    if after <= line.last and tokens.word[after] not in _BEHIND_DATE:
        return None
    span = tokens.span(line.first, at - 1)
    name = " ".join(tokens.text[span.start : span.end].split())
    return Value(name.title() if name.isupper() else name, span)


def _in_name(news: News, at: int, line: Range) -> bool:
    tokens = news.layout.tokens
    return (tokens.kind[at] == WORD and tokens.capital(at)) or (tokens.word[at] == "-" and at > line.first)


def _after_date(news: News, line: Range) -> int | None:
    """The token after the date and its comma or full stop at the head of a line."""
    tokens = news.layout.tokens
    date = news.date_from(_behind_clock(news, line))
    if date is None:
        return None
    at = tokens.at(date.end)
    while at <= line.last and tokens.word[at] in _AFTER_DATE:
        at += 1
    return at if at <= line.last else None


def _behind_clock(news: News, line: Range) -> int:
    """The token behind "15:47," at the head of a line, or its first one."""
    words, kinds, first = news.layout.tokens.word, news.layout.tokens.kind, line.first
    if line.last - first < _CLOCK or words[first + 1] != ":" or kinds[first] != NUMBER or kinds[first + 2] != NUMBER:
        return first
    return first + 3 + (words[first + 3] == ",")


def _happens_in(news: News, sentences: Iterable[Range], *, head: bool = False) -> Value | None:
    """The first town that something happens in: "in Osh", "visits Dushanbe", "в Ашхабаде".

    With ``head`` also the town that opens the sentence: "Bishkek hosts …".
    """
    layout = news.layout
    opening: Mark | None = None
    for first, last in sentences:
        for town in layout.marks.within("city", first, last):
            if not _is_town(news, town):
                continue
            if _locative(news, town, first):
                return _value(news, town)
            if layout.mark("hosts", town.last + 1) is not None:
                return _value(news, town)
            if head and town.first == first:
                opening = town
    return _value(news, opening) if opening else None


def _is_town(news: News, town: Mark) -> bool:
    """Whether the name is written as a town's and not as part of another: "Osh region", "“Dostuk”", "Osh-Batken"."""
    layout, tokens = news.layout, news.layout.tokens
    before = tokens.text[max(tokens.start[town.first] - 1, 0) : tokens.start[town.first]]
    after = town.last + 1
    return (
        tokens.capital(town.first)
        and layout.mark("not_town", after) is None
        and not (after < len(tokens) and tokens.word[after] == "-")
        and before not in {"“", "«", '"', "-"}
    )


def _locative(news: News, town: Mark, first: int) -> bool:
    """Whether the words before the town say that something happens there."""
    for at in range(max(first, town.first - _LOCATIVE_TOKENS), town.first):
        mark = news.layout.mark("locative", at)
        if mark is not None and mark.last == town.first - 1:
            return True
    return False


def _value(news: News, town: Mark) -> Value:
    return Value(town.value, news.layout.tokens.span(town.first, town.last))
