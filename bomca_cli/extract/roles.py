"""What a date is about: a happening, a milestone of the programme, a law, a founding, a birthday, a plan, or else.

assign(layout, found, dating, boilerplate) -> list[str]        one of release.ROLES for each date expression
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from bomca_cli.extract import calendar, nowadays
from bomca_cli.extract.boilerplate import other_news, within
from bomca_cli.extract.heading import furniture
from bomca_cli.extract.layout import Range
from bomca_cli.extract.lexicon import lines, words
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bomca_cli.extract.dates.model import Found
    from bomca_cli.extract.dating import Dating
    from bomca_cli.extract.layout import Layout

_TIED = 6  # tokens between a noun such as "agreement" or "strategy" and its date
_NEAR_BY = 8  # tokens between a day and the words that it comes back every year
_NEAR = 4  # tokens between a verb of starting and the phase that starts
_VIEW = 80  # tokens of a sentence that are looked at on either side of a date
_A_YEAR = 366  # days; a longer span is no single happening
_FRESH = 45  # days; what was signed or set up so lately is the news
_LONG_AGO = 3  # years; what was opened so long ago is no news
_EVENT_RULES = frozenset(["day", "weekday", "weekday of", "nth", "nth day", "month"])
_MONTH_VERB = words("_month_verb")
_IS = words("_is")
_AND = words("_and") | {","}
_IT = words("_it")
_TENSE_CLAUSE = words("_tense_clause")
_TO = words("_to")
_DATING = words("_dating_law")
_FINITE = words("_finite")
_ADVERBIAL = words("_adverbial")
_PAST = {language: tuple(endings) for language, endings in lines("_past_ending").items()}


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


def around(layout: Layout, item: Found) -> Range:
    """The sentence of a date, or as much of it around the date as a reader has in view."""
    first, last = layout.sentence(item.first)
    return Range(max(first, item.first - _VIEW), min(last, item.last + _VIEW))


def tense(layout: Layout, item: Found) -> str | None:
    """Whether the sentence of a date tells what was ("past") or what will be ("future"); None when it does not say."""
    tokens = layout.tokens
    first, last = _clause(layout, item)
    past = False
    for i in range(first, last + 1):
        if tokens.kind[i] != WORD or item.first <= i <= item.last:
            continue
        word = tokens.word[i]
        if "role_future" in layout.classes[i] or (word in _IS and i < last and tokens.word[i + 1] in _TO):
            return "future"
        past = past or "role_past" in layout.classes[i] or _past_form(word)
    return "past" if past else None


def _clause(layout: Layout, item: Found) -> Range:
    """The sentence of a date, without the clauses that a semicolon parts, or a conjunction before another month."""
    words_, (first, last) = layout.tokens.word, around(layout, item)

    def parts(i: int, beyond: Range) -> bool:
        if words_[i] == ";":
            return True
        other = words_[i] == "," and words_[i + 1] in _TENSE_CLAUSE
        return other and layout.marks.any_within("month", *beyond)

    first = next((i + 1 for i in range(item.lead - 1, first - 1, -1) if parts(i, Range(first, i))), first)
    last = next((i - 1 for i in range(item.last + 1, last) if parts(i, Range(i, last))), last)
    return Range(first, last)


def _past_form(word: str) -> bool:
    if word.isascii():
        return len(word) > 3 and word.endswith(_PAST["en"])
    return len(word) > 4 and word.endswith(_PAST["ru"])


def heads_list(layout: Layout, found: Sequence[Found], index: int) -> bool:
    """Whether a month stands above the days of a list: "In May 2019 there were: Osh, 2-4 May"."""
    item, last = found[index], layout.sentence(found[index].first).last
    if item.start.day or item.start.month is None or index + 1 == len(found) or layout.tokens.word[last] != ":":
        return False
    below = found[index + 1]
    return below.first > last and below.start.day is not None and below.start.month == item.start.month


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
            and (item.rule.kind not in _EVENT_RULES or nowadays.meant(self.layout, item, sentence, _past_form))
        ):
            return "other"
        if self._any_year(item, sentence):
            return "other"
        if turns:
            return "milestone"
        if repeated or item.bound in {"by", "after"} or self._recurs(item, sentence):
            return "other"
        if (
            item.precision == "month"
            and item.end is None
            and self.layout.mark("role_relative", item.lead - 1) is not None
        ):
            return "other"  # "the queue, which in August stretched …" describes
        if (item.end is None or self._stretch(item)) and self._is_holiday(item, sentence):
            return "other"
        if self._any("role_deadline", max(sentence.first, item.lead - _TIED), item.first):
            return "other"
        if self._is_report(item, sentence) or heads_list(self.layout, self.found, index):
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

    def _recurs(self, item: Found, sentence: Range) -> bool:
        """Whether a day comes back every year, or dates are a timetable."""
        if self._any("role_hours", *sentence):
            return True
        near = max(sentence.first, item.lead - _NEAR_BY), min(sentence.last, item.last + _NEAR_BY)
        marks = self.layout.marks.within("role_annual", *near)
        if any(mark.value == "always" for mark in marks):
            return True
        return bool(marks) and (item.rule is None or item.rule.n == 0)  # "yesterday, the holiday of the service"

    def _any_year(self, item: Found, sentence: Range) -> bool:
        """Whether a month without a year is one of any year, or only compares: "in January we waited for hours"."""
        named = item.rule is not None and item.rule.kind == "month"  # "last December"
        if (item.rule is not None and not named) or item.start.day or item.start.year is not None:
            return False
        if item.start.shift is not None or item.start.month_shift is not None:
            return False
        if self._any("role_happening", *sentence):
            return False
        may = (i for i in self.layout.places(_MONTH_VERB) if sentence.first <= i <= sentence.last)
        return (
            self._any("habitual", *sentence)
            or any(self.layout.small(i) for i in may)
            or tense(self.layout, item) is None
            or nowadays.spoken(self.layout, item.first)
        )

    def _stretch(self, item: Found) -> bool:
        """Whether the date is a span of days: phases start and end on one."""
        return item.end is not None and item.precision == "day"

    def _is_report(self, item: Found, sentence: Range) -> bool:
        """Whether the date is that of a text, or of a mistake: "published on 12 April", "we wrote that on 5 May"."""
        wrong = self.layout.marks.within("role_wrong", sentence.first, item.lead)
        if wrong and not self._any("role_right", wrong[-1].last, item.lead):
            return True
        before = self._any("role_report", max(sentence.first, item.lead - 2), item.lead)
        return before or self._any("role_report", item.last + 1, min(sentence.last, item.last + 2))

    def _heads_item(self, item: Found) -> bool:
        """Whether a date opens an item of a list: "• 14 June: national meeting"."""
        line = self.layout.line_at(item.first)
        return self.layout.bullet(line) and item.first == line.first + 1 and item.last < line.last

    def _is_holiday(self, item: Found, sentence: Range) -> bool:
        """Whether the words beside a day name a holiday: "Neutrality Day on December 12"."""
        tokens = self.layout.tokens
        for mark in self.layout.marks.within("role_holiday", max(sentence.first, item.lead - _NEAR), item.lead - 1):
            before = range(max(sentence.first + 1, mark.first - 2), mark.first + 1)
            if mark.value == "word" or any(tokens.kind[i] == WORD and tokens.capital(i) for i in before):
                return True
        return False

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
        return self._any("role_opening", *tied) and self._long_ago(item) and not self._any("role_happening", *sentence)

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
