namespace ImageForge.Cli.Display;

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
