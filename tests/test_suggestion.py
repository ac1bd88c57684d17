from __future__ import annotations

import pytest

from bomca_cli.errors import UsageError
from bomca_cli.suggestion import hint, nearest, one_of


@pytest.mark.parametrize(
    ("text", "known", "near"),
    [
        ("lst", ["list", "show"], ["list"]),
        (" LST ", ["List", "show"], ["List"]),
        ("2016-11-12", ["2016-11-21", "2016-11-22", "2003"], ["2016-11-22", "2016-11-21"]),
        ("xyzzy", ["list", "show"], []),
        ("", ["list"], []),
        ("list", [], []),
    ],
)
def test_nearest(text, known, near):
    assert nearest(text, known, most=2) == near


@pytest.mark.parametrize(
    ("text", "known", "message"),
    [
        ("dat", ["date", "title"], "unknown sort key “dat”; did you mean date?"),
        ("xyzzy", ["date", "title"], "unknown sort key “xyzzy”: known are date, title"),
        ("xyzzy", ["date"], "unknown sort key “xyzzy”: the only one is date"),
        ("\x1b[2J", ["date"], "unknown sort key “␛[2J”: the only one is date"),
    ],
)
def test_an_unknown_name_is_told_in_one_line(text, known, message):
    with pytest.raises(UsageError) as caught:
        one_of(text, "sort key", known)
    assert str(caught.value) == message


def test_a_known_name_is_itself():
    assert one_of("date", "sort key", ("title", "date")) == "date"


def test_a_hint_says_something_else_where_nothing_is_near():
    assert hint("2016", ["2003-01-01"], "; bomca list shows the ids") == "; bomca list shows the ids"
    assert hint("2016-5", ["2016-05", "2016-06"], "", most=2) == "; did you mean 2016-05 or 2016-06?"
