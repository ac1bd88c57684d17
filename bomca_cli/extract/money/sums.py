"""Sums of money: a number beside a currency, before or after it, as a token range with an exact value.

    find(layout) -> list[Sum]

A sum is found from its currency: the number behind it ("EUR 5 million"), before it ("5 million euros") or around it
("12€99"); then ranges are put together, hundredths added ("$5 and 40 cents"), and exchange-rate tickers thrown out.
What a sum is about is not told here but in ``about``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract import numbers
from bomca_cli.extract.lexicon import words
from bomca_cli.extract.money import beside, currencies, qualifiers, ranges, tickers
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.money.currencies import Currency
    from bomca_cli.extract.numbers import Number
_A = words("_a")
_AND = words("_and") | {","}


class Sum(NamedTuple):
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


def find(layout: Layout) -> list[Sum]:
    """The sums of a text, in its order; none overlaps another."""
    found = _Finder(layout).run()
    found = ranges.merged(layout, found)
    found = tickers.removed(layout, found)
    found = [item for n, item in enumerate(found) if not n or item.first > found[n - 1].last]  # "$0k$4" shares its k
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
            if after.first == currency.last + 1 and after.kind != "part" and beside.near(self.layout, currency.last):
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
        left, right = beside.left(self.layout, currency, self._free()), beside.right(self.layout, currency)
        if left is not None and right is not None:
            cents = beside.split_price(self.layout, currency, left, right)
            if cents is not None:
                self._add(currency, cents)
                return
            if beside.prefers_right(self.layout, currency, left, right):
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

    # ---- sums without a number of their own

    def _specifies(self, currency: Currency) -> bool:
        """Whether a currency behind a sum only says which one it is: "$10 CAD", "€5 euros"."""
        if not self.found:
            return False
        sum_ = self.found[-1]
        if sum_.last != currency.first - 1 or not beside.near(self.layout, sum_.last):
            return False
        if currency.code == sum_.currency or currency.code in currencies.shared(sum_.sign):
            if beside.right(self.layout, currency) is not None:
                return False
            self.found[-1] = sum_._replace(last=self._stopped(currency), currency=currency.code)
            return True
        return False

    def _bind_article(self, currency: Currency) -> None:
        """A dollar."""
        tokens, at = self.tokens, currency.first - 1
        if currency.kind != "name" or at < self._free() or tokens.word[at] not in _A:
            return
        after = currency.last + 1
        ends = after >= len(tokens) or tokens.kind[after] != WORD or self.layout.mark("after_sum", after)
        singular = not tokens.word[currency.last].endswith("s")
        if ends and singular and not currency.wordlike and not currencies.is_weight(self.layout, currency):
            self.found.append(Sum(at, currency.last, Decimal(1), currency.code, at))

    def _bind_part(self, currency: Currency) -> None:
        """20 cents, $5 and 40 cents, 5 рублей 40 копеек."""
        number = beside.left(self.layout, currency, self._free())
        if number is None or number.step is not None:
            return
        worth = number.value.scaleb(-2)
        last = self._stopped(currency)
        sum_ = self.found[-1] if self.found else None
        if sum_ is not None and number.value < 100 and sum_.value == sum_.value.to_integral_value():
            between = range(sum_.last + 1, number.first)
            if len(between) <= 1 and all(self.tokens.word[at] in _AND for at in between):
                self.found[-1] = sum_._replace(last=last, value=sum_.value + worth, step=None)
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
