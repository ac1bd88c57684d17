from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from exploring import examples
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.index import Index
from bomca_cli.index.clauses import select, where
from bomca_cli.index.rows import DocumentRow, FileRow, release_row
from bomca_cli.query import Query
from bomca_cli.release import Amount, Contact, Email, Phone, Release, Span, Value
from bomca_cli.search.expression import join_arguments, parse, unit
from bomca_cli.search.match import hits

SUM = re.compile("EUR 21.65 million|21,65 million euros|21 млн 650 тыс. евро|EUR 21,650,000|€21.65m")


def release(text: str, title: str = "", boilerplate: str = "") -> Release:
    def span(quote: str) -> Span:
        return Span(text.index(quote), text.index(quote) + len(quote))

    return Release(
        text,
        "en",
        title=Value(title, span(title)) if title else None,
        boilerplate=(span(boilerplate),) if boilerplate else (),
        amounts=tuple(Amount(Span(*sum_.span()), Decimal(21_650_000), "EUR") for sum_ in SUM.finditer(text)),
    )


def found(text: str, *arguments: str) -> list[str]:
    whole = release(text)
    return [whole.quote(span) for span in hits(parse(join_arguments(arguments)), whole) or ()]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("a green border here", "green border", ["green border"]),
        ("illegal “green border” crossing", "green border", ["green border"]),
        ("green\r\nborder", "green border", ["green\r\nborder"]),
        ("green, border", "green border", ["green, border"]),
        ("border green", "green border", []),
        ("greens border", "green border", []),
        ("cross-border trade", "cross border", ["cross-border"]),
        ("cross border trade", "cross-border", ["cross border"]),
        ("crossborder trade", "cross-border", ["crossborder"]),
        ("It is imple-mented by all", "implemented", ["imple-mented"]),
        ("It is imple-\nmented by all", "implemented by", ["imple-\nmented by"]),
        ("It is imple\u00admented by all", "implemented by", ["imple\u00admented by"]),
        ("It is implemented by all", "imple-mented", ["implemented"]),
        ("EUR 40, 1 million", "40.1", ["40, 1"]),
        ("EUR 40,1 million", "40.1", ["40,1"]),
        ("EUR 40.1 million", "40, 1", ["40.1"]),
        ("EUR 40, 1 million", "EUR 40.1 million", ["EUR 40, 1 million"]),
        ("EUR 40, 1 million", "40", ["40"]),
        ("in 3–5 December", "3.5", []),
        ("costs 48,000 euros", "48000", ["48,000"]),
        ("costs 48 000 euros", "48,000", ["48 000"]),
        ("costs 48000 euros", "48 000", ["48000"]),
        ("costs 48\u00a0000 euros", "48000 euros", ["48\u00a0000 euros"]),
        ("call 221-74-07", "221 74 07", ["221-74-07"]),
        ("на границе и за границей", "граница", ["границе", "границей"]),
        ("в программе помощи", "программа помощь", ["программе помощи"]),
        ("ещё", "еще", ["ещё"]),
        ("Cafe\u0301 bar", "café", ["Cafe\u0301"]),
        ("a a a a", "a a", ["a a", "a a"]),
        # sums by what they are worth
        ("a sum of EUR 21.65 million for", "21650000", ["21.65 million"]),
        ("a sum of EUR 21.65 million for", "21 650 000", ["21.65 million"]),
        ("a sum of EUR 21.65 million for", "21,650,000", ["21.65 million"]),
        ("a sum of EUR 21.65 million for", "EUR 21 650 000", ["EUR 21.65 million"]),
        ("a sum of EUR 21.65 million for", "sum of EUR 21650000 for", ["sum of EUR 21.65 million for"]),
        ("of 21,65 million euros", "21650000", ["21,65 million euros"]),
        ("of 21,65 million euros", "of 21650000 euros", ["of 21,65 million euros"]),
        ("of €21.65m", "21650000", ["21.65m"]),
        ("равен 21 млн 650 тыс. евро", "21 650 000", ["21 млн 650 тыс. евро"]),
        ("of EUR 21,650,000", "21650000", ["21,650,000"]),
        ("a sum of EUR 21.65 million for", "21.65 million", ["21.65 million"]),
        ("a sum of EUR 21.65 million for", "2165", []),
        ("some 21.65 million people", "21650000", []),
    ],
)
def test_units(text: str, query: str, expected: list[str]) -> None:
    assert found(text, query) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["green", "border"], ["green", "border", "border"]),
        (["green", "desert"], []),
        (["green", "OR", "desert"], ["green"]),
        (["desert", "OR", "border"], ["border", "border"]),
        (["border", "NOT", "desert"], ["border", "border"]),
        (["border", "NOT", "green"], []),
        (["green border", "OR", "border"], ["green border", "border"]),
    ],
)
def test_expressions(arguments: list[str], expected: list[str]) -> None:
    assert found("A green border is a border.", *arguments) == expected


