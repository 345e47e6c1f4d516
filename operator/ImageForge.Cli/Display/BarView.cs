namespace ImageForge.Cli.Display;

/// <summary>A progress bar for terminals.</summary>
internal sealed class BarView(TextWriter output, int width) : IProgressView
{
    private const int Cells = 24;
    private string _last = "";

    public void Show(string job, int percent, string stage, string detail, string? message = null)
    {
        var line = $"{job}  {Bar(percent)}  {stage}  {detail}";
        line = message is null || message == stage ? line : $"{line}  {message}";
        line = line.Length <= width ? line : line[..Math.Max(0, width - 1)] + "…";
        if (line != _last)
        {
            output.Write($"\r{line.PadRight(_last.Length)}");
            output.Flush();
            _last = line;
        }
    }

    /// <summary>The bar with its percentage.</summary>
    public static string Bar(int percent)
    {
        var filled = Math.Clamp(percent, 0, 100) * Cells / 100;
        return $"{new string('━', filled)}{new string('─', Cells - filled)} {percent, 3}%";
    }

    public void Finish(string line)
    {
        output.Write($"\r{new string(' ', _last.Length)}\r");
        output.WriteLine(line);
        _last = "";
    }
}
