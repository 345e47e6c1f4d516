using System.Collections.Concurrent;
using ImageForge.Api;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Planning.Profiles;
using ImageForge.Runtime.Controllers;

namespace ImageForge.Operator.Controllers;

/// <summary>Keeps the status of AtmosphereProfiles true.</summary>
internal sealed class ProfileReconciler(Caches caches, Applier applier, OperatorOptions options) : IReconciler
{
    private readonly ConcurrentDictionary<ObjectKey, DateTimeOffset> _usersWritten = new();

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (caches.Profiles.Store.Get(key) is not { } profile)
        {
            _usersWritten.TryRemove(key, out _);
            return ReconcileResult.Done;
        }

        var plan = ProfileDecider.Decide(
            new ProfileObserved
            {
                Profile = profile,
                Users = caches.UsersOf(key),
                UsersWritten = _usersWritten.TryGetValue(key, out var written) ? written : null,
                Now = options.Time.GetUtcNow(),
            }
        );
        if (
            plan.Status is { } status
            && await applier.WriteStatusAsync(
                ApiResources.AtmosphereProfiles,
                caches.Profiles,
                profile,
                profile.Status,
                status,
                ApiJson.Default.AtmosphereProfileStatus,
                cancellation
            )
            && status.Jobs != profile.Status?.Jobs
        )
        {
            _usersWritten[key] = options.Time.GetUtcNow();
        }

        return new ReconcileResult(plan.RequeueAfter);
    }
}
