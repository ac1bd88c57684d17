"""Documents made by the programs that people make them with, and the records of what was read from them.

``python tests/producers.py`` makes those in tests/documents/ anew.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "tests" / "documents"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
_PATIENCE = 120  # seconds
WITHOUT_CHROMIUM = None if _CHROMIUM else "Chromium is not installed"
WITHOUT_OFFICE = None if _OFFICE else "LibreOffice is not installed"
_PLACES = ("start", "end", "line", "page", "pages", "given_date")


def page(text: str, *, style: str = "", head: str = "") -> str:
    """A plain web page with the lines of ``text`` as its paragraphs."""
    paragraphs = "\n".join(f"<p>{html.escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Press release</title>'
        f"<style>{style}</style>{head}</head>\n<body>\n{paragraphs}\n</body></html>\n"
    )


def printed(source: str, target: Path, *, furniture: bool = True) -> None:
    """A page as Chromium prints it to PDF, with its own head and foot unless told otherwise."""
    assert _CHROMIUM
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "page.html"
        file.write_text(source, encoding="utf-8")
        bare = [] if furniture else ["--no-pdf-header-footer"]
        command = [_CHROMIUM, *_FLAGS.split(), *bare, f"--user-data-dir={folder}/user", f"--print-to-pdf={target}"]
        subprocess.run([*command, file.as_uri()], capture_output=True, timeout=_PATIENCE, check=True)


def converted(source: Path, target: Path, *, reads: str | None = None, writes: str | None = None) -> None:
    """A document as LibreOffice converts it to the format that the suffix of ``target`` names."""
    assert _OFFICE
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [_OFFICE, "--headless", f"-env:UserInstallation={Path(folder, 'user').as_uri()}"]
        command += [f"--infilter={reads}"] if reads else []
        command += ["--convert-to", target.suffix[1:] + (f":{writes}" if writes else ""), "--outdir", folder]
        subprocess.run([*command, str(source)], capture_output=True, timeout=_PATIENCE, check=True)
        shutil.move(Path(folder, source.with_suffix(target.suffix).name), target)


def typeset(text: str, target: Path) -> None:
    """A text as LibreOffice Writer prints it to PDF."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder, "page.html")
        source.write_text(page(text), encoding="utf-8")
        letter = source.with_suffix(".docx")
        converted(source, letter, reads="HTML", writes="MS Word 2007 XML")
        converted(letter, target)


def facts(record: Any) -> Any:
    """A record without what another format of the same text may change: offsets, lines, blanks, soft hyphens."""
    if isinstance(record, dict):
        return {
            key: facts(value)
            for key, value in record.items()
            if key not in _PLACES or (key in ("start", "end") and not isinstance(value, int))
        }
    if isinstance(record, list):
        return [facts(value) for value in record]
    return " ".join(record.replace("\u00ad", "").split()) if isinstance(record, str) else record


def main() -> None:
    """Make the documents anew."""
    for seed in SEEDS:
        text = seed.read_text(encoding="utf-8")
        printed(page(text), DOCUMENTS / f"{seed.stem[:3]}-chromium.pdf")
    for number in (1, 4):
        text = SEEDS[number].read_text(encoding="utf-8")
        typeset(text, DOCUMENTS / f"{SEEDS[number].stem[:3]}-libreoffice.pdf")


if __name__ == "__main__":
    main()
