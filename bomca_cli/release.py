"""The data model on one page: a release and the facts found in its text.

A fact stores where it stands (its ``Span``) and what it means, never a copy of its words: quotes are cut from the
text when they are shown, so evidence and text cannot disagree. Facts are named tuples: a frozen dataclass takes eight
times as long to define, which every start of the program would pay, and three times as long to make.

Dates are ISO 8601 strings of the precision that the text states: ``2019``, ``2019-11``, ``2019-11-12``, and, where
no year is known, ``--05-13`` or ``--05``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

BUDGETS = ("programme_total", "phase_budget", "extension")  # sums of BOMCA that need no words to tell what they are for
KINDS = (*BUDGETS, "equipment", "other_programme", "other")
ROLES = ("release", "event", "milestone", "legal", "founding", "birthday", "plan", "other")
REGION = ("KZ", "KG", "TJ", "TM", "UZ")  # the countries of Central Asia
BOUNDS = ("less", "at_most", "more", "at_least", "about")


class Span(NamedTuple):
    """Half-open character offsets into the decoded text."""

    start: int
    end: int


class Value(NamedTuple):
    """Something the text says about the release, normalised, and where it says so."""

    value: str
    span: Span


class Amount(NamedTuple):
    """A stated sum of money. The span holds number, magnitude and currency, not the qualifier."""

    span: Span
    value: Decimal  # in units of the currency; the lower bound of a range
    currency: str  # ISO 4217
    value_max: Decimal | None = None  # the upper bound of a range
    step: Decimal | None = None  # worth of the last stated digit when rounded ("33.6 million": 100000); None: in full
    qualifier: str | None = None  # the literal words, lower-cased
    bound: str | None = None  # what the qualifier means: one of BOUNDS
    kind: str = "other"  # one of KINDS
    phase: int | None = None
    period: tuple[int | None, int | None] | None = None
    part_of: Span | None = None  # the sum that this one is part of
    per_unit: bool = False
    superseded: bool = False  # an erratum replaces this figure
    equivalent_of: Span | None = None  # the sum that this one restates in a second currency
    joint: bool = False  # one pot for BOMCA and another programme
    purpose: Span | None = None  # the words that tell what the sum is for


class Duration(NamedTuple):
    """How long something lasts, stated in one phrase with its start."""

    span: Span
    value: str  # ISO 8601 in months or days: "P54M"
    end: str | None = None  # reckoned from the start, printed nowhere; None where the start is not known so precisely


class DateExpression(NamedTuple):
    """A date or span of dates as the text states it."""

    span: Span
    start: str
    end: str | None = None  # last day, month or year of a span, included
    role: str = "other"  # one of ROLES
    modifier: str | None = None  # "mid", "early", "late", "by", "since", "until", "about"
    year_from: str = "stated"  # "stated", "release", "given", "nearby", "relative" or "unknown"
    problem: str | None = None  # why the words are no possible date ("31 April does not exist")
    what: Span | None = None  # for an event: the words that tell what happens
    place: str | None = None  # for an event: the place that the text ties to this date
    duration: Duration | None = None  # of what begins then


class Phone(NamedTuple):
    """A telephone or fax number as printed."""

    span: Span
    e164: str | None = None  # the normal form, when the number is possible
    problem: str | None = None  # "a digit too many", …


class Email(NamedTuple):
    """An e-mail address as printed."""

    span: Span
    address: str  # the normal form
    problem: str | None = None  # "hidden by the web page", …


class Contact(NamedTuple):
    """Whom the release tells readers to ask."""

    span: Span
    name: Value | None = None
    role: Value | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    faxes: tuple[Phone, ...] = ()


class Person(NamedTuple):
    """Somebody named with a role who is not a contact: an expert, an official, a speaker."""

    span: Span
    name: Value
    role: Value | None = None


class Quantity(NamedTuple):
    """A stated count: participants, events, units of equipment."""

    span: Span
    value: Decimal  # the lower bound of a range
    unit: str
    qualifier: str | None = None
    value_max: Decimal | None = None  # the upper bound of a range


class PhaseMention(NamedTuple):
    """A phase of BOMCA named in the text; one per phase, where it is named first."""

    number: int
    span: Span


class _Facts(NamedTuple):
    """What a release holds, each kind in the order of the text."""

    text: str
    language: str  # "en" or "ru"
    title: Value | None = None
    released: DateExpression | None = None
    place: Value | None = None
    countries: tuple[Value, ...] = ()  # ISO 3166-1 alpha-2
    phases: tuple[PhaseMention, ...] = ()
    components: tuple[Value, ...] = ()
    agencies: tuple[Value, ...] = ()
    partners: tuple[Value, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()
    contacts: tuple[Contact, ...] = ()
    people: tuple[Person, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    boilerplate: tuple[Span, ...] = ()  # passages that releases repeat word for word
    given: str | None = None  # the day that came with the text, in markup or a mail's header; the text does not say it
    pages: tuple[int, ...] = ()  # where each page begins, for documents with pages


class Release(_Facts):
    """A press release: its text and the facts found in it."""

    @property
    def events(self) -> tuple[DateExpression, ...]:
        """The dated happenings, each start and end once."""
        seen: dict[tuple[str, str | None], DateExpression] = {}
        for date in self.dates:
            if date.role == "event":
                seen.setdefault((date.start, date.end), date)
        return tuple(seen.values())

    @property
    def release_date(self) -> str | None:
        """The release's own day as an ISO date, or None."""
        return self.released.start if self.released else None

    @property
    def is_bare(self) -> bool:
        """Whether the text says nothing that releases are read for; names of people and counts stand in any text."""
        return not (
            any((self.released, self.place, self.countries, self.phases, self.dates, self.amounts))
            or any((self.contacts, self.phones, self.emails, self.components, self.agencies, self.partners))
        )

    def quote(self, span: Span) -> str:
        """The literal words at ``span``."""
        return self.text[span.start : span.end]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line(self, offset: int) -> int:
        """The 1-based number of the line that holds the character at ``offset``."""
        return bisect_right(self._line_starts, offset)

    def page(self, offset: int) -> int | None:
        """The 1-based number of the page that holds the character at ``offset``; None for documents without pages."""
        return bisect_right(self.pages, offset) or None

    def is_boilerplate(self, offset: int) -> bool:
        """Whether the character at ``offset`` stands in a repeated passage."""
        return any(span.start <= offset < span.end for span in self.boilerplate)

    def sum_at(self, span: Span | None) -> int | None:
        """Which of ``amounts`` stands at ``span``, that of another fact; None where none does."""
        if span is None:
            return None
        last = bisect_left(self.amounts, span.end, key=lambda amount: amount.span.start) - 1
        return last if last >= 0 and self.amounts[last].span.end > span.start else None

    def sums_alone(self) -> Release:
        """The same text with its sums, and what they rest on: the day of the release and its countries."""
        return Release(
            self.text,
            self.language,
            released=self.released,
            countries=self.countries,
            dates=(self.released,) if self.released else (),
            amounts=self.amounts,
            pages=self.pages,
        )

    def record(self) -> dict[str, Any]:
        """The release as plain JSON data: the field names of docs/record.md."""
        from bomca_cli.record import to_record

        return to_record(self)


class Entry(NamedTuple):
    """A release in a corpus: identity, source file and what was read from it."""

    id: str
    path: str
    sha256: str
    release: Release
    encoding: str = "utf-8"
    duplicates: tuple[str, ...] = ()  # other files that hold the same release
    stands_for: int = 1  # how many releases that state the same budgets; the others need not be read


class IndexStatus(NamedTuple):
    """What there is to know about the index of a corpus."""

    path: str | None  # its file; None: none can be kept
    size: int = 0  # in bytes; 0: there is none, or none that can be used
    files: int = 0
    releases: int = 0
    outdated: int = 0  # files that are new, changed or gone since
    notes: tuple[str, ...] = ()  # what the files gave trouble with, every line
