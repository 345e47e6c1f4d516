using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ImageForge.Artifacts.Directories;

/// <summary>What tells, without reading it, whether a file is the one that was read before.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of the last change of its content, in nanoseconds since 1970.</param>
/// <param name="Changed">Time of the last change of anything about it; unlike the former, nobody can set it.</param>
/// <param name="Inode">Its number in its file system.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint BasicStats = 0x7ff;
    private const int StructureBytes = 256;
    private const int FormatMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>The stamp of a file, links followed.</summary>
    /// <exception cref="IOException">There is none, or it is no regular file.</exception>
    public static unsafe FileStamp Of(string path)
    {
        Span<byte> status = stackalloc byte[StructureBytes];
        fixed (byte* into = status)
        {
            if (LibC.Stat(CurrentFolder, path, 0, BasicStats, into) != 0)
            {
                throw new IOException($"'{path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
            }
        }

        // A pipe would be waited for, a device has no end.
        return (MemoryMarshal.Read<ushort>(status[28..]) & FormatMask) == RegularFile
            ? new(
                MemoryMarshal.Read<long>(status[40..]),
                Time(status[112..]),
                Time(status[96..]),
                MemoryMarshal.Read<ulong>(status[32..])
            )
            : throw new IOException($"'{path}' is no regular file");
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        checked((MemoryMarshal.Read<long>(time) * 1_000_000_000) + MemoryMarshal.Read<uint>(time[8..]));
}
