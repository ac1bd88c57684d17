"""What a file really is, told by its first bytes: names lie, above all those that end in .doc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers.zipped import opened

if TYPE_CHECKING:
    from bomca_cli.readers.model import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|p|div)\b", re.IGNORECASE | re.DOTALL
)
_MAIL = re.compile(rb"(?:(?:[A-Za-z][A-Za-z-]{0,60}:|[ \t])[^\n]*\n){0,60}?mime-version:", re.IGNORECASE)
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_WORD_MARK = b"\xec\xa5"
_START = 4096  # bytes that tell
_PACKED = {".docx", ".odt", ".zip"}
_BINARY = {*_PACKED, ".doc", ".pdf"}
_BY_MAGIC = {*_BINARY, ".rtf"}
NAMES = {
    ".docx": "a Word document", ".odt": "an OpenDocument text", ".zip": "a zip archive", ".doc": "an old Word document",
    ".pdf": "a PDF", ".rtf": "an RTF document", ".html": "a web page", ".eml": "a mail message", ".txt": "plain text",
}  # fmt: skip


def kind(data: bytes, suffix: str, limits: Limits) -> str:
    """The suffix whose reader reads ``data``: ``suffix`` itself where nothing speaks against it.

    Raises:
        InputError: encrypted, or of a kind that nobody reads here.
    """
    told = _binary(data, suffix, limits)
    if not told and suffix in _BY_MAGIC:
        told = _written(data, suffix)
    # A text may begin with "From:" or "<p>" and a page or a message with anything.
    return told or suffix


def _binary(data: bytes, suffix: str, limits: Limits) -> str:
    start = data[:_START]
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, suffix, limits)
    if data.startswith(_OLE):
        return _compound(data)
    if start.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    return ".pdf" if b"%PDF-" in start[:1024] else ""


def _packed(data: bytes, suffix: str, limits: Limits) -> str:
    """By the names inside; where they cannot be listed, the reader of the suffix will say why."""
    if data[30:].startswith(_OPEN_DOCUMENT):
        if data[30:].startswith(_OPEN_DOCUMENT + b"text"):
            return ".odt"
        raise InputError("an OpenDocument file that is no text")
    try:
        names = opened(data, limits).namelist()
    except InputError:
        return suffix if suffix in _PACKED else ".zip"
    if "[Content_Types].xml" not in names:
        return ".zip"
    folders = {name.partition("/")[0] for name in names}
    for folder, what in ("xl", "a workbook"), ("ppt", "a presentation"):
        if folder in folders and "word" not in folders:
            raise InputError(f"{what}, not a text")
    return ".docx"


def _compound(data: bytes) -> str:
    """The old container of Office: its folder lists streams by name in UTF-16."""
    if _stream("EncryptedPackage") in data or _is_locked(data):
        raise InputError("encrypted: it needs a password")
    if _stream("WordDocument") in data:
        return ".doc"
    raise InputError("an Office file that is no text document (a workbook, a presentation, a message)")


def _is_locked(data: bytes) -> bool:
    """Whether an old Word document is encrypted: a bit of its first block, which begins with Word's number."""
    at = data.find(_WORD_MARK)
    while at > 0 and at % 512:
        at = data.find(_WORD_MARK, at + 1)
    return at > 0 and len(data) > at + 11 and bool(data[at + 11] & 1)


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _written(data: bytes, suffix: str) -> str:
    """What is made of characters, under a name that promises something else."""
    from bomca_cli.readers.decode import decode

    if suffix in _PACKED and b"PK\x05\x06" in data:
        return suffix  # with something before it, which zip readers bear
    try:
        start = decode(data).text[:_START].encode("utf-8", "replace")
    except InputError:
        raise InputError(f"not {NAMES[suffix]}, nor anything else that is known") from None
    if re.match(rb"\s*<\?xml", start) and b"wordDocument" in start:
        raise InputError("a Word 2003 XML file; saved as .docx it can be read")
    if _HTML.match(start):
        return ".html"
    return ".eml" if _MAIL.match(start) else ".txt"
