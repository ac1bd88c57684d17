"""Which sums are parts of others: "of which", "out of the EUR 412,000", "the money comes from", figures that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.lexicon import Mark

_CUE = 10  # tokens between "of which" and the part
_INCLUDING = 18  # tokens between "including" and the sum that its things are worth
_BESIDE = 2
_ANAPHORA = 4  # sentences between a sum and "of this sum"
_SOURCE = 20  # tokens between "comes from" and the sum of a budget
_SUBJECT = 3  # tokens between a sum and "comes from"
_TOTALS = 20  # sums between additional money and some of it
_PARTS = 6  # sums that may add up to one
_FRACTION = 2  # tokens between "a fifth" and the sum
_PIECE = 4  # tokens between "the largest" and the sum
_HEAD = 7  # tokens between "of" at the head of a clause and the whole
_QUOTES = frozenset('"“”„«»')
_OF = words("_of")
_HEAD_WORDS = words("_head_of_whole")
_HEAD_NEAR = words("_head_of_whole", "near")
_THESE = words("_these_sums")
_UP_TO = words("_up_to")
_AMOUNTING = words("_amounting")
_POINTING = words("_part_pointing")
_PREPOSITIONS = words("_part_preposition")
_BEFORE_PART = words("_before_part")
_RELATIVE = words("_part_relative")
_SUBJECTS = words("_drawn_subject")


def settle(context: Context, drafts: Sequence[Draft]) -> None:
    """Set ``part_of`` of all sums of a text whose errors and kinds are known."""
    _settle_sums(context, drafts)  # figures that add up tell more than words
    _settle_cued(context, drafts)


def _settle_cued(context: Context, drafts: Sequence[Draft]) -> None:
    """Of which, including, в том числе."""
    for n, draft in enumerate(drafts):
        if not n or draft.equivalent_of is not None or draft.per_unit or draft.part_of is not None:
            continue
        before = drafts[n - 1].equivalent_of or drafts[n - 1]
        if _out_of(context, drafts[n - 1], draft) or _drawn_from(context, before, draft):
            before.part_of = before.part_of or draft
            continue
        if _from_head(context, drafts[n - 1], draft):
            draft.part_of = drafts[n - 1]
            continue
        extra = _extra(context, drafts, n) or _budget(context, drafts, n) or _largest(context, drafts, n)
        if extra is not None:
            draft.part_of = extra
            continue
        whole = _whole(context, drafts, n)
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


def _budget(context: Context, drafts: Sequence[Draft], n: int) -> Draft | None:
    """The budget that the ``n``-th sum is a share of: "within this envelope", "of the new money"."""
    draft = drafts[n]
    values = {mark.value for mark in inside(context, draft)}
    if not values:
        return None
    if "line" in values:
        whole = drafts[n - 1].equivalent_of or drafts[n - 1]
        return whole if _may_hold(whole, draft) else None
    before = (drafts[at] for at in range(n - 1, max(-1, n - _TOTALS), -1))
    budgets = (whole for whole in before if whole.kind == "phase_budget" and _may_hold(whole, draft))
    return next((whole for whole in budgets if draft.phase in {None, whole.phase}), None)


def _largest(context: Context, drafts: Sequence[Draft], n: int) -> Draft | None:
    """The total whose largest or smallest piece the ``n``-th sum is: "grants of EUR 298,000. The largest"."""
    draft, before = drafts[n], drafts[n - 1].equivalent_of or drafts[n - 1]
    if draft.number - before.number > 1 or not _may_hold(before, draft):
        return None
    opens = draft.sum.opens
    start = max(before.sum.last + 1, context.layout.sentence(opens).first, opens - _CUE)
    named = any(
        opens - mark.last <= (_FRACTION if mark.value == "fraction" else _PIECE)
        for mark in context.marks("largest", start, opens)
        if mark.value == "fraction" or before.kind == draft.kind
    )
    return before if named and context.layout.tokens.same_block(before.sum.last, draft.sum.first) else None


def inside(context: Context, draft: Draft) -> list[Mark]:
    """The words beside a sum that make it a share of a budget: at the head of its part, or right behind it."""
    item = draft.sum
    marks = context.marks("inside", max(draft.first, item.opens - _CUE), item.opens - 1)
    words = context.layout.tokens.word  # "of the budget of EUR 21.65 million" tells the whole itself
    marks = [mark for mark in marks if mark.last < item.opens and not _tells(words[mark.last + 1 : item.opens])]
    return marks + context.marks("inside", item.last + 1, min(draft.last, item.last + _SUBJECT))


def _tells(between: Sequence[str]) -> bool:
    """Whether the words between "the budget" and a sum make the sum the budget."""
    return bool(between) and set(between) <= _AMOUNTING


def _may_hold(whole: Draft, draft: Draft) -> bool:
    same = whole.sum.currency == draft.sum.currency and not whole.superseded and not whole.per_unit
    return same and whole.sum.value > draft.value


def _whole(context: Context, drafts: Sequence[Draft], n: int) -> Draft | None:
    """The sum before the ``n``-th one that can hold it: the whole of its neighbour, or the neighbour itself.

    "Of this sum" reaches back past the price of one.
    """
    draft, at = drafts[n], n - 1
    if drafts[at].per_unit and _points(context, draft):
        at = next((back for back in range(at, max(-1, n - _PARTS), -1) if not drafts[back].per_unit), at)
    before = drafts[at].equivalent_of or drafts[at]
    whole = before.part_of or before
    if whole.sum.currency != draft.sum.currency or whole.value <= draft.sum.value or whole.superseded:
        return None
    return None if whole.per_unit else whole


def _out_of(context: Context, part: Draft, whole: Draft) -> bool:
    """EUR 0.4 million, out of the EUR 21.65 million."""
    same = part.number == whole.number and part.sum.currency == whole.sum.currency and not part.per_unit
    between = context.layout.tokens.word[part.sum.last + 1 : whole.sum.opens]
    if same and part.value < whole.sum.value and len(between) == 1 and between[0] in _OF:
        return True  # "EUR 118,000 of EUR 295,000"
    return same and part.value < whole.sum.value and context.mark_ending("out_of", whole.sum.opens) is not None


def _from_head(context: Context, whole: Draft, draft: Draft) -> bool:
    """Out of the EUR 412,000 a sum of EUR 36,500 was spent on passport readers."""
    same = draft.number == whole.number and draft.sum.currency == whole.sum.currency and not whole.per_unit
    if not same or draft.value >= whole.sum.value:
        return False
    layout, tokens, opens = context.layout, context.layout.tokens, whole.sum.opens
    if tokens.word[draft.sum.opens - 1] in _UP_TO:
        return False
    for at in range(opens - 1, max(whole.sentence.first, opens - _HEAD) - 1, -1):
        if tokens.kind[at] == SIGN and tokens.word[at] not in _QUOTES:
            return False
        if tokens.word[at] in _HEAD_WORDS and (at >= opens - 2 or tokens.word[at] not in _HEAD_NEAR):
            cue = layout.mark("part", at)
            named = cue is None or (cue.last == opens - 1 and tokens.word[cue.last] in _THESE)
            opening = at == whole.sentence.first or tokens.kind[at - 1] == SIGN or "clause" in layout.classes[at - 1]
            if opening:
                return named and not context.dated(at + 1)
    return False


def _drawn_from(context: Context, part: Draft, whole: Draft) -> bool:
    """EUR 420,000 are available. The money comes from the budget of the phase, which amounts to EUR 21.65 million."""
    if part.per_unit or part.superseded or whole.number - part.number > 1:
        return False
    if part.sum.currency != whole.sum.currency or part.value >= whole.sum.value:
        return False
    tokens = context.layout.tokens
    if not tokens.same_block(part.sum.last, whole.sum.first):
        return False
    start = max(part.sum.last + 1, whole.sum.opens - _SOURCE)
    return any(
        tokens.word[mark.first - 1] in _SUBJECTS or mark.first - part.sum.last <= _SUBJECT
        for mark in context.marks("drawn_from", start, whole.sum.opens - 1)
    )


def _near(context: Context, whole: Draft, draft: Draft) -> bool:
    """Whether a whole stands in the sentence of its part or before it; "of this sum" reaches farther."""
    apart = draft.number - whole.number
    if apart <= 1 and context.layout.tokens.same_block(whole.sum.last, draft.sum.first):
        return True
    return apart <= _ANAPHORA and _points(context, draft)


def _points(context: Context, draft: Draft) -> bool:
    """Whether "of this sum" or the like stands beside a sum."""
    words = context.layout.tokens.word
    marks = [*context.marks("part", draft.first, draft.sum.opens - 1)]
    after = context.layout.mark("part", draft.sum.last + 1)
    marks += [after] if after is not None else []
    return any(_POINTING & set(words[mark.first : mark.last + 1]) for mark in marks)


def _cued(context: Context, before: Draft, draft: Draft) -> bool:
    """Whether "of which" opens what is said about a sum; "including" must stand right before it."""
    start = max(before.sum.last + 1, draft.sum.opens - _INCLUDING)
    marks = [
        mark
        for mark in context.marks("part", start, draft.sum.opens - 1)
        if _opens_clause(context, mark) or _behind(context, before, mark)
    ]
    near = draft.sum.opens - _CUE
    if any(
        (mark.value in {"of", "extra"} and mark.first >= near)
        or draft.sum.opens - mark.last <= 4
        or _including(context, before, draft, mark)
        for mark in marks
    ):
        return True
    after = context.layout.mark("part", draft.sum.last + 1) if draft.sum.last < draft.last else None
    return after is not None and after.value == "of"  # "EUR 10 million, EUR 4 million of it for training"


def _including(context: Context, before: Draft, draft: Draft, mark: Mark) -> bool:
    """EUR 1.1 million, including two vehicles for dogs in the north, valued at EUR 205,130."""
    near = before.number == draft.number and mark.first - before.sum.last <= _BESIDE
    return near and context.mark_ending("worth", draft.sum.opens) is not None


def _behind(context: Context, before: Draft, mark: Mark) -> bool:
    """EUR 10 million of which EUR 3 million go into equipment."""
    return mark.first == before.sum.last + 1 and context.layout.tokens.word[mark.last] in _RELATIVE


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
