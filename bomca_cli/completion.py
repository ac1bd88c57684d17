"""What the TAB key offers.

A completion script (``shells.py``) runs ``bomca`` with the words typed so far as arguments and ``_BOMCA_COMPLETE`` set.
The answer is one candidate a line, with its description after a tab; the line ``:files`` asks the shell for file names.
The scripts read these lines as data: nothing of a document or a file name is ever evaluated by a shell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bomca_cli.options import USUAL
from bomca_cli.safe import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bomca_cli.corpus import Corpus

Candidate = tuple[str, str]  # what is typed, what it is
FILES = ":files"


def answer(words: list[str], mode: str) -> None:
    """Print the candidates for a command line.

    Args:
        words: what follows ``bomca``; the last one is being typed.
        mode: ``new`` when the cursor follows a blank and ``words`` holds complete words only; ``bash`` when words
            come as typed, quotes included, and split at ``=``; else ``word``.
    """
    if mode == "new":
        words = [*words, ""]
    if mode == "bash":
        words = [_unquoted(word) for word in words if word != "="] if words[-1:] != ["="] else [*words[:-1], ""]
    try:
        found = [f"{value}\t{visible(told)}" for value, told in candidates(words)]
    except Exception:  # noqa: BLE001 - a TAB press never prints an error over the line being typed
        return
    if found:
        print("\n".join(found))  # noqa: T201


def candidates(words: list[str]) -> list[Candidate]:
    """What may stand in the place of the last word, given the words before it."""
    from typer.main import get_command

    from bomca_cli.app import COMMANDS, app, load

    *before, typed = words
    name = next((word for word in before if not word.startswith("-")), None)
    if name is None:
        offers = _flags(get_command(app).params) if typed.startswith("-") else COMMANDS.items()
        return _starting(typed, offers)
    if name not in COMMANDS:
        return []
    params = load(name).params
    rest = before[before.index(name) + 1 :]
    flag, equals, value = typed.partition("=")
    if equals and flag.startswith("--"):  # --phase=9 typed as one word: the candidates replace all of it
        return [(f"{flag}={offer}", told) for offer, told in _values(_option_named(flag, params), value, rest)]
    asked = _option_named(rest[-1], params) if rest else None
    if asked is None and typed.startswith("-"):
        return _starting(typed, _flags(params))
    if asked is None:
        asked = next((param for param in params if param.param_type_name == "argument"), None)
    return _values(asked, typed, rest)


def _option_named(flag: str, params: Iterable[Any]) -> Any:
    """The option that takes a value and goes by ``flag``; None when there is none."""
    return next((param for param in params if flag in param.opts and not getattr(param, "is_flag", False)), None)


def _flags(params: Iterable[Any]) -> list[Candidate]:
    shown = [param for param in params if param.param_type_name == "option" and not param.hidden]
    flags = [(flag, param.help or "") for param in shown for flag in (param.opts[-1], *param.secondary_opts)]
    return [*flags, ("--help", "Show the help and exit.")]


def _values(param: Any, typed: str, words: list[str]) -> list[Candidate]:
    """The candidates for the value of an option or argument."""
    if param is None:
        return []
    if param.name in ("corpus", "output", "answer"):
        return [(FILES, "")]
    offer = _OFFERS.get(param.name)
    if offer is not None:
        return _starting(typed, offer(words))
    choices = (param.metavar or "").split("|")  # "auto|always|never", as the help shows it
    usual = _formats() if USUAL in choices else []
    return _starting(typed, [*usual, *((choice, "") for choice in choices if choice.islower())])


def _starting(typed: str, offers: Iterable[Candidate]) -> list[Candidate]:
    return [(value, told) for value, told in offers if value.casefold().startswith(typed.casefold())]


def _corpus(words: list[str]) -> Corpus:
    """The corpus that the words typed so far name, or the usual one."""
    from itertools import pairwise
    from pathlib import Path

    from bomca_cli.corpus import Corpus
    from bomca_cli.request import corpus_paths

    given = [str(Path(word).expanduser()) for flag, word in pairwise(words) if flag in ("-C", "--corpus")]
    given += [word.partition("=")[2] for word in words if word.startswith("--corpus=")]
    paths, origin = corpus_paths(given)
    return Corpus(paths, origin or "")


def _ids(words: list[str]) -> list[Candidate]:
    return [(name, "") for name in _corpus(words).ids() if name not in words]


def _phases(words: list[str]) -> list[Candidate]:
    return [(str(number), f"phase {number}") for number in _corpus(words).phases()]


def _places(words: list[str]) -> list[Candidate]:
    return [(place, "") for place in _corpus(words).places()]


def _countries(_words: list[str]) -> list[Candidate]:
    from bomca_cli.values import countries

    return [*countries().items(), *((name, code) for code, name in countries().items())]


def _codes(_words: list[str]) -> list[Candidate]:
    from bomca_cli.checks.registry import explanations

    return [(code, told.name) for code, told in explanations().items()]


def _formats() -> list[Candidate]:
    from bomca_cli.render import FORMATS

    return [(name, "") for name in FORMATS]


_OFFERS: dict[str, Callable[[list[str]], list[Candidate]]] = {
    "explain": _codes,
    "ids": _ids,
    "old": _ids,
    "places": _ids,
    "new": _ids,
    "phase": _phases,
    "place": _places,
    "country": _countries,
}


def _unquoted(word: str) -> str:
    """A word as bash hands it over, without the quotes and backslashes typed."""
    import shlex

    try:
        parts = shlex.split(word)
    except ValueError:  # a quote still open
        return word.lstrip("\"'")
    return parts[0] if parts else word
