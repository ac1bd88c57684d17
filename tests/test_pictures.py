"""The pictures of the README are drawn alike by every reader of SVG."""

from __future__ import annotations

import re

import pytest
from transcript import ROOT


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "pictures").glob("*.svg")), ids=lambda path: path.stem)
def test_blanks_are_kept_and_nothing_is_loaded(path):
    drawn = path.read_text(encoding="utf-8")
    texts = re.findall(r"<text\b[^>]*>", drawn)
    assert texts
    assert all('xml:space="preserve"' in text for text in texts)
    assert "@font-face" not in drawn
