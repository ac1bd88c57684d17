from __future__ import annotations

import pytest

from bomca_cli.search.suggest import close_words, field_meant

# Terms with the words that releases write, the most frequent first.
KNOWN = {
    term: term
    for term in ("border", "borders", "floor", "smuggling", "smuggled", "dushanbe", "implementation", "2018", "one")
} | {"границ": "границе", "мост": "моста", "один": "один", "един": "единое", "емкост": "ёмкости"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("smugling", ["smuggling"]),
        ("bordr", ["border"]),
        ("Dushambe", ["dushanbe"]),
        ("ushanbe", ["dushanbe"]),
        ("udshanbe", ["dushanbe"]),
        ("implemantatoin", ["implementation"]),
        ("границе", ["границе"]),
        ("гранце", ["границе"]),
        ("ёмкосты", ["ёмкости"]),
        # the beginning of a word
        ("smug", ["smuggling", "smuggled"]),
        ("smu", []),
        ("грани", ["границе"]),
        # nothing like it
        ("ёлкой", []),
        ("мкость", []),
        ("динам", []),
        ("foo", []),
        ("bar", []),
        ("ore", []),
        ("elephant", []),
        ("2019", []),
    ],
)
def test_close_words(typed: str, expected: list[str]) -> None:
    assert close_words(typed, KNOWN, KNOWN.__getitem__) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("titel:mission", "title:mission"),
        ("Contcat:a b", 'contact:"a b"'),
        ("foo:bar", None),
        ("titel:", None),
        ("titel", None),
    ],
)
def test_a_field_that_may_be_meant(typed: str, meant: str | None) -> None:
    assert field_meant(typed) == meant
