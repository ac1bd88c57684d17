"""``bomca show``: the facts of releases with their lines, and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.record import entry_record
from bomca_cli.report import Column, Fragment, Lines, Report, Row, Table
from bomca_cli.views.facts import facts
from bomca_cli.views.list import TITLE_SOURCE
from bomca_cli.views.marked import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bomca_cli.release import Entry
    from bomca_cli.report import Block, Passage

FACTS = (
    Column("fact", "", keep=True),
    Column("value", "", weight=1),
    Column("line", "", keep=True),
)
# For programs, and for people who name columns: the full records, not shown beside the facts.
RECORD = (
    tuple(
        Column(name, label, keep=keep, shown=False)
        for name, label, keep in (
            ("id", "ID", True),
            ("release_date", "Date", True),
            ("place", "Place", False),
            ("phases", "Phase", False),
            ("title", "Title", False),
            ("countries", "Countries", False),
            ("language", "Language", False),
            ("encoding", "Encoding", False),
            ("path", "File", False),
            ("sha256", "SHA-256", True),
        )
    )
    + TITLE_SOURCE
)


def report(entries: Sequence[Entry], full: bool = False) -> Report:
    """Facts and text of each release, in the order given.

    Args:
        entries: the releases.
        full: show the passages that releases repeat, instead of a line that tells where they stand, and the facts that
            are told by others (``facts``).
    """
    records = Table(RECORD, tuple(Row({}, entry_record(entry)) for entry in entries), main=True)
    blocks: list[Block] = [records]
    for entry in entries:
        blocks += [
            Lines((_heading(entry),)),
            Table(FACTS, facts(entry, full=full)),
            Lines(marked(entry.release, full=full)),
        ]
    summary = () if entries else (Fragment("No release fits the filters.", "dim"),)
    return Report("show", tuple(blocks), summary=summary)


def _heading(entry: Entry) -> Passage:
    title = entry.release.title
    named = Fragment(title.value, "strong") if title else Fragment("no title found", "dim")
    return (Fragment(f"{entry.id}  ", "id"), named)
