using System.Diagnostics;
using System.Globalization;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tests.Controllers;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class PodDeletionTests
{
    [Fact]
    public async Task A_pod_is_asked_to_stop_and_gone_when_it_has()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "stops",
            "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done",
            s => s["terminationGracePeriodSeconds"] = 30
        );
        await ReadyAsync(node, "stops");
        var deleted = ObjectDeletion.Begin(node.Store, TestNode.Pod("stops"))?.Object;
        Assert.Equal(30, deleted.Number("metadata", "deletionGracePeriodSeconds"));
        Assert.NotNull(deleted.Time("metadata", "deletionTimestamp"));
        await node.UntilGoneAsync(TestNode.Pod("stops"));
        Assert.Contains("Normal Killing 1: Stopping container main", node.Events("stops"));
    }

    [Fact]
    public async Task A_pod_that_does_not_listen_is_killed_after_its_grace_period()
    {
        await using var node = TestNode.Start();
        node.CreatePod("deaf", "trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await ReadyAsync(node, "deaf");
        ObjectDeletion.Begin(node.Store, TestNode.Pod("deaf"));
        await node.UntilGoneAsync(TestNode.Pod("deaf"));
        var last = node.History(TestNode.Pod("deaf"))[^1];
        Assert.Equal(137, TestNode.State(last, "terminated").Number("exitCode"));
        Assert.Equal("Failed", last.Text("status", "phase"));
    }

    [Fact]
    public async Task A_forced_deletion_kills_at_once()
    {
        await using var node = TestNode.Start();
        node.CreatePod("forced", "trap '' TERM; echo $$$$; while :; do sleep 0.05; done");
        var pid = await PidAsync(node, "forced");
        ObjectDeletion.Begin(node.Store, TestNode.Pod("forced"), graceSeconds: 0);
        Assert.Null(node.Store.Get(TestNode.Pod("forced")));
        await UntilEndedAsync(pid);
    }

    [Fact]
    public async Task A_stop_that_comes_when_all_is_given_back_is_none()
    {
        await using var node = TestNode.Start();
        var pod = node.CreatePod("late", "exit 0");
        await node.UntilPhaseAsync("late", "Succeeded");
        var worker = new PodWorker(
            new KubeletServices
            {
                Store = node.Store,
                Options = new WorkloadOptions { DataDirectory = node.Folder },
                Events = null!,
                Images = null!,
                Network = new PodNetwork(),
                Watchdog = null!,
                Logs = node.Logs,
                Time = node.Time,
                Logger = null!,
            },
            pod
        );
        await worker.DisposeAsync();
        worker.RequestStop(TimeSpan.Zero);
        worker.Kill();
    }

    /// <summary>What the API server admits for these fields goes beyond what dates, durations and timers can hold.</summary>
    [Theory]
    [InlineData(1200L * 3600)]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    public async Task A_deadline_and_a_grace_period_of_any_length_are_kept(long seconds)
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "patient",
            "trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done",
            s =>
            {
                s["terminationGracePeriodSeconds"] = seconds;
                s["activeDeadlineSeconds"] = seconds;
            }
        );
        await ReadyAsync(node, "patient");
        ObjectDeletion.Begin(node.Store, TestNode.Pod("patient"));
        await node.UntilGoneAsync(TestNode.Pod("patient"));
    }

    [Fact]
    public async Task Everything_that_a_container_started_ends_with_it()
    {
        await using var node = TestNode.Start();
        node.CreatePod("tree", "sleep 300 & echo $!; exit 0");
        await node.UntilPhaseAsync("tree", "Succeeded");
        await UntilEndedAsync(await PidAsync(node, "tree"));
    }

    [Fact]
    public async Task Stopping_the_cluster_ends_all_containers()
    {
        int pid;
        await using (var node = TestNode.Start())
        {
            node.CreatePod("left", "trap '' TERM; echo $$$$; while :; do sleep 0.05; done");
            pid = await PidAsync(node, "left");
        }
        await UntilEndedAsync(pid);
    }

    [Fact]
    public async Task Files_go_when_the_pod_has_ended_and_logs_when_it_is_deleted()
    {
        await using var node = TestNode.Start();
        var pod = node.CreatePod("tidy", "echo hello");
        await node.UntilPhaseAsync("tidy", "Succeeded");
        var logs = Path.Combine(node.Folder, "logs", $"jobs_tidy_{pod.Uid()}");
        Assert.True(Directory.Exists(logs));
        ObjectDeletion.Begin(node.Store, TestNode.Pod("tidy"));
        await UntilAsync(() =>
            !Directory.Exists(logs) && !Directory.Exists(Path.Combine(node.Folder, "pods", pod.Uid()))
        );
    }

    private static async Task ReadyAsync(TestNode node, string pod) => await PidAsync(node, pod, "ready");

    private static async Task<int> PidAsync(TestNode node, string pod, string? expected = null)
    {
        await node.UntilPhaseAsync(pod, "Running", "Succeeded");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (
            var piece in node.Logs.Read(node.Store.Get(TestNode.Pod(pod))!, new() { Follow = true }, patience.Token)!
        )
        {
            var line = System.Text.Encoding.ASCII.GetString(piece.Span).Trim();
            if (expected is null)
            {
                return int.Parse(line, CultureInfo.InvariantCulture);
            }
            Assert.Equal(expected, line);
            return 0;
        }
        Assert.Fail("no output");
        return 0;
    }

    internal static Task UntilEndedAsync(int pid) => UntilAsync(() => !IsRunning(pid));

    // A zombie has ended; it is only not collected yet by whoever inherited it.
    private static bool IsRunning(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "not so after 20 s");
            await Task.Delay(5);
        }
    }
}
