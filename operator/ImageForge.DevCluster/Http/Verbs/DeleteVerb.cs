using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>DELETE of one object or of a collection.</summary>
internal static class DeleteVerb
{
    private static readonly HashSet<string> Protected = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public static async Task RunAsync(ApiCall call)
    {
        Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var options = await DeleteOptions.ReadAsync(call);
        if (call.Resource.Id == BuiltinResources.Namespaces && Protected.Contains(call.Info.Name))
        {
            throw ApiError.Forbidden(call.Resource.Id, call.Info.Name, "this namespace may not be deleted");
        }
        if (call.Resource.Id == BuiltinResources.Jobs && options.Policy is null)
        {
            Responses.Warn(
                call.Http,
                "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove"
                    + " them or set propagationPolicy=Orphan to suppress this warning"
            );
        }
        var (o, gone) = Delete(call, call.Key, options) ?? throw call.NotFound();
        if (!gone || call.Resource.Rules.ReturnsDeletedObject)
        {
            await ObjectWriter.WriteAsync(call, 200, o);
        }
        else
        {
            await Responses.WriteAsync(call.Http, 200, Success(call, o));
        }
    }

    public static async Task RunOnCollectionAsync(ApiCall call)
    {
        var form = Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var list = ListOptions.Parse(call, watch: false);
        var options = await DeleteOptions.ReadAsync(call);
        var page = ListVerb.Select(call, list);
        foreach (var o in page.Items)
        {
            Delete(call, call.Resource.Key(o.Namespace(), o.Name()), options);
        }
        await ListVerb.WriteAsync(call, form, page);
    }

    private static (JsonObject Object, bool IsGone)? Delete(ApiCall call, ObjectKey key, DeleteOptions options) =>
        ObjectDeletion.Begin(
            call.Store,
            key,
            options.Policy ?? (call.Resource.Id == BuiltinResources.Jobs ? PropagationPolicy.Orphan : null),
            options.GraceSeconds,
            o =>
            {
                CheckPreconditions(call, options, o);
                return true;
            },
            options.DryRun
        );

    private static void CheckPreconditions(ApiCall call, DeleteOptions options, JsonObject o)
    {
        var kind = new ResourceId(call.Resource.Id.Group, call.Resource.Kind);
        if (options.Uid is { } uid && uid != o.Uid())
        {
            throw ApiError.Conflict(
                kind,
                o.Name(),
                $"the UID in the precondition ({uid}) does not match the UID in record ({o.Uid()}). The object might have"
                    + " been deleted and then recreated"
            );
        }
        if (options.ResourceVersion is { } version && version != (string?)o["metadata"]!["resourceVersion"])
        {
            throw ApiError.Conflict(
                kind,
                o.Name(),
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record"
                    + $" ({o.ResourceVersion()}). The object might have been modified"
            );
        }
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
