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

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressViews
{
    /// <summary>A bar on a terminal, lines elsewhere.</summary>
    public static IProgressView ForConsole() => For(Console.Out);

    /// <summary>A bar where the writer is a terminal's, lines elsewhere.</summary>
    public static IProgressView For(TextWriter output) =>
        Console.IsOutputRedirected || output != Console.Out
            ? new LineView(output)
            : new BarView(Console.Out, Math.Max(20, Console.WindowWidth - 1));
}
