"""What ``place:`` and ``contact:`` look in, and the filters of the same names: folded words of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import UsageError
from bomca_cli.safe import quoted
from bomca_cli.search.fold import fold

if TYPE_CHECKING:
    from bomca_cli.release import Release, Span

_FEWEST_DIGITS = 3  # that tell a part of a telephone number


class Wanted(NamedTuple):
    """Part of a place or contact: folded words or, for a telephone number, digits; the other is empty."""

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


def wanted(typed: str, what: str) -> Wanted:
    """What is typed for a place or contact, folded.

    Raises:
        UsageError: there is no letter or digit in it.
    """
    terms = fold(typed).terms
    if not terms:
        raise UsageError(f"{what} {quoted(typed)} has no letter or digit to look for")
    digits = "".join(letter for letter in typed if letter.isdecimal())
    if len(digits) >= _FEWEST_DIGITS and not any(letter.isalpha() for letter in typed):
        return Wanted("", digits)
    return Wanted(" ".join(terms), "")


def place_words(release: Release) -> str | None:
    """The place of a release, folded, a space before each word."""
    return None if release.place is None else "".join(f" {term}" for term in fold(release.place.value).terms)


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
