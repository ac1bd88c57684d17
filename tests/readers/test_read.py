from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli.errors import InputError
from bomca_cli.readers import READERS, read
from bomca_cli.readers.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "EU mission takes place in Dushanbe\r\n\r\nAlmost EUR 5 million.\n"
RUSSIAN = "В Душанбе прошло заседание региональной координационной группы.\r\nЕС выделил 40,1 млн евро – «БОМКА 9».\n"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_unicode_with_and_without_mark(text: str, mark: str, encoding: str) -> None:
    assert decode((mark + text).encode(encoding))[:3] == (text, encoding, 0)


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN.replace("–", "-").replace("«", '"').replace("»", '"'),
        "Ноябрь 28, 2018\n\nДушанбе принимает гостей из пяти стран",
        "В ДУШАНБЕ ОБСУДИЛИ ПРОГРАММУ БОМКА",
        "Press release. Контакты: Иван Примеров, ivan@example.org, +992 00 000 0000",
        "Кинологи Туркменистана получили автомобили",
    ],
)
def test_russian_code_pages(page: str, text: str) -> None:
    assert decode(text.encode(page))[:3] == (text, page, 0)


@pytest.mark.parametrize(
    "text",
    [
        "The programme’s “green border” – EUR 5",
        "Mr. José Ejemplo",
        "Les États membres réunis à Genève, où l’élève",
        "£5 • 10°",
    ],
)
def test_western_code_page(text: str) -> None:
    assert decode(text.encode("cp1252"))[:3] == (text, "cp1252", 0)


def test_damaged_utf8_stays_utf8_and_says_so() -> None:
    data = RUSSIAN.encode().replace("ю".encode(), b"\xd1") + b"\xff"
    text, encoding, replaced = decode(data)[:3]
    assert encoding == "utf-8"
    assert text.startswith("В Душанбе")
    assert replaced == text.count("\ufffd") > 0


def test_odd_length_of_marked_utf16() -> None:
    text, encoding, replaced = decode(b"\xff\xfe" + "abc".encode("utf-16-le") + b"x")[:3]
    assert (text, encoding, replaced) == ("abc\ufffd", "utf-16-le", 1)


@pytest.mark.parametrize(
    "data", [b"abc\0def\0\0\0", b"\0" * 1000, b"\x7fELF\0\1\2", b"\xef\xbb\xbfa\0b", b"MZ\x90\0\3\0\0\0"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except InputError:
        return
    text.encode("utf-8")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=200))
def test_utf8_comes_back(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


def test_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ENGLISH.encode())
    document = read(path)
    assert document.text == ENGLISH
    assert document.sha256 == sha256(path.read_bytes()).hexdigest()
    assert (document.encoding, document.size) == ("utf-8", path.stat().st_size)
    assert read(path, b"other").text == "other"


def test_suffix_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text("x")
    assert read(tmp_path / "A.TXT").text == "x"
    assert {".txt", ".md"} <= set(READERS)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\xc2\xa0", "white space"),
        ("mark.txt", b"\xef\xbb\xbf", "white space"),
        ("nul.txt", b"a\0b\xff", "binary"),
        ("sheet.xyz", b"text", "no reader"),
        ("none", b"text", "no reader"),
    ],
)
def test_refusals_name_the_file(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=reason) as caught:
        read(tmp_path / name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_pipe_missing_and_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, reason in (("x.txt", "folder"), ("pipe.txt", "pipe"), ("gone.txt", "No such file")):
        with pytest.raises(InputError, match=reason):
            read(tmp_path / name)


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(65 * 1024**2)
    with pytest.raises(InputError, match="larger than 64 MiB"):
        read(path)


def test_hostile_name_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\n\x1b[31m.txt"
    path.write_bytes(b"")
    with pytest.raises(InputError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
