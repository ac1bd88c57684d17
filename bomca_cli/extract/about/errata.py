"""Which figures a text calls wrong: "should read", "instead of", "not … but …", «следует читать»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.extract.about.draft import Context, Draft

_BESIDE = 6  # tokens of "should read" and the like between two figures
_SENTENCE = 40  # tokens of a quoted sentence
_VERDICT = 2  # tokens between "the correct cost is" and the sum
_NEAR = 3  # tokens between a sum and "is wrong"
_NOT_BUT = 12  # tokens: "not EUR 45,000, as some media wrote, but"
_QUOTES = frozenset('"“”„«»')
_INSTEAD = words("_instead")
_NOT = words("_not")
_BUT = words("_but")
_FOR, _READ = words("_for_read", "for"), words("_for_read", "read")


def settle(context: Context, drafts: Sequence[Draft]) -> None:
    """Set ``superseded`` of every mention of a figure that the text calls wrong."""
    for n, draft in enumerate(drafts):
        before = drafts[n - 1] if n else None
        after = drafts[n + 1] if n + 1 < len(drafts) else None
        if before is not None and _corrects(context, before, draft):
            before.superseded = True
        if _called_wrong(context, draft, after) or _in_earlier_version(context, drafts, draft):
            draft.superseded = True
        if _is_wrong(context, draft, before, after):
            draft.superseded = True
    wrong = {draft.figure for draft in drafts if draft.superseded}
    for draft in drafts:
        draft.superseded = draft.figure in wrong


def _corrects(context: Context, before: Draft, draft: Draft) -> bool:
    """EUR 82,811 should read EUR 82,118."""
    between = draft.sum.opens - before.sum.last
    if before.sum.currency == draft.sum.currency and between <= 2 * _SENTENCE:
        words = context.layout.tokens.word
        for mark in context.marks("erratum", before.sum.last + 1, draft.sum.opens - 1):
            if mark.value == "read" and words[mark.first - 1] in _QUOTES and words[mark.last + 1] in _QUOTES:
                return True  # the whole sentence is quoted twice
    if between <= _BESIDE and _for_read(context, before, draft):
        return True
    return between <= _BESIDE + 4 and context.has("erratum", before.sum.last + 1, draft.sum.opens - 1, "read")


def _for_read(context: Context, before: Draft, draft: Draft) -> bool:
    """For "EUR 17,250" read "EUR 12,750"."""
    words, signs = context.layout.tokens.word, _QUOTES | {","}
    plain = [word for word in words[before.sum.last + 1 : draft.sum.opens] if word not in signs]
    opener = before.sum.opens - 1
    while opener > 0 and words[opener] in _QUOTES:
        opener -= 1
    return len(plain) == 1 and plain[0] in _READ and words[opener] in _FOR


def _called_wrong(context: Context, draft: Draft, after: Draft | None) -> bool:
    """Whether the sentence behind a sum calls it wrong, or tells the correct one."""
    item, layout = draft.sum, context.layout
    end = after.sum.opens - 1 if after is not None else len(layout.tokens)
    verdicts = context.marks("erratum_verdict", item.last + 1, min(end, item.last + _SENTENCE))
    if not verdicts or not layout.tokens.same_block(item.last, verdicts[0].first):
        return False
    verdict = verdicts[0]
    if verdict.value == "near":
        return verdict.first - item.last <= _NEAR
    if verdict.value == "wrong":
        return layout.sentence_at(verdict.first) <= draft.number + 1
    other = after is not None and after.sum.currency == item.currency and after.figure != draft.figure
    return after is not None and other and after.sum.opens - verdict.last <= _VERDICT


def _in_earlier_version(context: Context, drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether only the version that is corrected gave a sum: "An earlier version of this text gave the price as"."""
    if not context.has("earlier_version", draft.sentence.first, draft.sum.first):
        return False
    return any(other.sum.currency == draft.sum.currency and other.number != draft.number for other in drafts)


def _is_wrong(context: Context, draft: Draft, before: Draft | None, after: Draft | None) -> bool:
    """Whether a word like "instead of" makes a figure the wrong one of two, in the same currency."""
    item = draft.sum
    opens = item.opens - (context.layout.tokens.word[item.opens - 1] == ":")
    mark = context.mark_ending("erratum", opens)
    if mark is None:
        return False
    if mark.value != "old":
        return False
    word = context.layout.tokens.word[mark.first]
    if word in _NOT:  # "not EUR 5 million but EUR 6 million": another figure must stand against it
        words = context.layout.tokens.word
        follows = (
            after is not None
            and after.sum.opens - item.last <= _NOT_BUT
            and bool(_BUT & set(words[after.sum.opens - 3 : after.sum.opens]))
        )
        return follows or (before is not None and 0 < mark.first - before.sum.last <= 3)
    if before is not None and before.superseded and word in _INSTEAD:  # "wrongly stated as X instead of Y"
        return False
    others = [other for other in (before, after) if other is not None and other.sum.currency == item.currency]
    return any(other.figure != draft.figure for other in others)
