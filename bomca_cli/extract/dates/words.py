"""The words that rules look up beside a date: tables of vocabulary/dates.toml and of what all subjects share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import lines, values, words
from bomca_cli.extract.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Phrases:
    """Phrases with a value, matched at a place in a list of words, forwards or backwards; the longest wins."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._from: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._upto: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for value, phrases in entries.items():
            for phrase in phrases:
                spelt = tuple(Tokens(phrase).word)
                self._from.setdefault(spelt[0], []).append((spelt, value))
                self._upto.setdefault(spelt[-1], []).append((spelt, value))
        for index in (self._from, self._upto):
            for found in index.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def starting(self, words: list[str], i: int) -> tuple[int, str] | None:
        """The last token and the value of the phrase that begins at token ``i``."""
        if not 0 <= i < len(words):
            return None
        for phrase, value in self._from.get(words[i], ()):
            if len(phrase) == 1 or tuple(words[i : i + len(phrase)]) == phrase:
                return i + len(phrase) - 1, value
        return None

    def ending(self, words: list[str], i: int) -> tuple[int, str] | None:
        """The first token and the value of the phrase that ends at token ``i``."""
        if not 0 <= i < len(words):
            return None
        for phrase, value in self._upto.get(words[i], ()):
            first = i - len(phrase) + 1
            if len(phrase) == 1 or (first >= 0 and tuple(words[first : i + 1]) == phrase):
                return first, value
        return None


class Words:
    """The tables, each as a set of words or as phrases."""

    def __init__(self) -> None:
        self.weak_month = words("_weak_month")
        self.weak_weekday = words("_weak_weekday")
        self.ordinal_ending = words("_ordinal_ending")
        self.year_word = words("_year_word")
        self.year_lead = words("_year_lead")
        self.year_cue = words("_year_cue", "sure")
        self.weak_year_cue = words("_year_cue", "weak")
        self.counted = words("_counted")
        self.numbered = words("_numbered")
        self.street = words("_street")
        self.month_cue = words("_month_cue")
        self.after_may = words("_after_may_month")
        self.function = words("_function_word")
        self.between = words("_between")
        self.every = words("_every")
        self.decade_ending = words("_decade_ending")
        self.part_letter = values("_part_letter")
        self.to = Phrases(lines("_span_to"))
        self.all = Phrases(lines("_list_and"))
        self.year_named = Phrases(lines("_year_named"))
        self.month_named = Phrases(lines("_month_named"))
        self.which = Phrases(lines("_which"))
        self.count = Phrases(lines("_count"))
        self.ago = Phrases(lines("_ago"))
        self.after_next = Phrases(lines("_after_next"))
        self.ahead = Phrases(lines("_ahead"))
        self.bound = Phrases(lines("_bound"))
        self.part = Phrases(lines("_part"))


@cache
def vocabulary() -> Words:
    """The words of dates, read once."""
    return Words()
