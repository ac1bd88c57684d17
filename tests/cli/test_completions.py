"""Completion: the scripts in ``completions/`` are those of the application and work in real shells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from bomca_cli.app import COMMANDS
from bomca_cli.completion import candidates
from bomca_cli.corpus import Corpus
from bomca_cli.shells import SHELLS

ROOT = Path(__file__).parents[2]
COMPLETIONS = ROOT / "completions"
PROMPT = "READY> "


@pytest.mark.parametrize("shell", SHELLS)
def test_the_files_are_what_the_application_prints(bomca, shell):
    assert (COMPLETIONS / SHELLS[shell][0]).read_text(encoding="utf-8") == bomca("completions", shell).out


def offered(bomca, *words: str, mode: str = "word", env: dict[str, str] | None = None) -> list[str]:
    done = bomca(*words, env={"_BOMCA_COMPLETE": mode} | (env or {}))
    assert (done.code, done.err) == (0, "")
    return [line.partition("\t")[0] for line in done.out.splitlines()]


IDS = ["2016-05-23", "2016-06-01", "2016-11-21", "2018-08-02", "2018-11-28"]


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ([""], [*COMMANDS]),
        (["-q", ""], [*COMMANDS]),
        (["s"], ["search", "show", "stats"]),
        (["--v"], ["--version", "--verbose"]),
        (["list", "--s"], ["--since", "--sort", "--strict"]),
        (["list", "--phase", ""], ["9"]),
        (["list", "--phase="], ["--phase=9"]),
        (["list", "--country", "T"], ["TJ", "TM", "Tajikistan", "Turkmenistan"]),
        (["list", "--color", ""], ["auto", "always", "never"]),
        (["list", "-f", "js"], ["json", "jsonl"]),
        (["timeline", "-f", "i"], ["ics"]),
        (["list", "-f", "i"], []),
        (["export", "-f", ""], ["jsonl", "json", "xlsx", "sqlite", "csv", "parquet"]),
        (["export", "--no"], ["--no-contacts"]),
        (["list", "--place", "d"], ["Dushanbe"]),
        (["timeline", "--sort", ""], ["date"]),
        (["show", "2018"], ["2018-08-02", "2018-11-28"]),
        (["show", "2018-08-02", "2018"], ["2018-11-28"]),
        (["show", "-C", "/nowhere", ""], []),
        (["list", "-C", ""], [":files"]),
        (["list", "-o", ""], [":files"]),
        (["verify", ""], [":files"]),
        (["list", ""], []),
        (["nothing", ""], []),
        (["check", "--explain", "f10"], ["F101", "F102", "F103", "F104", "F105"]),
        (["check", "--fail-on", ""], ["error", "warning", "note", "never"]),
        (["completions", ""], ["bash", "zsh", "fish", "powershell"]),
    ],
)
def test_what_is_offered(bomca, words, known):
    assert sorted(offered(bomca, *words)) == sorted(known)


def test_bash_splits_at_equals_and_keeps_quotes(bomca):
    assert offered(bomca, "list", "--phase", "=", mode="bash") == ["9"]
    assert offered(bomca, "list", "--phase", "=", "9", mode="bash") == ["9"]
    assert offered(bomca, "show", "-C", f'"{ROOT / "seeds"}"', "2016-06", mode="bash") == ["2016-06-01"]


def test_the_corpus_typed_so_far_decides_the_ids(bomca, tmp_path):
    shutil.copy(ROOT / "seeds" / "000_31245a76b79092e3.txt", tmp_path)
    assert offered(bomca, "show", "-C", str(tmp_path), "") == ["2016-05-23"]
    assert offered(bomca, "show", "", env={"BOMCA_CORPUS": str(tmp_path)}) == ["2016-05-23"]


def test_places_are_read_from_the_index_alone(environment, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(Corpus, "entries", None)
    assert candidates(["list", "-C", str(ROOT / "seeds"), "--place", ""]) == [("Dushanbe", "")]


def start(shell: str, environment: dict[str, str], home: Path) -> pexpect.spawn:
    """The shell under a pseudo-terminal, its completion installed as the wheel installs it, at its first prompt."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    program = home / "bin"
    program.mkdir()
    link = program / "bomca"
    link.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bomca_cli "$@"\n', encoding="utf-8")
    link.chmod(0o755)
    own = environment | {
        "HOME": str(home), "PATH": f"{program}{os.pathsep}{environment['PATH']}", "TERM": "xterm", "PS1": PROMPT,
        "ZDOTDIR": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home / "share"),
    }  # fmt: skip
    if shell == "bash":
        rc = home / ".bashrc"
        rc.write_text(f"PS1='{PROMPT}'\nsource '{COMPLETIONS / 'bomca.bash'}'\nbind 'set bell-style none'\n"
                      "bind 'set enable-bracketed-paste off'\nbind 'set show-all-if-ambiguous on'\n")  # fmt: skip
        arguments = ["--noprofile", "--rcfile", str(rc), "-i"]
    elif shell == "zsh":
        functions = home / "functions"
        functions.mkdir()
        shutil.copy(COMPLETIONS / "_bomca", functions)
        (home / ".zshrc").write_text(
            f"PS1='{PROMPT}'\nunsetopt zle_bracketed_paste beep PROMPT_SP list_ambiguous\n"
            f"fpath=('{functions}' $fpath)\n"
            "autoload -Uz compinit; compinit -u -d ~/.zcompdump\n"
        )
        arguments = ["-i"]
    else:
        vendor = home / "share" / "fish" / "vendor_completions.d"
        vendor.mkdir(parents=True)
        shutil.copy(COMPLETIONS / "bomca.fish", vendor)
        own |= {"XDG_DATA_DIRS": f"{home / 'share'}{os.pathsep}/usr/local/share{os.pathsep}/usr/share"}
        config = home / ".config" / "fish"
        config.mkdir(parents=True)
        (config / "config.fish").write_text(
            f"set fish_greeting\nset fish_autosuggestion_enabled 0\nfunction fish_prompt; printf '{PROMPT}'; end\n"
        )
        arguments = ["-i"]
    child = pexpect.spawn(shell, arguments, env=own, cwd=str(ROOT), encoding="utf-8", timeout=30, dimensions=(50, 160))
    child.expect_exact(PROMPT)
    return child


