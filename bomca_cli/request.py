"""What one command line asks for, as values: which corpus, which query, which output."""

from __future__ import annotations

import datetime as dt
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bomca_cli import values
from bomca_cli.errors import Exit, InputError, UsageError
from bomca_cli.messages import say
from bomca_cli.options import USUAL
from bomca_cli.query import Query
from bomca_cli.report import Report
from bomca_cli.suggestion import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bomca_cli.corpus import Corpus
    from bomca_cli.corpus.executors import Bounds, Executor
    from bomca_cli.corpus.freshness import Progress
    from bomca_cli.dataset import Dataset
    from bomca_cli.render import Output
    from bomca_cli.render.progress import Bar

_LEAST = {"memory": 256}  # MiB, without which no reader can be loaded
VARIABLE = "BOMCA_CORPUS"


class Request:
    """The shared options of one command line: ``query`` is what it asks for, ``today`` the day that today means."""

    def __init__(
        self,
        given: Mapping[str, Any],
        sorts: tuple[str, ...] = (),
        formats: tuple[str, ...] = (USUAL,),
        check: Callable[[Output], None] | None = None,
    ) -> None:
        """Turn what was typed into values.

        Args:
            given: name of each shared option to its raw value.
            sorts: the sort keys that the command knows.
            formats: the formats that it writes, ``USUAL`` among them for those of most commands; the first is the one
                that is written when none is asked for.
            check: refuses an output that cannot be; None: as is right for reports.

        Raises:
            UsageError: an option has a value that cannot be meant, or the output cannot be.
        """
        self._given = given
        self._sorts = sorts
        self._formats = formats
        self.quiet: bool = given["quiet"]
        self.verbose: bool = given["verbose"]
        self.strict: bool = given["strict"]
        self._bar: Bar | None = None
        told = given["today"]
        self.today: dt.date = values.day(told, "--today") if told else dt.date.today()  # noqa: DTZ011 - the user's own
        self.query = self._query()
        self._output = self._checked_output(check)

    @cached_property
    def corpus(self) -> Corpus:
        """The releases that the command reads: ``-C``, else ``BOMCA_CORPUS``, else those shipped with bomca."""
        return self.open_corpus({})

    def open_corpus(self, given: Mapping[str, str | None], scheduler: str | None = None) -> Corpus:
        """The releases, for a command that asks them itself.

        Args:
            given: what was typed for the options ``--max-…``, by the names of the fields of ``Bounds``.
            scheduler: the address of the Dask cluster that reads the files; None: this computer does.

        Raises:
            UsageError: one of them, or of the variables that stand for them, is no number.
            InputError: the cluster cannot be had.
        """
        from bomca_cli.corpus import Corpus

        paths, origin = corpus_paths(self._given["corpus"])
        if origin is None:
            self.note("using the five releases shipped with bomca; -C FOLDER for your own")
        bounds = _bounds(given)
        return Corpus(
            paths,
            origin or "the releases shipped with bomca",
            strict=self.strict,
            bounds=bounds,
            executor=None if scheduler is None else self._cluster(scheduler, bounds),
            tell=None if self.quiet or sys.stderr is None or not sys.stderr.isatty() else self._tell,
        )

    def _cluster(self, address: str, bounds: Bounds) -> Executor:
        from bomca_cli.corpus.cluster import Cluster

        return Cluster(address, bounds, self.note)

    def _tell(self, progress: Progress) -> None:
        """Show how far the reading of files is."""
        if self._bar is None:
            from bomca_cli.render.progress import Bar

            self._bar = Bar()
        self._bar(progress)

    @property
    def folders(self) -> list[Path]:
        """The folders that the user named, with ``-C`` or ``BOMCA_CORPUS``."""
        paths, origin = corpus_paths(self._given["corpus"])
        return [] if origin is None else [Path(path) for path in paths]

    @property
    def filters(self) -> dict[str, Any]:
        """What the query asks for, as plain JSON data; nothing that was not asked."""
        query = self.query
        asked: dict[str, Any] = {
            "since": query.since and query.since.isoformat(),
            "until": query.until and query.until.isoformat(),
            "country": list(query.countries),
            "place": list(query.places),
            "phase": list(query.phases),
            "contact": list(query.contacts),
            "limit": query.limit,
            "sort": query.sort,
            "reverse": query.reverse,
        }
        return {name: value for name, value in asked.items() if value not in (None, False, [])}

    def note(self, text: str) -> None:
        """Tell the user something that is no answer, on stderr."""
        if not self.quiet:
            say(text)

    def last_day(self, text: str | None, option: str) -> dt.date | None:
        """The last day of the year, month or day that ``option`` was given; None where it was not given.

        Raises:
            UsageError: it is no date.
        """
        return None if text is None else values.period(text, option, self.today)[1]

    def answer(self, answer: Report | Dataset) -> int:
        """Show or write the answer where and how it was asked for; the exit code."""
        from bomca_cli.render import emit, notes

        asked = self.corpus if "corpus" in self.__dict__ else None  # some commands read other files
        corpus = asked.describe() if asked else None
        if self.verbose and corpus:
            self.note(f"{corpus['releases']:,} releases in {', '.join(corpus['paths'])}")
        warnings = tuple(asked.warnings) if asked else ()
        for warning in warnings:
            self.note(warning)
        output = self._output._replace(corpus=corpus, warnings=warnings, is_source=asked.holds if asked else None)
        if isinstance(answer, Report):
            emit(answer._replace(filters=self.filters | answer.filters), output)
            said = [*notes(answer, output)]
        else:
            from bomca_cli.export import write

            said = write(answer, output._replace(filters=self.filters | answer.filters))
        for note in said:
            self.note(note)
        return Exit.OK if not isinstance(answer, Report) or answer.found else Exit.NOTHING_FOUND

    @property
    def is_picture(self) -> bool:
        """Whether the answer is asked for as a picture, by ``-f`` or by the suffix of the file."""
        return self._output.format == "svg"

    def _checked_output(self, check: Callable[[Output], None] | None) -> Output:
        """What is asked of the output, refused before any file is read where it cannot be.

        Raises:
            UsageError: it cannot be.
        """
        from bomca_cli import render

        given = self._given
        output = render.Output(
            format=self._format(),  # None leaves it to the place that is written to
            path=given["output"],
            force=given["force"],
            columns=() if given["columns"] is None else tuple(given["columns"].split(",")),
            color=given["color"] or "auto",
            bom=bool(given["bom"]),
        )
        (check or render.check)(output)
        return output

    def _format(self) -> str | None:
        """The format asked for.

        Raises:
            UsageError: there is no such format, or no format goes by the suffix of the file.
        """
        from bomca_cli.render import FORMATS, Output, format_of, to_stdout

        told = self._given["format"]
        if self._given["json"] and told not in (None, "json"):
            raise UsageError(f"--json and -f {told} ask for two formats: give one")
        asked: str | None = "json" if self._given["json"] else told
        output = Output(format=asked, path=self._given["output"])
        if asked is None and to_stdout(output):
            return None if self._formats[0] == USUAL else self._formats[0]
        known = [name for told in self._formats for name in (FORMATS if told == USUAL else (told,))]
        return format_of(output, known)

    def _query(self) -> Query:
        given = self._given
        since = values.period(given["since"], "--since", self.today)[0] if given["since"] else None
        until = values.period(given["until"], "--until", self.today)[1] if given["until"] else None
        if since and until and since > until:
            raise UsageError(f"--since {since} is later than --until {until}: no day lies between them")
        return Query(
            since=since,
            until=until,
            countries=tuple(dict.fromkeys(values.country(name) for name in given["country"] or ())),
            places=tuple(given["place"] or ()),
            phases=tuple(dict.fromkeys(values.whole_number(text, "--phase", 1) for text in given["phase"] or ())),
            contacts=tuple(given["contact"] or ()),
            limit=None if given["limit"] is None else values.whole_number(given["limit"], "--limit", 0),
            sort=None if given["sort"] is None else one_of(given["sort"], "sort key", self._sorts),
            reverse=given["reverse"],
        )


def _bounds(given: Mapping[str, str | None]) -> Bounds:
    """What one file may cost: as typed, else as the environment says, else as usual."""
    from bomca_cli.corpus.executors import Bounds

    told = {}
    for name in Bounds._fields:
        variable = f"BOMCA_MAX_{name.upper()}"
        text, origin = given.get(name), f"--max-{name}"
        if text is None:
            text, origin = os.environ.get(variable) or None, variable
        if text is not None:
            told[name] = values.whole_number(text, origin, _LEAST.get(name, 1))
    return Bounds(**told)


def corpus_paths(given: list[str] | None) -> tuple[tuple[str, ...], str | None]:
    """The paths to read and the setting that they come from; None: nothing was set, so the shipped releases.

    Raises:
        InputError: the shipped releases are not where they were installed.
    """
    if given:
        return tuple(given), "-C"
    listed = tuple(path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path)
    if listed:
        return listed, VARIABLE
    return (str(shipped()),), None


def shipped() -> Path:
    """The folder of the releases that come with bomca: in the package, or beside it in a source tree."""
    package = Path(__file__).parent
    for folder in (package / "seeds", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise InputError("the releases shipped with bomca are missing: install it again, or give -C FOLDER")
