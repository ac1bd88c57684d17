"""The completion scripts of the shells, made for the program's name; ``completions/`` holds what comes out.

Each asks ``bomca`` for candidates (see ``completion.answer``) and reads the lines as data, never as code.
"""

from __future__ import annotations

from bomca_cli.suggestion import one_of

_BASH = """\
# bash completion for @PROGRAM@. Made by: @PROGRAM@ completions bash
_@PROGRAM@() {
    local IFS=$'\\n' line value
    COMPREPLY=()
    while IFS= read -r line; do
        value=${line%%$'\\t'*}
        if [[ $value == :files ]]; then
            compopt -o default
            return
        fi
        COMPREPLY+=("$(printf '%q' "$value")")
    done < <(@VARIABLE@=bash "${1/#\\~/$HOME}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o nosort -F _@PROGRAM@ @PROGRAM@ 2>/dev/null || complete -F _@PROGRAM@ @PROGRAM@
"""

_ZSH = """\
#compdef @PROGRAM@
# zsh completion for @PROGRAM@. Made by: @PROGRAM@ completions zsh
# Works from a folder of fpath, on the first TAB, and sourced.
_@PROGRAM@() {
    local line
    local -a offers
    while IFS= read -r line; do
        if [[ $line == :files* ]]; then
            _files
            return
        fi
        offers+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done < <(@VARIABLE@=word ${~words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    _describe -V '@PROGRAM@' offers
}
if [[ $funcstack[1] == _@PROGRAM@ ]]; then
    _@PROGRAM@ "$@"
else
    compdef _@PROGRAM@ @PROGRAM@
fi
"""

_FISH = """\
# fish completion for @PROGRAM@. Made by: @PROGRAM@ completions fish
function __@PROGRAM@_candidates
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l lines (@VARIABLE@=word $words[1] $words[2..-1] "$typed" 2>/dev/null)
    if string match -q ':files*' -- $lines[1]
        __fish_complete_path "$typed"
    else
        printf '%s\\n' $lines
    end
end
complete --command @PROGRAM@ --no-files --keep-order --arguments '(__@PROGRAM@_candidates)'
"""

_POWERSHELL = """\
# PowerShell completion for @PROGRAM@. Made by: @PROGRAM@ completions powershell
Register-ArgumentCompleter -Native -CommandName @PROGRAM@ -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString().Trim("'", '"') })
    $env:@VARIABLE@ = if ($wordToComplete) { 'word' } else { 'new' }
    try {
        @PROGRAM@ @words 2>$null | Where-Object { $_ -notlike ':files*' } | ForEach-Object {
            $value, $told = $_ -split "`t", 2
            if (-not $told) { $told = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $told)
        }
    } finally {
        Remove-Item Env:@VARIABLE@ -ErrorAction SilentlyContinue
    }
}
"""

# shell → the name of its file in completions/, and its script
SHELLS = {
    "bash": ("bomca.bash", _BASH),
    "zsh": ("_bomca", _ZSH),
    "fish": ("bomca.fish", _FISH),
    "powershell": ("bomca.ps1", _POWERSHELL),
}


def script(shell: str, program: str, variable: str) -> str:
    """The completion script of ``shell`` for ``program``, which answers when the environment holds ``variable``.

    Raises:
        UsageError: there is none for that shell.
    """
    name = one_of(shell, "shell", SHELLS)
    return SHELLS[name][1].replace("@PROGRAM@", program).replace("@VARIABLE@", variable)
