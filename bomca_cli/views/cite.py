"""``bomca cite``: a release, or one line of it, as a reference that others can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.errors import UsageError
from bomca_cli.record import headline
from bomca_cli.record.places import source_at
from bomca_cli.release import Span
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table
from bomca_cli.views.dates import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.release import Entry
    from bomca_cli.report import Passage

COLUMNS = tuple(
    Column(name, name.capitalize(), shown=False)
    for name in (
        "id", "title", "place", "release_date", "language", "path", "sha256",
        "source.page", "source.line", "source.start", "source.end", "source.quote",
    )
)  # fmt: skip
_SHORT_HASH = 12


def report(cited: Sequence[tuple[Entry, int | None]]) -> Report:
    """One reference for each release.

    Args:
        cited: releases, each with the 1-based number of the line to quote, or None for the release as a whole.

    Raises:
        UsageError: a release has no such line, or nothing stands on it.
    """
    rows = [_data(entry, line) for entry, line in cited]
    table = Table(COLUMNS, tuple(Row({}, row) for row in rows), main=True)
    return Report("cite", (table, Lines(tuple(_reference(row) for row in rows))))


def _data(entry: Entry, line: int | None) -> dict[str, Any]:
    release = entry.release
    whole = release.title.span if release.title else Span(0, 0)
    said = headline(release)
    return {
        "id": entry.id,
        **{name: said[name] for name in ("title", "place", "release_date", "language")},
        "path": entry.path,
        "file": entry.path.rpartition("/")[2],  # a reference tells the file, not where its writer keeps it
        "sha256": entry.sha256,
        "quoted": line is not None,
        "source": source_at(release, whole if line is None else _line(entry, line)),
    }


def _line(entry: Entry, number: int) -> Span:
    lines = entry.release.text.split("\n")
    if not 1 <= number <= len(lines):
        raise UsageError(f"{entry.id} has no line {number}: it has {len(lines):,}")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    words = lines[number - 1]
    if not words.strip():
        raise UsageError(f"line {number} of {entry.id} is blank; bomca show {entry.id} --full shows them all")
    before = len(words) - len(words.lstrip())
    return Span(start + before, start + len(words.rstrip()))


def _reference(row: dict[str, Any]) -> Passage:
    """The reference in words; only what the release states, its day as precise as stated."""
    title = Fragment(row["title"], "strong") if row["title"] else Fragment("Untitled")
    place, date = row["place"] or "", day(row["release_date"]) if row["release_date"] else "no date stated"
    parts = ["", "press release", *filter(None, [place]), date]
    said: list[Fragment] = [title, Fragment(", ".join(parts))]
    source = row["source"]
    if row["quoted"]:
        page = f"page {source['page']}, " if "page" in source else ""
        quote = " ".join(source["quote"].split())
        said.append(Fragment(f", {page}line {source['line']}: “{quote}”"))
    said.append(Fragment(f" ({row['file']}, SHA-256 {row['sha256'][:_SHORT_HASH]}…)", "dim"))
    return tuple(said)
