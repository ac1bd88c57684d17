"""What holds for any text: it is read, sources are exact, facts lie apart, and additions change nothing before them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exploring import examples
from hypothesis import example, given
from hypothesis import strategies as st
from invariants import check

from bomca_cli import parse
from bomca_cli.readers import read

if TYPE_CHECKING:
    from bomca_cli.release import Release

ROOT = Path(__file__).parents[2]
RELEASES = sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/releases/*.txt")])
TEXTS = [read(path).text for path in RELEASES]
NAMES = [path.stem for path in RELEASES]

# Pieces that grammars start from, so that random texts reach them.
PIECES = [
    *("EUR", "€", "$", "USD", "euros", "евро", "сом", "USD 10", "EUR 40, 1 million", "million", "млн.", "тыс.", "bn"),
    *(
        "half a",
        "полтора",
        "five",
        "twenty-one",
        "each",
        "almost",
        "up to",
        "more than",
        "from",
        "to",
        "between",
        "and",
    ),
    *("1", "2", "12", "31", "40", "000", "2018", "2003", "1,1", "1.5", "+", "+992 43 3000012", "(0)", "00", "1/2", "½"),
    *("November", "May", "mid-May", "ноября", "года", "с.г.", "XI", "Monday", "in", "on", "by", "since", "с", "по"),
    *("yesterday", "next year", "BOMCA", "phase", "9", "CADAP 6", "BOMCA 10", "этапа", "part of", "out of which"),
    *("Dushanbe,", "Tajikistan", "Tel.:", "Fax:", "Contacts:", "Mr.", "Ms. Anna Fiktiva", "Head of", "coordinator"),
    *("anna@example.org", "@", "(at)", "www.example.org", "-", "–", "—", "/", ".", ",", ";", ":", "(", ")", "«", "»"),
    *("\n", "\n\n", "\r\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u0301", "•", "///", "About BOMCA", "“", "’", "'"),
]
PHRASES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " ", "\n"])), max_size=25).map(
    lambda pairs: "".join(piece + blank for piece, blank in pairs)
)
ANY = st.text() | st.text(alphabet=st.characters(categories=["N", "P", "S", "Z", "C"]))
# Passages of releases, cut anywhere.
CUTTINGS = st.builds(
    lambda text, start, length: text[(at := int(start * len(text))) : at + length],
    st.sampled_from(TEXTS),
    st.floats(0, 1),
    st.integers(1, 400),
)
MIXED = st.lists(CUTTINGS | PHRASES | ANY, max_size=4).map("".join)
SPLICED = st.lists(CUTTINGS, max_size=4).map("".join)

# Joined to another text, this must change nothing that the text said before.
BOILERPLATE = (
    "The European Union is made up of 28 Member States who have decided to gradually link together their know-how, "
    "resources and destinies. The European Union is committed to sharing its achievements and its values with "
    "countries and peoples beyond its borders."
)

# Texts that fuzz/run.py or these tests have found, as small as they get; the mark goes when the defect does.
REGRESSIONS = [
    "The Governor of the Gorno-Badakhshan Autonomous Region cut the ribbon together with Mr. Odil Testov.",
    "$0k$4",
    "second half of May019",
    "+9923707e@s.pa",
]

# The same examples each time: these tests hold what is promised, fuzz/run.py looks for what is not known yet.
quick = examples(200)


@quick
@given(ANY | MIXED | st.text(alphabet=st.characters()))
@example("")
@example("\ud800 EUR 5")
@example("9" * 5000 + " EUR " + "1," * 5000)
def test_any_text_gives_a_release_that_keeps_its_promises(text):
    check(parse(text))


@quick
@given(PHRASES | SPLICED)
def test_any_phrase_gives_a_release_that_keeps_its_promises(text):
    check(parse(text))


@pytest.mark.parametrize("text", REGRESSIONS)
def test_what_fuzzing_found_keeps_its_promises(text):
    check(parse(text))


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_a_release_keeps_its_promises(text):
    check(parse(text))


@pytest.mark.parametrize("blanks", ["\n", "\n\n\n", " \n\t\n", "\r\n\r\n"], ids=repr)
@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_blank_lines_at_the_end_change_nothing(text, blanks):
    assert parse(text + blanks) == parse(text)._replace(text=text + blanks)


@quick
@given(PHRASES | SPLICED, st.sampled_from(["\n", "\n\n\n", " \n"]))
def test_blank_lines_after_a_phrase_change_nothing(text, blanks):
    assert parse(text + blanks) == parse(text)._replace(text=text + blanks)


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_boilerplate_at_the_end_changes_nothing_else(text):
    longer = text.rstrip() + "\n\n" + BOILERPLATE + "\n"
    before, after = parse(text), parse(longer)
    assert after._replace(text=text, boilerplate=()) == before._replace(boilerplate=())
    assert after.boilerplate[-1].end == len(longer) - 1


@pytest.mark.parametrize("first", range(0, len(TEXTS), 5))
@pytest.mark.parametrize("second", range(1, len(TEXTS), 7))
def test_joined_releases_keep_their_sums(first, second):
    keeps_sums(TEXTS[first], TEXTS[second])


@quick
@given(PHRASES | CUTTINGS, PHRASES | CUTTINGS)
@example("USD 10", "EUR1")
def test_joined_phrases_keep_their_sums(first, second):
    keeps_sums(first, second)


def keeps_sums(first: str, second: str) -> None:
    joined = parse(first + "\n\n\n" + second)
    assert sums(joined) == sums(parse(first)) + sums(parse(second))


def sums(release: Release) -> list[tuple[object, ...]]:
    return [(release.quote(item.span), item.value, item.value_max, item.currency) for item in release.amounts]
