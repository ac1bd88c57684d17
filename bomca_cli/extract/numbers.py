"""Numbers in digits and in words, English and Russian, as token ranges with exact decimal values.

    starting_at(layout, i) -> Number | None      the longest number that begins at token i
    ending_at(layout, i) -> Number | None        the longest number whose last token is i

How separators are read, by structure alone:

* two kinds of separator: the last one is the decimal sign ("1.234.567,89", "205 130,44", "1'234.56");
* one kind, repeated, in groups of three: thousands ("1.550.000", "3 500 000");
* a single one before three digits: thousands ("9,986", "1.234"), but a decimal sign before a magnitude when it is a
  point or the magnitude is Russian ("21.650 million", "1,600 млн");
* a single one before any other count of digits: the decimal sign ("5,50", "1,5 млн");
* comma and blank, a slip of typists: the decimal sign before a magnitude ("40, 1 million"), thousands before three
  digits ("7, 927.29"). Only callers that know that money stands here ask for it.

Every function looks at a bounded number of tokens.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark

LONGEST = 18  # digits in a row; more are no number that anybody reads
_TOO_LARGE = Decimal(10) ** 21
_GROUPS = 8  # groups of digits in one number
_LOOK_BACK = 16  # tokens of a number before its last one
_PARTS = 6  # magnitudes in one number: "1 million 200 thousand"
_BLANKS = frozenset(" \u00a0\u2009\u202f\u2007\u2005\u2006\u200a\t")
_MARKS = frozenset(".,'’·`´")
_HYPHENS = frozenset("-‐‑–")
_AND = frozenset({"and", "и", "с"})


class Number(NamedTuple):
    """A number in the tokens ``first`` to ``last``, both included.

    ``step`` is the worth of its last stated digit when a magnitude rounds it ("33.6 million": 100000), else None.
    ``grouped``: written with thousands separators. ``decimals``: digits behind the decimal sign.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal | None = None
    grouped: bool = False
    decimals: int = 0
    digits: bool = True  # begins with digits, not with a word
    scale: Decimal = Decimal(1)  # the magnitude behind it

    @property
    def sizeable(self) -> bool:
        """Whether its form alone says that it is no ordinal, year or house number."""
        return self.step is not None or self.grouped or self.decimals > 0


def starting_at(layout: Layout, i: int, *, money: bool = False) -> Number | None:
    """The longest number that begins at token ``i``.

    With ``money`` letters count as magnitudes ("5m") and a comma may be followed by a blank ("40, 1 million").
    """
    tokens = layout.tokens
    first = _part(layout, i, money=money)
    if first is None:
        return None
    total, last, step = first.value, first.last, first.step
    lowest = first.scale
    for _ in range(_PARTS):
        if step is None:
            break
        at = last + 1
        at += at < len(tokens) and tokens.word[at] == "." and layout.mark("magnitude_short", last) is not None
        joined = at < len(tokens) and tokens.word[at] in _AND
        if joined:
            half = _and_half(layout, at)
            if half is not None:
                total, last, step = total + lowest / 2, half, lowest / 10
                break
        part = _part(layout, at + joined, money=money)
        if part is None or part.value >= lowest or not _continues(tokens.text, tokens.end[last], tokens.start[at]):
            break
        if part.step is None and part.digits:  # "5 million 300 people": digits alone do not go on
            break
        if joined and part.step is None and lowest > 1000 and part.value >= 100:
            break
        total, last, lowest = total + part.value, part.last, part.scale
        step = part.step
    if total >= _TOO_LARGE:
        return None
    return Number(
        i,
        last,
        plain(total, step),
        step and plain(step, step),
        first.grouped,
        first.decimals,
        first.digits,
        first.scale,
    )


def ending_at(layout: Layout, i: int, *, money: bool = False) -> Number | None:
    """The longest number whose last token is ``i``; a full stop behind its magnitude belongs to it."""
    tokens = layout.tokens
    last = i
    if i > 0 and tokens.word[i] == "." and layout.mark("magnitude_short", i - 1) is not None and tokens.glued(i - 1):
        last = i - 1
    if not _may_end(layout, last):
        return None
    first = last
    while first > 0 and last - first < _LOOK_BACK and _numeric(layout, first - 1):
        first -= 1
    for start in range(first, last + 1):
        if not _may_begin(layout, start):
            continue
        number = starting_at(layout, start, money=money)
        if number is not None and number.last > last:  # "5M€": the letter is the currency's
            number = starting_at(layout, start)
        if number is not None and number.last == last:
            return number._replace(last=i)
        # "1 млн 600 000 сомов": digits alone go on when the currency behind them closes the sum
        if number is not None and number.step is not None and number.last < last:
            rest = numeral(layout, number.last + 1)
            if rest is not None and rest.last == last and rest.value < number.step:
                return number._replace(last=i, value=number.value + rest.value, step=None)
    return None


