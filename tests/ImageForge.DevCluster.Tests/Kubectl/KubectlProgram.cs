using System.Diagnostics;

namespace ImageForge.DevCluster.Tests.Kubectl;

/// <summary>Runs the real kubectl against a cluster.</summary>
internal sealed class KubectlProgram(string program, string kubeconfig, string home)
{
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
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
        }
        return (process.ExitCode, output, error.Result);
    }
}
