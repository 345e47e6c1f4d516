namespace ImageForge.Cli.Display;

/// <summary>Displays the progress of a job.</summary>
internal interface IProgressView
{
    /// <param name="job">Its name.</param>
    /// <param name="percent">0 to 100.</param>
    /// <param name="stage">Current stage.</param>
    /// <param name="detail">Such as "1/4".</param>
    /// <param name="message">Optional detail of the stage.</param>
    void Show(string job, int percent, string stage, string detail, string? message = null);

    /// <summary>Replaces the display with a final line.</summary>
    void Finish(string line);
}
