using System.Collections.Concurrent;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Planning;
using ImageForge.Planning.Profiles;
using ImageForge.Runtime.Controllers;

namespace ImageForge.Operator.Controllers;

/// <summary>Keeps the status of AtmosphereProfiles true.</summary>
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

        var outcome = await statuses.Profiles.WriteAsync(profile, Decide(profile), Decide, cancellation);
        if (outcome.IsWritten && outcome.Plan.Status?.Jobs != outcome.Before.Status?.Jobs)
        {
            _usersWritten[key] = options.Time.GetUtcNow();
        }

        return new ReconcileResult(outcome.Plan.RequeueAfter);

        Plan<AtmosphereProfileStatus> Decide(AtmosphereProfile present) =>
            ProfileDecider.Decide(
                new ProfileObserved
                {
                    Profile = present,
                    Users = caches.UsersOf(key),
                    UsersWritten = _usersWritten.TryGetValue(key, out var written) ? written : null,
                    Now = options.Time.GetUtcNow(),
                },
                options.Defaults
            );
    }
}
