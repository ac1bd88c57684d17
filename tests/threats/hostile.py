"""A folder of releases that mean harm, and every question that can be asked about it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bomca_cli.render import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

# What a terminal obeys or a reader cannot see.
ACTS = (
    "\x1b]0;owned\x07\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\\x1b[31m\x1bP1$q\x1b\\\x1b_G\x1b\\"
    "\x9b31m\x85\x90\x07\x08\r\x0b\x0c\x7f\u202e\u2066\u200b\ufeff\U000e0041\ufff9\u2028\u2029\u061c"
)
# What a terminal library would take as its own.
MARKUP = "[bold]b[/] [link=http://evil.example]l[/link] [/] [image: image1.png] :wave:"
# What a template, a page, a format string or a database would run.
RUNS = "{{7*7}} {% raw %} ${x} %s {0} <b onclick=x>&amp;<script>alert(1)</script> '); DROP TABLE files;--"
WORDS = {"acts": ACTS, "markup": MARKUP, "runs": RUNS, "formula": "=HYPERLINK(1)", "cell": "@x", "wide": "＝1"}

_RELEASE = """{word} EU mission {word} visits Dushanbe

Dushanbe, {day} May 2016

The EU {word} allocated EUR {day} million to BOMCA phase 9 (2015 - 2018) for {word} cameras.
On {day} June 2016 {word} training took place in Khujand. 70 sets of {word} systems with a total
cost of 48,000 euros were handed over
to the Border Troops.

=1+2 is a sum, @SUM too. For more information please contact Mr. Contact {word} Alpha, BOMCA {word} Coordinator for
Tajikistan – {word}@example.org, =cmd@example.org, tel. +992 37 221-74-07, http://example.org/{word}
"""

NAMES = (
    b"a\nb\x1b]0;owned\x07.txt",
    b"-rf.txt",
    b"bad\xff\xfe.txt",
    "r\u202etxt.exe.txt".encode(),
    b"=1+1.txt",
    b"<b>&'\".txt",
    b"a:b?#%20.txt",
    b"[bold]:wave:.txt",
    b"x" * 247 + b".txt",
    "Душанбе.txt".encode(),
    b"\xc2\x9b31m.txt",
    b" .txt",
)


def corpus(folder: Path) -> Path:
    """Fill ``folder`` with releases whose words and names mean harm, and with unreadable files; return it."""
    folder.mkdir(parents=True)
    for day, (name, word) in enumerate(WORDS.items(), 1):
        text = _RELEASE.format(day=day, word=word)
        (folder / f"{name}.txt").write_bytes(text.encode())
        (folder / f"{name} again.txt").write_bytes(text.replace("May", "July").replace("systems", "kits").encode())
    for day, name in enumerate(NAMES, 10):
        place = os.fsencode(folder) + b"/" + name
        with open(place, "wb") as file:  # noqa: PTH123 - a name in bytes
            file.write(_RELEASE.format(day=day, word="border").encode())
        os.close(os.open(place + b".pdf", os.O_CREAT))
    return folder


# What a query may hold: the syntax of full-text search, of SQL, of templates; what is no text; what is far too long.
QUERIES = (
    '"',
    '""',
    '"unclosed',
    "NEAR(",
    "NEAR(a b, 2)",
    "border*",
    "*",
    "a AND",
    "AND",
    "OR",
    "NOT",
    "NOT border",
    "a OR OR b",
    "((((",
    ")",
    "^border",
    "title:",
    "title:*",
    "nothing:x",
    "place:\0",
    "{title}: x",
    "a + b",
    "a\0b",
    "\0",
    "\n",
    "\t",
    "\x1b[31m",
    "\u202e",
    "\ufeff",
    "\udcff",
    "\ud800",
    "😀",
    "👩‍👩‍👧",
    "'; DROP TABLE files; --",
    "' OR 1=1 --",
    "%s",
    "{0}",
    "{{7*7}}",
    "%",
    "_",
    "\\",
    "border" * 200_000,
    "border " * 30_000,
    '"' * 1001,
    "e\u0301" * 100,
    "٣٤",
    "¼",
    "=1+1",
    "@x",
    "(" * 5000 + "a" + ")" * 5000,
    "NOT " * 5000 + "a",
)

# Every command that reads releases, as it is asked; each then gets -C and a format.
ASKED = {
    "list": ["list"],
    "search": ["search", "border", "OR", "EU"],
    "show": ["show", "--full", "--phase", "9"],
    "diff": ["diff", "2016-05-01", "2016-05-02", "--all"],
    "timeline": ["timeline"],
    "funding": ["funding", "--quotes"],
    "contacts": ["contacts"],
    "check": ["check", "--fail-on", "never"],
    "stats": ["stats"],
    "cite": ["cite", "2016-05-01", "2016-05-02:5", "2016-05-13"],
    "report": ["report"],
    "export": ["export"],
    "index": ["index", "--status"],
}
_STYLES = ("plain", "grid", "latex")
_USUAL = (*(name for name, module in FORMATS.items() if module != "plain" and name != "rich"), *_STYLES)
FEW = {"report": ("html", "markdown"), "export": ("json", "jsonl")}  # formats of commands that have few
OWN = {"cite": ("bibtex", "ris", "csl-json"), "contacts": ("vcf",), "timeline": ("ics", "svg")}
FILES = ("x.xlsx", "x.sqlite", "x.parquet", "folder", "x.jsonl")  # what export writes


def formats(command: str) -> tuple[str, ...]:
    """The formats of a command that are written to standard output; of the styles of tabulate some."""
    return FEW.get(command) or (*_USUAL, *OWN.get(command, ()))


def questions(folder: str = "corpus") -> list[list[str]]:
    """Every command as it comes, then in every format."""
    plain = [[*asked, "-C", folder] for asked in ASKED.values()]
    return plain + [[*asked, "-C", folder, "-f", name] for command, asked in ASKED.items() for name in formats(command)]
