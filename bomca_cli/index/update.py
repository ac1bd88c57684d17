"""Bring an index up to date: files and what is in them are put in one by one, in any order, then it is settled.

Between the two the index is half-built; every piece of it is right, so that whoever comes next can go on from there.
"""

# ruff: noqa: S608 - the SQL is put together from fixed pieces
from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli.index.rows import DocumentRow, FileRow, ReleaseRow, load
from bomca_cli.readers import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bomca_cli.index.database import Database

_OF_RELEASE = (
    ("texts", "number"),
    ("countries", "release"),
    ("phases", "release"),
    ("contacts", "release"),
    ("told", "release"),
    ("figures", "release"),
)
_OWN = ReleaseRow._fields[1:11]  # columns of the table of releases
_PLAIN = tuple(suffix.encode() for suffix in PLAIN)


Twin = list[tuple[Any, ...]]  # documents as the table has them, without file and place


class FolderRow(NamedTuple):
    """What the file system said of the files of a folder when they were last in step with the index."""

    names: bytes
    states: bytes
    loose: bytes  # names of files that may have changed since without a sign


class Update:
    """The changes of one index; to be made inside ``Database.writing``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._execute = database.execute

    # What is known

    def folders(self) -> dict[bytes, FolderRow]:
        """The folders that are in step, by real path."""
        return {row[0]: FolderRow(*row[1:]) for row in self._execute("SELECT * FROM folders")}

    def file(self, path: bytes) -> FileRow | None:
        """A file as it was read."""
        row = self._execute(
            "SELECT size, mtime, ctime, inode, seen, sha256, problem FROM files WHERE path = ?", [path]
        ).fetchone()
        return None if row is None else FileRow(*row)

    def paths(self) -> set[bytes]:
        """Every file that was read."""
        return {row[0] for row in self._execute("SELECT path FROM files")}

    def hashes(self, size: int, suffix: bytes) -> tuple[str, ...]:
        """The hashes of all files of this size and suffix that were read well: their content needs no reading."""
        rows = self._execute(
            "SELECT DISTINCT sha256, path FROM files WHERE size = ? AND sha256 IS NOT NULL AND problem IS NULL", [size]
        )
        return tuple(dict.fromkeys(sha256 for sha256, path in rows if path.endswith(suffix)))

    def latest(self) -> int:
        """When files were last read, as the clock then said, in nanoseconds; 0: never."""
        found = self._execute("SELECT value FROM meta WHERE key = 'latest'").fetchone()
        return int(found[0]) if found else 0

    def is_settled(self) -> bool:
        """Whether nothing was left half-done."""
        found = self._execute(
            "SELECT EXISTS (SELECT 1 FROM releases WHERE dirty) OR EXISTS (SELECT 1 FROM releases WHERE id IS NULL)"
        ).fetchone()
        return not found[0]

    # Files

    def put_latest(self, seen: int) -> None:
        """Note that files are read now."""
        self._execute("REPLACE INTO meta VALUES ('latest', ?)", [seen])

    def distrust(self) -> None:
        """Have every file be read again before it counts as the one that was read."""
        self._execute("UPDATE files SET seen = 0")
        self._execute("DELETE FROM folders")
        self._execute("DELETE FROM meta WHERE key = 'latest'")

    def put_folder(self, path: bytes, row: FolderRow) -> None:
        """Note that a folder is in step."""
        self._execute("REPLACE INTO folders VALUES (?, ?, ?, ?)", [path, *row])

    def drop_folders(self, paths: Iterable[bytes]) -> None:
        """Forget folders, not their files."""
        self._database.connection.executemany("DELETE FROM folders WHERE path = ?", ([path] for path in paths))

    def put_file(self, path: bytes, row: FileRow, documents: Sequence[DocumentRow]) -> None:
        """Note a file, new or changed, and what is in it."""
        number, former = self._cleared(path)
        if number is None:
            number = self._inserted("files", (None, path, *row))
        else:
            self._execute("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [number, path, *row])
        for document in documents:
            place = _place(path, document.member)
            release = None
            if document.release is not None:
                release = self._release(document.release, document.sha256, place, former.get(document.member))
            self._execute(
                "REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [number, place, *document[:-1], release]
            )

    def touch_file(self, path: bytes, row: FileRow) -> None:
        """Note that a file was read again and is the same."""
        self._execute(
            "UPDATE files SET (size, mtime, ctime, inode, seen) = (?, ?, ?, ?, ?) WHERE path = ?", [*row[:5], path]
        )

    def twin(self, sha256: str, suffix: bytes) -> Twin | None:
        """What is in a file with this content and suffix, wherever it was read; None: there is none."""
        rows = self._execute("SELECT number, path FROM files WHERE sha256 = ? AND problem IS NULL", [sha256])
        number = next((number for number, path in rows if path.endswith(suffix)), None)
        if number is None:
            return None
        return self._execute(
            "SELECT member, sha256, encoding, note, problem, release FROM documents WHERE file = ?", [number]
        ).fetchall()

    def put_twin(self, path: bytes, row: FileRow, documents: Twin) -> None:
        """Note a file whose content is that of another one."""
        self.put_file(path, row, ())
        (number,) = self._execute("SELECT number FROM files WHERE path = ?", [path]).fetchone()
        for member, *rest in documents:
            self._execute(
                "REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [number, _place(path, member), member, *rest]
            )
            self._mark(rest[-1])

    def drop_files(self, paths: Iterable[bytes]) -> None:
        """Forget files and what is in them."""
        for path in paths:
            number, _ = self._cleared(path)
            self._execute("DELETE FROM files WHERE number = ?", [number])

    def _cleared(self, path: bytes) -> tuple[int | None, dict[str, int]]:
        """Forget the documents of a file; its number, and which release each member was."""
        found = self._execute("SELECT number FROM files WHERE path = ?", [path]).fetchone()
        if found is None:
            return None, {}
        former = dict(
            self._execute("SELECT member, release FROM documents WHERE file = ? AND release NOT NULL", found).fetchall()
        )
        for release in former.values():
            self._mark(release)
        self._execute("DELETE FROM documents WHERE file = ?", found)
        return found[0], former

    def _mark(self, release: int | None) -> None:
        self._execute("UPDATE releases SET dirty = 1 WHERE number = ? AND NOT dirty", [release])

    def _inserted(self, table: str, values: Sequence[object]) -> int:
        marks = ", ".join("?" * len(values))
        number = self._execute(f"INSERT INTO {table} VALUES ({marks})", values).lastrowid
        assert number is not None
        return number

    # Releases

    def _release(self, row: ReleaseRow, sha256: str | None, place: bytes, former: int | None) -> int:
        """The release that a document is; its facts are taken from this document if it comes first."""
        found = self._execute(
            "SELECT number, kept, sha256, bases FROM releases WHERE fingerprint = ?", [row.fingerprint]
        ).fetchone()
        if found is None:
            number = self._inserted("releases", (None, None, row.fingerprint, place, sha256, former, 1, *row[1:11]))
            self._add_words(number, row)
            return number
        number, kept, known, bases = found
        if kept is None or place < kept:
            own = ", ".join(f"{name} = ?" for name in _OWN)
            if known != sha256:
                self._drop_words(number)
                self._add_words(number, row)
            self._execute(
                f"UPDATE releases SET kept = ?, sha256 = ?, {own} WHERE number = ?", [place, sha256, *row[1:11], number]
            )
            if bases != row.bases:
                self._execute("UPDATE releases SET id = NULL WHERE number = ?", [number])
        self._mark(number)
        return int(number)

    def _add_words(self, number: int, row: ReleaseRow) -> None:
        insert = self._execute
        insert("INSERT INTO texts VALUES (?, ?, ?, ?)", [number, row.stated, row.text, row.record])
        insert(
            "INSERT INTO words (rowid, title, news, boilerplate) VALUES (?, ?, ?, ?)",
            [number, row.title, row.news, row.boilerplate],
        )
        many = self._database.connection.executemany
        many("INSERT INTO countries VALUES (?, ?)", ((code, number) for code in row.countries))
        many("INSERT INTO phases VALUES (?, ?)", ((phase, number) for phase in row.phases))
        many("INSERT INTO contacts VALUES (?, ?, ?)", ((number, *contact) for contact in row.contacts))
        many("INSERT INTO told VALUES (?, ?, ?)", ((number, *days) for days in row.told))
        many("INSERT INTO figures VALUES (?, ?, ?, ?)", ((number, *figure) for figure in row.figures))

    def _drop_words(self, number: int) -> None:
        from bomca_cli.record.reading import from_record
        from bomca_cli.search.columns import columns

        stored = self._execute("SELECT record, text FROM texts WHERE number = ?", [number]).fetchone()
        # The full-text table keeps no text of its own: it is told the terms again, which folding reproduces.
        self._execute(
            "INSERT INTO words (words, rowid, title, news, boilerplate) VALUES ('delete', ?, ?, ?, ?)",
            [number, *columns(from_record(*load(*stored)))],
        )
        for table, key in _OF_RELEASE:
            self._execute(f"DELETE FROM {table} WHERE {key} = ?", [number])

    # Settling

    def settle(self) -> list[bytes]:
        """Drop releases that no document says any more, see that facts come from the first one, name what is new.

        A release keeps its id while a document that says it is there, and while its file is and the date stays the
        same; new ones are named in the order of their paths.

        Returns:
            Files to be read again because the facts are to come from them now; then settle once more.
        """
        again: list[bytes] = []
        freed: dict[int, str] = {}
        for number, name, kept, sha256 in self._execute(
            "SELECT number, id, kept, sha256 FROM releases WHERE dirty ORDER BY number"
        ).fetchall():
            first = self._execute(
                "SELECT place, documents.sha256, path FROM documents JOIN files ON number = file "
                "WHERE release = ? ORDER BY place LIMIT 1",
                [number],
            ).fetchone()
            if first is None:
                freed[number] = name
                self._drop_words(number)
                self._execute("DELETE FROM releases WHERE number = ?", [number])
            elif first[0] != kept and first[1] != sha256:
                self._execute("UPDATE releases SET kept = NULL WHERE number = ?", [number])
                again.append(first[2])
            else:
                self._execute("UPDATE releases SET kept = ?, dirty = 0 WHERE number = ?", [first[0], number])
        for number, name in freed.items():
            self._execute(
                "UPDATE releases SET id = ?2 WHERE number = (SELECT number FROM releases WHERE former = ?1 "
                "AND id IS NULL AND (?2 = bases OR ?2 GLOB bases || '[a-z]*') ORDER BY substr(kept, 2) LIMIT 1)",
                [number, name],
            )
        if not again:
            self._name_all()
        return again

    def _name_all(self) -> None:
        """Give every release without an id one: the first of its bases that is free, else the first with letters."""
        unnamed = self._execute(
            "SELECT number, bases FROM releases WHERE id IS NULL ORDER BY bases, substr(kept, 2)"
        ).fetchall()
        for bases, rows in groupby(unnamed, key=lambda row: str(row[1])):
            base, *spare = bases.split(" ")
            taken = {row[0] for row in self._execute("SELECT id FROM releases WHERE id GLOB ?", [base + "*"])}
            count = 0
            for number, _ in rows:
                free = next((name for name in (base, *spare) if name not in taken), None)
                while free is None or free in taken:
                    count += 1
                    free = base + letters(count)
                taken.add(free)
                self._execute("UPDATE releases SET id = ?, former = NULL WHERE number = ?", [free, number])
        if unnamed:
            self._execute("UPDATE releases SET former = NULL WHERE former NOT NULL")


def letters(count: int) -> str:
    """What tells the releases of one day apart, from the second on: b, c, then ba, bb."""
    said = ""
    while count:
        count, digit = divmod(count, 26)
        said = chr(ord("a") + digit) + said
    return said


def _place(path: bytes, member: str) -> bytes:
    """What orders the documents that say the same: those read from plain text first, then by path."""
    name = (member.encode("utf-8", "surrogateescape") or path).lower()
    inside = b"\0" + member.encode("utf-8", "surrogateescape") if member else b""
    return (b"0" if name.endswith(_PLAIN) else b"1") + path + inside
