"""What is passed on without people names none, and every other fact stays where it stood."""

from __future__ import annotations

import json

from bomca_cli import parse
from bomca_cli.privacy import MASK, without_people
from bomca_cli.record import entry_record
from bomca_cli.release import Entry

TEXT = """Contact A Opens the Course

Dushanbe, 2 August 2018

The EU allocated EUR 5 million. Contact  A  opened it.

For more information, please contact: Mr. Konstantin Fiktiva, Project Manager, tel.: +992 37 221 74 07,
e-mail: k.fiktiva@example.org
"""


def test_nobody_is_named_and_everything_else_stays():
    entry = Entry("2018-08-02", "a.txt", "0" * 64, parse(TEXT))
    assert entry.release.contacts
    hidden = without_people(entry)
    told = json.dumps(entry_record(hidden), ensure_ascii=False) + hidden.release.text
    assert not any(word in told for word in ("Konstantin", "Fiktiva", "221", "example.org"))
    assert hidden.release.text.count(MASK) >= len("KonstantinFiktiva")
    assert len(hidden.release.text) == len(TEXT)
    assert entry_record(hidden)["amounts"] == entry_record(entry)["amounts"]
    assert entry_record(hidden)["dates"] == entry_record(entry)["dates"]


def test_a_name_is_masked_wherever_it_stands_in_full():
    contact = "Contact: Mr. Konstantin Fiktiva, k.fiktiva@example.org"
    text = f"Konstantin Fiktiva Opens the Course\n\n{contact}\n\nAs Konstantin\nFiktiva said."
    entry = without_people(Entry("x", "a.txt", "0" * 64, parse(text)))
    assert "Fiktiva" not in entry.release.text
    assert "Fiktiva" not in (entry.release.title.value if entry.release.title else "")
    assert "Course" in entry.release.text
