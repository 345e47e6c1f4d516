using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tests.Kubectl;

/// <summary>Runs the real kubectl against a cluster.</summary>
internal sealed class KubectlProgram(string program, string kubeconfig, string home)
{
    private const int OldestMinor = 32;

    /// <summary>kubectl of build/tools, else of the PATH, when it is new enough; else null with the reason.</summary>
    public static (string? Program, string Reason) Find()
    {
        foreach (var candidate in Candidates().Where(File.Exists))
        {
            var version = JsonNode.Parse(Run(candidate, ["version", "--client", "-o", "json"], []).Output);
            if (
                int.TryParse(((string?)version?["clientVersion"]?["minor"])?.TrimEnd('+'), out var minor)
                && minor >= OldestMinor
            )
                return (candidate, "");
        }
        return (null, "no kubectl 1.32 or newer is on the PATH or in build/tools");
    }

    public (int Exit, string Output, string Error) Run(params string[] arguments) =>
        Run(program, arguments, new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig, ["HOME"] = home });

    /// <summary>Runs a command that must succeed.</summary>
    public string Do(params string[] arguments)
    {
        var (exit, output, error) = Run(arguments);
        return exit == 0
            ? output
            : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {error}");
    }

    private static (int, string Output, string) Run(
        string program,
        string[] arguments,
        Dictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
            process.Kill();
        return (process.ExitCode, output, error.Result);
    }

    private static IEnumerable<string> Candidates()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "build", "tools", "kubectl");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            yield return Path.Combine(folder, "kubectl");
    }
}
