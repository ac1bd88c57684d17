"""What ``funding`` reads is all that its answer rests on, however few of the releases that is."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import made

from bomca_cli.corpus import Corpus
from bomca_cli.query import Query
from bomca_cli.views.funding import report

ROOT = Path(__file__).parents[2]
# The same budgets said again and again, in other words and order; figures that change, contradict, belong together.
SENTENCES = (
    (
        "The European Union allocated a sum of EUR 33.6 million to BOMCA for the period of 2003 – 2014 and almost EUR "
        "5 million for its 9th implementation phase (2015 - 2018)."
    ),
    "The European Union allocated EUR 33.6 million to BOMCA for the period of 2003 – 2014.",
    "The European Union allocated EUR 33,600,000 to BOMCA for the period of 2003 – 2014.",
    (
        "The European Union allocated a sum of EUR 40.1 million to BOMCA for the period of 2003 – 2019, out of which "
        "EUR 6.6 million were assigned to its 9th implementation phase (2015 - 2019)."
    ),
    (
        "Европейский союз выделил программе БОМКА 40,1 млн евро на период 2003 – 2019 годов, из них 6,6 млн евро на "
        "9-ю фазу (2015 – 2019)."
    ),
    "The European Union allocated EUR 9 million to the 8th phase of BOMCA (2012 - 2014).",
    (
        "The European Union allocated EUR 8 million to the 8th phase of BOMCA (2012 - 2014), out of which EUR 2 "
        "million for laboratory equipment."
    ),
    "Laboratory equipment worth EUR 2 million was handed over to Tajikistan.",
    "The BOMCA 9 project handed over dogs and kennels worth EUR 48,000 to Tajikistan.",
    "Kennels worth EUR 48,000 were handed over to Kyrgyzstan.",
    "The budget of the 10th phase of BOMCA (2021 - 2025) is EUR 21.65 million.",
    "Erratum: the budget of the 10th phase of BOMCA is EUR 21.65 million, not EUR 20 million.",
    "The budget of the 10th phase of BOMCA (2021 - 2025) is EUR 20 million.",
)
# how often each is said: seldom what a phase is asked for
WEIGHTS = (1, 30, 10, 2, 1, 30, 1, 1, 1, 1, 15, 0.3, 3)


def _repeated(folder: Path) -> None:
    folder.mkdir()
    for number in range(200):
        pick = random.Random(number)
        said = pick.choices(SENTENCES, WEIGHTS, k=pick.choice((1, 1, 1, 2)))
        year = pick.randint(2017 if SENTENCES[3] in said else 2015, 2020)
        day = f"{pick.randint(1, 28)} March {year}" if pick.random() < 0.95 else "March"
        text = f"News of group {number}\n\nDushanbe, {day}. Guests met.\n\n" + "\n\n".join(said)
        (folder / f"{number}.txt").write_text(text + "\n", encoding="utf-8")


@pytest.fixture(scope="module", params=["seeds", "tests/releases", "made", "repeated"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    base = tmp_path_factory.mktemp("read")
    folder = ROOT / request.param
    if request.param == "made":
        folder = base / "made"
        made.make(folder, 150)
    if request.param == "repeated":
        folder = base / "repeated"
        _repeated(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(base / "cache"))
        read = Corpus([str(folder)], "-C")
        read.build()
    return read


ASKED = [Query(), *(Query(phases=(number,)) for number in (4, 8, 9, 10, 12)), Query(phases=(3, 9), limit=2)]
WHOLE = [Query(), Query(countries=("TJ",))]


@pytest.mark.parametrize("whole", WHOLE, ids=["all", "TJ"])
@pytest.mark.parametrize("query", ASKED, ids=lambda query: str(query.phases))
def test_the_answer_is_that_of_all_facts(corpus: Corpus, whole: Query, query: Query) -> None:
    few = list(corpus.stating(whole, query.phases))
    every = list(corpus.each(whole))
    assert len(few) <= len(every)
    for quotes in (False, True):
        assert report(few, query, quotes=quotes) == report(every, query, quotes=quotes)


def test_releases_that_repeat_budgets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    for day in range(1, 29):
        text = f"News {day}\n\nOsh, {day} March 2019. Guests met.\n\n{SENTENCES[day % 2]}\n"
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
    few = list(Corpus([str(folder)], "-C").stating(Query(), [10]))
    assert len(few) < 12
    assert sum(entry.stands_for for entry in few) == 28
