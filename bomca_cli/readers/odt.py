"""OpenDocument texts (.odt): headers, text, notes, footers, each once; insertions yes, deletions no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers.flow import Flow, text_of
from bomca_cli.readers.markup import Stream, stream, value
from bomca_cli.readers.model import Reading
from bomca_cli.readers.zipped import Package

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesNSImpl

    from bomca_cli.readers.model import Limits

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE, _STYLE = (
    f"{_ODF}{part}:1.0" for part in ("text", "table", "drawing", "office", "style")
)
_SVG = f"{_ODF}svg-compatible:1.0"
# Deletions, remarks, what a picture shows, numbers of pages, notes and list items, the making of an index.
_NOT_TEXT = {
    (_TEXT, name)
    for name in (
        "tracked-changes", "note-citation", "number", "page-number", "page-count", "ruby-text", "script",
        "table-of-content-source", "alphabetical-index-source", "illustration-index-source", "table-index-source",
        "object-index-source", "user-index-source", "bibliography-source",
    )
} | {(_OFFICE, "annotation"), (_OFFICE, "forms"), (_OFFICE, "scripts"), (_SVG, "title"), (_SVG, "desc")}  # fmt: skip
_PARAGRAPHS = frozenset(((_TEXT, "p"), (_TEXT, "h")))
_CELLS = frozenset(((_TABLE, "table-cell"), (_TABLE, "covered-table-cell")))
_MARGINS = frozenset(f"{where}{which}" for where in ("header", "footer") for which in ("", "-left", "-first"))
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 100  # that one element may stand for


def odt(data: bytes, limits: Limits) -> Reading:
    """The text of an OpenDocument text.

    Raises:
        InputError: no such document, or one that is broken, encrypted or unpacks to more than the limit.
    """
    package = Package(data, limits)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise InputError("encrypted: it needs a password")
    hidden: set[str] = set()
    margins = _Words(hidden)
    if "styles.xml" in package.names:
        stream(package.part("styles.xml"), margins)
    body = _Words(hidden)
    stream(package.part("content.xml"), body)
    text = text_of(margins.headers, body.flow.lines, body.notes.lines, footers=margins.footers)
    return Reading(text, "odt")


class _Words(Stream):
    """One part of the document: its lines, its notes, its headers and footers."""

    def __init__(self, hidden: set[str]) -> None:
        super().__init__()
        self.flow = Flow()
        self.notes = Flow()
        self.headers: list[list[str]] = []
        self.footers: list[list[str]] = []
        self._outer: list[Flow] = []  # those that wait while a note, header or footer is read
        self._style = ""  # that is being described
        self._hidden = hidden  # styles whose text is not shown
        self._blank = True  # whether a blank would be one too many: ODF reads a run of them as one

    def start(self, space: str, name: str, attributes: AttributesNSImpl) -> bool:
        element = (space, name)
        if element in _NOT_TEXT or (space == _TEXT and value(attributes, "style-name") in self._hidden):
            return False
        if element in _PARAGRAPHS:
            self.flow.start_paragraph()
            self._blank = True
        elif element == (_TABLE, "table-row"):
            self.flow.start_row()
        elif element in _CELLS:
            self.flow.start_cell()
        elif space == _DRAW:  # a frame, or any shape, may hold paragraphs
            self.flow.start_box()
        elif element == (_TEXT, "note-body"):
            self._outer.append(self.flow)
            self.flow = self.notes
        elif space == _STYLE and name in _MARGINS:
            self._outer.append(self.flow)
            self.flow = Flow()
        elif element == (_STYLE, "style"):
            self._style = value(attributes, "name")
        elif element == (_STYLE, "text-properties"):
            if value(attributes, "display") == "none" and self._style:
                self._hidden.add(self._style)
        elif space == _TEXT:
            self._sign(name, attributes)
        return True

    def end(self, space: str, name: str) -> None:
        element = (space, name)
        if element in _PARAGRAPHS:
            self.flow.end_paragraph()
            self._blank = False  # of the paragraph around, where this one stood in a box or note
        elif element == (_TABLE, "table-row"):
            self.flow.end_row()
        elif element in _CELLS:
            self.flow.end_cell()
        elif space == _DRAW:
            self.flow.end_box()
        elif element == (_TEXT, "note-body"):
            self.flow = self._outer.pop()
        elif space == _STYLE and name in _MARGINS:
            (self.headers if name.startswith("header") else self.footers).append(self.flow.lines)
            self.flow = self._outer.pop()

    def text(self, text: str) -> None:
        text = _BLANKS.sub(" ", text)
        if self._blank:
            text = text.removeprefix(" ")
        if text:
            self.flow.write(text)
            self._blank = text.endswith(" ")

    def _sign(self, name: str, attributes: AttributesNSImpl) -> None:
        if name == "s":
            count = value(attributes, "c")
            self.flow.write(" " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, _MOST_BLANKS))
        elif name == "tab":
            self.flow.write("\t")
        elif name == "line-break":
            self.flow.write("\n")
        else:
            return
        self._blank = False
