namespace ImageForge.Imaging;

/// <summary>Words from a file that nobody vouches for, made fit for a message.</summary>
internal static class Printable
{
    private const int Longest = 300;

    /// <summary>The text in one line, without control characters, not longer than a message bears.</summary>
    public static string Text(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim();
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
