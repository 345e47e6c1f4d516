using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Resources.Kinds;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>DELETE of one object or of a collection.</summary>
internal static class DeleteVerb
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    private static readonly ResourceId Jobs = new("batch", "jobs");
    private static readonly HashSet<string> Protected = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public static async Task RunAsync(ApiCall call)
    {
        Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var options = await DeleteOptions.ReadAsync(call);
        if (call.Resource.Id == BuiltinResources.Namespaces && Protected.Contains(call.Info.Name))
            throw ApiError.Forbidden(call.Resource.Id, call.Info.Name, "this namespace may not be deleted");
        if (call.Resource.Id == Jobs && options.Policy is null)
            Responses.Warn(
                call.Http,
                "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove"
                    + " them or set propagationPolicy=Orphan to suppress this warning"
            );
        var (o, gone) = Delete(call, call.Key, options) ?? throw call.NotFound();
        if (!gone || call.Resource.Rules.ReturnsDeletedObject)
            await ObjectWriter.WriteAsync(call, 200, o);
        else
            await Responses.WriteAsync(call.Http, 200, Success(call, o));
    }

    public static async Task RunOnCollectionAsync(ApiCall call)
    {
        var form = Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var list = ListOptions.Parse(call, watch: false);
        var options = await DeleteOptions.ReadAsync(call);
        var page = ListVerb.Select(call, list);
        foreach (var o in page.Items)
            Delete(call, call.Resource.Key(o.Namespace(), o.Name()), options);
        await ListVerb.WriteAsync(call, form, page);
    }

    /// <summary>Deletes, or begins to; the object and whether it is gone, or null when it was not there.</summary>
    private static (JsonObject Object, bool Gone)? Delete(ApiCall call, ObjectKey key, DeleteOptions options)
    {
        var now = call.Store.Time.GetUtcNow();
        var gone = false;
        var result = call.Store.Mutate(
            key,
            o =>
            {
                gone = false;
                CheckPreconditions(call, options, o);
                SetFinalizers(call.Resource, options, o);
                if (call.Resource.Id == BuiltinResources.CustomResourceDefinitions && !o.IsTerminating())
                    AddFinalizer(o, DefinitionRules.CleanupFinalizer);
                var grace = Grace(call.Resource, options, o);
                if (Mark(call.Resource, o, grace, now) && !o.Finalizers().Any() && grace == 0)
                    gone = call.Resource.Id != BuiltinResources.Namespaces;
                return gone ? null : o;
            },
            options.DryRun
        );
        if (result is null)
            return null;
        if (gone && !options.DryRun)
            result = call.Store.Remove(key) ?? result;
        return (result, gone);
    }

    // True when the object is, or now becomes, terminating with nothing to wait for but what the caller checks.
    private static bool Mark(ServedResource resource, JsonObject o, long grace, DateTimeOffset now)
    {
        var metadata = o.Metadata();
        if (resource.Id == BuiltinResources.Namespaces)
        {
            metadata["deletionTimestamp"] ??= now.Rfc3339();
            if (o["status"] is not JsonObject status)
                o["status"] = status = [];
            status["phase"] = "Terminating";
            return true;
        }
        // A second delete may shorten the wait, never lengthen it.
        if (o.IsTerminating() && (metadata["deletionGracePeriodSeconds"].Integer() ?? 0) <= grace)
            return true;
        metadata["deletionTimestamp"] = now.AddSeconds(grace).Rfc3339();
        metadata["deletionGracePeriodSeconds"] = grace;
        if (o.Generation() is { } generation)
            metadata["generation"] = generation + 1;
        return true;
    }

    private static long Grace(ServedResource resource, DeleteOptions options, JsonObject o)
    {
        if (resource.Id != BuiltinResources.Pods)
            return 0;
        // A pod that no node runs, or that has ended, needs no time to stop.
        if ((string?)o["spec"]?["nodeName"] is null or "" || (string?)o["status"]?["phase"] is "Succeeded" or "Failed")
            return 0;
        return Math.Max(0, options.GraceSeconds ?? o["spec"]?["terminationGracePeriodSeconds"].Integer() ?? 30);
    }

    private static void SetFinalizers(ServedResource resource, DeleteOptions options, JsonObject o)
    {
        var policy = options.Policy ?? (resource.Id == Jobs ? "Orphan" : null);
        if (policy is null)
            return;
        var finalizers = o.Finalizers().ToList();
        var wanted = policy switch
        {
            "Foreground" => Foreground,
            "Orphan" => Orphan,
            _ => null,
        };
        var next = finalizers.Where(f => f == wanted || f is not (Foreground or Orphan)).ToList();
        if (wanted is not null && !next.Contains(wanted))
            next.Add(wanted);
        if (next.Count == 0)
            o.Metadata().Remove("finalizers");
        else
            o.Metadata()["finalizers"] = new JsonArray([.. next.Select(f => (JsonNode)f)]);
    }

    private static void AddFinalizer(JsonObject o, string finalizer) =>
        o.Metadata()["finalizers"] = new JsonArray([.. o.Finalizers().Append(finalizer).Select(f => (JsonNode)f)]);

    private static void CheckPreconditions(ApiCall call, DeleteOptions options, JsonObject o)
    {
        var kind = new ResourceId(call.Resource.Id.Group, call.Resource.Kind);
        if (options.Uid is { } uid && uid != o.Uid())
            throw ApiError.Conflict(
                kind,
                o.Name(),
                $"the UID in the precondition ({uid}) does not match the UID in record ({o.Uid()}). The object might have"
                    + " been deleted and then recreated"
            );
        if (options.ResourceVersion is { } version && version != (string?)o["metadata"]!["resourceVersion"])
            throw ApiError.Conflict(
                kind,
                o.Name(),
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record"
                    + $" ({o.ResourceVersion()}). The object might have been modified"
            );
    }

    private static JsonObject Success(ApiCall call, JsonObject o)
    {
        var details = ApiError.Details(call.Resource.Id, o.Name());
        details["uid"] = o.Uid();
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
