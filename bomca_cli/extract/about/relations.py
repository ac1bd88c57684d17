"""How sums belong together: parts of a whole, one sum in two currencies, an error and its correction."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Context, Draft

_APART = 8  # tokens between a sum and the same in a second currency
_CUE = 10  # tokens between "of which" and the part
_PARTS = 6  # sums that may add up to one
_TOTALS = 20  # totals of the programme in one text
_BESIDE = 6  # tokens of "should read" and the like between two figures
_INSTEAD = frozenset({"instead", "rather", "in", "вместо"})
_OPENERS = frozenset({"(", "[", ",", "/", "=", "≈", "~", ")", ":"})


def settle(context: Context, drafts: Sequence[Draft]) -> None:
    """Set ``equivalent_of``, ``superseded`` and ``part_of`` of all sums of a text."""
    for before, draft in pairwise(drafts):
        if _is_equivalent(context, before, draft):
            draft.equivalent_of = before.equivalent_of or before
    _settle_errata(context, drafts)
    _settle_cued(context, drafts)
    _settle_sums(context, drafts)


# ---- one sum in two currencies


def _is_equivalent(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum says the one before it again in another currency: "USD 123,000 (EUR 95,000)"."""
    layout, one, other = context.layout, before.sum, draft.sum
    if one.currency == other.currency or other.opens - one.last > _APART or one.per_unit != other.per_unit:
        return False
    at = one.last + 1
    signs = 0
    while at < other.opens:
        mark = layout.mark("equivalent", at)
        if mark is None and layout.tokens.word[at] not in _OPENERS:
            return False
        signs += 1
        at = mark.last + 1 if mark else at + 1
    if signs == 1 and layout.tokens.word[one.last + 1] == ",":
        return False
    return signs > 0


# ---- an error and its correction


def _settle_errata(context: Context, drafts: Sequence[Draft]) -> None:
    for n, draft in enumerate(drafts):
        before = drafts[n - 1] if n else None
        after = drafts[n + 1] if n + 1 < len(drafts) else None
        if before is not None and _corrects(context, before, draft):
            before.superseded = True
        if _is_wrong(context, draft, before, after):
            draft.superseded = True
    wrong = {draft.figure for draft in drafts if draft.superseded}
    for draft in drafts:
        draft.superseded = draft.figure in wrong


def _corrects(context: Context, before: Draft, draft: Draft) -> bool:
    """EUR 82,811 should read EUR 82,118."""
    between = draft.sum.opens - before.sum.last
    return between <= _BESIDE + 4 and context.has("erratum", before.sum.last + 1, draft.sum.opens - 1, "read")


def _is_wrong(context: Context, draft: Draft, before: Draft | None, after: Draft | None) -> bool:
    """Whether a word like "instead of" makes a figure the wrong one of two, in the same currency."""
    item = draft.sum
    mark = context.mark_ending("erratum", item.opens)
    if mark is None:
        return False
    if mark.value != "old":
        return False
    word = context.layout.tokens.word[mark.first]
    if word in {"not", "не"}:  # "not EUR 5 million but EUR 6 million": another figure must stand against it
        words = context.layout.tokens.word
        follows = (
            after is not None
            and after.sum.opens - item.last <= 4
            and bool({"but", "а"} & set(words[item.last + 1 : after.sum.opens]))
        )
        return follows or (before is not None and 0 < mark.first - before.sum.last <= 3)
    if before is not None and before.superseded and word in _INSTEAD:  # "wrongly stated as X instead of Y"
        return False
    others = [other for other in (before, after) if other is not None and other.sum.currency == item.currency]
    return any(other.figure != draft.figure for other in others)


# ---- parts of a whole


def _settle_cued(context: Context, drafts: Sequence[Draft]) -> None:
    """Of which, including, в том числе."""
    for n, draft in enumerate(drafts):
        if not n or draft.equivalent_of is not None:
            continue
        whole = _whole(drafts, n)
        if whole is None or not _near(context, whole, draft):
            continue
        if _cued(context, drafts[n - 1], draft) or _goes_on(context, drafts[n - 1], draft, whole):
            draft.part_of = whole


def _whole(drafts: Sequence[Draft], n: int) -> Draft | None:
    """The sum before the ``n``-th one that can hold it: the whole of its neighbour, or the neighbour itself."""
    draft, before = drafts[n], drafts[n - 1]
    if before.equivalent_of is not None:
        before = before.equivalent_of
    whole = before.part_of or before
    if whole.sum.currency != draft.sum.currency or whole.value <= draft.sum.value or whole.superseded:
        return None
    return whole


