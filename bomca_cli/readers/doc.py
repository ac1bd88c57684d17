"""Word documents before 2007 (.doc), read by LibreOffice or, where that is missing, by antiword.

LibreOffice makes a .docx of it, so that insertions, deletions, tables and notes are read by the same rules. It runs
with a profile of its own that is thrown away: no macros, no links followed, nothing of the user is touched.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError
from bomca_cli.readers.docx import docx
from bomca_cli.readers.model import Limits, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
</oor:items>
"""


def doc(data: bytes, limits: Limits) -> Reading:
    """The text of an old Word document.

    Raises:
        InputError: no program to read it with, or the program failed or took too long.
    """
    office, antiword = shutil.which("soffice") or shutil.which("libreoffice"), shutil.which("antiword")
    if not (office or antiword):
        raise InputError(
            "an old Word document: install LibreOffice or antiword to read .doc files, or save it as .docx"
        )
    with TemporaryDirectory(prefix="bomca-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "document.doc"
        source.write_bytes(data)
        if office:
            return _by_office(office, source, limits)
        return _by_antiword(antiword or "", source, limits)


def _by_office(program: str, source: Path, limits: Limits) -> Reading:
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    own = f"-env:UserInstallation={profile.as_uri()}"
    to = ("--convert-to", "docx", "--outdir", str(source.parent))
    _run([program, own, "--headless", "--norestore", "--nologo", *to, str(source)], source.parent, limits.seconds)
    made = source.with_suffix(".docx")
    if not made.is_file():
        raise InputError("LibreOffice cannot read it")
    if made.stat().st_size > limits.size:
        raise InputError(f"larger than {limits.size // 1024**2} MiB as .docx")
    return docx(made.read_bytes(), limits)._replace(encoding="doc")


def _by_antiword(program: str, source: Path, limits: Limits) -> Reading:
    made = source.with_suffix(".txt")
    # One paragraph a line, in UTF-8.
    code = _run([program, "-w", "0", "-m", "UTF-8.txt", str(source)], source.parent, limits.seconds, made)
    if code:
        raise InputError("antiword cannot read it; LibreOffice, where installed, reads more")
    if made.stat().st_size > limits.size:
        raise InputError(f"larger than {limits.size // 1024**2} MiB as text")
    text = made.read_text("utf-8", "replace")
    return Reading(text, "doc", notes=("read with antiword, which does not tell deleted text from the rest",))


def _run(command: Sequence[str], folder: Path, seconds: int, output: Path | None = None) -> int:
    """The exit code of a program that gets no input, no shell and no more than its time."""
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    if os.name == "nt":  # nothing starts without these
        environment |= {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP", "TMP") if key in os.environ}
    with (output or folder / "output").open("wb") as told:
        try:
            with _bound(seconds):
                running = subprocess.Popen(  # noqa: S603 - a program that was found by name, a file that we named
                    command,
                    cwd=folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=told,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # so that its children can be ended with it
                )
        except OSError as error:
            raise InputError(f"{Path(command[0]).name} does not start ({error.strerror})") from None
        try:
            return running.wait(seconds)
        except subprocess.TimeoutExpired:
            raise InputError(f"{Path(command[0]).name} needs more than {seconds} s for it") from None
        finally:
            if running.poll() is None:  # too long, or interrupted
                _end(running)


@contextmanager
def _bound(seconds: int) -> Iterator[None]:
    """Have the system end programs that are started meanwhile, after some more processor time than that.

    They are ended sooner unless this process is ended itself.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    here = resource.getrusage(resource.RUSAGE_SELF)
    most = int(here.ru_utime + here.ru_stime) + 2 * seconds + 1  # it is inherited, and must not end this process
    ends = [most, *(end for end in (soft, hard) if end != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_CPU, (min(ends), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _end(running: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
