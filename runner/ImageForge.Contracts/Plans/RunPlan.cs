namespace ImageForge.Contracts.Plans;

/// <summary>The document that a runner is given: what to make, and where to put it.</summary>
public sealed record RunPlan
{
    /// <summary>The version of this document that operator and runner agree on.</summary>
    public const string CurrentVersion = "imageforge.dev/plan/v1";

    /// <summary>Always <see cref="CurrentVersion"/>; a runner refuses another.</summary>
    public string Version { get; set; } = CurrentVersion;

    /// <summary><c>sha256:</c> and 64 hex digits over the canonical JSON of <see cref="Work"/>: cache key and idempotency key.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Everything that changes pixels, and nothing that does not.</summary>
    public required WorkPlan Work { get; init; }

    /// <summary>Who asked and where the results go; never part of the hash.</summary>
    public required DeliveryPlan Delivery { get; init; }

    /// <summary>Puts a plan together and computes its hash.</summary>
    public static RunPlan Create(WorkPlan work, DeliveryPlan delivery) =>
        new()
        {
            PlanHash = PlanHasher.Hash(work),
            Work = work,
            Delivery = delivery,
        };
}
