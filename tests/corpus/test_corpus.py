from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import releases
from releases import write

from bomca_cli.corpus import Corpus, cache
from bomca_cli.errors import InputError, UsageError
from bomca_cli.query import Query

ALL = Query()


@pytest.fixture(autouse=True)
def parses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A small parser in place of the real one, a cache of the test's own; the texts that were parsed."""
    texts: list[str] = []

    def parse(text: str, **_: object) -> object:
        texts.append(text)
        return releases.parse(text)

    monkeypatch.setattr("bomca_cli.extract.parse", parse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    return made


def corpus(*paths: Path | str, strict: bool = False) -> Corpus:
    return Corpus([str(path) for path in paths], "-C", strict=strict)


def ids(*paths: Path | str) -> list[str]:
    return corpus(*paths).ids()


def index_files(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "cache" / "bomca").glob("*.sqlite"))


def age(path: Path, seconds: int = 3600) -> None:
    """Make a file look as old as the files of users are."""
    when = time.time_ns() - seconds * 10**9 + 123456789
    os.utime(path, ns=(when, when))


# What is found


def test_folders_files_and_globs(folder: Path) -> None:
    write(folder, "a.txt", date="2016-05-23")
    write(folder, "sub/deep/b.md", date="2017-05-23")
    write(folder, "c.TXT", date="2018-05-23")
    for name in ("d.csv", ".hidden.txt", ".git/e.txt", "f"):
        write(folder, name, date="2019-01-01")
    everything = ["2016-05-23", "2017-05-23", "2018-05-23"]
    assert ids(folder) == everything
    assert ids(folder / "a.txt") == ["2016-05-23"]
    assert ids(folder / "*.txt") == ["2016-05-23"]
    assert ids(folder / "**" / "*.md") == ["2017-05-23"]
    assert ids(folder / "*") == everything
    assert ids(folder / "a.txt", folder / "sub") == ["2016-05-23", "2017-05-23"]
    assert ids(folder, folder / "a.txt", folder / "sub") == everything


def test_paths_are_told_as_they_were_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "sub/a.txt", date="2016-05-23")
    monkeypatch.chdir(folder.parent)
    for given, told in (
        ("corpus", "corpus/sub/a.txt"),
        ("corpus/", "corpus/sub/a.txt"),
        ("./corpus/sub", "corpus/sub/a.txt"),
        ("corpus/sub/a.txt", "corpus/sub/a.txt"),
        ("corpus/*/*.txt", "corpus/sub/a.txt"),
        (str(folder), str(folder / "sub" / "a.txt")),
    ):
        (entry,) = corpus(given).entries(ALL)
        assert entry.path == told
    monkeypatch.chdir(folder)
    assert corpus(".").entries(ALL)[0].path == "sub/a.txt"


@pytest.mark.parametrize("path", ["missing", "missing/*.txt", "", "nul\0", "a" * 5000, "[x"])
def test_a_path_that_does_not_exist_names_its_setting(path: str, folder: Path) -> None:
    with pytest.raises(InputError, match=r"(does not exist|fits no file).* \(given by BOMCA_CORPUS\)") as caught:
        Corpus([str(folder), path], "BOMCA_CORPUS")
    assert "\n" not in str(caught.value)


def test_a_folder_without_releases_is_a_warning(folder: Path) -> None:
    empty = corpus(folder)
    assert empty.entries(ALL) == []
    assert empty.total == 0
    (warning,) = empty.warnings
    assert str(folder) in warning
    assert ".txt, .md" in warning


def test_links_are_followed_inside_the_corpus_only(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "elsewhere", "secret.txt", date="2020-01-01")
    inside = write(folder, "a.txt", date="2016-05-23")
    (folder / "out.txt").symlink_to(outside)
    (folder / "outside").symlink_to(outside.parent)
    (folder / "loop").symlink_to(folder)
    (folder / "again.txt").symlink_to(inside)
    (folder / "dangling.txt").symlink_to(folder / "nothing.txt")
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    told = sorted(warning.rpartition(": ")[2] for warning in read.warnings)
    assert told == ["a link that leads out of the corpus"] * 2 + ["a link to nothing"]
    assert ids(folder / "out.txt") == ["2020-01-01"]  # the user named it


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"\0\1\2"), "binary"),
        (os.mkfifo, "pipe"),
    ],
)
def test_a_bad_file_hides_no_good_one(folder: Path, spoil: object, reason: str) -> None:
    write(folder, "good.txt", date="2016-05-23")
    spoil(folder / "bad.txt")
    for _ in range(2):  # from the files, then from the index
        read = corpus(folder)
        assert read.ids() == ["2016-05-23"]
        (warning,) = read.warnings
        assert "bad.txt" in warning
        assert reason in warning


def test_strict_makes_a_bad_file_an_error(folder: Path) -> None:
    write(folder, "good.txt", date="2016-05-23")
    (folder / "bad.txt").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(InputError, match=r"bad\.txt"):
            corpus(folder, strict=True).entries(ALL)
    assert len(corpus(folder).entries(ALL)) == 1


