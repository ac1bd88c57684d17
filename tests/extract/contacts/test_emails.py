from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import unmark
from reading import layout_of

from bomca_cli.extract import emails

# phrase with the address marked, its normal form, problem
FOUND = [
    ("write to ⟦a.b@example.org⟧.", "a.b@example.org", None),
    ("⟦Name_x+tag@sub.Example.co.uk⟧", "Name_x+tag@sub.example.co.uk", None),
    ("(⟦a@example.org⟧)", "a@example.org", None),
    ("<⟦a@example.org⟧>", "a@example.org", None),
    ("mailto:⟦name@example.org⟧?subject=x", "name@example.org", None),
    ("E-mail:⟦name@example.org⟧,", "name@example.org", None),
    ("⟦a@example.org⟧This e-mail address is protected", "a@example.org", None),
    ("⟦a@example.org⟧Email", "a@example.org", None),
    ("⟦a@example.org⟧.This e-mail", "a@example.org", None),
    ("⟦a@example.org⟧.In the hall", "a@example.org", None),
    ("⟦a@example.org⟧2018", "a@example.org", None),
    ("⟦a@example.org⟧-", "a@example.org", None),
    ("⟦a@example.org⟧/contacts", "a@example.org", None),
    ("⟦a@ex-ample.org⟧", "a@ex-ample.org", None),
    ("⟦имя@пример.рф⟧", "имя@пример.рф", None),
    ("⟦a＠example.org⟧", "a@example.org", None),
    ("⟦name@ example.org⟧", "name@example.org", emails.BROKEN),
    ("⟦name@\nexample.org⟧", "name@example.org", emails.BROKEN),
    ("⟦name@example.\norg⟧ and", "name@example.org", emails.BROKEN),
    ("e-mail: ⟦name @ example.org⟧", "name@example.org", emails.BROKEN),
    ("⟦name [at] example.org⟧", "name@example.org", emails.DISGUISED),
    ("⟦name(at)example.org⟧", "name@example.org", emails.DISGUISED),
    ("⟦name (at) example (dot) org⟧", "name@example.org", emails.DISGUISED),
    ("⟦first (dot) last (at) example (dot) org⟧", "first.last@example.org", emails.DISGUISED),
    ("⟦name at example dot org⟧", "name@example.org", emails.DISGUISED),
    ("⟦name собака example точка org⟧", "name@example.org", emails.DISGUISED),
    ("⟦name (собака) example.org⟧", "name@example.org", emails.DISGUISED),
    ("E-mail: ⟦[email protected]⟧", "", emails.HIDDEN),
    ("E-mail: ⟦[email\u00a0protected]⟧", "", emails.HIDDEN),
]

NOT_FOUND = [
    "follow @bomca_eu",
    "see at example.org",
    "look at example dot",
    "met at Dushanbe dot",
    "a@b",
    "@example.org",
    "a@",
    "@",
    "1 @ 2.5",
    "user@localhost",
    "a@-.org",
]


def quotes(text: str) -> list[str]:
    return [text[mail.span.start : mail.span.end] for mail in emails.find(layout_of(text))]


@pytest.mark.parametrize(("phrase", "address", "problem"), FOUND)
def test_reads_addresses_as_printed(phrase, address, problem):
    text, want = unmark(phrase)
    found = emails.find(layout_of(text))
    assert quotes(text) == want
    assert [(mail.address, mail.problem) for mail in found] == [(address, problem)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_words_are_no_addresses(text):
    assert quotes(text) == []


def test_reads_several():
    assert quotes("a@example.org, b@example.org; c@example.net") == ["a@example.org", "b@example.org", "c@example.net"]


@given(st.one_of(st.text(max_size=60), st.text(alphabet="ab.@-_ \n()[]at dotrgO1", max_size=60)))
def test_any_text_gives_spans_in_order(text):
    after = 0
    for mail in emails.find(layout_of(text)):
        assert after <= mail.span.start < mail.span.end <= len(text)
        after = mail.span.end
