"""The order in which the grammars read a text, each on the findings of those before it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract import (
    about,
    chronology,
    contacts,
    countries,
    dates,
    dating,
    emails,
    heading,
    money,
    names,
    people,
    phases,
    phones,
    place,
    quantities,
)
from bomca_cli.extract.boilerplate import Boilerplate, other_news, within
from bomca_cli.extract.layout import Layout
from bomca_cli.extract.lexicon import lexicon
from bomca_cli.extract.news import News
from bomca_cli.extract.tokens import Tokens
from bomca_cli.release import DateExpression, PhaseMention, Release

if TYPE_CHECKING:
    from datetime import date

    from bomca_cli.release import Span


def read(text: str, released: date | None) -> Release:
    """See ``extract.parse``."""
    tokens = Tokens(text)
    layout = Layout(tokens, lexicon().scan(tokens))
    boilerplate = Boilerplate(layout)
    found = dates.find(layout)
    when = [tokens.span(date.first, date.last) for date in found]
    lines = heading.title_lines(layout, when)
    news = News(layout, lines, when, boilerplate)
    own = dating.release_date(layout, found)
    where = place.find(news, [when[index] for index in sorted(own.lines)])
    chronicle = chronology.read(layout, found, own, boilerplate, released)
    others = other_news(layout)
    sums = [item for item in money.find(layout) if not within(others, item.first)]
    steps = phases.find(layout)
    mailed = emails.find(layout)
    addresses = [item.span for item in mailed]
    called = [item for item in phones.find(layout) if not _inside(item.span, addresses)]
    asked = contacts.find(layout, called, mailed)
    taken = [item.span for item in chronicle]
    taken += [item.span for item in called]
    taken += [item.span for item in mailed]
    taken += [tokens.span(item.opens, item.last) for item in sums]
    taken += [tokens.span(ref.first, ref.last) for ref in steps]
    return Release(
        text=text,
        language=heading.language(tokens),
        title=heading.title(layout, lines),
        released=_released(chronicle, own),
        place=where,
        countries=countries.find(news, where),
        phases=_phases(layout, steps),
        components=names.components(news),
        agencies=names.find(news, "agency"),
        partners=names.find(news, "partner"),
        dates=chronicle,
        amounts=tuple(about.assign(layout, sums, chronicle, steps)),
        contacts=tuple(asked),
        people=tuple(people.find(layout, asked)),
        phones=tuple(found.phone() for found in called),
        emails=tuple(mailed),
        quantities=tuple(
            item for item in quantities.find(layout, taken) if tokens.at(item.span.start) not in boilerplate
        ),
        boilerplate=boilerplate.spans(),
        given=released.isoformat() if released else None,
    )


def _released(chronicle: tuple[DateExpression, ...], own: dating.Dating) -> DateExpression | None:
    """The date expression that states the release's own day; a dateline without a year does not."""
    if own.day is None:
        return None
    day = own.day.isoformat()
    return next((item for item in chronicle if item.role == "release" and item.start == day), None)


def _inside(span: Span, others: list[Span]) -> bool:
    """Whether ``span`` overlaps one of ``others``, which are in order and apart."""
    n = bisect_right(others, (span.end,)) - 1
    return n >= 0 and others[n].end > span.start


def _phases(layout: Layout, found: list[phases.PhaseRef]) -> tuple[PhaseMention, ...]:
    """The phases of the home programme in ascending order, each where it is named first."""
    first: dict[int, PhaseMention] = {}
    for ref in found:
        if ref.programme == phases.HOME and ref.number is not None:
            first.setdefault(ref.number, PhaseMention(ref.number, layout.tokens.span(ref.first, ref.last)))
    return tuple(first[number] for number in sorted(first))
