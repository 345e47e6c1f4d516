using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class SchedulerTests
{
    [Fact]
    public async Task A_pod_for_another_node_stays_pending_with_the_reason()
    {
        await using var node = TestNode.Start();
        node.CreatePod("pending", "exit 0", s => s["nodeSelector"] = new JsonObject { ["no"] = "such" });
        var pod = await node.UntilAsync(
            TestNode.Pod("pending"),
            p => TestNode.Condition(p, "PodScheduled").Text("status") == "False"
        );
        Assert.Equal("Pending", pod.Text("status", "phase"));
        Assert.Equal("Unschedulable", TestNode.Condition(pod, "PodScheduled").Text("reason"));
        Assert.Equal(
            "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            TestNode.Condition(pod, "PodScheduled").Text("message")
        );
    }

    [Fact]
    public async Task A_pod_waits_for_a_resource_until_another_gives_it_back()
    {
        await using var node = TestNode.Start(o =>
            o with
            {
                Resources = new Dictionary<string, string> { ["nvidia.com/gpu"] = "1" },
            }
        );
        node.CreatePod("first", "sleep 60", Gpu);
        await node.UntilPhaseAsync("first", "Running");
        node.CreatePod("second", "exit 0", Gpu);
        await node.UntilAsync(
            TestNode.Pod("second"),
            p =>
                TestNode
                    .Condition(p, "PodScheduled")
                    .Text("message")
                    ?.Contains("1 Insufficient nvidia.com/gpu", StringComparison.Ordinal) == true
        );
        ObjectDeletion.Begin(node.Store, TestNode.Pod("first"));
        await node.UntilPhaseAsync("second", "Succeeded");
    }

    [Fact]
    public async Task A_gpu_is_not_promised_where_there_is_none()
    {
        await using var node = TestNode.Start();
        node.CreatePod("gpu", "exit 0", Gpu);
        await node.UntilAsync(
            TestNode.Pod("gpu"),
            p => TestNode.Condition(p, "PodScheduled").Text("reason") == "Unschedulable"
        );
    }

    private static void Gpu(JsonObject spec) =>
        spec["containers"]![0]!["resources"] = TestNode.Parse("""{"limits":{"nvidia.com/gpu":"1"}}""");
}
