from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import layout_of

from bomca_cli.extract import contacts, emails, phones

if TYPE_CHECKING:
    from bomca_cli.release import Contact

CASES = tomllib.loads(Path(__file__).with_name("contacts.toml").read_text(encoding="utf-8"))["case"]
BEFORE = "The workshop was held in Dushanbe on 5 June 2019. Twenty officers took part.\n\n"
AFTER = "\n\nThe European Union is made up of 28 Member States."


def found_in(text: str) -> list[Contact]:
    layout = layout_of(text)
    return contacts.find(layout, phones.find(layout), emails.find(layout))


def shown(text: str) -> list[dict]:
    def quotes(items):
        return [text[item.span.start : item.span.end] for item in items]

    rows = [
        {
            "name": contact.name.value if contact.name else None,
            "role": contact.role.value if contact.role else None,
            "emails": quotes(contact.emails),
            "phones": quotes(contact.phones),
            "faxes": quotes(contact.faxes),
        }
        for contact in found_in(text)
    ]
    return [{field: value for field, value in row.items() if value} for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_tells_whom_to_ask(case):
    want = case["contacts"]
    assert shown(case["text"]) == want
    assert shown(BEFORE + case["text"] + AFTER) == want


OFFICE_BELOW_A_CONTACT = """\
For more information please contact Mr. Ivan Testov, BOMCA in Tajikistan – (+992 43) 300 00 12 or  ivan@example.org
\t
The Programme is imple-mented by the Consortium of partners:
 \tThis Programme is funded by the European Union

Delegation of the European Union to

Tajikistan

1 Example street, 734000 Dushanbe
Republic of Tajikistan

Phone: +992 37 200-00-07
Fax: +992 37 200-00-08
E-mail: office@example.org
Website: http://example.org/delegation
"""


def test_an_office_and_its_address_are_a_contact_of_their_own():
    assert shown(OFFICE_BELOW_A_CONTACT) == [
        {
            "name": "Ivan Testov",
            "role": "BOMCA in Tajikistan",
            "emails": ["ivan@example.org"],
            "phones": ["(+992 43) 300 00 12"],
        },
        {
            "role": "Delegation of the European Union to Tajikistan",
            "emails": ["office@example.org"],
            "phones": ["+992 37 200-00-07"],
            "faxes": ["+992 37 200-00-08"],
        },
    ]


PIECES = st.sampled_from(
    [
        *[
            "Contact: ",
            "For more information ",
            "please contact ",
            "Mr. ",
            "Anna ",
            "Testova",
            ", Head of Press",
            " – ",
        ],
        *["a@example.org", "+992 37 200-00-07", "Tel.: ", "Fax ", "Delegation of the European Union to ", "Osh", ". "],
        *["is ", "; ", "(", ")", "\n", "\n\n"],
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_every_datum_belongs_to_one_contact(text):
    layout = layout_of(text)
    numbers, addresses = phones.find(layout), emails.find(layout)
    found = contacts.find(layout, numbers, addresses)
    kept = [item.span for contact in found for item in (*contact.emails, *contact.phones, *contact.faxes)]
    written = [mail.span for mail in addresses]
    called = [n.span for n in numbers if not any(n.span.end > m.start and m.end > n.span.start for m in written)]
    assert sorted(kept) == sorted(called + written)
    for contact in found:
        assert 0 <= contact.span.start < contact.span.end <= len(text)
        for part in (contact.name, contact.role):
            assert part is None or " ".join(text[part.span.start : part.span.end].split()) == part.value
