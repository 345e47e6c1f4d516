using System.Runtime.InteropServices;

namespace ImageForge.Artifacts.Directories;

/// <summary>Puts files in place whole: written beside their place, flushed, then renamed or linked.</summary>
internal static class FileWriter
{
    // How often a folder that another deletes as empty while we write into it is created anew.
    private const int MaxAttempts = 20;

    /// <summary>Writes a file, replacing one that is there.</summary>
    public static void Replace(string path, ReadOnlyMemory<byte> content) =>
        InFolderOf(
            path,
            temporary =>
            {
                Write(temporary, content.Span);
                File.Move(temporary, path, overwrite: true);
                return PutOutcome.Created;
            }
        );

    /// <summary>Writes a file unless there is one.</summary>
    public static PutOutcome Create(string path, ReadOnlyMemory<byte> content) =>
        File.Exists(path)
            ? PutOutcome.AlreadyThere
            : InFolderOf(
                path,
                temporary =>
                {
                    Write(temporary, content.Span);
                    return Place(temporary, path);
                }
            );

    /// <summary>Gives a file a second place, replacing a file that is there.</summary>
    public static void Copy(string source, string path) =>
        InFolderOf(
            path,
            temporary =>
            {
                // No file of a store is ever edited, so two names of one file serve as two files.
                if (LibC.Link(source, temporary) != 0)
                {
                    Write(temporary, File.ReadAllBytes(source));
                }

                // Where both are the same file already, rename leaves the temporary name, which is deleted afterwards.
                File.Move(temporary, path, overwrite: true);
                return PutOutcome.Created;
            }
        );

    private static PutOutcome Place(string temporary, string path)
    {
        // A link, unlike a rename, fails where the name is taken.
        if (LibC.Link(temporary, path) == 0)
        {
            return PutOutcome.Created;
        }

        if (Marshal.GetLastPInvokeError() == LibC.AlreadyExists || File.Exists(path))
        {
            return PutOutcome.AlreadyThere;
        }

        File.Move(temporary, path, overwrite: true);
        return PutOutcome.Created;
    }

    private static PutOutcome InFolderOf(string path, Func<string, PutOutcome> action)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, ObjectKey.TemporaryMark + Guid.NewGuid().ToString("N"));
        for (var attempt = 1; ; attempt++)
        {
            CreateFolder(folder);
            try
            {
                var outcome = action(temporary);
                LibC.FlushFolder(folder);
                return outcome;
            }
            catch (IOException e)
                when (e is DirectoryNotFoundException or FileNotFoundException && attempt < MaxAttempts)
            {
                // Another deleted the folder, empty as it was, between the two calls.
            }
            finally
            {
                if (File.Exists(temporary))
                {
                    File.Delete(temporary);
                }
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
        {
            CreateFolder(parent);
        }

        Directory.CreateDirectory(folder);
        if (parent is not null)
        {
            LibC.FlushFolder(parent);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
