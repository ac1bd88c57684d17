"""What tests of the corpus share: a parser, small, fast and plain to see through, and files that it reads.

The text is lines of ``Key: value`` (Title, Date, Place, Countries, Phases, Contact, Phone), then anything; what stands
behind ``--`` on a line of its own is boilerplate.
"""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

from bomca_cli.corpus import Corpus
from bomca_cli.query import Query
from bomca_cli.release import Contact, DateExpression, Email, PhaseMention, Phone, Release, Span, Value

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

ALL = Query()


def parse(text: str, *, released: date | None = None) -> Release:  # noqa: ARG001
    """The release that ``text`` is."""
    fields = {
        found[1]: (found[2], Span(*found.span(2))) for found in re.finditer(r"^(\w+): (.*?)\r?$", text, re.MULTILINE)
    }

    def value(name: str) -> Value | None:
        return Value(*fields[name]) if name in fields else None

    def items(name: str) -> list[str]:
        return fields[name][0].split() if name in fields else []

    day = DateExpression(fields["Date"][1], fields["Date"][0], role="release") if "Date" in fields else None
    emails = tuple(
        Email(Span(*found.span()), found[0]) for found in re.finditer(r"\S+@\S+", text) if "Contact" in fields
    )
    phones = (Phone(fields["Phone"][1]),) if "Phone" in fields else ()
    contacts = (
        (Contact(fields["Contact"][1], name=value("Contact"), emails=emails, phones=phones),)
        if "Contact" in fields
        else ()
    )
    cut = text.find("\n--\n")
    return Release(
        text,
        "en",
        title=value("Title"),
        released=day,
        dates=(day,) if day else (),
        place=value("Place"),
        countries=tuple(Value(code, fields["Countries"][1]) for code in items("Countries")),
        phases=tuple(PhaseMention(int(number), fields["Phases"][1]) for number in items("Phases")),
        contacts=contacts,
        boilerplate=(Span(cut, len(text)),) if cut >= 0 else (),
    )


def write(folder: Path, name: str, body: str = "Text.", **fields: str) -> Path:
    """A file that ``parse`` reads."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(f"{key.title()}: {value}\n" for key, value in fields.items()) + body + "\n", encoding="utf-8"
    )
    return path


def age(path: Path, seconds: int = 3600) -> None:
    """Make a file look as old as the files of users are."""
    when = time.time_ns() - seconds * 10**9 + 123456789
    os.utime(path, ns=(when, when))


def corpus(*paths: Path | str, strict: bool = False) -> Corpus:
    """The corpus of some paths."""
    return Corpus([str(path) for path in paths], "-C", strict=strict)


def ids(*paths: Path | str) -> list[str]:
    """The ids of its releases."""
    return corpus(*paths).ids()


def index_files(home: Path) -> list[Path]:
    """The indexes in the cache that ``conftest.parses`` sets."""
    return list((home / "cache" / "bomca").glob("*.sqlite"))
