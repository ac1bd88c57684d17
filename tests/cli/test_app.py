"""The application around the commands: help, lazy loading, errors and exit codes."""

from __future__ import annotations

import subprocess
import sys

import pytest
import transcript
from typer.testing import CliRunner

from bomca_cli import __version__
from bomca_cli.app import COMMANDS, app, load
from bomca_cli.errors import Exit, InputError
from bomca_cli.options import OPTIONS, SHARED

# commands that choose releases by filters
QUERIES = [name for name in COMMANDS if any(param.name == "sort" for param in load(name).params)]
# shared options that would change nothing of a command's answer
IDLE = {
    "report": ("json", "bom", "columns", "color"),
    "export": ("color",),
    "verify": ("strict", "today"),
    "diff": ("today", "limit"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_line_is_the_first_line_of_the_docstring(name):
    assert load(name).help.splitlines()[0] == COMMANDS[name]


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help_lists_every_command_and_examples(bomca, arguments):
    done = bomca(*arguments)
    assert (done.code, done.err) == (0, "")
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert 'bomca search "green border"' in done.out


@pytest.mark.parametrize("name", QUERIES)
def test_the_help_of_a_command_shows_the_shared_options_that_act_in_their_group(bomca, name):
    out = bomca(name, "-h").out
    for option in SHARED:
        assert (f"{OPTIONS[option][1].param_decls[-1]} " in out) is (option not in IDLE.get(name, ()))
    assert [line for line in ("Where:", "Which:", "How:", "Else:") if line in out] == [
        "Where:",
        "Which:",
        "How:",
        "Else:",
    ]


@pytest.mark.parametrize(("name", "option"), [(name, option) for name in IDLE for option in IDLE[name]])
def test_an_option_that_would_change_nothing_is_refused(bomca, name, option):
    told = OPTIONS[option][1].param_decls[-1]
    done = bomca(name, told)
    assert done.code == Exit.USAGE
    assert done.err.startswith(f"bomca: no such option {told}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("list -o there.csv", "“there.csv” exists: --force replaces it"),
        ("list -o there -f csv", "“there” is a folder: -o takes a file"),
        ("list -o nowhere/x.csv", "the folder of “nowhere/x.csv” does not exist: make it first"),
        ("verify there.csv -o there.csv", "“there.csv” exists: --force replaces it"),
        ("timeline -f ics --columns id", "ics has no columns: leave out --columns"),
        ("list --color red", "unknown value for --color “red”"),
        ("export -o there.xlsx", "“there.xlsx” exists: --force replaces it"),
        ("export -f xlsx", "xlsx is no text to print: name a file with -o"),
        ("export -f csv -o there", "“there” is not empty: --force replaces the files of an earlier export in it"),
        ("export -f csv -o there.xlsx", "“there.xlsx” is no folder: csv is a folder of tables"),
        ("export -f sqlite -o x --columns id", "--columns is for jsonl and json"),
        ("export -o there.jsonl", "“there.jsonl” exists: --force replaces it"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_read(environment, tmp_path, arguments, said):
    (tmp_path / "there").mkdir()
    for name in ("there.csv", "there.xlsx", "there.jsonl", "there/table.csv"):
        (tmp_path / name).write_text("kept")
    done = transcript.run([*arguments.split(), "-C", "missing"], environment, tmp_path)
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert done.err.startswith(f"bomca: {said}")


@pytest.mark.parametrize("name", QUERIES)
def test_every_sort_key_that_a_command_offers_works(bomca, name):
    keys = next(param.metavar for param in load(name).params if param.name == "sort").split("|")
    own = {"search": ["border"], "check": ["--fail-on", "never"], "show": ["--phase", "9"]}.get(name, [])
    for key in keys:
        done = bomca(name, *own, "--sort", key, "-C", "seeds")
        assert (key != "", done.code, done.err) == (True, 0, "")


def test_version(bomca):
    assert bomca("--version").out == f"bomca {__version__}\n"


def test_help_of_all_imports_no_command():
    code = (
        "import sys, typer.main, typer.core; before = {*sys.modules}; from bomca_cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('bomca_cli.commands.')))\n"
        "print(sorted({'rich', 'tabulate', 'sqlite3', 'dateutil', 'phonenumbers'} & {*sys.modules} - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["[]", "[]"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("lst", "unknown command “lst”; did you mean list?"),
        ("xyzzy", f"unknown command “xyzzy”: known are {', '.join(COMMANDS)}"),
        ("--vrsion", "no such option --vrsion; did you mean --version?"),
        ("list --contry TJ", "no such option --contry; did you mean --country?"),
        ("list -x", "no such option -x; see bomca list -h"),
        ("-C . list", "no such option -C before the command: write bomca COMMAND -C …"),
        ("search", "missing argument 'QUERY…'; see bomca search -h"),
        ("list --country tajikstan", "unknown country “tajikstan”; did you mean Tajikistan?"),
        ("list --phase nine", "--phase takes a whole number from 1, not “nine”"),
        ("list --phase 0", "--phase takes a whole number from 1, not “0”"),
        ("list -n -1", "--limit takes a whole number from 0, not “-1”"),
        ("list --since 23.05.2016", "--since takes a date, not “23.05.2016”: write 2016, 2016-05, 2016-05-23 or today"),
        ("list --since 2016-13", "--since “2016-13”: no such day exists; write 2016, 2016-05, 2016-05-23 or today"),
        (
            "list --since 2018 --until 2016",
            "--since 2018-01-01 is later than --until 2016-12-31: no day lies between them",
        ),
        ("list --today 2016-05", "--today takes one day, not “2016-05”: write 2016-05-23"),
        ("funding --sort date --phase", "option '--phase' requires an argument; see bomca funding -h"),
        ("timeline --sort dat", "unknown sort key “dat”; did you mean date?"),
        ("timeline --sort title", "unknown sort key “title”: the only one is date"),
        ("list --sort dat", "unknown sort key “dat”; did you mean date?"),
        ("completions tcsh", "unknown shell “tcsh”: known are bash, zsh, fish, powershell"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(bomca, arguments, message):
    done = bomca(*arguments.split())
    assert (done.code, done.out, done.err) == (2, "", f"bomca: {message}\n")


def test_an_argument_too_many_is_named(bomca):
    done = bomca("list", "extra")  # the wording is that of the installed Typer
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "(extra)" in done.err


def test_an_argument_that_a_terminal_would_obey_is_shown_not_sent(bomca):
    done = bomca("\x1b]0;owned\x07")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\x07" not in done.err


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (InputError("x.txt cannot be read"), 3, "bomca: x.txt cannot be read\n"),
        (KeyboardInterrupt(), 130, ""),
        (RuntimeError("oops"), 70, "bomca: internal error, please report it: RuntimeError: oops\n"),
    ],
)
def test_every_end_has_its_code_and_at_most_one_line(monkeypatch, raised, code, told):
    def fail(*_, **__):
        raise raised

    monkeypatch.setattr("bomca_cli.shells.script", fail)
    done = CliRunner().invoke(app, ["completions", "bash"])
    assert (done.exit_code, done.stderr) == (code, told)


@pytest.mark.parametrize(
    ("end", "code", "told"), [("None", 0, ""), ("0", 0, ""), ("3", 3, ""), ("'no way'", 1, "no way\n")]
)
def test_the_process_ends_as_the_application_says(environment, end, code, told):
    script = (
        f"import sys, bomca_cli.app, bomca_cli.__main__ as m; bomca_cli.app.app = lambda: sys.exit({end}); m.main()"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", told)


def test_a_closed_pipe_ends_quietly(environment):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m bomca_cli list -h | true; echo ${{PIPESTATUS[0]}}"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_full_device_is_said(environment):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m bomca_cli -h > /dev/full"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (3, "bomca: cannot write the answer: No space left on device\n")
