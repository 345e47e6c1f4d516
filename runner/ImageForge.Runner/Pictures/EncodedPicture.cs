using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Pictures;

/// <summary>A composed picture as a file.</summary>
/// <param name="File">The file's bytes.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Hitboxes">Where the signals' assets are.</param>
internal sealed record EncodedPicture(byte[] File, int Width, int Height, IReadOnlyList<Hitbox> Hitboxes)
{
    /// <summary>What was left out of it, or stands in for it.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}
