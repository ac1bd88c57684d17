"""Where data sets are written, and what is never overwritten."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys

import pytest
from sets import entry, of, seeds
from transcript import ROOT, run

from bomca_cli.errors import InputError, UsageError
from bomca_cli.export import FORMATS, write
from bomca_cli.render import Output

FILES = [name for name, form in FORMATS.items() if form.kind == "file"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_whole_and_alone(written, tmp_path, name):
    path, _ = written(name, seeds())
    assert [*tmp_path.iterdir()] == [path]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("name", FILES)
def test_an_existing_file_needs_force_and_keeps_its_mode(written, tmp_path, name):
    path = tmp_path / f"out.{name}"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o640)
    with pytest.raises(UsageError, match="--force"):
        written(name, seeds())
    assert path.read_text(encoding="utf-8") == "mine"
    written(name, seeds(), force=True)
    assert (path.stat().st_size > 1000, stat.S_IMODE(path.stat().st_mode)) == (True, 0o640)


@pytest.mark.parametrize("name", [*FILES, "csv"])
def test_a_failed_write_leaves_everything_as_it_was(written, tmp_path, monkeypatch, name):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        written(name, seeds())
    assert not [*tmp_path.iterdir()]


def test_a_release_that_fails_leaves_nothing(tmp_path):
    found = of(seeds())

    def failing():
        yield from list(found.items)[:1]
        raise KeyboardInterrupt

    for name in (*FILES, "csv"):
        with pytest.raises(KeyboardInterrupt):
            write(found._replace(items=failing()), Output(format=name, path=str(tmp_path / "x")))
        assert not [*tmp_path.iterdir()]


def test_a_folder_that_holds_something_needs_force_and_keeps_what_is_not_of_the_export(written, tmp_path):
    path, _ = written("csv", seeds())
    (path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty: --force"):
        written("csv", seeds())
    written("csv", seeds(), contacts=False, force=True)
    assert (path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert not {"contacts.csv", "people.csv", "phones.csv", "emails.csv"} & {file.name for file in path.iterdir()}
    assert len(json.loads((path / "datapackage.json").read_text(encoding="utf-8"))["resources"]) == 6
    assert [*tmp_path.iterdir()] == [path]


def test_an_empty_folder_is_filled_and_a_link_in_it_is_not_followed(written, tmp_path):
    (tmp_path / "out").mkdir()
    path, _ = written("csv", seeds())
    victim = tmp_path / "victim.csv"
    victim.write_text("mine", encoding="utf-8")
    (path / "amounts.csv").unlink()
    (path / "amounts.csv").symlink_to(victim)
    written("csv", seeds(), force=True)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (path / "amounts.csv").is_symlink()


def test_a_document_of_the_corpus_is_never_overwritten(written):
    path, _ = written("csv", seeds())
    before = (path / "amounts.csv").read_bytes()
    with pytest.raises(UsageError, match="document of the corpus"):
        written("csv", [entry("x")], force=True, is_source=lambda file: file.name == "amounts.csv")
    assert (path / "amounts.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-f", "xlsx"), "xlsx is no text to print: name a file with -o"),
        (("-f", "sqlite", "-o", "-"), "sqlite is no text to print"),
        (("-f", "csv"), "csv is a folder of tables: name it with -o"),
        (("-o", "tables.csv"), "name a folder, -f csv -o tables"),
        (("-f", "csv", "-o", "nowhere/at/all"), "does not exist"),
        (("-f", "csv", "-o", "README.md"), "“README.md” is no folder"),
        (("-f", "xlsx", "-o", "tests"), "“tests” is a folder"),
        (("-f", "xlsx", "-o", "/dev/null"), "no regular file"),
        (("-o", "x.xlsx", "--columns", "id"), "--columns is for jsonl and json"),
        (("-f", "xslx"), "did you mean xlsx?"),
        (("-o", "x.md"), "no format goes by the suffix “.md”"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(bomca, arguments, said):
    done = bomca("export", "-C", "seeds", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert not [file for file in ROOT.iterdir() if file.name.startswith(".bomca-")]


def test_nothing_to_write_is_said(bomca, tmp_path):
    done = bomca("export", "-C", "seeds", "--phase", "77", "-o", str(tmp_path / "x.xlsx"))
    assert (done.code, done.err) == (0, "bomca: no release fits: the tables have no rows\n")


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_records_stream_and_stay_what_they_were(bomca, name):
    whole = bomca("export", "-C", "seeds", "-f", name).out
    told = json.loads(whole)["rows"] if name == "json" else [json.loads(line) for line in whole.splitlines()]
    shown = json.loads(bomca("show", "-C", "seeds", "--since", "2000", "--json").out)
    assert told == shown["rows"]
    if name == "json":
        assert json.loads(whole) == shown | {"command": "export", "filters": {}}
        nothing = json.loads(bomca("export", "-C", "seeds", "-f", name, "--phase", "77").out)
        assert (nothing["rows"], nothing["filters"]) == ([], {"phase": [77]})


def test_without_contacts_records_name_nobody(bomca):
    done = bomca("export", "-C", "seeds", "--json", "--no-contacts")
    answer = json.loads(done.out)
    assert answer["filters"] == {"contacts": False}
    assert all(not row[name] for row in answer["rows"] for name in ("contacts", "people", "phones", "emails"))
    assert "@icmpd.org" not in done.out
    assert "@icmpd.org" in bomca("export", "-C", "seeds", "--json").out


@pytest.mark.parametrize("table", ["passages", "amounts", "dates"])
def test_verify_finds_the_quotes_of_a_folder_of_csv(environment, tmp_path, table):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    assert run(["export", "-C", "seeds", "-f", "csv", "-o", "out"], environment, tmp_path).code == 0
    done = run(["verify", f"out/{table}.csv", "-C", "seeds"], environment, tmp_path)
    assert (done.code, done.err) == (0, "")


def test_a_writer_is_loaded_when_it_is_used():
    code = (
        "import sys; from bomca_cli.app import load; load('export'); load('list')\n"
        "assert not {'xlsxwriter', 'icalendar', 'pyarrow', 'sqlite3', 'rich'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
