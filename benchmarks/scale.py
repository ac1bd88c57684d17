"""What a large corpus costs: every figure a ratio measured in one run, beside something that everybody knows.

usage: python benchmarks/scale.py [COUNT] [FOLDER]

COUNT releases (20,000 when not given; about 4.6 KB each) are made in FOLDER, which is kept and used again; the index
and all else that is written lies beside them. Times are of the clock, the least of several where they are short: run it
on a machine that has nothing else to do. ``rg`` (ripgrep) must be there for the search figures.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import made

from bomca_cli.corpus import Corpus
from bomca_cli.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[1] / "seeds"
AGAIN = 5
COMMON = "border"
RARE = f"climate there is {made.RARE}"
ASKED = {
    "list -n 20": ["list", "-n", "20"],
    "timeline --since": ["timeline", "--since", "2024-12-20"],
    "funding --phase 9": ["funding", "--phase", "9"],
}
MB = 1024**2


class Run(NamedTuple):
    """What one process cost."""

    seconds: float
    memory: float  # MiB at its peak
    processor: float  # seconds of processors


def main() -> None:
    """Measure, print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    base = Path(sys.argv[2] if len(sys.argv) > 2 else Path(tempfile.gettempdir(), f"bomca-scale-{count}"))
    folder, cache = base / "releases", base / "cache"
    os.environ["XDG_CACHE_HOME"] = str(cache)
    made.make(folder, count)
    print(f"{count:,} releases, {sum(path.stat().st_size for path in folder.rglob('*.txt')) / 1e6:,.0f} MB")
    if shutil.which("rg"):
        run(["rg", "-l", RARE, str(folder)])  # the page cache is warm from here on
    bare = bare_index(folder, count, base / "bare.sqlite")
    if "--keep" not in sys.argv:
        shutil.rmtree(cache, ignore_errors=True)
        built = bomca(["index", "-C", str(folder)])
        row("full index", built.seconds, bare, "a bare FTS5 table", target=4.0, memory=built.memory)
        print(f"  {1000 * built.seconds / count:.2f} ms a release")
    size = sum(path.stat().st_size for path in cache.rglob("*.sqlite"))
    print(f"  index {size / 1e6:,.0f} MB, bare table {(base / 'bare.sqlite').stat().st_size / 1e6:,.0f} MB")
    refreshing(folder)
    searching(folder)
    small = base / "five"
    shutil.copytree(SEEDS, small, dirs_exist_ok=True)
    for name, arguments in ASKED.items():
        few = least(lambda arguments=arguments: bomca([*arguments, "-C", str(small)]))  # type: ignore[misc]
        many = least(lambda arguments=arguments: bomca([*arguments, "-C", str(folder)]))  # type: ignore[misc]
        row(name, many.seconds, few.seconds, "the same on five releases", target=2.0, memory=many.memory)


def bare_index(folder: Path, count: int, place: Path) -> float:
    """Seconds that it takes to read all files and insert them into a bare FTS5 table, in one transaction.

    Nothing large is held: a process that is started from this one counts our peak of memory as its own.
    """
    place.unlink(missing_ok=True)
    since = time.perf_counter()
    with sqlite3.connect(place) as database:
        database.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        texts = ((made.path(folder, number).read_text(encoding="utf-8"),) for number in range(count))
        database.executemany("INSERT INTO words VALUES (?)", texts)
    database.close()
    return time.perf_counter() - since


def refreshing(folder: Path) -> None:
    """One file changes: the whole of bringing the index up to date, beside a walk that only looks."""
    Corpus([str(folder)], "-C").build()
    walks, refreshes, idle = [], [], []
    for turn in range(AGAIN):
        walks.append(timed(lambda: walk(folder)))
        made.path(folder, 7).write_text(f"{made.release(7)}Edit {turn}.\n", encoding="utf-8")
        time.sleep(0.1)
        refreshes.append(timed(lambda: Corpus([str(folder)], "-C").count(Query())))
        idle.append(timed(lambda: Corpus([str(folder)], "-C").count(Query())))
    made.path(folder, 7).write_text(made.release(7), encoding="utf-8")
    row("refresh, one file changed", min(refreshes), min(walks), "a walk with scandir and stat", target=3.0)
    row("refresh, nothing changed", min(idle), min(walks), "a walk with scandir and stat", target=None)


def walk(folder: Path) -> int:
    """Look at every file and do nothing about it."""
    count, folders = 0, [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)
                    count += 1
    return count


def searching(folder: Path) -> None:
    """A rare phrase and a common word, beside ripgrep."""
    if not shutil.which("rg"):
        print("rg is not there: no search figures")
        return
    for name, words, target in (("search, rare phrase", RARE, 0.5), ("search -n 20, common word", COMMON, 1.0)):
        found = least(lambda words=words: bomca(["search", words, "-n", "20", "-C", str(folder)]))  # type: ignore[misc]
        grep = least(lambda words=words: run(["rg", "-l", words, str(folder)]))  # type: ignore[misc]
        row(name, found.seconds, grep.seconds, "rg -l", target=target, memory=found.memory)


def bomca(arguments: list[str]) -> Run:
    """Run a command."""
    return run([sys.executable, "-m", "bomca_cli", *arguments])


def run(arguments: list[str]) -> Run:
    """Run a program to its end, without its output."""
    since = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), arguments
    return Run(time.perf_counter() - since, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)


def least(measure: Callable[[], Run]) -> Run:
    """The quickest of several."""
    return min(measure() for _ in range(AGAIN))


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


def row(name: str, own: float, other: float, beside: str, *, target: float | None, memory: float = 0.0) -> None:
    """Print a row."""
    ratio = own / other
    verdict = "" if target is None else f"≤ {target:.1f} {'holds' if ratio <= target else 'MISSED'}"
    peak = "" if not memory else f"{memory:5.0f} MiB"
    print(f"{name:28} {own:8.3f} s  {ratio:7.2f} × {beside:30} {verdict:14} {peak}", flush=True)


if __name__ == "__main__":
    main()
