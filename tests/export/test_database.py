"""The database, asked by SQLite and opened by Datasette."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest
from builders import amount, filed, make
from sets import FORMULAS, HOSTILE, entry, rows, seeds

from bomca_cli.views.tables import TABLES


def ask(path, query, *values):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return database.execute(query, values).fetchall()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_is_there(written, table):
    path, _ = written("sqlite", seeds())
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    stored = ask(path, f"SELECT {names} FROM {table.name} ORDER BY rowid")
    expected = rows(seeds(), table.name)
    assert len(stored) == len(expected)
    for row, wanted in zip(stored, expected, strict=True):
        for told, want in zip(row, wanted.values(), strict=True):
            assert told == want or str(told) == str(want)


def test_it_is_whole_and_its_keys_hold(written):
    path, _ = written("sqlite", [*seeds(), entry(HOSTILE)])
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []


def test_words_are_found(written):
    path, _ = written("sqlite", seeds())
    query = "SELECT release, line FROM passages JOIN passages_fts ON passages.id = passages_fts.rowid"
    found = ask(path, f"{query} WHERE passages_fts MATCH ? ORDER BY line", '"Green Border"')
    assert found == [("000_31245a76b79092e3", line) for line in (3, 4, 5)]


def test_views_tell_events_and_sums(written):
    path, _ = written("sqlite", seeds())
    assert ask(path, "SELECT count(*) FROM events") == [
        (sum(row["role"] == "event" for row in rows(seeds(), "dates")),)
    ]
    assert ask(path, "SELECT value FROM sums WHERE kind = 'equipment'") == [(48000,)]


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("0.5", 0.5),
        ("40100000", 40100000),
        ("12345678901234567.89", "12345678901234567.89"),
        (str(10**30), "1.0e+30"),
    ],
)
def test_no_digit_is_lost(written, value, stored):
    release = make("EUR x", amounts=[amount("EUR x", value)])
    path, _ = written("sqlite", [filed(release, "a")])
    ((told,),) = ask(path, "SELECT CAST(value AS TEXT) FROM amounts")
    assert told == str(stored)


def test_hostile_text_is_stored_as_it_is(written):
    path, _ = written("sqlite", [entry(HOSTILE)])
    told = {quote for (quote,) in ask(path, "SELECT quote FROM passages")}
    assert {*FORMULAS} <= told
    assert any("\x1b[31m" in quote for quote in told)
    assert ask(path, "SELECT count(*) FROM releases") == [(1,)]


def test_half_a_character_is_no_obstacle(written):
    path, _ = written("sqlite", [entry("Half \ud800 a character", path="\udcff.txt")])
    assert ask(path, "SELECT quote, path FROM passages") == [("Half � a character", "\\xff.txt")]


def test_the_same_question_gives_the_same_bytes(written):
    first, _ = written("sqlite", seeds())
    second, _ = written("sqlite", seeds(), place="again")
    assert first.read_bytes() == second.read_bytes()


def test_datasette_opens_it(written):
    app = pytest.importorskip("datasette.app", reason="datasette is not installed: pip install datasette")
    path, _ = written("sqlite", [*seeds(), entry(HOSTILE)])
    asked = app.Datasette(files=[str(path)])

    def get(query: str):
        answer = asyncio.run(asked.client.get(query))
        assert answer.status_code == 200, answer.text
        return answer

    facets = get("/out/amounts.json?_facet=kind&_size=0").json()["facet_results"]
    found = facets.get("results", facets)["kind"]["results"]
    assert {item["value"]: item["count"] for item in found}["phase_budget"] == 5
    told = get('/out/passages.json?_search="video+surveillance"&_shape=objects').json()["rows"]
    assert told
    assert all("video" in row["quote"].lower() for row in told)
    page = get("/out/passages?_search=alert").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert get("/out/events.json?_shape=objects").json()["rows"]
