"""Mail: a message as subject and body, its attachments and the messages of a mailbox as members.

The subject is a line of the text; addresses in headers are no contacts, since the text does not name them as such. The
day of the header is a hint, as a day in markup is.
"""

from __future__ import annotations

import re
from datetime import date
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers.decode import decode
from bomca_cli.readers.model import Member, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import MIMEPart

    from bomca_cli.readers.model import Limits

_HEADER = re.compile(rb"(?:>?From [^\n]*\r?\n)?[!-9;-~]{1,70}:[ \t\r\n]")
_KNOWN = re.compile(
    rb"^(?:from|to|subject|date|mime-version|content-type|received|message-id|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 65_536  # bytes in which headers are looked for
_MOST_PARTS = 1_000
_OPENING = 1_000  # characters of a text in which its title may stand
_NESTS = re.compile(rb"boundary\s*=|content-type:\s*message/", re.IGNORECASE)
_FROM = re.compile(rb"(?:^|(?<=\n))From [^\r\n]*\r?\n")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
# What the email library is known to raise for broken headers and bodies, at any step.
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError, RecursionError)
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "application/pdf": ".pdf"}
_IGNORED = {"text/calendar", "application/ics", "application/pgp-signature", "application/pkcs7-signature"}


def mail(data: bytes, limits: Limits) -> Reading:  # noqa: ARG001 - every reader takes limits
    """A message: its subject and body as text, its attachments as members.

    Raises:
        InputError: it cannot be taken apart.
    """
    if not _HEADER.match(data.lstrip()) or not _KNOWN.search(data[:_HEAD]):
        reading = decode(data)
        return reading._replace(notes=(*reading.notes, "plain text, not a mail message"))
    if len(_NESTS.findall(data)) > _MOST_PARTS:
        raise InputError(f"a message of more than {_MOST_PARTS:,} nested parts")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data.lstrip())
        return _reading(message)
    except _BROKEN as error:
        raise InputError(f"a broken mail message ({type(error).__name__})") from None


def mailbox(data: bytes, limits: Limits) -> Reading:  # noqa: ARG001 - every reader takes limits
    """The messages of a mailbox (mbox), as members.

    Raises:
        InputError: it is none.
    """
    if not _FROM.match(data):
        raise InputError("no mailbox: it does not begin with a line “From …”")
    return Reading("", "mbox", members=_messages(data))


def _messages(data: bytes) -> Iterator[Member]:
    """Each message; a line "From " begins one only behind a blank line and before a header, others are text."""
    starts = [
        found
        for found in _FROM.finditer(data)
        if (not found.start() or data[max(0, found.start() - 4) : found.start()].endswith((b"\n\n", b"\n\r\n")))
        and _HEADER.match(data, found.end())
    ]
    if not starts:
        raise InputError("no mailbox: there is no message in it")
    ends = [found.start() for found in starts[1:]] + [len(data)]
    for number, (found, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield Member(f"message {number}.eml", _ESCAPED.sub(rb"\1", data[found.end() : end]))


def _reading(message: MIMEPart) -> Reading:
    body, attachments, notes = _parts(message)
    subject = _header(message, "subject")
    text = body.text if body else ""
    opening = [" ".join(line.split()).casefold() for line in text[:_OPENING].splitlines()]
    if subject and subject.casefold() not in opening:
        text = f"{subject}\n\n{text}"
    if message.defects:
        notes.append("the message is not built as it should be: parts of it may be missing")
    return Reading(
        text,
        body.encoding if body else "mail",
        body.replaced if body else 0,
        notes=(*(body.notes if body else ()), *notes),
        released=_day(message) or (body.released if body else None),
        members=tuple(attachments),
    )


def _parts(message: MIMEPart) -> tuple[Reading | None, list[Member], list[str]]:
    """The body as text, the attachments, and what was odd."""
    plain: list[Reading] = []
    pages: list[Reading] = []
    members: list[Member] = []
    notes: list[str] = []
    # Without recursion: parts may be nested deep.
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        if kind in _IGNORED:
            continue
        if part.is_multipart() and kind != "message/rfc822":
            waiting[:0] = list(part.iter_parts())
        elif kind == "message/rfc822" or part.is_attachment() or part.get_filename():
            members.append(_member(part, kind, len(members) + 1))
        elif kind.startswith(("text/", "multipart/")):  # a multipart without a boundary is but text
            try:
                (pages if kind == "text/html" else plain).append(_page(part) if kind == "text/html" else _plain(part))
            except InputError as error:
                notes.append(f"a part of the message is left out: {error}")
    readings = [reading for reading in plain if reading.text.strip()] or pages
    if not readings:
        return None, members, notes
    first = readings[0]
    joined = "\n\n".join(reading.text.strip("\r\n") for reading in readings)
    return first._replace(text=joined, replaced=sum(reading.replaced for reading in readings)), members, notes


def _payload(part: MIMEPart) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _plain(part: MIMEPart) -> Reading:
    """A part of plain text, with the lines of format=flowed put together."""
    from bomca_cli.readers.web import decoded

    data = _payload(part)
    if not data:
        return Reading("", "mail")
    reading = decoded(data, part.get_content_charset())
    reading = reading._replace(text=reading.text.replace("\r\n", "\n"))  # line ends of mail are those of its transport
    if str(part.get_param("format", "")).lower() == "flowed":
        delsp = str(part.get_param("delsp", "")).lower() == "yes"
        reading = reading._replace(text=_unflowed(reading.text, delsp=delsp))
    return reading


def _page(part: MIMEPart) -> Reading:
    from bomca_cli.readers.web import decoded, page

    data = _payload(part)
    if not data.strip():
        return Reading("", "mail")
    return page(decoded(data, part.get_content_charset()))


def _unflowed(text: str, *, delsp: bool) -> str:
    """A line that ends with a blank goes on in the next one (RFC 3676); a signature mark "-- " does not."""
    lines: list[str] = []
    flows = False
    for raw in text.splitlines():
        line = raw.removeprefix(" ")
        if flows and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        flows = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if flows and delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _member(part: MIMEPart, kind: str, number: int) -> Member:
    name = str(part.get_filename() or "")
    if kind == "message/rfc822":
        inner = next(iter(part.iter_parts()), None) if part.is_multipart() else None
        data = inner.as_bytes(policy=policy.compat32) if inner is not None else _payload(part)
        return Member(f"{name or f'message {number}'}{'' if name.lower().endswith('.eml') else '.eml'}", data)
    return Member(name or f"part {number}{_SUFFIXES.get(kind, '')}", _payload(part))


def _header(message: MIMEPart, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except _BROKEN:
        return ""


def _day(message: MIMEPart) -> date | None:
    try:
        day = parsedate_to_datetime(_header(message, "date")).date()
    except (*_BROKEN, OverflowError):
        return None
    return day if day >= date(1990, 1, 1) else None
