using System.Text;

namespace ImageForge.Planning.Statuses;

/// <summary>Texts in statuses, with the length limits that the API server enforces.</summary>
internal static class Text
{
    /// <summary>The longest message of a condition in a status.</summary>
    public const int MaxMessage = 1024;

    /// <summary>The longest note of an event, in bytes.</summary>
    public const int MaxNote = 1024;

    /// <summary>A number of images, such as "1 image".</summary>
    public static string Images(int count) => count == 1 ? "1 image" : $"{count} images";

    /// <summary>
    /// Shortens a text to at most <paramref name="bytes"/> bytes of UTF-8, never in the middle of a character.
    /// </summary>
    public static string Truncate(string text, int bytes)
    {
        if (text.Length * 3 <= bytes || Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var room = bytes - Encoding.UTF8.GetByteCount("…");
        var kept = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept + rune.Utf8SequenceLength > room)
            {
                break;
            }

            kept += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return text[..length] + "…";
    }
}

/// <summary>Times as stored in a status.</summary>
internal static class Clock
{
    /// <summary>Truncated to whole seconds, the precision of the API.</summary>
    public static DateTimeOffset Seconds(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
