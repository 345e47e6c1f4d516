namespace ImageForge.Kube.Http;

/// <summary>Calls that share a rate limit.</summary>
internal enum CallBudget
{
    /// <summary>All other calls.</summary>
    Rest,

    /// <summary>Leader election, which must not wait.</summary>
    Leases,

    /// <summary>Events, which must not make others wait.</summary>
    Events,
}
