"""Passages that releases repeat word for word: history, funding line, address block, what the Union is.

Facts in them count (the sums stand there), but countries named in them are not what the release is about, and search
ranks them below the news.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract.layout import Range
from bomca_cli.release import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.layout import Layout

_ADDRESS_LINE = 120  # characters; a longer line after a delegation's name is a paragraph again
_HEADING_WORDS = 8  # tokens; a heading stands on a line of its own or before a full stop


class Boilerplate:
    """The sentences of a text that are boilerplate."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sentences = sorted(_passages(layout) | _about(layout) | _address(layout))
        self._set = set(self._sentences)

    def __contains__(self, i: object) -> bool:
        """Whether the token with the index ``i`` stands in boilerplate."""
        return isinstance(i, int) and self._layout.sentence_at(i) in self._set

    def has_sentence(self, number: int) -> bool:
        """Whether the sentence with this number is boilerplate."""
        return number in self._set

    def spans(self) -> tuple[Span, ...]:
        """The passages in the order of the text, neighbours joined."""
        tokens, sentences = self._layout.tokens, self._layout.sentences
        joined: list[Range] = []
        for number in self._sentences:
            if joined and joined[-1].last == number - 1:
                joined[-1] = Range(joined[-1].first, number)
            else:
                joined.append(Range(number, number))
        return tuple(
            Span(tokens.start[sentences[first].first], tokens.end[sentences[last].last]) for first, last in joined
        )


def _passages(layout: Layout) -> set[int]:
    """Sentences with a phrase that is repeated word for word, and what follows one that opens a paragraph."""
    found = {layout.sentence_at(i) for i in layout.marks.firsts("boilerplate")}
    openers = set(layout.line_firsts) if found else ()
    for number in sorted(found):
        if layout.sentences[number].first in openers:
            after = number + 1
            while after < len(layout.sentences) and layout.sentences[after].first not in openers:
                found.add(after)
                after += 1
    return found


def _about(layout: Layout) -> set[int]:
    """What follows a heading such as "About BOMCA" or "Справка." up to the contacts."""
    found: set[int] = set()
    sentences = layout.sentences
    for mark in layout.marks["about_heading"].values():
        number = layout.sentence_at(mark.first)
        if number in found:
            continue
        sentence = sentences[number]
        if (
            sentence.first != mark.first
            or sentence.last - sentence.first > _HEADING_WORDS
            or sentence.last - mark.last > 1
        ):
            continue
        for follower in range(number, len(sentences)):
            if follower > number and _asks(layout, sentences[follower]):
                break
            found.add(follower)
    return found


def _address(layout: Layout) -> set[int]:
    """A delegation's name on a line of its own and the short lines that follow."""
    found: set[int] = set()
    sentences, tokens = layout.sentences, layout.tokens
    for mark in layout.marks["delegation"].values():
        number = layout.sentence_at(mark.first)
        line = layout.line_at(mark.first)
        if (
            sentences[number].first != mark.first
            or line.first != mark.first
            or tokens.word[sentences[number].last] == "."
        ):
            continue
        for follower in range(number, len(sentences)):
            span = tokens.span(*sentences[follower])
            if span.end - span.start > _ADDRESS_LINE:
                break
            found.add(follower)
    return found


def _asks(layout: Layout, sentence: Range) -> bool:
    """Whether a sentence tells whom to ask."""
    return layout.marks.any_within("contact_lead", sentence.first, min(sentence.first + 3, sentence.last))


def within(ranges: Sequence[Range], i: int) -> bool:
    """Whether token ``i`` stands in one of ``ranges``, which are in the order of the text."""
    n = bisect_right(ranges, i, key=lambda part: part.first) - 1
    return n >= 0 and i <= ranges[n].last


def other_news(layout: Layout) -> list[Range]:
    """Lists of other news below a release: the block under "Read also". What they say is not the release's."""
    found: list[Range] = []
    if not layout.marks.firsts("role_other_news"):
        return found
    for number, block in enumerate(layout.blocks):
        for at, line in enumerate(block):
            if layout.mark("role_other_news", line.first) is None or line.last - line.first > _HEADING_WORDS:
                continue
            alone = at == len(block) - 1 and number + 1 < len(layout.blocks)
            found.append(Range(line.first, (layout.blocks[number + 1] if alone else block)[-1].last))
            break
    return found
