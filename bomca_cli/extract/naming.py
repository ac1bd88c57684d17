"""Names of persons: reading one at a token.

    read(layout, i) -> Name | None     a name, with or without its title, that begins at token i

A name is one to four capitalised words ("Said Alyamov", "J. Usmanov", "Anna-Maria de Silva"). Behind a title one word
is enough; without a title two are needed, and none of them may be a word of roles, offices, countries or programmes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.extract.lexicon import values, words
from bomca_cli.extract.tokens import SIGN, WORD

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout

_MOST_PARTS = 4
_LONGEST_WORD = 30  # letters
_SHORTEST_CAPITALS = 4  # "ALYAMOV" is a surname, "EU" is not
_OTHERWISE = frozenset(["not_name", "role_noun", "office_noun", "programme", "web_cue", "person_title"])
_PLACES = frozenset(["country", "city", "month"])  # behind a title these are names too: "Ms. Mary Example"
_NOWHERE_NAMES = _OTHERWISE | _PLACES
_GLUE = frozenset("-'’‘ʻ`‑")
_ENDINGS = words("_name_ending")
_INITIALS = frozenset(values("_initial"))


class Name(NamedTuple):
    """A person's name: ``first`` to ``last`` are its tokens, ``begin`` is where its title, if any, begins."""

    begin: int
    first: int
    last: int
    titled: bool
    rank: bool = False  # the title is a rank and so tells the role


def read(layout: Layout, i: int) -> Name | None:
    """The name whose title or first word is token ``i``; None when no name begins there."""
    title = layout.mark("person_title", i)
    if title is None:
        last = _parts(layout, i, titled=False)
        return None if last is None else Name(i, i, last, titled=False)
    first, rank = title.last + 1, title.value in {"rank", "adjective"}
    tokens = layout.tokens
    if first < len(tokens) and tokens.word[first] == ".":
        first += 1
    following = layout.mark("person_title", first)
    if following:  # "Colonel Dr. Example"
        first = following.last + 1
        if first < len(tokens) and tokens.word[first] == ".":
            first += 1
    if first >= len(tokens) or "\n\n" in tokens.text[tokens.end[title.last] : tokens.start[first]]:
        return None
    last = _parts(layout, first, titled=True)
    if last is None or (title.value == "adjective" and last == first):
        return None
    return Name(i, first, last, titled=True, rank=rank)


def _parts(layout: Layout, first: int, *, titled: bool) -> int | None:
    """The last token of the name whose own words begin at ``first``."""
    tokens = layout.tokens
    last, count, full = None, 0, 0
    i = first
    while i < len(tokens) and count < _MOST_PARTS:
        if i > first and "\n" in tokens.gap(i - 1) and (not titled or count > 1):
            break
        particle = count > 0 and "name_particle" in layout.classes[i] and i + 1 < len(tokens)
        if particle and not tokens.capital(i):
            if not _is_part(layout, i + 1, titled=titled) and tokens.word[i] not in _ENDINGS:
                break
            last = i if tokens.word[i] in _ENDINGS else last
            i += 1
            continue
        if not _is_part(layout, i, titled=titled):
            break
        end = _part_end(layout, i)
        count += 1
        full += tokens.end[i] - tokens.start[i] > 1 and tokens.word[end] != "."
        last = end
        i = end + 1
    enough = full >= 1 and (titled or count > 1)
    return last if enough else None


def _is_part(layout: Layout, i: int, *, titled: bool) -> bool:
    """Whether token ``i`` can be a word of a name."""
    tokens = layout.tokens
    if i >= len(tokens) or tokens.kind[i] != WORD or not tokens.capital(i):
        return False
    form = tokens.form(i)
    if len(form) > _LONGEST_WORD:
        return False
    if len(form) > 1 and form.isupper() and len(form) < _SHORTEST_CAPITALS and not titled:
        return form in _INITIALS
    if "email_cue" in layout.classes[i]:
        return False
    if len(form) == 1:  # an initial
        return i + 1 < len(tokens) and (tokens.word[i + 1] in {".", "’", "'", "‘"} or titled) and tokens.glued(i)
    return (_OTHERWISE if titled else _NOWHERE_NAMES).isdisjoint(layout.classes[i])


def initial(layout: Layout, i: int) -> bool:
    """Whether token ``i`` is a capital with its full stop: "A."."""
    tokens = layout.tokens
    if not 0 <= i < len(tokens) - 1 or tokens.end[i] - tokens.start[i] != 1 or tokens.kind[i] != WORD:
        return False
    return tokens.capital(i) and tokens.word[i + 1] == "." and tokens.glued(i)


def _part_end(layout: Layout, i: int) -> int:
    """The last token of the word of a name that begins at ``i``: "Anna-Maria", "O’Neil", "J."."""
    tokens = layout.tokens
    short = tokens.end[i] - tokens.start[i] <= 2 and tokens.form(i).istitle()
    if short and i + 1 < len(tokens) and tokens.word[i + 1] == "." and tokens.glued(i):
        follows = i + 2 < len(tokens) and tokens.kind[i + 2] == WORD and tokens.capital(i + 2)
        ends = i + 2 < len(tokens) and tokens.kind[i + 2] == SIGN and tokens.word[i + 2] != "."  # "Testov I. A., …"
        if ends or (follows and "\n" not in tokens.gap(i + 1)):
            return i + 1
    while (
        i + 2 < len(tokens)
        and tokens.kind[i + 1] == SIGN
        and tokens.word[i + 1] in _GLUE
        and tokens.glued(i)
        and tokens.glued(i + 1)
        and tokens.kind[i + 2] == WORD
    ):
        i += 2
    return i
