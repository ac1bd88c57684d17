"""How sums belong together: parts of a whole, one sum in two currencies."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.lexicon import Mark

_APART = 8  # tokens between a sum and the same in a second currency
_FAR_APART = 14  # the same, where words of converting stand right before the second one
_CUE = 10  # tokens between "of which" and the part
_ANAPHORA = 4  # sentences between a sum and "of this sum"
_POINTING = words("_part_pointing")
_PREPOSITIONS = words("_part_preposition")
_BEFORE_PART = words("_before_part")
_UP_TO = words("_up_to")
_PARTS = 6  # sums that may add up to one
_TOTALS = 20  # totals of the programme in one text
_LOCAL = frozenset(values("_local_currency"))
_OPENERS = frozenset({"(", "[", ",", "/", "=", "≈", "~", ")", ":"})


def settle_twins(context: Context, drafts: Sequence[Draft]) -> None:
    """Set ``equivalent_of`` of all sums of a text."""
    for before, draft in pairwise(drafts):
        if _is_equivalent(context, before, draft):
            draft.equivalent_of = before.equivalent_of or before
            draft.twin = draft.equivalent_of.twin = True


def settle_parts(context: Context, drafts: Sequence[Draft]) -> None:
    """Set ``part_of`` of all sums of a text whose errors and kinds are known."""
    _settle_sums(context, drafts)  # figures that add up tell more than words
    _settle_cued(context, drafts)


# ---- one sum in two currencies


def _is_equivalent(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum says the one before it again in another currency: "USD 123,000 (EUR 95,000)"."""
    layout, one, other = context.layout, before.sum, draft.sum
    if _converted(context, before, draft):
        return True
    if one.currency == other.currency or other.opens - one.last > _APART:
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


