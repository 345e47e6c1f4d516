using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace ImageForge.Runner.Tests.Processes;

/// <summary>What other processes of the same user see of a runner.</summary>
[SupportedOSPlatform("linux")]
public sealed class RunnerSecretsTests : IDisposable
{
    private static readonly string[] Secrets =
    [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "IMAGEFORGE_MODEL_AWS_ACCESS_KEY_ID",
        "IMAGEFORGE_MODEL_AWS_SECRET_ACCESS_KEY",
        "IMAGEFORGE_MODEL_AWS_SESSION_TOKEN",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
        "OTEL_EXPORTER_OTLP_METRICS_HEADERS",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-secrets-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_environment_holds_no_credentials_and_belongs_to_root()
    {
        // A pipe as plan: when it can be opened for writing, the runner has come to read its plan and waits.
        var plan = Path.Combine(_folder.FullName, "plan");
        await RunAsync("mkfifo", plan);
        await RunAsync("chmod", "-R", "a+rX", _folder.FullName);
        var root = Environment.UserName == "root";
        string[] other = root ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : ["env"];
        Assert.SkipWhen(root && !File.Exists("/usr/bin/setpriv"), "As root this needs setpriv.");
        var program = Path.Combine(AppContext.BaseDirectory, "runner");
        Assert.SkipUnless(
            await SucceedsAsync([.. other, "test", "-x", program]),
            $"{program} cannot be run by another user: a folder above it is closed to others."
        );
        var start = new ProcessStartInfo(other[0], [.. other[1..], program, "--plan", plan])
        {
            RedirectStandardOutput = true,
            Environment = { ["IMAGEFORGE_TERMINATION_LOG"] = "/dev/null", ["POD_NAME"] = "told-to-everybody" },
        };
        foreach (var name in Secrets)
        {
            start.Environment[name] = "hush";
        }

        using var runner = Process.Start(start)!;
        var output = runner.StandardOutput.ReadToEndAsync(Token);
        var opening = Task.Run(
            // Without a lock, which the runner would run into.
            () => new FileStream(plan, FileMode.Open, FileAccess.Write, FileShare.ReadWrite),
            Token
        );
        using (var writing = await opening.WaitAsync(TimeSpan.FromSeconds(60), Token))
        {
            var environ = $"/proc/{runner.Id}/environ";
            // The kernel gives the files of a process that forbids inspection to root.
            Assert.Equal("0", (await RunAsync("stat", "-c", "%u", environ)).Trim());
            if (root)
            {
                var seen = await File.ReadAllTextAsync(environ, Token);
                Assert.Contains("told-to-everybody", seen, StringComparison.Ordinal);
                Assert.DoesNotContain("hush", seen, StringComparison.Ordinal);
            }
            else
            {
                await Assert.ThrowsAsync<UnauthorizedAccessException>(() => File.ReadAllTextAsync(environ, Token));
            }

            writing.Write("{}"u8);
        }

        await runner.WaitForExitAsync(Token);
        Assert.Equal(2, runner.ExitCode);
        Assert.DoesNotContain("hush", await output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<bool> SucceedsAsync(string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        await process.WaitForExitAsync(Token);
        return process.ExitCode == 0;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
