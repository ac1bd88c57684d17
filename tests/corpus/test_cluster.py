"""Reading with a real Dask cluster: whatever happens to it, the index is the one that this computer makes alone."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import transcript
from test_imports import HOMES

from bomca_cli.corpus import Corpus, cache, cluster, freshness, remote
from bomca_cli.corpus.cluster import Cluster
from bomca_cli.corpus.executors import Bounds, InProcess
from bomca_cli.corpus.reading import Task
from bomca_cli.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVE = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
COUNT = 100
HOUR = 3600 * 10**9
TABLES = (
    *("folders", "files", "documents", "releases", "texts", "countries", "phases", "contacts", "told"),
    "temp.terms",
)
TEXT = "Border guards meet, No {}\n\nOsh, {} May 2016. The EU allocated EUR {} million to phase 9 of BOMCA.\n"


@contextmanager
def served(workers: int, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a cluster of so many processes, and the process of its scheduler."""
    pytest.importorskip("distributed", reason="distributed is not installed (pip install distributed)")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(workers)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | environment, cwd="/",
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process
        process.stdin.close()  # which ends it in order
        process.wait(60)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(3) as (address, _):
        yield address


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small portions, so that there is much to be interrupted."""
    monkeypatch.setattr(freshness, "_MOST", 10)
    monkeypatch.setattr(cluster, "_AT_ONCE", 8)
    monkeypatch.setattr(cluster, "_CONNECT", 3)
    monkeypatch.setattr(cluster, "_ALONE", 2.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    for number in range(COUNT):
        path = made / f"{number % 3}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(number, number % 28 + 1, number + 1))
    (made / "copy.txt").write_bytes((made / "0" / "003.txt").read_bytes())
    (made / "binary.txt").write_bytes(b"\0\1")
    (made / "empty.txt").touch()
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(made) + b"/\xff.txt")).write_text(TEXT.format("x", 1, 1))
    for path in made.rglob("*.txt"):  # as old as the files of users are
        then = path.stat().st_mtime_ns - HOUR
        os.utime(path, ns=(then, then))
    return made


def connected(address: str, said: list[str] | None = None, bounds: Bounds = Bounds()) -> Cluster:  # noqa: B008
    return Cluster(address, bounds, (said if said is not None else []).append)


def built(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, **given: Any) -> list[object]:
    """What the index holds that is built in a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    corpus = Corpus([str(folder)], "-C", **given)
    corpus.build(anew=False)
    return dump(home)


def dump(home: Path) -> list[object]:
    """Every row of every table; what was given by the order or time of reading, by what it stands for."""
    (path,) = home.glob("bomca/*.sqlite")
    with closing(sqlite3.connect(path)) as index:
        index.text_factory = lambda data: data.decode(errors="surrogateescape")
        names = {
            "files": dict(index.execute("SELECT number, path FROM files")),
            "releases": dict(index.execute("SELECT number, fingerprint FROM releases")),
        }
        index.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, instance)")
        rows: list[object] = []
        for table in TABLES:
            found = index.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in found.description]
            rows += sorted((table, *_named(columns, row, names, table)) for row in found.fetchall())
        return rows


def _named(columns: list[str], row: tuple[Any, ...], names: dict[str, dict[int, Any]], table: str) -> Iterator[str]:
    for column, value in zip(columns, row, strict=True):
        if column in {"release", "doc"} or (column == "number" and table == "texts"):
            yield repr(names["releases"].get(value))
        elif column == "file":
            yield repr(names["files"][value])
        elif column not in {"number", "seen", "loose"}:
            yield repr(value)


