# fish completion for bomca. Made by: bomca completions fish
function __bomca_candidates
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l lines (_BOMCA_COMPLETE=word $words[1] $words[2..-1] "$typed" 2>/dev/null)
    if string match -q ':files*' -- $lines[1]
        __fish_complete_path "$typed"
    else
        printf '%s\n' $lines
    end
end
complete --command bomca --no-files --keep-order --arguments '(__bomca_candidates)'
