using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Seeded clouds between two colours.</summary>
/// <param name="Size">How large its features are, as a share of the canvas height: 0.3 for clouds, 0.002 for grain.</param>
/// <param name="Detail">How many finer layers of noise lie on the largest features.</param>
public sealed record NoiseSpec([Decimal(0.0005, 4)] double Size = 0.3, [Number(1, 8)] int Detail = 4)
{
    /// <summary>Colour where it is lowest, as "#rrggbb" or "#rrggbbaa".</summary>
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
    public required string From { get; init; }

    /// <summary>Colour where it is highest, as "#rrggbb" or "#rrggbbaa".</summary>
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
    public required string To { get; init; }

    /// <summary>Seed. Without it, every variant has noise of its own.</summary>
    [Number(0, 4_294_967_295)]
    public long? Seed { get; init; }
}
