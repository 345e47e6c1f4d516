using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using ImageForge.Kube;
using k8s.Models;
using ObjectKey = ImageForge.Kube.ObjectKey;

namespace ImageForge.Testing.Clusters.Nodes;

/// <summary>Tells the API server, in order, what scheduler and kubelet did in the node's store.</summary>
internal sealed class Reporter(KubeClient client, ObjectStore store)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(200);

    private static readonly ResourceType<Unstructured> Pods = CoreResources.Plain("", "v1", "Pod", "pods", true);
    private static readonly ResourceType<Unstructured> Events = CoreResources.Plain("", "v1", "Event", "events", true);
    private static readonly ResourceType<Unstructured> Bindings = CoreResources.Plain(
        "",
        "v1",
        "Binding",
        "bindings",
        true
    );

    /// <exception cref="KubeException">The API server refused something for good.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var change in store.Watch(null, null, 0, cancellation))
            {
                foreach (var call in Calls(change))
                {
                    await SendAsync(call, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end that was asked for.
        }
        catch (KubeException e)
        {
            await Console.Error.WriteLineAsync($"The node stops reporting: {e.Message}");
            throw;
        }
    }

    private IEnumerable<Func<CancellationToken, Task>> Calls(StoreEvent change)
    {
        var (now, before) = (change.Object, change.Old);
        var key = new ObjectKey(now.Namespace() ?? "", now.Name());
        if (change.Resource == BuiltinResources.Events && change.Type != StoreEventType.Deleted)
        {
            yield return before is null
                ? c => client.CreateAsync(Events, new Unstructured(NewEvent(now)), c)
                : c => client.MergePatchAsync(Events, key, Repeated(now), c);
        }

        if (change.Resource != BuiltinResources.Pods || before is null)
        {
            yield break;
        }

        if (now.Text("spec", "nodeName") is { } node && before.Text("spec", "nodeName") is null)
        {
            yield return c => client.CreateAsync(Bindings, new Unstructured(Binding(now, node)), c);
        }

        if (change.Type != StoreEventType.Deleted && !JsonNode.DeepEquals(now["status"], before["status"]))
        {
            yield return c => client.PatchStatusAsync(Pods, key, StatusOf(now), c);
        }

        if (change.Type == StoreEventType.Deleted || HasEnded(now) && !HasEnded(before))
        {
            var options = new V1DeleteOptions
            {
                GracePeriodSeconds = 0,
                Preconditions = new V1Preconditions { Uid = now.Uid() },
            };
            yield return c => client.DeleteAsync(Pods, key, c, options);
        }
    }

    private static async Task SendAsync(Func<CancellationToken, Task> call, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await call(cancellation);
                return;
            }
            catch (KubeException e) when (e.Code is 404 or 409 || IsClosing(e))
            {
                // It is gone meanwhile, or another has taken its name, or somebody bound it.
                return;
            }
            catch (Exception e) when (e is KubeTransportException or KubeException { IsTransient: true })
            {
                await Task.Delay(Retry, cancellation);
            }
        }
    }

    private static bool IsClosing(KubeException e) => e.Causes.Any(cause => cause.Reason == "NamespaceTerminating");

    private static bool HasEnded(JsonObject pod) => pod.Number("metadata", "deletionGracePeriodSeconds") is 0;

    private static JsonObject NewEvent(JsonObject held)
    {
        var said = held.Copy();
        said.Metadata().Remove("resourceVersion");
        // Versions of the node's store mean nothing to the server.
        said["involvedObject"]!.AsObject().Remove("resourceVersion");
        return said;
    }

    private static JsonObject Repeated(JsonObject held) =>
        new() { ["count"] = held["count"]!.DeepClone(), ["lastTimestamp"] = held["lastTimestamp"]!.DeepClone() };

    private static JsonObject Binding(JsonObject pod, string node) =>
        new()
        {
            ["kind"] = "Binding",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = pod.Name(),
                ["namespace"] = pod.Namespace(),
                ["uid"] = pod.Uid(),
            },
            ["target"] = new JsonObject
            {
                ["kind"] = "Node",
                ["apiVersion"] = "v1",
                ["name"] = node,
            },
        };

    private static JsonObject StatusOf(JsonObject pod) =>
        new()
        {
            ["metadata"] = new JsonObject { ["uid"] = pod.Uid() },
            ["status"] = pod["status"]!.DeepClone(),
        };
}
