namespace ImageForge.Runner.Pictures;

/// <summary>How far pictures are.</summary>
/// <param name="Share">Share of them that is done, 0 to 1.</param>
/// <param name="Message">What is being done, as the beginning of a sentence.</param>
internal readonly record struct PictureProgress(double Share, string Message)
{
    /// <summary>Composing, which most pictures are made by.</summary>
    public const string Composing = "Composing";
}

/// <summary>Reports a part of the work as a share of the whole.</summary>
/// <param name="sink">Is told.</param>
/// <param name="from">Share of the whole that was done before.</param>
/// <param name="to">Share of the whole that is done afterwards.</param>
internal sealed class PartProgress(IProgress<PictureProgress> sink, double from, double to) : IProgress<PictureProgress>
{
    public void Report(PictureProgress value) => sink.Report(value with { Share = from + (to - from) * value.Share });
}
