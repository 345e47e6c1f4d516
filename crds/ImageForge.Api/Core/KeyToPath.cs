namespace ImageForge.Api.Core;

/// <summary>One key and the file that it becomes.</summary>
public sealed record KeyToPath
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The file's path within the volume.</summary>
    public required string Path { get; init; }

    /// <summary>Permission bits of this file.</summary>
    public int? Mode { get; init; }
}
