"""Web pages: the text that they are about and nothing else, in every encoding; hostile ones are read or refused."""

# ruff: noqa: E501, ISC004 - pages read better in few lines
from __future__ import annotations

import json
from datetime import date

import producers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bomca_cli import parse
from bomca_cli.errors import InputError
from bomca_cli.readers.model import USUAL, Reading
from bomca_cli.readers.web import web

TITLE = "BOMCA transfers the equipment to Tajik Border Troops"
BODY = [
    "Dushanbe, 02 August 2018",
    "The EU continues to provide significant assistance to activities aimed at border security in Central Asia. 70 sets "
    "of video surveillance systems with a total cost of 48,000 euros have been handed over.",
    "The European Union allocated a sum of EUR 40.1 million to BOMCA for the period of 2003 – 2019.",
    "Contact: press@example.org",
]
TEXT = "\n\n".join([TITLE, *BODY])
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)
MENU = "<ul><li><a href=/>Home</a></li><li><a href=/a>About us since 12 March 2011</a></li></ul>"
NEWS = "<a>EU gives EUR 50 million to Kazakhstan, 3 January 2019</a><br><a>Another one</a>"
HEAD = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} | A site</title>"

PAGES = {
    "press service": f"""{HEAD}<style>p{{}}</style><script>var price = "EUR 77 million"</script></head><body class="has-sidebar comments">
        <a class="visually-hidden skip-link">Skip to main content</a><div class="eu-cookie-banner"><p>We spent EUR 3 million on cookies.</p></div>
        <header><nav>{MENU}</nav></header><ol class=breadcrumb><li>{TITLE}</li></ol><main><article><h1><span>{TITLE}</span></h1>{PARAGRAPHS}
        </article><div class="share">Facebook</div></main><aside><h2>Read also</h2>{NEWS}</aside><footer>Phone +32 2 584 11 11</footer></body>""",
    "blog": f"""{HEAD}</head><body><div id=page><div class=top-bar>USD 69.78 EUR 79.37 RUB 1.05</div><div id=menu-main>{MENU}</div><article class=post>
        <header class=entry-header><h1 class=entry-title>{TITLE}</h1></header><div class=entry-content>{PARAGRAPHS}<div class=sharedaddy>Share this:
        </div><div id=jp-relatedposts><h3>Related</h3><p>{NEWS}</p></div></div></article><div id=comments><p>I think it cost EUR 100 million in
        all those years, and on 4 May 2019 I said so to everybody who would listen.</p></div><div class=widget-area>{NEWS}</div></div></body>""",
    "tables": f"""{HEAD}</head><body><table><tr><td colspan=3><a>Home</a> | <a>News</a> | USD 10,97 EUR 11,45</td></tr><tr><td>{NEWS}</td>
        <td><h1>{TITLE}</h1>{PARAGRAPHS}</td><td><b>Read also:</b><br>{NEWS}</td></tr></table></body>""",
    "hidden": f"""{HEAD}</head><body><div id=cont><h1>{TITLE}</h1><div><div hidden>EUR 666 million</div><p style="display: none">1 May 2001</p>{PARAGRAPHS}
        <template><p>EUR 5</p></template><!-- EUR 6 --></div></div><div class=popular><h4>Popular</h4>{NEWS}</div></body>""",
    "title elsewhere": f"<html><head><title>{TITLE} - A site</title></head><body><div>{PARAGRAPHS}</div></body></html>",
}  # fmt: skip


def read(source: str | bytes) -> Reading:
    return web(source.encode() if isinstance(source, str) else source, USUAL)


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_the_text_and_nothing_else(source: str) -> None:
    assert read(source).text.strip() == TEXT


