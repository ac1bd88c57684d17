"""Word documents (.docx): headers, text, notes, footers, each once; insertions yes, deletions no.

The parts are found as the format asks: from the package to the document, from there to headers, notes and footers.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from bomca_cli.readers.flow import Flow, text_of
from bomca_cli.readers.markup import Stream, stream, value
from bomca_cli.readers.model import Reading
from bomca_cli.readers.zipped import Package

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesNSImpl

    from bomca_cli.readers.model import Limits

# Word writes the first; "strict" documents have the second.
_WORDS = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Deleted, moved away, the reading aid above a word: no text of the document.
_NOT_TEXT = frozenset(("del", "moveFrom", "delText", "delInstrText", "rt"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_PAGE_NUMBERS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_OFF = frozenset(("0", "false", "off"))


def docx(data: bytes, limits: Limits) -> Reading:
    """The text of a Word document.

    Raises:
        InputError: no such document, or one that is broken, encrypted or unpacks to more than the limit.
    """
    package = Package(data, limits)
    main = next((link.target for link in _links(package, "") if link.kind == "officeDocument"), "word/document.xml")
    body = _read(package, main)
    links = _links(package, main)
    notes = [line for kind in ("footnotes", "endnotes") for link in links if link.kind == kind
             for line in _read(package, link.target).flow.lines]  # fmt: skip
    targets = {link.id: link for link in links}

    def margins(kind: str) -> list[list[str]]:
        used = dict.fromkeys(at for at in body.margins if at in targets)
        return [_read(package, targets[at].target).flow.lines for at in used if targets[at].kind == kind]

    text = text_of(margins("header"), body.flow.lines, notes, footers=margins("footer"))
    return Reading(text, "docx")


class _Link(NamedTuple):
    id: str
    kind: str  # the last part of its type: officeDocument, header, footnotes
    target: str  # the name of a part


class _Links(Stream):
    """The relationships of a part."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: list[_Link] = []

    def start(self, space: str, name: str, attributes: AttributesNSImpl) -> bool:
        del space
        if name == "Relationship" and value(attributes, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, value(attributes, "Target"))).lstrip("/")
            kind = value(attributes, "Type").rpartition("/")[2]
            self.found.append(_Link(value(attributes, "Id"), kind, target))
        return True

    def end(self, space: str, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _links(package: Package, part: str) -> list[_Link]:
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    links = _Links(folder)
    if place in package.names:
        stream(package.part(place), links)
    return links.found


def _read(package: Package, part: str) -> _Words:
    words = _Words()
    stream(package.part(part), words)
    return words


class _Words(Stream):
    """One part of the document: its lines, and the headers and footers that it names, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow()
        self.margins: list[str] = []
        self._section: list[tuple[str, str]] = []  # kind and id of the headers and footers of a section
        self._title_page = False
        self._path: list[str] = []
        self._taken: list[bool] = []  # of each open choice between alternatives: whether one was taken
        self._joined = [False]  # of each open paragraph: whether its end was deleted
        self._hidden = [False]  # of each open run
        self._fields: list[str] = []  # what each open field was asked for; "" once it is known to be shown
        self._number = False  # within the number of a page

    def start(self, space: str, name: str, attributes: AttributesNSImpl) -> bool:
        if space == _ALTERNATIVES:
            if not self._alternative(name):
                return False
        elif space in _WORDS:
            if name in _NOT_TEXT and not self._deleted_mark(name):
                return False
            if name == "fldSimple" and _is_page_number(value(attributes, "instr")):
                return False
            if name in {"footnote", "endnote"} and value(attributes, "type") not in {"", "normal"}:
                return False  # the line above the notes
            self._start(name, attributes)
        self._path.append(name)
        return True

    def end(self, space: str, name: str) -> None:
        self._path.pop()
        if space == _ALTERNATIVES:
            if name == "AlternateContent":
                self._taken.pop()
        elif space in _WORDS:
            self._end(name)

    def text(self, text: str) -> None:
        if not self._path:
            return
        if self._path[-1] == "t":
            self._write(text.replace("\r", " ").replace("\n", " "))
        elif self._path[-1] == "instrText" and self._fields:
            self._fields[-1] += text

    def _alternative(self, name: str) -> bool:
        """Of alternatives the first is read: the others say the same for older programs."""
        if name == "AlternateContent":
            self._taken.append(False)
        elif self._taken:
            if self._taken[-1]:
                return False
            self._taken[-1] = True
        return True

    def _deleted_mark(self, name: str) -> bool:
        """Whether this says that the end of a paragraph was deleted (or moved), which joins it to the next one."""
        if name in {"del", "moveFrom"} and self._path[-2:] == ["pPr", "rPr"]:
            self._joined[-1] = True
            return True
        return False

    def _start(self, name: str, attributes: AttributesNSImpl) -> None:
        if name == "p":
            self.flow.start_paragraph()
            self._joined.append(False)
        elif name == "r":
            self._hidden.append(False)
        elif name == "tr":
            self.flow.start_row()
        elif name == "tc":
            self.flow.start_cell()
        elif name == "txbxContent":
            self.flow.start_box()
            self._hidden.append(False)
        elif name in _SIGNS:
            if self._path[-1:] == ["r"]:  # a tab is also the name of a stop in the settings of a paragraph
                self._write(_SIGNS[name])
        elif name == "sym":
            self._write(_sign(value(attributes, "char")))
        elif name == "fldChar":
            self._field(value(attributes, "fldCharType"))
        elif name == "vanish" and self._path[-2:] == ["r", "rPr"]:
            self._hidden[-1] = value(attributes, "val") not in _OFF
        elif name in {"headerReference", "footerReference"}:
            self._section.append((value(attributes, "type"), value(attributes, "id")))
        elif name == "titlePg":
            self._title_page = value(attributes, "val") not in _OFF

    def _end(self, name: str) -> None:
        if name == "p":
            self.flow.end_paragraph(joined=self._joined.pop())
            self._number = False  # whatever is broken in a field, the number of a page ends with its paragraph
        elif name == "r":
            self._hidden.pop()
        elif name == "tr":
            self.flow.end_row()
        elif name == "tc":
            self.flow.end_cell()
        elif name == "txbxContent":
            self._hidden.pop()
            self.flow.end_box()
        elif name == "sectPr":
            # The first page has a header of its own only where the section says so.
            self.margins += [at for kind, at in self._section if kind != "first" or self._title_page]
            self._section, self._title_page = [], False

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append("")
        elif step == "separate" and self._fields:
            self._number = self._number or _is_page_number(self._fields[-1])
        elif step == "end" and self._fields:
            self._fields.pop()
            self._number = False

    def _write(self, text: str) -> None:
        if not self._number and not self._hidden[-1]:
            self.flow.write(text)


def _is_page_number(instruction: str) -> bool:
    return any(word.upper() in _PAGE_NUMBERS for word in instruction.split(maxsplit=1)[:1])


def _sign(code: str) -> str:
    """The character of a symbol font: those without a place in Unicode are ornaments and bullets."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= character <= "\uf8ff" or "\ud800" <= character <= "\udfff" else character
