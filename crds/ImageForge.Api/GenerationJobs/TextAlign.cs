namespace ImageForge.Api.GenerationJobs;

/// <summary>Alignment of text.</summary>
public enum TextAlign
{
    /// <summary>Left-aligned.</summary>
    Left,

    /// <summary>Centred.</summary>
    Center,

    /// <summary>Right-aligned.</summary>
    Right,
}
