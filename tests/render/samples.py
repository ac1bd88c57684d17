"""Reports for the tests of renderers: an ordinary one, a hostile one, a picture."""

from __future__ import annotations

from bomca_cli.report import Bar, Card, Chart, Column, Fragment, Lines, Report, Row, Table

COLUMNS = (
    Column("id", "ID", keep=True),
    Column("place", "Place", weight=2),
    Column("title", "Title", weight=0),
    Column("sums", "Sums", align="right", keep=True),
    Column("email", "E-mail", keep=True, shown=False),
)


def row(identity: str, place: str, title: str, sums: int, **more) -> Row:
    data = {"id": identity, "place": place, "title": title, "sums": sums} | more
    cells = {"id": (Fragment(identity, "id"),), "place": place, "title": title, "sums": f"{sums:,}"}
    return Row(cells | {"email": more.get("email", "")}, data)


ORDINARY = Report(
    "list",
    (
        Table(
            COLUMNS,
            (
                row("2018-11-28", "Town", "A title that is rather long and does not fit into eighty columns at all", 2),
                row("2018-08-02", "Far Away", "Equipment", 1_400, email="somebody.with.a.name@example.org"),
            ),
            main=True,
        ),
    ),
    summary=(Fragment("2 releases", "dim"),),
    filters={"since": "2018-01-01"},
    extra={"changes": [{"kind": "raised"}]},
    cards=(Card("anna@example.org", "Anna Fiktiva", True, ("Expert",), ("anna@example.org",), (), (), "Named once."),),
)

# Each of these would do harm in some format.
HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J",
    "\u202egnp.exe\u2066",
    "zero\u200bwidth\u2028line",
    "\x9b31mred",
    "[bold]markup[/] [link=file:///etc/passwd]x[/link] [/] :wave:",
    "[image: image1.png]",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "＝1+1",
    "a|b \\ `code` **bold** <u>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "javascript:alert(1) [x](javascript:alert(1))",
    "two\nlines\r\nand\ta tab\rback",
    "{0} %s {{7*7}} ${x}",
    "' OR 1=1; --",
)


def hostile() -> Report:
    """Hostile words in every place where words can stand."""
    rows = tuple(row(f"id{number}", text, text, number, email=text) for number, text in enumerate(HOSTILE))
    words = tuple((Fragment(text), Fragment(text, "hit")) for text in HOSTILE)
    bars = tuple(Bar(text, 2003, 2014, (Fragment(text, "dim"),)) for text in HOSTILE)
    return Report(
        "search",
        (
            Table(COLUMNS, rows, main=True),
            *(Lines(words, heading=text) for text in HOSTILE),
            Chart(bars, heading=HOSTILE[0]),
        ),
        summary=(Fragment(" ".join(HOSTILE)),),
        filters={"words": HOSTILE[0]},
        cards=tuple(
            Card(text, text, True, (text,), (text,), ((text, None),), ((text, None),), text) for text in HOSTILE
        ),
    )


CHART = Report(
    "timeline",
    (
        Chart(
            (
                Bar("Programme", 2003, 2014, (Fragment("33.6 M"), Fragment("  said 2016", "dim"))),
                Bar("", 2003, 2019, (Fragment("40.1 M"), Fragment("  said 2018", "dim"))),
                Bar("Phase 9", 2015, 2018, (Fragment("< 5 M"),)),
                Bar("", 2015, None, (Fragment("6.6 M"),)),
                Bar("Phase 8", None, 2014, ()),
                Bar("Phase 7", None, None, ()),
                Bar("One year", 2011, 2011, ()),
            ),
            heading="Stated periods",
        ),
    ),
    cards=(),
)
