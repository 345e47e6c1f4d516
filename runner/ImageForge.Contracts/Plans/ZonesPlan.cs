namespace ImageForge.Contracts.Plans;

/// <summary>The zones of a scene.</summary>
public sealed record ZonesPlan
{
    /// <summary>Above the roofs.</summary>
    public ZonePlan Sky { get; set; } = new(0, 0.30);

    /// <summary>Between the roofs and the street.</summary>
    public ZonePlan City { get; set; } = new(0.30, 0.65);

    /// <summary>Pavement and road.</summary>
    public ZonePlan Street { get; set; } = new(0.65, 1);

    /// <summary>The user's own zones by name; absent: none.</summary>
    public IReadOnlyDictionary<string, ZonePlan>? Named { get; init; }
}
