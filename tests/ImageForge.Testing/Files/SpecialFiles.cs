using System.Runtime.InteropServices;

namespace ImageForge.Testing.Files;

/// <summary>Makes what lies in folders besides files.</summary>
public static partial class SpecialFiles
{
    /// <summary>A pipe that nobody writes to.</summary>
    public static string Pipe(string path) => Make(path, 0x1000);

    /// <summary>A socket that nobody listens at.</summary>
    public static string Socket(string path) => Make(path, 0xC000);

    /// <summary>A symbolic link.</summary>
    public static string Link(string path, string target)
    {
        File.CreateSymbolicLink(path, target);
        return path;
    }

    /// <summary>Files as the kubelet mounts those of a ConfigMap: links to a folder that it replaces as a whole.</summary>
    public static void ConfigMap(string folder, params (string Key, byte[] Content)[] entries)
    {
        Directory.CreateDirectory(Path.Combine(folder, "..2026_05_01_12_00_00.1"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..2026_05_01_12_00_00.1");
        foreach (var (key, content) in entries)
        {
            File.WriteAllBytes(Path.Combine(folder, "..2026_05_01_12_00_00.1", key), content);
            File.CreateSymbolicLink(Path.Combine(folder, key), $"..data/{key}");
        }
    }

    private static string Make(string path, uint kind) =>
        MakeNode(path, kind | 0b110_100_100, 0) == 0
            ? path
            : throw new IOException($"'{path}': {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "mknod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeNode(string path, uint mode, ulong device);
}
