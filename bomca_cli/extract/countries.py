"""Which countries a release is about. Countries that only boilerplate or a border names do not count."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import WORD
from bomca_cli.release import REGION, Span, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.extract.layout import Range
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.news import News

_ORDER = (*REGION, "AF")
_TOUR = 4  # countries whose towns are named in one sentence
_LISTED = 3  # countries named in one sentence of the lead make a list
_ALONG = words("_along_border")
_ACROSS = words("_across_border")
_THE = words("_the")
_AND = words("_and")
_FROM, _TO = words("_road", "from"), words("_road", "to")
_MONEY = ("currency_code", "currency_sign", "currency_name")
_ROAD = 3  # tokens of the name of a country


def find(news: News, place: Value | None) -> tuple[Value, ...]:
    """The countries, each where it is named first.

    In this order of trust: the country bullet; countries listed in the lead; those of the title; words for the whole
    region; those of the lead; those of a list in the news; the country of the place; the one that the news names most.
    """
    labelled = _labelled(news)
    if labelled:
        return _ordered(labelled)
    lead = [_named(news, sentence) for sentence in news.lead if not news.describes(sentence)]
    titled = _named(news, news.title) if news.title else []
    for listed in lead:
        if len({value.value for value in listed} & set(REGION)) >= _LISTED:
            return _ordered([*listed, *titled])
    if titled:
        return _ordered(titled)
    told = [sentence for sentence in news.body if not news.describes(sentence)]
    named = [value for sentence in told for value in _named(news, sentence)]
    region = _region(news, told, any_country=bool(named))
    if region is not None:
        return tuple(Value(code, region) for code in REGION)
    for sentence in told:
        tour = _tour(news, sentence)
        if len({value.value for value in tour} & set(REGION)) >= _TOUR:
            return _ordered(tour)
    if any(lead):
        return _ordered(value for values in lead for value in values)
    for sentence in told:
        listed = _named(news, sentence)
        if len({value.value for value in listed} & set(REGION)) >= _LISTED:
            return _ordered(listed)
    home = _towns().get(place.value) if place else None
    if home is not None and place is not None:
        return (Value(home, place.span),)
    if named:
        most = Counter(value.value for value in named).most_common(1)[0][0]
        return _ordered(value for value in named if value.value == most)
    return _ordered(_town_country(news))


def country_of_town(name: str) -> str | None:
    """The country of a town of the region; None for any other."""
    return _towns().get(name)


def _labelled(news: News) -> list[Value]:
    """Country: Kyrgyzstan · Country: All region."""
    part = news.label("country")
    if part is None:
        return []
    region = _first(news, [part], "region")
    return [Value(code, region) for code in REGION] if region else _named(news, part)


def _town_country(news: News) -> list[Value]:
    """The country of the first town that the news names, for want of anything better."""
    for town in news.layout.marks["city"].values():
        code = _towns().get(town.value)
        if code is not None and town.first not in news.boilerplate:
            return [Value(code, news.layout.tokens.span(town.first, town.last))]
    return []


def _tour(news: News, part: Range) -> list[Value]:
    """The countries of the towns that a part of the text names: national meetings in every capital are regional."""
    tokens = news.layout.tokens
    towns = [mark for mark in news.layout.marks.within("city", *part) if mark.value in _towns()]
    return [Value(_towns()[town.value], tokens.span(town.first, town.last)) for town in towns]


def _region(news: News, told: list[Range], *, any_country: bool) -> Span | None:
    """The words that make the whole region the subject.

    "All five countries" does so by itself; "five countries" only beside a regional happening; a regional happening
    alone only where the news names no country.
    """
    lead = {sentence.first for sentence in news.lead}
    spoken = [part for part in told if part.first in lead or not _speaks_of_money(news, part)]
    head = [*([news.title] if news.title else []), *spoken]
    whole = _first(news, head, "region")
    if whole is not None:
        return whole
    regional = _first(news, [*([news.title] if news.title else []), *news.lead], "regional")
    if regional is not None and (not any_country or _first(news, told, "region_count")):
        return regional
    return None


def _speaks_of_money(news: News, part: Range) -> bool:
    """Whether a sentence holds a currency: money is for all countries, the news need not be."""
    return any(news.layout.marks.any_within(table, *part) for table in _MONEY)


def _first(news: News, sentences: Iterable[Range], table: str) -> Span | None:
    marks = news.layout.marks
    for first, last in sentences:
        for mark in marks.within(table, first, last):
            return news.layout.tokens.span(mark.first, mark.last)
    return None


def _named(news: News, part: Range) -> list[Value]:
    """The countries named in a part of the text, without those that are only the far side of a border."""
    layout, tokens = news.layout, news.layout.tokens
    found: list[Value] = []
    done = -1
    for mark in layout.marks.within("country", *part):
        if mark.first <= done or not _written_as_country(news, mark):
            continue
        pair = _pair(news, mark)
        done = pair.last if pair else mark.last
        if not _only_border(news, mark, done, paired=pair is not None) and not _other_side(news, mark):
            found.append(Value(mark.value, tokens.span(mark.first, mark.last)))
            if pair:
                found.append(Value(pair.value, tokens.span(pair.first, pair.last)))
    return found


def _written_as_country(news: News, mark: Mark) -> bool:
    """Abbreviations (РК, КР, РТ) count only in capitals; Russian adjectives are small."""
    form = news.layout.tokens.form(mark.first)
    return len(form) > 3 or mark.last > mark.first or form[:2].isupper()


def _pair(news: News, mark: Mark) -> Mark | None:
    """The second country of "Tajik-Afghan", "таджикско-афганской"."""
    tokens, after = news.layout.tokens, mark.last + 1
    if after + 1 < len(tokens) and tokens.word[after] in "-–" and tokens.glued(mark.last) and tokens.glued(after):
        return news.layout.mark("country", after + 1)
    return None


def _only_border(news: News, mark: Mark, last: int, *, paired: bool) -> bool:
    """Whether a country is only one side of a border: "Tajik-Afghan border", "on the Uzbek border", "border with X"."""
    layout, tokens = news.layout, news.layout.tokens
    border = layout.mark("border_word", last + 1)
    if border is not None:
        follower = border.last + 1
        compound = (  # "at the Kyrgyz border schools" is about Kyrgyz schools
            follower < len(tokens)
            and tokens.kind[follower] == WORD
            and layout.mark("dangling", follower) is None
            and "\n" not in tokens.gap(border.last)
        )
        along = mark.first > 1 and tokens.word[mark.first - 1] in _THE and tokens.word[mark.first - 2] in _ALONG
        if paired or (along and not compound):
            return True
    before = mark.first - 1
    while before > 0 and tokens.word[before] in _ACROSS:
        before -= 1
    return 0 <= before < mark.first - 1 and layout.mark("border_word", before) is not None


def _other_side(news: News, mark: Mark) -> bool:
    """Whether a country only sends guests or is where a road leads: "teams from X", "from X to Afghanistan"."""
    layout, words = news.layout, news.layout.tokens.word
    before = mark.first - 1
    if before >= 0 and words[before] in _THE:
        before -= 1
    if before < 1:
        return False
    if words[before] in _FROM:
        return layout.mark("guest", before - 1) is not None
    if words[before] in _AND and layout.mark("country", before - 1) is not None:  # "teams from X and Y"
        return before > 2 and words[before - 2] in _FROM and layout.mark("guest", before - 3) is not None
    start = before - 1
    while start > 0 and layout.mark("country", start) is None and before - start < _ROAD:
        start -= 1
    road = words[before] in _TO and layout.mark("country", start) is not None
    return road and start > 0 and words[start - 1] in _FROM


def _ordered(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each country once, where it is named first, in the usual order."""
    first: dict[str, Value] = {}
    for value in values:
        first.setdefault(value.value, value)
    return tuple(first[code] for code in _ORDER if code in first)


@cache
def _towns() -> dict[str, str]:
    """The country of each town of the region."""
    return values("_towns")
