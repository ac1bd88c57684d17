"""A corpus, commands that are asked about it, and the processes that they leave."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

PLACES = ("Dushanbe", "Bishkek", "Tashkent", "Osh", "Khujand")
# Many small portions, so that there is much to be interrupted.
CODE = "import bomca_cli.corpus.freshness as f; f._MOST = 10; from bomca_cli.__main__ import main; main()"
ASKED = (
    ["list", "--json"],
    ["search", "border", "--json", "-n", "50"],
    ["funding", "-f", "csv"],
    ["index", "--status", "--json", "--columns", "files"],
)


def fill(folder: Path, count: int) -> Path:
    """Put ``count`` releases into ``folder``, a bad file and a copy; return it."""
    for number in range(count):
        place = folder / f"{number % 7}" / f"{number:03}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            f"Border guards meet, No {number}\n\n{PLACES[number % 5]}, {number % 28 + 1} May {2010 + number % 12}. "
            f"The EU allocated EUR {number + 1} million to BOMCA phase {number % 9 + 1}. Border talks went on.\n"
        )
    (folder / "bad.txt").write_bytes(b"\0\1")
    (folder / "copy.txt").write_bytes((folder / "3" / "003.txt").read_bytes())
    return folder


_HEARS = "import signal\nif hasattr(signal, 'SIGHUP'): signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"


def start(
    arguments: list[str], home: dict[str, str], corpus: Path, code: str = CODE, **given: object
) -> subprocess.Popen[str]:
    """A command on ``corpus``, which a signal ends even where whoever runs the tests has it ignored (``nohup``)."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{_HEARS}{code}", *arguments, "-C", corpus.name],
        env=home, cwd=corpus.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **given,
    )  # fmt: skip


def answers(home: dict[str, str], corpus: Path) -> list[str]:
    """What commands say, one after the other."""
    said = []
    for arguments in ASKED:
        process = start(arguments, home, corpus)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert "Traceback" not in err
        said.append(out)
    return said


def index(home: dict[str, str]) -> Path:
    """The only index in a cache."""
    (path,) = Path(home["XDG_CACHE_HOME"], "bomca").glob("*.sqlite")
    return path


def theirs(home: dict[str, str]) -> list[int]:
    """The processes that run with this cache."""
    sign = f"XDG_CACHE_HOME={home['XDG_CACHE_HOME']}\0".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if sign in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:  # it has ended, or is not ours
            continue
    return found


def is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended may wait for its parent for ever."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def comes(true: object) -> bool:
    """Whether ``true()`` comes to be; nothing that is right takes as long as that is waited for."""
    deadline = time.monotonic() + 60
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(found)