# ---- parts


class _Part(NamedTuple):
    """A number up to its magnitudes. ``scale`` is the worth of one of them: what follows must be smaller."""

    last: int
    value: Decimal
    step: Decimal | None
    scale: Decimal
    grouped: bool = False
    decimals: int = 0
    digits: bool = True


def _part(layout: Layout, i: int, *, money: bool) -> _Part | None:
    tokens = layout.tokens
    if i >= len(tokens):
        return None
    if tokens.kind[i] == NUMBER:
        simple = numeral(layout, i, spaced_comma=money)
        if simple is None:
            return None
        simple = _with_half(layout, simple)
    else:
        simple = _words(layout, i)
        if simple is None:
            return _fraction(layout, i) or _magnitude_alone(layout, i)
    return _magnified(layout, simple, money=money)


def _magnified(layout: Layout, simple: Number, *, money: bool) -> _Part:
    """A simple number with the magnitudes behind it."""
    tokens = layout.tokens
    last, scale = simple.last, Decimal(1)
    for _ in range(3):
        at = last + 1
        if at < len(tokens) and tokens.word[at] in _HYPHENS and tokens.glued(last) and tokens.glued(at):
            at += 1
        if at < len(tokens) and tokens.word[at] == "." and layout.mark("magnitude_short", last) is not None:
            at += 1  # "5 тыс. млн"
        mark = layout.mark("magnitude", at)
        if mark is None and money and scale == 1:
            mark = _letter(layout, at, glued=at == last + 1 and tokens.glued(last))
        if mark is None or not _continues(tokens.text, tokens.end[last], tokens.start[at]):
            break
        if scale == 1 and _plural_behind_blank(layout, simple, at):
            break
        scale *= Decimal(mark.value)
        last = mark.last
    if scale == 1:
        return _Part(last, simple.value, None, scale, simple.grouped, simple.decimals, simple.digits)
    step = scale.scaleb(-simple.decimals)
    return _Part(last, simple.value * scale, step, scale, simple.grouped, simple.decimals, simple.digits)


def _plural_behind_blank(layout: Layout, simple: Number, at: int) -> bool:
    """Whether the word at ``at`` is no magnitude of this number: "2018 hundreds of people"."""
    return layout.tokens.word[at] in {"hundreds", "сотни", "сотня"} and simple.digits


def _letter(layout: Layout, at: int, *, glued: bool) -> Mark | None:
    """A magnitude of one letter: glued to its number, or before a currency."""
    mark = layout.mark("magnitude_letter", at)
    if mark is None:
        return None
    if glued:
        return mark
    form = layout.tokens.form(at)
    return mark if form in {"M", "m", "K", "k", "к"} else None


def _fraction(layout: Layout, i: int) -> _Part | None:
    """Half a million, half of a million, a quarter of a million, полтора миллиона, полмиллиона, ½ million."""
    tokens = layout.tokens
    at = i + (tokens.word[i] in {"a", "an"})
    mark = layout.mark("fraction", at)
    if mark is None:
        return None
    value = Decimal(mark.value)
    if value >= 100:
        return _Part(at, value, value, value * 2, digits=False)
    after = at + 1
    if after < len(tokens) and tokens.word[after] == "of":
        after += 1
    if after < len(tokens) and tokens.word[after] in {"a", "an"}:
        after += 1
    if after < len(tokens) and tokens.word[after] in _HYPHENS:
        after += 1
    magnitude = layout.mark("magnitude", after)
    if magnitude is None:
        return None
    scale = Decimal(magnitude.value)
    worth = value * scale
    return _Part(magnitude.last, worth, scale.scaleb(-1), worth, digits=False)


