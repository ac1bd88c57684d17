"""``bomca export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bomca_cli.export import FORMATS, check
from bomca_cli.options import query_command

if TYPE_CHECKING:
    from bomca_cli.dataset import Dataset
    from bomca_cli.request import Request


@query_command("date", "title", "place", "phase", "sums", formats=tuple(FORMATS), check=check)
def run(request: Request, contacts: bool) -> Dataset:
    """The whole data set for other tools: JSON, Excel, SQLite, csv, Parquet."""
    from bomca_cli.views.export import dataset

    return dataset(request.corpus.each(request.query), contacts=contacts)
