"""The parts of which dates are made: days, months, years, and what stands between them, read at a token."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.dates.words import vocabulary
from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout

DASHES = frozenset("-–—‑‐−‒―~→")
_APOSTROPHES = frozenset("'’‘`")
_MONTHS = 12
_ROMAN = {numeral: int(value) for numeral, value in values("_roman").items() if int(value) <= _MONTHS}
_SPACED_ENDING = words("_ordinal_ending", "en")
_ERA = words("_era", "word")
_ERA_FIRST, _ERA_SECOND = words("_era", "first"), words("_era", "second")
_AT = words("_at")
_NOON = words("_noon")
FIRST_YEAR, LAST_YEAR = 1700, 2199  # of a year beside a month
FIRST_BARE_YEAR, LAST_BARE_YEAR = 1900, 2099  # of a year that stands alone
_MARGIN = 64  # tokens before and behind a text that rules may ask about
_PIVOT = 69  # POSIX: '69 is 1969, '68 is 2068
_LAST_WRITTEN_DAY = 39  # "32 May" is a mistake in a date, "45 May" is none


class Part(NamedTuple):
    """A value that ends at token ``last``."""

    value: int
    last: int


class Parts:
    """Reads parts of dates from the tokens of a text. Every method looks at a few tokens only."""

    def __init__(self, layout: Layout) -> None:
        tokens = layout.tokens
        self.layout = layout
        self.tokens = tokens
        self.words = tokens.word
        self.kinds = tokens.kind
        self.size = len(tokens)
        self.months = layout.marks["month"]
        self.weekdays = layout.marks["weekday"]
        self.ordinals = layout.marks["date_ordinal"]
        self.known = vocabulary()
        self.word = [*tokens.word, *[""] * _MARGIN].__getitem__  # the token at a place, or nothing outside the text
        self.numbers = layout.numbers
        self._phases = {mark.last + 1 for name in ("programme", "phase") for mark in layout.marks[name].values()}
        self._months_in_order = sorted(self.months)

    def month_ahead(self, i: int, reach: int) -> bool:
        """Whether a month's name stands in the ``reach`` tokens behind token ``i``."""
        at = bisect_right(self._months_in_order, i)
        return at < len(self._months_in_order) and self._months_in_order[at] - i <= reach

    # What stands between tokens

    def near(self, i: int) -> bool:
        """Whether tokens ``i`` and ``i + 1`` stand in one paragraph: at most one line break between them."""
        return i + 1 < self.size and self.tokens.gap(i).count("\n") < 2

    def glued(self, i: int) -> bool:
        """Whether nothing stands between tokens ``i`` and ``i + 1``."""
        return i >= 0 and self.tokens.glued(i)

    def number(self, i: int) -> bool:
        """Whether token ``i`` is a run of digits."""
        return 0 <= i < self.size and self.kinds[i] == NUMBER

    def letters(self, i: int) -> bool:
        """Whether token ``i`` is a word."""
        return 0 <= i < self.size and self.kinds[i] == WORD

    def cut_off(self, i: int) -> bool:
        """Whether token ``i`` is a number of its own, not digits inside a longer number, code, address or sum."""
        return self.cut_off_before(i) and self.cut_off_after(i)

    def cut_off_after(self, i: int) -> bool:
        """Whether nothing behind token ``i`` makes it part of a longer number, code, address or sum."""
        words, after = self.words, i + 1
        if not self.glued(i):
            return True
        if words[after] in "%_@$€£°" or (words[after] == ")" and self.glued(after) and self.number(after + 1)):
            return False
        return not (words[after] in ".,:" and self.glued(after) and self.number(after + 1))

    def cut_off_before(self, i: int) -> bool:
        """Whether nothing before token ``i`` makes it part of a longer number, code, address or sum."""
        if not self.glued(i - 1):
            return True
        before = self.words[i - 1]
        if before in "_#$€£+@%&=\\" or self.kinds[i - 1] == WORD:
            return False
        if before in ".,:/-" and self.glued(i - 2) and self.kinds[i - 2] != SIGN:
            return False
        return not (before == "(" and self.glued(i - 2))

    def cued(self, i: int) -> bool:
        """Whether a word that goes with a year is joined to the number at ``i``: "mid-2018", "FY2019"."""
        if not self.glued(i - 1):
            return False
        before = self.words[i - 1]
        return before in self.known.year_lead or (before in DASHES and self.word(i - 2) in self.known.year_cue)

    def alone(self, first: int, last: int) -> bool:
        """Whether the tokens are (nearly) all of the text: a phrase, not an article."""
        return self.size - (last - first + 1) <= 3

    # Parts

    def day(self, i: int) -> Part | None:
        """A day of the month, in figures (with an ending or not) or in words."""
        if i >= self.size:
            return None
        if self.kinds[i] != NUMBER:
            mark = self.ordinals.get(i)
            return Part(int(mark.value), mark.last) if mark and mark.value != "-1" else None
        word = self.words[i]
        if len(word) > 2 or not 1 <= int(word) <= _LAST_WRITTEN_DAY:
            return None
        if i in self._phases and i + 1 not in self.months:  # "prolong BOMCA 10 until 30 June"
            return None
        if self.glued(i - 1):
            before = self.words[i - 1]
            if before in "$€£+#№%_@":
                return None
            if self.kinds[i - 1] == WORD and i - 1 not in self.months:  # "Feb13", but not "KN95"
                return None
            if before in ".,:" and self.glued(i - 2) and self.number(i - 2):  # "2,5"
                return None
        return Part(int(word), self.ending(i))

    def ending(self, i: int) -> int:
        """The last token of the number at ``i`` with its ordinal ending: "1st", "5-го", "14 th"."""
        endings = self.known.ordinal_ending
        if self.glued(i) and self.word(i + 1) in endings:
            return i + 1
        if self.glued(i) and self.words[i + 1] in DASHES and self.glued(i + 1) and self.word(i + 2) in endings:
            return i + 2
        if self.word(i + 1) in _SPACED_ENDING and self.near(i):
            return i + 1
        return i

    def month(self, i: int) -> Part | None:
        """A month by name."""
        mark = self.months.get(i)
        return Part(int(mark.value), mark.last) if mark else None

    def roman(self, i: int) -> Part | None:
        """A month as a Roman number."""
        value = _ROMAN.get(self.word(i))
        return Part(value, i) if value and self.tokens.form(i).isupper() else None

    def behind_dot(self, last: int) -> int:
        """The token behind ``last`` and the full stop of an abbreviation ("Nov. 15")."""
        if self.word(last + 1) == "." and self.glued(last) and len(self.words[last]) <= 5:
            return last + 2
        return last + 1

    def year(self, i: int) -> tuple[int, int] | None:
        """A year of four digits beside a month, with the words that belong to it: the year and its last token."""
        if not self.number(i) or len(self.words[i]) != 4 or not FIRST_YEAR <= int(self.words[i]) <= LAST_YEAR:
            return None
        joined = self.glued(i - 1) and (self.words[i - 1] in "./-," or i - 1 in self.months)
        if not (self.cut_off(i) or joined or self.cued(i)):
            return None
        return int(self.words[i]), self.year_word(i)

    def year_word(self, i: int) -> int:
        """The last token of the year at ``i`` with the "г.", "года" or "AD" behind it."""
        at = i + 1
        if (
            self.glued(i)
            and self.word(at) in DASHES
            and self.glued(at)
            and self.word(at + 1) in self.known.ordinal_ending
        ):
            at += 2
        if self.word(at) in _ERA:
            return at
        if self.word(at) in _ERA_FIRST and self.word(at + 2) in _ERA_SECOND and self.glued(at) and self.glued(at + 1):
            return at + 3 if self.word(at + 3) == "." and self.glued(at + 2) else at + 2
        if self.word(at) not in self.known.year_word or not self.near(at - 1):
            return i
        return at + 1 if len(self.words[at]) <= 2 and self.word(at + 1) == "." and self.glued(at) else at

    def short_year(self, i: int) -> Part | None:
        """A year of two digits behind an apostrophe: '19."""
        if self.word(i) in _APOSTROPHES and self.glued(i) and self.number(i + 1) and len(self.words[i + 1]) == 2:
            return Part(full_year(int(self.words[i + 1])), i + 1)
        return None

    def weekday(self, i: int) -> Part | None:
        """A day of the week, with a full stop or comma behind it not counted."""
        mark = self.weekdays.get(i)
        return Part(int(mark.value), mark.last) if mark else None

    def clock(self, i: int) -> int:
        """The token behind the time of day at ``i`` ("07:00", "3:30pm", "at 10.00 a.m."), or ``i``."""
        at = i
        if self.word(at) == ",":
            at += 1
        if self.word(at) in _AT:
            at += 1
        if not (self.number(at) and len(self.words[at]) <= 2):
            return i
        behind = at + 1
        if self.word(behind) in {":", "."} and self.glued(at) and self.glued(behind) and self.number(behind + 1):
            behind += 2
            while self.word(behind) == ":" and self.number(behind + 1):
                behind += 2
        elif self.word(behind) not in _NOON:
            return i
        return behind + 1 if self.word(behind) in _NOON else behind

    def dash(self, i: int) -> int | None:
        """The token behind the dash (or arrow) at ``i``."""
        if self.word(i) not in DASHES:
            return None
        while self.word(i) in DASHES or self.word(i) == ">":
            i += 1
        return i

    def to(self, i: int) -> int | None:
        """The token behind the dash or the word for "to" at ``i``."""
        behind = self.dash(i)
        if behind is not None:
            return behind
        found = self.known.to.starting(self.words, i)
        return found[0] + 1 if found else None

    def conjunction(self, i: int) -> int | None:
        """The token behind the "and" at ``i``."""
        found = self.known.all.starting(self.words, i)
        return found[0] + 1 if found else None


def full_year(short: int) -> int:
    """The year that two digits mean."""
    return 1900 + short if short >= _PIVOT else 2000 + short
