"""Runs of digit groups that could be one telephone number.

Runs(tokens, cues).at(i) -> Run     the longest run that begins at the number token ``i``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from bomca_cli.extract.tokens import Tokens

_PLUS = frozenset("+＋")
_UNIFORM = str.maketrans(dict.fromkeys("–—‑‐−‒\u00ad", "-") | dict.fromkeys("\u00a0\u2009\u202f\u2007\t", " "))
# What may stand between two groups of digits of one number.
_BETWEEN = frozenset(
    [
        " ",
        "  ",
        "-",
        " - ",
        "- ",
        " -",
        ".",
        "(",
        " (",
        " ( ",
        ")",
        ") ",
        " ) ",
        ")-",
        ") - ",
        ")  ",
        "-(",
        ".(",
        ") (",
        ")(",
    ]
)
_SLASHES = frozenset(["/", " / "])
_AREA = 6  # digits of country and area code: a slash behind more begins another number
_JOINTS = frozenset("-.()/–—‑‐−‒")
_FEWEST = 5  # digits
_WEAK = frozenset([" ", "  ", " - "])  # where another number may begin
_COMPLETE = 9  # digits: a number that has them does not go on in the next line


class Run(NamedTuple):
    """Digit groups that could be one number. ``first`` includes a leading plus or bracket."""

    first: int
    groups: tuple[int, ...]  # indices of the number tokens
    plus: bool

    @property
    def last(self) -> int:
        """The last token."""
        return self.groups[-1]


class Runs:
    """The runs of one text."""

    def __init__(self, tokens: Tokens, cues: Container[int]) -> None:
        """Take the tokens and the last tokens of words like "tel."."""
        self._tokens = tokens
        self._cues = cues

    def alone(self, i: int) -> bool:
        """Whether the number token ``i`` is too short and nothing joins it to another one: most numbers are so."""
        tokens = self._tokens
        if tokens.end[i] - tokens.start[i] >= _FEWEST or (i and tokens.word[i - 1] in _PLUS):
            return False
        after = i + 1
        if after >= len(tokens.kind) or tokens.kind[after] == WORD:
            return True
        return tokens.kind[after] == SIGN and tokens.word[after] not in _JOINTS

    def at(self, first: int) -> Run:
        """The longest run of digit groups that begins at the number token ``first``."""
        tokens = self._tokens
        start, plus = self._opening(first)
        groups = [first]
        digits = tokens.end[first] - tokens.start[first]
        while (after := self._next_group(groups[-1], plus=plus, digits=digits)) is not None:
            groups.append(after)
            digits += tokens.end[after] - tokens.start[after]
        return Run(start, tuple(groups), plus)

    def _opening(self, first: int) -> tuple[int, bool]:
        """The token where a leading "+", "(+", "+(" or "(" before ``first`` begins, and whether there is a plus."""
        tokens, start, plus = self._tokens, first, False
        while start > 0 and first - start < 3 and tokens.word[start - 1] in "+＋(":
            sign = tokens.word[start - 1]
            gap = tokens.gap(start - 1)
            if gap not in {"", " ", "\u00a0"} or (sign == "(" and tokens.word[start] == "("):
                break
            if sign in _PLUS:
                if plus or not self._begins(start - 1, blank=bool(gap)):
                    break
                plus = True
            start -= 1
        return start, plus

    def _begins(self, plus: int, *, blank: bool) -> bool:
        """Whether the plus at token ``plus`` begins a number rather than adds up two."""
        tokens = self._tokens
        if not plus or tokens.kind[plus - 1] == SIGN:
            return True
        if tokens.kind[plus - 1] == NUMBER:
            return not tokens.glued(plus - 1) and not blank
        return not tokens.glued(plus - 1) or plus - 1 in self._cues

    def _next_group(self, last: int, *, plus: bool, digits: int) -> int | None:
        tokens = self._tokens
        for after in range(last + 1, min(last + 5, len(tokens))):
            if tokens.kind[after] == NUMBER:
                between = tokens.text[tokens.end[last] : tokens.start[after]].translate(_UNIFORM)
                if between in _BETWEEN or (between in _SLASHES and digits <= _AREA):
                    return after
                # a number that the end of a line cuts in two
                broken = plus and between.strip() in {"", "-"} and between.count("\n") == 1
                return after if broken and (between.startswith("-") or digits < _COMPLETE) else None
            if tokens.kind[after] == WORD:
                return None
        return None

    def count(self, run: Run) -> int:
        """How many digits a run has."""
        tokens = self._tokens
        return sum([tokens.end[i] - tokens.start[i] for i in run.groups])

    def digits(self, run: Run) -> str:
        """The digits of a run as ASCII."""
        tokens = self._tokens
        digits = "".join([tokens.word[i] for i in run.groups])
        return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)

    def shown(self, run: Run) -> str:
        """The run with uniform dashes, blanks and digits, without the leading plus."""
        tokens = self._tokens
        text = tokens.text[tokens.start[run.first] : tokens.end[run.last]].translate(_UNIFORM)
        text = " ".join(text.split()).lstrip("+＋ ")
        if not text.isascii():
            text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
        return text

    def balanced(self, run: Run) -> Run:
        """The run without an opening bracket that closes behind it."""
        return run._replace(first=run.first + 1) if self._open_bracket(run) else run

    def _open_bracket(self, run: Run) -> bool:
        tokens = self._tokens
        return tokens.word[run.first] == "(" and ")" not in tokens.word[run.first : run.last]

    def heads(self, run: Run, most: int) -> Iterator[Run]:
        """The parts of a run up to each place where another number may begin, of at most ``most`` digits."""
        tokens = self._tokens
        for at in range(1, len(run.groups)):
            head = Run(run.first, run.groups[:at], run.plus)
            if self.count(head) > most:
                return
            gap = tokens.text[tokens.end[run.groups[at - 1]] : tokens.start[run.groups[at]]]
            if gap.translate(_UNIFORM) in _WEAK or "\n" in gap:
                yield head
