"""Repeated statements of a sum are one statement, with every place where it is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli.funding.intervals import Interval, stated
from bomca_cli.funding.likeness import alike, groups, words
from bomca_cli.funding.passage import qualified, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from bomca_cli.release import Amount, Entry

Period = tuple[int | None, int | None]

# Sums of these kinds are told apart by what they are for; a programme or phase budget needs no such words.
_BY_PURPOSE = frozenset(("equipment", "other", "other_programme"))
_PURPOSE_SHARE = 0.5  # of the words that tell a purpose must be common
_SENTENCE_SHARE = 0.8  # of the words of whole sentences, where no purpose was found


@dataclass(frozen=True, slots=True)
class Saying:
    """One place where a statement is made."""

    id: str
    path: str
    sha256: str
    date: str | None  # of the release
    page: int | None  # of a file that has pages
    line: int
    start: int
    end: int
    quote: str  # text[start:end]: number, magnitude and currency
    words: str  # the quote with its qualifier, on one line
    passage: str  # the sentence around it, on one line


@dataclass(frozen=True, slots=True)
class Whole:
    """What a statement is said to be part of, and in how many releases that is said."""

    key: str
    said_in: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated sum and where it is said: first the dated releases by date, then the undated ones.

    Of releases that stand for others (``Entry.stands_for``) the places are known; the others are counted.
    """

    key: str  # tells it from the other statements of the same reading
    kind: str
    phase: int | None
    period: Period | None
    currency: str
    value: Decimal
    value_max: Decimal | None
    bound: str | None
    step: Decimal | None
    said: tuple[Saying, ...]
    said_in: int  # releases
    times: int  # places
    qualifier: str | None = None
    per_unit: bool = False
    joint: bool = False
    superseded: tuple[str, ...] = ()  # ids of the releases that call it an error
    purpose: str | None = None
    countries: tuple[str, ...] = ()  # what every release that says it is about; for equipment
    part_of: tuple[Whole, ...] = ()
    equivalent_of: str | None = None  # key of the statement that this one restates in a second currency

    @property
    def interval(self) -> Interval:
        """What the sum may be."""
        return stated(self.value, self.value_max, self.step, self.bound)

    @property
    def first_said(self) -> str | None:
        """The day of the first dated release that says it."""
        return self.said[0].date

    @property
    def last_said(self) -> str | None:
        """The day of the last dated release that says it."""
        return next((saying.date for saying in reversed(self.said) if saying.date), None)

    @property
    def releases(self) -> tuple[str, ...]:
        """The ids of the releases that say it, of those read."""
        return tuple(dict.fromkeys(saying.id for saying in self.said))

    @property
    def summable(self) -> bool:
        """Whether it may take part in arithmetic with other sums of BOMCA."""
        return not (
            self.per_unit
            or self.joint
            or self.superseded
            or self.equivalent_of
            or self.kind in ("other_programme", "other")
        )


class _Figure(NamedTuple):
    """What all sayings of one statement have in common."""

    kind: str
    phase: int | None
    period: Period | None
    currency: str
    value: Decimal
    value_max: Decimal | None
    bound: str | None
    per_unit: bool
    joint: bool


class _About(NamedTuple):
    """What an equipment sum or the like is about."""

    words: frozenset[str]
    purpose: bool  # the words are those of a purpose, not of a whole sentence
    countries: frozenset[str]


@dataclass(slots=True)
class _Mention:
    """One amount of one release, on its way into a statement."""

    saying: Saying
    amount: Amount
    purpose: str | None
    countries: tuple[str, ...]
    stands_for: int
    whole: _Mention | None = None
    original: _Mention | None = None
    key: str = ""


@dataclass(slots=True)
class _Reading:
    """What is gathered while the releases go by; no release is kept."""

    figures: dict[_Figure, dict[_About | None, list[_Mention]]] = field(default_factory=dict)
    passages: dict[str, str] = field(default_factory=dict)  # releases repeat themselves: keep each passage once

    def add(self, entry: Entry) -> None:
        """Take every amount of ``entry``."""
        mentions = [self._mention(entry, amount) for amount in entry.release.amounts]
        for mention in mentions:
            amount = mention.amount
            mention.whole = _other(mentions, entry.release.sum_at(amount.part_of), mention)
            mention.original = _other(mentions, entry.release.sum_at(amount.equivalent_of), mention)
            figure = _Figure(
                amount.kind,
                amount.phase,
                amount.period,
                amount.currency,
                amount.value,
                amount.value_max,
                amount.bound,
                amount.per_unit,
                amount.joint,
            )
            self.figures.setdefault(figure, {}).setdefault(_about(mention), []).append(mention)

    def _mention(self, entry: Entry, amount: Amount) -> _Mention:
        release = entry.release
        span = amount.span
        around = self._once(_line(release.quote(sentence(release, span))))
        saying = Saying(
            entry.id,
            entry.path,
            entry.sha256,
            release.release_date,
            release.page(span.start),
            release.line(span.start),
            span.start,
            span.end,
            self._once(release.quote(span)),
            self._once(qualified(release, span, amount.qualifier)),
            around,
        )
        purpose = self._once(_line(release.quote(amount.purpose))) if amount.purpose else None
        countries = tuple(sorted({country.value for country in release.countries}))
        return _Mention(saying, amount, purpose, countries, entry.stands_for)

    def _once(self, text: str) -> str:
        return self.passages.setdefault(text, text)


