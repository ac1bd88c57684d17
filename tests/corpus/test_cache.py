"""Where the index is kept, and what becomes of an answer without one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from releases import ALL, age, corpus, ids, index_files, write

from bomca_cli.corpus import cache
from bomca_cli.query import Query

pytestmark = pytest.mark.usefixtures("parses")


def test_the_cache_is_private(folder: Path, tmp_path: Path) -> None:
    write(folder, "a.txt", date="2016-05-23")
    ids(folder)
    (path,) = index_files(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_each_corpus_has_its_index(folder: Path, tmp_path: Path) -> None:
    write(folder, "one/a.txt", date="2016-05-23")
    write(folder, "two/b.txt", date="2017-05-23")
    assert ids(folder / "one") == ["2016-05-23"]
    assert ids(folder / "two") == ["2017-05-23"]
    assert ids(folder / "one", folder / "two") == ids(folder / "two", folder / "one") == ["2016-05-23", "2017-05-23"]
    assert len(index_files(tmp_path)) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"garbage " * 1000),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)),
        lambda path: path.write_bytes(path.read_bytes()[:8192] + bytes(path.stat().st_size - 8192)),
        lambda path: path.with_name(path.name + "-journal").write_bytes(
            b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 5000
        ),
        lambda path: path.with_name(path.name + "-wal").write_bytes(b"x" * 5000),
        lambda path: path.unlink(),
    ],
)
def test_a_damaged_index_is_built_anew(folder: Path, tmp_path: Path, damage: object) -> None:
    for number in range(5):
        write(folder, f"{number}.txt", body=f"elephant {number}", date=f"2016-05-0{number + 1}")
    expected = corpus(folder).entries(ALL)
    damage(index_files(tmp_path)[0])
    for _ in range(2):
        read = corpus(folder)
        assert read.entries(ALL) == expected
        assert read.search(Query(words="elephant")).total == 5
        assert read.warnings == []


def test_an_index_of_something_else_is_built_anew(folder: Path, tmp_path: Path) -> None:
    write(folder, "a.txt", date="2016-05-23")
    expected = ids(folder)
    (path,) = index_files(tmp_path)
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE files (secret)")
        database.execute("CREATE TABLE diary (entry)")
    database.close()
    assert ids(folder) == expected


def test_a_link_in_place_of_the_index_is_not_followed(folder: Path, tmp_path: Path) -> None:
    write(folder, "a.txt", date="2016-05-23")
    ids(folder)
    (path,) = index_files(tmp_path)
    path.unlink()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    path.symlink_to(victim)
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    assert len(read.warnings) == 1
    assert victim.read_text() == "precious"


@pytest.mark.parametrize("place", [Path.mkdir, os.mkfifo])
def test_a_folder_or_pipe_in_place_of_the_index(folder: Path, tmp_path: Path, place: object) -> None:
    write(folder, "a.txt", date="2016-05-23")
    ids(folder)
    (path,) = index_files(tmp_path)
    path.unlink()
    place(path)
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    assert len(read.warnings) == 1


def test_without_a_cache_the_answer_is_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "a.txt", body="elephants", date="2016-05-23")
    expected = corpus(folder).entries(ALL)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(cache, "claim", refuse)
    read = corpus(folder)
    assert read.entries(ALL) == expected
    assert read.search(Query(words="elephants")).total == 1
    (warning,) = read.warnings
    assert "Permission denied" in warning


def test_a_cache_folder_that_cannot_be_made(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "a.txt", date="2016-05-23")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    assert len(read.warnings) == 1


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.folder() == tmp_path / ".cache" / "bomca"


def test_a_process_that_holds_the_lock_stops_nobody(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bomca_cli.index.database.PATIENCE", 0.05)
    write(folder, "a.txt", date="2016-05-23")
    ids(folder)
    write(folder, "b.txt", date="2017-05-23")
    holder = sqlite3.connect(index_files(tmp_path)[0], isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    read = corpus(folder)
    assert read.ids() == ["2016-05-23", "2017-05-23"]
    assert len(read.warnings) == 1
    holder.execute("ROLLBACK")
    holder.close()
    assert corpus(folder).ids() == ["2016-05-23", "2017-05-23"]


def test_several_processes_at_once(folder: Path) -> None:
    for number in range(20):
        write(folder, f"{number}.txt", body=f"text {number}", date="2016-05-23")
    code = "import sys; from bomca_cli.corpus import Corpus; print(Corpus([sys.argv[1]], '-C').ids())"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    answers = {process.communicate(timeout=60)[0] for process in running}
    assert all(process.returncode == 0 for process in running)
    assert len(answers) == 1
    assert answers.pop().count("'") == 40


def test_a_listing_needs_no_parser_and_no_hash(folder: Path) -> None:
    path = write(folder, "a.txt", date="2016-05-23")
    age(path)
    code = (
        "import sys; from bomca_cli.corpus import Corpus; from bomca_cli.query import Query\n"
        "Corpus([sys.argv[1]], '-C').entries(Query())\n"
        "heavy = {'hashlib', 'difflib', 'platformdirs', 'glob', 'snowballstemmer', 'bomca_cli.extract.pipeline',\n"
        "         'bomca_cli.search.fold', 'charset_normalizer', 'unicodedata'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    time.sleep(0.1)
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other rules")
@pytest.mark.parametrize("home", [".", "relative", "~"])
def test_a_relative_home_folder_keeps_no_index(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    write(folder, "a.txt", date="2016-05-23")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", home)
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    (warning,) = read.warnings
    assert warning.startswith("no index can be kept (")
    assert list((tmp_path / "here").iterdir()) == []
