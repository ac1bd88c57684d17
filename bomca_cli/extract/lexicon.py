"""The vocabularies: what words and phrases the grammars know, read from the data files beside this module.

A data file (``vocabulary/*.toml``) holds tables. A table is a class of words; each of its lines gives a value and the
phrases that mean it::

    [month]
    1 = ["january", "jan"]

    [country]
    TJ = ["Tajikistan", "Republic of Tajikistan", "Таджикистан*"]

Phrases are compared folded (case, ё). ``*`` at the end of a word stands for an inflected ending of up to
``LONGEST_ENDING`` letters. A phrase may span hyphens and dots ("m.d.", "to-day"): it is cut into tokens as texts are.

Texts are searched for every table but those whose names begin with an underscore. Rules ask these about a word that
stands beside something else, by ``words``, ``values`` and ``lines``.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LONGEST_ENDING = 4
_SHORTEST_STEM = 2
_MEMO_LIMIT = 200_000


class Mark(NamedTuple):
    """A vocabulary item found in the tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    value: str


class _Phrase(NamedTuple):
    """An item of two words or more; a trailing * in ``rest`` allows an ending."""

    table: str
    value: str
    rest: tuple[str, ...]  # the words after the first


class _Entries(NamedTuple):
    """All items that begin with one word."""

    alone: tuple[tuple[str, str], ...]  # table and value of items of one word
    exact: dict[str, list[_Phrase]]  # phrases by their second word
    loose: list[_Phrase]  # phrases whose second word may be inflected


class Marks:
    """The vocabulary items of a text.

    Items of one word are kept by the word and placed only when somebody asks: function words are frequent and rules
    look at few of them.
    """

    def __init__(self, tables: tuple[str, ...], words: list[str], places: dict[str, list[int]]) -> None:
        self._tables = tables
        self._words = words
        self._places = places  # where each word stands
        self._phrases: dict[str, dict[int, Mark]] = {}
        self._alone: dict[str, dict[str, str]] = {}
        self._placed: dict[str, dict[int, Mark]] = {}
        self._order: dict[str, list[int]] = {}

    def add_word(self, word: str, items: tuple[tuple[str, str], ...]) -> None:
        """Note that ``word`` by itself is each of ``items``."""
        for table, value in items:
            self._alone.setdefault(table, {}).setdefault(word, value)

    def add_phrase(self, table: str, mark: Mark) -> None:
        """Note a phrase; of those that begin at one place the longest stays."""
        here = self._phrases.setdefault(table, {})
        known = here.get(mark.first)
        if known is None or known.last < mark.last:
            here[mark.first] = mark

    def at(self, table: str, i: int) -> Mark | None:
        """The longest item of the class ``table`` that begins at token ``i``."""
        if table in self._phrases and i in self._phrases[table]:
            return self._phrases[table][i]
        if table in self._alone and 0 <= i < len(self._words):
            value = self._alone[table].get(self._words[i])
            if value is not None:
                return Mark(i, i, value)
        return None

    def within(self, table: str, first: int, last: int) -> list[Mark]:
        """The items of a class that begin at the tokens ``first`` to ``last``, both included, in their order."""
        placed = self[table]
        if not placed:
            return []
        order = self._order.get(table)
        if order is None:
            order = self._order[table] = list(placed)
        return [placed[i] for i in order[bisect_left(order, first) : bisect_right(order, last)]]

    def __getitem__(self, table: str) -> dict[int, Mark]:
        """All items of a class in the order of the text, by the index of their first token."""
        placed = self._placed.get(table)
        if placed is None:
            if table not in self._tables:
                raise KeyError(table)
            placed = self._placed[table] = self._place(table)
        return placed

    def _place(self, table: str) -> dict[int, Mark]:
        alone, phrases = self._alone.get(table), self._phrases.get(table)
        found = {i: Mark(i, i, value) for word, value in alone.items() for i in self._places[word]} if alone else {}
        if phrases:
            found |= phrases
        return dict(sorted(found.items())) if len(found) > 1 else found


