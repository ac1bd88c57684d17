"""What the words around a sum say about it: "almost", "up to", "or more", "each"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.money.ranges import changes
from bomca_cli.extract.tokens import WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.lexicon import Mark
    from bomca_cli.extract.money.sums import Sum

_REACH = 6  # tokens of a qualifier
_ARTICLE_REACH = 7  # tokens of "A simulator costs"
_CLAUSE = 18  # tokens from "each" to the sum that it makes a unit price
_TARGETS = words("_target")  # "raised to": the end of a change, no bound
_VERBAL = words("_of_verb")
_THAN = words("_than")
_ADDS, _UP = words("_adds_up", "adds"), words("_adds_up", "up")
_PER = words("_per")
_ARTICLES = words("_a") | words("_one")
_OUT_OF = words("_out_of_whole")
_TO_ONE = words("_to_one")
_FOR_EACH = words("_for_each")
_VERB = 3  # tokens of "can apply for"
_CLAUSE_OPENERS = frozenset(",;—–(:") | words("_and")
_ENDS = frozenset(".!?;")


def qualified(layout: Layout, item: Sum, free: int) -> Sum:
    """The sum with its qualifier and unit; ``free`` is the last token of the sum before it."""
    found = _before(layout, "qualifier", item.first, free)
    if found is not None and layout.tokens.word[found.first] in _TARGETS and changes(layout, found.first):
        found = None
    opens = found.first if found else item.opens
    if found is None:
        found = layout.mark("qualifier_after", item.last + 1)
    words = None
    if found is not None:
        span = layout.tokens.span(found.first, found.last)
        words = " ".join(layout.tokens.text[span.start : span.end].lower().split())
    return item._replace(
        opens=opens,
        qualifier=words,
        bound=found.value if found else None,
        per_unit=_per_unit(layout, item, opens, free),
    )


def before(layout: Layout, first: int) -> Mark | None:
    """The qualifier that ends right before token ``first``: of counts as of sums."""
    return _before(layout, "qualifier", first, -1)


def _before(layout: Layout, table: str, first: int, free: int) -> Mark | None:
    """The longest item of a class that ends right before token ``first`` and begins after token ``free``."""
    last = first - 1
    for mark in layout.marks.within(table, max(free + 1, first - _REACH), last):
        at = mark.first
        if not layout.tokens.same_block(at, first):
            continue
        if mark.last == last:
            adds = at > 0 and layout.tokens.word[at] in _UP and layout.tokens.word[at - 1] in _ADDS
            return None if adds else mark  # "the deliveries add up to EUR 5,000"
        # "обошлось более чем в полмиллиона": the preposition belongs to the verb
        loose = mark.value == "about" or layout.tokens.word[mark.last] in _THAN
        if mark.last == last - 1 and loose and layout.tokens.word[last] in _VERBAL:
            return mark
    return None


def _per_unit(layout: Layout, item: Sum, opens: int, free: int) -> bool:
    """Whether a sum is the price of each of several things, or a ceiling for each."""
    tokens, after = layout.tokens, item.last + 1
    if after < len(tokens) and tokens.word[after] == "(":
        after += 1
    if after + 1 < len(tokens) and tokens.word[after] == "/" and tokens.glued(after):  # "€1.50/kg"
        return tokens.kind[after + 1] == WORD and layout.mark("currency_code", after + 1) is None
    if after + 1 < len(tokens) and tokens.word[after] in _PER and tokens.kind[after + 1] == WORD:
        return True
    mark = layout.mark("per_unit", after)
    if mark is not None and mark.value == "after":
        return True
    if _before(layout, "per_unit_before", opens, free) is not None:
        return True
    return _price_of_one(layout, opens, free) or _each(layout, opens, max(free + 1, opens - _CLAUSE))


def _price_of_one(layout: Layout, opens: int, free: int) -> bool:
    """Whether the price of one is told: "стоимость одного прибора — 12 450 евро", "the price of one reader is"."""
    words = layout.tokens.word
    for mark in layout.marks.within("price_of_one", max(free + 1, opens - _ARTICLE_REACH), opens - 1):
        between = words[mark.last + 1 : opens]
        if not {",", ";"} & set(between) and not layout.marks.any_within("price_of_one", mark.last + 1, opens - 1):
            return layout.tokens.same_block(mark.first, opens)
    return False


def _price_verb(layout: Layout, opens: int) -> bool:
    """Whether "costs", "can receive" or the like ends right before token ``opens``."""
    marks = layout.marks["price_verb"]
    return any(at in marks and marks[at].last == opens - 1 for at in range(max(0, opens - _VERB), opens))


def _each(layout: Layout, opens: int, start: int) -> bool:
    """Whether the clause before token ``opens``, not before token ``start``, begins with "each"."""
    tokens = layout.tokens
    head = layout.sentence(opens).first
    for at in range(opens - 1, max(start, head) - 1, -1):
        if tokens.word[at] in _ENDS:
            return False
        if "each" in layout.classes[at]:
            opens_at = next((back for back in (at - 1, at - 2) if back >= head and tokens.word[back] in _FOR_EACH), at)
            return opens_at == head or tokens.word[opens_at - 1] in _CLAUSE_OPENERS
        if tokens.word[at] in _TO_ONE and tokens.word[at + 1] not in _OUT_OF and _price_verb(layout, opens):
            return opens - at <= _ARTICLE_REACH
        opening = at == head or tokens.word[at - 1] in _CLAUSE_OPENERS
        if opening and tokens.word[at] in _ARTICLES and _price_verb(layout, opens):
            return opens - at <= _ARTICLE_REACH
    return False
