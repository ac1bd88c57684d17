# bash completion for bomca. Made by: bomca completions bash
_bomca() {
    local IFS=$'\n' line value
    COMPREPLY=()
    while IFS= read -r line; do
        value=${line%%$'\t'*}
        if [[ $value == :files ]]; then
            compopt -o default
            return
        fi
        COMPREPLY+=("$(printf '%q' "$value")")
    done < <(_BOMCA_COMPLETE=bash "${1/#\~/$HOME}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o nosort -F _bomca bomca 2>/dev/null || complete -F _bomca bomca
