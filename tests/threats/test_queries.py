"""Whatever is looked for: the index finds what reading every release finds, or one line says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hostile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transcript import ROOT

from bomca_cli.corpus import Corpus
from bomca_cli.errors import UsageError
from bomca_cli.query import Query
from bomca_cli.search.expression import parse
from bomca_cli.search.match import hits

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = (
    *(
        '"',
        "“",
        "(",
        ")",
        "*",
        "^",
        "-",
        "+",
        ":",
        "%",
        "_",
        "'",
        ";",
        "--",
        "\\",
        "\0",
        "\x1b",
        "\n",
        "\u202e",
        "\ud800",
    ),
    *("AND", "OR", "NOT", "NEAR(", "NEAR(a b, 2)", "title:", "place:", "contact:", "news:", "{title news}:", "rowid:"),
    *("SELECT * FROM releases", "'; DROP TABLE releases; --", "' OR 1=1 --", "MATCH", "😀", "e\u0301", "٣٤"),
)
WORDS = ("border", "Dushanbe", "bomca", "EU", "9", "EUR 40,1", "implemented", "cross-border", "management", "zebra")
queries = st.lists(st.sampled_from(SIGNS + WORDS) | st.text(max_size=4), max_size=8).map(" ".join) | st.lists(
    st.sampled_from(SIGNS + WORDS), max_size=8
).map("".join)
often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The five releases that come with bomca."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("queries")))
        made = Corpus([str(ROOT / "seeds")], "-C")
        assert made.total == 5
    return made


def found(corpus: Corpus, query: str) -> None:
    """Look for ``query`` in every way; each answers as it must, or refuses."""
    _or_refused(lambda: _searched(corpus, query))
    for asked in (Query(places=(query,)), Query(contacts=(query,)), Query(words=query, places=("Dushanbe",))):
        _or_refused(lambda asked=asked: _counted(corpus, asked))
    _or_refused(lambda: _named(corpus, query))
    assert corpus.total == 5


def _or_refused(look: Callable[[], None]) -> None:
    try:
        look()
    except UsageError as error:
        said = str(error)
        assert said.isprintable(), said
        assert len(said) < 1000


def _searched(corpus: Corpus, query: str) -> None:
    answer = corpus.search(Query(words=query))
    expression = parse(query)
    spans = {entry.id: hits(expression, entry.release) for entry in corpus.entries(Query())}
    assert {each.entry.id: each.hits for each in answer.found} == {
        name: each for name, each in spans.items() if each is not None
    }


def _counted(corpus: Corpus, asked: Query) -> None:
    assert len(corpus.entries(asked)) == corpus.count(asked)


def _named(corpus: Corpus, query: str) -> None:
    assert corpus.one(query).id.startswith(query.strip().lower())  # no sign stands for any other


@pytest.mark.parametrize("query", hostile.QUERIES, ids=lambda query: ascii(query[:20]))
def test_every_hostile_query_is_answered_or_refused(corpus: Corpus, query: str) -> None:
    found(corpus, query)


@often
@given(queries)
def test_any_query_finds_what_reading_finds_or_is_refused(corpus: Corpus, query: str) -> None:
    found(corpus, query)
