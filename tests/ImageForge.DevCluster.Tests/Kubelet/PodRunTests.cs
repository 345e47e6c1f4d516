using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tests.Controllers;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class PodRunTests
{
    [Fact]
    public async Task A_pod_that_ends_well_has_succeeded_with_its_message()
    {
        await using var node = TestNode.Start();
        node.CreatePod("good", "echo hello; printf fine > $IMAGEFORGE_TERMINATION_LOG");
        var pod = await node.UntilPhaseAsync("good", "Succeeded", "Failed");

        Assert.Equal("Succeeded", pod.Text("status", "phase"));
        var ended = TestNode.State(pod, "terminated");
        Assert.Equal(0, ended.Number("exitCode"));
        Assert.Equal("Completed", ended.Text("reason"));
        Assert.Equal("fine", ended.Text("message"));
        Assert.NotNull(ended.Time("startedAt"));
        Assert.NotNull(ended.Time("finishedAt"));
        Assert.Equal("hello\n", await node.LogAsync("good"));
        Assert.Equal(
            [
                "Normal Created 1: Container created",
                "Normal Pulled 1: Container image \"local/busybox:1\" already present on machine and can be accessed by the pod",
                "Normal Scheduled 1: Successfully assigned jobs/good to imageforge-dev",
                "Normal Started 1: Container started",
            ],
            node.Events("good").Order()
        );
    }

    [Fact]
    public async Task A_pod_that_fails_keeps_its_exit_code()
    {
        await using var node = TestNode.Start();
        node.CreatePod("bad", "exit 7");
        var pod = await node.UntilPhaseAsync("bad", "Succeeded", "Failed");

        Assert.Equal("Failed", pod.Text("status", "phase"));
        Assert.Equal(7, TestNode.State(pod, "terminated").Number("exitCode"));
        Assert.Equal("Error", TestNode.State(pod, "terminated").Text("reason"));
    }

    [Fact]
    public async Task The_end_of_the_log_is_the_message_where_the_policy_says_so()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "fallback",
            "echo the last words >&2; exit 9",
            s => s["containers"]![0]!["terminationMessagePolicy"] = "FallbackToLogsOnError"
        );
        var pod = await node.UntilPhaseAsync("fallback", "Failed");
        Assert.Equal("the last words\n", TestNode.State(pod, "terminated").Text("message"));
    }

    [Theory]
    [InlineData("IfNotPresent", "ImagePullBackOff")]
    [InlineData("Never", "ErrImageNeverPull")]
    public async Task An_image_without_an_executable_names_the_option(string policy, string reason)
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "noimage",
            "",
            s =>
            {
                s["containers"]![0]!["image"] = "registry:5000/acme/runner:1";
                s["containers"]![0]!["imagePullPolicy"] = policy;
            }
        );
        var pod = await node.UntilAsync(
            TestNode.Pod("noimage"),
            p => TestNode.State(p, "waiting").Text("reason") == reason
        );
        Assert.Contains(
            "--image registry:5000/acme/runner=PATH",
            TestNode.State(pod, "waiting").Text("message"),
            StringComparison.Ordinal
        );
        var refused = await Assert.ThrowsAsync<ApiError>(() => node.LogAsync("noimage"));
        Assert.Equal(
            (400, $"container \"main\" in pod \"noimage\" is waiting to start: {reason}"),
            (refused.Code, refused.Message)
        );
        ObjectDeletion.Begin(node.Store, TestNode.Pod("noimage"));
        await node.UntilGoneAsync(TestNode.Pod("noimage"));
    }

    [Fact]
    public async Task A_command_runs_as_given_whatever_the_image()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "command",
            "",
            s =>
            {
                s["containers"]![0]!["image"] = "unknown";
                s["containers"]![0]!["command"] = new JsonArray("echo", "as", "given");
                ((JsonObject)s["containers"]![0]!).Remove("args");
            }
        );
        await node.UntilPhaseAsync("command", "Succeeded");
        Assert.Equal("as given\n", await node.LogAsync("command"));
    }

    [Fact]
    public async Task A_command_that_is_not_there_ends_the_container_with_128()
    {
        await using var node = TestNode.Start();
        node.CreatePod("nope", "", s => s["containers"]![0]!["command"] = new JsonArray("no-such-program"));
        var pod = await node.UntilPhaseAsync("nope", "Failed");
        var ended = TestNode.State(pod, "terminated");
        Assert.Equal((128, "StartError"), (ended.Number("exitCode"), ended.Text("reason")));
        Assert.Contains(
            "exec: \"no-such-program\": executable file not found in $PATH",
            ended.Text("message"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_pod_past_its_deadline_has_failed_for_that_reason()
    {
        await using var node = TestNode.Start();
        node.CreatePod("late", "sleep 60", s => s["activeDeadlineSeconds"] = 1);
        var pod = await node.UntilPhaseAsync("late", "Failed");
        Assert.Equal("DeadlineExceeded", pod.Text("status", "reason"));
        Assert.Equal("Pod was active on the node longer than the specified deadline", pod.Text("status", "message"));
        Assert.Equal(143, TestNode.State(pod, "terminated").Number("exitCode"));
    }

    [Fact]
    public async Task Init_containers_run_one_after_the_other_and_then_all_containers()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "multi",
            "echo one",
            s =>
            {
                s["volumes"] = JsonNode.Parse("""[{"name":"work","emptyDir":{}}]""");
                var main = s["containers"]![0]!;
                var second = main.DeepClone();
                second["name"] = "second";
                second["args"] = new JsonArray("-c", "echo two");
                s["containers"]!.AsArray().Add(second);
                var init = main.DeepClone();
                init["name"] = "init";
                init["args"] = new JsonArray("-c", "echo init");
                s["initContainers"] = new JsonArray(init);
            }
        );
        var pod = await node.UntilPhaseAsync("multi", "Succeeded");
        Assert.Equal(2, pod.Items("status", "containerStatuses").Count());
        Assert.True(pod.Items("status", "initContainerStatuses").Single().Flag("ready"));
        Assert.Equal("init\n", await node.LogAsync("multi", new() { Container = "init" }));
        Assert.Equal("two\n", await node.LogAsync("multi", new() { Container = "second" }));
        var refused = await Assert.ThrowsAsync<ApiError>(() => node.LogAsync("multi"));
        Assert.Equal(
            "a container name must be specified for pod multi, choose one of: [init main second]",
            refused.Message
        );
    }

    [Fact]
    public async Task A_failed_init_container_fails_the_pod()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "broken",
            "echo never",
            s =>
            {
                var init = s["containers"]![0]!.DeepClone();
                init["name"] = "init";
                init["args"] = new JsonArray("-c", "exit 4");
                s["initContainers"] = new JsonArray(init);
            }
        );
        var pod = await node.UntilPhaseAsync("broken", "Failed");
        Assert.Equal("PodInitializing", TestNode.State(pod, "waiting").Text("reason"));
        Assert.Equal("ContainersNotInitialized", TestNode.Condition(pod, "Initialized").Text("reason"));
    }

    [Fact]
    public async Task A_container_that_fails_is_started_again_where_the_policy_says_so()
    {
        await using var node = TestNode.Start();
        node.CreatePod("again", "echo run; exit 1", s => s["restartPolicy"] = "OnFailure");
        var pod = await node.UntilAsync(
            TestNode.Pod("again"),
            p =>
                p.At("status", "containerStatuses")?[0].Number("restartCount") >= 2
                && TestNode.State(p, "waiting").Text("reason") == "CrashLoopBackOff"
        );
        Assert.Equal(1, pod.At("status", "containerStatuses")![0].Number("lastState", "terminated", "exitCode"));
        Assert.Equal("Running", pod.Text("status", "phase"));
        Assert.Equal("run\n", await node.LogAsync("again", new() { Previous = true }));
    }

    [Fact]
    public async Task Pods_have_addresses_of_their_own_that_they_can_listen_on()
    {
        await using var node = TestNode.Start();
        foreach (var name in (string[])["a", "b"])
        {
            node.CreatePod(
                name,
                "echo $POD_IP; sleep 60",
                s =>
                    s["containers"]![0]!["env"] = JsonNode.Parse(
                        """[{"name":"POD_IP","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}}]"""
                    )
            );
        }
        var first = await node.UntilPhaseAsync("a", "Running");
        var second = await node.UntilPhaseAsync("b", "Running");
        Assert.StartsWith("127.", first.Text("status", "podIP"), StringComparison.Ordinal);
        Assert.NotEqual(first.Text("status", "podIP"), second.Text("status", "podIP"));
        foreach (var pod in (JsonObject[])[first, second])
        {
            var line = await node.LogAsync(
                pod.Name(),
                new() { Follow = true, LimitBytes = pod.Text("status", "podIP")!.Length }
            );
            Assert.Equal(pod.Text("status", "podIP"), line);
        }
    }

    [Fact]
    public async Task What_is_not_supported_fails_the_pod_and_says_so()
    {
        await using var node = TestNode.Start();
        node.CreatePod("odd", "exit 0", s => s["volumes"] = JsonNode.Parse("""[{"name":"v","projected":{}}]"""));
        var pod = await node.UntilPhaseAsync("odd", "Failed");
        Assert.Equal("NotSupported", pod.Text("status", "reason"));
        Assert.Equal(
            "volume \"v\": projected: not supported by the development cluster",
            pod.Text("status", "message")
        );
    }

    [Fact]
    public async Task From_created_to_running_takes_milliseconds()
    {
        await using var node = TestNode.Start();
        var times = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            var watch = Stopwatch.StartNew();
            node.CreatePod($"p{i}", "exit 0");
            await node.UntilAsync(TestNode.Pod($"p{i}"), p => p.Text("status", "phase") is not "Pending");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        var median = times.Order().ElementAt(times.Count / 2);
        TestContext.Current.SendDiagnosticMessage($"pod created to running: median {median:0.0} ms");
        // Generous: on a busy machine the start of a process alone can take this long.
        Assert.InRange(median, 0, 250);
    }
}
