namespace ImageForge.Contracts.Plans;

/// <summary>The three zones of a scene as fractions of its height.</summary>
public sealed record ZonesPlan
{
    /// <summary>Above the roofs.</summary>
    public ZonePlan Sky { get; set; } = new(0, 0.30);

    /// <summary>Between the roofs and the street.</summary>
    public ZonePlan City { get; set; } = new(0.30, 0.65);

    /// <summary>Pavement and road.</summary>
    public ZonePlan Street { get; set; } = new(0.65, 1);
}
