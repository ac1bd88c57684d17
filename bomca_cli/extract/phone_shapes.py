"""Shapes of digit runs: which ones only telephone numbers have, and which ones they never have.

A shape is matched against one bounded run with uniform dashes, blanks and digits (``phone_runs.Runs.shown``).
"""

from __future__ import annotations

import re

# Shapes of numbers, dashes and blanks made uniform.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # (996 312) 90-00-15, 8 (800) 100-10-12, but not (2018) 4741
        r"(?:\(?\d{1,3}\)?[ .-]?)?\((?!(?:19|20)\d\d\))0?\d{1,5}(?: \d{1,4})?\)[ -]{0,3}\d[\d .-]{4,12}",
        r"(?:\(?1\)?[ .-])?\d{3}[ ./-]\d{3}[ ./-]?\d{4}",  # 206-555-0100, 1 877 555 0100
        r"(?:\(?1\)?[ .-])\d{3} ?\d{7}",
        r"\(?0\d{1,5}\)?(?:[ /-]{1,2}\d{2,8}){1,5}",  # 0800 123 1234, 030/1234567
        r"0\d(?:\.\d\d){4}",  # 01.23.45.67.89
        r"0[1-9]\d{8,10}",
        r"8-\d{3,4}(?:[ -]\d{2,4}){1,4}",  # 8-800 10 112
        r"8 \d{3} \d{3}-\d\d-\d\d",
        r"(?:86[ -])?1\d\d[ -]\d{4}[ -]\d{4}",  # 135 5555 5555
        r"(?:55 )?\d{2} \d{4,5}-\d{4}",  # 11 98765-4321
        r"\d{10,13}",
    )
)
_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d\b|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?: ?- ?\d{1,3}(?:[ .]\d{3})+)?")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[ /-]{1,3}(?:(?:19|20)\d\d|\d\d(?!\d)))+")
_REFUSED = tuple(
    re.compile(shape)
    for shape in (
        r"\d{3}-\d\d-\d{4}",  # a social security number
        r"97[89][- ]?[\d -]{9,}",  # a book number
        r"\d{1,3}(?:\.\d{1,3}){3}",  # a network address
        r"\d+\.\d+",  # a decimal
        r"\d{5}-\d{4}",  # a postcode
    )
)
_PREFIX = re.compile(r"\(?(00|011)(?=[ -]?[1-9(])")
_LOOSE = re.compile(r" ?([-/.]) ?")  # blanks around joints
_LEADING = re.compile(r"\(?(\d+)")


def dated(shown: str) -> bool:
    """Whether a run is a date or a list of years: no cue makes it a telephone number."""
    return _DATE.match(shown) is not None or _YEARS.fullmatch(shown) is not None


def counted(shown: str) -> bool:
    """Whether a run is a count with its thousands apart: "21 750 000"."""
    return _THOUSANDS.fullmatch(shown.strip("()")) is not None


def refused(shown: str) -> bool:
    """Whether a run is of a kind that is no telephone number unless a cue says so: book, card, address, decimal."""
    return any(shape.fullmatch(shown) for shape in _REFUSED)


def unmistakable(shown: str) -> bool:
    """Whether a run has a shape that only telephone numbers have."""
    tight = _LOOSE.sub(r"\1", shown)
    return any(shape.fullmatch(tight) for shape in _SHAPES)


def dialled(shown: str) -> str | None:
    """The international prefix ("00", "011") with which a run begins, as printed, if any."""
    prefix = _PREFIX.match(shown)
    return prefix.group(1) if prefix else None


def leading(shown: str) -> str:
    """The first group of digits of a run."""
    group = _LEADING.match(shown)
    return group.group(1) if group else ""
