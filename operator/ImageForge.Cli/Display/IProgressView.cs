namespace ImageForge.Cli.Display;

/// <summary>Shows how far one job is.</summary>
internal interface IProgressView
{
    void Show(string job, int percent, string stage, string detail);

    /// <summary>Ends the job's display with a line that stays.</summary>
    void Finish(string line);
}
