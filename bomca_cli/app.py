"""The Typer application: the list of commands, each imported when it is called, and the one place that tells errors."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import typer
import typer.core
import typer.main

from bomca_cli import __version__
from bomca_cli.errors import BomcaError, Exit
from bomca_cli.messages import PROGRAM, say
from bomca_cli.options import EVERYWHERE, OPTIONS, with_options

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETE = "_BOMCA_COMPLETE"  # set by the completion scripts
DEBUG = "BOMCA_DEBUG"  # set by developers who want the traceback of a bug
BUG = 70  # EX_SOFTWARE: no answer, and no fault of the user

# A command and its one line of help; it lives in the module of that name in ``commands/``.
COMMANDS = {
    "list": "The releases, newest first.",
    "search": "Releases that hold the words, with lines and snippets.",
    "show": "Facts and text of one or more releases.",
    "diff": "What two releases share, and which of its words changed.",
    "timeline": "What happened, by day, and the stated periods against each other.",
    "funding": "Stated sums, what changed between statements, whether they agree.",
    "contacts": "Whom to ask, then and now.",
    "check": "What an editor would raise: contradictions, odd numbers and dates, likely duplicates.",
    "stats": "What there is and what is missing: counts by year, country and phase, gaps.",
    "report": "Everything on one page, to pass on: HTML or Markdown.",
    "export": "The whole data set for other tools: JSON, Excel, SQLite, csv, Parquet.",
    "cite": "A release, or a line of it, as a reference.",
    "verify": "Whether the quotes of a saved answer still stand in their sources.",
    "index": "Bring the index up to date, or tell its state; every other command does the first by itself.",
    "completions": "Print the completion script of a shell.",
}

HELP = "Answers from a folder of press releases: what happened, what was paid, who said it, on which line."
EXAMPLES = """Examples:
  bomca list                            the five releases shipped with bomca
  bomca -q list -C ~/releases           your own, without notes
  bomca search "green border"           a phrase; OR, NOT, title: work too
  bomca show 2018-08-02                 one release, every fact with its line
  bomca funding --phase 9               what was stated, what changed
  bomca timeline --since 2018 --json    for programs"""

# Typer keeps its own copy of Click or uses the installed one, by version; either way this is the base of usage errors.
_TyperUsageError: type[Exception] = typer.BadParameter.__mro__[1]


class BomcaGroup(typer.core.TyperGroup):
    """The group of all commands: knows their names and help, imports the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, imported now; None when there is none."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with.

        Raises:
            BomcaError: there is none; the message suggests one.
        """
        from bomca_cli.suggestion import one_of

        name = one_of(args[0], "command", COMMANDS)
        return name, self.get_command(ctx, name), args[1:]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the examples as they stand."""
        formatter.write_paragraph()
        formatter.write(EXAMPLES + "\n")

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run a command line and exit; every error becomes one line and a documented exit code."""
        words = sys.argv[1:] if args is None else [*args]
        try:
            if os.environ.get(COMPLETE):
                from bomca_cli.completion import answer

                answer(words, os.environ[COMPLETE])
                code = int(Exit.OK)
            else:
                code = self._run(words)
            if sys.stdout is not None:  # closed by the caller
                sys.stdout.flush()
        except OSError as error:
            code = _broken_output(error)
        sys.exit(code)

    def _run(self, words: list[str]) -> int:
        try:
            with self.make_context(PROGRAM, words) as context:
                self.invoke(context)
        except typer.Exit as end:
            return end.exit_code
        except BomcaError as error:
            return _complain(str(error), error.exit_code)
        except _TyperUsageError as error:
            return _complain(_usage(error), Exit.USAGE)
        except KeyboardInterrupt:
            return Exit.INTERRUPTED
        except OSError:
            raise
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            return _complain(f"internal error, please report it: {type(error).__name__}: {error}", BUG)
        return Exit.OK


def load(name: str) -> Any:
    """The command ``name`` as Typer built it from its module."""
    module = import_module(f"bomca_cli.commands.{name}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=BomcaCommand, context_settings=_SETTINGS)(module.run)
    return typer.main.get_command(single)


class BomcaCommand(typer.core.TyperCommand):
    """A command whose help groups the options: its own, then where, which, how and else."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse ``args`` into ``ctx``.

        Raises:
            UsageError of Typer's parser: they cannot be parsed; it knows the command that was called.
        """
        try:
            return super().parse_args(ctx, args)
        except _TyperUsageError as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write one table of options for each group."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                panels.setdefault(getattr(param, "rich_help_panel", None) or "Options", []).append(record)
        own_help = panels.get("Options", [])[-1:]  # -h, which stands last: it belongs to the rest
        if "Else" in panels:
            panels["Else"] += own_help
            panels["Options"] = panels["Options"][:-1]
        for panel, records in panels.items():
            if records:
                with formatter.section(panel):
                    formatter.write_dl(records)


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 120}


def _root(ctx: typer.Context, *, version: bool, **_: bool) -> None:
    if version:
        print(f"{PROGRAM} {__version__}")  # noqa: T201
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())  # noqa: T201


app = typer.Typer(
    cls=BomcaGroup,
    add_completion=False,  # Typer's own scripts; ours are in completions/
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings=_SETTINGS,
)
app.callback()(with_options(_root, HELP, ("version", *EVERYWHERE)))


def _complain(message: str, code: int) -> int:
    say(message)
    return code


def _usage(error: Any) -> str:
    """One line for a usage error of Typer's parser, with a suggestion for an option mistyped."""
    from bomca_cli.suggestion import hint

    text = error.format_message().rstrip(".")
    context = error.ctx
    path = context.command_path if context else PROGRAM
    wrong = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption":
        known = {flag for param in context.command.get_params(context) for flag in param.opts} if context else set()
        text = f"no such option {wrong}"
        if near := hint(str(wrong), known, ""):
            return text + near
        if context and context.parent is None and any(wrong in told.param_decls for _, told in OPTIONS.values()):
            return f"{text} before the command: write {PROGRAM} COMMAND {wrong} …"
    return f"{text[:1].lower()}{text[1:]}; see {path} -h"


def _broken_output(error: OSError) -> int:
    """The exit code after output failed; nothing more reaches stdout, not even from the interpreter as it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return Exit.OK  # the reader has all that it wanted
    return _complain(f"cannot write the answer: {error.strerror or error}", Exit.UNREADABLE)
