"""Whatever changes in the file of an index, unless the index itself changed it, is noticed when it is opened."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
import releases

from bomca_cli.index import Broken, Index, is_damaged
from bomca_cli.index.rows import DocumentRow, FileRow, release_row

if TYPE_CHECKING:
    from pathlib import Path

HARMLESS = {*range(24, 28), *range(92, 100)}  # of the header: counters, and which SQLite wrote last


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a sealed index that holds some releases."""
    made = Index(tmp_path / "i.sqlite", "stamp")
    with made.writing():
        for number in range(1, 9):
            release = release_row(
                releases.parse(f"Date: 2016-05-0{number}\nCountries: TJ\nPhases: 9\nZoo {number}"), f"{number}"
            )
            row = FileRow(number, 2, 3, 4, 5, f"hash {number}")
            made.update.put_file(b"%d" % number, row, [DocumentRow("", f"hash {number}", "utf-8", release=release)])
        made.update.settle()
    made.seal()
    made.close()
    return tmp_path / "i.sqlite"


def opened(path: Path) -> int:
    """How many files an index knows."""
    index = Index(path, "stamp")
    found, _ = index.totals()
    index.close()
    return found


def test_a_flip_of_any_bit_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    pick = random.Random(11)
    assert opened(path) == 8
    places = {*range(0, 100, 7), *(start + pick.randrange(4096) for start in range(0, len(whole), 4096))} - HARMLESS
    for at in sorted(places):
        data = bytearray(whole)
        data[at] ^= 1 << pick.randrange(8)
        path.write_bytes(data)
        try:
            assert opened(path) == 0, at  # not ours any more: emptied
        except Broken as error:
            assert is_damaged(error), at  # noqa: PT017 - one of the two


@pytest.mark.parametrize("change", ["DELETE FROM countries", "PRAGMA user_version = 99", "VACUUM"])
def test_what_another_program_writes_is_noticed(path: Path, change: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute(change)
    database.close()
    with pytest.raises(Broken) as caught:
        Index(path, "stamp")
    assert is_damaged(caught.value)


def test_a_change_breaks_the_seal_until_it_is_set_again(path: Path) -> None:
    index = Index(path, "stamp")
    with index.writing():
        index.update.drop_files([b"1"])
    assert index._execute("PRAGMA user_version").fetchone() == (0,)
    assert opened(path) == 7  # an end right here loses nothing
    index.seal()
    assert index._execute("PRAGMA user_version").fetchone() != (0,)
    assert opened(path) == 7
    index.close()


def test_who_has_it_open_when_it_is_sealed_sees_the_same(path: Path) -> None:
    one, other = Index(path, "stamp"), Index(path, "stamp")
    with one.writing():
        one.update.drop_files([b"1"])
    other.seal()
    one.seal()
    assert one.totals() == other.totals()
    assert opened(path) == 7


def test_a_seal_that_cannot_be_set_is_left_to_others(path: Path) -> None:
    index = Index(path, "stamp")
    with index.writing():
        index.update.drop_files([b"1"])
    index.be_patient(0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    index.seal()
    other.execute("ROLLBACK")
    assert index._execute("PRAGMA user_version").fetchone() == (0,)
    assert index.totals()[0] == 7


def test_a_large_file_is_not_read_as_a_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bomca_cli.index.seal.LARGE", 4096)
    index = Index(path, "stamp")
    with index.writing():
        index.update.drop_files([b"1"])
    index.seal()
    index.close()
    monkeypatch.undo()
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (0,)
    database.close()
    assert opened(path) == 7
