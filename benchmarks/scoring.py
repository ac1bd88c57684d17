"""Records against annotations: right, extra and missed facts, field by field.

The fields are those of tests/releases/README.md. Countries, phases and events are sets; a sum is found when value,
upper value and currency are right, and its other fields are scored for the sums that were found; addresses and
numbers of contacts are compared without case, blanks and signs. A start or end of a phase (``milestones``) may be
given as an event or not.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli import parse
from bomca_cli.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from pathlib import Path

Json = dict[str, Any]

_BLANKS = re.compile(r"[\s\u00ad]+")
_NOT_DIGITS = re.compile(r"\D")


class Score(NamedTuple):
    """How many facts were right, how many were read that are not there, how many were missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def plus(self, right: int, extra: int, missed: int) -> Score:
        """The sum of two scores."""
        return Score(self.right + right, self.extra + extra, self.missed + missed)

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.right + self.extra + self.missed
        return 2 * self.right / both if both else 1.0


class Scores:
    """The score of each field over the releases added so far, and what was wrong, in words."""

    def __init__(self) -> None:
        self.by_field: defaultdict[str, Score] = defaultdict(Score)
        self.wrong: list[str] = []

    def add(self, name: str, gold: Json, record: Json) -> None:
        """Compare the record of a release with its annotation."""
        for field in ("title", "place"):
            self._one(name, field, _words(gold[field]), _words(record[field]))
        for field in ("release_date", "language"):
            self._one(name, field, gold[field], record[field])
        for field in ("countries", "phases"):
            self._set(name, field, gold[field], record[field])
        allowed = {(item["date"], None) for item in gold.get("milestones", ())}
        self._set(name, "events", map(_days, gold["events"]), map(_days, record["events"]), allowed)
        self._amounts(name, gold["amounts"], record["amounts"])
        self._contacts(name, gold["contacts"], record["contacts"])

    def _amounts(self, name: str, gold: list[Json], read: list[Json]) -> None:
        wanted, found = _by_sum(gold), _by_sum(read)
        self._set(name, "amounts", list(wanted), list(found))
        for key, want in wanted.items():
            have = found.get(key)
            if have is None:
                continue
            self._one(name, "amount.quote", _words(want["raw"]), _words(have["source"]["quote"]))
            for field, clean in _OF_AMOUNTS.items():
                self._one(name, f"amount.{field}", clean(want.get(field)), clean(have.get(field)))

    def _contacts(self, name: str, gold: list[Json], read: list[Json]) -> None:
        for field, clean in _OF_CONTACTS.items():
            wanted, found = ({clean(item) for row in rows for item in row.get(field) or ()} for rows in (gold, read))
            self._set(name, f"contact.{field}", wanted, found)
        wanted, found = ({_words(row["name"]) for row in rows if row.get("name")} for rows in (gold, read))
        self._set(name, "contact.names", wanted, found)

    def _one(self, name: str, field: str, gold: Hashable, read: Hashable) -> None:
        same = gold == read
        self._count(field, same, not same, not same)
        if not same:
            self.wrong.append(f"{name}: {field}: {gold!r} read as {read!r}")

    def _set(
        self,
        name: str,
        field: str,
        gold: Iterable[Hashable],
        read: Iterable[Hashable],
        allowed: Iterable[Hashable] = (),
    ) -> None:
        wanted, found = Counter(gold), Counter(read)
        missed, extra = wanted - found, found - wanted
        for item in allowed:
            del extra[item]
        self._count(field, (wanted & found).total(), extra.total(), missed.total())
        self.wrong += [f"{name}: {field}: missed {item!r}" for item in missed]
        self.wrong += [f"{name}: {field}: extra {item!r}" for item in extra]

    def _count(self, field: str, right: int, extra: int, missed: int) -> None:
        self.by_field[field] = self.by_field[field].plus(right, extra, missed)


def score(annotations: Path, texts: Path | None = None) -> Scores:
    """Read every annotated release of a folder and score what was read.

    Args:
        annotations: a folder of NAME.json.
        texts: the folder of NAME.txt, when it is another one.
    """
    scores = Scores()
    for path in sorted(annotations.glob("*.json")):
        text = read((texts or annotations) / f"{path.stem}.txt").text
        scores.add(path.stem, json.loads(path.read_text(encoding="utf-8")), parse(text).record())
    return scores


def _words(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "").strip().casefold()


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)


def _days(event: Json) -> tuple[str, str | None]:
    return event["start"], event.get("end") or None


def _by_sum(amounts: list[Json]) -> dict[Hashable, Json]:
    """Sums by what they say, the first of each: the same wording twice is annotated once."""
    found: dict[Hashable, Json] = {}
    for item in amounts:
        high = item.get("value_max")
        found.setdefault((Decimal(item["value"]), None if high is None else Decimal(high), item["currency"]), item)
    return found


_OF_AMOUNTS: dict[str, Callable[[Any], Hashable]] = {
    "kind": lambda kind: kind,
    "phase": lambda phase: phase,
    "qualifier": _words,
    "period": lambda period: tuple(period or ()),
    "part_of": _words,
    "per_unit": bool,
    "superseded": bool,
}
_OF_CONTACTS: dict[str, Callable[[str], str]] = {"emails": str.casefold, "phones": _digits, "faxes": _digits}
