"""``bomca timeline``: what happened, by day, and the stated periods drawn against each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from bomca_cli.funding.statements import statements
from bomca_cli.report import Block, Column, Fragment, Lines, Passage, Report, Row, Style, Table
from bomca_cli.views.frequency import UNITS, counted
from bomca_cli.views.happenings import Happening, in_order, in_release
from bomca_cli.views.moments import day_label
from bomca_cli.views.periods import chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bomca_cli.query import Query
    from bomca_cli.release import Entry

__all__ = ["UNITS", "report"]

_LEGEND = "● event day stated   ○ day of release only"
_NOTHING = Lines(((Fragment("Nothing dated here."),),))
_SAME = "″"  # the words of the line above
_PLACE = 24  # places are padded to the longest, up to this many characters

_TEXTS = ("what", "title", "problem", "source.quote")
# The columns of the rows that programs get; people get lines by year instead.
_COLUMNS = tuple(
    Column(field, field.replace("_", " ").capitalize(), keep=field not in _TEXTS, shown=False)
    for field in (
        *("start", "end", "precision", "modifier", "stated", "announced", "place", "what", "title", "problem"),
        *("id", "path", "sha256", "source.page", "source.line", "source.start", "source.end", "source.quote"),
    )
)


def report(
    entries: Iterable[Entry], query: Query, years: Iterable[int] = (), *, by: str | None = None, plot: bool = False
) -> Report:
    """Every dated happening in the order of time, years without any named, then the chart of stated periods.

    Args:
        entries: the releases that tell of these days, **not** filtered by their own date: an event may lie years
            before its release.
        query: ``since`` and ``until`` keep the happenings that touch these days (those without a year are left out,
            and counted), and the sums said in releases of these days; ``reverse`` puts the latest first, ``limit``
            keeps the first so many.
        years: in which there are releases beside ``entries``.
        by: ``year`` or ``month``: how many happenings there are in each, instead of the happenings themselves.
        plot: the pictures alone: counts by year unless ``by`` says otherwise, and the chart.
    """
    met: list[Happening] = []
    released = {*years}
    # Statements are read from the same pass, so that releases need not be kept.
    stated = statements(_passing(entries, query, met, released))
    found = in_order(met)
    asked = query.since is not None or query.until is not None
    fitting = [item for item in found if item.moment.touches(query.since, query.until)] if asked else found
    yearless = sum(item.moment.year is None for item in found) if asked else 0
    ordered = fitting[::-1] if query.reverse else fitting
    listed = ordered[: query.limit]
    narrowed = bool(query.countries or query.places or query.phases or query.contacts or query.words)
    if by or plot:
        drawn = counted(listed, by or "year")
        pictures = [block for block in (drawn[1], chart(stated)) if block] if fitting else [_NOTHING]
        return Report("timeline", (drawn[0], *pictures), summary=_closing(listed, fitting, yearless))
    blocks: list[Block] = [Table(_COLUMNS, tuple(_row(item) for item in listed), main=True)]
    blocks += _years(listed, released, narrowed=narrowed, whole=len(listed) == len(fitting))
    if not fitting:
        blocks.append(_NOTHING)
    elif listed:
        blocks.append(Lines(((Fragment(_LEGEND, "dim"),),)))
    blocks += filter(None, [chart(stated)])
    return Report("timeline", tuple(blocks), summary=_closing(listed, fitting, yearless))


def _passing(entries: Iterable[Entry], query: Query, met: list[Happening], released: set[int]) -> Iterator[Entry]:
    """The entries released in the days asked for; what any entry tells goes to ``met``, its year to ``released``."""
    since = query.since.isoformat() if query.since else ""
    until = query.until.isoformat() if query.until else "9999-12-31"
    asked = query.since is not None or query.until is not None
    for entry in entries:
        met += in_release(entry)
        day = entry.release.release_date
        if day and not day.startswith("-"):
            released.add(int(day[:4]))
        if not asked or (day and since <= day <= until):
            yield entry


def _row(item: Happening) -> Row:
    fields: dict[str, Any] = {
        "start": item.moment.start or None,  # a release without a date
        "end": item.moment.end,
        "precision": item.moment.precision,
        "modifier": item.moment.modifier,
        "stated": item.stated,
        "announced": item.announced,
        "place": item.place,
        "what": item.what,
        "title": item.sources[0].title,
        "problem": item.problem,
    }
    said = [source.data for source in item.sources]
    return Row({}, fields | said[0] | {"said": said})


def _years(listed: Sequence[Happening], released: set[int], *, narrowed: bool, whole: bool) -> Iterator[Lines]:
    """A block for each year, and a line for the years between them that have nothing to show."""
    days = max((len(_day(item)) for item in listed), default=0)
    towns = min(max((len(item.place or "") for item in listed), default=0), _PLACE)
    before: int | None = None
    for year, items in groupby(listed, key=lambda item: item.moment.year):
        if year is not None and before is not None and whole:
            yield from _gap(before, year, released, narrowed=narrowed)
        heading = "Year not stated" if year is None else str(year)
        yield Lines(tuple(_lines(items, days, towns)), heading=heading, indent=2)
        before = year


def _gap(before: int, year: int, released: set[int], *, narrowed: bool) -> Iterator[Lines]:
    """Name the years between two that have happenings; those without a release apart from those with one."""
    between = range(min(before, year) + 1, max(before, year))
    ordered = between if before < year else reversed(between)
    for has_release, run in groupby(ordered, key=released.__contains__):
        years = sorted(run)
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        told = (
            "no happening of this year"
            if has_release
            else f"no release {'that fits' if narrowed else 'in this corpus'}"
        )
        yield Lines(((Fragment(f"{span}  ", "strong"), Fragment(told, "dim")),))


def _day(item: Happening) -> str:
    return item.problem_quote or day_label(item.moment)


def _lines(items: Iterable[Happening], days: int, towns: int) -> Iterator[Passage]:
    """A line for each happening of a year; words that a release says of several days are printed once."""
    printed: dict[tuple[str, str], str] = {}  # file and words → the day at which they were printed
    above: tuple[str, str] | None = None
    for item in items:
        told = item.what or item.sources[0].title or "(no title)"
        key = item.sources[0].path, told
        if key == above:
            words = _SAME
        elif key in printed:
            words = f"{_SAME} as on {printed[key]}"
        else:
            printed[key] = _day(item)
            words = f"{_begun(told)} …" if item.cut else _begun(told)
        above = key
        yield _line(item, words, days, towns)


def _begun(words: str) -> str:
    """Words as a line begins: with a capital, unless the first has capitals inside (``eGov``)."""
    first = words.split(maxsplit=1)[0]
    return words[0].upper() + words[1:] if first[1:] == first[1:].lower() else words


def _line(item: Happening, words: str, days: int, towns: int) -> Passage:
    """Mark, day, place, what and references; the line goes on under what happened where it wraps."""
    mark: str
    style: Style
    mark, style = ("●", "date") if item.stated else ("○", "dim")
    parts = [Fragment(f"{mark} {_day(item):>{days}}  ", style)]
    if towns:
        parts.append(Fragment(f"{item.place or '':{towns}}  "))
    parts.append(Fragment(words))
    remarks = [text for text in (item.problem, "announced" if item.announced else None) if text]
    if remarks:
        parts.append(Fragment(f"  ({'; '.join(remarks)})", "warn" if item.problem else "dim"))
    parts.append(Fragment("    "))
    parts.append(Fragment(", ".join(source.reference for source in item.sources), "id"))
    return tuple(parts)


def _closing(listed: Sequence[Happening], fitting: Sequence[Happening], yearless: int) -> Passage:
    if not fitting and not yearless:
        return ()
    total = len(fitting)
    cut = f"{len(listed):,} of {total:,}" if len(listed) < total else f"{total:,}"
    left_out = f"; {yearless:,} without a year left out" if yearless else ""
    return (Fragment(f"{cut} {'happening' if total == 1 else 'happenings'}{left_out}"),)
