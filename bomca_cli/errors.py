"""Errors that a user can act on, and the exit code each one leads to."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The documented exit codes."""

    OK = 0
    NOTHING_FOUND = 1  # search found nothing, check found something
    USAGE = 2
    UNREADABLE = 3  # the whole corpus, or any file under --strict
    INTERRUPTED = 130


class BomcaError(Exception):
    """A problem told in one line that names the culprit and the way out."""

    exit_code = Exit.USAGE


class UsageError(BomcaError):
    """An option, argument or query that cannot be meant: exit 2."""


class InputError(BomcaError):
    """Input that cannot be read: exit 3."""

    exit_code = Exit.UNREADABLE
