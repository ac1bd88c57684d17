"""Data sets written as the command writes them."""

from __future__ import annotations

import pytest

from bomca_cli.export import FORMATS, write
from bomca_cli.render import Output


@pytest.fixture
def written(tmp_path):
    """Write a data set in a format; its path, and what was said."""
    from sets import of

    def make(name, entries, *, contacts=True, place="out", **more):
        path = tmp_path / f"{place}{'' if FORMATS[name].kind == 'folder' else f'.{name}'}"
        notes = write(of(entries, contacts=contacts), Output(format=name, path=str(path), **more))
        return path, notes

    return make
