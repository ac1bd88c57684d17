from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

import pytest
import releases

from bomca_cli.errors import UsageError
from bomca_cli.index import Broken, Found, Index, is_damaged
from bomca_cli.index.clauses import SORTS, select, where
from bomca_cli.index.rows import DocumentRow, FileRow, release_row
from bomca_cli.index.update import letters
from bomca_cli.query import Query
from bomca_cli.search.expression import join_arguments, parse

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "a": "Title: Equipment handed over\nDate: 2016-05-23\nPlace: Dushanbe\nCountries: TJ\nPhases: 9\nBorder guards.",
    "b": "Title: A border meeting\nDate: 2016-11\nPlace: Bishkek\nCountries: KG\nPhases: 9 10\nBorder border.",
    "c": "Title: Zoo\nDate: 2018\nPlace: Nizhniy Panj\nCountries: TJ KG\nContact: Jan Example\nPhone: +992 221-74-07",
    "d": "Title: No day\nNothing to date.\n--\nThe border, the border, the border.",
}


ROW = FileRow(1, 2, 3, 4, 5, "hash")


def put(index: Index, name: str, text: str, fingerprint: str | None = None) -> None:
    """A file of that name with one release."""
    release = release_row(releases.parse(text), fingerprint or text)
    index.update.put_file(name.encode(), ROW, [DocumentRow("", f"hash {text}", "utf-8", release=release)])


@pytest.fixture
def index() -> Index:
    """The releases above; each has its letter as id."""
    made = Index(None, "stamp")
    with made.writing():
        for name, text in TEXTS.items():
            put(made, name, text)
        assert made.update.settle() == []
        for name, text in TEXTS.items():
            made._execute("UPDATE releases SET id = ? WHERE fingerprint = ?", [name, text])
    return made


def names(index: Index, **asked: object) -> str:
    words = asked.pop("words", None)
    expression = parse(join_arguments(words)) if words else None
    query = Query(**asked)
    found = "".join(stored.id for stored in index.stored(index.numbers(select(query, expression))))
    if query.limit is None:
        assert index.count(where(query, expression)) == len(found)
    return found


DAY = dt.date


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "cbad"),
        ({"reverse": True}, "abcd"),
        ({"limit": 2}, "cb"),
        ({"limit": 0}, ""),
        ({"since": DAY(2016, 5, 23)}, "cba"),
        ({"since": DAY(2016, 5, 24)}, "cb"),
        ({"since": DAY(2016, 11, 30)}, "cb"),
        ({"since": DAY(2016, 12, 1)}, "c"),
        ({"until": DAY(2016, 5, 23)}, "a"),
        ({"until": DAY(2016, 11, 1)}, "ba"),
        ({"since": DAY(2016, 5, 1), "until": DAY(2016, 5, 31)}, "a"),
        ({"countries": ("TJ",)}, "ca"),
        ({"countries": ("TJ", "KG")}, "cba"),
        ({"countries": ("TJ",), "phases": (9,)}, "a"),
        ({"phases": (10,)}, "b"),
        ({"phases": (9, 10)}, "ba"),
        ({"phases": (1,)}, ""),
        ({"places": ("dushanbe",)}, "a"),
        ({"places": ("panj",)}, "c"),
        ({"places": ("Nizhniy Panj", "Bish")}, "cb"),
        ({"places": ("%",), "countries": ()}, UsageError),
        ({"contacts": ("example",)}, "c"),
        ({"contacts": ("2217407",)}, "c"),
        ({"contacts": ("221-74",)}, "c"),
        ({"contacts": ("_____",)}, UsageError),
        ({"sort": "title"}, "badc"),
        ({"sort": "title", "reverse": True}, "cdab"),
        ({"sort": "place"}, "bacd"),
        ({"sort": "phase"}, "bacd"),
        ({"sort": "id"}, "abcd"),
        ({"sort": "rank"}, "cbad"),
        ({"words": ["border"]}, "bad"),
        ({"words": ["border"], "sort": "date"}, "bad"),
        ({"words": ["border"], "limit": 1}, "b"),
        ({"words": ["border"], "countries": ("TJ",)}, "a"),
        ({"words": ["border", "NOT", "meeting"]}, "ad"),
        ({"words": ["NOT", "border"]}, "c"),
        ({"words": ["title:border"]}, "b"),
        ({"words": ["place:dushanbe", "OR", "contact:example"]}, "ca"),
        ({"words": ["NOT", "place:dushanbe"]}, "cbd"),
        ({"words": ["border", "NOT", "place:dushanbe"]}, "bd"),
        ({"words": ["zoo", "OR", "place:dushanbe"]}, "ca"),
    ],
)
def test_filters_and_orders(index: Index, asked: dict[str, object], expected: str | type[Exception]) -> None:
    if isinstance(expected, str):
        assert names(index, **asked) == expected
    else:
        with pytest.raises(expected):
            names(index, **asked)


