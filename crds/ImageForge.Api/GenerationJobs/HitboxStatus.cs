namespace ImageForge.Api.GenerationJobs;

/// <summary>The box of a placed asset, in pixels of the final image, from its top left corner.</summary>
public sealed record HitboxStatus
{
    /// <summary>Left edge.</summary>
    [Number(0)]
    public required int X { get; init; }

    /// <summary>Upper edge.</summary>
    [Number(0)]
    public required int Y { get; init; }

    /// <summary>Width of the box.</summary>
    [Number(0)]
    public required int Width { get; init; }

    /// <summary>Height of the box.</summary>
    [Number(0)]
    public required int Height { get; init; }

    /// <summary>Category of its signal.</summary>
    [Text(63)]
    public required string Category { get; init; }

    /// <summary>Tag of its signal.</summary>
    [Text(63)]
    public required string Tag { get; init; }

    /// <summary>Intensity of its signal.</summary>
    [Decimal(0, 1)]
    public required double Intensity { get; init; }

    /// <summary>Score of its signal.</summary>
    [Decimal(-1, 1)]
    public required double Score { get; init; }
}
