"""Mail and mailboxes: what a message says, its attachments as documents; hostile ones are read or refused."""

from __future__ import annotations

import mailbox as library
from datetime import date
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP
from typing import TYPE_CHECKING

import producers
import pytest
from exploring import examples
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli import parse
from bomca_cli.errors import InputError
from bomca_cli.readers import Document, documents
from bomca_cli.readers.mail import mail, mailbox
from bomca_cli.readers.model import USUAL, Reading

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "On 13 May the EU handed over equipment in Osh.\n"
DAY = "Sat, 14 May 2022 10:00:00 +0600"


def letter(text: str | None = TEXT, **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in ({"From": "Press <press@example.org>", "To": "all@example.org", "Date": DAY} | headers).items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    return made


def read(message: EmailMessage | bytes) -> Reading:
    return mail(message if isinstance(message, bytes) else message.as_bytes(policy=SMTP), USUAL)


def told(name: str, data: bytes) -> list[tuple[str, str]]:
    from pathlib import Path

    found = documents(Path(name), data)
    return [(item.member, item.text.strip() if isinstance(item, Document) else item.reason) for item in found]


@pytest.mark.parametrize("path", producers.SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_the_facts_of_a_letter_are_those_of_its_text(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    made = letter(None)
    made.set_content(text, cte=encoding)
    assert producers.facts(parse(read(made).text).record()) == producers.facts(parse(text).record())


@pytest.mark.parametrize("path", producers.SEEDS, ids=lambda path: path.name[:3])
def test_the_facts_of_a_letter_in_html_are_those_of_its_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = letter(None)
    made.set_content(producers.page(text), subtype="html")
    assert producers.facts(parse(read(made).text).record()) == producers.facts(parse(text).record())


def test_subject_and_body_are_the_text_and_headers_give_a_day_but_no_contact() -> None:
    reading = read(letter(Subject="Оборудование передано"))
    assert reading.text == f"Оборудование передано\n\n{TEXT.strip()}"
    assert reading.released == date(2022, 5, 14)
    release = parse(reading.text, released=reading.released)
    assert [(event.start, event.year_from) for event in release.events] == [("2022-05-13", "given")]
    assert not release.contacts
    assert not release.emails


def test_a_subject_that_the_text_repeats_stands_once() -> None:
    assert read(letter("A title\n\nText.", Subject="A  title")).text == "A title\n\nText."
    assert read(letter("It has a title.", Subject="A title")).text == "A title\n\nIt has a title."


def test_plain_text_wins_over_its_page_and_a_page_alone_is_read() -> None:
    made = letter()
    made.add_alternative("<p>Page</p>", subtype="html")
    assert read(made).text == TEXT.strip()
    made = letter(None)
    made.set_content("<html><body><p>Page <b>5</b></p></body></html>", subtype="html")
    assert read(made).text == "Page 5"


def test_lines_that_flow_are_put_together() -> None:
    made = letter("The EU allocated EUR 5 \nmillion to it.\n-- \nA name\n")
    made.set_param("format", "flowed")
    assert read(made).text == "The EU allocated EUR 5 million to it.\n-- \nA name"


def test_attachments_are_documents_and_their_names_no_paths() -> None:
    made = letter()
    made.add_attachment("Attached text.", filename="../../etc/list.txt")
    made.add_attachment(b"<p>Attached page.</p>", maintype="text", subtype="html", filename="страница.html")
    made.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="x.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(letter("Forwarded."))
    assert told("a.eml", made.as_bytes()) == [
        ("", TEXT.strip()),
        ("../../etc/list.txt", "Attached text."),
        ("страница.html", "Attached page."),
        ("message 4.eml", "Forwarded."),
    ]


def test_messages_in_messages_to_the_limit() -> None:
    made = letter("The innermost.")
    for depth in range(100):
        outer = letter(f"Level {depth}.")
        outer.add_attachment(made)
        made = outer
    found = told("a.eml", made.as_bytes())
    assert [text for _, text in found[:3]] == ["Level 99.", "Level 98.", "Level 97."]
    assert "8 documents deep" in found[-1][1]
    assert len(found) == 10


RAW = b"From: a@example.org\r\nSubject: S\r\nDate: " + DAY.encode() + b"\r\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (RAW + b"Content-Type: text/plain; charset=nonsense\r\n\r\n" + "Ош – 5".encode(), "S\n\nОш – 5"),
        (RAW + b"Content-Type: text/plain; charset=us-ascii\r\n\r\n" + "Кинологи получили автомобили".encode("cp1251"),
         "S\n\nКинологи получили автомобили"),
        (RAW + b"Content-Type: text/plain; charset=koi8-r\r\n\r\n" + "Ош принял".encode("koi8-r"), "S\n\nОш принял"),
        (RAW + b"Content-Transfer-Encoding: base64\r\n\r\nVGV4\r\n!!!dA=\r\n", "S\n\nText"),
        (RAW + b"Content-Transfer-Encoding: quoted-printable\r\n\r\na=3D5 =\r\nb=ZZ", "S\n\na=5 b=ZZ"),
        (RAW + b"Content-Type: multipart/mixed\r\n\r\nno boundary", "S\n\nno boundary"),
        (RAW + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\ncut off', "S\n\ncut off"),
        (b"Subject: =?utf-8?b?0J7RiA==?= =?koi8-r?q?=EF=DB?=\r\n\r\nText", "ОшОш\n\nText"),
        (b"Subject: =?x?b?!!?=\r\nDate: never\r\nFrom: <<>@@;\r\nTo: =?\xff\r\n\r\nText", None),
    ],
)  # fmt: skip
def test_broken_letters(data: bytes, text: str | None) -> None:
    reading = read(data)
    assert reading.text.endswith("Text") if text is None else reading.text == text


def test_no_letter() -> None:
    reading = read(b"Dushanbe, 5 May: a text.\n\nMore.")
    assert reading.text.startswith("Dushanbe, 5 May")
    assert reading.notes == ("plain text, not a mail message",)
    with pytest.raises(InputError, match="no mailbox"):
        mailbox(b"Dear all", USUAL)
    with pytest.raises(InputError, match="nested parts"):
        read(RAW + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 2_000)


def test_parts_nested_deep_end() -> None:
    outer = inner = MIMEMultipart(boundary="b0")
    for depth in range(90):
        part = MIMEMultipart(boundary=f"b{depth + 1}")
        inner.attach(part)
        inner = part
    outer["Subject"] = "S"
    assert read(outer.as_bytes()).text.startswith("S")


def test_a_mailbox_gives_its_messages(tmp_path: Path) -> None:
    box = library.mbox(tmp_path / "a.mbox")
    box.add(letter("First.\n\nFrom the EU: a line that looks like a start.\n"))
    box.add(letter("Second."))
    box.close()
    assert told("a.mbox", (tmp_path / "a.mbox").read_bytes()) == [
        ("message 1.eml", "First.\n\nFrom the EU: a line that looks like a start."),
        ("message 2.eml", "Second."),
    ]


def test_from_inside_a_message_that_was_not_escaped() -> None:
    data = b"From x Sat\nSubject: S\n\nFrom here on it is text.\n\nFrom there too\n\nFrom y Sun\nSubject: T\n\nText.\n"
    assert [member.name for member in mailbox(data, USUAL).members] == ["message 1.eml", "message 2.eml"]


@examples(60)
@given(st.data())
def test_any_bytes_are_read_or_refused(data: st.DataObject) -> None:
    made = letter(Subject="Оборудование")
    made.add_alternative("<p>Page</p>", subtype="html")
    made.add_attachment("Text.", filename="a.txt")
    made.add_attachment(letter())
    sample = bytearray(made.as_bytes())
    for _ in range(data.draw(st.integers(0, 20))):
        place = data.draw(st.integers(0, len(sample)))
        sample[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=9))
    for name in ("a.eml", "a.mbox"):
        for member, text in told(name, (b"From x\n" if name == "a.mbox" else b"") + bytes(sample)):
            (member + text).encode("utf-8", "surrogatepass")
