"""What a date is about: the table roles.txt beside this file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading import layout_of

from bomca_cli.extract import chronology, dates, dating

FRAME = "Border agencies look for a common language\n\nDushanbe, 10 July 2024\n\n{}\n"
ROWS = [
    tuple(line.rsplit(" | ", 1))
    for line in (Path(__file__).parent / "roles.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "role"), ROWS, ids=[row[0] for row in ROWS])
def test_role(sentence: str, role: str) -> None:
    marked = re.search(r"\[([^]|]*)(?:\|([^]]*))?\]", sentence)
    assert marked
    text = FRAME.format(sentence.replace(marked[0], marked[1]))
    words = marked[2] or marked[1]
    layout = layout_of(text)
    found = dates.find(layout)
    read = chronology.read(layout, found, dating.release_date(layout, found), ())
    roles = {text[item.span.start : item.span.end]: item.role for item in read}
    assert roles[words] == role