def _converted(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether words right before a sum of local money convert the one before: "…, which is about 3 million soms"."""
    one, other = before.sum, draft.sum
    if other.currency not in _LOCAL or one.currency in _LOCAL or other.opens - one.last > _FAR_APART:
        return False
    if not context.layout.tokens.same_block(one.first, other.first):
        return False
    return any(
        mark.last >= other.opens - 1 for mark in context.marks("equivalent", other.opens - _APART, other.opens - 1)
    )


# ---- parts of a whole


def _settle_cued(context: Context, drafts: Sequence[Draft]) -> None:
    """Of which, including, в том числе."""
    for n, draft in enumerate(drafts):
        if not n or draft.equivalent_of is not None or draft.per_unit or draft.part_of is not None:
            continue
        if _out_of(context, drafts[n - 1], draft):
            drafts[n - 1].part_of = draft
            continue
        extra = _extra(context, drafts, n)
        if extra is not None:
            draft.part_of = extra
            continue
        whole = _whole(drafts, n)
        if whole is None or not _near(context, whole, draft):
            continue
        if _cued(context, drafts[n - 1], draft) or _goes_on(context, drafts[n - 1], draft, whole):
            draft.part_of = whole


def _extra(context: Context, drafts: Sequence[Draft], n: int) -> Draft | None:
    """The top-up that the ``n``-th sum is some of: "of the additional money, EUR 900,000 …"."""
    draft = drafts[n]
    if not context.has("part", draft.first, draft.sum.last, "extra"):
        return None
    before = (drafts[at] for at in range(n - 1, max(-1, n - _TOTALS), -1))
    return next((whole for whole in before if whole.kind == "extension" and whole.value > draft.value), None)


def _whole(drafts: Sequence[Draft], n: int) -> Draft | None:
    """The sum before the ``n``-th one that can hold it: the whole of its neighbour, or the neighbour itself."""
    draft, before = drafts[n], drafts[n - 1]
    if before.equivalent_of is not None:
        before = before.equivalent_of
    whole = before.part_of or before
    if whole.sum.currency != draft.sum.currency or whole.value <= draft.sum.value or whole.superseded:
        return None
    return None if whole.per_unit else whole


def _out_of(context: Context, part: Draft, whole: Draft) -> bool:
    """EUR 0.4 million, out of the EUR 21.65 million."""
    same = part.number == whole.number and part.sum.currency == whole.sum.currency and not part.per_unit
    return same and part.value < whole.sum.value and context.mark_ending("out_of", whole.sum.opens) is not None


def _near(context: Context, whole: Draft, draft: Draft) -> bool:
    """Whether a whole stands in the sentence of its part or before it; "of this sum" reaches farther."""
    apart = draft.number - whole.number
    if apart <= 1 and context.layout.tokens.same_block(whole.sum.last, draft.sum.first):
        return True
    words = context.layout.tokens.word
    marks = context.marks("part", draft.first, draft.sum.opens - 1)
    after = context.layout.mark("part", draft.sum.last + 1)
    marks += [after] if after is not None else []
    return apart <= _ANAPHORA and any(_POINTING & set(words[mark.first : mark.last + 1]) for mark in marks)


def _cued(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether "of which" opens what is said about a sum; "including" must stand right before it."""
    start = max(before.sum.last + 1, draft.sum.opens - _CUE)
    marks = [mark for mark in context.marks("part", start, draft.sum.opens - 1) if _opens_clause(context, mark)]
    if not marks and draft.sum.last < draft.last:  # "EUR 10 million, EUR 4 million of it for training"
        after = context.layout.mark("part", draft.sum.last + 1)
        return after is not None and after.value == "of"
    return any(mark.value in {"of", "extra"} or draft.sum.opens - mark.last <= 4 for mark in marks)


def _opens_clause(context: Context, mark: Mark) -> bool:
    """Whether the words stand at the head of a clause: "…, of them" does, "for all of them" does not."""
    tokens, before = context.layout.tokens, mark.first - 1
    if tokens.word[mark.first] not in _PREPOSITIONS or before < 0:
        return True
    head = context.layout.sentence(mark.first).first == mark.first
    return head or tokens.kind[before] == SIGN or tokens.word[before] in _BEFORE_PART


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
        if whole.per_unit or whole.superseded:
            continue
        for step in (1, -1):
            parts = _adding_up(context, drafts, n, step)
            for part in parts:
                part.part_of = part.part_of or whole


def settle_top_ups(drafts: Sequence[Draft]) -> None:
    """A top-up is part of the raised budget when the text states the old and the new one."""
    budgets = {draft.value: draft for draft in drafts[:_TOTALS] if draft.kind == "phase_budget"}
    for draft in drafts[:_TOTALS]:
        if draft.kind == "extension" and draft.part_of is None:
            for value in budgets:
                raised = budgets.get(value + draft.value)
                if raised is not None and raised.sum.currency == draft.sum.currency:
                    draft.part_of = raised


def _adding_up(context: Context, drafts: Sequence[Draft], n: int, step: int) -> list[Draft]:
    """The sums after (or before) the ``n``-th that add up to it; none when they do not."""
    whole = drafts[n]
    parts: list[Draft] = []
    total = whole.sum.value * 0
    at = n + step
    while 0 <= at < len(drafts) and len(parts) < _PARTS:
        part = drafts[at]
        first, last = sorted((whole.sum.first, part.sum.first))
        if part.sum.currency != whole.sum.currency or part.per_unit or part.equivalent_of or part.part_of:
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
    for neighbour, draft in pairwise(drafts):
        before = neighbour.equivalent_of or neighbour
        if _totals(context, before, draft) or _changed(context, before, draft):
            draft.kind, draft.phase, draft.period = before.kind, before.phase, before.period
    wholes = {id(draft.part_of): draft.part_of for draft in drafts if draft.part_of is not None}
    parts: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.part_of is not None:
            parts.setdefault(id(draft.part_of), []).append(draft)
    for key, whole in wholes.items():
        if whole is not None:
            _learn(context, whole, parts[key])


def _learn(context: Context, whole: Draft, parts: list[Draft]) -> None:
    kinds = {part.kind for part in parts}
    if not (whole.named or whole.joint) and whole.kind in {"phase_budget", "other"}:
        if "extension" in kinds and whole.kind == "phase_budget":
            whole.phase = whole.phase or next(part.phase for part in parts if part.kind == "extension")
        elif kinds & {"phase_budget", "programme_total"} and not _one_phase(whole, parts):
            whole.kind, whole.phase = "programme_total", None
        elif whole.kind == "other" and "equipment" in kinds and not _used(context, parts):
            part = next(part for part in parts if part.kind == "equipment")
            whole.kind, whole.phase = part.kind, whole.phase or part.phase
    if whole.kind == "equipment":
        for part in parts:
            if part.kind == "other" and not _used(context, [part]):
                part.kind, part.phase = whole.kind, part.phase or whole.phase


def _one_phase(whole: Draft, parts: list[Draft]) -> bool:
    """Whether parts that make up a budget are shares of one phase: the contribution of the EU, that of the partners."""
    budgets = [part.phase for part in parts if part.kind in {"phase_budget", "programme_total"}]
    whole_told = sum(part.sum.value for part in parts) == whole.sum.value
    return whole.kind == "phase_budget" and whole_told and budgets == [whole.phase]


def _used(context: Context, parts: list[Draft]) -> bool:
    """Whether a part goes into grants, training and the like."""
    return any(context.has("other_use", part.first, part.last) for part in parts if part.kind == "other")


def _changed(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether a sum is what another one became: "raised from EUR 5 million to EUR 6.6 million"."""
    between = range(before.sum.last + 1, draft.sum.opens)
    words = context.layout.tokens.word
    return draft.kind == "other" and not draft.joint and len(between) == 1 and words[between[0]] in _UP_TO


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
            apart = total.number != draft.number  # in one sentence only words make a part: "of which"
            if (
                apart
                and total.sum.currency == draft.sum.currency
                and total.value > draft.value
                and _holds(total, draft)
            ):
                draft.part_of = total
                break


def _holds(total: Draft, draft: Draft) -> bool:
    """Whether the years of a total hold those told of a phase that has no period of its own."""
    start, end = total.period or (None, None)
    if start is None or end is None or not draft.told or draft.period is not None:
        return False
    return all(start <= year <= end for year in draft.told)
