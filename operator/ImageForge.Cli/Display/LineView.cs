namespace ImageForge.Cli.Display;

/// <summary>One line per stage or finished variant, for logs and pipes.</summary>
internal sealed class LineView(TextWriter output) : IProgressView
{
    private string last = "";

    public void Show(string job, int percent, string stage, string detail, string? message = null)
    {
        var line = $"{job}: {stage} {detail}".TrimEnd();
        if (line != last)
        {
            output.WriteLine(line);
            last = line;
        }
    }

    public void Finish(string line)
    {
        output.WriteLine(line);
        last = "";
    }
}
