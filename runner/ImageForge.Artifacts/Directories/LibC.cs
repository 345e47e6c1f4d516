using System.Runtime.InteropServices;

namespace ImageForge.Artifacts.Directories;

/// <summary>What the managed file API has no form for.</summary>
internal static partial class LibC
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int AccessDenied = 13;
    public const int AlreadyExists = 17;
    public const int NotFolder = 20;
    public const int NameTooLong = 36;
    public const int Loop = 40;

    /// <summary>Flags that open a file to read it, without waiting for the writer of a pipe.</summary>
    public const int OpenRead = 0x80800; // O_RDONLY | O_NONBLOCK | O_CLOEXEC

    /// <summary>Flags that resolve a path and open nothing.</summary>
    public const int OpenPlace = 0x280000; // O_PATH | O_CLOEXEC

    private const int LongestPath = 4097; // PATH_MAX and its end

    private const int OpenForLocks = 0x80042; // O_RDWR | O_CREAT | O_CLOEXEC

    private const int Everybody = 0x1B6; // rw-rw-rw-, less the umask

    private const int OpenFolder = 0x10000; // O_RDONLY | O_DIRECTORY

    /// <summary>link(2): gives a file a second name; fails where that name is taken. 0, or −1 with the error set.</summary>
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string existing, string path);

    /// <summary>rmdir(2): deletes an empty folder. 0, or −1 where it is not empty or not there.</summary>
    [LibraryImport("libc", EntryPoint = "rmdir", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveFolder(string path);

    /// <summary>Flushes a folder's entries to the disk, so that a renamed file is found after a power failure.</summary>
    /// <remarks>Some file systems of networks refuse this; they keep their own promises, so an error is none of ours.</remarks>
    public static void FlushFolder(string path)
    {
        var folder = Open(path, OpenFolder);
        if (folder >= 0)
        {
            _ = Flush(folder);
            _ = Close(folder);
        }
    }

    /// <summary>A file for locks, created where it is not there; children do not inherit it. −1 with the error set.</summary>
    public static int OpenLock(string path) => OpenFile(path, OpenForLocks, Everybody);

    /// <summary>open(2). The descriptor, or −1 with the error set.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenFile(string path, int flags, int mode);

    /// <summary>flock(2). 0, or −1 with the error set.</summary>
    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeHandle file, int operation);

    /// <summary>realpath(3): the path without links; null if a link is broken or circular.</summary>
    public static unsafe string? RealPath(string path)
    {
        Span<byte> real = stackalloc byte[LongestPath];
        fixed (byte* into = real)
        {
            return RealPath(path, into) is null ? null : Marshal.PtrToStringUTF8((nint)into);
        }
    }

    /// <summary>statx(2), links followed: its structure is the same on every processor. 0, or −1 with the error set.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int Stat(int folder, string path, int flags, uint mask, byte* into);

    /// <summary>statx(2) of an open file, where the path is empty and the flags say so.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int Stat(SafeHandle file, string path, int flags, uint mask, byte* into);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial byte* RealPath(string path, byte* into);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
