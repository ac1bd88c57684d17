from __future__ import annotations

import pytest

from bomca_cli.contacts.names import same_person
from bomca_cli.release import Contact, Email, Phone, Span, Value


def contact(name: str, email: str | None = None, role: str | None = None, e164: str | None = None) -> Contact:
    span = Span(0, 1)
    return Contact(
        span,
        Value(name, span),
        Value(role, span) if role else None,
        (Email(span, email),) if email else (),
        (Phone(span, e164),) if e164 else (),
    )


SAME = [
    (contact("Anna Fiktiva"), contact("Anna Fiktiva"), True),
    (contact("Anna Fiktiva"), contact("FIKTIVA Anna"), True),
    (contact("Test Alyamov", "t@example.org"), contact("Testmusayab Alyamov", "T@example.org"), True),
    (contact("Test Alyamov", "t@example.org"), contact("Testmusayab Alyamov"), False),
    (contact("A. Fiktiva", role="Expert"), contact("Anna Fiktiva", role="expert"), True),
    (contact("A. Fiktiva", role="Expert"), contact("Anna Fiktiva", role="Driver"), False),
    (contact("Анна Выдумкина", "a@example.org"), contact("Anna Vydumkina", "a@example.org"), True),
    (contact("Anna Fiktiva", e164="+992372000007"), contact("Anya Fiktiva", e164="+992372000007"), True),
    (contact("Anna Fiktiva", "press@example.org"), contact("Ivan Testov", "press@example.org"), False),
    (contact("Anna Fiktiva"), Contact(Span(0, 1)), False),
    (contact("Anna Fiktiva", e164="+992372000007"), contact("Alina Fiktiva", e164="+992372000007"), True),
    (contact("Aziz Fiktivov", e164="+992372000007"), contact("Anvar Fiktivov", e164="+992372000007"), False),
    (contact("Anna"), contact("Anna"), False),
    (contact("Anna", "a@example.org"), contact("Anna", "a@example.org"), True),
    (contact("Иван Тестов", "press@example.org"), contact("Anna Fiktiva", "press@example.org"), False),
    (contact("Иван Тестов", "press@example.org"), contact("Ivan Testov", "press@example.org"), True),
    (contact("Жанна Ташиева", "j@example.org"), contact("Janna Tashieva", "j@example.org"), True),
    (contact("Джафар Усманов", "j@example.org"), contact("Jafar Usmanov", "j@example.org"), True),
    (contact("Жанна Ташиева", e164="+996312261000"), contact("Jafar Usmanov", e164="+996312261000"), False),
]


@pytest.mark.parametrize(("a", "b", "same"), SAME)
def test_one_person_under_several_spellings(a, b, same):
    assert same_person(a, b) is same
    assert same_person(b, a) is same
