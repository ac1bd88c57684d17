"""A cache that may not be written, or not be read: the answer is the same and says so once.

Root may write everywhere; a command of root's is asked without that privilege, which Linux can take away.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faulty import fill, index, start
from transcript import environment

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="permissions as Linux has them")

ASKED = (["list", "-f", "csv"], ["search", "border", "-f", "csv"])
PR_CAPBSET_DROP = 24
PRIVILEGES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: permissions of files do not count


def _powerless() -> None:
    """Have the program that is started next obey permissions; it gets no more than what is left here."""
    if os.geteuid() == 0:
        for privilege in PRIVILEGES:
            if ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, privilege, 0, 0, 0):
                os._exit(77)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus."""
    return fill(tmp_path_factory.mktemp("read only") / "corpus", 40)


@pytest.fixture(scope="module")
def usual(place: Path) -> list[str]:
    """What is said of it where a cache can be kept."""
    home = environment(place.parent / "usual")
    return [start(arguments, home, place).communicate(timeout=60)[0] for arguments in ASKED]


def _closed(home: dict[str, str], place: Path) -> list[Path]:  # noqa: ARG001
    folder = Path(home["XDG_CACHE_HOME"])
    folder.mkdir()
    return [folder]


def _closed_behind(home: dict[str, str], place: Path) -> list[Path]:
    start(ASKED[0], home, place).communicate(timeout=60)
    return [index(home), index(home).parent]


def _no_journal(home: dict[str, str], place: Path) -> list[Path]:
    start(ASKED[0], home, place).communicate(timeout=60)
    for path in place.rglob("0*.txt"):
        path.touch()
    return [index(home).parent]


def _secret(home: dict[str, str], place: Path) -> list[Path]:
    start(ASKED[0], home, place).communicate(timeout=60)
    index(home).chmod(0)
    return []


@pytest.mark.parametrize("made", [_closed, _closed_behind, _no_journal, _secret], ids=lambda made: made.__name__[1:])
def test_a_cache_that_may_not_be_written(
    home: dict[str, str], place: Path, usual: list[str], made: Callable[[dict[str, str], Path], list[Path]]
) -> None:
    kept = made(home, place)
    before = {path: path.stat().st_mode for path in kept}
    for path in kept:
        path.chmod(path.stat().st_mode & ~0o222)
    for arguments, expected in zip(ASKED, usual, strict=True):
        process = start(arguments, home, place, preexec_fn=_powerless)
        out, err = process.communicate(timeout=60)
        if process.returncode == 77:
            pytest.skip("privileges cannot be given up here")
        assert (process.returncode, out) == (0, expected), err
        assert err.count("no index can be kept") == 1, err
    for path, mode in reversed(before.items()):
        path.chmod(mode)
    for arguments, expected in zip(ASKED, usual, strict=True):
        assert start(arguments, home, place).communicate(timeout=60)[0] == expected