@pytest.mark.parametrize("path", producers.SEEDS, ids=lambda path: path.name[:3])
def test_the_facts_of_a_page_are_those_of_its_text(path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = read(producers.page(text))
    assert producers.facts(parse(reading.text).record()) == producers.facts(parse(text).record())


def test_a_day_before_the_title_belongs_to_it() -> None:
    page = f"<div class=topBar>USD 69.78</div><div><span>For release on 2 August 2018</span><h1>{TITLE}</h1><div>{PARAGRAPHS}"
    assert read(page).text.startswith(f"For release on 2 August 2018\n\n{TITLE}")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one<br>two<p>three", "one\ntwo\n\nthree"),
        ("<p>a  b\n c&nbsp;d &amp; &laquo;e&raquo; &#8364;5", "a b c\u00a0d & «e» €5"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><td>Phone</td><td>+992 37 221</td></tr><tr><td>Fax</td><td>+992</td></tr></table>", "Phone\t+992 37 221\nFax\t+992"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<p>EUR <b>5</b> million</p><form><p>in all</p><button>Go</button></form>", "EUR 5 million\n\nin all"),
    ],
)  # fmt: skip
def test_blocks_are_lines(source: str, text: str) -> None:
    assert read(source).text == text


DAYS = {
    '<meta property="article:published_time" content="2018-08-02T11:20:00+02:00">': date(2018, 8, 2),
    '<meta name="DC.date.issued" content="2016-06-01">': date(2016, 6, 1),
    '<meta name="pubdate" content="20160601">': date(2016, 6, 1),
    '<time datetime="2017-01-02">2 Jan</time>': date(2017, 1, 2),
    '<time datetime="2001-01-01"></time><time class="entry-date published" datetime="2017-01-02"></time>': date(2017, 1, 2),
    '<span itemprop="datePublished" content="2016-05-23T11:00"></span>': date(2016, 5, 23),
    '<meta name="date" content="2018-02-31">': None,
    '<meta name="date" content="yesterday">': None,
    "": None,
}  # fmt: skip


@pytest.mark.parametrize(("markup", "day"), DAYS.items())
def test_the_day_that_the_markup_gives(markup: str, day: date | None) -> None:
    assert read(f"<html><body>{markup}<p>Text.</p>").released == day


def test_the_day_of_the_article_not_of_the_site() -> None:
    graph = [
        {"@type": "WebSite", "datePublished": "2001-01-01"},
        {"@type": ["NewsArticle"], "datePublished": "2018-11-28T06:00"},
    ]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script><p>Text.'
    assert read(script).released == date(2018, 11, 28)
    assert read(f'<script type="application/ld+json">{"[" * 100_000}</script><p>Text.').released is None


RUSSIAN = "<html><head>{}<title>Т</title></head><body><p>Кинологи Туркменистана получили автомобили</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("", "cp1251"),
        ('<meta charset="utf-8">', "cp1251"),
        ('<meta charset="windows-1251">', "utf-8"),
        ('<meta charset="nonsense">', "utf-16"),
        ('<meta charset="base64">', "cp1251"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    assert read(RUSSIAN.format(declared).encode(encoding)).text == "Кинологи Туркменистана получили автомобили"


def test_plain_text_under_the_name_of_a_page_says_so() -> None:
    reading = read("Dushanbe\n\n5 < 6")
    assert reading.text == "Dushanbe\n\n5 < 6"
    assert reading.notes == ("plain text, not a web page",)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<html><body><script>x</script></body></html>", "without text"),
        ("<div>" * 300_000 + "x", "nested more than"),
        ("<a><b>" * 30_000 + "x", "nested more than"),
        (b"<html>\0\0\0\xff", "binary"),
    ],
    ids=["empty", "nested", "formatting", "binary"],
)
def test_refused(source: str | bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(source)


@pytest.mark.parametrize(
    "source",
    ["<p>x" * 100_000, "<li class=a-b>x" * 100_000, "<" * 1_000_000 + "p>x", "<p>&amp" * 100_000, "<p " + "a=1 " * 100_000 + ">x",
     "<table>" * 1_500 + "x", "<p>" + "x " * 1_000_000, "<div>" * 1_900 + "x"],
    ids=["paragraphs", "items", "signs", "entities", "attributes", "tables", "a long line", "divisions"],
)  # fmt: skip
def test_long_pages_end(source: str) -> None:
    assert read(source).text


@given(st.data())
def test_any_bytes_are_read_or_refused(data: st.DataObject) -> None:
    sample = bytearray(data.draw(st.sampled_from(list(PAGES.values()))).encode())
    for _ in range(data.draw(st.integers(0, 20))):
        place = data.draw(st.integers(0, len(sample)))
        sample[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=9))
    try:
        read(bytes(sample)).text.encode("utf-8", "surrogatepass")
    except InputError:
        return
