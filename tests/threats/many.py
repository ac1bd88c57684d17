"""Many command lines in one go: each in a process of its own, forked from one that has loaded everything already.

``python many.py`` reads jobs from stdin, one JSON object a line, and answers each with a line: code, stdout and stderr
of its commands. Like this a command costs some hundredths of a second instead of half a second, and arguments may be of
any length and hold NULs, which those of a new program may not.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
import tempfile
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

CODES = (0, 1, 2, 3)  # documented ends of a command that nobody interrupts
_EARLY = ("PYTHON", "LC_", "LANG", "TZ")  # what Python or the C library read when they start


class Told(NamedTuple):
    """What a command printed, as bytes, and how it ended."""

    arguments: tuple[str, ...]
    code: int
    out: bytes
    err: bytes

    @property
    def name(self) -> str:
        """The command line, cut to be read in a message."""
        return " ".join(self.arguments)[:200]


def many(commands: list[list[str]], env: dict[str, str], cwd: Path, out: str = "file") -> list[Told]:
    """Run each of ``commands`` in ``cwd``; none may fail with a traceback or a defect.

    Args:
        commands: the arguments of each.
        env: the environment of all.
        cwd: the folder in which they run.
        out: what standard output is: a ``file``, a ``terminal``, a ``full`` device or a ``closed pipe``.
    """
    process = _started(tuple(sorted((name, value) for name, value in env.items() if name.startswith(_EARLY))))
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"commands": commands, "env": env, "cwd": str(cwd), "kind": out}).encode() + b"\n")
    process.stdin.flush()
    told = []
    for arguments, (code, stdout, stderr) in zip(commands, json.loads(process.stdout.readline()), strict=True):
        one = Told((*arguments,), code, bytes.fromhex(stdout), bytes.fromhex(stderr))
        assert b"Traceback" not in one.err, (one.name, one.err)
        assert code in CODES, (one.name, code, one.err)
        told.append(one)
    return told


@cache
def _started(early: tuple[tuple[str, str], ...]) -> subprocess.Popen[bytes]:
    """A process to fork from; it ends with this one, which holds the other end of its stdin."""
    script = [sys.executable, __file__]
    return subprocess.Popen(script, env=dict(early), stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _run(arguments: list[str], env: dict[str, str], cwd: str, kind: str) -> tuple[int, str, str]:
    with tempfile.TemporaryFile() as err:
        reading, writing = _output(kind)
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(writing, 1)
            os.dup2(err.fileno(), 2)
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(env)
            tempfile.tempdir = None
            sys.argv = ["bomca", *arguments]
            try:
                main()
            finally:
                os._exit(99)
        parts = []
        if kind == "terminal":
            os.close(writing)
            with contextlib.suppress(OSError):  # Linux says EIO when the other side is closed
                while part := os.read(reading, 65536):
                    parts.append(part.replace(b"\r", b""))
        _, status = os.waitpid(child, 0)
        if kind == "file":
            os.lseek(reading, 0, os.SEEK_SET)
            while part := os.read(reading, 1 << 20):
                parts.append(part)
        for descriptor in {reading, writing} - {-1} if kind != "terminal" else {reading}:
            os.close(descriptor)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), b"".join(parts).hex(), err.read().hex()


def _output(kind: str) -> tuple[int, int]:
    """Where an answer is read, -1 for nowhere, and written."""
    if kind == "terminal":
        return pty.openpty()
    if kind == "full":
        return -1, os.open("/dev/full", os.O_WRONLY)
    if kind == "closed pipe":
        reading, writing = os.pipe()
        os.close(reading)
        return -1, writing
    with tempfile.TemporaryFile() as file:
        both = os.dup(file.fileno())
    return both, both


if __name__ == "__main__":
    from importlib import import_module
    from pkgutil import walk_packages

    import bomca_cli

    for module in walk_packages(bomca_cli.__path__, "bomca_cli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    main = import_module("bomca_cli.__main__").main
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")  # stdout itself belongs to the commands
    for line in sys.stdin.buffer:
        job = json.loads(line)
        told = [_run(arguments, job["env"], job["cwd"], job["kind"]) for arguments in job["commands"]]
        answers.write(json.dumps(told) + "\n")
        answers.flush()
