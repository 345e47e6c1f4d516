using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageForge.Artifacts.Directories;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Where what lies in a cache.</summary>
internal sealed class CacheFolders(string root)
{
    private const string EntryFile = "entry.json";
    private const string PartialFile = "partial.json";

    /// <summary>The cache.</summary>
    public string Root => root;

    /// <summary>Complete models; each is there as a whole, or not at all.</summary>
    public string Entries => Path.Combine(root, "models");

    /// <summary>Downloads that are not complete.</summary>
    public string Partials => Path.Combine(root, "partial");

    /// <summary>What is being deleted, and counts no more.</summary>
    public string Trash => Path.Combine(root, "trash");

    /// <summary>Held while room is counted and made.</summary>
    public string SpaceLock => Path.Combine(root, "locks", "space");

    /// <summary>Owned by who writes or removes a model, shared by who uses it.</summary>
    public string Lock(string id) => Path.Combine(root, "locks", id);

    /// <summary>A complete model.</summary>
    public string Entry(string id) => Path.Combine(Entries, id);

    /// <summary>A download.</summary>
    public string Partial(string id) => Path.Combine(Partials, id);

    /// <summary>The model itself in an entry or a download.</summary>
    public static string Files(string entry) => Path.Combine(entry, "files");

    /// <summary>Makes sure that all of them are there.</summary>
    public void Create()
    {
        foreach (var folder in new[] { Entries, Partials, Trash, Path.Combine(root, "locks") })
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>What a complete model says about itself; null where it is not there or cannot be read.</summary>
    public static CacheEntry? ReadEntry(string folder) =>
        Read(Path.Combine(folder, EntryFile), CacheJson.Default.CacheEntry);

    /// <summary>Writes what a complete model says about itself.</summary>
    public static void WriteEntry(string folder, CacheEntry entry)
    {
        FileWriter.Replace(
            Path.Combine(folder, EntryFile),
            JsonSerializer.SerializeToUtf8Bytes(entry, CacheJson.Default.CacheEntry)
        );
        File.Delete(Path.Combine(folder, PartialFile));
    }

    /// <summary>What a download says about itself; null where it is not there or cannot be read.</summary>
    public static PartialEntry? ReadPartial(string folder) =>
        Read(Path.Combine(folder, PartialFile), CacheJson.Default.PartialEntry);

    /// <summary>Writes what a download says about itself.</summary>
    public static void WritePartial(string folder, PartialEntry entry) =>
        FileWriter.Replace(
            Path.Combine(folder, PartialFile),
            JsonSerializer.SerializeToUtf8Bytes(entry, CacheJson.Default.PartialEntry)
        );

    /// <summary>Says that a model, or a download, is used now.</summary>
    public static void Touch(string folder, DateTimeOffset now)
    {
        var entry = Path.Combine(folder, EntryFile);
        File.SetLastWriteTimeUtc(File.Exists(entry) ? entry : Path.Combine(folder, PartialFile), now.UtcDateTime);
    }

    /// <summary>When a model, or a download, was used last.</summary>
    public static DateTime Used(string folder) =>
        new[] { EntryFile, PartialFile }.Max(name => File.GetLastWriteTimeUtc(Path.Combine(folder, name)));

    /// <summary>Bytes that lie below a folder, whose files may come and go meanwhile.</summary>
    public static long BytesIn(string folder)
    {
        try
        {
            return new FileSystemEnumerable<long>(
                folder,
                (ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length,
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = default }
            ).Sum();
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>Removes a model or a download at once, and then its bytes.</summary>
    public void Remove(string folder)
    {
        Directory.Move(folder, Path.Combine(Trash, Guid.NewGuid().ToString("N")));
        EmptyTrash();
    }

    /// <summary>Deletes what was removed, by those too who were killed before they had deleted it.</summary>
    public void EmptyTrash()
    {
        foreach (var folder in Directory.EnumerateDirectories(Trash))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Where the digest of a file outside the cache is remembered.</summary>
    public string Digest(string path) =>
        Path.Combine(
            root,
            "digests",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))) + ".json"
        );

    private static T? Read<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // Nothing there, or nothing that this runner wrote: it is made anew.
            return null;
        }
    }
}
