"""Draw the terminal pictures of the README: each command as it looks on a terminal of 100 columns, through Rich.

usage: python docs/pictures.py
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 100

# name of the picture → command
COMMANDS = {
    "list": "bomca list",
    "search": 'bomca search "green border"',
    "show": "bomca show 2018-08-02",
    "timeline": "bomca timeline",
    "funding": "bomca funding",
}
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def picture(command: str) -> str:
    """The SVG of a terminal after ``command``."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "XDG_CACHE_HOME": home, "COLUMNS": str(WIDTH), "PYTHONUTF8": "1",
            "BOMCA_CORPUS": "seeds",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "bomca_cli", "-q", *shlex.split(command)[1:], "-f", "rich", "--color", "always"],
            env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
    console.print(Text.from_ansi(done.stdout), soft_wrap=True)
    name = command.split()[1]
    svg = console.export_svg(title=command, theme=MONOKAI, unique_id=f"bomca-{name}")
    svg = FONT_FACE.sub("", svg)  # nothing is loaded from the network: the reader's own fixed-width font is used
    # Readers of SVG other than browsers leave out blanks at the ends of a text, whose length then is another.
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(exist_ok=True)
    for name, command in COMMANDS.items():
        (PICTURES / f"{name}.svg").write_text(picture(command), encoding="utf-8")


if __name__ == "__main__":
    main()