def test_the_index_is_the_same(address: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    alone = built(folder, tmp_path / "alone", monkeypatch)
    with closing(connected(address, said)) as workers:
        assert built(folder, tmp_path / "many", monkeypatch, executor=workers) == alone
    assert sum(row[0] == "files" for row in alone) == len([*folder.glob("**/*.txt")])
    assert len(alone) > 10 * COUNT
    assert not said


def test_a_killed_worker_costs_nothing(
    address: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(folder, tmp_path / "alone", monkeypatch)
    with closing(connected(address)) as workers:
        pids: dict[str, int] = workers._client.run(os.getpid)
        assert len(pids) == 3

        def kill(progress: freshness.Progress) -> None:
            if progress.done == 12:
                os.kill(next(iter(pids.values())), signal.SIGKILL)

        assert built(folder, tmp_path / "many", monkeypatch, executor=workers, tell=kill) == alone
        workers._client.wait_for_workers(3, timeout=60)
        assert len({*pids.values()} & {*workers._client.run(os.getpid).values()}) == 2


def test_a_dead_scheduler_loses_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = built(folder, tmp_path / "alone", monkeypatch)
    with served(2) as (address, process), closing(connected(address)) as workers:

        def kill(progress: freshness.Progress) -> None:
            if progress.done == 40:
                process.kill()

        with pytest.raises(InputError, match=r"^--scheduler “tcp://.*”: the scheduler is gone; [^\n]*$"):
            built(folder, tmp_path / "many", monkeypatch, executor=workers, tell=kill)
    left = Corpus([str(folder)], "-C").status().outdated
    assert 0 < left < COUNT
    read: list[freshness.Progress] = []
    assert built(folder, tmp_path / "many", monkeypatch, tell=read.append) == alone
    assert read[-1].total <= left + 2  # the two that cannot be read are tried again


def test_this_computer_reads_what_workers_do_not_see(address: str, folder: Path) -> None:
    tasks = [
        Task(str(path), path.stat().st_size, (), path.stat().st_mtime_ns + (number > 3) * 10**9)
        for number, path in enumerate(sorted(folder.rglob("*.txt")))
    ]
    said: list[str] = []
    with closing(connected(address, said)) as workers:
        assert {*workers.map(tasks)} == {*InProcess(Bounds()).map(tasks)}
    assert len(said) == 1
    assert "read by this computer" in said[0]
    assert any(task.path in said[0] for task in tasks[4:])
    assert f"{len(tasks) - 5} more" in said[0]


def test_limits_hold_on_workers(address: str, tmp_path: Path) -> None:
    large, long = tmp_path / "large.txt", tmp_path / "long.txt"
    large.write_bytes(b"a" * (17 << 20))
    long.write_text(TEXT.format(1, 1, 1) * 100_000)
    tasks = [Task(str(path), path.stat().st_size, (), path.stat().st_mtime_ns) for path in (large, long)]
    said: list[str] = []
    with closing(connected(address, said, Bounds(size=16, seconds=1))) as workers:
        found = {Path(task.path).name: reading.problem for task, reading in workers.map(tasks)}
    assert found == {"large.txt": "larger than 16 MiB", "long.txt": "it took longer than 1 seconds to read"}
    assert not said


def test_workers_with_another_version_are_refused(address: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = remote.environment() | {"phonenumbers": "0.1"}
    with closing(connected(address)) as workers:
        monkeypatch.setattr(workers, "_here", other)
        with pytest.raises(InputError, match=r"worker tcp://\S+ has phonenumbers [\d.]+, this computer 0\.1: "):
            workers._look_at_workers()
        with pytest.raises(
            InputError, match=r"a worker has phonenumbers .*: both must read alike, so install the same"
        ):
            list(workers.map([Task(str(folder / "0" / "000.txt"), 1)]))  # it joined later


def test_workers_without_this_bomca_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bomca_cli").mkdir()
    (tmp_path / "bomca_cli" / "__init__.py").touch()
    with (
        served(1, PYTHONPATH=str(tmp_path)) as (address, _),
        pytest.raises(InputError, match=r"worker tcp://\S+ cannot run this version of bomca \([^\n]*$"),
    ):
        connected(address)


def test_a_cluster_without_workers_is_refused() -> None:
    with served(0) as (address, _), pytest.raises(InputError, match="no worker has been there for 2 seconds"):
        connected(address)


def test_an_address_where_nobody_answers() -> None:
    pytest.importorskip("distributed", reason="distributed is not installed (pip install distributed)")
    with pytest.raises(InputError, match="no Dask scheduler answers there within 3 seconds"):
        connected("tcp://127.0.0.1:1")
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(InputError, match="no Dask scheduler answers there"),
    ):
        connected(f"127.0.0.1:{silent.getsockname()[1]}")
    for address in ("", "nonsense", "foo://host:1"):
        with pytest.raises(UsageError, match="is no address of a Dask scheduler: write tcp://HOST:PORT"):
            connected(address)


def test_the_library_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"--scheduler needs distributed: pip install distributed"):
        connected("tcp://127.0.0.1:1")


def test_the_command_line(address: str, folder: Path, tmp_path: Path) -> None:
    env = transcript.environment(tmp_path)
    asked = ["index", "-C", str(folder), "--columns", "files,outdated", "-f", "csv"]
    done = transcript.run([*asked, "--scheduler", address], env, tmp_path)
    assert (done.code, done.out) == (0, f"files,outdated\n{len([*folder.glob('**/*.txt')])},0\n"), done.err
    done = transcript.run([*asked, "--scheduler", "x"], env, tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_the_name_of_the_code_is_that_of_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def name(folder: str, content: str) -> str:
        path = tmp_path / folder / "bomca_cli" / "x.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        monkeypatch.setattr(cache, "_PACKAGE", path.parent)
        return cache.code()

    assert name("a", "1") == name("b", "1") != name("a", "2")


def test_every_library_that_reads_is_compared() -> None:
    reading = {"readers", "extract", "search", "index", "corpus"}
    modules = {library for library, homes in HOMES.items() if reading & {*homes}}
    modules -= {"sqlite3", "platformdirs", "distributed"}  # which keep and find, and read nothing
    names = packages_distributions()
    assert {*remote.LIBRARIES} == {names[module][0] for module in modules}
