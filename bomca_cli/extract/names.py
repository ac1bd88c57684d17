"""Agencies, implementing partners and components that a release names, each where it is named first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.release import Value

if TYPE_CHECKING:
    from bomca_cli.extract.news import News


def find(news: News, table: str) -> tuple[Value, ...]:
    """The bodies of a class in the text as printed, each once, in the order of the text.

    Several names of one body ("Border Service", "State Border Service") count once, as the first is printed; words
    in small letters ("the customs service", "name@icmpd.org") are no names.
    """
    tokens = news.layout.tokens
    first: dict[str, Value] = {}
    after = -1
    for mark in news.layout.marks[table].values():
        if mark.first <= after or not tokens.capital(mark.first):
            continue
        after = mark.last
        span = tokens.span(mark.first, mark.last)
        first.setdefault(mark.value, Value(" ".join(tokens.text[span.start : span.end].split()), span))
    return tuple(first.values())


def components(news: News) -> tuple[Value, ...]:
    """The thematic components: those of the component bullet when there is one, else those that the text names."""
    part = news.label("component")
    layout, tokens = news.layout, news.layout.tokens
    if part is None:
        first: dict[str, Value] = {}
        for mark in layout.marks["component"].values():
            if mark.first not in news.boilerplate:
                first.setdefault(mark.value, Value(mark.value, tokens.span(mark.first, mark.last)))
        return tuple(first.values())
    labelled = tuple(
        Value(mark.value, tokens.span(mark.first, mark.last))
        for i, mark in layout.marks["component"].items()
        if part.first <= i <= part.last
    )
    if labelled:
        return labelled
    span = tokens.span(*part)
    return (Value(" ".join(tokens.text[span.start : span.end].split()), span),)
