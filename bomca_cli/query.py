"""What a user asks for: one field per filter, values rather than option strings.

``None`` or an empty tuple means "not asked". Within a field values are alternatives; between fields all must hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Query(NamedTuple):
    """The filters that every query command shares."""

    since: date | None = None  # first day, included
    until: date | None = None  # last day, included
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    places: tuple[str, ...] = ()
    phases: tuple[int, ...] = ()
    contacts: tuple[str, ...] = ()  # part of a name, office, e-mail or phone
    told_since: date | None = None  # telling of something on this day or later, or in no known year
    told_until: date | None = None
    words: str | None = None  # a search expression
    limit: int | None = None
    sort: str | None = None
    reverse: bool = False
