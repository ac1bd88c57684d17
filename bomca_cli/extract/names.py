"""Agencies, implementing partners and components that a release names, each where it is named first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.release import Value

if TYPE_CHECKING:
    from bomca_cli.extract.news import News


def find(news: News, table: str) -> tuple[Value, ...]:
    """The items of a class of names in the text, each once, in the order of the text.

    An item inside a longer one of another class ("Border Service" in "State Border Service Training Centre") counts
    only as the longer one of its own class.
    """
    layout, after = news.layout, -1
    first: dict[str, Value] = {}
    for i in sorted(layout.marks[table]):
        mark = layout.marks[table][i]
        if i <= after:
            continue
        after = mark.last
        first.setdefault(mark.value, Value(mark.value, layout.tokens.span(mark.first, mark.last)))
    return tuple(first.values())


def components(news: News) -> tuple[Value, ...]:
    """The thematic components: those of the component bullet when there is one, else those that the text names."""
    part = news.label("component")
    if part is None:
        return tuple(
            value
            for value in find(news, "component")
            if news.layout.tokens.at(value.span.start) not in news.boilerplate
        )
    labelled = tuple(
        Value(mark.value, news.layout.tokens.span(mark.first, mark.last))
        for i, mark in sorted(news.layout.marks["component"].items())
        if part.first <= i <= part.last
    )
    if labelled:
        return labelled
    span = news.layout.tokens.span(*part)
    return (Value(" ".join(news.layout.tokens.text[span.start : span.end].split()), span),)
