"""The query language: what is typed → a tree of units.

``green border`` is both words anywhere, ``"green border"`` the phrase, ``OR`` either, ``NOT`` without; words bind
closer than OR; brackets group. ``title:``, ``contact:`` and ``place:`` look there only. On a command line one argument
is one unit: a shell has taken the quotes away already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import UsageError
from bomca_cli.safe import quoted
from bomca_cli.search.fold import Terms, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS = ("title", "contact", "place")
_OPERATORS = ("AND", "OR", "NOT")
_LONGEST = 10_000  # characters of a query
_MOST_UNITS = 64
_MOST_TERMS = 400  # of a phrase
_DEEPEST = 20  # brackets
_QUOTES = str.maketrans(dict.fromkeys("“”„«»＂", '"'))
_LEXEME = re.compile(
    r'(?:(?P<field>title|contact|place):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"()]+))|[()]', re.IGNORECASE
)
_NOTHING = 'nothing to search for: give a word or a phrase, as in bomca search "green border"'
_INNER_OPERATOR = re.compile(r"(?:^|\s)(?:AND|OR|NOT)\s")


class Unit(NamedTuple):
    """A word or phrase, looked for in the whole text or in one field."""

    typed: str
    readings: tuple[tuple[str, ...], ...]  # the term sequences that say it, the plainest first
    field: str | None = None  # one of FIELDS


class All(NamedTuple):
    """Every part must hold."""

    parts: tuple[Expression, ...]


class Any(NamedTuple):
    """One part must hold."""

    parts: tuple[Expression, ...]


class Not(NamedTuple):
    """The part must not hold."""

    part: Expression


Expression = Unit | All | Any | Not


def join_arguments(arguments: Sequence[str]) -> str:
    """The arguments of a command line as one query; an argument of several words is a phrase.

    An argument that holds operators or quotes itself (``'smuggling OR "green border"'``) is taken as written.
    """
    return " ".join(map(_argument, arguments))


def parse(words: str) -> Expression:
    """The query as a tree.

    Raises:
        UsageError: nothing to look for, an operator without its words, or a query beyond all measure.
    """
    if len(words) > _LONGEST:
        raise UsageError(f"the query is {len(words):,} characters long; at most {_LONGEST:,} can be searched")
    lexemes = [found for found in _LEXEME.finditer(words.translate(_QUOTES)) if found[0]]
    if not _balanced(lexemes):  # then they are no grouping
        lexemes = [found for found in lexemes if found[0] not in "()"]
    if not lexemes:
        raise UsageError(_NOTHING)
    return _Parser(lexemes).expression()


def units(expression: Expression) -> tuple[Unit, ...]:
    """The units that are looked for, those behind NOT left out, in the order typed."""
    if isinstance(expression, Unit):
        return (expression,)
    if isinstance(expression, Not):
        return ()
    return tuple(dict.fromkeys(unit for part in expression.parts for unit in units(part)))


def unit(typed: str, field: str | None = None) -> Unit:
    """A unit from its words.

    Raises:
        UsageError: it has no letter or digit, or too many words.
    """
    folded = fold(typed)
    if not typed.strip():
        raise UsageError(_NOTHING)
    if not folded.terms:
        raise UsageError(f"{quoted(typed)} has no letter or digit to search for")
    if len(folded.terms) > _MOST_TERMS:
        raise UsageError(
            f"the phrase {quoted(typed)} has {len(folded.terms)} words; at most {_MOST_TERMS} can be searched"
        )
    return Unit(typed, _readings(folded), field)


class _Parser:
    """Recursive descent over the lexemes; depth and number of units are bounded."""

    def __init__(self, lexemes: list[re.Match[str]]) -> None:
        self.lexemes = lexemes
        self.at = 0
        self.depth = 0
        self.units = 0

    def expression(self) -> Expression:
        parts = [self.conjunction()]
        while self.next_is("OR"):
            self.at += 1
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def conjunction(self) -> Expression:
        parts: list[Expression] = []
        while self.at < len(self.lexemes) and not self.next_is("OR", ")"):
            if self.next_is("AND"):
                if not parts:
                    raise self.lonely("AND")
                self.at += 1
                if self.at == len(self.lexemes) or self.next_is("OR", "AND", ")"):
                    raise self.lonely("AND")
            parts.append(self.negation())
        if not parts:
            raise (
                self.lonely("OR")
                if self.next_is("OR") or self.previous_is("OR")
                else UsageError("empty brackets in the query")
            )
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def negation(self) -> Expression:
        negative = False
        while self.next_is("NOT"):
            negative = not negative
            self.at += 1
            if self.at == len(self.lexemes) or self.next_is("OR", "AND", ")"):
                raise self.lonely("NOT")
        part = self.primary()
        return Not(part) if negative else part

    def primary(self) -> Expression:
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme[0] == "(":
            self.depth += 1
            if self.depth > _DEEPEST:
                raise UsageError(f"the query nests brackets more than {_DEEPEST} deep")
            inside = self.expression()
            self.at += 1  # the closing bracket: they are balanced
            self.depth -= 1
            return inside
        self.units += 1
        if self.units > _MOST_UNITS:
            raise UsageError(
                f"the query has more than {_MOST_UNITS} words; write a sentence in quotes to search it as one"
            )
        field = lexeme["field"]
        typed = lexeme["word"] if lexeme["word"] is not None else lexeme["phrase"]
        return unit(typed.strip(), field and field.lower())

    def next_is(self, *wanted: str) -> bool:
        return self.at < len(self.lexemes) and self.lexemes[self.at][0] in wanted

    def previous_is(self, wanted: str) -> bool:
        return self.at > 0 and self.lexemes[self.at - 1][0] == wanted

    @staticmethod
    def lonely(operator: str) -> UsageError:
        sides = "behind it" if operator == "NOT" else "on both sides"
        return UsageError(f"{operator} needs a word {sides}; to search for the word itself write {operator.lower()}")


def _balanced(lexemes: list[re.Match[str]]) -> bool:
    depth = 0
    for found in lexemes:
        depth += (found[0] == "(") - (found[0] == ")")
        if depth < 0:
            return False
    return depth == 0


def _argument(argument: str) -> str:
    plain = _closed(argument.translate(_QUOTES))
    if plain in _OPERATORS or plain in ("(", ")"):
        return plain
    if '"' in plain or _INNER_OPERATOR.search(plain):
        return f"({plain})" if plain.count("(") == plain.count(")") else plain
    field, colon, rest = plain.partition(":")
    if colon and field.lower() in FIELDS:
        return f'{field}:"{rest}"'
    return f'"{plain}"'


def _closed(argument: str) -> str:
    """``argument`` with a quote that is left open closed at its end, so that it swallows nothing that follows."""
    if argument.count('"') % 2 == 0:
        return argument
    before, _, phrase = argument.rpartition('"')
    return f'{before}"{phrase}"' if phrase.strip() else before


def _readings(folded: Terms) -> tuple[tuple[str, ...], ...]:
    """Ways to read what is typed: as it stands, with each join made, with all of them."""
    joins = folded.joins
    chosen = [(), *((join,) for join in joins[:16]), tuple(joins)]
    readings = []
    for made in chosen:
        by_first = {join.first: join for join in made}
        reading, at = [], 0
        while at < len(folded.terms):
            join = by_first.get(at)
            reading.append(join.term if join else folded.terms[at])
            at = join.after if join else at + 1
        readings.append(tuple(reading))
    return tuple(dict.fromkeys(readings))
