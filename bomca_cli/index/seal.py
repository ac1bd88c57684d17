"""A check sum over the whole file of an index, so that a bit that flips anywhere in it is noticed.

It stands in the header of the file itself, in the number that SQLite keeps for its users (``user_version``): no other
process can see a file without its seal, and nothing lies beside the file. A change breaks the seal (sets it to 0); who
has brought the index up to date sets it again. An index without a seal is trusted, one whose seal is wrong is damaged.

A large file has no seal: reading all of it before every answer would take longer than the answer.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from bomca_cli.index.database import Database

LARGE = 8 << 20  # bytes: about a thousand releases, which take a hundredth of a second
_SEAL = slice(60, 64)
# Of the header, all but what SQLite writes with every change: a counter, the seal, the counter again, its own version.
_SUMMED = (slice(24), slice(28, 60), slice(64, 92), slice(100, None))


class SealError(sqlite3.DatabaseError):
    """The file is not as it was written."""


def check(database: Database) -> None:
    """See that a file is as it was sealed, if it was.

    Raises:
        SealError: it is not.
    """
    if _is_sealed(database) and _may_be(database):
        said, found = _sums(database)
        if said not in (0, found):  # another process may be changing it
            raise SealError("the index is not as it was written")


def unseal(database: Database) -> None:
    """Say that the file is about to change; inside a transaction."""
    database.execute("PRAGMA user_version = 0")


def renew(database: Database) -> None:
    """Seal a file, unless it is sealed, large, or cannot be written just now."""
    if _is_sealed(database) or not _may_be(database):
        return
    with suppress(sqlite3.OperationalError), database.changing():
        said, found = _sums(database)
        if not said:
            database.execute(f"PRAGMA user_version = {found - (1 << 32 if found >> 31 else 0)}")  # it has a sign


def _is_sealed(database: Database) -> bool:
    return bool(database.execute("PRAGMA user_version").fetchone() != (0,))


def _may_be(database: Database) -> bool:
    (pages,), (size,) = (database.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return database.path is not None and pages * size <= LARGE and hasattr(database.connection, "serialize")


def _sums(database: Database) -> tuple[int, int]:
    """What the seal says, 0: nothing, and what it should say."""
    data = memoryview(database.connection.serialize())
    found = 0
    for part in _SUMMED:
        found = crc32(data[part], found)
    return int.from_bytes(data[_SEAL], "big"), found or 1
