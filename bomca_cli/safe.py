"""Foreign text made safe to show: what nobody can see, or what a terminal would obey, becomes something to see.

Documents and file names come from mail and the web. Everything of theirs that reaches a screen, a message or a cell
passes ``visible`` first.
"""

from __future__ import annotations

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Letters by category that print as nothing: a name made of them cannot be told from an empty one.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
# Cc controls, Cf format characters (bidi, zero-width, tags), Cs lone surrogates, Zl and Zp line separators,
# Co and Cn characters without a meaning that a terminal would know.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))


class _Shown(dict[int, str]):
    """What each character is shown as, worked out when it is first met; the form that ``str.translate`` reads."""

    def __missing__(self, code: int) -> str:
        from unicodedata import category

        character = chr(code)
        if code < 0x20:
            shown = chr(0x2400 + code)  # ESC as ␛
        elif code == 0x7F:
            shown = "␡"
        elif character == "\N{SOFT HYPHEN}":
            shown = ""  # says where a word may break and nothing else
        elif 0xDC80 <= code <= 0xDCFF:
            shown = f"\\x{code - 0xDC00:02x}"  # a byte of a file name that is no UTF-8
        elif category(character) in _UNSEEN or character in _BLANK_LETTERS:
            shown = REPLACEMENT
        else:
            shown = character
        self[code] = shown
        return shown


_SHOWN = _Shown()


def visible(text: str, *, keep: str = "") -> str:
    r"""``text`` as it may be shown: one line, every character visible, nothing that a terminal obeys.

    Args:
        text: anything, a file name with undecodable bytes too.
        keep: control characters that stay as they are, such as a line break where several lines may be shown.

    Returns:
        Control characters as their pictures (``␛``), bytes that are no UTF-8 as ``\xff``, other unseen characters
        (bidi, zero-width, tags, line separators) as ``�``; soft hyphens are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    if not keep:
        return text.translate(_SHOWN)
    return "".join(character if character in keep else _SHOWN[ord(character)] for character in text)


def quoted(text: str) -> str:
    """``text`` between quotes for a message of one line, cut where it is too long to be read."""
    shown = visible(text)
    return f"“{shown if len(shown) <= 80 else shown[:79] + '…'}”"
