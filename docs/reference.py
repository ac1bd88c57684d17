"""Write ``docs/reference.md`` and ``man/bomca.1`` from the application: every command, every option.

usage: python docs/reference.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from textwrap import wrap
from typing import Any

from bomca_cli import __version__
from bomca_cli.app import COMMANDS, EXAMPLES, HELP, load
from bomca_cli.options import SHARED, USUAL

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
REFERENCE = ROOT / "docs" / "reference.md"
MANUAL = ROOT / "man" / "bomca.1"
DAY = "2026-11-22"  # of the manual; it changes with the version
ENVIRONMENT = (
    ("BOMCA_CORPUS", f"Folders, files or globs to read when -C is not given, with “{os.pathsep}” between them."),
    ("BOMCA_DEBUG", "Set by developers who want the traceback of a defect."),
    ("XDG_CACHE_HOME", "Where the folder with the indexes is kept; ~/.cache when it is not set."),
    ("NO_COLOR, FORCE_COLOR", "Never colour, always colour."),
    ("COLUMNS", "The width of the screen."),
)


def main() -> None:
    """Write both."""
    REFERENCE.write_text(reference(), encoding="utf-8")
    MANUAL.parent.mkdir(exist_ok=True)
    MANUAL.write_text(manual(), encoding="utf-8")


def commands() -> dict[str, Any]:
    """Each command as Typer built it."""
    return {name: load(name) for name in COMMANDS}


def shared() -> dict[str, list[Any]]:
    """The options that most commands take, by their group."""
    panels: dict[str, list[Any]] = {}
    for param in load("list").params:
        if param.name in SHARED:
            panels.setdefault(param.rich_help_panel, []).append(param)
    return panels


def own(command: Any) -> list[Any]:
    """The options and arguments of one command alone, and those that mean something of its own there."""
    return [param for param in command.params if param.name not in SHARED]


def spelt(param: Any, *, flags_only: bool = False) -> str:
    """An option as it is typed: ``-n, --limit N``."""
    flags = ", ".join([*param.opts, *param.secondary_opts]) if param.param_type_name == "option" else ""
    return flags if flags_only else f"{flags} {_metavar(param)}".strip()


def _metavar(param: Any) -> str:
    """What stands for the value; keys and formats differ by command."""
    return {"sort": "KEY", "format": USUAL}.get(param.name, param.metavar or "")


def taken(command: Any) -> str:
    """The sentence that tells which of the shared options a command takes."""
    names = {param.name for param in command.params}
    if "corpus" not in names:
        return ""
    missing = {panel: [param for param in params if param.name not in names] for panel, params in shared().items()}
    whole = [panel for panel, params in shared().items() if len(missing[panel]) == len(params)]
    flags = [f"`--{param.name}`" for panel, params in missing.items() if panel not in whole for param in params]
    lacking = [*(f"those under {panel}" for panel in whole), *flags]
    said = f"Takes the shared options{f' but for {_and(lacking)}' if lacking else ''}"
    keys = _choices(command, "sort")
    if keys:
        said += f"; `--sort` {_either(keys)}"
    formats = [name for name in _choices(command, "format") if name != USUAL]
    if formats:
        also = " also" if USUAL in _choices(command, "format") else ""
        said += f"; `-f`{also} {_either(formats)}"
    return f"{said}."


def _choices(command: Any, name: str) -> list[str]:
    return next((param.metavar.split("|") for param in command.params if param.name == name), [])


def _either(names: list[str]) -> str:
    return _and([f"`{name}`" for name in names], "or")


def _and(names: list[str], joint: str = "and") -> str:
    return f" {joint} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


# Markdown


def reference() -> str:
    """docs/reference.md as the application has it."""
    lines = [
        "# Commands and options",
        "",
        "Written by `python docs/reference.py`; `bomca COMMAND -h` and `man bomca` tell the same.",
        "`-q`, `-v`, `--version` and `-h` work before the command too.",
    ]
    for name, command in commands().items():
        lines += ["", f"## bomca {name}", "", COMMANDS[name], *_table(own(command))]
        lines += ["", said] if (said := taken(command)) else []
    lines += ["", "## Shared options"]
    for panel, params in shared().items():
        lines += ["", f"### {panel}", *_table(params)]
    return "\n".join(lines) + "\n"


def _table(params: list[Any]) -> list[str]:
    rows = [f"| `{_cell(spelt(param))}` | {_cell(param.help)} |" for param in params]
    return ["", "| | |", "|---|---|", *rows] if rows else []


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# The manual, in the macros of man(7)


def manual() -> str:
    """man/bomca.1 as the application has it."""
    lines = [
        '.\\" Written by docs/reference.py.',
        f'.TH BOMCA 1 "{DAY}" "bomca {__version__}" "User Commands"',
        ".SH NAME",
        "bomca \\- answers from a folder of press releases",
        ".SH SYNOPSIS",
        ".B bomca",
        ".I command",
        "[options] [arguments]",
        ".SH DESCRIPTION",
        _prose(HELP),
        "Every fact is told with the words of its source: file, line, offsets, quote.",
        "Without",
        ".B \\-C",
        "the five releases that come with bomca are read.",
        ".SH COMMANDS",
    ]
    for name, command in commands().items():
        arguments = " ".join(spelt(param) for param in own(command) if param.param_type_name == "argument")
        lines += [f".SS {_text(f'bomca {name} {arguments}'.rstrip())}", _prose(COMMANDS[name])]
        lines += [_prose(said.replace("`", ""))] if (said := taken(command)) else []
        lines += [line for param in own(command) if param.param_type_name == "option" for line in _option(param)]
    lines += [".SH OPTIONS", "Most commands take these.", "A command tells its own with", ".BR \\-h ."]
    for panel, params in shared().items():
        lines += [f".SS {panel}", *(line for param in params for line in _option(param))]
    lines += [".SH EXIT STATUS", *_items(_exit_codes())]
    lines += [".SH ENVIRONMENT", *_items(ENVIRONMENT)]
    lines += [".SH EXAMPLES", ".nf", *(_text(line.strip()) for line in EXAMPLES.splitlines()[1:]), ".fi"]
    return "\n".join(lines) + "\n"


def _option(param: Any) -> list[str]:
    return [".TP", f".B {_text(spelt(param))}", _prose(param.help)]


def _items(items: Any) -> list[str]:
    return [line for name, told in items for line in (".TP", f".B {_text(name)}", _prose(told))]


def _exit_codes() -> list[tuple[str, str]]:
    """The table of the README."""
    table = README.read_text(encoding="utf-8").partition("| exit code | meaning |\n")[2].partition("\n\n")[0]
    return [(code, told.replace("`", "")) for code, told in re.findall(r"^\| (\d+) \| (.*) \|$", table, re.MULTILINE)]


def _text(text: str) -> str:
    """Words as roff prints them: backslashes, hyphens of options and lines that begin like a request."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("’", "\\(cq").replace("…", "...")
    safe = safe.replace("“", "\\(lq").replace("”", "\\(rq").replace("–", "\\(en")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe


def _prose(text: str) -> str:
    """A paragraph on lines that are not too long."""
    return "\n".join(map(_text, wrap(text, 70, break_on_hyphens=False, break_long_words=False)))


if __name__ == "__main__":
    main()
