"""``bomca list``: one row for each release."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bomca_cli.record import headline, identity, sources
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bomca_cli.query import Query
    from bomca_cli.release import Contact, DateExpression, Entry, Release
    from bomca_cli.report import Block, Cell, Passage

# Where the title stands, for sheets: the words by which a row of a whole release can be checked.
TITLE_SOURCE = tuple(
    Column(f"sources.title.{name}", f"Title {name}", keep=name != "quote", shown=False)
    for name in ("page", "line", "start", "end", "quote")
)
_NONE = ""  # the group of releases that belong to none
# What ``--group-by`` takes → the groups of a release.
GROUPS: dict[str, Callable[[Release], list[str]]] = {
    "country": lambda release: [country.value for country in release.countries],
    "year": lambda release: [release.release_date[:4]] if release.release_date else [],
    "phase": lambda release: [str(phase.number) for phase in release.phases],
}
COLUMNS = (
    Column("id", "ID", keep=True),
    Column("release_date", "Date", keep=True, shown=False),
    Column("place", "Place", weight=2),
    Column("phases", "Phase", weight=3),
    Column("title", "Title", weight=0),
    Column("countries", "Countries", shown=False, weight=3),
    Column("events", "Events", shown=False, weight=2),
    Column("contacts", "Contacts", shown=False),
    Column("sums", "Sums", align="right", keep=True),
    Column("words", "Words", align="right", keep=True, shown=False),
    Column("language", "Language", shown=False, weight=3),
    Column("encoding", "Encoding", shown=False, weight=3),
    Column("path", "File", shown=False),
    Column("duplicates", "Also in", shown=False),
    Column("sha256", "SHA-256", keep=True, shown=False),
    *TITLE_SOURCE,
)


def report(
    entries: Sequence[Entry],
    query: Query,
    total: int | None = None,
    undated: int = 0,
    *,
    group: str | None = None,
) -> Report:
    """The releases as a table.

    Args:
        entries: the releases to show, in their order.
        query: what was asked.
        total: how many releases fit the query when ``entries`` are only the first of them; None: these are all.
        undated: how many releases a date filter left out because they state no date.
        group: a key of ``GROUPS``: a table for each of its values, in their order.
    """
    return Report(
        "list",
        (Table(COLUMNS, tuple(map(_row, entries)), main=True),) if group is None else _grouped(entries, group),
        summary=_summary(entries, query, len(entries) if total is None else total, undated),
    )


def _grouped(entries: Sequence[Entry], group: str) -> tuple[Block, ...]:
    """The table for programs, a row for each release and group, then one for people under the name of each group."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for value in GROUPS[group](entry.release) or [_NONE]:
            found[value].append(entry)
    ordered = sorted(found, key=lambda value: (value == _NONE, len(value), value))
    rows = tuple(_member(value, _row(entry)) for value in ordered for entry in found[value])
    columns = (Column("group", group.capitalize()), *COLUMNS)
    main = Table(tuple(column._replace(shown=False) for column in columns), rows, main=True)
    blocks: list[Block] = [main]
    for value in ordered:
        label = f"no {group}" if value == _NONE else f"{group.capitalize()} {value}"
        number = len(found[value])
        blocks.append(Lines(((Fragment(label, "strong"), Fragment(f"  {number:,}", "dim")),)))
        blocks.append(Table(COLUMNS, tuple(map(_row, found[value]))))
    return tuple(blocks)


def _member(value: str, row: Row) -> Row:
    """The row of a release in a group."""
    cells: dict[str, Cell] = {"group": value, **row.cells}
    return Row(cells, {"group": value or None, **row.data})


def _row(entry: Entry) -> Row:
    data = _data(entry)
    cells: dict[str, Cell] = {
        "id": (Fragment(entry.id, "id"),),
        "release_date": data["release_date"] or "",
        "place": data["place"] or "",
        "phases": ", ".join(map(str, data["phases"])),
        "title": data["title"] or (Fragment("no title found", "dim"),),
        "countries": ", ".join(data["countries"]),
        "events": ", ".join(data["events"]),
        "contacts": "; ".join(data["contacts"]),
        "sums": str(data["sums"]),
        "words": f"{data['words']:,}",
        "language": entry.release.language,
        "encoding": entry.encoding,
        "path": entry.path,
        "duplicates": ", ".join(entry.duplicates),
        "sha256": entry.sha256,
    }
    return Row(cells, data)


def _data(entry: Entry) -> dict[str, Any]:
    """The row for programs: the fields of a record that fit into one line, counts, and where each fact stands."""
    release = entry.release
    return {
        **identity(entry),
        **headline(release),
        "events": [_interval(event) for event in release.events],
        "sums": len(release.amounts),
        "contacts": [_contact(contact) for contact in release.contacts],
        "words": len(release.text.split()),
        "sources": sources(release),
    }


def _interval(event: DateExpression) -> str:
    """The day or days of an event as ISO 8601 writes them."""
    return event.start if event.end is None else f"{event.start}/{event.end}"


def _contact(contact: Contact) -> str:
    """Name, else office, with the first address or number: enough to tell contacts apart."""
    who = contact.name or contact.role
    where = next((email.address for email in contact.emails), None)
    return " ".join(part for part in (who.value if who else "", f"<{where}>" if where else "") if part)


def _summary(entries: Sequence[Entry], query: Query, total: int, undated: int) -> Passage:
    if total == 0:
        filters = (query.since, query.until, query.countries, query.places, query.phases, query.contacts, query.words)
        said = "No release fits the filters." if any(filters) else "No release in this corpus."
    elif len(entries) < total:
        said = f"{len(entries):,} of {total:,} shown{_days(entries)}"
    else:
        said = f"{total:,} release{'' if total == 1 else 's'}{_days(entries)}"
    if undated:
        said = f"{said.rstrip('.')}; {undated:,} without a date left out"
    return (Fragment(said, "dim"),)


def _days(entries: Sequence[Entry]) -> str:
    days = sorted(entry.release.release_date for entry in entries if entry.release.release_date)
    if not days:
        return ""
    return f", {days[0]}" if days[0] == days[-1] else f", {days[0]} to {days[-1]}"
