using System.Text.Json;
using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Models.Caching;

namespace ImageForge.Artifacts.Models.Placed;

/// <summary>Remembers the digests of files outside the cache, for as long as nothing about a file has changed.</summary>
/// <param name="folders">The cache.</param>
/// <param name="scope">For whom a path is one place: pods mount different volumes at the same path.</param>
/// <param name="time">The clock.</param>
internal sealed class DigestMemory(CacheFolders folders, string scope, TimeProvider time)
{
    // A file that changes twice within a tick of its file system's clock does not show the second time.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>The digest that was remembered of this very file, or null.</summary>
    public string? Find(string path, FileStamp stamp)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(PlaceOf(path)), CacheJson.Default.DigestRecord);
            return record is not null && record.Path == path && record.Stamp == stamp ? record.Sha256 : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Nothing is remembered: the file is read.
            return null;
        }
    }

    /// <summary>Remembers a digest, where that can be written.</summary>
    public void Keep(string path, FileStamp stamp, string sha256)
    {
        var now = time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        if (now - TimeSpan.FromTicks(stamp.Changed / TimeSpan.NanosecondsPerTick) < Tick)
        {
            return;
        }

        try
        {
            FileWriter.Replace(
                PlaceOf(path),
                JsonSerializer.SerializeToUtf8Bytes(
                    new DigestRecord(path, stamp, sha256),
                    CacheJson.Default.DigestRecord
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only time is lost: the next run reads the file again.
        }
    }

    private string PlaceOf(string path) => folders.Digest($"{scope}\n{path}");
}
