using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageForge.Artifacts.Directories;

/// <summary>A lock between processes, and between the tasks of one: flock(2) on a file that is never deleted.</summary>
/// <remarks>It ends with its process, however that ends.</remarks>
internal sealed class FileLock : IDisposable
{
    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int AtOnce = 4;
    private const int WouldBlock = 11;

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file, bool isOwned)
    {
        _file = file;
        IsOwned = isOwned;
    }

    /// <summary>Whether no other process holds it.</summary>
    public bool IsOwned { get; }

    /// <summary>A lock that many may hold, or null while one holds it alone.</summary>
    public static FileLock? TryShare(string path) => Try(path, Shared);

    /// <summary>A lock that one holds alone, or null while another holds it.</summary>
    public static FileLock? TryOwn(string path) => Try(path, Exclusive);

    public void Dispose() => _file.Dispose();

    private static FileLock? Try(string path, int operation)
    {
        var number = LibC.OpenLock(path);
        if (number < 0)
        {
            throw Failure(path);
        }

        var file = new SafeFileHandle(number, ownsHandle: true);
        if (LibC.Lock(file, operation | AtOnce) == 0)
        {
            return new(file, operation == Exclusive);
        }

        var failure = Marshal.GetLastPInvokeError() == WouldBlock ? null : Failure(path);
        file.Dispose();
        return failure is null ? null : throw failure;
    }

    private static IOException Failure(string path) =>
        new($"'{path}' cannot be locked: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
}
