"""Many command lines in one go: each in a process of its own, forked from one that has loaded everything already.

``python many.py KIND`` reads a JSON list of argument lists from stdin and answers with code, stdout and stderr of each.
Like this a command costs some hundredths of a second instead of half a second, and arguments may be of any length and
hold NULs, which those of a new program may not.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

CODES = (0, 1, 2, 3)  # documented ends of a command that nobody interrupts


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
    script = [sys.executable, __file__, out]
    done = subprocess.run(
        script, input=json.dumps(commands).encode(), env=env, cwd=cwd, capture_output=True, check=True
    )
    told = []
    for arguments, (code, stdout, stderr) in zip(commands, json.loads(done.stdout), strict=True):
        one = Told((*arguments,), code, bytes.fromhex(stdout), bytes.fromhex(stderr))
        assert b"Traceback" not in one.err, (one.name, one.err)
        assert code in CODES, (one.name, code, one.err)
        told.append(one)
    return told


def _run(arguments: list[str], kind: str) -> tuple[int, str, str]:
    with tempfile.TemporaryFile() as err:
        reading, writing = _output(kind)
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(writing, 1)
            os.dup2(err.fileno(), 2)
            sys.argv = ["bomca", *arguments]
            try:
                main()
            finally:
                os._exit(99)
        if kind == "terminal":
            os.close(writing)
            parts = []
            with contextlib.suppress(OSError):  # Linux says EIO when the other side is closed
                while part := os.read(reading, 65536):
                    parts.append(part)
            _, status = os.waitpid(child, 0)
            out = b"".join(parts).replace(b"\r\n", b"\n")
        else:
            _, status = os.waitpid(child, 0)
            os.lseek(reading, 0, os.SEEK_SET) if kind == "file" else None
            out = Path(f"/dev/fd/{reading}").read_bytes() if kind == "file" else b""
            os.close(writing)
        if reading not in (-1, writing):
            os.close(reading)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.hex(), err.read().hex()


def _output(kind: str) -> tuple[int, int]:
    """Where an answer is read and written."""
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
    sys.stdout.write(json.dumps([_run(arguments, sys.argv[1]) for arguments in json.load(sys.stdin)]))
