namespace ImageForge.Imaging;

/// <summary>An image file is broken, is not supported, or is larger than allowed. The message says which and where.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>Creates one.</summary>
    public ImageFormatException(string message, Exception? inner = null)
        : base(message, inner) { }
}

/// <summary>Makes text from an untrusted file printable in a message.</summary>
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
