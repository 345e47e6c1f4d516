using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;
using ImageForge.Kube;
using ImageForge.Runtime.Informers;

namespace ImageForge.Testing.Clusters.Nodes;

/// <summary>
/// Brings what the API server has into the node's store. Of a pod the server has the last word on all but what the
/// node itself says of it: where it is bound, its status, and that it has ended.
/// </summary>
internal sealed class Mirror(ObjectStore store)
{
    public void Take(string kind, ResourceId resource, Change<Unstructured> change)
    {
        var seen = change.Latest.Json.Copy();
        // Objects of a list do not say what they are.
        seen["kind"] = kind;
        seen["apiVersion"] = "v1";
        var key = seen.Key(resource);
        if (change.New is null || store.Get(key) is { } other && other.Uid() != seen.Uid())
        {
            store.Remove(key);
        }

        if (change.New is not null && store.Mutate(key, held => Merge(held, seen.Copy())) is null)
        {
            store.Create(resource, seen);
        }
    }

    private static JsonObject Merge(JsonObject held, JsonObject seen)
    {
        if (held["status"] is { } status)
        {
            seen["status"] = status.DeepClone();
        }

        if (held.Text("spec", "nodeName") is { } node)
        {
            seen["spec"]!["nodeName"] = node;
        }

        if (held.Number("metadata", "deletionGracePeriodSeconds") is 0)
        {
            seen.Metadata()["deletionTimestamp"] = held["metadata"]!["deletionTimestamp"]!.DeepClone();
            seen.Metadata()["deletionGracePeriodSeconds"] = 0L;
        }

        return seen;
    }
}
