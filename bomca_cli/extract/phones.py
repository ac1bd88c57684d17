"""Telephone and fax numbers as printed.

    find(layout) -> list[PhoneFound]
    PhoneFound.phone() -> release.Phone

A run of digit groups is read as a number when it begins with ``+`` or ``00``, stands behind (or right before) a word
like "tel." or "call", goes on a number just read ("221-74-07, 221-74-08"), or has a shape that nothing else has
("(206) 555-0100"). Years, dates, sums, thousands, decimals, network addresses, book and card numbers never are. A
number that the plan does not allow is kept as printed and flagged with ``problem``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract import phone_shapes as shapes
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.numberplan import international, national
from bomca_cli.extract.phone_context import Context
from bomca_cli.extract.phone_runs import Runs
from bomca_cli.extract.tokens import NUMBER
from bomca_cli.release import Phone, Span

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.phone_runs import Run

_FEWEST, _MOST = 5, 15  # digits of a number that a cue announces; the number plan allows 15
_FEWEST_INTERNATIONAL = 7
_FEWEST_UNANNOUNCED = 8
_MOST_FLAGGED = 18  # longer runs are something else
_DIALLED = 9  # digits of a number that begins with "00"
_LONGEST_EXTENSION = 6
_LINKS = frozenset(",;/&") | words("_and") | words("_or")


class PhoneFound(NamedTuple):
    """A number in the text: where it stands (span and token range), its normal form, and whether it is a fax."""

    span: Span
    first: int
    last: int
    e164: str | None
    problem: str | None
    fax: bool

    def phone(self) -> Phone:
        """The number as releases keep it."""
        return Phone(self.span, self.e164, self.problem)


def find(layout: Layout) -> list[PhoneFound]:
    """The numbers of a text, in its order; none overlaps another."""
    return _Finder(layout).find()


class _Finder:
    """Reads one text."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.context = Context(layout)
        self.runs = Runs(layout.tokens, self.context.cues)
        self.found: list[PhoneFound] = []

    def find(self) -> list[PhoneFound]:
        after = 0
        for i in self.layout.numbers:
            if i < after or self.runs.alone(i):
                continue
            run = self.runs.at(i)
            count = self.runs.count(run)
            after = run.last + 1
            if run.plus:
                after = self._read_international(run) + 1
            elif _FEWEST <= count <= _MOST_FLAGGED:
                self._read_plain(run, count)
        return self.found

    def _read_international(self, run: Run) -> int:
        """Add the number behind a plus when it is one; returns the last token that it may have."""
        run = self._without_tail(run)
        count = self.runs.count(run)
        if _FEWEST_INTERNATIONAL <= count <= _MOST_FLAGGED and not self.context.in_address(run):
            cue = self.context.cue(run)
            normal, problem = international(self.runs.digits(run))
            # "+5 000 000 euro": a growth
            counts = shapes.counted(self.runs.shown(run)) or self.context.beside_money(run)
            if cue or (normal is not None and problem is None) or not counts:
                self._add(run, normal, problem, cue=cue)
        return run.last

    def _without_tail(self, run: Run) -> Run:
        """A run behind a plus, or its part up to a blank when only that part can be a number."""
        count = self.runs.count(run)
        if count < _FEWEST_INTERNATIONAL or (count <= _MOST and international(self.runs.digits(run))[0] is not None):
            return run
        possible: Run | None = None
        for head in self.runs.heads(run, _MOST):
            normal, problem = international(self.runs.digits(head))
            if normal is not None and problem is None:
                return head
            possible = head if normal is not None else possible
        return possible if possible is not None and count > _MOST else run

    def _read_plain(self, run: Run, count: int) -> None:
        """Add the number without a plus when ``run`` is one."""
        runs = self.runs
        cue = self.context.cue(run)
        run = runs.balanced(run)
        shown = runs.shown(run)
        prefix = shapes.dialled(shown)
        if (count > _MOST and prefix is None) or not self._is_number(run, shown, count, cue):
            return
        digits = runs.digits(run)
        if prefix is not None and count >= _DIALLED:
            self._add(run, *international(digits[len(prefix) :]), cue=cue)
        else:
            self._add(run, *national(digits, shapes.leading(shown)), cue=cue)

    def _is_number(self, run: Run, shown: str, count: int, cue: str | None) -> bool:
        """Whether digits without a plus are a telephone number by their cue or their shape."""
        context = self.context
        if shapes.dated(shown) or context.glued_to_words(run) or context.beside_money(run):
            return False
        if cue or self._goes_on(run):
            return True
        if shapes.refused(shown) or context.numbered(run):
            return False
        prefix = shapes.dialled(shown)
        if prefix is not None and count >= _DIALLED and (prefix == "00" or self._abroad(run, prefix)):
            return True
        if not _FEWEST_UNANNOUNCED <= count <= _MOST or shapes.counted(shown) or context.counts(run):
            return False
        if shapes.unmistakable(shown):
            return True
        grouped = len(run.groups) > 2 and 10 <= count <= 13
        return grouped and national(self.runs.digits(run), shapes.leading(shown))[0] is not None

    def _abroad(self, run: Run, prefix: str) -> bool:
        """Whether groups of digits behind an international prefix are a number of some country."""
        return len(run.groups) > 2 and international(self.runs.digits(run)[len(prefix) :])[1] is None

    def _goes_on(self, run: Run) -> bool:
        """Whether the run goes on a list of numbers: "221-74-07, 221-74-08"."""
        if not self.found or not (1 <= run.first - self.found[-1].last - 1 <= 2):
            return False
        between = range(self.found[-1].last + 1, run.first)
        if any(self.tokens.word[i] not in _LINKS for i in between):
            return False
        shown = self.runs.shown(run)
        return not shapes.counted(shown) and ("-" in shown or len(run.groups) > 1 or len(shown) >= 6)

    def _add(self, run: Run, e164: str | None, problem: str | None, *, cue: str | None) -> None:
        run = self.runs.balanced(run)
        last = self._extended(run.last)
        span = self.tokens.span(run.first, last)
        self.found.append(PhoneFound(span, run.first, last, e164, problem, cue == "fax"))

    def _extended(self, last: int) -> int:
        """The last token of the number with its extension: "ext. 117", "(доб. 12)", "#2222"."""
        tokens, layout = self.tokens, self.layout
        i, bracket = last + 1, False
        if i < len(tokens) and tokens.word[i] in ",(" and "\n" not in tokens.gap(last):
            bracket = tokens.word[i] == "("
            i += 1
        if i >= len(tokens):
            return last
        if tokens.word[i] == "#" and i == last + 1:
            i += 1
        elif mark := layout.mark("extension", i):
            i = mark.last + 1
            while i < len(tokens) and tokens.word[i] in ".:":
                i += 1
        else:
            return last
        if i >= len(tokens) or tokens.kind[i] != NUMBER or tokens.end[i] - tokens.start[i] > _LONGEST_EXTENSION:
            return last
        if not bracket:
            return i
        return i + 1 if i + 1 < len(tokens) and tokens.word[i + 1] == ")" else last
