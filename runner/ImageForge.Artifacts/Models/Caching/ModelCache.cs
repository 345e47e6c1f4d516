using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Models from buckets in a folder of the node, shared by the pods there.</summary>
/// <remarks>
/// Each model has a lock: who uses the model shares it, who writes or removes it owns it. A model is there when its
/// folder is, which is renamed into place when it is complete; so nothing that a killed runner leaves is taken for one.
/// </remarks>
internal sealed class ModelCache(CacheFolders folders, CacheSpace space, TimeProvider time)
{
    /// <summary>The model as it was listed: the one that is there, else a downloaded one.</summary>
    /// <exception cref="S3ChangedException">It changes while it is downloaded: list it again.</exception>
    /// <exception cref="ModelUnusableException">It is larger than the cache may become.</exception>
    /// <exception cref="ModelUnavailableException">There is no room, or it comes damaged.</exception>
    /// <exception cref="StoreException">It cannot be read; what came is kept for another attempt.</exception>
    public async Task<LocalModel> OpenAsync(
        RemoteModel model,
        S3Folder source,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        folders.Create();
        var id = model.Id;
        var moved = 0L;
        while (true)
        {
            var hold = await Waiting.ForAsync<FileLock>(
                () => IsWhole(id) ? FileLock.TryShare(folders.Lock(id)) : FileLock.TryOwn(folders.Lock(id)),
                () => progress.Report(Elsewhere(model, id)),
                time,
                cancellationToken
            );
            var kept = false;
            try
            {
                // Looked at again: it may have come or gone before the lock was had.
                if (!hold.IsOwned && ReadWhole(id) is { } entry)
                {
                    CacheFolders.Touch(folders.Entry(id), time.GetUtcNow());
                    kept = true;
                    return new(PathOf(model, id), entry.Digest, entry.Bytes, hold) { Moved = moved };
                }

                if (hold.IsOwned && !IsWhole(id))
                {
                    moved += await MakeAsync(model, id, source, progress, cancellationToken);
                }
            }
            finally
            {
                if (!kept)
                {
                    hold.Dispose();
                }
            }
        }
    }

    private async Task<long> MakeAsync(
        RemoteModel model,
        string id,
        S3Folder source,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (Directory.Exists(folders.Entry(id)))
        {
            // The entry is damaged.
            folders.Remove(folders.Entry(id));
        }

        return await new ModelDownload(folders, space, time).RunAsync(model, source, progress, cancellationToken);
    }

    private string PathOf(RemoteModel model, string id)
    {
        var files = CacheFolders.Files(folders.Entry(id));
        return model.IsFile ? Path.Combine(files, model.Files[0].Path) : files;
    }

    private bool IsWhole(string id) => ReadWhole(id) is not null;

    private CacheEntry? ReadWhole(string id)
    {
        var folder = folders.Entry(id);
        return
            CacheFolders.ReadEntry(folder) is { } entry
            && entry.Files.All(f =>
                new FileInfo(Path.Combine(CacheFolders.Files(folder), f.Path)) is { Exists: true } file
                && file.Length == f.Size
            )
            ? entry
            : null;
    }

    private ModelProgress Elsewhere(RemoteModel model, string id) =>
        new(ModelStep.Waiting, CacheFolders.BytesIn(CacheFolders.Files(folders.Partial(id))), model.Bytes);
}
