"""A saved answer against its sources: every quote of every machine format stands, and what changed is told."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import jsonschema
import pytest
from transcript import ROOT, environment, run

from bomca_cli.errors import InputError
from bomca_cli.evidence.claims import Claim, claims
from bomca_cli.evidence.standing import verdicts

TEXT = "Title\n\nThe EU paid EUR 5 million.\r\nAsk =them.\n"
SCHEMA = json.loads((ROOT / "schemas" / "verify.json").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "seeds", tmp_path / "corpus")
    return tmp_path


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
@pytest.mark.parametrize(
    "command", ["list", "search border", "show --phase 9", "timeline", "funding", "diff 2016-11 2018-08"]
)
def test_every_answer_stands(folder, command, form):
    home = environment(folder)
    saved = run([*command.split(), "-C", "corpus", "-o", f"answer.{form}"], home, folder)
    assert saved.code == 0, saved.err
    done = run(["verify", f"answer.{form}"], home, folder)
    assert (done.code, done.err) == (0, "")
    assert " stand\n" in done.out


def test_what_changed_is_told(folder):
    home = environment(folder)
    run(["funding", "-C", "corpus", "-o", "answer.json"], home, folder)
    first, second, third = sorted((folder / "corpus").iterdir())[:3]
    first.write_text(first.read_text().replace("33.6", "36.6"))
    second.write_text("A new line.\n" + second.read_text())
    third.unlink()
    done = run(["verify", "answer.json", "--json"], home, folder)
    answer = json.loads(done.out)
    for row in answer["rows"]:
        jsonschema.validate(row, SCHEMA)
    told = {(Path(row["path"]).name, row["quote"]): (row["verdict"], row["line"]) for row in answer["rows"]}
    assert done.code == 1
    assert told[first.name, "EUR 33.6 million"] == ("gone", None)
    assert told[second.name, "EUR 33.6 million"] == ("moved", 9)
    assert told[third.name, "EUR 33.6 million"] == ("missing", None)
    assert answer["corpus"] is None


def test_sources_that_were_moved_are_looked_for_below_the_corpus(folder):
    home = environment(folder)
    run(["list", "-C", "corpus", "-o", "answer.json"], home, folder)
    (folder / "corpus").rename(folder / "archive")
    assert run(["verify", "answer.json"], home, folder).code == 1
    assert run(["verify", "answer.json", "-C", "archive"], home, folder).code == 0


def one(folder: Path, quote: str, start: int, *, shown: bool = False, path: str = "a.txt"):
    claim = Claim(str(folder / path), None, start, start + len(quote), quote, shown)
    return next(verdicts([claim], []))


@pytest.mark.parametrize(
    ("quote", "start", "shown", "standing"),
    [
        ("EUR 5 million", 19, False, "stands"),
        ("EUR 5 million", 3, False, "moved"),
        ("EUR 6 million", 19, False, "gone"),
        ("million. Ask", 25, True, "stands"),  # or no line ends at all
        ("million.\nAsk", 25, True, "stands"),  # a sheet has line ends of its own
        ("'=them", 39, True, "stands"),  # and keeps formulas from acting
        ("'=them", 39, False, "gone"),
    ],
)
def test_a_quote(tmp_path, quote, start, shown, standing):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    end = TEXT.find(quote.split()[-1].lstrip("'"), start) + len(quote.split()[-1].lstrip("'"))
    claim = Claim(str(tmp_path / "a.txt"), None, start, end, quote, shown)
    assert next(verdicts([claim], [])).standing == standing


def test_the_nearest_place_is_the_one_it_moved_to(tmp_path):
    (tmp_path / "a.txt").write_text("word " * 9)
    assert one(tmp_path, "word", 21).now == 20


def test_a_member_of_an_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner/b.txt", TEXT)
    assert one(tmp_path, "Title", 0, path="a.zip/inner/b.txt").standing == "stands"
    assert one(tmp_path, "Title", 0, path="a.zip/inner/c.txt").standing == "missing"


def test_a_source_that_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    found = one(tmp_path, "Title", 0)
    assert found.standing == "unreadable"
    assert "binary" in found.reason


def test_a_page_names_its_sources(tmp_path):
    page = tmp_path / "x.html"
    page.write_text('<p>It says <q data-path="a.txt" data-start="2" data-end="7" data-sha256="00">a &lt;b&gt;</q>.')
    assert claims(page) == [Claim("a.txt", "00", 2, 7, "a <b>", shown=True)]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("x.txt", "words", "suffix"),
        ("x.json", "{", "is no json"),
        ("x.json", "[" * 100_000, "is no json"),
        ("x.json", '{"quote": "words"}', "no quote"),
        ("x.csv", "id,path\n1,a.txt\n", "no quote"),
        ("x.csv", 'path,start,end,quote\na.txt,one,2,"q"\n', "is no csv"),
        ("x.html", "<p data-start=x>words</p>", "is no html"),
        ("gone.json", None, "does not exist"),
    ],
)
def test_what_is_no_answer_is_refused(tmp_path, name, text, why):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=why):
        claims(tmp_path / name)
