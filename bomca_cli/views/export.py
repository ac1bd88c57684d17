"""``bomca export``: the full records, for programs only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.record import entry_record
from bomca_cli.report import Report, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.release import Entry


def report(entries: Iterable[Entry]) -> Report:
    """The record of each release, in the order given."""
    return Report("export", (Table((), tuple(Row({}, entry_record(entry)) for entry in entries), main=True),))
