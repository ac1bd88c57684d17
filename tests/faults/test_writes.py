"""Whichever write of the index fails, the answer is right, and so is the next."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
import releases
from releases import ALL, age, write

from bomca_cli.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

connect = sqlite3.connect
EIO = ("SQLITE_IOERR_WRITE", "disk I/O error")
FULL = ("SQLITE_FULL", "database or disk is full")
CORRUPT = ("SQLITE_CORRUPT", "database disk image is malformed")
WAYS = [(error, lasting) for error in (EIO, FULL, CORRUPT) for lasting in (False, True)]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A changed and a new file, a third one is gone; ``before`` is the cache of before."""
    monkeypatch.setattr("bomca_cli.extract.parse", releases.parse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = tmp_path / "corpus"
    for number in (1, 2):
        age(write(made, f"{number}.txt", body="elephants", date=f"2016-05-0{number}", countries="TJ", phases="9"))
    asked(made)
    (made / "1.txt").unlink()
    write(made, "2.txt", body="two elephants", date="2016-05-02")
    write(made, "4.txt", body="elephants", date="2016-05-02", countries="TJ")
    shutil.copytree(tmp_path / "cache", tmp_path / "before")
    return made


def asked(folder: Path) -> list[object]:
    """What is said of everything and of a search."""
    read = releases.corpus(folder)
    found = read.search(Query(words="elephants", countries=("TJ",)))
    return [read.entries(ALL), found.total, [each.entry.id for each in found.found]]


def restored(folder: Path, *, cold: bool) -> None:
    """Have the cache be what it was before, or nothing."""
    cache = folder.with_name("cache")
    shutil.rmtree(cache, ignore_errors=True)
    if not cold:
        shutil.copytree(folder.with_name("before"), cache)


def _inode(folder: Path) -> list[int]:
    """Which file the index is."""
    return [path.stat().st_ino for path in releases.index_files(folder.parent)]


class Faulty(sqlite3.Connection):
    """A connection of which some calls fail."""

    calls = 0
    fails: Callable[[int], bool] = staticmethod(lambda _: False)
    error = EIO

    def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
        self._count()
        return super().execute("PRAGMA synchronous = OFF" if "synchronous" in sql else sql, *given)  # to be quick

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        self._count()
        return super().executemany(*given)

    def _count(self) -> None:
        Faulty.calls += 1
        if self.fails(Faulty.calls):
            if self.error is FULL and self.in_transaction:
                super().execute("ROLLBACK")  # as SQLite does by itself
            error = sqlite3.OperationalError(self.error[1])
            error.sqlite_errorname = self.error[0]
            raise error


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Faulty]]:
    """The connections of all indexes that are files."""

    def faulty_connect(path: object, **given: Any) -> sqlite3.Connection:
        return connect(path, factory=sqlite3.Connection if path == ":memory:" else Faulty, **given)

    monkeypatch.setattr(sqlite3, "connect", faulty_connect)
    yield Faulty
    Faulty.fails = staticmethod(lambda _: False)


@pytest.mark.parametrize("cold", [False, True], ids=["stale index", "no index"])
def test_any_call_of_the_index_may_fail(folder: Path, faulty: type[Faulty], cold: bool) -> None:
    restored(folder, cold=True)
    expected = asked(folder)
    at, failed = 0, True
    while failed:
        at += 1
        faulty.error, lasting = WAYS[at % len(WAYS)]
        restored(folder, cold=cold)
        faulty.calls = 0
        faulty.fails = staticmethod(lambda call, at=at, lasting=lasting: call >= at if lasting else call == at)
        before = _inode(folder)
        assert asked(folder) == expected, (at, faulty.error, lasting)
        assert cold or faulty.error is CORRUPT or _inode(folder) == before  # what was kept is no worse for it
        failed = faulty.calls >= at
        faulty.fails = staticmethod(lambda _: False)
        assert asked(folder) == expected, (at, faulty.error, lasting)
    assert at > 50


def test_a_disk_that_is_damaged_again_and_again_is_done_without(folder: Path, faulty: type[Faulty]) -> None:
    expected = asked(folder)
    faulty.error = CORRUPT
    faulty.fails = staticmethod(lambda call: call > 20)
    read = releases.corpus(folder)
    assert read.entries(ALL) == expected[0]
    assert read.warnings == [f"no index can be kept ({CORRUPT[1]}): every call reads all files again"]


@pytest.mark.parametrize("cold", [False, True], ids=["stale index", "no index"])
def test_the_disk_may_be_full_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch, cold: bool) -> None:
    monkeypatch.setattr("bomca_cli.index.database._CACHE", 16)  # KiB: pages are written in the middle of a portion
    restored(folder, cold=True)
    expected = asked(folder)
    (path,) = releases.index_files(folder.parent)
    size = path.stat().st_size
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in range(0, size + 8192, 8192):
        restored(folder, cold=cold)
        child = os.fork()  # pytest itself may have to write
        if not child:
            try:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
                answer = asked(folder)
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
                os._exit(0 if answer == expected and asked(folder) == expected else 1)
            finally:
                os._exit(2)
        assert os.waitpid(child, 0) == (child, 0), most
