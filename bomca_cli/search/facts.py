"""What ``place:`` and ``contact:`` look in, and the filters of the same names: folded words of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import UsageError
from bomca_cli.safe import quoted
from bomca_cli.search.fold import fold
from bomca_cli.search.towns import place_term, spellings

if TYPE_CHECKING:
    from bomca_cli.release import Release, Span

_FEWEST_DIGITS = 3  # that tell a part of a telephone number


class Wanted(NamedTuple):
    """Part of a contact: folded words or, for a telephone number, digits; the other is empty."""

    words: str
    digits: str


class ContactWords(NamedTuple):
    """A contact as it is looked for."""

    words: str  # name, office and e-mail addresses, folded
    digits: str  # of each number, as printed and in normal form, with spaces between numbers
    span: Span

    def holds(self, wanted: Wanted) -> bool:
        """Whether this contact has the wanted words or digits in it."""
        return wanted.digits in self.digits if wanted.digits else wanted.words in self.words


def contact_wanted(typed: str) -> Wanted:
    """What is typed for a contact, folded.

    Raises:
        UsageError: there is no letter or digit in it.
    """
    terms = fold(typed).terms
    if not terms:
        raise _nothing(typed, "contact")
    digits = "".join(letter for letter in typed if letter.isdecimal())
    if len(digits) >= _FEWEST_DIGITS and not any(letter.isalpha() for letter in typed):
        return Wanted("", digits)
    return Wanted(" ".join(terms), "")


def places_wanted(typed: str) -> tuple[str, ...]:
    """What is typed for a place, in every spelling of the town: each is looked for in ``place_words``.

    Raises:
        UsageError: there is no letter or digit in it.
    """
    if not fold(typed).terms:
        raise _nothing(typed, "place")
    return spellings(typed)


def place_words(release: Release) -> str | None:
    """The place of a release, folded, a space before each word."""
    return None if release.place is None else place_term(release.place.value)


def contact_words(release: Release) -> list[ContactWords]:
    """The contacts of a release, each as it is looked for."""
    rows = []
    for contact in release.contacts:
        said = [value.value for value in (contact.name, contact.role) if value]
        said += [email.address for email in contact.emails]
        numbers = [*contact.phones, *contact.faxes]
        printed = [release.quote(number.span) for number in numbers] + [number.e164 or "" for number in numbers]
        digits = " ".join("".join(letter for letter in number if letter.isdecimal()) for number in printed)
        rows.append(ContactWords(" ".join(fold(" ".join(said)).terms), digits, contact.span))
    return rows


def _nothing(typed: str, what: str) -> UsageError:
    return UsageError(f"{what} {quoted(typed)} has no letter or digit to look for")
