"""What a search found, before anyone decides how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bomca_cli.release import Entry, Span


class Found(NamedTuple):
    """A release with the passages that the query speaks of, in order of the text."""

    entry: Entry
    hits: tuple[Span, ...]  # empty when the query only says what must not be there


class UnitCount(NamedTuple):
    """How many releases have one word or phrase of the query, and what close to it they have if none does."""

    typed: str
    field: str | None
    releases: int
    close: tuple[str, ...] = ()


class SearchResult(NamedTuple):
    """The answer to a search."""

    found: tuple[Found, ...]  # best first; cut by the limit of the query
    total: int  # releases that match, before the limit
    units: tuple[UnitCount, ...] = ()  # filled when nothing was found
    together: bool = False  # the query asks for all of its units and nothing else
    undated: int = 0  # releases that match but for having no date to filter by
