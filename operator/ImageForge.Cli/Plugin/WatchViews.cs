using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Cli.Display;
using ImageForge.DevCluster.Tables;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>Displays the progress of several objects.</summary>
internal interface IWatchView
{
    /// <summary>Shows the state of an object.</summary>
    void Show(Unstructured value);

    /// <summary>Shows how an object ended.</summary>
    void End(Unstructured value, string outcome);
}

/// <summary>Texts about objects in progress.</summary>
internal static class WatchText
{
    /// <summary>The name of an object, with its namespace where several are shown.</summary>
    public static string Name(Unstructured value, bool namespaces) =>
        (namespaces ? $"{value.Metadata.NamespaceProperty}/" : "")
        + (value.IsStoryboard() ? $"storyboard/{value.Metadata.Name}" : value.Metadata.Name);

    /// <summary>State and stage, or why it waits.</summary>
    public static string Progress(Unstructured value)
    {
        var state = JobOutcome.State(value);
        if (state != nameof(JobState.Running))
        {
            return Explained(value, state);
        }

        // The stage stays Queued until the runner reports.
        var count = Count(value);
        return value.Json.TextAt("status", "progress", "stage") is { } stage and not nameof(ProgressStage.Queued)
            ? $"{state} {count}, {stage}"
            : $"{state} {count}".TrimEnd();
    }

    /// <summary>The final state, with a count and the duration or the cause.</summary>
    public static string Ended(Unstructured value)
    {
        var state = JobOutcome.State(value);
        var noun = value.IsStoryboard() ? "frames" : "images";
        return state == nameof(JobState.Completed)
            ? $"{state}, {Count(value)} {noun}{Duration(value)}"
            : Explained(value, state);
    }

    /// <summary>Percent done.</summary>
    public static int Percent(Unstructured value) =>
        (int)Math.Clamp(value.Json.NumberAt("status", "progress", "percent") ?? 0, 0, 100);

    private static string? Count(Unstructured value) =>
        value.Json.TextAt("status", value.IsStoryboard() ? "framesDone" : "images");

    private static string Explained(Unstructured value, string state)
    {
        var ready = value.Condition(Conditions.Ready);
        return ready.TextAt("reason") is not { } reason ? state
            : reason == state ? $"{state}: {ready.TextAt("message")}"
            : $"{state}, {reason}: {ready.TextAt("message")}";
    }

    private static string Duration(Unstructured value) =>
        (value.Json.TimeAt("status", "startTime"), value.Json.TimeAt("status", "completionTime"))
            is ({ } start, { } end)
            ? $" in {Ages.Human(end - start)}"
            : "";
}

/// <summary>A line for each change, for logs and pipes.</summary>
internal sealed class LineWatchView(SafeOutput output, bool namespaces) : IWatchView
{
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);

    public void Show(Unstructured value) => Write(value, WatchText.Progress(value));

    public void End(Unstructured value, string outcome) => Write(value, outcome);

    private void Write(Unstructured value, string text)
    {
        var line = $"{WatchText.Name(value, namespaces)}: {text}";
        if (_last.GetValueOrDefault(value.Metadata.Uid!) != line)
        {
            output.Line(line);
            output.Results.Flush();
            _last[value.Metadata.Uid!] = line;
        }
    }
}

/// <summary>A bar for each object on a terminal; those that have ended stay above as lines.</summary>
/// <param name="output">The terminal.</param>
/// <param name="namespaces">Whether names are shown with their namespace.</param>
/// <param name="size">Columns and rows of the terminal.</param>
internal sealed class BarWatchView(SafeOutput output, bool namespaces, Func<(int Columns, int Rows)> size) : IWatchView
{
    private readonly SortedDictionary<string, Unstructured> _shown = new(StringComparer.Ordinal);
    private int _drawn;

    public void Show(Unstructured value)
    {
        _shown[WatchText.Name(value, namespaces)] = value;
        Draw(null);
    }

    public void End(Unstructured value, string outcome)
    {
        var name = WatchText.Name(value, namespaces);
        _shown.Remove(name);
        Draw($"{name}: {outcome}");
    }

    private void Draw(string? ended)
    {
        var (columns, rows) = size();
        // Up to the first bar, and everything from there erased.
        output.Results.Write(_drawn > 0 ? $"\u001b[{_drawn}A\u001b[J" : "");
        if (ended is not null)
        {
            output.Line(ended);
        }

        var room = Math.Max(1, rows - 2);
        var width = _shown.Keys.DefaultIfEmpty("").Max(name => name.Length);
        foreach (var (name, value) in _shown.Take(room))
        {
            var line = TerminalText.Escape(
                $"{name.PadRight(width)}  {BarView.Bar(WatchText.Percent(value))}  {WatchText.Progress(value)}"
            );
            output.Line(line.Length < columns ? line : line[..Math.Max(0, columns - 2)] + "…");
        }

        _drawn = Math.Min(room, _shown.Count);
        if (_shown.Count > room)
        {
            output.Line($"and {_shown.Count - room} more");
            _drawn++;
        }

        output.Results.Flush();
    }
}
