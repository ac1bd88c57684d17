"""D304: the number of one meeting is said in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.checks.model import Finding, Place
from bomca_cli.extract.lexicon import values
from bomca_cli.release import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.release import Entry

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")
_TELLING = 2  # words behind the number that tell which meeting it is


class _Numbered(NamedTuple):
    """A numbered thing of a day: “4th Regional Steering”."""

    number: int
    place: Place


def check(context: Context) -> Iterator[Finding]:
    """Numbered things of which releases of one day, or title and text of one release, give two numbers."""
    found: defaultdict[tuple[str, ...], list[_Numbered]] = defaultdict(list)
    for entry in context.entries:
        for day, span in _passages(entry):
            for words, numbered in _numbered(entry, span):
                found[(day, *words)].append(numbered)
    for (day, *telling), sayings in found.items():
        numbers = sorted({said.number for said in sayings})
        if len(numbers) > 1:
            told = " and ".join(str(number) for number in numbers)
            places = tuple(dict.fromkeys(said.place for said in sayings))
            yield Finding("D304", "warning", f"“{' '.join(telling)}” of {day} is number {told}.", places)


def _passages(entry: Entry) -> Iterator[tuple[str, Span]]:
    """What tells of the events of a day: their words, and the title for the day of the release or its only event."""
    release = entry.release
    days = {event.start for event in release.events}
    for event in release.events:
        if event.what:
            yield event.start, event.what
    day = next(iter(days)) if len(days) == 1 else release.release_date
    if release.title and day:
        yield day, release.title.span


def _numbered(entry: Entry, span: Span) -> Iterator[tuple[tuple[str, ...], _Numbered]]:
    words = [*_WORD.finditer(entry.release.text, span.start, span.end)]
    for at, word in enumerate(words):
        number = _number(word[0])
        behind = words[at + 1 : at + 1 + _TELLING]
        if number is not None and len(behind) == _TELLING:
            telling = tuple(one[0].casefold() for one in behind)
            if not any(one in _phases() for one in telling):  # a phase is no meeting
                yield telling, _Numbered(number, Place(entry, Span(word.start(), behind[-1].end())))


def _number(word: str) -> int | None:
    digits = _digits().fullmatch(word)
    if digits:
        return int(digits[1])
    return _ordinals().get(word.casefold())


@cache
def _digits() -> re.Pattern[str]:
    """An ordinal in digits: 4th, 10-й."""
    return re.compile(rf"(\d{{1,3}})-?(?:{'|'.join(map(re.escape, values('ordinal_ending')))})", re.IGNORECASE)


@cache
def _ordinals() -> dict[str, int]:
    return {word.casefold(): int(value) for word, value in values("date_ordinal").items()}


@cache
def _phases() -> frozenset[str]:
    return frozenset(word for word in values("phase") if not word.endswith("*"))
