"""vCards, parsed back by a library that knows nothing of how they were written."""

from __future__ import annotations

import re

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from samples import HOSTILE, ORDINARY, hostile

from bomca_cli.errors import UsageError
from bomca_cli.render import Look, vcard
from bomca_cli.render.clean import one_line
from bomca_cli.report import Card, Report

FULL = Card(
    "said.alyamov@icmpd.org",
    "Saidmusayab Alyamov",
    True,
    ("BOMCA National Coordinator for Tajikistan; “a, b” \\ c",),
    ("said.alyamov@icmpd.org", "two@example.org"),
    (("+992 37 221-74-07", "+992372217407"), ("221", None)),
    (("+992 37 221-43-321", None),),
    "Also named Саид Алямов, Said Alyamov.\n+992 37 221-43-321: a digit too many.",
)


def written(*cards: Card) -> str:
    return vcard.render(Report("contacts", (), cards=cards), Look("vcf"))


def read(text: str) -> list:
    return list(vobject.readComponents(text))


def test_a_card_is_read_back():
    text = written(FULL)
    (card,) = read(text)
    assert (card.version.value, card.kind.value, card.fn.value) == ("4.0", "individual", FULL.label)
    assert card.title.value == FULL.roles[0]
    assert [mail.value for mail in card.email_list] == [*FULL.emails]
    told = [(number.value, number.params["TYPE"], number.params["VALUE"]) for number in card.tel_list]
    assert told == [
        ("tel:+992372217407", ["voice"], ["uri"]),
        ("221", ["voice"], ["text"]),
        ("+992 37 221-43-321", ["fax"], ["text"]),
    ]
    assert card.note.value == FULL.note


def test_lines_are_those_of_the_standard():
    text = written(FULL, FULL._replace(is_person=False))
    assert text.replace("\r\n", "").isprintable()
    assert text.endswith("END:VCARD\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert re.findall(r"^KIND:\w+", text, re.MULTILINE) == ["KIND:individual", "KIND:org"]


def test_a_key_gives_the_same_card_for_ever():
    assert "UID:urn:uuid:4f6f0a51-9868-5203-aa04-3fcbfc962a31\r\n" in written(FULL)
    uids = re.findall("^UID:.*", written(FULL, FULL._replace(key="x"), FULL._replace(label="y")), re.MULTILINE)
    assert len({*uids}) == 2


def test_hostile_words_make_no_line_of_their_own():
    text = vcard.render(hostile(), Look("vcf"))
    assert text.replace("\r\n", "").isprintable()
    assert re.findall(r"^[A-Z]+", text.replace("\r\n ", ""), re.MULTILINE).count("FN") == len(HOSTILE)
    for card, said in zip(read(text), HOSTILE, strict=True):
        assert card.fn.value == one_line(said)


@given(st.text(max_size=300))
def test_any_text_is_read_back(text):
    (card,) = read(written(FULL._replace(label=f"x{text}x", note="")))
    assert card.fn.value == one_line(f"x{text}x")


def test_a_folded_line_unfolds_to_itself():
    line = "NOTE:" + "Ж€😀a" * 60
    pieces = vcard.folded(line).split("\r\n ")
    assert ("".join(pieces), max(len(piece.encode()) for piece in pieces[1:]) <= 74) == (line, True)


def test_only_people_are_cards():
    with pytest.raises(UsageError, match="bomca contacts -f vcf"):
        vcard.render(ORDINARY._replace(cards=None), Look("vcf"))
    assert vcard.render(ORDINARY._replace(cards=()), Look("vcf")) == ""
