"""Bytes → text: byte order marks, strict UTF-8, UTF-16 and UTF-32 without a mark, then the old code pages.

Nothing is repaired: line ends stay as they are, so offsets refer to the decoded text; only a byte order mark is left
out. Bytes that no encoding explains become U+FFFD and are counted.
"""

from __future__ import annotations

from bomca_cli.errors import InputError
from bomca_cli.readers.model import USUAL, Limits, Reading

# Longest first: the UTF-32 LE mark starts with the UTF-16 LE one.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CYRILLIC_PAGES = ("cp1251", "koi8-r", "cp866", "iso8859-5")
# How many of a thousand letters of Russian text each one is; letters that are rarer tell nothing.
_COMMON = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйх",
        (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 17, 16, 14, 12, 10),
        strict=True,
    )
)
_PUNCTUATION = frozenset("\u00a0«»„“”‘’–—…№•§°€\u00ad")
_READS_AS_RUSSIAN = 40  # mean of the above; Russian text has 55 to 65, a wrong page 10 to 35
_FEWEST = 4  # letters that tell anything
_SAMPLE = 20_000  # bytes that decide about the page: enough, however long the file


def decode(data: bytes, _limits: Limits = USUAL) -> Reading:
    """The text that ``data`` holds.

    Raises:
        InputError: the bytes are no text (NUL bytes that no UTF-16 or UTF-32 explains); the message is the reason.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], encoding)
    if b"\0" in data:
        return _forced(data, _wide(data))
    try:
        return Reading(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


def _forced(data: bytes, encoding: str) -> Reading:
    """Decode with the encoding that is known to be meant, whatever is broken in the data."""
    try:
        text, replaced = data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        replaced = text.count("\ufffd")
    if "\0" in text:
        raise InputError("binary data (NUL characters), not text")
    return Reading(text, encoding, replaced)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes stand: Latin, digits and spaces have one each."""
    sample = data[:_SAMPLE]
    nuls = [sample[at::4].count(0) for at in range(4)]
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    for encoding, fits in (
        ("utf-32-le", nuls[0] == 0 and nuls[2] and nuls[3]),
        ("utf-32-be", nuls[3] == 0 and nuls[0] and nuls[1]),
        ("utf-16-le", even == 0),
        ("utf-16-be", odd == 0),
    ):
        if fits and _reads(sample, encoding):
            return encoding
    raise InputError("binary data (NUL bytes), not text")


def _reads(sample: bytes, encoding: str) -> bool:
    """Whether nearly all that ``sample`` says in ``encoding`` is letters and signs of European writing."""
    text = sample.decode(encoding, "replace")
    known = sum(
        character in "\t\n\r" or " " <= character < "\u0600" or "\u2000" <= character < "\u2200" for character in text
    )
    return known * 10 >= len(text) * 9


def _not_utf8(data: bytes) -> Reading:
    broken = data.decode("utf-8", "replace")
    bad = broken.count("\ufffd")
    good = sum(character > "\x7f" for character in broken) - bad
    # Real UTF-8 with damage has far more whole characters than broken ones; an old code page hardly any.
    if good > 3 * bad:
        return Reading(broken, "utf-8", bad)
    sample = data[:_SAMPLE]
    page = max(_CYRILLIC_PAGES, key=lambda name: _russian(sample, name))
    if _russian(sample, page) < _READS_AS_RUSSIAN:
        page = _western(sample)
    text = data.decode(page, "replace")
    return Reading(text, page, text.count("\ufffd"))


def _russian(sample: bytes, page: str) -> float:
    """How much ``sample`` reads as Russian in ``page``: mean commonness of what is no ASCII, less odd capitals.

    charset-normalizer alone takes a third of the texts of one or two lines for another page (measured on the
    development releases); the commonness of letters tells these pages apart from about ten letters on.
    """
    text = sample.decode(page, "replace")
    total = count = 0
    before = " "
    for letter in text:
        if letter > "\x7f":
            if letter.isalpha():
                count += 1
                lower = letter.lower()
                # A capital behind a small letter, or a Cyrillic letter inside a Latin word, is no Russian.
                odd = (letter != lower and before.islower()) or (before.isascii() and before.isalpha())
                total += -100 if odd else _COMMON.get(lower, 0)
            elif letter not in _PUNCTUATION:
                count += 1  # a frame, a sign: what a wrong page makes of letters
        before = letter
    return total / count if count >= _FEWEST else 0.0


def _western(sample: bytes) -> str:
    """The code page of a text that is no Russian: cp1252 where it can be, for it is what English mail is written in.

    Only what cp1252 leaves undefined goes to the detector, which takes one English text in two for Polish.
    """
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        return best.encoding if best else "cp1252"
    return "cp1252"
