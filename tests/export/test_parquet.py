"""Parquet, read back by DuckDB."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal

import pytest
from builders import amount, filed, make
from sets import HOSTILE, entry, rows, seeds

from bomca_cli.errors import UsageError
from bomca_cli.views.tables import TABLES


@pytest.fixture
def duckdb():
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install pyarrow")
    return pytest.importorskip("duckdb", reason="duckdb is not installed: pip install duckdb")


def test_every_row_is_there_and_typed(written, duckdb):
    path, notes = written("parquet", [*seeds(), entry(HOSTILE)])
    assert notes == []
    for table in TABLES:
        expected = rows([*seeds(), entry(HOSTILE)], table.name)
        told = duckdb.sql(f"SELECT * FROM '{path / table.name}.parquet'").fetchall()
        assert told == [tuple(row.values()) for row in expected]
    told = duckdb.sql(
        f"SELECT max(value), min(first_day) FROM '{path}/amounts.parquet' a JOIN '{path}/releases.parquet' r "
        "ON r.id = a.release WHERE kind = 'programme_total'"
    ).fetchall()
    assert told == [(Decimal(40_100_000), dt.date(2016, 5, 23))]


def test_a_number_without_room_is_said(written, duckdb):
    release = make("EUR x", amounts=[amount("EUR x", str(10**40))])
    path, notes = written("parquet", [filed(release, "a")])
    assert duckdb.sql(f"SELECT value, quote FROM '{path}/amounts.parquet'").fetchall() == [(None, "EUR x")]
    assert notes == ["numbers too long for parquet are left empty, their quotes tell them (1)"]


@pytest.mark.usefixtures("duckdb")
def test_the_same_question_gives_the_same_bytes(written):
    first, _ = written("parquet", seeds())
    second, _ = written("parquet", seeds(), place="again")
    assert all((second / file.name).read_bytes() == file.read_bytes() for file in first.iterdir())


def test_without_pyarrow_one_line_says_what_to_install(written, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"^parquet needs pyarrow: pip install pyarrow$"):
        written("parquet", seeds())
    assert not [*tmp_path.iterdir()]
