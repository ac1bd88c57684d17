"""Files that hold several documents, and documents that say the same."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import releases
from releases import write

from bomca_cli.corpus import Corpus
from bomca_cli.query import Query
from bomca_cli.readers import READERS, UnreadableError
from bomca_cli.readers.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = Query()


def _documents(path: Path, data: bytes, _: object) -> Iterator[Document | UnreadableError]:
    """A reader for tests: members of a zip are texts; any other file is a text."""
    if path.suffix != ".zip":
        yield Document(path, data.decode(), f"hash of {data!r}", "utf-8", len(data))
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            if text:
                yield Document(path, text, f"hash of {text!r}", "utf-8", len(text), member=name)
            else:
                yield UnreadableError(path, "the file is empty", name)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The small parser and reader, in this process, and a cache of the test's own."""
    monkeypatch.setattr("bomca_cli.extract.parse", releases.parse)
    monkeypatch.setattr("bomca_cli.corpus.reading.documents", _documents)
    monkeypatch.setattr("bomca_cli.corpus.executors.PLAIN", ("",))
    for suffix in (".zip", ".docx"):
        monkeypatch.setitem(READERS, suffix, ("", ""))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def pack(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)


def told(folder: Path) -> dict[str, list[str]]:
    """Each id with the files and members that say it, the one that facts come from first."""
    entries = Corpus([str(folder)], "-C").entries(ALL)
    return {
        entry.id: [str(Path(path).relative_to(folder)) for path in (entry.path, *entry.duplicates)] for entry in entries
    }


def test_a_file_holds_many_releases(folder: Path) -> None:
    pack(folder / "z.zip", a_txt="Date: 2016-05-23\nOne", b_docx="Date: 2017-05-23\nTwo", c_txt="")
    write(folder, "a.txt", date="2018-05-23")
    for _ in range(2):  # from the files, then from the index
        assert told(folder) == {"2018-05-23": ["a.txt"], "2017-05-23": ["z.zip/b.docx"], "2016-05-23": ["z.zip/a.txt"]}
        read = Corpus([str(folder)], "-C")
        assert read.total == 3
        (warning,) = read.warnings
        assert warning.endswith("the file is empty")
    pack(folder / "z.zip", b_docx="Date: 2017-05-23\nTwo, edited")
    assert told(folder) == {"2018-05-23": ["a.txt"], "2017-05-23": ["z.zip/b.docx"]}
    (folder / "z.zip").rename(folder / "y.zip")
    assert told(folder)["2017-05-23"] == ["y.zip/b.docx"]
    (folder / "y.zip").unlink()
    assert told(folder) == {"2018-05-23": ["a.txt"]}


TEXT = "Date: 2016-05-23\nTitle: Green border\nThe quick\nbrown fox."
WRAPPED = "Date: 2016-05-23\nTitle: Green border\nThe quick brown\n\nfox."


def test_the_same_release_in_two_formats_is_one(folder: Path) -> None:
    (folder / "a.docx").write_text(WRAPPED)
    assert told(folder) == {"2016-05-23": ["a.docx"]}
    (folder / "b.txt").write_text(TEXT)
    assert told(folder) == {"2016-05-23": ["b.txt", "a.docx"]}  # plain text first
    pack(folder / "c.zip", x_docx=WRAPPED, x_txt=TEXT)
    assert told(folder) == {"2016-05-23": ["b.txt", "c.zip/x.txt", "a.docx", "c.zip/x.docx"]}
    read = Corpus([str(folder)], "-C")
    (found,) = read.search(Query(words='"brown fox"')).found
    assert found.entry.release.text == TEXT
    (folder / "b.txt").unlink()
    assert told(folder) == {"2016-05-23": ["c.zip/x.txt", "a.docx", "c.zip/x.docx"]}
    (folder / "c.zip").unlink()
    assert told(folder) == {"2016-05-23": ["a.docx"]}
    (entry,) = Corpus([str(folder)], "-C").entries(ALL)
    assert entry.release.text == WRAPPED


def test_the_facts_follow_the_file_that_comes_first(folder: Path) -> None:
    (folder / "b.txt").write_text(TEXT)
    (folder / "c.txt").write_text(WRAPPED)
    assert told(folder) == {"2016-05-23": ["b.txt", "c.txt"]}
    (folder / "a.txt").write_text(WRAPPED)
    assert told(folder) == {"2016-05-23": ["a.txt", "b.txt", "c.txt"]}
    (folder / "b.txt").write_text(TEXT.replace("fox", "dog"))
    assert told(folder) == {"2016-05-23": ["a.txt", "c.txt"], "2016-05-23b": ["b.txt"]}
    (folder / "a.txt").write_text(TEXT.replace("fox", "dog"))
    assert told(folder) == {"2016-05-23": ["c.txt"], "2016-05-23b": ["a.txt", "b.txt"]}
    assert Corpus([str(folder)], "-C").search(Query(words="fox")).total == 1


def test_an_edit_of_two_copies_at_once(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT)
    assert told(folder) == {"2016-05-23": ["a.txt", "b.txt"]}
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{TEXT} {name}")
    assert told(folder) == {"2016-05-23": ["a.txt"], "2016-05-23b": ["b.txt"]}


def test_numbers_are_never_merged(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{TEXT} EUR 5 million")
    (folder / "b.docx").write_text(f"{TEXT} EUR 6 million")
    assert len(told(folder)) == 2
