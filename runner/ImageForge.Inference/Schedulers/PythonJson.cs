namespace ImageForge.Inference.Schedulers;

/// <summary>Python writes numbers that are not finite as bare words, which JSON has not.</summary>
internal static class PythonJson
{
    /// <summary>The same text with <c>-Infinity</c>, <c>Infinity</c> and <c>NaN</c> in quotes where they stand outside of strings.</summary>
    public static byte[] Quoted(ReadOnlySpan<byte> json)
    {
        using var quoted = new MemoryStream(json.Length + 16);
        bool inString = false;
        for (int i = 0; i < json.Length; )
        {
            int word = inString ? 0 : WordAt(json[i..]);
            if (word > 0)
            {
                quoted.WriteByte((byte)'"');
                quoted.Write(json.Slice(i, word));
                quoted.WriteByte((byte)'"');
                i += word;
                continue;
            }

            int length = inString && json[i] == '\\' && i + 1 < json.Length ? 2 : 1;
            inString ^= json[i] == '"';
            quoted.Write(json.Slice(i, length));
            i += length;
        }

        return quoted.ToArray();
    }

    private static int WordAt(ReadOnlySpan<byte> json) =>
        json.StartsWith("-Infinity"u8) ? 9
        : json.StartsWith("Infinity"u8) ? 8
        : json.StartsWith("NaN"u8) ? 3
        : 0;
}
