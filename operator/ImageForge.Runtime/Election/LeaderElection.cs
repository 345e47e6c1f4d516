using ImageForge.Api.Core;

namespace ImageForge.Runtime.Election;

/// <summary>
/// How a candidate gets and keeps a Lease, as a function of state and input. What keeps two from leading at once: every
/// write names the version that it replaces; a leader counts its time from before its last renewal was sent; others
/// count theirs, which is longer, from when they saw that renewal.
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
            // Who has it now must be known at once by one that thinks it leads.
            ElectionInput.Conflict when state.IsLeading(now.Elapsed) => (
                state with
                {
                    BegunAt = now.Elapsed,
                },
                new ElectionAction.Get()
            ),
            ElectionInput.Conflict or ElectionInput.Failed => (state, Retry(state, now, options)),
            _ => throw new InvalidOperationException($"{input.GetType().Name} is no input."),
        };

    /// <summary>
    /// How long a call may take: never longer than we may lead, and short enough for another try if it is lost.
    /// </summary>
    public static TimeSpan CallTime(ElectionState state, TimeSpan now, LeaderElectionOptions options)
    {
        var half = options.RenewDeadline / 2;
        return state.LeadUntil is { } until && until > now && until - now < half ? until - now : half;
    }

    /// <summary>The Lease as it is left on stopping: free, and soon expired for those who do not look at the holder.</summary>
    public static Lease Released(Lease held, Moment now) =>
        held with
        {
            Spec = (held.Spec ?? new LeaseSpec()) with
            {
                HolderIdentity = "",
                LeaseDurationSeconds = 1,
                RenewTime = now.Utc,
            },
        };

    private static (ElectionState, ElectionAction) Consider(
        ElectionState state,
        Lease lease,
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

        // A dead leader's Lease is taken as soon as it has run out, not at the next turn after that.
        var retry = Retry(state, now, options).Delay;
        var left = expiry - now.Elapsed;
        return (state, new ElectionAction.Wait(left < retry ? left : retry));
    }

    private static ElectionState Observe(ElectionState state, Lease lease, Moment now) =>
        state.Lease is { } known && known.Metadata.ResourceVersion == lease.Metadata.ResourceVersion
            ? state
            : state with
            {
                Lease = lease,
                ObservedAt = now.Elapsed,
            };

    // What the holder was promised counts, not what we would ask for.
    private static TimeSpan Duration(Lease lease, LeaderElectionOptions options) =>
        lease.Spec?.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : options.LeaseDuration;

    private static (ElectionState, ElectionAction) Claim(ElectionState state, Moment now, LeaderElectionOptions options)
    {
        var lease = new Lease
        {
            Metadata = new ObjectMeta { Namespace = options.Namespace, Name = options.Name },
            Spec = Mine(null, now, options),
        };
        return (state with { BegunAt = now.Elapsed }, new ElectionAction.Create(lease));
    }

    private static (ElectionState, ElectionAction) Write(
        ElectionState state,
        Lease lease,
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

    private static LeaseSpec Mine(LeaseSpec? old, Moment now, LeaderElectionOptions options)
    {
        var isRenewal = old?.HolderIdentity == options.Identity;
        return new LeaseSpec
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(options.LeaseDuration.TotalSeconds),
            AcquireTime = isRenewal ? old!.AcquireTime : now.Utc,
            RenewTime = now.Utc,
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
