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
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import Tokens
from bomca_cli.extract.wordtree import LONGEST_ENDING, NOTHING, tree

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from bomca_cli.extract.wordtree import Node, Phrase

_SHORTEST_STEM = 2
_MEMO_LIMIT = 200_000
_ITEMS = attrgetter("items")
_new = tuple.__new__  # makes a Mark at a third of the cost
_MARGIN = 4  # tokens behind the last one that rules may ask about


class Mark(NamedTuple):
    """A vocabulary item found in the tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    value: str


class Marks(dict[str, dict[int, Mark]]):
    """The vocabulary items of a text: ``marks[table]`` holds those of a class by the index of their first token.

    They stand in the order of the text. Items of one word are placed only when somebody asks: function words are
    frequent and rules look at few of them.

    Attributes:
        places: where each word stands.
        classes: for each token, and for a few places behind the last, the classes of the items that begin there.
    """

    def __init__(
        self,
        tables: Container[str],
        places: Mapping[str, list[int]],
        words: Mapping[str, list[str]],
        here: list[Mapping[str, str | Mark]],
    ) -> None:
        """Take the classes that there are, the places of each word, what words are items of each class, and where."""
        super().__init__()
        self._tables = tables
        self.places = places
        self._words = words
        self._here = here
        self._size = len(here)
        self._phrases: dict[str, dict[int, Mark]] = {}
        self._order: dict[str, list[int]] = {}
        self.classes: Sequence[Mapping[str, object]] = here
        here += [{}] * _MARGIN

    def add_phrase(self, table: str, mark: Mark) -> None:
        """Note a phrase; of those that begin at one place the longest stays."""
        phrases = self._phrases.setdefault(table, {})
        known = phrases.get(mark.first)
        if known is None or known.last < mark.last:
            phrases[mark.first] = mark
            self._here[mark.first] = {**self._here[mark.first], table: mark}  # those of words are shared

    def at(self, table: str, i: int) -> Mark | None:
        """The longest item of the class ``table`` that begins at token ``i``."""
        if not 0 <= i < self._size:
            return None
        found = self._here[i].get(table)
        if found is None:
            return None
        return _new(Mark, (i, i, found)) if isinstance(found, str) else found

    def within(self, table: str, first: int, last: int) -> list[Mark]:
        """The items of a class that begin at the tokens ``first`` to ``last``, both included, in their order."""
        order = self._order.get(table)
        if order is None:
            order = self.firsts(table)
        at = bisect_left(order, first)
        if at == len(order) or order[at] > last:  # most often
            return []
        here = order[at : bisect_right(order, last, at)]
        return [mark for i in here if (mark := self.at(table, i)) is not None]

    def any_within(self, table: str, first: int, last: int) -> bool:
        """Whether an item of a class begins at the tokens ``first`` to ``last``, both included."""
        order = self._order.get(table)
        if order is None:
            order = self.firsts(table)
        at = bisect_left(order, first)
        return at < len(order) and order[at] <= last

    def firsts(self, table: str) -> list[int]:
        """Where the items of a class begin, in order."""
        order = self._order.get(table)
        if order is None:
            words, phrases = self._words.get(table), self._phrases.get(table)
            if not words and not phrases and table not in self._tables:
                raise KeyError(table)
            found = [i for word in words for i in self.places[word]] if words else []
            order = self._order[table] = sorted({*found, *phrases} if phrases else found)
        return order

    def __missing__(self, table: str) -> dict[int, Mark]:
        """Place the items of a class that is asked for."""
        here = self._here
        placed = self[table] = {
            i: _new(Mark, (i, i, found)) if isinstance(found := here[i][table], str) else found
            for i in self.firsts(table)
        }
        return placed


class Lexicon:
    """A set of vocabularies that finds its items in tokens in one pass."""

    def __init__(self, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.tables = frozenset(tables)
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self._memo: dict[str, Node] = {}
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

    def _known(self, word: str) -> Node:
        """The items that begin with ``word``."""
        found = list(self._exact.get(word, ()))
        for length in range(max(_SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
            found += self._stems.get(word[:length], ())
        return tree(found) if found else NOTHING

    def scan(self, tokens: Tokens) -> Marks:
        """Every item of every class in ``tokens``; of items of one class at one place the longest."""
        words, memo = tokens.word, self._memo
        if len(memo) >= _MEMO_LIMIT:  # hostile text must not fill the memory
            memo.clear()
        places: dict[str, list[int]] = {}
        for i, word in enumerate(words):
            if word in places:
                places[word].append(i)
            else:
                places[word] = [i]
        for word in places:
            if word not in memo:
                memo[word] = self._known(word)
        here: list[Mapping[str, str | Mark]] = list(map(_ITEMS, map(memo.__getitem__, words)))
        alone: defaultdict[str, list[str]] = defaultdict(list)
        marks = Marks(self.tables, places, alone, here)
        following = [*words[1:], ""]
        for word, at in places.items():
            items, exact, stems, _ = node = memo[word]
            for table in items:
                alone[table].append(word)
            if stems:
                for i in at:
                    _go_on(marks, following, i, i, node)
            elif exact:
                for i in at:
                    if following[i] in exact:
                        _go_on(marks, following, i, i + 1, exact[following[i]])
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


def _go_on(marks: Marks, following: list[str], first: int, last: int, node: Node) -> None:
    """Note the phrase of the words ``first`` to ``last``, which lead to ``node``, and longer ones."""
    while True:
        items, exact, stems, _ = node
        if items and last > first:
            for table, value in items.items():
                marks.add_phrase(table, _new(Mark, (first, last, value)))
        after = following[last]
        if stems and after.startswith(stems):
            several = [exact[after]] if after in exact else []
            for longer in several + node.inflected(after):
                _go_on(marks, following, first, last + 1, longer)
            return
        if after not in exact:
            return
        node, last = exact[after], last + 1


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
FILES = (
    "layout",
    "numbers",
    "currencies",
    "about",
    "matter",
    "dates",
    "roles",
    "contacts",
    "places",
    "phases",
    "names",
    "words",
)
