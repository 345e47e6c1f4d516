using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.Cli.Tests.Plugin;

/// <summary>Commands that write to the cluster, and those that read logs and trees.</summary>
public sealed class JobCommandsTests
{
    [Fact]
    public async Task A_rerun_has_the_spec_and_nothing_that_belongs_to_the_first_job()
    {
        JsonNode? sent = null;
        await using var cluster = new ScriptedCluster(async exchange =>
        {
            if (exchange.Request.Method != "POST")
            {
                return false;
            }

            sent = JsonNode.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(exchange.Request.Body)));
            var created = sent!.DeepClone();
            created["metadata"]!["name"] = "a-x7k2p";
            await exchange.AnswerAsync(201, created.ToJsonString());
            return true;
        });
        cluster.Add(
            ScriptedCluster.Jobs,
            Stored.Job(
                "a",
                """{"state": "Completed"}""",
                """
                , "generation": 3, "finalizers": ["x/y"], "managedFields": [{"manager": "kubectl"}],
                "ownerReferences": [{"apiVersion": "imageforge.dev/v1alpha1", "kind": "Storyboard", "name": "t", "uid": "u", "controller": true}],
                "labels": {"team": "art", "app.kubernetes.io/instance": "argo", "app.kubernetes.io/name": "posters", "imageforge.dev/frame": "0",
                           "kustomize.toolkit.fluxcd.io/name": "flux", "app.kubernetes.io/managed-by": "Helm"},
                "annotations": {"note": "ü", "kubectl.kubernetes.io/last-applied-configuration": "{}", "meta.helm.sh/release-name": "r",
                                "argocd.argoproj.io/tracking-id": "t"}
                """,
                """{"prompt": {"text": "π"}, "seed": 4294967285, "variants": 2, "suspend": true, "cancel": true, "discard": [0]}"""
            )
        );
        Assert.Equal(
            (0, "generationjob.imageforge.dev/a-x7k2p created\n", ""),
            await cluster.RunAsync("rerun", "a", "--seed", "99")
        );
        var expected = JsonNode.Parse(
            """
            {"apiVersion": "imageforge.dev/v1alpha1", "kind": "GenerationJob",
             "metadata": {"namespace": "studio", "generateName": "a-", "labels": {"team": "art", "app.kubernetes.io/name": "posters"},
                          "annotations": {"note": "ü"}},
             "spec": {"prompt": {"text": "π"}, "seed": 99, "variants": 2}}
            """
        );
        Assert.True(JsonNode.DeepEquals(expected, sent), $"{sent}");

        await cluster.RunAsync("rerun", "a", "--seed", "0", "--name", "b");
        Assert.Equal("b", $"{sent!["metadata"]!["name"]}");
        Assert.Null(sent["metadata"]!["generateName"]);
    }

    [Theory]
    [InlineData("suspend", false, "suspended", """{"spec":{"suspend":true}}""")]
    [InlineData("resume", true, "resumed", """{"spec":{"suspend":false}}""")]
    [InlineData("cancel", true, "cancelled", """{"spec":{"cancel":true}}""")]
    public async Task A_field_is_patched_and_once_only(string command, bool isSuspended, string done, string patch)
    {
        var job = Stored.Job(
            "a",
            "{}",
            spec: $$"""{"suspend": {{(isSuspended ? "true" : "false")}}, "cancel": false}"""
        );
        var patches = new List<string>();
        await using var cluster = new ScriptedCluster(async exchange =>
        {
            if (exchange.Request.Method != "PATCH")
            {
                return false;
            }

            patches.Add(exchange.Request.Body);
            Assert.Equal("application/merge-patch+json", exchange.Request.Headers["content-type"]);
            await exchange.AnswerAsync(200, job.ToJsonString());
            return true;
        });
        cluster.Add(ScriptedCluster.Jobs, job);
        Assert.Equal((0, $"generationjob.imageforge.dev/a {done}\n", ""), await cluster.RunAsync(command, "gj", "a"));
        Assert.Equal([patch], patches);

        var field = command == "cancel" ? "cancel" : "suspend";
        job["spec"]![field] = command != "resume";
        cluster.Add(ScriptedCluster.Jobs, job);
        Assert.Equal(
            (0, $"generationjob.imageforge.dev/a {done} (no change)\n", ""),
            await cluster.RunAsync(command, "a")
        );
        Assert.Single(patches);
    }

    [Fact]
    public async Task A_tree_shows_what_is_owned_and_warns_of_what_it_may_not_see()
    {
        await using var cluster = new ScriptedCluster();
        cluster.Add(ScriptedCluster.Boards, Stored.Board("tram", """{"state": "Running"}"""));
        cluster.Add(ScriptedCluster.Jobs, Stored.Finished("tram-f01", metadata: Owner("Storyboard", "tram")));
        cluster.Add(ScriptedCluster.Jobs, Stored.Finished("tram-f02", metadata: Owner("Storyboard", "tram")));
        cluster.Add(ScriptedCluster.Jobs, Stored.Job("alone", "{}"));
        // Of an earlier storyboard of the same name.
        cluster.Add(ScriptedCluster.Jobs, Stored.Finished("stranger", metadata: Owner("Storyboard", "gone")));
        cluster.Add("/apis/batch/v1/namespaces/studio/jobs", Child("Job", "j", "tram-f01", """{"active": 1}"""));
        cluster.Add(
            "/api/v1/namespaces/studio/pods",
            Child(
                "Pod",
                "p",
                "j",
                """{"phase": "Pending", "containerStatuses": [{"state": {"waiting": {"reason": "ImagePullBackOff"}}}]}"""
            )
        );
        cluster.Answers["/api/v1/namespaces/studio/configmaps"] = (
            403,
            ScriptedCluster.Error(403, "Forbidden", "no list")
        );
        var (code, output, errors) = await cluster.RunAsync("tree");
        Assert.Equal(
            """
            NAME                       READY   STATE       REASON             AGE
            Storyboard/tram            -       Running     -                  AGE
            ├─GenerationJob/tram-f01   True    Completed   Completed          AGE
            │ └─Job/j                  -       Running     -                  AGE
            │   └─Pod/p                -       Pending     ImagePullBackOff   AGE
            └─GenerationJob/tram-f02   True    Completed   Completed          AGE
            GenerationJob/alone        -       Pending     -                  AGE
            GenerationJob/stranger     True    Completed   Completed          AGE

            """,
            System.Text.RegularExpressions.Regex.Replace(output, @"\d+y\d*d?", "AGE")
        );
        Assert.Equal((0, "Warning: configmaps are not shown: no list\n"), (code, errors));
    }

    [Fact]
    public async Task Logs_are_those_of_the_last_attempt_or_of_the_chosen_one()
    {
        await using var cluster = new ScriptedCluster();
        cluster.Add(ScriptedCluster.Jobs, Stored.Job("a", """{"state": "Running", "jobName": "child"}"""));
        cluster.Add("/apis/batch/v1/namespaces/studio/jobs", Child("Job", "child", "a", """{"failed": 1}"""));
        const string Failed =
            """{"phase": "Failed", "containerStatuses": [{"name": "runner", "ready": false, "restartCount": 0, "image": "i", "imageID": "i", "state": {"terminated": {"exitCode": 1}}}]}""";
        var first = Child("Pod", "first", "child", Failed);
        first["metadata"]!["creationTimestamp"] = "2019-01-01T00:00:00Z";
        cluster.Add("/api/v1/namespaces/studio/pods", first);
        cluster.Add("/api/v1/namespaces/studio/pods", Child("Pod", "second", "child", """{"phase": "Running"}"""));
        foreach (var pod in new[] { "first", "second" })
        {
            cluster.Answers[$"/api/v1/namespaces/studio/pods/{pod}/log"] = (200, $"log of {pod} ü\n");
        }

        Assert.Equal((0, "log of second ü\n", ""), await cluster.RunAsync("logs", "a"));
        Assert.Equal((0, "log of first ü\n", ""), await cluster.RunAsync("logs", "a", "-p"));
        Assert.Equal((0, "log of first ü\n", ""), await cluster.RunAsync("logs", "a", "--attempt", "1"));
        Assert.Equal((0, "log of second ü\n", ""), await cluster.RunAsync("logs", "a", "-f", "--tail", "5"));
        Assert.Equal("5", cluster.Requests.Last().Query("tailLines"));
        Assert.Equal("true", cluster.Requests.Last().Query("follow"));
        Assert.Equal(
            (1, "", "error: generationjob.imageforge.dev/a has no pod of attempt 7 (there are pods of: 1, 2)\n"),
            await cluster.RunAsync("logs", "a", "--attempt", "7")
        );
    }

    private static string Owner(string kind, string name) =>
        $$""", "labels": {"app.kubernetes.io/managed-by": "imageforge"}, "ownerReferences": [{"apiVersion": "v1", "kind": "{{kind}}", "name": "{{name}}", "uid": "uid-{{name}}", "controller": true}]""";

    private static JsonObject Child(string kind, string name, string owner, string status)
    {
        var value = Stored.Job(name, status, Owner("x", owner));
        value["kind"] = kind;
        value["apiVersion"] = kind == "Job" ? "batch/v1" : "v1";
        value.Remove("spec");
        return value;
    }
}