def press_tab(child: pexpect.spawn, typed: str, *wanted: str) -> None:
    """Type, press TAB, and wait until the shell has shown every word of ``wanted``; then drop the line."""
    child.send(typed + "\t")
    shown, missing = "", set(wanted)
    while missing:
        try:
            shown += child.read_nonblocking(4096, timeout=20)
        except pexpect.TIMEOUT:
            pytest.fail(f"after {typed!r} and TAB the shell never showed {sorted(missing)}, but: {plain(shown)!r}")
        missing = {word for word in wanted if word not in plain(shown)}
    start_over(child)


def start_over(child: pexpect.spawn) -> None:
    """Drop the line and wait for an empty one; an interrupted terminal may lose what is typed right behind."""
    child.send("\x03")
    for _ in range(20):
        child.sendline("echo fresh'' line")
        if child.expect_exact(["fresh line", pexpect.TIMEOUT], timeout=1) == 0:
            child.expect_exact(PROMPT)
            return
    pytest.fail("the shell no longer answers")


def plain(shown: str) -> str:
    """Terminal output without its escape sequences."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()>=][0-9A-B]?", "", shown)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_first_tab_in_a_real_shell(shell, environment, tmp_path):
    child = start(shell, environment, tmp_path)
    try:
        press_tab(child, "bomca ", *COMMANDS)
        press_tab(child, "bomca show ", *IDS)
        press_tab(child, "bomca list --phase ", "9")
        press_tab(child, "bomca tim", "eline")
        press_tab(child, "bomca list --country Taj", "ikistan")
        press_tab(child, f"bomca show -C {ROOT}/seeds/000_31245a76b79092e3.txt 20", "16-05-23")
        press_tab(child, "bomca list -C pypro", "ject.toml")
    finally:
        child.close(force=True)


def test_a_tab_press_imports_nothing_heavy(environment):
    code = (
        "import sys\nfrom bomca_cli.app import app\n"
        "try: app(['show', ''])\nexcept SystemExit: pass\n"
        "print({'rich', 'tabulate', 'dateutil', 'phonenumbers', 'charset_normalizer'} & set(sys.modules))"
    )
    warm = {**environment, "_BOMCA_COMPLETE": "word"}
    for _ in range(2):  # the first fills the index
        done = subprocess.run([sys.executable, "-c", code], env=warm, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
