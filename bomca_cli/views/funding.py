"""``bomca funding``: the stated sums, what changed between statements, whether they agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bomca_cli.funding import data, wording
from bomca_cli.funding.figures import dates, name, place, signed, years
from bomca_cli.funding.history import current, history, undated
from bomca_cli.funding.reconcile import LIMIT, checks
from bomca_cli.funding.statements import order, statements
from bomca_cli.report import Block, Column, Fragment, Lines, Passage, Report, Row, Style, Table
from bomca_cli.views.dates import day
from bomca_cli.views.periods import chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from bomca_cli.funding.history import Change
    from bomca_cli.funding.reconcile import Check
    from bomca_cli.funding.statements import Saying, Statement
    from bomca_cli.query import Query
    from bomca_cli.release import Entry

_PURPOSE = 60  # characters of a purpose that a row shows
_OUTCOMES: dict[str, Style] = {"agrees": "good", "compatible with rounding": "", "differs": "bad"}

# Not shown: the rest of a statement that fits into a cell, and where it is said first.
_UNDRAWN = "None of these sums has a stated period: there is nothing to draw."
_FOR_PROGRAMS = tuple(
    Column(name, name.replace("_", " ").capitalize(), shown=False)
    for name in (
        *("value_max", "bound", "qualifier", "lower", "upper", "kind", "phase", "purpose", "countries"),
        *("per_unit", "joint", "superseded", "first_said", "last_said", "places"),
        *("path", "sha256", "page", "line", "start", "end", "quote"),
    )
)

# what ``--sort`` takes; without it parts stand below their whole
SORTS: dict[str, Callable[[Statement], Any]] = {
    "date": order,
    "sum": lambda item: (item.currency, item.value),
    "for": lambda item: (item.kind, item.phase or 0, name(item)),
    "period": lambda item: (item.period is None, [year or 0 for year in item.period or ()]),
}


def report(
    entries: Iterable[Entry], query: Query, *, quotes: bool = False, as_of: date | None = None, plot: bool = False
) -> Report:
    """Every stated sum with its history and the checks that it allows.

    Args:
        entries: the releases; with ``query.phases`` they should not be limited to those that name the phase, because
            a check of its budget needs totals that other releases state.
        query: ``phases`` keeps the statements about these phases, ``limit`` the first so many in the order of ``sort``
            (a key of ``SORTS``) and ``reverse``; of changes and checks, those stay that involve a statement shown.
        quotes: show the words of each statement with their places.
        as_of: the day up to which ``entries`` were released: of figures for one thing the one said last by then is
            kept, both where they were said last on one day; the history is left out.
        plot: the picture of the stated periods alone.
    """
    every = statements(entries)
    by_key = {item.key: item for item in every}
    if as_of:
        every = current(every)
    changes = () if as_of else history(every)
    tested, more = checks(every)
    chosen = [item for item in every if not query.phases or item.phase in query.phases]
    listed = _arranged(chosen, query)
    if plot:
        unseen = _plain(_UNDRAWN) if listed else _nothing(query, every)
        picture = chart(listed) or Lines((unseen,))
        return Report("funding", (_table(listed, by_key)._replace(columns=()), picture))
    keys = {item.key for item in listed}
    if len(listed) < len(every):
        changes = tuple(item for item in changes if keys.intersection(s.key for s in item.statements))
        tested = tuple(item for item in tested if keys.intersection(s.key for s in item.statements))
    blocks: list[Block] = [_table(listed, by_key)]
    if not chosen:
        blocks.append(Lines((_nothing(query, every),)))
    if quotes or query.phases:
        blocks += [_places(item, by_key, quotes=quotes) for item in listed]
    if changes:
        lines = (*_changes(changes), *_apart(undated(listed)))
        blocks.append(Lines(lines, heading="What changed", indent=2))
    if tested:
        blocks.append(_agreement(tested, more=more))
    return Report(
        "funding",
        tuple(blocks),
        summary=_closing(listed, chosen, quotes=quotes, as_of=as_of),
        extra={
            "changes": [data.change(item) for item in changes],
            "checks": [data.check(item) for item in tested],
        },
    )


def _arranged(chosen: Sequence[Statement], query: Query) -> list[Statement]:
    """The rows in the order asked for, cut at the limit; by default parts stand below their whole."""
    if query.sort is None:
        listed = list(reversed(chosen)) if query.reverse else list(chosen)
        shown = {item.key for item in listed}
        below: dict[str, list[Statement]] = {}
        for item in listed:
            whole = _whole(item)
            if whole in shown:
                below.setdefault(whole, []).append(item)
        listed = _nested([item for item in listed if _whole(item) not in shown], below)
    else:
        listed = sorted(chosen, key=SORTS[query.sort], reverse=query.reverse)
    return listed[: query.limit]


def _nested(tops: Sequence[Statement], below: Mapping[str, list[Statement]]) -> list[Statement]:
    """Each statement followed by its parts, and these by theirs."""
    listed: list[Statement] = []
    pending = list(reversed(tops))
    while pending:
        item = pending.pop()
        listed.append(item)
        pending += reversed(below.get(item.key, []))
    return listed


def _whole(item: Statement) -> str:
    """Key of the one sum that every release calls the statement a part of, or an empty string."""
    if len(item.part_of) == 1 and item.part_of[0].said_in == item.said_in:
        return item.part_of[0].key
    return ""


def _table(listed: Sequence[Statement], by_key: Mapping[str, Statement]) -> Table:
    currencies = {item.currency for item in listed}
    one = currencies.pop() if len(currencies) == 1 else None
    columns = (
        Column("currency", "Currency", keep=True, shown=one is None and bool(listed), weight=5),
        Column("value", one or "Sum", "right", keep=True, weight=9),
        Column("for", "For", weight=8),
        Column("period", "Period", "right", keep=True, weight=4),
        Column("said_in", "Said in", "right", keep=True, weight=2),
        Column("said_on", "First – last said", keep=True, weight=3),
        *_FOR_PROGRAMS,
    )
    above = {item.key for item in listed}
    return Table(columns, tuple(_row(item, by_key, nested=_whole(item) in above) for item in listed), main=True)


def _row(item: Statement, by_key: Mapping[str, Statement], *, nested: bool) -> Row:
    fields = data.statement(item, by_key)
    fields["places"] = [place(saying) for saying in item.said]
    first = item.said[0]
    return Row(
        {
            "currency": item.currency,
            "value": (Fragment(signed(item), "money"),),
            "for": _for(item, by_key, nested=nested),
            "period": years(item.period),
            "said_in": f"{fields['said_in']:,}",
            "said_on": (Fragment(dates(item), "date"),),
            "path": first.path,
            "sha256": first.sha256,
            "page": str(first.page or ""),
            "line": str(first.line),
            "start": str(first.start),
            "end": str(first.end),
            "quote": first.quote,
        },
        fields,
    )


def _for(item: Statement, by_key: Mapping[str, Statement], *, nested: bool) -> Passage:
    """What a sum is for: its name, its own words where they bound it, and what it is part of or replaced by."""
    subject = _shortened(name(item), _PURPOSE)
    if nested:
        subject = f"└ of which {subject if item.purpose else subject[0].lower() + subject[1:]}"
    if item.kind == "equipment" and len(item.countries) == 1:
        subject += f", {item.countries[0]}"
    found = [Fragment(subject)]
    if item.bound:
        found.append(Fragment(f"  “{item.said[0].words}”", "dim"))
    remarks = []
    if not nested:
        for whole in item.part_of:
            figure = by_key[whole.key]
            often = "" if whole.said_in == item.said_in else f" in {whole.said_in:,} of {item.said_in:,}"
            remarks.append(f"part of {signed(figure)} {name(figure).lower()} {years(figure.period)}{often}")
    original = by_key.get(item.equivalent_of or "")
    if original:
        remarks.append(f"the same sum as {original.currency} {signed(original)}")
    if item.kind == "other_programme":
        remarks.append("not BOMCA’s")
    if item.per_unit:
        remarks.append("each")
    if item.joint:
        remarks.append("one pot with another programme")
    if item.superseded:
        remarks.append(f"replaced by an erratum in {', '.join(item.superseded)}")
    if remarks:
        found.append(Fragment(f"  ({'; '.join(remarks)})", "dim"))
    return tuple(found)


def _nothing(query: Query, every: Sequence[Statement]) -> Passage:
    if not query.phases:
        return _plain("No sum is stated in these releases.")
    asked = " or ".join(str(number) for number in query.phases)
    known = data.phases(every)
    told = f" Phases with statements: {', '.join(map(str, known))}." if known else ""
    return _plain(f"Nothing is stated about phase {asked}.{told}")


def _places(item: Statement, by_key: Mapping[str, Statement], *, quotes: bool) -> Lines:
    """Where a statement stands; with its words, each wording once with all places that repeat it."""
    period = f", {years(item.period)}" if item.period else ""
    subject = "".join(fragment.text for fragment in _for(replace(item, bound=None), by_key, nested=False))
    heading = f"{item.currency} {signed(item)}  {subject}{period}"
    if not quotes:
        return Lines(tuple(_source(saying) for saying in item.said), heading=heading, indent=2)
    by_words: dict[tuple[str, str], list[Saying]] = {}
    for saying in item.said:
        by_words.setdefault((saying.passage, saying.words), []).append(saying)
    lines: list[Passage] = []
    for (passage, words), sayings in by_words.items():
        lines.append(_marked(passage, words))
        lines += [(Fragment("  "), *_source(saying)) for saying in sayings]
    return Lines(tuple(lines), heading=heading, indent=2)


def _source(saying: Saying) -> Passage:
    return Fragment(saying.id, "id"), Fragment(f"  {saying.path}, line {saying.line}", "dim")


def _marked(passage: str, words: str) -> Passage:
    """A sentence in quotation marks, its sum marked."""
    before, found, after = passage.partition(words)
    return Fragment(f"“{before}"), Fragment(found, "hit"), Fragment(f"{after}”")


def _changes(changes: Sequence[Change]) -> Iterable[Passage]:
    width = max(len(name(item.new)) for item in changes) + 2
    for item in changes:
        yield Fragment(f"{name(item.new):{width}}", "strong"), Fragment(wording.change(item))


def _apart(outside: Sequence[Statement]) -> Iterable[Passage]:
    """Name the statements that could be part of the history if their day were known."""
    if outside:
        told = ", ".join(f"{name(item)} {item.currency} {signed(item)}" for item in outside)
        yield (Fragment(f"On no known day, so in no order: {told}", "dim"),)


def _agreement(tested: Sequence[Check], *, more: bool) -> Lines:
    lines: list[Passage] = []
    for item in tested:
        mark = Fragment(f"{wording.MARKS[item.verdict.outcome]} ", _OUTCOMES[item.verdict.outcome])
        lines.append((mark, Fragment(wording.check(item))))
        lines += [(Fragment("  "), Fragment(line, "dim")) for line in wording.grounds(item)]
    if more:
        lines.append(_plain(f"More figures contradict each other than are shown: these are the first {LIMIT}."))
    return Lines(tuple(lines), heading="Do the sums agree?", indent=2)


def _closing(listed: Sequence[Statement], chosen: Sequence[Statement], *, quotes: bool, as_of: date | None) -> Passage:
    if not chosen:
        return ()
    then = f"As of {day(as_of.isoformat())}. " if as_of else ""
    cut = (
        ""
        if len(listed) == len(chosen)
        else f"{len(listed):,} of {len(chosen):,} statements shown, with the changes and checks of these. "
    )
    hint = "" if quotes else " Quotes: bomca funding --quotes"
    return _plain(f"{then}{cut}Sums overlap and are not added.{hint}")


def _plain(text: str) -> Passage:
    return (Fragment(text),)


def _shortened(text: str, most: int) -> str:
    """``text``, cut between words where it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0] + "…"
