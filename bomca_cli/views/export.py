"""``bomca export``: the releases as a data set for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.dataset import Dataset, Item
from bomca_cli.privacy import without_people
from bomca_cli.record import entry_record
from bomca_cli.views.tables import PERSONAL, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bomca_cli.release import Entry


def dataset(entries: Iterable[Entry], *, contacts: bool) -> Dataset:
    """The data set of ``entries``, in the order given; they are read once, as the data set is written.

    Args:
        entries: the releases.
        contacts: whether contacts, people, phones and e-mails are in it; without them their tables are missing and
            their words masked wherever they stand (``privacy.without_people``).
    """
    if contacts:
        return Dataset(TABLES, (Item(entry, entry_record(entry)) for entry in entries))
    tables = tuple(table for table in TABLES if table.name not in PERSONAL)
    hidden = map(without_people, entries)
    return Dataset(tables, (Item(entry, entry_record(entry)) for entry in hidden), PERSONAL, {"contacts": False})
