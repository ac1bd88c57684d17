"""Every option of the command line, each written once, and how a command line becomes a ``Request``.

A command is a function that takes a ``Request`` and, by name, the options that are its own::

    @query_command("date", "place")
    def run(request: Request, ids: list[str], full: bool) -> Report: ...

``query_command`` gives it the signature that Typer reads: the shared options, then its own, all looked up in
``OPTIONS``. What the user typed is turned into values here, at the edge; nothing further in sees option strings.
"""

from __future__ import annotations

import inspect
from copy import copy
from typing import TYPE_CHECKING, Any

import typer

from bomca_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bomca_cli.dataset import Dataset
    from bomca_cli.render import Output
    from bomca_cli.report import Report

USUAL = "FMT"  # stands for the formats that most commands write: render.FORMATS
WHERE, WHICH, HOW, ELSE = "Where", "Which", "How", "Else"

# name of the parameter → its type and what Typer is told
OPTIONS: dict[str, tuple[Any, Any]] = {}


def _option(name: str, kind: Any, panel: str | None, *flags: str, help: str, metavar: str | None = None) -> None:  # noqa: A002
    default = False if kind is bool else None
    OPTIONS[name] = (
        kind,
        typer.Option(default, *flags, help=help, metavar=metavar, rich_help_panel=panel, show_default=False),
    )


def _argument(name: str, kind: Any, metavar: str, *, required: bool, help: str) -> None:  # noqa: A002
    OPTIONS[name] = (
        kind,
        typer.Argument(... if required else None, help=help, metavar=metavar, show_default=False),
    )


_option(
    "corpus", list[str], WHERE, "-C", "--corpus", metavar="PATH",
    help="Folder, file or glob; may be repeated. [default: $BOMCA_CORPUS, else the five releases shipped with bomca]",
)  # fmt: skip
_option("since", str, WHICH, "--since", metavar="DATE", help="From this day on: 2016, 2016-05, 2016-05-23 or today.")
_option("until", str, WHICH, "--until", metavar="DATE", help="Up to the last day of DATE, included.")
_option(
    "country", list[str], WHICH, "--country", metavar="NAME|CODE", help="About this country: TJ, Tajikistan, tajik."
)
_option("place", list[str], WHICH, "--place", metavar="NAME", help="Issued or held in this place.")
_option("phase", list[str], WHICH, "--phase", metavar="N", help="Naming this phase of BOMCA.")
_option(
    "contact",
    list[str],
    WHICH,
    "--contact",
    metavar="NAME",
    help="With this contact: part of a name, office, e-mail or phone.",
)
_option("limit", str, WHICH, "-n", "--limit", metavar="N", help="At most N rows; says how many there are.")
_option("sort", str, WHICH, "--sort", metavar="KEY", help="Order by KEY.")
_option("reverse", bool, WHICH, "-r", "--reverse", help="The other way round.")
_option(
    "format",
    str,
    HOW,
    "-f",
    "--format",
    metavar=USUAL,
    help="csv, tsv, json, jsonl, markdown, html, table, or a style of tabulate.",
)
_option("json", bool, HOW, "--json", help="The same as -f json.")
_option(
    "output",
    str,
    HOW,
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE; its suffix chooses the format when -f does not.",
)
_option("force", bool, HOW, "--force", help="Let -o replace an existing file.")
_option("bom", bool, HOW, "--bom", help="Begin csv and tsv with a byte order mark, for Excel.")
_option("columns", str, HOW, "--columns", metavar="A,B,…", help="These columns, in this order.")
_option("color", str, HOW, "--color", metavar="auto|always|never", help="Colour. [default: auto]")
_option(
    "strict",
    bool,
    ELSE,
    "--strict",
    help="Stop with exit code 3 when any file cannot be read or reads like no release.",
)
_option("today", str, ELSE, "--today", metavar="DATE", help="The day that “today” means, to repeat an answer later.")
_option("quiet", bool, ELSE, "-q", "--quiet", help="No notes or warnings on stderr.")
_option("verbose", bool, ELSE, "-v", "--verbose", help="Say on stderr how much is read, and from where.")
SHARED = tuple(OPTIONS)
EVERYWHERE = ("quiet", "verbose")  # accepted before the command too

