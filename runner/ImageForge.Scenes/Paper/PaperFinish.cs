using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Paper;

/// <summary>What a theme makes of the paper: factors of what each sheet asks for. The default changes nothing.</summary>
internal sealed record PaperFinish
{
    public static PaperFinish Plain { get; } = new();

    /// <summary>Of the fibres.</summary>
    public float Fibre { get; init; } = 1f;

    /// <summary>Of contact shadows.</summary>
    public float Shadow { get; init; } = 1f;

    /// <summary>Of the lit edge of the cut.</summary>
    public float Edge { get; init; } = 1f;

    /// <summary>Of the unsteadiness of the hand.</summary>
    public float Waver { get; init; } = 1f;

    /// <summary>One colour a shape: no gradients.</summary>
    public bool Flat { get; init; }

    public CutStyle Apply(CutStyle style) =>
        ReferenceEquals(this, Plain)
            ? style
            : style with
            {
                Fibre = style.Fibre * Fibre,
                Shadow = style.Shadow * Shadow,
                Edge = style.Edge * Edge,
            };
}

/// <summary>How a sheet lies on the one behind it. Lengths in pixels.</summary>
internal readonly record struct CutStyle
{
    /// <summary>Distance to the sheet behind, which the shadow is moved and softened by.</summary>
    public float Depth { get; init; }

    /// <summary>How dark the contact shadow is, 0–1.</summary>
    public float Shadow { get; init; }

    /// <summary>Strength of the lit edge of the cut, 0–1.</summary>
    public float Edge { get; init; }

    /// <summary>Strength of the fibres, 0–1.</summary>
    public float Fibre { get; init; }

    /// <summary>The hue that air lays over the sheet; its alpha is how much.</summary>
    public LinearColor Haze { get; init; }

    /// <summary>Row from which the haze thickens downwards, and where it is full.</summary>
    public (float From, float To) HazeRows { get; init; }
}
