"""Claims → verdicts: each source is opened again and asked whether the quote still stands where it was said to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from bomca_cli.readers import UnreadableError, documents
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bomca_cli.evidence.claims import Claim
    from bomca_cli.readers import Document

Standing = Literal["stands", "moved", "gone", "missing", "unreadable"]


class Verdict(NamedTuple):
    """What became of a claim."""

    claim: Claim
    standing: Standing
    now: int | None = None  # where the quote begins today, when it was found
    line: int | None = None  # the 1-based line of that place
    sha256: str | None = None  # of the source as it is today
    reason: str | None = None  # why the source cannot be read


def verdicts(claims: Iterable[Claim], folders: Sequence[Path]) -> Iterator[Verdict]:
    """Whether each claim still holds.

    Args:
        claims: quotes with file and offsets.
        folders: where to look for a file that is no longer where its path says.
    """
    sources: dict[str, Document | Verdict] = {}
    for claim in claims:
        if claim.path not in sources:
            sources[claim.path] = _open(claim, folders)
        source = sources[claim.path]
        yield source._replace(claim=claim) if isinstance(source, Verdict) else _judge(claim, source)


def _open(claim: Claim, folders: Sequence[Path]) -> Document | Verdict:
    """The document that a claim names, or what to say of all claims about it."""
    for path, member in _places(claim.path, folders):
        for found in documents(path):
            if found.member == member:
                if isinstance(found, UnreadableError):
                    return Verdict(claim, "unreadable", reason=found.reason)
                return found
    return Verdict(claim, "missing")


def _places(told: str, folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Files that a path may mean: as it stands, then by its last parts below the folders; behind a file, a member."""
    parts = Path(told).parts
    bases = [Path(told), *(Path(folder, *parts[first:]) for folder in folders for first in range(1, len(parts)))]
    for base in bases:
        for file in (base, *base.parents):
            if file.is_file():
                yield file, "/".join(base.parts[len(file.parts) :])


def _judge(claim: Claim, source: Document) -> Verdict:
    stands = _says(claim, source.text[claim.start : claim.end])
    place = claim.start if stands else _nearest(claim, source.text)
    if place is None:
        return Verdict(claim, "gone", sha256=source.sha256)
    line = source.text.count("\n", 0, place) + 1
    return Verdict(claim, "stands" if stands else "moved", place, line, source.sha256)


def _says(claim: Claim, words: str) -> bool:
    if words == claim.quote:
        return True
    if not claim.shown:
        return False
    seen = _seen(words)
    return _seen(claim.quote) in (seen, f"'{seen}")


def _seen(words: str) -> str:
    """Words as sheets and pages may show them: each has its own line ends and blanks."""
    return " ".join(visible(words, keep="\r\n\t").split())


def _nearest(claim: Claim, text: str) -> int | None:
    """Where the quote stands now: the place that is nearest to the one it was said to have."""
    if not claim.quote:
        return None
    before = text.rfind(claim.quote, 0, claim.start + len(claim.quote))
    after = text.find(claim.quote, claim.start)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - claim.start), default=None)
