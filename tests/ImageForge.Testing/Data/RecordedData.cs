using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ImageForge.Testing.Data;

/// <summary>
/// Reference data recorded from other software: the archives tests/data/*.tar.br, described by the .md file beside each. The
/// first test that needs a set unpacks it below build/tests/data.
/// </summary>
public static class RecordedData
{
    private static readonly Dictionary<string, string> Folders = [];

    /// <summary>The path of a set's file or folder.</summary>
    /// <param name="set">Name of an archive, such as <c>schedulers</c>.</param>
    /// <param name="parts">The path inside it.</param>
    /// <exception cref="FileNotFoundException">There is no such set, file or folder.</exception>
    public static string Path(string set, params ReadOnlySpan<string> parts)
    {
        string path = System.IO.Path.Combine([Folder(set), .. parts]);
        return System.IO.Path.Exists(path) ? path : throw new FileNotFoundException($"{set} has no such file", path);
    }

    private static string Folder(string set)
    {
        lock (Folders)
        {
            if (!Folders.TryGetValue(set, out string? folder))
            {
                folder = Unpacked(System.IO.Path.Combine(Checkout.Root, "tests", "data", set + ".tar.br"));
                Folders.Add(set, folder);
            }

            return folder;
        }
    }

    /// <summary>Named after the archive's digest, so that an older checkout's data are never read.</summary>
    private static string Unpacked(string archive)
    {
        byte[] packed = File.ReadAllBytes(archive);
        string name = System.IO.Path.GetFileName(archive).Replace(".tar.br", "", StringComparison.Ordinal);
        string digest = Convert.ToHexStringLower(SHA256.HashData(packed))[..12];
        string parent = System.IO.Path.Combine(Checkout.Root, "build", "tests", "data");
        string folder = System.IO.Path.Combine(parent, $"{name}-{digest}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        string partial = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}").FullName;
        using (var tar = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            TarFile.ExtractToDirectory(tar, partial, overwriteFiles: true);
        }

        try
        {
            Directory.Move(partial, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was first.
            Directory.Delete(partial, recursive: true);
        }

        return folder;
    }
}
