"""Whether somebody else than the programme pays a sum: "the customs service paid for the cables, EUR 4,000".

Who pays is the subject of a verb of paying, or stands behind its participle and "by". The programme, its phases, the
European Union and the partners are subjects too: the one nearest to the verb pays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.phases import HOME

if TYPE_CHECKING:
    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.lexicon import Mark

_PROGRAMMES = frozenset({HOME, *values("_programme_proper")})
_REACH = 4  # tokens between a verb and its subject
_BEHIND = 2  # tokens between a verb and a subject that follows
_AND = words("_and")
_RELATIVE = words("_which_payer")
_TO_BODY = words("_to_body")
_PASSIVE = words("_be_paid")
_BY = words("_paid_by")
_THE = words("_the")
_SELF = words("_self")
_OWN = words("_own")
_REFLEXIVE = words("_themselves")
_FROM = words("_by_body")
_GIFT = words("_gift")
_DONORS = frozenset({"donor", "nation"})
_GIVERS = _DONORS | {"government"}
_GIVER = words("_from_giver")
# Endings of the first word of a name that is no subject: "пограничной службе", "министерству".
_OBLIQUE = tuple(words("_payer_ending", "oblique"))
_INSTRUMENTAL = tuple(words("_payer_ending", "instrumental"))
_GERUND = tuple(words("_payer_ending", "gerund"))  # its subject is that of the clause before
_PARTICIPLE = tuple(words("_payer_ending", "participle"))
_NAME = 4  # tokens from "from" to the noun of a name: "from the Uzbek Agency for Plant Quarantine"
_BREAKS = frozenset(",;:")
_MORE = words("_gap")  # between such a name and its sum


def is_other(context: Context, draft: Draft) -> bool:
    """Whether the part of the text that speaks about a sum names another payer than the programme."""
    first, last = draft.first, draft.last
    candidates = _candidates(context, first, last)
    if _themselves(context, draft, candidates):
        return True
    if not any(foreign for _, foreign in candidates):
        return False
    for verb in context.marks("pays", first, last):
        acting = verb.value == "acts" and not _OWN & set(context.layout.tokens.word[first : last + 1])
        known = [(mark, foreign and not (acting and _local(context, mark))) for mark, foreign in candidates]
        subject = _subject(context, known, verb)
        if subject is not None and not (verb.value == "acts" and not subject):
            return subject
    strangers = [mark for mark, foreign in candidates if foreign]
    if any(_gapped(context, draft, mark) or _beside(context, draft, mark) for mark in strangers):
        return True
    return any(_agent(context, mark) or _gives(context, draft, mark) for mark in strangers)


def _themselves(context: Context, draft: Draft, candidates: list[tuple[Mark, bool]]) -> bool:
    """Whether people pay for themselves, whoever they are: "the beekeepers themselves put in EUR 5,000"."""
    words, behind = context.layout.tokens.word, draft.sum.last + 1
    own = context.layout.mark("own_share", behind)
    if own is not None and words[own.last] in _OWN and context.has("pays", draft.sentence.first, draft.sum.opens):
        ours = (not foreign for mark, foreign in candidates)
        homes = context.refs(draft.sentence.first, draft.sum.opens)
        if not any(ours) and not homes:
            return True  # "Pamir Energy spends USD 140,000 of its own"
    for at in range(draft.first, draft.sum.opens):
        if words[at] not in _REFLEXIVE or not context.has("pays", at + 1, min(at + _BEHIND, draft.sum.opens)):
            continue
        subject = [foreign for mark, foreign in candidates if at - _REACH <= mark.last < at]
        if not subject or subject[-1]:
            return True
    return False


def _candidates(context: Context, first: int, last: int) -> list[tuple[Mark, bool]]:
    """Who may pay, in the order of the text, and whether they are strangers to the programme."""
    found = [(mark, mark.value != "home") for mark in context.marks("payer", first, last)]
    found += [(mark, True) for mark in context.marks("agency", first, last)]
    found += [
        (mark, True) for mark in context.marks("other_purse", first, last) if mark.value in {"donor", "government"}
    ]
    found += [(mark, False) for mark in context.marks("partner", first, last)]
    found += [
        (mark, mark.value not in _PROGRAMMES)
        for mark in context.marks("programme", first, last)
        if mark.value == HOME or mark.value not in _PROGRAMMES
    ]
    found = [row for row in found if context.mark_ending("beside", row[0].first, start=first) is None]
    return sorted(found, key=lambda row: row[0].first)


def _subject(context: Context, candidates: list[tuple[Mark, bool]], verb: Mark) -> bool | None:
    """Whether the subject of a verb of paying is a stranger; None when it has none among the candidates."""
    words = context.layout.tokens.word
    if words[verb.first - 1] in _PASSIVE:
        return None
    for mark, foreign in reversed(candidates):
        between = words[mark.last + 1 : verb.first]
        if mark.last >= verb.first:
            continue
        if len(between) > 1 and between[-2] == "," and between[-1] in _RELATIVE and len(between) <= 2 * _REACH:
            return foreign
        gerund = words[verb.first].endswith(_GERUND) and between[-1:] == [","]
        if foreign and _with_home(words, mark, candidates):
            return None  # "BOMCA and UNODC paid"
        plain = not _receives(words, mark) and (gerund or not _BREAKS & set(between))
        if plain and len(between) <= _REACH:
            return foreign
    if words[verb.first].isascii():
        return None
    for mark, foreign in candidates:
        between = words[verb.last + 1 : mark.first]
        plain = mark.first > verb.last and all(word in _SELF for word in between[:_BEHIND])
        if plain and len(between) <= _BEHIND and not _oblique(words[mark.first]):
            return foreign
    return None


def _with_home(words: list[str], mark: Mark, candidates: list[tuple[Mark, bool]]) -> bool:
    """Whether "and" joins a stranger to the programme that pays with it."""
    joint = mark.first - 1 - (words[mark.first - 1] in _THE)
    near = range(joint - 3, joint)  # "BOMCA 10" ends with its number
    return words[joint] in _AND and any(not foreign and home.last in near for home, foreign in candidates)


def _receives(words: list[str], mark: Mark) -> bool:
    before = mark.first - 1
    if before >= 0 and words[before] in _THE:
        before -= 1
    return before >= 0 and words[before] in _TO_BODY


def _oblique(word: str) -> bool:
    return word.endswith(_OBLIQUE)


def _local(context: Context, mark: Mark) -> bool:
    """Whether a name is that of a body of the region, which the programme helps."""
    payer = context.layout.mark("payer", mark.first)
    return (payer is not None and payer.value == "state") or context.layout.mark("agency", mark.first) is not None


def _gives(context: Context, draft: Draft, mark: Mark) -> bool:
    """Whether a sum comes from a donor right behind it: "USD 12 million from the Islamic Development Bank"."""
    words, at = context.layout.tokens.word, draft.sum.last + 1
    donor = mark.value in _DONORS
    if not at < mark.first <= at + _NAME or words[at] not in (_FROM if donor else _GIVER):
        return False
    tokens = context.layout.tokens
    return all(words[between] in _THE or tokens.capital(between) for between in range(at + 1, mark.first))


def _gapped(context: Context, draft: Draft, mark: Mark) -> bool:
    """Whether a name stands right before a sum that goes on what another one paid: "…, the customs another USD 64,000".

    The verb stands beside the sum before in the sentence.
    """
    words, item = context.layout.tokens.word, draft.sum
    before = context.before(draft)
    if before is None or before.number != draft.number or not before.sum.last < mark.first < item.first:
        return False
    head = mark.first - 1 if words[mark.first - 1] not in _THE else mark.first - 2
    opens = words[head] in _BREAKS or context.layout.mark("clause", head) is not None
    if not opens or not set(words[mark.last + 1 : item.opens]) <= _MORE:
        return False
    return context.has("pays", before.first, before.sum.last)


def _beside(context: Context, draft: Draft, mark: Mark) -> bool:
    """Whether names of payers stand before sums in brackets: "shared by BOMCA (EUR 120,000) and the troops (…)"."""
    words, item = context.layout.tokens.word, draft.sum
    before = context.before(draft)
    if before is None or before.number != draft.number or words[item.opens - 1] != "(" or mark.last != item.opens - 2:
        return False
    name = before.sum.opens - 2
    homes = [named.last for named in context.marks("programme", name - _REACH, name) if named.value == HOME]
    homes += [ref.last for ref in context.refs(name - _REACH, name)]
    return words[name + 1] == "(" and name in homes


def _agent(context: Context, mark: Mark) -> bool:
    """Whether a participle of paying and "by" stand before a name: "supported by Japan", "оплачено таможней"."""
    words = context.layout.tokens.word
    before = mark.first - 1
    if before > 0 and words[before] in _THE:
        before -= 1
    if before < 1:
        return False
    if words[before] in _FROM and words[before - 1] in _GIFT and mark.value in _GIVERS:
        return True  # "a gift of the United States"
    if words[before] in _BY:
        return context.layout.mark("paid", before - 1) is not None
    russian = context.layout.mark("paid", before) is not None and words[before].endswith(_PARTICIPLE)
    return russian and words[mark.last].endswith(_INSTRUMENTAL)
