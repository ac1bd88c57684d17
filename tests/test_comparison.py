"""Two texts against each other: what is the same, reworded, gone and new."""

from __future__ import annotations

import pytest
from builders import filed, make
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.comparison import compare
from bomca_cli.views.diff import report

BOILERPLATE = "The European Union allocated EUR 33.6 million to BOMCA for 2003 – 2014."


def kinds(old: str, new: str) -> list[str]:
    return [pair.kind for pair in compare(old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BOILERPLATE, BOILERPLATE),
        ("The “green border” – a term.", "The «green border» - a term."),
        ("The programme is imple\u00admented.", "The programme is implemented."),
        ("One line\nthat goes on here.", "One line that goes on here."),
    ],
)
def test_signs_and_line_ends_are_no_change(old, new):
    assert kinds(old, new) == ["same"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (BOILERPLATE, BOILERPLATE.replace("33.6", "40.1"), [("33.6", "40.1")]),
        (BOILERPLATE, BOILERPLATE.replace("allocated ", "allocated almost "), [(None, "almost")]),
        ("За 12 месяцев ЕС выделил 5 млн евро.", "За 12 месяцев ЕС выделил 6 млн евро.", [("5", "6")]),
    ],
)
def test_a_changed_sentence_shows_its_words(old, new, words):
    (pair,) = compare(old, new)
    assert pair.kind == "changed"
    changed = [
        (c.old and old[c.old.start : c.old.end], c.new and new[c.new.start : c.new.end])
        for c in pair.changes
        if not c.same
    ]
    assert changed == words


def test_news_that_have_nothing_in_common_are_no_change():
    old, new = "A seminar on dogs ended in Osh.", "Cameras were handed over to customs."
    assert kinds(old, new) == ["added", "removed"]


def test_the_order_of_sentences_does_not_matter():
    assert kinds("First of all. Second of all.", "Second of all. First of all.") == ["same", "same"]


@given(st.lists(st.sampled_from(["EU pays.", "EUR 5 million.", "Дата.", "\n", "(", "x"]), max_size=12), st.text())
def test_every_sentence_is_told_once(parts, other):
    old, new = " ".join(parts), other
    pairs = compare(old, new)
    for side, text in ((0, old), (1, new)):
        spans = [pair[side] for pair in pairs if pair[side]]
        assert len(spans) == len(set(spans))
        assert all(text[span.start : span.end].strip() for span in spans)
    assert kinds(old, old).count("same") == len(compare(old, old))


def test_the_report_tells_lines_and_words():
    old = filed(make(f"News of one day.\n{BOILERPLATE}"), "a")
    new = filed(make(f"\n\n{BOILERPLATE.replace('33.6', '40.1')}"), "b")
    answer = report(old, new)
    (row,) = answer.main.rows
    assert row.cells["lines"] == "2 → 3"
    assert "EUR [-33.6-]{+40.1+} million" in "".join(part.text for part in row.cells["words"])
    assert row.data["new"]["source"]["line"] == 3
    said = "".join(part.text for part in answer.summary)
    assert said == "a → b: sentences 1 changed, 0 the same, 1 only in a, 0 only in b · --all"
