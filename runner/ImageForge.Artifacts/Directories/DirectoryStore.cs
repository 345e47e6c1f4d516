using System.Runtime.InteropServices;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.Directories;

/// <summary>Objects as files of a folder: a local disk, or a mounted volume.</summary>
/// <remarks>
/// A file is written under a temporary name beside its place, flushed to the disk and renamed; it is never edited. That
/// is why a copy can be a hard link.
/// </remarks>
internal sealed class DirectoryStore : IArtifactStore
{
    private static readonly byte[] ProbeContent = "probe\n"u8.ToArray();

    private readonly string _root;

    private DirectoryStore(string root) => _root = root;

    public string Name => $"folder '{_root}'";

    /// <exception cref="StorePlanException">The address has not the form <c>file:///folder</c>.</exception>
    public static DirectoryStore Open(string uri) =>
        FileUri.PathOf(uri) is { } path && !path.Contains('\0', StringComparison.Ordinal) && !FileUri.HasDotSegment(uri)
            ? new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            : throw new StorePlanException(
                $"storage uri '{uri}' must have the form file:///folder, without '.' or '..' segments"
            );

    public Task ProbeAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(
            key,
            path =>
            {
                FileWriter.Replace(path, ProbeContent);
                DeleteFile(path);
            },
            cancellationToken
        );

    public Task<byte[]> GetAsync(string key, long most, CancellationToken cancellationToken)
    {
        ObjectKey.Validate(key);
        return Task.Run(() => GuardAsync(key, () => ReadAsync(key, most, cancellationToken)), cancellationToken);
    }

    public Task<long?> HeadAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(
            key,
            path => new FileInfo(path) is { Exists: true } file ? file.Length : (long?)null,
            cancellationToken
        );

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ValidatePrefix(prefix);
        return Task.Run(
            () => GuardAsync(prefix, () => Task.FromResult<IReadOnlyList<string>>(List(prefix, cancellationToken))),
            cancellationToken
        );
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        DoAsync(key, path => FileWriter.Replace(path, content), cancellationToken);

    public Task<PutOutcome> PutIfAbsentAsync(
        string key,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) => DoAsync(key, path => FileWriter.Create(path, content), cancellationToken);

    public Task CopyAsync(string source, string destination, CancellationToken cancellationToken)
    {
        ObjectKey.Validate(source);
        var from = PathOf(source);
        return DoAsync(
            destination,
            path =>
            {
                if (!File.Exists(from))
                {
                    throw Missing(source);
                }

                FileWriter.Copy(from, path);
            },
            cancellationToken
        );
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(key, DeleteFile, cancellationToken);

    public Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        if (!prefix.EndsWith('/'))
        {
            throw new InvalidKeyException(prefix, "is not a folder prefix: it must end in '/'");
        }

        return DoAsync(
            prefix[..^1],
            path =>
            {
                if (Directory.Exists(path))
                {
                    Directory.Delete(path, recursive: true);
                    DeleteEmptyParents(path);
                }
            },
            cancellationToken
        );
    }

    public void Dispose() { }

    private async Task<byte[]> ReadAsync(string key, long most, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (Directory.Exists(path))
        {
            throw Missing(key);
        }

        try
        {
            return await RegularFile.ReadAsync(path, _root, most, cancellationToken);
        }
        catch (UnusableFileException e)
        {
            throw new InvalidKeyException(key, e.Message);
        }
    }

    private List<string> List(string prefix, CancellationToken cancellationToken)
    {
        var folder = prefix.LastIndexOf('/') is var slash and >= 0 ? Path.Combine(_root, prefix[..slash]) : _root;
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var keys = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_root, file);
            if (
                key.StartsWith(prefix, StringComparison.Ordinal)
                && !Path.GetFileName(key).StartsWith(ObjectKey.TemporaryMark, StringComparison.Ordinal)
            )
            {
                keys.Add(key);
            }
        }

        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    private void DeleteFile(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            DeleteEmptyParents(path);
        }
    }

    // A folder is no object: without its files it must not stay behind.
    private void DeleteEmptyParents(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (folder.Length > _root.Length && LibC.RemoveFolder(folder) == 0)
        {
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private string PathOf(string key) => Path.Combine(_root, key);

    private ObjectNotFoundException Missing(string key) => new(Name, key);

    private Task<bool> DoAsync(string key, Action<string> action, CancellationToken cancellationToken) =>
        DoAsync(
            key,
            path =>
            {
                action(path);
                return true;
            },
            cancellationToken
        );

    private Task<T> DoAsync<T>(string key, Func<string, T> action, CancellationToken cancellationToken)
    {
        ObjectKey.Validate(key);
        return Task.Run(
            () =>
                GuardAsync(
                    key,
                    () =>
                    {
                        CheckInside(key);
                        return Task.FromResult(action(PathOf(key)));
                    }
                ),
            cancellationToken
        );
    }

    // What is written through a link may be on another volume, and is lost with it.
    private void CheckInside(string key)
    {
        for (var folder = Path.GetDirectoryName(PathOf(key))!; folder.Length > _root.Length; )
        {
            if (LibC.RealPath(folder) is not { } real)
            {
                // Not made yet, or deleted by another just now: what is above it counts.
                folder = Path.GetDirectoryName(folder)!;
                continue;
            }

            if (LibC.RealPath(_root) is { } store && !RegularFile.IsBelow(real, store))
            {
                throw new InvalidKeyException(key, "is outside of the store: a link leads out");
            }

            return;
        }
    }

    private async Task<T> GuardAsync<T>(string key, Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreDeniedException($"{Name} may not be used: check its owner and permissions.", e);
        }
        catch (FileNotFoundException e)
        {
            // Deleted by another between two steps.
            throw new ObjectNotFoundException(Name, key, e);
        }
        catch (IOException e) when (File.Exists(_root))
        {
            throw new StoreNotFoundException($"{Name} is a file: name a folder as the store", e);
        }
        catch (IOException) when (Clash(key) is { } clash)
        {
            throw new InvalidKeyException(key, clash);
        }
        catch (IOException e)
        {
            throw new StoreUnreachableException($"{Name} cannot be used: {Words(e)}", e);
        }
    }

    // Without the path that .NET puts into messages, which may be of a temporary file: the same fault has the same words.
    private static string Words(IOException e) =>
        e switch
        {
            DirectoryNotFoundException => "a folder is missing, or is deleted again and again",
            PathTooLongException => "a path is too long",
            // What .NET has no class for has the error number of the system.
            _ when e.HResult is > 0 and < 4096 => Marshal.GetPInvokeErrorMessage(e.HResult),
            _ => e.Message,
        };

    // S3 can hold 'a' and 'a/b' side by side, folders cannot.
    private string? Clash(string key)
    {
        if (Directory.Exists(PathOf(key)))
        {
            return "is a folder of other objects";
        }

        for (var slash = key.LastIndexOf('/'); slash > 0; slash = key.LastIndexOf('/', slash - 1))
        {
            if (File.Exists(PathOf(key[..slash])))
            {
                return $"lies below the object '{key[..slash]}'";
            }
        }

        return null;
    }
}
