using System.Runtime.InteropServices;

namespace ImageForge.Artifacts.Directories;

/// <summary>What tells, without reading it, whether a file is the one that was read before.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of the last change of its content, in nanoseconds since 1970.</param>
/// <param name="Changed">Time of the last change of anything about it; unlike the former, it cannot be set.</param>
/// <param name="Inode">Its number in its file system.</param>
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode)
{
    /// <summary>The kind of a regular file, as <see cref="KindOf"/> gives it.</summary>
    public const int RegularFile = 0x8000;

    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint BasicStats = 0x7ff;
    private const int StructureBytes = 256;
    private const int KindMask = 0xF000;

    /// <summary>The stamp of an open file.</summary>
    /// <exception cref="IOException">The file system fails.</exception>
    public static FileStamp Of(SafeHandle file)
    {
        Span<byte> status = stackalloc byte[StructureBytes];
        Read(file, status);
        return new(
            MemoryMarshal.Read<long>(status[40..]),
            Time(status[112..]),
            Time(status[96..]),
            MemoryMarshal.Read<ulong>(status[32..])
        );
    }

    /// <summary>The kind of an open file, S_IFMT of its mode.</summary>
    /// <exception cref="IOException">The file system fails.</exception>
    public static int KindOf(SafeHandle file)
    {
        Span<byte> status = stackalloc byte[StructureBytes];
        Read(file, status);
        return MemoryMarshal.Read<ushort>(status[28..]) & KindMask;
    }

    /// <summary>What a kind is called.</summary>
    public static string NameOf(int kind) =>
        kind switch
        {
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0x4000 => "a folder",
            0xC000 => "a socket",
            _ => "something else",
        };

    private static unsafe void Read(SafeHandle file, Span<byte> status)
    {
        fixed (byte* into = status)
        {
            if (LibC.Stat(file, "", EmptyPath, BasicStats, into) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
            }
        }
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        checked((MemoryMarshal.Read<long>(time) * 1_000_000_000) + MemoryMarshal.Read<uint>(time[8..]));
}
