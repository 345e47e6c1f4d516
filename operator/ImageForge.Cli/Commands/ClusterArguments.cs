using System.CommandLine;
using ImageForge.Api.Common;
using ImageForge.Cli.Plugin;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Planning.Naming;

namespace ImageForge.Cli.Commands;

/// <summary>Options of commands that work on a cluster, with kubectl's names.</summary>
/// <param name="lists">Whether the command lists objects, so that a selector and all namespaces make sense.</param>
internal sealed class ClusterArguments(bool lists)
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Kubeconfig file.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "Kubeconfig context to use.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _namespace = new("--namespace", "-n")
    {
        Description = "Namespace.",
        HelpName = "NAMESPACE",
    };

    private readonly Option<string?> _timeout = new("--request-timeout")
    {
        Description = "Time to wait for a single request, such as 5s or 1m; 0, the default, for no limit.",
        HelpName = "DURATION",
    };

    private readonly Option<bool> _all = new("--all-namespaces", "-A") { Description = "List all namespaces." };

    private readonly Option<string?> _selector = new("--selector", "-l")
    {
        Description = "Label selector, such as team=art or 'team in (art,web)'.",
        HelpName = "SELECTOR",
    };

    /// <summary>Adds the options and what the command does with the cluster.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">What it does; gives the exit code.</param>
    public void AddTo(Command command, Func<ClusterSession, ParseResult, CancellationToken, Task<int>> run)
    {
        foreach (var option in new Option[] { _kubeconfig, _context, _namespace, _timeout })
        {
            command.Add(option);
        }

        if (lists)
        {
            command.Add(_all);
            command.Add(_selector);
        }

        _namespace.CompletionSources.Add(context => ClusterNames.Namespaces(this, context));
        _context.CompletionSources.Add(context => ClusterNames.Contexts(this, context));
        foreach (var option in new Option[] { _timeout, _selector })
        {
            option.CompletesNothing();
        }

        command.SetAction((parsed, cancellation) => RunAsync(parsed, run, cancellation));
    }

    /// <summary>The value of --kubeconfig.</summary>
    public string? Kubeconfig(ParseResult parsed) => Value(parsed, _kubeconfig);

    /// <summary>Connects as the options say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="timeout">Overrides the time limit of requests.</param>
    /// <exception cref="KubeConfigException">There is no usable configuration.</exception>
    /// <exception cref="PluginException">An option has an invalid value.</exception>
    public ClusterSession Connect(ParseResult parsed, TimeSpan? timeout = null)
    {
        var config = KubeConfig.Load(Kubeconfig(parsed), Value(parsed, _context));
        var ns = Value(parsed, _namespace) ?? config.Namespace;
        if (!KubernetesNames.IsSubdomain(ns))
        {
            throw new PluginException($"invalid namespace \"{ns}\"", isUsage: true);
        }

        var options = new KubeClientOptions { RequestTimeout = timeout ?? Timeout(Value(parsed, _timeout) ?? "0") };
        var output = new SafeOutput(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return new ClusterSession(KubeClient.Create(config, options), output, TimeProvider.System)
        {
            Namespace = ns,
            AllNamespaces = lists && parsed.GetValue(_all),
            Selector = lists ? Value(parsed, _selector) : null,
        };
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Func<ClusterSession, ParseResult, CancellationToken, Task<int>> run,
        CancellationToken cancellation
    )
    {
        try
        {
            using var session = Connect(parsed);
            return await run(session, parsed, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // As kubectl: whoever stops a command need not be told.
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (ServerErrors.Knows(exception))
        {
            var errors = new SafeOutput(TextWriter.Null, parsed.InvocationConfiguration.Error);
            foreach (var line in ServerErrors.Lines(exception))
            {
                errors.Error(line);
            }

            return exception is PluginException { IsUsage: true } ? ExitCodes.BadInput : ExitCodes.Failure;
        }
    }

    // While a command line is completed, an option can be without its value.
    private static string? Value(ParseResult parsed, Option<string?> option) =>
        parsed.GetResult(option) is { Tokens.Count: > 0 } ? parsed.GetValue(option) : null;

    private static TimeSpan Timeout(string text)
    {
        if (int.TryParse(text, System.Globalization.NumberStyles.None, null, out var seconds))
        {
            return seconds == 0 ? System.Threading.Timeout.InfiniteTimeSpan : Waits.Step(TimeSpan.FromSeconds(seconds));
        }

        try
        {
            return Waits.Step(Durations.Parse(text));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new PluginException(
                $"invalid --request-timeout \"{text}\": use seconds or a duration such as 1m30s",
                isUsage: true
            );
        }
    }
}
