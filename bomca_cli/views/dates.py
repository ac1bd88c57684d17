"""ISO dates in words."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(iso: str) -> str:
    """A date of any precision in words: ``2 August 2018``, ``August 2018``, ``2018``, ``13 May`` for ``--05-13``."""
    year, month, number = _parts(iso)
    named = MONTHS[month - 1] if 1 <= month <= len(MONTHS) else ""
    if month and not named:  # an impossible date stays as it was read
        return iso
    return " ".join(part for part in (str(number or ""), named, year) if part)


def days(start: str, end: str | None = None) -> str:
    """One date, or two with what they share said once: ``12–14 November 2019``, ``3 May – 2 June 2018``."""
    if end is None or end == start:
        return day(start)
    first, last = _parts(start), _parts(end)
    if first[2] and last[2] and first[:2] == last[:2]:
        return f"{first[2]}–{day(end)}"
    if first[0] == last[0] and first[1]:
        return f"{day(start).removesuffix(first[0]).strip()} – {day(end)}"
    dash = " – " if first[1] or last[1] else "–"
    return f"{day(start)}{dash}{day(end)}"


def _parts(iso: str) -> tuple[str, int, int]:
    """Year as written ("" when unknown), month and day (0 when not stated)."""
    year, _, rest = ("", "", iso[2:]) if iso.startswith("--") else iso.partition("-")
    month, _, number = rest.partition("-")
    return year, int(month or 0), int(number or 0)
