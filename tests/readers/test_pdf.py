"""PDF: the same facts as the text, page by page; what is broken, encrypted or hostile has a reason."""

from __future__ import annotations

import zlib
from pathlib import Path

import producers
import pytest
from exploring import examples
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli import parse
from bomca_cli.errors import InputError
from bomca_cli.readers.model import USUAL, Reading
from bomca_cli.readers.pdf import pdf

PRINTED = sorted(producers.DOCUMENTS.glob("*.pdf"))
SAMPLE = (producers.DOCUMENTS / "003-chromium.pdf").read_bytes()


def seed(path: Path) -> str:
    return next(seed for seed in producers.SEEDS if seed.name[:3] == path.name[:3]).read_text(encoding="utf-8")


def file(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def pages(*contents: bytes, packed: bool = False) -> bytes:
    """A PDF of pages with these contents, in Helvetica."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for i, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (5 + 2 * i)
        )
        data = zlib.compress(content) if packed else content
        filtered = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), filtered, data))
    return file(*objects)


def at(x: int, y: int, words: str, size: int = 11) -> bytes:
    return b"BT /F %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, words.encode("latin-1"))


def lines(*words: str, top: int = 700) -> bytes:
    return b"".join(at(72, top - 13 * i, line) for i, line in enumerate(words))


def read(data: bytes) -> Reading:
    return pdf(data, USUAL)


# The same facts


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_the_facts_of_a_printed_release_are_those_of_its_text(path: Path) -> None:
    reading = read(path.read_bytes())
    assert producers.facts(parse(reading.text).record()) == producers.facts(parse(seed(path)).record())
    assert not reading.notes
    assert not reading.replaced
    assert "file:///" not in reading.text


@pytest.mark.skipif(producers.WITHOUT_CHROMIUM is not None, reason=str(producers.WITHOUT_CHROMIUM))
@pytest.mark.parametrize(
    "style",
    [
        "p{hyphens:auto;text-align:justify;width:9cm}",
        "body{columns:2;font-size:9pt;text-align:justify}",
        '@page{size:A5;margin:20mm;@top-center{content:"A press service"}@bottom-right{content:counter(page)}}',
    ],
    ids=["hyphens", "columns", "running heads"],
)
def test_the_same_facts_in_another_setting(style: str, tmp_path: Path) -> None:
    text = seed(Path("004"))
    target = tmp_path / "a.pdf"
    producers.printed(producers.page(text, style=style), target, furniture="@page" not in style)
    found = producers.facts(parse(read(target.read_bytes()).text).record())
    assert found == producers.facts(parse(text).record())


@pytest.mark.skipif(producers.WITHOUT_OFFICE is not None, reason=str(producers.WITHOUT_OFFICE))
def test_the_same_facts_from_writer(tmp_path: Path) -> None:
    text = seed(Path("000"))
    producers.typeset(text, tmp_path / "a.pdf")
    found = producers.facts(parse(read((tmp_path / "a.pdf").read_bytes()).text).record())
    assert found == producers.facts(parse(text).record())


# Lines, paragraphs and pages

FULL = "The European Union allocated a sum of EUR 33.6 million to BOMCA for the whole"


def test_a_wrapped_line_goes_on_and_a_short_one_ends() -> None:
    text = read(pages(lines(FULL, "period of 2003 - 2014.", "Phone: 1", "Fax: 2"))).text
    assert text == f"{FULL} period of 2003 - 2014.\nPhone: 1\nFax: 2"


def test_a_gap_parts_paragraphs() -> None:
    body = lines(FULL, "period.") + lines(FULL, "years.", top=650)
    assert read(pages(body)).text == f"{FULL} period.\n\n{FULL} years."


def test_every_page_knows_where_it_begins_and_a_sentence_runs_over_its_end() -> None:
    reading = read(pages(lines(FULL, FULL), lines("period of 2003 - 2014.", "End."), b"", lines("Last.")))
    assert reading.text == f"{FULL} {FULL} period of 2003 - 2014.\nEnd.\n\nLast."
    second, third, last = (reading.text.index(words) for words in ("period", "\n\nLast", "Last"))
    assert reading.pages[:2] == (0, second)
    assert third <= reading.pages[2] <= reading.pages[3] == last
    assert reading.notes == ("page 3 has no text (pictures only)",)


def test_running_heads_stand_once_and_page_numbers_never() -> None:
    furniture = [at(72, 810, "BOMCA news 2014", 8) + at(280, 30, f"Page {n} of 3", 8) for n in (1, 2, 3)]
    text = read(pages(*(head + lines(FULL, f"part {n}.") for n, head in enumerate(furniture, 1)))).text
    assert text.count("BOMCA news 2014") == 1
    assert text.endswith("BOMCA news 2014")
    assert "Page" not in text


def test_what_a_browser_prints_around_a_page_is_left_out_and_a_date_line_of_the_page_is_not() -> None:
    head = at(24, 820, "11/22/26, 3:19 AM", 8) + at(280, 820, "A title", 8) + at(24, 16, "https://example.org/1", 8)
    body = lines("05/12/2024 - 13:44", FULL, "period.", top=790)
    assert read(pages(head + at(560, 16, "1/1", 8) + body)).text == f"05/12/2024 - 13:44\n{FULL} period."
    assert "11/22/26" in read(pages(head + body)).text  # nothing says that a browser printed it


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "told"),
    [
        ("and it was imple-", "mented", "implemented", "imple\u00admented"),
        ("and they had know-", "how", "know-how", "know-how"),
        ("to the village of Kara-", "Suu", "", "Kara-Suu"),
        ("in the years 2015-", "2018", "", "2015-2018"),
        ("write to somebody@ex-", "ample.org", "", "somebody@ex-ample.org"),
        ("write to some.body@", "example.org", "", "some.body@example.org"),
        ("by post or by e-", "mail", "", "e-mail"),
        ("in this year -", "and later", "", "year - and later"),
    ],
)
def test_words_broken_at_the_end_of_a_line(first: str, second: str, elsewhere: str, told: str) -> None:
    filler = "The European Union allocated a sum of EUR 33.6 million to BOMCA "
    text = read(pages(lines(filler + first, second + " was said by them all.", f"So {elsewhere}."))).text
    assert told in text


# What cannot be read


def test_pictures_only() -> None:
    with pytest.raises(InputError, match=r"no text \(pictures only\)"):
        read(pages(b"0 0 100 100 re f\n"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "broken or truncated"),
        (b"%PDF-1.7\n" + b"\0" * 100_000, "broken or truncated"),
        (SAMPLE[:1500], "broken or truncated"),
        (file(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3000/Kids[]>>"), "3,000 pages"),
        (file(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2147483647/Kids[2 0 R]>>"), "pages|PDF|no text"),
        (file(b"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>"), "PDF|no text"),
        (file(b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"2 0 R"), "PDF|no text"),
        (file(b"[" * 100_000 + b"]" * 100_000), "broken or truncated"),
    ],
    ids=["head", "zeros", "start", "pages", "more pages", "loop", "reference loop", "nested"],
)
def test_broken_and_hostile_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(data)


def test_encrypted() -> None:
    password = b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>/ID[<00><00>]"
    data = pages(lines(FULL))
    with pytest.raises(InputError, match="encrypted: it needs a password"):
        read(data.replace(b"/Root 1 0 R", b"/Root 1 0 R" + password))


def test_a_truncated_file_gives_what_it_holds_and_says_so() -> None:
    data = pages(lines(FULL), lines("End."))
    reading = read(data[: data.index(b"%%EOF")])
    assert FULL in reading.text
    assert reading.notes == ("the end of the PDF is missing: it may have had more pages",)


def test_scripts_and_links_are_no_text() -> None:
    data = pages(lines("Text."))
    active = b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(x)>>>>"
    assert read(data.replace(b"/Type/Catalog", active)).text == "Text."


def test_a_form_that_draws_itself_ends() -> None:
    own = b"/Resources<</XObject<</X 4 0 R>>>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length 5>>\nstream\n/X Do\nendstream" % own
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R%s>>" % own
    content = b"<</Length 5>>\nstream\n/X Do\nendstream"
    data = file(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, form, content)
    with pytest.raises(InputError, match="no text"):
        read(data)


def test_a_packed_page_may_not_unfold_without_end() -> None:
    with pytest.raises(InputError, match="more than 5,000,000 characters"):
        read(pages(*[b"BT /F 11 Tf 72 700 Td " + b"(xxxxxxxxxx) Tj\n" * 300_000 + b"ET"] * 2, packed=True))


def test_glyphs_that_mean_nothing_are_counted() -> None:
    reading = read(pages(lines("a\\000b")))
    assert reading.replaced == reading.text.count("\ufffd")


@examples(60)
@given(st.data())
def test_any_bytes_are_read_or_refused(data: st.DataObject) -> None:
    sample = bytearray(data.draw(st.sampled_from([SAMPLE, pages(lines(FULL, "x."), lines("y."))])))
    for _ in range(data.draw(st.integers(1, 20))):
        place = data.draw(st.integers(0, len(sample) - 1))
        sample[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        if not sample:
            break
    try:
        reading = read(bytes(sample))
    except InputError:
        return
    reading.text.encode()
    assert list(reading.pages) == sorted(reading.pages)
