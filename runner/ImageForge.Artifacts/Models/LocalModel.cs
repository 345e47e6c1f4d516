using System.Security.Cryptography;
using System.Text;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.Models;

/// <summary>A model on this machine; until it is disposed of, or the process ends, no other removes it from the node's cache.</summary>
public sealed class LocalModel : IDisposable
{
    private readonly IDisposable? _hold;

    internal LocalModel(string path, string digest, long bytes, IDisposable? hold)
    {
        Path = path;
        Digest = digest;
        Bytes = bytes;
        _hold = hold;
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
    public void Dispose() => _hold?.Dispose();
}

/// <summary>The digest of a model's content, as <see cref="ModelPlan.Sha256"/> words it.</summary>
internal static class ModelDigest
{
    /// <summary>The digest of a folder: the SHA-256 of what <c>sha256sum</c> prints of the files that count, in the order of their bytes.</summary>
    public static string OfFolder(IEnumerable<ModelFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var line in files.Select(f => (Key: Encoding.UTF8.GetBytes(f.Path), File: f)).OrderBy(f => f.Key, ByteOrder)
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Line(line.File)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Refuses a model that is another one than the plan names.</summary>
    /// <exception cref="ModelUnusableException">It is.</exception>
    public static void Check(ModelPlan plan, string digest)
    {
        if (plan.Sha256 is { } expected && !expected.Equals(digest, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelUnusableException(
                $"model '{plan.Uri}' has the digest {digest}, but model.digest is {expected}"
            );
        }
    }

    private static readonly Comparer<byte[]> ByteOrder = Comparer<byte[]>.Create(
        static (a, b) => a.AsSpan().SequenceCompareTo(b)
    );

    // sha256sum marks a line whose name it had to escape; of what it escapes, only the backslash can be in a name here.
    private static string Line(ModelFile file) =>
        file.Path.Contains('\\', StringComparison.Ordinal)
            ? $"\\{file.Sha256}  {file.Path.Replace("\\", @"\\", StringComparison.Ordinal)}\n"
            : $"{file.Sha256}  {file.Path}\n";
}
