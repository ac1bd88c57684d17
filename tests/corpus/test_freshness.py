"""Answers follow the files, what has not changed is not read again, and ids stay."""

from __future__ import annotations

import os
import random
import shutil
import time
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from releases import ALL, age, corpus, ids, write

from bomca_cli.corpus import cache, reading
from bomca_cli.errors import UsageError
from bomca_cli.query import Query
from bomca_cli.readers import files

if TYPE_CHECKING:
    from bomca_cli.readers import Limits

pytestmark = pytest.mark.usefixtures("parses")


def test_a_second_call_parses_nothing(folder: Path, parses: list[str]) -> None:
    write(folder, "a.txt", date="2016-05-23")
    first = corpus(folder).entries(ALL)
    assert len(parses) == 1
    assert corpus(folder).entries(ALL) == first
    assert len(parses) == 1


def test_a_second_call_reads_nothing_that_is_old_enough(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder, "a.txt", date="2016-05-23")
    age(path)
    time.sleep(0.1)  # its change time too is older than the reading
    assert ids(folder) == ["2016-05-23"]
    monkeypatch.setattr("bomca_cli.corpus.reading.read_bytes", lambda *_: pytest.fail("the file was read again"))
    assert ids(folder) == ["2016-05-23"]


def test_an_edit_in_the_same_moment_at_the_same_size(folder: Path) -> None:
    path = folder / "a.txt"
    for number in range(30):
        path.write_text(f"Date: 2016-05-{number + 1:02}\nsame size")
        assert ids(folder) == [f"2016-05-{number + 1:02}"]


def test_an_edit_behind_a_forged_time(folder: Path) -> None:
    path = folder / "a.txt"
    for number in range(5):
        path.write_text(f"Date: 2016-05-0{number + 1}\nsame size")
        os.utime(path, ns=(10**18, 10**18))
        assert ids(folder) == [f"2016-05-0{number + 1}"]


def test_a_time_in_the_future_is_never_trusted(folder: Path) -> None:
    path = folder / "a.txt"
    for number in range(3):
        path.write_text(f"Date: 2016-05-0{number + 1}\nsame size")
        os.utime(path, ns=(4 * 10**18, 4 * 10**18))
        assert ids(folder) == [f"2016-05-0{number + 1}"]


