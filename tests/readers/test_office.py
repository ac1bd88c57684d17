"""Word, OpenDocument and rich text, as real programs write them: every word once, and the facts of the text."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

import docx as producer
import offices
import pytest
import scoring
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from transcript import ROOT

from bomca_cli import parse
from bomca_cli.readers import read
from bomca_cli.readers.docx import docx
from bomca_cli.readers.model import USUAL
from bomca_cli.readers.rtf import rtf

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = ROOT / "tests" / "documents" / "office"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FORMATS = {"docx": "docx", "odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97"}
needs_office = pytest.mark.skipif(not offices.SOFFICE, reason="LibreOffice (soffice) is not installed")
needs_doc = pytest.mark.skipif(
    not (offices.SOFFICE or shutil.which("antiword")), reason="neither LibreOffice nor antiword is installed"
)
SAVED = ["docx", "odt", "rtf", pytest.param("doc", marks=needs_doc)]


def lines(text: str) -> list[str]:
    """What is said, without blank lines and the blanks that some program adds."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def differences(name: str, text: str, other: str) -> list[str]:
    """Facts of ``text`` that ``other`` does not give, and the reverse, as the scorer tells them."""
    gold: dict[str, Any] = parse(text).record()
    for amount in gold["amounts"]:
        amount["raw"] = amount["source"]["quote"]
    scores = scoring.Scores()
    scores.add(name, gold, parse(other).record())
    return scores.wrong


def by_python_docx(text: str) -> bytes:
    made = producer.Document()
    for line in text.splitlines():
        made.add_paragraph(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("suffix", SAVED)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_saved_release_gives_the_same_facts(seed: Path, suffix: str) -> None:
    text, document = read(seed).text, read(DOCUMENTS / f"{seed.stem}.{suffix}")
    assert lines(document.text) == lines(text)
    assert document.encoding == suffix
    assert differences(seed.stem, text, document.text) == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_release_in_python_docx_gives_the_same_facts(seed: Path) -> None:
    text = read(seed).text
    other = docx(by_python_docx(text), USUAL).text
    assert other.splitlines() == text.strip("\r\n").splitlines()
    assert differences(seed.stem, text, other) == []


@needs_office
@pytest.mark.parametrize("to", FORMATS.values(), ids=FORMATS)
def test_what_libreoffice_saves_now(tmp_path: Path, to: str) -> None:
    made = offices.converted(SEEDS[3], to, tmp_path, plain=True)
    text = read(SEEDS[3]).text
    assert differences(made.name, text, read(made).text) == []
    (tmp_path / "rich.docx").write_bytes(offices.rich())
    again = offices.converted(tmp_path / "rich.docx", to, tmp_path / "out")
    assert lines(read(again).text) == lines(offices.RICH)


def test_every_word_once() -> None:
    assert docx(offices.rich(), USUAL).text == offices.RICH


@pytest.mark.parametrize("suffix", SAVED)
def test_every_word_once_as_libreoffice_saves_it(suffix: str) -> None:
    if suffix == "doc" and not offices.SOFFICE:
        pytest.skip("antiword does not tell deleted text")
    assert lines(read(DOCUMENTS / f"rich.{suffix}").text) == lines(offices.RICH)


def body(xml: str) -> str:
    """The text of a document with these elements in its body."""
    made = producer.Document()
    end = made.element.body.sectPr
    for element in parse_xml(f"<w:body {nsdecls('w', 'm', 'r')}>{xml}</w:body>"):
        end.addprevious(element)
    file = io.BytesIO()
    made.save(file)
    return docx(file.getvalue(), USUAL).text.strip("\n")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:p>{run('a')}{run('b')}</w:p><w:p/><w:p>{run('c')}</w:p>", "ab\n\nc"),
        (f'<w:p><w:moveFrom w:id="1">{run("old")}</w:moveFrom><w:moveTo w:id="2">{run("new")}</w:moveTo></w:p>', "new"),
        (f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("a ")}</w:p><w:p>{run("b")}</w:p>', "a b"),
        (f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{run("no tab")}</w:p>', "no tab"),
        ("<w:p><w:r><w:t>a</w:t><w:cr/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>", "a\nb-c"),
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> x</w:t><w:sym w:char="2013"/></w:r></w:p>', "• x–"),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>', "shown"),
        (
            (f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{FIELD.format('separate')}{run('7')}"
            f"{FIELD.format('end')}{run('of')}</w:p>"),
            "of",
        ),
        (  # the end of the field is missing
            (f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{FIELD.format('separate')}{run('7')}"
            f"</w:p><w:p>{run('text')}</w:p>"),
            "text",
        ),
        (f"<w:p><w:smartTag><w:bdo>{run('deep')}</w:bdo></w:smartTag></w:p>", "deep"),
        (f"<w:p>{run('x = ')}<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath></w:p>", "x = 5"),
        ('<w:p><w:r><w:commentReference w:id="0"/><w:t>said</w:t></w:r></w:p>', "said"),
        (  # a table that lays out the page
            (f"<w:tbl><w:tr><w:tc><w:p>{run('Title')}</w:p><w:p>{run('Body')}</w:p></w:tc>"
            f"<w:tc><w:p>{run('Aside')}</w:p></w:tc></w:tr></w:tbl>"),
            "Title\nBody\nAside",
        ),
        (f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>{run('x')}</w:p>", "x"),
    ],
)  # fmt: skip
def test_what_word_may_write(xml: str, text: str) -> None:
    assert body(xml) == text


