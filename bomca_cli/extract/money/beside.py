"""The number beside a currency: before it, behind it, around it, and which of two is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract import numbers
from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.money import currencies
from bomca_cli.extract.tokens import NUMBER, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.money.currencies import Currency
    from bomca_cli.extract.numbers import Number

_BRACKET = 12  # tokens between brackets that repeat a number in words
_HYPHENS = frozenset("-‐‑–")
_LONGEST_GAP = 6  # blanks between number and currency
_A = words("_a")
_OF = words("_of")
_SURE_LETTERS = frozenset(values("_sure_letters"))


def left(layout: Layout, currency: Currency, free: int) -> Number | None:
    """The number that stands before a currency, not before token ``free``."""
    tokens, at = layout.tokens, currency.first - 1
    if at < free or not near(layout, at):
        return None
    word = tokens.word[at]
    if word in _HYPHENS and at > free:
        at -= 1
        at -= tokens.word[at] in _HYPHENS and tokens.glued(at) and at > free  # 199,-- kr
        if tokens.word[at] in ",." and at > free:  # 199,- kr
            at -= 1
        elif not tokens.glued(at + 1):
            return None
    elif word in _OF and layout.mark("magnitude", at - 1) is not None:
        at -= 1
    elif word == ")":
        return _repeated_in_words(layout, at, free)
    number = numbers.ending_at(layout, at, money=True)
    if number is None or number.first < free or not _may_precede(layout, currency, number):
        return None
    return number


def _repeated_in_words(layout: Layout, close: int, free: int) -> Number | None:
    """10,000 (ten thousand) dollars."""
    tokens = layout.tokens
    for at in range(close - 1, max(close - _BRACKET, free), -1):
        if tokens.word[at] == "(":
            inner = numbers.starting_at(layout, at + 1)
            outer = numbers.ending_at(layout, at - 1, money=True)
            if inner and outer and inner.last == close - 1 and inner.value == outer.value:
                return outer if outer.first >= free else None
            return None
    return None


def _may_precede(layout: Layout, currency: Currency, number: Number) -> bool:
    """Whether a number before a currency states a sum of it."""
    tokens, word = layout.tokens, layout.tokens.word
    if numbers.numbers_something(layout, number.first) and not number.sizeable:
        return False
    if currency.kind == "name":
        if "\n" in tokens.gap(currency.first - 1) and tokens.form(currency.first).istitle():
            return False  # a number ends one line, a name opens the next: "12", "Динара Омарова"
        if currency.wordlike and not (number.sizeable or number.value >= 1000):
            return False
        return not currencies.is_weight(layout, currency) or not _weighs(layout, currency, number)
    after = currency.last + 1
    if currency.wordlike and after < len(tokens) and tokens.kind[after] == WORD and tokens.form(after).isupper():
        return False
    return not (
        currency.kind == "letters"
        and len(word[currency.first]) == 1
        and not _owns_stop(layout, currency, grouped=number.grouped)
    )


def _owns_stop(layout: Layout, currency: Currency, *, grouped: bool) -> bool:
    """Whether a single letter is glued to its number, has its stop or follows thousands: "5р", "5 р.", "15 130 р"."""
    after = currency.last + 1
    stopped = after < len(layout.tokens) and layout.tokens.word[after] == "." and layout.tokens.glued(currency.last)
    return stopped or layout.tokens.glued(currency.first - 1) or (grouped and not layout.tokens.glued(currency.last))


def _weighs(layout: Layout, currency: Currency, number: Number) -> bool:
    """Whether "pounds" are a weight: "weighs 10 pounds", "200 pounds of heroin"."""
    tokens, after = layout.tokens, currency.last + 1
    if number.step is not None and number.step >= 1000:
        return False
    if after < len(tokens) and (tokens.word[after] in _OF or layout.mark("weight_cue", after)):
        return True
    return any(layout.mark("weight_cue", at) for at in range(max(0, number.first - 4), number.first))


def right(layout: Layout, currency: Currency) -> Number | None:
    """The number that stands behind a currency."""
    tokens, at = layout.tokens, currency.last
    start = at + 1
    if start < len(tokens) and tokens.glued(at) and tokens.glued(start):
        if tokens.word[start] == ":" and currency.kind in {"sign", "code"}:
            start += 1
        elif tokens.word[start] == "." and currency.kind == "sign" and tokens.kind[start + 1] == NUMBER:
            fraction = numbers.numeral(layout, start + 1)
            if fraction is None or fraction.decimals:
                return None
            digits = len(tokens.word[start + 1])
            return fraction._replace(first=start, value=fraction.value.scaleb(-digits), decimals=digits)
    if start < len(tokens) and currency.kind == "name" and tokens.word[start] == ":":
        number = numbers.starting_at(layout, start + 1, money=True)  # amount in euros: 5,000
        return number if number is not None and number.digits and number.sizeable else None
    if start < len(tokens) and currency.kind == "letters" and tokens.word[start] == "." and tokens.glued(at):
        start += 1  # Rs. 20.43
    if start >= len(tokens) or not near(layout, start - 1):
        return None
    number = numbers.starting_at(layout, start, money=True)
    if number is None or not (number.digits or layout.mark("number_word", start) or _is_half(layout, start)):
        return None
    return number if _may_follow(layout, currency, number) else None


def _is_half(layout: Layout, i: int) -> bool:
    return layout.mark("fraction", i + (layout.tokens.word[i] in _A)) is not None


def _may_follow(layout: Layout, currency: Currency, number: Number) -> bool:
    """Whether a number behind a currency states a sum of it."""
    if currency.kind == "name":
        plain_year = len(layout.tokens.word[number.first]) == 4 and not number.sizeable
        return number.sizeable or (number.value >= 100 and not plain_year)
    if currency.wordlike:
        return number.sizeable
    if currency.kind == "letters" and not number.sizeable:
        tokens, form = layout.tokens, layout.tokens.form(currency.first)
        if form in _SURE_LETTERS or "." in tokens.word[currency.last : currency.last + 2]:
            return True
        return number.value >= 10 and not (len(form) < 3 and form.isupper())
    return True


def near(layout: Layout, i: int) -> bool:
    """Whether token ``i`` and the next one stand together: blanks at most, one line break at most."""
    gap = layout.tokens.gap(i)
    return len(gap) <= _LONGEST_GAP and gap.count("\n") <= 1


# ---- which side


def prefers_right(layout: Layout, currency: Currency, left: Number, right: Number) -> bool:
    """Whether a currency between two numbers belongs to the second one."""
    tokens = layout.tokens
    if currency.kind == "name":
        return False
    gap_left, gap_right = tokens.gap(currency.first - 1), tokens.gap(right.first - 1)
    if ("\n" in gap_left) != ("\n" in gap_right):
        return "\n" in gap_left
    if bool(gap_left) != bool(gap_right):
        return bool(gap_left)
    if _starts_another(layout, right.last + 1):
        return False
    if left.sizeable != right.sizeable:
        return right.sizeable
    year = not left.sizeable and len(tokens.word[left.last]) == 4 and tokens.word[left.last][:2] in {"19", "20"}
    return year or (right.sizeable and currency.kind == "sign")


def _starts_another(layout: Layout, i: int) -> bool:
    """Whether a currency at token ``i`` needs the number before it."""
    return any(
        layout.mark(table, i) is not None for table in ("currency_code", "currency_sign", "currency_name")
    ) and not (i + 1 < len(layout.tokens) and layout.tokens.kind[i + 1] == NUMBER)


def split_price(layout: Layout, currency: Currency, left: Number, right: Number) -> Number | None:
    """12€99: the currency in the place of the decimal sign."""
    tokens = layout.tokens
    digits = tokens.word[right.first]
    whole = currency.kind in {"sign", "letters"} and tokens.glued(currency.first - 1) and not left.decimals
    if not whole or left.step is not None or len(digits) != 2 or right.last != right.first:
        return None
    after = right.last + 1
    if not tokens.glued(currency.last) and after < len(tokens) and tokens.kind[after] == WORD:
        return None
    value = left.value + right.value.scaleb(-2)
    return left._replace(last=right.last, value=value, decimals=2)