def _magnitude_alone(layout: Layout, i: int) -> _Part | None:
    """A hundred, a million, миллион: one of them; "several million" and "millions" are no number."""
    tokens = layout.tokens
    article = tokens.word[i] in {"a", "an"}
    at = i + article
    magnitude = layout.mark("magnitude", at)
    if magnitude is None or layout.mark("magnitude_one", at) is None:
        return None
    before = i - 1
    if before >= 0 and tokens.word[before] in _HYPHENS:
        before -= 1
    if not article and before >= 0 and (layout.mark("vague", before) or tokens.kind[before] == NUMBER):
        return None
    one = Number(i, magnitude.last, Decimal(magnitude.value), digits=False)
    if one.value == 100:  # "a hundred and fifty", "a hundred thousand"
        tail = _below(layout, magnitude.last, Decimal(100))
        simple = Number(i, tail[0], one.value + tail[1], digits=False)
        return _magnified(layout, simple, money=False)
    rest = _magnified(layout, Number(i, magnitude.last, one.value, digits=False), money=False)
    return rest if rest.step is not None else _Part(magnitude.last, one.value, one.value, one.value, digits=False)


def _and_half(layout: Layout, at: int) -> int | None:
    """The last token of "and a half", "с половиной" at token ``at``."""
    tokens = layout.tokens
    after = at + 1
    if tokens.word[at] == "с":
        return after if after < len(tokens) and tokens.word[after] == "половиной" else None
    if after + 1 < len(tokens) and tokens.word[after] == "a" and tokens.word[after + 1] == "half":
        return after + 1
    return None


def _with_half(layout: Layout, simple: Number) -> Number:
    """Two and a half, 2½, 10 1/2, два с половиной."""
    tokens, after = layout.tokens, simple.last + 1
    if after >= len(tokens) or simple.decimals:
        return simple
    if tokens.word[after] in _AND:
        half = _and_half(layout, after)
        if half is not None:
            return simple._replace(last=half, value=simple.value + Decimal("0.5"), decimals=1)
    mark = layout.mark("fraction", after)
    if mark is not None and tokens.word[after] in "½¼¾":
        value = Decimal(mark.value)
        return simple._replace(last=after, value=simple.value + value, decimals=1 if value == Decimal("0.5") else 2)
    if (
        after + 2 < len(tokens)
        and tokens.word[after + 1] == "/"
        and tokens.glued(after)
        and tokens.glued(after + 1)
        and not tokens.glued(simple.last)
    ):
        ratio = tokens.word[after], tokens.word[after + 2]
        value_of = {("1", "2"): "0.5", ("1", "4"): "0.25", ("3", "4"): "0.75"}.get(ratio)
        if value_of:
            return simple._replace(last=after + 2, value=simple.value + Decimal(value_of), decimals=len(value_of) - 2)
    return simple


# ---- words


def _words(layout: Layout, i: int) -> Number | None:
    """A number below a thousand in words that begins at token ``i``, without its magnitude."""
    value_of = _word_value(layout, i)
    if value_of is None:
        return None
    last, value = _below(layout, i - 1, Decimal(1000))
    number = Number(i, last, value, digits=False)
    after = last + 1
    hundred = layout.mark("magnitude", after)
    if hundred is not None and hundred.value == "100" and 0 < value < 100:
        tail = _below(layout, hundred.last, Decimal(100))
        number = Number(i, tail[0], value * 100 + tail[1], digits=False)
    return _with_half(layout, number)


def _below(layout: Layout, last: int, limit: Decimal) -> tuple[int, Decimal]:
    """The number words that follow token ``last``, each smaller than the one before: (last token, their sum)."""
    tokens, total = layout.tokens, Decimal(0)
    opened = limit == 100  # behind "hundred" an "and" may stand
    for _ in range(5):
        at = last + 1
        if at >= len(tokens):
            break
        hyphen = total and tokens.word[at] in _HYPHENS and tokens.glued(last) and tokens.glued(at)
        if hyphen or (opened and tokens.word[at] in {"and", "и"}):
            at += 1
        value = _word_value(layout, at)
        if value is None or value >= limit or (total and value == 0):
            break
        opened = False
        total += value
        last = at
        limit = Decimal(100) if value >= 100 else Decimal(10) if value >= 20 else Decimal(0)
        if not limit:
            break
    return last, total


def _word_value(layout: Layout, i: int) -> Decimal | None:
    mark = layout.mark("number_word", i)
    return Decimal(mark.value) if mark else None


# ---- digits


