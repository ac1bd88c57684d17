"""One linear pass from text to tokens: words, runs of digits and single signs, each with its offsets.

Everything that follows reads tokens by index, so a span costs nothing and no rule can take more than linear time.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain

from bomca_cli.release import Span

# Letters, or digits, or one sign. The first alternative is the second one for most words, faster; nothing is ever read
# more than twice, so the pass is linear.
_TOKEN = re.compile(r"([a-z\u0430-\u044f]++(?![^\W\d_])|[^\W\d_]+|\d+|\S)")
_CHUNK = re.compile(r"\s*+\S++")
_LONGEST_KEPT, _MOST_KEPT = 64, 1 << 15  # characters of a chunk; chunks
WORD, NUMBER, SIGN = 1, 2, 3

# Characters that stand inside words without being letters: soft hyphen, zero-width marks, combining accents.
_INNER = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]")
_LONGER = "İ"  # the letter whose small form is longer: offsets must stay those of the text
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class _Cuts(dict[str, list[str]]):
    """Gap, token, gap, …, token: what a chunk of a text consists of, nearly folded; texts repeat most of them."""

    def __missing__(self, chunk: str) -> list[str]:
        """Cut a chunk that is new, and keep it unless hostile text could fill the memory so."""
        low = chunk if _LONGER in chunk else chunk.lower().replace("ё", "е")
        parts = _TOKEN.split(low)[:-1]
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = parts
        return parts


_cut = _Cuts().__getitem__


@lru_cache(1 << 15)
def _kind(word: str) -> int:
    """WORD, NUMBER or SIGN; a token is of one kind throughout."""
    if word.isalpha():
        return WORD
    if word.isdecimal():
        return NUMBER
    return WORD if word[0].isalnum() else SIGN


def fold(word: str) -> str:
    """A word as rules compare it: case folded, ё as е, without soft hyphens and zero-width marks, composed."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFC", word) if not _unseen(c)))
    return unicodedata.normalize("NFC", word.casefold().replace("ё", "е"))


def _unseen(c: str) -> bool:
    """Whether a character inside a word is no part of it; an accent that composes with no letter is."""
    return _INNER.match(c) is not None and not unicodedata.combining(c)


class Tokens:
    """The tokens of a text as parallel lists, read by index.

    Attributes:
        text: the text that offsets refer to.
        start, end: half-open character offsets of each token.
        word: the folded form of each token (digits and signs as they stand).
        kind: WORD, NUMBER or SIGN for each token.
        gaps: what stands between each token and the next one; nothing behind the last.
    """

    __slots__ = ("_breaks", "_last", "end", "gaps", "kind", "start", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks: list[int] | None = None
        # Without the blanks at the end, where every place would be tried in vain
        parts = list(chain.from_iterable(map(_cut, _CHUNK.findall(text.rstrip()))))
        bounds = list(accumulate(map(len, parts)))
        self.word: list[str] = parts[1::2]
        self.start: list[int] = bounds[::2]
        self.end: list[int] = bounds[1::2]
        self.gaps: list[str] = [*parts[2::2], ""]
        self.kind: list[int] = list(map(_kind, self.word))
        if _LONGER in text or _INNER.search(text):
            self._mend()
        self._last = len(self.word) - 1

    def _mend(self) -> None:
        """Put together words that inner marks have cut, and fold every word by itself."""
        kept = 0
        for i in range(len(self.start)):
            start, end, kind = self.start[i], self.end[i], self.kind[i]
            if kept and self._goes_on(kept - 1, start, kind):
                self.end[kept - 1] = end
            else:
                self.start[kept], self.end[kept], self.kind[kept] = start, end, kind
                self.word[kept] = self.word[i]
                kept += 1
        for column in (self.start, self.end, self.word, self.kind):
            del column[kept:]
        for i in range(kept):
            if self.kind[i] == WORD:
                self.word[i] = fold(self.form(i))
        self.gaps = [self.text[end:start] for end, start in zip(self.end, self.start[1:], strict=False)]
        self.gaps.append("")

    def _goes_on(self, last: int, start: int, kind: int) -> bool:
        """Whether the token at ``start`` goes on the word ``last``: a mark inside it, or letters after such a mark."""
        if self.kind[last] != WORD or self.end[last] != start:
            return False
        return kind == WORD or _INNER.match(self.text, start) is not None

    def __len__(self) -> int:
        return self._last + 1

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens ``first`` to ``last``, both included."""
        return Span(self.start[first], self.end[last])

    def form(self, i: int) -> str:
        """The token as printed."""
        return self.text[self.start[i] : self.end[i]]

    def gap(self, i: int) -> str:
        """What stands between token ``i`` and the next one; empty when they are glued."""
        return self.gaps[i] if i < self._last else ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between token ``i`` and the next one."""
        return i < self._last and not self.gaps[i]

    def capital(self, i: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.start[i]].isupper()

    def at(self, offset: int) -> int:
        """The index of the first token that ends after ``offset``; ``len`` when there is none."""
        return bisect_right(self.end, offset)

    def same_block(self, i: int, j: int) -> bool:
        """Whether no blank line stands between the tokens ``i`` and ``j``, i <= j."""
        if self._breaks is None:
            self._breaks = [match.end() for match in _BLANK_LINE.finditer(self.text)]
        return bisect_right(self._breaks, self.start[i]) == bisect_right(self._breaks, self.start[j])
