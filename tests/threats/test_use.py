"""However a command is asked and wherever its answer goes: an answer or one line, the same bytes again, no trace."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import hostile
import pytest
from many import many
from transcript import ROOT, environment

if TYPE_CHECKING:
    from many import Told

SEEDS = str(ROOT / "seeds")
CHOSEN = {**hostile.ASKED, "diff": ["diff", "2016-05-23", "2018-08-02"], "cite": ["cite", "2018-08-02:15"]}
COMMANDS = [[*asked, "-C", SEEDS] for asked in CHOSEN.values()]


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of commands that read the releases that come with bomca."""
    return environment(tmp_path_factory.mktemp("calm"))


# Queries


def test_queries_are_answered_or_refused_in_one_line(calm: dict[str, str]) -> None:
    commands = [["search", "-C", SEEDS, "--", query] for query in hostile.QUERIES]
    for told in many([*commands, ["search", "-C", SEEDS, "--", "-x"], ["search", "-C", SEEDS, "-x"]], calm, ROOT):
        assert told.err.count(b"\n") == (told.code == 2), told.name
        assert len(told.err) < 1000, told.name
        assert (told.code in (0, 1)) == bool(told.out), told.name
        assert b"\x1b" not in told.out + told.err, told.name
        assert b"internal" not in told.err, told.name


VALUES = (
    "",
    "\0",
    "a\0b",
    "\x1b[31m\n",
    "\udcff",
    "'; DROP TABLE files; --",
    "*",
    "9" * 5000,
    "x" * 100_000,
    "--",
)
OPTIONS = (
    "--since",
    "--until",
    "--country",
    "--place",
    "--phase",
    "--contact",
    "-n",
    "--sort",
    "--columns",
    "-f",
    "--today",
    "--color",
    "-C",
)
ARGUMENTS = (
    ["show"],
    ["cite"],
    ["diff", "2018-08-02"],
    ["verify"],
    ["check", "--explain"],
    ["check", "--fail-on"],
    ["contacts", "--on"],
    ["timeline", "--by"],
    ["funding", "--as-of"],
    ["list", "--group-by"],
    ["index", "--max-size"],
    ["index", "--max-seconds"],
    [],
    ["completions"],
    ["--"],
)


def test_values_of_options_are_taken_or_refused_in_one_line(calm: dict[str, str], tmp_path: Path) -> None:
    commands = [
        ["list", option, value, "-C", SEEDS][: 3 if option == "-C" else 5] for option in OPTIONS for value in VALUES
    ]
    commands += [[*words, value] for words in ARGUMENTS for value in VALUES]
    for told in many(commands, calm | {"BOMCA_CORPUS": SEEDS}, tmp_path):
        assert told.err.count(b"\n") <= 1, (told.name, told.err)
        assert len(told.err) < 1000, told.name
        assert b"\x1b" not in told.out + told.err, told.name
        assert told.code in (0, 2, 3), (told.name, told.err)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("value", ["\0", "a\0b.csv", "no such/x.csv", "x" * 300 + ".csv", "/dev/full", "", ".", "/"])
def test_an_output_that_cannot_be_is_refused_in_one_line(calm: dict[str, str], tmp_path: Path, value: str) -> None:
    commands = [["list", "-C", SEEDS, "-f", "csv", "-o", value], ["export", "-C", SEEDS, "-f", "jsonl", "-o", value]]
    for told in many(commands, calm, tmp_path):
        assert told.code in (2, 3), told.name
        assert told.err.count(b"\n") == 1, told.err
    assert [*tmp_path.iterdir()] == []


# Streams


def test_a_full_device_is_said(calm: dict[str, str]) -> None:
    for told in many(COMMANDS, calm, ROOT, "full"):
        assert (told.code, told.err) == (3, b"bomca: cannot write the answer: No space left on device\n"), told.name


def test_a_closed_pipe_is_no_error(calm: dict[str, str]) -> None:
    for told in many(COMMANDS, calm, ROOT, "closed pipe"):
        assert (told.code, told.err) == (0, b""), told.name


@pytest.mark.parametrize(
    ("streams", "codes"),
    [
        (">&-", {3}),
        ("2>&- >/dev/null", {0}),
        ("2>/dev/full >/dev/null", {0}),
        (">&- 2>&- <&-", {3}),
        ("<&- >/dev/null", {0}),
        (">/dev/full 2>/dev/full", {3}),
    ],
)
@pytest.mark.parametrize("asked", [["list"], ["export"], ["report"]])
def test_streams_that_are_closed_or_full(
    calm: dict[str, str], tmp_path: Path, asked: list[str], streams: str, codes: set[int]
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")  # something to say on stderr
    line = f'"{sys.executable}" -m bomca_cli {" ".join(asked)} -C "{SEEDS}" -C "{tmp_path}" {streams}'
    done = subprocess.run(["sh", "-c", line], env=calm, capture_output=True, text=True, check=False)
    assert done.returncode in codes, done
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.txt"]  # no stream got the number of a file


# Surroundings

PLACES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "cp866"},
    {"LC_ALL": "nonsense", "LANG": "", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("surroundings", PLACES, ids=lambda given: " ".join(given.values()))
def test_every_answer_reaches_every_encoding(place: Path, home: dict[str, str], surroundings: dict[str, str]) -> None:
    commands = [*hostile.questions()[: len(hostile.ASKED)], *hostile.questions()[len(hostile.ASKED) :: 7]]
    for told in many(commands, home | surroundings, place):
        assert told.code == 0, (told.name, told.err)
        assert told.out, told.name


@pytest.mark.parametrize("columns", ["0", "1", "-5", "100000", "abc", "", "1e3", "99999999999999999999"])
def test_every_width_has_an_answer(calm: dict[str, str], columns: str) -> None:
    commands = COMMANDS if columns in ("1", "100000") else COMMANDS[:2]
    for told in many(commands, calm | {"COLUMNS": columns, "NO_COLOR": "1"}, ROOT, "terminal"):
        assert told.code == 0, told.name
        if told.arguments[0] not in ("export", "report"):  # which are for programs and pages
            assert max(map(len, told.out.decode().splitlines())) <= 500, told.name


@pytest.mark.parametrize(
    "surroundings", [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "no-such-terminal"}, {"TERM": "\x1b"}]
)
def test_any_terminal(calm: dict[str, str], surroundings: dict[str, str]) -> None:
    for told in many(COMMANDS[:5], calm | surroundings, ROOT, "terminal"):
        assert (told.code, told.err) == (0, b""), told.name
        if surroundings["TERM"] == "dumb":
            assert b"\x1b" not in told.out, told.name


