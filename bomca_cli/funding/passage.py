"""The sentence around a fact, cut from the text without reading more of it than a sentence may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bomca_cli.release import Span

if TYPE_CHECKING:
    from bomca_cli.release import Release

_REACH = 400  # characters on either side; a longer sentence is cut, and marked so where it is shown

# A sentence ends at a full stop before a capital, at a line break after a full stop, and at an empty line.
_END = re.compile(r"[.!?…][\"”»’)]?(?=\s+[\"“«„(]?[A-ZА-ЯЁ])|[.!?:;…][\"”»’)]?[ \t\u00a0]*\n|\n[ \t\u00a0]*\n|\n\t")


def sentence(release: Release, span: Span) -> Span:
    """The sentence that holds ``span``, without the blanks at its ends; at least ``span`` itself."""
    text = release.text
    first, last = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start = first
    for end in _END.finditer(text, first, span.start):
        start = end.end()
    after = _END.search(text, span.end, last)
    stop = after.end() if after else last
    if first and start == first:
        start = _next_blank(text, first, span.start)
    if after is None and last < len(text):
        stop = max(span.end, text.rfind(" ", span.end, last))
    passage = text[start:stop]
    return Span(start + len(passage) - len(passage.lstrip()), stop - len(passage) + len(passage.rstrip()))


def _next_blank(text: str, start: int, stop: int) -> int:
    """Where the next whole word begins after ``start``; ``stop`` when there is none before it."""
    blank = text.find(" ", start, stop)
    return stop if blank < 0 else blank + 1


def qualified(release: Release, span: Span, qualifier: str | None) -> str:
    """The words at ``span`` with the qualifier that stands before or after them, on one line.

    Where the qualifier does not stand next to them, it is joined with an ellipsis.
    """
    sum_words = " ".join(release.quote(span).split())
    if not qualifier:
        return sum_words
    room = len(qualifier) + 8
    before = " ".join(release.text[max(0, span.start - room) : span.start].split())
    after = " ".join(release.text[span.end : span.end + room].split())
    folded = qualifier.casefold()
    if before.casefold().endswith(folded):
        return f"{before[len(before) - len(folded) :]} {sum_words}"
    if after.casefold().startswith(folded):
        return f"{sum_words} {after[: len(folded)]}"
    return f"{qualifier} … {sum_words}"
