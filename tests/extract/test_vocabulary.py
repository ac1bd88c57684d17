"""Vocabulary is data, rules are code: what a text says stands in vocabulary/*.toml, never in a module."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bomca_cli
from bomca_cli import extract
from bomca_cli.extract import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HOME = Path(extract.__file__).parent
MODULES = sorted(path.relative_to(HOME).as_posix() for path in HOME.rglob("*.py"))
FILES = sorted(path.stem for path in (HOME / "vocabulary").glob("*.toml"))
TABLES = frozenset(table for name in lexicon.FILES for table in lexicon.load(name))

# Letters that are no words: ё, which is read as е, and the first and last letters of scripts.
LETTERS = {"tokens.py": {"ё", "е"}, "heading.py": {"\u0400", "\u04ff", "a", "z"}}

# Names that modules give to what they find: rules and units of dates, kinds of currencies, lines, attributes, files.
OURS = (
    frozenset(["ago", "day", "decade", "fortnight", "half", "last", "month", "months", "nth", "part", "period"])
    | {"quarter", "season", "week", "weekday", "weekend", "year", "spring", "summer", "autumn", "winter"}
    | {"code", "letters", "name", "scaled", "sign", "date", "label", "page", "datum", "lead", "role"}
    | {"about", "by", "from", "since", "until"}
    | {"birthday", "event", "founding", "legal", "milestone", "other", "plan", "release"}
)
TECHNICAL = {"tokens.py": {"end", "gaps", "kind", "start", "text", "word"}, "lexicon.py": set(lexicon.FILES)}

# What takes the name of a table: functions by their first argument.
READERS = frozenset(["words", "values", "lines", "mark", "within", "any_within", "firsts"])
READERS |= {"has", "mark_ending", "_any", "_items"}

_WORD = re.compile(r"[a-z]+")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((HOME / module).read_text(encoding="utf-8"))


def strings(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The strings among the nodes."""
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def all_strings(node: ast.AST) -> list[str]:
    """The strings below a node, docstrings left out."""
    prose = {id(part.value) for part in ast.walk(node) if isinstance(part, ast.Expr)}
    return list(strings(part for part in ast.walk(node) if id(part) not in prose))


def items(node: ast.AST) -> list[str]:
    """The strings that a set, list, tuple or the keys of a mapping hold."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        return list(strings(node.elts))
    return list(strings(key for key in node.keys if key is not None)) if isinstance(node, ast.Dict) else []


def from_text(node: ast.AST, names: Iterable[str]) -> bool:
    """Whether an expression is a word of the text: tokens.word[i], parts.word(i), or one of ``names``."""
    if isinstance(node, ast.Name):
        return node.id in names
    inner = node.func if isinstance(node, ast.Call) else node.value if isinstance(node, ast.Subscript) else None
    name = inner.attr if isinstance(inner, ast.Attribute) else inner.id if isinstance(inner, ast.Name) else ""
    return name in {"word", "words", "words_", "form", "_word_before"}


def names_of_words(function: ast.AST) -> set[str]:
    """The local names that a function gives to words of the text."""
    found = {"word"}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and from_text(node.value, ()):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            for target in node.targets:
                pairs = zip(target.elts, node.value.elts, strict=True) if isinstance(target, ast.Tuple) else ()
                found |= {name.id for name, value in pairs if isinstance(name, ast.Name) and from_text(value, ())}
    return found


def compared(module: str) -> Iterator[str]:
    """Comparisons of a word of the text with words that stand in the module."""
    for function in ast.walk(tree(module)):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = names_of_words(function)
        for node in ast.walk(function):
            if isinstance(node, ast.Compare) and any(from_text(side, names) for side in (node.left, *node.comparators)):
                sides = [node.left, *node.comparators]
                own = [*strings(sides), *(text for side in sides for text in items(side))]
                if any(_WORD.fullmatch(text) and text not in LETTERS.get(module, ()) for text in own):
                    yield f"line {node.lineno}: {ast.unparse(node)}"


def tables_read(module: str) -> Iterator[str]:
    """The names of tables that a module reads."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from strings(node.args[:1] if name in READERS else [])
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "marks":
            yield from strings([node.slice])


@pytest.mark.parametrize("module", MODULES)
def test_no_module_holds_words_in_cyrillic(module):
    held = [text for text in all_strings(tree(module)) if re.search("[\u0400-\u04ff]", text)]
    assert [text for text in held if text not in LETTERS.get(module, ())] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_module_holds_a_list_of_words(module):
    known = OURS | TABLES | TECHNICAL.get(module, set())
    lists = [[text for text in items(node) if _WORD.fullmatch(text)] for node in ast.walk(tree(module))]
    assert [words for words in lists if len(words) > 2 and not known.issuperset(words)] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_module_compares_a_word_of_the_text_with_its_own(module):
    assert list(compared(module)) == []


@pytest.mark.parametrize("module", MODULES)
def test_every_table_that_a_module_reads_exists(module):
    assert [table for table in tables_read(module) if table not in TABLES] == []


def test_every_table_is_read():
    package = Path(bomca_cli.__file__).parent
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in package.rglob("*.py")]
    read = {text for module in modules for text in all_strings(module)}
    assert sorted(TABLES - read) == []


def test_every_file_is_loaded():
    assert sorted(lexicon.FILES) == FILES


def test_words_are_folded_and_cut_from_phrases():
    assert lexicon.words("_and") == {"and", "и"}
    assert lexicon.words("_and", "ru") == {"и"}
    assert "mid" in lexicon.words("_year_cue", "sure")
    assert lexicon.values("_letter_apart")["M"] == "en"
    assert lexicon.lines("_night")["to"] == ["на"]
