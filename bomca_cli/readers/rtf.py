r"""Rich text (.rtf): headers, text, notes, footers, each once; insertions yes, deletions no.

A group ``{...}`` keeps what control words set inside it; a word that opens a group may make it a destination: a place
of its own, such as a footnote, or data that are no text, such as the table of fonts.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.errors import InputError
from bomca_cli.readers.flow import row_lines, text_of
from bomca_cli.readers.model import Reading

if TYPE_CHECKING:
    from bomca_cli.readers.model import Limits

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|."
)
_CHARSETS = {  # \fcharset, where Python knows the code page
    0: "cp1252", 77: "mac_roman", 84: "mac_cyrillic", 89: "mac_latin2", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SIGNS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005",
    b"zwj": "\u200d", b"zwnj": "\u200c", b"~": "\u00a0", b"-": "\u00ad", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\",
    b"nestcell": "\t", b"nestrow": "\n",
}  # fmt: skip
_HEADERS = frozenset((b"header", b"headerl", b"headerr", b"headerf"))
_FOOTERS = frozenset((b"footer", b"footerl", b"footerr", b"footerf"))
# Destinations without text of the document. Those behind \* are passed over unless _KNOWN.
_DATA = frozenset(
    b"fonttbl colortbl stylesheet info pict objdata sp shprslt fldinst bkmkstart bkmkend listtext pntext annotation "
    b"atnid atnauthor atrfstart atrfend filetbl revtbl nonesttables xe tc rxe template themedata ftnsep ftnsepc "
    b"aftnsep aftnsepc do private".split()
)
_KNOWN = frozenset((b"shpinst", b"nesttableprops", b"footnote"))
_CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n")  # which no text has, but \\u can name
_PAGE_NUMBER = re.compile(rb"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def rtf(data: bytes, _limits: Limits) -> Reading:
    """The text of a rich text document.

    Raises:
        InputError: no such document.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("no RTF document")
    words = _Words()
    words.read(data)
    text = text_of(words.headers, words.body.lines, words.notes, footers=words.footers)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # \u gives halves of characters
    return Reading(whole.translate(_CONTROLS), "rtf", words.replaced)


class _Group(NamedTuple):
    """What a group inherits and gives back."""

    passed: bool = False
    fonts: bool = False  # the table of fonts
    field: int = 0  # the depth of the field
    asked: bool = False  # what the field is asked for
    font: int = -1
    skip: int = 1  # how many characters follow a \u for older programs
    deleted: bool = False
    hidden: bool = False
    table: bool = False


