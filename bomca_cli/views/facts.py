"""The facts of a release as rows of a table: what, the value, the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.funding.figures import plain, years
from bomca_cli.report import Fragment, Row
from bomca_cli.views.dates import day, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bomca_cli.release import (
        Amount,
        Contact,
        DateExpression,
        Duration,
        Email,
        Entry,
        Phone,
        Quantity,
        Release,
        Span,
        Value,
    )
    from bomca_cli.report import Passage

    Fact = tuple[str, Passage, str]  # label, value, where

LANGUAGES = {"en": "English", "ru": "Russian"}
# Dates other than those of the release and of events, by role.
ROLES = {
    "milestone": "Milestone",
    "plan": "Plan",
    "legal": "Legal date",
    "founding": "Founding",
    "birthday": "Birthday",
    "other": "Other date",
}
YEAR_FROM = {
    "release": "year of the release",
    "given": "year of the date that the file gives",
    "nearby": "year stated nearby",
    "relative": "reckoned from the date of the release",
    "unknown": "year not stated",
}
RECKONED_FROM_GIVEN = "reckoned from the date that the file gives"
WIDEST_SUM = 24  # sums are lined up to this width


def facts(entry: Entry, *, full: bool) -> tuple[Row, ...]:
    """One row for each fact; a label stands on the first row of its kind only.

    Args:
        entry: the release.
        full: all of them. Otherwise dates that are the period of a sum are left out: the sum tells them itself.
    """
    rows: list[Row] = []
    last = ""
    for label, value, where in _facts(entry, full=full):
        shown = "" if label == last else label
        rows.append(Row({"fact": (Fragment(shown, "dim"),), "value": value, "line": (Fragment(where, "dim"),)}, {}))
        last = label
    return tuple(rows)


def _facts(entry: Entry, *, full: bool) -> Iterator[Fact]:
    release = entry.release
    yield _place(release)
    yield _released(release)
    for event in release.events:
        yield "Event", _date(release, event, _what(release, event)), _lines(release, [event.span])
    if release.phases:
        numbers = ", ".join(str(phase.number) for phase in release.phases)
        yield "Phase", (Fragment(numbers),), _lines(release, [phase.span for phase in release.phases])
    yield from _countries(release)
    yield from _values("Topics", release, release.components)
    for contact in release.contacts:
        yield "Contact", _contact(release, contact), _lines(release, [contact.span])
    for person in release.people:
        role = person.role
        yield (
            "Person",
            (Fragment(", ".join([person.name.value, *([role.value] if role else [])])),),
            _lines(release, [person.span]),
        )
    yield from _stated(release)
    yield from _other_dates(release, full=full)
    for quantity in release.quantities:
        words = f"{quantity.qualifier or ''} {_number(quantity)} {quantity.unit}".strip()
        yield "Counted", (Fragment(words),), _lines(release, [quantity.span])
    yield from _values("Agencies", release, release.agencies)
    yield from _values("Partners", release, release.partners)
    language = LANGUAGES.get(release.language, release.language)
    yield "Text", (Fragment(f"{language}, {entry.encoding}"),), ""
    yield "Source", (Fragment(entry.path), Fragment(f"  sha256 {entry.sha256[:12]}", "dim")), ""
    for path in entry.duplicates:
        yield "Also in", (Fragment(path),), ""


def _lines(release: Release, spans: Iterable[Span]) -> str:
    """The lines on which facts begin, each once, and in documents with pages these before them."""
    starts = [span.start for span in spans]
    pages = [page for start in starts if (page := release.page(start))]
    parts = _numbers("page", pages), _numbers("line", [release.line(start) for start in starts])
    return ", ".join(filter(None, parts))


def _numbers(name: str, numbers: Iterable[int]) -> str:
    each = [str(number) for number in dict.fromkeys(numbers)]
    return f"{name}{'s' if len(each) > 1 else ''} {', '.join(each)}" if each else ""


def _place(release: Release) -> Fact:
    if release.place is None:
        return "Place", (Fragment("not stated", "dim"),), ""
    return "Place", (Fragment(release.place.value),), _lines(release, [release.place.span])


def _released(release: Release) -> Fact:
    event = () if release.events else (Fragment("  event day not stated", "dim"),)
    if release.released is None:
        given = f"  the file gives {days(release.given, None)}" if release.given else ""
        return "Released", (Fragment(f"date not stated{given}", "dim"), *event), ""
    return "Released", (*_date(release, release.released, ()), *event), _lines(release, [release.released.span])


def _countries(release: Release) -> Iterator[Fact]:
    """The words that name the countries, each with its codes: ``all five countries (KG, KZ, …)``."""
    codes: dict[str, list[str]] = {}
    for country in release.countries:
        codes.setdefault(_quote(release, country.span), []).append(country.value)
    if codes:
        named = ", ".join(f"{words} ({', '.join(values)})" for words, values in codes.items())
        yield "Countries", (Fragment(named),), _lines(release, [country.span for country in release.countries])


def _values(label: str, release: Release, values: tuple[Value, ...]) -> Iterator[Fact]:
    """All values of a kind on one row, each once."""
    if values:
        named = ", ".join(dict.fromkeys(item.value for item in values))
        yield label, (Fragment(named),), _lines(release, [item.span for item in values])


def _quote(release: Release, span: Span) -> str:
    return " ".join(release.quote(span).split())


def _date(release: Release, date: DateExpression, more: Passage) -> Passage:
    """A date in words, then what is known about it, then what makes it doubtful."""
    modifier = f"{date.modifier} " if date.modifier else ""
    unsaid = date.year_from == "relative" and release.released is None and release.given
    year_from = RECKONED_FROM_GIVEN if unsaid else YEAR_FROM.get(date.year_from)
    return (
        Fragment(f"{modifier}{days(date.start, date.end)}", "date"),
        *more,
        *((Fragment(f"  {year_from}", "dim"),) if year_from else ()),
        *((Fragment(f"  {_lasting(release, date.duration)}", "dim"),) if date.duration else ()),
        *((Fragment(f"  {date.problem}", "warn"),) if date.problem else ()),
    )


def _lasting(release: Release, duration: Duration) -> str:
    """How long something lasts, in the words of the text, and the end that this comes to."""
    words = f"for {_quote(release, duration.span)}"
    return f"{words}, which reckons to {day(duration.end)}" if duration.end else words


def _what(release: Release, event: DateExpression) -> Passage:
    """Where and what, as far as stated; a place that the words name anyway is not told twice."""
    words = _quote(release, event.what) if event.what else ""
    place = event.place if event.place and event.place not in words else ""
    said = ", ".join(part for part in (place, words) if part)
    return (Fragment(f"  {said}"),) if said else ()


def _other_dates(release: Release, *, full: bool) -> Iterator[Fact]:
    periods = set() if full else {amount.period for amount in release.amounts if amount.period}
    for role, label in ROLES.items():
        same: dict[tuple[str, str | None, str | None, str | None], list[DateExpression]] = {}
        for date in release.dates:
            if date.role == role and not (role == "other" and _years(date) in periods):
                same.setdefault((date.start, date.end, date.modifier, date.problem), []).append(date)
        for dates in same.values():
            yield label, _date(release, dates[0], ()), _lines(release, [date.span for date in dates])


def _years(date: DateExpression) -> tuple[int, int] | None:
    """First and last year of a span of whole years; None for any other date."""
    if date.end is None or date.problem or not (len(date.start) == len(date.end) == 4):
        return None
    return int(date.start), int(date.end)


def _contact(release: Release, contact: Contact) -> Passage:
    """``Name <address>, role, phone, fax``, as printed, with what is wrong with any of them."""
    role: list[Passage] = [(Fragment(contact.role.value),)] if contact.role else []
    phones = [_printed(release, phone) for phone in contact.phones]
    faxes = [_printed(release, fax, "fax {}") for fax in contact.faxes]
    if contact.name is None:
        parts = [*role, *phones, *faxes, *(_printed(release, email) for email in contact.emails)]
    else:
        addresses = (_printed(release, email, " <{}>") for email in contact.emails)
        named = (Fragment(contact.name.value, "strong"), *(piece for address in addresses for piece in address))
        parts = [named, *role, *phones, *faxes]
    comma = (Fragment(", "),)
    return tuple(piece for number, part in enumerate(parts) for piece in (comma if number else ()) + part)


def _printed(release: Release, item: Email | Phone, form: str = "{}") -> Passage:
    text = Fragment(form.format(_quote(release, item.span)))
    return (text, Fragment(f" ({item.problem})", "warn")) if item.problem else (text,)


def _stated(release: Release) -> Iterator[Fact]:
    """The stated sums in the order of the text, parts under the sum that they are part of."""
    wholes = {amount.span for amount in release.amounts}
    parts: dict[Span, list[Amount]] = {}
    for amount in release.amounts:
        if amount.part_of in wholes and amount.part_of != amount.span:
            assert amount.part_of is not None
            parts.setdefault(amount.part_of, []).append(amount)
    rows: list[tuple[Amount, bool]] = []
    for amount in release.amounts:
        if amount.part_of not in parts:
            rows += _tree(amount, parts)
    shown = {id(amount) for amount, _ in rows}
    rows += [(amount, False) for amount in release.amounts if id(amount) not in shown]  # parts of each other
    width = min(WIDEST_SUM, max((len(_sum(amount)) for amount in release.amounts), default=0))
    for amount, is_part in rows:
        said = _about(release, amount)
        value = (
            Fragment(f"{amount.currency} {_sum(amount):>{width}}  ", "money"),
            Fragment(f"{'└ of which ' if is_part else ''}{said}"),
            *((Fragment("  replaced by an erratum", "warn"),) if amount.superseded else ()),
        )
        yield "Stated", value, _lines(release, [amount.span])


def _tree(whole: Amount, parts: dict[Span, list[Amount]]) -> list[tuple[Amount, bool]]:
    """A sum and, after it, its parts and theirs."""
    rows, waiting = [(whole, False)], [*reversed(parts.get(whole.span, []))]
    while waiting:
        part = waiting.pop()
        rows.append((part, True))
        waiting += reversed(parts.get(part.span, []))
    return rows


def _sum(amount: Amount) -> str:
    """The number in full with its literal qualifier: ``almost 5,000,000``."""
    number = _number(amount)
    return f"{amount.qualifier} {number}" if amount.qualifier else number


def _number(fact: Amount | Quantity) -> str:
    """The number in full, both ends of a range: ``10–15``."""
    return plain(fact.value) + (f"–{plain(fact.value_max)}" if fact.value_max is not None else "")


def _about(release: Release, amount: Amount) -> str:
    """What a sum is for and over which years, as far as the text says."""
    phase = f"phase {amount.phase}" if amount.phase is not None else ""
    purpose = _quote(release, amount.purpose) if amount.purpose else ""
    match amount.kind:
        case "programme_total":
            what: Sequence[str] = ("programme", phase)
        case "phase_budget":
            what = (phase or "a phase",)
        case "extension":
            what = (f"extension of {phase}" if phase else "extension",)
        case "equipment":
            what = (purpose or "equipment", phase)
        case "other_programme":
            what = ("another programme", purpose)
        case _:
            what = (purpose or "not said what for", phase)
    period = years(amount.period) if amount.period else ""
    notes = (
        "each" if amount.per_unit else "",
        f"the same as {_quote(release, amount.equivalent_of)}" if amount.equivalent_of else "",
        "together with another programme" if amount.joint else "",
    )
    return ", ".join(part for part in (*what, period, *notes) if part)
