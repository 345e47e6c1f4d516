using ImageForge.Api;
using ImageForge.Cli.Dev;
using ImageForge.DevCluster.Tables;
using ImageForge.Kube;
using ImageForge.Planning.Pods;

namespace ImageForge.Cli.Plugin;

/// <summary>Objects with those that they own, as a table whose first column is a tree.</summary>
internal static class Tree
{
    private static readonly ResourceType<Unstructured> Jobs = CoreResources.Plain("batch", "v1", "Job", "jobs", true);
    private static readonly ResourceType<Unstructured> Pods = CoreResources.Plain("", "v1", "Pod", "pods", true);

    private static readonly ResourceType<Unstructured> ConfigMaps = CoreResources.Plain(
        "",
        "v1",
        "ConfigMap",
        "configmaps",
        true
    );

    /// <summary>The table of roots and what they own.</summary>
    public static async Task<Table> OfAsync(ClusterSession session, Targets targets, CancellationToken cancellation)
    {
        var found = await session.FindAsync(targets, cancellation);
        var owned = await OwnedAsync(session, cancellation);
        // Frames stand below their storyboard.
        var uids = found.Select(o => o.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        var roots =
            targets.Names.Count > 0 ? found : found.Where(o => o.ControllerUid() is not { } uid || !uids.Contains(uid));
        var table = new Table([
            .. session.AllNamespaces ? ["NAMESPACE"] : Array.Empty<string>(),
            "NAME",
            "READY",
            "STATE",
            "REASON",
            "AGE",
        ]);
        foreach (var root in roots.DistinctBy(o => o.Metadata.Uid).OrderBy(Order, StringComparer.Ordinal))
        {
            Add(root, "", "");
        }

        return table;

        void Add(Unstructured value, string branch, string below)
        {
            var row = TreeRow.Of(value);
            string[] space = session.AllNamespaces ? [value.Metadata.NamespaceProperty] : [];
            var age = Ages.Since(value.Json.At("metadata", "creationTimestamp"), session.Time.GetUtcNow());
            table.Add([
                .. space,
                $"{branch}{value.Kind}/{value.Metadata.Name}",
                row.Ready ?? "-",
                row.State ?? "-",
                row.Reason ?? "-",
                age,
            ]);
            var children = owned[value.Metadata.Uid!].OrderBy(Order, StringComparer.Ordinal).ToList();
            for (var i = 0; i < children.Count; i++)
            {
                var isLast = i == children.Count - 1;
                Add(children[i], below + (isLast ? "└─" : "├─"), below + (isLast ? "  " : "│ "));
            }
        }
    }

    /// <summary>What the operator and Kubernetes made, by the uid of its controller.</summary>
    private static async Task<ILookup<string, Unstructured>> OwnedAsync(
        ClusterSession session,
        CancellationToken cancellation
    )
    {
        var lists = await Task.WhenAll(
            new[] { KnownKinds.GenerationJobs, ConfigMaps, Jobs, Pods }.Select(kind =>
                ListAsync(session, kind, cancellation)
            )
        );
        return lists
            .SelectMany(list => list)
            .Where(o => o.ControllerUid() is not null)
            .ToLookup(o => o.ControllerUid()!);
    }

    // A user who may not see pods still wants to see the jobs.
    private static async Task<IReadOnlyList<Unstructured>> ListAsync(
        ClusterSession session,
        ResourceType<Unstructured> kind,
        CancellationToken cancellation
    )
    {
        try
        {
            var options = new ListOptions { LabelSelector = Labels.Selector };
            return (await session.Client.ListAsync(kind, session.ListNamespace, cancellation, options)).Items;
        }
        catch (KubeException exception) when (exception.IsForbidden)
        {
            session.Output.Error($"Warning: {kind.Plural} are not shown: {exception.Message}");
            return [];
        }
    }

    private static string Order(Unstructured value) =>
        $"{value.Metadata.NamespaceProperty}/{Rank(value)}/{value.Metadata.Name}";

    private static int Rank(Unstructured value) =>
        value.Kind switch
        {
            "Storyboard" => 0,
            "GenerationJob" => 1,
            "ConfigMap" => 2,
            _ => 3,
        };
}

/// <summary>What a row of the tree says about an object; null for nothing.</summary>
/// <param name="Ready">Condition Ready.</param>
/// <param name="State">State or phase.</param>
/// <param name="Reason">Why.</param>
internal sealed record TreeRow(string? Ready, string? State, string? Reason)
{
    public static TreeRow Of(Unstructured value)
    {
        var ready = value.Condition(Conditions.Ready);
        var phase = value.Json.TextAt("status", "phase");
        return value.Kind switch
        {
            "ConfigMap" => new TreeRow(null, null, null),
            "Job" => OfJob(value),
            "Pod" => new TreeRow(ready.TextAt("status"), phase, PodReason(value) ?? ready.TextAt("reason")),
            _ => new TreeRow(ready.TextAt("status"), JobOutcome.State(value), ready.TextAt("reason")),
        };
    }

    private static TreeRow OfJob(Unstructured job)
    {
        foreach (var type in new[] { "Complete", "Failed", "Suspended" })
        {
            if (job.Condition(type) is { } condition && condition.TextAt("status") == "True")
            {
                return new TreeRow(null, type, condition.TextAt("reason"));
            }
        }

        return new TreeRow(null, job.Json.NumberAt("status", "active") > 0 ? "Running" : "Pending", null);
    }

    // As kubectl get pods: the container's state says more than the pod's phase.
    private static string? PodReason(Unstructured pod)
    {
        var state = pod.Json.ItemsAt("status", "containerStatuses").FirstOrDefault().At("state");
        return state.TextAt("waiting", "reason")
            ?? state.TextAt("terminated", "reason")
            ?? pod.Json.TextAt("status", "reason")
            ?? pod.Condition("PodScheduled") switch
            {
                { } scheduled when scheduled.TextAt("status") == "False" => scheduled.TextAt("reason"),
                _ => null,
            };
    }
}
