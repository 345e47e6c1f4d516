using System.Diagnostics;
using ImageForge.Integration.Tests.Systems;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Permissions;

/// <summary>What the operator asks of a cluster, held against what the chart lets it do (and config/default, which a test of the chart compares).</summary>
[Collection(nameof(PermissionTests))]
[CollectionDefinition(nameof(PermissionTests), DisableParallelization = true)]
public sealed class PermissionTests(ConfinedOperator system) : IClassFixture<ConfinedOperator>
{
    /// <summary>As much of Kueue as the operator watches where it is installed.</summary>
    private const string Workloads = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: workloads.kueue.x-k8s.io}
        spec:
          group: kueue.x-k8s.io
          scope: Namespaced
          names: {kind: Workload, listKind: WorkloadList, plural: workloads, singular: workload}
          versions:
          - name: v1beta2
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """;

    private const string Large = "{width: 2048, height: 2048}";

    [Fact]
    public async Task Every_call_is_allowed_and_none_to_spare()
    {
        var kubectl = await system.KubectlAsync("permissions");
        try
        {
            await UseEverythingAsync(kubectl);
        }
        catch (Exception e) when ((e is InvalidOperationException or TimeoutException) && Refused().Count > 0)
        {
            Assert.Fail(
                $"charts/imageforge/templates/_helpers.tpl (imageforge.rules) has to allow:{List(Refused())}\n{e.Message}"
            );
        }

        var calls = system.Calls();
        var needed = calls.SelectMany(Needed).ToHashSet();
        var granted = Rules.Of(await system.ManifestsAsync());
        var missing = needed.Where(call => !granted.Any(rule => rule.Allows(call))).ToList();
        var spare = granted.Where(rule => !needed.Any(rule.Allows)).ToList();
        Assert.True(
            Refused().Count + missing.Count + spare.Count == 0,
            $"""
            charts/imageforge/templates/_helpers.tpl (imageforge.rules) differs from what the operator calls.
            refused by the server:{List(Refused())}
            to be added:{List(missing)}
            to be removed, as it is never called:{List(spare)}
            """
        );
        Assert.Equal(granted.Count, granted.Distinct().Count());
        await Console.Out.WriteLineAsync(
            $"{calls.Count} calls of the operator needed {granted.Count} permissions and were given these."
        );
    }

    [Fact]
    public async Task A_job_of_a_few_seconds_costs_at_most_eight_writes()
    {
        var kubectl = await system.KubectlAsync("writes");
        (await kubectl.RunAsync("apply -f -", Manifests.Job("one", variants: 6, size: Large))).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/one --timeout=90s")).Succeeded();
        // Events are written behind the work.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

        var writes = system.Calls().Where(c => c.IsWrite && c.Needed.Namespace == "writes").ToList();
        var took = writes[^1].At - writes[0].At;
        var counts = string.Join(
            ", ",
            writes.CountBy(c => $"{c.Needed.Verb} {c.Needed.Resource}").Select(c => $"{c.Value} {c.Key}")
        );
        await Console.Out.WriteLineAsync($"A job of {took.TotalSeconds:F1} s cost {writes.Count} writes: {counts}.");
        // On a machine under load it takes longer, and each further 5 s is a progress written.
        Assert.True(writes.Count <= 8 + Math.Max(0, (int)(took.TotalSeconds / 5) - 1), counts);
        Assert.All(writes, c => Assert.InRange(c.Code, 200, 201));
    }

    [Fact]
    public async Task At_rest_only_the_lease_is_written()
    {
        var kubectl = await system.KubectlAsync("rest");
        (await kubectl.RunAsync("apply -f -", Manifests.Job("one"))).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/one --timeout=60s")).Succeeded();
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        var before = system.Calls().Count;
        await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var calls = system.Calls().Skip(before).ToList();
        var others = calls.Where(c => c.IsWrite && c.Needed.Resource != "leases").ToList();
        Assert.True(others.Count == 0, string.Join('\n', others));
        // The log does tell of writes.
        Assert.Contains(calls, c => c.Needed is { Resource: "leases", Verb: "update" });
        await Console.Out.WriteLineAsync(
            $"In 20 s at rest the operator made {calls.Count} calls: {calls.Count(c => c.IsWrite)} renewals of its Lease and no other write."
        );
    }

    private async Task UseEverythingAsync(Kubectl kubectl)
    {
        await WithProfileAsync(kubectl);
        await InFramesAsync(kubectl);
        await SuspendedAndCancelledAsync(kubectl);
        await CleanedUpAsync(kubectl);
        await RefusedAsync(kubectl);
        await ApplyAsync(kubectl, Workloads);
        await WaitAsync(kubectl, "condition=Established", "crd/workloads.kueue.x-k8s.io");
        // Events that repeat are counted when the operator ends. Then it finds the new kind.
        await system.RestartOperatorAsync();
        var begun = Stopwatch.GetTimestamp();
        while (!system.Calls().Any(c => c.Needed is { Resource: "workloads", Verb: "watch" }))
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "Workloads are not watched.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private List<Permission> Refused() =>
        [.. system.Calls().Where(c => c.Code == 403).Select(c => c.Needed with { Namespace = null }).Distinct()];

    // Who creates by applying is asked for both: for patch by name, and for create.
    private static IEnumerable<Permission> Needed(AuditedCall call) =>
        call is { Needed.Verb: "patch", Code: 201 }
            ? [call.Needed, call.Needed with { Verb = "create" }]
            : [call.Needed];

    private static string List(List<Permission> permissions) =>
        permissions.Count == 0 ? " nothing" : string.Concat(permissions.Select(p => $"\n  - {p}"));

    private static async Task WithProfileAsync(Kubectl kubectl)
    {
        var job = Manifests.Job("profiled", "    atmosphere:\n      profileRef:\n        name: mist");
        await ApplyAsync(kubectl, job);
        await ApplyAsync(
            kubectl,
            "apiVersion: imageforge.dev/v1alpha1\nkind: AtmosphereProfile\nmetadata: {name: mist}\nspec: {strategy: Asset}"
        );
        await WaitAsync(kubectl, "condition=Ready", "gj/profiled");
    }

    private static async Task InFramesAsync(Kubectl kubectl)
    {
        await ApplyAsync(kubectl, Board("sheet"));
        await WaitAsync(kubectl, "condition=Ready", "storyboard/sheet");
        await ApplyAsync(kubectl, Board("held", "  suspend: true"));
        await WaitAsync(kubectl, "jsonpath={.status.state}=Suspended", "storyboard/held");
        await PatchAsync(kubectl, "storyboard held", """{"spec":{"suspend":false}}""");
        await WaitAsync(kubectl, "condition=Ready", "storyboard/held");
        await ApplyAsync(kubectl, Board("passing", "  cleanup: {selfAfter: 1s}"));
        await WaitAsync(kubectl, "delete", "storyboard/passing");
    }

    private static async Task SuspendedAndCancelledAsync(Kubectl kubectl)
    {
        await ApplyAsync(kubectl, Manifests.Job("long", variants: 10, size: Large));
        foreach (var suspend in new[] { true, false, true, false })
        {
            await WaitAsync(kubectl, $"jsonpath={{.status.state}}={(suspend ? "Running" : "Suspended")}", "gj/long");
            await PatchAsync(kubectl, "gj long", $$$"""{"spec":{"suspend":{{{(suspend ? "true" : "false")}}}}}""");
        }

        await ApplyAsync(kubectl, Manifests.Job("cancelled", variants: 10, size: Large));
        await WaitAsync(kubectl, "jsonpath={.status.state}=Running", "gj/cancelled");
        await PatchAsync(kubectl, "gj cancelled", """{"spec":{"cancel":true}}""");
        await WaitAsync(kubectl, "jsonpath={.status.state}=Cancelled", "gj/cancelled");
        await ApplyAsync(kubectl, Manifests.Job("deleted", variants: 10, size: Large));
        await WaitAsync(kubectl, "jsonpath={.status.state}=Running", "gj/deleted");
        (await kubectl.RunAsync("delete gj deleted --timeout=30s")).Succeeded();
        await WaitAsync(kubectl, "condition=Ready", "gj/long");
    }

    private static async Task CleanedUpAsync(Kubectl kubectl)
    {
        await ApplyAsync(kubectl, Manifests.Job("childless", "  cleanup: {childrenAfter: 1s}"));
        await ApplyAsync(kubectl, Manifests.Job("passing", "  cleanup: {selfAfter: 1s}"));
        await WaitAsync(kubectl, "delete", "gj/passing");
        await WaitAsync(kubectl, "condition=Ready", "gj/childless");
        (
            await kubectl.RunAsync("wait --for=delete configmap,job -l imageforge.dev/job=childless --timeout=60s")
        ).Succeeded();
    }

    private static async Task RefusedAsync(Kubectl kubectl)
    {
        await ApplyAsync(kubectl, Manifests.Job("refused", "  quality: High"));
        await WaitAsync(kubectl, "jsonpath={.status.state}=Rejected", "gj/refused");
        await ApplyAsync(kubectl, Manifests.Job("waiting", "    atmosphere:\n      profileRef:\n        name: absent"));
        await WaitAsync(
            kubectl,
            "jsonpath={.status.conditions[?(@.type==\"Accepted\")].reason}=ProfileNotFound",
            "gj/waiting"
        );
    }

    private static string Board(string name, string more = "") =>
        $"""
            apiVersion: imageforge.dev/v1alpha1
            kind: Storyboard
            metadata:
              name: {name}
            spec:
              shots:
              - text: A tram leaves.
              - text: The street is empty.
              concurrency: 2
              template:
                seed: 5
                size: {"{"}width: 256, height: 256{"}"}
            {more}
            """;

    private static async Task ApplyAsync(Kubectl kubectl, string manifest) =>
        (await kubectl.RunAsync("apply -f -", manifest)).Succeeded();

    private static async Task PatchAsync(Kubectl kubectl, string what, string patch) =>
        (await kubectl.RunAsync($"patch {what} --type merge -p '{patch}'")).Succeeded();

    private static async Task WaitAsync(Kubectl kubectl, string state, string what) =>
        (await kubectl.RunAsync($"wait --for={state} {what} --timeout=90s")).Succeeded();
}
