"""The documents are true: examples print what the README shows, every command, option and exit code is told."""

from __future__ import annotations

import re

import pytest
from transcript import ROOT, arguments_of, check, commands, environment, run, run_on_terminal

from bomca_cli.app import COMMANDS, EXAMPLES, load
from bomca_cli.errors import Exit
from bomca_cli.options import SHARED
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


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def option_rows(params) -> list[str]:
    """A row of a Markdown table for each option or argument."""
    rows = []
    for param in params:
        flags = param.opts if param.param_type_name == "option" else []
        metavar = "KEY" if param.name == "sort" else param.metavar or ""  # each command has keys of its own
        spelt = f"{', '.join(flags)} {metavar}".strip()
        rows.append(f"| `{cell(spelt)}` | {cell(param.help)} |")
    return rows


def options_page() -> str:
    """docs/options.md as the application has it."""
    head = "| | |\n|---|---|"
    commands = {name: load(name) for name in COMMANDS}
    lines = [
        "# Options",
        "",
        "Written by `BOMCA_UPDATE=1 pytest tests/test_docs.py`; `bomca COMMAND -h` tells the same.",
        "`-q`, `-v`, `--version` and `-h` work before the command too.",
    ]
    for name, command in commands.items():
        own = [param for param in command.params if param.name not in SHARED]
        lines += ["", f"## bomca {name}", "", COMMANDS[name]]
        lines += ["", head, *option_rows(own)] if own else []
        lines += ["", taken] if (taken := shared_taken(command)) else []
    lines += ["", "## Shared options"]
    shared = [param for param in commands["list"].params if param.name in SHARED]
    for panel in dict.fromkeys(param.rich_help_panel for param in shared):
        lines += ["", f"### {panel}", "", head, *option_rows(p for p in shared if p.rich_help_panel == panel)]
    return "\n".join(lines) + "\n"


def shared_taken(command) -> str:
    """The sentence that tells which of the shared options a command takes."""
    if keys := sort_keys(command):
        return f"Takes the shared options; `--sort` {keys}."
    return (
        "Takes the shared options but for those under Which."
        if "corpus" in {param.name for param in command.params}
        else ""
    )


def sort_keys(command) -> str:
    keys = next((param.metavar.split("|") for param in command.params if param.name == "sort"), [])
    return " or ".join(filter(None, [", ".join(f"`{key}`" for key in keys[:-1]), *(f"`{key}`" for key in keys[-1:])]))


def test_every_option_is_in_the_documents():
    path = ROOT / "docs" / "options.md"
    check(path, path.read_text(encoding="utf-8"), options_page())


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_python_example_runs(capsys):
    exec(re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)[1], {})
    assert capsys.readouterr().out == "almost 5000000 9 EUR 5 million\n"


def test_every_picture_that_the_readme_shows_is_there():
    assert sorted(re.findall(r"docs/pictures/(\w+)\.svg", TEXT)) == sorted(
        path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")
    )
