"""A text as a stream of folded terms with their offsets, and the places where terms may be read joined.

Folding makes spellings equal that readers take for the same: case, accents, ё and е, all quotes, all dashes, 48,000
and 48.000; Russian words are cut to their stems. What may be read in two ways keeps both: ``cross-border`` is two
terms and, joined, one (so that ``imple-mented`` is found), ``40, 1`` is two numbers and, joined, 40.1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DASHES = "\\-\u00ad‐‑‒–−﹣－"  # inside brackets of an expression
_SPACES = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'’‘ʻʼ`´"
# Each pattern begins with a set of characters, which the search skips to; what must stand before is looked back for.
_TERM = re.compile(r"(\d+(?:[.,]\d+)+|[^\W_]+)")
_HYPHEN = re.compile(rf"[{_DASHES}{_APOSTROPHES}](?<=[^\W_].)(?:[ \t]*\r?\n[ \t]*)?(?=[^\W_])")
_GROUPED = re.compile(
    rf"\d(?<![\d.,]\d)\d{{0,2}}(?:(?:(?:,?[{_SPACES}]|['’])\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)"  # 48 000, 7, 927.29
    rf"|,[{_SPACES}\r\n]{{1,2}}\d{{1,2}}(?![\d.,]?\d))"  # 40, 1
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# What stands inside words without being read: soft hyphens, zero-width characters, combining marks.
_UNREAD = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]+")
# A soft hyphen at the end of a line is read: it is the only sign that the word goes on.
_GOES_ON = re.compile("[\u00ad](?=[ \t]*\r?\n)")
_BREVE = "\u0306"
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_FRACTION = "\u2044"


class Join(NamedTuple):
    """Terms ``first`` up to, not including, ``after`` may be read as the one term ``term``."""

    first: int
    after: int
    term: str
    number: bool


class Terms(NamedTuple):
    """The folded terms of a text: parallel lists of terms and their half-open offsets, and the joins."""

    terms: list[str]
    starts: list[int]
    ends: list[int]
    joins: list[Join]


def fold(text: str) -> Terms:
    """The terms of ``text``; time is linear in its length."""
    read, offset = _without_unread(text) if not text.isascii() and _UNREAD.search(text) else (text, None)
    parts = _TERM.split(read)[:-1]  # gap, term, gap, …, term
    bounds = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], bounds[::2], bounds[1::2]
    terms = list(map(_term, words))
    if "" in terms:
        terms, starts, ends = _apart(words, starts)
    joins = [*_hyphened(read, starts, ends), *_grouped(read, starts, ends)]
    joins.sort()
    if offset is not None:
        offset.append(len(text))
        ends = [offset[end] for end in ends]  # the accent behind the last letter belongs to the word
        starts = [offset[start] for start in starts]
    return Terms(terms, starts, ends, joins)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One word (letters and digits only) as the term that all its spellings share; empty when nothing is left."""
    if word.isascii():
        return word.lower()
    from unicodedata import combining, normalize

    composed = normalize("NFC", word).casefold()
    plain = "".join(
        # й keeps its breve: it is a letter of its own, and the stemmer needs it.
        "й" if letter == "й" else "".join(part for part in normalize("NFKD", letter) if not combining(part))
        for letter in composed
    )
    term = "".join(letter for letter in plain if letter.isalnum() or letter == _FRACTION)
    return _stem()(term) if _CYRILLIC.search(term) else term


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """What a match of ``_TERM`` is folded to; empty when it is not exactly one term."""
    if word.isalnum():
        return fold_word(word)
    return _one_number(word) or ""


def _apart(words: list[str], places: list[int]) -> tuple[list[str], list[int], list[int]]:
    """Terms and offsets where some words are several numbers (``23.05.2016`` is three) or nothing."""
    terms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for word, at in zip(words, places, strict=True):
        term = _term(word)
        parts = [(term, at, at + len(word))] if term else []
        if not term and not word.isalnum():
            parts = [(fold_word(part[0]), at + part.start(), at + part.end()) for part in re.finditer(r"\d+", word)]
        for part, start, end in parts:
            terms.append(part)
            starts.append(start)
            ends.append(end)
    return terms, starts, ends


_stemmers: list[Callable[[str], str]] = []


def _stem() -> Callable[[str], str]:
    """The Russian stemmer, loaded with the first Cyrillic word."""
    if not _stemmers:
        from snowballstemmer import stemmer  # type: ignore[import-untyped]

        _stemmers.append(stemmer("russian").stemWord)
    return _stemmers[0]


def _one_number(word: str) -> str | None:
    """The plain form of digits with points and commas, decimals behind a point; None where they are several numbers."""
    *groups, last = re.split("[.,]", word)
    marks = [mark for mark in word if mark in ".,"]
    whole_groups = len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    if whole_groups and len(last) == 3 and len(set(marks)) == 1:
        return fold_word("".join(groups) + last)
    if len(groups) == 1:
        year = len(last) == 4 and _YEAR.fullmatch(last)
        decimal = len(last) <= 2 or (marks[0] == "." and not year)
        return f"{fold_word(groups[0])}.{fold_word(last)}" if decimal else None
    if whole_groups and len(set(marks[:-1])) == 1 and marks[-1] != marks[0]:
        return f"{fold_word(''.join(groups))}.{fold_word(last)}"
    return None


def _hyphened(read: str, starts: list[int], ends: list[int]) -> Iterator[Join]:
    """Neighbouring words that a hyphen (or the apostrophe of O‘zbekiston) makes one; never two numbers."""
    for found in _HYPHEN.finditer(read):
        at = bisect_left(starts, found.end())
        if 0 < at < len(starts) and starts[at] == found.end() and ends[at - 1] == found.start():
            left, right = read[starts[at - 1] : ends[at - 1]], read[starts[at] : ends[at]]
            if found[0][0] in _APOSTROPHES:
                fits = len(found[0]) == 1 and left.isalpha() and right.isalpha() and len(right) > 1  # not ’s
            else:
                fits = left.isalpha() or not (left.isdigit() or right.isdigit())
            term = fold_word(left + right) if fits and (left + right).isalnum() else ""
            if term:
                yield Join(at - 1, at + 1, term, number=False)


def _grouped(read: str, starts: list[int], ends: list[int]) -> Iterator[Join]:
    """Numbers written with spaces inside: ``48 000``, ``2 600``, ``40, 1``."""
    for found in _GROUPED.finditer(read):
        first, after = bisect_left(starts, found.start()), bisect_left(starts, found.end())
        if after - first > 1 and starts[first] == found.start() and ends[after - 1] == found.end():
            *groups, last = re.split(r"[.,'’\s]+", found[0])
            decimal = len(last) < 3
            number = "".join(groups) + ("." + last if decimal else last)
            yield Join(first, after, "".join(fold_word(part) if part != "." else part for part in number), number=True)


def _without_unread(text: str) -> tuple[str, list[int]]:
    """``text`` without unread characters (и with its breve becomes й), and where each character stood."""
    read: list[str] = []
    offset: list[int] = []
    at = 0
    for found in _UNREAD.finditer(text):
        read.append(text[at : found.start()])
        offset.extend(range(at, found.start()))
        if found[0][0] == _BREVE and read[-1][-1:] in ("и", "И"):
            read[-1] = read[-1][:-1] + ("й" if read[-1][-1] == "и" else "Й")
        at = found.end()
        if _GOES_ON.match(text, at - 1):
            at -= 1
    read.append(text[at:])
    offset.extend(range(at, len(text)))
    return "".join(read), offset
