"""E-mail addresses as printed: plain, glued to other words, broken by blanks, or hidden from robots.

    find(layout) -> list[Email]

An address ends where its top-level domain ends ("…example.orgThis e-mail…" ends at ".org"). ``Email.address`` is the
normal form: lower-case domain, signs written out in words put back. What the text hides altogether
("[email protected]") has an empty address and says so in ``problem``. No character is ever guessed.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bomca_cli.extract.lexicon import words
from bomca_cli.extract.tokens import NUMBER, SIGN, WORD
from bomca_cli.release import Email, Span

if TYPE_CHECKING:
    from bomca_cli.extract.layout import Layout
    from bomca_cli.extract.tokens import Tokens

HIDDEN = "hidden by the web page"
DISGUISED = "signs written in words"
BROKEN = "broken by a blank"

_AT = frozenset("@＠")
_LOCAL_SIGNS = frozenset("._-+'&%=~’")
_LONGEST_LOCAL = 24  # tokens
_LONGEST_DOMAIN = 24  # tokens
_FEWEST_LETTERS = 2
_TLDS = words("_tld")


def find(layout: Layout) -> list[Email]:
    """The addresses of a text, in its order; none overlaps another."""
    hidden = layout.marks["email_hidden"].values()
    found = [*_plain(layout), *_disguised(layout)]
    found += [Email(layout.tokens.span(mark.first, mark.last), "", HIDDEN) for mark in hidden]
    found.sort(key=lambda mail: mail.span)
    kept: list[Email] = []
    for mail in found:
        if not kept or mail.span.start >= kept[-1].span.end:
            kept.append(mail)
    return kept


def _plain(layout: Layout) -> list[Email]:
    tokens = layout.tokens
    around = [_around(layout, i) for i in layout.places(_AT) if 0 < i < len(tokens) - 1]
    return [mail for mail in around if mail is not None]


def _around(layout: Layout, at: int) -> Email | None:
    """The address around the sign at token ``at``."""
    tokens = layout.tokens
    broken = not (tokens.glued(at - 1) and tokens.glued(at))
    if broken and not _may_be_broken(layout, at):
        return None
    first = _local(tokens, at - 1)
    domain = _domain(tokens, at + 1)
    if first is None or domain is None:
        return None
    end, dot_broken = domain
    start = tokens.start[first]
    name = tokens.text[start : tokens.end[at - 1]]
    host = "".join(tokens.text[tokens.start[at + 1] : end].split())
    return Email(Span(start, end), f"{name}@{host.lower()}", BROKEN if broken or dot_broken else None)


def _may_be_broken(layout: Layout, at: int) -> bool:
    """Whether blanks around the sign at ``at`` can stand inside an address ("name@ example.org")."""
    tokens = layout.tokens
    if tokens.gap(at - 1).count("\n") + tokens.gap(at).count("\n") > 1:
        return False
    if tokens.glued(at - 1):
        return True
    # "follow us @example.org": a blank before the sign needs a name that is clearly one, or a cue
    first = _local(tokens, at - 1)
    if first is None:
        return False
    dotted = any(tokens.word[i] in "._" for i in range(first, at))
    return dotted or _cued(layout, first)


def _cued(layout: Layout, first: int) -> bool:
    """Whether a word like "e-mail" stands right before token ``first``."""
    tokens = layout.tokens
    i = first - 1
    while i >= 0 and tokens.kind[i] == SIGN and tokens.word[i] in ":.-–—(":
        i -= 1
    return any(
        (mark := layout.mark("email_cue", j)) is not None and mark.last >= i for j in range(max(0, i - 3), i + 1)
    )


def _local(tokens: Tokens, last: int) -> int | None:
    """The first token of the part before the sign, whose last token is ``last``."""
    if tokens.kind[last] == SIGN and tokens.word[last] != "_":
        return None
    first = last
    while first > 0 and last - first < _LONGEST_LOCAL and tokens.glued(first - 1):
        if tokens.kind[first - 1] == SIGN and tokens.word[first - 1] not in _LOCAL_SIGNS:
            break
        first -= 1
    while first < last and tokens.kind[first] == SIGN and tokens.word[first] != "_":
        first += 1
    return first


def _domain(tokens: Tokens, first: int) -> tuple[int, bool] | None:
    """The end offset of the domain that begins at token ``first``, and whether a blank breaks it."""
    if tokens.kind[first] == SIGN:
        return None
    best: int | None = None
    broken = crossed = False
    i = first
    while i - first < _LONGEST_DOMAIN:
        # one label: letters, digits and hyphens glued together
        start = i
        while i + 1 < len(tokens) and tokens.glued(i) and (tokens.kind[i + 1] != SIGN or tokens.word[i + 1] == "-"):
            i += 1
        if start > first:
            end = _top(tokens, start, i, had_top=best is not None)
            if end is not None:
                best, broken = end, crossed
        if i + 2 >= len(tokens) or tokens.word[i + 1] != "." or not tokens.glued(i) or tokens.kind[i + 2] == SIGN:
            break
        if not tokens.glued(i + 1):
            # "name@example.\norg": only a line break, only before a known ending
            if best is not None or "\n" not in tokens.gap(i + 1) or tokens.form(i + 2) not in _TLDS:
                break
            crossed = True
        i += 2
    return None if best is None else (best, broken)


def _top(tokens: Tokens, first: int, last: int, *, had_top: bool) -> int | None:
    """The end of the top-level domain that the label ``first`` to ``last`` begins with; None when it is none."""
    start = tokens.start[first]
    label = tokens.text[start : tokens.end[last]]
    if label.lower() in _TLDS and (not had_top or not label[0].isupper() or label.isupper()):
        return start + len(label)
    if tokens.kind[first] != WORD:
        return None
    small = "".join(takewhile(str.islower, label))
    if len(small) < len(label):  # "orgThis", "org2018", "org-": what is glued on is not part of the address
        return start + len(small) if small in _TLDS else None
    plausible = label.isalpha() and len(label) >= _FEWEST_LETTERS and not had_top
    return start + len(label) if plausible else None


def _disguised(layout: Layout) -> list[Email]:
    """Addresses whose signs are written in words: "name (at) example (dot) org"."""
    tokens, found = layout.tokens, []
    for at in layout.marks["email_at"].values():
        if at.first == 0 or at.last + 1 >= len(tokens):
            continue
        words = at.value == "word"
        host = _spelt_domain(layout, at.last + 1, needs_dot_word=words)
        first = _local(tokens, at.first - 1)
        if host is None or first is None or "\n" in tokens.gap(at.first - 1):
            continue
        end, domain = host
        first, name = _spelt_local(layout, first, at.first - 1)
        found.append(Email(Span(tokens.start[first], end), f"{name}@{domain}", DISGUISED))
    return found


def _spelt_local(layout: Layout, first: int, last: int) -> tuple[int, str]:
    """The part before the sign with "(dot)" read back: its first token and its normal form."""
    tokens = layout.tokens
    name = tokens.text[tokens.start[first] : tokens.end[last]]
    for dot in range(max(0, first - 3), first):
        mark = layout.mark("email_dot", dot)
        if mark and mark.last == first - 1 and dot > 0 and (before := _local(tokens, dot - 1)) is not None:
            return before, tokens.text[tokens.start[before] : tokens.end[dot - 1]] + "." + name
    return first, name


def _spelt_domain(layout: Layout, first: int, *, needs_dot_word: bool) -> tuple[int, str] | None:
    """The end offset and normal form of a domain that may spell out its dots; None when none begins at ``first``."""
    tokens = layout.tokens
    labels: list[str] = []
    i, spelt, end = first, False, 0
    while i < len(tokens) and i - first < _LONGEST_DOMAIN and tokens.kind[i] in {WORD, NUMBER}:
        start = i
        while i + 1 < len(tokens) and tokens.glued(i) and (tokens.kind[i + 1] != SIGN or tokens.word[i + 1] == "-"):
            i += 1
        labels.append(tokens.text[tokens.start[start] : tokens.end[i]].lower())
        end = tokens.end[i]
        if i + 1 >= len(tokens):
            break
        mark = layout.mark("email_dot", i + 1)
        if mark:
            spelt, i = True, mark.last + 1
        elif tokens.word[i + 1] == "." and tokens.glued(i) and tokens.glued(i + 1):
            i += 2
        else:
            break
    fits = len(labels) > 1 and labels[-1] in _TLDS and (spelt or not needs_dot_word)
    return (end, ".".join(labels)) if fits else None
