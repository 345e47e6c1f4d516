using ImageForge.Testing.Tools;

namespace ImageForge.Integration.Tests.Tools;

/// <summary>The real kubectl, with a kubeconfig, a namespace and a discovery cache of its own; without a namespace, for objects of several.</summary>
internal sealed class Kubectl(string program, string kubeconfig, string cache, string? space)
{
    /// <summary>Path of a kubectl of at least 1.32; null where there is none.</summary>
    public static string? Path => KubectlTool.Path;

    public Dictionary<string, string> Environment { get; } =
        new() { ["KUBECONFIG"] = kubeconfig, ["KUBECACHEDIR"] = cache };

    /// <summary>Runs a command given as one line; arguments with spaces are quoted with '.</summary>
    public Task<ProgramResult> RunAsync(string line, string? input = null) =>
        Programs.RunAsync(program, Arguments(line), Environment, input);

    /// <summary>Runs a plugin, whose name kubectl wants before all flags.</summary>
    public Task<ProgramResult> PluginAsync(string line) => Programs.RunAsync(program, Plugged(line), Environment);

    /// <summary>Starts a plugin.</summary>
    public RunningProgram StartPlugin(string line) => RunningProgram.Start(program, Plugged(line), Environment);

    public RunningProgram Start(string line) => RunningProgram.Start(program, Arguments(line), Environment);

    private IEnumerable<string> Arguments(string line) =>
        space is null ? Split(line) : ["--namespace", space, .. Split(line)];

    private IEnumerable<string> Plugged(string line) =>
        space is null ? Split(line) : [.. Split(line), "--namespace", space];

    private static IEnumerable<string> Split(string line) =>
        line.Split('\'')
            .SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
