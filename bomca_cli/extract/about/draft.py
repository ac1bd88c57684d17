"""What is known about a sum while its grammar reads, and the part of the text that speaks about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.phases import HOME
from bomca_cli.release import Amount

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bomca_cli.extract.layout import Layout, Range
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.money import Sum
    from bomca_cli.extract.phases import PhaseRef
    from bomca_cli.release import DateExpression, Span

Period = tuple[int | None, int | None]

LONGEST = 160  # tokens to one side of a sum; what stands farther away says nothing about it

_TOGETHER = 4  # tokens between two phases that are named as one
_QUOTES = frozenset("\"“”„«»‘’'")
_STEPS = values("_phase_step")  # from the current phase to the one that a word means
_AHEAD = words("_phase_ahead")
_THAN = words("_than_phase")
_PRONOUNS = words("_clause_pronoun")

# Nothing smaller is the budget of a programme or a phase.
PROGRAMME_LEVEL = Decimal(1_000_000)


@dataclass(slots=True)
class Draft:
    """A sum and what has been found out about it.

    ``first`` and ``last`` are the tokens of the part of its sentence that speaks about this sum and no other;
    ``sentence`` is the whole of it (of very long ones what stands near) and ``number`` its place in the text; ``told``
    are years in which the phase of a budget ran.
    """

    sum: Sum
    first: int
    last: int
    sentence: Range
    number: int
    owner: str = HOME
    kind: str = "other"
    per_unit: bool = False
    named: bool = False  # its own words name the phase
    phase: int | None = None
    period: Period | None = None
    told: tuple[int, ...] = ()
    part_of: Draft | None = None
    equivalent_of: Draft | None = None
    twin: bool = False  # said in two currencies
    superseded: bool = False
    joint: bool = False
    purpose: Span | None = None

    @property
    def value(self) -> Decimal:
        """The sum itself; the upper bound of a range."""
        return self.sum.value_max or self.sum.value

    @property
    def figure(self) -> tuple[Decimal, Decimal | None, str]:
        """What makes two mentions one sum."""
        return self.sum.value, self.sum.value_max, self.sum.currency

    def amount(self, context: Context) -> Amount:
        """The sum as a fact of a release."""
        tokens, item = context.layout.tokens, self.sum
        return Amount(
            span=tokens.span(item.first, item.last),
            value=item.value,
            currency=item.currency,
            value_max=item.value_max,
            step=item.step,
            qualifier=item.qualifier,
            bound=item.bound,
            kind=self.kind,
            phase=self.phase,
            period=self.period,
            part_of=tokens.span(self.part_of.sum.first, self.part_of.sum.last) if self.part_of else None,
            per_unit=self.per_unit,
            superseded=self.superseded,
            equivalent_of=tokens.span(self.equivalent_of.sum.first, self.equivalent_of.sum.last)
            if self.equivalent_of
            else None,
            joint=self.joint,
            purpose=self.purpose,
        )


@dataclass(slots=True)
class Dated:
    """A date expression with its tokens."""

    first: int
    last: int
    date: DateExpression


@dataclass
class Context:
    """The text around the sums: its vocabulary items, dates and phases, both in the order of the text."""

    layout: Layout
    dates: list[Dated]
    phases: list[PhaseRef]
    drafts: list[Draft] = field(default_factory=list)

    def dates_in(self, first: int, last: int) -> list[Dated]:
        """The dates that begin in the tokens ``first`` to ``last``."""
        return self.dates[bisect_left(self._date_firsts, first) : bisect_right(self._date_firsts, last)]

    def dated(self, at: int) -> bool:
        """Whether token ``at`` is part of a date."""
        n = bisect_right(self._date_firsts, at) - 1
        return n >= 0 and at <= self.dates[n].last

    def before(self, draft: Draft) -> Draft | None:
        """The sum before one in the text."""
        n = self._place(draft)
        return self.drafts[n - 1] if n else None

    def after(self, draft: Draft) -> Draft | None:
        """The sum behind one in the text."""
        n = self._place(draft) + 1
        return self.drafts[n] if n < len(self.drafts) else None

    def _place(self, draft: Draft) -> int:
        return bisect_left(self.drafts, draft.sum.first, key=lambda other: other.sum.first)

    def points_back(self, draft: Draft) -> bool:
        """Whether a pronoun opens the sentence of a sum: "It has EUR 21.65 million", «На них выделено»."""
        first = draft.sentence.first
        return not _PRONOUNS.isdisjoint(self.layout.tokens.word[first : first + 2])

    @cached_property
    def _date_firsts(self) -> list[int]:
        return [date.first for date in self.dates]

    @cached_property
    def _phase_firsts(self) -> list[int]:
        return [ref.first for ref in self.phases]

    def mark_ending(self, table: str, before: int, *, start: int = 0, reach: int = 6) -> Mark | None:
        """The longest item of a class that ends right before token ``before``, opening marks between them aside."""
        while before > 0 and self.layout.tokens.word[before - 1] in _QUOTES:
            before -= 1
        marks = self.layout.marks.within(table, max(start, before - reach), before - 1)
        return next((mark for mark in marks if mark.last == before - 1), None)

    @cached_property
    def marks(self) -> Callable[[str, int, int], list[Mark]]:
        """``marks(table, first, last)``: the items of a class that begin in these tokens, in the order of the text."""
        return self.layout.marks.within

    def has(self, table: str, first: int, last: int, *values: str) -> bool:
        """Whether an item of a class, of one of ``values`` when given, begins in the tokens ``first`` to ``last``."""
        if not values:  # what only looks like one of the class is none: "training centre", "stands at"
            found = self.layout.marks.any_within(table, first, last)
            return found and any(mark.value != "neither" for mark in self.marks(table, first, last))
        return any(mark.value in values for mark in self.marks(table, first, last))

    def refs(self, first: int, last: int, *, than: bool = False) -> list[PhaseRef]:
        """The phases of the home programme named in the tokens ``first`` to ``last``, without those compared with.

        Those behind "than" are among them where ``than`` is given.
        """
        if than:
            return [ref for ref in self.phases_in(first, last) if ref.programme == HOME and self._told(ref, than=True)]
        return self._plain[bisect_left(self._plain_firsts, first) : bisect_right(self._plain_firsts, last)]

    @cached_property
    def _plain(self) -> list[PhaseRef]:
        return [ref for ref in self.phases if ref.programme == HOME and self._told(ref, than=False)]

    @cached_property
    def _plain_firsts(self) -> list[int]:
        return [ref.first for ref in self._plain]

    def refs_of(self, draft: Draft) -> list[PhaseRef]:
        """The phases of the home programme that the part of a sum names; for want of them what it is compared with."""
        found = self.refs(draft.first, draft.last)
        return found or self.refs(draft.first, draft.sum.opens - 1, than=True)[-1:]

    def _told(self, ref: PhaseRef, *, than: bool) -> bool:
        """Whether a phase is more than compared with: "no earlier phase", "than in the ninth"."""
        mark = self.mark_ending("compared", ref.first, reach=3)
        return mark is None or (than and self.layout.tokens.word[mark.first] in _THAN)

    def phases_in(self, first: int, last: int) -> list[PhaseRef]:
        """The phases of any programme that begin in the tokens ``first`` to ``last``."""
        return self.phases[bisect_left(self._phase_firsts, first) : bisect_right(self._phase_firsts, last)]

    def number(self, ref: PhaseRef) -> int | None:
        """The number of a phase, of "the next phase" too when the text tells which one is current."""
        if ref.number is not None or self.current_phase is None:
            return ref.number
        if ref.relative == "new" and self._opened_phase is not None:
            return self._opened_phase
        if ref.relative == "this" and self._beside_another(ref, self.current_phase):
            return self.current_phase + (-1 if _AHEAD & set(self._sentence_words(ref)) else 1)
        return self.current_phase + int(_STEPS.get(ref.relative or "", "0"))

    def _beside_another(self, ref: PhaseRef, number: int) -> bool:
        """Whether "the current one" stands against the phase ``number`` in its sentence: it is another one."""
        if self.layout.classes[ref.last].get("phase") is not None:
            return False
        start = max(self.layout.sentence(ref.first).first, ref.first - LONGEST)
        return any(other.number == number for other in self.phases_in(start, ref.first - 1))

    def _sentence_words(self, ref: PhaseRef) -> list[str]:
        first, last = self.layout.sentence(ref.first)
        return self.layout.tokens.word[max(first, ref.first - LONGEST) : min(last, ref.last + LONGEST) + 1]

    @cached_property
    def _opened_phase(self) -> int | None:
        """The latest phase named, where the text tells that it has begun: that one is "the new phase"."""
        named = [ref for ref in self.phases if ref.programme == HOME and ref.number is not None]
        latest = max((ref.number or 0 for ref in named), default=0)
        here = (self.layout.sentence(ref.first) for ref in named if ref.number == latest)
        return latest if any(self.has("begins", *sentence) for sentence in here) else None

    @cached_property
    def current_phase(self) -> int | None:
        """The phase that the text is about: the one named most often, of several the first; None for two together."""
        counts: dict[int, int] = {}
        firsts: dict[int, int] = {}
        for ref in self.phases:
            if ref.programme == HOME and ref.number is not None:
                counts[ref.number] = counts.get(ref.number, 0) + 1
                firsts.setdefault(ref.number, ref.first)
        current = max(counts, key=lambda number: counts[number], default=None)
        if current is None:
            return None
        # "phases 6 and 7" share what the text tells: it is about neither alone
        shared = (number for number in counts if number != current and counts[number] == counts[current])
        return None if any(self._together(firsts[number], firsts[current]) for number in shared) else current

    @cached_property
    def phase_of_goods(self) -> int | None:
        """The phase that goods belong to where nothing else tells: the current one, unless it is only announced."""
        number = self.current_phase
        firsts = [ref.first for ref in self.phases if ref.programme == HOME and ref.number == number]
        sentences = {self.layout.sentence_at(first) for first in firsts}
        if number is None or len(sentences) != 1 or any(ref.number not in {None, number} for ref in self.phases):
            return number
        first, last = self.layout.sentences[sentences.pop()]
        announced = any(mark.value == "next" for mark in self.marks("phase_relative", first, last))
        ahead = _AHEAD & set(self.layout.tokens.word[max(first, firsts[0] - LONGEST) : last + 1])
        return None if announced and ahead and self.has("begins", first, last) else number

    def _together(self, one: int, other: int) -> bool:
        same = self.layout.sentence_at(one) == self.layout.sentence_at(other)
        return same and abs(one - other) <= _TOGETHER

    @cached_property
    def home_named(self) -> bool:
        """Whether the text names the home programme or one of its phases at all."""
        programmes = self.layout.marks["programme"].values()
        return any(mark.value == HOME for mark in programmes) or any(ref.programme == HOME for ref in self.phases)


def dated(layout: Layout, dates: Sequence[DateExpression]) -> list[Dated]:
    """The dates with their tokens, in the order of the text."""
    tokens = layout.tokens
    return sorted(
        (Dated(tokens.at(date.span.start), tokens.at(date.span.end - 1), date) for date in dates),
        key=lambda item: item.first,
    )
