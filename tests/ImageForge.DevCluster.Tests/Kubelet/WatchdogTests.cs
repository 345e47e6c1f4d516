using System.Diagnostics;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Tests.Http;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class WatchdogTests
{
    [Fact]
    public async Task When_the_pipe_ends_the_watched_groups_are_killed_and_forgotten_ones_are_not()
    {
        using var watched = Sleep();
        using var forgotten = Sleep();
        // Disposing closes the pipe exactly as the death of the cluster's process would.
        using (var watchdog = new Watchdog())
        {
            watchdog.Watch(watched.Id);
            watchdog.Watch(forgotten.Id);
            watchdog.Forget(forgotten.Id);
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await watched.WaitForExitAsync(patience.Token);
        Assert.Equal(137, watched.ExitCode);
        Assert.False(forgotten.HasExited);
        forgotten.Kill();
    }

    /// <summary>The same shell and the same pipe, but the process that holds the other end dies by SIGKILL.</summary>
    [Fact]
    public async Task When_the_cluster_is_killed_its_containers_end_with_it()
    {
        using var folder = new TemporaryFolder();
        using var host = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!)
            {
                RedirectStandardOutput = true,
                // Killed, it cannot remove its own folder.
                Environment = { ["TMPDIR"] = folder.Path },
                ArgumentList =
                {
                    "-method",
                    $"{typeof(WatchdogTests).FullName}.{nameof(Hosts_a_pod_until_killed)}",
                    "-explicit",
                    "only",
                    "-showliveoutput",
                },
            }
        )!;
        var pid = 0;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await host.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf("container=", StringComparison.Ordinal) is var at and >= 0)
            {
                pid = int.Parse(
                    line[(at + "container=".Length)..].TrimEnd(),
                    System.Globalization.CultureInfo.InvariantCulture
                );
                break;
            }
        }
        Assert.NotEqual(0, pid);
        host.Kill();
        await host.WaitForExitAsync(patience.Token);
        await PodDeletionTests.UntilEndedAsync(pid);
    }

    /// <summary>Run by the test above in a process of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Hosts_a_pod_until_killed()
    {
        await using var node = Tests.Controllers.TestNode.Start();
        // The grandchild is what a signal to the first process alone would miss.
        node.CreatePod("host", "trap '' TERM; sleep 300 & echo $!; wait");
        await node.UntilPhaseAsync("host", "Running");
        await foreach (
            var piece in node.Logs.Read(
                node.Store.Get(Tests.Controllers.TestNode.Pod("host"))!,
                new() { Follow = true },
                TestContext.Current.CancellationToken
            )!
        )
        {
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"container={System.Text.Encoding.ASCII.GetString(piece.Span).Trim()}"
            );
        }
    }

    private static Process Sleep() =>
        Process.Start(new ProcessStartInfo(Watchdog.SetSid) { ArgumentList = { "/bin/sleep", "300" } })!;
}
