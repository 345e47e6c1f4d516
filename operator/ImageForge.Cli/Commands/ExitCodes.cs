namespace ImageForge.Cli.Commands;

/// <summary>What the command line ends with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something was carried out and failed.</summary>
    public const int Failure = 1;

    /// <summary>What was given cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
