"""Transcripts: ``$ command`` lines, each followed by what it prints, compared with a real run or written anew.

Set ``BOMCA_UPDATE=1`` and run pytest to write what commands print now; the difference is then read in review.
"""

from __future__ import annotations

import difflib
import os
import pty
import shlex
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UPDATE = bool(os.environ.get("BOMCA_UPDATE"))


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def environment(home: Path) -> dict[str, str]:
    """The environment of every command: an empty cache under ``home``, a fixed width, nothing of the user's own."""
    path = os.environ.get("PATH", os.defpath)
    return {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "COLUMNS": "100",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "TERM": "xterm",
        "TZ": "UTC",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{path}",
    }


def run(arguments: list[str], env: dict[str, str], cwd: Path) -> Result:
    """Run ``bomca`` with its output in a pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "bomca_cli", *arguments],
        env=env, cwd=cwd, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return Result(done.returncode, done.stdout, done.stderr)


def run_on_terminal(arguments: list[str], env: dict[str, str], cwd: Path) -> Result:
    """Run ``bomca`` with its output on a pseudo-terminal, without colour."""
    return program_on_terminal([sys.executable, "-m", "bomca_cli", *arguments], env, cwd)


def program_on_terminal(command: list[str], env: dict[str, str], cwd: Path) -> Result:
    """Run a program with its output on a pseudo-terminal, without colour."""
    reading, writing = pty.openpty()
    received: list[bytes] = []

    def collect() -> None:
        try:
            while part := os.read(reading, 65536):
                received.append(part)
        except OSError:  # Linux says EIO when the other side is closed
            pass

    reader = threading.Thread(target=collect)
    reader.start()
    done = subprocess.run(
        command,
        env=env | {"NO_COLOR": "1"},
        cwd=cwd,
        stdout=writing,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    os.close(writing)
    reader.join()
    os.close(reading)
    return Result(done.returncode, b"".join(received).decode().replace("\r\n", "\n"), done.stderr.decode())


def told(result: Result) -> str:
    """A result as transcripts write it: output, ``! `` and each line of stderr, the exit code when it is not 0."""
    lines = [*result.out.splitlines(), *(f"! {line}" for line in result.err.splitlines())]
    if result.code:
        lines.append(f"[exit {result.code}]")
    return "".join(f"{line}\n" for line in lines)


def commands(text: str) -> list[str]:
    """The command lines of a transcript."""
    return [line[2:] for line in text.splitlines() if line.startswith("$ ")]


def check(path: Path, written: str, actual: str) -> None:
    """Compare, or write ``actual`` into the file when asked to."""
    if UPDATE and written != actual:
        path.write_text(path.read_text(encoding="utf-8").replace(written, actual), encoding="utf-8")
    elif written != actual:
        difference = difflib.unified_diff(written.splitlines(), actual.splitlines(), str(path), "now", lineterm="", n=2)
        pytest.fail("\n".join(["BOMCA_UPDATE=1 pytest writes it anew", *difference]), pytrace=False)


def arguments_of(command: str) -> list[str]:
    """The words after ``bomca``."""
    program, *arguments = shlex.split(command)
    assert program == "bomca", command
    return arguments
