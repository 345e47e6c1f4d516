using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Planning;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;

namespace ImageForge.Operator.Applying;

/// <summary>
/// Writes the statuses of one kind, each against the version that it was concluded from: what somebody else has written in
/// between is read, and the status concluded anew, instead of being overwritten.
/// </summary>
internal sealed class StatusWriter<T, TStatus>(
    KubeClient client,
    ResourceType<T> type,
    Informer<T> informer,
    Func<T, TStatus?> statusOf,
    JsonTypeInfo<TStatus> json,
    OwnWrites writes,
    TimeProvider time
)
    where T : class, IKubeObject
{
    private const int MostTries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Random _jitter = new();

    /// <summary>Writes the planned status if it differs from what the object has.</summary>
    /// <param name="value">The object that the plan is for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="decide">Decides about a newer version of the object.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KubeException">
    /// A conflict: the object was changed again and again, or another spec is asked for, so that more than its status is to be
    /// concluded anew.
    /// </exception>
    public async Task<StatusOutcome<T, TStatus>> WriteAsync(
        T value,
        Plan<TStatus> plan,
        Func<T, Plan<TStatus>> decide,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(value, plan, await WriteOnceAsync(value, plan, cancellation));
            }
            catch (KubeException e) when (e.IsConflict && attempt < MostTries)
            {
                await Task.Delay(Pause * (1 + Jitter()), time, cancellation);
                if (await ReadAsync(ObjectKey.Of(value), cancellation) is not { } fresh || !IsSame(value, fresh))
                {
                    throw;
                }

                (value, plan) = (fresh, decide(fresh));
            }
        }
    }

    private async Task<bool> WriteOnceAsync(T value, Plan<TStatus> plan, CancellationToken cancellation)
    {
        if (plan.Status is not { } after || StatusPatch.Between(Json(statusOf(value)), Json(after)) is not { } patch)
        {
            return false;
        }

        var key = ObjectKey.Of(value);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = value.Metadata.ResourceVersion },
            ["status"] = patch,
        };
        writes.Add(key, informer, await client.PatchStatusAsync(type, key, body, cancellation));
        return true;
    }

    private async Task<T?> ReadAsync(ObjectKey key, CancellationToken cancellation)
    {
        try
        {
            return await client.GetAsync(type, key, cancellation);
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private static bool IsSame(T value, T fresh) =>
        (fresh.Metadata.Uid, fresh.Metadata.Generation) == (value.Metadata.Uid, value.Metadata.Generation);

    private double Jitter()
    {
        lock (_jitter)
        {
            return _jitter.NextDouble();
        }
    }

    private JsonObject Json(TStatus? status) =>
        status is null ? [] : (JsonObject)JsonSerializer.SerializeToNode(status, json)!;
}
