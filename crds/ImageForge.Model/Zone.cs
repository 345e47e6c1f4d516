namespace ImageForge.Model;

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

    /// <summary>The zones of a scene that names none: sky, city and street.</summary>
    public static IReadOnlyList<ZoneSpec> Defaults { get; } =
    [
        new()
        {
            Name = "sky",
            Top = 0,
            Bottom = 0.30,
        },
        new()
        {
            Name = "city",
            Top = 0.30,
            Bottom = 0.65,
        },
        new()
        {
            Name = "street",
            Top = 0.65,
            Bottom = 1,
        },
    ];

    /// <summary>The zone of signals of a category; some weather is in the street.</summary>
    public static string DefaultFor(string category, string tag) =>
        (category, tag) switch
        {
            ("weather", "umbrellas" or "wind" or "puddle") => "street",
            ("weather", _) => "sky",
            ("crime" or "emergencies" or "transportation", _) => "street",
            _ => "city",
        };
}
