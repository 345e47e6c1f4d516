using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.S3;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Downloads a model into a cache; the caller owns its lock.</summary>
internal sealed class ModelDownload(CacheFolders folders, CacheSpace space, TimeProvider time)
{
    // Several small files hide the time of an answer behind a large one; more would only share the line.
    private const int Parallel = 3;

    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>Makes room, completes what is there, and puts it in place as a whole.</summary>
    /// <returns>Bytes that were moved.</returns>
    public async Task<long> RunAsync(
        RemoteModel model,
        S3Folder source,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var partial = folders.Partial(model.Id);
        await ReserveAsync(model, partial, cancellationToken);
        var meter = new TransferMeter(ModelStep.Downloading, model.Bytes, progress, time);
        var files = new ModelFile[model.Files.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, files.Length).OrderByDescending(i => model.Files[i].Item.Size),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var path = Path.Combine(CacheFolders.Files(partial), model.Files[i].Path);
                files[i] = await new FileDownload(source, meter, time).RunAsync(model.Files[i], path, token);
            }
        );
        await CompleteAsync(model, partial, files, cancellationToken);
        return meter.Moved;
    }

    private async Task ReserveAsync(RemoteModel model, string partial, CancellationToken cancellationToken)
    {
        using var alone = await OwnSpaceAsync(cancellationToken);
        Distrust(model, partial);
        space.MakeRoom(model);
        // Others leave room for this from now on.
        CacheFolders.WritePartial(
            partial,
            new()
            {
                Address = model.Address,
                Bytes = model.Bytes,
                Boot = Boot(),
            }
        );
        CacheFolders.Touch(partial, time.GetUtcNow());
    }

    private async Task CompleteAsync(
        RemoteModel model,
        string partial,
        ModelFile[] files,
        CancellationToken cancellationToken
    )
    {
        CacheFolders.WriteEntry(
            partial,
            new()
            {
                Name = model.Name,
                Address = model.Address,
                Digest = model.IsFile ? files[0].Sha256 : ModelDigest.OfFolder(files),
                Bytes = model.Bytes,
                Files = files,
            }
        );
        // Who counts the room must not find it in both places, or in none.
        using var alone = await OwnSpaceAsync(cancellationToken);
        Directory.Move(partial, folders.Entry(model.Id));
        LibC.FlushFolder(folders.Entries);
    }

    private Task<FileLock> OwnSpaceAsync(CancellationToken cancellationToken) =>
        Waiting.ForAsync(() => FileLock.TryOwn(folders.SpaceLock), waiting: null, time, cancellationToken);

    // After a crash of the machine, files can hold what was never written. Only a tag that is an MD5 surely tells.
    private static void Distrust(RemoteModel model, string partial)
    {
        if (!Directory.Exists(partial) || CacheFolders.ReadPartial(partial)?.Boot == Boot())
        {
            return;
        }

        foreach (var file in model.Files.Where(f => !TagDigest.IsPlain(f.Item.ETag)))
        {
            var path = Path.Combine(CacheFolders.Files(partial), file.Path);
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    private static string Boot() => File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : "";
}
