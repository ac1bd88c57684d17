from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from asking import ask, released
from transcript import check

from bomca_cli.query import Query
from bomca_cli.render import Look, terminal
from bomca_cli.views.contacts import SORTS, report

GOLDEN = Path(__file__).with_name("golden")
WIDTHS = (40, 60, 80, 120)
DELEGATION = ask(
    None,
    "Delegation-Tajikistan@eeas.europa.eu",
    role="Delegation of the European Union to Tajikistan",
    phone="+992 37 221-74-07",
    e164="+992372217407",
    fax="+992 37 221-43-321",
    problem="a digit too many",
)
ROLE = "BOMCA National Coordinator for Tajikistan"
ENTRIES = [
    released("2016-05-23", ask("Jafar Usmanov", "jafar.usmanov@icmpd.org", role="BOMCA in Tajikistan"), DELEGATION),
    released("2016-11-21", ask("Said Alyamov", "said.alyamov@icmpd.org", role=ROLE), DELEGATION),
    released("2018-08-02", ask("Saidmusayab Alyamov", "said.alyamov@icmpd.org", role=ROLE)),
    released(None, ask(None, "calls@example.org")),
]


def names(query: Query, **more) -> list[str | None]:
    return [row.data["name"] for row in report(ENTRIES, query, **more).main.rows]


def summary(query: Query, **more) -> str:
    return "".join(fragment.text for fragment in report(ENTRIES, query, **more).summary)


def test_looks_as_it_should():
    answer = report(ENTRIES, Query())
    shown = "\n".join(f"== {width} columns\n{terminal.render(answer, Look('rich', width))}" for width in WIDTHS)
    path = GOLDEN / "contacts.txt"
    check(path, path.read_text(encoding="utf-8"), shown)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["Saidmusayab Alyamov", None, "Jafar Usmanov", None]),
        (Query(reverse=True, limit=2), [None, "Jafar Usmanov"]),
        (Query(contacts=("Said Alyamov",)), ["Saidmusayab Alyamov"]),  # once named so
        (Query(contacts=("delegation", "usmanov")), [None, "Jafar Usmanov"]),
        (Query(contacts=("992372217407",)), [None]),
        (Query(contacts=("nobody",)), []),
        (Query(sort="name"), [None, "Jafar Usmanov", "Saidmusayab Alyamov", None]),
        (Query(sort="first"), [None, "Jafar Usmanov", "Saidmusayab Alyamov", None]),
        (Query(sort="releases"), ["Saidmusayab Alyamov", None, "Jafar Usmanov", None]),
        (Query(sort="last"), ["Saidmusayab Alyamov", None, "Jafar Usmanov", None]),
    ],
)
def test_which_and_in_which_order(query, found):
    assert query.sort in (None, "last", *SORTS)
    assert names(query) == found


@pytest.mark.parametrize(
    ("query", "more", "said"),
    [
        (Query(), {}, "4 to ask"),
        (Query(limit=1), {}, "1 of 4 shown"),
        (Query(), {"on": dt.date(2016, 12, 1)}, "2 to ask on 1 December 2016; 1 named earlier and no more: "),
        (Query(contacts=("nobody",)), {}, ""),
    ],
)
def test_the_summary(query, more, said):
    assert summary(query, **more).startswith(said)


def test_everything_said_stands_where_it_says():
    texts = {entry.id: entry.release.text for entry in ENTRIES}
    checked = 0
    for row in report(ENTRIES, Query()).main.rows:
        data = row.data
        said = [data, *data["said"], *data["names"], *data["roles"], *data["emails"], *data["phones"], *data["faxes"]]
        for one in said:
            source = one["source"]
            assert texts[one["id"]][source["start"] : source["end"]] == source["quote"]
            checked += 1
    assert checked == 4 + 6 + 3 + 3 + 4 + 1 + 1


def test_every_column_is_a_field():
    table = report(ENTRIES, Query()).main
    for column in table.columns:
        if column.name == "source.page":  # only where the document has pages
            continue
        data = table.rows[0].data
        for key in column.name.split("."):
            data = data[key]
