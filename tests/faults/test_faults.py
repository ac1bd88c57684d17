"""Whatever happens to a command or to the index: the next answers are those of a fresh index."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from transcript import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

PLACES = ("Dushanbe", "Bishkek", "Tashkent", "Osh", "Khujand")
COUNT = 150
# Many small portions, so that there is much to be interrupted.
CODE = "import bomca_cli.corpus.freshness as f; f._MOST = 10; from bomca_cli.__main__ import main; main()"
ASKED = (
    ["list", "--json"],
    ["search", "border", "--json", "-n", "50"],
    ["funding", "-f", "csv"],
    ["index", "--status", "--json", "--columns", "files"],
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "corpus"
    for number in range(COUNT):
        place = folder / f"{number % 7}" / f"{number:03}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            f"Border guards meet, No {number}\n\n{PLACES[number % 5]}, {number % 28 + 1} May {2010 + number % 12}. "
            f"The EU allocated EUR {number + 1} million to BOMCA phase {number % 9 + 1}. Border talks went on.\n"
        )
    (folder / "bad.txt").write_bytes(b"\0\1")
    (folder / "copy.txt").write_bytes((folder / "3" / "003.txt").read_bytes())
    return folder


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path)


def start(arguments: list[str], home: dict[str, str], corpus: Path, **given: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CODE, *arguments, "-C", "corpus"],
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


@pytest.fixture(scope="module")
def fresh(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The answers of an index that nothing happened to."""
    return answers(environment(tmp_path_factory.mktemp("fresh")), corpus)


def index(home: dict[str, str]) -> Path:
    (path,) = Path(home["XDG_CACHE_HOME"], "bomca").glob("*.sqlite")
    return path


def took(home: dict[str, str], corpus: Path) -> float:
    """Seconds that a command takes which builds the index."""
    since = time.monotonic()
    start(["index"], home, corpus).communicate(timeout=120)
    shutil.rmtree(home["XDG_CACHE_HOME"])
    return time.monotonic() - since


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_end_at_any_moment(home: dict[str, str], corpus: Path, fresh: list[str], how: signal.Signals) -> None:
    whole = took(home, corpus)
    pick = random.Random(7)
    for _ in range(6 if how is signal.SIGKILL else 2):  # each goes on from where the one before was ended
        process = start(["index"], home, corpus)
        time.sleep(pick.uniform(0.3, 0.9) * whole)
        process.send_signal(how)
        _, err = process.communicate(timeout=60)
        if how is signal.SIGINT:
            assert process.returncode in (0, 130)
            assert "Traceback" not in err
    assert answers(home, corpus) == fresh


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_no_process_is_left_behind(home: dict[str, str], corpus: Path) -> None:
    whole = took(home, corpus)
    process = start(["index"], home, corpus)
    time.sleep(0.6 * whole)
    process.kill()
    process.communicate(timeout=60)
    children = [path for path in Path("/proc").iterdir() if path.name.isdigit() and _is_ours(path, home)]
    deadline = time.monotonic() + 30
    while any(_is_ours(path, home) for path in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_is_ours(path, home) for path in children)


def _is_ours(process: Path, home: dict[str, str]) -> bool:
    """Whether a process was started with this cache."""
    try:
        said = (process / "environ").read_bytes()
    except OSError:
        return False
    return f"XDG_CACHE_HOME={home['XDG_CACHE_HOME']}\0".encode() in said


def test_eight_at_once(home: dict[str, str], corpus: Path, fresh: list[str]) -> None:
    for turn in range(2):  # cold, then on a stale index
        processes = [start(ASKED[0], home, corpus) for _ in range(8)]
        said = [process.communicate(timeout=240) for process in processes]
        assert [process.returncode for process in processes] == [0] * 8, said
        assert {out for out, _ in said} == {fresh[0]}
        if not turn:
            for path in corpus.rglob("1*.txt"):
                path.touch()


@pytest.mark.parametrize("most", [0, 4096, 60_000, 200_000])
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


def _scramble(path: Path, pick: random.Random) -> None:
    data = bytearray(path.read_bytes())
    at = pick.randrange(1, len(data) // 4096) * 4096
    data[at : at + 4096] = pick.randbytes(4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        _flip,
        _scramble,
        lambda path, pick: os.truncate(path, pick.randrange(path.stat().st_size)),
        lambda path, _: path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + b"x" * 9000),
        lambda path, _: path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 999),
    ],
    ids=["flip in the header", "a page of noise", "truncated", "WAL of noise", "journal of noise"],
)
def test_a_damaged_index(home: dict[str, str], corpus: Path, fresh: list[str], damage: object) -> None:
    pick = random.Random(3)
    assert answers(home, corpus) == fresh
    for _ in range(2):
        damage(index(home), pick)
        assert answers(home, corpus) == fresh


def test_a_stopped_peer_is_not_waited_for(home: dict[str, str], corpus: Path, fresh: list[str]) -> None:
    code = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); time.sleep(600)"
    )
    assert answers(home, corpus) == fresh
    peer = subprocess.Popen([sys.executable, "-c", code, str(index(home))], stdout=subprocess.PIPE, text=True)
    try:
        assert peer.stdout is not None
        peer.stdout.readline()
        process = start(ASKED[2], home, corpus)
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out) == (0, fresh[2])
        assert "no index can be kept" in err
    finally:
        peer.kill()
        peer.communicate()
    assert answers(home, corpus) == fresh


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
