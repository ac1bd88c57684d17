from __future__ import annotations

import pytest

from bomca_cli.search.suggest import close_terms

KNOWN = ["smuggling", "border", "borders", "dushanbe", "границ", "2018", "implementation"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("smugling", ["smuggling"]),
        ("bordr", ["border", "borders"]),
        ("dushambe", ["dushanbe"]),
        ("гранц", ["границ"]),
        ("elephant", []),
        ("2019", []),
    ],
)
def test_close_terms(typed: str, expected: list[str]) -> None:
    assert close_terms(typed, KNOWN) == expected
