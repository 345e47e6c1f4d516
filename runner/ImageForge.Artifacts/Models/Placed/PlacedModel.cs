using System.Buffers;
using System.Security.Cryptography;
using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;
using Microsoft.Win32.SafeHandles;

namespace ImageForge.Artifacts.Models.Placed;

/// <summary>Uses a model where it lies.</summary>
internal sealed class PlacedModel(DigestMemory memory, TimeProvider time)
{
    private const int Parallel = 3;
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Reads it for its digest, unless that is remembered.</summary>
    /// <param name="name">What to call the model.</param>
    /// <param name="path">Its folder, or its file.</param>
    /// <param name="boundary">The volume that it must not lead out of, or null.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task<LocalModel> OpenAsync(
        string name,
        string path,
        string? boundary,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var volume = boundary is null
            ? null
            : LibC.RealPath(boundary) ?? throw new ModelUnusableException($"{name} does not exist");
        var walk = new PlacedFiles(name, volume);
        var isFile = !Directory.Exists(path);
        IReadOnlyList<string> paths;
        if (isFile)
        {
            CheckFile(name, path, walk);
            paths = [""];
        }
        else
        {
            (paths, var seen) = walk.Find(path, cancellationToken);
            ModelFiles.Check(name, paths, seen);
        }

        var reader = new Reader(name, path, boundary);
        var (files, moved) = await ReadAsync(reader, paths, progress, cancellationToken);
        return new(path, isFile ? files[0].Sha256 : ModelDigest.OfFolder(files), files.Sum(f => f.Size), hold: null)
        {
            Moved = moved,
        };
    }

    private static void CheckFile(string name, string path, PlacedFiles walk)
    {
        if (!File.Exists(path))
        {
            throw new ModelUnusableException($"{name} does not exist");
        }

        _ = walk.RealPath(path);
        if (ModelFiles.DataOf(path).FirstOrDefault(File.Exists) is { } data)
        {
            throw new ModelUnusableException(
                $"{name} has its weights in another file, '{Path.GetFileName(data)}': name the folder of both"
            );
        }

        if (!ModelFiles.IsNetwork(path))
        {
            throw new ModelUnusableException(
                $"{name} is neither a folder nor an {ModelFiles.NetworkExtension} file: export the model to ONNX (optimum-cli export onnx)"
            );
        }
    }

    private async Task<(ModelFile[] Files, long Moved)> ReadAsync(
        Reader reader,
        IReadOnlyList<string> paths,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var stamps = paths.Select(reader.Stamp).ToArray();
        var files = new ModelFile[paths.Count];
        var meter = new TransferMeter(ModelStep.Reading, stamps.Sum(s => s.Size), progress, time);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, files.Length).OrderByDescending(i => stamps[i].Size),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var place = reader.PlaceOf(paths[i]);
                var sha256 = memory.Find(place, stamps[i]);
                if (sha256 is null)
                {
                    sha256 = await reader.ReadAsync(paths[i], stamps[i], meter, token);
                    memory.Keep(place, stamps[i], sha256);
                }
                else
                {
                    meter.Found(stamps[i].Size);
                }

                files[i] = new(paths[i], stamps[i].Size, sha256);
            }
        );
        return (files, meter.Moved);
    }

    /// <summary>Reads the files of a model: regular ones, within its volume.</summary>
    private sealed class Reader(string name, string root, string? boundary)
    {
        public string PlaceOf(string path) => Path.Combine(root, path);

        public FileStamp Stamp(string path)
        {
            using var file = Open(path);
            return FileStamp.Of(file);
        }

        public async Task<string> ReadAsync(
            string path,
            FileStamp stamp,
            TransferMeter meter,
            CancellationToken cancellationToken
        )
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var file = new FileStream(Open(path), FileAccess.Read, bufferSize: 0);
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            try
            {
                int read;
                while ((read = await file.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    hash.AppendData(buffer.AsSpan(0, read));
                    meter.Move(read);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            return Stamp(path) == stamp
                ? Convert.ToHexStringLower(hash.GetHashAndReset())
                : throw new ModelUnavailableException($"{name}: '{Shown(path)}' changes while it is read");
        }

        private SafeFileHandle Open(string path)
        {
            try
            {
                return RegularFile.Open(PlaceOf(path), boundary);
            }
            catch (Exception e) when (e is UnusableFileException or UnauthorizedAccessException)
            {
                throw new ModelUnusableException($"{name}: '{Shown(path)}' {e.Message}", e);
            }
        }

        private string Shown(string path) => path.Length == 0 ? Path.GetFileName(root) : path;
    }
}
