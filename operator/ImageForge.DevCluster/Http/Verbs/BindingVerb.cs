using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>POST to a pod's <c>binding</c>: gives it a node, as a scheduler does.</summary>
internal static class BindingVerb
{
    private static readonly ResourceId Resource = new("", "pods/binding");

    public static async Task RunAsync(ApiCall call)
    {
        var options = WriteOptions.Parse(call, "CreateOptions");
        var (binding, _) = await BodyReader.ObjectAsync(call);
        if (binding.Name() != call.Info.Name)
            throw ApiError.BadRequest("name in URL does not match name in Binding object");
        var (kind, node) = ((string?)binding["target"]?["kind"] ?? "", (string?)binding["target"]?["name"] ?? "");
        if (kind is not ("" or "Node"))
            throw ApiError.Plain(
                500,
                $"target.kind: Unsupported value: \"{kind}\": supported values: \"Node\", \"<empty>\""
            );
        if (node.Length == 0)
            throw ApiError.Plain(500, "target.name: Required value");
        _ =
            call.Store.Mutate(
                call.Key,
                pod =>
                {
                    UpdateVerb.RequireUid(call, binding, pod);
                    return Assign(call, pod, node);
                },
                options.DryRun
            ) ?? throw call.NotFound();
        var success = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["code"] = 201,
        };
        await Responses.WriteAsync(call.Http, 201, success);
    }

    private static JsonObject Assign(ApiCall call, JsonObject pod, string node)
    {
        if (pod.IsTerminating())
            throw ApiError.Conflict(
                Resource,
                pod.Name(),
                $"pod {pod.Name()} is being deleted, cannot be assigned to a host"
            );
        if ((string?)pod["spec"]?["nodeName"] is { Length: > 0 } already)
            throw ApiError.Conflict(
                Resource,
                pod.Name(),
                $"pod {pod.Name()} is already assigned to node \"{already}\""
            );
        PodBinding.Assign(pod, node, call.Store.Time.GetUtcNow());
        return pod;
    }
}
