using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary>The commands of <c>imageforge</c>, which is <c>kubectl imageforge</c> too.</summary>
internal static class RootCommands
{
    private const string Name = "imageforge";
    private const string PluginPrefix = "kubectl-";

    public static RootCommand Create()
    {
        return new RootCommand("ImageForge: generates images from manifests, with or without a Kubernetes cluster.")
        {
            RunCommand.Create(),
            DevCommand.Create(),
            DemoCommand.Create(),
            GalleryCommand.Create(),
            CompareCommand.Create(),
            VerifyCommand.Create(),
            GetCommand.Create(),
            OpenCommand.Create(),
            WatchCommand.Create(),
            TreeCommand.Create(),
            LogsCommand.Create(),
            JobCommands.Rerun(),
            JobCommands.Suspend(),
            JobCommands.Resume(),
            JobCommands.Cancel(),
            CompletionCommand.Create(),
        };
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="program">The program as it was called, such as <c>imageforge</c> or <c>/usr/bin/kubectl-imageforge</c>.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="cancellation">Stops the command.</param>
    public static async Task<int> RunAsync(
        string[] arguments,
        string program,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellation
    )
    {
        var root = Create();
        if (arguments is [CompletionOutput.Name, .. var words])
        {
            CompletionOutput.Write(root, words, output);
            return ExitCodes.Success;
        }

        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        var name = NameOf(program);
        switch (parsed.Action)
        {
            case ParseErrorAction:
                await ReportAsync(parsed, name, errors);
                return ExitCodes.BadInput;
            // The library names the program by its file.
            case HelpAction:
                var help = new StringWriter();
                await parsed.InvokeAsync(Configuration(help, errors), cancellation);
                await output.WriteAsync(
                    help.ToString()
                        .Replace($"\n  {RootCommand.ExecutableName} ", $"\n  {name} ", StringComparison.Ordinal)
                );
                return ExitCodes.Success;
            default:
                return await parsed.InvokeAsync(Configuration(output, errors), cancellation);
        }
    }

    private static InvocationConfiguration Configuration(TextWriter output, TextWriter errors) =>
        new()
        {
            EnableDefaultExceptionHandler = false,
            // Interruption handles signals, from before the first command; the library would, once one awaits something.
            ProcessTerminationTimeout = null,
            Output = output,
            Error = errors,
        };

    // A plugin of kubectl is called by the name of its file.
    private static string NameOf(string program) =>
        Path.GetFileName(program) is var file && file.StartsWith(PluginPrefix, StringComparison.Ordinal)
            ? $"kubectl {file[PluginPrefix.Length..]}"
            : Name;

    private static async Task ReportAsync(ParseResult parsed, string name, TextWriter errors)
    {
        foreach (var error in parsed.Errors)
        {
            await errors.WriteLineAsync(TerminalText.Escape($"error: {error.Message}"));
        }

        var commands = new List<string>();
        for (var result = parsed.CommandResult; result.Command is not RootCommand; )
        {
            commands.Insert(0, result.Command.Name);
            result = (System.CommandLine.Parsing.CommandResult)result.Parent!;
        }

        await errors.WriteLineAsync($"See '{string.Join(' ', commands.Prepend(name))} --help' for usage.");
    }
}
