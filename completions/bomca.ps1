# PowerShell completion for bomca. Made by: bomca completions powershell
Register-ArgumentCompleter -Native -CommandName bomca -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString().Trim("'", '"') })
    $env:_BOMCA_COMPLETE = if ($wordToComplete) { 'word' } else { 'new' }
    try {
        bomca @words 2>$null | Where-Object { $_ -notlike ':files*' } | ForEach-Object {
            $value, $told = $_ -split "`t", 2
            if (-not $told) { $told = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $told)
        }
    } finally {
        Remove-Item Env:_BOMCA_COMPLETE -ErrorAction SilentlyContinue
    }
}