def test_reading_goes_on_where_it_was_ended(folder: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bomca_cli.corpus.freshness._MOST", 2)
    for number in range(1, 9):
        age(write(folder, f"{number}.txt", body=f"No {number}", date=f"2016-05-0{number}"))
    time.sleep(0.1)
    read = reading.read_bytes

    def end(path: Path, limits: Limits) -> bytes:
        if len(parses) == 7:
            raise KeyboardInterrupt
        return read(path, limits)

    monkeypatch.setattr(reading, "read_bytes", end)
    with pytest.raises(KeyboardInterrupt):
        corpus(folder).ids()
    assert corpus(folder).status().outdated == 2  # of the last portion nothing was kept
    monkeypatch.setattr(reading, "read_bytes", read)
    assert ids(folder) == [f"2016-05-0{number}" for number in range(1, 9)]
    assert len(parses) == 7 + 2


class Clock:
    """A clock that ticks when told, and the times of files by it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 10**18
        monkeypatch.setattr("time.time_ns", lambda: self.now)
        find = files.find

        def found(roots: list[files.Root]) -> files.Listing:
            listing = find(roots)
            for name, folder in listing.folders.items():
                states = [(size, mtime, mtime, 0) for size, mtime, _, _ in files.states_of(folder.states)]
                packed = array("q", [number for state in states for number in state]).tobytes()
                listing.folders[name] = folder._replace(states=packed)
            return listing

        monkeypatch.setattr(files, "find", found)

    def write(self, path: Path, day: int) -> None:
        path.write_text(f"Date: 2016-05-{day:02}\nsame size")
        os.utime(path, ns=(self.now, self.now))


def test_a_clock_that_is_set_back(folder: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    written = clock.now
    clock.write(folder / "a.txt", 1)
    clock.now += 10**10
    assert ids(folder) == ["2016-05-01"]
    clock.now = written  # now the file gets the very times that it had
    clock.write(folder / "a.txt", 2)
    assert corpus(folder).status().outdated == 1
    assert ids(folder) == ["2016-05-02"]
    clock.write(folder / "a.txt", 3)
    assert ids(folder) == ["2016-05-03"]
    clock.now += 10**10
    assert ids(folder) == ["2016-05-03"]
    monkeypatch.setattr("bomca_cli.corpus.reading.read_bytes", lambda *_: pytest.fail("the file was read again"))
    assert corpus(folder).status().outdated == 0
    assert ids(folder) == ["2016-05-03"]
    assert len(parses) == 3


def test_a_clock_that_is_set_back_while_files_are_read(
    folder: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    written = clock.now
    for name in ("a.txt", "b.txt"):
        clock.write(folder / name, 1 if name == "a.txt" else 2)
    clock.now += 10**10
    read = reading.read_bytes

    def step(path: Path, limits: Limits) -> bytes:
        data = read(path, limits)
        if path.name == "a.txt":
            clock.now = written
            clock.write(path, 3)  # after it was read
        return data

    monkeypatch.setattr(reading, "read_bytes", step)
    corpus(folder).ids()
    monkeypatch.setattr(reading, "read_bytes", read)
    assert ids(folder) == ["2016-05-02", "2016-05-03"]
    assert len(parses) == 3


def test_a_clock_that_jumps_about(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    pick = random.Random(3)
    contents: dict[str, int] = {}
    for turn in range(80):
        clock.now += pick.choice((0, 0, 10**7, 10**9, 10**10, -(10**9), -(10**10)))
        name = f"{pick.randrange(3)}.txt"
        if pick.randrange(5) or name not in contents:
            clock.write(folder / name, turn % 28 + 1)
            contents[name] = turn % 28 + 1
        else:
            (folder / name).unlink()
            del contents[name]
        expected = sorted(f"2016-05-{day:02}" for day in contents.values())
        assert sorted(name[:10] for name in ids(folder)) == expected, turn


def test_added_removed_renamed_swapped(folder: Path, parses: list[str]) -> None:
    a = write(folder, "a.txt", date="2016-05-23")
    assert ids(folder) == ["2016-05-23"]
    b = write(folder, "b.txt", date="2017-05-23")
    assert ids(folder) == ["2016-05-23", "2017-05-23"]
    parsed = len(parses)
    a.rename(folder / "c.txt")
    assert [(entry.id, Path(entry.path).name) for entry in corpus(folder).entries(ALL)] == [
        ("2017-05-23", "b.txt"),
        ("2016-05-23", "c.txt"),
    ]
    b.rename(folder / "x.txt")
    (folder / "c.txt").rename(b)
    (folder / "x.txt").rename(folder / "c.txt")
    assert [(entry.id, Path(entry.path).name) for entry in corpus(folder).entries(ALL)] == [
        ("2017-05-23", "c.txt"),
        ("2016-05-23", "b.txt"),
    ]
    assert len(parses) == parsed  # content decides
    b.unlink()
    assert ids(folder) == ["2017-05-23"]


def test_search_follows_edits(folder: Path) -> None:
    path = write(folder, "a.txt", body="elephants", date="2016-05-23")
    write(folder, "b.txt", body="tigers", date="2016-05-24")
    assert corpus(folder).search(Query(words="elephants")).total == 1
    write(folder, path.name, body="tigers", date="2016-05-23")
    assert corpus(folder).search(Query(words="elephants")).total == 0
    assert corpus(folder).search(Query(words="tigers")).total == 2


def test_another_version_of_the_code_parses_again(
    folder: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "a.txt", date="2016-05-23")
    assert ids(folder) == ["2016-05-23"]
    monkeypatch.setattr(cache, "stamp", lambda _: "another")
    assert ids(folder) == ["2016-05-23"]
    assert len(parses) == 2


PACKAGE = cache._PACKAGE
CODE = sorted({path.parent.relative_to(PACKAGE) for kind in ("*.py", "*.toml") for path in PACKAGE.rglob(kind)})
SHOWING = (
    "checks",
    "commands",
    "contacts",
    "evidence",
    "export",
    "funding",
    "render",
    "views",
)  # these come after the record


@pytest.mark.parametrize("part", CODE, ids=str)
def test_the_stamp_depends_on_all_code_that_makes_a_record(
    part: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = tmp_path / "package"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "seeds"))
    monkeypatch.setattr(cache, "_PACKAGE", copy)
    before = cache.stamp([])
    assert cache.stamp([]) == before
    for path in [*(copy / part).glob("*.py"), *(copy / part).glob("*.toml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}# changed\n", encoding="utf-8")
        assert (cache.stamp([]) == before) is (part.parts[:1] in [(name,) for name in SHOWING])
        before = cache.stamp([])


def test_the_stamp_depends_on_new_files_and_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path)
    stamps = [cache.stamp([])]
    (tmp_path / "extract" / "new").mkdir(parents=True)
    (tmp_path / "extract" / "new" / "words.toml").write_text("")
    stamps.append(cache.stamp([]))
    monkeypatch.setattr(cache, "__version__", "another")
    stamps.append(cache.stamp([]))
    assert len(set(stamps)) == 3


def test_ids_of_one_day_follow_the_paths(folder: Path) -> None:
    for name in ("c", "a", "b"):
        write(folder, f"{name}.txt", body=name, date="2016-05-23")
    assert {Path(entry.path).name: entry.id for entry in corpus(folder).entries(ALL)} == {
        "a.txt": "2016-05-23",
        "b.txt": "2016-05-23b",
        "c.txt": "2016-05-23c",
    }


def test_adding_files_renumbers_nothing(folder: Path) -> None:
    write(folder, "m.txt", body="m", date="2016-05-23")
    write(folder, "n.txt", body="n", date="2016-05-23")
    before = {entry.path: entry.id for entry in corpus(folder).entries(ALL)}
    write(folder, "a.txt", body="a", date="2016-05-23")
    after = {entry.path: entry.id for entry in corpus(folder).entries(ALL)}
    assert {path: after[path] for path in before} == before
    assert after[str(folder / "a.txt")] == "2016-05-23c"


def test_an_id_stays_with_file_and_content(folder: Path) -> None:
    a = write(folder, "a.txt", body="a", date="2016-05-23")
    b = write(folder, "b.txt", body="b", date="2016-05-23")
    assert ids(folder) == ["2016-05-23", "2016-05-23b"]
    a.unlink()
    assert ids(folder) == ["2016-05-23b"]
    write(folder, "b.txt", body="edited", date="2016-05-23")
    assert ids(folder) == ["2016-05-23b"]
    b.rename(folder / "z.txt")
    assert ids(folder) == ["2016-05-23b"]
    write(folder, "z.txt", body="edited", date="2018-01-01")
    assert ids(folder) == ["2018-01-01"]


def test_undated_ids(folder: Path) -> None:
    write(folder, "a.txt", body="no day")
    write(folder, "b.txt", body="no year", date="--05-13")
    write(folder, "c.txt", body="month", date="2016-05")
    first = ids(folder)
    assert first[0] == "2016-05"
    assert all(len(name) == len("undated-") + 8 for name in first[1:])
    shutil.rmtree(cache.folder())
    assert ids(folder) == first


def test_the_same_content_twice_is_one_release(folder: Path) -> None:
    write(folder, "a.txt", date="2016-05-23")
    shutil.copy(folder / "a.txt", folder / "b.txt")
    (entry,) = corpus(folder).entries(ALL)
    assert (Path(entry.path).name, [Path(path).name for path in entry.duplicates]) == ("a.txt", ["b.txt"])
    (folder / "a.txt").unlink()
    (entry,) = corpus(folder).entries(ALL)
    assert (Path(entry.path).name, entry.duplicates) == ("b.txt", ())


def test_one(folder: Path) -> None:
    write(folder, "a.txt", body="a", date="2016-05-23")
    write(folder, "b.txt", body="b", date="2016-05-23")
    write(folder, "c.txt", body="c", date="2016-11-21")
    read = corpus(folder)
    assert read.one("2016-05-23").id == "2016-05-23"
    assert read.one("2016-05-23b").id == "2016-05-23b"
    assert read.one(" 2016-05-23B ").id == "2016-05-23b"
    assert read.one("2016-1").id == "2016-11-21"
    with pytest.raises(UsageError, match="2016-05-23, 2016-05-23b, 2016-11-21"):
        read.one("2016")
    with pytest.raises(UsageError, match="did you mean 2016-11-21"):
        read.one("2016-11-12")
    for wrong in ("", "  ", "xyzzy", "%", "'; DROP TABLE files", "2016-05-23\0", "\ud800"):
        with pytest.raises(UsageError, match="no release"):
            read.one(wrong)
