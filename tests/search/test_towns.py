from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from builders import make

import bomca_cli
from bomca_cli.errors import UsageError
from bomca_cli.search.expression import parse
from bomca_cli.search.facts import places_wanted
from bomca_cli.search.match import hits

PLACES = tomllib.loads(
    (Path(bomca_cli.__file__).parent / "extract" / "vocabulary" / "places.toml").read_text(encoding="utf-8")
)
TOWNS = {town: (name, *others) for name, others in PLACES["_same_town"].items() for town in (name, *others)}


@pytest.mark.parametrize("country", PLACES["_towns"])
def test_the_spellings_of_a_town_lie_in_one_country(country):
    here = set(PLACES["_towns"][country])
    for town in here & TOWNS.keys():
        assert set(TOWNS[town]) <= here


def test_every_town_that_is_written_in_cyrillic_has_its_other_spelling():
    cyrillic = {town for towns in PLACES["_towns"].values() for town in towns if not town.isascii()}
    assert cyrillic <= TOWNS.keys()


def test_every_spelling_is_a_town_that_texts_are_searched_for():
    assert TOWNS.keys() <= PLACES["city"].keys()


@pytest.mark.parametrize(
    ("typed", "place", "is_found"),
    [
        ("Bishkek", "Бишкек", True),
        ("бишкек", "Bishkek", True),
        ("Bish", "Бишкек", True),
        ("Ashkhabad", "Ашгабат", True),
        ("Khujand", "Hujand", True),
        ("Abad", "Джалал-Абад", True),
        ("Bishkek", "Бухара", False),
        ("Ash", "Tashkent", False),
        ("Nowhere", "Nowhere Town", True),
    ],
)
def test_a_town_is_found_in_every_spelling(typed, place, is_found):
    assert bool(hits(parse(f"place:{typed}"), make("x", place=place))) is is_found


def test_nothing_is_no_place():
    with pytest.raises(UsageError, match="place “—” has no letter"):
        places_wanted("—")
