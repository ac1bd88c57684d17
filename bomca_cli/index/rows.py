"""What the index holds of a file, a document in it, and a release: plain values, made wherever files are read.

Everything that costs time is done here, so that whoever holds the index only inserts.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import compress, decompress

from bomca_cli.index.figures import UNDATED, Figure, figures, telling

if TYPE_CHECKING:
    from bomca_cli.release import Release

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_SHORT = (8, 12, 16, 64)  # digits of the hash that names an undated release: as few as tell it apart


class FileRow(NamedTuple):
    """A file as it was when it was read: what tells whether it changed."""

    size: int
    mtime: int  # nanoseconds, as ctime and seen
    ctime: int
    inode: int
    seen: int  # a moment before it was read
    sha256: str | None = None
    problem: str | None = None  # why nothing in it could be read


class ReleaseRow(NamedTuple):
    """A release as the index keeps and finds it."""

    fingerprint: str  # the same for documents that say the same
    bases: str  # what its id is made of, blanks between
    first_day: str | None
    last_day: str | None
    title_words: str
    place: str | None
    place_words: str | None
    sums: int
    bare: bool
    day: str  # as the release states its date; undated ones come last
    telling: str | None  # the same for releases that state the same budgets; None where they state none
    stated: bytes  # its record with the sums alone, packed as the two below; empty where it states none
    text: bytes
    record: bytes
    title: str  # these three: folded terms
    news: str
    boilerplate: str
    countries: tuple[str, ...]
    phases: tuple[int, ...]
    contacts: tuple[tuple[str, str], ...]  # folded words and digits of each
    told: tuple[tuple[str | None, str | None], ...]  # first and last day of what it tells; None: in no known year
    figures: tuple[Figure, ...]  # what it states sums about


class DocumentRow(NamedTuple):
    """A document: a file, or a member of one."""

    member: str  # where it stands in the file; empty: the file itself
    sha256: str | None = None
    encoding: str | None = None
    note: str | None = None  # what was odd about reading it
    problem: str | None = None  # why there is no release
    release: ReleaseRow | None = None


def release_row(release: Release, fingerprint: str) -> ReleaseRow:
    """Make ``release`` ready to be kept and found; documents with the same ``fingerprint`` are one release."""
    from bomca_cli.search.columns import columns
    from bomca_cli.search.facts import contact_words, place_words

    folded = columns(release)
    return ReleaseRow(
        fingerprint,
        " ".join(_bases(release)),
        *_days(release.release_date),
        folded.title,
        release.place and release.place.value,
        place_words(release),
        len(release.amounts),
        release.is_bare,
        release.release_date or UNDATED,
        telling(release),
        pack(_json(release.sums_alone())) if release.amounts else b"",
        pack(release.text),
        pack(_json(release)),
        *folded,
        tuple(dict.fromkeys(country.value for country in release.countries)),
        tuple(dict.fromkeys(phase.number for phase in release.phases)),
        tuple((contact.words, contact.digits) for contact in contact_words(release)),
        _told(release),
        figures(release),
    )


def _json(release: Release) -> str:
    return json.dumps(release.record(), ensure_ascii=False, separators=(",", ":"))


def pack(text: str) -> bytes:
    """``text`` made small, with a check sum; it may hold anything that a string can."""
    return compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> str:
    """What was packed.

    Raises:
        zlib.error: it is damaged.
    """
    return decompress(data).decode("utf-8", "surrogatepass")


def load(record: bytes, text: bytes) -> tuple[dict[str, Any], str]:
    """The record and the text of a release; errors as those of ``unpack``."""
    return json.loads(unpack(record)), unpack(text)


def _bases(release: Release) -> tuple[str, ...]:
    """What the id starts from: the release date, or the hash of a text that states none."""
    if release.release_date and _DATE.fullmatch(release.release_date):
        return (release.release_date,)
    from hashlib import sha256

    digest = sha256(release.text.encode("utf-8", "surrogatepass")).hexdigest()
    return tuple(f"undated-{digest[:length]}" for length in _SHORT)


def _told(release: Release) -> tuple[tuple[str | None, str | None], ...]:
    """The days of the events and of the release itself, each once."""
    stated = [(event.start, event.end or event.start) for event in release.events]
    day = release.release_date
    stated.append((day or "-", day or "-"))
    return tuple(dict.fromkeys((_days(first)[0], _days(last)[1]) for first, last in stated))


def _days(date: str | None) -> tuple[str | None, str | None]:
    """First and last day that a release date may mean; none for a date without a year."""
    if date is None or date.startswith("-"):
        return None, None
    return (date + "-01-01"[len(date) - 4 :])[:10], (date + "-12-31"[len(date) - 4 :])[:10]
