"""Telephone and fax numbers as printed.

    find(layout) -> list[PhoneFound]
    PhoneFound.phone() -> release.Phone

A run of digit groups is read as a number when it begins with ``+`` or ``00``, stands behind (or right before) a word
like "tel." or "call", goes on a number just read ("221-74-07, 221-74-08"), or has a shape that nothing else has
("(206) 555-0100"). Years, dates, sums, thousands, decimals, network addresses, book and card numbers never are. A
number that the plan does not allow is kept as printed and flagged with ``problem``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.numberplan import international, national
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD
from bomca_cli.release import Phone, Span

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.tokens import Tokens

FEWEST, MOST = 5, 15  # digits of a number that a cue announces; ITU allows 15
_INTERNATIONAL_FEWEST = 7
_FLAGGED_MOST = 18  # longer runs behind a plus are something else
_LONGEST_EXTENSION = 6
_LOOK_BACK = 7  # tokens between a cue and its number

_PLUS = frozenset("+＋")
_DASHES = str.maketrans(dict.fromkeys("–—‑‐−‒\u00ad", "-") | dict.fromkeys("\u00a0\u2009\u202f\u2007\t", " "))
# What may stand between two groups of digits of one number.
_BETWEEN = frozenset(
    [" ", "  ", "-", " - ", "- ", " -", ".", "(", " (", ")", ") ", ")-", ") - ", ")  ", "-(", ") (", ")(", "/"]
)
_WEAK = frozenset([" ", "  ", " - "])  # where another number may begin

# Shapes of numbers, dashes and blanks made uniform.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?:\d{1,3}[ -]?)?\(0?\d{1,5}(?: \d{1,4})?\)[ -]{0,3}\d[\d -]{4,12}",  # (996 312) 90-00-15, 8 (800) 100-10-12
        r"(?:\(?1\)?[ .-])?\d{3}[ .-]\d{3}[ .-]?\d{4}",  # 206-555-0100, 1 877 555 0100
        r"(?:\(?1\)?[ .-])\d{3} ?\d{7}",
        r"\(?0\d{1,5}\)?(?:[ /-]{1,2}\d{2,8}){1,5}",  # 0800 123 1234, 030/1234567
        r"0\d(?:\.\d\d){4}",  # 01.23.45.67.89
        r"0[1-9]\d{8,10}",
        r"8-\d{3,4}(?:[ -]\d{2,4}){1,4}",  # 8-800 10 112
        r"8 \d{3} \d{3}-\d\d-\d\d",
        r"(?:86 )?1\d{2} \d{4} \d{4}",  # 135 5555 5555
        r"(?:55 )?\d{2} \d{4,5}-\d{4}",  # 11 98765-4321
        r"\d{10,13}",
    )
)
_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d\b|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?: ?- ?\d{1,3}(?:[ .]\d{3})+)?")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[ /-]{1,3}(?:(?:19|20)\d\d|\d\d(?!\d)))+")
_REFUSED = tuple(
    re.compile(shape)
    for shape in (
        r"\d{3}-\d\d-\d{4}",  # a social security number
        r"97[89][- ]?[\d -]{9,}",  # a book number
        r"\d{1,3}(?:\.\d{1,3}){3}",  # a network address
        r"\d+\.\d+",  # a decimal
        r"\d{5}-\d{4}",  # a postcode
    )
)
_MONEY_SIGNS = frozenset("$€£¥₽₸₴%‰°")
_STRAY_BEFORE = frozenset("/=_@&,\\%$€£¥~")
_STRAY_AFTER = frozenset("@_%=\\€$£¥°")
_LINKS = frozenset([",", ";", "/", "and", "or", "и", "или", "&"])


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


class _Run(NamedTuple):
    """Digit groups that could be one number. ``first`` includes a leading plus or bracket."""

    first: int
    groups: tuple[int, ...]  # indices of the number tokens
    plus: bool

    @property
    def last(self) -> int:
        return self.groups[-1]


def find(layout: Layout) -> list[PhoneFound]:
    """The numbers of a text, in its order; none overlaps another."""
    return _Finder(layout).find()


class _Finder:
    """Reads one text."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.tokens: Tokens = layout.tokens
        self.cues: dict[int, str] = {}
        for table in ("phone_cue", "fax_cue"):
            for mark in layout.marks.get(table, {}).values():
                self.cues[mark.last] = mark.value
        self.found: list[PhoneFound] = []
        currencies = ("currency_code", "currency", "currency_word", "currency_sign")
        self.money = [layout.marks[table] for table in currencies if table in layout.marks]

    def find(self) -> list[PhoneFound]:
        tokens = self.tokens
        after = 0
        for i, kind in enumerate(tokens.kind):
            if kind != NUMBER or i < after:
                continue
            run = self._run(i)
            after = run.last + 1
            if self._digit_count(run) >= FEWEST:
                self._read(run)
        return self.found

    # ---- runs of digit groups

    def _run(self, first: int) -> _Run:
        """The longest run of digit groups that begins at the number token ``first``."""
        tokens = self.tokens
        start, plus = self._opening(first)
        groups = [first]
        digits = tokens.end[first] - tokens.start[first]
        while (after := self._next_group(groups[-1], plus=plus, digits=digits)) is not None:
            groups.append(after)
            digits += tokens.end[after] - tokens.start[after]
        return _Run(start, tuple(groups), plus)

    def _opening(self, first: int) -> tuple[int, bool]:
        """The token where a leading "+", "(+", "+(" or "(" before ``first`` begins, and whether there is a plus."""
        tokens, start, plus = self.tokens, first, False
        while start > 0 and first - start < 3 and tokens.word[start - 1] in "+＋(":
            sign = tokens.word[start - 1]
            gap = tokens.gap(start - 1)
            if gap not in {"", " ", "\u00a0"} or (sign == "(" and (gap or tokens.word[start] == "(")):
                break
            if sign in _PLUS:
                if plus or not self._begins(start - 1, blank=bool(gap)):
                    break
                plus = True
            start -= 1
        return start, plus

    def _begins(self, plus: int, *, blank: bool) -> bool:
        """Whether the plus at token ``plus`` begins a number rather than adds up two."""
        tokens = self.tokens
        if not plus or tokens.kind[plus - 1] == SIGN:
            return True
        if tokens.kind[plus - 1] == NUMBER:
            return not tokens.glued(plus - 1) and not blank
        return not tokens.glued(plus - 1) or plus - 1 in self.cues

    def _next_group(self, last: int, *, plus: bool, digits: int) -> int | None:
        tokens = self.tokens
        for after in range(last + 1, min(last + 5, len(tokens))):
            if tokens.kind[after] == NUMBER:
                between = tokens.text[tokens.end[last] : tokens.start[after]].translate(_DASHES)
                if between in _BETWEEN:
                    return after
                # a number that the end of a line cuts in two
                broken = plus and between.strip() in {"", "-"} and between.count("\n") == 1
                return after if broken and (between.startswith("-") or digits < 9) else None
            if tokens.kind[after] == WORD:
                return None
        return None

    def _digit_count(self, run: _Run) -> int:
        tokens = self.tokens
        return sum(tokens.end[i] - tokens.start[i] for i in run.groups)

    def _digits(self, run: _Run) -> str:
        """The digits of a run as ASCII."""
        tokens = self.tokens
        return "".join(str(int(digit)) for i in run.groups for digit in tokens.form(i))

    def _shown(self, run: _Run) -> str:
        """The run with uniform dashes, blanks and digits, without the leading plus."""
        tokens = self.tokens
        text = tokens.text[tokens.start[run.first] : tokens.end[run.last]].translate(_DASHES)
        text = " ".join(text.split()).lstrip("+＋ ")
        if not text.isascii():
            text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
        return text

    # ---- is it a telephone number

    def _read(self, run: _Run) -> None:
        """Add what ``run`` holds: one number, several in a row, or none."""
        count = self._digit_count(run)
        if run.plus:
            if count > MOST or len(run.groups) > 3:
                run = self._without_tail(run)
                count = self._digit_count(run)
            if not _INTERNATIONAL_FEWEST <= count <= _FLAGGED_MOST or self._beside_money(run):
                return
            cue = self._cue(run)
            normal, problem = international(self._digits(run))
            if cue or normal or not _THOUSANDS.fullmatch(self._shown(run)):  # "+5 000 000": a growth
                self._add(run, normal, problem, cue=cue)
            return
        if count > MOST + 4:
            return
        cue = self._cue(run)
        run = self._balanced(run)
        shown = self._shown(run)
        if count > MOST and not shown.startswith(("00", "(00")):
            return
        if not self._looks(run, shown, count, cue):
            return
        prefix = re.match(r"\(?(00|011)[ -]?(?=\d)", shown)
        if prefix and count >= FEWEST + 4:
            self._add(run, *international(self._digits(run)[len(prefix.group(1)) :]), cue=cue)
        else:
            digits = self._digits(run)
            leading = re.match(r"\(?(\d+)", shown)
            self._add(run, *national(digits, leading.group(1) if leading else digits), cue=cue)

    def _looks(self, run: _Run, shown: str, count: int, cue: str | None) -> bool:
        """Whether digits without a plus are a telephone number by their cue or their shape."""
        if _DATE.match(shown) or _YEARS.fullmatch(shown):
            return False
        if self._glued_to_words(run) or self._beside_money(run):
            return False
        if cue or self._goes_on(run):
            return True
        if any(shape.fullmatch(shown) for shape in _REFUSED) or self._is_numbered(run):
            return False
        if re.match(r"\(?00[ -]?[1-9]", shown) and FEWEST + 4 <= count <= MOST + 2:
            return True
        if not 8 <= count <= MOST or _THOUSANDS.fullmatch(shown.strip("()")):
            return False
        if any(shape.fullmatch(shown) for shape in _SHAPES):
            return not self._counts(run)
        if len(run.groups) > 2 and 10 <= count <= 13 and not self._counts(run):
            leading = re.match(r"\d+", shown)
            return leading is not None and national(self._digits(run), leading.group())[0] is not None
        return False

    def _cue(self, run: _Run) -> str | None:
        """The kind of cue that announces the run: "phone" or "fax"."""
        return self._cue_before(run.first) or self._cue_after(run.last)

    def _cue_before(self, first: int) -> str | None:
        tokens, cues = self.tokens, self.cues
        i = first - 1
        while i >= 0 and first - i <= _LOOK_BACK:
            kind = cues.get(i)
            if kind is not None:
                return "phone" if kind == "fax" and self._shared(i) else kind
            filler = tokens.kind[i] == SIGN and tokens.word[i] in ":.-–—(№#/\"'’"
            if not filler and self.layout.mark("phone_filler", i) is None:
                return None
            if tokens.text.count("\n", tokens.end[i], tokens.start[i + 1]) > 1:
                return None
            i -= 1
        return None

    def _shared(self, fax: int) -> bool:
        """Whether "fax" at this token shares its number with a telephone: "tel./fax"."""
        tokens = self.tokens
        i = fax - 1
        while i >= 0 and fax - i <= 3 and (tokens.word[i] in "./,()&-" or tokens.word[i] in {"and", "и"}):
            i -= 1
        return i < fax - 1 and self.cues.get(i) == "phone"

    def _cue_after(self, last: int) -> str | None:
        """A cue behind the number: "206 555 0100 is my phone", "26-10-07 (fax)"."""
        tokens = self.tokens
        for i in range(last + 1, min(last + 5, len(tokens))):
            if "\n" in tokens.gap(i - 1):
                return None
            kind = self.cues.get(i)
            if kind is not None:
                announces = i + 1 < len(tokens) and (tokens.word[i + 1] in ":+" or tokens.kind[i + 1] == NUMBER)
                dotted = i + 2 < len(tokens) and tokens.word[i + 1] == "." and tokens.word[i + 2] in ":+("
                return None if announces or dotted else kind
            if tokens.word[i] != "(" and self.layout.mark("phone_filler", i) is None:
                return None
        return None

    def _goes_on(self, run: _Run) -> bool:
        """Whether the run goes on a list of numbers: "221-74-07, 221-74-08"."""
        if not self.found or not (1 <= run.first - self.found[-1].last - 1 <= 2):
            return False
        between = range(self.found[-1].last + 1, run.first)
        if any(self.tokens.word[i] not in _LINKS for i in between):
            return False
        shown = self._shown(run)
        return not _THOUSANDS.fullmatch(shown) and ("-" in shown or len(run.groups) > 1 or len(shown) >= 6)

    def _glued_to_words(self, run: _Run) -> bool:
        """Whether letters or signs glued to the run make it a code, a link, a decimal or an ordinal."""
        tokens = self.tokens
        before, after = run.first - 1, run.last + 1
        if before >= 0 and tokens.glued(before):
            if tokens.kind[before] == WORD and before not in self.cues:
                return True
            if tokens.word[before] in _STRAY_BEFORE:
                return True
            # "A-123…", "x.123…", "1:206…": a code
            joins = tokens.word[before] in ".-:" and before > 0 and tokens.glued(before - 1)
            if joins and tokens.kind[before - 1] != SIGN and before - 1 not in self.cues and tokens.word[before] != ":":
                return True
        if after < len(tokens) and tokens.glued(run.last):
            if tokens.kind[after] == WORD or tokens.word[after] in _STRAY_AFTER:
                return True
            goes_on = after + 1 < len(tokens) and tokens.glued(after) and tokens.kind[after + 1] != SIGN
            return goes_on and tokens.word[after] in ":,/-"
        return False

    def _beside_money(self, run: _Run) -> bool:
        """Whether a currency stands on either side of the run."""
        tokens, before, after = self.tokens, run.first - 1, run.last + 1
        if before >= 0 and (tokens.word[before] in _MONEY_SIGNS or any(before in m for m in self.money)):
            return True
        if after >= len(tokens) or "\n" in tokens.gap(run.last):
            return False
        return tokens.word[after] in _MONEY_SIGNS or any(after in marks for marks in self.money)

    def _is_numbered(self, run: _Run) -> bool:
        """Whether the words before the run say that it numbers something else: "ISBN", "contract No.", "№"."""
        tokens = self.tokens
        i = run.first - 1
        while i >= 0 and run.first - i <= 4:
            ended = tokens.kind[i] == SIGN and tokens.word[i] not in ".:#№-("
            if self.layout.mark("number_of", i) is not None or tokens.word[i] in "#№":
                return True
            if ended or (tokens.kind[i] == WORD and tokens.word[i] not in {"number", "is", "nr", "no", "code"}):
                return any(
                    (mark := self.layout.mark("number_of", j)) is not None and mark.last == i
                    for j in range(max(0, i - 2), i)
                )
            i -= 1
        return False

    def _counts(self, run: _Run) -> bool:
        """Whether a unit behind the run makes it a count."""
        return self.layout.mark("count_unit", run.last + 1) is not None

    # ---- exact ends

    def _without_tail(self, run: _Run) -> _Run:
        """A run behind a plus, or its part up to a blank when only that part can be a number."""
        if self._digit_count(run) <= MOST and international(self._digits(run))[0] is not None:
            return run
        possible: _Run | None = None
        for at in range(1, len(run.groups)):
            head = _Run(run.first, run.groups[:at], run.plus)
            if self._digit_count(head) > MOST:
                break
            gap = self.tokens.text[self.tokens.end[run.groups[at - 1]] : self.tokens.start[run.groups[at]]]
            if gap.translate(_DASHES) in _WEAK or "\n" in gap:
                normal, problem = international(self._digits(head))
                if normal is not None and problem is None:
                    return head
                possible = head if normal is not None else possible
        too_long = self._digit_count(run) > MOST
        return possible if possible is not None and too_long else run

    def _balanced(self, run: _Run) -> _Run:
        """The run without an opening bracket that closes behind it."""
        return run._replace(first=run.first + 1) if self._open_bracket(run) else run

    def _open_bracket(self, run: _Run) -> bool:
        tokens = self.tokens
        return tokens.word[run.first] == "(" and ")" not in tokens.word[run.first : run.last]

    def _add(self, run: _Run, e164: str | None, problem: str | None, *, cue: str | None) -> None:
        run = self._balanced(run)
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
