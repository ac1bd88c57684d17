"""C201: a telephone or fax number that cannot be dialled as printed. C202: one that the number plan does not know."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.checks.model import Finding, Place
from bomca_cli.extract.numberplan import NO_COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.checks.model import Context
    from bomca_cli.release import Entry, Phone


class _Printed(NamedTuple):
    """A number with a problem where it is printed."""

    entry: Entry
    number: Phone
    kind: str

    @property
    def words(self) -> str:
        return " ".join(self.entry.release.quote(self.number.span).split())


def check(context: Context) -> Iterator[Finding]:
    """Every number with a problem, once however often and in whichever way it is printed."""
    found: defaultdict[tuple[str, str, str], list[_Printed]] = defaultdict(list)
    for one in _printed(context):
        found[one.kind, one.number.e164 or one.words, one.number.problem or ""].append(one)
    for (kind, _, problem), printed in found.items():
        places = tuple(Place(one.entry, one.number.span) for one in printed)
        sentence = f"{kind}{printed[0].words}: {problem}."
        if printed[0].number.e164 or problem == NO_COUNTRY:
            yield Finding("C202", "note", sentence, places)
        else:
            yield Finding("C201", "warning", sentence, places)


def _printed(context: Context) -> Iterator[_Printed]:
    for entry in context.entries:
        for contact in entry.release.contacts:
            for kind, numbers in (("", contact.phones), ("Fax ", contact.faxes)):
                yield from (_Printed(entry, number, kind) for number in numbers if number.problem)
