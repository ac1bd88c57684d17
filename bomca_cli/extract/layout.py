"""The structure of a text: lines, blocks between blank lines, and sentences, all as ranges of tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.lexicon import lexicon, words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.extract.lexicon import Marks
    from bomca_cli.release import Span

_ENDS = frozenset(".?!…")
_CLOSERS = frozenset("\"'’”»)]")
_STOPS = _ENDS | _CLOSERS
_OPENERS = frozenset("\"'‘“„«([•*-–—·▪")
_BULLETS = frozenset("•*·▪◦●○-–—")
_LINE_END = re.compile(r"[\r\n]+")
_YEAR_OR_TOWN = words("_year_or_town")
_WRAP = 120  # characters; longer lines are paragraphs on one line, not wrapped text


class Range(NamedTuple):
    """The tokens ``first`` to ``last``, both included."""

    first: int
    last: int


class Layout:
    """A text cut into tokens, vocabulary items, lines, blocks and sentences.

    Attributes:
        tokens: the words, numbers and signs.
        marks: the vocabulary items, by class.
        classes: ``table in classes[i]`` tells whether an item of the class ``table`` begins at token ``i``.
        mark: ``mark(table, i)`` is the item of the class ``table`` that begins at token ``i``, or None.
    """

    def __init__(self, tokens: Tokens, marks: Marks) -> None:
        self.tokens = tokens
        self.marks = marks
        self.classes = marks.classes
        self.mark = marks.at
        self._text = tokens.text

    @cached_property
    def numbers(self) -> list[int]:
        """The tokens that are runs of digits."""
        return list(compress(count(), map(NUMBER.__eq__, self.tokens.kind)))

    def places(self, words: Iterable[str]) -> list[int]:
        """Where some words stand, in order."""
        places = self.marks.places
        return sorted(i for word in words if word in places for i in places[word])

    @cached_property
    def lines(self) -> list[Range]:
        """The lines that hold tokens."""
        tokens = self.tokens
        lines: list[Range] = []
        first = 0
        for end in _LINE_END.finditer(self._text):
            after = bisect_left(tokens.start, end.end(), first)
            if after > first:
                lines.append(Range(first, after - 1))
                first = after
        if first < len(tokens):
            lines.append(Range(first, len(tokens) - 1))
        return lines

    @cached_property
    def line_firsts(self) -> list[int]:
        """The first tokens of the lines."""
        return [line.first for line in self.lines]

    def line_at(self, i: int) -> Range:
        """The line that holds token ``i``."""
        return self.lines[bisect_right(self.line_firsts, i) - 1]

    @cached_property
    def blocks(self) -> list[list[Range]]:
        """Runs of lines without a blank line between them."""
        blocks: list[list[Range]] = []
        for line in self.lines:
            if blocks and self.tokens.same_block(blocks[-1][-1].last, line.first):
                blocks[-1].append(line)
            else:
                blocks.append([line])
        return blocks

    @cached_property
    def sentences(self) -> list[Range]:
        """Sentences, and whatever stands for one: a title, a bullet, a line of an address."""
        found: list[Range] = []
        stops = self.places(_STOPS)
        at = 0
        for block in self.blocks:
            lengths = [self._length(line) for line in block]
            wrapped = max(lengths) <= _WRAP and any(self.small(line.first) for line in block[1:])
            longest = max(lengths) if wrapped else 0
            first = block[0].first
            for line, length in zip(block, lengths, strict=True):
                while at < len(stops) and stops[at] < line.last:
                    if stops[at] >= first and self._ends_sentence(stops[at]):
                        found.append(Range(first, stops[at]))
                        first = stops[at] + 1
                    at += 1
                at += at < len(stops) and stops[at] == line.last
                if line is block[-1] or not self._goes_on(line, length, longest):
                    found.append(Range(first, line.last))
                    first = line.last + 1
        return found

    @cached_property
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def sentence_at(self, i: int) -> int:
        """The index in ``sentences`` of the one that holds token ``i``."""
        return bisect_right(self._firsts, i) - 1

    def sentence(self, i: int) -> Range:
        """The sentence that holds token ``i``."""
        return self.sentences[self.sentence_at(i)]

    def bullet(self, line: Range) -> bool:
        """Whether a line begins with a bullet."""
        return self.tokens.word[line.first] in _BULLETS and line.last > line.first

    def _length(self, line: Range) -> int:
        return self.tokens.end[line.last] - self.tokens.start[line.first]

    def _goes_on(self, line: Range, length: int, longest: int) -> bool:
        """Whether the sentence at the end of ``line`` goes on in the next line of the block.

        ``longest`` is the length of the longest line of wrapped text, 0 where the text is not wrapped.
        """
        tokens, last = self.tokens, line.last
        after = last + 1
        if tokens.word[last] in _ENDS or tokens.word[last] == ":" or tokens.word[after] in _BULLETS:
            return False
        if self.small(after):
            return True
        if tokens.word[last] in ",-–—(" or self.mark("dangling", last) or self.mark("currency_code", last):
            return tokens.word[last] != "-" or tokens.glued(last - 1)
        return longest > 0 and length >= longest * 0.75 and length > _WRAP / 3

    def small(self, i: int) -> bool:
        """Whether token ``i`` is a word with a small initial."""
        return self.tokens.kind[i] == WORD and self.tokens.text[self.tokens.start[i]].islower()

    def _ends_sentence(self, i: int) -> bool:
        tokens = self.tokens
        word = tokens.word[i]
        if word in _CLOSERS:  # “… counted.” She said: the closing mark ends the sentence
            if not i or tokens.word[i - 1] not in _ENDS:
                return False
        elif word not in _ENDS or (tokens.word[i + 1] in _CLOSERS and tokens.glued(i)):
            return False
        if tokens.glued(i):
            # "…the winter.///BOMCA": slashes after a full stop begin something new
            return tokens.word[i + 1] == "/" and word == "."
        after = i + 1
        if tokens.kind[after] == WORD:
            if not tokens.capital(after):
                return False
        elif tokens.kind[after] == SIGN and tokens.word[after] not in _OPENERS:
            return False
        return word != "." or not self._abbreviates(i)

    def _abbreviates(self, dot: int) -> bool:
        """Whether the full stop belongs to the word before it: "Mr.", an initial, "млн."."""
        tokens, i = self.tokens, dot - 1
        if i < 0 or tokens.kind[i] != WORD or not tokens.glued(i):
            return False
        word = tokens.word[i]
        if word in _YEAR_OR_TOWN:  # "2018 г. Встреча": a year; "в г. Бишкек": a town
            return not (i and tokens.kind[i - 1] == NUMBER)
        if len(word) == 1 and tokens.capital(i) and (tokens.kind[dot + 1] == WORD):
            return True
        return self.mark("abbreviation", i) is not None or (
            self.mark("month", i) is not None and len(word) <= 4 and tokens.kind[dot + 1] == NUMBER
        )


def sentences(text: str) -> list[Span]:
    """The sentences of a text, and whatever stands for one, in order."""
    tokens = Tokens(text)
    return [tokens.span(*sentence) for sentence in Layout(tokens, lexicon().scan(tokens)).sentences]