def test_headers_that_repeat_come_once_and_unused_ones_never() -> None:
    made = producer.Document()
    made.add_paragraph("Text")
    made.add_section()
    first, second = made.sections
    second.header.is_linked_to_previous = False
    first.header.paragraphs[0].text = second.header.paragraphs[0].text = "Letterhead"
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Only on page one"
    second.first_page_footer.is_linked_to_previous = False
    second.first_page_footer.paragraphs[0].text = "Switched off"
    file = io.BytesIO()
    made.save(file)
    assert lines(docx(file.getvalue(), USUAL).text) == ["Letterhead", "Only on page one", "Text"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Caf\'e9 \u1041?\u1054?", "Café БО"),
        (r"{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}\f1 \'c4\'f3\'f8\'e0\'ed\'e1\'e5 {\f0 \'e9}", "Душанбе é"),
        (r"\ansicpg1251 \'c1\'ce\'cc\'ca\'c0", "БОМКА"),
        (r"\uc2\u1041 ab\u1054\'3f\'3f!", "БО!"),
        (r"\u-10179 ?\u-8704 ?", "😀"),
        (r"\u55357 ?", "\ufffd"),
        (r"one\par two\line three\tab x\par\par four", "one\ntwo\nthree\tx\n\nfour"),
        ("one\\\ntwo\nthree", "one\ntwothree"),
        (r"{\deleted gone}{\revised kept}\deleted gone\deleted0  {\v hidden}seen", "kept seen"),
        (r'{\field{\*\fldinst{HYPERLINK "http://example.org/"}}{\fldrslt{the page}}} is', "the page is"),
        (r"{\field{\*\fldinst{ PAGE }}{\fldrslt{7}}}of{\field{\fldinst NUMPAGES}{\fldrslt 9}}", "of"),
        (r"\trowd\intbl A\cell B\cell\row\trowd C\intbl\cell D\cell\row\pard end", "A\tB\nC\tD\nend"),
        (r"\intbl A\par B\cell C\cell\row\pard end", "A\nB\nC\nend"),
        (r"{\header top\par}body{\footnote{\super 1} note}\par{\footer foot}", "top\n\nbody\n\n1 note\n\nfoot"),
        (r"{\info{\title T}{\author A}}{\stylesheet{\s0 Normal;}}{\*\unknown u}{\pict 0102}text", "text"),
        (r"a{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box\par}}{\shprslt box}}b\par c", "ab\nbox\nc"),
        (r"{\listtext\tab 1.}item {\bkmkstart m}x\~y\_z \{\}\\", "item x\u00a0y-z {}\\"),
        (r"{\pict\bin5 }}{{\}after", "after"),
        (r"a\u0 ?\'00\u27 ?b", "ab"),
    ],
)
def test_what_rich_text_may_hold(source: str, text: str) -> None:
    document = ("{\\rtf1\\ansi " + source + "}behind").encode("ascii")
    assert rtf(document, USUAL).text.strip("\n") == text


def test_unclosed_groups_are_read_to_the_end() -> None:
    assert rtf(rb"{\rtf1 a{\b b\par c", USUAL).text == "ab\nc\n"
