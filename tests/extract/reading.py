"""Helpers that cut a text up as the pipeline does, for tests of single grammars."""

from __future__ import annotations

from bomca_cli.extract.layout import Layout
from bomca_cli.extract.lexicon import lexicon
from bomca_cli.extract.tokens import Tokens


def layout_of(text: str) -> Layout:
    tokens = Tokens(text)
    return Layout(tokens, lexicon().scan(tokens))
