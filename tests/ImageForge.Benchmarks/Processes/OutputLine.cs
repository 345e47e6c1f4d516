namespace ImageForge.Benchmarks.Processes;

/// <summary>A line that a program wrote.</summary>
/// <param name="Text">The line without its end.</param>
/// <param name="Elapsed">From just before the program was started until the line was read.</param>
internal sealed record OutputLine(string Text, TimeSpan Elapsed);
