"""Dated happenings: the events that releases state, each once, and the releases that state none by their own day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bomca_cli.funding.likeness import alike, groups, words
from bomca_cli.record.places import placed
from bomca_cli.release import Span
from bomca_cli.views.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.release import DateExpression, Entry

_SHARE = 0.6  # of the words that tell what happens must be common to two accounts of one event
_NEWS = 45  # days between an event and a release that is about it, at most


@dataclass(frozen=True, slots=True)
class Source:
    """Where a date is stated."""

    id: str
    path: str
    start: int
    end: int
    title: str | None  # of the release
    data: dict[str, Any] = field(compare=False)  # the place as plain JSON data

    @property
    def reference(self) -> str:
        """The place as ``bomca show`` takes it: ``2016-05-23:1``."""
        return f"{self.id}:{self.data['source']['line']}"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event on a stated day, or a release that states none."""

    moment: Moment
    stated: bool  # the day of the event itself, not only that of the release
    place: str | None
    what: str | None  # the words that tell what happens; else see the title of the source
    sources: tuple[Source, ...]
    announced: bool = False  # stated before it was to happen
    problem: str | None = None  # why the words are no possible date
    cut: bool = False  # the sentence goes on behind ``what``

    @property
    def problem_quote(self) -> str | None:
        """The words of an impossible date; they are shown instead of it."""
        return " ".join(self.sources[0].data["source"]["quote"].split()) if self.problem else None


def in_release(entry: Entry) -> list[Happening]:
    """The events that a release states, and the release itself where it is about none of them.

    A release is about events that lie at most 45 days before or after its own day. What it announces is only what it
    is about where it states nothing else: a release of a handover that names the day of the next meeting tells of the
    handover. An event without a year may be near.
    """
    release = entry.release
    events = _without_outlines([(date, _event(entry, date)) for date in release.events])
    day = release.release_date
    if events and (day is None or any(_is_near(event.moment, Moment(day)) for event in _about(events))):
        return events
    place = release.place.value if release.place else None
    where = next((fact.span for fact in (release.released, release.title) if fact), Span(0, 0))
    return [*events, Happening(Moment(day or ""), False, place, None, (_source(entry, where),))]


def in_order(found: Iterable[Happening]) -> list[Happening]:
    """Every happening once, in the order of time, those without a year last; the order given does not matter."""
    return sorted(_merged(found), key=_key)


def _about(events: list[Happening]) -> list[Happening]:
    """What has happened; where nothing has, what is announced."""
    return [event for event in events if not event.announced] or events


def _is_near(event: Moment, released: Moment) -> bool:
    """Whether an event lies near the day of a release; it may where the year of either is not known."""
    days = event.apart(released)
    return days is None or days <= _NEWS


def _without_outlines(events: list[tuple[DateExpression, Happening]]) -> list[Happening]:
    """Events without the month or year of one whose days the same words name: "in February, on the 10th and 12th"."""
    return [
        event
        for date, event in events
        if not any(date.what == other.what and _outlines(event, inner) for other, inner in events)
    ]


def _outlines(event: Happening, inner: Happening) -> bool:
    """Whether an event of month or year precision says nothing that ``inner``, a day of it, does not."""
    whole, part = event.moment, inner.moment
    return (
        whole.precision in ("month", "year")
        and part.precision == "day"
        and part.start.startswith(f"{whole.start}-")
        and whole.end in (None, whole.start)
        and whole.modifier is None
        and event.place in (None, inner.place)
        and not event.problem
    )


def _event(entry: Entry, date: DateExpression) -> Happening:
    release = entry.release
    what = " ".join(release.quote(date.what).split()) if date.what else None
    day = release.release_date
    # Only a day on which the release was already out can have been announced by it.
    announced = bool(day and not date.start.startswith("--") and date.start > day[: len(date.start)])
    return Happening(
        Moment(date.start, date.end, date.modifier),
        True,
        date.place,
        what,
        (_source(entry, date.span),),
        announced,
        date.problem,
        date.what is not None and _goes_on(release.text, date.what.end),
    )


def _goes_on(text: str, end: int) -> bool:
    """Whether a sentence goes on at ``end``, where its shown part ends."""
    rest = text[end : end + 2].lstrip("”»\"')")
    return bool(rest.strip()) and rest[0] not in ".!?;…\n\r"


def _source(entry: Entry, span: Span) -> Source:
    title = entry.release.title
    return Source(entry.id, entry.path, span.start, span.end, title.value if title else None, placed(entry, span))


def _merged(found: Iterable[Happening]) -> Iterable[Happening]:
    """Join accounts of one event by several releases where date, place and subject clearly agree."""
    alone: list[Happening] = []
    together: dict[tuple[str, str | None, str], list[Happening]] = {}
    for item in found:
        if item.stated and item.place and not item.problem:
            together.setdefault((item.moment.start, item.moment.end, item.place.casefold()), []).append(item)
        else:
            alone.append(item)
    yield from alone
    for items in together.values():
        for group in groups(sorted(items, key=_key), _same):
            yield _join(group)


def _same(one: Happening, other: Happening) -> bool:
    """Whether two accounts from different releases clearly tell of the same event."""
    if one.sources[0].path == other.sources[0].path:
        return False
    return alike(words(_subject(one)), words(_subject(other)), _SHARE)


def _subject(item: Happening) -> str:
    return item.what or item.sources[0].title or ""


def _join(group: list[Happening]) -> Happening:
    first = min(group, key=_key)
    sources = dict.fromkeys(source for item in sorted(group, key=_key) for source in item.sources)
    return Happening(
        first.moment,
        first.stated,
        first.place,
        first.what,
        tuple(sources),
        all(item.announced for item in group),
        first.problem,
        first.cut,
    )


def _key(item: Happening) -> tuple[Any, ...]:
    source = item.sources[0]
    return *item.moment.key, source.id, source.path, source.start, item.what or ""
