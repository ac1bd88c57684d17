"""Phrases with what is to be found set between ⟦ and ⟧."""

from __future__ import annotations

import re


def unmark(phrase: str) -> tuple[str, list[str]]:
    """The plain phrase and what was set between the marks."""
    return re.sub("[⟦⟧]", "", phrase), re.findall("⟦(.*?)⟧", phrase, re.DOTALL)
