"""Which texts are the same release in another format, and which are not."""

from __future__ import annotations

import pytest

from bomca_cli.corpus.fingerprint import fingerprint

SAME = [
    ("Cross-border «talks» in Du-\nshanbe", 'Cross border "talks" in Dushanbe'),
    ("One line of\nwrapped text.", "One line\r\nof wrapped   text."),
    ("co\u00adoperation", "cooperation"),
    ("EUR 40, 1 million", "EUR 40,\n1 million"),
    ("48\u00a0000 euros", "48\n000 euros"),
    ("2015 – 2018", "2015-2018"),
    ("• 5 sets", "- 5 sets"),
    ("the ﬁrst", "the first"),
    ("и\u0306", "й"),
    ("TITLE", "Title"),
    ("| Sets | 70 |", "Sets 70"),
    ("٤٨", "48"),
]
OTHER = [
    ("EUR 5 million", "EUR 6 million"),
    ("5 10", "51 0"),
    ("1 2", "12"),
    ("1.5 million", "15 million"),
    ("1.5 million", "1-5 million"),
    ("40,1", "401"),
    ("2015-2018", "2015 2018"),
    ("€5", "$5"),
    ("-5 °C", "5 °C"),
    ("5 %", "5"),
    ("<5 million", "5 million"),
    ("10:30", "10.30"),
    ("border", "borders"),
    ("one two", "two one"),
    ("½", "2"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_formats_change_is_no_wording(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other) is not None


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_every_word_and_number_counts(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("text", ["", "\n", "--", "«»"])
def test_a_text_without_words_has_no_wording(text: str) -> None:
    assert fingerprint(text) is None


def test_numbers_of_pages_are_no_wording() -> None:
    text = "Page 1 of 2\nOne\n1\nTwo\n- 2 -\n"
    second = text.index("Two")
    assert fingerprint(text, (0, second)) == fingerprint("One Two")
    assert fingerprint(text) != fingerprint("One Two")
    assert fingerprint("One\n7\nTwo\n2\n", (0, 6)) == fingerprint("One 7 Two")  # 7 is not the number of its page


@pytest.mark.parametrize("text", ["1", "1 ", "-", "1-", "€", "a\u0301", "\ud800", "²", "፩", "5" * 5000])
def test_anything_has_a_wording_or_none(text: str) -> None:
    fingerprint(text * 1000)
