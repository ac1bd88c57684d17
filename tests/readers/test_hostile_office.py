"""Office documents that mean harm, are broken, or are not what their name says: one clear reason, and nothing else."""

from __future__ import annotations

import io
import shutil
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import offices
import pytest
from exploring import examples
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from test_members import packed
from transcript import ROOT

from bomca_cli.errors import InputError
from bomca_cli.readers import Document, Limits, documents, read
from bomca_cli.readers import doc as old_word
from bomca_cli.readers.docx import docx
from bomca_cli.readers.kind import kind
from bomca_cli.readers.model import USUAL
from bomca_cli.readers.odt import odt
from bomca_cli.readers.rtf import rtf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCUMENTS = ROOT / "tests" / "documents" / "office"
SMALL = Limits(size=1 << 20, unpacked=4 << 20, members=100, seconds=30)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
INK = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = {"docx": "word/document.xml", "odt": "content.xml"}
READERS = {"docx": docx, "odt": odt}


def changed(suffix: str, parts: dict[str, bytes | None], data: bytes | None = None) -> bytes:
    """The rich document with parts replaced, added, or taken away."""
    data = data or (DOCUMENTS / f"rich.{suffix}").read_bytes()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def part(suffix: str, name: str) -> bytes:
    with zipfile.ZipFile(DOCUMENTS / f"rich.{suffix}") as file:
        return file.read(name)


def refusal(suffix: str, data: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(InputError) as caught:
        READERS[suffix](data, limits)
    assert "\n" not in str(caught.value)
    return str(caught.value)


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 12))


@pytest.mark.parametrize("suffix", MAIN)
@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE x [<!ENTITY l0 "ha">' + LAUGHS + b"]>",
        b'<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        b"<!DOCTYPE x>",
    ],
)
def test_document_types_and_entities_are_refused(suffix: str, declared: bytes) -> None:
    head, _, rest = part(suffix, MAIN[suffix]).partition(b"?>")
    hostile = changed(suffix, {MAIN[suffix]: head + b"?>" + declared + rest.replace(b"Dushanbe", b"&l11;")})
    assert "document type or entities" in refusal(suffix, hostile)


@pytest.mark.parametrize("suffix", MAIN)
def test_an_entity_without_declaration(suffix: str) -> None:
    hostile = part(suffix, MAIN[suffix]).replace(b"Dushanbe", b"&l11;")
    assert "broken XML" in refusal(suffix, changed(suffix, {MAIN[suffix]: hostile}))


@pytest.mark.parametrize("suffix", MAIN)
def test_bombs_end_at_the_limit(suffix: str) -> None:
    assert "its parts are larger than 1 MiB" in refusal(suffix, changed(suffix, {MAIN[suffix]: b" " * (5 << 20)}))
    crowd = {f"word/part{i}.xml": b"<x/>" for i in range(200)}
    assert "more than 100 entries" in refusal(suffix, changed(suffix, dict(crowd)))


def test_parts_share_one_limit() -> None:
    big = b"<w:ftr xmlns:w='" + INK.encode() + b"'>" + b" " * (900 << 10) + b"</w:ftr>"
    with zipfile.ZipFile(DOCUMENTS / "rich.docx") as file:
        margins = [name for name in file.namelist() if name.startswith(("word/header", "word/footer"))]
    assert len(margins) == 2
    assert "MiB when unpacked" in refusal("docx", changed("docx", dict.fromkeys(margins, big)))


