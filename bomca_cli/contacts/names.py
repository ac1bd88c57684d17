"""Whether two contacts name one person under the same or another spelling.

same_person(a, b) -> bool
may_be_one(a, b) -> bool
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bomca_cli.extract.tokens import fold
from bomca_cli.suggestion import nearest

if TYPE_CHECKING:
    from bomca_cli.release import Contact

_FEWEST = 2  # consonants that tell a name from others


def same_person(a: Contact, b: Contact) -> bool:
    """Whether two contacts, of one release or of two, are one person.

    "Said Alyamov" and "Saidmusayab Alyamov" are one person when they share an address or a number. Without a shared
    one, names of two words or more must agree word for word, or in the surname and an initial while the roles are
    equal.
    """
    if a.name is None or b.name is None:
        return False
    left, right = name_words(a), name_words(b)
    if reached_at(a) & reached_at(b):
        return may_be_one(left, right)
    if sorted(left) == sorted(right):
        return len(left) > 1
    rest = _rest(left, right)
    same_role = a.role is not None and b.role is not None and fold(a.role.value) == fold(b.role.value)
    initial = any(len(word) == 1 for words in rest or () for word in words)
    return rest is not None and same_role and initial and _alike(*rest)


def may_be_one(left: list[str], right: list[str]) -> bool:
    """Whether two names, as words, may be of one person, given that both are reached at one place."""
    if sorted(left) == sorted(right):
        return True
    if all(word.isascii() for word in left) != all(word.isascii() for word in right):
        return bool(_sounds(left) & _sounds(right))  # one name in two scripts
    rest = _rest(left, right)
    if rest is None or _alike(*rest):
        return rest is not None
    one, other = rest[0][0], rest[1][0]
    return one[:1] == other[:1] and bool(nearest(one, [other]))  # Anna and Anya


def name_words(contact: Contact) -> list[str]:
    """The words of a contact's name, folded; an initial is a word of one letter."""
    return fold(contact.name.value).replace(".", " ").split() if contact.name else []


def reached_at(contact: Contact) -> set[str]:
    """The addresses and normal forms of numbers at which a contact is reached; a fax is nobody's own."""
    return addresses(contact) | {phone.e164 for phone in contact.phones if phone.e164}


def addresses(contact: Contact) -> set[str]:
    """The e-mail addresses of a contact in normal form."""
    return {mail.address.casefold() for mail in contact.emails if mail.address}


def _rest(left: list[str], right: list[str]) -> tuple[list[str], list[str]] | None:
    """What two names have beside the words that they share; None where they share none."""
    common = {word for word in left if len(word) > 1} & {word for word in right if len(word) > 1}
    if not common:
        return None
    return [word for word in left if word not in common] or [""], [word for word in right if word not in common] or [""]


def _alike(left: list[str], right: list[str]) -> bool:
    """Whether each word is the beginning of one of the others, or they of it."""
    return all(any(one.startswith(other) or other.startswith(one) for other in right) for one in left)


def _sounds(words: list[str]) -> set[str]:
    """The consonants of each word of a name, the same in both scripts, where they tell something."""
    letters, sounds = _tables()
    found = set()
    for word in words:
        for spelling, letter in sounds.items():
            word = word.replace(spelling, letter)  # noqa: PLW2901
        heard = "".join(letters.get(letter, letter if letter in _CONSONANTS else "") for letter in word)
        found.add("".join(one for at, one in enumerate(heard) if not at or heard[at - 1] != one))
    return {heard for heard in found if len(heard) >= _FEWEST}


_CONSONANTS = frozenset("bcdfghjklmnprstvxz")


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """What stands for a letter, and for several that spell one sound."""
    tables = tomllib.loads(files(__package__).joinpath("latin.toml").read_text(encoding="utf-8"))
    return tables["letter"], tables["sound"]
