"""Where a data set is written: text as it comes; files and folders as a draft beside their place, renamed onto it."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bomca_cli.errors import InputError, UsageError
from bomca_cli.export import FORMATS
from bomca_cli.render import check, to_stdout
from bomca_cli.render.target import file_path, open_target
from bomca_cli.safe import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from bomca_cli.render import Output


def _file_path(output: Output, name: str) -> Path:
    """The file that ``output`` names, refused when it must not be written.

    Raises:
        UsageError: as ``render.target.file_path``; none is named; a device.
    """
    if to_stdout(output):
        raise UsageError(f"{name} is no text to print: name a file with -o")
    path = file_path(output)
    if path.exists() and not path.is_file():
        raise UsageError(f"{quoted(output.path or '')} is no regular file: {name} needs one")
    return path


def _folder_path(output: Output, name: str) -> Path:
    """The folder that ``output`` names, refused when it must not be filled.

    Raises:
        UsageError: none is named; one with files without ``--force``; a file, or a name for one; a missing folder.
    """
    shown = quoted(output.path or "")
    if to_stdout(output):
        raise UsageError(f"{name} is a folder of tables: name it with -o")
    path = Path(os.path.realpath(output.path or ""))
    if path.suffix.lower() == FORMATS[name].suffix:
        raise UsageError(f"{name} is a folder of tables, not one file: name a folder, -f {name} -o {path.stem}")
    if path.exists() and not path.is_dir():
        raise UsageError(f"{shown} is no folder: {name} is a folder of tables")
    if not path.parent.is_dir():
        raise UsageError(f"the folder of {shown} does not exist: make it first, or choose another place for -o")
    if _is_taken(path) and not output.force:
        raise UsageError(f"{shown} is not empty: --force replaces the files of an earlier export in it")
    return path


def _is_taken(path: Path) -> bool:
    return path.is_dir() and any(path.iterdir())


@contextmanager
def _text(output: Output, name: str, _: Sequence[str]) -> Iterator[Callable[[Iterable[str]], None]]:
    """A function that writes text, part by part."""
    yield open_target(output, name).write


@contextmanager
def _file(output: Output, name: str, _: Sequence[str]) -> Iterator[Path]:
    """A file to make, in a draft folder; in its place once all went well."""
    path = _file_path(output, name)
    with _draft(path, output) as draft:
        made = draft / path.name
        yield made
        _sync(made)
        if path.exists():
            made.chmod(stat.S_IMODE(path.stat().st_mode))
        made.replace(path)


@contextmanager
def _folder(output: Output, name: str, known: Sequence[str]) -> Iterator[Path]:
    """A folder to fill; with ``--force`` the files of an earlier export in it (``known``) are replaced, others stay."""
    path = _folder_path(output, name)
    taken = _is_taken(path)
    with _draft(path, output) as draft:
        made = draft / path.name
        made.mkdir()
        yield made
        for file in made.iterdir():
            _sync(file)
        if taken:
            _replace(path, made, known, output)
        else:
            made.replace(path)


def _replace(path: Path, made: Path, known: Sequence[str], output: Output) -> None:
    """Move the files that were made into a folder that holds others; those of an earlier export go."""
    ours = [path / file.name for file in made.iterdir()]
    old = [path / name for name in known]
    for file in (*ours, *old):
        if output.is_source and output.is_source(file):
            raise UsageError(f"{quoted(str(file))} is a document of the corpus and is not overwritten")
    for file in sorted(made.iterdir()):
        file.replace(path / file.name)
    for file in {*old} - {*ours}:
        file.unlink(missing_ok=True)


@contextmanager
def _draft(path: Path, output: Output) -> Iterator[Path]:
    """A folder beside ``path`` to write in, gone afterwards whatever happened.

    Raises:
        InputError: the system refuses.
    """
    draft = path.with_name(f".bomca-{os.getpid()}.tmp")
    try:
        draft.mkdir(mode=0o700)
        yield draft
    except OSError as error:
        raise InputError(f"cannot write {quoted(output.path or '')}: {error.strerror or error}") from None
    finally:
        with suppress(FileNotFoundError):
            shutil.rmtree(draft)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


PLACES: dict[str, Callable[[Output, str, Sequence[str]], AbstractContextManager[object]]] = {
    "text": _text,
    "file": _file,
    "folder": _folder,
}
CHECKS: dict[str, Callable[[Output, str], object]] = {
    "text": lambda output, _: check(output),
    "file": _file_path,
    "folder": _folder_path,
}