ZONES = ("", "Pacific/Kiritimati", "Etc/GMT+12", "No/Such", "../../etc/passwd", "\x1b", "x" * 5000)


def test_time_zones_change_nothing(calm: dict[str, str]) -> None:
    asked = (["list"], ["timeline"], ["timeline", "-f", "ics"], ["funding"], ["report"], ["export"])
    commands = [[*each, "-C", SEEDS, "--today", "2020-01-01"] for each in asked]
    usual = many(commands, calm, ROOT)
    for zone in ZONES:
        assert many(commands, calm | {"TZ": zone}, ROOT) == usual, zone


# Again


def test_the_same_question_gives_the_same_bytes(place: Path, home: dict[str, str], answers: list[Told]) -> None:
    fresh = home | {
        "PYTHONHASHSEED": "7",
        "XDG_CACHE_HOME": str(place / "other"),
        "TZ": "Asia/Dushanbe",
        "LANG": "ru_RU.UTF-8",
    }
    for first, again in zip(answers, many(hostile.questions(), fresh, place), strict=True):
        if first.arguments[0] != "index":  # which tells of the cache itself
            assert first == again


def _export(name: str) -> list[str]:
    return ["export", "-C", SEEDS, "-o", name, *(["-f", "csv"] if "." not in Path(name).name else [])]


def _listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with time and content, and every folder."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.read_bytes()) if path.is_file() else (0, b"")
        for path in sorted(folder.rglob("*"))
    }


def test_files_are_the_same_and_nothing_else_is_written(tmp_path: Path) -> None:
    for name in ("home", "cwd", "tmp", "one", "two"):
        (tmp_path / name).mkdir()
    hostile.corpus(tmp_path / "corpus")
    env = environment(tmp_path / "home") | {"TMPDIR": str(tmp_path / "tmp")}
    before = _listing(tmp_path)
    everything = [command for command in hostile.questions("../corpus") if "-f" not in command]
    everything += [
        ["search", "nothing at all", "-C", "../corpus"],
        ["lst"],
        ["list", "--since", "x"],
        ["-h"],
        ["completions", "bash"],
    ]
    many(everything, env, tmp_path / "cwd")
    assert _without(_listing(tmp_path), "home/cache") == _without(before, "home/cache")
    files = [name for name in hostile.FILES if name != "x.parquet"]
    for where, seed in (("one", "1"), ("two", "2")):
        told = many([_export(f"../{where}/{name}") for name in files], env | {"PYTHONHASHSEED": seed}, tmp_path / "cwd")
        assert [(one.name, one.err) for one in told if one.code] == []
        time.sleep(1.1)  # what is written in another second is the same, too
    one, two = ({name: data for name, (_, data) in _listing(tmp_path / name).items()} for name in ("one", "two"))
    assert one == two
    assert {Path(name).parts[0] for name in one} == {*files}
    (told,) = many([["verify", "../one/x.jsonl", "-f", "json"]], env, tmp_path / "cwd")
    assert json.loads(told.out)["rows"] == []
    assert _without(_listing(tmp_path), "home/cache", "one", "two") == _without(before, "home/cache", "one", "two")


def _without(listing: dict[str, tuple[int, bytes]], *names: str) -> dict[str, tuple[int, bytes]]:
    """What does not lie below ``names``, and is not the folder that the first of them was made in."""
    left = {name: told for name, told in listing.items() if not name.startswith(names)}
    left.pop("home", None)
    return left


# Ctrl-C


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_at_any_moment_leaves_nothing(calm: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    text = "EU mission visits Dushanbe\n\nDushanbe, 5 May 2019\n\nThe EU allocated EUR 5 million to BOMCA phase 9.\n"
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"{text * 5}{number}")
    start = [sys.executable, "-m", "bomca_cli"]
    since = time.monotonic()
    subprocess.run(
        [*start, "list", "-C", "corpus"],
        env=calm | {"XDG_CACHE_HOME": str(tmp_path / "first")},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    whole = time.monotonic() - since
    pick = random.Random(5)
    (tmp_path / "out").mkdir()
    for turn, asked in enumerate(
        (["list"], ["export", "-o", "out/x.xlsx"], ["report", "-o", "out/x.html"], ["funding"]) * 2
    ):
        env = calm | {"XDG_CACHE_HOME": str(tmp_path / f"cache{turn}")}
        process = subprocess.Popen(
            [*start, *asked, "--force", "-C", "corpus"],
            env=env,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(pick.uniform(0.1, 1.1) * whole)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
        # before the first of our lines runs, Python itself ends by the signal
        assert process.returncode in (0, 130, -signal.SIGINT), (asked, process.returncode, err)
        assert not {path.name for path in (tmp_path / "out").iterdir()} - {"x.xlsx", "x.html"}
