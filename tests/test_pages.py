"""The rows of every command tell the page of what is said in a document with pages, in JSON and in sheets."""

from __future__ import annotations

import csv
import io
import json

import pytest
from transcript import ROOT, environment, run

PRINTED = ROOT / "tests" / "documents" / "001-chromium.pdf"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return environment(tmp_path_factory.mktemp("home"))


def places(value):
    """Everything that has a quote, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from places(item)
    elif isinstance(value, dict):
        if value.get("quote"):
            yield value
        for item in value.values():
            yield from places(item)


@pytest.mark.parametrize("command", ["list", "timeline", "funding", "contacts", "check", "search"])
def test_every_place_of_a_printed_document_has_its_page(home, command):
    asked = [command, *(["border"] if command == "search" else []), "-C", str(PRINTED), "-f"]
    found = list(places(json.loads(run([*asked, "json"], home, ROOT).out)))
    assert found
    assert {place.get("page") for place in found} <= {1, 2}
    rows = list(csv.DictReader(io.StringIO(run([*asked, "csv"], home, ROOT).out)))
    assert rows
    assert all(any(row.get(name) for name in ("source.page", "page", "sources.title.page")) for row in rows)
