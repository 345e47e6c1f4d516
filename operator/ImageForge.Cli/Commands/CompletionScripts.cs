namespace ImageForge.Cli.Commands;

/// <summary>Completion scripts of shells. All of them ask <c>imageforge __complete</c>.</summary>
internal static class CompletionScripts
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # bash completion of imageforge. In ~/.bashrc: source <(imageforge completion bash)
            _imageforge() {
              local words=() word i line
              # Bash splits words at = and :, which belong to them here.
              for ((i = 1; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if ((${#words[@]} > 0)) && [[ $word == [=:]* || ${words[-1]} == *[=:] ]]; then
                  words[-1]+=$word
                else
                  words+=("$word")
                fi
              done
              word=${words[-1]}
              COMPREPLY=()
              while IFS= read -r line; do
                case $line in
                  :4) compopt +o default 2>/dev/null ;;
                  :*) ;;
                  # What stands before the last = or : is on the command line already.
                  *) line=${line%%$'\t'*} && COMPREPLY+=("${line#"${word%"${word##*[=:]}"}"}") ;;
                esac
              done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
            }
            complete -o default -F _imageforge imageforge kubectl-imageforge

            """,
        ["zsh"] = """
            #compdef imageforge kubectl-imageforge
            # zsh completion of imageforge. Save it as _imageforge in a folder of $fpath, or in ~/.zshrc: source <(imageforge completion zsh)
            _imageforge() {
              local -a lines items
              local line directive
              lines=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
              for line in "${lines[@]}"; do
                case $line in
                  :<->) directive=$line ;;
                  *) items+=("${${line//:/\\:}/$'\t'/:}") ;;
                esac
              done
              if ((${#items})); then
                # Only the value of --option=value is completed.
                [[ $words[CURRENT] != --*=* ]] || compset -P '*='
                _describe imageforge items
              elif [[ $directive == :0 ]]; then
                _files
              fi
            }
            if [ "$funcstack[1]" = "_imageforge" ]; then
              _imageforge "$@"
            else
              compdef _imageforge imageforge kubectl-imageforge
            fi

            """,
        ["fish"] = """
            # fish completion of imageforge. Save it as ~/.config/fish/completions/imageforge.fish
            function __imageforge_complete
              set -l words (commandline -opc)
              set -l lines ($words[1] __complete $words[2..] (commandline -ct) 2>/dev/null)
              set -l items (string match -v -r '^:[0-9]+$' -- $lines)
              # Only the value of --option=value is completed.
              set -l prefix (string match -r -- '^--[^=]*=' (commandline -ct)); or set prefix ""
              if test (count $items) -eq 0; and contains -- :0 $lines
                __fish_complete_path (commandline -ct)
              else
                printf '%s\n' $prefix$items
              end
            end
            complete -c imageforge -f -a '(__imageforge_complete)'
            complete -c kubectl-imageforge -f -a '(__imageforge_complete)'

            """,
        ["kubectl"] = """
            #!/bin/sh
            # kubectl runs this to complete `kubectl imageforge`. Save it as kubectl_complete-imageforge, executable, in a folder of $PATH.
            exec kubectl-imageforge __complete "$@"

            """,
    };

    /// <summary>The shells, and kubectl.</summary>
    public static IEnumerable<string> Names => Scripts.Keys;

    /// <summary>The script of one of <see cref="Names"/>.</summary>
    public static string Of(string name) => Scripts[name];
}