def _near(context: Context, whole: Draft, draft: Draft) -> bool:
    layout = context.layout
    apart = layout.sentence_at(draft.sum.first) - layout.sentence_at(whole.sum.first)
    return apart <= 1 and layout.tokens.same_block(whole.sum.last, draft.sum.first)


def _cued(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether "of which" opens what is said about a sum; "including" must stand right before it."""
    start = max(before.sum.last + 1, draft.sum.opens - _CUE)
    marks = list(context.marks("part", start, draft.sum.opens - 1))
    if not marks and draft.sum.last < draft.last:  # "EUR 10 million, EUR 4 million of it for training"
        after = context.layout.mark("part", draft.sum.last + 1)
        return after is not None and after.value == "of"
    return any(mark.value == "of" or draft.sum.opens - mark.last <= 4 for mark in marks)


def _goes_on(context: Context, before: Draft, draft: Draft, whole: Draft) -> bool:
    """Whether a sum goes on a list of parts: "of which EUR 2 million for A and EUR 3 million for B"."""
    if before.part_of is not whole or context.layout.sentence_at(before.sum.first) != context.layout.sentence_at(
        draft.sum.first
    ):
        return False
    return before.sum.value + draft.sum.value <= whole.value


def _settle_sums(context: Context, drafts: Sequence[Draft]) -> None:
    """Parts that add up: a sum and its neighbours in a row whose figures are exactly its own."""
    for n, whole in enumerate(drafts):
        if whole.sum.per_unit or whole.superseded:
            continue
        for step in (1, -1):
            parts = _adding_up(context, drafts, n, step)
            for part in parts:
                part.part_of = part.part_of or whole


def _adding_up(context: Context, drafts: Sequence[Draft], n: int, step: int) -> list[Draft]:
    """The sums after (or before) the ``n``-th that add up to it; none when they do not."""
    whole = drafts[n]
    parts: list[Draft] = []
    total = whole.sum.value * 0
    at = n + step
    while 0 <= at < len(drafts) and len(parts) < _PARTS:
        part = drafts[at]
        first, last = sorted((whole.sum.first, part.sum.first))
        if part.sum.currency != whole.sum.currency or part.sum.per_unit or part.equivalent_of or part.part_of:
            return []
        if not context.layout.tokens.same_block(first, last) or part.superseded:
            return []
        parts.append(part)
        total += part.sum.value
        if total >= whole.sum.value:
            break
        at += step
    return parts if len(parts) > 1 and total == whole.sum.value else []


def settle_wholes(context: Context, drafts: Sequence[Draft]) -> None:
    """Let wholes learn from their parts: a total of phases is the programme's, a total of goods is of their kind."""
    for before, draft in pairwise(drafts):
        if _totals(context, before, draft):
            draft.kind, draft.phase, draft.period = before.kind, before.phase, before.period
    mixed = {id(draft.part_of) for draft in drafts if draft.part_of is not None and draft.kind != "equipment"}
    for draft in drafts:
        whole = draft.part_of
        if whole is None or whole.named or whole.joint or whole.kind not in {"phase_budget", "other"}:
            continue
        if draft.kind in {"phase_budget", "programme_total"}:
            whole.kind, whole.phase = "programme_total", None
        elif whole.kind == "other" and id(whole) not in mixed:
            whole.kind, whole.phase = draft.kind, whole.phase or draft.phase


def _totals(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum is the total of goods whose prices stand before it: "EUR 900 each (EUR 1,800 in total)"."""
    if draft.kind != "other" or draft.joint or before.kind != "equipment" or before.number != draft.number:
        return False
    larger = before.sum.currency == draft.sum.currency and before.value < draft.value
    return larger and context.has("in_total", draft.first, draft.last)


# ---- phases inside the whole programme


def settle_by_period(drafts: Sequence[Draft]) -> None:
    """A phase that ran inside the years of a programme's total is part of it, where no more is said."""
    totals = [draft for draft in drafts if draft.kind == "programme_total" and draft.period][:_TOTALS]
    for draft in drafts:
        if draft.kind != "phase_budget" or draft.part_of is not None:
            continue
        for total in totals:
            if total.sum.currency == draft.sum.currency and total.value > draft.value and _holds(total, draft):
                draft.part_of = total
                break


def _holds(total: Draft, draft: Draft) -> bool:
    """Whether the years of a total hold those of a phase, both stated in full."""
    start, end = total.period or (None, None)
    if start is None or end is None or not draft.told:
        return False
    return all(start <= year <= end for year in draft.told)
