"""The page of ``bomca report`` in a real browser: links lead to quotes, nothing is loaded, nothing in a text acts.

Needs Chromium and Playwright; the accessibility check also needs axe-core, its file named by BOMCA_AXE.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from transcript import ROOT, environment, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
HOSTILE = """BOMCA hands over {{ 7*7 }} <b>cameras</b> & more

Dushanbe, 2 August 2018

<script>document.title = "owned"</script><img src=x onerror="document.title='owned'"> </style></title>

The EU allocated EUR 5 million to the 9th phase of BOMCA (2015 - 2018) </q><script>document.title="owned"</script>.
For more information contact Mr. {{ 7*7 }} <svg onload=alert(1)>, BOMCA National Coordinator - a"b'c@example.org
Phone: +992 37 221-74-07 javascript:alert(1) http://example.org/x.png
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The page of the five releases, and that of a hostile one."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "evil").mkdir()
    (folder / "evil" / "<b>&\"'.txt").write_text(HOSTILE, encoding="utf-8")
    home = environment(folder)
    for name, corpus in (("seeds", str(ROOT / "seeds")), ("evil", "evil")):
        done = run(["-q", "report", "-C", corpus, "-o", f"{name}.html", "--today", "2026-01-01"], home, folder)
        assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        found = driver.chromium.launch(executable_path=CHROMIUM, args=options)
        yield found
        found.close()


@pytest.fixture
def visit(browser, pages):
    """Open a page; what it asks for and complains about is collected."""
    opened = []

    def open_page(name: str, **options):
        context = browser.new_context(**options)
        opened.append(context)
        page = context.new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
        page.goto((pages / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.mark.parametrize("name", ["seeds", "evil"])
def test_nothing_is_loaded_and_nothing_complains(visit, name):
    page = visit(name)
    assert page.requests == [page.url]
    assert page.complaints == []
    assert page.title() == "What the releases say"


def test_every_link_leads_somewhere(visit):
    page = visit("seeds")
    targets = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    assert len(targets) > 30
    missing = page.evaluate("all => all.filter(t => !document.getElementById(t.slice(1)))", targets)
    assert missing == []


def test_a_bar_of_the_picture_leads_to_the_words(visit):
    page = visit("seeds")
    bars = page.locator("#funding svg a")
    assert bars.count() == 4
    bars.nth(3).locator("rect").click()
    assert page.evaluate("document.querySelector(':target').textContent").startswith("2018-08-02:15")
    assert page.locator(":target q").all_text_contents() == ["EUR 40, 1 million", "EUR 6, 6 million", "2015 - 2019"]


def test_it_can_be_read_with_the_keyboard(visit):
    page = visit("seeds")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the answer"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_hostile_text_stays_text(visit):
    page = visit("evil")
    assert page.evaluate("document.scripts.length") == 0
    assert page.locator("img, iframe, object, svg [onload]").count() == 0
    words = page.locator("body").inner_text()
    assert "{{ 7*7 }}" in words
    assert "<b>&\"'.txt" in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_fits_its_window(visit, scheme, width):
    page = visit("seeds", color_scheme=scheme, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (sum(map(int, paper[4:-1].split(","))) < sum(map(int, ink[4:-1].split(",")))) == (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screen_readers_are_served(visit, scheme):
    axe = Path(os.environ.get("BOMCA_AXE", ""))
    if not axe.is_file():
        pytest.skip("axe-core is not installed, or BOMCA_AXE does not name it")
    page = visit("seeds", color_scheme=scheme)
    found = page.evaluate(f"{axe.read_text(encoding='utf-8')}; axe.run()")
    serious = [item["id"] for item in found["violations"] if item["impact"] in ("serious", "critical")]
    assert serious == []


def test_without_contacts_no_name_is_left(pages):
    home = environment(pages)
    done = run(["-q", "report", "-C", str(ROOT / "seeds"), "--no-contacts"], home, pages)
    assert done.code == 0
    assert "Alyamov" not in done.out
    assert "@" not in done.out.partition("</style>")[2]
    assert "221-74-07" not in done.out


def test_every_quote_of_the_page_stands(pages):
    done = run(["verify", "seeds.html"], environment(pages), pages)
    assert (done.code, done.err) == (0, "")
