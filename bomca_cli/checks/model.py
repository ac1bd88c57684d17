"""A finding, where it stands, and what checks look at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bomca_cli.contacts.merge import parties
from bomca_cli.funding.history import history
from bomca_cli.funding.reconcile import checks
from bomca_cli.funding.statements import statements
from bomca_cli.record.places import placed
from bomca_cli.release import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bomca_cli.contacts.merge import Party
    from bomca_cli.funding.history import Change
    from bomca_cli.funding.reconcile import Check as Calculation
    from bomca_cli.funding.statements import Statement
    from bomca_cli.release import Entry

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_HEAD = 60  # characters


class Place(NamedTuple):
    """Words of a release that a finding rests on."""

    entry: Entry
    span: Span

    @property
    def reference(self) -> str:
        """The place as ``bomca show`` takes it: ``2016-05-23:19``."""
        return f"{self.entry.id}:{self.entry.release.line(self.span.start)}"

    def data(self) -> dict[str, Any]:
        """The place as plain JSON data."""
        return placed(self.entry, self.span)


def head(entry: Entry) -> Place:
    """What stands for a release as a whole: its title, else its first words."""
    title = entry.release.title
    return Place(entry, title.span if title else Span(0, min(len(entry.release.text), _HEAD)))


class Finding(NamedTuple):
    """Something to look at, in a sentence, with the words that it rests on."""

    code: str
    severity: Severity
    sentence: str
    places: tuple[Place, ...]


class Context:
    """The releases, and what others have already made of them; each is made when a check first asks for it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: (entry.release.release_date or "9999", entry.id)))
        self._by_id = {entry.id: entry for entry in self.entries}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The stated sums."""
        return statements(self.entries)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed between them."""
        return history(self.statements)

    @cached_property
    def calculations(self) -> tuple[Calculation, ...]:
        """The sums that can be held against each other."""
        return checks(self.statements)[0]

    @cached_property
    def parties(self) -> list[Party]:
        """The people and offices to ask."""
        return parties(self.entries)

    def said(self, found: Sequence[Statement]) -> tuple[Place, ...]:
        """Every place where the statements are said."""
        places = (Place(self._by_id[one.id], Span(one.start, one.end)) for item in found for one in item.said)
        return tuple(dict.fromkeys(places))
