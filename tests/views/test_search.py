from __future__ import annotations

import pytest
import releases

from bomca_cli.query import Query
from bomca_cli.release import Entry, Span
from bomca_cli.report import Lines, Report
from bomca_cli.search.expression import parse
from bomca_cli.search.match import hits
from bomca_cli.search.result import Found, SearchResult, UnitCount
from bomca_cli.views.search import report
from bomca_cli.views.snippets import snippets

TEXT = (
    "Title: On the border\n"
    "Date: 2016-05-23\n"
    + "The green border is long, its guards are many, but nobody has ever counted trees. " * 4
    + "\nAnother border.\n--\nThe border of all texts."
)


def found(text: str, words: str, name: str = "2016-05-23") -> Found:
    release = releases.parse(text)
    return Found(Entry(name, f"{name}.txt", "hash", release), hits(parse(words), release) or ())


def lines(shown: Report) -> list[str]:
    return [
        "".join(f"«{part.text}»" if part.style == "hit" else part.text for part in line)
        for block in shown.blocks
        if isinstance(block, Lines)
        for line in block.lines
    ]


def test_a_release_with_its_first_snippets() -> None:
    shown = report(SearchResult((found(TEXT, "border"),), 1), Query(words="border"))
    sentence = "green «border» is long, its guards are many, but nobody has ever counted trees.…"
    assert lines(shown) == [
        "2016-05-23  On the border  7 hits",
        "  1  Title: On the «border»",
        f"  3  The {sentence}",
        f"  3  …nobody has ever counted trees. The {sentence}",
        "     4 more · --all",
    ]
    assert "".join(part.text for part in shown.summary) == "1 release, 7 hits"
    assert shown.found


def test_every_snippet() -> None:
    shown = report(SearchResult((found(TEXT, "border"),), 1), Query(words="border"), all_hits=True)
    assert len(lines(shown)) == 8
    assert lines(shown)[-1] == "  6  The «border» of all texts."


def test_news_comes_before_repeated_passages() -> None:
    text = "Title: T\n--\n" + "a border\n" * 5 + "\n"
    release = releases.parse("border one\n" + text)
    shown = report(
        SearchResult((Found(Entry("x", "x", "h", release), hits(parse("border"), release) or ()),), 1), Query()
    )
    assert lines(shown)[1] == "  1  «border» one"
    reversed_text = releases.parse("x\n--\nborder " + "\nborder" * 3)
    assert [piece.repeated for piece in snippets(reversed_text, hits(parse("border"), reversed_text) or ())] == [
        True
    ] * 4


def test_rows_for_programs() -> None:
    shown = report(SearchResult((found(TEXT, "border"),), 1), Query(words="border"))
    assert shown.main is not None
    rows = [row.data for row in shown.main.rows]
    assert len(rows) == 7
    for row in rows:
        assert TEXT[row["start"] : row["end"]] == row["quote"] == "border"
        assert row["quote"] in row["snippet"]
        assert TEXT.split("\n")[row["line"] - 1].find(row["quote"]) >= 0
    assert rows[0] == {
        "id": "2016-05-23",
        "path": "2016-05-23.txt",
        "sha256": "hash",
        "page": None,
        "line": 1,
        "start": 14,
        "end": 20,
        "quote": "border",
        "snippet": "Title: On the border",
        "boilerplate": False,
        "title": "On the border",
        "release_date": "2016-05-23",
    }
    assert [row["boilerplate"] for row in rows][-1] is True
    assert {column.name for column in shown.main.columns} == set(rows[0])


def test_a_release_found_for_what_it_does_not_say() -> None:
    shown = report(SearchResult((found(TEXT, "NOT zebra"),), 1), Query(words="NOT zebra"))
    assert lines(shown) == ["2016-05-23  On the border"]
    assert shown.main is not None
    assert [row.data["line"] for row in shown.main.rows] == [None]
    assert "".join(part.text for part in shown.summary) == "1 release"


def test_a_cut_list_says_so() -> None:
    shown = report(SearchResult((found(TEXT, "border"),), 1234), Query(words="border", limit=1))
    assert "".join(part.text for part in shown.summary) == "1 of 1,234 releases shown, 7 hits in them"


def test_undated_releases_left_out_are_counted() -> None:
    shown = report(SearchResult((found(TEXT, "border"),), 1, undated=3), Query(words="border"))
    assert "".join(part.text for part in shown.summary) == "1 release, 7 hits; 3 without a date left out"


@pytest.mark.parametrize(
    ("units", "together", "query", "expected"),
    [
        (
            [UnitCount("smuggling", None, 1), UnitCount("drugs", None, 0)],
            True,
            Query(),
            ["No release has both “smuggling” and “drugs”.   smuggling: 1 release   drugs: none"],
        ),
        (
            [UnitCount("smugling", None, 0, ("smuggling",))],
            False,
            Query(),
            ["No release has “smugling”.", "Close spellings: smuggling"],
        ),
        (
            [UnitCount("green fence", None, 0)],
            False,
            Query(),
            ["No release has “green fence”.", "Without quotes the words are looked for anywhere in a release."],
        ),
        (
            [UnitCount("a", None, 2000), UnitCount("b", "title", 3), UnitCount("c", "place", 0)],
            True,
            Query(),
            ["No release has all of these.   a: 2,000 releases   title:b: 3 releases   place:c: none"],
        ),
        (
            [UnitCount("a", None, 0), UnitCount("b", None, 0)],
            False,
            Query(),
            ["No release matches.   a: none   b: none"],
        ),
        ([UnitCount("border", None, 0)], False, Query(phases=(9,)), ["No release that fits the filters has “border”."]),
        ([UnitCount("paris", "place", 0)], False, Query(), ["No release has “paris” as place."]),
        ([UnitCount("zoo", "title", 0)], False, Query(), ["No release has “zoo” in its title."]),
        ([UnitCount("border", None, 5)], False, Query(), ["No release matches.   border: 5 releases"]),
        ([], False, Query(words="NOT a"), ["No release is without this."]),
    ],
)
def test_nothing_found(units: list[UnitCount], together: bool, query: Query, expected: list[str]) -> None:
    shown = report(SearchResult((), 0, tuple(units), together), query)
    assert lines(shown) == expected
    assert not shown.found
    assert shown.main is not None
    assert shown.main.rows == ()
    assert [unit["words"] for unit in shown.extra["words"]] == [unit.typed for unit in units]


def test_a_hit_over_a_line_break_is_on_one_line() -> None:
    release = releases.parse("It is imple-\r\n  mented by all\nNext line")
    (piece,) = snippets(release, hits(parse('"implemented by"'), release) or ())
    assert "".join(part.text for part in piece.words) == "It is imple- mented by all"
    assert piece.line == 1


def test_a_long_line_without_blanks_is_cut() -> None:
    release = releases.parse("x" * 5000 + " border " + "y" * 5000)
    (piece,) = snippets(release, (Span(5001, 5007),))
    assert len("".join(part.text for part in piece.words)) < 200


def test_document_text_is_never_interpreted() -> None:
    shown = report(SearchResult((found("Title: [bold]x[/]\n[red]border[/red] :wave:", "border"),), 1), Query())
    assert "[red]«border»[/red] :wave:" in lines(shown)[1]