def numeral(layout: Layout, i: int, *, spaced_comma: bool = False) -> Number | None:
    """The number in digits that begins at token ``i``; None when the digits are no number ("01.03.2013")."""
    tokens = layout.tokens
    if i >= len(tokens) or tokens.kind[i] != NUMBER or len(tokens.word[i]) > LONGEST:
        return None
    ends, signs = _groups(layout, i)
    groups = [tokens.word[end] for end in ends]
    if any(len(group) > LONGEST for group in groups):
        return None
    taken = _spaced_thousands(groups, signs)
    if taken:  # 205 130,44
        if taken < len(signs) and signs[taken] in ".,":
            return _made(i, ends[taken + 1], groups[: taken + 1], groups[taken + 1])
        return _made(i, ends[taken], groups[: taken + 1], "")
    count = next((n for n, sign in enumerate(signs) if sign == " "), len(signs))  # glued separators only
    if count == 0:
        plain = _made(i, i, groups[:1], "")
        return (_spaced_comma(layout, plain) or plain) if spaced_comma else plain
    return _glued(layout, i, ends[: count + 1], groups[: count + 1], signs[:count])


def _groups(layout: Layout, i: int) -> tuple[list[int], list[str]]:
    """The runs of digits from token ``i`` on and the separators between them, a blank as " "."""
    tokens = layout.tokens
    ends, signs = [i], []
    at = i
    while len(ends) <= _GROUPS and at + 1 < len(tokens):
        after = at + 1
        if tokens.kind[after] == NUMBER:
            gap = tokens.gap(at)
            if gap not in _BLANKS and not (
                gap.strip(" \r") == "\n" and layout.sentence_at(at) == layout.sentence_at(after)
            ):
                break
            signs.append(" ")
            at = after
        elif (
            tokens.word[after] in _MARKS
            and tokens.glued(at)
            and tokens.glued(after)
            and after + 1 < len(tokens)
            and tokens.kind[after + 1] == NUMBER
        ):
            signs.append("'" if tokens.word[after] in "’`´" else tokens.word[after])
            at = after + 1
        else:
            break
        ends.append(at)
    return ends, signs


def _spaced_thousands(groups: list[str], signs: list[str]) -> int:
    """How many groups of thousands follow the first one behind blanks."""
    if not 1 <= len(groups[0]) <= 3 or groups[0][0] == "0":
        return 0
    taken = 0
    while taken < len(signs) and signs[taken] == " " and len(groups[taken + 1]) == 3:
        taken += 1
    return taken


def _glued(layout: Layout, i: int, ends: list[int], groups: list[str], signs: list[str]) -> Number | None:
    """A number whose separators are glued to its digits."""
    first = signs[0]
    same = next((n for n, sign in enumerate(signs) if sign != first), len(signs))
    thousands = _are_thousands(groups[: same + 1], first)
    if same < len(signs):  # a second kind of separator: the decimal sign
        if thousands and signs[same] in ".,·" and same + 1 == len(signs):
            return _made(i, ends[-1], groups[: same + 1], groups[-1])
        return None
    if same > 1:
        if thousands:
            return _made(i, ends[-1], groups, "")
        if first in ".," and len(groups[-1]) == 2 and _are_thousands(groups[:-1], first):
            return _made(i, ends[-1], groups[:-1], groups[-1])
        return None
    if first == "'":
        return _made(i, ends[-1], groups, "") if thousands else _made(i, i, groups[:1], "")
    if thousands and not _rounded(layout, ends[-1], first):
        return _made(i, ends[-1], groups, "")
    return _made(i, ends[-1], groups[:1], groups[1])


def _are_thousands(groups: list[str], sign: str) -> bool:
    """Whether the groups are thousands: 1.234.567, or the Indian 12,34,567."""
    head, rest = groups[0], groups[1:]
    if not 1 <= len(head) <= 3 or head[0] == "0" or not rest or len(rest[-1]) != 3:
        return False
    if all(len(group) == 3 for group in rest):
        return True
    return sign == "," and len(head) <= 2 and all(len(group) == 2 for group in rest[:-1])


def _rounded(layout: Layout, last: int, sign: str) -> bool:
    """Whether a magnitude makes the separator before three digits a decimal sign."""
    tokens, after = layout.tokens, last + 1
    if layout.mark("magnitude", after) is None or tokens.word[after] in {"hundred", "hundreds"}:
        return False
    return sign == "." or not tokens.word[after].isascii()


