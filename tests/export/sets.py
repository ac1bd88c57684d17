"""Data sets to write: the releases that come with bomca, and one whose every word is hostile."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from transcript import ROOT

from bomca_cli import parse
from bomca_cli.release import Entry
from bomca_cli.views.export import dataset

if TYPE_CHECKING:
    from bomca_cli.dataset import Dataset

HOSTILE = """=HYPERLINK("http://evil.example","x") opens \x1b[31mthe course\x07

Dushanbe, 2 August 2018

+cmd|' /C calc'!A0 was paid EUR 48,000 for @SUM(1+1) \u202ecourses to 20 participants.
=1+1
-2+3
@x
＝1+1
<script>alert(1)</script> [x](javascript:alert(1)) '; DROP TABLE releases; -- {{7*7}} {0} %s

Contact: Mr. Konstantin Fiktiva, =Project Manager, tel.: +992 37 221 74 07, e-mail: k.fiktiva@example.org
"""
FORMULAS = ("=1+1", "-2+3", "@x", "＝1+1")


def entry(text: str, name: str = "2018-08-02", path: str = "=cmd.txt") -> Entry:
    """A release as a corpus holds it."""
    return Entry(name, path, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), parse(text))


def seeds() -> list[Entry]:
    """The releases that come with bomca."""
    read = [(path, path.read_bytes().decode()) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [entry(text, path.stem, f"seeds/{path.name}") for path, text in read]


def of(entries: list[Entry], *, contacts: bool = True) -> Dataset:
    """The data set of releases."""
    return dataset(iter(entries), contacts=contacts)


def rows(entries: list[Entry], table: str, *, contacts: bool = True) -> list[dict]:
    """The rows of one table, by field."""
    found = of(entries, contacts=contacts)
    (asked,) = [each for each in found.tables if each.name == table]
    names = [field.name for field in asked.fields]
    return [dict(zip(names, cells, strict=True)) for item in found.items for cells in asked.rows(item)]
