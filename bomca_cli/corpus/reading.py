"""A document that was read → its release."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bomca_cli.readers import Document
    from bomca_cli.release import Release


def release_of(document: Document) -> Release:
    """The release that ``document`` is, with its pages; years that it does not state come from its markup's day."""
    from bomca_cli.extract import parse  # only now: a query that finds nothing new needs no parser

    release = parse(document.text, released=document.released)
    return release._replace(pages=document.pages) if document.pages else release
