"""Reading in processes of our own: every file comes back, whatever becomes of the process that reads it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from bomca_cli.corpus.executors import Bounds, InProcess, Local
from bomca_cli.corpus.processes import Processes
from bomca_cli.corpus.reading import FileReading, Task, from_plain, plain

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Dushanbe, 23 May 2016. The EU allocated EUR {} million to phase 9 of BOMCA."


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    made = []
    for number in range(100):
        path = tmp_path / f"{number}.txt"
        path.write_text(TEXT.format(number))
        made.append(Task(str(path), path.stat().st_size))
    (tmp_path / "7.txt").write_bytes(b"\0\1")
    (tmp_path / "9.txt").unlink()
    return made


def readings(found: object) -> dict[str, FileReading]:
    return {os.path.basename(task.path): reading for task, reading in found}  # noqa: PTH119


def test_all_executors_read_the_same(tasks: list[Task]) -> None:
    one = readings(InProcess(Bounds()).map(tasks))
    assert readings(Processes(Bounds(), 3).map(iter(tasks))) == one
    assert readings(Local(Bounds()).map(iter(tasks))) == one
    assert len(one) == len(tasks)
    assert "binary" in str(one["7.txt"].problem)
    assert "No such file" in str(one["9.txt"].problem)
    assert all(from_plain(plain(reading)) == reading for reading in one.values())


def _planted(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have ``code`` run in each process before it reads anything; ``trap(text)`` may be defined there."""
    start = (
        "import sys; sys.path[:] = sys.argv[1:]\n"
        "import bomca_cli.extract as extract\n"
        f"parse = extract.parse\n{code}\n"
        "def caught(text, **given):\n"
        "    trap(text)\n"
        "    return parse(text, **given)\n"
        "extract.parse = caught\n"
        "from bomca_cli.corpus.worker import serve; serve()"
    )
    monkeypatch.setattr("bomca_cli.corpus.processes._START", start)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os\ndef trap(text): ' 13 million' in text and os.abort()", "ended its process"),
        ("import time\ndef trap(text): ' 13 million' in text and time.sleep(600)", "longer than 5 seconds"),
        ("def trap(text):\n  if ' 13 million' in text: raise RecursionError('deep')", "RecursionError: deep"),
        ("def trap(text):\n  if ' 13 million' in text: print('noise', flush=True)", None),
        pytest.param(
            "def trap(text): ' 13 million' in text and bytearray(1 << 40)",
            "more memory",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no bound of memory there"),
        ),
    ],
)
def test_a_bad_file_costs_only_itself(
    tasks: list[Task], monkeypatch: pytest.MonkeyPatch, code: str, reason: str | None
) -> None:
    _planted(monkeypatch, code)
    found = readings(Processes(Bounds(seconds=5), 2).map(tasks))
    assert len(found) == len(tasks)
    said = found["13.txt"].problem or found["13.txt"].documents[0].problem
    assert reason in said if reason else said is None
    assert [name for name, reading in found.items() if reading.problem] != []
    bad = {name for name, reading in found.items() if reading.problem or reading.documents[0].problem}
    assert bad == {"7.txt", "9.txt", *(["13.txt"] if reason else [])}


def test_an_end_in_the_middle_ends_the_processes(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    reading = Processes(Bounds(), 2).map(tasks)
    next(reading)
    reading.close()
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)