def _spaced_comma(layout: Layout, plain: Number) -> Number | None:
    """40, 1 million · 7, 927.29 · 9 ,99: a comma with a blank inside a number."""
    tokens, i = layout.tokens, plain.last
    comma, at = i + 1, i + 2
    if at >= len(tokens) or tokens.word[comma] not in ",." or tokens.kind[at] != NUMBER or len(tokens.word[i]) > 3:
        return None
    digits = tokens.word[at]
    if tokens.gap(i) in _BLANKS and tokens.glued(comma):
        return _made(plain.first, at, [tokens.word[i]], digits) if len(digits) == 2 else None
    if not tokens.glued(i) or tokens.gap(comma) not in _BLANKS or tokens.word[comma] != ",":
        return None
    if numbers_something(layout, plain.first):
        return None
    ends, signs = _groups(layout, at)
    if len(digits) == 3 and tokens.word[i][0] != "0":
        glued = signs[:1] == ["."]
        if glued and len(tokens.word[ends[1]]) <= 2:
            return _made(plain.first, ends[1], [tokens.word[i], digits], tokens.word[ends[1]])
        return None if signs else _made(plain.first, at, [tokens.word[i], digits], "")
    if len(digits) <= 2 and not signs and (len(digits) == 1 or digits[1] != "0"):
        after = at + 1
        if layout.mark("magnitude", after) or (layout.mark("magnitude_letter", after) and tokens.form(after) == "M"):
            return _made(plain.first, at, [tokens.word[i]], digits)
    return None


def numbers_something(layout: Layout, i: int) -> bool:
    """Whether the word before token ``i`` makes its digits a day or an ordinal: "On May 5, 3 million euros"."""
    before = i - 1
    return before >= 0 and any(layout.mark(table, before) for table in ("month", "phase", "programme", "number_of"))


def plain(value: Decimal, step: Decimal | None) -> Decimal:
    """A value behind a magnitude without the decimals that the magnitude used up; printed ones stay."""
    return value if step is None or value != value.to_integral_value() else value.quantize(Decimal(1))


def _made(first: int, last: int, whole: list[str], fraction: str) -> Number:
    text = "".join(whole) + ("." + fraction if fraction else "")
    return Number(first, last, Decimal(text), None, len(whole) > 1, len(fraction))


# ---- where numbers may begin and end


def _may_end(layout: Layout, i: int) -> bool:
    tokens = layout.tokens
    if tokens.kind[i] == NUMBER:
        return True
    if any(layout.mark(table, i) for table in ("number_word", "magnitude", "magnitude_letter", "fraction")):
        return True
    return tokens.word[i] in {"half", "половиной"}


def _numeric(layout: Layout, i: int) -> bool:
    """Whether token ``i`` may stand inside a number."""
    tokens = layout.tokens
    if tokens.kind[i] == NUMBER:
        return True
    word = tokens.word[i]
    if tokens.kind[i] == SIGN:
        return word in _MARKS or (word in _HYPHENS and tokens.glued(i)) or (word == "/" and tokens.glued(i))
    if word in _AND or word in {"a", "an", "of", "половиной"}:
        return True
    return any(layout.mark(table, i) for table in ("number_word", "magnitude", "magnitude_letter", "fraction"))


def _may_begin(layout: Layout, i: int) -> bool:
    """Whether a number may begin at token ``i``: not inside a word, a longer number, a clock time or a code."""
    tokens = layout.tokens
    if tokens.kind[i] == SIGN:
        return False
    if tokens.kind[i] == WORD and tokens.word[i] in _AND | {"of", "половиной"}:
        return False
    if i == 0 or not tokens.glued(i - 1):
        return True
    before = tokens.word[i - 1]
    if tokens.kind[i - 1] == SIGN:
        inside = before in _MARKS | {":", "/", "№", "#", "_", "\\"} and i > 1 and tokens.glued(i - 2)
        return not (inside and tokens.kind[i - 2] == NUMBER)
    return tokens.kind[i - 1] == WORD and tokens.kind[i] == NUMBER and _is_currency(layout, i - 1)


def _is_currency(layout: Layout, i: int) -> bool:
    return any(
        layout.mark(table, i)
        for table in ("currency_code", "currency_sign", "currency_letters", "currency_name", "currency_scaled")
    )


def _continues(text: str, end: int, start: int) -> bool:
    """Whether nothing but blanks, one line break, a full stop or a hyphen stands between two offsets."""
    gap = text[end:start]
    return len(gap) <= 12 and gap.count("\n") <= 1
