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
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

LONGEST_ENDING = 4
_SHORTEST_STEM = 2
_MEMO_LIMIT = 200_000


_Phrase = tuple[str, str, tuple[str, ...]]  # table, value, and the words after the first; * allows an ending


class Mark(NamedTuple):
    """A vocabulary item found in the tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    value: str


class _Node(NamedTuple):
    """What the grammars know of the words that lead here: items that end here, and the words that may follow."""

    items: dict[str, str]  # table → value; the first one that the data files give
    exact: dict[str, _Node]
    loose: list[tuple[str, _Node]]  # inflected words by their stems
    stems: tuple[str, ...]

    def then(self, word: str) -> Iterator[_Node]:
        """What is known when ``word`` follows."""
        if word in self.exact:
            yield self.exact[word]
        if self.stems and word.startswith(self.stems):
            for stem, node in self.loose:
                if word.startswith(stem) and len(word) - len(stem) <= LONGEST_ENDING:
                    yield node


def _node(phrases: Iterable[_Phrase]) -> _Node:
    items: dict[str, str] = {}
    following: dict[str, list[_Phrase]] = {}
    for table, value, rest in phrases:
        if rest:
            following.setdefault(rest[0], []).append((table, value, rest[1:]))
        else:
            items.setdefault(table, value)
    exact = {word: _node(rest) for word, rest in following.items() if word[-1] != "*"}
    loose = [(word[:-1], _node(rest)) for word, rest in following.items() if word[-1] == "*"]
    return _Node(items, exact, loose, tuple(stem for stem, _ in loose))


class Marks(dict[str, dict[int, Mark]]):
    """The vocabulary items of a text: ``marks[table]`` holds those of a class by the index of their first token.

    They stand in the order of the text. Items of one word are kept by the word and placed only when somebody asks:
    function words are frequent and rules look at few of them.
    """

    def __init__(self, tables: Container[str], words: list[str], places: Mapping[str, list[int]]) -> None:
        super().__init__()
        self._tables = tables
        self._words = words
        self._places = places  # where each word stands
        self._size = len(words)
        self._phrases: dict[str, dict[int, Mark]] = {}
        self._alone: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._order: dict[str, list[int]] = {}

    def add_word(self, word: str, items: Mapping[str, str]) -> None:
        """Note that ``word`` by itself is each of ``items``, values by their classes."""
        alone = self._alone
        for table in items:
            alone[table][word] = items[table]

    def add_phrase(self, table: str, mark: Mark) -> None:
        """Note a phrase; of those that begin at one place the longest stays."""
        here = self._phrases.setdefault(table, {})
        known = here.get(mark.first)
        if known is None or known.last < mark.last:
            here[mark.first] = mark

    def at(self, table: str, i: int) -> Mark | None:
        """The longest item of the class ``table`` that begins at token ``i``."""
        placed = self.get(table)
        if placed is not None:
            return placed.get(i)
        if table in self._phrases and i in self._phrases[table]:
            return self._phrases[table][i]
        if table in self._alone and 0 <= i < self._size:
            value = self._alone[table].get(self._words[i])
            if value is not None:
                return Mark(i, i, value)
        return None

    def within(self, table: str, first: int, last: int) -> list[Mark]:
        """The items of a class that begin at the tokens ``first`` to ``last``, both included, in their order."""
        placed = self[table]
        if not placed:
            return []
        order = self.firsts(table)
        return [placed[i] for i in order[bisect_left(order, first) : bisect_right(order, last)]]

    def any_within(self, table: str, first: int, last: int) -> bool:
        """Whether an item of a class begins at the tokens ``first`` to ``last``, both included."""
        order = self.firsts(table)
        at = bisect_left(order, first)
        return at < len(order) and order[at] <= last

    def firsts(self, table: str) -> list[int]:
        """Where the items of a class begin, in order."""
        order = self._order.get(table)
        if order is None:
            order = self._order[table] = list(self[table])
        return order

    def __missing__(self, table: str) -> dict[int, Mark]:
        """Place the items of a class that is asked for."""
        if table not in self._tables:
            raise KeyError(table)
        alone, phrases = self._alone.get(table), self._phrases.get(table)
        found = {i: Mark(i, i, value) for word, value in alone.items() for i in self._places[word]} if alone else {}
        if phrases:
            found |= phrases
        placed = self[table] = dict(sorted(found.items())) if len(found) > 1 else found
        return placed


class Lexicon:
    """A set of vocabularies that finds its items in tokens in one pass."""

    def __init__(self, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.tables = frozenset(tables)
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._memo: dict[str, _Node | None] = {}
        for table, lines in tables.items():
            for value, phrases in lines.items():
                for phrase in phrases:
                    self._add(table, value, phrase)

    def _add(self, table: str, value: str, phrase: str) -> None:
        first, *rest = _pattern(phrase)
        entry = table, value, tuple(rest)
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(entry)
        else:
            self._exact.setdefault(first, []).append(entry)

    def _known(self, word: str) -> _Node | None:
        """The items that begin with ``word``, or None."""
        found = list(self._exact.get(word, ()))
        for length in range(max(_SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
            found += self._stems.get(word[:length], ())
        return _node(found) if found else None

    def scan(self, tokens: Tokens) -> Marks:
        """Every item of every class in ``tokens``; of items of one class at one place the longest."""
        words = tokens.word
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(words):
            places[word].append(i)
        marks = Marks(self.tables, words, places)
        memo, following = self._memo, [*words[1:], ""]
        if len(memo) >= _MEMO_LIMIT:  # hostile text must not fill the memory
            memo.clear()
        for word, here in places.items():
            if word not in memo:
                memo[word] = self._known(word)
            node = memo[word]
            if node is None:
                continue
            if node.items:
                marks.add_word(word, node.items)
            exact, stems = node.exact, node.stems
            if exact or stems:
                for i in here:
                    if following[i] in exact or (stems and following[i].startswith(stems)):
                        _go_on(marks, words, i, i + 1, node)
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


def _go_on(marks: Marks, words: list[str], first: int, at: int, node: _Node) -> None:
    """Note the phrases that begin at ``first``, lead to ``node`` with the words before ``at``, and go on there."""
    if at >= len(words):
        return
    for following in node.then(words[at]):
        for table, value in following.items.items():
            marks.add_phrase(table, Mark(first, at, value))
        if following.exact or following.stems:
            _go_on(marks, words, first, at + 1, following)


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
