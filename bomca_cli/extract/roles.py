"""What a date is about: a happening, a milestone of the programme, a law, a founding, a birthday, a plan, or else.

assign(layout, found, dating, boilerplate) -> list[str]        one of release.ROLES for each date expression
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract import calendar, nonevents, nowadays
from bomca_cli.extract.boilerplate import other_news, within
from bomca_cli.extract.layout import Range
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.page import furniture
from bomca_cli.extract.tenses import around, tense
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.dating import Dating
    from bomca_cli.extract.layout import Layout

_TIED = 6  # tokens between a noun such as "agreement" or "strategy" and its date
_NEAR = 4  # tokens between a verb of starting and the phase that starts
_A_YEAR = 366  # days; a longer span is no single happening
_FRESH = 45  # days; what was signed or set up so lately is the news
_LONG_AGO = 3  # years; what was opened so long ago is no news
_EVENT_RULES = frozenset(["day", "weekday", "weekday of", "nth", "nth day", "month"])
_AND = words("_and") | {","}
_IT = words("_it")
_DATING = words("_dating_law")
_FINITE = words("_finite")
_ADVERBIAL = words("_adverbial")


def assign(layout: Layout, found: Sequence[Found], dating: Dating, boilerplate: Container[int]) -> list[str]:
    """The role of every date expression.

    Args:
        layout: the text.
        found: its date expressions in order.
        dating: what the text says about its own day.
        boilerplate: tells of a token index whether it stands in a repeated passage.
    """
    judge = _Judge(layout, found, dating)
    return [judge.role(index, item, repeated=item.first in boilerplate) for index, item in enumerate(found)]


class _Judge:
    def __init__(self, layout: Layout, found: Sequence[Found], dating: Dating) -> None:
        self.layout = layout
        self.dating = dating
        self.found = found
        self.spans = [item.span(layout.tokens) for item in found]
        self.starts = [item.first for item in found]
        self.firsts = [line.first for line in layout.lines]
        self.others = other_news(layout)

    def role(self, index: int, item: Found, *, repeated: bool) -> str:
        """The role of one date."""
        if index in self.dating.lines and self._is_own(item):
            return "release"
        sentence = around(self.layout, item)
        if item.problem is not None or not calendar.exists(item.start) or (item.end and not calendar.exists(item.end)):
            return "other"
        placed = index in self.dating.lines and not self._heads_item(item)
        if placed or within(self.others, item.first) or self._is_furniture(item):
            return "other"
        if self._any("role_birth", max(sentence.first, item.lead - _TIED), item.lead):
            return "birthday"
        if self._plan(item, sentence):
            return "plan"
        if self._legal(index, item, sentence):
            return "legal"
        if self._founding(item, sentence):
            return "founding"
        return self._happening(index, item, sentence, repeated=repeated)

    def _happening(self, index: int, item: Found, sentence: Range, *, repeated: bool) -> str:
        turns = not self._stretch(item) and self._turns(item, sentence)
        if item.bound == "not":
            return "other"
        if item.bound in {"since", "until"} or (item.bound == "from" and not self._begins(item)):
            ours = turns or self._any("role_programme", *sentence) or self._any("role_phase", *sentence)
            return "milestone" if ours and item.rule is None else "other"
        if item.precision == "year" or self._wide(item):
            return "milestone" if turns and item.end is None else "other"
        if (
            item.rule is not None
            and not (item.rule.kind == "part" and tense(self.layout, item) == "future")
            and (item.rule.kind not in _EVENT_RULES or nowadays.meant(self.layout, item, sentence))
        ):
            return "other"
        if nonevents.any_year(self.layout, item, sentence):
            return "other"
        if turns:
            return "milestone"
        if repeated or item.bound in {"by", "after"} or nonevents.recurs(self.layout, item, sentence):
            return "other"
        if (
            item.precision == "month"
            and item.end is None
            and self.layout.mark("role_relative", item.lead - 1) is not None
        ):
            return "other"  # "the queue, which in August stretched …" describes
        if (item.end is None or self._stretch(item)) and nonevents.holiday(self.layout, item, sentence):
            return "other"
        if self._any("role_deadline", max(sentence.first, item.lead - _TIED), item.first):
            return "other"
        if nonevents.reported(self.layout, item, sentence) or nonevents.heads_list(self.layout, self.found, index):
            return "other"
        return "event"

    # Helpers

    def _any(self, table: str, first: int, last: int) -> bool:
        """Whether an item of the class begins in the tokens ``first`` to ``last``."""
        return self.layout.marks.any_within(table, first, last)

    def _is_own(self, item: Found) -> bool:
        """Whether a date line states the release's own day."""
        if self.dating.day is None:
            return item.start.year is None
        start = item.start
        day = self.dating.day
        return start.month == day.month and start.day == day.day and start.year in {None, day.year}

    def _is_furniture(self, item: Found) -> bool:
        """Whether the line of a date holds nothing that tells something."""
        if item.rule is not None:
            return False
        line = self.layout.lines[bisect_right(self.firsts, item.first) - 1]
        if line.last - line.first > 20 or line.first == 0 == len(self.firsts) - 1:
            return False
        if self._stretch(item) and self._any("city", *line):
            return False  # "(Astana, 21-22 November 2019)": when what the title tells took place
        here = self.spans[bisect_left(self.starts, line.first) : bisect_right(self.starts, line.last)]
        return len(self.firsts) > 1 and furniture(self.layout, line, here)

    def _stretch(self, item: Found) -> bool:
        """Whether the date is a span of days: phases start and end on one."""
        return item.end is not None and item.precision == "day"

    def _heads_item(self, item: Found) -> bool:
        """Whether a date opens an item of a list: "• 14 June: national meeting"."""
        line = self.layout.line_at(item.first)
        return self.layout.bullet(line) and item.first == line.first + 1 and item.last < line.last

    def _fresh(self, item: Found) -> bool:
        """Whether the date lies close to the day of the release, or nothing tells that it does not."""
        start, day = item.start, self.dating.day
        if item.rule is not None or start.year is None:
            return start.month is not None
        if day is None or start.month is None:
            return False
        return abs(calendar.days_between(start, start._replace(year=day.year, month=day.month, day=day.day))) <= _FRESH

    def _legal(self, index: int, item: Found, sentence: Range) -> bool:
        """The Convention of 1975, the agreement signed on …, in force since …, C(2018)4741 of 20/07/2018."""
        words_, lead = self.layout.tokens.word, item.lead
        start = max(sentence.first, lead - _TIED)
        if item.rule is not None:
            return False
        if self._any("role_force", max(sentence.first, lead - _TIED - 2), lead):
            return True
        noun = max((i for i in range(start, lead) if "role_legal" in self.layout.classes[i]), default=None)
        if noun is None and index and self._goes_on_law(index, lead):
            return True
        if noun is None:
            return lead > 0 and item.lead < item.first and words_[item.lead] in _DATING and self._code_before(lead)
        between = range(noun + 1, lead)
        glued = self.layout.tokens.glued
        apart = (i for i in between if words_[i] in {";", "–", "—"} or (words_[i] == "(" and not glued(i - 1)))
        if next(apart, None) is not None and words_[lead - 1] != "(":
            return False
        acted = any("role_legal_act" in self.layout.classes[i] for i in between)
        opener = words_[lead] if lead < item.first else ""
        if opener in _DATING or (words_[lead - 1] in {",", "("} and opener == "" and not between[1:]):
            return True
        if not between[1:] and self._any("role_legal_act", max(sentence.first, noun - _NEAR), noun - 1):
            return not self._fresh(item)  # "the governments signed their treaty on 13 March"
        if acted:
            finite = any(words_[i] in _FINITE for i in between)
            return not (finite and self._fresh(item))
        return item.precision == "year" and len(between) <= 2

    def _goes_on_law(self, index: int, lead: int) -> bool:
        """Whether a law is dated again: "the law, adopted in December 2010 and amended on 1 June 2014"."""
        before = self.found[index - 1]
        between = range(before.last + 1, lead)
        return (
            0 < len(between) <= _NEAR
            and self._any("role_legal_act", between[0], between[-1])
            and self.layout.tokens.word[between[0]] in _AND
            and self._legal(index - 1, before, around(self.layout, before))
        )

    def _code_before(self, i: int) -> bool:
        """Whether the number of a document ends right before token ``i``."""
        tokens = self.layout.tokens
        return (
            tokens.kind[i - 1] == 2
            and len(tokens.word[i - 1]) >= 2
            and i >= 2
            and not tokens.text[tokens.end[i - 2]].isspace()
        )

    def _founding(self, item: Found, sentence: Range) -> bool:
        if item.rule is not None or item.end is not None:
            return False
        tied = Range(max(sentence.first, item.lead - 3), item.lead - 1)
        verbs = self.layout.marks.within("role_founding", max(sentence.first, item.lead - 2 * _NEAR), item.lead - 1)
        if verbs and not any(self.layout.tokens.word[i] in {",", ";"} for i in range(verbs[-1].last + 1, item.lead)):
            return not self._fresh(item)
        marks = self.layout.marks.within("role_opening", *tied)
        opened = {mark.first for mark in marks if mark.last == item.lead - 1}  # not "BOMCA opened it in May 2009"
        if not opened or not self._long_ago(item):
            return False
        return all(mark.first in opened for mark in self.layout.marks.within("role_happening", *sentence))

    def _long_ago(self, item: Found) -> bool:
        day, year = self.dating.day, item.start.year
        return day is not None and year is not None and day.year - year >= _LONG_AGO

    def _plan(self, item: Found, sentence: Range) -> bool:
        """A strategy for 2024-2028, the work plan for 2019, what is planned for 2021 – 2022."""
        if item.rule is not None or (item.precision == "day" and not self._wide(item)):
            return False
        if item.precision == "month" and not (item.end and item.bound == "on"):
            return False
        tied = self._any("role_plan", max(sentence.first, item.lead - _TIED - 4), item.lead)
        return tied or (
            item.end is not None and self._any("role_plan", item.last + 1, min(sentence.last, item.last + 2))
        )

    def _about_phase(self, sentence: Range, verb: int) -> bool:
        """Whether "it" starts or ends, and the sentence before is about a phase: "It began in June 2015"."""
        first = sentence.first
        if not first or self.layout.tokens.word[first] not in _IT or verb - first > 2 * _TIED:
            return False
        if not self._any("role_turn", first + 1, first + 2):
            return False
        before = self.layout.sentence(first - 1)
        return self.layout.tokens.same_block(before.last, first) and self._any("role_phase", *before)

    def _wide(self, item: Found) -> bool:
        if item.end is None or item.rule is not None:
            return False
        years = {item.start.year, item.end.year}
        return None not in years and calendar.days_between(item.start, item.end) > _A_YEAR

    def _begins(self, item: Found) -> bool:
        """Whether "from" a day on something began that was the news, not a rule or a state."""
        return item.precision == "day" and self._fresh(item) and tense(self.layout, item) == "past"

    def _turns(self, item: Found, sentence: Range) -> bool:
        """Whether the clause tells that a phase or the programme starts or ends."""
        tokens = self.layout.tokens
        items = self.layout.marks.firsts("role_turn")
        verbs = items[bisect_left(items, sentence.first) : bisect_right(items, sentence.last)]
        if not verbs:
            return False
        verb = min(verbs, key=lambda i: abs(i - item.first))
        clauses = self.layout.marks.within("role_relative", sentence.first, min(verb, item.first))
        if clauses:  # "… the visit within the ninth phase, which ends on 15 December"
            sentence = Range(max(sentence.first, clauses[-1].first - 2 * _NEAR), sentence.last)
            happens = self._any("role_happening", clauses[-1].first, sentence.last)
        else:
            happens = self._any("role_happening", *sentence)
        if happens:
            return False
        apart = min(abs(verb - item.lead), abs(verb - item.last))
        if apart > 2 * _TIED:
            return False
        reach = _NEAR if apart > 2 else 2 * _NEAR
        if self._any("role_phase", max(sentence.first, verb - reach), min(sentence.last, verb + reach)):
            return True
        if self._about_phase(sentence, verb):
            return True
        after = verb + 1
        russian = not tokens.word[verb].isascii()
        if russian and self._any("role_programme", after, min(sentence.last, after + 1)):
            return True
        if not self._any("role_programme", max(sentence.first, verb - _NEAR), verb - 1):
            return False
        return (
            after > sentence.last
            or tokens.kind[after] != WORD
            or item.lead <= after <= item.last
            or tokens.word[after] in _ADVERBIAL
        )
