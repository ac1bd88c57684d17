"""Numbers with their magnitudes, from either end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.numbers.digits import numeral
from bomca_cli.extract.numbers.model import AND, HYPHENS, MARKS, Number, plain
from bomca_cli.extract.numbers.words import and_half, below, spelt, with_half
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark

_WRITTEN = frozenset(["number_word", "magnitude", "magnitude_letter", "fraction"])
_CURRENCIES = frozenset(["currency_code", "currency_sign", "currency_letters", "currency_name", "currency_scaled"])
_TOO_LARGE = Decimal(10) ** 21
_LOOK_BACK = 16  # tokens of a number before its last one
_PARTS = 6  # magnitudes in one number: "1 million 200 thousand"
_A = words("_a")
_OF = words("_of")
_WITH_HALF = words("_with_half")
_HALVES = words("_half") | _WITH_HALF
_HUNDREDS = words("_hundreds")
_LETTERS = frozenset(values("_letter_apart"))
_NEVER_FIRST = AND | _OF | _WITH_HALF
_INNER = _NEVER_FIRST | _A | words("_inner_fraction")


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
        joined = at < len(tokens) and tokens.word[at] in AND
        if joined:
            half = and_half(layout, at)
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
        if number is not None and number.step is not None and number.last < last:
            rest = _rest(layout, start, number)
            if rest is not None and rest.last == last:
                return number._replace(last=i, value=number.value + rest.value, step=None)
    return None


def _rest(layout: Layout, start: int, number: Number) -> Number | None:
    """The digits that go on behind a magnitude when a currency closes the sum: "1 млн 600 000 сомов".

    Not across a full stop that ends a sentence, and not where a currency has opened the sum: "EUR 5 mln. 7 EUR".
    """
    tokens = layout.tokens
    if number.step is None or (start > 0 and _is_currency(layout, start - 1)):
        return None
    at = number.last + 1
    at += tokens.word[at] == "." and layout.mark("magnitude_short", number.last) is not None
    rest = numeral(layout, at)
    if rest is None or rest.value >= number.step or not _continues(tokens.text, tokens.end[at - 1], tokens.start[at]):
        return None
    return rest


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
        simple = with_half(layout, simple)
    else:
        fraction = layout.mark("fraction", i)
        simple = None if fraction is not None and fraction.last > i else spelt(layout, i)
        if simple is None:
            return _fraction(layout, i) or _magnitude_alone(layout, i)
    return _magnified(layout, simple, money=money)


def _magnified(layout: Layout, simple: Number, *, money: bool) -> _Part:
    """A simple number with the magnitudes behind it."""
    tokens = layout.tokens
    last, scale = simple.last, Decimal(1)
    for _ in range(3):
        at = last + 1
        if at < len(tokens) and tokens.word[at] in HYPHENS and tokens.glued(last) and tokens.glued(at):
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
    return layout.tokens.word[at] in _HUNDREDS and simple.digits


def _letter(layout: Layout, at: int, *, glued: bool) -> Mark | None:
    """A magnitude of one letter: glued to its number, or before a currency."""
    mark = layout.mark("magnitude_letter", at)
    if mark is None:
        return None
    if glued:
        return mark
    tokens, stop = layout.tokens, at + 1
    if stop + 1 < len(tokens) and tokens.word[stop] == "." and tokens.glued(stop) and tokens.glued(at):
        return None  # the letters of an abbreviation: "M.N."
    return mark if tokens.form(at) in _LETTERS else None


def _fraction(layout: Layout, i: int) -> _Part | None:
    """Half a million, half of a million, a quarter of a million, полтора миллиона, полмиллиона, ½ million."""
    tokens = layout.tokens
    at = i + (tokens.word[i] in _A)
    mark = layout.mark("fraction", at)
    if mark is None:
        return None
    value = Decimal(mark.value)
    if value >= 100:
        return _Part(at, value, value, value * 2, digits=False)
    after = mark.last + 1
    if after < len(tokens) and tokens.word[after] in _OF:
        after += 1
    if after < len(tokens) and tokens.word[after] in _A:
        after += 1
    if after < len(tokens) and tokens.word[after] in HYPHENS:
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
    article = tokens.word[i] in _A
    at = i + article
    magnitude = layout.mark("magnitude", at)
    if magnitude is None or layout.mark("magnitude_one", at) is None:
        return None
    before = i - 1
    if before >= 0 and (tokens.word[before] in HYPHENS or tokens.word[before] in _OF):
        before -= 1
    if not article and before >= 0 and (layout.mark("vague", before) or tokens.kind[before] == NUMBER):
        return None
    one = Number(i, magnitude.last, Decimal(magnitude.value), digits=False)
    if one.value == 100:  # "a hundred and fifty", "a hundred thousand"
        tail = below(layout, magnitude.last, Decimal(100))
        simple = Number(i, tail[0], one.value + tail[1], digits=False)
        return _magnified(layout, simple, money=False)
    rest = _magnified(layout, Number(i, magnitude.last, one.value, digits=False), money=False)
    return rest if rest.step is not None else _Part(magnitude.last, one.value, one.value, one.value, digits=False)


def _may_end(layout: Layout, i: int) -> bool:
    tokens = layout.tokens
    if tokens.kind[i] == NUMBER:
        return True
    if not _WRITTEN.isdisjoint(layout.classes[i]):
        return True
    return tokens.word[i] in _HALVES


def _numeric(layout: Layout, i: int) -> bool:
    """Whether token ``i`` may stand inside a number."""
    tokens = layout.tokens
    if tokens.kind[i] == NUMBER:
        return True
    word = tokens.word[i]
    if tokens.kind[i] == SIGN:
        return word in MARKS or (word in HYPHENS and tokens.glued(i)) or (word == "/" and tokens.glued(i))
    if word in _INNER:
        return True
    return not _WRITTEN.isdisjoint(layout.classes[i])


def _may_begin(layout: Layout, i: int) -> bool:
    """Whether a number may begin at token ``i``: not inside a word, a longer number, a clock time or a code."""
    tokens = layout.tokens
    if tokens.kind[i] == SIGN:
        return False
    if tokens.kind[i] == WORD and tokens.word[i] in _NEVER_FIRST:
        return False
    if i == 0 or not tokens.glued(i - 1):
        return True
    before = tokens.word[i - 1]
    if tokens.kind[i - 1] == SIGN:
        inside = before in MARKS | {":", "/", "№", "#", "_", "\\"} and i > 1 and tokens.glued(i - 2)
        return not (inside and tokens.kind[i - 2] == NUMBER)
    return tokens.kind[i - 1] == WORD and tokens.kind[i] == NUMBER and _is_currency(layout, i - 1)


def _is_currency(layout: Layout, i: int) -> bool:
    return not _CURRENCIES.isdisjoint(layout.classes[i])


def _continues(text: str, end: int, start: int) -> bool:
    """Whether nothing but blanks, one line break, a full stop or a hyphen stands between two offsets."""
    gap = text[end:start]
    return len(gap) <= 12 and gap.count("\n") <= 1