class _Place:
    """Lines being written: the body, a header, a note, a box."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._cell: list[str] = []
        self._row: list[list[str]] = []

    def write(self, text: str) -> None:
        self._parts.append(text)

    def end_paragraph(self, *, table: bool) -> None:
        if not table:
            self.end_row()
        (self._cell if table else self.lines).extend("".join(self._parts).split("\n"))
        self._parts.clear()

    def end_cell(self) -> None:
        self.end_paragraph(table=True)
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """A row; one that has no end in the document ends before the next paragraph outside tables."""
        if self._cell:
            self._row.append(self._cell)
        self.lines += row_lines(self._row)
        self._cell, self._row = [], []

    def close(self, boxes: list[str]) -> None:
        if self._parts:
            self.end_paragraph(table=False)
        self.end_row()
        self.lines += boxes


class _Words:
    def __init__(self) -> None:
        self.body = _Place()
        self.headers: list[list[str]] = []
        self.footers: list[list[str]] = []
        self.notes: list[str] = []
        self.replaced = 0
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._group = _Group()
        self._groups: list[_Group] = []
        self._place = self.body
        self._places: list[tuple[int, list[list[str]] | list[str], _Place]] = []  # depth, where it goes, what waits
        self._boxes: list[str] = []  # of the open paragraph
        self._bytes = bytearray()
        self._skip = 0
        self._number = 0  # the depth at which the number of a page is shown
        self._starred = False

    def read(self, data: bytes) -> None:
        at = 0
        while found := _TOKEN.match(data, at):
            at = found.end()
            word, number, code, sign, brace, text = found.groups()
            if text or code:
                self._text(text or bytes((int(code, 16),)))
                continue
            self._flush()
            if brace == b"{":
                self._skip = 0
                self._groups.append(self._group)
            elif brace:
                self._skip = 0
                if not self._groups:
                    break
                self._close()
                if not self._groups:
                    break  # what stands behind the document is not part of it
            elif word == b"bin":
                at += max(int(number or 0), 0)
            elif word:
                self._word(word, None if number is None else int(number))
            elif sign:
                self._sign(sign)
        self._flush()
        while self._groups:
            self._close()
        self.body.close(self._boxes)

    def _text(self, text: bytes) -> None:
        self._starred = False
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        group = self._group
        if group.asked and _PAGE_NUMBER.match(text):
            self._number = group.field
        if not (group.passed or group.deleted or group.hidden or self._number):
            self._bytes += text

    def _flush(self) -> None:
        """The bytes so far as text, in the code page of their font."""
        if self._bytes:
            page = self._fonts.get(self._group.font, self._page)
            text = self._bytes.decode(page, "replace")
            self.replaced += text.count("\ufffd")
            self._place.write(text)
            self._bytes.clear()

    def _write(self, text: str) -> None:
        group = self._group
        if not (group.passed or group.deleted or group.hidden or self._number):
            self._place.write(text)

    def _sign(self, sign: bytes) -> None:
        self._skip = 0
        if sign == b"*":
            self._starred = True
        elif sign in b"\r\n":
            self._paragraph()
        elif sign in _SIGNS:
            self._write(_SIGNS[sign])

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self._starred = self._starred, False
        self._skip = 0
        group = self._group
        if self._font(word, number):
            return
        if word == b"u":
            self._write(chr((number or 0) & 0xFFFF))
            self._skip = group.skip
        elif group.passed:
            pass
        elif word in _DATA or (starred and word not in _KNOWN):
            self._group = group._replace(passed=True, fonts=word == b"fonttbl", asked=word == b"fldinst")
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in {b"par", b"sect"}:
            self._paragraph()
        elif word == b"cell":
            self._place.end_cell()
        elif word == b"row":
            self._place.end_row()
        elif word in _HEADERS:
            self._open(self.headers)
        elif word in _FOOTERS:
            self._open(self.footers)
        elif word == b"footnote":
            self._open(self.notes)
        elif word == b"shptxt":
            self._open(self._boxes)
        else:
            self._set(word, number)

    def _set(self, word: bytes, number: int | None) -> None:
        group = self._group
        if word == b"field":
            self._group = group._replace(field=len(self._groups))
        elif word == b"uc":
            self._group = group._replace(skip=max(number or 0, 0))
        elif word == b"deleted":
            self._group = group._replace(deleted=number != 0)
        elif word == b"v":
            self._group = group._replace(hidden=number != 0)
        elif word == b"plain":
            self._group = group._replace(deleted=False, hidden=False)
        elif word == b"intbl":
            self._group = group._replace(table=True)
        elif word == b"pard":
            self._group = group._replace(table=False)
        elif word == b"ansicpg":
            self._page = _known(f"cp{number}") or self._page
        elif word == b"mac":
            self._page = "mac_roman"

    def _font(self, word: bytes, number: int | None) -> bool:
        """Whether the word is about fonts, in their table or in the text."""
        if word == b"f" or (word == b"deff" and self._group.font < 0):
            self._group = self._group._replace(font=number or 0)
        elif self._group.fonts and word == b"fcharset" and number in _CHARSETS:
            self._fonts[self._group.font] = _CHARSETS[number]
        elif self._group.fonts and word == b"cpg":
            self._fonts[self._group.font] = _known(f"cp{number}") or self._page
        else:
            return False
        return True

    def _paragraph(self) -> None:
        if self._group.passed or self._group.deleted:
            return  # the end of a paragraph that was deleted joins it to the next one
        self._place.end_paragraph(table=self._group.table)
        if self._place is self.body:
            self.body.lines += self._boxes
            self._boxes.clear()

    def _open(self, into: list[list[str]] | list[str]) -> None:
        self._places.append((len(self._groups), into, self._place))
        self._place = _Place()
        self._group = self._group._replace(deleted=False, hidden=False, table=False)

    def _close(self) -> None:
        while self._places and self._places[-1][0] == len(self._groups):
            _, into, outer = self._places.pop()
            self._place.close([])
            if into is self.headers or into is self.footers:
                into.append(self._place.lines)  # type: ignore[arg-type]
            else:
                into.extend(self._place.lines)  # type: ignore[arg-type]
            self._place = outer
        self._group = self._groups.pop()
        if len(self._groups) < self._number:
            self._number = 0


def _known(page: str) -> str:
    try:
        return codecs.lookup({"cp10007": "mac_cyrillic", "cp65001": "utf-8"}.get(page, page)).name
    except LookupError:
        return ""
