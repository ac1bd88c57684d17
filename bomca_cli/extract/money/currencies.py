"""Where a text names a currency: by code, sign, letters or name, in exactly the spellings that mean one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from bomca_cli.extract.lexicon import lines, words
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark

Kind = Literal["code", "scaled", "sign", "letters", "name", "part"]

_KINDS: dict[str, Kind] = {
    "currency_scaled": "scaled",
    "currency_code": "code",
    "currency_sign": "sign",
    "currency_letters": "letters",
    "currency_name": "name",
    "currency_part": "part",
}


_MOST_LETTERS = 3  # before a sign
_LOOSE = frozenset({"c", "C"})  # "c $ 119 million": no article, unlike "a $"


class Currency(NamedTuple):
    """A currency in the tokens ``first`` to ``last``, both included.

    ``scale`` multiplies the number beside it ("kEUR": 1000). ``wordlike``: also an ordinary word, so the number must
    show that money is meant.
    """

    first: int
    last: int
    code: str
    kind: Kind
    scale: int = 1
    wordlike: bool = False


def find(layout: Layout) -> list[Currency]:
    """Every currency in the text, in its order; of overlapping ones the first and longest."""
    found: list[Currency] = []
    for i in sorted(set().union(*map(layout.marks.firsts, _KINDS))):
        if found and i <= found[-1].last:
            continue
        best = max(_at(layout, i), key=lambda currency: currency.last, default=None)
        if best is not None:
            found.append(best)
    return found


def shared(sign: str) -> frozenset[str]:
    """The currencies that use a sign; empty for a sign of one currency."""
    return _tables().shared.get(sign, frozenset())


def is_weight(layout: Layout, currency: Currency) -> bool:
    """Whether the word also names a weight: "pounds"."""
    return layout.tokens.word[currency.first] in _tables().weights and currency.first == currency.last


class _Tables(NamedTuple):
    letters: frozenset[str]
    word_codes: frozenset[str]
    word_names: frozenset[str]
    weights: frozenset[str]
    shared: dict[str, frozenset[str]]


@cache
def _tables() -> _Tables:
    """The parts of the vocabulary that texts are not searched for."""
    return _Tables(
        letters=frozenset("".join(item.split()) for line in lines("currency_letters").values() for item in line),
        word_codes=words("_word_code"),
        word_names=words("_word_name"),
        weights=words("_weight"),
        shared={sign: frozenset(codes) for sign, codes in lines("_shared_sign").items()},
    )


def _at(layout: Layout, i: int) -> Iterator[Currency]:
    """The currencies that begin at token ``i``."""
    for table, kind in _KINDS.items():
        mark = layout.mark(table, i)
        currency = _checked(layout, mark, kind) if mark is not None else None
        if currency is not None:
            yield currency


def _checked(layout: Layout, mark: Mark, kind: Kind) -> Currency | None:
    """The mark as a currency, when its spelling allows."""
    tokens = layout.tokens
    word, form = tokens.word[mark.first], tokens.form(mark.first)
    if kind == "scaled":
        if not _all_glued(layout, mark):
            return None
        code, scale = mark.value.split()
        return Currency(mark.first, mark.last, code, kind, int(scale))
    if kind == "code":
        wordlike = word in _tables().word_codes
        if wordlike and not form.isupper():
            return None
        return Currency(mark.first, mark.last, mark.value, kind, wordlike=wordlike)
    if kind == "letters":
        spelt = "".join(tokens.form(at) for at in range(mark.first, mark.last + 1))
        return Currency(mark.first, mark.last, mark.value, kind) if spelt in _tables().letters else None
    if kind == "sign":
        return Currency(mark.first, mark.last, mark.value, kind) if _is_sign(layout, mark) else None
    wordlike = mark.first == mark.last and word in _tables().word_names
    return Currency(mark.first, mark.last, mark.value, kind, wordlike=wordlike)


def _is_sign(layout: Layout, mark: Mark) -> bool:
    """Whether letters around a sign belong to it: "US $", "A$" do; "a $" and "gave us $" do not."""
    tokens = layout.tokens
    if mark.first == mark.last:
        return not _has_letters(layout, mark.first)
    if _all_glued(layout, mark):
        return True
    if tokens.kind[mark.last] == WORD:  # "$ US"
        return False
    form = tokens.form(mark.first)
    if form in _LOOSE:
        return True
    return form.isupper() and (len(form) > 1 or mark.last - mark.first > 1)


def _has_letters(layout: Layout, i: int) -> bool:
    """Whether capitals glued before a sign make it one of a currency that is not known: "X$ 5"."""
    tokens, before = layout.tokens, i - 1
    if before < 0 or not tokens.glued(before) or tokens.kind[before] != WORD:
        return False
    form = tokens.form(before)
    return len(form) <= _MOST_LETTERS and form.isupper()


def _all_glued(layout: Layout, mark: Mark) -> bool:
    return all(layout.tokens.glued(at) for at in range(mark.first, mark.last))
