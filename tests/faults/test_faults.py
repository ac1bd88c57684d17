"""Whatever happens to a command or to the index: the next answers are those of a fresh index."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faulty import ASKED, answers, comes, fill, index, start, theirs
from transcript import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda how: how.name
)
def test_an_end_at_any_moment(
    home: dict[str, str], corpus: Path, fresh: list[str], whole: float, how: signal.Signals
) -> None:
    pick = random.Random(7)
    for _ in range(6 if how is signal.SIGKILL else 2):  # each goes on from where the one before was ended
        process = start(["index"], home, corpus)
        time.sleep(pick.uniform(0.3, 0.9) * whole)
        process.send_signal(how)
        _, err = process.communicate(timeout=60)
        if how is signal.SIGINT:
            assert process.returncode in (0, 130)
            assert "Traceback" not in err
    assert comes(lambda: not theirs(home))  # no process is left behind
    assert answers(home, corpus) == fresh


def test_eight_at_once_on_two_corpora(home: dict[str, str], corpus: Path, fresh: list[str], tmp_path: Path) -> None:
    other = fill(tmp_path / "other", 40)
    smaller = answers(environment(tmp_path / "calm"), other)
    for turn in range(2):  # cold, then on stale indexes
        processes = [start(ASKED[0], home, folder) for folder in (corpus, other) * 4]
        said = [process.communicate(timeout=240) for process in processes]
        assert [process.returncode for process in processes] == [0] * 8, said
        assert [out for out, _ in said] == [fresh[0], smaller[0]] * 4
        if not turn:
            for path in (*corpus.rglob("1*.txt"), *other.rglob("0*.txt")):
                path.touch()
    assert len([*Path(home["XDG_CACHE_HOME"], "bomca").glob("*.sqlite")]) == 2
    assert answers(home, other) == smaller


@pytest.mark.parametrize("most", [0, 60_000])
def test_a_full_disk(home: dict[str, str], corpus: Path, fresh: list[str], most: int) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    process = start(ASKED[0], home, corpus, preexec_fn=full)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "no index can be kept" in err
    assert out.replace("\n", "")[-500:] == fresh[0].replace("\n", "")[-500:]
    assert answers(home, corpus) == fresh


@pytest.mark.parametrize("place", ["/proc/none", "/dev/null"])
def test_no_place_for_an_index(home: dict[str, str], corpus: Path, fresh: list[str], place: str) -> None:
    process = start(ASKED[2], home | {"XDG_CACHE_HOME": place}, corpus)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, fresh[2])
    assert err.count("no index can be kept") == 1


def _flip(path: Path, pick: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[pick.randrange(100)] ^= 1 << pick.randrange(8)  # the header
    path.write_bytes(data)


def _flip_inside(path: Path, pick: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[pick.randrange(100, len(data))] ^= 1 << pick.randrange(8)
    path.write_bytes(data)


def _scramble(path: Path, pick: random.Random) -> None:
    data = bytearray(path.read_bytes())
    at = pick.randrange(1, len(data) // 4096) * 4096
    data[at : at + 4096] = pick.randbytes(4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        _flip,
        _flip_inside,
        _scramble,
        lambda path, pick: os.truncate(path, pick.randrange(path.stat().st_size)),
        lambda path, _: path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + b"x" * 9000),
        lambda path, _: path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 999),
    ],
    ids=["flip in the header", "flip anywhere", "a page of noise", "truncated", "WAL of noise", "journal of noise"],
)
def test_a_damaged_index(built: dict[str, str], corpus: Path, fresh: list[str], damage: object) -> None:
    pick = random.Random(3)
    for _ in range(2):
        damage(index(built), pick)
        assert answers(built, corpus) == fresh


def test_a_stopped_peer_is_not_waited_for(built: dict[str, str], corpus: Path, fresh: list[str]) -> None:
    code = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); time.sleep(600)"
    )
    peer = subprocess.Popen([sys.executable, "-c", code, str(index(built))], stdout=subprocess.PIPE, text=True)
    try:
        assert peer.stdout is not None
        peer.stdout.readline()
        process = start(ASKED[2], built, corpus)
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out) == (0, fresh[2])
        assert "no index can be kept" in err
    finally:
        peer.kill()
        peer.communicate()
    assert answers(built, corpus) == fresh


def test_many_bad_files_are_summed_up(home: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number}.txt").write_bytes(b"")
    (folder / "good.txt").write_text("Dushanbe, 5 May 2019. BOMCA phase 9.")
    process = start(["list"], home, folder)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err.count("\n") == 11
    assert "and 90 more like this; bomca index --status lists them" in err
    out, _ = start(["index", "--status"], home, folder).communicate(timeout=60)
    assert out.count("the file is empty") == 100


def test_strict_refuses_what_cannot_be_looked_into(home: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text("Dushanbe, 5 May 2019. BOMCA phase 9.")
    (folder / "link.txt").symlink_to("nothing.txt")
    process = start(["list"], home, folder)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.count("\n")) == (0, 1)
    process = start(["list", "--strict"], home, folder)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "a link to nothing" in err
