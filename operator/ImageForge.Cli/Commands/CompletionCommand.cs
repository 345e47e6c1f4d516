using System.CommandLine;
using System.CommandLine.Completions;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge completion</c>: scripts that complete commands, options and names in a shell.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "Shell, or kubectl for its plugin completion." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Names]);
        var command = new Command(
            "completion",
            "Prints a completion script for bash, zsh or fish, or the program that kubectl completes its plugin with. The script says how to install it."
        )
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(CompletionScripts.Of(parsed.GetValue(shell)!));
            return ExitCodes.Success;
        });
        return command;
    }
}

/// <summary>
/// <c>imageforge __complete WORD…</c>: completes the last word, which may be empty. Its output is that of Cobra, which kubectl expects of
/// <c>kubectl_complete-*</c>: a line for each completion, with a description after a tab, and at last a directive.
/// </summary>
internal static class CompletionOutput
{
    /// <summary>Name of the command.</summary>
    public const string Name = "__complete";

    /// <summary>Kind of a completion item that only says that files are no completions.</summary>
    public const string NoFiles = "nofiles";

    // Cobra's ShellCompDirectiveDefault and ShellCompDirectiveNoFileComp.
    private const string FilesDirective = ":0";
    private const string NoFilesDirective = ":4";

    /// <summary>Writes the completions of a command line.</summary>
    /// <param name="root">The program's commands.</param>
    /// <param name="words">The words after the program's name; the last is to be completed.</param>
    /// <param name="output">Where they are written.</param>
    public static void Write(RootCommand root, IReadOnlyList<string> words, TextWriter output)
    {
        var word = words.Count == 0 ? "" : words[^1];
        // The value of --option=value is completed alone, as Cobra does; the library fails at it.
        if (word.StartsWith("--", StringComparison.Ordinal) && word.Split('=', 2) is [var option, var value])
        {
            words = [.. words.SkipLast(1), option, value];
            word = value;
        }

        var line = string.Join(' ', words.Select(Quoted));
        var items = root.Parse(line).GetCompletions(line.Length).ToList();
        foreach (var item in items.Where(item => item.Kind != NoFiles && Fits(item, word)))
        {
            output.WriteLine(
                string.IsNullOrEmpty(item.Detail)
                    ? TerminalText.Escape(item.Label)
                    : $"{TerminalText.Escape(item.Label)}\t{TerminalText.Escape(FirstLine(item.Detail))}"
            );
        }

        output.WriteLine(items.Count == 0 ? FilesDirective : NoFilesDirective);
    }

    // Options are offered once a hyphen is typed.
    private static bool Fits(CompletionItem item, string word) =>
        item.Label.StartsWith(word, StringComparison.Ordinal)
        && (item.Label.StartsWith('-') == word.StartsWith('-'))
        && item.Label is not ("-?" or "/?" or "/h");

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static string Quoted(string word) =>
        word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c == '"') ? word
        : word.Length == 0 ? ""
        : $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\"";
}
