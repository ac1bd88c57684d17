"""What may have been meant by words that no release has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.search.expression import FIELDS
from bomca_cli.search.fold import fold_word
from bomca_cli.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST = 3
_TRIED = 8  # candidates whose spelling is looked up
_SHORTEST_BEGINNING = 4  # letters
_MISTAKES = ((8, 2), (4, 1))  # a word of so many letters may have so many mistakes; a shorter one has none


def close_words(word: str, vocabulary: Iterable[str], spelling: Callable[[str], str]) -> list[str]:
    """Words that are written like ``word`` but for a mistake or two, the closest first, then words that begin with it.

    Args:
        word: as it was typed.
        vocabulary: the terms that there are, the most frequent first.
        spelling: a term to the word that releases write.
    """
    typed = word.casefold().replace("ё", "е")
    if not typed.isalpha():
        return []  # another number is no spelling of this one
    known = [term for term in vocabulary if term.isalpha()]
    mistakes = next((number for length, number in _MISTAKES if len(typed) >= length), 0)
    term = fold_word(typed)
    near = sorted((item for item in known if _is_close(term, item, mistakes)), key=lambda item: _distance(term, item))
    said = [spelling(item) for item in near[:_TRIED]]
    close = [item for item in said if _is_close(typed, item.replace("ё", "е"), mistakes)]
    begun = _begun(typed, known, spelling) if len(typed) >= _SHORTEST_BEGINNING else ()
    return list(dict.fromkeys((*close, *begun)))[:MOST]


def field_meant(typed: str) -> str | None:
    """``title:mission`` for ``titel:mission``; None where no field is spelt like what stands before the colon."""
    name, colon, rest = typed.partition(":")
    near = nearest(name, FIELDS) if colon and rest.strip() else []
    if not near:
        return None
    return f'{near[0]}:"{rest}"' if " " in rest else f"{near[0]}:{rest}"


def _begun(typed: str, known: Iterable[str], spelling: Callable[[str], str]) -> Iterator[str]:
    tried = [term for term in known if term.startswith(typed) and term != typed][:_TRIED]
    return (spelling(term) for term in tried)


def _is_close(one: str, other: str, mistakes: int) -> bool:
    """Whether two words differ by so many mistakes at most; by one where they begin with different letters."""
    if one == other or not mistakes or abs(len(one) - len(other)) > mistakes:
        return one == other
    if one[:1] == other[:1]:
        return _distance(one, other) <= mistakes
    return one[1:] in (other, other[1:]) or one == other[1:] or one == other[1::-1] + other[2:]


def _distance(one: str, other: str) -> int:
    """Letters added, left out, exchanged or swapped with their neighbour between two words."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, above, row = above, row, [at]
        for place, known in enumerate(other, 1):
            cost = min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != known))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == known:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
    return row[-1]
