from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.search.fold import fold


def terms(text: str) -> list[str]:
    return fold(text).terms


def joins(text: str) -> list[str]:
    return [join.term for join in fold(text).joins]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DUSHANBE", "dushanbe"),
        ("Café", "cafe"),
        ("cafe\u0301", "café"),
        ("Straße", "STRASSE"),
        ("Ёлка", "елка"),
        ("заи\u0306м", "займ"),
        ("границы", "границей"),
        ("Граница", "ГРАНИЦАМИ"),
        ("программа", "программы"),
        ("“green border”", '"green border"'),
        ("meeting’s", "meeting's"),
        ("cross-border", "cross border"),
        ("cross–border", "cross—border"),
        ("cross\u2011border", "cross-border"),
        ("imple\u00admented", "implemented"),
        ("imple\u200bmented", "implemented"),
        ("40,1", "40.1"),
        ("48,000", "48000"),
        ("48.000", "48000"),
        ("1,234,567.89", "1.234.567,89"),
        ("１２", "12"),
        ("ﬁnance", "finance"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("border", "borders"),  # English is not stemmed
        ("40.1", "401"),
        ("40.1", "4.01"),
        ("48", "48000"),
        ("зайка", "заика"),
        ("½", "12"),
    ],
)
def test_different(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23.05.2016", ["23", "05", "2016"]),
        ("May 14,2019", ["may", "14", "2019"]),
        ("12.2016", ["12", "2016"]),
        ("1,2,3", ["1", "2", "3"]),
        ("2003 – 2014", ["2003", "2014"]),
        ("2015-2019", ["2015", "2019"]),
        ("€6.6m", ["6.6", "m"]),
        ("9th BOMCA-9", ["9th", "bomca", "9"]),
        ("(+992 43) 377 97 08", ["992", "43", "377", "97", "08"]),
        ("a_b", ["a", "b"]),
        ("[image: image1.png]", ["image", "image1", "png"]),
        ("", []),
        ("🎉 – “”", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("imple-mented", ["implemented"]),
        ("imple-\nmented", ["implemented"]),
        ("imple-\r\n  mented", ["implemented"]),
        ("imple\u00ad\nmented", ["implemented"]),
        ("imple- mented", []),
        ("imple - mented", []),
        ("COVID-19", ["covid19"]),
        ("O‘zbekiston", ["ozbekiston"]),
        ("meeting’s", []),
        ("2015-2019", []),
        ("40, 1", ["40.1"]),
        ("40,\n1", ["40.1"]),
        ("6,\u00a06", ["6.6"]),
        ("48 000", ["48000"]),
        ("48\u202f000", ["48000"]),
        ("48'000", ["48000"]),
        ("2 600,50", ["2600.50"]),
        ("7, 927.29", ["7927.29"]),
        ("1 234 567", ["1234567"]),
        ("May 23, 2016", []),
        ("97 08", []),
        ("12-14", []),
    ],
)
def test_joins(text: str, expected: list[str]) -> None:
    assert joins(text) == expected


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=300))
def test_offsets_lie_in_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.terms) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert all(end <= start for end, start in zip(folded.ends, folded.starts[1:], strict=False))
    assert all(join.first < join.after - 1 < len(folded.terms) for join in folded.joins)
    assert not any(letter.isspace() or letter == '"' for term in folded.terms for letter in term)


@given(st.text(alphabet="0123456789., '-\n–aбй\u0306\u0301\u00ad", max_size=60))
def test_a_term_is_what_its_place_folds_to(text: str) -> None:
    folded = fold(text)
    for term, start, end in zip(*folded[:3], strict=True):
        assert fold(text[start:end]).terms[:1] == [term]


def test_the_stemmer_is_loaded_for_cyrillic_only() -> None:
    import subprocess
    import sys

    code = "import sys; from bomca_cli.search.fold import fold; fold({!r}); print('snowballstemmer' in sys.modules)"
    for text, loaded in (("plain café", "False"), ("граница", "True")):
        done = subprocess.run([sys.executable, "-c", code.format(text)], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == loaded
