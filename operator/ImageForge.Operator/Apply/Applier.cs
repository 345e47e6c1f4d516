using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Controllers;
using ImageForge.Operator.Telemetry;
using ImageForge.Planning;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Apply;

/// <summary>Applies planned changes of child objects.</summary>
internal sealed class Applier(KubeClient client, Caches caches, OwnWrites writes, ILogger<Applier> logger)
{
    public const string FieldManager = "imageforge";

    /// <summary>Applies one change for a reconciled object.</summary>
    public Task ApplyAsync(ObjectKey reconciled, ChildAction action, CancellationToken cancellation)
    {
        ReconcileTrace.NoteChange();
        return action switch
        {
            ChildAction.Create { Object: V1ConfigMap map } => CreateAsync(
                reconciled,
                caches.ConfigMaps,
                ApiResources.ConfigMaps,
                map,
                cancellation
            ),
            ChildAction.Create { Object: V1Job job } => CreateAsync(
                reconciled,
                caches.Children,
                ApiResources.Children,
                // The trace context belongs to this call; the plan must not depend on it.
                ReconcileTrace.WithContext(job),
                cancellation
            ),
            ChildAction.Apply { Job: var frame } => ApplyAsync(reconciled, frame, cancellation),
            ChildAction.Delete { Object: V1ConfigMap map } => DeleteAsync(CoreResources.ConfigMaps, map, cancellation),
            ChildAction.Delete { Object: V1Job job } => DeleteAsync(CoreResources.Jobs, job, cancellation),
            ChildAction.Delete { Object: GenerationJob frame } => DeleteAsync(
                ApiResources.GenerationJobs,
                frame,
                cancellation
            ),
            _ => throw new InvalidOperationException($"Unknown action {action.GetType().Name}."),
        };
    }

    /// <summary>Deletes this incarnation (uid) of an object; not found is no error.</summary>
    public async Task DeleteAsync<T>(ResourceType<T> type, T value, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ReconcileTrace.NoteChange();
        try
        {
            await client.DeleteAsync(
                type,
                ObjectKey.Of(value),
                cancellation,
                new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = value.Metadata.Uid } }
            );
        }
        catch (KubeException e) when (e.IsNotFound || e.IsConflict)
        {
            Log.AlreadyDeleted(logger, type.Kind, ObjectKey.Of(value));
        }
    }

    private async Task ApplyAsync(ObjectKey reconciled, GenerationJob frame, CancellationToken cancellation) =>
        writes.Add(
            reconciled,
            caches.Jobs,
            await client.ApplyAsync(ApiResources.GenerationJobs, frame, FieldManager, cancellation)
        );

    private async Task CreateAsync<T>(
        ObjectKey reconciled,
        Informer<T> informer,
        ResourceType<T> type,
        T value,
        CancellationToken cancellation
    )
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            writes.Add(reconciled, informer, await client.SubmitAsync(type, value, cancellation));
        }
        catch (KubeException e) when (e.IsAlreadyExists)
        {
            // The name is derived from the owner's uid, so this is an earlier success whose response was lost or that the cache
            // does not show yet.
            Log.AlreadyExists(logger, type.Kind, ObjectKey.Of(value));
        }
    }
}
