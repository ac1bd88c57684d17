from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from asking import ask, released

from bomca_cli.contacts.desks import on
from bomca_cli.contacts.merge import parties

OFFICE = {"phone": "+996 312 90 00 15", "e164": "+996312900015"}
SAID = ask("Said Alyamov", "said.alyamov@example.org", role="BOMCA National Coordinator for Tajikistan")
LONGER = ask("Saidmusayab Alyamov", "Said.Alyamov@example.org", role="BOMCA National Coordinator for Tajikistan")
OTHERS = ask("Jafar Usmanov", "jafar.usmanov@example.org", role="BOMCA in Tajikistan")
JANNA = ask("Janna Tashieva", "janna.tashieva@example.org", role="BOMCA National Coordinator for Kyrgyzstan")


def told(*asked) -> list[str]:
    """What the contacts of as many releases are called, merged, with how many releases name each."""
    entries = [released(f"2018-01-{day:02}", one) for day, one in enumerate(asked, start=1)]
    return sorted(f"{party.label} {len(party.releases)}" for party in parties(entries))


@pytest.mark.parametrize(
    ("asked", "merged"),
    [
        ([SAID, LONGER], ["Saidmusayab Alyamov 2"]),
        ([SAID, OTHERS], ["Jafar Usmanov 1", "Said Alyamov 1"]),
        # a switchboard makes no two people one, nor an office one of them
        ([ask("Anna Fiktiva", **OFFICE), ask("Ivan Testov", **OFFICE)], ["Anna Fiktiva 1", "Ivan Testov 1"]),
        ([ask("Anna Fiktiva", **OFFICE), ask(role="Press section", **OFFICE)], ["Anna Fiktiva 1", "Press section 1"]),
        ([ask("Anna Fiktiva", **OFFICE), ask("Anna B. Fiktiva", **OFFICE)], ["Anna B. Fiktiva 2"]),
        ([ask("Anna Fiktiva", "press@example.org"), ask("Ivan Testov", "press@example.org")], 2),
        # the address of one person without the name is that person's, that of two is nobody's
        ([OTHERS, ask(None, "jafar.usmanov@example.org", role="BOMCA in Tajikistan")], ["Jafar Usmanov 2"]),
        (
            [ask("Anna Fiktiva", "p@example.org"), ask("Ivan Testov", "p@example.org"), ask(None, "p@example.org")],
            3,
        ),
        # a third name in another script draws two people together as little as anything else
        (
            [ask(name, "p@example.org") for name in ("Anna Fiktiva", "Ivan Testov", "Анна Фиктива")],
            2,
        ),
        # offices
        ([ask(role="Press section", **OFFICE), ask(role="press section", **OFFICE)], ["press section 2"]),
        ([ask(role="Press section", **OFFICE), ask(role="Visa section", **OFFICE)], 2),
        ([ask(None, "p@example.org", role="Press"), ask(None, "P@example.org", role="Media")], ["Media 2"]),
        # faxes are nobody's own
        ([ask(role="A", fax="+996 1"), ask(role="B", fax="+996 1")], 2),
        # a number with no normal form
        ([ask(role="A", phone="1234"), ask(role="A", phone="1234")], 2),
        ([ask(None, "p@example.org"), ask("Anna", "q@example.org")], 2),
    ],
)
def test_who_is_one(asked, merged):
    for order in permutations(asked):
        found = told(*order)
        assert len(found) == (merged if isinstance(merged, int) else len(merged))
    if not isinstance(merged, int):
        assert told(*asked) == merged


def test_a_party_tells_when_and_how_it_was_named():
    (party,) = parties([released(None, SAID), released("2016-11-21", SAID), released("2018-08-02", LONGER)])
    assert (party.first_named, party.last_named) == ("2016-11-21", "2018-08-02")
    assert [mention.name for mention in party.names] == ["Saidmusayab Alyamov", "Said Alyamov"]
    assert [mention.role for mention in party.roles] == ["BOMCA National Coordinator for Tajikistan"]
    assert (party.first.place, party.mentions[0].place) == ("2016-11-21:2", "2018-08-02:2")
    assert len(party.reached("emails")) == 1


def test_who_was_named_last_comes_first():
    found = parties([released("2016-05-23", OTHERS), released(None, JANNA), released("2018-08-02", SAID)])
    assert [party.label for party in found] == ["Said Alyamov", "Jafar Usmanov", "Janna Tashieva"]


ONE_AFTER_ANOTHER = [
    released("2016-05-23", OTHERS),
    released("2016-11-21", SAID),
    released("2018-08-02", LONGER),
    released("2018-11-28", JANNA),
    released(None, ask("Nobody Knows", "when@example.org")),
]


@pytest.mark.parametrize(
    ("day", "asked", "replaced"),
    [
        ("2016-05-22", [], 0),
        ("2016-05-23", ["Jafar Usmanov"], 0),
        ("2016-11-20", ["Jafar Usmanov"], 0),
        ("2016-11-21", ["Said Alyamov"], 1),
        ("2018-08-02", ["Saidmusayab Alyamov"], 1),
        ("2020-01-01", ["Janna Tashieva", "Saidmusayab Alyamov"], 1),
    ],
)
def test_who_it_was_on_a_day(day, asked, replaced):
    found, before = on(parties(ONE_AFTER_ANOTHER), dt.date.fromisoformat(day))
    assert ([party.label for party in found], before) == (asked, replaced)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (
            ask("Anna Fiktiva", "a@x.example.org", **OFFICE),
            ask("Ivan Testov", "i@x.example.org"),
            True,
        ),  # KG, then none
        (ask("Anna Fiktiva", "a@x.example.org", **OFFICE), ask("Ivan Testov", "i@x.example.org", **OFFICE), False),
        (ask("Anna Fiktiva", "a@x.example.org"), ask("Ivan Testov", "i@y.example.org"), True),
        (ask("Anna Fiktiva", role="Press officer"), ask("Ivan Testov", role="press officer"), False),
        (ask("Anna Fiktiva", role="Press officer"), ask("Ivan Testov", role="Driver"), True),
    ],
)
def test_what_is_one_desk(first, second, both):
    found, _ = on(parties([released("2018-01-01", first), released("2018-01-02", second)]), dt.date(2018, 1, 2))
    assert len(found) == 1 + both


def test_the_country_of_the_release_counts_where_nothing_else_tells():
    first, second = ask("Anna Fiktiva", "a@example.org"), ask("Ivan Testov", "i@example.org")
    apart = [released("2018-01-01", first, country="TJ"), released("2018-01-02", second, country="KG")]
    assert len(on(parties(apart), dt.date(2018, 1, 2))[0]) == 2


def test_a_thousand_releases_of_boilerplate_are_quick_to_merge():
    entries = [
        released(
            f"2018-01-{1 + number % 28:02}", SAID, ask(f"Person{number} Test{number}", **OFFICE), name=f"r{number}"
        )
        for number in range(1000)
    ]
    assert len(parties(entries)) == 1001
