"""What ``funding`` reads of a release is all that its answer rests on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bomca_cli.corpus import Corpus
from bomca_cli.query import Query
from bomca_cli.views.funding import report

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import made

ROOT = Path(__file__).parents[2]

ASKED = [Query(), *(Query(phases=(number,)) for number in (4, 8, 9, 10)), Query(phases=(3, 9), limit=2)]


@pytest.fixture(scope="module", params=["seeds", "tests/releases", "made"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    base = tmp_path_factory.mktemp("read")
    folder = ROOT / request.param
    if request.param == "made":
        folder = base / "made"
        made.make(folder, 120)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(base / "cache"))
        read = Corpus([str(folder)], "-C")
        read.build()
    return read


@pytest.mark.parametrize("query", ASKED, ids=str)
def test_the_answer_is_that_of_all_facts(corpus: Corpus, query: Query) -> None:
    whole = Query()
    for quotes in (False, True):
        assert report(corpus.stating(whole), query, quotes=quotes) == report(corpus.each(whole), query, quotes=quotes)
