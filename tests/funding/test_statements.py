from __future__ import annotations

from builders import OLD, amount, filed, five, make, old_facts
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.funding.figures import dates, name, signed, years
from bomca_cli.funding.statements import statements


def told(entries):
    return [(signed(s), s.currency, name(s), years(s.period), len(s.releases), dates(s)) for s in statements(entries)]


def test_repeated_statements_are_one_with_every_place():
    found = statements(five())
    assert told(five()) == [
        ("33,600,000", "EUR", "Programme", "2003–2014", 3, "2016-05-23 – 2016-11-21"),
        ("< 5,000,000", "EUR", "Phase 9", "2015–2018", 3, "2016-05-23 – 2016-11-21"),
        ("40,100,000", "EUR", "Programme", "2003–2019", 2, "2018-08-02 – 2018-11-28"),
        ("6,600,000", "EUR", "Phase 9", "2015–2019", 2, "2018-08-02 – 2018-11-28"),
        ("48,000", "EUR", "70 sets of video surveillance systems", "—", 1, "2018-08-02"),
    ]
    assert found[3].part_of[0].key == found[2].key
    assert found[3].part_of[0].said_in == 2
    assert [saying.words for saying in found[1].said] == ["almost EUR 5 million"] * 3
    assert found[1].said[0].passage == OLD


def test_every_place_quotes_the_text():
    texts = {entry.id: entry.release.text for entry in five()}
    for statement in statements(five()):
        for saying in statement.said:
            assert texts[saying.id][saying.start : saying.end] == saying.quote
            assert texts[saying.id].count("\n", 0, saying.start) + 1 == saying.line


def entry(day, text, *amounts, countries=("TJ",)):
    return filed(make(text, released=day, countries=countries, amounts=amounts), f"{day}-{len(text)}")


def test_two_spellings_of_a_sum_are_one_statement():
    spaced = amount("EUR 40, 1 million", 40_100_000, kind="programme_total", period=(2003, 2019))
    signed_ = amount("€40.1 million", 40_100_000, kind="programme_total", period=(2003, 2019))
    in_full = amount("EUR 40,100,000", 40_100_000, kind="programme_total", period=(2003, 2019))
    found = statements(
        [
            entry("2018-08-02", "EUR 40, 1 million for 2003-2019", spaced),
            entry("2019-11-15", "€40.1 million in 2003-2019", signed_),
            entry("2019-12-15", "EUR 40,100,000 in 2003-2019", in_full),
        ]
    )
    assert [len(statement.releases) for statement in found] == [3]
    assert found[0].step is None  # printed in full once, so known in full


def equipment(day, words, value, **fields):
    text = f"{words} worth EUR {value:,}"
    return entry(day, text, amount(f"EUR {value:,}", value, kind="equipment", purpose=words), **fields)


def test_handovers_are_not_merged_for_their_figures():
    pairs = [
        (
            equipment("2021-01-01", "radio sets for customs", 9_990),
            equipment("2021-02-01", "dog food and cages", 9_990),
        ),
        (
            equipment("2021-01-01", "radio sets for customs", 9_990),
            equipment("2021-02-01", "radio sets for customs", 9_986),
        ),
        (
            equipment("2021-01-01", "radio sets for customs", 9_990),
            equipment("2021-02-01", "radio sets for customs", 9_990, countries=("UZ",)),
        ),
        (
            equipment("2021-01-01", "70 cameras for troops", 48_000),
            equipment("2021-02-01", "75 cameras for troops", 48_000),
        ),
    ]
    for pair in pairs:
        assert len(statements(pair)) == 2


def test_a_handover_told_twice_in_like_words_is_one():
    pair = [
        equipment("2018-08-02", "70 sets of video surveillance systems", 48_000),
        equipment("2019-10-17", "70 sets of the video surveillance systems", 48_000),
    ]
    assert [len(statement.releases) for statement in statements(pair)] == [2]


def test_without_a_purpose_only_the_same_sentence_is_the_same_sum():
    def other(day, text):
        return entry(day, text, amount("EUR 4.9 million", 4_900_000, kind="other_programme"))

    same = "CADAP 6 has a budget of EUR 4.9 million from the EU."
    assert len(statements([other("2015-01-01", same), other("2015-01-02", f"News.\n{same}")])) == 1
    assert len(statements([other("2015-01-01", same), other("2015-01-02", "The police spent EUR 4.9 million.")])) == 2


def test_an_erratum_marks_the_figure_wherever_it_is_said():
    wrong = amount("EUR 5.6 million", 5_600_000, kind="phase_budget", phase=9)
    replaced = amount("EUR 5.6 million", 5_600_000, kind="phase_budget", phase=9, superseded=True)
    found = statements(
        [entry("2018-01-01", "EUR 5.6 million", wrong), entry("2018-01-02", "not EUR 5.6 million", replaced)]
    )
    assert [statement.superseded for statement in found] == [("2018-01-02-19",)]
    assert not found[0].summable


def test_undated_releases_come_last_and_are_said_to_be_undated():
    undated = filed(make(OLD, amounts=old_facts()))
    found = statements([undated, *five()])[0]
    assert found.said[-1].id == undated.id
    assert dates(found) == "2016-05-23 – 2016-11-21"
    assert dates(statements([undated])[0]) == "undated"


@given(st.permutations(five()), st.data())
def test_order_and_repetition_do_not_matter(entries, data):
    again = data.draw(st.lists(st.sampled_from(entries)))
    assert statements([*entries, *again]) == statements(five())
