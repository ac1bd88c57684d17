"""The folder of csv, read back by csv and validated by the reference implementation of Data Package."""

from __future__ import annotations

import csv
import json

import pytest
from sets import FORMULAS, HOSTILE, entry, rows, seeds

from bomca_cli.views.tables import TABLES

FILES = sorted([*(f"{table.name}.csv" for table in TABLES), "datapackage.json"])


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_a_file_and_described(written):
    path, notes = written("csv", seeds())
    assert (sorted(file.name for file in path.iterdir()), notes) == (FILES, [])
    package = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    for table, resource in zip(TABLES, package["resources"], strict=True):
        told = read(path / resource["path"])
        assert [field["name"] for field in resource["schema"]["fields"]] == [*told[0]]
        assert len(told) == len(rows(seeds(), table.name))


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("releases", [seeds, lambda: [entry(HOSTILE)], list], ids=["seeds", "hostile", "none"])
def test_frictionless_finds_it_valid(written, releases, bom):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: pip install frictionless")
    path, _ = written("csv", releases(), bom=bom)
    assert (path / "releases.csv").read_bytes().startswith("\ufeffid,".encode() if bom else b"id,")
    told = frictionless.validate(str(path / "datapackage.json"))
    assert told.valid, told.flatten(["type", "message"])


def test_formulas_are_guarded_and_phones_survive(written):
    path, _ = written("csv", [entry(HOSTILE)])
    assert {f"'{formula}" for formula in FORMULAS if formula != "-2+3"} < {
        row["quote"] for row in read(path / "passages.csv")
    }
    for file in path.glob("*.csv"):
        for row in read(file):
            for name, cell in row.items():
                assert not {"\x1b", "\u202e"} & {*cell}, name
                assert cell[:1] not in ("=", "@", "＝", "\t", "\r"), name
                assert cell[:1] not in ("+", "-") or cell in ("+992 37 221 74 07", "+992372217407"), name
    (phone,) = read(path / "phones.csv")
    assert (phone["printed"], phone["e164"], phone["quote"]) == (
        "+992 37 221 74 07",
        "+992372217407",
        "+992 37 221 74 07",
    )


def test_the_same_question_gives_the_same_bytes(written):
    first, _ = written("csv", seeds())
    second, _ = written("csv", seeds(), place="again")
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in FILES)
