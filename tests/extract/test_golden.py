"""The whole record of each shipped release, and how well the annotated ones are read.

BOMCA_UPDATE=1 rewrites golden/*.json; read the difference before it is committed. floors.toml holds the scores that
tests/releases has reached; benchmarks/extraction.py --misses tells what is wrong where one sinks.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from bomca_cli import parse
from bomca_cli.readers import read

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import scoring

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_record_of_a_shipped_release(path):
    golden = HERE / "golden" / f"{path.stem}.json"
    record = json.dumps(parse(read(path).text).record(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("BOMCA_UPDATE"):
        golden.write_text(record, encoding="utf-8")
    assert record == golden.read_text(encoding="utf-8")


@cache
def reached() -> scoring.Scores:
    return scoring.score(ROOT / "tests" / "releases")


@pytest.mark.parametrize("field", FLOORS)
def test_annotated_releases_are_read_as_well_as_before(field):
    wrong = [line for line in reached().wrong if f": {field}: " in line]
    assert reached().by_field[field].f1 >= FLOORS[field], "\n".join(wrong)


def test_every_field_has_a_floor():
    assert set(FLOORS) == set(reached().by_field)
