"""``vcf``: the people of a report as vCards, version 4.0 (RFC 6350).

No kept library writes version 4.0. What there is to get right is three rules: what is escaped, that lines end in CR LF
and are folded at 75 octets between characters, and that a line break inside a text is a backslash and an n.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.errors import UsageError
from bomca_cli.render.clean import one_line
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.render import Look
    from bomca_cli.report import Card, Report

_MOST = 75  # octets of a line
_ESCAPES = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """A vCard for each card of the report.

    Raises:
        UsageError: the report has none.
    """
    if report.cards is None:
        raise UsageError("vcf is for people: bomca contacts -f vcf")
    return "".join(f"{folded(line)}\r\n" for card in report.cards for line in _lines(card))


def _lines(card: Card) -> Iterator[str]:
    import uuid

    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "PRODID:-//bomca//contacts//EN"
    yield f"UID:urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'bomca:contact:{card.key}')}"
    yield f"KIND:{'individual' if card.is_person else 'org'}"
    yield f"FN:{_text(card.label)}"
    for role in card.roles:
        yield f"TITLE:{_text(role)}"
    for address in card.emails:
        yield f"EMAIL:{_text(address)}"
    for numbers, kind in ((card.phones, "voice"), (card.faxes, "fax")):
        for printed, normal in numbers:
            value = f"VALUE=uri:tel:{normal}" if normal else f"VALUE=text:{_text(printed)}"
            yield f"TEL;TYPE={kind};{value}"
    yield f"NOTE:{escaped(visible(card.note, keep=chr(10)))}"
    yield "END:VCARD"


def _text(text: str) -> str:
    return escaped(one_line(text))


def escaped(text: str) -> str:
    """``text`` as a value of a vCard."""
    return text.translate(_ESCAPES)


def folded(line: str) -> str:
    """``line`` on lines of at most 75 octets, each but the first behind a blank; no character is cut in two."""
    pieces, room, begin, used = [], _MOST, 0, 0
    for at, character in enumerate(line):
        octets = len(character.encode())
        if used + octets > room:
            pieces.append(line[begin:at])
            begin, used, room = at, 0, _MOST - 1
        used += octets
    return "\r\n ".join([*pieces, line[begin:]])
