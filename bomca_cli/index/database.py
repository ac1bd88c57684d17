"""The file of an index: its schema, whether it is ours, transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zlib import error as PackError  # noqa: N812 - the library has it in lower case

from bomca_cli.index.seal import check, unseal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION = 0x626F6D63  # "bomc"
PATIENCE = 5.0  # seconds to wait for another process that does nothing

_CACHE = 32 * 1024  # KiB of memory that pages may take

Broken = (sqlite3.DatabaseError, PackError)  # what may be raised by anything that reads or writes an index

# A release is a wording; the document that its facts come from is the first of those that say it (``place`` orders
# them). ``dirty``: its documents changed; until that is settled, and it has an id, the index is half-built.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folders (path BLOB PRIMARY KEY, names BLOB, states BLOB, loose BLOB);
CREATE TABLE files (
    number INTEGER PRIMARY KEY, path BLOB UNIQUE NOT NULL, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER,
    seen INTEGER, sha256 TEXT, problem TEXT
);
CREATE INDEX files_size ON files (size);
CREATE INDEX files_content ON files (sha256);
CREATE INDEX files_problem ON files (path) WHERE problem IS NOT NULL;
CREATE TABLE documents (
    file INTEGER, place BLOB, member TEXT, sha256 TEXT, encoding TEXT, note TEXT, problem TEXT, release INTEGER,
    PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX documents_release ON documents (release, place);
CREATE INDEX documents_trouble ON documents (file) WHERE problem IS NOT NULL OR note IS NOT NULL;
CREATE TABLE releases (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, fingerprint TEXT UNIQUE NOT NULL, kept BLOB, sha256 TEXT,
    former INTEGER, dirty INTEGER NOT NULL, bases TEXT NOT NULL, first_day TEXT, last_day TEXT,
    title_words TEXT NOT NULL, place TEXT, place_words TEXT, sums INTEGER NOT NULL, bare INTEGER NOT NULL,
    day TEXT NOT NULL, telling TEXT
);
CREATE INDEX releases_day ON releases (first_day DESC, length(id), id);
CREATE INDEX releases_place ON releases (place);
CREATE INDEX releases_bare ON releases (number) WHERE bare;
CREATE INDEX releases_telling ON releases (telling, day, id) WHERE telling NOT NULL;
CREATE INDEX releases_dirty ON releases (number) WHERE dirty;
CREATE INDEX releases_unnamed ON releases (former) WHERE id IS NULL;
CREATE TABLE texts (number INTEGER PRIMARY KEY, stated BLOB NOT NULL, text BLOB NOT NULL, record BLOB NOT NULL);
CREATE TABLE countries (code TEXT, release INTEGER, PRIMARY KEY (code, release)) WITHOUT ROWID;
CREATE TABLE phases (phase INTEGER, release INTEGER, PRIMARY KEY (phase, release)) WITHOUT ROWID;
CREATE TABLE contacts (release INTEGER NOT NULL, words TEXT NOT NULL, digits TEXT NOT NULL);
CREATE INDEX contacts_release ON contacts (release);
CREATE TABLE told (release INTEGER NOT NULL, first_day TEXT, last_day TEXT);
CREATE INDEX told_release ON told (release);
CREATE INDEX told_day ON told (last_day, first_day, release);
CREATE TABLE figures (release INTEGER NOT NULL, phase INTEGER, figure TEXT, linked INTEGER NOT NULL);
CREATE INDEX figures_release ON figures (release);
CREATE INDEX figures_phase ON figures (phase, release);
CREATE INDEX figures_figure ON figures (figure, release) WHERE figure NOT NULL;
CREATE INDEX figures_linked ON figures (figure) WHERE linked AND figure NOT NULL;
CREATE VIRTUAL TABLE words USING fts5 (title, news, boilerplate, content='', tokenize="ascii tokenchars '.'")
"""
_DATA = (
    *("meta", "folders", "files", "documents", "releases", "texts"),
    *("countries", "phases", "contacts", "told", "figures", "words"),
)
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_NO_DAMAGE = (*_BUSY, "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")


class Database:
    """One SQLite file of ours. Its errors are ``Broken``."""

    def __init__(self, path: Path | None, stamp: str) -> None:
        """Open or create it.

        Args:
            path: its file; None keeps it in memory.
            stamp: what its content depends on beside the files; a database with another stamp is emptied.

        Raises:
            Broken: it cannot be read, or is not as it was written.
        """
        self.path = path
        self.connection = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
        try:
            self.execute = self.connection.execute
            self.execute("PRAGMA trusted_schema = OFF")
            self.execute("PRAGMA synchronous = NORMAL")
            self.execute(f"PRAGMA cache_size = -{_CACHE}")  # a portion of changes is written once, at its end
            if _is_ours(self.connection, stamp):
                check(self)
            else:
                self._create(stamp)
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()

    def be_patient(self, seconds: float) -> None:
        """Wait so long for another process that does nothing."""
        self.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that no other process writes beside; all or nothing.

        Other processes may hold it for as long as each of them gets on; who does nothing is waited for no longer than
        ``PATIENCE``.
        """
        with self.changing():
            unseal(self)
            yield

    @contextmanager
    def changing(self) -> Iterator[None]:
        """The same, for who sees to the seal."""
        self._begin()
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # which SQLite ends by itself when the disk is full
                self.execute("ROLLBACK")
            raise

    def _begin(self) -> None:
        steps = -1
        while True:
            try:
                self.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not _is(error, _BUSY):
                    raise
                before, steps = steps, self._steps()
                if before == steps:
                    raise
            else:
                return

    def _steps(self) -> int:
        """How many times another process was seen to change the file."""
        found: tuple[int] = self.execute("PRAGMA data_version").fetchone()
        return found[0]

    def _create(self, stamp: str) -> None:
        with self.writing():
            if _is_ours(self.connection, stamp):
                return  # another process was quicker
            for kind, name in self.execute(
                "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall():
                self.execute(f"DROP {kind} IF EXISTS {_name(name)}")
            for name in _DATA:
                self.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in _SCHEMA.split(";\n"):
                self.execute(statement)
            self.execute("INSERT INTO meta VALUES ('stamp', ?)", [stamp])
            self.execute(f"PRAGMA application_id = {APPLICATION}")


def is_ours(path: Path, stamp: str) -> bool:
    """Whether there is a database of ours with this stamp at ``path``; nothing is made or changed.

    Raises:
        Broken: it cannot be read.
    """
    if path.is_symlink() or not path.is_file():
        return False
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
    try:
        return _is_ours(connection, stamp)
    finally:
        connection.close()


def is_damaged(error: Exception) -> bool:
    """Whether an error of an index means that its file is no good, not that it cannot be had just now."""
    return not _is(error, _NO_DAMAGE)


def _is(error: Exception, names: tuple[str, ...]) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(names)


def _is_ours(connection: sqlite3.Connection, stamp: str) -> bool:
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
        return False
    planted = connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
    found = connection.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
    return bool(planted == (0,) and found == (stamp,))


def _name(name: str) -> str:
    """A name of the schema, quoted."""
    return '"' + name.replace('"', '""') + '"'
