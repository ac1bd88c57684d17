"""Numbers in digits and in words, English and Russian, as token ranges with exact decimal values.

    starting_at(layout, i) -> Number | None      the longest number that begins at token i
    ending_at(layout, i) -> Number | None        the longest number whose last token is i

How separators are read, by structure alone:

* two kinds of separator: the last one is the decimal sign ("1.234.567,89", "205 130,44", "1'234.56");
* one kind, repeated, in groups of three: thousands ("1.550.000", "3 500 000");
* a single one before three digits: thousands ("9,986", "1.234"), but a decimal sign before a magnitude when it is a
  point or the magnitude is Russian ("21.650 million", "1,600 млн");
* a single one before any other count of digits: the decimal sign ("5,50", "1,5 млн");
* comma and blank, a slip of typists: the decimal sign before a magnitude ("40, 1 million"), thousands before three
  digits ("7, 927.29"). Only callers that know that money stands here ask for it.

Every function looks at a bounded number of tokens.
"""

from bomca_cli.extract.numbers.digits import numbers_something, numeral
from bomca_cli.extract.numbers.grammar import ending_at, starting_at
from bomca_cli.extract.numbers.model import Number, plain

__all__ = ["Number", "ending_at", "numbers_something", "numeral", "plain", "starting_at"]
