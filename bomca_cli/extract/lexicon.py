"""The vocabularies: what words and phrases the grammars know, read from the data files beside this module.

A data file (``vocabulary/*.toml``) holds tables. A table is a class of words; each of its lines gives a value and the
phrases that mean it::

    [month]
    1 = ["january", "jan"]

    [country]
    TJ = ["Tajikistan", "Republic of Tajikistan", "Таджикистан*"]

Phrases are compared folded (case, ё). ``*`` at the end of a word stands for an inflected ending of up to
``LONGEST_ENDING`` letters. A phrase may span hyphens and dots ("m.d.", "to-day"): it is cut into tokens as texts are.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_ENDING = 4
_SHORTEST_STEM = 2
_MEMO_LIMIT = 200_000


class Mark(NamedTuple):
    """A vocabulary item found in the tokens ``first`` to ``last``, both included."""

    first: int
    last: int
    value: str


class _Entry(NamedTuple):
    table: str
    value: str
    rest: tuple[str, ...]  # the words after the first; a trailing * allows an ending


Marks = dict[str, dict[int, Mark]]
"""Class of words → index of the first token → the longest item of that class that begins there."""


class Lexicon:
    """A set of vocabularies that finds its items in tokens in one pass."""

    def __init__(self, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.tables = tuple(tables)
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._memo: dict[str, tuple[_Entry, ...]] = {}
        for table, lines in tables.items():
            for value, phrases in lines.items():
                for phrase in phrases:
                    self._add(table, value, phrase)

    def _add(self, table: str, value: str, phrase: str) -> None:
        first, *rest = _pattern(phrase)
        entry = _Entry(table, value, tuple(rest))
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(entry)
        else:
            self._exact.setdefault(first, []).append(entry)

    def entries(self, word: str) -> tuple[_Entry, ...]:
        """The items that begin with ``word``, longest first."""
        found = self._memo.get(word)
        if found is None:
            entries = list(self._exact.get(word, ()))
            for length in range(max(_SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
                entries += self._stems.get(word[:length], ())
            found = tuple(sorted(entries, key=lambda entry: -len(entry.rest)))
            if len(self._memo) >= _MEMO_LIMIT:  # hostile text must not fill the memory
                self._memo.clear()
            self._memo[word] = found
        return found

    def scan(self, tokens: Tokens) -> Marks:
        """Every item of every class in ``tokens``; of items of one class at one place the longest."""
        marks: Marks = {table: {} for table in self.tables}
        words = tokens.word
        memo = self._memo
        for i, word in enumerate(words):
            found = memo.get(word)
            if found is None:
                found = self.entries(word)
            for table, value, rest in found:
                here = marks[table]
                if i not in here and (not rest or _follows(words, i + 1, rest)):
                    here[i] = Mark(i, i + len(rest), value)
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
def lexicon() -> Lexicon:
    """All vocabularies; a class that several files hold is one class."""
    tables: dict[str, dict[str, list[str]]] = {}
    for name in FILES:
        for table, lines in load(name).items():
            if table.startswith("_"):  # relates values to each other; not searched for in texts
                continue
            merged = tables.setdefault(table, {})
            for value, phrases in lines.items():
                merged.setdefault(value, []).extend(phrases)
    return Lexicon(tables)


# A data file per subject; each holds English and Russian.
FILES = ("layout", "numbers", "currencies", "about", "dates", "roles", "contacts", "places", "phases", "names")
