using ImageForge.Artifacts.Directories;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>What takes room in a cache.</summary>
/// <param name="Id">Its name there.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Address">Where it came from; null where it does not say.</param>
/// <param name="Bytes">Bytes that are there.</param>
/// <param name="Coming">Bytes that somebody is downloading to it now.</param>
/// <param name="Used">When it was used last.</param>
/// <param name="IsComplete">Whether it is a model, not a download.</param>
internal sealed record Occupant(
    string Id,
    string Folder,
    string? Address,
    long Bytes,
    long Coming,
    DateTime Used,
    bool IsComplete
)
{
    /// <summary>Looks at a complete model or a download.</summary>
    public static Occupant Measure(CacheFolders folders, string folder)
    {
        var id = Path.GetFileName(folder);
        var bytes = CacheFolders.BytesIn(CacheFolders.Files(folder));
        var partial = CacheFolders.ReadPartial(folder);
        using var free = partial is null ? null : FileLock.TryOwn(folders.Lock(id));
        return new(
            id,
            folder,
            partial?.Address ?? CacheFolders.ReadEntry(folder)?.Address,
            bytes,
            partial is not null && free is null ? Math.Max(0, partial.Bytes - bytes) : 0,
            CacheFolders.Used(folder),
            IsComplete: partial is null
        );
    }
}
