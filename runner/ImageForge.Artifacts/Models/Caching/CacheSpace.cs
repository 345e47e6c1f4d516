using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Makes room for a model: removes what was used least recently, and nothing that is in use.</summary>
internal sealed class CacheSpace(CacheFolders folders, long? limit, Func<string, long> freeBytes)
{
    /// <summary>Removes models until one more fits; the caller holds <see cref="CacheFolders.SpaceLock"/>.</summary>
    /// <exception cref="ModelUnusableException">It is larger than the cache may become.</exception>
    /// <exception cref="ModelUnavailableException">There is no room beside what is in use, or on the disk.</exception>
    public void MakeRoom(RemoteModel model)
    {
        if (limit < model.Bytes)
        {
            throw new ModelUnusableException(
                $"{model.Name} has {ByteCount.Text(model.Bytes)} and the model cache may hold {ByteCount.Text(limit.Value)}: raise {ModelVariables.CacheBytes}"
            );
        }

        folders.EmptyTrash();
        var mine = folders.Partial(model.Id);
        var missing = model.Bytes - CacheFolders.BytesIn(CacheFolders.Files(mine));
        var others = Directory
            .EnumerateDirectories(folders.Entries)
            .Concat(Directory.EnumerateDirectories(folders.Partials))
            .Where(folder => folder != mine)
            .Select(folder => Occupant.Measure(folders, folder))
            // An older listing of the same address is not asked for again.
            .OrderByDescending(o => o.Address == model.Address)
            .ThenBy(o => o.Used)
            .ToList();
        // A download of an older listing cannot be resumed.
        others.RemoveAll(o => !o.IsComplete && o.Address == model.Address && TryRemove(o));
        var taken = others.Sum(o => o.Bytes + o.Coming);
        var needed = missing + others.Sum(o => o.Coming);
        foreach (var other in others)
        {
            if (IsWithinLimit() && IsOnDisk())
            {
                return;
            }

            if (TryRemove(other))
            {
                taken -= other.Bytes;
            }
        }

        if (!IsWithinLimit())
        {
            throw new ModelUnavailableException(
                $"{model.Name} has {ByteCount.Text(model.Bytes)} and the model cache may hold {ByteCount.Text(limit!.Value)}, of which {ByteCount.Text(taken)} are in use: raise {ModelVariables.CacheBytes}, or try again when they are free"
            );
        }

        if (!IsOnDisk())
        {
            throw new ModelUnavailableException(
                $"{model.Name} needs {ByteCount.Text(needed)} in the model cache '{folders.Root}', and its disk has {ByteCount.Text(freeBytes(folders.Root))} free"
            );
        }

        bool IsWithinLimit() => limit is null || taken + model.Bytes <= limit;

        bool IsOnDisk() => freeBytes(folders.Root) >= needed;
    }

    private bool TryRemove(Occupant occupant)
    {
        using var unused = FileLock.TryOwn(folders.Lock(occupant.Id));
        if (unused is not null)
        {
            folders.Remove(occupant.Folder);
        }

        return unused is not null;
    }
}

/// <summary>What takes room in a cache.</summary>
/// <param name="Id">Its name there.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Address">Where it came from; null where it does not say.</param>
/// <param name="Bytes">Bytes that are there.</param>
/// <param name="Coming">Bytes of downloads in progress.</param>
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
