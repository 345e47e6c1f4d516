namespace ImageForge.Imaging.Paper;

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
