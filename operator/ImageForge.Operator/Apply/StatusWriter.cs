using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;

namespace ImageForge.Operator.Apply;

/// <summary>The operator made a status that the API server calls invalid: a defect of the operator, unlike other answers.</summary>
internal sealed class InvalidStatusException(string message, KubeException inner) : Exception(message, inner);

/// <summary>
/// Writes the statuses of one kind, each against the version that it was concluded from. What somebody else has written in
/// between is a conflict, never overwritten: the object is reconciled again once the cache shows it. It is not read from
/// the server here, which needs a permission that nothing else needs.
/// </summary>
internal sealed class StatusWriter<T, TStatus>(
    KubeClient client,
    ResourceType<T> type,
    Informer<T> informer,
    Func<T, TStatus?> statusOf,
    JsonTypeInfo<TStatus> json,
    OwnWrites writes
)
    where T : class, IKubeObject
{
    /// <summary>Writes a status if it differs from what the object has; true if it did.</summary>
    /// <param name="value">The object that the status was concluded from.</param>
    /// <param name="status">The status as it should be; null leaves it as it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KubeException">The call failed; as a conflict where the object has changed since.</exception>
    /// <exception cref="InvalidStatusException">The server calls the status invalid, which asking again does not change.</exception>
    public async Task<bool> WriteAsync(T value, TStatus? status, CancellationToken cancellation)
    {
        if (status is null || StatusPatch.Between(Json(statusOf(value)), Json(status)) is not { } patch)
        {
            return false;
        }

        var key = ObjectKey.Of(value);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = value.Metadata.ResourceVersion },
            ["status"] = patch,
        };
        try
        {
            writes.Add(key, informer, await client.PatchStatusAsync(type, key, body, cancellation));
            return true;
        }
        catch (KubeException e) when (e.Code is 400 or 422)
        {
            throw new InvalidStatusException($"The API server refused the status ({e.Code}): {e.Message}", e);
        }
    }

    private JsonObject Json(TStatus? status) =>
        status is null ? [] : (JsonObject)JsonSerializer.SerializeToNode(status, json)!;
}