def test_a_text_that_reads_like_no_release_is_listed_with_a_warning(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    write(folder, "shopping.txt", body="Milk\nBread", Title="Milk")
    write(folder, "copy.md", body="Milk\nBread", Title="Milk")
    write(folder, "good.txt", Phases="9")
    for _ in range(2):  # cold and warm
        read = corpus(".")
        assert len(read.entries(ALL)) == 2
        assert [warning.partition(" ")[0] for warning in read.warnings] == [
            "“copy.md”",
            "“shopping.txt”",
        ]
        assert all("no date, place, country, phase, sum or contact" in warning for warning in read.warnings)
        with pytest.raises(InputError, match=r"copy\.md” reads like no release: .* \(and 1 more\)"):
            corpus(".", strict=True).entries(ALL)
    assert corpus("good.txt", strict=True).warnings == []


def test_nothing_but_bad_files_is_an_error(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_bytes(b"\0")
    with pytest.raises(InputError, match="and 1 more"):
        corpus(folder).entries(ALL)
    with pytest.raises(InputError, match="no reader"):
        corpus(write(folder, "c.xyz")).entries(ALL)


def test_a_bad_file_that_becomes_good(folder: Path) -> None:
    write(folder, "a.txt", date="2016-05-23")
    (folder / "b.txt").write_bytes(b"")
    assert ids(folder) == ["2016-05-23"]
    write(folder, "b.txt", date="2017-05-23")
    read = corpus(folder)
    assert read.ids() == ["2016-05-23", "2017-05-23"]
    assert read.warnings == []


def test_a_release_that_the_parser_fails_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "a.txt", date="2016-05-23")
    write(folder, "b.txt", body="poison", date="2017-05-23")

    def parse(text: str, **_: object) -> object:
        if "poison" in text:
            raise ZeroDivisionError("by\nzero")
        return releases.parse(text)

    monkeypatch.setattr("bomca_cli.extract.parse", parse)
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    (warning,) = read.warnings
    assert "b.txt" in warning
    assert "ZeroDivisionError" in warning


def test_undecodable_bytes_are_said(folder: Path) -> None:
    (folder / "a.txt").write_bytes("Date: 2016-05-23\nДушанбе, пограничники\n".encode() + b"\xff")
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    assert "1 characters could not be read as utf-8" in read.warnings[0]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_odd_names(folder: Path) -> None:
    for number, name in enumerate(
        [b"new\nline.txt", b"\x1b[31m.txt", b"-dash.txt", b"bad\xff.txt", b"\xc3\xa9.txt", b"x" * 251 + b".txt"]
    ):
        (folder / os.fsdecode(name)).write_text(f"Date: 2016-05-0{number + 1}\nx")
    entries = corpus(folder).entries(ALL)
    assert len(entries) == 6
    for entry in entries:
        assert Path(entry.path).exists()
        assert corpus(folder).one(entry.id).path == entry.path


# Freshness


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


# Identity


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


# Questions


def test_entries_counts_and_undated(folder: Path) -> None:
    import datetime as dt

    for year in (2015, 2016, 2017):
        write(
            folder,
            f"{year}.txt",
            date=f"{year}-01-01",
            phases="9" if year > 2015 else "8",
            place="Dushanbe" if year > 2015 else "Ashgabat",
        )
    write(folder, "none.txt", phases="9")
    read = corpus(folder)
    assert [entry.id[:4] for entry in read.entries(ALL)] == ["2017", "2016", "2015", "unda"]
    assert [entry.id[:4] for entry in read.entries(Query(limit=1, phases=(9,)))] == ["2017"]
    assert read.count(Query(limit=1, phases=(9,))) == 3
    since = Query(since=dt.date(2016, 1, 1))
    assert (read.count(since), read.undated_left_out(since), read.undated_left_out(ALL)) == (2, 1, 0)
    assert read.phases() == [8, 9]
    assert read.places() == ["Ashgabat", "Dushanbe"]
    assert read.total == 4
    assert read.describe() == {"paths": [str(folder)], "releases": 4}


def test_search(folder: Path) -> None:
    write(
        folder,
        "a.txt",
        body="The green border.\nAnother green\nborder.",
        date="2016-05-23",
        title="Smuggling on the border",
    )
    write(folder, "b.txt", body="Nothing green here.\n--\nborder", date="2017-05-23", title="Trees")
    read = corpus(folder)
    result = read.search(Query(words='"green border"'))
    (found,) = result.found
    assert (result.total, found.entry.id) == (1, "2016-05-23")
    assert [found.entry.release.quote(span) for span in found.hits] == ["green border", "green\nborder"]
    both = read.search(Query(words="border", limit=1))
    assert (both.total, [each.entry.id for each in both.found]) == (2, ["2016-05-23"])
    nothing = read.search(Query(words="smuggling drugs"))
    assert (nothing.total, nothing.found, nothing.together) == (0, (), True)
    assert [(unit.typed, unit.releases, unit.close) for unit in nothing.units] == [
        ("smuggling", 1, ()),
        ("drugs", 0, ()),
    ]
    (unit,) = read.search(Query(words="smugling")).units
    assert unit.close == ("smuggling",)
    with pytest.raises(UsageError):
        read.search(Query(words=""))


def test_russian_suggestions_are_words_of_the_text(folder: Path) -> None:
    write(folder, "a.txt", body="Семинар на границе", date="2016-05-23")
    (unit,) = corpus(folder).search(Query(words="грианица")).units
    assert unit.close == ("границе",)


def test_a_mistyped_place_gets_a_suggestion(folder: Path) -> None:
    write(folder, "a.txt", date="2016-05-23", place="Dushanbe")
    for typed, notes in (
        ("Dushambe", ["no release has the place “Dushambe”; did you mean Dushanbe?"]),
        ("Душанбе", []),
        ("Elsewhere", []),
    ):
        read = corpus(folder)
        read.entries(Query(places=(typed,)))
        assert read.warnings == notes


# The cache


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


def test_a_folder_that_cannot_be_looked_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "a.txt", date="2016-05-23")
    write(folder, "closed/b.txt", date="2017-05-23")
    look = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    read = corpus(folder)
    assert read.ids() == ["2016-05-23"]
    (warning,) = read.warnings
    assert warning.endswith("closed”: Permission denied")
    with pytest.raises(InputError, match="closed”: Permission denied"):
        corpus(folder, strict=True).ids()
