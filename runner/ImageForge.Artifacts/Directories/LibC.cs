using System.Runtime.InteropServices;

namespace ImageForge.Artifacts.Directories;

/// <summary>What the managed file API has no form for.</summary>
internal static partial class LibC
{
    public const int AlreadyExists = 17;

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

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
