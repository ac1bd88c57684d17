from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import layout_of

from bomca_cli.extract import contacts, emails, people, phones

# text → name and role of each person
NAMED = [
    ("“We agree,” said Mr. Ivan Testov.", [("Ivan Testov", None)]),
    (
        "said Ms. Anna Fiktiva, who coordinates the customs side of it.",
        [("Anna Fiktiva", "coordinates the customs side of it")],
    ),
    (
        "said Mr. Ivan Testov, Head of the Border Service of Tajikistan.",
        [("Ivan Testov", "Head of the Border Service of Tajikistan")],
    ),
    ("Dr. Fiktiva (World Customs Organization expert) said", [("Fiktiva", "World Customs Organization expert")]),
    (
        "EU Ambassador to Tajikistan Anna Fiktiva opened the workshop.",
        [("Anna Fiktiva", "EU Ambassador to Tajikistan")],
    ),
    (
        "Anna Fiktiva, Deputy Head of the EU Delegation, said so.",
        [("Anna Fiktiva", "Deputy Head of the EU Delegation")],
    ),
    (
        "The Head of the EU Delegation, H.E. Ms. Anna Fiktiva, thanked them.",
        [("Anna Fiktiva", "Head of the EU Delegation")],
    ),
    ("Minister of Foreign Affairs Ivan Testov signed it.", [("Ivan Testov", "Minister of Foreign Affairs")]),
    ("Opening the meeting, the regional manager Ivan Testov said", [("Ivan Testov", "regional manager")]),
    ("Lithuanian expert Mr. Jonas Fiktyvas explained the rules.", [("Jonas Fiktyvas", "Lithuanian expert")]),
    ("On Monday the President of Tajikistan Ivan Testov met them", [("Ivan Testov", "President of Tajikistan")]),
    (
        "The Governor of the Gorno-Badakhshan Autonomous Region cut the ribbon together with Mr. Odil Testov.",
        [("Odil Testov", None)],
    ),
    ("Ms. Mary Example, programme manager", [("Mary Example", "programme manager")]),
    (
        "officials, Colonel Janis Testovs and Lieutenant-Colonel Valdis Fiktivs.",
        [("Janis Testovs", "Colonel"), ("Valdis Fiktivs", "Lieutenant-Colonel")],
    ),
    (
        "General Ivan Testov, Commander of the Border Troops, attended.",
        [("Ivan Testov", "Commander of the Border Troops")],
    ),
    ("Mr. Testov said. Later Mr. Ivan Testov added more.", [("Ivan Testov", None)]),
    ("Mr. Ivan Testov spoke. Mr. Ivan Testov left.", [("Ivan Testov", None)]),
    ("Посол ЕС в Таджикистане г-жа Анна Выдумкина отметила успехи.", [("Анна Выдумкина", "Посол ЕС в Таджикистане")]),
    (
        "Национальный координатор БОМКА Иван Тестов рассказал о планах.",
        [("Иван Тестов", "Национальный координатор БОМКА")],
    ),
    (
        "Иван Тестов, начальник управления Пограничной службы, сказал, что",
        [("Иван Тестов", "начальник управления Пограничной службы")],
    ),
    ("полковник Иван Тестов открыл семинар", [("Иван Тестов", "полковник")]),
    (
        "Выступили Посол ЕС Иван Тестов и глава таможни Анна Выдумкина.",
        [("Иван Тестов", "Посол ЕС"), ("Анна Выдумкина", "глава таможни")],
    ),
]

NOBODY = [
    "The General Annex of the Revised Kyoto Convention, in force since 2006.",
    "Major Crossing Points were opened.",
    "The director of Grand Example Hotel spoke.",
    "Experts came from Latvia, Lithuania, Head",
    "They met in Kara Suu, head of the district said.",
    "The State Border Guard of the Republic of Latvia leads the Consortium.",
    "The Border Management Programme in Central Asia, the leading programme",
    "National Coordinator for Kyrgyzstan",
    "Ms.",
    "Colonel",
    "Региональный менеджер программы",
    "Государственная пограничная служба Туркменистана, руководитель",
]


def named_in(text: str) -> list[tuple[str, str | None]]:
    layout = layout_of(text)
    asked = contacts.find(layout, phones.find(layout), emails.find(layout))
    return [(person.name.value, person.role.value if person.role else None) for person in people.find(layout, asked)]


@pytest.mark.parametrize(("text", "want"), NAMED)
def test_reads_people_with_their_roles(text, want):
    assert named_in(text) == want


@pytest.mark.parametrize("text", NOBODY)
def test_two_capitals_alone_name_nobody(text):
    assert named_in(text) == []


def test_contacts_are_left_out():
    text = (
        "Mr. Testov spoke first, then Ms. Anna Fiktiva, EU Ambassador.\n\n"
        "For more information please contact Mr. Ivan Testov – ivan@example.org"
    )
    assert named_in(text) == [("Anna Fiktiva", "EU Ambassador")]


WORDS = st.sampled_from(
    [
        *["Mr. ", "Colonel ", "Head of ", "Anna ", "Testova", ", ", "and ", "the ", "Osh ", ". ", "\n", "(", ")"],
        *["who ", "said ", "посол ", "г-жа "],
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map("".join)))
def test_any_text_gives_spans_of_it(text):
    layout = layout_of(text)
    for person in people.find(layout, []):
        assert 0 <= person.span.start < person.span.end <= len(text)
        for part in (person.name, person.role):
            assert part is None or " ".join(text[part.span.start : part.span.end].split()) == part.value
