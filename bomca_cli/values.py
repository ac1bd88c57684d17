"""Option strings to values: days, countries, phases and counts, each with a clear refusal."""

from __future__ import annotations

import datetime as dt
from functools import cache

from bomca_cli.errors import UsageError
from bomca_cli.safe import quoted
from bomca_cli.suggestion import hint

_DATE_FORMS = "write 2016, 2016-05, 2016-05-23 or today"


def period(text: str, option: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the year, month or day that ``text`` names.

    Args:
        text: ``2016``, ``2016-05``, ``2016-05-23`` or ``today``.
        option: the option that it was given to, for the message.
        today: the day that ``today`` means.

    Raises:
        UsageError: the text is none of these, or no such day exists.
    """
    if text.strip().casefold() == "today":
        return today, today
    parts = text.strip().split("-")
    shapes = [4, 2, 2]
    fits = len(parts) <= len(shapes) and all(
        part.isascii() and part.isdigit() and len(part) == length for part, length in zip(parts, shapes, strict=False)
    )
    if not fits:
        raise UsageError(f"{option} takes a date, not {quoted(text)}: {_DATE_FORMS}")
    from calendar import monthrange

    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 1:
            return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)
        if len(numbers) == 2:
            year, month = numbers
            return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
        day = dt.date(*numbers)
    except ValueError:  # IllegalMonthError is one too
        raise UsageError(f"{option} {quoted(text)}: no such day exists; {_DATE_FORMS}") from None
    return day, day


def day(text: str, option: str) -> dt.date:
    """The one day that ``text`` names (``2016-05-23``).

    Raises:
        UsageError: the text names no single day.
    """
    first, last = period(text, option, dt.date.today())  # noqa: DTZ011 - the user's own calendar
    if first != last:
        raise UsageError(f"{option} takes one day, not {quoted(text)}: write 2016-05-23")
    return first


def whole_number(text: str, option: str, least: int) -> int:
    """The number that ``text`` spells in digits.

    Raises:
        UsageError: it spells none, or one below ``least``.
    """
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 9 and int(digits) >= least:
        return int(digits)
    raise UsageError(f"{option} takes a whole number from {least}, not {quoted(text)}")


def id_and_line(text: str) -> tuple[str, int | None]:
    """The two parts of ``ID:LINE``; without a colon the line is None.

    Raises:
        UsageError: what stands behind the colon is no line number.
    """
    name, colon, line = text.partition(":")
    return name, whole_number(line, f"the line in {quoted(text)}", 1) if colon else None


def countries() -> dict[str, str]:
    """The code and the name of every country that releases are about."""
    return {code: phrases[0] for code, phrases in _vocabulary().items()}


def country(text: str) -> str:
    """The ISO 3166-1 code of the country that ``text`` names by code, name or adjective.

    Raises:
        UsageError: no country that releases are about goes by that name.
    """
    from bomca_cli.extract.lexicon import Lexicon
    from bomca_cli.extract.tokens import Tokens

    code = text.strip().upper()
    if code in _vocabulary():
        return code
    tokens = Tokens(text)
    found = Lexicon({"country": _vocabulary()}).scan(tokens)["country"].get(0)
    if found is not None and found.last == len(tokens) - 1:
        return found.value
    phrases = [phrase for phrases in _vocabulary().values() for phrase in phrases if "*" not in phrase]
    every = ", ".join(f"{code} ({name})" for code, name in countries().items())
    raise UsageError(f"unknown country {quoted(text)}{hint(text, phrases, f': known are {every}')}")


@cache
def _vocabulary() -> dict[str, list[str]]:
    """Country code to the phrases that mean it: the words that extraction knows too."""
    from bomca_cli.extract.lexicon import load

    return load("places")["country"]
