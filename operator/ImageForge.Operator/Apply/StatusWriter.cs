using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Kube;
using ImageForge.Operator.Telemetry;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using k8s;
using k8s.Models;

namespace ImageForge.Operator.Apply;

/// <summary>The API server rejected a status as invalid, which is a bug in the operator.</summary>
internal sealed class InvalidStatusException(string message, KubeException inner) : Exception(message, inner);

/// <summary>
/// Writes the statuses of one kind with the resourceVersion they were computed from. A concurrent write results in a
/// conflict: the object is requeued with fresh state. It is not re-read from the server, which would need the get
/// permission.
/// </summary>
internal sealed class StatusWriter<T, TStatus>(
    KubeClient client,
    ResourceType<T> type,
    Informer<T> informer,
    Func<T, TStatus?> statusOf,
    JsonTypeInfo<TStatus> json,
    OwnWrites writes
)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Writes a status if it differs; returns whether it did.</summary>
    /// <param name="value">The object the status was computed from.</param>
    /// <param name="status">The desired status; null for no change.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="KubeException">The call failed; a conflict if the object has changed.</exception>
    /// <exception cref="InvalidStatusException">The status is invalid; not retriable.</exception>
    public async Task<bool> WriteAsync(T value, TStatus? status, CancellationToken cancellation)
    {
        if (status is null || Difference(statusOf(value), status) is not { } patch)
        {
            return false;
        }

        ReconcileTrace.NoteChange();
        var key = ObjectKey.Of(value);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = value.Metadata.ResourceVersion },
            ["status"] = patch,
        };
        try
        {
            writes.Add(key, informer, await client.PatchStatusAsync(type.MetadataOnly, key, body, cancellation));
            return true;
        }
        catch (KubeException e) when (e.Code is 400 or 422)
        {
            throw new InvalidStatusException($"The API server rejected the status ({e.Code}): {e.Message}", e);
        }
    }

    private JsonObject? Difference(TStatus? before, TStatus after)
    {
        var (old, wanted) = (Json(before), Json(after));
        // Mostly nothing has changed.
        return old.AsSpan().SequenceEqual(wanted) ? null : StatusPatch.Between(Parse(old), Parse(wanted));
    }

    private byte[] Json(TStatus? status) =>
        status is null ? "{}"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(status, json);

    private static JsonObject Parse(byte[] status) => JsonNode.Parse(status)!.AsObject();
}