# The options and arguments of single commands.
_argument(
    "query",
    list[str],
    "QUERY…",
    required=True,
    help="Words, or a phrase in quotes; OR, NOT, title:, contact:, place: work.",
)
_argument("ids", list[str], "ID…", required=False, help="The ids that bomca list shows; any unique prefix will do.")
_argument("old", str, "ID", required=True, help="The release that is compared.")
_argument("new", str, "ID", required=True, help="The release that it is compared with.")
_argument("places", list[str], "ID[:LINE]…", required=True, help="Releases, or single lines of them.")
_argument("answer", str, "FILE", required=True, help="What bomca wrote: json, jsonl, csv, tsv, or a report in html.")
_argument("shell", str, "bash|zsh|fish|powershell", required=True, help="Whose completion script to print.")
_option("full", bool, None, "--full", help="The text with its repeated passages unfolded, and every fact.")
_option("all_hits", bool, None, "-a", "--all", help="Every hit, not only the first ones of each release.")
_option("all_passages", bool, None, "-a", "--all", help="Also the sentences that are the same or in one release only.")
_option("all_quotes", bool, None, "-a", "--all", help="Also the quotes that stand.")
_option("rebuild", bool, None, "--rebuild", help="Forget the index and build it anew.")
_option("status", bool, None, "--status", help="Read nothing; tell the state and every file that gave trouble.")
_option(
    "max_size",
    str,
    None,
    "--max-size",
    metavar="MIB",
    help="The most that a file may hold, packed or unpacked. [default: $BOMCA_MAX_SIZE, else 64]",
)
_option(
    "max_seconds",
    str,
    None,
    "--max-seconds",
    metavar="N",
    help="The longest that reading a file may take. [default: $BOMCA_MAX_SECONDS, else 60]",
)
_option(
    "max_memory",
    str,
    None,
    "--max-memory",
    metavar="MIB",
    help="The most memory that reading a file may take. [default: $BOMCA_MAX_MEMORY, else 1024]",
)
_option(
    "scheduler",
    str,
    None,
    "--scheduler",
    metavar="ADDRESS",
    help="Have the files read by the Dask cluster whose scheduler is there, such as tcp://HOST:8786.",
)
_option("version", bool, None, "--version", help="Print the version.")
OPTIONS["contacts"] = (
    bool,
    typer.Option(
        True,
        "--contacts/--no-contacts",
        help="With or without personal data: contacts, people, phones, e-mails. [default: with]",
        show_default=False,
    ),
)
_option("by", str, None, "--by", metavar="year|month", help="How many happenings there are in each year or month.")
_option("plot", bool, None, "--plot", help="The pictures alone.")
_option(
    "as_of",
    str,
    None,
    "--as-of",
    metavar="DATE",
    help="What held on that day: of each figure that changed, the one last said by then.",
)
_option(
    "group_by",
    str,
    None,
    "--group-by",
    metavar="country|year|phase",
    help="A table for each of them; a release may stand in several.",
)
_option("quotes", bool, None, "--quotes", help="The words of each statement, with file and line.")
_option("on", str, None, "--on", metavar="DATE", help="Who was to be asked on that day, as far as known by then.")
_option("explain", str, None, "--explain", metavar="CODE", help="What a code means, and nothing else.")
_option(
    "fail_on",
    str,
    None,
    "--fail-on",
    metavar="error|warning|note|never",
    help="Exit with 1 when something at least so grave is found. [default: warning]",
)


def plain_command(function: Callable[..., int | None]) -> Callable[..., None]:
    """Make a command of a function that takes nothing but its own options and returns its exit code (None is 0)."""
    own = tuple(inspect.signature(function).parameters)

    def invoke(**values: Any) -> None:
        raise typer.Exit(function(**{name: values[name] for name in own}) or Exit.OK)

    return with_options(invoke, function.__doc__, (*own, *EVERYWHERE))


def query_command(
    *sorts: str,
    formats: tuple[str, ...] = (USUAL,),
    without: tuple[str, ...] = (),
    check: Callable[[Output], None] | None = None,
) -> Callable[[Callable[..., Report | Dataset]], Callable[..., None]]:
    """Make a command of a function that answers a ``Request`` with a ``Report`` or a ``Dataset``.

    Args:
        sorts: the keys that ``--sort`` takes; none: the command is told its releases, so it takes no filters.
        formats: the formats that it writes; ``USUAL`` among them stands for many. The first is written when none is
            asked for.
        without: shared options that change nothing of its answer, beside those that keys and formats rule out.
        check: refuses, before anything is read, an output that cannot be; ``render.check`` for those of reports.
    """
    shared = tuple(name for name in SHARED if name not in without and _acts(name, sorts, formats))

    def decorate(function: Callable[..., Report | Dataset]) -> Callable[..., None]:
        own = tuple(inspect.signature(function).parameters)[1:]

        def invoke(ctx: typer.Context, **values: Any) -> None:
            from bomca_cli.request import Request

            for name in EVERYWHERE:
                values[name] = values[name] or bool(ctx.parent and ctx.parent.params.get(name))
            request = Request({name: values.get(name) for name in SHARED}, sorts, formats, check)
            raise typer.Exit(request.answer(function(request, **{name: values[name] for name in own})))

        return with_options(invoke, function.__doc__, (*own, *shared), {"sort": sorts, "format": formats})

    return decorate


def _acts(name: str, sorts: tuple[str, ...], formats: tuple[str, ...]) -> bool:
    """Whether a shared option changes anything of a command with these sort keys and formats."""
    if OPTIONS[name][1].rich_help_panel == WHICH or name == "today":
        return bool(sorts)
    needed = {"color": (), "bom": ("csv",), "json": ("json",), "columns": ("json",)}.get(name, formats)
    return any(one in formats for one in (USUAL, *needed))


def with_options(
    invoke: Callable[..., None],
    doc: str | None,
    names: tuple[str, ...],
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> Callable[..., None]:
    """Give ``invoke``, which takes a context, values by name or both, the signature and help text that Typer reads.

    Args:
        invoke: what runs the command.
        doc: its help text.
        names: its parameters, keys of ``OPTIONS``.
        choices: the values that the command takes for some of them.
    """
    parameters = [
        parameter.replace(annotation=typer.Context)
        for name, parameter in inspect.signature(invoke).parameters.items()
        if name == "ctx"
    ]
    annotations: dict[str, Any] = {parameter.name: parameter.annotation for parameter in parameters}
    for name in names:
        annotations[name], told = OPTIONS[name]
        if choices and name in choices:
            told = copy(told)
            told.metavar = "|".join(choices[name])
        if choices and name == "format" and USUAL not in choices[name]:
            told.help = f"The format. [default: {choices[name][0]}]"
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=told, annotation=annotations[name])
        )
    invoke.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    invoke.__annotations__ = annotations
    invoke.__doc__ = doc
    return invoke
