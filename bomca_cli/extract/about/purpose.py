"""The words that tell what a sum is for: "70 sets of video surveillance systems", "its 9th implementation phase"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import SIGN, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.release import Span

_LONGEST = 12  # tokens
_NEAR = 7  # tokens between goods and the sum
_INSIDE = frozenset("-‐‑–'’\"“”«»/&")
_TRAILING = words("_purpose_trailing")
_EMPTY = words("_purpose_empty")
_JOINS = words("_purpose_join")
_NO_GOODS = frozenset(["purpose_stop", "handover", "budget_word", "programme", "agency", "country", "worth"])
_ARTICLES = words("_the") | words("_a")


def find(context: Context, draft: Draft) -> Span | None:
    """The words, without the article; None when the text does not say."""
    if draft.kind == "equipment":
        return _goods(context, draft) or _for(context, draft)
    return _for(context, draft)


def _goods(context: Context, draft: Draft) -> Span | None:
    """The name of the goods nearest before the sum, else behind it."""
    item = draft.sum
    before = list(_named(context, max(draft.first, item.opens - _NEAR - 4), item.opens - 1))
    if before:
        return _around(context, before[-1].last, draft.first, item.opens - 1)
    after = next(_named(context, item.last + 1, min(draft.last, item.last + _NEAR)), None)
    return _around(context, after.last, item.last + 1, draft.last) if after else None


def _named(context: Context, first: int, last: int) -> Iterator[Mark]:
    """The goods named in a part of the text; "purchased" tells that there are some, not which."""
    return (mark for mark in context.marks("goods", first, last) if mark.value != "verb")


def _around(context: Context, last: int, start: int, end: int) -> Span | None:
    """The words around the goods that end at token ``last``, from ``start`` on, up to the worth or a verb."""
    tokens, layout = context.layout.tokens, context.layout
    first = last
    while first > start and last - first < _LONGEST and _names(context, first - 1):
        first -= 1
    while first < last and (tokens.word[first] in _JOINS or tokens.kind[first] == SIGN):
        first += 1
    while last < end and last - first < _LONGEST and tokens.kind[last + 1] == WORD:
        if layout.mark("worth", last + 1) or layout.mark("purpose_stop", last + 1) or layout.mark("handover", last + 1):
            break
        if layout.mark("budget_word", last + 1) or layout.mark("qualifier", last + 1):
            break
        last += 1
    while last > first and tokens.word[last] in _JOINS:
        last -= 1
    return tokens.span(first, last)


def _names(context: Context, at: int) -> bool:
    """Whether token ``at`` may belong to the name of goods."""
    layout, tokens = context.layout, context.layout.tokens
    if tokens.kind[at] == SIGN:
        return tokens.word[at] in _INSIDE
    if tokens.word[at] in _JOINS:
        return True
    return _NO_GOODS.isdisjoint(layout.classes[at])


def _for(context: Context, draft: Draft) -> Span | None:
    """What follows "for" or "на" behind the sum, up to the next sign."""
    tokens, item = context.layout.tokens, draft.sum
    opener = item.last + 1
    if opener < len(tokens) and tokens.word[opener] == "—":
        opener += 1
    if opener >= draft.last or context.layout.mark("purpose", opener) is None:
        return None
    first = opener + 1
    while first < draft.last and tokens.word[first] in _ARTICLES:
        first += 1
    last = first
    if not _goes_on(context, first):
        return None
    while last < draft.last and last - first < _LONGEST and _goes_on(context, last + 1):
        last += 1
    if draft.kind == "phase_budget":
        last = _phase_end(context, first, last)
    while last > first and (tokens.word[last] in _TRAILING or context.layout.mark("clause", last) is not None):
        last -= 1
    if tokens.word[first] in _EMPTY or tokens.word[last] in _EMPTY | _TRAILING:
        return None
    return tokens.span(first, last)


def _phase_end(context: Context, first: int, last: int) -> int:
    """Where the name of a phase and of its programme ends: "the tenth phase of BOMCA"."""
    ends = [ref.last for ref in context.refs(first, last)]
    if not ends:
        return last
    ends += [mark.last for mark in context.marks("programme", ends[0] + 1, min(last, ends[0] + _NEAR))]
    return min(last, max(ends))


def _goes_on(context: Context, at: int) -> bool:
    tokens = context.layout.tokens
    if context.dated(at):
        return False
    return tokens.kind[at] != SIGN or tokens.word[at] in _INSIDE
