"""PDF → text with pages: the text layer as pdfium reads it, put back into paragraphs by ``pages``.

pdfium runs no scripts and fetches nothing; what it refuses is named here.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from bomca_cli.errors import InputError
from bomca_cli.readers.model import Reading
from bomca_cli.readers.pages import laid_out
from bomca_cli.readers.printed import Line, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bomca_cli.readers.model import Limits

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 5_000_000  # of all pages: more than any release, fewer than what takes minutes
_HYPHEN = 0x2  # how pdfium marks a hyphen that ends a line
_REASONS = {
    "FPDF_ERR_PASSWORD": "encrypted: it needs a password",
    "FPDF_ERR_SECURITY": "encrypted in a way that cannot be read",
    "FPDF_ERR_FORMAT": "a broken or truncated PDF",
}
_BULLETS = dict.fromkeys(range(0xF0A0, 0xF0FF), "•")  # of the fonts Symbol and Wingdings, which are no Unicode
_FONT_NAME = 256  # bytes that tell whether a font is bold
_BOLD = 600
_TAIL = 2048  # bytes at the end, of which one line is the mark of the end


def pdf(data: bytes, limits: Limits) -> Reading:  # noqa: ARG001 - every reader takes limits
    """The text of a PDF, paragraph by paragraph, and where its pages begin.

    Raises:
        InputError: encrypted, broken, too many pages or characters, or without any text.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        names = (name for name in _REASONS if getattr(raw, name) == getattr(error, "err_code", None))
        raise InputError(_REASONS[next(names, "FPDF_ERR_FORMAT")]) from None
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise InputError(f"a PDF of {count:,} pages; {_MOST_PAGES:,} are read at most")
        return _reading(data, list(_pages(document)))
    finally:
        document.close()


def _reading(data: bytes, read: list[Page | None]) -> Reading:
    pages = [page or Page((), 0.0) for page in read]
    text, starts, unknown = laid_out(pages)
    if not text.strip():
        broken = sum(page is None for page in read)
        raise InputError("a broken PDF: none of its pages can be read" if broken else "has no text (pictures only)")
    return Reading(text, "pdf", unknown, starts, tuple(_notes(data, read)))


def _notes(data: bytes, read: list[Page | None]) -> Iterator[str]:
    for said, numbers in (
        ("cannot be read", [n for n, page in enumerate(read, 1) if page is None]),
        ("no text (pictures only)", [n for n, page in enumerate(read, 1) if page is not None and not page.lines]),
    ):
        if numbers:
            shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
            verb = "" if said.startswith("cannot") else "has " if len(numbers) == 1 else "have "
            yield f"page{'s' if len(numbers) > 1 else ''} {shown} {verb}{said}"
    if b"%%EOF" not in data[-_TAIL:]:
        yield "the end of the PDF is missing: it may have had more pages"


def _pages(document: Any) -> Iterator[Page | None]:
    """The lines of each page; None for one that cannot be read."""
    import pypdfium2

    left = _MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield None
            continue
        try:
            layer = page.get_textpage()
            try:
                left -= layer.count_chars()
                if left < 0:
                    raise InputError(f"a PDF of more than {_MOST_CHARACTERS:,} characters")
                yield Page(tuple(_lines(layer)), page.get_height())
            finally:
                layer.close()
        except pypdfium2.PdfiumError:
            yield None
        finally:
            page.close()


def _lines(layer: Any) -> Iterator[Line]:
    """The lines of a page in the order of its content, each with the place of its ink."""
    from pypdfium2 import raw

    first, codes = 0, []
    count = layer.count_chars()
    for at in range(count):
        code = raw.FPDFText_GetUnicode(layer, at)
        if code not in (10, 13):
            codes.append(code)
        if code in (10, 13, _HYPHEN) or at + 1 == count:
            line = _line(layer, first, codes)
            if line is not None:
                yield line
            first, codes = at + 1, []


def _line(layer: Any, first: int, codes: list[int]) -> Line | None:
    from pypdfium2 import raw

    said = "".join(map(_character, codes))
    text = said.strip()
    if not text:
        return None
    hyphen = codes[-1] == _HYPHEN
    start = first + len(said) - len(said.lstrip())
    # A hyphen at the end of a line has no place: the character before it stands for it.
    last = max(start, start + len(text) - 1 - hyphen)
    word = min(last, start + len(text.split(None, 1)[0]) - 1)
    left, _, height = _box(layer, start)
    base = ctypes.c_double()
    raw.FPDFText_GetCharOrigin(layer, start, ctypes.c_double(), base)
    return Line(
        _joined_pairs(text),
        left,
        max(left, _box(layer, last)[1]),
        base.value,
        height,
        max(0.0, _box(layer, word)[1] - left),
        raw.FPDFText_GetFontSize(layer, start),
        (_is_bold(layer, start), _is_bold(layer, last)),
        hyphen,
    )


def _box(layer: Any, at: int) -> tuple[float, float, float]:
    """Left and right edge of a character, and how high its font is."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(layer, at, box)
    return box.left, box.right, max(0.0, box.top - box.bottom)


def _is_bold(layer: Any, at: int) -> bool:
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(_FONT_NAME)
    raw.FPDFText_GetFontInfo(layer, at, name, _FONT_NAME, ctypes.c_int())
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(layer, at) >= _BOLD


def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code in (0, 0xFFFE, 0xFFFF):
        return "\ufffd"  # a glyph whose font does not tell the letter
    return _BULLETS.get(code) or chr(code)


def _joined_pairs(text: str) -> str:
    """The text with surrogates, which pdfium gives one by one, as the characters that they mean."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
