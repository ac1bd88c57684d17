"""Reports made visible: one renderer for each format, imported when its format is chosen.

A renderer is a module with ``render(report, look)``, which gives a string or the parts of one. It knows no command;
commands know no format.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from bomca_cli.errors import UsageError
from bomca_cli.safe import quoted
from bomca_cli.suggestion import one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from bomca_cli.report import Report

# Styles of tabulate that a user may name. Its "html" and "tsv" have renderers of their own here, "unsafehtml" and
# "latex_raw" let the words of a document act.
STYLES = (
    "plain", "simple", "github", "grid", "pipe", "rst", "latex", "latex_booktabs", "latex_longtable", "asciidoc",
    "colon_grid", "double_grid", "double_outline", "fancy_grid", "fancy_outline", "heavy_grid", "heavy_outline",
    "jira", "mediawiki", "mixed_grid", "mixed_outline", "moinmoin", "orgtbl", "outline", "presto", "pretty", "psql",
    "rounded_grid", "rounded_outline", "simple_grid", "simple_outline", "textile", "youtrack",
)  # fmt: skip

# format → the module of this package that renders it
FORMATS: dict[str, str] = {
    "rich": "terminal",
    "table": "terminal",
    "csv": "csv_table",
    "tsv": "tsv_table",
    "json": "json_object",
    "jsonl": "json_rows",
    "markdown": "markdown",
    "html": "web",
    **dict.fromkeys(STYLES, "plain"),
}

# Formats of single commands, which name them beside the usual ones → module.
OWN_FORMATS: dict[str, str] = {
    "ics": "calendar",
    "vcf": "vcard",
    "bibtex": "bibtex",
    "ris": "ris",
    "csl-json": "csl_json",
    "svg": "svg",
}

# suffix of the output file → format
SUFFIXES: dict[str, str] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "plain",
    ".rst": "rst",
    ".tex": "latex",
    ".ics": "ics",
    ".vcf": "vcf",
    ".bib": "bibtex",
    ".ris": "ris",
    ".xlsx": "xlsx",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".svg": "svg",
    "": "plain",
}

_PRECISE = ("csv", "tsv", "json", "jsonl", "html", *OWN_FORMATS)  # what the suffixes of these say, programs believe

COLOURS = ("auto", "always", "never")
NARROWEST, USUAL, WIDEST = 20, 80, 500  # columns of a screen


class Look(NamedTuple):
    """How a report is to look, and what an envelope says beside it."""

    format: str = "plain"  # a key of FORMATS
    width: int = USUAL  # columns of the screen
    colour: bool = False
    corpus: Any = None  # plain JSON data: what was read
    warnings: tuple[str, ...] = ()  # what could not be read


class Output(NamedTuple):
    """Where the answer goes and what the user asked about its form."""

    format: str | None = None  # -f; None: the suffix of ``path`` decides, else terminal or pipe
    path: str | None = None  # -o; None or "-": standard output
    force: bool = False  # may an existing file be replaced
    columns: tuple[str, ...] = ()  # --columns, in this order
    color: str = "auto"  # one of COLOURS
    bom: bool = False  # csv and tsv begin with a byte order mark
    width: int | None = None
    corpus: Any = None
    filters: dict[str, Any] = {}  # noqa: RUF012 - what a data set was asked for; a report brings its own
    warnings: tuple[str, ...] = ()
    is_source: Callable[[Path], bool] | None = None  # whether a path is a document of the corpus


def emit(report: Report, output: Output) -> None:
    """Render ``report`` in the format asked for and write it where it was asked for.

    Raises:
        UsageError: unknown format, suffix, colour word or column; the file exists and ``force`` is not given, or it
            is a source document.
        InputError: the file cannot be written, or standard output is closed.
        OSError: standard output failed (closed pipe, full device); the application ends quietly or says so.
    """
    from importlib import import_module

    from bomca_cli.render.target import open_target, terminal_width

    check(output)
    name = format_of(output)
    target = open_target(output, name)
    if output.columns:
        from bomca_cli.render.columns import choose

        report = choose(report, output.columns)
    look = Look(
        format=name,
        width=output.width or terminal_width(),
        colour=_colour(output),
        corpus=output.corpus,
        warnings=output.warnings,
    )
    module = (FORMATS | OWN_FORMATS)[name]
    rendered: str | Iterable[str] = import_module(f"bomca_cli.render.{module}").render(report, look)
    target.write([rendered] if isinstance(rendered, str) else rendered)


def check(output: Output) -> None:
    """Refuse an output that cannot be, as far as that is known before there is an answer.

    Raises:
        UsageError: as ``emit``, but for columns that the answer does not have.
    """
    _colour(output)
    if output.columns and (name := format_of(output)) in OWN_FORMATS:
        raise UsageError(f"{name} has no columns: leave out --columns")
    if not to_stdout(output):
        from bomca_cli.render.target import file_path

        file_path(output)


def format_of(output: Output, known: Collection[str] = (*FORMATS, *OWN_FORMATS)) -> str:
    """The format to write: ``-f``, else by the suffix of the file, else tables on a terminal, plain text in a pipe.

    Args:
        output: what the user asked for.
        known: the formats that the command writes.

    Raises:
        UsageError: there is no such format, or no format goes by that suffix.
    """
    if output.format is not None:
        name = output.format.strip().lower()
        if name in ("unsafehtml", "latex_raw"):
            raise UsageError(
                f"format {name} lets the words of a document act: use {'html' if 'html' in name else 'latex'}"
            )
        if name not in known:
            raise unknown(output.format, "format", known)
        return name
    if to_stdout(output):
        return "rich" if sys.stdout is not None and sys.stdout.isatty() else "plain"
    suffix = os.path.splitext(output.path or "")[1].lower()  # noqa: PTH122 - no Path needed for a suffix
    if SUFFIXES.get(suffix) not in known:
        names = ", ".join(known_suffix for known_suffix, name in SUFFIXES.items() if known_suffix and name in known)
        raise UsageError(f"no format goes by the suffix {quoted(suffix)}: known are {names}; or name one with -f")
    return SUFFIXES[suffix]


def notes(report: Report, output: Output) -> Iterator[str]:
    """What to say beside the answer: a suffix that belongs to another format, what a format has no place for."""
    if odd := odd_suffix(output):
        yield odd
    if output.format == "ics":
        from bomca_cli.render.calendar import left_out

        yield from left_out(report)


def odd_suffix(output: Output) -> str | None:
    """What to say of a file whose suffix belongs to another format than the one asked for with ``-f``."""
    if output.format is None or to_stdout(output):
        return None
    suffix = os.path.splitext(output.path or "")[1].lower()  # noqa: PTH122 - no Path needed for a suffix
    usual, name = SUFFIXES.get(suffix), output.format.strip().lower()
    if usual not in _PRECISE or FORMATS.get(usual, usual) == FORMATS.get(name, name):
        return None
    return f"{quoted(output.path or '')} holds {name}, not {usual} as its suffix says"


def to_stdout(output: Output) -> bool:
    """Whether the answer goes to standard output."""
    return output.path in (None, "-")


def _colour(output: Output) -> bool:
    """Whether to colour, by ``--color`` and the environment (no-color.org, force-color.org, TERM=dumb).

    Raises:
        UsageError: ``--color`` has a value that cannot be meant.
    """
    if one_of(output.color, "value for --color", COLOURS) != "auto":
        return output.color == "always"
    if os.environ.get("NO_COLOR") or not to_stdout(output):
        return False
    if os.environ.get("FORCE_COLOR", "").lower() not in ("", "0", "false"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()
