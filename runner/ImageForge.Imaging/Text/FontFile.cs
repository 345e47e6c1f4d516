namespace ImageForge.Imaging.Text;

/// <summary>A font that a user supplies.</summary>
/// <param name="Name">What messages call it, such as its address.</param>
/// <param name="Bytes">The file: TrueType, OpenType, or a collection of them.</param>
/// <param name="Index">Which font of a collection; 0 for other files.</param>
public sealed record FontFile(string Name, ReadOnlyMemory<byte> Bytes, int Index = 0);

/// <summary>What users' fonts may take at most.</summary>
public sealed record FontLimits
{
    /// <summary>Most bytes of a file.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Most processor time of the process that reads the fonts of a text and sets it, in all sizes that are asked for.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most time that one answer of that process may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>A user's font cannot be used.</summary>
/// <param name="message">Why, without the font's name.</param>
/// <param name="index">Which of the fonts that were given, or null where that is not known.</param>
public sealed class FontFormatException(string message, int? index = null) : Exception(message)
{
    /// <summary>Which of the fonts that were given, or null where that is not known.</summary>
    public int? Index { get; } = index;
}
