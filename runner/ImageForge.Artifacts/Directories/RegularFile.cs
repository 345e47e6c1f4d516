using System.Runtime.InteropServices;
using ImageForge.Artifacts.Errors;
using Microsoft.Win32.SafeHandles;

namespace ImageForge.Artifacts.Directories;

/// <summary>Opens regular files to read them, and nothing else: a pipe would be waited for, a device has no end.</summary>
/// <remarks>
/// What is checked is what is read: the path is resolved once, to a descriptor without access, and the file that this refers
/// to is opened through it. Links swapped in between change nothing.
/// </remarks>
public static class RegularFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="root">The folder that links must not lead out of; null: they may lead anywhere.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="UnusableFileException">It is no regular file, or lies outside of <paramref name="root"/>.</exception>
    /// <exception cref="IOException">The file system fails; another attempt may succeed.</exception>
    public static SafeFileHandle Open(string path, string? root = null)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new UnusableFileException("has a NUL character in its name");
        }

        using var place = Open(path, LibC.OpenPlace);
        var kind = FileStamp.KindOf(place);
        if (kind != FileStamp.RegularFile)
        {
            throw new UnusableFileException($"is {FileStamp.NameOf(kind)}, not a regular file");
        }

        var link = $"/proc/self/fd/{place.DangerousGetHandle()}";
        if (root is not null)
        {
            // Deleted just now, and the file with it, where it cannot be resolved.
            var volume = LibC.RealPath(root) ?? throw new FileNotFoundException("does not exist");
            if (!IsBelow(new FileInfo(link).LinkTarget, volume))
            {
                throw new UnusableFileException("is outside of its volume: a link leads out");
            }
        }

        return Open(link, LibC.OpenRead);
    }

    /// <summary>Reads a whole file, however long it says it is and however it grows meanwhile.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="root">The folder that links must not lead out of; null: they may lead anywhere.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnusableFileException">Also: it has more than <paramref name="most"/> bytes.</exception>
    /// <inheritdoc cref="Open(string, string?)" path="/exception"/>
    public static async Task<byte[]> ReadAsync(
        string path,
        string? root,
        long most,
        CancellationToken cancellationToken
    )
    {
        most = Math.Min(most, Array.MaxLength - 1);
        using var file = Open(path, root);
        // One byte more than it says: the read that fills it shows that there is no more.
        var bytes = new byte[Math.Min(RandomAccess.GetLength(file), most) + 1];
        var count = 0;
        while (await RandomAccess.ReadAsync(file, bytes.AsMemory(count), count, cancellationToken) is > 0 and var read)
        {
            count += read;
            if (count > most)
            {
                throw new UnusableFileException($"has more than {most} bytes");
            }

            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, most + 1));
            }
        }

        Array.Resize(ref bytes, count);
        return bytes;
    }

    /// <summary>Whether a resolved path lies below a resolved folder; null is nowhere.</summary>
    internal static bool IsBelow(string? path, string root) =>
        path is not null && path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);

    private static SafeFileHandle Open(string path, int flags)
    {
        var number = LibC.OpenFile(path, flags, 0);
        return number >= 0
            ? new SafeFileHandle(number, ownsHandle: true)
            : throw Failure(Marshal.GetLastPInvokeError());
    }

    private static Exception Failure(int error) =>
        error switch
        {
            LibC.NoEntry or LibC.NotFolder => new FileNotFoundException("does not exist"),
            LibC.NotPermitted or LibC.AccessDenied => new UnauthorizedAccessException("may not be read"),
            LibC.Loop => new UnusableFileException("is a link that leads in a circle"),
            LibC.NameTooLong => new UnusableFileException("has a name that is too long"),
            _ => new IOException(Marshal.GetPInvokeErrorMessage(error), error),
        };
}
