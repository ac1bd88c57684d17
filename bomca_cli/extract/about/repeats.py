"""What mentions of the same money tell each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Draft


def settle(drafts: Sequence[Draft]) -> None:
    """Complete repeated figures, restatements in a second currency and corrected figures from each other."""
    best: dict[object, Draft] = {}
    for _ in range(2):  # the second time the first mention knows what the last one told
        for draft in drafts:
            known = best.setdefault(draft.figure, draft)
            if known is not draft:
                _complete(known, draft)
                _complete(draft, known)
    for before, draft in pairwise(drafts):
        if draft.equivalent_of is not None:
            _take_over(draft, draft.equivalent_of)
        if before.superseded != draft.superseded and before.sum.currency == draft.sum.currency:
            wrong, right = (before, draft) if before.superseded else (draft, before)
            _complete(right, wrong)
            _complete(wrong, right)


def _complete(draft: Draft, other: Draft) -> None:
    """Take what a mention lacks from another one of the same money."""
    if draft.kind == "other" and not draft.joint and other.kind != "other":
        draft.kind, draft.phase, draft.owner = other.kind, other.phase, other.owner
    if draft.kind != other.kind:
        return
    if draft.joint or other.joint:
        draft.joint, draft.phase = True, None
    if draft.phase is None and not draft.joint and draft.kind not in {"programme_total", "other_programme"}:
        draft.phase = other.phase
    draft.period = draft.period or other.period
    draft.purpose = draft.purpose or other.purpose


def _take_over(draft: Draft, twin: Draft) -> None:
    """A restatement in a second currency is about what its twin is about."""
    draft.kind, draft.phase, draft.period, draft.owner, draft.joint = (
        twin.kind,
        twin.phase,
        twin.period,
        twin.owner,
        twin.joint,
    )
    draft.per_unit = twin.per_unit
    draft.purpose = draft.purpose or twin.purpose
