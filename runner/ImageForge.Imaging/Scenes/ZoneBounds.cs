namespace ImageForge.Imaging.Scenes;

/// <summary>Where the three zones lie.</summary>
public sealed record ZoneBounds
{
    /// <summary>Sky; 0 to 0.30 if not set.</summary>
    public Band Sky { get; init; } = new(0, 0.30);

    /// <summary>City; 0.30 to 0.65 if not set.</summary>
    public Band City { get; init; } = new(0.30, 0.65);

    /// <summary>Street; 0.65 to 1 if not set.</summary>
    public Band Street { get; init; } = new(0.65, 1);

    /// <summary>The bounds of one zone.</summary>
    public Band this[Zone zone] =>
        zone switch
        {
            Zone.Sky => Sky,
            Zone.City => City,
            _ => Street,
        };
}
