from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from samples import CHART, ORDINARY, hostile

from bomca_cli.errors import InputError, UsageError
from bomca_cli.render import FORMATS, SUFFIXES, Output, emit, format_of, odd_suffix
from bomca_cli.render.target import terminal_width
from bomca_cli.report import Lines, Report

AS_USUAL = Output()
ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


class Stdout(io.TextIOWrapper):
    """Standard output of any encoding, on a terminal or not."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        self.bytes = io.BytesIO()
        self._terminal = terminal
        super().__init__(self.bytes, encoding=encoding)

    def isatty(self):
        return self._terminal


@pytest.fixture
def shown(monkeypatch):
    """What ``emit`` writes to standard output, as bytes."""

    def show(report: Report, output: Output = AS_USUAL, *, encoding: str = "utf-8", terminal: bool = False) -> bytes:
        stdout = Stdout(encoding, terminal=terminal)
        monkeypatch.setattr(sys, "stdout", stdout)
        emit(report, output)
        return stdout.bytes.getvalue()

    return show


def test_terminals_get_tables_and_pipes_get_whole_rows(shown):
    assert b"\x1b[" in shown(ORDINARY, terminal=True)
    piped = shown(ORDINARY)
    assert b"\x1b" not in piped
    assert b"at all " in piped


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "cp866", "koi8-r"])
@pytest.mark.parametrize("terminal", [True, False])
def test_every_format_reaches_every_encoding(shown, name, encoding, terminal):
    for report in (ORDINARY, CHART, hostile()):
        shown(report, Output(format=name, corpus={"path": "Душанбе"}), encoding=encoding, terminal=terminal)


def test_an_ascii_terminal_gets_ascii_drawing(shown):
    drawn = shown(CHART, encoding="ascii")
    assert b"|------" in drawn
    assert b"?" not in drawn


def test_json_survives_an_ascii_pipe(shown):
    report = Report("x", (), extra={"place": "Душанбе 😀"})
    assert json.loads(shown(report, Output(format="json"), encoding="ascii"))["place"] == "Душанбе 😀"


def test_sheets_are_utf8_for_programs(shown):
    report = ORDINARY
    assert shown(report, Output(format="csv", bom=True), encoding="cp1252").startswith(b"\xef\xbb\xbfid,")
    assert not shown(report, Output(format="json", bom=True)).startswith(b"\xef")


@pytest.mark.parametrize(
    ("color", "variables", "terminal", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(shown, monkeypatch, *, color, variables, terminal, coloured):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (b"\x1b[" in shown(ORDINARY, Output(color=color), terminal=terminal)) is coloured


@pytest.mark.parametrize(
    ("columns", "width"),
    [("60", 60), ("0", 80), ("", 80), ("wide", 80), ("-5", 80), ("100000", 500), ("1", 20), ("9" * 5000, 80)],
)
def test_width(monkeypatch, columns, width):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width() == width


@pytest.mark.parametrize(("suffix", "name"), SUFFIXES.items())
def test_the_suffix_chooses_the_format(suffix, name):
    assert format_of(Output(path=f"x{suffix}"), [name]) == name
    assert format_of(Output(path=f"x{suffix}", format="csv")) == "csv"


@pytest.mark.parametrize(
    ("path", "name", "note"),
    [
        ("a.json", "csv", "“a.json” holds csv, not json as its suffix says"),
        ("a.HTML", "plain", "“a.HTML” holds plain, not html as its suffix says"),
        ("a.json", "json", None),
        ("a.json", None, None),
        ("a.md", "github", None),
        ("a.txt", "csv", None),
        ("-", "csv", None),
    ],
)
def test_a_suffix_of_another_format_is_told(path, name, note):
    assert odd_suffix(Output(path=path, format=name)) == note


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (Output(format="jsn"), "unknown format “jsn”; did you mean json?"),
        (Output(format="\x1b[2J"), "unknown format “␛[2J”: known are rich, "),
        (Output(format="unsafehtml"), "use html"),
        (Output(format="latex_raw"), "use latex"),
        (Output(path="x.xlsx"), "no format goes by the suffix “.xlsx”"),
        (Output(color="blue"), "unknown value for --color “blue”"),
        (Output(columns=("tilte",)), "unknown column “tilte”; did you mean title?"),
        (Output(columns=(" ",)), "--columns takes names: known are id, place"),
        (Output(path="nowhere/at/all.csv"), "does not exist"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(output, message):
    with pytest.raises(UsageError) as refusal:
        emit(ORDINARY, output)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["plain", "markdown", "html", "rich"])
def test_columns_are_chosen_for_people(shown, name):
    told = shown(ORDINARY, Output(format=name, columns=("email", "id"), width=100)).decode()
    assert "somebody.with.a.name@example.org" in told
    assert "Far Away" not in told


def test_columns_are_chosen_for_programs(shown):
    columns = ("sums", "email", "id")
    header, first, *_ = shown(ORDINARY, Output(format="csv", columns=columns)).decode().splitlines()
    assert (header, first) == ("sums,email,id", "2,,2018-11-28")
    answer = json.loads(shown(ORDINARY, Output(format="json", columns=columns)))
    assert answer["rows"][1] == {"sums": 1400, "email": "somebody.with.a.name@example.org", "id": "2018-08-02"}


@pytest.mark.parametrize(
    ("typed", "header"),
    [
        (("ID",), "id"),
        (("Sums", "E-MAIL"), "sums,email"),
        (("id", "ID", " id "), "id"),
        (("place.x", "id"), None),
    ],
)
def test_columns_go_by_name_or_label_in_any_case(shown, typed, header):
    if header is None:
        with pytest.raises(UsageError, match="unknown column"):
            shown(ORDINARY, Output(format="csv", columns=typed))
    else:
        assert shown(ORDINARY, Output(format="csv", columns=typed)).decode().splitlines()[0] == header


def test_a_field_may_be_named_where_nothing_is_found(shown):
    (table,) = ORDINARY.blocks
    nothing = ORDINARY._replace(blocks=(table._replace(rows=()),))
    assert shown(nothing, Output(format="csv", columns=("sources.title", "ID"))) == b"sources.title,id\n"


def test_a_report_without_rows_has_no_columns():
    with pytest.raises(UsageError):
        emit(Report("x", (Lines(()),)), Output(columns=("id",)))


def test_a_file_is_written_whole(tmp_path):
    path = tmp_path / "list.csv"
    emit(ORDINARY, Output(path=str(path)))
    assert path.read_text(encoding="utf-8").startswith("id,place")
    assert [*tmp_path.iterdir()] == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_existing_file_needs_force_and_keeps_its_mode(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o640)
    with pytest.raises(UsageError, match="--force"):
        emit(ORDINARY, Output(path=str(path)))
    assert path.read_text(encoding="utf-8") == "mine"
    emit(ORDINARY, Output(path=str(path), force=True))
    assert path.read_text(encoding="utf-8").startswith("id,place")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_source_document_is_never_overwritten(tmp_path):
    path = tmp_path / "release.txt"
    path.write_text("mine", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(UsageError, match="document of the corpus"):
            emit(ORDINARY, Output(path=str(name), force=True, is_source=lambda place: place == path.resolve()))
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_link_stays_a_link(tmp_path):
    path = tmp_path / "real.csv"
    path.write_text("mine", encoding="utf-8")
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    emit(ORDINARY, Output(path=str(link), force=True))
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("id,place")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        emit(ORDINARY, Output(path=str(tmp_path), format="csv", force=True))


def test_a_failed_write_leaves_everything_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "list.csv"
    path.write_text("mine", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        emit(ORDINARY, Output(path=str(path), force=True))
    assert path.read_text(encoding="utf-8") == "mine"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_devices_are_written_to_and_never_replaced():
    emit(ORDINARY, Output(path="/dev/null"))
    assert Path("/dev/null").is_char_device()
    with pytest.raises(InputError, match="No space left"):
        emit(ORDINARY, Output(path="/dev/full"))


def test_a_dash_is_standard_output(shown):
    assert shown(ORDINARY, Output(path="-", format="csv")).startswith(b"id,place")


def test_closed_standard_output(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(InputError, match="closed"):
        emit(ORDINARY, Output())


@pytest.mark.parametrize("name", [name for name, module in FORMATS.items() if module.startswith("json")])
def test_json_loads_no_table_library(name):
    import subprocess

    code = (
        "import sys; from bomca_cli.render import emit, Output; from bomca_cli.report import Report\n"
        f"emit(Report('list', ()), Output(format={name!r}))\n"
        "assert not {'rich', 'tabulate', 'html', 'csv'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
