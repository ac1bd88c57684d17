"""Sums of money: a number beside a currency, before or after it, as a token range with an exact value.

    find(layout) -> list[Sum]

A sum is found from its currency: the number behind it ("EUR 5 million"), before it ("5 million euros") or around it
("12€99"); then ranges are put together, hundredths added ("$5 and 40 cents"), and exchange-rate tickers thrown out.
What a sum is about is not told here but in ``about``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bomca_cli.extract import numbers
from bomca_cli.extract.money import currencies, qualifiers, ranges, tickers
from bomca_cli.extract.tokens import NUMBER, WORD
from bomca_cli.release import Amount

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.money.currencies import Currency
    from bomca_cli.extract.numbers import Number
    from bomca_cli.extract.tokens import Tokens

_BRACKET = 12  # tokens between brackets that repeat a number in words
_HYPHENS = frozenset("-‐‑–")
_LONGEST_GAP = 6  # blanks between number and currency


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in the tokens ``first`` to ``last``, both included; ``opens`` is the first token of its qualifier."""

    first: int
    last: int
    value: Decimal
    currency: str
    opens: int
    value_max: Decimal | None = None
    step: Decimal | None = None
    qualifier: str | None = None
    bound: str | None = None
    per_unit: bool = False
    sign: str = ""  # its sign, which several currencies may share
    scale: Decimal = Decimal(1)  # the magnitude of its number

    def amount(self, tokens: Tokens) -> Amount:
        """The sum as a fact of a release."""
        return Amount(
            span=tokens.span(self.first, self.last),
            value=self.value,
            currency=self.currency,
            value_max=self.value_max,
            step=self.step,
            qualifier=self.qualifier,
            bound=self.bound,
            per_unit=self.per_unit,
        )


def find(layout: Layout) -> list[Sum]:
    """The sums of a text, in its order; none overlaps another."""
    found = _Finder(layout).run()
    found = ranges.merged(layout, found)
    found = tickers.removed(layout, found)
    return [qualifiers.qualified(layout, item, found[n - 1].last if n else -1) for n, item in enumerate(found)]


