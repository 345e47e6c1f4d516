using System.Buffers.Binary;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// What a decoding process says of a file that it cannot decode: one sentence after "The JPEG", the same each time. Libraries
/// write to the same stream, with process ids and times; their lines are left aside.
/// </summary>
internal static class DecoderWords
{
    private const string Mark = "imageforge-decoder: ";

    /// <summary>Of a file that is shorter than it says.</summary>
    private const string EndsEarly = "ends early";

    // How libvips and what it calls say so: libjpeg, libspng, libtiff.
    private static readonly string[] Ends =
    [
        "premature end",
        "not enough data",
        "end of stream",
        "end of file",
        "bad seek",
        "seek error",
        "read error",
    ];

    /// <summary>The line to write.</summary>
    public static string Line(string words) => Mark + Printable.Text(words);

    /// <summary>The sentence in what the process wrote; empty where it ended without one.</summary>
    public static string Find(string text)
    {
        int at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? "" : Printable.Text(text[(at + Mark.Length)..].Split('\n')[0]);
    }

    /// <summary>The sentence for an error's message.</summary>
    public static string Of(string message, ReadOnlySpan<byte> file) =>
        Ends.Any(end => message.Contains(end, StringComparison.OrdinalIgnoreCase)) || IsShortWebP(file)
            ? EndsEarly
            : $"cannot be decoded: {message}";

    // libwebp only says that it cannot parse it.
    private static bool IsShortWebP(ReadOnlySpan<byte> file) =>
        file.Length >= 8
        && file.StartsWith("RIFF"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L > file.Length;
}
