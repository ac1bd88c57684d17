"""The only SQL: one SQLite file per corpus with its files, its releases and a full-text index of folded terms.

The index is a cache. What cannot be trusted (another program's file, another version's, a damaged one) is built anew.
``Index`` answers questions; ``update.py`` changes it, ``database.py`` knows the file.
"""

# ruff: noqa: S608 - the SQL is put together from fixed pieces, here and in clauses.py
from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli.index.database import Broken, Database, is_damaged, is_ours
from bomca_cli.index.figures import standing
from bomca_cli.index.rows import load, unpack
from bomca_cli.index.seal import renew
from bomca_cli.index.update import Update

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bomca_cli.index.clauses import Clause, Selection

__all__ = ["Broken", "Found", "Index", "Stored", "Trouble", "is_damaged"]

_AT_ONCE = 200  # releases that are read at a time


class Found(NamedTuple):
    """Where a document stands: its file, and its place inside."""

    path: bytes
    member: str


class Trouble(NamedTuple):
    """What there is to say of reading a document."""

    found: Found
    problem: str | None  # why there is no release
    note: str | None  # what was odd


class Stored(NamedTuple):
    """A release as it is kept."""

    id: str
    sha256: str
    record: dict[str, Any]
    text: str
    documents: tuple[Found, ...]  # that say it; the facts are those of the first
    encoding: str
    number: int


