"""Numbers in digits and what their separators mean."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.numbers.model import BLANKS, MARKS, Number
from bomca_cli.extract.tokens import NUMBER

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout

LONGEST = 18  # digits in a row; more are no number that anybody reads
_GROUPS = 8  # groups of digits in one number
_HUNDRED = words("_hundred")


def numeral(layout: Layout, i: int, *, spaced_comma: bool = False) -> Number | None:
    """The number in digits that begins at token ``i``; None when the digits are no number ("01.03.2013")."""
    tokens = layout.tokens
    if i >= len(tokens) or tokens.kind[i] != NUMBER or len(tokens.word[i]) > LONGEST:
        return None
    ends, signs = _groups(layout, i)
    groups = [tokens.word[end] for end in ends]
    if any(len(group) > LONGEST for group in groups):
        return None
    taken = _spaced_thousands(groups, signs)
    if taken:  # 205 130,44
        if taken < len(signs) and signs[taken] in ".,":
            return _made(i, ends[taken + 1], groups[: taken + 1], groups[taken + 1])
        return _made(i, ends[taken], groups[: taken + 1], "")
    count = next((n for n, sign in enumerate(signs) if sign == " "), len(signs))  # glued separators only
    if count == 0:
        plain = _made(i, i, groups[:1], "")
        return (_spaced_comma(layout, plain) or plain) if spaced_comma else plain
    return _glued(layout, i, ends[: count + 1], groups[: count + 1], signs[:count])


def _groups(layout: Layout, i: int) -> tuple[list[int], list[str]]:
    """The runs of digits from token ``i`` on and the separators between them, a blank as " "."""
    tokens = layout.tokens
    ends, signs = [i], []
    at = i
    while len(ends) <= _GROUPS and at + 1 < len(tokens):
        after = at + 1
        if tokens.kind[after] == NUMBER:
            gap = tokens.gap(at)
            if gap not in BLANKS and not (
                gap.strip(" \r") == "\n" and layout.sentence_at(at) == layout.sentence_at(after)
            ):
                break
            signs.append(" ")
            at = after
        elif (
            tokens.word[after] in MARKS
            and tokens.glued(at)
            and tokens.glued(after)
            and after + 1 < len(tokens)
            and tokens.kind[after + 1] == NUMBER
        ):
            signs.append("'" if tokens.word[after] in "’`´" else tokens.word[after])
            at = after + 1
        else:
            break
        ends.append(at)
    return ends, signs


def _spaced_thousands(groups: list[str], signs: list[str]) -> int:
    """How many groups of thousands follow the first one behind blanks."""
    if not 1 <= len(groups[0]) <= 3 or groups[0][0] == "0":
        return 0
    taken = 0
    while taken < len(signs) and signs[taken] == " " and len(groups[taken + 1]) == 3:
        taken += 1
    return taken


def _glued(layout: Layout, i: int, ends: list[int], groups: list[str], signs: list[str]) -> Number | None:
    """A number whose separators are glued to its digits."""
    first = signs[0]
    same = next((n for n, sign in enumerate(signs) if sign != first), len(signs))
    thousands = _are_thousands(groups[: same + 1], first)
    if same < len(signs):  # a second kind of separator: the decimal sign
        if thousands and signs[same] in ".,·" and same + 1 == len(signs):
            return _made(i, ends[-1], groups[: same + 1], groups[-1])
        return None
    if same > 1:
        if thousands:
            return _made(i, ends[-1], groups, "")
        if first in ".," and len(groups[-1]) == 2 and _are_thousands(groups[:-1], first):
            return _made(i, ends[-1], groups[:-1], groups[-1])
        return None
    if first == "'":
        return _made(i, ends[-1], groups, "") if thousands else _made(i, i, groups[:1], "")
    if thousands and not _rounded(layout, ends[-1], first):
        return _made(i, ends[-1], groups, "")
    return _made(i, ends[-1], groups[:1], groups[1])


def _are_thousands(groups: list[str], sign: str) -> bool:
    """Whether the groups are thousands: 1.234.567, or the Indian 12,34,567."""
    head, rest = groups[0], groups[1:]
    if not 1 <= len(head) <= 3 or head[0] == "0" or not rest or len(rest[-1]) != 3:
        return False
    if all(len(group) == 3 for group in rest):
        return True
    return sign == "," and len(head) <= 2 and all(len(group) == 2 for group in rest[:-1])


def _rounded(layout: Layout, last: int, sign: str) -> bool:
    """Whether a magnitude makes the separator before three digits a decimal sign."""
    tokens, after = layout.tokens, last + 1
    if layout.mark("magnitude", after) is None or tokens.word[after] in _HUNDRED:
        return False
    return sign == "." or not tokens.word[after].isascii()


def _spaced_comma(layout: Layout, plain: Number) -> Number | None:
    """40, 1 million · 7, 927.29 · 9 ,99: a comma with a blank inside a number."""
    tokens, i = layout.tokens, plain.last
    comma, at = i + 1, i + 2
    if at >= len(tokens) or tokens.word[comma] not in ",." or tokens.kind[at] != NUMBER or len(tokens.word[i]) > 3:
        return None
    digits = tokens.word[at]
    if tokens.gap(i) in BLANKS and tokens.glued(comma):
        return _made(plain.first, at, [tokens.word[i]], digits) if len(digits) == 2 else None
    if not tokens.glued(i) or tokens.gap(comma) not in BLANKS or tokens.word[comma] != ",":
        return None
    if numbers_something(layout, plain.first):
        return None
    ends, signs = _groups(layout, at)
    if len(digits) == 3 and tokens.word[i][0] != "0":
        glued = signs[:1] == ["."]
        if glued and len(tokens.word[ends[1]]) <= 2:
            return _made(plain.first, ends[1], [tokens.word[i], digits], tokens.word[ends[1]])
        return None if signs else _made(plain.first, at, [tokens.word[i], digits], "")
    if len(digits) <= 2 and not signs and (len(digits) == 1 or digits[1] != "0"):
        after = at + 1
        if layout.mark("magnitude", after) or (layout.mark("magnitude_letter", after) and tokens.form(after) == "M"):
            return _made(plain.first, at, [tokens.word[i]], digits)
    return None


def numbers_something(layout: Layout, i: int) -> bool:
    """Whether the word before token ``i`` makes its digits a day or an ordinal: "On May 5, 3 million euros"."""
    before = i - 1
    return before >= 0 and any(layout.mark(table, before) for table in ("month", "phase", "programme", "number_of"))


def _made(first: int, last: int, whole: list[str], fraction: str) -> Number:
    text = "".join(whole) + ("." + fraction if fraction else "")
    return Number(first, last, Decimal(text), None, len(whole) > 1, len(fraction))
