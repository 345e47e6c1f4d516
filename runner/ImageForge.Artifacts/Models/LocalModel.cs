namespace ImageForge.Artifacts.Models;

/// <summary>A model on this machine; until it is disposed of, or the process ends, no other removes it from the node's cache.</summary>
public sealed class LocalModel : IDisposable
{
    private readonly IDisposable? hold;

    internal LocalModel(string path, string digest, long bytes, IDisposable? hold)
    {
        Path = path;
        Digest = digest;
        Bytes = bytes;
        this.hold = hold;
    }

    /// <summary>The folder, or the one file of a plain network.</summary>
    public string Path { get; }

    /// <summary>Hex SHA-256 of its content, the same wherever it lies.</summary>
    public string Digest { get; }

    /// <summary>Bytes of the files that count.</summary>
    public long Bytes { get; }

    /// <summary>Bytes that were downloaded for it, or read for its digest, just now; 0 where it was there and known.</summary>
    public long Moved { get; init; }

    /// <summary>Lets the cache remove it.</summary>
    public void Dispose() => hold?.Dispose();
}
