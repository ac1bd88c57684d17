"""Imports point one way, and each library has one home (the table in CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"
PACKAGE = Path(__file__).parents[1] / "bomca_cli"

DATA = ("errors", "release", "record", "report", "query", "safe", "suggestion")
# part → the parts that it may import (each may import itself)
MAY_IMPORT = {
    "errors": (),
    "release": ("record",),  # Release.record(), the one step back: the public API asks for it
    "record": ("release",),
    "report": (),
    "query": (),
    "safe": (),
    "suggestion": ("errors", "safe"),
    "readers": DATA,
    "extract": DATA,
    "search": DATA,
    "funding": DATA,
    "contacts": (*DATA, "extract"),
    "checks": (*DATA, "contacts", "extract", "funding"),
    "index": (*DATA, "readers", "search"),
    "corpus": (*DATA, "readers", "extract", "index", "search"),
    "comparison": (*DATA, "extract"),
    "privacy": ("release",),
    "dataset": ("release",),
    "evidence": (*DATA, "readers"),
    "views": (*DATA, "checks", "comparison", "contacts", "dataset", "evidence", "funding", "privacy", "search"),
    "render": ("report", "errors", "safe", "suggestion"),
    "export": ("dataset", "errors", "render", "safe", "suggestion"),
}
# These stand above the rest and may import everything.
TOP = ("messages", "values", "request", "options", "commands", "completion", "shells", "app", "__main__")

HOMES = {
    "typer": ("app", "options", "completion"),
    "rich": ("render",),
    "tabulate": ("render",),
    "icalendar": ("render",),
    "sqlite3": ("index", "export"),
    "xlsxwriter": ("export",),
    "pyarrow": ("export",),
    "dateutil": ("extract",),
    "phonenumbers": ("extract",),
    "charset_normalizer": ("readers",),
    "pypdfium2": ("readers",),
    "selectolax": ("readers",),
    "defusedxml": ("readers",),
    "snowballstemmer": ("search",),
    "platformdirs": ("corpus",),
    "distributed": ("corpus",),
    "jinja2": ("render",),
    "difflib": ("comparison", "suggestion"),
}
# Found in any part, these would mean a second way of doing what the listed libraries do, or a door to the network.
NOWHERE = ("click", "pydantic", "requests", "urllib.request", "socket", "pickle")


def modules() -> list[tuple[str, Path]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if part != "__init__":
            found.append((part, path))
    return found


def imported(path: Path) -> set[str]:
    """Every module that the file imports, inside functions and for type checking too, as a dotted name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


@pytest.mark.parametrize(("part", "path"), modules(), ids=lambda value: str(value).rpartition("bomca_cli/")[2])
def test_imports_point_one_way(part, path):
    used = {name.split(".")[1] for name in imported(path) if name.startswith("bomca_cli.")} - {part, "__version__"}
    if part not in TOP:
        assert used <= set(MAY_IMPORT[part]), f"{part} may import {MAY_IMPORT[part]}"


@pytest.mark.parametrize(("part", "path"), modules(), ids=lambda value: str(value).rpartition("bomca_cli/")[2])
def test_each_library_has_one_home(part, path):
    for name in imported(path):
        library = name.split(".")[0]
        assert library not in HOMES or part in HOMES[library], f"{library} belongs to {HOMES[library]}"
        assert not any(name == banned or name.startswith(f"{banned}.") for banned in NOWHERE)


def test_the_tables_name_only_parts_that_exist():
    parts = {part for part, _ in modules()}
    assert {*MAY_IMPORT, *TOP} == parts


def rows(*header: str) -> list[list[str]]:
    """The cells of each row of the table in CONTRIBUTING.md that has this header."""
    table = CONTRIBUTING.read_text(encoding="utf-8").partition(f"| {' | '.join(header)} |\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[1:]]


def names(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`(\w+)`", cell))


def test_the_table_of_parts_is_the_one_that_is_tested():
    told = {}
    for parts, _, may in rows("part", "what it is", "may import"):
        data = DATA if may.startswith("the data") else ()
        for part in names(parts):
            told[part] = None if may == "everything" else {*data, *names(may)}
    assert told == {part: {*may} for part, may in MAY_IMPORT.items()} | dict.fromkeys(TOP)


def test_the_table_of_libraries_is_the_one_that_is_tested():
    told = {library: names(home) for libraries, home in rows("library", "home") for library in names(libraries)}
    assert told == HOMES