def statements(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """Every statement of a sum in ``entries``, in the order of ``order``.

    The order of the entries does not matter, and an entry given twice counts once. Entries are read one by one and not
    kept, so they may come from a generator.
    """
    reading = _Reading()
    for entry in entries:
        reading.add(entry)
    found = [
        mentions
        for figure, by_subject in reading.figures.items()
        for mentions in (_merged(by_subject) if figure.kind in _BY_PURPOSE else by_subject.values())
    ]
    for mentions in found:
        key = _key(mentions)
        for mention in mentions:
            mention.key = key
    return tuple(sorted(map(_statement, found), key=order))


def order(statement: Statement) -> tuple[Any, ...]:
    """Sort key: BOMCA's own budgets, then equipment, other sums and other programmes; each by the day first said."""
    group = {"equipment": 1, "other": 2, "other_programme": 3}.get(statement.kind, 0)
    first = statement.said[0]
    return group, first.date is None, first.date or "", first.id, first.path, first.start, statement.key


def _about(mention: _Mention) -> _About | None:
    """What tells a mention from others of the same figure; ``None`` where figure, phase and period tell enough."""
    amount = mention.amount
    if amount.kind not in _BY_PURPOSE:
        return None
    countries = frozenset(mention.countries) if amount.kind == "equipment" else frozenset()
    return _About(words(mention.purpose or mention.saying.passage), mention.purpose is not None, countries)


def _merged(by_subject: dict[_About | None, list[_Mention]]) -> Iterable[list[_Mention]]:
    """Join the mentions whose subjects are clearly the same; figures alone are no evidence of that."""

    def same(one: _About | None, other: _About | None) -> bool:
        if one is None or other is None or one.countries != other.countries or one.purpose != other.purpose:
            return one == other
        return alike(one.words, other.words, _PURPOSE_SHARE if one.purpose else _SENTENCE_SHARE)

    for group in groups(list(by_subject), same):
        yield [mention for subject in group for mention in by_subject[subject]]


def _statement(mentions: list[_Mention]) -> Statement:
    """The one statement that all ``mentions`` make."""
    by_place = {_place(mention.saying): mention for mention in mentions}
    ordered = [by_place[place] for place in sorted(by_place)]
    first = ordered[0].amount
    steps = [mention.amount.step for mention in ordered]
    wholes: dict[str, dict[str, int]] = {}
    for mention in ordered:
        if mention.whole:
            wholes.setdefault(mention.whole.key, {})[mention.saying.id] = mention.stands_for
    originals = sorted({mention.original.key for mention in ordered if mention.original})
    shared = [set(mention.countries) for mention in ordered]
    # A sum printed in full once ("33,600,000") is known in full, however roundly it is said elsewhere.
    finest = None if None in steps else min(step for step in steps if step is not None)
    return Statement(
        ordered[0].key,
        first.kind,
        first.phase,
        first.period,
        first.currency,
        first.value,
        first.value_max,
        first.bound,
        finest,
        tuple(mention.saying for mention in ordered),
        sum({mention.saying.id: mention.stands_for for mention in ordered}.values()),
        sum(mention.stands_for for mention in ordered),
        qualifier=next((mention.amount.qualifier for mention in ordered if mention.amount.qualifier), None),
        per_unit=first.per_unit,
        joint=first.joint,
        superseded=tuple(dict.fromkeys(mention.saying.id for mention in ordered if mention.amount.superseded)),
        purpose=next((mention.purpose for mention in ordered if mention.purpose), None),
        countries=tuple(sorted(set.intersection(*shared))),
        part_of=tuple(Whole(whole, sum(ids.values())) for whole, ids in sorted(wholes.items())),
        equivalent_of=originals[0] if originals else None,
    )


def _key(mentions: list[_Mention]) -> str:
    """A name for the statement that all ``mentions`` make, built from its figure and its first place."""
    mention = min(mentions, key=lambda mention: _place(mention.saying))
    amount, saying = mention.amount, mention.saying
    return f"{amount.kind}:{amount.currency}:{amount.value:f}@{saying.id}:{saying.path}:{saying.start}"


def _place(saying: Saying) -> tuple[Any, ...]:
    """Sort key of places: by date, the undated last."""
    return saying.date is None, saying.date or "", saying.id, saying.path, saying.start, saying.end


def _other(mentions: list[_Mention], which: int | None, own: _Mention) -> _Mention | None:
    """One of ``mentions``, other than ``own``."""
    return None if which is None or mentions[which] is own else mentions[which]


def _line(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())
