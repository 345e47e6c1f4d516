namespace ImageForge.Cli.Display;

/// <summary>One line per stage or finished variant, for logs and pipes.</summary>
internal sealed class LineView(TextWriter output) : IProgressView
{
    private string _last = "";

    public void Show(string job, int percent, string stage, string detail, string? message = null)
    {
        var line = $"{job}: {stage} {detail}".TrimEnd();
        if (line != _last)
        {
            output.WriteLine(line);
            _last = line;
        }
    }

    public void Finish(string line)
    {
        output.WriteLine(line);
        _last = "";
    }
}
