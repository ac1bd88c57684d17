"""The only SQL: one SQLite file per corpus with its files, its releases and a full-text index of folded terms.

The index is a cache. What cannot be trusted (another program's file, another version's, a damaged one) is built anew.
The full-text table keeps no text of its own; a deletion tells it the terms again, which folding reproduces.
"""

# ruff: noqa: S608 - the SQL is put together from fixed pieces, here and in clauses.py
from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bomca_cli.index.clauses import Clause, Selection
    from bomca_cli.release import Release

APPLICATION = 0x626F6D63  # "bomc"
VERSION = 2  # of the schema
PATIENCE = 5.0  # seconds to wait for another process

Broken = sqlite3.DatabaseError

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path BLOB PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, seen INTEGER,
    sha256 TEXT, encoding TEXT, problem TEXT, note TEXT, release INTEGER
);
CREATE INDEX files_release ON files (release);
CREATE TABLE releases (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, sha256 TEXT UNIQUE NOT NULL,
    first_day TEXT, last_day TEXT, title_words TEXT NOT NULL, place TEXT, place_words TEXT, sums INTEGER NOT NULL,
    bare INTEGER NOT NULL
);
CREATE INDEX releases_day ON releases (first_day);
CREATE INDEX releases_place ON releases (place);
CREATE INDEX releases_bare ON releases (number) WHERE bare;
CREATE TABLE texts (number INTEGER PRIMARY KEY, record TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE countries (code TEXT, release INTEGER, PRIMARY KEY (code, release)) WITHOUT ROWID;
CREATE TABLE phases (phase INTEGER, release INTEGER, PRIMARY KEY (phase, release)) WITHOUT ROWID;
CREATE TABLE contacts (release INTEGER NOT NULL, words TEXT NOT NULL, digits TEXT NOT NULL);
CREATE INDEX contacts_release ON contacts (release);
CREATE VIRTUAL TABLE words USING fts5 (title, news, boilerplate, content='', tokenize="ascii tokenchars '.'");
"""
_OF_RELEASE = (
    ("releases", "number"),
    ("texts", "number"),
    ("countries", "release"),
    ("phases", "release"),
    ("contacts", "release"),
)
_AT_ONCE = 200  # releases that are read at a time
_DATA = ("meta", "files", "releases", "texts", "countries", "phases", "contacts", "words")


class FileRow(NamedTuple):
    """A file as it was when it was read: what tells whether it changed, and what came of it."""

    size: int
    mtime: int  # nanoseconds, as ctime and seen
    ctime: int
    inode: int
    seen: int  # when it was read
    sha256: str | None
    encoding: str | None
    problem: str | None  # why there is no release
    note: str | None  # what was odd about reading it
    release: int | None


class Stored(NamedTuple):
    """A release as it is kept."""

    id: str
    sha256: str
    record: dict[str, object]
    text: str
    paths: tuple[bytes, ...]
    encoding: str


class Index:
    """The index of one corpus. Errors of the database are ``Broken``."""

    def __init__(self, path: Path | None, stamp: str) -> None:
        """Open or create the index.

        Args:
            path: its file; None keeps it in memory.
            stamp: what its content depends on beside the files; an index with another stamp is emptied.
        """
        self.path = path
        self._database = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
        try:
            self._database.execute("PRAGMA trusted_schema = OFF")
            self._database.execute("PRAGMA synchronous = NORMAL")
            if not self._is_ours(stamp):
                self._create(stamp)
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def _is_ours(self, stamp: str) -> bool:
        (application,), (version,) = (
            self._database.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        if (application, version) != (APPLICATION, VERSION):
            return False
        planted = self._database.execute(
            "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
        ).fetchone()
        found = self._database.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
        return bool(planted == (0,) and found == (stamp,))

    def _create(self, stamp: str) -> None:
        with self.writing():
            if self._is_ours(stamp):
                return  # another process was quicker
            for kind, name in self._database.execute(
                "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall():
                self._database.execute(f"DROP {kind} IF EXISTS {_name(name)}")
            for name in _DATA:
                self._database.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in _SCHEMA.split(";\n"):
                self._database.execute(statement)
            self._database.execute("INSERT INTO meta VALUES ('stamp', ?)", [stamp])
            self._database.execute(f"PRAGMA application_id = {APPLICATION}")
            self._database.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that no other process writes beside; all or nothing."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    # Files

    def files(self) -> dict[bytes, FileRow]:
        """Every file that was read, by its absolute path."""
        return {row[0]: FileRow(*row[1:]) for row in self._database.execute("SELECT * FROM files")}

    def troubles(self) -> list[tuple[bytes, str | None, str | None]]:
        """Files that could not be read, or oddly, in order: path, why there is no release, what was odd."""
        return self._database.execute(
            "SELECT path, problem, note FROM files WHERE problem IS NOT NULL OR note IS NOT NULL ORDER BY path"
        ).fetchall()

    def bare(self) -> list[bytes]:
        """The files, in order, that were read as releases although nothing in them reads like one."""
        rows = self._database.execute(
            "SELECT path FROM releases JOIN files ON release = number WHERE bare ORDER BY path"
        )
        return [row[0] for row in rows]

    def put_file(self, path: bytes, row: FileRow) -> None:
        """Note a file, new or changed."""
        self._database.execute("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [path, *row])

    def drop_files(self, paths: Iterable[bytes]) -> None:
        """Forget files."""
        self._database.executemany("DELETE FROM files WHERE path = ?", ([path] for path in paths))

    # Releases

    def number(self, sha256: str) -> int | None:
        """The release that was read from a file with this hash."""
        found = self._database.execute("SELECT number FROM releases WHERE sha256 = ?", [sha256]).fetchone()
        return None if found is None else int(found[0])

    def add(self, release: Release, sha256: str) -> int:
        """Add a release that has no id yet; its number."""
        from bomca_cli.record import to_record
        from bomca_cli.search.columns import columns
        from bomca_cli.search.facts import contact_words, place_words

        insert = self._database.execute
        folded = columns(release)
        number = insert(
            "INSERT INTO releases (sha256, first_day, last_day, title_words, place, place_words, sums, bare) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                sha256,
                *_days(release.release_date),
                folded.title,
                release.place and release.place.value,
                place_words(release),
                len(release.amounts),
                release.is_bare,
            ],
        ).lastrowid
        assert number is not None
        record = json.dumps(to_record(release), ensure_ascii=False, separators=(",", ":"))
        insert("INSERT INTO texts VALUES (?, ?, ?)", [number, record, release.text])
        insert("INSERT INTO words (rowid, title, news, boilerplate) VALUES (?, ?, ?, ?)", [number, *folded])
        for country in release.countries:
            insert("INSERT OR IGNORE INTO countries VALUES (?, ?)", [country.value, number])
        for phase in release.phases:
            insert("INSERT OR IGNORE INTO phases VALUES (?, ?)", [phase.number, number])
        for contact in contact_words(release):
            insert("INSERT INTO contacts VALUES (?, ?, ?)", [number, contact.words, contact.digits])
        return number

    def name(self, number: int, base: str, *spare: str) -> str:
        """Give a release its id: ``base`` or, where that is taken, the first free one.

        Args:
            number: the release.
            base: its date; for an undated one, ``undated-`` and part of its hash.
            spare: further ids to try before letters are added.
        """
        taken = {row[0] for row in self._database.execute("SELECT id FROM releases WHERE id GLOB ?", [base + "*"])}
        free = next((name for name in (base, *spare) if name not in taken), None)
        if free is None:
            free = next(
                name for name in (base + letters(count) for count in range(1, len(taken) + 2)) if name not in taken
            )
        self.rename(number, free)
        return free

    def rename(self, number: int, name: str) -> None:
        """Give a release an id that is known to be free."""
        self._database.execute("UPDATE releases SET id = ? WHERE number = ?", [name, number])

    def drop_orphans(self) -> dict[int, str]:
        """Drop releases that no file holds any more; their numbers and ids."""
        from bomca_cli.record import from_record
        from bomca_cli.search.columns import columns

        orphans = self._database.execute(
            "SELECT number, id FROM releases WHERE NOT EXISTS (SELECT 1 FROM files WHERE release = number)"
        ).fetchall()
        for number, _ in orphans:
            record, text = self._database.execute(
                "SELECT record, text FROM texts WHERE number = ?", [number]
            ).fetchone()
            self._database.execute(
                "INSERT INTO words (words, rowid, title, news, boilerplate) VALUES ('delete', ?, ?, ?, ?)",
                [number, *columns(from_record(json.loads(record), text))],
            )
            for table, key in _OF_RELEASE:
                self._database.execute(f"DELETE FROM {table} WHERE {key} = ?", [number])
        return dict(orphans)

    # Questions

    def numbers(self, selection: Selection) -> list[int]:
        """The releases selected, in order."""
        source, where, order, limit = selection
        rows = self._database.execute(
            f"SELECT number FROM {source.sql} WHERE {where.sql} ORDER BY {order} LIMIT ?",
            [*source.values, *where.values, -1 if limit is None else limit],
        )
        return [row[0] for row in rows]

    def count(self, where: Clause) -> int:
        """How many releases fulfil the condition."""
        found = self._database.execute(f"SELECT count(*) FROM releases WHERE {where.sql}", where.values).fetchone()
        return int(found[0])

    def stored(self, numbers: Sequence[int]) -> Iterator[Stored]:
        """The releases with these numbers, in their order, read a few at a time."""
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            files: dict[int, list[tuple[bytes, str]]] = {number: [] for number in some}
            for number, path, encoding in self._database.execute(
                f"SELECT release, path, encoding FROM files WHERE release IN ({marks}) ORDER BY path", some
            ):
                files[number].append((path, encoding))
            rows = {
                row[0]: row[1:]
                for row in self._database.execute(
                    "SELECT number, id, sha256, record, text FROM releases JOIN texts USING (number) "
                    f"WHERE number IN ({marks})",
                    some,
                )
            }
            for number in some:
                # Another process may have dropped a release since it was selected.
                if number in rows and files[number]:
                    name, sha256, record, text = rows[number]
                    paths = tuple(path for path, _ in files[number])
                    yield Stored(name, sha256, json.loads(record), text, paths, files[number][0][1])

    def ids(self, prefix: str = "", limit: int | None = None) -> list[tuple[int, str]]:
        """Numbers and ids that start with ``prefix``, in order of id."""
        return self._database.execute(
            "SELECT number, id FROM releases WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            [prefix, prefix + "\U0010ffff", -1 if limit is None else limit],
        ).fetchall()

    def phases(self) -> list[int]:
        """The phases that the releases name."""
        return [row[0] for row in self._database.execute("SELECT DISTINCT phase FROM phases ORDER BY phase")]

    def places(self) -> list[str]:
        """The places of the releases, in order."""
        return [
            row[0]
            for row in self._database.execute("SELECT DISTINCT place FROM releases WHERE place NOT NULL ORDER BY place")
        ]

    def vocabulary(self) -> list[str]:
        """The terms of all releases, the most frequent first."""
        self._database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)")
        return [row[0] for row in self._database.execute("SELECT term FROM temp.vocabulary ORDER BY doc DESC, term")]

    def spelling(self, term: str) -> str:
        """How a release writes a term; the term itself, except where folding cuts a word to its stem."""
        if term.isascii():
            return term
        from bomca_cli.search.fold import fold
        from bomca_cli.search.fts import term_string

        found = self._database.execute(
            "SELECT text FROM texts WHERE number = (SELECT rowid FROM words WHERE words MATCH ? LIMIT 1)",
            [term_string(term)],
        ).fetchone()
        text = found[0] if found else ""
        folded = fold(text)
        places = zip(folded.terms, folded.starts, folded.ends, strict=True)
        return next((text[start:end].lower() for known, start, end in places if known == term), term)


def is_damaged(error: Exception) -> bool:
    """Whether an error of the database means that its file is no good, not that it cannot be had just now."""
    names = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
    return not str(getattr(error, "sqlite_errorname", "")).startswith((*names, "SQLITE_PERM", "SQLITE_AUTH"))


def letters(count: int) -> str:
    """What tells the releases of one day apart, from the second on: b, c, then ba, bb."""
    said = ""
    while count:
        count, digit = divmod(count, 26)
        said = chr(ord("a") + digit) + said
    return said


def _days(date: str | None) -> tuple[str | None, str | None]:
    """First and last day that a release date may mean; none for a date without a year."""
    if date is None or date.startswith("-"):
        return None, None
    return (date + "-01-01"[len(date) - 4 :])[:10], (date + "-12-31"[len(date) - 4 :])[:10]


def _name(name: str) -> str:
    """A name of the schema, quoted."""
    return '"' + name.replace('"', '""') + '"'
