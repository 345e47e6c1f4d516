namespace ImageForge.Runner.Composing;

/// <summary>Says of the compositor's share what it is a share of.</summary>
/// <param name="sink">Is told.</param>
/// <param name="from">Share of the whole that was done before.</param>
/// <param name="to">Share of the whole that is done afterwards.</param>
internal sealed class ComposingProgress(IProgress<PictureProgress> sink, double from = 0, double to = 1)
    : IProgress<double>
{
    public void Report(double value) => sink.Report(new(from + (to - from) * value, PictureProgress.Composing));
}