def test_fields() -> None:
    text = "New equipment\nDushanbe\nThe equipment came. Ask Jan Example, office@example.org, (+992 00) 377 97 08."

    def span(quote: str) -> Span:
        return Span(text.index(quote), text.index(quote) + len(quote))

    contact = Contact(
        span("Jan Example"),
        name=Value("Jan Example", span("Jan Example")),
        emails=(Email(span("office@example.org"), "office@example.org"),),
        phones=(Phone(span("(+992 00) 377 97 08")),),
    )
    whole = Release(
        text,
        "en",
        title=Value("New equipment", span("New equipment")),
        place=Value("Dushanbe", span("Dushanbe")),
        contacts=(contact,),
    )

    def quotes(*arguments: str) -> list[str]:
        return [whole.quote(hit) for hit in hits(parse(join_arguments(arguments)), whole) or ()]

    assert quotes("title:equipment") == ["equipment"]
    assert len(quotes("equipment")) == 2
    assert quotes("title:came") == []
    assert quotes("place:dushanbe") == quotes("place:dush") == ["Dushanbe"]
    assert quotes("place:anbe") == []
    for typed in ("example", "jan example", "office@example.org", "3779708", "377 97 08", "xample"):
        assert quotes(f"contact:{typed}") == ["Jan Example"], typed
    assert quotes("contact:equipment") == []


WORDS = (
    "green",
    "border",
    "cross-border",
    "im-plemented",
    "40, 1",
    "48 000",
    "40.1",
    "границы",
    "by",
    "\n",
    "–",
    "EUR",
)
SUMS = ("EUR 21.65 million", "21,65 million euros", "21 млн 650 тыс. евро", "EUR 21 650 000", "€21.65m")
texts = st.lists(st.sampled_from(WORDS + SUMS), max_size=25).map(" ".join)
# At most six terms: the index finds longer phrases in texts of nothing but repetition that have no hit. At most one sum
# by its worth: a phrase of two is not found.
phrases = st.tuples(
    st.lists(st.sampled_from((*WORDS, "million", "euros")), max_size=2), st.sampled_from((*WORDS, "21650000"))
).map(lambda typed: " ".join((*typed[0][:1], typed[1], *typed[0][1:])))


@given(texts, st.text("gbим40.,- \u0301'", max_size=12))
def test_hits_lie_in_the_text_and_apart(text: str, typed: str) -> None:
    if not any(letter.isalnum() for letter in typed):
        return
    spans = hits(unit(typed), release(text)) or ()
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def indexed(release: Release) -> Index:
    """An index of one file with one release."""
    index = Index(None, "")
    with index.writing():
        document = DocumentRow("", "hash", "utf-8", release=release_row(release, "wording"))
        index.update.put_file(b"a.txt", FileRow(1, 2, 3, 4, 5, "hash"), [document])
        index.update.settle()
    return index


@examples(200)
@given(texts, phrases, st.integers(0, 3))
def test_the_index_finds_what_has_hits(text: str, typed: str, cut: int) -> None:
    if not any(letter.isalnum() for letter in typed):
        return
    title, news = text[: len(text) // 4 * cut].strip(), text
    whole = release(news, title=title)
    index = indexed(whole)
    for expression in (parse(f'"{typed}"'), parse(typed.replace("–", ""))) if typed.replace("–", "").strip() else ():
        assert (hits(expression, whole) is not None) == bool(index.count(where(Query(), expression)))
        assert index.numbers(select(Query(), expression)) == [1] * index.count(where(Query(), expression))
    index.close()


LONG = (
    "The European Union allocated a sum of EUR 40, 1 million to the programme for the period of 2003 – 2019, out of "
    "which EUR 6, 6 million were assigned to its 9th imple-mentation phase"
)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        (LONG, True),
        (LONG.replace("40, 1", "40.1").replace("imple-m", "implem"), True),
        (LONG.replace("2003", "2004"), False),
        ("million were assigned to its 9th implementation phase", True),
        ("title line The European Union allocated", True),
    ],
)
def test_long_phrases_and_phrases_over_the_edge_of_a_part(query: str, holds: bool) -> None:
    whole = release(f"The title line\n{LONG}", title="The title line", boilerplate=LONG)
    index = indexed(whole)
    assert index.count(where(Query(), unit(query))) == holds
    assert bool(hits(unit(query), whole)) == holds
