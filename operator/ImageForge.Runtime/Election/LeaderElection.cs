using k8s.Models;

namespace ImageForge.Runtime.Election;

/// <summary>
/// Leader election as a pure function of state and input. Two leaders at once are prevented as follows: every write
/// names the resourceVersion it replaces; a leader counts its renew deadline from before the last renewal was sent;
/// other candidates count the longer lease duration from when they observed that renewal.
/// </summary>
internal static class LeaderElection
{
    public static (ElectionState State, ElectionAction Action) Step(
        ElectionState state,
        ElectionInput input,
        Moment now,
        LeaderElectionOptions options
    ) =>
        input switch
        {
            ElectionInput.Due when state.IsLeading(now.Elapsed) && state.Lease is { } held => Write(
                state,
                held,
                now,
                options
            ),
            ElectionInput.Due => (state with { BegunAt = now.Elapsed }, new ElectionAction.Get()),
            ElectionInput.Read { Lease: null } => Claim(state with { Lease = null, LeadUntil = null }, now, options),
            ElectionInput.Read { Lease: { } lease } => Consider(Observe(state, lease, now), lease, now, options),
            ElectionInput.Written { Lease: var lease } => (
                state with
                {
                    Lease = lease,
                    ObservedAt = now.Elapsed,
                    LeadUntil = state.BegunAt + options.RenewDeadline,
                },
                new ElectionAction.Wait(options.RetryPeriod)
            ),
            // A leader must find out at once who holds the Lease now.
            ElectionInput.Conflict when state.IsLeading(now.Elapsed) => (
                state with
                {
                    BegunAt = now.Elapsed,
                },
                new ElectionAction.Get()
            ),
            ElectionInput.Conflict or ElectionInput.Failed => (state, Retry(state, now, options)),
            _ => throw new InvalidOperationException($"{input.GetType().Name} is not an input."),
        };

    /// <summary>
    /// Timeout of a call: within the renew deadline, and short enough for a retry.
    /// </summary>
    public static TimeSpan CallTime(ElectionState state, TimeSpan now, LeaderElectionOptions options)
    {
        var half = options.RenewDeadline / 2;
        return state.LeadUntil is { } until && until > now && until - now < half ? until - now : half;
    }

    /// <summary>The released Lease: without a holder, and expiring soon for candidates that ignore the holder.</summary>
    public static V1Lease Released(V1Lease held, Moment now) =>
        held with
        {
            Spec = (held.Spec ?? new V1LeaseSpec()) with
            {
                HolderIdentity = "",
                LeaseDurationSeconds = 1,
                RenewTime = now.Utc.UtcDateTime,
            },
        };

    private static (ElectionState, ElectionAction) Consider(
        ElectionState state,
        V1Lease lease,
        Moment now,
        LeaderElectionOptions options
    )
    {
        var holder = lease.Spec?.HolderIdentity;
        if (holder == options.Identity)
        {
            return Write(state, lease, now, options);
        }
        state = state with { LeadUntil = null };
        var expiry = state.ObservedAt + Duration(lease, options);
        if (string.IsNullOrEmpty(holder) || now.Elapsed >= expiry)
        {
            return Write(state, lease, now, options);
        }

        // Acquire an expired Lease immediately rather than at the next retry.
        var retry = Retry(state, now, options).Delay;
        var left = expiry - now.Elapsed;
        return (state, new ElectionAction.Wait(left < retry ? left : retry));
    }

    private static ElectionState Observe(ElectionState state, V1Lease lease, Moment now) =>
        state.Lease is { } known && known.Metadata.ResourceVersion == lease.Metadata.ResourceVersion
            ? state
            : state with
            {
                Lease = lease,
                ObservedAt = now.Elapsed,
            };

    // The duration in the Lease counts, not our own option.
    private static TimeSpan Duration(V1Lease lease, LeaderElectionOptions options) =>
        lease.Spec?.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : options.LeaseDuration;

    private static (ElectionState, ElectionAction) Claim(ElectionState state, Moment now, LeaderElectionOptions options)
    {
        var lease = new V1Lease
        {
            Metadata = new V1ObjectMeta { NamespaceProperty = options.Namespace, Name = options.Name },
            Spec = Mine(null, now, options),
        };
        return (state with { BegunAt = now.Elapsed }, new ElectionAction.Create(lease));
    }

    private static (ElectionState, ElectionAction) Write(
        ElectionState state,
        V1Lease lease,
        Moment now,
        LeaderElectionOptions options
    ) =>
        (
            state with
            {
                BegunAt = now.Elapsed,
            },
            new ElectionAction.Replace(lease with { Spec = Mine(lease.Spec, now, options) })
        );

    private static V1LeaseSpec Mine(V1LeaseSpec? old, Moment now, LeaderElectionOptions options)
    {
        var isRenewal = old?.HolderIdentity == options.Identity;
        // What else the Lease says, such as a preferred holder, stays.
        return (old ?? new V1LeaseSpec()) with
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(options.LeaseDuration.TotalSeconds),
            AcquireTime = isRenewal ? old!.AcquireTime : now.Utc.UtcDateTime,
            RenewTime = now.Utc.UtcDateTime,
            LeaseTransitions = old is null ? 0 : (old.LeaseTransitions ?? 0) + (isRenewal ? 0 : 1),
        };
    }

    private static ElectionAction.Wait Retry(ElectionState state, Moment now, LeaderElectionOptions options) =>
        new(
            state.IsLeading(now.Elapsed)
                ? options.RetryPeriod
                : options.RetryPeriod * (1 + options.Jitter * options.Random.NextDouble())
        );
}
