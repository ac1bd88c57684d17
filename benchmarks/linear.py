"""How the time of reading grows with the text, for texts made to be awkward."""

from __future__ import annotations

import time
from typing import NamedTuple

from bomca_cli import parse

TARGET = 2.5  # twice the text may take this many times as long
LONG_ENOUGH = 0.2  # seconds of reading over which the least time is taken
AGAIN = 3  # times that a doubling is measured again

# name → what is repeated
UNITS = {
    "digits": "1",
    "digits apart": "1 ",
    "groups of digits": "123 456 ",
    "1,": "1,",
    "1,1": "1,1",
    "1.1.1, ": "1.1.1, ",
    "fractions": "1/2 ",
    "commas": ",",
    "dots": ".",
    "dots and letters": "a.",
    "dashes": "-",
    "dashes and digits": "1-",
    "long dashes": " – 2018",
    "spaces": " ",
    "tabs and returns": "\t\r\n",
    "newlines": "\n",
    "relative dates": "next year\n",
    "blank lines with dots": "\n\n.",
    "bullets": "• ",
    "bullets on lines": "\n- ",
    "short lines": "Ab Cd\n",
    "opening brackets": "(",
    "brackets": "(1)",
    "square brackets": "[",
    "quotes": "“",
    "quotes around": "«a» ",
    "apostrophes": "a'a",
    "months": "May ",
    "months and days": "May 5, ",
    "months, Russian": "мая ",
    "days to days": "5 to ",
    "from to": "from 3 to 5 ",
    "years": "2018 ",
    "years and": "2018 and ",
    "weekdays": "Monday, ",
    "clock": "10:30 ",
    "capitals": "Aa ",
    "capitals without blanks": "A",
    "initials": "A. ",
    "titles": "Mr. Ab ",
    "offices": "Head of ",
    "offices of": "of ",
    "contact leads": "Contact: ",
    "@": "@",
    "a@": "a@",
    "addresses": "a@b.org ",
    "at and dot": "a at b dot ",
    "links": "http://a.org/",
    "plus signs": "+",
    "plus and digit": "+1 ",
    "phones": "+992 43 3000012, ",
    "tel": "tel. 12345\n",
    "combining marks": "\u0301",
    "letters with marks": "e\u0301",
    "soft hyphens": "a\u00ad",
    "zero width": "\u200b",
    "currency signs": "€",
    "currencies": "EUR ",
    "sums": "EUR 5 million ",
    "sums in brackets": "EUR 5 (",
    "magnitudes": "million ",
    "numerals": "twenty-one ",
    "numerals, Russian": "двадцать ",
    "of which": "EUR 5 million, of which ",
    "phases": "phase 9 ",
    "programmes": "BOMCA ",
    "phases of other programmes": "CADAP 6, ",
    "places": "Dushanbe, ",
    "agencies": "State Border Service ",
    "boilerplate": "The European Union is made up of 28 Member States. ",
    "headings": "About BOMCA\n",
    "footers": "///BOMCA, 6 December 2024",
    "sentences": "A b. ",
    "one word": "a",
    "words": "ab ",
    "letters of two cases": "aB",
    "emoji": "😀",
    "surrogates": "\ud800",
}


class Growth(NamedTuple):
    """How long a text of ``size`` characters takes, and how many times as long one of twice that."""

    name: str
    size: int
    seconds: float
    ratio: float


def growth(name: str, size: int, largest: int) -> Growth:
    """Read a text of ``size`` characters, of twice as many, and so on up to ``largest``; tell the worst doubling.

    A doubling that takes too long is measured again, the least times count: a busy moment of the machine is no growth.
    The first one that stays too long is the last.
    """
    worst = Growth(name, size, 0.0, 0.0)
    base = cpu(name, size)
    while size * 2 <= largest and worst.ratio <= TARGET:
        double = cpu(name, size * 2)
        for _ in range(AGAIN):
            if double <= TARGET * base:
                break
            base, double = min(base, cpu(name, size)), min(double, cpu(name, size * 2))
        worst = max(worst, Growth(name, size, base, double / base), key=lambda told: told.ratio)
        base, size = double, size * 2
    return worst


def cpu(name: str, size: int) -> float:
    """The CPU time of reading so many characters of a text, in seconds; the least of a few when it is short."""
    text = (UNITS[name] * (size // len(UNITS[name]) + 1))[:size]
    least, spent = float("inf"), 0.0
    while spent < LONG_ENOUGH:
        before = time.process_time()
        parse(text)
        took = max(time.process_time() - before, 1e-6)
        least, spent = min(least, took), spent + took
    return least