class Lexicon:
    """A set of vocabularies that finds its items in tokens in one pass."""

    def __init__(self, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.tables = tuple(tables)
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._memo: dict[str, _Entries | None] = {}
        for table, lines in tables.items():
            for value, phrases in lines.items():
                for phrase in phrases:
                    self._add(table, value, phrase)

    def _add(self, table: str, value: str, phrase: str) -> None:
        first, *rest = _pattern(phrase)
        entry = _Phrase(table, value, tuple(rest))
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(entry)
        else:
            self._exact.setdefault(first, []).append(entry)

    def _entries(self, word: str) -> _Entries | None:
        """The items that begin with ``word``, or None."""
        found = list(self._exact.get(word, ()))
        for length in range(max(_SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
            found += self._stems.get(word[:length], ())
        if not found:
            return None
        exact: dict[str, list[_Phrase]] = {}
        for phrase in found:
            if phrase.rest and not phrase.rest[0].endswith("*"):
                exact.setdefault(phrase.rest[0], []).append(phrase)
        alone = tuple((phrase.table, phrase.value) for phrase in found if not phrase.rest)
        return _Entries(alone, exact, [phrase for phrase in found if phrase.rest and phrase.rest[0].endswith("*")])

    def scan(self, tokens: Tokens) -> Marks:
        """Every item of every class in ``tokens``; of items of one class at one place the longest."""
        words = tokens.word
        places: dict[str, list[int]] = {}
        for i, word in enumerate(words):
            known = places.get(word)
            if known is None:
                places[word] = [i]
            else:
                known.append(i)
        marks = Marks(self.tables, words, places)
        memo, following = self._memo, [*words[1:], ""]
        if len(memo) >= _MEMO_LIMIT:  # hostile text must not fill the memory
            memo.clear()
        for word, here in places.items():
            if word in memo:
                entries = memo[word]
            else:
                entries = memo[word] = self._entries(word)
            if entries is None:
                continue
            alone, exact, loose = entries
            if alone:
                marks.add_word(word, alone)
            if exact:
                for i in here:
                    phrases = exact.get(following[i])
                    if phrases is not None:
                        _add_phrases(marks, words, i, phrases)
            if loose:
                for i in here:
                    _add_phrases(marks, words, i, loose)
        return marks


def _pattern(phrase: str) -> list[str]:
    """The words of a phrase, folded; a word with a trailing * keeps it."""
    tokens = Tokens(phrase)
    words: list[str] = []
    for i, word in enumerate(tokens.word):
        if word == "*" and i and tokens.glued(i - 1):
            words[-1] += "*"
        else:
            words.append(word)
    return words


def _add_phrases(marks: Marks, words: list[str], i: int, phrases: list[_Phrase]) -> None:
    """Note those of ``phrases``, which all begin with the word at ``i``, that go on as the text does."""
    for table, value, rest in phrases:
        if _follows(words, i + 1, rest):
            marks.add_phrase(table, Mark(i, i + len(rest), value))


def _follows(words: list[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    for offset, want in enumerate(rest):
        have = words[at + offset]
        if want == have:
            continue
        if want[-1] != "*" or not have.startswith(want[:-1]) or len(have) - len(want) + 1 > LONGEST_ENDING:
            return False
    return True


def load(name: str) -> dict[str, dict[str, list[str]]]:
    """The tables of the data file ``name`` (without its suffix) as they stand."""
    data = files("bomca_cli.extract").joinpath("vocabulary", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    """The tables of all files; a class that several files hold is one class."""
    tables: dict[str, dict[str, list[str]]] = {}
    for name in FILES:
        for table, lines_ in load(name).items():
            merged = tables.setdefault(table, {})
            for value, phrases in lines_.items():
                merged.setdefault(value, []).extend(phrases)
    return tables


@cache
def lexicon() -> Lexicon:
    """All classes that texts are searched for."""
    return Lexicon({table: lines_ for table, lines_ in _tables().items() if not table.startswith("_")})


def lines(table: str) -> Mapping[str, Sequence[str]]:
    """The lines of ``table`` as they stand: its values and the phrases of each."""
    return _tables()[table]


@cache
def words(table: str, *values_: str) -> frozenset[str]:
    """The words of ``table``, folded; of the lines ``values_`` only, where any are given.

    Phrases are cut into their words: such a set is asked about one word of a text at a time.
    """
    chosen = [lines(table)[value] for value in values_] if values_ else lines(table).values()
    return frozenset(word for phrases in chosen for phrase in phrases for word in Tokens(phrase).word)


def values(table: str) -> dict[str, str]:
    """The value of each phrase of ``table``, both as they stand."""
    return {phrase: value for value, phrases in lines(table).items() for phrase in phrases}


# A data file per subject; each holds English and Russian.
FILES = ("layout", "numbers", "currencies", "about", "dates", "roles", "contacts", "places", "phases", "names", "words")
