using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>
/// A part of the canvas in which signals are placed. Bounds are fractions of the canvas, from its top left corner.
/// </summary>
/// <param name="Left">Left bound as a share of the width.</param>
/// <param name="Right">Right bound as a share of the width.</param>
[Rule("self.top < self.bottom", "top must be less than bottom", FieldPath = ".bottom")]
[Rule("self.left < self.right", "left must be less than right", FieldPath = ".right")]
public sealed record ZoneSpec([Decimal(0, 1)] double Left = 0, [Decimal(0, 1)] double Right = 1)
{
    /// <summary>Name of the zone, such as "sky".</summary>
    [Identifier]
    public required string Name { get; init; }

    /// <summary>Upper bound as a share of the height, counted from the top.</summary>
    [Decimal(0, 1)]
    public required double Top { get; init; }

    /// <summary>Lower bound as a share of the height, counted from the top.</summary>
    [Decimal(0, 1)]
    public required double Bottom { get; init; }
}
