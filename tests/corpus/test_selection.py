"""Which files are found and read, and which releases are asked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import releases
from releases import ALL, corpus, ids, write

from bomca_cli.corpus import Corpus
from bomca_cli.errors import InputError, UsageError
from bomca_cli.query import Query

pytestmark = pytest.mark.usefixtures("parses")


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
