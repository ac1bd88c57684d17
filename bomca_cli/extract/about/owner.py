"""Whose money a sum is: the home programme's, another's, or one pot of several."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bomca_cli.extract.about import payer
from bomca_cli.extract.about.draft import LONGEST, PROGRAMME_LEVEL
from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.phases import HOME
from bomca_cli.extract.tokens import SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.about.draft import Context, Draft
    from bomca_cli.extract.lexicon import Mark

# Programmes proper; the others among the names are bodies, which own a sum only where they give it.
_PROGRAMMES = frozenset({HOME, *values("_programme_proper")})
_TO_BODY = words("_to_body")
_BY = words("_by_body")
_PRONOUNS = words("_clause_pronoun")
_PROJECT = words("_project")
_QUOTES = frozenset('"“”«»„')
_LISTED = frozenset(",/&-–") | words("_one_pot")
_THE = words("_the")
_OF = words("_of")
_RESPECTIVELY = words("_respectively")
_SEVERAL = 4  # tokens between two programmes that share a pot, their phase numbers apart
_HOME_CURRENCIES = frozenset(values("_home_currency"))
_NEAR_TRADE = 14  # tokens
_NEAR_PURSE = 16  # tokens between a state budget and the sum that comes from it
_OURS = 3  # tokens between the programme and "own budget"
_BACK = 2  # sentences
_BODY = 2  # tokens from "project" to the quote behind the one who runs it

OTHER = "other"


def settle(context: Context, draft: Draft, before: Draft | None) -> None:
    """Set ``owner`` and ``joint`` of a sum; ``before`` is the sum before it in the same sentence."""
    mentions = list(_mentions(context, draft.first, draft.last))
    if _purse(context, draft, mentions) or _foreign(context, draft, mentions) or payer.is_other(context, draft):
        draft.owner = OTHER
        return
    if _of_project(context, draft):
        draft.owner = OTHER
        return
    if _joint(context, draft, mentions):
        draft.joint = True
        return
    owners = _owning(context, draft, mentions)
    if owners:
        draft.owner = _nearest(draft, owners)
        return
    if before is not None and context.has("part", draft.first, draft.sum.first):
        draft.owner, draft.joint = before.owner, before.joint
        return
    if before is not None and before.owner == OTHER and not mentions:
        draft.owner = OTHER
        return
    rest = list(_mentions(context, draft.sentence.first, draft.first - 1))
    owners = _owning(context, draft, rest)
    draft.owner = owners[-1].value if owners else _topic(context, draft)


def in_order(context: Context, row: list[Draft]) -> None:
    """Set the owners where a sentence names as many programmes as sums and says "respectively"."""
    first, last = row[0].sentence.first, row[-1].sentence.last
    words = context.layout.tokens.word
    if len(row) < 2 or not _RESPECTIVELY & set(words[first : last + 1]):
        return
    programmes = list(dict.fromkeys(mark.value for mark in _mentions(context, first, last)))
    if len(programmes) == len(row):
        for draft, programme in zip(row, programmes, strict=True):
            draft.owner, draft.joint = programme, False


def _mentions(context: Context, first: int, last: int) -> list[Mark]:
    """The programmes and bodies named in the tokens ``first`` to ``last``, those beside the subject left out."""
    found = context.marks("programme", first, last)
    plain = [mark for mark in found if context.mark_ending("beside", mark.first, start=first) is None]
    return plain or found


def _owning(context: Context, draft: Draft, mentions: list[Mark]) -> list[Mark]:
    """The mentions that may own the sum: programmes, else bodies that give."""
    programmes = [mark for mark in mentions if mark.value in _PROGRAMMES]
    if any(mark.value == HOME for mark in programmes):
        return programmes
    words = context.layout.tokens.word
    named = (mark for mark in mentions if mark.value not in _PROGRAMMES)
    near = draft.sum.last + 12
    bodies = [mark for mark in named if _runs(words, mark) or (mark.first < near and not _receives(words, mark))]
    return programmes or bodies


def _runs(words: list[str], mark: Mark) -> bool:
    """Whether a body is the one that a project is of: "the programme of the Asian Development Bank"."""
    before = mark.first - 1 - (words[mark.first - 1] in _THE)
    return before > 0 and words[before] in _OF and words[before - 1] in _PROJECT


def _receives(words: list[str], mark: Mark) -> bool:
    before = mark.first - 1
    if before >= 0 and words[before] in _THE:
        before -= 1
    return before >= 0 and words[before] in _TO_BODY


def _nearest(draft: Draft, owners: list[Mark]) -> str:
    """The programme named nearest to the sum."""
    item = draft.sum

    def distance(mark: Mark) -> int:
        return item.first - mark.last if mark.last < item.first else mark.first - item.last

    return min(owners, key=distance).value


def _joint(context: Context, draft: Draft, mentions: list[Mark]) -> bool:
    """Whether one sum is for several programmes: "EUR 5 million for BOMCA and CADAP", "both programmes"."""
    words = context.layout.tokens.word
    for one, other in pairwise(mentions):
        pair = {one.value, other.value}
        if len(pair) < 2 or HOME not in pair or not pair <= _PROGRAMMES:
            continue
        between = words[one.last + 1 : other.first]
        plain = [word for word in between if not word.isdigit()]
        if plain and len(plain) <= _SEVERAL and set(plain) <= _LISTED:
            return True
    plural = next(iter(context.marks("programmes", draft.first, draft.last)), None)
    behind = [mark for mark in mentions if plural is not None and mark.first > plural.last]
    if len({mark.value for mark in behind} & _PROGRAMMES) > 1 and any(mark.value == HOME for mark in behind):
        return True  # "EUR 44 million for the programmes on borders (BOMCA) and drugs (CADAP)"
    marks = context.marks("jointly", draft.first, draft.last)
    if not marks or not context.home_named:
        return False
    named = {mark.value for mark in context.layout.marks["programme"].values()} & _PROGRAMMES
    several = any(mark.last > mark.first for mark in marks)
    local = {mark.value for mark in mentions} & _PROGRAMMES
    return len(named) > 1 and (several or len(local) > 1)


def _foreign(context: Context, draft: Draft, mentions: list[Mark]) -> bool:
    """Whether it is money of trade, or in the money of a country, and nothing says that a programme pays it."""
    item = draft.sum
    homes = [mark for mark in mentions if mark.value == HOME]
    if homes:  # "cash of USD 310,000 was seized thanks to the scanner of BOMCA"
        here = max(draft.first, item.first - _NEAR_TRADE), item.first - 1
        if homes[0].first > item.last:
            return context.has("trade", *here, "crime")
        flows = (mark for mark in context.marks("trade", *here) if mark.value == "flow")
        return any(mark.last < homes[0].first and _heads(context, mark) for mark in flows)
    words, end = context.layout.tokens.word, min(draft.last, item.last + _NEAR_TRADE)
    end = next((at for at in range(item.last + 1, end) if words[at] == ","), end)
    if context.has("trade", max(draft.first, item.first - _NEAR_TRADE), end):
        return True
    return item.currency not in _HOME_CURRENCIES and not draft.twin


def _heads(context: Context, mark: Mark) -> bool:
    """Whether words open a clause: "According to the customs, trade through the post built by BOMCA grew to …"."""
    tokens, before = context.layout.tokens, mark.first - 1
    if before >= 0 and tokens.word[before] in _THE:
        before -= 1
    return context.layout.sentence(mark.first).first == before + 1 or tokens.kind[before] == SIGN


def _purse(context: Context, draft: Draft, mentions: list[Mark]) -> bool:
    """Whether the money comes from a state budget or a donor that is no programme."""
    layout, words = context.layout, context.layout.tokens.word
    home = any(mark.value == HOME for mark in mentions)
    behind = _said_again(context, draft)  # "KGS 12 million (EUR 157,000) from the state budget"
    for mark in context.marks("other_purse", draft.first, behind.last):
        before = mark.first - 1
        if before >= 0 and words[before] in _THE:
            before -= 1
        if mark.value == "state":
            ours = any(named.value == HOME for named in context.marks("programme", mark.first - _OURS, mark.first))
            if max(draft.sum.first - mark.last, mark.first - behind.sum.last) <= _NEAR_PURSE and not ours:
                return True
            continue
        if mark.value == "initiative":
            if not home:
                return True
            continue
        opens = mark.first <= draft.first + 1 and mark.first < draft.sum.first
        gives = before >= 0 and words[before] in _BY and layout.mark("agency", before - 1) is None
        if (opens and not home) or (gives and mark.value == "donor" and not home):
            return True
    return False


def _said_again(context: Context, draft: Draft) -> Draft:
    """The sum that says this one again in a second currency right behind it, or the sum itself."""
    after = context.after(draft)
    return after if after is not None and after.equivalent_of is draft else draft


def _topic(context: Context, draft: Draft) -> str:
    """The programme that the sentences before speak about, the home programme for want of another."""
    sentences = context.layout.sentences
    for back in range(draft.number - 1, max(-1, draft.number - 1 - _BACK), -1):
        first, last = sentences[back]
        first = max(first, last - LONGEST)
        if not context.layout.tokens.same_block(first, draft.sum.first):
            break
        named = {mark.value for mark in _mentions(context, first, last)} & _PROGRAMMES
        if named:
            return HOME if HOME in named else next(iter(sorted(named)))
        if context.layout.tokens.word[draft.sentence.first] in _PRONOUNS and _named_project(context, first, last):
            return OTHER
    return HOME


def _of_project(context: Context, draft: Draft) -> bool:
    """Whether a large sum is that of a project with a name of its own: «проект ПРООН «Водная дипломатия»»."""
    if draft.value < PROGRAMME_LEVEL or not _named_project(context, draft.first, draft.sum.opens - 1):
        return False
    homes = [mark for mark in context.marks("programme", draft.first, draft.last) if mark.value == HOME]
    return all(context.mark_ending("beside", mark.first, start=draft.first) for mark in homes)


def _named_project(context: Context, first: int, last: int) -> bool:
    """Whether a project with a name of its own is named: "the Heroin Route project", «проект «Героиновый маршрут»»."""
    tokens = context.layout.tokens
    for at in range(first + 1, last):
        if tokens.word[at] not in _PROJECT:
            continue
        if not _QUOTES.isdisjoint(tokens.word[at + 1 : min(at + _BODY, last) + 1]):
            return True
        body = at + 2
        if tokens.word[at + 1] in _OF and body <= last and tokens.form(body).isupper() and len(tokens.word[body]) > 1:
            known = any(context.layout.mark(table, body) for table in ("partner", "programme", "payer"))
            return not known  # "a trade project of ITC"
        name = at - 2 if tokens.word[at - 1] in _QUOTES else at - 1
        known = any(context.layout.mark(table, name) for table in ("payer", "partner", "country", "programme"))
        if tokens.word[at].isascii() and name > first and tokens.kind[name] == WORD and tokens.capital(name):
            return not known
    return False
