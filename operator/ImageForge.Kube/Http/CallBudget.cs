namespace ImageForge.Kube.Http;

/// <summary>Calls that share a rate.</summary>
internal enum CallBudget
{
    /// <summary>All that has no budget of its own.</summary>
    Rest,

    /// <summary>Leader election, which must not wait.</summary>
    Leases,

    /// <summary>Events, which must not make others wait.</summary>
    Events,
}