@pytest.mark.parametrize("suffix", MAIN)
def test_missing_and_broken_parts(suffix: str) -> None:
    assert "is missing" in refusal(suffix, changed(suffix, {MAIN[suffix]: None}))
    whole = part(suffix, MAIN[suffix])
    assert "broken XML" in refusal(suffix, changed(suffix, {MAIN[suffix]: whole[: len(whole) // 2]}))
    for oddity in (b"", b"\0" * 50, b"<", b'<?xml version="1.0" encoding="utf-7"?><x/>'):
        assert "XML" in refusal(suffix, changed(suffix, {MAIN[suffix]: oddity}))


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_truncated(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    data = (DOCUMENTS / f"rich.{suffix}").read_bytes()
    for length in (100, len(data) // 2, len(data) - 10):
        with pytest.raises(InputError, match="broken or truncated"):
            read(path, data[:length])


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_depth_is_no_recursion(depth: int) -> None:
    deep = f"<w:document xmlns:w='{INK}'><w:body>" + "<w:sdt>" * depth + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    deep += "</w:sdt>" * depth + "</w:body></w:document>"
    with suppress(InputError):  # expat may have a limit of its own
        assert "deep" in docx(changed("docx", {"word/document.xml": deep.encode()}), USUAL).text
    assert rtf(b"{\\rtf1 " + b"{" * depth + b"deep" + b"}" * depth + b"}", USUAL).text == "deep\n"


def test_targets_lead_nowhere(tmp_path: Path) -> None:
    """Links between parts name parts: a path that leads out of the document finds nothing."""
    (tmp_path / "secret.xml").write_bytes(part("docx", "word/document.xml"))
    rels = '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="{}"/></Relationships>'
    for target in (str(tmp_path / "secret.xml"), "../../secret.xml", "file:///etc/passwd", "..", ""):
        assert "missing" in refusal("docx", changed("docx", {"_rels/.rels": rels.format(target).encode()}))


def test_parts_that_name_each_other_end() -> None:
    """A header that is the document itself, or that has headers, is read once."""
    rels = part("docx", "word/_rels/document.xml.rels").replace(b'"header1.xml"', b'"document.xml"')
    text = docx(changed("docx", {"word/_rels/document.xml.rels": rels}), USUAL).text
    assert text.count("Programme hands over cameras") == 2


def test_macros_are_no_text() -> None:
    assert docx(changed("docx", {"word/vbaProject.bin": OLE}), USUAL).text == offices.RICH


def test_encrypted(tmp_path: Path) -> None:
    package = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    for name in ("a.docx", "a.doc", "a.zip", "a.txt"):
        with pytest.raises(InputError, match="encrypted"):
            read(tmp_path / name, package)
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert "encrypted" in refusal("odt", changed("odt", {"META-INF/manifest.xml": manifest}))
    locked = bytearray((DOCUMENTS / "rich.doc").read_bytes())
    locked[locked.index(b"\xec\xa5\x01\x01") + 11] |= 1
    with pytest.raises(InputError, match="encrypted"):
        read(tmp_path / "a.doc", bytes(locked))


def saved(name: str) -> bytes:
    return (DOCUMENTS / name).read_bytes()


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.odt", "a.rtf", "a.zip", "a.pdf"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (saved("rich.docx"), "a Word document"),
        (saved("rich.odt"), "an OpenDocument text"),
        (saved("rich.rtf"), "an RTF document"),
        (b"Programme hands over cameras\r\n", "plain text"),
        ("Пресс-релиз о передаче камер".encode("cp1251"), "plain text"),
    ],
    ids=["docx", "odt", "rtf", "text", "cp1251"],
)
def test_read_as_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    if name == "a.pdf" and not _has_reader(".pdf"):
        pytest.skip("no reader for .pdf yet")
    document = read(tmp_path / name, data)
    right = kind(data, ".docx", SMALL) == name[1:]
    assert document.notes == (() if right else (f"named {name[1:]} but {what}",))
    assert "ameras" in document.text or "камер" in document.text


def test_a_text_that_is_a_document(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", saved("rich.docx")).notes == ("named .txt but a Word document",)
    for text in ("From: a\nMIME-Version: 1.0\n", "<html> is a tag"):
        assert read(tmp_path / "a.txt", text.encode()).text == text


def test_web_pages_and_messages_are_told() -> None:
    page = b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- Word -->\n<html xmlns:o='urn'><body>x</body></html>"
    assert kind(page, ".doc", SMALL) == kind(b"<!DOCTYPE HTML><p>", ".docx", SMALL) == ".html"
    assert kind("<html>".encode("utf-16"), ".doc", SMALL) == ".html"
    assert kind(b"From: x\r\nMIME-Version: 1.0\r\n\r\n", ".doc", SMALL) == ".eml"
    assert kind(b"Note: x\r\n\r\nMIME-Version: 1.0", ".doc", SMALL) == ".txt"
    assert kind(b"%PDF-1.7 ...", ".docx", SMALL) == ".pdf"
    assert kind(b"X: y\r\n" * 2000, ".doc", SMALL) == ".txt"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"\0\1\2\3" * 50, "not a Word document, nor anything else"),
        ("a.doc", b"", "empty"),
        ("a.docx", OLE, "no text document"),
        ("a.odt", b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "no text"),
        ("a.doc", b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'/>", "Word 2003 XML"),
        ("a.docx", packed(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "a workbook, not a text"),
        ("a.zip", b"PK\3\4", "broken or truncated"),
    ],
)
def test_refused_with_one_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(tmp_path / name, data)


def test_old_word_without_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word.shutil, "which", lambda _: None)
    with pytest.raises(InputError, match="install LibreOffice or antiword"):
        read(tmp_path / "a.doc", saved("rich.doc"))


def program(folder: Path, name: str, script: str) -> Callable[[str], str | None]:
    """A stand-in for a program, and the search that finds only it."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return {name: str(path)}.get


@pytest.mark.parametrize(
    ("name", "script", "reason"),
    [
        ("soffice", "sleep 60 & sleep 60", "needs more than 1 s"),
        ("soffice", "exit 1", "LibreOffice cannot read it"),
        ("soffice", "echo hello > document.docx", "broken or truncated"),
        ("antiword", "exit 1", "antiword cannot read it"),
        ("antiword", "head -c 3000000 /dev/zero", "larger than"),
    ],
)
def test_old_word_with_a_program_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, script: str, reason: str
) -> None:
    monkeypatch.setattr(old_word.shutil, "which", program(tmp_path, name, script))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(InputError, match=reason):
        old_word.doc(saved("rich.doc"), Limits(size=1 << 20, seconds=1))
    assert [path.name for path in tmp_path.iterdir()] == [name]  # nothing is left behind


@pytest.mark.skipif(not shutil.which("antiword"), reason="antiword is not installed")
def test_old_word_by_antiword(monkeypatch: pytest.MonkeyPatch) -> None:
    which = shutil.which
    monkeypatch.setattr(old_word.shutil, "which", lambda name: which(name) if name == "antiword" else None)
    name = "003_8f08c430c887b04d"
    document = read(DOCUMENTS / f"{name}.doc")
    assert "antiword" in document.notes[0]
    text = read(ROOT / "seeds" / f"{name}.txt").text
    assert document.text.split() == text.split()


def test_a_document_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("in/rich.docx", saved("rich.docx"))
        file.writestr("bad.odt", saved("rich.odt")[:500])
        file.writestr("rich.rtf", saved("rich.rtf"))
    first, bad, last = documents(path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.member, last.member) == ("in/rich.docx", "rich.rtf")
    assert "bad.odt" in str(bad)


QUICK = examples(60, suppress_health_check=[HealthCheck.too_slow])
CHANGES = st.lists(st.tuples(st.floats(0, 0.9999), st.binary(max_size=6)), min_size=1, max_size=6)


def damaged(data: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    made = bytearray(data)
    for place, piece in changes:
        at = int(place * len(made))
        made[at : at + len(piece)] = piece
    return bytes(made)


@QUICK
@given(CHANGES, st.sampled_from(["docx", "odt"]), st.booleans())
def test_damaged_packages_are_read_or_refused(changes: list[tuple[float, bytes]], suffix: str, inside: bool) -> None:
    if inside:
        data = changed(suffix, {MAIN[suffix]: damaged(part(suffix, MAIN[suffix]), changes)})
    else:
        data = damaged(saved(f"rich.{suffix}"), changes)
    with suppress(InputError):
        READERS[suffix](data, SMALL)


@QUICK
@given(CHANGES)
def test_damaged_rich_text_is_read(changes: list[tuple[float, bytes]]) -> None:
    data = b"{\\rtf1" + damaged(saved("rich.rtf"), changes)
    rtf(data, SMALL).text.encode("utf-8")


WORDS = [
    word.replace(b"_", b" ")
    for word in rb"{ } \par_ \cell_ \row_ \intbl \* \u-1? \uc9 \bin3_ \'ff \f1 \field \deleted x \ ".split()
    + rb"{\fonttbl {\header_ {\footnote_ {\shptxt_ {\fldinst_PAGE".split()
]


@QUICK
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_of_rich_text_are_read(words: list[bytes]) -> None:
    rtf(b"{\\rtf1" + b"".join(words), SMALL).text.encode("utf-8")


@QUICK
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", OLE, b"{\\rtf", b"PK\3\4mimetype"]),
       st.sampled_from([".docx", ".odt", ".rtf", ".zip", ".txt"]))  # fmt: skip
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes, suffix: str) -> None:
    with suppress(InputError):
        kind(start + data, suffix, SMALL)
    for reader in (docx, odt, rtf):
        with suppress(InputError):
            reader(start + data, SMALL)


def _has_reader(suffix: str) -> bool:
    from bomca_cli.readers import READERS as KNOWN

    return suffix in KNOWN
