"""JSON that is safe to show: what a terminal would obey or hide is escaped, everything else stays readable."""

from __future__ import annotations

import json
from typing import Any

from bomca_cli.render.target import json_escape
from bomca_cli.safe import visible


class _Escapes(dict[int, str]):
    """What each character is written as, worked out when it is first met; the form that ``str.translate`` reads."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if visible(char) == char else json_escape(char)
        return self[code]


_ESCAPES = _Escapes()
_ESCAPES[0x7F] = "\\u007f"  # json leaves it as it is


def dump(value: Any) -> str:
    """``value`` on one line of JSON, keys in their own order."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() and "\x7f" not in text else text.translate(_ESCAPES)
