namespace ImageForge.Cli.Display;

/// <summary>Shows how far one job is.</summary>
internal interface IProgressView
{
    /// <param name="job">Its name.</param>
    /// <param name="percent">0 to 100.</param>
    /// <param name="stage">What it is doing.</param>
    /// <param name="detail">How many of what are done.</param>
    /// <param name="message">What exactly it is doing at this moment, where that is known.</param>
    void Show(string job, int percent, string stage, string detail, string? message = null);

    /// <summary>Ends the job's display with a line that stays.</summary>
    void Finish(string line);
}
