from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.errors import UsageError
from bomca_cli.search.expression import All, Any, Expression, Not, Unit, join_arguments, parse, units


def told(expression: Expression) -> str:
    """The tree in one line: what a test compares."""
    if isinstance(expression, Unit):
        return f"{expression.field or ''}[{' '.join(expression.readings[0])}]"
    if isinstance(expression, Not):
        return f"not {told(expression.part)}"
    sign = " & " if isinstance(expression, All) else " | "
    return "(" + sign.join(map(told, expression.parts)) + ")"


@pytest.mark.parametrize(
    ("arguments", "tree"),
    [
        (["border"], "[border]"),
        (["green border"], "[green border]"),
        (["green", "border"], "([green] & [border])"),
        (["green", "AND", "border"], "([green] & [border])"),
        (["green", "OR", "border"], "([green] | [border])"),
        (["a", "b", "OR", "c", "d"], "(([a] & [b]) | ([c] & [d]))"),
        (["a", "NOT", "b"], "([a] & not [b])"),
        (["NOT", "b"], "not [b]"),
        (["NOT", "NOT", "b"], "[b]"),
        (["(", "a", "OR", "b", ")", "c"], "(([a] | [b]) & [c])"),
        (["smuggling OR drugs"], "([smuggling] | [drugs])"),
        (["smuggling OR drugs", "border"], "(([smuggling] | [drugs]) & [border])"),
        (['"green border" OR drugs'], "([green border] | [drugs])"),
        (["title:equipment"], "title[equipment]"),
        (["title:green border"], "title[green border]"),
        (["Title:equipment", "border"], "(title[equipment] & [border])"),
        (['contact:"Jan Example"'], "contact[jan example]"),
        (["place:Dushanbe"], "place[dushanbe]"),
        (["http://example.org"], "[http example org]"),
        (["40, 1"], "[40 1]"),
        (["or"], "[or]"),
        (["dead or alive"], "[dead or alive]"),
        (["(a"], "[a]"),
        (["f(x)"], "[f x]"),
        (["“green border”"], "[green border]"),
        (['5" pipe'], "([5] & [pipe])"),
        (['"green border'], "[green border]"),
        (['"green border', "drugs"], "([green border] & [drugs])"),
        (['green "'], "[green]"),
        (['green"'], "[green]"),
        (['a "b c" d"'], "([a] & [b c] & [d])"),
        (['title:"green border'], "title[green border]"),
    ],
)
def test_arguments(arguments: list[str], tree: str) -> None:
    assert told(parse(join_arguments(arguments))) == tree


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [(['5" pipe'], ["5", "pipe"]), (['a OR "b'], ["a", "b"]), (['"green border'], ["green border"])],
)
def test_units_are_told_as_typed(arguments: list[str], typed: list[str]) -> None:
    assert [unit.typed for unit in units(parse(join_arguments(arguments)))] == typed


@pytest.mark.parametrize("arguments", [['"'], ["“"], ['" '], ["''", '"'], ['"', '"'], ['title:"']])
def test_a_lone_quote_is_nothing_to_search_for(arguments: list[str]) -> None:
    with pytest.raises(UsageError, match=r"letter or digit|nothing to search for") as caught:
        parse(join_arguments(arguments))
    assert ")" not in str(caught.value)


@pytest.mark.parametrize(
    ("words", "tree"),
    [
        ("green border", "([green] & [border])"),
        ('"green border"', "[green border]"),
        ('"green border', "[green border]"),
        ("a) OR (b", "([a] | [b])"),
        ("-x", "[x]"),
        ("smuggl*", "[smuggl]"),
        ("NEAR(a b)", "([near] & ([a] & [b]))"),
        ("a\0b", "[a b]"),
        ("x'; DROP TABLE files; --x", "([x] & [drop] & [table] & [files] & [x])"),
    ],
)
def test_words(words: str, tree: str) -> None:
    assert told(parse(words)) == tree


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "nothing to search for"),
        ("  ", "nothing to search for"),
        ("OR", "OR needs a word"),
        ("a OR", "OR needs a word"),
        ("OR a", "OR needs a word"),
        ("a OR OR b", "OR needs a word"),
        ("AND a", "AND needs a word"),
        ("a AND", "AND needs a word"),
        ("NOT", "NOT needs a word"),
        ("a NOT", "NOT needs a word"),
        ("( )", "empty brackets"),
        ('""', "nothing to search for"),
        ('a ""', "nothing to search for"),
        ("🎉", "no letter or digit"),
        ("green 🎉", "no letter or digit"),
        ("--", "no letter or digit"),
        ("\0", "no letter or digit"),
        ("x" * 1_000_000, "at most 10,000"),
        ("x " * 100, "more than 64 words"),
        ('"' + "x " * 500 + '"', "at most 400"),
        ("(" * 30 + "x" + ")" * 30, "brackets"),
    ],
)
def test_refused_in_one_line(words: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as caught:
        parse(words)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("cross-border", {("cross", "border"), ("crossborder",)}),
        ("imple-mented by", {("imple", "mented", "by"), ("implemented", "by")}),
        ("48 000", {("48", "000"), ("48000",)}),
        ("40, 1", {("40", "1"), ("40.1",)}),
        ("a-b c-d", {("a", "b", "c", "d"), ("ab", "c", "d"), ("a", "b", "cd"), ("ab", "cd")}),
    ],
)
def test_readings(typed: str, readings: set[tuple[str, ...]]) -> None:
    (unit,) = units(parse(f'"{typed}"'))
    assert set(unit.readings) == readings


def test_what_not_names_is_not_looked_for() -> None:
    assert [unit.typed for unit in units(parse("a NOT b OR a"))] == ["a"]


@given(st.text(alphabet="ab \"()“”ORNTDA:title-'*", max_size=60))
def test_any_query_is_a_tree_or_refused(words: str) -> None:
    try:
        tree = parse(words)
    except UsageError:
        return
    assert isinstance(tree, Unit | All | Any | Not)
