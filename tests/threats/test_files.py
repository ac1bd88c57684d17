"""Files of every bad kind: each is named with its reason, none hides a good one, none is waited for."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from many import many
from transcript import environment, run

if TYPE_CHECKING:
    from pathlib import Path

    from many import Told

GOOD = (
    "EU mission visits Dushanbe\n\nDushanbe, 5 May 2019\n\n"
    "The EU allocated EUR 5 million to BOMCA phase 9 (2015 - 2018).\n"
)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path / "home")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one good release."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def asked(corpus: Path, home: dict[str, str], *options: str) -> Told:
    """What list says of the folder."""
    (told,) = many([["list", "-C", "corpus", "--json", *options]], home, corpus.parent)
    return told


def rows(told: Told) -> list[dict[str, object]]:
    return json.loads(told.out)["rows"]


def complaint(told: Told, name: str) -> str:
    """The one line about a file."""
    (line,) = (line for line in told.err.decode().splitlines() if f"{name}”" in line)
    return line


def _archive(data: bytes) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
        archive.writestr("[Content_Types].xml", "<Types/>")
    return buffer.getvalue()


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \r\n\t\xc2\xa0",
    "mark.txt": b"\xef\xbb\xbf",
    "zeros.txt": b"\0" * 100,
    "program.txt": b"\x7fELF\x02\x01\x01\0" + b"\0\x90" * 100,
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    "cut.docx": _archive(b"<w:document/>")[:60],
    "bomb.docx": _archive(b"<a>" + b"\0" * 70 * 1024**2),
    "entities.docx": _archive(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "cut.zip": b"PK\x03\x04\x14\0",
}


@pytest.mark.parametrize("strict", [False, True])
def test_a_bad_file_is_named_and_hides_no_good_one(corpus: Path, home: dict[str, str], strict: bool) -> None:
    for name, data in BAD.items():
        (corpus / name).write_bytes(data)
    told = asked(corpus, home, *["--strict"] * strict)
    if strict:
        assert (told.code, told.out, told.err.count(b"\n")) == (3, b"", 1)
        return
    assert told.code == 0
    assert [row["title"] for row in rows(told)] == ["EU mission visits Dushanbe"]
    for name in BAD:
        assert name in complaint(told, name)
    assert len(json.loads(told.out)["warnings"]) == len(BAD)


def test_one_byte_is_a_text(corpus: Path, home: dict[str, str]) -> None:
    (corpus / "one.txt").write_bytes(b"x")
    told = asked(corpus, home)
    assert (told.code, len(rows(told))) == (0, 2)


@pytest.mark.parametrize("size", [64 * 1024**2, 1024**3])
def test_a_sparse_file_of_nothing(corpus: Path, home: dict[str, str], size: int) -> None:
    with (corpus / "sparse.txt").open("wb") as file:
        file.truncate(size)
    told = asked(corpus, home)
    assert (told.code, len(rows(told))) == (0, 1)
    assert ("binary" if size <= 64 * 1024**2 else "larger than 64 MiB") in complaint(told, "sparse.txt")


ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866")


def test_encodings_and_line_ends_change_no_fact(tmp_path: Path, home: dict[str, str]) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    title = "Миссия ЕС прибыла в Душанбе"
    text = f"{title}\n\nДушанбе, 5 мая 2019 года\n\nЕС выделил 5 млн евро на девятую фазу БОМКА.\n"
    variants = {name: text.encode(name) for name in ENCODINGS}
    variants |= {end: text.replace("\n", sign).encode() for end, sign in (("crlf", "\r\n"), ("cr", "\r"))}
    for name, data in variants.items():
        (folder / f"{name}.txt").write_bytes(data)
    (told,) = many([["export", "-C", "corpus"]], home, tmp_path)
    (record,) = map(json.loads, told.out.splitlines())  # the same words in ten files are one release
    assert (record["title"], record["release_date"], len(record["duplicates"])) == (title, "2019-05-05", 9)
    assert [(one["value"], one["phase"]) for one in record["amounts"]] == [("5000000", 9)]


def test_damaged_text_is_read_and_said(corpus: Path, home: dict[str, str]) -> None:
    words = "Душанбе, 5 мая 2018 года. «БОМКА»: граница и обучение. "
    (corpus / "bad.txt").write_bytes(words.encode() + b"\xff \xc0\xaf \xed\xa0\x80 " + words.encode())
    told = asked(corpus, home)
    assert (told.code, len(rows(told))) == (0, 2)
    assert "could not be read as utf-8" in complaint(told, "bad.txt")


LONG = {
    "line.txt": "x" * 5_000_000,
    "blank lines.txt": GOOD.replace("\n\n", "\n" * 500_000),
    "title.txt": "border " * 14_000 + GOOD,
    "words.txt": GOOD * 40,
}


def test_long_lines_titles_and_blanks(corpus: Path, home: dict[str, str]) -> None:
    for name, text in LONG.items():
        (corpus / name).write_text(text)
    told = asked(corpus, home)
    assert (told.code, len(rows(told))) == (0, len(LONG))  # good.txt with many blank lines is good.txt


def test_what_takes_too_long_is_reported_not_read_half(corpus: Path, home: dict[str, str]) -> None:
    (corpus / "words.txt").write_text(GOOD * 30_000)
    told = asked(corpus, home | {"BOMCA_MAX_SECONDS": "1"})
    assert (told.code, len(rows(told))) == (0, 1)
    assert "1 second" in complaint(told, "words.txt")


NUMBERS = (
    "9" * 5000,
    "1e999999999",
    "NaN",
    "Infinity",
    "0" * 5000 + "1",
    "1" + ",000" * 2000,
    "-0",
    "٣٤",
    "1.2.3.4",
    "½",
    "10" * 400,
    "five hundred " * 500,
    "1/0",
    "0x10",
    "１２３",
)
DATES = (
    "31 February 2016",
    "0 May 2016",
    "29.02.2015",
    "1 May 0000",
    "May 2999",
    "13/13/2016",
    "99.99.9999",
    "5 May 99999",
    "2016-02-30",
    "5 May -1",
    "32 мая 2016",
    "00.00.0000",
    "1 May 10000000000",
)


def test_impossible_numbers_and_dates(tmp_path: Path, home: dict[str, str]) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for at, number in enumerate(NUMBERS):
        (folder / f"n{at}.txt").write_text(
            f"The EU paid\n\nDushanbe, 5 May 2016\n\nThe EU paid EUR {number} million, {number} euros."
        )
    for at, date in enumerate(DATES):
        (folder / f"d{at}.txt").write_text(
            f"A course\n\nDushanbe, {date}\n\nOn {date} a course took place. From {date} to {date}."
        )
    told = many(
        [
            [*asked, "-C", "corpus"]
            for asked in (
                ["list"],
                ["timeline"],
                ["funding"],
                ["check", "--fail-on", "never"],
                ["stats"],
                ["report"],
                ["export"],
                ["timeline", "-f", "ics"],
            )
        ],
        home,
        tmp_path,
    )
    assert [(one.name, one.err) for one in told if one.code] == []
    records = [json.loads(line) for line in told[6].out.splitlines()]
    assert len(records) == len(NUMBERS) + len(DATES)
    years = {date[:4] for record in records for each in record["dates"] if (date := each["start"] or "")}
    assert not years & {"0000", "9999"}


@pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and sockets of POSIX")
def test_nothing_but_regular_files_of_the_corpus_is_read(corpus: Path, home: dict[str, str]) -> None:
    outside = corpus.parent / "outside.txt"
    outside.write_text(GOOD.replace("visits", "leaves"))
    (corpus / "out.txt").symlink_to(outside)
    (corpus / "loop.txt").symlink_to("loop.txt")
    (corpus / "deep").mkdir()
    (corpus / "deep" / "up").symlink_to("..")
    (corpus / "deep" / "again.txt").symlink_to("../good.txt")
    (corpus / "nothing.txt").symlink_to("gone.txt")
    (corpus / "null.txt").symlink_to("/dev/zero")
    (corpus / "folder.txt").mkdir()
    (corpus / "folder.txt" / "inside.txt").write_text(GOOD.replace("visits", "likes"))
    os.mkfifo(corpus / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.open(corpus, os.O_RDONLY)  # the name of a socket is short
        bound.bind(f"/proc/self/fd/{here}/socket.txt" if os.path.isdir("/proc/self/fd") else "socket.txt")  # noqa: PTH112
        os.close(here)
        told = asked(corpus, home)
    assert told.code == 0
    assert sorted(row["title"] for row in rows(told)) == ["EU mission likes Dushanbe", "EU mission visits Dushanbe"]
    assert asked(corpus, home, "--strict").code == 3


@pytest.mark.parametrize("name", ["pipe.txt", "socket.txt", "/dev/zero", "/dev/null", "/dev/stdin"])
def test_no_command_waits_for_what_is_no_file(corpus: Path, home: dict[str, str], name: str) -> None:
    os.mkfifo(corpus / "pipe.txt")
    (told,) = many([["list", "-C", name if name.startswith("/") else f"corpus/{name}"]], home, corpus.parent)
    assert (told.code, told.err.count(b"\n")) == (3, 1)


def _without_rights(arguments: list[str], home: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody whom permissions bind, even where the tests run as root."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    return subprocess.run(
        [*drop, sys.executable, "-m", "bomca_cli", *arguments],
        env=home,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_unreadable_files_and_folders(corpus: Path, home: dict[str, str]) -> None:
    (corpus / "secret.txt").write_text(GOOD)
    (corpus / "closed").mkdir()
    (corpus / "closed" / "x.txt").write_text(GOOD)
    for name in ("secret.txt", "closed"):
        (corpus / name).chmod(0)
    try:
        try:
            done = _without_rights(["list", "-C", "corpus"], home, corpus.parent)
        except FileNotFoundError:
            pytest.skip("setpriv is not installed: root can read everything")
        if done.returncode == 127 or "setpriv" in done.stderr:
            pytest.skip(f"root can read everything here: {done.stderr}")
        assert (done.returncode, done.stderr.count("Permission denied")) == (0, 2)
        assert "2019-05-05" in done.stdout
        done = _without_rights(["list", "-C", "corpus", "--strict"], home, corpus.parent)
        assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    finally:
        (corpus / "closed").chmod(0o700)


def test_files_that_vanish_and_grow_while_they_are_read(corpus: Path, home: dict[str, str]) -> None:
    stop = threading.Event()

    def disturb() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            for at in range(30):
                path = corpus / f"{at}.txt"
                if (at + turn) % 3:
                    path.write_text(GOOD.replace("2019", str(1980 + at)) + "More. " * (turn % 4))
                else:
                    path.unlink(missing_ok=True)
            time.sleep(0.01)

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        told = many(
            [["list", "-C", "corpus"], ["search", "EU", "-C", "corpus"], ["index", "-C", "corpus"]] * 3,
            home,
            corpus.parent,
        )
    finally:
        stop.set()
        thread.join()
    assert [(one.name, one.err) for one in told if one.code] == []
    fresh = home | {"XDG_CACHE_HOME": str(corpus.parent / "fresh")}
    assert asked(corpus, home).out == asked(corpus, fresh).out


def test_deep_trees(corpus: Path, home: dict[str, str]) -> None:
    here = os.open(corpus, os.O_RDONLY)
    for _ in range(45):  # deeper than a path may be long
        os.mkdir("d" * 100, dir_fd=here)
        below = os.open("d" * 100, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
        os.close(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    (corpus / "/".join("d" * 100 for _ in range(30)) / "y.txt").write_text(GOOD.replace("visits", "likes"))
    told = asked(corpus, home)
    assert (told.code, len(rows(told))) == (0, 2)
    assert b"too long" in told.err


def test_look_alike_names_are_told_apart(corpus: Path, home: dict[str, str]) -> None:
    names = ("border", "b\u043erder", "border\u200b", "\ufb01le", "file", "\u00e9", "e\u0301")
    for year, name in enumerate(names, 2000):
        (corpus / f"{name}.txt").write_text(GOOD.replace("2019", str(year)))
    told = asked(corpus, home)
    listed = [str(row["id"]) for row in rows(told)]
    assert len({*listed}) == 8
    shown = many([["show", name, "-C", "corpus", "--json"] for name in listed], home, corpus.parent)
    assert [one.code for one in shown] == [0] * 8


@pytest.mark.parametrize("name", ["a\nb", "-rf.txt", "\x1b[31m", "\udcff"])
def test_a_missing_path_is_told_in_one_line(corpus: Path, home: dict[str, str], name: str) -> None:
    done = run(["list", "-C", name], home, corpus.parent)
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert "\x1b" not in done.err