class _Finder:
    """Binds each currency of a text to the number beside it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.found: list[Sum] = []
        self.currencies = currencies.find(layout)

    def run(self) -> list[Sum]:
        at = 0
        while at < len(self.currencies):
            currency, at = self._joined(at)
            self._bind(currency)
        return self.found

    def _joined(self, at: int) -> tuple[Currency, int]:
        """A currency with the same one named again right behind it ("USD $10"), and where to go on."""
        currency = self.currencies[at]
        if at + 1 < len(self.currencies) and currency.kind != "part":
            after = self.currencies[at + 1]
            if after.first == currency.last + 1 and after.kind != "part" and self._near(currency.last):
                codes = {currency.code, after.code}
                if len(codes) == 1 or (after.code in currencies.shared(self.tokens.word[currency.last])):
                    return after._replace(first=currency.first), at + 2
                if currency.code in currencies.shared(self.tokens.word[after.last]):
                    return currency._replace(last=after.last), at + 2
        return currency, at + 1

    def _bind(self, currency: Currency) -> None:
        if currency.kind == "part":
            self._bind_part(currency)
            return
        if self._specifies(currency):
            return
        left, right = self._left(currency), self._right(currency)
        if left is not None and right is not None:
            cents = self._split_price(currency, left, right)
            if cents is not None:
                self._add(currency, cents)
                return
            if self._prefers_right(currency, left, right):
                left = None
            else:
                right = None
        if left is not None:
            lower = ranges.before(self.layout, left, self._free())
            self._add(currency, lower or left, left if lower else None)
        elif right is not None:
            both = ranges.after(self.layout, right, currency)
            self._add(currency, both[0] if both else right, both[1] if both else None)
        else:
            self._bind_article(currency)

    def _free(self) -> int:
        """The first token that belongs to no sum yet."""
        return self.found[-1].last + 1 if self.found else 0

    # ---- the number on either side

    def _left(self, currency: Currency) -> Number | None:
        tokens, at = self.tokens, currency.first - 1
        if at < self._free() or not self._near(at):
            return None
        word = tokens.word[at]
        if word in _HYPHENS and at > self._free():
            at -= 1
            if tokens.word[at] in ",." and at > self._free():  # 199,- kr
                at -= 1
            elif not tokens.glued(at + 1):
                return None
        elif word == "of" and self.layout.mark("magnitude", at - 1) is not None:
            at -= 1
        elif word == ")":
            return self._repeated_in_words(at)
        number = numbers.ending_at(self.layout, at, money=True)
        if number is None or number.first < self._free() or not self._may_precede(currency, number):
            return None
        return number

    def _repeated_in_words(self, close: int) -> Number | None:
        """10,000 (ten thousand) dollars."""
        tokens = self.tokens
        for at in range(close - 1, max(close - _BRACKET, self._free()), -1):
            if tokens.word[at] == "(":
                inner = numbers.starting_at(self.layout, at + 1)
                outer = numbers.ending_at(self.layout, at - 1, money=True)
                if inner and outer and inner.last == close - 1 and inner.value == outer.value:
                    return outer if outer.first >= self._free() else None
                return None
        return None

    def _may_precede(self, currency: Currency, number: Number) -> bool:
        """Whether a number before a currency states a sum of it."""
        tokens, word = self.tokens, self.tokens.word
        if numbers.numbers_something(self.layout, number.first) and not number.sizeable:
            return False
        if currency.kind == "name":
            if currency.wordlike and not (number.sizeable or number.value >= 1000):
                return False
            return not currencies.is_weight(self.layout, currency) or not self._weighs(currency, number)
        after = currency.last + 1
        if currency.wordlike and after < len(tokens) and tokens.kind[after] == WORD and tokens.form(after).isupper():
            return False
        return not (currency.kind == "letters" and len(word[currency.first]) == 1 and not self._owns_stop(currency))

    def _owns_stop(self, currency: Currency) -> bool:
        """Whether a single letter is glued to its number or has its full stop: "500р", "500 р."."""
        after = currency.last + 1
        stopped = after < len(self.tokens) and self.tokens.word[after] == "." and self.tokens.glued(currency.last)
        return stopped or self.tokens.glued(currency.first - 1)

    def _weighs(self, currency: Currency, number: Number) -> bool:
        """Whether "pounds" are a weight: "weighs 10 pounds", "200 pounds of heroin"."""
        tokens, after = self.tokens, currency.last + 1
        if number.step is not None and number.step >= 1000:
            return False
        if after < len(tokens) and (tokens.word[after] == "of" or self.layout.mark("weight_cue", after)):
            return True
        return any(self.layout.mark("weight_cue", at) for at in range(max(0, number.first - 4), number.first))

    def _right(self, currency: Currency) -> Number | None:
        tokens, at = self.tokens, currency.last
        start = at + 1
        if start < len(tokens) and tokens.glued(at) and tokens.glued(start):
            if tokens.word[start] == ":" and currency.kind in {"sign", "code"}:
                start += 1
            elif tokens.word[start] == "." and currency.kind == "sign" and tokens.kind[start + 1] == NUMBER:
                fraction = numbers.numeral(self.layout, start + 1)
                if fraction is None or fraction.decimals:
                    return None
                digits = len(tokens.word[start + 1])
                return fraction._replace(first=start, value=fraction.value.scaleb(-digits), decimals=digits)
        if start < len(tokens) and currency.kind == "letters" and tokens.word[start] == "." and tokens.glued(at):
            start += 1  # Rs. 20.43
        if start >= len(tokens) or not self._near(start - 1):
            return None
        number = numbers.starting_at(self.layout, start, money=True)
        if number is None or not (number.digits or self.layout.mark("number_word", start) or self._is_half(start)):
            return None
        return number if self._may_follow(currency, number) else None

    def _is_half(self, i: int) -> bool:
        return self.layout.mark("fraction", i + (self.tokens.word[i] in {"a", "an"})) is not None

    def _may_follow(self, currency: Currency, number: Number) -> bool:
        """Whether a number behind a currency states a sum of it."""
        if currency.kind == "name":
            plain_year = len(self.tokens.word[number.first]) == 4 and not number.sizeable
            return number.sizeable or (number.value >= 100 and not plain_year)
        if currency.wordlike:
            return number.sizeable
        if currency.kind == "letters" and not number.sizeable:
            form, dotted = self.tokens.form(currency.last), self.tokens.word[currency.last + 1] == "."
            return dotted or (number.value >= 10 and not (len(form) < 3 and form.isupper() and form != "RM"))
        return True

    def _near(self, i: int) -> bool:
        """Whether token ``i`` and the next one stand together: blanks at most, one line break at most."""
        gap = self.tokens.gap(i)
        return len(gap) <= _LONGEST_GAP and gap.count("\n") <= 1

    # ---- which side

    def _prefers_right(self, currency: Currency, left: Number, right: Number) -> bool:
        """Whether a currency between two numbers belongs to the second one."""
        tokens = self.tokens
        if currency.kind == "name":
            return False
        gap_left, gap_right = tokens.gap(currency.first - 1), tokens.gap(currency.last)
        if ("\n" in gap_left) != ("\n" in gap_right):
            return "\n" in gap_left
        if bool(gap_left) != bool(gap_right):
            return bool(gap_left)
        if self._starts_another(right.last + 1):
            return False
        if left.sizeable != right.sizeable:
            return right.sizeable
        year = not left.sizeable and len(tokens.word[left.last]) == 4 and tokens.word[left.last][:2] in {"19", "20"}
        return year or (right.sizeable and currency.kind == "sign")

    def _starts_another(self, i: int) -> bool:
        """Whether a currency at token ``i`` needs the number before it."""
        return any(
            self.layout.mark(table, i) is not None for table in ("currency_code", "currency_sign", "currency_name")
        ) and not (i + 1 < len(self.tokens) and self.tokens.kind[i + 1] == NUMBER)

    def _split_price(self, currency: Currency, left: Number, right: Number) -> Number | None:
        """12€99: the currency in the place of the decimal sign."""
        tokens = self.tokens
        digits = tokens.word[right.first]
        whole = currency.kind in {"sign", "letters"} and tokens.glued(currency.first - 1) and not left.decimals
        if not whole or left.step is not None or len(digits) != 2 or right.last != right.first:
            return None
        after = right.last + 1
        if not tokens.glued(currency.last) and after < len(tokens) and tokens.kind[after] == WORD:
            return None
        value = left.value + right.value.scaleb(-2)
        return left._replace(last=right.last, value=value, decimals=2)

    # ---- sums without a number of their own

    def _specifies(self, currency: Currency) -> bool:
        """Whether a currency behind a sum only says which one it is: "$10 CAD", "€5 euros"."""
        if not self.found:
            return False
        sum_ = self.found[-1]
        if sum_.last != currency.first - 1 or not self._near(sum_.last):
            return False
        if currency.code == sum_.currency or currency.code in currencies.shared(sum_.sign):
            if self._right(currency) is not None:
                return False
            self.found[-1] = replace(sum_, last=self._stopped(currency), currency=currency.code)
            return True
        return False

    def _bind_article(self, currency: Currency) -> None:
        """A dollar."""
        tokens, at = self.tokens, currency.first - 1
        if currency.kind != "name" or at < self._free() or tokens.word[at] not in {"a", "an"}:
            return
        after = currency.last + 1
        ends = after >= len(tokens) or tokens.kind[after] != WORD or self.layout.mark("after_sum", after)
        singular = not tokens.word[currency.last].endswith("s")
        if ends and singular and not currency.wordlike and not currencies.is_weight(self.layout, currency):
            self.found.append(Sum(at, currency.last, Decimal(1), currency.code, at))

    def _bind_part(self, currency: Currency) -> None:
        """20 cents, $5 and 40 cents, 5 рублей 40 копеек."""
        number = self._left(currency)
        if number is None or number.step is not None:
            return
        worth = number.value.scaleb(-2)
        last = self._stopped(currency)
        sum_ = self.found[-1] if self.found else None
        if sum_ is not None and number.value < 100 and sum_.value == sum_.value.to_integral_value():
            between = range(sum_.last + 1, number.first)
            if len(between) <= 1 and all(self.tokens.word[at] in {"and", "и", ","} for at in between):
                self.found[-1] = replace(sum_, last=last, value=sum_.value + worth, step=None)
                return
        self.found.append(Sum(number.first, last, worth, currency.code, number.first))

    # ---- the sum

    def _add(self, currency: Currency, low: Number, high: Number | None = None) -> None:
        if tickers.is_rate(self.layout, currency, low):
            return
        upper = high or low
        first, last = min(currency.first, low.first), max(self._stopped(currency), upper.last)
        step = low.step * currency.scale if low.step is not None else None
        if step is None and currency.scale > 1:  # 33.5 MEUR
            step = Decimal(currency.scale).scaleb(-low.decimals)
        self.found.append(
            Sum(
                first,
                last,
                numbers.plain(low.value * currency.scale, step),
                currency.code,
                opens=first,
                value_max=numbers.plain(high.value * currency.scale, step) if high else None,
                step=step and numbers.plain(step, step),
                sign=self.tokens.word[currency.last] if currency.kind == "sign" else "",
                scale=low.scale,
            )
        )

    def _stopped(self, currency: Currency) -> int:
        """The last token of a currency with the full stop that its abbreviation owns: "руб."."""
        after = currency.last + 1
        owns = self.layout.mark("currency_short", currency.last) is not None
        if owns and after < len(self.tokens) and self.tokens.word[after] == "." and self.tokens.glued(currency.last):
            return after
        return currency.last
