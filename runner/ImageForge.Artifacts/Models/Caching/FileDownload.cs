using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Downloads one file: goes on after what is there, reconnects, and checks what came.</summary>
internal sealed class FileDownload(S3Folder source, TransferMeter meter, TimeProvider time)
{
    // So often in a row may a connection end without a byte.
    private const int MostFailures = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Fills a file, whatever part of it is there.</summary>
    /// <exception cref="StoreUnreachableException">The server does not answer any more; what came is kept.</exception>
    /// <exception cref="S3ChangedException">The object is another one by now.</exception>
    /// <exception cref="ModelUnavailableException">It cannot be written, or it comes damaged.</exception>
    public async Task<ModelFile> RunAsync(RemoteFile file, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partBytes = TagDigest.PartsOf(file.Item.ETag) is { } parts
            ? await source.FindPartSizeAsync(file.Item, parts, cancellationToken)
            : null;
        using var target = new FileTarget(path, file.Item, partBytes);
        meter.Found(await target.ResumeAsync(cancellationToken));
        for (var damaged = false; ; damaged = true)
        {
            await FillAsync(file, target, cancellationToken);
            if (target.Finish() is { } sha256)
            {
                return new(file.Path, file.Item.Size, sha256);
            }

            // A crash of the machine can leave a file of the right size with other bytes: from the start, once.
            meter.Found(-file.Item.Size);
            target.Restart();
            if (damaged)
            {
                throw new ModelUnavailableException(
                    $"'{file.Item.Key}' is corrupt: its bytes do not match the ETag {file.Item.ETag}"
                );
            }
        }
    }

    private async Task FillAsync(RemoteFile file, FileTarget target, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (target.Length < file.Item.Size)
        {
            var before = target.Length;
            try
            {
                await source.ReadAsync(file.Item, before, Begin, WriteAsync, cancellationToken);
            }
            catch (StoreUnreachableException) when (target.Length > before || failures < MostFailures - 1)
            {
                failures = target.Length > before ? 0 : failures + 1;
                await Task.Delay(FirstPause * Math.Pow(2, failures), time, cancellationToken);
            }
        }

        void Begin(S3Opening opening)
        {
            if (opening.From < target.Length)
            {
                meter.Found(-target.Length);
                target.Restart();
            }

            target.TagIsDigest = opening.TagIsDigest;
        }

        async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
        {
            await target.AppendAsync(bytes, token);
            meter.Move(bytes.Length);
        }
    }
}
