"""The documents are true: examples print what the README shows, every command, option and exit code is told."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import reference
from transcript import ROOT, arguments_of, check, commands, environment, run, run_on_terminal

from bomca_cli.app import COMMANDS, EXAMPLES
from bomca_cli.errors import Exit
from bomca_cli.readers import READERS

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
EXAMPLE_BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("block", EXAMPLE_BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_an_example_prints_what_the_readme_shows(block, tmp_path):
    actual = []
    for command in commands(block):
        result = run_on_terminal(arguments_of(command), environment(tmp_path) | {"BOMCA_CORPUS": "seeds"}, ROOT)
        assert result.code in (Exit.OK, Exit.NOTHING_FOUND), result.err
        actual.append(f"$ {command}\n{result.out.strip(chr(10))}\n")
    check(README, f"```console\n{block}```", "```console\n" + "\n".join(actual) + "```")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name):
    assert f"bomca {name}" in TEXT


@pytest.mark.parametrize("command", re.findall(r"^  (bomca .*?)  ", EXAMPLES, re.MULTILINE))
def test_an_example_of_the_help_works(command, tmp_path):
    (tmp_path / "releases").symlink_to(ROOT / "seeds")
    result = run_on_terminal(arguments_of(command.replace("~", str(tmp_path))), environment(tmp_path), ROOT)
    assert (result.code, result.out.strip() != "") == (0, True), result.err


def test_every_exit_code_is_in_the_readme():
    assert all(f"| {code.value} |" in TEXT for code in Exit)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("list", 0),
        ("timeline", 0),
        ("funding", 0),
        ("contacts", 0),
        ("check", 0),
        ("stats", 0),
        ("export", 0),
        ("show --phase 9", 0),
        ("search x", 1),
        ("show 1", 2),
    ],
)
def test_a_folder_without_releases_ends_as_the_readme_says(command, code, tmp_path):
    done = run([*command.split(), "-C", str(tmp_path)], environment(tmp_path), ROOT)
    (row,) = re.findall(rf"^\| {code} \| (.*) \|$", TEXT, re.MULTILINE)
    assert (done.code, len(done.err.splitlines()) > 0, f"`{command.split()[0]}`" in row) == (code, True, True)


def test_every_kind_of_file_is_in_the_readme():
    assert all(f"`{suffix}`" in TEXT.partition("## Limits")[2] for suffix in READERS)


@pytest.mark.parametrize("page", ["reference", "manual"])
def test_reference_and_manual_are_what_the_application_says(page):
    path = getattr(reference, page.upper())
    check(path, path.read_text(encoding="utf-8"), getattr(reference, page)())


def test_the_manual_is_well_formed():
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    done = subprocess.run(["mandoc", "-T", "lint", str(reference.MANUAL)], check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_promise_names_tests_that_exist():
    table = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").partition("\n|---")[2].partition("\n\n")[0]
    for promise in table.splitlines()[1:]:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", promise.rpartition(" | ")[2])
        assert named, promise
        for file, name in named:
            assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), f"{file}::{name}"


def test_the_python_example_runs(capsys):
    exec(re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)[1], {})
    assert capsys.readouterr().out == "almost 5000000 9 EUR 5 million\n"


def test_every_picture_that_the_readme_shows_is_there():
    assert sorted(re.findall(r"docs/pictures/(\w+)\.svg", TEXT)) == sorted(
        path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")
    )
