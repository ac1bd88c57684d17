"""How the time of reading grows with the text, for texts made to be awkward."""

from __future__ import annotations

import time
from typing import NamedTuple

from bomca_cli import parse

TARGET = 2.5  # twice the text may take this many times as long
LONG_ENOUGH = 0.5  # seconds of reading over which the least times are taken

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


def cpu(text: str) -> float:
    """The CPU time of reading a text, in seconds."""
    before = time.process_time()
    parse(text)
    return time.process_time() - before


def growth(name: str, size: int) -> Growth:
    """Read ``size`` characters of a text and twice as many in turn; the least time of each counts."""
    unit = UNITS[name]
    once = (unit * (size // len(unit) + 1))[:size]
    least, twice, spent = float("inf"), float("inf"), 0.0
    while spent < LONG_ENOUGH:
        base, double = cpu(once), cpu(once + once)
        least, twice, spent = min(least, base), min(twice, double), spent + base + double
    return Growth(name, size, least, twice / max(least, 1e-6))


def growths(size: int, largest: int) -> list[Growth]:
    """The growth of each text from ``size`` on, quadrupled up to ``largest``; larger only while the target holds."""
    found = []
    for name in UNITS:
        at = size
        told = growth(name, at)
        while told.ratio <= TARGET and at < largest:
            at = min(at * 4, largest)
            told = growth(name, at)
        found.append(told)
    return found
