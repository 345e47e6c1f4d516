namespace ImageForge.Cli.Display;

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressViews
{
    /// <summary>A bar on a terminal, lines elsewhere.</summary>
    public static IProgressView ForConsole() =>
        Console.IsOutputRedirected
            ? new LineView(Console.Out)
            : new BarView(Console.Out, Math.Max(20, Console.WindowWidth - 1));
}
