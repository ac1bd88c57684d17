"""How the time of reading grows with the text, for texts made to be awkward."""

from __future__ import annotations

import time
from typing import NamedTuple

from bomca_cli import parse

TARGET = 2.5  # twice the text may take this many times as long

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


def cpu(text: str, repetitions: int) -> float:
    """The least CPU time of reading a text, in seconds."""
    best = float("inf")
    for _ in range(repetitions):
        before = time.process_time()
        parse(text)
        best = min(best, time.process_time() - before)
    return best


def growth(name: str, size: int, repetitions: int = 2) -> Growth:
    """Read ``size`` characters of a text, then twice as many."""
    unit = UNITS[name]
    once = (unit * (size // len(unit) + 1))[:size]
    base = cpu(once, repetitions)
    return Growth(name, size, base, cpu(once + once, repetitions) / max(base, 1e-6))


def growths(size: int, largest: int) -> list[Growth]:
    """The growth of each text from ``size`` on, quadrupled up to ``largest``; larger only while the target holds."""
    found = []
    for name in UNITS:
        at = size
        told = growth(name, at)
        while told.ratio <= TARGET and at < largest:
            at = min(at * 4, largest)
            told = growth(name, at, repetitions=1)
        found.append(told)
    return found
