namespace ImageForge.Runner.Composing;

/// <summary>How far pictures are.</summary>
/// <param name="Share">Share of them that is done, 0 to 1.</param>
/// <param name="Message">What is being done, as the beginning of a sentence.</param>
internal readonly record struct PictureProgress(double Share, string Message)
{
    /// <summary>Composing, which most pictures are made by.</summary>
    public const string Composing = "Composing";
}
