using System.Collections.Concurrent;
using ImageForge.Kube;
using ImageForge.Operator.Apply;
using ImageForge.Planning.Profiles;
using ImageForge.Runtime.Controllers;

namespace ImageForge.Operator.Controllers;

/// <summary>Reconciles the status of AtmosphereProfiles.</summary>
internal sealed class ProfileReconciler(Caches caches, StatusWriters statuses, OperatorOptions options) : IReconciler
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
            },
            options.Defaults
        );
        if (
            await statuses.Profiles.WriteAsync(profile, plan.Status, cancellation)
            && plan.Status?.Jobs != profile.Status?.Jobs
        )
        {
            _usersWritten[key] = options.Time.GetUtcNow();
        }

        return new ReconcileResult(plan.RequeueAfter);
    }
}