class Index:
    """The index of one corpus. Its errors are ``Broken``."""

    def __init__(self, path: Path | None, stamp: str) -> None:
        """Open or create the index; arguments as of ``Database``."""
        self.path = path
        self._database = Database(path, stamp)
        self._execute = self._database.execute
        self.writing = self._database.writing
        self.be_patient = self._database.be_patient
        self.update = Update(self._database)

    @classmethod
    def existing(cls, path: Path, stamp: str) -> Index | None:
        """The index at ``path`` if it is one of ours with this stamp; nothing is made or changed.

        Raises:
            Broken: it cannot be read.
        """
        return cls(path, stamp) if is_ours(path, stamp) else None

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def seal(self) -> None:
        """Have whoever opens the file next notice what was not written by ``writing``."""
        renew(self._database)

    # Files

    def totals(self) -> tuple[int, int]:
        """How many files and how many releases there are."""
        found: tuple[int, int] = self._execute(
            "SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM releases WHERE id NOT NULL)"
        ).fetchone()
        return found

    def troubles(self, limit: int | None = None) -> list[Trouble]:
        """Documents that could not be read, or oddly, in order."""
        rows = self._execute(
            "SELECT path, '', problem, NULL FROM files WHERE problem IS NOT NULL UNION ALL "
            "SELECT path, member, documents.problem, note FROM documents JOIN files ON number = file "
            "WHERE documents.problem IS NOT NULL OR note IS NOT NULL ORDER BY 1, 2 LIMIT ?",
            [-1 if limit is None else limit],
        )
        return [Trouble(Found(path, member), problem, note) for path, member, problem, note in rows]

    def bare(self) -> list[Found]:
        """The documents, in order, that were read as releases although nothing in them reads like one."""
        rows = self._execute(
            "SELECT path, member FROM releases JOIN documents ON release = releases.number "
            "JOIN files ON files.number = file WHERE bare ORDER BY path, documents.place"
        )
        return [Found(*row) for row in rows]

    # Questions

    def numbers(self, selection: Selection) -> list[int]:
        """The releases selected, in order."""
        source, where, order, limit = selection
        rows = self._execute(
            f"SELECT number FROM {source.sql} WHERE {where.sql} ORDER BY {order} LIMIT ?",
            [*source.values, *where.values, -1 if limit is None else limit],
        )
        return [row[0] for row in rows]

    def count(self, where: Clause) -> int:
        """How many releases fulfil the condition."""
        found = self._execute(f"SELECT count(*) FROM releases WHERE {where.sql}", where.values).fetchone()
        return int(found[0])

    def years(self, where: Clause) -> list[int]:
        """The years of the releases that fulfil the condition."""
        rows = self._execute(
            "SELECT DISTINCT substr(first_day, 1, 4) AS year FROM releases "
            f"WHERE first_day NOT NULL AND {where.sql} ORDER BY year",
            where.values,
        )
        return [int(row[0]) for row in rows]

    def stored(self, numbers: Sequence[int], *, sums: bool = False) -> Iterator[Stored]:
        """The releases with these numbers, in their order, read a few at a time.

        Args:
            numbers: of ``numbers``.
            sums: they all state sums, and nothing but these is wanted in the record.
        """
        record = "stated" if sums else "record"
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            documents: dict[int, list[tuple[bytes, str, str, str]]] = {number: [] for number in some}
            for number, *document in self._execute(
                "SELECT release, path, member, documents.sha256, encoding FROM documents JOIN files ON number = file "
                f"WHERE release IN ({marks}) ORDER BY release, place",
                some,
            ):
                documents[number].append(tuple(document))
            rows = {
                row[0]: row[1:]
                for row in self._execute(
                    f"SELECT number, id, {record}, text FROM releases JOIN texts USING (number) "
                    f"WHERE number IN ({marks})",
                    some,
                )
            }
            for number in some:
                # Another process may have dropped a release since it was selected.
                if number in rows and documents[number]:
                    name, *packed = rows[number]
                    places = tuple(Found(path, member) for path, member, _, _ in documents[number])
                    _, _, sha256, encoding = documents[number][0]
                    yield Stored(name, sha256, *load(*packed), places, encoding, number)

    def stating(self, where: Clause, phases: Sequence[int]) -> dict[int, int]:
        """The releases that fulfil the condition and state sums, each with how many it stands for: itself alone.

        With ``phases``, as few as tell all that is stated of these, as ``index/figures.py`` says; where nothing is,
        one for each other phase is there.
        """
        if not phases:
            rows = self._execute(f"SELECT number FROM releases WHERE sums > 0 AND {where.sql}", where.values)
            return {row[0]: 1 for row in rows}
        fitting = f"SELECT number FROM releases WHERE {where.sql}"
        marks = ",".join("?" * len(phases))
        read = self._releases(f"figures WHERE phase IN ({marks}) AND release IN ({fitting})", (*phases, *where.values))
        if not read:
            known = f"figures WHERE phase NOT NULL AND release IN ({fitting}) GROUP BY phase"
            read = self._releases(known, where.values, "min(release)")
        linked = "SELECT figure FROM figures WHERE linked AND figure NOT NULL"
        apart = f"figures WHERE figure NOT NULL AND figure IN ({linked}) AND release IN ({fitting})"
        read |= self._releases(apart, where.values)
        told = self._execute(
            f"SELECT telling, day, number FROM releases WHERE telling NOT NULL AND {where.sql} "
            "ORDER BY telling, day, id",
            where.values,
        )
        return {**dict.fromkeys(sorted(read), 1), **standing(told, read)}

    def _releases(self, source: str, values: Sequence[Any], what: str = "release") -> set[int]:
        return {row[0] for row in self._execute(f"SELECT {what} FROM {source}", values)}

    def ids(self, prefix: str = "", limit: int | None = None) -> list[tuple[int, str]]:
        """Numbers and ids that start with ``prefix``, in order of id."""
        return self._execute(
            "SELECT number, id FROM releases WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            [prefix, prefix + "\U0010ffff", -1 if limit is None else limit],
        ).fetchall()

    def phases(self) -> list[int]:
        """The phases that the releases name."""
        return [row[0] for row in self._execute("SELECT DISTINCT phase FROM phases ORDER BY phase")]

    def places(self) -> list[str]:
        """The places of the releases, in order."""
        return [
            row[0] for row in self._execute("SELECT DISTINCT place FROM releases WHERE place NOT NULL ORDER BY place")
        ]

    def vocabulary(self) -> list[str]:
        """The terms of all releases, the most frequent first."""
        self._execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)")
        return [row[0] for row in self._execute("SELECT term FROM temp.vocabulary ORDER BY doc DESC, term")]

    def spelling(self, term: str) -> str:
        """How a release writes a term; the term itself, except where folding cuts a word to its stem."""
        if term.isascii():
            return term
        from bomca_cli.search.fold import fold
        from bomca_cli.search.fts import term_string

        found = self._execute(
            "SELECT text FROM texts WHERE number = (SELECT rowid FROM words WHERE words MATCH ? LIMIT 1)",
            [term_string(term)],
        ).fetchone()
        text = unpack(found[0]) if found else ""
        folded = fold(text)
        places = zip(folded.terms, folded.starts, folded.ends, strict=True)
        return next((text[start:end].lower() for known, start, end in places if known == term), term)
