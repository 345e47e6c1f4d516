using ImageForge.Imaging.Noise;

namespace ImageForge.Scenes.Layout;

/// <summary>Where a composition rule puts what carries a picture. Places are fractions of the width; null leaves it to the seed.</summary>
internal sealed record Arrangement
{
    /// <summary>Column of sun or moon.</summary>
    public float? Disc { get; init; }

    /// <summary>Row of sun or moon as a fraction of the picture's height; null leaves it to the palette.</summary>
    public float? DiscRow { get; init; }

    /// <summary>Column of the landmark, the largest prop.</summary>
    public float? Landmark { get; init; }

    /// <summary>Factor of the landmark's size.</summary>
    public float LandmarkSize { get; init; } = 1f;

    /// <summary>Column that the street's lines run to.</summary>
    public float Vanishing { get; init; } = 0.5f;

    /// <summary>Whether the right half mirrors the left.</summary>
    public bool Mirrored { get; init; }

    /// <summary>Whether the street runs away from the camera, between two rows of houses, instead of across.</summary>
    public bool Boulevard { get; init; }

    /// <summary>Whether the foreground is a frame all around.</summary>
    public bool Framed { get; init; }

    /// <summary>How tall towers may be before what must be seen, against 1 elsewhere: the disc where its row is given, else the landmark.</summary>
    public float Valley { get; init; } = 1f;

    /// <summary>The side that is left empty: from the first to the second column nothing tall stands.</summary>
    public (float From, float To)? Empty { get; init; }

    public static Arrangement Of(Scene scene, Dice dice)
    {
        bool left = dice.Fork("side").Chance(0.5f);
        return scene.CompositionRule switch
        {
            CompositionRule.Thirds => At(left, 1f / 3),
            CompositionRule.GoldenRatio => At(left, 0.381966f),
            CompositionRule.Centered => new Arrangement
            {
                Disc = 0.5f,
                Landmark = 0.5f,
                LandmarkSize = 1.2f,
                Valley = 0.62f,
            },
            CompositionRule.Symmetrical => new Arrangement
            {
                Disc = 0.5f,
                Landmark = 0.5f,
                LandmarkSize = 1.15f,
                Mirrored = true,
                Valley = 0.8f,
            },
            CompositionRule.LeadingLines => new Arrangement
            {
                Disc = left ? 0.36f : 0.64f,
                Landmark = left ? 0.36f : 0.64f,
                LandmarkSize = 1.1f,
                Vanishing = left ? 0.36f : 0.64f,
                Boulevard = true,
                Valley = 0.7f,
            },
            CompositionRule.FrameWithinFrame => new Arrangement
            {
                Landmark = left ? 0.42f : 0.58f,
                Disc = left ? 0.64f : 0.36f,
                LandmarkSize = 1.1f,
                Framed = true,
            },
            CompositionRule.NegativeSpace => new Arrangement
            {
                Disc = left ? 0.2f : 0.8f,
                Landmark = left ? 0.17f : 0.83f,
                Empty = left ? (0.38f, 2f) : (-1f, 0.62f),
            },
            _ => new Arrangement(),
        };
    }

    /// <summary>Factor of a tower's height by its column.</summary>
    public float Rise(float column)
    {
        if (Empty is { } empty)
        {
            // Down to nothing over a seventh of the width.
            float inside = Math.Min(column - empty.From, empty.To - column);
            return 1f - Math.Clamp((inside + 0.1f) / 0.14f, 0f, 1f);
        }

        if (Valley >= 1f || (DiscRow is null ? Landmark : Disc) is not { } at)
        {
            return 1f;
        }

        float near = Math.Max(0f, 1f - (Math.Abs(column - at) / 0.3f));
        return 1f - ((1f - Valley) * near * near * (3f - (2f * near)));
    }

    /// <summary>Whether something may stand between two columns.</summary>
    public bool Stands(float from, float to) => Empty is not { } empty || to < empty.From || from > empty.To;

    private static Arrangement At(bool left, float part) =>
        new()
        {
            Disc = left ? part : 1f - part,
            DiscRow = part,
            Landmark = left ? 1f - part : part,
            LandmarkSize = 1.1f,
            Vanishing = left ? 1f - part : part,
            Valley = 0.55f,
        };
}
