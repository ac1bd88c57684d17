"""Files inside files: every document, in order, within limits, and no bad one hides another."""

from __future__ import annotations

import io
import stat
import zipfile
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.errors import InputError
from bomca_cli.readers import Document, Limits, documents, read
from bomca_cli.readers.archive import archive
from bomca_cli.readers.model import USUAL

if TYPE_CHECKING:
    from pathlib import Path


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, data in entries:
            made.writestr(name, data)
    return file.getvalue()


def told(path: Path, data: bytes, limits: Limits = USUAL) -> list[tuple[str, str]]:
    """Each document as its member path and its text, or the reason why there is none."""
    return [
        (item.member, item.text if isinstance(item, Document) else item.reason)
        for item in documents(path, data, limits)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.zip"


def test_members_in_order_with_hash_and_label(path: Path) -> None:
    path.write_bytes(packed(("b/two.txt", "two"), ("one.md", "one")))
    first, second = documents(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.path, first.member, first.text, first.size) == (path, "b/two.txt", "two", 3)
    assert first.sha256 == sha256(b"two").hexdigest()
    assert second.member == "one.md"


def test_a_plain_file_is_its_only_document(tmp_path: Path) -> None:
    assert told(tmp_path / "a.txt", b"text") == [("", "text")]
    assert told(tmp_path / "a.txt", b"") == [("", "the file is empty")]
    assert told(tmp_path / "gone.txt", None) == [("", "No such file or directory")]


def test_archives_in_archives_to_the_limit(path: Path) -> None:
    data = packed(("x.txt", "deep"))
    for _ in range(3):
        data = packed(("y.txt", "here"), ("in.zip", data))
    assert told(path, data) == [
        ("y.txt", "here"),
        ("in.zip/y.txt", "here"),
        ("in.zip/in.zip/y.txt", "here"),
        ("in.zip/in.zip/in.zip/x.txt", "deep"),
    ]
    assert told(path, data, Limits(depth=2)) == [
        ("y.txt", "here"),
        ("in.zip/y.txt", "here"),
        ("in.zip/in.zip/y.txt", "lies more than 2 documents deep"),
        ("in.zip/in.zip/in.zip", "lies more than 2 documents deep"),
    ]


def test_what_a_folder_would_pass_over_is_passed_over(path: Path) -> None:
    data = packed(
        ("picture.png", "x"), (".hidden.txt", "x"), ("__MACOSX/._a.txt", "x"), (".git/a.txt", "x"), ("d/", ""),
        ("a.txt", "seen"),
    )  # fmt: skip
    assert told(path, data) == [("a.txt", "seen")]
    assert told(path, packed(("picture.png", "x"))) == [("", "holds no text and no document that has a reader")]
    assert told(path, packed()) == [("", "an empty archive")]


def test_names_are_labels_never_paths(path: Path) -> None:
    names = ["../../up.txt", "/etc/root.txt", "C:\\Windows\\a.txt", "a\n\x1b[31mb.txt", "-rf.txt"]
    before = sorted(path.parent.rglob("*"))
    assert told(path, packed(*((name, "text") for name in names))) == [(name, "text") for name in names]
    assert sorted(path.parent.rglob("*")) == before


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_of_one_name_are_two_documents(path: Path) -> None:
    assert told(path, packed(("a.txt", "1"), ("a.txt", "2"), ("a.txt", "3"))) == [
        ("a.txt", "1"),
        ("a.txt (2)", "2"),
        ("a.txt (3)", "3"),
    ]


@pytest.mark.parametrize("page", ["cp866", "utf-8", "cp437"])
def test_names_without_the_mark_of_utf8(path: Path, page: str) -> None:
    name = "Relevé.txt" if page == "cp437" else "Пресс-релиз о границе.txt"
    stand_in = b"x" * len(name.encode(page))
    data = packed((stand_in.decode(), "text")).replace(stand_in, name.encode(page))
    assert told(path, data) == [(name, "text")]


def test_a_bad_member_hides_no_good_one(path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = packed(("a.txt", "good"), ("b.txt", "damaged"), (link, "x"), ("e.txt", ""),
                  ("c.zip", b"PK\3\4 no"), ("n.txt", b"\0"), ("z.txt", "good"), method=zipfile.ZIP_STORED)  # fmt: skip
    found = dict(told(path, data.replace(b"damaged", b"damaGed")))
    assert found["a.txt"] == found["z.txt"] == "good"
    assert "broken" in found["b.txt"]
    assert "link" in found["link.txt"]
    assert "empty" in found["e.txt"]
    assert "broken or truncated" in found["c.zip"]
    assert "binary" in found["n.txt"]


def test_encrypted_members_are_said_to_be(path: Path) -> None:
    data = bytearray(packed(("a.txt", "secret")))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    assert told(path, bytes(data)) == [("a.txt", "encrypted: it needs a password")]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_without_a_bound_are_refused(path: Path, method: int) -> None:
    assert told(path, packed(("a.txt", "x"), method=method)) == [("a.txt", "packed by a method other than deflate")]


def test_bombs_end_at_the_limits(path: Path) -> None:
    limits = Limits(size=1 << 20, unpacked=3 << 20, members=50)
    bomb = packed(("bomb.txt", b"\0" * (10 << 20)), ("a.txt", "good"))
    assert told(path, bomb, limits) == [("bomb.txt", "larger than 1 MiB when unpacked"), ("a.txt", "good")]
    many = told(path, packed(*((f"{i}.txt", "x" * (1 << 20)) for i in range(5))), limits)
    assert [label for label, _ in many] == ["0.txt", "1.txt", "2.txt", ""]
    assert many[-1][1] == "holds more than 3 MiB of documents; the rest is not read"
    refused = told(path, packed(*((f"{i}.zip", bomb) for i in range(5))), limits)
    assert refused[-1] == ("", "holds more than 3 MiB of documents; the rest is not read")


def test_a_crowd_ends_at_the_limit(path: Path) -> None:
    limits = Limits(members=10)
    assert told(path, packed(*((f"{i}.txt", "x") for i in range(11))), limits) == [
        ("", "an archive of more than 10 entries")
    ]
    nested = packed(*((f"{i}.zip", packed(*((f"{j}.txt", "x") for j in range(3)))) for i in range(5)))
    found = told(path, nested, limits)
    assert found[-1] == ("", "holds more than 10 documents; the rest is not read")


def test_a_truncated_archive(path: Path) -> None:
    assert "broken or truncated zip archive" in told(path, packed(("a.txt", "x"))[:-30])[0][1]


def test_read_is_without_members(path: Path) -> None:
    with pytest.raises(InputError, match="holds no text"):
        read(path, packed(("a.txt", "x")))


GOOD = packed(("a.txt", "text " * 100), ("b/c.md", "text"), ("d.zip", packed(("e.txt", "deep"))))


@given(st.binary(max_size=200))
def test_any_bytes_are_an_archive_or_refused(data: bytes) -> None:
    for hostile in (data, GOOD + data, b"PK\x03\x04" + data):
        with suppress(InputError):
            list(archive(hostile, USUAL).members)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damage_is_reported(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    with suppress(InputError):
        list(archive(bytes(data), USUAL).members)