def test_undated_are_those_that_dates_leave_out(index: Index) -> None:
    assert index.count(where(Query(since=DAY(2000, 1, 1)), undated=True)) == 1
    assert index.count(where(Query(since=DAY(2000, 1, 1), countries=("TJ",)), undated=True)) == 0


def test_unknown_sort_key_is_suggested() -> None:
    with pytest.raises(UsageError, match="did you mean title"):
        select(Query(sort="tilte"))
    with pytest.raises(UsageError, match=", ".join(SORTS)):
        select(Query(sort="qqq"))


def test_boilerplate_ranks_below_news(index: Index) -> None:
    assert names(index, words=["border"])[-1] == "d"


def test_records_and_texts_come_back(index: Index) -> None:
    stored = next(index.stored(index.numbers(select(Query()))))
    assert stored.text == TEXTS["c"]
    assert stored.record == releases.parse(TEXTS["c"]).record()
    assert stored.documents == (Found(b"c", ""),)


def test_dropped_releases_are_found_no_more(index: Index) -> None:
    with index.writing():
        index.update.drop_files([b"b", b"d"])
        index.update.settle()
    assert names(index, words=["border"]) == "a"
    assert index.count(where(Query(phases=(10,)))) == 0
    assert "meeting" not in index.vocabulary()
    index._database.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def test_a_failed_transaction_leaves_nothing(index: Index) -> None:
    def fail() -> None:
        with index.writing():
            put(index, "e", "Title: Never\nElephants.")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert names(index, words=["elephants"]) == ""
    assert index.update.paths() == {b"a", b"b", b"c", b"d"}


@pytest.mark.parametrize("count", [1, 2, 24, 25, 26, 27, 51, 700])
def test_letters(count: int) -> None:
    said = [letters(number) for number in range(1, count + 1)]
    assert len(set(said)) == count
    assert said[:2] == ["b", "c"][:count]
    assert all(said)


def test_letters_after_z() -> None:
    assert [letters(number) for number in (25, 26, 27, 52)] == ["z", "ba", "bb", "ca"]


def test_names() -> None:
    index = Index(None, "stamp")
    with index.writing():
        for at in range(28):
            put(index, f"{at:02}", f"Date: 2019-01-01\n{at}")
        index.update.settle()
        given = [name for _, name in sorted(index.ids())]
        assert given[:3] == ["2019-01-01", "2019-01-01b", "2019-01-01c"]
        assert given[25:] == ["2019-01-01z", "2019-01-01ba", "2019-01-01bb"]


def test_an_index_with_another_stamp_is_emptied(tmp_path: Path) -> None:
    path = tmp_path / "i.sqlite"
    first = Index(path, "one")
    with first.writing():
        first.update.put_file(b"x", ROW, [])
    first.close()
    again = Index(path, "one")
    assert len(again.update.paths()) == 1
    again.close()
    assert Index(path, "two").update.paths() == set()


@pytest.mark.parametrize(
    "plant",
    [
        "PRAGMA application_id = 7",
        "CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM files; END",
        "CREATE VIEW v AS SELECT 1",
        "DELETE FROM meta",
    ],
)
def test_an_index_that_is_not_ours_is_emptied(tmp_path: Path, plant: str) -> None:
    path = tmp_path / "i.sqlite"
    first = Index(path, "one")
    with first.writing():
        first.update.put_file(b"x", ROW, [])
    first.close()
    with sqlite3.connect(path) as database:
        database.execute(plant)
    database.close()
    again = Index(path, "one")
    assert again.update.paths() == set()
    with again.writing():
        again.update.put_file(b"y", ROW, [])
    assert len(again.update.paths()) == 1
    assert again._database.execute(
        "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchone() == (0,)


def test_a_file_that_is_no_database_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "i.sqlite"
    path.write_bytes(b"not a database at all " * 100)
    with pytest.raises(Broken) as caught:
        Index(path, "one")
    assert is_damaged(caught.value)


def test_a_lock_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bomca_cli.index.database.PATIENCE", 0.01)
    path = tmp_path / "i.sqlite"
    holder, other = Index(path, "one"), Index(path, "one")
    with holder.writing(), pytest.raises(Broken) as caught, other.writing():
        pass
    assert not is_damaged(caught.value)
